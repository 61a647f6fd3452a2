//! Lists of people that are being written: those whose server was killed go on, those that nobody went on with are forgotten.

use std::sync::Arc;
use std::time::Duration;

use store::imports;

use crate::app::App;
use crate::service::learner::import::{KEPT, catch_up};

/// Between two looks.
const EVERY: Duration = Duration::from_secs(10);
/// Looks between two rounds of forgetting: an hour.
const ROUNDS: u32 = 360;
/// Files that are forgotten in one transaction: each may hold megabytes.
const AT_MOST: i64 = 10;

/// Looks, again and again.
pub async fn run(app: Arc<App>) {
    loop {
        if let Err(error) = forget(&app).await {
            tracing::warn!(%error, "old lists of people were not forgotten");
        }
        for _ in 0..ROUNDS {
            if let Err(error) = catch_up(&app).await {
                tracing::warn!(%error, "lists of people that are being written");
            }
            tokio::time::sleep(EVERY).await;
        }
    }
}

/// Forgets what was kept of files for long enough.
///
/// # Errors
/// The store's.
pub async fn forget(app: &App) -> store::Result<()> {
    let before = app.clock.now() - KEPT;
    while app.store.write(move |tx| Box::pin(async move { imports::forget(tx, before, AT_MOST).await })).await? > 0 {}
    Ok(())
}
