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
