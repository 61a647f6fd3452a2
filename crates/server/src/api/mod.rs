//! The JSON API, over the same use cases as the pages.
//!
//! Errors are `application/problem+json` (RFC 9457) with a stable `code`, a sentence in the caller's language and, for
//! what is our fault, an `incident` under which the log has the rest.

mod body;
mod description;
mod offers;
mod organisations;
mod sessions;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::header::{CONTENT_TYPE, WWW_AUTHENTICATE};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use domain::access::Actor;
use domain::refusal::Refusal;
use serde::Serialize;
use store::sessions as rows;
use utoipa::ToSchema;

use crate::app::App;
use crate::render::Lang;
use crate::secret::{ORGANISATION_KEY, token_digest};
use crate::service::Failure;
use crate::service::account::recognise;
use crate::service::organisation::recognise_key;

/// Largest request taken, in bytes.
const LARGEST: usize = 64 * 1024;

/// The routes under `/api`.
pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/api/openapi.json", get(description::show))
        .route("/api/v1/logins", post(sessions::sign_in))
        .route("/api/v1/sessions", post(sessions::start))
        .route("/api/v1/sessions/{id}", get(sessions::show))
        .route("/api/v1/sessions/{id}/item", get(sessions::item))
        .route("/api/v1/sessions/{id}/answers", post(sessions::answer))
        .route("/api/v1/sessions/{id}/finish", post(sessions::finish))
        .route("/api/v1/sessions/{id}/result", get(sessions::result))
        .route("/api/v1/sessions/{id}/reports", post(sessions::report))
        .route("/api/v1/organisations", get(organisations::mine))
        .route("/api/v1/organisations/{organisation}", get(organisations::show))
        .route("/api/v1/organisations/{organisation}/units", get(organisations::units))
        .route("/api/v1/organisations/{organisation}/cohorts", get(organisations::cohorts))
        .route("/api/v1/organisations/{organisation}/learners", get(organisations::learners))
        .route("/api/v1/organisations/{organisation}/learners/{learner}", get(organisations::learner))
        .route("/api/v1/organisations/{organisation}/campaigns", get(organisations::campaigns))
        .route("/api/v1/organisations/{organisation}/campaigns/{campaign}", get(organisations::campaign))
        .route("/api/v1/organisations/{organisation}/campaigns/{campaign}/participants", get(organisations::participants))
        .route("/api/v1/organisations/{organisation}/campaigns/{campaign}/results", get(organisations::campaign_results))
        .route("/api/v1/organisations/{organisation}/campaigns/{campaign}/questions", get(organisations::questions))
        .route("/api/v1/organisations/{organisation}/results", get(organisations::organisation_results))
        .route("/api/v1/offers", get(offers::list))
        .route("/api/v1/offers/{slug}", get(offers::show))
        .route("/api/v1/coverage", get(offers::coverage))
        .layer(DefaultBodyLimit::max(LARGEST))
}

/// Why a request was refused.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Problem {
    /// Stable code, e.g. `already-answered`.
    #[schema(example = "already-answered")]
    code: &'static str,
    /// The HTTP status.
    status: u16,
    /// What happened, why and what to do, in the caller's language.
    title: String,
    /// Where exactly, for whoever writes the client.
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
    /// What to look for in the log.
    #[serde(skip_serializing_if = "Option::is_none")]
    incident: Option<String>,
}

/// A refusal as the API tells it.
pub(crate) fn problem(app: &App, lang: Lang, refusal: Refusal, incident: Option<String>) -> Response {
    detailed(app, lang, refusal, incident, None)
}

fn detailed(app: &App, lang: Lang, refusal: Refusal, incident: Option<String>, detail: Option<String>) -> Response {
    let status = crate::http::status(refusal);
    let title = app.renderer.texts().text(lang, &format!("refusal-{}", refusal.code()), &[]);
    let body = Problem { code: refusal.code(), status: status.as_u16(), title, detail, incident: incident.clone() };
    let mut response = serde_json::to_string(&body).unwrap_or_default().into_response();
    crate::http::refuse(&mut response, refusal, incident);
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    response.headers_mut().extend(crate::http::retry_after(refusal));
    if status == StatusCode::UNAUTHORIZED {
        response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    response
}

/// A failure on its way out of the API.
#[derive(Debug)]
pub(crate) struct ApiError {
    app: Arc<App>,
    lang: Lang,
    failure: Failure,
    detail: Option<String>,
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let (refusal, incident) = crate::http::told(&self.app, &self.failure);
        detailed(&self.app, self.lang, refusal, incident, self.detail)
    }
}

/// Who calls the API.
#[derive(Debug)]
pub(crate) struct Caller {
    app: Arc<App>,
    lang: Lang,
    actor: Actor,
    place: String,
    device: String,
    /// The bearer token, digested: the scope of idempotency keys.
    scope: Vec<u8>,
    /// The session that its token opens, as it was read to recognise the token.
    session: Option<rows::Session>,
}

impl Caller {
    fn error(&self, failure: impl Into<Failure>) -> ApiError {
        ApiError { app: Arc::clone(&self.app), lang: self.lang, failure: failure.into(), detail: None }
    }
}

impl axum::extract::FromRequestParts<Arc<App>> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, ApiError> {
        let lang = crate::http::language(&parts.headers);
        let mut caller = Self {
            app: Arc::clone(app),
            lang,
            actor: Actor::Visitor,
            place: crate::http::place_of(parts, app),
            device: crate::http::device_name(&parts.headers),
            scope: Vec::new(),
            session: None,
        };
        let Some(token) = crate::http::bearer(&parts.headers) else {
            caller.scope = token_digest(&caller.place);
            return Ok(caller);
        };
        let Ok(token) = token else { return Err(caller.error(Refusal::Unauthorised)) };
        let digest = token_digest(token);
        caller.scope.clone_from(&digest);
        if token.starts_with(ORGANISATION_KEY) {
            let actor = recognise_key(app, token).await.map_err(|failure| caller.error(failure))?;
            caller.actor = actor.ok_or_else(|| caller.error(Refusal::Unauthorised))?;
            app.limits.know(token);
            return Ok(caller);
        }
        let session = app.store.read_once(move |tx| Box::pin(async move { rows::by_token_hash(tx, &digest).await })).await;
        caller.actor = match session {
            Ok(Some(session)) => {
                let actor = Actor::SessionToken(session.id.as_u128());
                caller.session = Some(session);
                actor
            }
            Ok(None) => match recognise(app, token).await {
                Ok(Some(identity)) => Actor::Person(identity.person.id.as_u128()),
                Ok(None) => return Err(caller.error(Refusal::Unauthorised)),
                Err(failure) => return Err(caller.error(failure)),
            },
            Err(error) => return Err(caller.error(error)),
        };
        app.limits.know(token);
        Ok(caller)
    }
}
