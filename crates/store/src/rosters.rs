//! Lists of people read from one end to the other, a chunk at a time: what leaves by the API or in a file, whatever its length.

use crate::learners::{self, Learner};
use crate::{Result, Tx};
use uuid::Uuid;

statements! {
    LEARNERS = concat!("SELECT ", learners::columns!(), " FROM learner WHERE organisation_id = $1 AND (sort_name, id) > ($2, $3) ORDER BY sort_name, id LIMIT $4");
    COHORTS = "SELECT cohort_learner.learner_id, cohort_learner.cohort_id FROM learner JOIN cohort_learner ON cohort_learner.learner_id = learner.id
         WHERE learner.organisation_id = $1 AND (learner.sort_name, learner.id) >= ($2, $3) AND (learner.sort_name, learner.id) <= ($4, $5)
         ORDER BY cohort_learner.learner_id, cohort_learner.cohort_id";
}

/// Where a list of learners goes on: after this name and this learner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct After {
    /// By which they are listed.
    pub sort_name: String,
    /// Who.
    pub id: Uuid,
}

impl After {
    /// Before everybody.
    pub const START: Self = Self { sort_name: String::new(), id: Uuid::nil() };

    /// After this one.
    pub fn learner(learner: &Learner) -> Self {
        Self { sort_name: learner.sort_name.clone(), id: learner.id }
    }
}

/// At most `limit` learners of an organisation, by name, those who left too.
pub async fn learners(tx: &mut Tx<'_>, organisation: Uuid, after: &After, limit: i64) -> Result<Vec<Learner>> {
    tx.all(LEARNERS, &[organisation.into(), after.sort_name.as_str().into(), after.id.into(), limit.into()], learners::read).await
}

/// Which cohorts the learners from `first` to `last` are in: learner and cohort, by learner.
pub async fn cohorts(tx: &mut Tx<'_>, organisation: Uuid, first: &After, last: &After) -> Result<Vec<(Uuid, Uuid)>> {
    let args = [organisation.into(), first.sort_name.as_str().into(), first.id.into(), last.sort_name.as_str().into(), last.id.into()];
    tx.all(COHORTS, &args, |row| Ok((row.get(0)?, row.get(1)?))).await
}
