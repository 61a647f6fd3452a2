//! Decisions on sittings: added to, never changed.

use crate::{Result, Row, Tx, Value};
use uuid::Uuid;

macro_rules! columns {
    () => {
        "id, sitting_id, number, kind, outcome, level, body, reason, proposal_id, decided_by, at"
    };
}

statements! {
    INSERT = concat!("INSERT INTO decision (", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)");
    BY_ID = concat!("SELECT ", columns!(), " FROM decision WHERE id = $1");
    OF_SITTING = concat!("SELECT ", columns!(), " FROM decision WHERE sitting_id = $1 ORDER BY number");
    OF_EXAM = "SELECT d.id, d.sitting_id, d.number, d.kind, d.outcome, d.level, d.body, d.reason, d.proposal_id, d.decided_by, d.at
        FROM sitting s JOIN decision d ON d.sitting_id = s.id WHERE s.exam_id = $1 ORDER BY d.sitting_id, d.number";
}

/// What was decided of a sitting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Version 7 UUID.
    pub id: Uuid,
    /// The sitting.
    pub sitting_id: Uuid,
    /// From 1 in each sitting.
    pub number: i64,
    /// The domain's word: rule, jury, rescoring, appeal.
    pub kind: String,
    /// The domain's word: certified, refused, void.
    pub outcome: String,
    /// The level given, from 0.
    pub level: i64,
    /// All numbers that explain it (JSON).
    pub body: String,
    /// In words, where people decided.
    pub reason: String,
    /// Who proposed and seconded it, where people decided.
    pub proposal_id: Option<Uuid>,
    /// Who confirmed it; none for the rule.
    pub decided_by: Option<Uuid>,
    /// When, microseconds UTC.
    pub at: i64,
}

fn read(row: &Row<'_>) -> Result<Decision> {
    Ok(Decision {
        id: row.get(0)?,
        sitting_id: row.get(1)?,
        number: row.get(2)?,
        kind: row.get(3)?,
        outcome: row.get(4)?,
        level: row.get(5)?,
        body: row.get(6)?,
        reason: row.get(7)?,
        proposal_id: row.get(8)?,
        decided_by: row.get(9)?,
        at: row.get(10)?,
    })
}

fn values(decision: &Decision) -> [Value; 11] {
    [
        decision.id.into(),
        decision.sitting_id.into(),
        decision.number.into(),
        decision.kind.as_str().into(),
        decision.outcome.as_str().into(),
        decision.level.into(),
        decision.body.as_str().into(),
        decision.reason.as_str().into(),
        decision.proposal_id.into(),
        decision.decided_by.into(),
        decision.at.into(),
    ]
}

/// Keeps one.
pub async fn insert(tx: &mut Tx<'_>, decision: &Decision) -> Result<()> {
    tx.execute(INSERT, &values(decision)).await.map(drop)
}

/// The one of this name.
pub async fn load(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<Decision>> {
    tx.optional(BY_ID, &[id.into()], read).await
}

/// All on one sitting; the last one holds.
pub async fn of_sitting(tx: &mut Tx<'_>, sitting: Uuid) -> Result<Vec<Decision>> {
    tx.all(OF_SITTING, &[sitting.into()], read).await
}

/// All on the sittings of an exam, by sitting; the last one of each holds.
pub async fn of_exam(tx: &mut Tx<'_>, exam: Uuid) -> Result<Vec<Decision>> {
    tx.all(OF_EXAM, &[exam.into()], read).await
}
