//! `/formations/{slug}/signaler`: a reader says that something is wrong with an offer.

use std::sync::Arc;

use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use domain::catalogue::signal::{Reason, said};
use domain::refusal::Refusal;

use crate::app::App;
use crate::http::refuse;
use crate::service::catalogue::ratings::{Kind, title};
use crate::service::catalogue::signals;
use crate::web::form::Fields;
use crate::web::guard::{OrPage, PageError};
use crate::web::view::FieldError;
use crate::web::view::catalogue::desk::SignalPage;
use crate::web::visit::Visit;

/// Its pages.
pub(super) fn routes() -> Router<Arc<App>> {
    Router::new().route("/formations/{slug}/signaler", get(form).post(send))
}

fn page(visit: &Visit, slug: &str, typed: (&str, &str), errors: Vec<FieldError>) -> Result<SignalPage, PageError> {
    let title = title(&visit.app, Kind::Offer, slug).ok_or_else(|| PageError::new(visit, Refusal::NotFound))?;
    Ok(SignalPage {
        title,
        back: format!("/formations/{slug}"),
        reasons: Reason::ALL.iter().map(|reason| reason.code()).collect(),
        reason: typed.0.to_owned(),
        text: typed.1.to_owned(),
        errors,
    })
}

/// `GET /formations/{slug}/signaler`
async fn form(visit: Visit, Path(slug): Path<String>) -> Result<Response, PageError> {
    let page = page(&visit, &slug, ("", ""), Vec::new())?;
    visit.page(&page)
}

/// `POST /formations/{slug}/signaler`
async fn send(visit: Visit, Path(slug): Path<String>, fields: Fields) -> Result<Response, PageError> {
    let typed = (fields.one("motif"), fields.one("texte"));
    match said(typed.0, typed.1) {
        Ok((reason, text)) => {
            signals::say(&visit.app, &slug, reason, &text, visit.person()).await.or_page(&visit)?;
            Ok(visit.go_and_say(&format!("/formations/{slug}"), "notice-signal-sent"))
        }
        Err((field, refusal)) => {
            let errors = vec![FieldError::new(field, visit.say(&format!("refusal-{}", refusal.code())))];
            let mut response = visit.page(&page(&visit, &slug, typed, errors)?)?;
            refuse(&mut response, refusal, None);
            Ok(response)
        }
    }
}
