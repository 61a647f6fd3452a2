//! What was done in a module without a network, played once it is back: through the very acts of a run, so that nothing counts twice.

use domain::access::{Authorised, Learn};
use domain::learning::module::{Module, Step};
use domain::refusal::Refusal;
use store::module_runs::ModuleRun;

use super::memory::word;
use super::question;
use super::run::{self, Begun, Deed, Traces};
use crate::app::App;
use crate::service::{Failure, Result};

/// The longest that a device is believed to have been without a network, in microseconds: 90 days.
pub const LONGEST_AWAY: i64 = 90 * 24 * 3600 * 1_000_000;

/// What a device did in one run.
#[derive(Debug, Clone)]
pub struct Batch {
    /// The run, by the name that the device gave it, and the order in which its questions were shown.
    pub begun: Begun,
    /// Microseconds since it was begun, as the device counted them: its clock may be wrong, what it counts hardly is.
    pub since: i64,
    /// What was done, in order: the step (from 0), and the deed, or why there is none to be done here.
    pub deeds: Vec<(usize, Result<Deed, Refusal>)>,
}

/// What became of one deed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It was the first here: it counts.
    First,
    /// The same was there already: sent twice, or nothing to tell.
    Same,
    /// Another answer was there already, from another device: that one counts.
    Other,
    /// The rules say no: it is to be done again.
    Refused(Refusal),
}

/// What became of all of them.
#[derive(Debug, Clone)]
pub struct Synced {
    /// The run as it now is.
    pub run: ModuleRun,
    /// For each deed, what became of it.
    pub outcomes: Vec<Outcome>,
}

/// Plays what was done without a network. Sent again, it changes nothing: an answer is the first of its run and step, and a run that was
/// finished elsewhere meanwhile is the one in which they are.
///
/// # Errors
/// The store's. What the rules say of one deed is its outcome, not an error.
pub async fn synchronise(app: &App, learner: &Authorised<Learn>, module: &Module, batch: Batch) -> Result<Synced> {
    let mut run = run_of(app, learner, module, &batch).await?;
    let mut outcomes = Vec::with_capacity(batch.deeds.len());
    for (step, deed) in batch.deeds {
        let outcome = match deed {
            Err(refusal) => Outcome::Refused(refusal),
            Ok(deed) => match run::act(app, learner, module, run.id, step, deed.clone()).await {
                Ok(done) => {
                    run = done.run;
                    if done.was_first { Outcome::First } else { known(app, learner, module, &run, step, &deed).await? }
                }
                Err(Failure::Refused(refusal)) => Outcome::Refused(refusal),
                Err(failure) => return Err(failure),
            },
        };
        outcomes.push(outcome);
    }
    Ok(Synced { run, outcomes })
}

/// The run that was meant: the one under way, or one that ended after this one was begun (on another device, or here with the reply lost);
/// otherwise a new one, known again by the name that the device gave it.
async fn run_of(app: &App, learner: &Authorised<Learn>, module: &Module, batch: &Batch) -> Result<ModuleRun> {
    let began = app.clock.now() - batch.since.clamp(0, LONGEST_AWAY);
    let ended = run::current(app, learner, &module.id).await?.filter(|run| run.finished_at.is_some_and(|at| at >= began));
    if let Some(ended) = ended.filter(|run| run.version == i64::from(module.version)) {
        return Ok(ended);
    }
    run::begin(app, learner, module, Some(batch.begun)).await
}

/// Whether what was there already is the same.
async fn known(app: &App, learner: &Authorised<Learn>, module: &Module, run: &ModuleRun, step: usize, deed: &Deed) -> Result<Outcome> {
    let traces = run::traces(app, learner, run).await?;
    Ok(if is_same(app, module, &traces, step, deed)? { Outcome::Same } else { Outcome::Other })
}

fn is_same(app: &App, module: &Module, traces: &Traces, step: usize, deed: &Deed) -> Result<bool> {
    Ok(match (deed, module.steps.get(step)) {
        (Deed::Answer { response, seed }, Some(Step::Question(asked))) => match question::put(app, &asked.item, *seed, step as i64) {
            // in a run that was over before this question was met, there is no other answer either
            Some(put) => traces.answer(step, &put)?.is_none_or(|given| given.response == *response && given.shown == put.shown),
            None => true,
        },
        (Deed::Grade { card, grade }, Some(Step::Cards(cards))) => {
            let known = traces.grades(step, cards.cards.len());
            known.get(*card).and_then(Option::as_deref).is_none_or(|known| known == word(*grade))
        }
        _ => true,
    })
}
