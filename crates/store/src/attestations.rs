//! Attestations: what was made out, as it was made out.

use crate::{Result, Row, Tx, Value};
use uuid::Uuid;

macro_rules! columns {
    () => {
        "id, organisation_id, learner_id, number, body, issued_by, issued_at, revoked_at"
    };
}

statements! {
    // a learner has one that holds: of two who press at once the second finds it there
    INSERT = concat!("INSERT INTO attestation (", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING");
    BY_NUMBER = concat!("SELECT ", columns!(), " FROM attestation WHERE number = $1");
    OF_ORGANISATION = concat!("SELECT ", columns!(), " FROM attestation WHERE organisation_id = $1 ORDER BY issued_at DESC, id DESC");
    OF_LEARNER = concat!("SELECT ", columns!(), " FROM attestation WHERE learner_id = $1 ORDER BY issued_at DESC, id DESC");
    REVOKE = "UPDATE attestation SET revoked_at = $3 WHERE number = $1 AND organisation_id = $2 AND revoked_at IS NULL";
}

/// An attestation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attestation {
    /// Version 7 UUID.
    pub id: Uuid,
    /// Who made it out.
    pub organisation_id: Uuid,
    /// For whom; absent once the organisation does not know them any more.
    pub learner_id: Option<Uuid>,
    /// Its number, unique.
    pub number: String,
    /// What it says, JSON.
    pub body: String,
    /// Who pressed the button.
    pub issued_by: Option<Uuid>,
    /// When, microseconds UTC.
    pub issued_at: i64,
    /// When it was withdrawn, microseconds UTC.
    pub revoked_at: Option<i64>,
}

fn read(row: &Row<'_>) -> Result<Attestation> {
    Ok(Attestation {
        id: row.get(0)?,
        organisation_id: row.get(1)?,
        learner_id: row.get(2)?,
        number: row.get(3)?,
        body: row.get(4)?,
        issued_by: row.get(5)?,
        issued_at: row.get(6)?,
        revoked_at: row.get(7)?,
    })
}

fn values(attestation: &Attestation) -> [Value; 8] {
    [
        attestation.id.into(),
        attestation.organisation_id.into(),
        attestation.learner_id.into(),
        attestation.number.as_str().into(),
        attestation.body.as_str().into(),
        attestation.issued_by.into(),
        attestation.issued_at.into(),
        attestation.revoked_at.into(),
    ]
}

/// Keeps one. `false` when the learner has one that holds, or the number is taken.
pub async fn insert(tx: &mut Tx<'_>, attestation: &Attestation) -> Result<bool> {
    Ok(tx.execute(INSERT, &values(attestation)).await? == 1)
}

/// The one of this number, of whichever organisation.
pub async fn by_number(tx: &mut Tx<'_>, number: &str) -> Result<Option<Attestation>> {
    tx.optional(BY_NUMBER, &[number.into()], read).await
}

/// Every one of an organisation, the latest first.
pub async fn of_organisation(tx: &mut Tx<'_>, organisation: Uuid) -> Result<Vec<Attestation>> {
    tx.all(OF_ORGANISATION, &[organisation.into()], read).await
}

/// Every one of a learner, the latest first.
pub async fn of_learner(tx: &mut Tx<'_>, learner: Uuid) -> Result<Vec<Attestation>> {
    tx.all(OF_LEARNER, &[learner.into()], read).await
}

/// Withdraws one. `false` when it was, or there is none.
pub async fn revoke(tx: &mut Tx<'_>, organisation: Uuid, number: &str, now: i64) -> Result<bool> {
    Ok(tx.execute(REVOKE, &[number.into(), organisation.into(), now.into()]).await? == 1)
}
