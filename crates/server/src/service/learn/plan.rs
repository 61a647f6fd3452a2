//! The plan: which level somebody aims at, and how many minutes they have.

use domain::access::{Actor, Authorised, Learn, may};
use domain::profile::Level;
use domain::refusal::Refusal;
use store::learning_plans::{self, LearningPlan};
use uuid::Uuid;

use crate::app::App;
use crate::service::Result;

/// What somebody aims at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// The level to be held everywhere.
    pub target: Level,
    /// Minutes they have at a time.
    pub minutes: u32,
}

impl Default for Plan {
    /// What everyone must hold, between two tasks.
    fn default() -> Self {
        Self { target: Level::Socle, minutes: 8 }
    }
}

/// Levels one can aim at: everybody holds the first.
pub const TARGETS: [Level; 3] = [Level::Socle, Level::Avance, Level::Expert];
/// Minutes one can have.
pub const MINUTES: [u32; 5] = [3, 5, 8, 15, 30];

impl Plan {
    /// As it is stored; what cannot be read is as if it had never been said.
    pub(in crate::service) fn of(row: Option<&LearningPlan>) -> Self {
        let usual = Self::default();
        let Some(row) = row else { return usual };
        Self {
            target: TARGETS.into_iter().find(|level| level.as_str() == row.target).unwrap_or(usual.target),
            minutes: u32::try_from(row.minutes).ok().filter(|minutes| (1..=120).contains(minutes)).unwrap_or(usual.minutes),
        }
    }

    /// As a form says it.
    ///
    /// # Errors
    /// One of the two is none of those that can be chosen.
    pub fn read(target: &str, minutes: &str) -> Result<Self, Refusal> {
        let target = TARGETS.into_iter().find(|level| level.as_str() == target).ok_or(Refusal::ResponseUnknownOption)?;
        let minutes = minutes.parse().ok().filter(|minutes| MINUTES.contains(minutes)).ok_or(Refusal::ResponseUnknownOption)?;
        Ok(Self { target, minutes })
    }
}

/// The proof that somebody learns for themselves.
///
/// # Errors
/// Nobody is recognised.
pub fn learner(actor: &Actor) -> Result<Authorised<Learn>, Refusal> {
    match actor {
        Actor::Person(id) => may::<Learn>(actor, *id),
        _ => Err(Refusal::Unauthorised),
    }
}

/// Whose learning a proof is about.
pub fn person_of(proof: &Authorised<Learn>) -> Uuid {
    Uuid::from_u128(*proof.object())
}

/// Keeps what somebody aims at.
///
/// # Errors
/// The store's.
pub async fn aim(app: &App, learner: &Authorised<Learn>, plan: Plan) -> Result<()> {
    let (person, now) = (person_of(learner), app.clock.now());
    app.store.write(move |tx| Box::pin(learning_plans::aim(tx, person, plan.target.as_str(), i64::from(plan.minutes), now))).await?;
    Ok(())
}
