//! Sittings whose time is over and whose candidate is gone: ended, so that an exam can be closed.
//!
//! Nobody's clock depends on it: whoever looks at such a sitting ends it too.

use std::sync::Arc;
use std::time::Duration;

use crate::app::App;
use crate::service::certification::take::end_overdue;

/// Between two looks: one read by an index.
const EVERY: Duration = Duration::from_secs(10);

/// Looks, again and again.
pub async fn run(app: Arc<App>) {
    loop {
        tokio::time::sleep(EVERY).await;
        if let Err(error) = end_overdue(&app).await {
            tracing::warn!(%error, "sittings that are over");
        }
    }
}
