//! Mails of the workshop: written when they are due.

use std::sync::Arc;
use std::time::Duration;

use crate::app::App;
use crate::service::workshop::send_news;

/// Between two rounds: one look at an index that is nearly always empty.
const EVERY: Duration = Duration::from_mins(1);

/// Writes what is due, again and again.
pub async fn run(app: Arc<App>) {
    loop {
        if let Err(error) = send_news(&app).await {
            tracing::warn!(%error, "mails of the workshop");
        }
        tokio::time::sleep(EVERY).await;
    }
}
