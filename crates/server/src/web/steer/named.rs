//! Somebody with an address, whatever they are in any organisation.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::Method;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use domain::refusal::Refusal;

use crate::app::App;
use crate::web::guard::PageError;
use crate::web::visit::Visit;
use crate::web::workshop::sign_in;

/// The request of somebody who is signed in with an address. Whoever is not signs in and comes back.
#[derive(Debug)]
pub(in crate::web) struct Named(pub(in crate::web) Visit);

impl FromRequestParts<Arc<App>> for Named {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Response> {
        let visit = Visit::from_request_parts(parts, app).await.map_err(IntoResponse::into_response)?;
        if visit.email().is_some() {
            return Ok(Self(visit));
        }
        Err(if parts.method == Method::GET {
            Redirect::to(&sign_in(&visit.path)).into_response()
        } else {
            PageError::new(&visit, Refusal::Unauthorised).into_response()
        })
    }
}
