//! What learners say of questions: "this is wrong", "this is unclear".

use crate::{Result, Row, Tx};
use uuid::Uuid;

macro_rules! columns {
    () => {
        "id, item_id, item_hash, person_id, kind, body, language, wants_answer, status, at, answer, answered_at, answered_by"
    };
}

statements! {
    ADD = concat!("INSERT INTO report (", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)");
    BY_ID = concat!("SELECT ", columns!(), " FROM report WHERE id = $1");
    ALL = concat!("SELECT ", columns!(), " FROM report WHERE (at, id) < ($1, $2) ORDER BY at DESC, id DESC LIMIT $3");
    WITH_STATUS = concat!("SELECT ", columns!(), " FROM report WHERE status = $1 AND (at, id) < ($2, $3) ORDER BY at DESC, id DESC LIMIT $4");
    OF_ITEM = concat!("SELECT ", columns!(), " FROM report WHERE item_id = $1 ORDER BY at DESC, id DESC LIMIT $2");
    OPEN = "SELECT item_id, COUNT(*) FROM report WHERE status = 'open' GROUP BY item_id ORDER BY item_id";
    SETTLE = "UPDATE report SET status = $2, answer = $3, answered_at = $4, answered_by = $5 WHERE id = $1 AND status = 'open'";
    REOPEN = "UPDATE report SET status = 'open' WHERE id = $1 AND status <> 'open'";
}

/// A report. Times in microseconds UTC.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Version 7 UUID.
    pub id: Uuid,
    /// The item.
    pub item_id: String,
    /// The version that was shown.
    pub item_hash: Vec<u8>,
    /// Who says it, if known.
    pub person_id: Option<Uuid>,
    /// What is wrong: a stable word.
    pub kind: String,
    /// In their words.
    pub body: String,
    /// The language they write in.
    pub language: String,
    /// Whether they would like an answer by mail.
    pub wants_answer: bool,
    /// `open`, or how it was settled.
    pub status: String,
    /// When it was said.
    pub at: i64,
    /// What was answered.
    pub answer: Option<String>,
    /// When.
    pub answered_at: Option<i64>,
    /// By whom.
    pub answered_by: Option<Uuid>,
}

fn read(row: &Row<'_>) -> Result<Report> {
    Ok(Report {
        id: row.get(0)?,
        item_id: row.get(1)?,
        item_hash: row.get(2)?,
        person_id: row.get(3)?,
        kind: row.get(4)?,
        body: row.get(5)?,
        language: row.get(6)?,
        wants_answer: row.get::<i64>(7)? != 0,
        status: row.get(8)?,
        at: row.get(9)?,
        answer: row.get(10)?,
        answered_at: row.get(11)?,
        answered_by: row.get(12)?,
    })
}

/// Keeps a report.
pub async fn add(tx: &mut Tx<'_>, report: &Report) -> Result<()> {
    let args = [
        report.id.into(),
        report.item_id.as_str().into(),
        report.item_hash.as_slice().into(),
        report.person_id.into(),
        report.kind.as_str().into(),
        report.body.as_str().into(),
        report.language.as_str().into(),
        i64::from(report.wants_answer).into(),
        report.status.as_str().into(),
        report.at.into(),
        report.answer.as_deref().into(),
        report.answered_at.into(),
        report.answered_by.into(),
    ];
    tx.execute(ADD, &args).await.map(drop)
}

/// The report of this identifier.
pub async fn by_id(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<Report>> {
    tx.optional(BY_ID, &[id.into()], read).await
}

/// At most `at_most` reports from before a moment and a report of that moment (`i64::MAX` and `Uuid::max()` at first), the newest first.
pub async fn list(tx: &mut Tx<'_>, before: (i64, Uuid), at_most: i64) -> Result<Vec<Report>> {
    tx.all(ALL, &[before.0.into(), before.1.into(), at_most.into()], read).await
}

/// The same of one status.
pub async fn list_with_status(tx: &mut Tx<'_>, status: &str, before: (i64, Uuid), at_most: i64) -> Result<Vec<Report>> {
    tx.all(WITH_STATUS, &[status.into(), before.0.into(), before.1.into(), at_most.into()], read).await
}

/// At most `at_most` reports on one item, the newest first.
pub async fn of_item(tx: &mut Tx<'_>, item_id: &str, at_most: i64) -> Result<Vec<Report>> {
    tx.all(OF_ITEM, &[item_id.into(), at_most.into()], read).await
}

/// How many reports on each item wait.
pub async fn open(tx: &mut Tx<'_>) -> Result<Vec<(String, i64)>> {
    tx.all(OPEN, &[], |row| Ok((row.get(0)?, row.get(1)?))).await
}

/// Settles a report that waits. Says whether it did.
pub async fn settle(tx: &mut Tx<'_>, id: Uuid, status: &str, answer: Option<&str>, now: i64, by: Uuid) -> Result<bool> {
    Ok(tx.execute(SETTLE, &[id.into(), status.into(), answer.into(), now.into(), by.into()]).await? == 1)
}

/// Lets a report wait again; what was answered stays. Says whether it was settled.
pub async fn reopen(tx: &mut Tx<'_>, id: Uuid) -> Result<bool> {
    Ok(tx.execute(REOPEN, &[id.into()]).await? == 1)
}
