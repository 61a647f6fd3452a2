//! What an organisation has already, as plans are made against it.

use std::collections::BTreeMap;

use domain::date::Day;
use domain::learner::{Known, Lists};
use store::learners::Learner;
use store::rosters::{self, After};
use store::{StoreError, cohorts, units};
use uuid::Uuid;

use crate::app::App;
use crate::service::Result;

/// People read at once.
const PAGE: i64 = 2_000;

/// The list of an organisation, whole: each with when it was read, so that what somebody else changes meanwhile is not undone.
pub(super) struct Standing {
    pub(super) lists: Lists,
    /// As stored, in the order of `lists.people`.
    pub(super) learners: Vec<Learner>,
}

pub(super) async fn standing(app: &App, organisation: Uuid) -> Result<Standing> {
    let (units, cohorts) = app
        .store
        .read(move |tx| {
            Box::pin(async move { Ok::<_, StoreError>((units::of_organisation(tx, organisation).await?, cohorts::of_organisation(tx, organisation).await?)) })
        })
        .await?;
    let mut standing = Standing {
        lists: Lists {
            people: Vec::new(),
            units: units.into_iter().map(|unit| (unit.name_folded, unit.id.as_u128())).collect(),
            cohorts: cohorts.into_iter().map(|cohort| (cohort.name_folded, cohort.id.as_u128())).collect(),
        },
        learners: Vec::new(),
    };
    let mut after = After::START;
    loop {
        let from = after.clone();
        let (page, memberships) = app
            .store
            .read(move |tx| {
                let from = from.clone();
                Box::pin(async move {
                    let page = rosters::learners(tx, organisation, &from, PAGE).await?;
                    let memberships = match (page.first(), page.last()) {
                        (Some(first), Some(last)) => rosters::cohorts(tx, organisation, &After::learner(first), &After::learner(last)).await?,
                        _ => Vec::new(),
                    };
                    Ok::<_, StoreError>((page, memberships))
                })
            })
            .await?;
        let mut of: BTreeMap<Uuid, Vec<u128>> = BTreeMap::new();
        for (learner, cohort) in memberships {
            of.entry(learner).or_default().push(cohort.as_u128());
        }
        let last = page.last().filter(|_| page.len() as i64 == PAGE).map(After::learner);
        for learner in page {
            standing.lists.people.push(known(&learner, of.remove(&learner.id).unwrap_or_default()));
            standing.learners.push(learner);
        }
        match last {
            Some(last) => after = last,
            None => return Ok(standing),
        }
    }
}

fn known(learner: &Learner, cohorts: Vec<u128>) -> Known {
    Known {
        id: learner.id.as_u128(),
        given_name: learner.given_name.clone(),
        family_name: learner.family_name.clone(),
        sort_name: learner.sort_name.clone(),
        birth_date: learner.birth_date.as_deref().and_then(Day::parse),
        email: learner.email.clone(),
        email_folded: learner.email_folded.clone(),
        number: learner.external_id.clone(),
        trade: learner.trade.clone(),
        school: learner.school.clone(),
        diploma: learner.diploma.clone(),
        regime: learner.regime.clone(),
        unit: learner.unit_id.map(|unit| unit.as_u128()),
        cohorts,
        arrived_on: learner.arrived_on.map(Day::numbered),
        left_on: learner.left_on.map(Day::numbered),
    }
}
