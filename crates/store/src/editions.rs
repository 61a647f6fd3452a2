//! Editions, the frozen blueprints that sessions keep, and the versions of items they name. Both
//! are found by the hash of their content and never change.

use crate::{Result, Row, Tx};
use uuid::Uuid;

statements! {
    INSERT = "INSERT INTO edition (id, hash, body, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT (hash) DO NOTHING";
    BY_ID = "SELECT id, hash, body, created_at FROM edition WHERE id = $1";
    BY_HASH = "SELECT id, hash, body, created_at FROM edition WHERE hash = $1";
    LATEST = "SELECT id, hash, body, created_at FROM edition ORDER BY created_at DESC, id DESC LIMIT 1";
    PUT_ITEM = "INSERT INTO item_version (hash, item_id, version, body, added_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (hash) DO NOTHING";
    ITEM = "SELECT hash, item_id, version, body, added_at FROM item_version WHERE hash = $1";
}

/// A frozen blueprint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// Version 7 UUID.
    pub id: Uuid,
    /// The hash of `body`, unique.
    pub hash: Vec<u8>,
    /// JSON.
    pub body: String,
    /// Microseconds UTC.
    pub created_at: i64,
}

/// One version of one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemVersion {
    /// The hash of `body`, unique.
    pub hash: Vec<u8>,
    /// The item's identifier in the bank.
    pub item_id: String,
    /// Counts from 1 within the item.
    pub version: i64,
    /// JSON.
    pub body: String,
    /// Microseconds UTC.
    pub added_at: i64,
}

fn read(row: &Row<'_>) -> Result<Edition> {
    Ok(Edition { id: row.get(0)?, hash: row.get(1)?, body: row.get(2)?, created_at: row.get(3)? })
}

/// Keeps an edition unless one with the same hash is there already. Returns the identifier under
/// which it is kept: `edition.id`, or that of the earlier one.
pub async fn insert_if_new(tx: &mut Tx<'_>, edition: &Edition) -> Result<Uuid> {
    let args = [edition.id.into(), edition.hash.as_slice().into(), edition.body.as_str().into(), edition.created_at.into()];
    tx.execute(INSERT, &args).await?;
    let hash = [edition.hash.as_slice().into()];
    tx.one(BY_HASH, &hash, |row| row.get(0)).await
}

/// The edition with this identifier.
pub async fn by_id(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<Edition>> {
    tx.optional(BY_ID, &[id.into()], read).await
}

/// The edition with this hash.
pub async fn by_hash(tx: &mut Tx<'_>, hash: &[u8]) -> Result<Option<Edition>> {
    tx.optional(BY_HASH, &[hash.into()], read).await
}

/// The edition created last.
pub async fn latest(tx: &mut Tx<'_>) -> Result<Option<Edition>> {
    tx.optional(LATEST, &[], read).await
}

/// Keeps a version of an item. Says whether it was new.
pub async fn put_item_version(tx: &mut Tx<'_>, item: &ItemVersion) -> Result<bool> {
    let args = [item.hash.as_slice().into(), item.item_id.as_str().into(), item.version.into(), item.body.as_str().into(), item.added_at.into()];
    Ok(tx.execute(PUT_ITEM, &args).await? == 1)
}

/// The version of an item with this hash.
pub async fn item_version(tx: &mut Tx<'_>, hash: &[u8]) -> Result<Option<ItemVersion>> {
    tx.optional(ITEM, &[hash.into()], |row| {
        Ok(ItemVersion { hash: row.get(0)?, item_id: row.get(1)?, version: row.get(2)?, body: row.get(3)?, added_at: row.get(4)? })
    })
    .await
}
