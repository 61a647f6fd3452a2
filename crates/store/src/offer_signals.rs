//! What readers say is wrong with offers.

use crate::{Result, Row, Tx, Value};
use uuid::Uuid;

macro_rules! columns {
    () => {
        "id, slug, reason, text, person_id, status, note, at, settled_by, settled_at"
    };
}

statements! {
    INSERT = concat!("INSERT INTO offer_signal (", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)");
    BY_ID = concat!("SELECT ", columns!(), " FROM offer_signal WHERE id = $1");
    OPEN = concat!("SELECT ", columns!(), " FROM offer_signal WHERE status = 'open' ORDER BY at, id LIMIT $1");
    COUNT_OPEN = "SELECT COUNT(*) FROM offer_signal WHERE status = 'open'";
    OF_SLUG = concat!("SELECT ", columns!(), " FROM offer_signal WHERE slug = $1 ORDER BY at DESC, id DESC LIMIT $2");
    OPEN_OF_SLUG = "SELECT COUNT(*) FROM offer_signal WHERE slug = $1 AND status = 'open'";
    SETTLE = "UPDATE offer_signal SET status = 'settled', note = $2, settled_by = $3, settled_at = $4 WHERE id = $1 AND status = 'open'";
}

/// What a reader says is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferSignal {
    /// Version 7 UUID.
    pub id: Uuid,
    /// Name of the offer.
    pub slug: String,
    /// The domain's word: closed, price, dates, link, other.
    pub reason: String,
    /// Their words.
    pub text: String,
    /// Who, where they are known.
    pub person_id: Option<Uuid>,
    /// open, settled.
    pub status: String,
    /// What the team made of it.
    pub note: String,
    /// When, microseconds UTC.
    pub at: i64,
    /// Who settled it.
    pub settled_by: Option<Uuid>,
    /// When, microseconds UTC.
    pub settled_at: Option<i64>,
}

fn read(row: &Row<'_>) -> Result<OfferSignal> {
    Ok(OfferSignal {
        id: row.get(0)?,
        slug: row.get(1)?,
        reason: row.get(2)?,
        text: row.get(3)?,
        person_id: row.get(4)?,
        status: row.get(5)?,
        note: row.get(6)?,
        at: row.get(7)?,
        settled_by: row.get(8)?,
        settled_at: row.get(9)?,
    })
}

fn values(offer_signal: &OfferSignal) -> [Value; 10] {
    [
        offer_signal.id.into(),
        offer_signal.slug.as_str().into(),
        offer_signal.reason.as_str().into(),
        offer_signal.text.as_str().into(),
        offer_signal.person_id.into(),
        offer_signal.status.as_str().into(),
        offer_signal.note.as_str().into(),
        offer_signal.at.into(),
        offer_signal.settled_by.into(),
        offer_signal.settled_at.into(),
    ]
}

/// Keeps one.
pub async fn insert(tx: &mut Tx<'_>, offer_signal: &OfferSignal) -> Result<()> {
    tx.execute(INSERT, &values(offer_signal)).await.map(drop)
}

/// The one of this name.
pub async fn load(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<OfferSignal>> {
    tx.optional(BY_ID, &[id.into()], read).await
}

/// At most `at_most` that nobody settled, the oldest first; and how many there are.
pub async fn open(tx: &mut Tx<'_>, at_most: i64) -> Result<(Vec<OfferSignal>, i64)> {
    let rows = tx.all(OPEN, &[at_most.into()], read).await?;
    let total = tx.optional(COUNT_OPEN, &[], |row| row.get(0)).await?.unwrap_or(0);
    Ok((rows, total))
}

/// At most `at_most` on one offer, the newest first.
pub async fn of_slug(tx: &mut Tx<'_>, slug: &str, at_most: i64) -> Result<Vec<OfferSignal>> {
    tx.all(OF_SLUG, &[slug.into(), at_most.into()], read).await
}

/// How many on one offer nobody settled.
pub async fn open_of(tx: &mut Tx<'_>, slug: &str) -> Result<i64> {
    Ok(tx.optional(OPEN_OF_SLUG, &[slug.into()], |row| row.get(0)).await?.unwrap_or(0))
}

/// Settles one. Says whether nobody had.
pub async fn settle(tx: &mut Tx<'_>, id: Uuid, note: &str, by: Uuid, at: i64) -> Result<bool> {
    Ok(tx.execute(SETTLE, &[id.into(), note.into(), by.into(), at.into()]).await? == 1)
}
