//! Deciding on a proposal: a second person approves it, and it becomes part of a new publication; or refuses it, and nothing changes.

use domain::access::{Authorised, GovernBank};
use domain::refusal::Refusal;
use domain::workshop::{Decision, Learned, Place, Published, Standing, next_standing};
use store::{StoreError, audit, calibrations, standings};
use uuid::Uuid;

use super::calibrate::{Calibration, Status, by_id};
use crate::app::App;
use crate::secret::hex;
use crate::service::audit::{Act, By, Origin, line};
use crate::service::content::newest;
use crate::service::workshop::{Proposed, publish_calibrated};
use crate::service::{Failure, Result};

/// How often a race with somebody else who publishes is run again.
const TRIES: usize = 3;

/// Approves a proposal: every item that it changes, and whose text is still the one that was answered, counts with what was learned of it from the
/// next session on. Sessions under way keep their edition. Returns the publication.
///
/// # Errors
/// [`Refusal::NotFound`]; [`Refusal::CalibrationDecided`] when it does not wait for a decision; [`Refusal::OwnCalibration`] for who started it; the store's.
pub async fn approve(app: &App, proof: &Authorised<GovernBank>, origin: &Origin<'_>, id: Uuid) -> Result<Uuid> {
    for _ in 0..TRIES {
        let (calibration, by) = decidable(app, proof, id).await?;
        let (proposed, also) = publication(app, &calibration, by).await?;
        let line = line(app, Act::CalibrationApproved, By::Administrator, Some(by), Some(id.to_string()), origin);
        match publish_calibrated(app, &proposed, Some(by), also, vec![line], id).await {
            Err(Failure::Store(error)) if error.is_conflict() => {}
            other => return other,
        }
    }
    Err(StoreError::Busy.into())
}

/// Refuses a proposal.
///
/// # Errors
/// As [`approve`].
pub async fn refuse(app: &App, proof: &Authorised<GovernBank>, origin: &Origin<'_>, id: Uuid) -> Result<()> {
    let (_, by) = decidable(app, proof, id).await?;
    let now = app.clock.now();
    let line = line(app, Act::CalibrationRefused, By::Administrator, Some(by), Some(id.to_string()), origin);
    let decided = app.store.write(move |tx| {
        Box::pin(async move {
            let decided = calibrations::decide(tx, id, Status::Refused.code(), Some(by), now, None).await?;
            if decided {
                audit::add(tx, &line).await?;
            }
            Ok::<_, Failure>(decided)
        })
    });
    if decided.await? { Ok(()) } else { Err(Refusal::CalibrationDecided.into()) }
}

/// The calibration, if this person may decide on it now. Nobody decides on what they started: two persons look at what changes everybody's measure.
async fn decidable(app: &App, proof: &Authorised<GovernBank>, id: Uuid) -> Result<(Calibration, Uuid)> {
    let by = Uuid::from_u128(proof.object().person);
    let calibration = by_id(&app.store, id, app.clock.now()).await?;
    if calibration.status != Status::Proposed {
        return Err(Refusal::CalibrationDecided.into());
    }
    if calibration.started_by == Some(by) {
        return Err(Refusal::OwnCalibration.into());
    }
    Ok((calibration, by))
}

/// The newest publication with what was learned, and the standings that go with it.
async fn publication(app: &App, calibration: &Calibration, by: Uuid) -> Result<(Proposed, Vec<standings::Standing>)> {
    let proposal = calibration.proposal.as_ref().ok_or_else(|| Failure::Broken(format!("calibration {} proposes nothing", calibration.id)))?;
    let (newest, mut publication) = newest(&app.store).await?;
    let current = app.editions.current();
    let now = app.clock.now();
    let mut also = Vec::new();
    for item in proposal.changed() {
        let drawn = current.edition.place(&item.id).map(|place| hex(&current.edition.pool[place].hash));
        if drawn.as_ref() != Some(&item.hash) {
            continue;
        }
        let before = publication.of(&item.id).cloned();
        let standing = before.as_ref().map_or(Standing::Provisional, |published| published.standing);
        let place = Place { standing: Some(standing), approved: true, wording_only: true, before: None };
        let Ok(standing) = next_standing(&place, Decision::Promote) else { continue };
        let (revision, hash) = before.map_or((None, None), |published| (published.revision, published.hash));
        let learned = Learned { parameters: item.new.clone(), hash: item.hash.clone(), answers: item.answers, calibration: calibration.id.to_string() };
        publication.put(Published { id: item.id.clone(), standing, revision, hash, learned: Some(learned) });
        let code = standing.code().to_owned();
        also.push(standings::Standing { item_id: item.id.clone(), standing: code, before: None, revision, note: String::new(), decided_by: Some(by), at: now });
    }
    let after = newest.map_or(0, |newest| newest.number);
    Ok((Proposed { publication, texts: std::collections::BTreeMap::new(), after }, also))
}
