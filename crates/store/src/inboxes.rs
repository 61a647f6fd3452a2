//! What waits for whoever runs an organisation: each read by an index, and none of them large.

use crate::{Result, Tx};
use uuid::Uuid;

statements! {
    // lists of presence that nobody closed, of sessions that are over
    OPEN_LESSONS = "SELECT COUNT(*) FROM lesson WHERE organisation_id = $1 AND starts_at > $2 AND starts_at < $3 AND closed_at IS NULL";
    // cohorts that end about now, and how many of their people have no attestation that holds
    UNPROVED = "SELECT cohort.id, cohort.name, cohort.ends_on, COUNT(*) FROM cohort JOIN cohort_learner ON cohort_learner.cohort_id = cohort.id
         JOIN learner ON learner.id = cohort_learner.learner_id
         WHERE cohort.organisation_id = $1 AND cohort.ends_on >= $2 AND cohort.ends_on <= $3 AND learner.left_on IS NULL
         AND NOT EXISTS (SELECT 1 FROM attestation WHERE attestation.learner_id = learner.id AND attestation.revoked_at IS NULL)
         GROUP BY cohort.id, cohort.name, cohort.ends_on ORDER BY cohort.ends_on, cohort.id";
    FILES = "SELECT id, name FROM import WHERE organisation_id = $1 AND settled_at IS NULL ORDER BY created_at DESC, id DESC LIMIT $2";
    SOMEBODY = "SELECT id FROM learner WHERE organisation_id = $1 LIMIT 1";
}

/// How many sessions in class, begun after one moment and before another, have a list of presence that nobody closed.
pub async fn open_lessons(tx: &mut Tx<'_>, organisation: Uuid, after: i64, before: i64) -> Result<i64> {
    tx.one(OPEN_LESSONS, &[organisation.into(), after.into(), before.into()], |row| row.get(0)).await
}

/// A cohort whose people lack attestations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unproved {
    /// The cohort.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Its last day, in days since 1970-01-01.
    pub ends_on: i64,
    /// How many have none.
    pub people: i64,
}

/// Cohorts that end from one day to another and have people without an attestation.
pub async fn unproved(tx: &mut Tx<'_>, organisation: Uuid, from: i64, to: i64) -> Result<Vec<Unproved>> {
    tx.all(UNPROVED, &[organisation.into(), from.into(), to.into()], |row| {
        Ok(Unproved { id: row.get(0)?, name: row.get(1)?, ends_on: row.get(2)?, people: row.get(3)? })
    })
    .await
}

/// Files of people that were begun and not settled, the last first, at most so many: each with its name.
pub async fn files(tx: &mut Tx<'_>, organisation: Uuid, at_most: i64) -> Result<Vec<(Uuid, String)>> {
    tx.all(FILES, &[organisation.into(), at_most.into()], |row| Ok((row.get(0)?, row.get(1)?))).await
}

/// Whether anybody is on the list at all.
pub async fn has_somebody(tx: &mut Tx<'_>, organisation: Uuid) -> Result<bool> {
    Ok(tx.optional(SOMEBODY, &[organisation.into()], |row| row.get::<Uuid>(0)).await?.is_some())
}
