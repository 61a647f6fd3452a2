//! Cohorts: people who are trained together for a time, whatever their trade, school or unit.

use crate::{Result, Row, Tx, Value};
use uuid::Uuid;

macro_rules! columns {
    () => {
        "id, organisation_id, name, name_folded, starts_on, ends_on, ects, created_at"
    };
}

statements! {
    INSERT = concat!("INSERT INTO cohort (", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
    BY_ID = concat!("SELECT ", columns!(), " FROM cohort WHERE id = $1");
    OF_ORGANISATION = concat!("SELECT ", columns!(), " FROM cohort WHERE organisation_id = $1 ORDER BY name_folded");
    ADD = "INSERT INTO cohort_learner (cohort_id, learner_id) VALUES ($1, $2) ON CONFLICT (cohort_id, learner_id) DO NOTHING";
    REMOVE = "DELETE FROM cohort_learner WHERE cohort_id = $1 AND learner_id = $2";
    OF_LEARNER = "SELECT cohort_id FROM cohort_learner WHERE learner_id = $1 ORDER BY cohort_id";
    UPDATE = "UPDATE cohort SET name = $3, name_folded = $4, starts_on = $5, ends_on = $6, ects = $7 WHERE organisation_id = $1 AND id = $2";
    DELETE = "DELETE FROM cohort WHERE organisation_id = $1 AND id = $2";
    SIZES = "SELECT cohort_learner.cohort_id, COUNT(*) FROM cohort JOIN cohort_learner ON cohort_learner.cohort_id = cohort.id
         JOIN learner ON learner.id = cohort_learner.learner_id WHERE cohort.organisation_id = $1 AND learner.left_on IS NULL GROUP BY cohort_learner.cohort_id";
}

/// People who are trained together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cohort {
    /// Version 7 UUID.
    pub id: Uuid,
    /// The organisation.
    pub organisation_id: Uuid,
    /// As its people call it.
    pub name: String,
    /// Folded by the caller, unique in the organisation.
    pub name_folded: String,
    /// Its first day, in days since 1970-01-01.
    pub starts_on: Option<i64>,
    /// Its last day, in days since 1970-01-01.
    pub ends_on: Option<i64>,
    /// Credits that its 28 hours give, in hundredths.
    pub ects: i64,
    /// When it was made, microseconds UTC.
    pub created_at: i64,
}

fn read(row: &Row<'_>) -> Result<Cohort> {
    Ok(Cohort {
        id: row.get(0)?,
        organisation_id: row.get(1)?,
        name: row.get(2)?,
        name_folded: row.get(3)?,
        starts_on: row.get(4)?,
        ends_on: row.get(5)?,
        ects: row.get(6)?,
        created_at: row.get(7)?,
    })
}

fn values(cohort: &Cohort) -> [Value; 8] {
    [
        cohort.id.into(),
        cohort.organisation_id.into(),
        cohort.name.as_str().into(),
        cohort.name_folded.as_str().into(),
        cohort.starts_on.into(),
        cohort.ends_on.into(),
        cohort.ects.into(),
        cohort.created_at.into(),
    ]
}

/// Keeps one. `Conflict` when the organisation has one of this name.
pub async fn insert(tx: &mut Tx<'_>, cohort: &Cohort) -> Result<()> {
    tx.execute(INSERT, &values(cohort)).await.map(drop)
}

/// [`insert`] for many at once. Returns how many.
pub async fn insert_all(tx: &mut Tx<'_>, cohorts: &[Cohort]) -> Result<u64> {
    tx.load(INSERT, cohorts.iter().map(values)).await
}

/// The one of this name.
pub async fn load(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<Cohort>> {
    tx.optional(BY_ID, &[id.into()], read).await
}

/// Every cohort of an organisation, by name.
pub async fn of_organisation(tx: &mut Tx<'_>, organisation: Uuid) -> Result<Vec<Cohort>> {
    tx.all(OF_ORGANISATION, &[organisation.into()], read).await
}

/// Puts a learner into a cohort; nothing happens to one who is there.
pub async fn add(tx: &mut Tx<'_>, cohort: Uuid, learner: Uuid) -> Result<bool> {
    Ok(tx.execute(ADD, &[cohort.into(), learner.into()]).await? == 1)
}

/// Takes a learner out of a cohort. Says whether they were in it.
pub async fn remove(tx: &mut Tx<'_>, cohort: Uuid, learner: Uuid) -> Result<bool> {
    Ok(tx.execute(REMOVE, &[cohort.into(), learner.into()]).await? == 1)
}

/// The cohorts of a learner.
pub async fn of_learner(tx: &mut Tx<'_>, learner: Uuid) -> Result<Vec<Uuid>> {
    tx.all(OF_LEARNER, &[learner.into()], |row| row.get(0)).await
}

/// Replaces what one of this organisation is called, when it is and what it gives. Says whether it has it; `Conflict` when it has another
/// one of this name.
pub async fn update(tx: &mut Tx<'_>, cohort: &Cohort) -> Result<bool> {
    let args = [
        cohort.organisation_id.into(),
        cohort.id.into(),
        cohort.name.as_str().into(),
        cohort.name_folded.as_str().into(),
        cohort.starts_on.into(),
        cohort.ends_on.into(),
        cohort.ects.into(),
    ];
    Ok(tx.execute(UPDATE, &args).await? == 1)
}

/// Deletes one of this organisation; its people stay. Says whether it had it.
pub async fn delete(tx: &mut Tx<'_>, organisation: Uuid, id: Uuid) -> Result<bool> {
    Ok(tx.execute(DELETE, &[organisation.into(), id.into()]).await? == 1)
}

/// How many people each cohort of an organisation has who have not left; a cohort without any is not named.
pub async fn sizes(tx: &mut Tx<'_>, organisation: Uuid) -> Result<Vec<(Uuid, i64)>> {
    tx.all(SIZES, &[organisation.into()], |row| Ok((row.get(0)?, row.get(1)?))).await
}
