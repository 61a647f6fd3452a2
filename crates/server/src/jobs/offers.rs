//! Offers: organisations are told before a check ends; lists whose server was killed are gone on with, old ones are forgotten.

use std::sync::Arc;
use std::time::Duration;

use crate::app::App;
use crate::service::catalogue::{expire, take_over};

/// Between two looks at lists that are being written.
const EVERY: Duration = Duration::from_secs(10);
/// Looks between two rounds of the rest: half an hour.
const ROUNDS: u32 = 180;

/// Looks, again and again.
pub async fn run(app: Arc<App>) {
    loop {
        if let Err(error) = expire::warn(&app).await {
            tracing::warn!(%error, "mails about checks that end");
        }
        if let Err(error) = expire::forget_lists(&app).await {
            tracing::warn!(%error, "old lists of offers were not forgotten");
        }
        for _ in 0..ROUNDS {
            if let Err(error) = take_over::catch_up(&app).await {
                tracing::warn!(%error, "lists of offers that are being written");
            }
            tokio::time::sleep(EVERY).await;
        }
    }
}
