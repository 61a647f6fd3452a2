//! Forgetting what has expired, and what `socle doctor` asks.

use crate::{Result, Tx, audit, copy, dialect, invitations, throttles};
use uuid::Uuid;

statements! {
    LINKS = "DELETE FROM mail_link WHERE token_hash IN (
        SELECT token_hash FROM mail_link WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2)";
    LOGINS = "DELETE FROM login WHERE token_hash IN (
        SELECT token_hash FROM login WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2) AND expires_at <= $1";
    // The conditions stand twice so that PostgreSQL looks at them again for someone who came back,
    // or gave an address, while this statement waited.
    PEOPLE = "DELETE FROM person WHERE id IN (
        SELECT id FROM person WHERE email_folded IS NULL AND last_seen_at < $1 ORDER BY last_seen_at LIMIT $2)
        AND email_folded IS NULL AND last_seen_at < $1";
    // what belongs to a sitting of an exam is owned by that
    UNOWNED = "DELETE FROM session WHERE id IN (
        SELECT id FROM session WHERE person_id IS NULL AND updated_at < $1
            AND NOT EXISTS (SELECT 1 FROM sitting WHERE sitting.session_id = session.id)
        ORDER BY updated_at LIMIT $2) AND person_id IS NULL";
    DONE_MAILS = "DELETE FROM mail WHERE id IN (
        SELECT id FROM mail WHERE status <> 'waiting' AND created_at < $1 ORDER BY created_at LIMIT $2) AND status <> 'waiting'";
    KEYS = "DELETE FROM idempotency WHERE (scope, key) IN (
        SELECT scope, key FROM idempotency WHERE created_at < $1 ORDER BY created_at LIMIT $2)";
    COUNT_MIGRATIONS = "SELECT COUNT(*) FROM schema_migration";
    // Changes nothing, and yet has to reach the disk.
    REWRITE = "UPDATE schema_migration SET applied_at = applied_at WHERE number = 1";
    LAST_MIGRATION = "SELECT number, name FROM schema_migration ORDER BY number DESC LIMIT 1";
    NEWEST = "SELECT id FROM session ORDER BY id DESC LIMIT $1";
    OLDEST = "SELECT id FROM session ORDER BY id LIMIT $1";
}

/// What to forget. Times in microseconds UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Purge {
    /// Links and logins that expired by this time.
    pub now: i64,
    /// Throttle windows that began before.
    pub throttles_before: i64,
    /// People without an address, with their sessions, last seen before.
    pub anonymous_before: i64,
    /// Sessions that nobody owns, last touched before.
    pub unowned_before: i64,
    /// Mails written before and sent, or given up.
    pub mails_before: i64,
    /// Idempotency keys used before.
    pub keys_before: i64,
    /// Lines of the audit log from before.
    pub audit_before: i64,
    /// Invitations that could be taken up until before.
    pub invitations_before: i64,
    /// The most rows of each kind in one go: on SQLite every other write waits meanwhile. A few
    /// hundred is a good number; call again, in a new transaction, until [`Purged::is_empty`].
    pub at_most: i64,
}

/// How many rows of each kind were forgotten.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Purged {
    /// Mail links.
    pub links: u64,
    /// Logins.
    pub logins: u64,
    /// Throttle windows.
    pub throttles: u64,
    /// People without an address (what hangs on them is not counted).
    pub people: u64,
    /// Sessions that nobody owned.
    pub unowned: u64,
    /// Mails sent or given up.
    pub mails: u64,
    /// Idempotency keys.
    pub keys: u64,
    /// Lines of the audit log.
    pub audit: u64,
    /// Invitations.
    pub invitations: u64,
}

impl Purged {
    /// Whether nothing was left to forget.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What the engine says of its own files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Integrity {
    /// Everything was looked at and is as it should be.
    Sound,
    /// What is wrong, one line each.
    Damaged(Vec<String>),
    /// This engine is not checked from here, and why.
    NotChecked(&'static str),
}

/// How a database server is set, as far as promises hang on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// As PostgreSQL counts: `150_008` is 15.8.
    pub version: i64,
    /// Its clock, in microseconds UTC.
    pub now: i64,
    /// Its character encoding: `UTF8`.
    pub encoding: String,
    /// Whether a commit is flushed to disk at all.
    pub fsync: bool,
    /// Whether a page that was half written when the power went can be put right.
    pub full_page_writes: bool,
    /// `synchronous_commit` for whoever does not set it; every connection of a [`Store`](crate::Store) raises it to `on` at least.
    pub synchronous_commit: String,
    /// The most connections it takes, of everybody.
    pub max_connections: i64,
}

/// Forgets what has expired; nothing where another server is doing so at this moment.
pub async fn purge_expired(tx: &mut Tx<'_>, purge: &Purge) -> Result<Purged> {
    if !dialect::purges_alone(tx).await? {
        return Ok(Purged::default());
    }
    let expired = [purge.now.into(), purge.at_most.into()];
    let anonymous = [purge.anonymous_before.into(), purge.at_most.into()];
    Ok(Purged {
        links: tx.execute(LINKS, &expired).await?,
        logins: tx.execute(LOGINS, &expired).await?,
        throttles: throttles::purge(tx, purge.throttles_before, purge.at_most).await?,
        people: tx.execute(dialect::forget_people(tx, PEOPLE), &anonymous).await?,
        unowned: tx.execute(UNOWNED, &[purge.unowned_before.into(), purge.at_most.into()]).await?,
        mails: tx.execute(DONE_MAILS, &[purge.mails_before.into(), purge.at_most.into()]).await?,
        keys: tx.execute(KEYS, &[purge.keys_before.into(), purge.at_most.into()]).await?,
        audit: audit::purge(tx, purge.audit_before, purge.at_most).await?,
        invitations: invitations::purge(tx, purge.invitations_before, purge.at_most).await?,
    })
}

/// How many rows each table holds. Reads every table: for `doctor`, not for a page.
pub async fn counts(tx: &mut Tx<'_>) -> Result<Vec<(&'static str, i64)>> {
    let mut counts = Vec::new();
    for (table, sql) in copy::counts().chain([("schema_migration", COUNT_MIGRATIONS)]) {
        counts.push((table, tx.one(sql, &[], |row| row.get(0)).await?));
    }
    Ok(counts)
}

/// The size of the database in bytes.
pub async fn size(tx: &mut Tx<'_>) -> Result<i64> {
    dialect::size(tx).await
}

/// Looks at every page of a SQLite file, and at every foreign key. Takes seconds per gigabyte.
pub async fn integrity(tx: &mut Tx<'_>) -> Result<Integrity> {
    Ok(match dialect::integrity(tx).await? {
        None => Integrity::NotChecked("PostgreSQL is checked with its own tool: pg_amcheck"),
        Some(problems) if problems.is_empty() => Integrity::Sound,
        Some(problems) => Integrity::Damaged(problems),
    })
}

/// Writes a row as it is: that this commits says that the database takes writes, down to its disk.
pub async fn rewrite(tx: &mut Tx<'_>) -> Result<()> {
    tx.execute(REWRITE, &[]).await.map(drop)
}

/// The migration applied last: its number and its name.
pub async fn last_migration(tx: &mut Tx<'_>) -> Result<(i64, String)> {
    tx.one(LAST_MIGRATION, &[], |row| Ok((row.get(0)?, row.get(1)?))).await
}

/// Some sessions to look at closely: the newest and the oldest, at most so many of each, each once.
pub async fn some_sessions(tx: &mut Tx<'_>, of_each: i64) -> Result<Vec<Uuid>> {
    let mut some: Vec<Uuid> = tx.all(NEWEST, &[of_each.into()], |row| row.get(0)).await?;
    some.extend(tx.all(OLDEST, &[of_each.into()], |row| row.get::<Uuid>(0)).await?);
    some.sort_unstable();
    some.dedup();
    Ok(some)
}

/// How the database server is set; `None` where there is no server.
pub async fn server(tx: &mut Tx<'_>) -> Result<Option<Server>> {
    dialect::server(tx).await
}
