//! Reminders of what comes back in practice: written when they are due, by one server at a time.

use std::sync::Arc;
use std::time::Duration;

use crate::app::App;
use crate::service::learn::reminders::send;

/// Between two looks: one read of an index that is nearly always empty.
const EVERY: Duration = Duration::from_mins(1);

/// Writes what is due, again and again.
pub async fn run(app: Arc<App>) {
    let holder = app.entropy.id(app.clock.now());
    loop {
        if let Err(error) = send(&app, holder).await {
            tracing::warn!(%error, "reminders of practice");
        }
        tokio::time::sleep(EVERY).await;
    }
}
