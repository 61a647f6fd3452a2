//! Keys with which a program of the organisation reads its lists and results over the API.

use domain::access::{Authorised, GovernOrganisation};
use domain::organisation::name;
use domain::refusal::Refusal;
use store::organisation_keys::{self, OrganisationKey};
use store::{StoreError, audit};
use uuid::Uuid;

use super::{actor_of, organisation_of};
use crate::app::App;
use crate::secret::Token;
use crate::service::audit::{Act, By, Origin, line};
use crate::service::{Failure, Result};

/// Keys one organisation may have.
const AT_MOST: usize = 20;
/// The keys that open something, the oldest first.
///
/// # Errors
/// The store's.
pub async fn keys(app: &App, proof: &Authorised<GovernOrganisation>) -> Result<Vec<OrganisationKey>> {
    let organisation = organisation_of(proof);
    let all = app.store.read(move |tx| Box::pin(organisation_keys::of_organisation(tx, organisation))).await?;
    Ok(all.into_iter().filter(|key| key.revoked_at.is_none()).collect())
}

/// Makes a key. It is told this once.
///
/// # Errors
/// [`Refusal::NameMissing`], [`Refusal::TextTooLong`]; [`Refusal::TooManyAttempts`] when there are twenty.
pub async fn make_key(app: &App, proof: &Authorised<GovernOrganisation>, typed: &str, origin: &Origin<'_>) -> Result<Token> {
    let (organisation, by, now) = (organisation_of(proof), actor_of(proof), app.clock.now());
    let token = Token::draw(&app.entropy);
    let key = OrganisationKey {
        id: app.entropy.id(now),
        organisation_id: organisation,
        name: name(typed)?,
        token_hash: token.digest(),
        created_by: by,
        created_at: now,
        last_used_at: None,
        revoked_at: None,
    };
    let line = line(app, Act::OrganisationKeyMade, By::Organisation, by, Some(format!("{} of {organisation}", key.id)), origin);
    app.store
        .write(move |tx| {
            let (key, line) = (key.clone(), line.clone());
            Box::pin(async move {
                let all = organisation_keys::of_organisation(tx, organisation).await?;
                if all.iter().filter(|key| key.revoked_at.is_none()).count() >= AT_MOST {
                    return Err(Refusal::TooManyAttempts.into());
                }
                organisation_keys::insert(tx, &key).await?;
                audit::add(tx, &line).await?;
                Ok::<_, Failure>(())
            })
        })
        .await?;
    Ok(token)
}

/// Takes a key back.
///
/// # Errors
/// The store's. One that opens nothing any more is no error.
pub async fn revoke_key(app: &App, proof: &Authorised<GovernOrganisation>, id: Uuid, origin: &Origin<'_>) -> Result<()> {
    let (organisation, now) = (organisation_of(proof), app.clock.now());
    let line = line(app, Act::OrganisationKeyRevoked, By::Organisation, actor_of(proof), Some(format!("{id} of {organisation}")), origin);
    app.store
        .write(move |tx| {
            let line = line.clone();
            Box::pin(async move {
                if organisation_keys::revoke(tx, id, organisation, now).await? {
                    audit::add(tx, &line).await?;
                }
                Ok::<_, StoreError>(())
            })
        })
        .await?;
    Ok(())
}
