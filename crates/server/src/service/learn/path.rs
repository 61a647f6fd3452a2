//! What to do next.

use domain::access::{Authorised, Learn};
use domain::learning::module::Audience;
use domain::learning::path::{Act, Done, Learner, NextStep, Path, Rules, is_reached, next_steps};
use domain::profile::Level;
use psychometrics::ability::Posterior;

use super::standing::{self, Standing};
use crate::app::App;
use crate::service::Result;
use crate::service::content::Library;

/// A module to do next.
#[derive(Debug, Clone)]
pub struct Advice {
    /// What, with its reasons.
    pub next: NextStep,
    /// Whether a positioning stands behind it; otherwise it is a good one to begin with, and no more is said.
    pub is_measured: bool,
    /// The level aimed at.
    pub target: Level,
}

/// What is proposed to somebody, and from what.
#[derive(Debug, Clone)]
pub struct Proposal {
    /// Where they stand.
    pub standing: Standing,
    /// What is believed of them: measured, expected of modules, refined by practice.
    pub abilities: Posterior,
    /// The next steps.
    pub path: Path,
    /// Whether everything is held at the target by what was measured, and nothing that is only expected.
    pub is_held: bool,
}

/// The next steps of somebody.
///
/// # Errors
/// The store's.
pub async fn propose(app: &App, learner: &Authorised<Learn>) -> Result<Proposal> {
    Ok(of(&app.library, standing::read(app, learner).await?))
}

/// The steps that somebody of whom nothing is known may begin with.
///
/// # Errors
/// The blueprint's prior cannot be.
pub fn propose_to_nobody(app: &App, trade: Option<&str>) -> Result<Proposal> {
    Ok(of(&app.library, Standing::of_nobody(app, trade)?))
}

/// The next module once `after` is done; from now on when that is none.
///
/// # Errors
/// The store's.
pub async fn next(app: &App, learner: &Authorised<Learn>, after: Option<&str>) -> Result<Option<Advice>> {
    let mut standing = standing::read(app, learner).await?;
    if let Some(module) = after.and_then(|id| app.library.module(id))
        && !standing.done.iter().any(|done| done.module == module.id && done.version == module.version)
    {
        standing.done.push(Done { module: module.id.clone(), version: module.version, at: standing.now });
    }
    Ok(advice(of(&app.library, standing)))
}

/// The same for somebody of whom nothing is known.
///
/// # Errors
/// The blueprint's prior cannot be.
pub fn next_of_nobody(app: &App, trade: Option<&str>) -> Result<Option<Advice>> {
    Ok(advice(propose_to_nobody(app, trade)?))
}

fn advice(proposal: Proposal) -> Option<Advice> {
    let Proposal { standing, path, .. } = proposal;
    let next = path.steps.into_iter().find(|step| matches!(step.act, Act::Module { .. }))?;
    Some(Advice { next, is_measured: standing.session.is_some(), target: standing.plan.target })
}

fn of(library: &Library, standing: Standing) -> Proposal {
    let abilities = standing.refine(&standing.expected(library));
    let learner = Learner {
        abilities: &abilities,
        target: standing.plan.target,
        trade: standing.trade.as_deref(),
        setting: standing.setting.as_deref(),
        // the modules are in French
        language: "fr",
        audience: Audience::Professionals,
        minutes: standing.plan.minutes,
        now: standing.now,
        done: &standing.done,
        claims: &standing.claims,
        due: standing.due,
    };
    let (catalogue, rules) = (standing.catalogue(library), Rules::default());
    let path = next_steps(catalogue, &learner, &rules);
    let is_held = is_reached(catalogue, &Learner { abilities: &standing.measured, ..learner }, &rules);
    Proposal { standing, abilities, path, is_held }
}
