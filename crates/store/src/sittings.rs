//! Sittings: one candidate at an exam, and what happened meanwhile.

use crate::candidates::Candidate;
use crate::sessions::{self, Session};
use crate::{Result, Row, Tx, Value};
use uuid::Uuid;

macro_rules! columns {
    () => {
        "sitting.id, sitting.exam_id, sitting.candidate_id, sitting.session_id, sitting.number, sitting.status, sitting.device_hash, sitting.device, sitting.next_device_hash, sitting.next_device, sitting.next_asked_at, sitting.revision, sitting.created_at, sitting.started_at, sitting.ends_at, sitting.ended_at, sitting.ending, sitting.seen_at, sitting.away_since"
    };
}

macro_rules! event_columns {
    () => {
        "id, sitting_id, kind, detail, invigilator_id, at"
    };
}

statements! {
    INSERT = "INSERT INTO sitting (id, exam_id, candidate_id, session_id, number, status, device_hash, device, next_device_hash, next_device, next_asked_at,
        revision, created_at, started_at, ends_at, ended_at, ending, seen_at, away_since)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)";
    BY_ID = concat!("SELECT ", columns!(), " FROM sitting WHERE id = $1");
    BY_DEVICE = concat!("SELECT ", columns!(), " FROM sitting WHERE device_hash = $1");
    BY_NEXT_DEVICE = concat!("SELECT ", columns!(), " FROM sitting WHERE next_device_hash = $1");
    OF_SESSION = concat!("SELECT ", columns!(), " FROM sitting WHERE session_id = $1");
    OF_EXAM = concat!("SELECT ", columns!(), " FROM sitting WHERE exam_id = $1 ORDER BY number");
    OF_CANDIDATE = concat!("SELECT ", columns!(), " FROM sitting WHERE candidate_id = $1 ORDER BY created_at, id");
    LIVE = concat!("SELECT ", columns!(), " FROM sitting WHERE candidate_id = $1 AND status <> 'void'");
    DUE = concat!("SELECT ", columns!(), " FROM sitting WHERE status = 'running' AND ends_at IS NOT NULL AND ends_at <= $1 ORDER BY ends_at LIMIT $2");
    SESSIONS = "SELECT session.id, session.person_id, session.kind, session.edition_id, session.seed, session.token_hash, session.seq, session.status, session.state,
        session.started_at, session.updated_at, session.finished_at
        FROM sitting JOIN session ON session.id = sitting.session_id WHERE sitting.exam_id = $1 ORDER BY sitting.number";
    // the browser of somebody whom nobody let in yet may be any that has the code
    REPLACE = "UPDATE sitting SET device_hash = $2, device = $3, seen_at = $4, revision = revision + 1 WHERE id = $1 AND status = 'waiting'";
    ASK = "UPDATE sitting SET next_device_hash = $2, next_device = $3, next_asked_at = $4, revision = revision + 1
        WHERE id = $1 AND status IN ('waiting', 'running', 'paused')";
    MOVE = "UPDATE sitting SET device_hash = next_device_hash, device = COALESCE(next_device, device), next_device_hash = NULL, next_device = NULL, next_asked_at = NULL,
        seen_at = $2, away_since = NULL, revision = revision + 1 WHERE id = $1 AND next_device_hash IS NOT NULL AND status IN ('waiting', 'running', 'paused')";
    REFUSE = "UPDATE sitting SET next_device_hash = NULL, next_device = NULL, next_asked_at = NULL, revision = revision + 1 WHERE id = $1 AND next_device_hash IS NOT NULL";
    BEGIN = "UPDATE sitting SET status = 'running', session_id = $2, started_at = $3, ends_at = $4, seen_at = $3, revision = revision + 1
        WHERE id = $1 AND status = 'waiting' AND session_id IS NULL";
    CLOCK = "UPDATE sitting SET status = $3, ends_at = $4, revision = revision + 1 WHERE id = $1 AND revision = $2 AND status IN ('running', 'paused')";
    END = "UPDATE sitting SET status = $3, ends_at = NULL, ended_at = $4, ending = $5, away_since = NULL, next_device_hash = NULL, next_device = NULL,
        next_asked_at = NULL, revision = revision + 1 WHERE id = $1 AND revision = $2 AND status IN ('running', 'paused')";
    NEVER_BEGUN = "UPDATE sitting SET status = 'void', ended_at = $2, next_device_hash = NULL, next_device = NULL, next_asked_at = NULL, revision = revision + 1
        WHERE exam_id = $1 AND status = 'waiting'";
    SEEN = "UPDATE sitting SET seen_at = $2 WHERE id = $1 AND (seen_at IS NULL OR seen_at < $3)";
    LEFT = "UPDATE sitting SET away_since = $2, seen_at = $2 WHERE id = $1 AND away_since IS NULL AND status = 'running'";
    RETURNED = "UPDATE sitting SET away_since = NULL, seen_at = $2 WHERE id = $1 AND away_since IS NOT NULL";
    // of the same person: by account, or by the name and birth date with which they were enrolled
    MET_BY_PERSON = "SELECT DISTINCT answer.item_id FROM candidate JOIN sitting ON sitting.candidate_id = candidate.id
        JOIN answer ON answer.session_id = sitting.session_id
        WHERE candidate.person_id = $1 AND sitting.started_at >= $2 ORDER BY answer.item_id";
    MET_BY_NAME = "SELECT DISTINCT answer.item_id FROM candidate JOIN sitting ON sitting.candidate_id = candidate.id
        JOIN answer ON answer.session_id = sitting.session_id
        WHERE candidate.sort_name = $1 AND candidate.birth_date = $2 AND sitting.started_at >= $3 ORDER BY answer.item_id";
    INSERT_EVENT = concat!("INSERT INTO sitting_event (", event_columns!(), ") VALUES ($1, $2, $3, $4, $5, $6)");
    EVENTS = concat!("SELECT ", event_columns!(), " FROM sitting_event WHERE sitting_id = $1 ORDER BY at, id");
    EVENTS_OF_EXAM = "SELECT sitting_event.id, sitting_event.sitting_id, sitting_event.kind, sitting_event.detail, sitting_event.invigilator_id, sitting_event.at
        FROM sitting JOIN sitting_event ON sitting_event.sitting_id = sitting.id WHERE sitting.exam_id = $1 ORDER BY sitting_event.at, sitting_event.id";
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
    /// Digest of the token of another browser that asks to go on.
    pub next_device_hash: Option<Vec<u8>>,
    /// What browser that is, in words.
    pub next_device: Option<String>,
    /// Since when it asks, microseconds UTC.
    pub next_asked_at: Option<i64>,
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

impl Sitting {
    /// That of a candidate, in which nothing has happened yet.
    #[must_use]
    pub fn blank(id: Uuid, candidate: &Candidate, now: i64) -> Self {
        Self {
            id,
            exam_id: candidate.exam_id,
            candidate_id: candidate.id,
            session_id: None,
            number: 0,
            status: String::new(),
            device_hash: None,
            device: String::new(),
            next_device_hash: None,
            next_device: None,
            next_asked_at: None,
            revision: 1,
            created_at: now,
            started_at: None,
            ends_at: None,
            ended_at: None,
            ending: None,
            seen_at: None,
            away_since: None,
        }
    }
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
        next_device_hash: row.get(8)?,
        next_device: row.get(9)?,
        next_asked_at: row.get(10)?,
        revision: row.get(11)?,
        created_at: row.get(12)?,
        started_at: row.get(13)?,
        ends_at: row.get(14)?,
        ended_at: row.get(15)?,
        ending: row.get(16)?,
        seen_at: row.get(17)?,
        away_since: row.get(18)?,
    })
}

fn values(sitting: &Sitting) -> [Value; 19] {
    [
        sitting.id.into(),
        sitting.exam_id.into(),
        sitting.candidate_id.into(),
        sitting.session_id.into(),
        sitting.number.into(),
        sitting.status.as_str().into(),
        sitting.device_hash.as_deref().into(),
        sitting.device.as_str().into(),
        sitting.next_device_hash.as_deref().into(),
        sitting.next_device.as_deref().into(),
        sitting.next_asked_at.into(),
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

/// The one that goes on in the browser of this token.
pub async fn by_device(tx: &mut Tx<'_>, device_hash: &[u8]) -> Result<Option<Sitting>> {
    tx.optional(BY_DEVICE, &[device_hash.into()], read).await
}

/// The one in which the browser of this token asks to go on.
pub async fn by_next_device(tx: &mut Tx<'_>, device_hash: &[u8]) -> Result<Option<Sitting>> {
    tx.optional(BY_NEXT_DEVICE, &[device_hash.into()], read).await
}

/// The one of this session.
pub async fn of_session(tx: &mut Tx<'_>, session: Uuid) -> Result<Option<Sitting>> {
    tx.optional(OF_SESSION, &[session.into()], read).await
}

/// Those of an exam, by number.
pub async fn of_exam(tx: &mut Tx<'_>, exam: Uuid) -> Result<Vec<Sitting>> {
    tx.all(OF_EXAM, &[exam.into()], read).await
}

/// Those of a candidate, the first one first.
pub async fn of_candidate(tx: &mut Tx<'_>, candidate: Uuid) -> Result<Vec<Sitting>> {
    tx.all(OF_CANDIDATE, &[candidate.into()], read).await
}

/// The one of a candidate that counts, if any.
pub async fn live_of_candidate(tx: &mut Tx<'_>, candidate: Uuid) -> Result<Option<Sitting>> {
    tx.optional(LIVE, &[candidate.into()], read).await
}

/// Those whose time was over by this moment, the first one first.
pub async fn due(tx: &mut Tx<'_>, by: i64, at_most: i64) -> Result<Vec<Sitting>> {
    tx.all(DUE, &[by.into(), at_most.into()], read).await
}

/// The sessions of an exam's sittings, in their order.
pub async fn sessions_of_exam(tx: &mut Tx<'_>, exam: Uuid) -> Result<Vec<Session>> {
    tx.all(SESSIONS, &[exam.into()], sessions::read).await
}

/// Another browser before anybody was let in. `false` when it has begun meanwhile.
pub async fn replace_device(tx: &mut Tx<'_>, id: Uuid, device_hash: &[u8], device: &str, now: i64) -> Result<bool> {
    Ok(tx.execute(REPLACE, &[id.into(), device_hash.into(), device.into(), now.into()]).await? == 1)
}

/// Another browser asks to go on. `false` when the sitting is over.
pub async fn ask_device(tx: &mut Tx<'_>, id: Uuid, device_hash: &[u8], device: &str, now: i64) -> Result<bool> {
    Ok(tx.execute(ASK, &[id.into(), device_hash.into(), device.into(), now.into()]).await? == 1)
}

/// The browser that asks is the one. `false` when none asks.
pub async fn move_device(tx: &mut Tx<'_>, id: Uuid, now: i64) -> Result<bool> {
    Ok(tx.execute(MOVE, &[id.into(), now.into()]).await? == 1)
}

/// The browser that asks may not. `false` when none asks.
pub async fn refuse_device(tx: &mut Tx<'_>, id: Uuid) -> Result<bool> {
    Ok(tx.execute(REFUSE, &[id.into()]).await? == 1)
}

/// Its first question was put. `false` when it had begun.
pub async fn begin(tx: &mut Tx<'_>, id: Uuid, session: Uuid, now: i64, ends_at: Option<i64>) -> Result<bool> {
    Ok(tx.execute(BEGIN, &[id.into(), session.into(), now.into(), ends_at.into()]).await? == 1)
}

/// Where it stands and until when, computed from the row of that revision. `false` when that has changed.
pub async fn set_clock(tx: &mut Tx<'_>, id: Uuid, revision: i64, status: &str, ends_at: Option<i64>) -> Result<bool> {
    Ok(tx.execute(CLOCK, &[id.into(), revision.into(), status.into(), ends_at.into()]).await? == 1)
}

/// It is over: `ended` or `void`, when and why, computed from the row of that revision. `false` when that has changed.
pub async fn end(tx: &mut Tx<'_>, id: Uuid, revision: i64, status: &str, ended_at: i64, ending: &str) -> Result<bool> {
    Ok(tx.execute(END, &[id.into(), revision.into(), status.into(), ended_at.into(), ending.into()]).await? == 1)
}

/// Those of an exam that never began are void. Returns how many.
pub async fn void_waiting(tx: &mut Tx<'_>, exam: Uuid, now: i64) -> Result<u64> {
    tx.execute(NEVER_BEGUN, &[exam.into(), now.into()]).await
}

/// Its browser was heard of; written only when that was last noted before `stale`.
pub async fn seen(tx: &mut Tx<'_>, id: Uuid, now: i64, stale: i64) -> Result<()> {
    tx.execute(SEEN, &[id.into(), now.into(), stale.into()]).await.map(drop)
}

/// Its page is not in front any more. `false` when that is known, or nothing is under way.
pub async fn left(tx: &mut Tx<'_>, id: Uuid, now: i64) -> Result<bool> {
    Ok(tx.execute(LEFT, &[id.into(), now.into()]).await? == 1)
}

/// Its page is in front again. `false` when it was.
pub async fn returned(tx: &mut Tx<'_>, id: Uuid, now: i64) -> Result<bool> {
    Ok(tx.execute(RETURNED, &[id.into(), now.into()]).await? == 1)
}

/// Items that a person met in exams since a time, each once.
pub async fn met_by_person(tx: &mut Tx<'_>, person: Uuid, since: i64) -> Result<Vec<String>> {
    tx.all(MET_BY_PERSON, &[person.into(), since.into()], |row| row.get(0)).await
}

/// Items that somebody of this name and birth date met in exams since a time, each once.
pub async fn met_by_name(tx: &mut Tx<'_>, sort_name: &str, birth_date: &str, since: i64) -> Result<Vec<String>> {
    tx.all(MET_BY_NAME, &[sort_name.into(), birth_date.into(), since.into()], |row| row.get(0)).await
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

fn read_event(row: &Row<'_>) -> Result<Event> {
    Ok(Event { id: row.get(0)?, sitting_id: row.get(1)?, kind: row.get(2)?, detail: row.get(3)?, invigilator_id: row.get(4)?, at: row.get(5)? })
}

/// What happened during a sitting, oldest first.
pub async fn events(tx: &mut Tx<'_>, sitting: Uuid) -> Result<Vec<Event>> {
    tx.all(EVENTS, &[sitting.into()], read_event).await
}

/// What happened during an exam, oldest first.
pub async fn events_of_exam(tx: &mut Tx<'_>, exam: Uuid) -> Result<Vec<Event>> {
    tx.all(EVENTS_OF_EXAM, &[exam.into()], read_event).await
}
