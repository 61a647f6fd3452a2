//! Candidates: who is enrolled in an exam.

use crate::{Result, Row, Tx, Value};
use uuid::Uuid;

macro_rules! columns {
    () => {
        "id, exam_id, person_id, learner_id, code, token_hash, family_name, given_name, usual_name, birth_date, civil, email, email_folded, external_id, language, sort_name, search, status, convoked_at, convoked_revision, confirmed_at, checked_in_at, checked_by, document, created_by, created_at, updated_at"
    };
}

statements! {
    INSERT = concat!("INSERT INTO candidate (", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27)");
    BY_ID = concat!("SELECT ", columns!(), " FROM candidate WHERE id = $1");
    IN_EXAM = concat!("SELECT ", columns!(), " FROM candidate WHERE id = $1 AND exam_id = $2");
    OF_EXAM = concat!("SELECT ", columns!(), " FROM candidate WHERE exam_id = $1 ORDER BY sort_name, id");
    BY_CODE = concat!("SELECT ", columns!(), " FROM candidate WHERE exam_id = $1 AND code = $2");
    BY_TOKEN = concat!("SELECT ", columns!(), " FROM candidate WHERE token_hash = $1");
    OF_PERSON = concat!("SELECT ", columns!(), " FROM candidate WHERE person_id = $1 ORDER BY created_at DESC, id DESC");
    // whoever is on the list already stays as they are
    ENROL = concat!("INSERT INTO candidate (", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27)
        ON CONFLICT (exam_id, sort_name, birth_date) DO NOTHING");
    RETURN = "UPDATE candidate SET status = 'enrolled', convoked_revision = NULL, updated_at = $4
        WHERE exam_id = $1 AND sort_name = $2 AND birth_date = $3 AND status = 'withdrawn'";
    COUNTED = "SELECT COUNT(*) FROM candidate WHERE exam_id = $1 AND status <> 'withdrawn'";
    // of two tabs that save, the second is told
    CHANGE = "UPDATE candidate SET family_name = $3, given_name = $4, usual_name = $5, birth_date = $6, civil = $7, email = $8, email_folded = $9,
        external_id = $10, language = $11, sort_name = $12, search = $13, convoked_revision = $14, updated_at = $15 WHERE id = $1 AND updated_at = $2";
    // who was let in is taken off the list no more
    WITHDRAW = "UPDATE candidate SET status = 'withdrawn', updated_at = $3 WHERE id = $1 AND exam_id = $2 AND status IN ('enrolled', 'confirmed')
        AND NOT EXISTS (SELECT 1 FROM sitting WHERE sitting.candidate_id = candidate.id)";
    REMOVE = "DELETE FROM candidate WHERE id = $1 AND exam_id = $2 AND convoked_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM sitting WHERE sitting.candidate_id = candidate.id)";
    CONVOKE = "UPDATE candidate SET convoked_at = $3, convoked_revision = $2, updated_at = $3 WHERE id = $1
        AND status IN ('enrolled', 'confirmed') AND (convoked_revision IS NULL OR convoked_revision < $2)";
    CONFIRM = "UPDATE candidate SET status = 'confirmed', confirmed_at = $2, updated_at = $2 WHERE id = $1 AND status = 'enrolled'";
    BIND = "UPDATE candidate SET person_id = $2, updated_at = $3 WHERE id = $1 AND (person_id IS NULL OR person_id = $2)";
    SET_STATUS = "UPDATE candidate SET status = $2, updated_at = $3 WHERE id = $1";
    CHECK_IN = "UPDATE candidate SET status = 'present', checked_in_at = $4, checked_by = $2, document = $3, updated_at = $4
        WHERE id = $1 AND status IN ('enrolled', 'confirmed', 'absent')";
    UNDO_CHECK_IN = "UPDATE candidate SET status = 'enrolled', checked_in_at = NULL, checked_by = NULL, document = NULL, updated_at = $2
        WHERE id = $1 AND status = 'present' AND NOT EXISTS (SELECT 1 FROM sitting WHERE sitting.candidate_id = candidate.id AND sitting.status <> 'void')";
    MARK_ABSENT = "UPDATE candidate SET status = 'absent', updated_at = $2 WHERE exam_id = $1 AND status IN ('enrolled', 'confirmed')";
    COUNTS = "SELECT candidate.exam_id, COUNT(*), COUNT(convoked_at), COUNT(confirmed_at), COUNT(checked_in_at)
        FROM candidate JOIN exam ON exam.id = candidate.exam_id WHERE exam.organisation_id = $1 AND candidate.status <> 'withdrawn' GROUP BY candidate.exam_id";
    // what the centre learns of a result, once it is published: certified or not
    OUTCOMES = "SELECT candidate.id, CAST(CASE WHEN certificate.id IS NULL THEN 0 ELSE 1 END AS BIGINT) FROM candidate
        JOIN exam ON exam.id = candidate.exam_id
        JOIN sitting ON sitting.candidate_id = candidate.id AND sitting.status = 'ended'
        LEFT JOIN certificate ON certificate.sitting_id = sitting.id AND certificate.revoked_at IS NULL
        WHERE candidate.exam_id = $1 AND exam.status = 'published'";
}

/// One person's candidacy in an exam.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Version 7 UUID.
    pub id: Uuid,
    /// The exam.
    pub exam_id: Uuid,
    /// Whose account it is, once they said so.
    pub person_id: Option<Uuid>,
    /// The learner of the centre it was made from.
    pub learner_id: Option<Uuid>,
    /// What the candidate types to sit down.
    pub code: String,
    /// Digest of the token of the convocation's link.
    pub token_hash: Option<Vec<u8>>,
    /// Birth name.
    pub family_name: String,
    /// First given name.
    pub given_name: String,
    /// Name in use, where it is another.
    pub usual_name: Option<String>,
    /// Day of birth, `YYYY-MM-DD`.
    pub birth_date: String,
    /// What the Caisse des Dépôts asks besides (JSON): sex, place and country of birth.
    pub civil: String,
    /// Where the convocation goes.
    pub email: Option<String>,
    /// The same, folded.
    pub email_folded: Option<String>,
    /// The centre's own number.
    pub external_id: Option<String>,
    /// Of the pages and mails: fr, en.
    pub language: String,
    /// By which lists are sorted.
    pub sort_name: String,
    /// What a search looks through, folded by the caller.
    pub search: String,
    /// The domain's word: enrolled, confirmed, present, absent, withdrawn.
    pub status: String,
    /// When the last convocation went, microseconds UTC.
    pub convoked_at: Option<i64>,
    /// The exam's revision that it said.
    pub convoked_revision: Option<i64>,
    /// When the candidate confirmed, microseconds UTC.
    pub confirmed_at: Option<i64>,
    /// When their identity was checked, microseconds UTC.
    pub checked_in_at: Option<i64>,
    /// The invigilator who checked it.
    pub checked_by: Option<Uuid>,
    /// What they showed: identity-card, passport, residence-permit, other.
    pub document: Option<String>,
    /// Who enrolled them.
    pub created_by: Option<Uuid>,
    /// When, microseconds UTC.
    pub created_at: i64,
    /// When it was changed last, microseconds UTC.
    pub updated_at: i64,
}

impl Candidate {
    /// One of whom nothing is known yet.
    #[must_use]
    pub fn blank(id: Uuid, exam_id: Uuid, now: i64) -> Self {
        Self {
            id,
            exam_id,
            person_id: None,
            learner_id: None,
            code: String::new(),
            token_hash: None,
            family_name: String::new(),
            given_name: String::new(),
            usual_name: None,
            birth_date: String::new(),
            civil: "{}".into(),
            email: None,
            email_folded: None,
            external_id: None,
            language: String::new(),
            sort_name: String::new(),
            search: String::new(),
            status: String::new(),
            convoked_at: None,
            convoked_revision: None,
            confirmed_at: None,
            checked_in_at: None,
            checked_by: None,
            document: None,
            created_by: None,
            created_at: now,
            updated_at: now,
        }
    }
}

fn read(row: &Row<'_>) -> Result<Candidate> {
    Ok(Candidate {
        id: row.get(0)?,
        exam_id: row.get(1)?,
        person_id: row.get(2)?,
        learner_id: row.get(3)?,
        code: row.get(4)?,
        token_hash: row.get(5)?,
        family_name: row.get(6)?,
        given_name: row.get(7)?,
        usual_name: row.get(8)?,
        birth_date: row.get(9)?,
        civil: row.get(10)?,
        email: row.get(11)?,
        email_folded: row.get(12)?,
        external_id: row.get(13)?,
        language: row.get(14)?,
        sort_name: row.get(15)?,
        search: row.get(16)?,
        status: row.get(17)?,
        convoked_at: row.get(18)?,
        convoked_revision: row.get(19)?,
        confirmed_at: row.get(20)?,
        checked_in_at: row.get(21)?,
        checked_by: row.get(22)?,
        document: row.get(23)?,
        created_by: row.get(24)?,
        created_at: row.get(25)?,
        updated_at: row.get(26)?,
    })
}

fn values(candidate: &Candidate) -> [Value; 27] {
    [
        candidate.id.into(),
        candidate.exam_id.into(),
        candidate.person_id.into(),
        candidate.learner_id.into(),
        candidate.code.as_str().into(),
        candidate.token_hash.as_deref().into(),
        candidate.family_name.as_str().into(),
        candidate.given_name.as_str().into(),
        candidate.usual_name.as_deref().into(),
        candidate.birth_date.as_str().into(),
        candidate.civil.as_str().into(),
        candidate.email.as_deref().into(),
        candidate.email_folded.as_deref().into(),
        candidate.external_id.as_deref().into(),
        candidate.language.as_str().into(),
        candidate.sort_name.as_str().into(),
        candidate.search.as_str().into(),
        candidate.status.as_str().into(),
        candidate.convoked_at.into(),
        candidate.convoked_revision.into(),
        candidate.confirmed_at.into(),
        candidate.checked_in_at.into(),
        candidate.checked_by.into(),
        candidate.document.as_deref().into(),
        candidate.created_by.into(),
        candidate.created_at.into(),
        candidate.updated_at.into(),
    ]
}

/// Keeps one.
pub async fn insert(tx: &mut Tx<'_>, candidate: &Candidate) -> Result<()> {
    tx.execute(INSERT, &values(candidate)).await.map(drop)
}

/// [`insert`] for many at once. Returns how many.
pub async fn insert_all(tx: &mut Tx<'_>, candidates: &[Candidate]) -> Result<u64> {
    tx.load(INSERT, candidates.iter().map(values)).await
}

/// The one of this name.
pub async fn load(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<Candidate>> {
    tx.optional(BY_ID, &[id.into()], read).await
}

/// One of this exam.
pub async fn in_exam(tx: &mut Tx<'_>, exam: Uuid, id: Uuid) -> Result<Option<Candidate>> {
    tx.optional(IN_EXAM, &[id.into(), exam.into()], read).await
}

/// Those of an exam, by name, whoever was taken off the list among them.
pub async fn of_exam(tx: &mut Tx<'_>, exam: Uuid) -> Result<Vec<Candidate>> {
    tx.all(OF_EXAM, &[exam.into()], read).await
}

/// The one of an exam who types this.
pub async fn by_code(tx: &mut Tx<'_>, exam: Uuid, code: &str) -> Result<Option<Candidate>> {
    tx.optional(BY_CODE, &[exam.into(), code.into()], read).await
}

/// The one whose convocation has a link of this digest.
pub async fn by_token(tx: &mut Tx<'_>, token_hash: &[u8]) -> Result<Option<Candidate>> {
    tx.optional(BY_TOKEN, &[token_hash.into()], read).await
}

/// Those of a person, the last first.
pub async fn of_person(tx: &mut Tx<'_>, person: Uuid) -> Result<Vec<Candidate>> {
    tx.all(OF_PERSON, &[person.into()], read).await
}

/// Puts somebody on the list. `false` when somebody of this name and day of birth is on it. `Conflict` when the code is taken.
pub async fn enrol(tx: &mut Tx<'_>, candidate: &Candidate) -> Result<bool> {
    Ok(tx.execute(ENROL, &values(candidate)).await? == 1)
}

/// Puts somebody on the list again who was taken off. `false` when nobody was.
pub async fn return_to_list(tx: &mut Tx<'_>, exam: Uuid, sort_name: &str, birth_date: &str, now: i64) -> Result<bool> {
    Ok(tx.execute(RETURN, &[exam.into(), sort_name.into(), birth_date.into(), now.into()]).await? == 1)
}

/// How many seats of an exam are taken.
pub async fn counted(tx: &mut Tx<'_>, exam: Uuid) -> Result<i64> {
    tx.one(COUNTED, &[exam.into()], |row| row.get(0)).await
}

/// Writes what a form can change of one that was read as it was at `seen`. `false` when it changed since; `Conflict` when another of the
/// exam has this name and day of birth.
pub async fn change(tx: &mut Tx<'_>, candidate: &Candidate, seen: i64) -> Result<bool> {
    let args = [
        candidate.id.into(),
        seen.into(),
        candidate.family_name.as_str().into(),
        candidate.given_name.as_str().into(),
        candidate.usual_name.as_deref().into(),
        candidate.birth_date.as_str().into(),
        candidate.civil.as_str().into(),
        candidate.email.as_deref().into(),
        candidate.email_folded.as_deref().into(),
        candidate.external_id.as_deref().into(),
        candidate.language.as_str().into(),
        candidate.sort_name.as_str().into(),
        candidate.search.as_str().into(),
        candidate.convoked_revision.into(),
        candidate.updated_at.into(),
    ];
    Ok(tx.execute(CHANGE, &args).await? == 1)
}

/// Takes somebody off the list who has not sat down. `false` otherwise.
pub async fn withdraw(tx: &mut Tx<'_>, exam: Uuid, id: Uuid, now: i64) -> Result<bool> {
    Ok(tx.execute(WITHDRAW, &[id.into(), exam.into(), now.into()]).await? == 1)
}

/// Forgets somebody who was never told of the exam and has not sat down. `false` otherwise.
pub async fn remove(tx: &mut Tx<'_>, exam: Uuid, id: Uuid) -> Result<bool> {
    Ok(tx.execute(REMOVE, &[id.into(), exam.into()]).await? == 1)
}

/// Notes that somebody is told of the exam as it is at this revision. `false` when they were, or are expected no more.
pub async fn convoked(tx: &mut Tx<'_>, id: Uuid, revision: i64, now: i64) -> Result<bool> {
    Ok(tx.execute(CONVOKE, &[id.into(), revision.into(), now.into()]).await? == 1)
}

/// Notes that they come. `false` when they had said so, or are expected no more.
pub async fn confirm(tx: &mut Tx<'_>, id: Uuid, now: i64) -> Result<bool> {
    Ok(tx.execute(CONFIRM, &[id.into(), now.into()]).await? == 1)
}

/// Says whose account it is. `false` when it is somebody else's; `Conflict` when they have another candidacy in this exam.
pub async fn bind(tx: &mut Tx<'_>, id: Uuid, person: Uuid, now: i64) -> Result<bool> {
    Ok(tx.execute(BIND, &[id.into(), person.into(), now.into()]).await? == 1)
}

/// Says where they stand.
pub async fn set_status(tx: &mut Tx<'_>, id: Uuid, status: &str, now: i64) -> Result<bool> {
    Ok(tx.execute(SET_STATUS, &[id.into(), status.into(), now.into()]).await? == 1)
}

/// Notes that their identity was checked. `false` when it was, or they are off the list.
pub async fn check_in(tx: &mut Tx<'_>, id: Uuid, invigilator: Uuid, document: &str, now: i64) -> Result<bool> {
    Ok(tx.execute(CHECK_IN, &[id.into(), invigilator.into(), document.into(), now.into()]).await? == 1)
}

/// Takes a check back, made on somebody else by mistake. `false` once they sat down.
pub async fn undo_check_in(tx: &mut Tx<'_>, id: Uuid, now: i64) -> Result<bool> {
    Ok(tx.execute(UNDO_CHECK_IN, &[id.into(), now.into()]).await? == 1)
}

/// Whoever was expected did not come. Returns how many.
pub async fn mark_absent(tx: &mut Tx<'_>, exam: Uuid, now: i64) -> Result<u64> {
    tx.execute(MARK_ABSENT, &[exam.into(), now.into()]).await
}

/// How many are on the list of an exam, and how far they are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// On the list.
    pub enrolled: i64,
    /// Told of the exam.
    pub convoked: i64,
    /// Said that they come.
    pub confirmed: i64,
    /// Let in.
    pub present: i64,
}

/// The counts of each exam of an organisation that has candidates.
pub async fn counts(tx: &mut Tx<'_>, organisation: Uuid) -> Result<Vec<(Uuid, Counts)>> {
    let counts = |row: &Row<'_>| Ok((row.get(0)?, Counts { enrolled: row.get(1)?, convoked: row.get(2)?, confirmed: row.get(3)?, present: row.get(4)? }));
    tx.all(COUNTS, &[organisation.into()], counts).await
}

/// Of whoever sat an exam whose results are published: whether they hold a certificate of it.
pub async fn outcomes(tx: &mut Tx<'_>, exam: Uuid) -> Result<Vec<(Uuid, bool)>> {
    tx.all(OUTCOMES, &[exam.into()], |row| Ok((row.get(0)?, row.get::<i64>(1)? == 1))).await
}
