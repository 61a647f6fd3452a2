//! A program that shows the key of an organisation.

use domain::access::Actor;
use store::organisation_keys;

use crate::app::App;
use crate::secret::token_digest;
use crate::service::Result;

/// Its last use is noted at most this often, as that of a login.
const NOTE_EVERY: i64 = 3600 * domain::blueprint::SECOND;

/// Whom a key stands for; nobody when it is unknown or was taken back.
///
/// # Errors
/// The store's.
pub async fn recognise_key(app: &App, token: &str) -> Result<Option<Actor>> {
    let digest = token_digest(token);
    let found = app.store.read_once(move |tx| Box::pin(async move { organisation_keys::by_token_hash(tx, &digest).await })).await?;
    let Some(key) = found.filter(|key| key.revoked_at.is_none()) else { return Ok(None) };
    let now = app.clock.now();
    if key.last_used_at.is_none_or(|last| now - last > NOTE_EVERY) {
        let id = key.id;
        app.store.write(move |tx| Box::pin(async move { organisation_keys::used(tx, id, now).await })).await?;
    }
    Ok(Some(Actor::OrganisationKey(key.organisation_id.as_u128())))
}
