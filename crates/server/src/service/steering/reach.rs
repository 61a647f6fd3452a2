//! Whether everybody of an organisation is reached alike.

use domain::access::{Authorised, GovernOrganisation, ReadResults};
use domain::equity::{Equity, Group, equity};
use store::reach::{self, Reached};
use uuid::Uuid;

use crate::app::App;
use crate::service::{Failure, Result};

/// Who took part within this time was reached: a year.
const LATELY: i64 = 365 * 24 * 3600 * domain::blueprint::SECOND;

/// By unit (keys are names) and by trade (keys are codes).
#[derive(Debug, Clone, PartialEq)]
pub struct Reach {
    /// By unit.
    pub units: Equity,
    /// By trade.
    pub trades: Equity,
}

/// How evenly an organisation's people took part within a year.
///
/// # Errors
/// The store's.
pub async fn reach(app: &App, proof: &Authorised<ReadResults>) -> Result<Reach> {
    let (organisation, since) = (Uuid::from_u128(proof.object().organisation), app.clock.now() - LATELY);
    let (units, trades) = app
        .store
        .read(move |tx| {
            Box::pin(async move { Ok::<_, Failure>((reach::by_unit(tx, organisation, since).await?, reach::by_trade(tx, organisation, since).await?)) })
        })
        .await?;
    Ok(Reach { units: equity(units.into_iter().map(group).collect()), trades: equity(trades.into_iter().map(group).collect()) })
}

/// How many people an organisation has now.
///
/// # Errors
/// The store's.
pub async fn people(app: &App, proof: &Authorised<ReadResults>) -> Result<u32> {
    let organisation = Uuid::from_u128(proof.object().organisation);
    let found = app.store.read(move |tx| Box::pin(async move { Ok::<_, Failure>(reach::people(tx, organisation).await?) })).await?;
    Ok(u32::try_from(found).unwrap_or(u32::MAX))
}

/// [`reach`] by establishment, for whoever manages a group: keys are names.
///
/// # Errors
/// The store's.
pub async fn reach_of_group(app: &App, proof: &Authorised<GovernOrganisation>) -> Result<Equity> {
    let (organisation, since) = (Uuid::from_u128(proof.object().organisation), app.clock.now() - LATELY);
    let found = app.store.read(move |tx| Box::pin(async move { Ok::<_, Failure>(reach::by_organisation(tx, organisation, since).await?) })).await?;
    Ok(equity(found.into_iter().map(group).collect()))
}

fn group(found: Reached) -> Group {
    let count = |n: i64| u32::try_from(n).unwrap_or(u32::MAX);
    Group { key: found.key, people: count(found.people), reached: count(found.reached) }
}
