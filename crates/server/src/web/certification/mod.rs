//! Certification: the pages of candidates, centres, invigilators, juries and of anybody who checks a certificate.

mod accreditation;
mod appeals;
mod candidacy;
mod centre;
mod exam;
mod jury;
mod minutes;
mod printed;
mod proposal;
mod questions;
mod registry;
mod result;
mod standards;
mod studies;
mod verification;
mod watch;
mod watch_reports;

use std::sync::Arc;

use axum::Router;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use domain::access::{Authorised, GovernCertification, Member, Right, SitOnJury, may};
use domain::refusal::Refusal;

use super::guard::PageError;
use super::named::Named;
use super::view::certification::{Entry, Frame};
use super::visit::Visit;
use crate::app::App;

/// Pages of certification.
pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .merge(accreditation::routes())
        .merge(candidacy::routes())
        .merge(centre::routes())
        .merge(exam::routes())
        .merge(jury::routes())
        .merge(registry::routes())
        .merge(result::routes())
        .merge(standards::routes())
        .merge(verification::routes())
        .merge(watch::routes())
}

/// Somebody of the certifier or of a jury, at `/certificateur`. To everybody else these pages do not exist.
#[derive(Debug)]
pub(in crate::web) struct Chamber {
    /// The request.
    pub(in crate::web) visit: Visit,
    /// Who they are, with their roles.
    pub(in crate::web) member: Member,
    /// That they may come in.
    pub(in crate::web) proof: Authorised<SitOnJury>,
}

impl FromRequestParts<Arc<App>> for Chamber {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Response> {
        let Named { visit, member } = Named::from_request_parts(parts, app).await?;
        match may::<SitOnJury>(&visit.actor(), member.clone()) {
            Ok(proof) => Ok(Self { visit, member, proof }),
            Err(_) => Err(PageError::new(&visit, Refusal::NotFound).into_response()),
        }
    }
}

impl Chamber {
    /// Proof of another right of theirs.
    ///
    /// # Errors
    /// They do not have it: the page that says so.
    pub(in crate::web) fn may<R: Right<Object = Member>>(&self) -> Result<Authorised<R>, PageError> {
        may::<R>(&self.visit.actor(), self.member.clone()).map_err(|refusal| PageError::new(&self.visit, refusal))
    }

    /// Whether they have this right.
    pub(in crate::web) fn has<R: Right<Object = Member>>(&self) -> bool {
        R::holds(&self.visit.actor(), &self.member)
    }

    /// What stands around a page; `here` names the entry of the menu.
    pub(in crate::web) fn frame(&self, here: &str) -> Frame {
        let governs = self.has::<GovernCertification>();
        let all = [
            ("jury", "/certificateur", true),
            ("appeals", "/certificateur/recours", true),
            ("centres", "/certificateur/centres", governs),
            ("standards", "/certificateur/seuils", true),
            ("registry", "/certificateur/registre", governs),
            ("cpf", "/certificateur/cpf", governs),
        ];
        let entries = all.into_iter().filter(|(_, _, shown)| *shown).map(|(name, path, _)| Entry { name, path: path.to_owned(), is_here: name == here });
        Frame { governs, entries: entries.collect() }
    }
}
