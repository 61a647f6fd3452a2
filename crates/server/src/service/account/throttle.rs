//! Counting tries, so that a password or a mailbox cannot be hammered: in the database, for all servers together and over restarts.
//! How much one may ask at all is counted in memory, before anything is done (`http/limits.rs`).

use domain::blueprint::SECOND;
use domain::refusal::Refusal;
use store::{StoreError, Tx, throttles};

use crate::app::App;
use crate::secret::digest;
use crate::service::Result;

/// Tries are counted in windows of a quarter of an hour.
pub(super) const WINDOW: i64 = 15 * 60 * SECOND;

/// Where a try is counted.
#[derive(Debug, Clone)]
pub(super) struct Counted {
    key: Vec<u8>,
    window: i64,
}

/// Where a try of this kind by this one is counted now.
pub(super) fn counted(app: &App, what: &str, whom: &str) -> Counted {
    Counted { key: digest(format!("{what}:{whom}").as_bytes()), window: app.clock.now() / WINDOW }
}

/// Counts a try and refuses the one too many.
///
/// # Errors
/// [`Refusal::TooManyAttempts`].
pub(in crate::service) async fn attempt(app: &App, what: &str, whom: &str, at_most: i64) -> Result<()> {
    let Counted { key, window } = counted(app, what, whom);
    let hits = app.store.write(move |tx| Box::pin(async move { throttles::hit(tx, &key, window).await })).await?;
    if hits > at_most { Err(Refusal::TooManyAttempts.into()) } else { Ok(()) }
}

/// Takes back a try that turned out to be right, outside of any other transaction.
///
/// # Errors
/// The store's.
pub(in crate::service) async fn was_right(app: &App, what: &str, whom: &str) -> Result<()> {
    let counted = counted(app, what, whom);
    Ok(app
        .store
        .write(move |tx| {
            let counted = counted.clone();
            Box::pin(async move { forgive(tx, &counted).await })
        })
        .await?)
}

/// Takes back a try that turned out to be right.
///
/// # Errors
/// The store's.
pub(super) async fn forgive(tx: &mut Tx<'_>, counted: &Counted) -> Result<(), StoreError> {
    throttles::forgive(tx, &counted.key, counted.window).await
}
