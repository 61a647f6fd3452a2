//! What the archive asks of the database, and the one place where answers go without their session: once their month is in the archive
//! and was read back from it.

use crate::answers::{self, Answer};
use crate::{Result, StoreError, Tx};
use uuid::Uuid;

statements! {
    OLDEST_EDITION = "SELECT id FROM edition ORDER BY created_at, id LIMIT 1";
    FIRST_END = "SELECT MIN(finished_at) FROM session";
    ENDED = "SELECT id FROM session WHERE finished_at >= $1 AND finished_at < $2 ORDER BY id";
    ANSWERS = concat!(
        "SELECT ", crate::answers::columns!(), " FROM answer WHERE session_id IN
            (SELECT id FROM session WHERE id > $1 AND id <= $2 AND finished_at >= $3 AND finished_at < $4)
         ORDER BY session_id, seq"
    );
    KNOWN = "SELECT id FROM session WHERE id >= $1 AND id <= $2 ORDER BY id LIMIT $3";
    COUNT = "SELECT COUNT(*) FROM answer WHERE session_id = $1";
    DELETE = "DELETE FROM answer WHERE session_id = $1 AND session_id IN (SELECT id FROM session WHERE id = $1 AND finished_at < $2)";
}

/// A time from which on, and before which, sessions ended; microseconds UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// From this moment.
    pub from: i64,
    /// To just before this one.
    pub before: i64,
}

/// What tells this database from any other: the name of its first edition, drawn when it was made and kept for as long as it is.
pub async fn identity(tx: &mut Tx<'_>) -> Result<Option<Uuid>> {
    tx.optional(OLDEST_EDITION, &[], |row| row.get(0)).await
}

/// When the first session ended. Reads every session.
pub async fn first_end(tx: &mut Tx<'_>) -> Result<Option<i64>> {
    tx.one(FIRST_END, &[], |row| row.get(0)).await
}

/// Every session that ended within a span, in the order of their names: sixteen bytes each. Reads every session, so it is asked once.
pub async fn ended(tx: &mut Tx<'_>, span: Span) -> Result<Vec<Uuid>> {
    tx.all(ENDED, &[span.from.into(), span.before.into()], |row| row.get(0)).await
}

/// The answers of the sessions named after the first and up to the last that ended within a span, session by session.
pub async fn answers_of(tx: &mut Tx<'_>, after: Uuid, last: Uuid, span: Span) -> Result<Vec<Answer>> {
    tx.all(ANSWERS, &[after.into(), last.into(), span.from.into(), span.before.into()], answers::read).await
}

/// At most `limit` sessions from the first to the last, both included, in the order of their names.
pub async fn known(tx: &mut Tx<'_>, first: Uuid, last: Uuid, limit: i64) -> Result<Vec<Uuid>> {
    tx.all(KNOWN, &[first.into(), last.into(), limit.into()], |row| row.get(0)).await
}

/// How many answers of a session the log holds.
pub async fn count(tx: &mut Tx<'_>, session: Uuid) -> Result<i64> {
    tx.one(COUNT, &[session.into()], |row| row.get(0)).await
}

/// Deletes the answers of a session that ended before a time, of which there must be as many as the archive has, or none any more.
/// Returns how many went.
///
/// # Errors
/// `Conflict` on `answer(session_id)` when there is another number of them: the caller's transaction is undone, and nothing went.
pub async fn delete_answers(tx: &mut Tx<'_>, session: Uuid, ended_before: i64, archived: u64) -> Result<u64> {
    let went = tx.execute(DELETE, &[session.into(), ended_before.into()]).await?;
    if went != 0 && went != archived {
        return Err(StoreError::Conflict { what: "answer(session_id)".into() });
    }
    Ok(went)
}
