//! Lessons: made, changed, listed, taken away.

use std::collections::BTreeMap;

use domain::access::{Authorised, KeepHours};
use domain::date::Day;
use domain::refusal::Refusal;
use domain::text::fold;
use domain::training::{Split, check_split, line, title};
use store::cohorts::{self, Cohort};
use store::lessons::{self, Lesson};
use store::trainings;
use uuid::Uuid;

use super::{organisation, person};
use crate::app::App;
use crate::service::{Failure, Result};

/// Lessons of an organisation that are read at once: those of some ten years.
const AT_MOST: i64 = 5_000;
/// How far from now a lesson may be, in days: what is typed beyond is a typing error.
const FAR: i64 = 5 * 366;

/// A lesson as a form gives it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LessonForm {
    /// What it is about.
    pub title: String,
    /// For whom; absent: for everybody of the organisation.
    pub cohort: Option<Uuid>,
    /// When it begins, microseconds UTC.
    pub starts_at: i64,
    /// How long it lasts.
    pub minutes: u32,
    /// Minutes by domain.
    pub split: Split,
    /// Credits of its own, in hundredths.
    pub ects: u32,
    /// Where it is.
    pub place: String,
    /// Who leads it.
    pub trainer: String,
}

/// A lesson in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The lesson.
    pub lesson: Lesson,
    /// Name of its cohort.
    pub cohort: Option<String>,
    /// How many were there.
    pub present: u32,
    /// How many it is for.
    pub expected: u32,
}

/// Every lesson of the organisation, the latest first.
///
/// # Errors
/// The store's.
pub async fn lessons(app: &App, by: &Authorised<KeepHours>) -> Result<Vec<Listed>> {
    let organisation = organisation(by.object());
    let (all, counts, cohorts, memberships, roster) = app
        .store
        .read(move |tx| {
            Box::pin(async move {
                let all = lessons::of_organisation(tx, organisation, AT_MOST).await?;
                let counts = lessons::counts(tx, organisation).await?;
                let cohorts = cohorts::of_organisation(tx, organisation).await?;
                let memberships = trainings::memberships(tx, organisation).await?;
                let roster = trainings::roster(tx, organisation, None).await?;
                Ok::<_, Failure>((all, counts, cohorts, memberships, roster))
            })
        })
        .await?;
    let counts: BTreeMap<Uuid, i64> = counts.into_iter().collect();
    let here: std::collections::BTreeSet<Uuid> = roster.iter().filter(|l| l.left_on.is_none()).map(|l| l.id).collect();
    let mut sizes = BTreeMap::<Uuid, u32>::new();
    for (_, cohort) in memberships.iter().filter(|(learner, _)| here.contains(learner)) {
        *sizes.entry(*cohort).or_default() += 1;
    }
    let listed = |lesson: Lesson| Listed {
        cohort: lesson.cohort_id.and_then(|id| cohorts.iter().find(|c| c.id == id)).map(|c| c.name.clone()),
        present: counts.get(&lesson.id).map_or(0, |n| super::small(*n)),
        expected: lesson.cohort_id.map_or(u32::try_from(here.len()).unwrap_or(u32::MAX), |id| sizes.get(&id).copied().unwrap_or_default()),
        lesson,
    };
    Ok(all.into_iter().map(listed).collect())
}

/// The cohorts of the organisation, by name.
///
/// # Errors
/// The store's.
pub async fn cohorts(app: &App, by: &Authorised<KeepHours>) -> Result<Vec<Cohort>> {
    let organisation = organisation(by.object());
    Ok(app.store.read_once(move |tx| Box::pin(cohorts::of_organisation(tx, organisation))).await?)
}

/// One lesson of the organisation.
///
/// # Errors
/// [`Refusal::NotFound`].
pub async fn lesson(app: &App, by: &Authorised<KeepHours>, id: Uuid) -> Result<Lesson> {
    let organisation = organisation(by.object());
    let found = app.store.read_once(move |tx| Box::pin(lessons::load(tx, organisation, id))).await?;
    Ok(found.ok_or(Refusal::NotFound)?)
}

/// Makes a lesson. `draft` names the form: sent twice it makes one.
///
/// # Errors
/// What is wrong with the form; [`Refusal::NotFound`] for a cohort of somebody else.
pub async fn make(app: &App, by: &Authorised<KeepHours>, draft: Uuid, form: &LessonForm) -> Result<Uuid> {
    let row = row(app, by, draft, form)?;
    app.store
        .write(move |tx| {
            let row = row.clone();
            Box::pin(async move {
                own_cohort(tx, row.organisation_id, row.cohort_id).await?;
                if !lessons::insert(tx, &row).await? && lessons::load(tx, row.organisation_id, row.id).await?.is_none() {
                    // the form names a lesson of somebody else
                    return Err(Refusal::NotFound.into());
                }
                Ok::<_, Failure>(row.id)
            })
        })
        .await
}

/// Changes a lesson, and with it the hours of whoever was there.
///
/// # Errors
/// As [`make`]; [`Refusal::TextChanged`] when it was changed since `seen`.
pub async fn rewrite(app: &App, by: &Authorised<KeepHours>, id: Uuid, seen: i64, form: &LessonForm) -> Result<()> {
    let row = row(app, by, id, form)?;
    app.store
        .write(move |tx| {
            let row = row.clone();
            Box::pin(async move {
                own_cohort(tx, row.organisation_id, row.cohort_id).await?;
                let now = lessons::load(tx, row.organisation_id, row.id).await?.ok_or(Refusal::NotFound)?;
                if now.updated_at != seen {
                    return Err(Refusal::TextChanged.into());
                }
                lessons::change(tx, &row).await?;
                Ok::<_, Failure>(())
            })
        })
        .await
}

/// Takes a lesson away that nobody attended.
///
/// # Errors
/// [`Refusal::LessonAttended`], [`Refusal::NotFound`].
pub async fn delete(app: &App, by: &Authorised<KeepHours>, id: Uuid) -> Result<()> {
    let organisation = organisation(by.object());
    let now = app.clock.now();
    app.store
        .write(move |tx| {
            Box::pin(async move {
                // a code that is shown on no wall any more holds nobody back
                let row = lessons::load(tx, organisation, id).await?.ok_or(Refusal::NotFound)?;
                if row.code_until.is_some_and(|until| until <= now) {
                    lessons::end_code(tx, organisation, id, now).await?;
                }
                if lessons::delete(tx, organisation, id).await? { Ok::<_, Failure>(()) } else { Err(Refusal::LessonAttended.into()) }
            })
        })
        .await
}

fn row(app: &App, by: &Authorised<KeepHours>, id: Uuid, form: &LessonForm) -> Result<Lesson> {
    let now = app.clock.now();
    check_split(&form.split, form.minutes)?;
    if (Day::of(form.starts_at).number() - Day::of(now).number()).abs() > FAR {
        return Err(Refusal::TrainingDate.into());
    }
    let (name, place, trainer) = (title(&form.title)?, line(&form.place)?, line(&form.trainer)?);
    Ok(Lesson {
        id,
        organisation_id: organisation(by.object()),
        cohort_id: form.cohort,
        search: fold(&[name.as_str(), &place, &trainer].join(" ")),
        title: name,
        starts_at: form.starts_at,
        minutes: form.minutes.into(),
        split: serde_json::to_string(&form.split)?,
        ects: form.ects.into(),
        place,
        trainer,
        code: None,
        code_until: None,
        closed_at: None,
        created_by: person(by.object()),
        created_at: now,
        updated_at: now,
    })
}

pub(super) async fn own_cohort(tx: &mut store::Tx<'_>, organisation: Uuid, cohort: Option<Uuid>) -> Result<()> {
    let Some(cohort) = cohort else { return Ok(()) };
    match cohorts::load(tx, cohort).await? {
        Some(found) if found.organisation_id == organisation => Ok(()),
        _ => Err(Refusal::NotFound.into()),
    }
}
