//! Counting tries, so that a password or a mailbox cannot be hammered.

use domain::blueprint::SECOND;
use domain::refusal::Refusal;
use store::throttles;

use crate::app::App;
use crate::secret::digest;
use crate::service::Result;

/// Tries are counted in windows of a quarter of an hour.
pub(super) const WINDOW: i64 = 15 * 60 * SECOND;

/// Counts a try and refuses the one too many.
///
/// # Errors
/// [`Refusal::TooManyAttempts`].
pub(super) async fn attempt(app: &App, what: &str, whom: &str, at_most: i64) -> Result<()> {
    let key = digest(format!("{what}:{whom}").as_bytes());
    let window = app.clock.now() / WINDOW;
    let hits = app.store.write(move |tx| Box::pin(async move { throttles::hit(tx, &key, window).await })).await?;
    if hits > at_most { Err(Refusal::TooManyAttempts.into()) } else { Ok(()) }
}
