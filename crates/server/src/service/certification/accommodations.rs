//! Accommodations: what a candidate needs otherwise. It tells of their health: managers grant and read it, trainers see the minutes.

use std::collections::BTreeMap;

use domain::access::{Authorised, GovernOrganisation, RunExams};
use domain::certification::MOST_EXTRA;
use domain::organisation::LONGEST_MEMO;
use domain::refusal::Refusal;
use store::accommodations::{self, Accommodation};
use store::{audit, candidates, exams};
use uuid::Uuid;

use super::exams::status_of;
use crate::app::App;
use crate::service::audit::{Act, By, Origin, line};
use crate::service::organisation::{actor_of, organisation_of};
use crate::service::{Failure, Result};

/// An accommodation as a form gives it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Granted {
    /// Extra time, in percent.
    pub extra_percent: i64,
    /// What else is needed, in words.
    pub needs: String,
    /// Which decision grants it, in words.
    pub document: String,
}

/// What a candidate of the organisation needs, if they do.
///
/// # Errors
/// [`Refusal::NotFound`].
pub async fn of(app: &App, by: &Authorised<GovernOrganisation>, exam: Uuid, candidate: Uuid) -> Result<Option<Accommodation>> {
    let organisation = organisation_of(by);
    app.store
        .read(move |tx| {
            Box::pin(async move {
                exams::load_in(tx, organisation, exam).await?.ok_or(Refusal::NotFound)?;
                candidates::in_exam(tx, exam, candidate).await?.ok_or(Refusal::NotFound)?;
                Ok::<_, Failure>(accommodations::of_candidate(tx, candidate).await?)
            })
        })
        .await
}

/// Extra time of the candidates of an exam, in percent: without what it is for.
///
/// # Errors
/// The store's.
pub async fn extra(app: &App, by: &Authorised<RunExams>, exam: Uuid) -> Result<BTreeMap<Uuid, i64>> {
    super::exams::one(app, by, exam).await?;
    let all = app.store.read_once(move |tx| Box::pin(accommodations::extra_of_exam(tx, exam))).await?;
    Ok(all.into_iter().collect())
}

/// Grants an accommodation, or takes it back where nothing is left of it.
///
/// # Errors
/// [`Refusal::ExtraTime`], [`Refusal::TextTooLong`], [`Refusal::NotFound`]; [`Refusal::ExamMovedOn`] once the exam is over.
pub async fn grant(app: &App, by: &Authorised<GovernOrganisation>, exam: Uuid, candidate: Uuid, granted: &Granted, origin: &Origin<'_>) -> Result<()> {
    let (organisation, now) = (organisation_of(by), app.clock.now());
    if !(0..=MOST_EXTRA).contains(&granted.extra_percent) {
        return Err(Refusal::ExtraTime.into());
    }
    if [&granted.needs, &granted.document].iter().any(|text| text.chars().count() > LONGEST_MEMO) {
        return Err(Refusal::TextTooLong.into());
    }
    let row = Accommodation {
        candidate_id: candidate,
        extra_percent: granted.extra_percent,
        needs: granted.needs.trim().to_owned(),
        document: granted.document.trim().to_owned(),
        granted_by: actor_of(by),
        granted_at: now,
    };
    let is_none = row.extra_percent == 0 && row.needs.is_empty();
    let act = if is_none { Act::AccommodationRemoved } else { Act::AccommodationGranted };
    let noted = line(app, act, By::Organisation, actor_of(by), Some(format!("{candidate} of {exam}")), origin);
    app.store
        .write(move |tx| {
            let (row, noted) = (row.clone(), noted.clone());
            Box::pin(async move {
                let exam = exams::load_in(tx, organisation, exam).await?.ok_or(Refusal::NotFound)?;
                candidates::in_exam(tx, exam.id, row.candidate_id).await?.ok_or(Refusal::NotFound)?;
                if status_of(&exam)?.is_over() {
                    return Err(Refusal::ExamMovedOn.into());
                }
                let changes = if is_none {
                    accommodations::remove(tx, row.candidate_id).await?
                } else {
                    accommodations::put(tx, &row).await?;
                    true
                };
                if changes {
                    audit::add(tx, &noted).await?;
                }
                Ok::<_, Failure>(())
            })
        })
        .await
}
