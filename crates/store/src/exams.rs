//! Exams: dated examinations at a centre.

use crate::{Result, Row, Tx, Value};
use uuid::Uuid;

macro_rules! columns {
    () => {
        "id, organisation_id, room_id, number, centre_name, place, search, starts_at, seats, status, start_code, watch_hash, note, revision, created_by, created_at, updated_at, opened_at, finished_at, finalised_at, decided_at, published_at"
    };
}

statements! {
    INSERT = concat!("INSERT INTO exam (", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)");
    BY_ID = concat!("SELECT ", columns!(), " FROM exam WHERE id = $1");
}

/// A dated examination.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exam {
    /// Version 7 UUID.
    pub id: Uuid,
    /// The centre.
    pub organisation_id: Option<Uuid>,
    /// The room.
    pub room_id: Option<Uuid>,
    /// What candidates and invigilators type.
    pub number: String,
    /// Name of the centre, as it was then.
    pub centre_name: String,
    /// Room and address, as printed.
    pub place: String,
    /// What a search looks through, folded by the caller.
    pub search: String,
    /// When candidates are expected, microseconds UTC.
    pub starts_at: i64,
    /// How many candidates at the most.
    pub seats: i64,
    /// The domain's word: draft, open, running, finished, finalised, decided, published, cancelled.
    pub status: String,
    /// What the invigilator writes on the board, once the exam runs.
    pub start_code: Option<String>,
    /// Digest of the invigilators' code.
    pub watch_hash: Option<Vec<u8>>,
    /// What invigilators must know.
    pub note: String,
    /// Rises with each change that a convocation says.
    pub revision: i64,
    /// Who made it.
    pub created_by: Option<Uuid>,
    /// When, microseconds UTC.
    pub created_at: i64,
    /// When it was changed last, microseconds UTC.
    pub updated_at: i64,
    /// When the first candidate could begin, microseconds UTC.
    pub opened_at: Option<i64>,
    /// When the invigilator closed it, microseconds UTC.
    pub finished_at: Option<i64>,
    /// When the centre sent it, microseconds UTC.
    pub finalised_at: Option<i64>,
    /// When the jury had decided on every sitting, microseconds UTC.
    pub decided_at: Option<i64>,
    /// When its results were published, microseconds UTC.
    pub published_at: Option<i64>,
}

fn read(row: &Row<'_>) -> Result<Exam> {
    Ok(Exam {
        id: row.get(0)?,
        organisation_id: row.get(1)?,
        room_id: row.get(2)?,
        number: row.get(3)?,
        centre_name: row.get(4)?,
        place: row.get(5)?,
        search: row.get(6)?,
        starts_at: row.get(7)?,
        seats: row.get(8)?,
        status: row.get(9)?,
        start_code: row.get(10)?,
        watch_hash: row.get(11)?,
        note: row.get(12)?,
        revision: row.get(13)?,
        created_by: row.get(14)?,
        created_at: row.get(15)?,
        updated_at: row.get(16)?,
        opened_at: row.get(17)?,
        finished_at: row.get(18)?,
        finalised_at: row.get(19)?,
        decided_at: row.get(20)?,
        published_at: row.get(21)?,
    })
}

fn values(exam: &Exam) -> [Value; 22] {
    [
        exam.id.into(),
        exam.organisation_id.into(),
        exam.room_id.into(),
        exam.number.as_str().into(),
        exam.centre_name.as_str().into(),
        exam.place.as_str().into(),
        exam.search.as_str().into(),
        exam.starts_at.into(),
        exam.seats.into(),
        exam.status.as_str().into(),
        exam.start_code.as_deref().into(),
        exam.watch_hash.as_deref().into(),
        exam.note.as_str().into(),
        exam.revision.into(),
        exam.created_by.into(),
        exam.created_at.into(),
        exam.updated_at.into(),
        exam.opened_at.into(),
        exam.finished_at.into(),
        exam.finalised_at.into(),
        exam.decided_at.into(),
        exam.published_at.into(),
    ]
}

/// Keeps one.
pub async fn insert(tx: &mut Tx<'_>, exam: &Exam) -> Result<()> {
    tx.execute(INSERT, &values(exam)).await.map(drop)
}

/// The one of this name.
pub async fn load(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<Exam>> {
    tx.optional(BY_ID, &[id.into()], read).await
}
