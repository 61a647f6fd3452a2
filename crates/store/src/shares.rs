//! Shares: a person shows one result to whoever holds the link, until they take it back.

use crate::{Result, Row, Tx, Value};
use uuid::Uuid;

macro_rules! columns {
    () => {
        "id, session_id, token_hash, created_at, revoked_at, views, last_viewed_at"
    };
}

statements! {
    INSERT = concat!("INSERT INTO share (", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7)");
    BY_TOKEN = concat!("SELECT ", columns!(), " FROM share WHERE token_hash = $1 AND revoked_at IS NULL");
    REVOKE = "UPDATE share SET revoked_at = $3 WHERE id = $1 AND revoked_at IS NULL
        AND session_id IN (SELECT id FROM session WHERE person_id = $2)";
    LIST = concat!("SELECT ", columns!(), " FROM share WHERE session_id = $1 ORDER BY created_at DESC, id DESC");
    SEEN = "UPDATE share SET views = views + 1, last_viewed_at = $2 WHERE id = $1 AND revoked_at IS NULL";
}

/// A share. Times in microseconds UTC.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// Version 7 UUID.
    pub id: Uuid,
    /// The session whose result is shown.
    pub session_id: Uuid,
    /// The hash of the token in the link, unique.
    pub token_hash: Vec<u8>,
    /// When it was made.
    pub created_at: i64,
    /// When it was taken back.
    pub revoked_at: Option<i64>,
    /// How often it was looked at.
    pub views: i64,
    /// When it was last looked at.
    pub last_viewed_at: Option<i64>,
}

fn read(row: &Row<'_>) -> Result<Share> {
    Ok(Share {
        id: row.get(0)?,
        session_id: row.get(1)?,
        token_hash: row.get(2)?,
        created_at: row.get(3)?,
        revoked_at: row.get(4)?,
        views: row.get(5)?,
        last_viewed_at: row.get(6)?,
    })
}

/// Keeps a share. `Conflict` when the session does not exist.
pub async fn insert(tx: &mut Tx<'_>, share: &Share) -> Result<()> {
    tx.execute(INSERT, &values(share)).await.map(drop)
}

/// [`insert`] for many at once. Returns how many.
pub async fn insert_all(tx: &mut Tx<'_>, shares: &[Share]) -> Result<u64> {
    tx.load(INSERT, shares.iter().map(values)).await
}

fn values(share: &Share) -> [Value; 7] {
    [
        share.id.into(),
        share.session_id.into(),
        share.token_hash.as_slice().into(),
        share.created_at.into(),
        share.revoked_at.into(),
        share.views.into(),
        share.last_viewed_at.into(),
    ]
}

/// The share of this token, unless it was taken back.
pub async fn by_token_hash(tx: &mut Tx<'_>, token_hash: &[u8]) -> Result<Option<Share>> {
    tx.optional(BY_TOKEN, &[token_hash.into()], read).await
}

/// Takes a share back, if it is of a session of this person. Says whether that was done now.
pub async fn revoke(tx: &mut Tx<'_>, id: Uuid, person: Uuid, now: i64) -> Result<bool> {
    let args = [id.into(), person.into(), now.into()];
    Ok(tx.execute(REVOKE, &args).await? == 1)
}

/// Every share of a session, newest first, those taken back too.
pub async fn list_of_session(tx: &mut Tx<'_>, session: Uuid) -> Result<Vec<Share>> {
    tx.all(LIST, &[session.into()], read).await
}

/// Counts a look at a share.
pub async fn seen(tx: &mut Tx<'_>, id: Uuid, now: i64) -> Result<()> {
    tx.execute(SEEN, &[id.into(), now.into()]).await.map(drop)
}
