//! Bodies of requests: read whole, and refused with the place of the defect.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use domain::refusal::Refusal;
use serde::de::DeserializeOwned;

use super::ApiError;
use crate::app::App;
use crate::http::language;

/// A JSON body, and its bytes as they came.
#[derive(Debug)]
pub(super) struct Body<T>(pub(super) T, pub(super) Bytes);

impl<T: DeserializeOwned> FromRequest<Arc<App>> for Body<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, app: &Arc<App>) -> Result<Self, ApiError> {
        let lang = language(request.headers());
        let refused = |refusal: Refusal, detail: String| ApiError { app: Arc::clone(app), lang, failure: refusal.into(), detail: Some(detail) };
        let bytes = match Bytes::from_request(request, app).await {
            Ok(bytes) => bytes,
            Err(rejection) => {
                let detail = rejection.body_text();
                let too_large = rejection.into_response().status() == StatusCode::PAYLOAD_TOO_LARGE;
                return Err(refused(if too_large { Refusal::TooLarge } else { Refusal::Malformed }, detail));
            }
        };
        let whole = if bytes.is_empty() { Bytes::from_static(b"{}") } else { bytes };
        match serde_json::from_slice(&whole) {
            Ok(value) => Ok(Self(value, whole)),
            Err(error) => Err(refused(Refusal::Malformed, error.to_string())),
        }
    }
}
