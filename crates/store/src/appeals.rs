//! Appeals of candidates.

use crate::{Result, Row, Tx, Value};
use uuid::Uuid;

macro_rules! columns {
    () => {
        "id, sitting_id, person_id, body, status, at, outcome, answer, answered_by, answered_at"
    };
}

statements! {
    INSERT = concat!("INSERT INTO appeal (", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)");
    BY_ID = concat!("SELECT ", columns!(), " FROM appeal WHERE id = $1");
    OF_SITTING = concat!("SELECT ", columns!(), " FROM appeal WHERE sitting_id = $1 ORDER BY at, id");
    WITH_STATUS = concat!("SELECT ", columns!(), " FROM appeal WHERE status = $1 ORDER BY at DESC, id DESC LIMIT $2");
    ANSWER = "UPDATE appeal SET status = 'answered', outcome = $2, answer = $3, answered_by = $4, answered_at = $5 WHERE id = $1 AND status = 'open'";
}

/// A candidate who asks for another look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appeal {
    /// Version 7 UUID.
    pub id: Uuid,
    /// The sitting.
    pub sitting_id: Uuid,
    /// Who asks.
    pub person_id: Option<Uuid>,
    /// Their words.
    pub body: String,
    /// The domain's word: open, answered.
    pub status: String,
    /// When, microseconds UTC.
    pub at: i64,
    /// The domain's word: upheld, dismissed.
    pub outcome: Option<String>,
    /// The answer, with its reasons.
    pub answer: String,
    /// Who answered.
    pub answered_by: Option<Uuid>,
    /// When, microseconds UTC.
    pub answered_at: Option<i64>,
}

fn read(row: &Row<'_>) -> Result<Appeal> {
    Ok(Appeal {
        id: row.get(0)?,
        sitting_id: row.get(1)?,
        person_id: row.get(2)?,
        body: row.get(3)?,
        status: row.get(4)?,
        at: row.get(5)?,
        outcome: row.get(6)?,
        answer: row.get(7)?,
        answered_by: row.get(8)?,
        answered_at: row.get(9)?,
    })
}

fn values(appeal: &Appeal) -> [Value; 10] {
    [
        appeal.id.into(),
        appeal.sitting_id.into(),
        appeal.person_id.into(),
        appeal.body.as_str().into(),
        appeal.status.as_str().into(),
        appeal.at.into(),
        appeal.outcome.as_deref().into(),
        appeal.answer.as_str().into(),
        appeal.answered_by.into(),
        appeal.answered_at.into(),
    ]
}

/// Keeps one.
pub async fn insert(tx: &mut Tx<'_>, appeal: &Appeal) -> Result<()> {
    tx.execute(INSERT, &values(appeal)).await.map(drop)
}

/// The one of this name.
pub async fn load(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<Appeal>> {
    tx.optional(BY_ID, &[id.into()], read).await
}

/// Those on one sitting, the oldest first.
pub async fn of_sitting(tx: &mut Tx<'_>, sitting: Uuid) -> Result<Vec<Appeal>> {
    tx.all(OF_SITTING, &[sitting.into()], read).await
}

/// The newest of this status.
pub async fn with_status(tx: &mut Tx<'_>, status: &str, at_most: i64) -> Result<Vec<Appeal>> {
    tx.all(WITH_STATUS, &[status.into(), at_most.into()], read).await
}

/// What is answered.
#[derive(Debug, Clone)]
pub struct Answer<'a> {
    /// The domain's word: upheld, dismissed.
    pub outcome: &'a str,
    /// In words, with the reasons.
    pub words: &'a str,
    /// Who answers.
    pub by: Uuid,
    /// When, microseconds UTC.
    pub at: i64,
}

/// Answers one that is open. Says whether it was.
pub async fn answer(tx: &mut Tx<'_>, id: Uuid, answer: &Answer<'_>) -> Result<bool> {
    let args = [id.into(), answer.outcome.into(), answer.words.into(), answer.by.into(), answer.at.into()];
    Ok(tx.execute(ANSWER, &args).await? == 1)
}
