//! How often something was tried in a window of time: logins by address, mails by person.

use crate::{Result, Tx};

statements! {
    HIT = r#"INSERT INTO throttle (key, "window", hits) VALUES ($1, $2, 1)
        ON CONFLICT (key, "window") DO UPDATE SET hits = throttle.hits + 1 RETURNING hits"#;
    FORGIVE = r#"UPDATE throttle SET hits = hits - 1 WHERE key = $1 AND "window" = $2 AND hits > 0"#;
    PURGE = r#"DELETE FROM throttle WHERE (key, "window") IN (
        SELECT key, "window" FROM throttle WHERE "window" < $1 ORDER BY "window" LIMIT $2)"#;
}

/// Counts one more try of `key` (a hash: what is throttled is nobody's business) in the window that
/// begins at `window`, microseconds UTC, and returns the count with this one. Call it in a
/// transaction of its own: one that is rolled back forgets the try.
pub async fn hit(tx: &mut Tx<'_>, key: &[u8], window: i64) -> Result<i64> {
    tx.one(HIT, &[key.into(), window.into()], |row| row.get(0)).await
}

/// Takes one try back: it was counted before anybody could know that it was the right one.
pub async fn forgive(tx: &mut Tx<'_>, key: &[u8], window: i64) -> Result<()> {
    tx.execute(FORGIVE, &[key.into(), window.into()]).await.map(drop)
}

/// Forgets at most `at_most` windows that began before `before`; returns how many.
pub async fn purge(tx: &mut Tx<'_>, before: i64, at_most: i64) -> Result<u64> {
    tx.execute(PURGE, &[before.into(), at_most.into()]).await
}
