//! Ratings: what those who followed them say of modules and offers.

use crate::{Result, Row, Tx, Value};
use uuid::Uuid;

macro_rules! columns {
    () => {
        "id, kind, subject, person_id, stars, text, followed_on, status, note, report, reported_at, settled_by, settled_at, created_at, updated_at"
    };
}

statements! {
    INSERT = concat!("INSERT INTO rating (", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)");
    BY_ID = concat!("SELECT ", columns!(), " FROM rating WHERE id = $1");
    // said again, it takes the place of what was said before
    GIVE = concat!("INSERT INTO rating (", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
        ON CONFLICT (person_id, kind, subject) DO UPDATE SET stars = excluded.stars, text = excluded.text, followed_on = excluded.followed_on, status = excluded.status,
        note = '', report = '', reported_at = NULL, settled_by = NULL, settled_at = NULL, updated_at = excluded.updated_at");
    TAKE_BACK = "DELETE FROM rating WHERE person_id = $1 AND kind = $2 AND subject = $3";
    OF_PERSON_ON = concat!("SELECT ", columns!(), " FROM rating WHERE person_id = $1 AND kind = $2 AND subject = $3");
    WORDS = concat!("SELECT ", columns!(), " FROM rating WHERE kind = $1 AND subject = $2 AND status = 'shown' AND text <> '' ORDER BY updated_at DESC, id LIMIT $3");
    TOTAL = "SELECT CAST(COALESCE(SUM(stars), 0) AS BIGINT), COUNT(*) FROM rating WHERE kind = $1 AND subject = $2 AND status = 'shown'";
    TOTALS = "SELECT subject, CAST(SUM(stars) AS BIGINT), COUNT(*) FROM rating WHERE kind = $1 AND status = 'shown' GROUP BY subject HAVING COUNT(*) >= $2 ORDER BY subject";
    WAITING = concat!("SELECT ", columns!(), " FROM rating WHERE status = 'waiting' ORDER BY updated_at, id LIMIT $1");
    COUNT_WAITING = "SELECT COUNT(*) FROM rating WHERE status = 'waiting'";
    REPORTED = concat!("SELECT ", columns!(), " FROM rating WHERE reported_at IS NOT NULL ORDER BY reported_at, id LIMIT $1");
    COUNT_REPORTED = "SELECT COUNT(*) FROM rating WHERE reported_at IS NOT NULL";
    // only the words that were read: somebody may have changed theirs meanwhile
    SETTLE = "UPDATE rating SET status = $3, note = $4, report = '', reported_at = NULL, settled_by = $5, settled_at = $6 WHERE id = $1 AND updated_at = $2
        AND (status = 'waiting' OR reported_at IS NOT NULL)";
    REPORT = "UPDATE rating SET report = $2, reported_at = $3 WHERE id = $1 AND status = 'shown' AND text <> '' AND reported_at IS NULL";
}

/// What somebody says of a module or an offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rating {
    /// Version 7 UUID.
    pub id: Uuid,
    /// module, offer.
    pub kind: String,
    /// Name of the module or offer.
    pub subject: String,
    /// Who.
    pub person_id: Uuid,
    /// From 1 to 5.
    pub stars: i64,
    /// Their words.
    pub text: String,
    /// Month in which they followed it, `YYYY-MM`.
    pub followed_on: Option<String>,
    /// waiting, shown, refused; one without words is shown at once.
    pub status: String,
    /// Why it was refused.
    pub note: String,
    /// Why somebody reported it; empty where nobody did.
    pub report: String,
    /// When, microseconds UTC.
    pub reported_at: Option<i64>,
    /// Who read it.
    pub settled_by: Option<Uuid>,
    /// When, microseconds UTC.
    pub settled_at: Option<i64>,
    /// When it was first said, microseconds UTC.
    pub created_at: i64,
    /// When it was changed last, microseconds UTC.
    pub updated_at: i64,
}

fn read(row: &Row<'_>) -> Result<Rating> {
    Ok(Rating {
        id: row.get(0)?,
        kind: row.get(1)?,
        subject: row.get(2)?,
        person_id: row.get(3)?,
        stars: row.get(4)?,
        text: row.get(5)?,
        followed_on: row.get(6)?,
        status: row.get(7)?,
        note: row.get(8)?,
        report: row.get(9)?,
        reported_at: row.get(10)?,
        settled_by: row.get(11)?,
        settled_at: row.get(12)?,
        created_at: row.get(13)?,
        updated_at: row.get(14)?,
    })
}

fn values(rating: &Rating) -> [Value; 15] {
    [
        rating.id.into(),
        rating.kind.as_str().into(),
        rating.subject.as_str().into(),
        rating.person_id.into(),
        rating.stars.into(),
        rating.text.as_str().into(),
        rating.followed_on.as_deref().into(),
        rating.status.as_str().into(),
        rating.note.as_str().into(),
        rating.report.as_str().into(),
        rating.reported_at.into(),
        rating.settled_by.into(),
        rating.settled_at.into(),
        rating.created_at.into(),
        rating.updated_at.into(),
    ]
}

/// Keeps one.
pub async fn insert(tx: &mut Tx<'_>, rating: &Rating) -> Result<()> {
    tx.execute(INSERT, &values(rating)).await.map(drop)
}

/// The one of this name.
pub async fn load(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<Rating>> {
    tx.optional(BY_ID, &[id.into()], read).await
}

/// Keeps what somebody says, in the place of what they had said of the same thing.
pub async fn give(tx: &mut Tx<'_>, rating: &Rating) -> Result<()> {
    tx.execute(GIVE, &values(rating)).await.map(drop)
}

/// Takes back what somebody said. Says whether there was something.
pub async fn take_back(tx: &mut Tx<'_>, person: Uuid, kind: &str, subject: &str) -> Result<bool> {
    Ok(tx.execute(TAKE_BACK, &[person.into(), kind.into(), subject.into()]).await? == 1)
}

/// What somebody said of something.
pub async fn of_person_on(tx: &mut Tx<'_>, person: Uuid, kind: &str, subject: &str) -> Result<Option<Rating>> {
    tx.optional(OF_PERSON_ON, &[person.into(), kind.into(), subject.into()], read).await
}

/// At most `at_most` ratings of something whose words everybody sees, the newest first.
pub async fn words(tx: &mut Tx<'_>, kind: &str, subject: &str, at_most: i64) -> Result<Vec<Rating>> {
    tx.all(WORDS, &[kind.into(), subject.into(), at_most.into()], read).await
}

/// The stars of something, added up, and of how many ratings.
pub async fn total(tx: &mut Tx<'_>, kind: &str, subject: &str) -> Result<(i64, i64)> {
    Ok(tx.optional(TOTAL, &[kind.into(), subject.into()], |row| Ok((row.get(0)?, row.get(1)?))).await?.unwrap_or_default())
}

/// Name, mean and number of ratings of everything of a kind that has at least `fewest`.
pub async fn means(tx: &mut Tx<'_>, kind: &str, fewest: i64) -> Result<Vec<(String, f64, i64)>> {
    tx.all(TOTALS, &[kind.into(), fewest.into()], |row| {
        let (sum, count): (i64, i64) = (row.get(1)?, row.get(2)?);
        Ok((row.get(0)?, sum as f64 / count.max(1) as f64, count))
    })
    .await
}

/// At most `at_most` whose words wait to be read, the oldest first; and how many there are.
pub async fn waiting(tx: &mut Tx<'_>, at_most: i64) -> Result<(Vec<Rating>, i64)> {
    let rows = tx.all(WAITING, &[at_most.into()], read).await?;
    let total = tx.optional(COUNT_WAITING, &[], |row| row.get(0)).await?.unwrap_or(0);
    Ok((rows, total))
}

/// At most `at_most` that somebody reported, the oldest first; and how many there are.
pub async fn reported(tx: &mut Tx<'_>, at_most: i64) -> Result<(Vec<Rating>, i64)> {
    let rows = tx.all(REPORTED, &[at_most.into()], read).await?;
    let total = tx.optional(COUNT_REPORTED, &[], |row| row.get(0)).await?.unwrap_or(0);
    Ok((rows, total))
}

/// What the team makes of words that wait or were reported.
#[derive(Debug, Clone)]
pub struct Settled<'a> {
    /// The rating.
    pub id: Uuid,
    /// When it was changed last, as it was read.
    pub seen: i64,
    /// shown, refused.
    pub status: &'a str,
    /// Why.
    pub note: &'a str,
    /// Who says so.
    pub by: Uuid,
    /// When, microseconds UTC.
    pub at: i64,
}

/// Settles one. Says whether it still was as it was read, and waited.
pub async fn settle(tx: &mut Tx<'_>, settled: &Settled<'_>) -> Result<bool> {
    let args = [settled.id.into(), settled.seen.into(), settled.status.into(), settled.note.into(), settled.by.into(), settled.at.into()];
    Ok(tx.execute(SETTLE, &args).await? == 1)
}

/// Notes that somebody finds words out of place. Says whether they are shown and nobody had.
pub async fn report(tx: &mut Tx<'_>, id: Uuid, why: &str, at: i64) -> Result<bool> {
    Ok(tx.execute(REPORT, &[id.into(), why.into(), at.into()]).await? == 1)
}
