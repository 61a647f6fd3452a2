//! The devices on which one is signed in.

use domain::access::Actor;
use domain::refusal::Refusal;
use store::audit;
use store::logins::{self, Login};

use super::{own_account, person_of};
use crate::app::App;
use crate::secret::{hex, unhex};
use crate::service::Result;
use crate::service::audit::{Act, By, Origin, line};

/// One's devices, the name of each being its digest in hexadecimal.
///
/// # Errors
/// Nobody is signed in.
pub async fn devices(app: &App, actor: &Actor) -> Result<Vec<(String, Login)>> {
    let id = person_of(&own_account(actor)?);
    let logins = app.store.read(move |tx| Box::pin(logins::list_of(tx, id))).await?;
    Ok(logins.into_iter().map(|l| (hex(&l.token_hash), l)).collect())
}

/// Signs this device out.
///
/// # Errors
/// The store's.
pub async fn sign_out(app: &App, actor: &Actor, login: &[u8], origin: &Origin<'_>) -> Result<()> {
    let hash = login.to_vec();
    let id = person_of(&own_account(actor)?);
    let line = line(app, Act::SignedOut, By::Person, Some(id), None, origin);
    app.store
        .write(move |tx| {
            Box::pin(async move {
                if logins::delete(tx, &hash).await? {
                    audit::add(tx, &line).await?;
                }
                Ok(())
            })
        })
        .await
}

/// Signs one of one's devices out.
///
/// # Errors
/// [`Refusal::NotFound`]: no such device of this person's.
pub async fn sign_out_device(app: &App, actor: &Actor, device: &str, origin: &Origin<'_>) -> Result<()> {
    let id = person_of(&own_account(actor)?);
    let hash = unhex(device).ok_or(Refusal::NotFound)?;
    let line = line(app, Act::DeviceSignedOut, By::Person, Some(id), Some(hex(&hash[..hash.len().min(4)])), origin);
    app.store
        .write(move |tx| {
            Box::pin(async move {
                if !logins::list_of(tx, id).await?.iter().any(|l| l.token_hash == hash) {
                    return Err(Refusal::NotFound.into());
                }
                logins::delete(tx, &hash).await?;
                audit::add(tx, &line).await?;
                Ok(())
            })
        })
        .await
}
