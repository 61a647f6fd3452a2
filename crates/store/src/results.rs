//! Results: what a finished session says, one each.

use crate::{Result, Row, Tx, Value};
use uuid::Uuid;

statements! {
    INSERT = "INSERT INTO result (session_id, body, at) VALUES ($1, $2, $3)";
    OF_SESSION = "SELECT session_id, body, at FROM result WHERE session_id = $1";
    LIST = "SELECT result.session_id, result.body, result.at FROM result
        JOIN session ON session.id = result.session_id
        WHERE session.person_id = $1 ORDER BY result.at DESC, result.session_id DESC";
}

/// The result of a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionResult {
    /// The session.
    pub session_id: Uuid,
    /// JSON.
    pub body: String,
    /// Microseconds UTC.
    pub at: i64,
}

fn read(row: &Row<'_>) -> Result<SessionResult> {
    Ok(SessionResult { session_id: row.get(0)?, body: row.get(1)?, at: row.get(2)? })
}

/// Keeps a result. `Conflict` when the session has one, or does not exist.
pub async fn insert(tx: &mut Tx<'_>, result: &SessionResult) -> Result<()> {
    tx.execute(INSERT, &values(result)).await.map(drop)
}

/// [`insert`] for many at once. Returns how many.
pub async fn insert_all(tx: &mut Tx<'_>, results: &[SessionResult]) -> Result<u64> {
    tx.load(INSERT, results.iter().map(values)).await
}

fn values(result: &SessionResult) -> [Value; 3] {
    [result.session_id.into(), result.body.as_str().into(), result.at.into()]
}

/// The result of a session.
pub async fn of_session(tx: &mut Tx<'_>, session: Uuid) -> Result<Option<SessionResult>> {
    tx.optional(OF_SESSION, &[session.into()], read).await
}

/// Every result of a person, newest first.
pub async fn list_of_person(tx: &mut Tx<'_>, person: Uuid) -> Result<Vec<SessionResult>> {
    tx.all(LIST, &[person.into()], read).await
}
