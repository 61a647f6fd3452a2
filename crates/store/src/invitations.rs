//! Invitations: places offered by mail to somebody who is to become a member of an organisation.

use crate::{Result, Row, Tx};
use uuid::Uuid;

macro_rules! columns {
    () => {
        "id, organisation_id, email, email_folded, role, token_hash, invited_by, created_at, expires_at, settled_at, outcome"
    };
}

statements! {
    INSERT = concat!("INSERT INTO invitation (", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)");
    BY_ID = concat!("SELECT ", columns!(), " FROM invitation WHERE id = $1");
    BY_TOKEN = concat!("SELECT ", columns!(), " FROM invitation WHERE token_hash = $1");
    OPEN_OF_ORGANISATION = concat!("SELECT ", columns!(), " FROM invitation WHERE organisation_id = $1 AND settled_at IS NULL ORDER BY created_at, id");
    OPEN_OF_EMAIL = concat!("SELECT ", columns!(), " FROM invitation WHERE email_folded = $1 AND settled_at IS NULL AND expires_at > $2 ORDER BY created_at, id");
    // of two who settle it at once the second is told
    SETTLE = "UPDATE invitation SET settled_at = $2, outcome = $3 WHERE id = $1 AND settled_at IS NULL";
    SETTLE_EMAIL = "UPDATE invitation SET settled_at = $3, outcome = $4 WHERE organisation_id = $1 AND email_folded = $2 AND settled_at IS NULL";
    // what was offered and not taken up is forgotten with what was settled
    PURGE = "DELETE FROM invitation WHERE id IN (SELECT id FROM invitation WHERE expires_at < $1 ORDER BY expires_at LIMIT $2)";
}

/// A place offered by mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// Version 7 UUID.
    pub id: Uuid,
    /// Where.
    pub organisation_id: Uuid,
    /// To whom, as it was typed.
    pub email: String,
    /// Folded by the caller; one open offer of an organisation each.
    pub email_folded: String,
    /// As what: the domain's word.
    pub role: String,
    /// The hash of the token in the mail, unique.
    pub token_hash: Vec<u8>,
    /// Who offered it.
    pub invited_by: Option<Uuid>,
    /// When, microseconds UTC.
    pub created_at: i64,
    /// Until when it can be taken up, microseconds UTC.
    pub expires_at: i64,
    /// When it was taken up or not, microseconds UTC.
    pub settled_at: Option<i64>,
    /// What became of it: the service's word.
    pub outcome: Option<String>,
}

fn read(row: &Row<'_>) -> Result<Invitation> {
    Ok(Invitation {
        id: row.get(0)?,
        organisation_id: row.get(1)?,
        email: row.get(2)?,
        email_folded: row.get(3)?,
        role: row.get(4)?,
        token_hash: row.get(5)?,
        invited_by: row.get(6)?,
        created_at: row.get(7)?,
        expires_at: row.get(8)?,
        settled_at: row.get(9)?,
        outcome: row.get(10)?,
    })
}

/// Keeps one. `Conflict` when the organisation has an open offer for this address.
pub async fn insert(tx: &mut Tx<'_>, invitation: &Invitation) -> Result<()> {
    let args = [
        invitation.id.into(),
        invitation.organisation_id.into(),
        invitation.email.as_str().into(),
        invitation.email_folded.as_str().into(),
        invitation.role.as_str().into(),
        invitation.token_hash.as_slice().into(),
        invitation.invited_by.into(),
        invitation.created_at.into(),
        invitation.expires_at.into(),
        invitation.settled_at.into(),
        invitation.outcome.as_deref().into(),
    ];
    tx.execute(INSERT, &args).await.map(drop)
}

/// The one of this identifier.
pub async fn load(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<Invitation>> {
    tx.optional(BY_ID, &[id.into()], read).await
}

/// The one of a link.
pub async fn by_token_hash(tx: &mut Tx<'_>, token_hash: &[u8]) -> Result<Option<Invitation>> {
    tx.optional(BY_TOKEN, &[token_hash.into()], read).await
}

/// Those of an organisation that nobody has settled, too old or not, the oldest first.
pub async fn open_of_organisation(tx: &mut Tx<'_>, organisation: Uuid) -> Result<Vec<Invitation>> {
    tx.all(OPEN_OF_ORGANISATION, &[organisation.into()], read).await
}

/// Those for an address, folded, that can be taken up at `now`.
pub async fn open_of_email(tx: &mut Tx<'_>, folded: &str, now: i64) -> Result<Vec<Invitation>> {
    tx.all(OPEN_OF_EMAIL, &[folded.into(), now.into()], read).await
}

/// Says what became of one. `false` when that was said already.
pub async fn settle(tx: &mut Tx<'_>, id: Uuid, now: i64, outcome: &str) -> Result<bool> {
    Ok(tx.execute(SETTLE, &[id.into(), now.into(), outcome.into()]).await? == 1)
}

/// The same of the open one that an organisation has for an address, if it has one.
pub async fn settle_email(tx: &mut Tx<'_>, organisation: Uuid, folded: &str, now: i64, outcome: &str) -> Result<bool> {
    Ok(tx.execute(SETTLE_EMAIL, &[organisation.into(), folded.into(), now.into(), outcome.into()]).await? == 1)
}

/// Forgets at most `at_most` of those that ended before a moment. Returns how many.
pub async fn purge(tx: &mut Tx<'_>, ended_before: i64, at_most: i64) -> Result<u64> {
    tx.execute(PURGE, &[ended_before.into(), at_most.into()]).await
}
