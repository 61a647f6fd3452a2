//! Steering: what an organisation sees and does, and what stands around each of its pages.

mod budget;
mod campaigns;
pub(in crate::web) mod exports;
mod governing;
pub(in crate::web) mod hours;
mod imports;
mod joining;
mod kit;
mod learner;
mod learners;
mod organisation;
mod people_out;
mod reach;
mod rehearsal;
mod results;
mod settings;
mod team;

use std::sync::Arc;

use axum::Router;
use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use domain::access::{Authorised, EnterOrganisation, GovernOrganisation, Right, Seat, may};
use domain::refusal::Refusal;
use store::organisations::Organisation;
use uuid::Uuid;

use super::guard::PageError;
use super::named::Named;
use super::view::steer::{Entry, Frame};
use super::visit::Visit;
use crate::app::App;
use crate::service::organisation::seat;

/// Pages of organisations.
pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .merge(organisation::routes())
        .merge(settings::routes())
        .merge(team::routes())
        .merge(governing::routes())
        .merge(learners::routes())
        .merge(learner::routes())
        .merge(imports::routes())
        .merge(people_out::routes())
        .merge(rehearsal::routes())
        .merge(campaigns::routes())
        .merge(joining::routes())
        .merge(results::routes())
        .merge(reach::routes())
        .merge(budget::routes())
        .merge(exports::routes())
        .merge(hours::routes())
        .merge(kit::routes())
}

/// Somebody at work in an organisation: the one that the path names as `{organisation}`.
#[derive(Debug)]
pub(in crate::web) struct Office {
    /// The request.
    pub(in crate::web) visit: Visit,
    /// The organisation.
    pub(in crate::web) organisation: Organisation,
    /// That they have a seat in it.
    pub(in crate::web) proof: Authorised<EnterOrganisation>,
}

impl FromRequestParts<Arc<App>> for Office {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Response> {
        let Named { visit, .. } = Named::from_request_parts(parts, app).await?;
        let path = RawPathParams::from_request_parts(parts, app).await.map_err(IntoResponse::into_response)?;
        let id = path.iter().find(|(name, _)| *name == "organisation").and_then(|(_, value)| Uuid::try_parse(value).ok());
        let Some(id) = id else {
            return Err(PageError::new(&visit, Refusal::NotFound).into_response());
        };
        match seat(app, &visit.actor(), id).await {
            Ok((organisation, proof)) => Ok(Self { visit, organisation, proof }),
            Err(failure) => Err(PageError::new(&visit, failure).into_response()),
        }
    }
}

impl Office {
    /// Proof of another right of theirs in this organisation.
    ///
    /// # Errors
    /// They do not have it: the page that says so.
    pub(in crate::web) fn may<R: Right<Object = Seat>>(&self) -> Result<Authorised<R>, PageError> {
        may::<R>(&self.visit.actor(), *self.proof.object()).map_err(|refusal| PageError::new(&self.visit, refusal))
    }

    /// Whether they have this right.
    pub(in crate::web) fn has<R: Right<Object = Seat>>(&self) -> bool {
        R::holds(&self.visit.actor(), self.proof.object())
    }

    /// The path of a page of this organisation: `path("/campagnes")`.
    pub(in crate::web) fn path(&self, rest: &str) -> String {
        format!("/pilotage/{}{rest}", self.organisation.id)
    }

    /// What stands around a page; `here` names the entry of the menu.
    pub(in crate::web) fn frame(&self, here: &str) -> Frame {
        let all = [
            ("inbox", ""),
            ("people", "/personnes"),
            ("campaigns", "/campagnes"),
            ("results", "/resultats"),
            ("hours", "/heures"),
            ("kit", "/kit"),
            ("offers", "/formations"),
            ("certification", "/certification"),
            ("settings", "/reglages"),
        ];
        let entries = all.into_iter().map(|(name, rest)| Entry { name, path: self.path(rest), is_here: name == here }).collect();
        Frame {
            id: self.organisation.id.to_string(),
            name: self.organisation.name.clone(),
            is_sample: self.organisation.is_sample != 0,
            governs: self.has::<GovernOrganisation>(),
            entries,
        }
    }
}
