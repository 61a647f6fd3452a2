//! Cohorts: people who are trained together for a time.

use domain::access::{Authorised, ManageLearners};
use domain::organisation::name;
use domain::refusal::Refusal;
use domain::text::{fold, parse_number};
use store::StoreError;
use store::cohorts::{self, Cohort};
use uuid::Uuid;

use super::{Wrong, organisation_of};
use crate::app::App;
use crate::service::learner::day;
use crate::service::{Failure, Result};

/// Credits that a cohort's training gives at most: a whole degree.
const MOST_CREDITS: f64 = 300.0;

/// A cohort, and how many people it has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CohortEntry {
    /// The cohort.
    pub cohort: Cohort,
    /// Its people who have not left.
    pub people: i64,
}

/// What a form says of a cohort, as typed.
#[derive(Debug, Clone, Default)]
pub struct CohortTyped {
    /// Its name.
    pub name: String,
    /// Its first day, `YYYY-MM-DD`, or nothing.
    pub starts_on: String,
    /// Its last day, or nothing.
    pub ends_on: String,
    /// Credits that its 28 hours give, or nothing.
    pub ects: String,
}

/// Every cohort, by name.
///
/// # Errors
/// The store's.
pub async fn cohorts(app: &App, proof: &Authorised<ManageLearners>) -> Result<Vec<CohortEntry>> {
    let organisation = organisation_of(proof);
    let (all, sizes) = app
        .store
        .read(move |tx| {
            Box::pin(async move { Ok::<_, StoreError>((cohorts::of_organisation(tx, organisation).await?, cohorts::sizes(tx, organisation).await?)) })
        })
        .await?;
    let size = |id: Uuid| sizes.iter().find(|(cohort, _)| *cohort == id).map_or(0, |(_, people)| *people);
    Ok(all.into_iter().map(|cohort| CohortEntry { people: size(cohort.id), cohort }).collect())
}

/// Adds a cohort, or replaces the one of this identifier.
///
/// # Errors
/// What is wrong, field by field; or a failure: [`Refusal::NotFound`] when this organisation has no such cohort.
pub async fn keep_cohort(app: &App, proof: &Authorised<ManageLearners>, id: Option<Uuid>, typed: &CohortTyped) -> Result<Result<(), Wrong>> {
    let now = app.clock.now();
    let organisation_id = organisation_of(proof);
    let (name, starts_on, ends_on, ects) = match read(typed) {
        Ok(read) => read,
        Err(wrong) => return Ok(Err(wrong)),
    };
    let is_new = id.is_none();
    let id = id.unwrap_or_else(|| app.entropy.id(now));
    let cohort = Cohort { id, organisation_id, name_folded: fold(&name), name, starts_on, ends_on, ects, created_at: now };
    let kept = app
        .store
        .write(move |tx| {
            let cohort = cohort.clone();
            Box::pin(async move {
                if is_new {
                    cohorts::insert(tx, &cohort).await?;
                } else if !cohorts::update(tx, &cohort).await? {
                    return Err(Refusal::NotFound.into());
                }
                Ok::<_, Failure>(())
            })
        })
        .await;
    match kept {
        Ok(()) => Ok(Ok(())),
        Err(Failure::Store(error)) if error.is_conflict_on("cohort", "name_folded") => Ok(Err(vec![("name", Refusal::EntryTaken)])),
        Err(failure) => Err(failure),
    }
}

type Read = (String, Option<i64>, Option<i64>, i64);

fn read(typed: &CohortTyped) -> Result<Read, Wrong> {
    let mut wrong = Vec::new();
    let mut held = |field, refusal| wrong.push((field, refusal));
    let name = name(&typed.name).map_err(|r| held("name", r)).unwrap_or_default();
    let starts_on = day(&typed.starts_on).map_err(|r| held("starts_on", r)).unwrap_or_default();
    let ends_on = day(&typed.ends_on).map_err(|r| held("ends_on", r)).unwrap_or_default();
    if starts_on.zip(ends_on).is_some_and(|(first, last)| last < first) {
        held("ends_on", Refusal::DaysReversed);
    }
    let ects = credits(&typed.ects).map_err(|r| held("ects", r)).unwrap_or_default();
    if wrong.is_empty() { Ok((name, starts_on, ends_on, ects)) } else { Err(wrong) }
}

/// Credits in hundredths; nothing typed is none.
fn credits(typed: &str) -> Result<i64, Refusal> {
    if typed.trim().is_empty() {
        return Ok(0);
    }
    let number = parse_number(typed).filter(|n| (0.0..=MOST_CREDITS).contains(n)).ok_or(Refusal::CreditsInvalid)?;
    Ok((number * 100.0).round() as i64)
}

/// Deletes one; its people stay.
///
/// # Errors
/// The store's. One that is gone already is no error.
pub async fn delete_cohort(app: &App, proof: &Authorised<ManageLearners>, id: Uuid) -> Result<()> {
    let organisation = organisation_of(proof);
    app.store.write(move |tx| Box::pin(cohorts::delete(tx, organisation, id))).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cohort_is_read_whole_or_told_field_by_field() {
        let typed = |name: &str, starts: &str, ends: &str, ects: &str| CohortTyped {
            name: name.into(),
            starts_on: starts.into(),
            ends_on: ends.into(),
            ects: ects.into(),
        };
        assert_eq!(read(&typed("IDE 2026", "2026-09-01", "2029-07-15", "2,5")), Ok(("IDE 2026".into(), Some(20_697), Some(21_745), 250)));
        assert_eq!(read(&typed("IDE", "", "", "")), Ok(("IDE".into(), None, None, 0)));
        let wrong = read(&typed(" ", "2026-02-30", "hier", "beaucoup")).expect_err("all of it");
        assert_eq!(
            wrong,
            [("name", Refusal::NameMissing), ("starts_on", Refusal::DayInvalid), ("ends_on", Refusal::DayInvalid), ("ects", Refusal::CreditsInvalid)]
        );
        assert_eq!(read(&typed("IDE", "2026-09-02", "2026-09-01", "")).expect_err("reversed"), [("ends_on", Refusal::DaysReversed)]);
        assert_eq!(read(&typed("IDE", "", "", "-1")).expect_err("negative"), [("ects", Refusal::CreditsInvalid)]);
    }
}
