//! Trainings: hours done elsewhere than in class, claimed by a learner or recorded by the organisation; and the roster to which hours belong.

use crate::{Result, Row, Tx, Value};
use uuid::Uuid;

macro_rules! columns {
    () => {
        "training.id, training.learner_id, training.kind, training.title, training.provider, training.split, training.ects, training.done_on, training.proof,
        training.status, training.note, training.recorded_by, training.recorded_at, training.settled_by, training.settled_at"
    };
}
macro_rules! person {
    () => {
        "learner.id, learner.person_id, learner.given_name, learner.family_name, learner.external_id, learner.unit_id, learner.arrived_on, learner.left_on,
        learner.search"
    };
}

statements! {
    INSERT = "INSERT INTO training (id, learner_id, kind, title, provider, split, ects, done_on, proof, status, note, recorded_by, recorded_at, settled_by, settled_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) ON CONFLICT (id) DO NOTHING";
    OF_LEARNER = concat!("SELECT ", columns!(), " FROM training WHERE learner_id = $1 ORDER BY done_on DESC, id DESC");
    OF_ORGANISATION = concat!("SELECT ", columns!(), " FROM learner JOIN training ON training.learner_id = learner.id
        WHERE learner.organisation_id = $1 ORDER BY training.recorded_at DESC, training.id DESC");
    BY_ID = concat!("SELECT ", columns!(), " FROM training JOIN learner ON learner.id = training.learner_id
        WHERE training.id = $1 AND learner.organisation_id = $2");
    // of two who decide at once the second finds another status than the one it saw
    SETTLE = "UPDATE training SET status = $3, note = $4, settled_by = $5, settled_at = $6 WHERE id = $1 AND status = $2";
    WITHDRAW = "DELETE FROM training WHERE id = $1 AND learner_id = $2 AND status = 'claimed'";
    ROSTER = concat!("SELECT ", person!(), " FROM learner WHERE learner.organisation_id = $1 ORDER BY learner.sort_name, learner.id");
    ROSTER_OF_COHORT = concat!("SELECT ", person!(), " FROM cohort_learner JOIN learner ON learner.id = cohort_learner.learner_id
        WHERE cohort_learner.cohort_id = $2 AND learner.organisation_id = $1 ORDER BY learner.sort_name, learner.id");
    MEMBERSHIPS = "SELECT cohort_learner.learner_id, cohort_learner.cohort_id FROM cohort JOIN cohort_learner ON cohort_learner.cohort_id = cohort.id
        WHERE cohort.organisation_id = $1";
    CLAIMED = "SELECT COUNT(*) FROM training JOIN learner ON learner.id = training.learner_id WHERE training.status = 'claimed' AND learner.organisation_id = $1";
}

/// Hours done elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Training {
    /// Version 7 UUID.
    pub id: Uuid,
    /// Whose.
    pub learner_id: Uuid,
    /// The domain's word: online, course…
    pub kind: String,
    /// What it was about.
    pub title: String,
    /// Who gave it.
    pub provider: String,
    /// Minutes by domain, JSON.
    pub split: String,
    /// Credits of its own, in hundredths.
    pub ects: i64,
    /// Its last day, in days since 1970-01-01.
    pub done_on: i64,
    /// What proves it, in words.
    pub proof: String,
    /// The domain's word: claimed, accepted, refused.
    pub status: String,
    /// Why it was refused.
    pub note: String,
    /// Who recorded it.
    pub recorded_by: Option<Uuid>,
    /// When, microseconds UTC.
    pub recorded_at: i64,
    /// Who accepted or refused it.
    pub settled_by: Option<Uuid>,
    /// When, microseconds UTC.
    pub settled_at: Option<i64>,
}

/// Somebody of the roster: what lists of hours need of a learner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rostered {
    /// The learner.
    pub id: Uuid,
    /// The person, once they have said who they are.
    pub person_id: Option<Uuid>,
    /// Given names.
    pub given_name: String,
    /// Family name.
    pub family_name: String,
    /// What the organisation calls them.
    pub external_id: Option<String>,
    /// Their unit.
    pub unit_id: Option<Uuid>,
    /// When they came, in days since 1970-01-01.
    pub arrived_on: Option<i64>,
    /// When they left, in days since 1970-01-01.
    pub left_on: Option<i64>,
    /// What a search looks through, folded.
    pub search: String,
}

fn read(row: &Row<'_>) -> Result<Training> {
    Ok(Training {
        id: row.get(0)?,
        learner_id: row.get(1)?,
        kind: row.get(2)?,
        title: row.get(3)?,
        provider: row.get(4)?,
        split: row.get(5)?,
        ects: row.get(6)?,
        done_on: row.get(7)?,
        proof: row.get(8)?,
        status: row.get(9)?,
        note: row.get(10)?,
        recorded_by: row.get(11)?,
        recorded_at: row.get(12)?,
        settled_by: row.get(13)?,
        settled_at: row.get(14)?,
    })
}

fn read_rostered(row: &Row<'_>) -> Result<Rostered> {
    Ok(Rostered {
        id: row.get(0)?,
        person_id: row.get(1)?,
        given_name: row.get(2)?,
        family_name: row.get(3)?,
        external_id: row.get(4)?,
        unit_id: row.get(5)?,
        arrived_on: row.get(6)?,
        left_on: row.get(7)?,
        search: row.get(8)?,
    })
}

fn values(training: &Training) -> [Value; 15] {
    [
        training.id.into(),
        training.learner_id.into(),
        training.kind.as_str().into(),
        training.title.as_str().into(),
        training.provider.as_str().into(),
        training.split.as_str().into(),
        training.ects.into(),
        training.done_on.into(),
        training.proof.as_str().into(),
        training.status.as_str().into(),
        training.note.as_str().into(),
        training.recorded_by.into(),
        training.recorded_at.into(),
        training.settled_by.into(),
        training.settled_at.into(),
    ]
}

/// Keeps one. `false` when one of this id is there already: the same form, sent twice.
pub async fn insert(tx: &mut Tx<'_>, training: &Training) -> Result<bool> {
    Ok(tx.execute(INSERT, &values(training)).await? == 1)
}

/// [`insert`] for many at once. Returns how many rows were given.
pub async fn insert_all(tx: &mut Tx<'_>, trainings: &[Training]) -> Result<u64> {
    tx.load(INSERT, trainings.iter().map(values)).await
}

/// Those of a learner, the latest first.
pub async fn of_learner(tx: &mut Tx<'_>, learner: Uuid) -> Result<Vec<Training>> {
    tx.all(OF_LEARNER, &[learner.into()], read).await
}

/// Those of everybody in an organisation, the last recorded first.
pub async fn of_organisation(tx: &mut Tx<'_>, organisation: Uuid) -> Result<Vec<Training>> {
    tx.all(OF_ORGANISATION, &[organisation.into()], read).await
}

/// One of a learner of this organisation.
pub async fn load(tx: &mut Tx<'_>, organisation: Uuid, id: Uuid) -> Result<Option<Training>> {
    tx.optional(BY_ID, &[id.into(), organisation.into()], read).await
}

/// Moves one from one status to another. `false` when it has another status than that.
pub async fn settle(tx: &mut Tx<'_>, id: Uuid, from: &str, to: &str, note: &str, by: Option<Uuid>, now: i64) -> Result<bool> {
    Ok(tx.execute(SETTLE, &[id.into(), from.into(), to.into(), note.into(), by.into(), now.into()]).await? == 1)
}

/// Takes back a claim that nobody has settled. `false` otherwise.
pub async fn withdraw(tx: &mut Tx<'_>, learner: Uuid, id: Uuid) -> Result<bool> {
    Ok(tx.execute(WITHDRAW, &[id.into(), learner.into()]).await? == 1)
}

/// Everybody of an organisation, or of one of its cohorts, by name.
pub async fn roster(tx: &mut Tx<'_>, organisation: Uuid, cohort: Option<Uuid>) -> Result<Vec<Rostered>> {
    match cohort {
        Some(cohort) => tx.all(ROSTER_OF_COHORT, &[organisation.into(), cohort.into()], read_rostered).await,
        None => tx.all(ROSTER, &[organisation.into()], read_rostered).await,
    }
}

/// Who is in which cohort of an organisation.
pub async fn memberships(tx: &mut Tx<'_>, organisation: Uuid) -> Result<Vec<(Uuid, Uuid)>> {
    tx.all(MEMBERSHIPS, &[organisation.into()], |row| Ok((row.get(0)?, row.get(1)?))).await
}

/// How many trainings of an organisation's learners wait for a decision.
pub async fn claimed(tx: &mut Tx<'_>, organisation: Uuid) -> Result<i64> {
    tx.one(CLAIMED, &[organisation.into()], |row| row.get(0)).await
}
