//! Memories: what comes back when. And each time that something was remembered or not.

use crate::{Result, Row, Tx, Value};
use uuid::Uuid;

macro_rules! columns {
    () => {
        "person_id, subject, schedule, seen, due, updated_at"
    };
}

macro_rules! recall_columns {
    () => {
        "source_id, place, person_id, subject, grade, at"
    };
}

statements! {
    INSERT = concat!("INSERT INTO memory (", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6)");
    SAVE = concat!("INSERT INTO memory (", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (person_id, subject) DO UPDATE
        SET schedule = excluded.schedule, seen = excluded.seen, due = excluded.due, updated_at = excluded.updated_at");
    ONE = concat!("SELECT ", columns!(), " FROM memory WHERE person_id = $1 AND subject = $2");
    OF_PERSON = concat!("SELECT ", columns!(), " FROM memory WHERE person_id = $1 ORDER BY due, subject");
    RECALLS_OF_SOURCE = concat!("SELECT ", recall_columns!(), " FROM memory_recall WHERE source_id = $1 ORDER BY place");
    ADD_RECALL = concat!("INSERT INTO memory_recall (", recall_columns!(), ") VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (source_id, place) DO NOTHING");
}

/// What somebody remembers of a subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Memory {
    /// Who.
    pub person_id: Uuid,
    /// Key of what is remembered, as the domain writes it.
    pub subject: String,
    /// Stability, difficulty, reviews and lapses (JSON).
    pub schedule: String,
    /// Day it was last seen, in days since 1970-01-01.
    pub seen: i64,
    /// Day from which it comes back, in days since 1970-01-01.
    pub due: i64,
    /// When it was changed last, microseconds UTC.
    pub updated_at: i64,
}

fn read(row: &Row<'_>) -> Result<Memory> {
    Ok(Memory { person_id: row.get(0)?, subject: row.get(1)?, schedule: row.get(2)?, seen: row.get(3)?, due: row.get(4)?, updated_at: row.get(5)? })
}

fn values(memory: &Memory) -> [Value; 6] {
    [memory.person_id.into(), memory.subject.as_str().into(), memory.schedule.as_str().into(), memory.seen.into(), memory.due.into(), memory.updated_at.into()]
}

/// Keeps one.
pub async fn insert(tx: &mut Tx<'_>, memory: &Memory) -> Result<()> {
    tx.execute(INSERT, &values(memory)).await.map(drop)
}

/// Keeps one, in the place of what was remembered of the subject before.
pub async fn save(tx: &mut Tx<'_>, memory: &Memory) -> Result<()> {
    tx.execute(SAVE, &values(memory)).await.map(drop)
}

/// What somebody remembers of a subject.
pub async fn load(tx: &mut Tx<'_>, person: Uuid, subject: &str) -> Result<Option<Memory>> {
    tx.optional(ONE, &[person.into(), subject.into()], read).await
}

/// Everything that somebody remembers, what comes back first first.
pub async fn of_person(tx: &mut Tx<'_>, person: Uuid) -> Result<Vec<Memory>> {
    tx.all(OF_PERSON, &[person.into()], read).await
}

/// One time that something was remembered, or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recall {
    /// The run or round.
    pub source_id: Uuid,
    /// The card or subject in it, from 0.
    pub place: i64,
    /// Who.
    pub person_id: Uuid,
    /// Key of what was remembered.
    pub subject: String,
    /// The domain's word: again, hard, good, easy.
    pub grade: String,
    /// When, microseconds UTC.
    pub at: i64,
}

/// Adds one. `false` when its source has one at this place: then that one stays.
pub async fn add_recall(tx: &mut Tx<'_>, recall: &Recall) -> Result<bool> {
    let added = tx
        .execute(
            ADD_RECALL,
            &[
                recall.source_id.into(),
                recall.place.into(),
                recall.person_id.into(),
                recall.subject.as_str().into(),
                recall.grade.as_str().into(),
                recall.at.into(),
            ],
        )
        .await?;
    Ok(added == 1)
}

/// Everything that was remembered, or not, in a run or round, in order.
pub async fn recalls_of_source(tx: &mut Tx<'_>, source: Uuid) -> Result<Vec<Recall>> {
    let read = |row: &Row<'_>| {
        Ok(Recall { source_id: row.get(0)?, place: row.get(1)?, person_id: row.get(2)?, subject: row.get(3)?, grade: row.get(4)?, at: row.get(5)? })
    };
    tx.all(RECALLS_OF_SOURCE, &[source.into()], read).await
}
