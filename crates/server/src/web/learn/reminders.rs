//! `/progresser/rappels` and `/rappels/{token}`: when to be reminded, and the link that stops it.

use std::sync::Arc;

use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::{get, post};
use domain::refusal::Refusal;

use crate::app::App;
use crate::http::refuse;
use crate::service::Failure;
use crate::service::learn::reminders::{self, Kept, Reminders};
use crate::web::form::Fields;
use crate::web::guard::{OrPage, PageError};
use crate::web::learn::path::learner;
use crate::web::view::FieldError;
use crate::web::view::learn::reminders::{RemindersPage, StopPage};
use crate::web::visit::Visit;

/// The link of a mail. Whoever has it may stop those reminders and nothing else, so that its form may come from anywhere: a program that reads mail
/// posts here on its own (RFC 8058).
pub(crate) const STOP: &str = "/rappels/{token}";

/// Its pages.
pub(super) fn routes() -> Router<Arc<App>> {
    Router::new().route("/progresser/rappels", get(show).post(save)).route(STOP, get(look).post(stop)).route("/rappels/{token}/reprendre", post(resume))
}

async fn kept(visit: &Visit) -> Result<Option<Kept>, PageError> {
    match learner(visit) {
        Some(learner) => reminders::of_person(&visit.app, &learner).await.map(Some).or_page(visit),
        None => Ok(None),
    }
}

fn page(visit: &Visit, kept: Option<Kept>) -> RemindersPage {
    let when = kept.map_or(Reminders::USUAL, |kept| kept.when);
    RemindersPage {
        email: visit.email().map(str::to_owned),
        are_on: kept.is_some_and(|kept| kept.are_on),
        were_on: kept.is_some_and(|kept| kept.were_on),
        hour: format!("{:02}:{:02}", when.at / 60, when.at % 60),
        days: (0..7).map(|day| when.days & (1 << day) != 0).collect(),
        errors: Vec::new(),
    }
}

/// `GET /progresser/rappels`
async fn show(visit: Visit) -> Result<Response, PageError> {
    let kept = kept(&visit).await?;
    visit.page(&page(&visit, kept))
}

/// `POST /progresser/rappels`
async fn save(visit: Visit, fields: Fields) -> Result<Response, PageError> {
    let Some(learner) = learner(&visit) else { return Err(PageError::new(&visit, Refusal::Unauthorised)) };
    if fields.one("act") == "stop" {
        reminders::stop(&visit.app, &learner).await.or_page(&visit)?;
        return Ok(visit.go_and_say("/progresser/rappels", "notice-saved"));
    }
    let days = fields.0.get("jours").cloned().unwrap_or_default();
    let saved = match Reminders::read(fields.one("heure"), days.iter().map(String::as_str)) {
        Ok(when) => reminders::set(&visit.app, &learner, when).await,
        Err(refusal) => Err(refusal.into()),
    };
    let (field, refusal) = match saved {
        Ok(()) => return Ok(visit.go_and_say("/progresser/rappels", "notice-saved")),
        Err(Failure::Refused(refusal @ Refusal::ReminderHour)) => ("heure", refusal),
        Err(Failure::Refused(refusal @ Refusal::ReminderDays)) => ("jours", refusal),
        Err(Failure::Refused(refusal @ Refusal::ReminderAddress)) => ("", refusal),
        Err(failure) => return Err(PageError::new(&visit, failure)),
    };
    let errors = vec![FieldError::new(field, visit.say(&format!("refusal-{}", refusal.code())))];
    let typed = (0..7).map(|day: u32| days.contains(&day.to_string())).collect();
    let mut response = visit.page(&RemindersPage { hour: fields.one("heure").to_owned(), days: typed, errors, ..page(&visit, kept(&visit).await?) })?;
    refuse(&mut response, refusal, None);
    Ok(response)
}

/// `GET /rappels/{token}`: asks; looking changes nothing.
async fn look(visit: Visit, Path(token): Path<String>) -> Result<Response, PageError> {
    let kept = reminders::look_at_link(&visit.app, &token).await.or_page(&visit)?;
    visit.page(&StopPage { action: format!("/rappels/{token}"), is_stopped: !kept.are_on })
}

/// `POST /rappels/{token}`: stops at once. No redirect: RFC 8058 forbids one.
async fn stop(visit: Visit, Path(token): Path<String>) -> Result<Response, PageError> {
    reminders::stop_by_link(&visit.app, &token).await.or_page(&visit)?;
    visit.page(&StopPage { action: format!("/rappels/{token}"), is_stopped: true })
}

/// `POST /rappels/{token}/reprendre`
async fn resume(visit: Visit, Path(token): Path<String>) -> Result<Response, PageError> {
    reminders::resume_by_link(&visit.app, &token).await.or_page(&visit)?;
    Ok(visit.go_and_say(&format!("/rappels/{token}"), "notice-saved"))
}
