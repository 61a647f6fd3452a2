//! The learners of an organisation, a page at a time, from the first name to the last.

use domain::access::{Authorised, ManageLearners};
use domain::refusal::Refusal;
use store::learners::{self, Learner};
use store::rosters::{self, After};
use uuid::Uuid;

use crate::app::App;
use crate::service::Result;

/// A learner, and the cohorts they are in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enrolled {
    /// As the organisation knows them.
    pub learner: Learner,
    /// Their cohorts.
    pub cohorts: Vec<Uuid>,
}

/// At most `limit` learners by name, those who left too, after this one.
///
/// # Errors
/// [`Refusal::NotFound`] when `after` is no learner of this organisation.
pub async fn roster(app: &App, proof: &Authorised<ManageLearners>, after: Option<Uuid>, limit: i64) -> Result<Vec<Enrolled>> {
    let organisation = Uuid::from_u128(proof.object().organisation);
    app.store
        .read(move |tx| {
            Box::pin(async move {
                let from = match after {
                    None => After::START,
                    Some(id) => match learners::load(tx, id).await? {
                        Some(learner) if learner.organisation_id == organisation => After::learner(&learner),
                        Some(_) | None => return Err(Refusal::NotFound.into()),
                    },
                };
                let page = rosters::learners(tx, organisation, &from, limit).await?;
                enrolled(tx, organisation, page).await
            })
        })
        .await
}

/// One of them.
///
/// # Errors
/// [`Refusal::NotFound`].
pub async fn enrolled_learner(app: &App, proof: &Authorised<ManageLearners>, id: Uuid) -> Result<Enrolled> {
    let organisation = Uuid::from_u128(proof.object().organisation);
    app.store
        .read(move |tx| {
            Box::pin(async move {
                let learner = learners::load(tx, id).await?.filter(|learner| learner.organisation_id == organisation).ok_or(Refusal::NotFound)?;
                let cohorts = store::cohorts::of_learner(tx, id).await?;
                Ok(Enrolled { learner, cohorts })
            })
        })
        .await
}

async fn enrolled(tx: &mut store::Tx<'_>, organisation: Uuid, page: Vec<Learner>) -> Result<Vec<Enrolled>> {
    let (Some(first), Some(last)) = (page.first(), page.last()) else { return Ok(Vec::new()) };
    let mut memberships = rosters::cohorts(tx, organisation, &After::learner(first), &After::learner(last)).await?;
    memberships.sort_unstable();
    let cohorts_of = |id: Uuid| {
        let begin = memberships.partition_point(|(learner, _)| *learner < id);
        memberships[begin..].iter().take_while(|(learner, _)| *learner == id).map(|(_, cohort)| *cohort).collect()
    };
    Ok(page.into_iter().map(|learner| Enrolled { cohorts: cohorts_of(learner.id), learner }).collect())
}
