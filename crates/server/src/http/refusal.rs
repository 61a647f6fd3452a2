//! A refusal or a failure as HTTP tells it, whoever asked.

use axum::http::StatusCode;
use domain::refusal::Refusal;
use store::StoreError;

use crate::app::App;
use crate::secret::hex;
use crate::service::Failure;

/// The status of a refusal: one exhaustive table for pages and API.
pub(crate) const fn status(refusal: Refusal) -> StatusCode {
    match refusal {
        Refusal::SessionNotFound | Refusal::NotFound => StatusCode::NOT_FOUND,
        Refusal::NotYours | Refusal::ForbiddenOrigin => StatusCode::FORBIDDEN,
        Refusal::SessionClosed | Refusal::OutOfOrder | Refusal::AlreadyAnswered | Refusal::EmailTaken => StatusCode::CONFLICT,
        Refusal::ResponseMissing
        | Refusal::ResponseIncomplete
        | Refusal::ResponseSameTurn
        | Refusal::ResponseNotANumber
        | Refusal::ResponseShape
        | Refusal::ResponseUnknownOption
        | Refusal::IdempotencyReused
        | Refusal::EmailInvalid
        | Refusal::PasswordWeak
        | Refusal::KindUnknown
        | Refusal::EraseWord => StatusCode::UNPROCESSABLE_ENTITY,
        Refusal::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        Refusal::Malformed => StatusCode::BAD_REQUEST,
        Refusal::CredentialsWrong | Refusal::Unauthorised => StatusCode::UNAUTHORIZED,
        Refusal::LinkExpired => StatusCode::GONE,
        Refusal::TooManyAttempts => StatusCode::TOO_MANY_REQUESTS,
        Refusal::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
        Refusal::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        Refusal::Internal => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// The refusal that a failure is told as, and for what is our fault a reference under which the log has the rest.
pub(crate) fn told(app: &App, failure: &Failure) -> (Refusal, Option<String>) {
    let refusal = match failure {
        Failure::Refused(refusal) => return (*refusal, None),
        Failure::Store(StoreError::Busy | StoreError::Unavailable { .. } | StoreError::Full | StoreError::ReadOnly) => Refusal::Unavailable,
        Failure::Store(_) | Failure::Broken(_) => Refusal::Internal,
    };
    let incident = hex(&app.entropy.bytes::<4>());
    tracing::error!(incident, %failure, "a request failed");
    (refusal, Some(incident))
}
