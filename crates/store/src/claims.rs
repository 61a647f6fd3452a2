//! Claims: what somebody says that they know.

use crate::{Result, Row, Tx, Value};
use uuid::Uuid;

macro_rules! columns {
    () => {
        "id, person_id, objective, questions, seed, status, made_at, settled_at"
    };
}

statements! {
    INSERT = concat!("INSERT INTO claim (", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
    OF_PERSON = concat!("SELECT ", columns!(), " FROM claim WHERE person_id = $1 ORDER BY made_at, id");
    SETTLE = "UPDATE claim SET status = $2, settled_at = $3 WHERE id = $1 AND status = 'open'";
    BY_ID = concat!("SELECT ", columns!(), " FROM claim WHERE id = $1");
}

/// What somebody said that they know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Version 7 UUID.
    pub id: Uuid,
    /// Who.
    pub person_id: Uuid,
    /// Code of the objective.
    pub objective: String,
    /// Names of the items that test it, in order (JSON).
    pub questions: String,
    /// Decides the order in which options are shown.
    pub seed: i64,
    /// open, held, not-held.
    pub status: String,
    /// When it was made, microseconds UTC.
    pub made_at: i64,
    /// When its questions had decided, microseconds UTC.
    pub settled_at: Option<i64>,
}

fn read(row: &Row<'_>) -> Result<Claim> {
    Ok(Claim {
        id: row.get(0)?,
        person_id: row.get(1)?,
        objective: row.get(2)?,
        questions: row.get(3)?,
        seed: row.get(4)?,
        status: row.get(5)?,
        made_at: row.get(6)?,
        settled_at: row.get(7)?,
    })
}

fn values(claim: &Claim) -> [Value; 8] {
    [
        claim.id.into(),
        claim.person_id.into(),
        claim.objective.as_str().into(),
        claim.questions.as_str().into(),
        claim.seed.into(),
        claim.status.as_str().into(),
        claim.made_at.into(),
        claim.settled_at.into(),
    ]
}

/// Keeps one.
pub async fn insert(tx: &mut Tx<'_>, claim: &Claim) -> Result<()> {
    tx.execute(INSERT, &values(claim)).await.map(drop)
}

/// All of somebody, oldest first.
pub async fn of_person(tx: &mut Tx<'_>, person: Uuid) -> Result<Vec<Claim>> {
    tx.all(OF_PERSON, &[person.into()], read).await
}

/// Says what its questions decided, once.
pub async fn settle(tx: &mut Tx<'_>, id: Uuid, status: &str, now: i64) -> Result<()> {
    tx.execute(SETTLE, &[id.into(), status.into(), now.into()]).await.map(drop)
}

/// The one of this name.
pub async fn load(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<Claim>> {
    tx.optional(BY_ID, &[id.into()], read).await
}
