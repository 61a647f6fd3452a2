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
    IN_ORGANISATION = concat!("SELECT ", columns!(), " FROM exam WHERE id = $1 AND organisation_id = $2");
    BY_NUMBER = concat!("SELECT ", columns!(), " FROM exam WHERE number = $1");
    OF_ORGANISATION = concat!("SELECT ", columns!(), " FROM exam WHERE organisation_id = $1 ORDER BY starts_at DESC, id DESC LIMIT $2");
    WITH_STATUS = concat!("SELECT ", columns!(), " FROM exam WHERE status = $1 ORDER BY starts_at, id LIMIT $2");
    // of two tabs that save, the second is told
    CHANGE = "UPDATE exam SET room_id = $3, place = $4, search = $5, starts_at = $6, seats = $7, note = $8, revision = $9, updated_at = $10
        WHERE id = $1 AND updated_at = $2 AND status IN ('draft', 'open')";
    // whoever changes what belongs to an exam holds it until they have
    HOLD = "UPDATE exam SET updated_at = updated_at WHERE id = $1";
    MOVE = "UPDATE exam SET status = $3, updated_at = $4,
        opened_at = CASE WHEN $3 = 'running' THEN COALESCE(opened_at, $4) ELSE opened_at END,
        finished_at = CASE WHEN $3 = 'finished' THEN $4 WHEN $3 = 'running' THEN NULL ELSE finished_at END,
        finalised_at = CASE WHEN $3 = 'finalised' THEN $4 ELSE finalised_at END,
        decided_at = CASE WHEN $3 = 'decided' THEN $4 ELSE decided_at END,
        published_at = CASE WHEN $3 = 'published' THEN $4 ELSE published_at END
        WHERE id = $1 AND status = $2";
    BEGIN = "UPDATE exam SET status = 'running', start_code = $2, updated_at = $3, opened_at = COALESCE(opened_at, $3) WHERE id = $1 AND status = 'open'";
    START_CODE = "UPDATE exam SET start_code = $2, updated_at = $3 WHERE id = $1";
    WATCH = "UPDATE exam SET watch_hash = $3, updated_at = $4 WHERE id = $1 AND organisation_id = $2 AND status IN ('draft', 'open', 'running')";
    UNSETTLED = "SELECT (SELECT COUNT(*) FROM sitting WHERE exam_id = $1 AND status IN ('waiting', 'running', 'paused')),
        (SELECT COUNT(*) FROM exam_alert JOIN sitting ON sitting.id = exam_alert.sitting_id WHERE sitting.exam_id = $1 AND exam_alert.status = 'open'),
        (SELECT COUNT(*) FROM exam_report WHERE exam_id = $1 AND status = 'draft')";
    DELETE = "DELETE FROM exam WHERE id = $1 AND organisation_id = $2 AND status = 'draft'";
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
    /// Sixteen drawn bytes, from which the secret of the installation makes the invigilators' code.
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

impl Exam {
    /// One of which nothing is said yet.
    #[must_use]
    pub fn blank(id: Uuid, now: i64) -> Self {
        Self {
            id,
            organisation_id: None,
            room_id: None,
            number: String::new(),
            centre_name: String::new(),
            place: String::new(),
            search: String::new(),
            starts_at: now,
            seats: 0,
            status: String::new(),
            start_code: None,
            watch_hash: None,
            note: String::new(),
            revision: 1,
            created_by: None,
            created_at: now,
            updated_at: now,
            opened_at: None,
            finished_at: None,
            finalised_at: None,
            decided_at: None,
            published_at: None,
        }
    }
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

/// One of this organisation.
pub async fn load_in(tx: &mut Tx<'_>, organisation: Uuid, id: Uuid) -> Result<Option<Exam>> {
    tx.optional(IN_ORGANISATION, &[id.into(), organisation.into()], read).await
}

/// The one that candidates and invigilators name.
pub async fn by_number(tx: &mut Tx<'_>, number: &str) -> Result<Option<Exam>> {
    tx.optional(BY_NUMBER, &[number.into()], read).await
}

/// Those of an organisation, the latest first.
pub async fn of_organisation(tx: &mut Tx<'_>, organisation: Uuid, at_most: i64) -> Result<Vec<Exam>> {
    tx.all(OF_ORGANISATION, &[organisation.into(), at_most.into()], read).await
}

/// Those of a status, the oldest first.
pub async fn with_status(tx: &mut Tx<'_>, status: &str, at_most: i64) -> Result<Vec<Exam>> {
    tx.all(WITH_STATUS, &[status.into(), at_most.into()], read).await
}

/// Writes what its form can change of one that was read as it was at `seen`. `false` when it changed since, or has begun.
pub async fn change(tx: &mut Tx<'_>, exam: &Exam, seen: i64) -> Result<bool> {
    let args = [
        exam.id.into(),
        seen.into(),
        exam.room_id.into(),
        exam.place.as_str().into(),
        exam.search.as_str().into(),
        exam.starts_at.into(),
        exam.seats.into(),
        exam.note.as_str().into(),
        exam.revision.into(),
        exam.updated_at.into(),
    ];
    Ok(tx.execute(CHANGE, &args).await? == 1)
}

/// Holds it to the end of the transaction. `false` when there is none.
pub async fn hold(tx: &mut Tx<'_>, id: Uuid) -> Result<bool> {
    Ok(tx.execute(HOLD, &[id.into()]).await? == 1)
}

/// Goes from one status to another, with the time of it. `false` when it is elsewhere.
pub async fn move_to(tx: &mut Tx<'_>, id: Uuid, from: &str, to: &str, now: i64) -> Result<bool> {
    Ok(tx.execute(MOVE, &[id.into(), from.into(), to.into(), now.into()]).await? == 1)
}

/// From convoked to running, with what is written on the board. `false` when it is elsewhere.
pub async fn begin(tx: &mut Tx<'_>, id: Uuid, start_code: &str, now: i64) -> Result<bool> {
    Ok(tx.execute(BEGIN, &[id.into(), start_code.into(), now.into()]).await? == 1)
}

/// Another word on the board, or none.
pub async fn set_start_code(tx: &mut Tx<'_>, id: Uuid, start_code: Option<&str>, now: i64) -> Result<bool> {
    Ok(tx.execute(START_CODE, &[id.into(), start_code.into(), now.into()]).await? == 1)
}

/// Another code for its invigilators. `false` when it is over.
pub async fn renew_watch(tx: &mut Tx<'_>, organisation: Uuid, id: Uuid, salt: &[u8], now: i64) -> Result<bool> {
    Ok(tx.execute(WATCH, &[id.into(), organisation.into(), salt.into(), now.into()]).await? == 1)
}

/// Takes a draft away with its candidates. `false` for anything else.
pub async fn delete(tx: &mut Tx<'_>, organisation: Uuid, id: Uuid) -> Result<bool> {
    Ok(tx.execute(DELETE, &[id.into(), organisation.into()]).await? == 1)
}

/// What keeps an exam from being sent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Unsettled {
    /// Sittings that wait or go on.
    pub sittings: i64,
    /// Alerts that nobody settled.
    pub alerts: i64,
    /// Reports that were begun and not signed.
    pub drafts: i64,
}

/// What is not settled of an exam.
pub async fn unsettled(tx: &mut Tx<'_>, id: Uuid) -> Result<Unsettled> {
    tx.one(UNSETTLED, &[id.into()], |row| Ok(Unsettled { sittings: row.get(0)?, alerts: row.get(1)?, drafts: row.get(2)? })).await
}
