//! What reviewers said of the texts of an item, and the discussion about it.

use crate::{Result, Row, Tx};
use uuid::Uuid;

macro_rules! review_columns {
    () => {
        "id, item_id, revision, reviewer_id, verdict, note, at"
    };
}

macro_rules! remark_columns {
    () => {
        "id, item_id, revision, author_id, body, at, resolved_at, resolved_by"
    };
}

statements! {
    ADD_REVIEW = concat!("INSERT INTO workshop_review (", review_columns!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7)");
    REVIEWS_OF_PERSON = concat!("SELECT ", review_columns!(), " FROM workshop_review WHERE reviewer_id = $1 ORDER BY at, id");
    REVIEWS_SINCE = concat!("SELECT ", review_columns!(), " FROM workshop_review WHERE at >= $1 ORDER BY at, id");
    JUDGED_SO = "SELECT DISTINCT item.item_id FROM workshop_item AS item JOIN workshop_review AS review
        ON review.item_id = item.item_id AND review.revision = item.revision AND review.verdict = $1 WHERE item.stage = $2 ORDER BY item.item_id";
    REVIEWS = concat!("SELECT ", review_columns!(), " FROM workshop_review WHERE item_id = $1 ORDER BY at, id");
    ADD_REMARK = concat!("INSERT INTO workshop_remark (", remark_columns!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
    REMARKS_OF_PERSON = concat!("SELECT ", remark_columns!(), " FROM workshop_remark WHERE author_id = $1 ORDER BY at, id");
    REMARKS_SINCE = concat!("SELECT ", remark_columns!(), " FROM workshop_remark WHERE at >= $1 ORDER BY at, id");
    REMARKERS = "SELECT DISTINCT item_id, author_id FROM workshop_remark WHERE author_id IS NOT NULL ORDER BY item_id, author_id";
    REMARKS = concat!("SELECT ", remark_columns!(), " FROM workshop_remark WHERE item_id = $1 ORDER BY at, id");
    RESOLVE = "UPDATE workshop_remark SET resolved_at = $3, resolved_by = $4 WHERE id = $1 AND item_id = $2 AND resolved_at IS NULL";
    REOPEN = "UPDATE workshop_remark SET resolved_at = NULL, resolved_by = NULL WHERE id = $1 AND item_id = $2 AND resolved_at IS NOT NULL";
    OPEN_REMARKS = "SELECT item_id, COUNT(*) FROM workshop_remark WHERE resolved_at IS NULL GROUP BY item_id ORDER BY item_id";
}

/// A verdict on one text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// Version 7 UUID.
    pub id: Uuid,
    /// The item.
    pub item_id: String,
    /// Number of the text.
    pub revision: i64,
    /// Who judged; nobody when they are gone.
    pub reviewer_id: Option<Uuid>,
    /// What they decided.
    pub verdict: String,
    /// Why.
    pub note: String,
    /// Microseconds UTC.
    pub at: i64,
}

/// A remark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Version 7 UUID.
    pub id: Uuid,
    /// The item.
    pub item_id: String,
    /// Number of the text that was the newest then.
    pub revision: i64,
    /// Who wrote it; nobody when they are gone.
    pub author_id: Option<Uuid>,
    /// What they wrote.
    pub body: String,
    /// Microseconds UTC.
    pub at: i64,
    /// When it was settled.
    pub resolved_at: Option<i64>,
    /// By whom.
    pub resolved_by: Option<Uuid>,
}

fn read(row: &Row<'_>) -> Result<Review> {
    Ok(Review {
        id: row.get(0)?,
        item_id: row.get(1)?,
        revision: row.get(2)?,
        reviewer_id: row.get(3)?,
        verdict: row.get(4)?,
        note: row.get(5)?,
        at: row.get(6)?,
    })
}

fn read_remark(row: &Row<'_>) -> Result<Remark> {
    Ok(Remark {
        id: row.get(0)?,
        item_id: row.get(1)?,
        revision: row.get(2)?,
        author_id: row.get(3)?,
        body: row.get(4)?,
        at: row.get(5)?,
        resolved_at: row.get(6)?,
        resolved_by: row.get(7)?,
    })
}

/// Keeps a verdict.
pub async fn add(tx: &mut Tx<'_>, review: &Review) -> Result<()> {
    let args = [
        review.id.into(),
        review.item_id.as_str().into(),
        review.revision.into(),
        review.reviewer_id.into(),
        review.verdict.as_str().into(),
        review.note.as_str().into(),
        review.at.into(),
    ];
    tx.execute(ADD_REVIEW, &args).await.map(drop)
}

/// Every verdict on an item, the oldest first.
pub async fn of_item(tx: &mut Tx<'_>, item_id: &str) -> Result<Vec<Review>> {
    tx.all(REVIEWS, &[item_id.into()], read).await
}

/// Every verdict of a person, the oldest first.
pub async fn of_person(tx: &mut Tx<'_>, person: Uuid) -> Result<Vec<Review>> {
    tx.all(REVIEWS_OF_PERSON, &[person.into()], read).await
}

/// Every verdict from this moment on, microseconds UTC, the oldest first.
pub async fn since(tx: &mut Tx<'_>, at: i64) -> Result<Vec<Review>> {
    tx.all(REVIEWS_SINCE, &[at.into()], read).await
}

/// Items whose newest text has this verdict and stands at this stage, by name.
pub async fn judged_so(tx: &mut Tx<'_>, verdict: &str, stage: &str) -> Result<Vec<String>> {
    tx.all(JUDGED_SO, &[verdict.into(), stage.into()], |row| row.get(0)).await
}

/// Keeps a remark.
pub async fn add_remark(tx: &mut Tx<'_>, remark: &Remark) -> Result<()> {
    let args = [
        remark.id.into(),
        remark.item_id.as_str().into(),
        remark.revision.into(),
        remark.author_id.into(),
        remark.body.as_str().into(),
        remark.at.into(),
        remark.resolved_at.into(),
        remark.resolved_by.into(),
    ];
    tx.execute(ADD_REMARK, &args).await.map(drop)
}

/// Every remark on an item, the oldest first.
pub async fn remarks(tx: &mut Tx<'_>, item_id: &str) -> Result<Vec<Remark>> {
    tx.all(REMARKS, &[item_id.into()], read_remark).await
}

/// Every remark of a person, the oldest first.
pub async fn remarks_of_person(tx: &mut Tx<'_>, person: Uuid) -> Result<Vec<Remark>> {
    tx.all(REMARKS_OF_PERSON, &[person.into()], read_remark).await
}

/// Every remark from this moment on, microseconds UTC, the oldest first.
pub async fn remarks_since(tx: &mut Tx<'_>, at: i64) -> Result<Vec<Remark>> {
    tx.all(REMARKS_SINCE, &[at.into()], read_remark).await
}

/// Of each item, who takes part in its discussion.
pub async fn remarkers(tx: &mut Tx<'_>) -> Result<Vec<(String, Uuid)>> {
    tx.all(REMARKERS, &[], |row| Ok((row.get(0)?, row.get(1)?))).await
}

/// Settles a remark of this item. Says whether that was done now.
pub async fn resolve(tx: &mut Tx<'_>, id: Uuid, item_id: &str, now: i64, by: Uuid) -> Result<bool> {
    Ok(tx.execute(RESOLVE, &[id.into(), item_id.into(), now.into(), by.into()]).await? == 1)
}

/// Opens a remark again. Says whether that was done now.
pub async fn reopen(tx: &mut Tx<'_>, id: Uuid, item_id: &str) -> Result<bool> {
    Ok(tx.execute(REOPEN, &[id.into(), item_id.into()]).await? == 1)
}

/// How many remarks of each item are not settled.
pub async fn open_remarks(tx: &mut Tx<'_>) -> Result<Vec<(String, i64)>> {
    tx.all(OPEN_REMARKS, &[], |row| Ok((row.get(0)?, row.get(1)?))).await
}
