//! One learner: what is known of them, and what happened.

use std::collections::BTreeMap;

use domain::access::{Authorised, ManageLearners};
use domain::refusal::Refusal;
use store::learners::{self, Change, Learner};
use store::{cohorts, people, units};
use uuid::Uuid;

use crate::app::App;
use crate::service::organisation::organisation_of;
use crate::service::{Failure, Result};

/// Lines of the history that are shown.
const HISTORY: i64 = 100;

/// What is known of a learner.
#[derive(Debug, Clone)]
pub struct Known {
    /// Their row.
    pub learner: Learner,
    /// Name of their unit.
    pub unit: Option<String>,
    /// Their cohorts, by name.
    pub cohorts: Vec<(Uuid, String)>,
    /// What happened, the newest first.
    pub history: Vec<Change>,
    /// Addresses of those who did it, while they are known.
    pub by: BTreeMap<Uuid, String>,
}

/// Reads a learner.
///
/// # Errors
/// [`Refusal::NotFound`]: this organisation has no such learner.
pub async fn one(app: &App, proof: &Authorised<ManageLearners>, id: Uuid) -> Result<Known> {
    let organisation = organisation_of(proof);
    app.store
        .read(move |tx| {
            Box::pin(async move {
                let learner = learners::load(tx, id).await?.filter(|learner| learner.organisation_id == organisation).ok_or(Refusal::NotFound)?;
                let unit = match learner.unit_id {
                    Some(unit) => units::load(tx, unit).await?.map(|unit| unit.name),
                    None => None,
                };
                let mut named = Vec::new();
                for id in cohorts::of_learner(tx, id).await? {
                    named.extend(cohorts::load(tx, id).await?.map(|cohort| (id, cohort.name)));
                }
                named.sort_by(|a, b| a.1.cmp(&b.1));
                let history = learners::history(tx, id, HISTORY).await?;
                let mut by = BTreeMap::new();
                for person in history.iter().filter_map(|change| change.changed_by) {
                    if !by.contains_key(&person)
                        && let Some(email) = people::by_id(tx, person).await?.and_then(|person| person.email)
                    {
                        by.insert(person, email);
                    }
                }
                Ok::<_, Failure>(Known { learner, unit, cohorts: named, history, by })
            })
        })
        .await
}
