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
