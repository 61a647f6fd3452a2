//! Closing an organisation: everything it holds goes.

use domain::access::{Authorised, GovernOrganisation};
use domain::refusal::Refusal;
use domain::text::fold;
use store::audit;
use store::organisations::{self, Holdings};

use super::{actor_of, organisation_of};
use crate::app::App;
use crate::service::audit::{Act, By, Origin, line};
use crate::service::{Failure, Result};

/// What goes with it.
///
/// # Errors
/// The store's.
pub async fn holdings(app: &App, proof: &Authorised<GovernOrganisation>) -> Result<Holdings> {
    let organisation = organisation_of(proof);
    Ok(app.store.read(move |tx| Box::pin(organisations::holdings(tx, organisation))).await?)
}

/// Closes it, once its name was written to confirm. Results that people took stay theirs.
///
/// # Errors
/// [`Refusal::ClosingName`]; [`Refusal::HasChildren`]: what belongs to it is taken out first, so that nothing is left without anybody
/// who manages it.
pub async fn close(app: &App, proof: &Authorised<GovernOrganisation>, typed: &str, origin: &Origin<'_>) -> Result<()> {
    let organisation = organisation_of(proof);
    let word = fold(typed);
    let line = line(app, Act::OrganisationClosed, By::Organisation, actor_of(proof), Some(organisation.to_string()), origin);
    app.store
        .write(move |tx| {
            let (word, line) = (word.clone(), line.clone());
            Box::pin(async move {
                organisations::lock_groups(tx).await?;
                let row = organisations::load(tx, organisation).await?.ok_or(Refusal::NotFound)?;
                if word != fold(&row.name) {
                    return Err(Refusal::ClosingName.into());
                }
                if !organisations::children(tx, organisation).await?.is_empty() {
                    return Err(Refusal::HasChildren.into());
                }
                organisations::delete(tx, organisation).await?;
                audit::add(tx, &line).await?;
                Ok::<_, Failure>(())
            })
        })
        .await
}
