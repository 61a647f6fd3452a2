//! Every participant of a campaign with names, part after part, whatever their number.

use std::sync::Arc;

use domain::access::{Authorised, ReadResults};
use domain::refusal::Refusal;
use store::campaigns::{self, Campaign};
use store::participants::{self, Of, Participant};
use store::rosters::After;
use store::units::{self, Unit};
use uuid::Uuid;

use crate::app::App;
use crate::service::{Failure, Result};

/// Participants read at once.
const PART: i64 = 500;

/// Participants on their way out, by name.
#[derive(Debug)]
pub struct Roll {
    app: Arc<App>,
    of: Of,
    /// Behind whom it goes on; nobody once it ended.
    after: Option<After>,
    /// The campaign.
    pub campaign: Campaign,
    /// Every unit of the organisation, by name.
    pub units: Vec<Unit>,
}

/// Opens the list of a campaign, at its beginning.
///
/// # Errors
/// [`Refusal::NotFound`] for what is none of the organisation's, or has no names.
pub async fn roll(app: &Arc<App>, proof: &Authorised<ReadResults>, id: Uuid) -> Result<Roll> {
    let organisation = Uuid::from_u128(proof.object().organisation);
    let found = app.store.read(move |tx| {
        Box::pin(async move {
            let campaign = campaigns::load(tx, id).await?.filter(|campaign| campaign.organisation_id == organisation && campaign.is_anonymous == 0);
            Ok::<_, Failure>((campaign.ok_or(Refusal::NotFound)?, units::of_organisation(tx, organisation).await?))
        })
    });
    let (campaign, units) = found.await?;
    let of = Of { organisation, campaign: id, audience: campaign.audience.clone() };
    Ok(Roll { app: Arc::clone(app), of, after: Some(After::START), campaign, units })
}

impl Roll {
    /// Goes on behind this learner, as it was said to somebody who read the part before.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when they are none of the organisation's.
    pub async fn behind(mut self, learner: Uuid) -> Result<Self> {
        let organisation = self.of.organisation;
        let found = self.app.store.read_once(move |tx| Box::pin(async move { store::learners::load(tx, learner).await })).await?;
        let learner = found.filter(|learner| learner.organisation_id == organisation).ok_or(Refusal::NotFound)?;
        self.after = Some(After::learner(&learner));
        Ok(self)
    }

    /// The next of them; none at the end.
    ///
    /// # Errors
    /// The store's.
    pub async fn next(&mut self) -> Result<Option<Vec<Participant>>> {
        self.part(PART).await
    }

    /// The next of them, so many at the most.
    ///
    /// # Errors
    /// The store's.
    pub async fn part(&mut self, limit: i64) -> Result<Option<Vec<Participant>>> {
        let Some(after) = self.after.take() else { return Ok(None) };
        let of = self.of.clone();
        let (rows, last) = self.app.store.read_once(move |tx| Box::pin(async move { participants::roll(tx, &of, &after, limit).await })).await?;
        self.after = last.filter(|_| rows.len() as i64 == limit);
        Ok(Some(rows).filter(|rows| !rows.is_empty()))
    }
}
