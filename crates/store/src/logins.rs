//! Logins: one per device where a person is known. Only the token's hash is kept.

use crate::{Result, Row, Tx, Value};
use uuid::Uuid;

statements! {
    INSERT = "INSERT INTO login (token_hash, person_id, device, created_at, last_used_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)";
    BY_TOKEN = "SELECT token_hash, person_id, device, created_at, last_used_at, expires_at FROM login WHERE token_hash = $1 AND expires_at > $2";
    TOUCH = "UPDATE login SET last_used_at = $2, expires_at = $3 WHERE token_hash = $1 AND last_used_at <= $2";
    DELETE = "DELETE FROM login WHERE token_hash = $1";
    DELETE_ALL = "DELETE FROM login WHERE person_id = $1";
    LIST = "SELECT token_hash, person_id, device, created_at, last_used_at, expires_at FROM login WHERE person_id = $1 ORDER BY last_used_at DESC, token_hash";
}

/// A device on which a person is known. Times in microseconds UTC.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Login {
    /// The hash of the token in the cookie.
    pub token_hash: Vec<u8>,
    /// Whose.
    pub person_id: Uuid,
    /// What the browser said it is, to recognise the login in a list.
    pub device: String,
    /// When it began.
    pub created_at: i64,
    /// When it last served.
    pub last_used_at: i64,
    /// From this moment on it no longer serves.
    pub expires_at: i64,
}

fn read(row: &Row<'_>) -> Result<Login> {
    Ok(Login {
        token_hash: row.get(0)?,
        person_id: row.get(1)?,
        device: row.get(2)?,
        created_at: row.get(3)?,
        last_used_at: row.get(4)?,
        expires_at: row.get(5)?,
    })
}

/// Adds a login. `Conflict` when the person does not exist.
pub async fn insert(tx: &mut Tx<'_>, login: &Login) -> Result<()> {
    tx.execute(INSERT, &values(login)).await.map(drop)
}

/// [`insert`] for many at once. Returns how many.
pub async fn insert_all(tx: &mut Tx<'_>, logins: &[Login]) -> Result<u64> {
    tx.load(INSERT, logins.iter().map(values)).await
}

fn values(login: &Login) -> [Value; 6] {
    [
        login.token_hash.as_slice().into(),
        login.person_id.into(),
        login.device.as_str().into(),
        login.created_at.into(),
        login.last_used_at.into(),
        login.expires_at.into(),
    ]
}

/// The login of this token, if it still serves at `now`.
pub async fn by_token_hash(tx: &mut Tx<'_>, token_hash: &[u8], now: i64) -> Result<Option<Login>> {
    tx.optional(BY_TOKEN, &[token_hash.into(), now.into()], read).await
}

/// Notes a use at `now` and moves the end to `expires_at`; a use older than the last one noted
/// changes nothing.
pub async fn touch(tx: &mut Tx<'_>, token_hash: &[u8], now: i64, expires_at: i64) -> Result<()> {
    let args = [token_hash.into(), now.into(), expires_at.into()];
    tx.execute(TOUCH, &args).await.map(drop)
}

/// Ends one login. Says whether it existed.
pub async fn delete(tx: &mut Tx<'_>, token_hash: &[u8]) -> Result<bool> {
    Ok(tx.execute(DELETE, &[token_hash.into()]).await? == 1)
}

/// Ends every login of a person; returns how many.
pub async fn delete_all_of(tx: &mut Tx<'_>, person: Uuid) -> Result<u64> {
    tx.execute(DELETE_ALL, &[person.into()]).await
}

/// Every login of a person, the last used first; expired ones too until they are purged.
pub async fn list_of(tx: &mut Tx<'_>, person: Uuid) -> Result<Vec<Login>> {
    tx.all(LIST, &[person.into()], read).await
}
