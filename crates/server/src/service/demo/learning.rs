//! What the nurse of the demonstration learned: a module done some days ago, cards that come back today, and more to do.

use domain::access::Actor;
use domain::learning::module::Step;
use domain::learning::practice::Grade;
use domain::profile::Level;

use crate::app::App;
use crate::service::Result;
use crate::service::learn::plan::{Plan, aim, learner};
use crate::service::learn::question::put;
use crate::service::learn::run::{Deed, act, begin};

/// The module, one with a film.
const MODULE: &str = "une-adresse-se-lit-par-la-fin";

/// Does the module from end to end, questions left open and cards remembered, and aims higher. Another content than the shipped one may lack the
/// module or its questions: what is not there is passed by.
///
/// # Errors
/// The store's.
pub(super) async fn study(app: &App, actor: &Actor) -> Result<()> {
    let learner = learner(actor)?;
    aim(app, &learner, Plan { target: Level::Avance, minutes: 8 }).await?;
    let Some(module) = app.library.modules.iter().find(|module| module.id == MODULE) else { return Ok(()) };
    let run = begin(app, &learner, module, None).await?;
    let last = module.steps.len().saturating_sub(1);
    for (at, step) in module.steps.iter().enumerate() {
        let deeds = match step {
            Step::Practice(practice) if at == last => vec![Deed::Finish { gesture: Some(practice.gesture.clone()) }],
            _ if at == last => vec![Deed::Finish { gesture: None }],
            Step::Question(asked) if put(app, &asked.item, run.seed, at as i64).is_some() => vec![Deed::Answer { response: None, seed: run.seed }],
            Step::Cards(cards) => (0..cards.cards.len()).map(|card| Deed::Grade { card, grade: Grade::Good }).collect(),
            _ => vec![Deed::Read],
        };
        for deed in deeds {
            act(app, &learner, module, run.id, at, deed).await?;
        }
    }
    Ok(())
}
