//! Units: services, wards, years of study. Each learner is in one at most.

use crate::{Result, Row, Tx, Value};
use uuid::Uuid;

macro_rules! columns {
    () => {
        "id, organisation_id, name, name_folded, created_at"
    };
}

statements! {
    INSERT = concat!("INSERT INTO unit (", columns!(), ") VALUES ($1, $2, $3, $4, $5)");
    BY_ID = concat!("SELECT ", columns!(), " FROM unit WHERE id = $1");
    OF_ORGANISATION = concat!("SELECT ", columns!(), " FROM unit WHERE organisation_id = $1 ORDER BY name_folded");
    RENAME = "UPDATE unit SET name = $3, name_folded = $4 WHERE organisation_id = $1 AND id = $2";
    DELETE = "DELETE FROM unit WHERE organisation_id = $1 AND id = $2";
    SIZES = "SELECT unit_id, COUNT(*) FROM learner WHERE organisation_id = $1 AND unit_id IS NOT NULL AND left_on IS NULL GROUP BY unit_id";
}

/// A part of an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Version 7 UUID.
    pub id: Uuid,
    /// The organisation.
    pub organisation_id: Uuid,
    /// As its people call it.
    pub name: String,
    /// Folded by the caller, unique in the organisation.
    pub name_folded: String,
    /// When it was made, microseconds UTC.
    pub created_at: i64,
}

fn read(row: &Row<'_>) -> Result<Unit> {
    Ok(Unit { id: row.get(0)?, organisation_id: row.get(1)?, name: row.get(2)?, name_folded: row.get(3)?, created_at: row.get(4)? })
}

fn values(unit: &Unit) -> [Value; 5] {
    [unit.id.into(), unit.organisation_id.into(), unit.name.as_str().into(), unit.name_folded.as_str().into(), unit.created_at.into()]
}

/// Keeps one. `Conflict` when the organisation has one of this name.
pub async fn insert(tx: &mut Tx<'_>, unit: &Unit) -> Result<()> {
    tx.execute(INSERT, &values(unit)).await.map(drop)
}

/// [`insert`] for many at once. Returns how many.
pub async fn insert_all(tx: &mut Tx<'_>, units: &[Unit]) -> Result<u64> {
    tx.load(INSERT, units.iter().map(values)).await
}

/// The one of this name.
pub async fn load(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<Unit>> {
    tx.optional(BY_ID, &[id.into()], read).await
}

/// Every unit of an organisation, by name.
pub async fn of_organisation(tx: &mut Tx<'_>, organisation: Uuid) -> Result<Vec<Unit>> {
    tx.all(OF_ORGANISATION, &[organisation.into()], read).await
}

/// Renames one of this organisation. Says whether it has it; `Conflict` when it has another one of this name.
pub async fn rename(tx: &mut Tx<'_>, organisation: Uuid, id: Uuid, name: &str, name_folded: &str) -> Result<bool> {
    Ok(tx.execute(RENAME, &[organisation.into(), id.into(), name.into(), name_folded.into()]).await? == 1)
}

/// Deletes one of this organisation; its people are in none then. Says whether it had it.
pub async fn delete(tx: &mut Tx<'_>, organisation: Uuid, id: Uuid) -> Result<bool> {
    Ok(tx.execute(DELETE, &[organisation.into(), id.into()]).await? == 1)
}

/// How many people each unit of an organisation has who have not left; a unit without any is not named.
pub async fn sizes(tx: &mut Tx<'_>, organisation: Uuid) -> Result<Vec<(Uuid, i64)>> {
    tx.all(SIZES, &[organisation.into()], |row| Ok((row.get(0)?, row.get(1)?))).await
}
