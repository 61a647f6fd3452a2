//! Finished sittings into the results of their campaigns, by one server at a time.

use std::sync::Arc;
use std::time::Duration;

use domain::blueprint::SECOND;
use store::leases;

use crate::app::App;
use crate::service::Result;
use crate::service::steering::{measure_waiting, release_waiting, waits};

/// Between two looks.
const EVERY: Duration = Duration::from_secs(20);
/// The name of the work, and how long a server has it without saying so again.
const LEASE: &str = "steering";
const HELD: i64 = 120 * SECOND;

/// Looks, again and again.
pub async fn run(app: Arc<App>) {
    let holder = app.entropy.id(app.clock.now());
    let mut looked = 0_u32;
    loop {
        if let Err(error) = look(&app, holder, looked.is_multiple_of(IDLE)).await {
            tracing::warn!(%error, "results of campaigns");
        }
        looked = looked.wrapping_add(1);
        tokio::time::sleep(EVERY).await;
    }
}

/// Without anything new, what waits is looked at every so many times: a campaign may have ended.
const IDLE: u32 = 6;

/// Measures what waits and releases what can be, unless another server does.
///
/// # Errors
/// The store's.
pub async fn look(app: &App, holder: uuid::Uuid, always: bool) -> Result<()> {
    // a look costs nothing, a lease is written to disk
    if !waits(&app.store).await? && !always {
        return Ok(());
    }
    loop {
        let now = app.clock.now();
        if !app.store.write(move |tx| Box::pin(async move { leases::take(tx, LEASE, holder, now + HELD, now).await })).await? {
            return Ok(());
        }
        if measure_waiting(&app.store, &app.editions, now).await? == 0 {
            break;
        }
    }
    release_waiting(&app.store, app.clock.now()).await?;
    Ok(())
}
