//! Noticing that another server of the same database changed an offer, and that another day has begun.

use std::sync::Arc;
use std::time::Duration;

use crate::app::App;
use crate::service::catalogue::catch_up;

/// Between two looks: how much longer than here an offer that was withdrawn is seen elsewhere.
const EVERY: Duration = Duration::from_secs(20);

/// Looks, again and again.
pub async fn run(app: Arc<App>) {
    loop {
        if let Err(error) = catch_up(&app).await {
            tracing::warn!(%error, "the offers were not read again");
        }
        tokio::time::sleep(EVERY).await;
    }
}
