//! Sessions: one compact state row each. The answers are the history, the state is where it led.

use crate::{Result, Row, Tx, Value};
use uuid::Uuid;

macro_rules! columns {
    () => {
        "id, person_id, kind, edition_id, seed, token_hash, seq, status, state, started_at, updated_at, finished_at"
    };
}
macro_rules! summary {
    () => {
        "id, person_id, kind, edition_id, seq, status, started_at, updated_at, finished_at"
    };
}

statements! {
    INSERT = concat!(
        "INSERT INTO session (", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"
    );
    LOAD = concat!("SELECT ", columns!(), " FROM session WHERE id = $1");
    BY_TOKEN = concat!("SELECT ", columns!(), " FROM session WHERE token_hash = $1");
    SAVE = "UPDATE session SET seq = $3, status = $4, state = $5, updated_at = $6, finished_at = $7 WHERE id = $1 AND seq = $2 AND finished_at IS NULL";
    LIST = concat!(
        "SELECT ", summary!(), " FROM session WHERE person_id = $1 AND (started_at, id) < ($2, $3)
         ORDER BY started_at DESC, id DESC LIMIT $4"
    );
    OPEN = concat!(
        "SELECT ", summary!(), " FROM session WHERE person_id = $1 AND finished_at IS NULL
         ORDER BY started_at DESC, id DESC"
    );
    DELETE = "DELETE FROM session WHERE id = $1";
}

/// A session. Times in microseconds UTC.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Version 7 UUID.
    pub id: Uuid,
    /// Whose; absent when only the token's holder is known.
    pub person_id: Option<Uuid>,
    /// What it is for: positioning, practice…
    pub kind: String,
    /// The frozen blueprint it began with.
    pub edition_id: Uuid,
    /// The seed of everything drawn in it.
    pub seed: i64,
    /// The hash of a token that opens this session alone, unique.
    pub token_hash: Option<Vec<u8>>,
    /// How many events made the state.
    pub seq: i64,
    /// The domain's word for where it stands.
    pub status: String,
    /// The compact state, opaque here.
    pub state: Vec<u8>,
    /// When it began.
    pub started_at: i64,
    /// When the state was last saved.
    pub updated_at: i64,
    /// When it ended; absent while open.
    pub finished_at: Option<i64>,
}

/// A session as a list shows it, without its state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionSummary {
    /// Version 7 UUID.
    pub id: Uuid,
    /// Whose.
    pub person_id: Option<Uuid>,
    /// What it is for.
    pub kind: String,
    /// The frozen blueprint it began with.
    pub edition_id: Uuid,
    /// How many events made the state.
    pub seq: i64,
    /// The domain's word for where it stands.
    pub status: String,
    /// When it began, microseconds UTC.
    pub started_at: i64,
    /// When the state was last saved, microseconds UTC.
    pub updated_at: i64,
    /// When it ended, microseconds UTC; absent while open.
    pub finished_at: Option<i64>,
}

/// What [`save_state`] writes, and the state it must find.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewState<'a> {
    /// The session.
    pub id: Uuid,
    /// The `seq` of the state from which this one was computed.
    pub expected_seq: i64,
    /// The `seq` of this one.
    pub new_seq: i64,
    /// The domain's word for where the session stands now.
    pub status: &'a str,
    /// The state, opaque here.
    pub state: &'a [u8],
    /// Microseconds UTC.
    pub updated_at: i64,
    /// Microseconds UTC, once it has ended.
    pub finished_at: Option<i64>,
}

pub(crate) fn read(row: &Row<'_>) -> Result<Session> {
    Ok(Session {
        id: row.get(0)?,
        person_id: row.get(1)?,
        kind: row.get(2)?,
        edition_id: row.get(3)?,
        seed: row.get(4)?,
        token_hash: row.get(5)?,
        seq: row.get(6)?,
        status: row.get(7)?,
        state: row.get(8)?,
        started_at: row.get(9)?,
        updated_at: row.get(10)?,
        finished_at: row.get(11)?,
    })
}

fn read_summary(row: &Row<'_>) -> Result<SessionSummary> {
    Ok(SessionSummary {
        id: row.get(0)?,
        person_id: row.get(1)?,
        kind: row.get(2)?,
        edition_id: row.get(3)?,
        seq: row.get(4)?,
        status: row.get(5)?,
        started_at: row.get(6)?,
        updated_at: row.get(7)?,
        finished_at: row.get(8)?,
    })
}

/// Begins a session. `Conflict` when its edition or its person does not exist.
pub async fn insert(tx: &mut Tx<'_>, session: &Session) -> Result<()> {
    tx.execute(INSERT, &values(session)).await.map(drop)
}

/// [`insert`] for many at once. Returns how many.
pub async fn insert_all(tx: &mut Tx<'_>, sessions: &[Session]) -> Result<u64> {
    tx.load(INSERT, sessions.iter().map(values)).await
}

fn values(session: &Session) -> [Value; 12] {
    [
        session.id.into(),
        session.person_id.into(),
        session.kind.as_str().into(),
        session.edition_id.into(),
        session.seed.into(),
        session.token_hash.as_deref().into(),
        session.seq.into(),
        session.status.as_str().into(),
        session.state.as_slice().into(),
        session.started_at.into(),
        session.updated_at.into(),
        session.finished_at.into(),
    ]
}

/// The session with this identifier.
pub async fn load(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<Session>> {
    tx.optional(LOAD, &[id.into()], read).await
}

/// The session this token opens.
pub async fn by_token_hash(tx: &mut Tx<'_>, token_hash: &[u8]) -> Result<Option<Session>> {
    tx.optional(BY_TOKEN, &[token_hash.into()], read).await
}

/// Saves a state computed from the one numbered `expected_seq`. `false` when the session is gone or
/// has moved on meanwhile: then nothing is written, and the caller must give up its transaction
/// (return an error) or it would commit events that belong to no state.
pub async fn save_state(tx: &mut Tx<'_>, new: &NewState<'_>) -> Result<bool> {
    let args = [new.id.into(), new.expected_seq.into(), new.new_seq.into(), new.status.into(), new.state.into(), new.updated_at.into(), new.finished_at.into()];
    Ok(tx.execute(SAVE, &args).await? == 1)
}

/// At most `limit` sessions of a person, newest first. `before` is the `(started_at, id)` of the
/// last one of the page before; `None` for the first page.
pub async fn list_of_person(tx: &mut Tx<'_>, person: Uuid, before: Option<(i64, Uuid)>, limit: i64) -> Result<Vec<SessionSummary>> {
    let (at, id) = before.unwrap_or((i64::MAX, Uuid::max()));
    let args = [person.into(), at.into(), id.into(), limit.into()];
    tx.all(LIST, &args, read_summary).await
}

/// The sessions a person has not finished, newest first.
pub async fn open_of_person(tx: &mut Tx<'_>, person: Uuid) -> Result<Vec<SessionSummary>> {
    tx.all(OPEN, &[person.into()], read_summary).await
}

/// Deletes a session with its answers, result and shares. Says whether it existed.
pub async fn delete(tx: &mut Tx<'_>, id: Uuid) -> Result<bool> {
    Ok(tx.execute(DELETE, &[id.into()]).await? == 1)
}
