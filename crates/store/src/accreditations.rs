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
    OF_ORGANISATION = concat!("SELECT ", columns!(), " FROM accreditation WHERE organisation_id = $1");
    ALL = "SELECT a.id, a.organisation_id, a.status, a.number, a.statement, a.contact, a.note, a.until, a.asked_by, a.asked_at, a.decided_by, a.decided_at, o.name, o.region, o.kind, o.finess
        FROM accreditation a JOIN organisation o ON o.id = a.organisation_id ORDER BY a.asked_at DESC, a.id LIMIT $1";
    // whoever asks again says everything again; the number stays that of the centre
    ASK = concat!("INSERT INTO accreditation (", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        ON CONFLICT (organisation_id) DO UPDATE SET status = excluded.status, statement = excluded.statement, contact = excluded.contact,
        asked_by = excluded.asked_by, asked_at = excluded.asked_at, decided_by = NULL, decided_at = NULL");
    // of two who decide, the second is told
    DECIDE = "UPDATE accreditation SET status = $3, number = COALESCE(number, $4), note = $5, until = $6, decided_by = $7, decided_at = $8
        WHERE id = $1 AND status = $2 AND asked_at = $9 AND (decided_at = $10 OR (decided_at IS NULL AND $10 = 0))";
    WAITING = "SELECT COUNT(*) FROM accreditation WHERE status = 'asked'";
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

/// That of an organisation.
pub async fn of_organisation(tx: &mut Tx<'_>, organisation: Uuid) -> Result<Option<Accreditation>> {
    tx.optional(OF_ORGANISATION, &[organisation.into()], read).await
}

/// An accreditation with the organisation it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The accreditation.
    pub accreditation: Accreditation,
    /// Name of the organisation.
    pub name: String,
    /// Code of its region.
    pub region: Option<String>,
    /// What kind it is of.
    pub kind: String,
    /// Its FINESS number.
    pub finess: Option<String>,
}

/// All of them, the last asked first.
pub async fn all(tx: &mut Tx<'_>, at_most: i64) -> Result<Vec<Asked>> {
    let asked = |row: &Row<'_>| Ok(Asked { accreditation: read(row)?, name: row.get(12)?, region: row.get(13)?, kind: row.get(14)?, finess: row.get(15)? });
    tx.all(ALL, &[at_most.into()], asked).await
}

/// How many wait for the certifier.
pub async fn waiting(tx: &mut Tx<'_>) -> Result<i64> {
    tx.one(WAITING, &[], |row| row.get(0)).await
}

/// Keeps what an organisation asks, in the place of what it asked before.
pub async fn ask(tx: &mut Tx<'_>, accreditation: &Accreditation) -> Result<()> {
    tx.execute(ASK, &values(accreditation)).await.map(drop)
}

/// What the certifier says of one that it read as `seen`; its number is kept where it has one. `false` when somebody was first.
pub async fn decide(tx: &mut Tx<'_>, seen: &Accreditation, decided: &Accreditation) -> Result<bool> {
    let args = [
        seen.id.into(),
        seen.status.as_str().into(),
        decided.status.as_str().into(),
        decided.number.as_deref().into(),
        decided.note.as_str().into(),
        decided.until.into(),
        decided.decided_by.into(),
        decided.decided_at.into(),
        seen.asked_at.into(),
        seen.decided_at.unwrap_or(0).into(),
    ];
    Ok(tx.execute(DECIDE, &args).await? == 1)
}
