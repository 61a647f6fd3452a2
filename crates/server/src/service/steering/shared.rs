//! Results that their people show to the organisation, as their consent page said.

use domain::access::{Authorised, ReadResults};
use domain::refusal::Refusal;
use store::campaigns::Campaign;
use store::releases::{self, Shared};
use store::{Store, learners, participations, results, sessions};
use uuid::Uuid;

use super::look::own;
use crate::service::assess::Finished;
use crate::service::{Failure, Result};

/// A result that its person shows.
#[derive(Debug, Clone)]
pub struct SharedResult {
    /// The campaign.
    pub campaign: Campaign,
    /// As the organisation knows them.
    pub name: String,
    /// What their session says.
    pub finished: Finished,
    /// The frozen edition it was taken with.
    pub edition: Uuid,
    /// Since when it is shown, microseconds UTC.
    pub since: i64,
}

/// Results of a campaign that their people show, by name: at most so many, from one on.
///
/// # Errors
/// [`Refusal::NotFound`] for a campaign of another organisation, or the store's.
pub async fn shared(store: &Store, proof: &Authorised<ReadResults>, id: Uuid, from: usize, at_most: usize) -> Result<(Campaign, Vec<Shared>)> {
    let organisation = Uuid::from_u128(proof.object().organisation);
    let (limit, offset) = (at_most as i64, from as i64);
    store.read(move |tx| Box::pin(async move { Ok::<_, Failure>((own(tx, organisation, id).await?, releases::shared(tx, id, limit, offset).await?)) })).await
}

/// One of them.
///
/// # Errors
/// [`Refusal::NotFound`] for a result that is not shown, not of this campaign, or not of this organisation; the store's.
pub async fn shared_result(store: &Store, proof: &Authorised<ReadResults>, campaign: Uuid, id: Uuid) -> Result<SharedResult> {
    let organisation = Uuid::from_u128(proof.object().organisation);
    store
        .read(move |tx| {
            Box::pin(async move {
                let campaign = own(tx, organisation, campaign).await?;
                let row = participations::load(tx, id).await?.filter(|row| row.campaign_id == campaign.id).ok_or(Refusal::NotFound)?;
                let (Some(since), Some(session), Some(learner)) = (row.shared_at, row.session_id, row.learner_id) else {
                    return Err(Refusal::NotFound.into());
                };
                let learner = learners::load(tx, learner).await?.ok_or(Refusal::NotFound)?;
                let result = results::of_session(tx, session).await?.ok_or(Refusal::NotFound)?;
                let edition = sessions::load(tx, session).await?.ok_or(Refusal::NotFound)?.edition_id;
                let name = format!("{} {}", learner.given_name, learner.family_name);
                Ok::<_, Failure>(SharedResult {
                    campaign,
                    name,
                    finished: Finished { session, at: result.at, profile: serde_json::from_str(&result.body)? },
                    edition,
                    since,
                })
            })
        })
        .await
}
