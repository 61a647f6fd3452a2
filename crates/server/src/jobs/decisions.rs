//! The rule's decision on sittings that ended: soon after their exam was closed, so that the jury finds it.

use std::sync::Arc;
use std::time::Duration;

use crate::app::App;
use crate::service::certification::decide::decide_all;

/// Between two looks. A jury that is faster has it decided as it opens the exam.
const EVERY: Duration = Duration::from_mins(1);

/// Decides, again and again.
pub async fn run(app: Arc<App>) {
    loop {
        tokio::time::sleep(EVERY).await;
        if let Err(error) = decide_all(&app).await {
            tracing::warn!(%error, "sittings that ended were not decided");
        }
    }
}
