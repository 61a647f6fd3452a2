//! Accreditations: which organisations hold exams.

use crate::{Result, Row, Tx, Value};
use uuid::Uuid;

macro_rules! columns {
    () => {
        "id, organisation_id, status, number, statement, contact, note, until, asked_by, asked_at, decided_by, decided_at"
    };
}

statements! {
    INSERT = concat!("INSERT INTO accreditation (", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)");
    BY_ID = concat!("SELECT ", columns!(), " FROM accreditation WHERE id = $1");
}

/// An accreditation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accreditation {
    /// Version 7 UUID.
    pub id: Uuid,
    /// The organisation.
    pub organisation_id: Uuid,
    /// The domain's word: asked, granted, refused, suspended.
    pub status: String,
    /// The number of the centre, once it was granted one.
    pub number: Option<String>,
    /// What the centre says of its rooms and machines, and what it commits to (JSON).
    pub statement: String,
    /// Address to write to.
    pub contact: String,
    /// The certifier's reasons, as the centre reads them.
    pub note: String,
    /// Last day of the accreditation, in days since 1970-01-01.
    pub until: Option<i64>,
    /// Who asked.
    pub asked_by: Option<Uuid>,
    /// When, microseconds UTC.
    pub asked_at: i64,
    /// Who decided last.
    pub decided_by: Option<Uuid>,
    /// When, microseconds UTC.
    pub decided_at: Option<i64>,
}

fn read(row: &Row<'_>) -> Result<Accreditation> {
    Ok(Accreditation {
        id: row.get(0)?,
        organisation_id: row.get(1)?,
        status: row.get(2)?,
        number: row.get(3)?,
        statement: row.get(4)?,
        contact: row.get(5)?,
        note: row.get(6)?,
        until: row.get(7)?,
        asked_by: row.get(8)?,
        asked_at: row.get(9)?,
        decided_by: row.get(10)?,
        decided_at: row.get(11)?,
    })
}

fn values(accreditation: &Accreditation) -> [Value; 12] {
    [
        accreditation.id.into(),
        accreditation.organisation_id.into(),
        accreditation.status.as_str().into(),
        accreditation.number.as_deref().into(),
        accreditation.statement.as_str().into(),
        accreditation.contact.as_str().into(),
        accreditation.note.as_str().into(),
        accreditation.until.into(),
        accreditation.asked_by.into(),
        accreditation.asked_at.into(),
        accreditation.decided_by.into(),
        accreditation.decided_at.into(),
    ]
}

/// Keeps one.
pub async fn insert(tx: &mut Tx<'_>, accreditation: &Accreditation) -> Result<()> {
    tx.execute(INSERT, &values(accreditation)).await.map(drop)
}

/// The one of this name.
pub async fn load(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<Accreditation>> {
    tx.optional(BY_ID, &[id.into()], read).await
}
