//! Somebody with an address, whatever else they may do.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::Method;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use domain::access::{Member, Roles};
use domain::refusal::Refusal;

use super::guard::PageError;
use super::visit::Visit;
use crate::app::App;

/// The request of somebody who is signed in with an address. Whoever is not signs in and comes back.
#[derive(Debug)]
pub(super) struct Named {
    /// The request.
    pub(super) visit: Visit,
    /// Who they are, with their roles.
    pub(super) member: Member,
}

impl Named {
    /// The visit of somebody with an address; none of anybody else.
    pub(super) fn of(visit: Visit) -> Result<Self, Box<Visit>> {
        let named = visit.identity.as_ref().filter(|identity| identity.person.email.is_some());
        match named.map(|identity| Member { person: identity.person.id.as_u128(), roles: Roles::parse(&identity.person.roles) }) {
            Some(member) => Ok(Self { visit, member }),
            None => Err(Box::new(visit)),
        }
    }
}

impl FromRequestParts<Arc<App>> for Named {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Response> {
        let visit = Visit::from_request_parts(parts, app).await.map_err(IntoResponse::into_response)?;
        Self::of(visit).map_err(|visit| {
            if parts.method == Method::GET {
                Redirect::to(&sign_in(&visit.path)).into_response()
            } else {
                PageError::new(&visit, Refusal::Unauthorised).into_response()
            }
        })
    }
}

/// Where one signs in to come back here.
pub(super) fn sign_in(path: &str) -> String {
    let query: String = form_urlencoded::Serializer::new(String::new()).append_pair("back", path).finish();
    format!("/connexion?{query}")
}
