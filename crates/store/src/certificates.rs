//! Certificates, as they were signed.

use crate::{Result, Row, Tx, Value};
use uuid::Uuid;

macro_rules! columns {
    () => {
        "id, number, sitting_id, person_id, family_name, given_name, birth_date, search, level, body, issued_at, valid_until, status_index, key_id, credential, jwt, revoked_at, revoked_reason"
    };
}

statements! {
    INSERT = concat!("INSERT INTO certificate (", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)");
    BY_ID = concat!("SELECT ", columns!(), " FROM certificate WHERE id = $1");
}

/// A certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// Version 7 UUID.
    pub id: Uuid,
    /// The code by which anybody verifies it.
    pub number: String,
    /// The sitting.
    pub sitting_id: Option<Uuid>,
    /// Whose account shows it.
    pub person_id: Option<Uuid>,
    /// Birth name.
    pub family_name: String,
    /// First given name.
    pub given_name: String,
    /// Day of birth, `YYYY-MM-DD`.
    pub birth_date: String,
    /// What a search looks through, folded by the caller.
    pub search: String,
    /// The level, from 0.
    pub level: i64,
    /// What it says besides (JSON).
    pub body: String,
    /// When, microseconds UTC.
    pub issued_at: i64,
    /// Until when, microseconds UTC; none for ever.
    pub valid_until: Option<i64>,
    /// Its place in the status list, from 0.
    pub status_index: i64,
    /// The key that signed it.
    pub key_id: Uuid,
    /// The Open Badge 3.0, with its proof (JSON).
    pub credential: String,
    /// The same as a VC-JWT.
    pub jwt: String,
    /// When it was revoked, microseconds UTC.
    pub revoked_at: Option<i64>,
    /// Why, as the verification page says it.
    pub revoked_reason: Option<String>,
}

fn read(row: &Row<'_>) -> Result<Certificate> {
    Ok(Certificate {
        id: row.get(0)?,
        number: row.get(1)?,
        sitting_id: row.get(2)?,
        person_id: row.get(3)?,
        family_name: row.get(4)?,
        given_name: row.get(5)?,
        birth_date: row.get(6)?,
        search: row.get(7)?,
        level: row.get(8)?,
        body: row.get(9)?,
        issued_at: row.get(10)?,
        valid_until: row.get(11)?,
        status_index: row.get(12)?,
        key_id: row.get(13)?,
        credential: row.get(14)?,
        jwt: row.get(15)?,
        revoked_at: row.get(16)?,
        revoked_reason: row.get(17)?,
    })
}

fn values(certificate: &Certificate) -> [Value; 18] {
    [
        certificate.id.into(),
        certificate.number.as_str().into(),
        certificate.sitting_id.into(),
        certificate.person_id.into(),
        certificate.family_name.as_str().into(),
        certificate.given_name.as_str().into(),
        certificate.birth_date.as_str().into(),
        certificate.search.as_str().into(),
        certificate.level.into(),
        certificate.body.as_str().into(),
        certificate.issued_at.into(),
        certificate.valid_until.into(),
        certificate.status_index.into(),
        certificate.key_id.into(),
        certificate.credential.as_str().into(),
        certificate.jwt.as_str().into(),
        certificate.revoked_at.into(),
        certificate.revoked_reason.as_deref().into(),
    ]
}

/// Keeps one.
pub async fn insert(tx: &mut Tx<'_>, certificate: &Certificate) -> Result<()> {
    tx.execute(INSERT, &values(certificate)).await.map(drop)
}

/// The one of this name.
pub async fn load(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<Certificate>> {
    tx.optional(BY_ID, &[id.into()], read).await
}
