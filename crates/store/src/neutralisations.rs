//! Questions that count for nobody.

use crate::{Result, Row, Tx, Value};
use uuid::Uuid;

macro_rules! columns {
    () => {
        "id, exam_id, item_id, reason, proposal_id, at"
    };
}

statements! {
    INSERT = concat!("INSERT INTO neutralisation (", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6)");
    BY_ID = concat!("SELECT ", columns!(), " FROM neutralisation WHERE id = $1");
    HOLDING = concat!("SELECT ", columns!(), " FROM neutralisation WHERE exam_id = $1 OR exam_id IS NULL ORDER BY at, id");
    ALL = concat!("SELECT ", columns!(), " FROM neutralisation ORDER BY at DESC, id DESC LIMIT $1");
}

/// A question that counts for nobody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Neutralisation {
    /// Version 7 UUID.
    pub id: Uuid,
    /// The exam; none for all of them.
    pub exam_id: Option<Uuid>,
    /// The item.
    pub item_id: String,
    /// Why.
    pub reason: String,
    /// Who proposed and seconded it.
    pub proposal_id: Option<Uuid>,
    /// When, microseconds UTC.
    pub at: i64,
}

fn read(row: &Row<'_>) -> Result<Neutralisation> {
    Ok(Neutralisation { id: row.get(0)?, exam_id: row.get(1)?, item_id: row.get(2)?, reason: row.get(3)?, proposal_id: row.get(4)?, at: row.get(5)? })
}

fn values(neutralisation: &Neutralisation) -> [Value; 6] {
    [
        neutralisation.id.into(),
        neutralisation.exam_id.into(),
        neutralisation.item_id.as_str().into(),
        neutralisation.reason.as_str().into(),
        neutralisation.proposal_id.into(),
        neutralisation.at.into(),
    ]
}

/// Keeps one.
pub async fn insert(tx: &mut Tx<'_>, neutralisation: &Neutralisation) -> Result<()> {
    tx.execute(INSERT, &values(neutralisation)).await.map(drop)
}

/// The one of this name.
pub async fn load(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<Neutralisation>> {
    tx.optional(BY_ID, &[id.into()], read).await
}

/// Those that hold for an exam: its own, and those of everywhere; the oldest first.
pub async fn holding(tx: &mut Tx<'_>, exam: Uuid) -> Result<Vec<Neutralisation>> {
    tx.all(HOLDING, &[exam.into()], read).await
}

/// The newest of all.
pub async fn all(tx: &mut Tx<'_>, at_most: i64) -> Result<Vec<Neutralisation>> {
    tx.all(ALL, &[at_most.into()], read).await
}
