//! Coming back: a link by mail, or a password.

use axum::extract::Path;
use axum::response::Response;
use domain::account::LINK_LIFE;
use domain::refusal::Refusal;
use serde::Deserialize;

use super::form::{Asked, Fields};
use super::guard::{OrPage, PageError};
use super::names;
use super::view::sign_in::{ConfirmPage, ExpiredPage, LinkPurpose, SentPage, SignInPage};
use super::visit::{Visit, go_with, local_path};
use crate::service::Failure;
use crate::service::account::{self, LinkUse};

/// Where to go once signed in.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Back {
    #[serde(default)]
    back: String,
}

fn after(back: &str) -> &str {
    match local_path(back) {
        "/" => "/compte",
        path => path,
    }
}

/// `GET /connexion`
pub(super) async fn show(visit: Visit, Asked(query): Asked<Back>) -> Result<Response, PageError> {
    visit.page(&SignInPage { back: after(&query.back).to_owned(), typed_email: String::new(), with_password: false, errors: Vec::new() })
}

/// `POST /connexion`: `act` says by link or by password.
pub(super) async fn submit(visit: Visit, fields: Fields) -> Result<Response, PageError> {
    let email = fields.one("email").to_owned();
    let back = after(fields.one("back")).to_owned();
    // Enter in the password field presses the first button of the form, which is the link's
    let with_password = fields.one("act") == "password" || !fields.one("password").is_empty();
    let refusal = if with_password {
        match account::password_sign_in(&visit.app, &email, fields.one("password"), &visit.origin()).await {
            Ok(signed) => return Ok(go_with(&back, vec![visit.login_cookie(signed.token.as_str())])),
            Err(Failure::Refused(refusal)) => refusal,
            Err(failure) => return Err(PageError::new(&visit, failure)),
        }
    } else {
        match account::request_link(&visit.app, unnamed(&visit), &email, visit.lang, &visit.origin()).await {
            Ok(()) => return sent_page(&visit, &email),
            Err(Failure::Refused(refusal)) => refusal,
            Err(failure) => return Err(PageError::new(&visit, failure)),
        }
    };
    let field = if with_password && refusal != Refusal::EmailInvalid { "password" } else { "email" };
    let errors = vec![visit.fault(field, refusal)];
    visit.refused(refusal, &SignInPage { back, typed_email: email, with_password, errors })
}

/// The visitor of this browser while they have no address: what they did comes along.
fn unnamed(visit: &Visit) -> Option<uuid::Uuid> {
    visit.identity.as_ref().filter(|i| i.person.email.is_none()).map(|i| i.person.id)
}

pub(super) fn sent_page(visit: &Visit, email: &str) -> Result<Response, PageError> {
    visit.page(&SentPage { email: email.trim().to_owned(), minutes: names::minutes(LINK_LIFE) })
}

/// `GET /connexion/envoye`: a reload of the answer to the form.
pub(super) async fn sent() -> axum::response::Redirect {
    axum::response::Redirect::to("/connexion")
}

/// `GET /connexion/lien/{token}`: a button, so that a mail scanner does not use the link up.
pub(super) async fn look_at_link(visit: Visit, Path(token): Path<String>) -> Result<Response, PageError> {
    let found = account::look_at_link(&visit.app, &token).await.or_page(&visit)?;
    let Some((purpose, email)) = found else {
        return visit.refused(Refusal::LinkExpired, &ExpiredPage {});
    };
    let purpose = match purpose {
        LinkUse::SignIn => LinkPurpose::SignIn,
        LinkUse::Keep => LinkPurpose::Keep,
        LinkUse::Device => LinkPurpose::Device,
    };
    let joins = purpose != LinkPurpose::Keep && unnamed(&visit).is_some();
    visit.page(&ConfirmPage { action: format!("/connexion/lien/{token}"), purpose, email, joins })
}

/// `POST /connexion/lien/{token}`
pub(super) async fn follow_link(visit: Visit, Path(token): Path<String>) -> Result<Response, PageError> {
    match account::follow_link(&visit.app, &token, unnamed(&visit), &visit.origin()).await {
        Ok(signed) => Ok(go_with("/compte", vec![visit.login_cookie(signed.token.as_str()), visit.notice_cookie("notice-signed-in")])),
        Err(Failure::Refused(Refusal::LinkExpired)) => visit.refused(Refusal::LinkExpired, &ExpiredPage {}),
        Err(failure) => Err(PageError::new(&visit, failure)),
    }
}
