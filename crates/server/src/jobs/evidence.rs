//! Finished sessions into the statistics of their items, by one server at a time.

use std::sync::Arc;
use std::time::Duration;

use domain::blueprint::SECOND;
use store::leases;

use crate::app::App;
use crate::service::bank::{fold_waiting, waiting};
use crate::service::{Failure, Result};

/// Between two looks, when nothing waited.
const EVERY: Duration = Duration::from_secs(30);
/// The name of the work, and how long a server has it without saying so again.
const LEASE: &str = "evidence";
const HELD: i64 = 120 * SECOND;
/// After so many sessions a word in the log: a backfill of millions takes hours.
const TOLD: u64 = 10_000;

/// Looks, again and again.
pub async fn run(app: Arc<App>) {
    let holder = app.entropy.id(app.clock.now());
    loop {
        if let Err(error) = fold(&app, holder).await {
            tracing::warn!(%error, "statistics of items");
        }
        tokio::time::sleep(EVERY).await;
    }
}

/// Adds everything that waits, unless another server does.
///
/// # Errors
/// The store's.
pub async fn fold(app: &App, holder: uuid::Uuid) -> Result<()> {
    // a look costs nothing, a lease is written to disk
    if waiting(&app.store).await? == 0 {
        return Ok(());
    }
    let mut added = 0;
    loop {
        let now = app.clock.now();
        let mine = app.store.write(move |tx| Box::pin(async move { leases::take(tx, LEASE, holder, now + HELD, now).await })).await?;
        if !mine {
            return Ok(());
        }
        let folded = match fold_waiting(&app.store, &app.editions, &app.people, now).await {
            // somebody erased one of them just now: the others are read again
            Err(Failure::Store(error)) if error.is_conflict() => continue,
            other => other?,
        };
        if folded.sessions == 0 {
            return Ok(());
        }
        if (added + folded.sessions) / TOLD > added / TOLD {
            let waiting = waiting(&app.store).await?;
            tracing::info!(added = added + folded.sessions, waiting, "sessions added to the statistics of their items");
        }
        added += folded.sessions;
    }
}
