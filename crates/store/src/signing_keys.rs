//! The keys that sign certificates.

use crate::{Result, Row, Tx, Value};
use uuid::Uuid;

macro_rules! columns {
    () => {
        "id, public, secret, created_at, retired_at"
    };
}

statements! {
    INSERT = concat!("INSERT INTO signing_key (", columns!(), ") VALUES ($1, $2, $3, $4, $5)");
    BY_ID = concat!("SELECT ", columns!(), " FROM signing_key WHERE id = $1");
    ALL = concat!("SELECT ", columns!(), " FROM signing_key ORDER BY created_at DESC, id DESC");
    CURRENT = concat!("SELECT ", columns!(), " FROM signing_key WHERE retired_at IS NULL ORDER BY created_at DESC, id DESC LIMIT 1");
    RETIRE_OTHERS = "UPDATE signing_key SET retired_at = $2 WHERE id <> $1 AND retired_at IS NULL";
    SIGNED = "SELECT COUNT(*) FROM certificate WHERE key_id = $1";
}

/// A key that signs certificates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SigningKey {
    /// Version 7 UUID.
    pub id: Uuid,
    /// 32 bytes (Ed25519).
    pub public: Vec<u8>,
    /// The seed, as the server keeps it.
    pub secret: Vec<u8>,
    /// When, microseconds UTC.
    pub created_at: i64,
    /// When it signed for the last time, microseconds UTC.
    pub retired_at: Option<i64>,
}

fn read(row: &Row<'_>) -> Result<SigningKey> {
    Ok(SigningKey { id: row.get(0)?, public: row.get(1)?, secret: row.get(2)?, created_at: row.get(3)?, retired_at: row.get(4)? })
}

fn values(signing_key: &SigningKey) -> [Value; 5] {
    [
        signing_key.id.into(),
        signing_key.public.as_slice().into(),
        signing_key.secret.as_slice().into(),
        signing_key.created_at.into(),
        signing_key.retired_at.into(),
    ]
}

/// Keeps one.
pub async fn insert(tx: &mut Tx<'_>, signing_key: &SigningKey) -> Result<()> {
    tx.execute(INSERT, &values(signing_key)).await.map(drop)
}

/// The one of this name.
pub async fn load(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<SigningKey>> {
    tx.optional(BY_ID, &[id.into()], read).await
}

/// All of them, the newest first.
pub async fn all(tx: &mut Tx<'_>) -> Result<Vec<SigningKey>> {
    tx.all(ALL, &[], read).await
}

/// The one that signs.
pub async fn current(tx: &mut Tx<'_>) -> Result<Option<SigningKey>> {
    tx.optional(CURRENT, &[], read).await
}

/// Retires all but this one; how many.
pub async fn retire_others(tx: &mut Tx<'_>, id: Uuid, at: i64) -> Result<u64> {
    tx.execute(RETIRE_OTHERS, &[id.into(), at.into()]).await
}

/// How many certificates one of them signed.
pub async fn signed(tx: &mut Tx<'_>, id: Uuid) -> Result<i64> {
    tx.one(SIGNED, &[id.into()], |row| row.get(0)).await
}
