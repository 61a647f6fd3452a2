//! Invigilators: the browsers that watch an exam.

use crate::{Result, Row, Tx, Value};
use uuid::Uuid;

macro_rules! columns {
    () => {
        "id, exam_id, person_id, name, token_hash, since, seen_at, left_at"
    };
}

statements! {
    INSERT = concat!("INSERT INTO invigilator (", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
    BY_ID = concat!("SELECT ", columns!(), " FROM invigilator WHERE id = $1");
}

/// A browser that watches an exam.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invigilator {
    /// Version 7 UUID.
    pub id: Uuid,
    /// The exam.
    pub exam_id: Uuid,
    /// Their account, where they came in by it.
    pub person_id: Option<Uuid>,
    /// As they said it.
    pub name: String,
    /// Digest of the token of their browser.
    pub token_hash: Vec<u8>,
    /// When they came in, microseconds UTC.
    pub since: i64,
    /// When they were seen last, microseconds UTC.
    pub seen_at: i64,
    /// When they left, microseconds UTC.
    pub left_at: Option<i64>,
}

fn read(row: &Row<'_>) -> Result<Invigilator> {
    Ok(Invigilator {
        id: row.get(0)?,
        exam_id: row.get(1)?,
        person_id: row.get(2)?,
        name: row.get(3)?,
        token_hash: row.get(4)?,
        since: row.get(5)?,
        seen_at: row.get(6)?,
        left_at: row.get(7)?,
    })
}

fn values(invigilator: &Invigilator) -> [Value; 8] {
    [
        invigilator.id.into(),
        invigilator.exam_id.into(),
        invigilator.person_id.into(),
        invigilator.name.as_str().into(),
        invigilator.token_hash.as_slice().into(),
        invigilator.since.into(),
        invigilator.seen_at.into(),
        invigilator.left_at.into(),
    ]
}

/// Keeps one.
pub async fn insert(tx: &mut Tx<'_>, invigilator: &Invigilator) -> Result<()> {
    tx.execute(INSERT, &values(invigilator)).await.map(drop)
}

/// The one of this name.
pub async fn load(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<Invigilator>> {
    tx.optional(BY_ID, &[id.into()], read).await
}
