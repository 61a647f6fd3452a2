//! What learners say of questions: "this is wrong", "this is unclear".

use crate::{Result, Row, Tx};
use uuid::Uuid;

macro_rules! columns {
    () => {
        "id, item_id, item_hash, person_id, kind, body, search, language, wants_answer, status, at, answer, answered_at, answered_by"
    };
}

statements! {
    ADD = concat!("INSERT INTO report (", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) ON CONFLICT (id) DO NOTHING");
    BY_ID = concat!("SELECT ", columns!(), " FROM report WHERE id = $1");
    // an empty filter lets everything through
    LIST = concat!("SELECT ", columns!(), " FROM report WHERE ($1 = '' OR kind = $1) AND ($2 = '' OR item_id = $2) AND ($3 = '' OR search LIKE $3 ESCAPE '!')
        AND (at, id) < ($4, $5) ORDER BY at DESC, id DESC LIMIT $6");
    LIST_WITH_STATUS = concat!("SELECT ", columns!(), " FROM report WHERE ($1 = '' OR kind = $1) AND ($2 = '' OR item_id = $2) AND ($3 = '' OR search LIKE $3 ESCAPE '!')
        AND status = $4 AND (at, id) < ($5, $6) ORDER BY at DESC, id DESC LIMIT $7");
    OF_ITEM = concat!("SELECT ", columns!(), " FROM report WHERE item_id = $1 ORDER BY at DESC, id DESC LIMIT $2");
    OF_PERSON = concat!("SELECT ", columns!(), " FROM report WHERE person_id = $1 ORDER BY at, id");
    OPEN = "SELECT item_id, COUNT(*) FROM report WHERE status = 'open' GROUP BY item_id ORDER BY item_id";
    SETTLE = "UPDATE report SET status = $2, answer = $3, answered_at = $4, answered_by = $5 WHERE id = $1 AND status = 'open'";
    REOPEN = "UPDATE report SET status = 'open' WHERE id = $1 AND status <> 'open'";
    COUNTED = "SELECT status, COUNT(*) FROM report WHERE status = $1 GROUP BY status";
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
    /// What a search looks through: the item's name and title and the words, folded by the caller.
    pub search: String,
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
        search: row.get(6)?,
        language: row.get(7)?,
        wants_answer: row.get::<i64>(8)? != 0,
        status: row.get(9)?,
        at: row.get(10)?,
        answer: row.get(11)?,
        answered_at: row.get(12)?,
        answered_by: row.get(13)?,
    })
}

/// Keeps a report. Says whether it was new: a second one of the same identifier changes nothing.
pub async fn add(tx: &mut Tx<'_>, report: &Report) -> Result<bool> {
    let args = [
        report.id.into(),
        report.item_id.as_str().into(),
        report.item_hash.as_slice().into(),
        report.person_id.into(),
        report.kind.as_str().into(),
        report.body.as_str().into(),
        report.search.as_str().into(),
        report.language.as_str().into(),
        i64::from(report.wants_answer).into(),
        report.status.as_str().into(),
        report.at.into(),
        report.answer.as_deref().into(),
        report.answered_at.into(),
        report.answered_by.into(),
    ];
    Ok(tx.execute(ADD, &args).await? == 1)
}

/// The report of this identifier.
pub async fn by_id(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<Report>> {
    tx.optional(BY_ID, &[id.into()], read).await
}

/// What a list is narrowed to; what is empty narrows nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// One status.
    pub status: String,
    /// One kind.
    pub kind: String,
    /// One item.
    pub item_id: String,
    /// Words that stand in what a search looks through, folded as it is.
    pub words: String,
}

/// At most `at_most` reports from before a moment and a report of that moment (`i64::MAX` and `Uuid::max()` at first), the newest first.
pub async fn list(tx: &mut Tx<'_>, filter: &Filter, before: (i64, Uuid), at_most: i64) -> Result<Vec<Report>> {
    let mut args = vec![filter.kind.as_str().into(), filter.item_id.as_str().into(), pattern(&filter.words).as_str().into()];
    if !filter.status.is_empty() {
        args.push(filter.status.as_str().into());
    }
    args.extend([before.0.into(), before.1.into(), at_most.into()]);
    tx.all(if filter.status.is_empty() { LIST } else { LIST_WITH_STATUS }, &args, read).await
}

/// What stands anywhere in a text, for `LIKE`.
fn pattern(words: &str) -> String {
    if words.is_empty() {
        return String::new();
    }
    let plain = words.replace('!', "!!").replace('%', "!%").replace('_', "!_");
    format!("%{plain}%")
}

/// How many reports have this status.
pub async fn count(tx: &mut Tx<'_>, status: &str) -> Result<i64> {
    Ok(tx.optional(COUNTED, &[status.into()], |row| row.get(1)).await?.unwrap_or(0))
}

/// At most `at_most` reports on one item, the newest first.
pub async fn of_item(tx: &mut Tx<'_>, item_id: &str, at_most: i64) -> Result<Vec<Report>> {
    tx.all(OF_ITEM, &[item_id.into(), at_most.into()], read).await
}

/// Every report of a person, the oldest first.
pub async fn of_person(tx: &mut Tx<'_>, person: Uuid) -> Result<Vec<Report>> {
    tx.all(OF_PERSON, &[person.into()], read).await
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
