//! The rules by which exams are decided.

use crate::{Result, Row, Tx, Value};
use uuid::Uuid;

macro_rules! columns {
    () => {
        "id, number, body, study_id, proposal_id, adopted_at"
    };
}

statements! {
    INSERT = concat!("INSERT INTO certification_rule (", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6)");
    BY_ID = concat!("SELECT ", columns!(), " FROM certification_rule WHERE id = $1");
    NEWEST = concat!("SELECT ", columns!(), " FROM certification_rule ORDER BY number DESC LIMIT 1");
    ALL = concat!("SELECT ", columns!(), " FROM certification_rule ORDER BY number DESC LIMIT $1");
}

/// Rules as they were adopted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    /// Version 7 UUID.
    pub id: Uuid,
    /// From 1.
    pub number: i64,
    /// Cut scores, certainty, level to reach, least level of each domain, source (JSON).
    pub body: String,
    /// The study they come from.
    pub study_id: Option<Uuid>,
    /// Who proposed and seconded them.
    pub proposal_id: Option<Uuid>,
    /// When, microseconds UTC.
    pub adopted_at: i64,
}

fn read(row: &Row<'_>) -> Result<Rules> {
    Ok(Rules { id: row.get(0)?, number: row.get(1)?, body: row.get(2)?, study_id: row.get(3)?, proposal_id: row.get(4)?, adopted_at: row.get(5)? })
}

fn values(certification_rule: &Rules) -> [Value; 6] {
    [
        certification_rule.id.into(),
        certification_rule.number.into(),
        certification_rule.body.as_str().into(),
        certification_rule.study_id.into(),
        certification_rule.proposal_id.into(),
        certification_rule.adopted_at.into(),
    ]
}

/// Keeps one.
pub async fn insert(tx: &mut Tx<'_>, certification_rule: &Rules) -> Result<()> {
    tx.execute(INSERT, &values(certification_rule)).await.map(drop)
}

/// The one of this name.
pub async fn load(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<Rules>> {
    tx.optional(BY_ID, &[id.into()], read).await
}

/// Those that hold for exams that begin now; none before any were adopted.
pub async fn newest(tx: &mut Tx<'_>) -> Result<Option<Rules>> {
    tx.optional(NEWEST, &[], read).await
}

/// The newest first.
pub async fn all(tx: &mut Tx<'_>, at_most: i64) -> Result<Vec<Rules>> {
    tx.all(ALL, &[at_most.into()], read).await
}
