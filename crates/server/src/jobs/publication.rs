//! Noticing that another server of the same database has published.

use std::sync::Arc;
use std::time::Duration;

use crate::app::App;
use crate::service::workshop::catch_up;

/// Between two looks: how much longer than here people elsewhere may meet a question that was taken out.
const EVERY: Duration = Duration::from_secs(20);

/// Looks, again and again.
pub async fn run(app: Arc<App>) {
    loop {
        tokio::time::sleep(EVERY).await;
        if let Err(error) = catch_up(&app).await {
            tracing::warn!(%error, "the newest publication was not taken");
        }
    }
}
