//! Showing a result to whoever has the link, until its owner takes it back.

use domain::access::{Actor, Authorised, Ownership, ShareResult, may};
use domain::refusal::Refusal;
use store::audit;
use store::shares::{self, Share};
use uuid::Uuid;

use super::open::{OpenSession, open};
use crate::app::App;
use crate::secret::{Token, token_digest};
use crate::service::Result;
use crate::service::audit::{Act, By, Origin, line};

fn proof(actor: &Actor, open: &OpenSession) -> Result<Authorised<ShareResult>, Refusal> {
    may(actor, Ownership { session: open.row.id.as_u128(), person: open.row.person_id.map(|p| p.as_u128()) })
}

/// Makes a link to a result. The token is shown once; we keep its digest.
///
/// # Errors
/// The result is not the actor's, or the session is not over.
pub async fn share(app: &App, actor: &Actor, open: &OpenSession, origin: &Origin<'_>) -> Result<Token> {
    let proof = proof(actor, open)?;
    if !open.is_finished() {
        return Err(Refusal::NotFound.into());
    }
    let token = Token::draw(&app.entropy);
    let now = app.clock.now();
    let row = Share {
        id: app.entropy.id(now),
        session_id: Uuid::from_u128(proof.object().session),
        token_hash: token.digest(),
        created_at: now,
        revoked_at: None,
        views: 0,
        last_viewed_at: None,
    };
    let line = line(app, Act::ResultShared, By::Person, open.row.person_id, Some(row.id.to_string()), origin);
    app.store
        .write(move |tx| {
            Box::pin(async move {
                shares::insert(tx, &row).await?;
                audit::add(tx, &line).await
            })
        })
        .await?;
    Ok(token)
}

/// The links of a result.
///
/// # Errors
/// The result is not the actor's.
pub async fn shares(app: &App, actor: &Actor, open: &OpenSession) -> Result<Vec<Share>> {
    let id = Uuid::from_u128(proof(actor, open)?.object().session);
    Ok(app.store.read(move |tx| Box::pin(shares::list_of_session(tx, id))).await?)
}

/// Takes a link back. It is gone for whoever has it.
///
/// # Errors
/// [`Refusal::NotFound`]: no such link of this person's.
pub async fn revoke_share(app: &App, person: Uuid, share: Uuid, origin: &Origin<'_>) -> Result<()> {
    let now = app.clock.now();
    let line = line(app, Act::ShareRevoked, By::Person, Some(person), Some(share.to_string()), origin);
    app.store
        .write(move |tx| {
            Box::pin(async move {
                if !shares::revoke(tx, share, person, now).await? {
                    return Err(Refusal::NotFound.into());
                }
                audit::add(tx, &line).await?;
                Ok(())
            })
        })
        .await
}

/// Opens a result by a link, and counts the visit.
///
/// # Errors
/// [`Refusal::NotFound`]: no such link, or it was taken back.
pub async fn open_shared(app: &App, token: &str) -> Result<OpenSession> {
    let hash = token_digest(token);
    let now = app.clock.now();
    let row = app.store.read(move |tx| Box::pin(async move { shares::by_token_hash(tx, &hash).await })).await?.ok_or(Refusal::NotFound)?;
    let id = row.id;
    app.store.write(move |tx| Box::pin(async move { shares::seen(tx, id, now).await })).await?;
    let session = row.session_id;
    open(app, &Actor::SessionToken(session.as_u128()), session).await
}
