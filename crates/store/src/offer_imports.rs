//! Lists of offers that were sent in.

use crate::{Result, Row, Tx, Value};
use uuid::Uuid;

macro_rules! columns {
    () => {
        "id, organisation_id, name, rows, status, made_by, made_at, done_at"
    };
}

statements! {
    INSERT = concat!("INSERT INTO offer_import (", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
    BY_ID = concat!("SELECT ", columns!(), " FROM offer_import WHERE id = $1");
    HEAD = "SELECT id, name, status, made_at, done_at FROM offer_import WHERE id = $1 AND (organisation_id = $2 OR ($2 IS NULL AND organisation_id IS NULL))";
    // whoever writes says so by the words that the one before has left: of two that write, one goes on
    STEP = "UPDATE offer_import SET status = $3, rows = COALESCE($4, rows), done_at = $5 WHERE id = $1 AND status = $2";
    STOP = "UPDATE offer_import SET status = 'stopped' || SUBSTR(status, 8) WHERE id = $1 AND status LIKE 'running %'";
    RUNNING = "SELECT id FROM offer_import WHERE status LIKE 'running %' ORDER BY made_at, id LIMIT $1";
    LATEST = "SELECT id, name, status, made_at, done_at FROM offer_import WHERE (organisation_id = $1 OR ($1 IS NULL AND organisation_id IS NULL)) ORDER BY made_at DESC, id DESC LIMIT $2";
    DELETE = "DELETE FROM offer_import WHERE id = $1 AND status NOT LIKE 'running %'";
    FORGET = "DELETE FROM offer_import WHERE id IN (SELECT id FROM offer_import WHERE made_at < $1 ORDER BY made_at LIMIT $2)";
}

/// A list of offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferImport {
    /// Version 7 UUID.
    pub id: Uuid,
    /// The organisation that sent it; none for the team.
    pub organisation_id: Option<Uuid>,
    /// Name of the file.
    pub name: String,
    /// Its rows as they were read, with what is wrong with each (JSON).
    pub rows: String,
    /// read, running, stopped, done; behind running and stopped, how many of how many rows: `running 200/10000`.
    pub status: String,
    /// Who sent it.
    pub made_by: Option<Uuid>,
    /// When, microseconds UTC.
    pub made_at: i64,
    /// When it was taken over, microseconds UTC.
    pub done_at: Option<i64>,
}

fn read(row: &Row<'_>) -> Result<OfferImport> {
    Ok(OfferImport {
        id: row.get(0)?,
        organisation_id: row.get(1)?,
        name: row.get(2)?,
        rows: row.get(3)?,
        status: row.get(4)?,
        made_by: row.get(5)?,
        made_at: row.get(6)?,
        done_at: row.get(7)?,
    })
}

fn values(offer_import: &OfferImport) -> [Value; 8] {
    [
        offer_import.id.into(),
        offer_import.organisation_id.into(),
        offer_import.name.as_str().into(),
        offer_import.rows.as_str().into(),
        offer_import.status.as_str().into(),
        offer_import.made_by.into(),
        offer_import.made_at.into(),
        offer_import.done_at.into(),
    ]
}

/// Keeps one.
pub async fn insert(tx: &mut Tx<'_>, offer_import: &OfferImport) -> Result<()> {
    tx.execute(INSERT, &values(offer_import)).await.map(drop)
}

/// The one of this name.
pub async fn load(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<OfferImport>> {
    tx.optional(BY_ID, &[id.into()], read).await
}

/// A step of the taking over.
#[derive(Debug, Clone)]
pub struct Step {
    /// The list.
    pub id: Uuid,
    /// Its status as it was read.
    pub was: String,
    /// The status that it has then.
    pub is: String,
    /// Its rows, where they changed (JSON).
    pub rows: Option<String>,
    /// When it was taken over to its end, microseconds UTC.
    pub done_at: Option<i64>,
}

/// Goes a step on. Says whether the status still was the one that was read: nobody stopped the list, and nobody else writes it.
pub async fn step(tx: &mut Tx<'_>, step: &Step) -> Result<bool> {
    let args = [step.id.into(), step.was.as_str().into(), step.is.as_str().into(), step.rows.as_deref().into(), step.done_at.into()];
    Ok(tx.execute(STEP, &args).await? == 1)
}

/// Stops one that is being taken over. Says whether it was.
pub async fn stop(tx: &mut Tx<'_>, id: Uuid) -> Result<bool> {
    Ok(tx.execute(STOP, &[id.into()]).await? == 1)
}

/// At most `at_most` lists that are being taken over, the oldest first.
pub async fn running(tx: &mut Tx<'_>, at_most: i64) -> Result<Vec<Uuid>> {
    tx.all(RUNNING, &[at_most.into()], |row| row.get(0)).await
}

/// A list as another list shows it: identifier, name of the file, status, when it came, when it was taken over.
pub type Head = (Uuid, String, String, i64, Option<i64>);

/// The last lists of an organisation, or of the team, the newest first.
pub async fn latest(tx: &mut Tx<'_>, organisation: Option<Uuid>, at_most: i64) -> Result<Vec<Head>> {
    tx.all(LATEST, &[organisation.into(), at_most.into()], read_head).await
}

/// One of them without its rows, if it is of this organisation, or of the team.
pub async fn head(tx: &mut Tx<'_>, id: Uuid, organisation: Option<Uuid>) -> Result<Option<Head>> {
    tx.optional(HEAD, &[id.into(), organisation.into()], read_head).await
}

fn read_head(row: &Row<'_>) -> Result<Head> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
}

/// Throws one away that is not being taken over. Says whether it was not.
pub async fn delete(tx: &mut Tx<'_>, id: Uuid) -> Result<bool> {
    Ok(tx.execute(DELETE, &[id.into()]).await? == 1)
}

/// Throws away at most `at_most` that came before. Returns how many.
pub async fn forget(tx: &mut Tx<'_>, before: i64, at_most: i64) -> Result<u64> {
    tx.execute(FORGET, &[before.into(), at_most.into()]).await
}
