//! Keys of organisations: with one, a program reads an organisation's lists and results over the API.

use crate::{Result, Row, Tx};
use uuid::Uuid;

macro_rules! columns {
    () => {
        "id, organisation_id, name, token_hash, created_by, created_at, last_used_at, revoked_at"
    };
}

statements! {
    INSERT = concat!("INSERT INTO organisation_key (", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
    BY_TOKEN = concat!("SELECT ", columns!(), " FROM organisation_key WHERE token_hash = $1");
    OF_ORGANISATION = concat!("SELECT ", columns!(), " FROM organisation_key WHERE organisation_id = $1 ORDER BY created_at, id");
    USED = "UPDATE organisation_key SET last_used_at = $2 WHERE id = $1";
    REVOKE = "UPDATE organisation_key SET revoked_at = $3 WHERE id = $1 AND organisation_id = $2 AND revoked_at IS NULL";
}

/// A key that was made out, whether it still opens anything or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganisationKey {
    /// Version 7 UUID.
    pub id: Uuid,
    /// What it opens.
    pub organisation_id: Uuid,
    /// What its maker called it: the program that holds it.
    pub name: String,
    /// The hash of the key, unique.
    pub token_hash: Vec<u8>,
    /// Who made it.
    pub created_by: Option<Uuid>,
    /// When, microseconds UTC.
    pub created_at: i64,
    /// When it last served, to the hour; microseconds UTC.
    pub last_used_at: Option<i64>,
    /// Since when it opens nothing, microseconds UTC.
    pub revoked_at: Option<i64>,
}

fn read(row: &Row<'_>) -> Result<OrganisationKey> {
    Ok(OrganisationKey {
        id: row.get(0)?,
        organisation_id: row.get(1)?,
        name: row.get(2)?,
        token_hash: row.get(3)?,
        created_by: row.get(4)?,
        created_at: row.get(5)?,
        last_used_at: row.get(6)?,
        revoked_at: row.get(7)?,
    })
}

/// Keeps one. `Conflict` when its hash is there already.
pub async fn insert(tx: &mut Tx<'_>, key: &OrganisationKey) -> Result<()> {
    let values = [
        key.id.into(),
        key.organisation_id.into(),
        key.name.as_str().into(),
        key.token_hash.as_slice().into(),
        key.created_by.into(),
        key.created_at.into(),
        key.last_used_at.into(),
        key.revoked_at.into(),
    ];
    tx.execute(INSERT, &values).await.map(drop)
}

/// The key of this hash, revoked ones too.
pub async fn by_token_hash(tx: &mut Tx<'_>, token_hash: &[u8]) -> Result<Option<OrganisationKey>> {
    tx.optional(BY_TOKEN, &[token_hash.into()], read).await
}

/// Every key of an organisation, the oldest first.
pub async fn of_organisation(tx: &mut Tx<'_>, organisation: Uuid) -> Result<Vec<OrganisationKey>> {
    tx.all(OF_ORGANISATION, &[organisation.into()], read).await
}

/// Notes that a key served.
pub async fn used(tx: &mut Tx<'_>, id: Uuid, now: i64) -> Result<()> {
    tx.execute(USED, &[id.into(), now.into()]).await.map(drop)
}

/// Ends a key of this organisation. Says whether it was one that still served.
pub async fn revoke(tx: &mut Tx<'_>, id: Uuid, organisation: Uuid, now: i64) -> Result<bool> {
    Ok(tx.execute(REVOKE, &[id.into(), organisation.into(), now.into()]).await? == 1)
}
