//! What was found at the addresses of offers.

use crate::{Result, Row, Tx, Value};

macro_rules! columns {
    () => {
        "slug, url, outcome, status, moved_to, failures, failing_since, checked_at, next_at"
    };
}

statements! {
    INSERT = concat!("INSERT INTO link_check (", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)");
    KEEP = concat!("INSERT INTO link_check (", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (slug) DO UPDATE SET url = excluded.url, outcome = excluded.outcome,
        status = excluded.status, moved_to = excluded.moved_to, failures = excluded.failures, failing_since = excluded.failing_since, checked_at = excluded.checked_at, next_at = excluded.next_at");
    ALL = concat!("SELECT ", columns!(), " FROM link_check ORDER BY slug");
    BY_SLUG = concat!("SELECT ", columns!(), " FROM link_check WHERE slug = $1");
    FAILING = concat!("SELECT ", columns!(), " FROM link_check WHERE failing_since IS NOT NULL ORDER BY failing_since, slug LIMIT $1");
    FORGET = "DELETE FROM link_check WHERE slug = $1";
}

/// What was found at an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkCheck {
    /// Name of the offer.
    pub slug: String,
    /// The address that was asked.
    pub url: String,
    /// The domain's word: fine, moved, gone, failing, refused.
    pub outcome: String,
    /// The HTTP status, if there was an answer.
    pub status: Option<i64>,
    /// Where it sends to.
    pub moved_to: Option<String>,
    /// How often in a row it failed.
    pub failures: i64,
    /// Since when it fails, microseconds UTC.
    pub failing_since: Option<i64>,
    /// When it was last asked, microseconds UTC.
    pub checked_at: i64,
    /// When it will be asked again, microseconds UTC.
    pub next_at: i64,
}

fn read(row: &Row<'_>) -> Result<LinkCheck> {
    Ok(LinkCheck {
        slug: row.get(0)?,
        url: row.get(1)?,
        outcome: row.get(2)?,
        status: row.get(3)?,
        moved_to: row.get(4)?,
        failures: row.get(5)?,
        failing_since: row.get(6)?,
        checked_at: row.get(7)?,
        next_at: row.get(8)?,
    })
}

fn values(link_check: &LinkCheck) -> [Value; 9] {
    [
        link_check.slug.as_str().into(),
        link_check.url.as_str().into(),
        link_check.outcome.as_str().into(),
        link_check.status.into(),
        link_check.moved_to.as_deref().into(),
        link_check.failures.into(),
        link_check.failing_since.into(),
        link_check.checked_at.into(),
        link_check.next_at.into(),
    ]
}

/// Keeps one.
pub async fn insert(tx: &mut Tx<'_>, link_check: &LinkCheck) -> Result<()> {
    tx.execute(INSERT, &values(link_check)).await.map(drop)
}

/// Keeps what was found, in the place of what was found before.
pub async fn keep(tx: &mut Tx<'_>, link_check: &LinkCheck) -> Result<()> {
    tx.execute(KEEP, &values(link_check)).await.map(drop)
}

/// All of them, by the names of their offers.
pub async fn all(tx: &mut Tx<'_>) -> Result<Vec<LinkCheck>> {
    tx.all(ALL, &[], read).await
}

/// What was found at the address of this offer.
pub async fn of(tx: &mut Tx<'_>, slug: &str) -> Result<Option<LinkCheck>> {
    tx.optional(BY_SLUG, &[slug.into()], read).await
}

/// At most `at_most` that fail, the longest first.
pub async fn failing(tx: &mut Tx<'_>, at_most: i64) -> Result<Vec<LinkCheck>> {
    tx.all(FAILING, &[at_most.into()], read).await
}

/// Forgets the address of an offer that is gone.
pub async fn forget(tx: &mut Tx<'_>, slug: &str) -> Result<()> {
    tx.execute(FORGET, &[slug.into()]).await.map(drop)
}
