//! The append-only log of answers: what was shown, with which parameters, and what came back.

use crate::{Result, Row, Tx, Value};
use uuid::Uuid;

macro_rules! columns {
    () => {
        "answer.session_id, answer.seq, answer.item_id, answer.item_hash, answer.parameters, answer.shown, answer.response, answer.category, answer.categories, answer.elapsed, answer.at, answer.idempotency_key"
    };
}
pub(crate) use columns;

statements! {
    APPEND = "INSERT INTO answer (session_id, seq, item_id, item_hash, parameters, shown, response, category, categories, elapsed, at, idempotency_key) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    ALL = concat!("SELECT ", columns!(), " FROM answer WHERE session_id = $1 ORDER BY seq");
    AT = concat!("SELECT ", columns!(), " FROM answer WHERE session_id = $1 AND seq = $2");
    BY_KEY = concat!("SELECT ", columns!(), " FROM answer WHERE session_id = $1 AND idempotency_key = $2");
    /// The items a person met since a time, each once: in sessions of their own, in exams, whose sessions are their candidacy's, and while learning.
    ITEMS_OF_PERSON = "SELECT answer.item_id FROM answer JOIN session ON session.id = answer.session_id
         WHERE session.person_id = $1 AND session.started_at >= $2
         UNION SELECT answer.item_id FROM candidate JOIN sitting ON sitting.candidate_id = candidate.id
         JOIN session ON session.id = sitting.session_id JOIN answer ON answer.session_id = session.id
         WHERE candidate.person_id = $1 AND session.started_at >= $2
         UNION SELECT item_id FROM practice_answer WHERE person_id = $1 AND at >= $2 ORDER BY item_id";
    EXPORT = concat!(
        "SELECT ", columns!(), " FROM answer JOIN session ON session.id = answer.session_id
         WHERE session.person_id = $1 ORDER BY session.started_at, session.id, answer.seq"
    );
}

/// In the place of a category: the question was set aside unanswered during an exam. It was met, and its line says nothing of the item.
pub const ASIDE: i64 = -1;

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The session.
    pub session_id: Uuid,
    /// Its place in the session; a place is taken once.
    pub seq: i64,
    /// The item.
    pub item_id: String,
    /// The hash of the item's version.
    pub item_hash: Vec<u8>,
    /// The item's parameters when it was shown, JSON.
    pub parameters: String,
    /// What was shown: seed, order of the options; JSON.
    pub shown: String,
    /// What came back, JSON; absent when the item was passed over.
    pub response: Option<String>,
    /// The category reached, from 0, or [`ASIDE`].
    pub category: i64,
    /// How many categories there are.
    pub categories: i64,
    /// Time from showing to answering, microseconds.
    pub elapsed: i64,
    /// Microseconds UTC.
    pub at: i64,
    /// The browser's key for this answer; unique in the session.
    pub idempotency_key: Option<String>,
}

pub(crate) fn read(row: &Row<'_>) -> Result<Answer> {
    Ok(Answer {
        session_id: row.get(0)?,
        seq: row.get(1)?,
        item_id: row.get(2)?,
        item_hash: row.get(3)?,
        parameters: row.get(4)?,
        shown: row.get(5)?,
        response: row.get(6)?,
        category: row.get(7)?,
        categories: row.get(8)?,
        elapsed: row.get(9)?,
        at: row.get(10)?,
        idempotency_key: row.get(11)?,
    })
}

/// Adds an answer. `Conflict` on `answer(session_id, seq)` when the place is taken, on
/// `answer(session_id, idempotency_key)` when this very answer was already given.
pub async fn append(tx: &mut Tx<'_>, answer: &Answer) -> Result<()> {
    tx.execute(APPEND, &values(answer)).await.map(drop)
}

/// [`append`] for many at once. Returns how many.
pub async fn append_all(tx: &mut Tx<'_>, answers: &[Answer]) -> Result<u64> {
    tx.load(APPEND, answers.iter().map(values)).await
}

fn values(answer: &Answer) -> [Value; 12] {
    [
        answer.session_id.into(),
        answer.seq.into(),
        answer.item_id.as_str().into(),
        answer.item_hash.as_slice().into(),
        answer.parameters.as_str().into(),
        answer.shown.as_str().into(),
        answer.response.as_deref().into(),
        answer.category.into(),
        answer.categories.into(),
        answer.elapsed.into(),
        answer.at.into(),
        answer.idempotency_key.as_deref().into(),
    ]
}

/// Every answer of a session, in order.
pub async fn all_of(tx: &mut Tx<'_>, session: Uuid) -> Result<Vec<Answer>> {
    tx.all(ALL, &[session.into()], read).await
}

/// The answer at one place.
pub async fn at(tx: &mut Tx<'_>, session: Uuid, seq: i64) -> Result<Option<Answer>> {
    tx.optional(AT, &[session.into(), seq.into()], read).await
}

/// The answer that was given with this key.
pub async fn by_idempotency_key(tx: &mut Tx<'_>, session: Uuid, key: &str) -> Result<Option<Answer>> {
    tx.optional(BY_KEY, &[session.into(), key.into()], read).await
}

/// Every answer of a person, session by session from the oldest: what they may ask for.
pub async fn export_of_person(tx: &mut Tx<'_>, person: Uuid) -> Result<Vec<Answer>> {
    tx.all(EXPORT, &[person.into()], read).await
}

/// The names of the items a person met in sessions that began at or after `since`, or while learning since then, each once.
pub async fn items_of_person(tx: &mut Tx<'_>, person: Uuid, since: i64) -> Result<Vec<String>> {
    tx.all(ITEMS_OF_PERSON, &[person.into(), since.into()], |row| row.get(0)).await
}
