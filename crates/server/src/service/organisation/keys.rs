//! Keys with which a program of the organisation reads its lists and results over the API.

use domain::access::{Actor, Authorised, EnterOrganisation, GovernOrganisation, Seat, may};
use domain::organisation::name;
use domain::refusal::Refusal;
use store::organisations::{self, Key, Organisation};
use store::{StoreError, audit};
use uuid::Uuid;

use super::{actor_of, organisation_of};
use crate::app::App;
use crate::secret::{Token, token_digest};
use crate::service::audit::{Act, By, Origin, line};
use crate::service::{Failure, Result};

/// Keys one organisation may have.
const AT_MOST: usize = 20;
/// That a key was used is noted once in so long, microseconds.
const NOTED_EVERY: i64 = 3600 * domain::blueprint::SECOND;

/// The keys that open something, the oldest first.
///
/// # Errors
/// The store's.
pub async fn keys(app: &App, proof: &Authorised<GovernOrganisation>) -> Result<Vec<Key>> {
    let organisation = organisation_of(proof);
    Ok(app.store.read(move |tx| Box::pin(organisations::keys_of(tx, organisation))).await?)
}

/// Makes a key. It is told this once.
///
/// # Errors
/// [`Refusal::NameMissing`], [`Refusal::TextTooLong`]; [`Refusal::TooManyAttempts`] when there are twenty.
pub async fn make_key(app: &App, proof: &Authorised<GovernOrganisation>, typed: &str, origin: &Origin<'_>) -> Result<Token> {
    let (organisation, by, now) = (organisation_of(proof), actor_of(proof), app.clock.now());
    let token = Token::draw(&app.entropy);
    let key = Key {
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
                if organisations::keys_of(tx, organisation).await?.len() >= AT_MOST {
                    return Err(Refusal::TooManyAttempts.into());
                }
                organisations::add_key(tx, &key).await?;
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
                if organisations::revoke_key(tx, organisation, id, now).await? {
                    audit::add(tx, &line).await?;
                }
                Ok::<_, StoreError>(())
            })
        })
        .await?;
    Ok(())
}

/// The organisation of a key that a program shows, and its seat there: what the program is for the rules is
/// [`Actor::OrganisationKey`]. Nothing when the key opens nothing.
///
/// # Errors
/// The store's.
pub async fn seat_of_key(app: &App, token: &str) -> Result<Option<(Organisation, Authorised<EnterOrganisation>)>> {
    let (hash, now) = (token_digest(token), app.clock.now());
    let found = app
        .store
        .read(move |tx| {
            let hash = hash.clone();
            Box::pin(async move {
                let Some(key) = organisations::key_of_token(tx, &hash).await? else { return Ok(None) };
                Ok::<_, StoreError>(organisations::load(tx, key.organisation_id).await?.map(|row| (row, key)))
            })
        })
        .await?;
    let Some((row, key)) = found else { return Ok(None) };
    if key.last_used_at.is_none_or(|used| used < now - NOTED_EVERY) {
        app.store.write(move |tx| Box::pin(organisations::touch_key(tx, key.id, now, now - NOTED_EVERY))).await?;
    }
    let organisation = row.id.as_u128();
    let proof = may::<EnterOrganisation>(&Actor::OrganisationKey(organisation), Seat { organisation, person: None, post: None })?;
    Ok(Some((row, proof)))
}
