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
