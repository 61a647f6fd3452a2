//! The team of an organisation: who manages it and who trains in it.

use domain::access::{Authorised, EnterOrganisation};
use store::members::{self, Teammate};

use super::organisation_of;
use crate::app::App;
use crate::service::Result;

/// Everybody of the team, the oldest first.
///
/// # Errors
/// The store's.
pub async fn team(app: &App, proof: &Authorised<EnterOrganisation>) -> Result<Vec<Teammate>> {
    let organisation = organisation_of(proof);
    Ok(app.store.read(move |tx| Box::pin(members::team(tx, organisation))).await?)
}
