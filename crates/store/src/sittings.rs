//! Sittings: one candidate at an exam, and what happened meanwhile.

use crate::{Result, Row, Tx, Value};
use uuid::Uuid;

macro_rules! columns {
    () => {
        "id, exam_id, candidate_id, session_id, number, status, device_hash, device, revision, created_at, started_at, ends_at, ended_at, ending, seen_at, away_since"
    };
}

macro_rules! event_columns {
    () => {
        "id, sitting_id, kind, detail, invigilator_id, at"
    };
}

statements! {
    INSERT = concat!("INSERT INTO sitting (", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)");
    BY_ID = concat!("SELECT ", columns!(), " FROM sitting WHERE id = $1");
    INSERT_EVENT = concat!("INSERT INTO sitting_event (", event_columns!(), ") VALUES ($1, $2, $3, $4, $5, $6)");
}

/// One candidate at an exam.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sitting {
    /// Version 7 UUID.
    pub id: Uuid,
    /// The exam.
    pub exam_id: Uuid,
    /// The candidate.
    pub candidate_id: Uuid,
    /// Questions and answers, once it began.
    pub session_id: Option<Uuid>,
    /// By which the jury knows it, from 1 in each exam, in an order of chance.
    pub number: i64,
    /// The domain's word: waiting, running, paused, ended, void.
    pub status: String,
    /// Digest of the token of the one browser that may go on.
    pub device_hash: Option<Vec<u8>>,
    /// What browser that is, in words.
    pub device: String,
    /// Rises with each change.
    pub revision: i64,
    /// When it was made, microseconds UTC.
    pub created_at: i64,
    /// When the first question was put, microseconds UTC.
    pub started_at: Option<i64>,
    /// When its time is over as things are, microseconds UTC; none while the clock stands still.
    pub ends_at: Option<i64>,
    /// When it ended, microseconds UTC.
    pub ended_at: Option<i64>,
    /// Why: complete, time, candidate, invigilator, technical.
    pub ending: Option<String>,
    /// When its browser was heard of last, microseconds UTC.
    pub seen_at: Option<i64>,
    /// Since when the page is not in front, microseconds UTC.
    pub away_since: Option<i64>,
}

fn read(row: &Row<'_>) -> Result<Sitting> {
    Ok(Sitting {
        id: row.get(0)?,
        exam_id: row.get(1)?,
        candidate_id: row.get(2)?,
        session_id: row.get(3)?,
        number: row.get(4)?,
        status: row.get(5)?,
        device_hash: row.get(6)?,
        device: row.get(7)?,
        revision: row.get(8)?,
        created_at: row.get(9)?,
        started_at: row.get(10)?,
        ends_at: row.get(11)?,
        ended_at: row.get(12)?,
        ending: row.get(13)?,
        seen_at: row.get(14)?,
        away_since: row.get(15)?,
    })
}

fn values(sitting: &Sitting) -> [Value; 16] {
    [
        sitting.id.into(),
        sitting.exam_id.into(),
        sitting.candidate_id.into(),
        sitting.session_id.into(),
        sitting.number.into(),
        sitting.status.as_str().into(),
        sitting.device_hash.as_deref().into(),
        sitting.device.as_str().into(),
        sitting.revision.into(),
        sitting.created_at.into(),
        sitting.started_at.into(),
        sitting.ends_at.into(),
        sitting.ended_at.into(),
        sitting.ending.as_deref().into(),
        sitting.seen_at.into(),
        sitting.away_since.into(),
    ]
}

/// Keeps one.
pub async fn insert(tx: &mut Tx<'_>, sitting: &Sitting) -> Result<()> {
    tx.execute(INSERT, &values(sitting)).await.map(drop)
}

/// The one of this name.
pub async fn load(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<Sitting>> {
    tx.optional(BY_ID, &[id.into()], read).await
}

/// Something that happened during a sitting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Version 7 UUID.
    pub id: Uuid,
    /// The sitting.
    pub sitting_id: Uuid,
    /// The domain's word: admitted, began, left, returned, paused, resumed, extended, moved, alerted, frozen, ended…
    pub kind: String,
    /// What is to be known besides (JSON).
    pub detail: String,
    /// Who did it, where it was an invigilator.
    pub invigilator_id: Option<Uuid>,
    /// When, microseconds UTC.
    pub at: i64,
}

/// Adds one.
pub async fn insert_event(tx: &mut Tx<'_>, event: &Event) -> Result<()> {
    tx.execute(
        INSERT_EVENT,
        &[event.id.into(), event.sitting_id.into(), event.kind.as_str().into(), event.detail.as_str().into(), event.invigilator_id.into(), event.at.into()],
    )
    .await
    .map(drop)
}
