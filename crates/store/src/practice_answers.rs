//! Answers given while learning: added to, never changed, in no measure that counts.

use crate::{Result, Row, Tx, Value};
use uuid::Uuid;

macro_rules! columns {
    () => {
        "source_id, place, person_id, source, item_id, parameters, shown, response, won, points, met, at"
    };
}

statements! {
    // the first answer at a place is the one that is kept: a second click, another tab, a retry add nothing
    INSERT = concat!(
        "INSERT INTO practice_answer (", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
         ON CONFLICT (source_id, place) DO NOTHING"
    );
    AT = concat!("SELECT ", columns!(), " FROM practice_answer WHERE source_id = $1 AND place = $2");
    OF_SOURCE = concat!("SELECT ", columns!(), " FROM practice_answer WHERE source_id = $1 ORDER BY place");
    TIMES_MET = "SELECT (SELECT COUNT(*) FROM practice_answer WHERE person_id = $1 AND item_id = $2)
         + (SELECT COUNT(*) FROM answer JOIN session ON session.id = answer.session_id WHERE session.person_id = $1 AND answer.item_id = $2)";
    OF_PERSON = concat!("SELECT ", columns!(), " FROM practice_answer WHERE person_id = $1 ORDER BY at, source_id, place");
}

/// An answer given while learning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PracticeAnswer {
    /// The run, round or claim.
    pub source_id: Uuid,
    /// The step, subject or question in it, from 0.
    pub place: i64,
    /// Who.
    pub person_id: Uuid,
    /// What it was answered in: module, practice, claim.
    pub source: String,
    /// Name of the item.
    pub item_id: String,
    /// Those of the item then (JSON, as editions keep them), with its domain.
    pub parameters: String,
    /// In which order its lists were shown (JSON).
    pub shown: String,
    /// What came back (JSON).
    pub response: String,
    /// Points it was worth.
    pub won: i64,
    /// Points it could be worth.
    pub points: i64,
    /// How often the person had met the item before.
    pub met: i64,
    /// When it was answered, microseconds UTC.
    pub at: i64,
}

fn read(row: &Row<'_>) -> Result<PracticeAnswer> {
    Ok(PracticeAnswer {
        source_id: row.get(0)?,
        place: row.get(1)?,
        person_id: row.get(2)?,
        source: row.get(3)?,
        item_id: row.get(4)?,
        parameters: row.get(5)?,
        shown: row.get(6)?,
        response: row.get(7)?,
        won: row.get(8)?,
        points: row.get(9)?,
        met: row.get(10)?,
        at: row.get(11)?,
    })
}

fn values(practice_answer: &PracticeAnswer) -> [Value; 12] {
    [
        practice_answer.source_id.into(),
        practice_answer.place.into(),
        practice_answer.person_id.into(),
        practice_answer.source.as_str().into(),
        practice_answer.item_id.as_str().into(),
        practice_answer.parameters.as_str().into(),
        practice_answer.shown.as_str().into(),
        practice_answer.response.as_str().into(),
        practice_answer.won.into(),
        practice_answer.points.into(),
        practice_answer.met.into(),
        practice_answer.at.into(),
    ]
}

/// Keeps one, unless that place of its source has its answer. Says whether it was the first.
pub async fn insert(tx: &mut Tx<'_>, practice_answer: &PracticeAnswer) -> Result<bool> {
    Ok(tx.execute(INSERT, &values(practice_answer)).await? == 1)
}

/// The answer at a place of a run, round or claim.
pub async fn at(tx: &mut Tx<'_>, source: Uuid, place: i64) -> Result<Option<PracticeAnswer>> {
    tx.optional(AT, &[source.into(), place.into()], read).await
}

/// Every answer of a run, round or claim, in order.
pub async fn of_source(tx: &mut Tx<'_>, source: Uuid) -> Result<Vec<PracticeAnswer>> {
    tx.all(OF_SOURCE, &[source.into()], read).await
}

/// How often somebody met an item so far, in whatever they did.
pub async fn times_met(tx: &mut Tx<'_>, person: Uuid, item: &str) -> Result<i64> {
    tx.one(TIMES_MET, &[person.into(), item.into()], |row| row.get(0)).await
}

/// All of somebody, oldest first.
pub async fn of_person(tx: &mut Tx<'_>, person: Uuid) -> Result<Vec<PracticeAnswer>> {
    tx.all(OF_PERSON, &[person.into()], read).await
}
