//! Which session a retried "begin a session" has already begun.

use crate::{Result, Tx, Value};
use uuid::Uuid;

statements! {
    REMEMBER = "INSERT INTO idempotency (scope, key, request_hash, session_id, created_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (scope, key) DO NOTHING";
    FIND = "SELECT scope, key, request_hash, session_id, created_at FROM idempotency WHERE scope = $1 AND key = $2";
}

/// A request that was carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remembered {
    /// Whose keys these are: a hash of the login or of the visitor.
    pub scope: Vec<u8>,
    /// The key the browser sent.
    pub key: String,
    /// The hash of what was asked: the same key with another request is a mistake of the caller.
    pub request_hash: Vec<u8>,
    /// What it began.
    pub session_id: Uuid,
    /// Microseconds UTC.
    pub created_at: i64,
}

/// Remembers a request. `false` when the key is taken: another one was faster, and the caller must
/// give up its transaction (return an error), then look with [`find`]. `Conflict` when the session
/// does not exist: insert it first.
pub async fn remember(tx: &mut Tx<'_>, request: &Remembered) -> Result<bool> {
    Ok(tx.execute(REMEMBER, &values(request)).await? == 1)
}

/// [`remember`] for many at once; a key that is taken is a `Conflict`. Returns how many.
pub async fn remember_all(tx: &mut Tx<'_>, requests: &[Remembered]) -> Result<u64> {
    tx.load(REMEMBER, requests.iter().map(values)).await
}

fn values(request: &Remembered) -> [Value; 5] {
    [request.scope.as_slice().into(), request.key.as_str().into(), request.request_hash.as_slice().into(), request.session_id.into(), request.created_at.into()]
}

/// The request that was carried out under this key.
pub async fn find(tx: &mut Tx<'_>, scope: &[u8], key: &str) -> Result<Option<Remembered>> {
    tx.optional(FIND, &[scope.into(), key.into()], |row| {
        Ok(Remembered { scope: row.get(0)?, key: row.get(1)?, request_hash: row.get(2)?, session_id: row.get(3)?, created_at: row.get(4)? })
    })
    .await
}
