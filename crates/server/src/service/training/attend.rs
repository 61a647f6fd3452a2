//! Who was there: by the trainer's list, or by a code that is shown in the room for a time.

use std::collections::{BTreeMap, BTreeSet};

use domain::access::{Actor, Authorised, KeepHours};
use domain::blueprint::SECOND;
use domain::date::Day;
use domain::refusal::Refusal;
use domain::training::{BEFORE, CODE_LIVES, How, attendance_code, read_attendance_code};
use store::learners::{self, Learner};
use store::lessons::{self, Attendance, Lesson};
use store::trainings::{self, Rostered};
use store::{StoreError, Tx, cohorts, people};
use uuid::Uuid;

use super::{organisation, person};
use crate::app::App;
use crate::service::account::{attempt, was_right};
use crate::service::{Failure, Result};

/// Codes that one person may try in a quarter of an hour: enough for tired eyes.
const PER_PERSON: i64 = 12;
/// Codes of one place: a lecture hall behind one address.
const PER_PLACE: i64 = 3_000;

/// A line of the trainer's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attended {
    /// Who.
    pub learner: Rostered,
    /// How it is known that they were there, and since when; absent: they were not, as far as is known.
    pub present: Option<(How, i64)>,
}

/// One change on the trainer's list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// They were there.
    Present(Uuid),
    /// They were not.
    Absent(Uuid),
}

/// Who a lesson is for and who was there, by name. Somebody who left before it is not on it, unless they were there.
///
/// # Errors
/// The store's.
pub async fn list(app: &App, _: &Authorised<KeepHours>, lesson: &Lesson) -> Result<Vec<Attended>> {
    let (id, organisation, cohort) = (lesson.id, lesson.organisation_id, lesson.cohort_id);
    let (roster, expected, attendance) = app
        .store
        .read(move |tx| {
            Box::pin(async move {
                // whoever has left the cohort since keeps having been there
                let roster = trainings::roster(tx, organisation, None).await?;
                let expected = match cohort {
                    Some(_) => Some(trainings::roster(tx, organisation, cohort).await?),
                    None => None,
                };
                let attendance = lessons::attendance(tx, id).await?;
                Ok::<_, Failure>((roster, expected, attendance))
            })
        })
        .await?;
    let there: BTreeMap<Uuid, &Attendance> = attendance.iter().map(|a| (a.learner_id, a)).collect();
    let expected: Option<BTreeSet<Uuid>> = expected.map(|all| all.into_iter().map(|l| l.id).collect());
    let day = Day::of(lesson.starts_at).number();
    let is_for = |l: &Rostered| expected.as_ref().is_none_or(|ids| ids.contains(&l.id)) && l.left_on.is_none_or(|left| left >= day);
    let line = |learner: Rostered| {
        let present = there.get(&learner.id).and_then(|a| How::parse(&a.how).map(|how| (how, a.at)));
        (present.is_some() || is_for(&learner)).then_some(Attended { learner, present })
    };
    Ok(roster.into_iter().filter_map(line).collect())
}

/// Writes what changed on the trainer's list. What came in meanwhile by code stays as it is: only what was changed is written.
///
/// # Errors
/// [`Refusal::AttendanceEarly`], [`Refusal::LessonClosed`], [`Refusal::NotFound`] for somebody of another organisation.
pub async fn said_present(app: &App, by: &Authorised<KeepHours>, lesson: Uuid, changes: &[Change], how: How) -> Result<()> {
    let (organisation, recorded_by, now) = (organisation(by.object()), person(by.object()), app.clock.now());
    let changes = changes.to_vec();
    app.store
        .write(move |tx| {
            let changes = changes.clone();
            Box::pin(async move {
                let row = lessons::load(tx, organisation, lesson).await?.ok_or(Refusal::NotFound)?;
                may_take(&row, now)?;
                let roster: BTreeSet<Uuid> = trainings::roster(tx, organisation, None).await?.into_iter().map(|l| l.id).collect();
                for change in changes {
                    let (Change::Present(learner) | Change::Absent(learner)) = change;
                    if !roster.contains(&learner) {
                        return Err(Refusal::NotFound.into());
                    }
                    if matches!(change, Change::Absent(_)) {
                        lessons::unattend(tx, lesson, learner).await?;
                    } else {
                        let attendance = Attendance { learner_id: learner, how: how.code().to_owned(), recorded_by, at: now };
                        lessons::attend(tx, lesson, &attendance).await?;
                    }
                }
                Ok::<_, Failure>(())
            })
        })
        .await
}

fn may_take(lesson: &Lesson, now: i64) -> Result<(), Refusal> {
    if lesson.closed_at.is_some() {
        return Err(Refusal::LessonClosed);
    }
    if now < lesson.starts_at - BEFORE { Err(Refusal::AttendanceEarly) } else { Ok(()) }
}

/// Shows a new code for so many minutes. The one before is none any more.
///
/// # Errors
/// [`Refusal::ResponseUnknownOption`] for another time than those offered, [`Refusal::AttendanceEarly`], [`Refusal::LessonClosed`].
pub async fn show_code(app: &App, by: &Authorised<KeepHours>, lesson: Uuid, minutes: u32) -> Result<()> {
    if !CODE_LIVES.contains(&minutes) {
        return Err(Refusal::ResponseUnknownOption.into());
    }
    let (organisation, now) = (organisation(by.object()), app.clock.now());
    let until = now + i64::from(minutes) * 60 * SECOND;
    let row = app.store.read_once(move |tx| Box::pin(lessons::load(tx, organisation, lesson))).await?.ok_or(Refusal::NotFound)?;
    may_take(&row, now)?;
    loop {
        let code = attendance_code(app.entropy.bytes());
        let shown = app.store.write(move |tx| {
            let code = code.clone();
            Box::pin(async move { lessons::show_code(tx, organisation, lesson, &code, until, now).await })
        });
        match shown.await {
            Ok(true) => return Ok(()),
            Ok(false) => return Err(Refusal::LessonClosed.into()),
            // of 64 million another lesson has this very one: drawn again
            Err(StoreError::Conflict { .. }) => {}
            Err(error) => return Err(error.into()),
        }
    }
}

/// Takes the code away before its time.
///
/// # Errors
/// The store's.
pub async fn end_code(app: &App, by: &Authorised<KeepHours>, lesson: Uuid) -> Result<()> {
    let (organisation, now) = (organisation(by.object()), app.clock.now());
    Ok(app.store.write(move |tx| Box::pin(lessons::end_code(tx, organisation, lesson, now))).await?)
}

/// Closes the list: whoever was there is on it.
///
/// # Errors
/// [`Refusal::AttendanceEarly`] before the lesson.
pub async fn close_list(app: &App, by: &Authorised<KeepHours>, lesson: Uuid) -> Result<()> {
    let (organisation, now) = (organisation(by.object()), app.clock.now());
    let row = app.store.read_once(move |tx| Box::pin(lessons::load(tx, organisation, lesson))).await?.ok_or(Refusal::NotFound)?;
    if row.closed_at.is_none() {
        may_take(&row, now)?;
        app.store.write(move |tx| Box::pin(lessons::close(tx, organisation, lesson, now))).await?;
    }
    Ok(())
}

/// Opens the list again.
///
/// # Errors
/// The store's.
pub async fn reopen_list(app: &App, by: &Authorised<KeepHours>, lesson: Uuid) -> Result<()> {
    let (organisation, now) = (organisation(by.object()), app.clock.now());
    app.store.write(move |tx| Box::pin(lessons::reopen(tx, organisation, lesson, now))).await?;
    Ok(())
}

/// Somebody says with the code that they are there. The same code again says nothing new. Gives the lesson.
///
/// Whoever has a code can be anywhere: it counts for those alone whom the lesson is for, and only while it is shown. Tries are counted,
/// by person and by place, before anything is looked at; a right one is taken back from the count.
///
/// # Errors
/// [`Refusal::Unauthorised`] for nobody known, [`Refusal::TooManyAttempts`], [`Refusal::AttendanceCode`], [`Refusal::AttendanceStranger`].
pub async fn attend(app: &App, actor: &Actor, typed: &str, place: &str) -> Result<Lesson> {
    let Actor::Person(id) = actor else { return Err(Refusal::Unauthorised.into()) };
    let who = Uuid::from_u128(*id);
    attempt(app, "attendance-person", &who.to_string(), PER_PERSON).await?;
    attempt(app, "attendance-place", place, PER_PLACE).await?;
    let code = read_attendance_code(typed).ok_or(Refusal::AttendanceCode)?;
    let now = app.clock.now();
    let lesson = app
        .store
        .write(move |tx| {
            let code = code.clone();
            Box::pin(async move {
                let lesson = lessons::by_code(tx, &code).await?.filter(|l| l.code_until.is_some_and(|until| now < until));
                let lesson = lesson.filter(|l| may_take(l, now).is_ok()).ok_or(Refusal::AttendanceCode)?;
                let learner = learner_of(tx, lesson.organisation_id, who, now).await?.ok_or(Refusal::AttendanceStranger)?;
                if let Some(cohort) = lesson.cohort_id
                    && !cohorts::of_learner(tx, learner.id).await?.contains(&cohort)
                {
                    return Err(Refusal::AttendanceStranger.into());
                }
                let attendance = Attendance { learner_id: learner.id, how: How::Code.code().to_owned(), recorded_by: None, at: now };
                lessons::attend(tx, lesson.id, &attendance).await?;
                Ok::<_, Failure>(lesson)
            })
        })
        .await?;
    was_right(app, "attendance-person", &who.to_string()).await?;
    was_right(app, "attendance-place", place).await?;
    Ok(lesson)
}

/// As which learner of an organisation a person is known there, and has not left. Whoever has proved the address that stands on the list,
/// and stands there once, is that learner from now on.
async fn learner_of(tx: &mut Tx<'_>, organisation: Uuid, who: Uuid, now: i64) -> Result<Option<Learner>, StoreError> {
    let here = |l: &Learner| l.left_on.is_none_or(|left| left >= Day::of(now).number());
    if let Some(known) = learners::of_person(tx, who).await?.into_iter().find(|l| l.organisation_id == organisation) {
        return Ok(Some(known).filter(here));
    }
    let proved = people::by_id(tx, who).await?.filter(|p| p.email_verified_at.is_some()).and_then(|p| p.email_folded);
    let Some(email) = proved else { return Ok(None) };
    let mut named = learners::by_email(tx, organisation, &email).await?;
    let (Some(one), true) = (named.pop(), named.is_empty()) else { return Ok(None) };
    if !here(&one) || one.person_id.is_some() || !learners::link(tx, one.id, who, now).await? {
        return Ok(None);
    }
    Ok(Some(one))
}
