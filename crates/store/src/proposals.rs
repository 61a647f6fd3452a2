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
    OPEN = concat!("SELECT ", columns!(), " FROM proposal WHERE status = 'open' ORDER BY proposed_at, id LIMIT $1");
    OF_SUBJECT = concat!("SELECT ", columns!(), " FROM proposal WHERE subject = $1 ORDER BY proposed_at, id");
    SETTLE = "UPDATE proposal SET status = $2, settled_by = $3, settled_at = $4, note = $5 WHERE id = $1 AND status = 'open'";
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

/// Those that wait for a second person, the oldest first.
pub async fn open(tx: &mut Tx<'_>, at_most: i64) -> Result<Vec<Proposal>> {
    tx.all(OPEN, &[at_most.into()], read).await
}

/// All about one thing, the oldest first.
pub async fn of_subject(tx: &mut Tx<'_>, subject: &str) -> Result<Vec<Proposal>> {
    tx.all(OF_SUBJECT, &[subject.into()], read).await
}

/// How an open proposal ends.
#[derive(Debug, Clone)]
pub struct Settlement<'a> {
    /// The domain's word: adopted, refused, withdrawn.
    pub status: &'a str,
    /// Who says so.
    pub by: Uuid,
    /// When, microseconds UTC.
    pub at: i64,
    /// In words.
    pub note: &'a str,
}

/// Ends one that is open. Says whether it was: of two people who settle it at once, one does.
pub async fn settle(tx: &mut Tx<'_>, id: Uuid, end: &Settlement<'_>) -> Result<bool> {
    let args = [id.into(), end.status.into(), end.by.into(), end.at.into(), end.note.into()];
    Ok(tx.execute(SETTLE, &args).await? == 1)
}
