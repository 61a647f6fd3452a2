//! Changing what is known of a learner: told when somebody else did meanwhile, with what happened kept.

use std::collections::BTreeSet;

use domain::access::{Authorised, GovernOrganisation, ManageLearners};
use domain::refusal::Refusal;
use store::learners::{self, Learner};
use store::{Tx, audit, cohorts};
use uuid::Uuid;

use super::by_hand::number_taken;
use super::{Happened, Sheet};
use crate::app::App;
use crate::service::audit::{Act, By, Origin, line};
use crate::service::organisation::{actor_of, organisation_of};
use crate::service::{Failure, Result};

async fn own(tx: &mut Tx<'_>, organisation: Uuid, id: Uuid) -> Result<Learner> {
    let found = learners::load(tx, id).await?.filter(|learner| learner.organisation_id == organisation);
    Ok(found.ok_or(Refusal::NotFound)?)
}

/// Replaces what is known of a learner, if nothing changed since it was read.
///
/// # Errors
/// [`Refusal::RecordChanged`]; [`Refusal::LearnerNumberTaken`]; [`Refusal::NotFound`].
pub async fn change(app: &App, proof: &Authorised<ManageLearners>, id: Uuid, sheet: Sheet, read_at: i64) -> Result<()> {
    let (organisation, now) = (organisation_of(proof), app.clock.now());
    let moved = Happened::Moved.line(app, id, "", actor_of(proof));
    app.store
        .write(move |tx| {
            let (sheet, moved) = (sheet.clone(), moved.clone());
            Box::pin(async move {
                let row = own(tx, organisation, id).await?;
                let unit = sheet.placed(tx, organisation).await?;
                let wanted: BTreeSet<Uuid> = sheet.cohorts.iter().copied().collect();
                let before = row.unit_id;
                // two changes at one moment of the clock are still two
                let updated_at = now.max(row.updated_at + 1);
                let row = Learner { updated_at, ..sheet.over(row) };
                if !learners::update(tx, &row, read_at).await? {
                    return Err(Refusal::RecordChanged.into());
                }
                if row.unit_id != before {
                    learners::note(tx, &learners::Change { detail: unit, ..moved }).await?;
                }
                let present: BTreeSet<Uuid> = cohorts::of_learner(tx, id).await?.into_iter().collect();
                for gone in present.difference(&wanted) {
                    cohorts::remove(tx, *gone, id).await?;
                }
                for new in wanted.difference(&present) {
                    cohorts::add(tx, *new, id).await?;
                }
                Ok::<_, Failure>(())
            })
        })
        .await
        .map_err(number_taken)
}

/// Notes that a learner left, on a day in days since 1970-01-01; that they are there again, without one. Said twice, it is noted once.
///
/// # Errors
/// [`Refusal::NotFound`]; [`Refusal::DaysReversed`] when they would leave before they came.
pub async fn set_left(app: &App, proof: &Authorised<ManageLearners>, id: Uuid, left_on: Option<i64>) -> Result<()> {
    let (organisation, now) = (organisation_of(proof), app.clock.now());
    let happened = if left_on.is_some() { Happened::Left } else { Happened::Returned };
    let line = happened.line(app, id, "", actor_of(proof));
    app.store
        .write(move |tx| {
            let line = line.clone();
            Box::pin(async move {
                let row = own(tx, organisation, id).await?;
                if row.left_on == left_on {
                    return Ok(());
                }
                if row.arrived_on.zip(left_on).is_some_and(|(arrived, left)| left < arrived) {
                    return Err(Refusal::DaysReversed.into());
                }
                learners::set_left(tx, organisation, id, left_on, now.max(row.updated_at + 1)).await?;
                learners::note(tx, &line).await?;
                Ok::<_, Failure>(())
            })
        })
        .await
}

/// Deletes a learner with their history and hours: for whoever signs for the organisation, since proof goes with it.
///
/// # Errors
/// The store's. One who is gone already is no error.
pub async fn delete(app: &App, proof: &Authorised<GovernOrganisation>, id: Uuid, origin: &Origin<'_>) -> Result<()> {
    let organisation = organisation_of(proof);
    let line = line(app, Act::LearnerDeleted, By::Organisation, actor_of(proof), Some(format!("{id} of {organisation}")), origin);
    app.store
        .write(move |tx| {
            let line = line.clone();
            Box::pin(async move {
                if learners::delete(tx, organisation, id).await? {
                    audit::add(tx, &line).await?;
                }
                Ok::<_, Failure>(())
            })
        })
        .await
}
