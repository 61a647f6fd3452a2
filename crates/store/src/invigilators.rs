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
    BY_TOKEN = concat!("SELECT ", columns!(), " FROM invigilator WHERE token_hash = $1 AND left_at IS NULL");
    OF_EXAM = concat!("SELECT ", columns!(), " FROM invigilator WHERE exam_id = $1 ORDER BY since, id");
    SEEN = "UPDATE invigilator SET seen_at = $2 WHERE id = $1 AND seen_at < $3";
    LEAVE = "UPDATE invigilator SET left_at = $2 WHERE id = $1 AND left_at IS NULL";
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

/// The one whose browser has this token, unless they left.
pub async fn by_token(tx: &mut Tx<'_>, token_hash: &[u8]) -> Result<Option<Invigilator>> {
    tx.optional(BY_TOKEN, &[token_hash.into()], read).await
}

/// Those of an exam, in the order in which they came in.
pub async fn of_exam(tx: &mut Tx<'_>, exam: Uuid) -> Result<Vec<Invigilator>> {
    tx.all(OF_EXAM, &[exam.into()], read).await
}

/// They were seen; written only when that was last noted before `stale`.
pub async fn seen(tx: &mut Tx<'_>, id: Uuid, now: i64, stale: i64) -> Result<()> {
    tx.execute(SEEN, &[id.into(), now.into(), stale.into()]).await.map(drop)
}

/// They left. `false` when they had.
pub async fn leave(tx: &mut Tx<'_>, id: Uuid, now: i64) -> Result<bool> {
    Ok(tx.execute(LEAVE, &[id.into(), now.into()]).await? == 1)
}
