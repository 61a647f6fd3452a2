//! Alerts of candidates during an exam.

use crate::{Result, Row, Tx, Value};
use uuid::Uuid;

macro_rules! columns {
    () => {
        "id, sitting_id, seq, item_id, item_hash, kind, body, status, raised_at, settled_at, invigilator_id"
    };
}

statements! {
    INSERT = concat!("INSERT INTO exam_alert (", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)");
    BY_ID = concat!("SELECT ", columns!(), " FROM exam_alert WHERE id = $1");
    OPEN = concat!("SELECT ", columns!(), " FROM exam_alert WHERE sitting_id = $1 AND status = 'open'");
    OF_SITTING = concat!("SELECT ", columns!(), " FROM exam_alert WHERE sitting_id = $1 ORDER BY raised_at, id");
    OF_EXAM = "SELECT exam_alert.id, exam_alert.sitting_id, exam_alert.seq, exam_alert.item_id, exam_alert.item_hash, exam_alert.kind, exam_alert.body, exam_alert.status,
        exam_alert.raised_at, exam_alert.settled_at, exam_alert.invigilator_id
        FROM sitting JOIN exam_alert ON exam_alert.sitting_id = sitting.id WHERE sitting.exam_id = $1 ORDER BY exam_alert.raised_at, exam_alert.id";
    SETTLE = "UPDATE exam_alert SET status = $2, settled_at = $3, invigilator_id = $4 WHERE id = $1 AND status = 'open'";
}

/// What a candidate said of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExamAlert {
    /// Version 7 UUID.
    pub id: Uuid,
    /// The sitting.
    pub sitting_id: Uuid,
    /// The question's number, from 1.
    pub seq: i64,
    /// The item.
    pub item_id: String,
    /// Digest of its text.
    pub item_hash: Vec<u8>,
    /// The domain's word: display, simulator, wording, other.
    pub kind: String,
    /// The candidate's words.
    pub body: String,
    /// The domain's word: open, frozen, kept, withdrawn.
    pub status: String,
    /// When, microseconds UTC.
    pub raised_at: i64,
    /// When it was settled, microseconds UTC.
    pub settled_at: Option<i64>,
    /// Who settled it.
    pub invigilator_id: Option<Uuid>,
}

fn read(row: &Row<'_>) -> Result<ExamAlert> {
    Ok(ExamAlert {
        id: row.get(0)?,
        sitting_id: row.get(1)?,
        seq: row.get(2)?,
        item_id: row.get(3)?,
        item_hash: row.get(4)?,
        kind: row.get(5)?,
        body: row.get(6)?,
        status: row.get(7)?,
        raised_at: row.get(8)?,
        settled_at: row.get(9)?,
        invigilator_id: row.get(10)?,
    })
}

fn values(exam_alert: &ExamAlert) -> [Value; 11] {
    [
        exam_alert.id.into(),
        exam_alert.sitting_id.into(),
        exam_alert.seq.into(),
        exam_alert.item_id.as_str().into(),
        exam_alert.item_hash.as_slice().into(),
        exam_alert.kind.as_str().into(),
        exam_alert.body.as_str().into(),
        exam_alert.status.as_str().into(),
        exam_alert.raised_at.into(),
        exam_alert.settled_at.into(),
        exam_alert.invigilator_id.into(),
    ]
}

/// Keeps one.
pub async fn insert(tx: &mut Tx<'_>, exam_alert: &ExamAlert) -> Result<()> {
    tx.execute(INSERT, &values(exam_alert)).await.map(drop)
}

/// The one of this name.
pub async fn load(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<ExamAlert>> {
    tx.optional(BY_ID, &[id.into()], read).await
}

/// The one that waits, if any.
pub async fn open_of_sitting(tx: &mut Tx<'_>, sitting: Uuid) -> Result<Option<ExamAlert>> {
    tx.optional(OPEN, &[sitting.into()], read).await
}

/// Those of a sitting, oldest first.
pub async fn of_sitting(tx: &mut Tx<'_>, sitting: Uuid) -> Result<Vec<ExamAlert>> {
    tx.all(OF_SITTING, &[sitting.into()], read).await
}

/// Those of an exam, oldest first.
pub async fn of_exam(tx: &mut Tx<'_>, exam: Uuid) -> Result<Vec<ExamAlert>> {
    tx.all(OF_EXAM, &[exam.into()], read).await
}

/// What became of it. `false` when that was settled before.
pub async fn settle(tx: &mut Tx<'_>, id: Uuid, status: &str, now: i64, invigilator: Option<Uuid>) -> Result<bool> {
    Ok(tx.execute(SETTLE, &[id.into(), status.into(), now.into(), invigilator.into()]).await? == 1)
}
