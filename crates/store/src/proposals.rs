//! Proposals: acts that take two people.

use crate::{Result, Row, Tx, Value};
use uuid::Uuid;

macro_rules! columns {
    () => {
        "id, kind, subject, body, reason, status, proposed_by, proposed_at, settled_by, settled_at, note"
    };
}

statements! {
    INSERT = concat!("INSERT INTO proposal (", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)");
    BY_ID = concat!("SELECT ", columns!(), " FROM proposal WHERE id = $1");
}

/// An act that takes two people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Version 7 UUID.
    pub id: Uuid,
    /// The domain's word: decision, neutralisation, revocation, rules, cpf.
    pub kind: String,
    /// What it is about: an identifier.
    pub subject: String,
    /// What is proposed (JSON).
    pub body: String,
    /// Why.
    pub reason: String,
    /// The domain's word: open, adopted, refused, withdrawn.
    pub status: String,
    /// Who proposed.
    pub proposed_by: Option<Uuid>,
    /// When, microseconds UTC.
    pub proposed_at: i64,
    /// Who settled it: somebody else.
    pub settled_by: Option<Uuid>,
    /// When, microseconds UTC.
    pub settled_at: Option<i64>,
    /// What they said.
    pub note: String,
}

fn read(row: &Row<'_>) -> Result<Proposal> {
    Ok(Proposal {
        id: row.get(0)?,
        kind: row.get(1)?,
        subject: row.get(2)?,
        body: row.get(3)?,
        reason: row.get(4)?,
        status: row.get(5)?,
        proposed_by: row.get(6)?,
        proposed_at: row.get(7)?,
        settled_by: row.get(8)?,
        settled_at: row.get(9)?,
        note: row.get(10)?,
    })
}

fn values(proposal: &Proposal) -> [Value; 11] {
    [
        proposal.id.into(),
        proposal.kind.as_str().into(),
        proposal.subject.as_str().into(),
        proposal.body.as_str().into(),
        proposal.reason.as_str().into(),
        proposal.status.as_str().into(),
        proposal.proposed_by.into(),
        proposal.proposed_at.into(),
        proposal.settled_by.into(),
        proposal.settled_at.into(),
        proposal.note.as_str().into(),
    ]
}

/// Keeps one.
pub async fn insert(tx: &mut Tx<'_>, proposal: &Proposal) -> Result<()> {
    tx.execute(INSERT, &values(proposal)).await.map(drop)
}

/// The one of this name.
pub async fn load(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<Proposal>> {
    tx.optional(BY_ID, &[id.into()], read).await
}
