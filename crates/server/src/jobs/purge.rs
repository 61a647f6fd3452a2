//! Forgetting what has expired: links, logins, counted tries, people without an address not seen for a year.

use std::sync::Arc;
use std::time::Duration;

use domain::account::{ANONYMOUS_LIFE, AUDIT_LIFE, KEY_LIFE, MAIL_LIFE};
use domain::organisation::INVITATION_KEPT;
use store::accommodations;
use store::maintenance::{self, Purge};

use crate::app::App;

/// Rows that go in one transaction, so that nobody waits for it.
const AT_MOST: i64 = 500;
/// Between two rounds.
const EVERY: Duration = Duration::from_hours(1);
/// Windows of a quarter of an hour after which a counted try means nothing.
const THROTTLE_WINDOWS: i64 = 8;

/// Purges, again and again.
pub async fn run(app: Arc<App>) {
    loop {
        if let Err(error) = purge(&app).await {
            tracing::warn!(%error, "purge");
        }
        tokio::time::sleep(EVERY).await;
    }
}

/// Purges until nothing is left to purge.
///
/// # Errors
/// The store's.
pub async fn purge(app: &App) -> store::Result<()> {
    let now = app.clock.now();
    let windows = now / (15 * 60 * domain::blueprint::SECOND);
    let purge = Purge {
        now,
        throttles_before: windows - THROTTLE_WINDOWS,
        anonymous_before: now - ANONYMOUS_LIFE,
        unowned_before: now - ANONYMOUS_LIFE,
        mails_before: now - MAIL_LIFE,
        keys_before: now - KEY_LIFE,
        audit_before: now - AUDIT_LIFE,
        invitations_before: now - INVITATION_KEPT,
        at_most: AT_MOST,
    };
    // what tells of somebody's health is not kept once nobody can appeal
    let over = now - domain::certification::appeal::PERIOD;
    while app.store.write(move |tx| Box::pin(accommodations::purge(tx, over, AT_MOST))).await? > 0 {}
    loop {
        let purged = app.store.write(move |tx| Box::pin(async move { maintenance::purge_expired(tx, &purge).await })).await?;
        if purged.is_empty() {
            return Ok(());
        }
        tracing::info!(?purged, "purged");
    }
}
