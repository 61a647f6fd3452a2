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
