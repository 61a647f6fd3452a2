//! Rounds of practice.

use crate::{Result, Row, Tx, Value};
use uuid::Uuid;

macro_rules! columns {
    () => {
        "id, person_id, subjects, place, seed, started_at, finished_at"
    };
}

statements! {
    INSERT = concat!("INSERT INTO practice_round (", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7)");
    OPEN_OF = concat!("SELECT ", columns!(), " FROM practice_round WHERE person_id = $1 AND finished_at IS NULL");
    ADVANCE = "UPDATE practice_round SET place = $3, finished_at = $4 WHERE id = $1 AND person_id = $2 AND place < $3 AND finished_at IS NULL";
    BY_ID = concat!("SELECT ", columns!(), " FROM practice_round WHERE id = $1");
}

/// Two minutes of practice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PracticeRound {
    /// Version 7 UUID.
    pub id: Uuid,
    /// Who.
    pub person_id: Uuid,
    /// Keys of what was drawn, in order (JSON).
    pub subjects: String,
    /// The one they are at, from 0.
    pub place: i64,
    /// Decides the order in which options are shown.
    pub seed: i64,
    /// When it was drawn, microseconds UTC.
    pub started_at: i64,
    /// When the last was done, microseconds UTC.
    pub finished_at: Option<i64>,
}

fn read(row: &Row<'_>) -> Result<PracticeRound> {
    Ok(PracticeRound {
        id: row.get(0)?,
        person_id: row.get(1)?,
        subjects: row.get(2)?,
        place: row.get(3)?,
        seed: row.get(4)?,
        started_at: row.get(5)?,
        finished_at: row.get(6)?,
    })
}

fn values(practice_round: &PracticeRound) -> [Value; 7] {
    [
        practice_round.id.into(),
        practice_round.person_id.into(),
        practice_round.subjects.as_str().into(),
        practice_round.place.into(),
        practice_round.seed.into(),
        practice_round.started_at.into(),
        practice_round.finished_at.into(),
    ]
}

/// Keeps one.
pub async fn insert(tx: &mut Tx<'_>, practice_round: &PracticeRound) -> Result<()> {
    tx.execute(INSERT, &values(practice_round)).await.map(drop)
}

/// The one that somebody has begun and not ended: one at the most.
pub async fn open_of(tx: &mut Tx<'_>, person: Uuid) -> Result<Option<PracticeRound>> {
    tx.optional(OPEN_OF, &[person.into()], read).await
}

/// Goes on to a place further on, and ends it where that is the end. `false` when it was there already.
pub async fn advance(tx: &mut Tx<'_>, id: Uuid, person: Uuid, place: i64, finished_at: Option<i64>) -> Result<bool> {
    Ok(tx.execute(ADVANCE, &[id.into(), person.into(), place.into(), finished_at.into()]).await? == 1)
}

/// The one of this name.
pub async fn load(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<PracticeRound>> {
    tx.optional(BY_ID, &[id.into()], read).await
}
