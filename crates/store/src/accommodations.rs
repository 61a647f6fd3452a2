//! Accommodations: what a candidate needs otherwise. Kept apart, since it tells of their health.

use crate::{Result, Row, Tx, Value};
use uuid::Uuid;

macro_rules! columns {
    () => {
        "candidate_id, extra_percent, needs, document, granted_by, granted_at"
    };
}

statements! {
    INSERT = concat!("INSERT INTO accommodation (", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6)");
    OF_CANDIDATE = concat!("SELECT ", columns!(), " FROM accommodation WHERE candidate_id = $1");
    PUT = concat!("INSERT INTO accommodation (", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (candidate_id) DO UPDATE SET
        extra_percent = excluded.extra_percent, needs = excluded.needs, document = excluded.document, granted_by = excluded.granted_by, granted_at = excluded.granted_at");
    REMOVE = "DELETE FROM accommodation WHERE candidate_id = $1";
    OF_EXAM = "SELECT a.candidate_id, a.extra_percent, a.needs, a.document, a.granted_by, a.granted_at FROM candidate c
        JOIN accommodation a ON a.candidate_id = c.id WHERE c.exam_id = $1 ORDER BY c.sort_name, c.id";
    // once nobody can appeal any more, or the exam did not take place
    PURGE = "DELETE FROM accommodation WHERE candidate_id IN (SELECT a.candidate_id FROM accommodation a JOIN candidate c ON c.id = a.candidate_id
        JOIN exam e ON e.id = c.exam_id WHERE e.published_at < $1 OR (e.status = 'cancelled' AND e.updated_at < $1) LIMIT $2)";
    EXTRA_OF_EXAM = "SELECT a.candidate_id, a.extra_percent FROM candidate c JOIN accommodation a ON a.candidate_id = c.id WHERE c.exam_id = $1";
}

/// What a candidate needs otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accommodation {
    /// The candidate.
    pub candidate_id: Uuid,
    /// Extra time, in percent of the exam's.
    pub extra_percent: i64,
    /// What else is needed, in words.
    pub needs: String,
    /// Which decision grants it, in words.
    pub document: String,
    /// Who granted it here.
    pub granted_by: Option<Uuid>,
    /// When, microseconds UTC.
    pub granted_at: i64,
}

fn read(row: &Row<'_>) -> Result<Accommodation> {
    Ok(Accommodation {
        candidate_id: row.get(0)?,
        extra_percent: row.get(1)?,
        needs: row.get(2)?,
        document: row.get(3)?,
        granted_by: row.get(4)?,
        granted_at: row.get(5)?,
    })
}

fn values(accommodation: &Accommodation) -> [Value; 6] {
    [
        accommodation.candidate_id.into(),
        accommodation.extra_percent.into(),
        accommodation.needs.as_str().into(),
        accommodation.document.as_str().into(),
        accommodation.granted_by.into(),
        accommodation.granted_at.into(),
    ]
}

/// Keeps one.
pub async fn insert(tx: &mut Tx<'_>, accommodation: &Accommodation) -> Result<()> {
    tx.execute(INSERT, &values(accommodation)).await.map(drop)
}

/// What this candidate needs.
pub async fn of_candidate(tx: &mut Tx<'_>, candidate: Uuid) -> Result<Option<Accommodation>> {
    tx.optional(OF_CANDIDATE, &[candidate.into()], read).await
}

/// Keeps one, in the place of what was granted before.
pub async fn put(tx: &mut Tx<'_>, accommodation: &Accommodation) -> Result<()> {
    tx.execute(PUT, &values(accommodation)).await.map(drop)
}

/// Takes it back. `false` when there was none.
pub async fn remove(tx: &mut Tx<'_>, candidate: Uuid) -> Result<bool> {
    Ok(tx.execute(REMOVE, &[candidate.into()]).await? == 1)
}

/// What the candidates of an exam need, by their names: for who grants it and who watches the exam.
pub async fn of_exam(tx: &mut Tx<'_>, exam: Uuid) -> Result<Vec<Accommodation>> {
    tx.all(OF_EXAM, &[exam.into()], read).await
}

/// Extra time alone, in percent, of each candidate of an exam who has some: for everybody of the centre.
pub async fn extra_of_exam(tx: &mut Tx<'_>, exam: Uuid) -> Result<Vec<(Uuid, i64)>> {
    tx.all(EXTRA_OF_EXAM, &[exam.into()], |row| Ok((row.get(0)?, row.get(1)?))).await
}

/// Forgets those of exams whose results were published, or that were called off, before a moment. Returns how many.
pub async fn purge(tx: &mut Tx<'_>, before: i64, at_most: i64) -> Result<u64> {
    tx.execute(PURGE, &[before.into(), at_most.into()]).await
}
