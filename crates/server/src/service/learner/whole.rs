//! The people of an organisation from the first to the last, part after part: what leaves in a file.

use std::collections::BTreeMap;

use domain::access::{Authorised, ManageLearners};
use domain::text::fold;
use store::learners::{self, Filter, Order};
use store::rosters::{self, After};
use store::{Store, StoreError, cohorts, units};
use uuid::Uuid;

use super::Enrolled;
use crate::app::App;
use crate::service::Result;
use crate::service::organisation::organisation_of;

/// People read at once.
const PART: i64 = 500;

/// A list on its way out.
pub struct Whole {
    store: Store,
    organisation: Uuid,
    filter: Filter,
    /// After whom the next part begins; nobody once it is over.
    order: Option<Order>,
    /// Names of units.
    pub units: BTreeMap<Uuid, String>,
    /// Names of cohorts.
    pub cohorts: BTreeMap<Uuid, String>,
}

/// Begins to read the people of a filter, by name. Its words are as typed.
///
/// # Errors
/// The store's.
pub async fn whole(app: &App, proof: &Authorised<ManageLearners>, filter: Filter) -> Result<Whole> {
    let organisation = organisation_of(proof);
    let (units, cohorts) = app
        .store
        .read(move |tx| {
            Box::pin(async move { Ok::<_, StoreError>((units::of_organisation(tx, organisation).await?, cohorts::of_organisation(tx, organisation).await?)) })
        })
        .await?;
    Ok(Whole {
        store: app.store.clone(),
        organisation,
        filter: Filter { words: fold(&filter.words), ..filter },
        order: Some(Order::first()),
        units: units.into_iter().map(|unit| (unit.id, unit.name)).collect(),
        cohorts: cohorts.into_iter().map(|cohort| (cohort.id, cohort.name)).collect(),
    })
}

impl Whole {
    /// The next part; none at the end.
    ///
    /// # Errors
    /// The store's.
    pub async fn next(&mut self) -> Result<Option<Vec<Enrolled>>> {
        let Some(order) = self.order.take() else { return Ok(None) };
        let (organisation, filter) = (self.organisation, self.filter.clone());
        let (page, memberships) = self
            .store
            .read(move |tx| {
                let (filter, order) = (filter.clone(), order.clone());
                Box::pin(async move {
                    let page = learners::list(tx, organisation, &filter, &order, PART).await?;
                    let memberships = match (page.first(), page.last()) {
                        (Some(first), Some(last)) => rosters::cohorts(tx, organisation, &After::learner(first), &After::learner(last)).await?,
                        _ => Vec::new(),
                    };
                    Ok::<_, StoreError>((page, memberships))
                })
            })
            .await?;
        let Some(last) = page.last() else { return Ok(None) };
        self.order = (page.len() as i64 == PART).then(|| Order::Name(last.sort_name.clone(), last.id));
        let mut of: BTreeMap<Uuid, Vec<Uuid>> = BTreeMap::new();
        for (learner, cohort) in memberships {
            of.entry(learner).or_default().push(cohort);
        }
        Ok(Some(page.into_iter().map(|learner| Enrolled { cohorts: of.remove(&learner.id).unwrap_or_default(), learner }).collect()))
    }
}
