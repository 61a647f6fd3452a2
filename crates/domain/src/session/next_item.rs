//! Which question comes next: the largest expected fall of the uncertainty, under constraints.
//!
//! Constraints that cannot all be met are let go one by one, the least important first; a question asked before in this
//! session, or one that gives away another, never comes.

use psychometrics::random::Random;
use psychometrics::selection::{PoolWorkspace, posterior_fall, randomesque};

use super::{State, estimate, stream};
use crate::bank::Edition;
use crate::blueprint::SECOND;

/// How the best is judged. Production is adaptive; the other is what a simulation compares it with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// By expected fall of the posterior uncertainty.
    Adaptive,
    /// By lot, under the same constraints.
    Random,
}

/// Constraints in the order in which they are let go.
const LADDER: usize = 6;

/// Place in the pool of the next question, or none when all were asked.
pub fn next_item(state: &State, edition: &Edition, seed: u64, choice: Choice) -> Option<usize> {
    let pool = &edition.pool;
    let rules = &edition.blueprint.selection;
    let asked: Vec<usize> = state.answers.iter().map(|a| usize::from(a.item)).collect();
    let mut per_domain = vec![0_u32; edition.prior.dimensions()];
    let mut seen_competences = Vec::new();
    for place in &asked {
        per_domain[pool[*place].domain] += 1;
        seen_competences.push(pool[*place].competence);
    }
    let fewest = per_domain.iter().copied().min().unwrap_or_default();
    let admitted = admitted(edition, seed);
    let remaining = i64::from(edition.blueprint.stopping.seconds) - state.active / SECOND;
    let after_simulator = asked.last().is_some_and(|last| pool[*last].item.interaction.is_simulator());

    let free: Vec<usize> = (0..pool.len()).filter(|place| !asked.contains(place) && !pool[*place].enemies.iter().any(|e| asked.contains(e))).collect();
    let meets = |place: usize, let_go: usize| {
        let item = &pool[place];
        let constraints: [bool; LADDER - 1] = [
            i64::from(item.item.time) <= remaining.max(60),
            admitted[place],
            !(after_simulator && item.item.interaction.is_simulator()),
            !state.avoid.contains(&(place as u16)),
            per_domain[item.domain] < fewest + rules.domain_lead,
        ];
        constraints[let_go..].iter().all(|met| *met)
    };
    let candidates =
        (0..LADDER).map(|let_go| free.iter().copied().filter(|place| meets(*place, let_go)).collect::<Vec<_>>()).find(|candidates| !candidates.is_empty())?;

    let mut random = Random::new(seed, stream::CHOICE + u64::from(state.seq()));
    let at = match choice {
        Choice::Adaptive => {
            let posterior = estimate::posterior(edition, &state.answers);
            let mut falls = Vec::new();
            posterior_fall::values(&posterior, &edition.columns, &mut PoolWorkspace::default(), &mut falls);
            let value = |place: &usize| {
                let item = &pool[*place];
                let newness = if seen_competences.contains(&item.competence) { 1.0 } else { rules.new_competence };
                // a question twice as long must tell a fifth more: minutes are what people have least of
                falls[*place] * newness / f64::from(item.item.time).sqrt().sqrt()
            };
            let values: Vec<f64> = candidates.iter().map(value).collect();
            randomesque(&values, rules.best_of, &mut random)?
        }
        Choice::Random => random.below(candidates.len() as u64) as usize,
    };
    Some(candidates[at])
}

/// The exposure ceiling: each item is admitted to a share of all sessions, drawn once from the session's seed.
fn admitted(edition: &Edition, seed: u64) -> Vec<bool> {
    let mut random = Random::new(seed, stream::ADMISSION);
    edition.pool.iter().map(|_| random.uniform() < edition.blueprint.selection.admission).collect()
}
