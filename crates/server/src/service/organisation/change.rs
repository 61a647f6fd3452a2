//! Changing what an organisation is called and by which numbers it is known.

use domain::access::{Authorised, GovernOrganisation};
use domain::refusal::Refusal;
use store::organisations;

use super::make::taken;
use super::{Draft, organisation_of};
use crate::app::App;
use crate::service::{Failure, Result};

/// Replaces it.
///
/// # Errors
/// [`Refusal::FinessTaken`], [`Refusal::SiretTaken`], [`Refusal::NotFound`] when it was closed meanwhile.
pub async fn change(app: &App, proof: &Authorised<GovernOrganisation>, draft: Draft) -> Result<()> {
    let id = organisation_of(proof);
    app.store
        .write(move |tx| {
            let draft = draft.clone();
            Box::pin(async move {
                let row = organisations::load(tx, id).await?.ok_or(Refusal::NotFound)?;
                let row = organisations::Organisation {
                    kind: draft.kind.code().to_owned(),
                    search: draft.search(),
                    name: draft.name,
                    finess: draft.finess,
                    siret: draft.siret,
                    region: draft.region,
                    ..row
                };
                organisations::update(tx, &row).await?;
                Ok::<_, Failure>(())
            })
        })
        .await
        .map_err(taken)
}
