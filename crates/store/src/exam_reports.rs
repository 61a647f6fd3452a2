//! Reports of invigilators: incidents and frauds.

use crate::{Result, Row, Tx, Value};
use uuid::Uuid;

macro_rules! columns {
    () => {
        "id, exam_id, sitting_id, kind, status, category, body, happened_at, author, outcome, revision, created_at, filed_at, settled_by, settled_at"
    };
}

statements! {
    INSERT = concat!("INSERT INTO exam_report (", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)");
    BY_ID = concat!("SELECT ", columns!(), " FROM exam_report WHERE id = $1");
    OF_EXAM = concat!("SELECT ", columns!(), " FROM exam_report WHERE exam_id = $1 ORDER BY created_at, id");
    CHANGE = "UPDATE exam_report SET sitting_id = $3, category = $4, body = $5, happened_at = $6, author = $7, revision = revision + 1
        WHERE id = $1 AND revision = $2 AND status = 'draft'";
    FILE = "UPDATE exam_report SET status = 'filed', filed_at = $3, revision = revision + 1 WHERE id = $1 AND revision = $2 AND status = 'draft'";
    SETTLE = "UPDATE exam_report SET status = 'examined', outcome = $3, settled_by = $4, settled_at = $5, revision = revision + 1
        WHERE id = $1 AND revision = $2 AND status = 'filed'";
    REMOVE = "DELETE FROM exam_report WHERE id = $1 AND status = 'draft'";
}

/// A report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExamReport {
    /// Version 7 UUID.
    pub id: Uuid,
    /// The exam.
    pub exam_id: Uuid,
    /// The sitting it is about, where it is about one.
    pub sitting_id: Option<Uuid>,
    /// incident or fraud.
    pub kind: String,
    /// The domain's word: draft, filed, examined.
    pub status: String,
    /// The domain's word for what happened.
    pub category: String,
    /// What happened, in words.
    pub body: String,
    /// When it happened, microseconds UTC.
    pub happened_at: Option<i64>,
    /// Name of who wrote it.
    pub author: String,
    /// What the jury made of it, in words.
    pub outcome: String,
    /// Rises with each change.
    pub revision: i64,
    /// When, microseconds UTC.
    pub created_at: i64,
    /// When it was signed and sent, microseconds UTC.
    pub filed_at: Option<i64>,
    /// Who examined it.
    pub settled_by: Option<Uuid>,
    /// When, microseconds UTC.
    pub settled_at: Option<i64>,
}

fn read(row: &Row<'_>) -> Result<ExamReport> {
    Ok(ExamReport {
        id: row.get(0)?,
        exam_id: row.get(1)?,
        sitting_id: row.get(2)?,
        kind: row.get(3)?,
        status: row.get(4)?,
        category: row.get(5)?,
        body: row.get(6)?,
        happened_at: row.get(7)?,
        author: row.get(8)?,
        outcome: row.get(9)?,
        revision: row.get(10)?,
        created_at: row.get(11)?,
        filed_at: row.get(12)?,
        settled_by: row.get(13)?,
        settled_at: row.get(14)?,
    })
}

fn values(exam_report: &ExamReport) -> [Value; 15] {
    [
        exam_report.id.into(),
        exam_report.exam_id.into(),
        exam_report.sitting_id.into(),
        exam_report.kind.as_str().into(),
        exam_report.status.as_str().into(),
        exam_report.category.as_str().into(),
        exam_report.body.as_str().into(),
        exam_report.happened_at.into(),
        exam_report.author.as_str().into(),
        exam_report.outcome.as_str().into(),
        exam_report.revision.into(),
        exam_report.created_at.into(),
        exam_report.filed_at.into(),
        exam_report.settled_by.into(),
        exam_report.settled_at.into(),
    ]
}

/// Keeps one.
pub async fn insert(tx: &mut Tx<'_>, exam_report: &ExamReport) -> Result<()> {
    tx.execute(INSERT, &values(exam_report)).await.map(drop)
}

/// The one of this name.
pub async fn load(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<ExamReport>> {
    tx.optional(BY_ID, &[id.into()], read).await
}

/// Those of an exam, oldest first.
pub async fn of_exam(tx: &mut Tx<'_>, exam: Uuid) -> Result<Vec<ExamReport>> {
    tx.all(OF_EXAM, &[exam.into()], read).await
}

/// What a draft says, written over its revision `seen`. `false` when that is not the last one, or it was filed.
pub async fn change(tx: &mut Tx<'_>, report: &ExamReport, seen: i64) -> Result<bool> {
    let args = [
        report.id.into(),
        seen.into(),
        report.sitting_id.into(),
        report.category.as_str().into(),
        report.body.as_str().into(),
        report.happened_at.into(),
        report.author.as_str().into(),
    ];
    Ok(tx.execute(CHANGE, &args).await? == 1)
}

/// Signs a draft as it was seen. `false` when it has changed, or was signed.
pub async fn file(tx: &mut Tx<'_>, id: Uuid, seen: i64, now: i64) -> Result<bool> {
    Ok(tx.execute(FILE, &[id.into(), seen.into(), now.into()]).await? == 1)
}

/// What the jury made of a report that was filed. `false` when somebody else has settled it.
pub async fn settle(tx: &mut Tx<'_>, id: Uuid, seen: i64, outcome: &str, by: Uuid, now: i64) -> Result<bool> {
    Ok(tx.execute(SETTLE, &[id.into(), seen.into(), outcome.into(), by.into(), now.into()]).await? == 1)
}

/// Throws a draft away. `false` when there is none of this name.
pub async fn remove(tx: &mut Tx<'_>, id: Uuid) -> Result<bool> {
    Ok(tx.execute(REMOVE, &[id.into()]).await? == 1)
}
