//! The pair that is written for every answer: its line in the log and the state it leads to, with the result when it is the last.
//!
//! [`Store::record`](crate::Store::record) takes it, so that many of them are committed together.

use crate::answers::{self, Answer};
use crate::participations;
use crate::results::{self, SessionResult};
use crate::sessions::{self, NewState};
use crate::{Result, StoreError, Tx};

/// An answer and what it makes of its session. The state is dated, and the session ends, at the time of the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recording {
    /// The answer.
    pub answer: Answer,
    /// The `seq` of the state from which the new one was computed.
    pub expected_seq: i64,
    /// The `seq` of the new one.
    pub new_seq: i64,
    /// The domain's word for where the session stands now.
    pub status: String,
    /// The state, opaque here.
    pub state: Vec<u8>,
    /// The result, JSON, when the session ends with this answer.
    pub result: Option<String>,
}

impl Recording {
    /// Refuses what one of the engines would, before anybody else is in the same boat.
    pub(crate) fn check(&self) -> Result<()> {
        let Answer { item_id, parameters, shown, response, idempotency_key, .. } = &self.answer;
        let texts = [item_id, parameters, shown, &self.status].into_iter().chain(response).chain(idempotency_key).chain(&self.result);
        if texts.into_iter().any(|text| text.as_bytes().contains(&0)) { Err(StoreError::other("a text with the character NUL")) } else { Ok(()) }
    }
}

/// Writes one in a transaction of the caller's.
pub(crate) async fn write(tx: &mut Tx<'_>, recording: &Recording) -> Result<()> {
    let Recording { answer, expected_seq, new_seq, status, state, result } = recording;
    let id = answer.session_id;
    let finished_at = result.as_ref().map(|_| answer.at);
    let new = NewState { id, expected_seq: *expected_seq, new_seq: *new_seq, status, state, updated_at: answer.at, finished_at };
    if !sessions::save_state(tx, &new).await? {
        return Err(StoreError::Conflict { what: "session(seq)".into() });
    }
    answers::append(tx, answer).await?;
    if let Some(body) = result {
        results::insert(tx, &SessionResult { session_id: id, body: body.clone(), at: answer.at }).await?;
        participations::finish(tx, id, answer.at).await?;
    }
    Ok(())
}

/// A held session whose answer was not logged: its place was free, so it is the key.
pub(crate) fn key_taken() -> StoreError {
    StoreError::Conflict { what: "answer(session_id, idempotency_key)".into() }
}
