//! Mails about campaigns: written when they are due.

use std::sync::Arc;
use std::time::Duration;

use crate::app::App;
use crate::service::campaign::send_reminders;

/// Between two rounds: one look at the campaigns that are open.
const EVERY: Duration = Duration::from_mins(2);

/// Writes what is due, again and again.
pub async fn run(app: Arc<App>) {
    loop {
        if let Err(error) = send_reminders(&app).await {
            tracing::warn!(%error, "mails of campaigns");
        }
        tokio::time::sleep(EVERY).await;
    }
}
