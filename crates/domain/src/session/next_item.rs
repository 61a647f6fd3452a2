//! Which question comes next: the largest expected fall of the uncertainty, under constraints.
//!
//! Constraints that cannot all be met are let go one by one, the least important first; a question asked before in this
//! session, or one that gives away another, never comes; nor one in a language that is not read, or whose source is out of date. An exam has rules
//! of its own (`shadow`).

use std::cell::RefCell;

use psychometrics::ability::Posterior;
use psychometrics::random::Random;
use psychometrics::selection::{PoolWorkspace, posterior_fall, randomesque};

use super::{Scored, State, estimate, pretest, shadow, stream};
use crate::bank::{Edition, PoolItem, Standing};
use crate::blueprint::SECOND;
use crate::language::Language;

/// How the best is judged. Production is adaptive; the other is what a simulation compares it with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// By expected fall of the posterior uncertainty.
    Adaptive,
    /// By lot, under the same constraints.
    Random,
}

/// Place in the pool of the next question, or none when all were asked.
pub fn next_item(state: &State, edition: &Edition, seed: u64, choice: Choice) -> Option<usize> {
    next_item_knowing(None, state, edition, seed, choice)
}

/// [`next_item`] where the posterior of the answers so far may be known already.
pub(super) fn next_item_knowing(posterior: Option<&Posterior>, state: &State, edition: &Edition, seed: u64, choice: Choice) -> Option<usize> {
    // A thread chooses for thousands of sessions: what it needs for one it keeps for the next, and only the memory.
    thread_local! {
        static MEMORY: RefCell<Memory> = RefCell::default();
    }
    if let Some(place) = pretest::tried_out(state, edition, seed) {
        return Some(place);
    }
    if let (Some(exam), Choice::Adaptive) = (&edition.blueprint.exam, choice) {
        return match posterior {
            Some(posterior) => shadow::next_item(posterior, state, edition, exam, seed),
            None => shadow::next_item(&estimate::posterior(edition, &state.answers), state, edition, exam, seed),
        };
    }
    MEMORY.with_borrow_mut(|memory| {
        memory.list(state, edition, seed);
        let mut random = Random::new(seed, stream::CHOICE + u64::from(state.counted(edition)) + 1);
        let at = match choice {
            Choice::Adaptive => match posterior {
                Some(posterior) => memory.best(posterior, edition, &mut random),
                None => memory.best(&estimate::posterior(edition, &state.answers), edition, &mut random),
            }?,
            Choice::Random if memory.candidates.is_empty() => return None,
            Choice::Random => random.below(memory.candidates.len() as u64) as usize,
        };
        memory.candidates.get(at).copied()
    })
}

/// What must be let go before a question may come, for each question of the pool: 0 when it meets every constraint, [`NEVER`] when
/// it must not come at all. The numbers left out are those of questions in another language ([`with_its_language`]).
type Rung = u8;

/// It takes longer than what is left.
const TOO_LONG: Rung = 1;
/// It is not admitted to this session: the exposure ceiling.
const NOT_ADMITTED: Rung = 2;
/// It would be the second simulator in a row.
const HEAVY: Rung = 6;
/// It was met in an earlier session.
const MET: Rung = 8;
/// Its domain is ahead of another.
const AHEAD: Rung = 10;
/// No letting go helps.
const NEVER: Rung = 12;

#[derive(Default)]
struct Memory {
    per_domain: Vec<u32>,
    seen_competences: Vec<usize>,
    leaves_out_what_is_stale: Vec<bool>,
    rungs: Vec<Rung>,
    /// Places in the pool, in their order.
    candidates: Vec<usize>,
    is_candidate: Vec<bool>,
    pool: PoolWorkspace,
    falls: Vec<f64>,
    values: Vec<f64>,
}

/// A French session never asks in English. An English one asks in French, since the bank is French, what is left when nothing in English will do:
/// there the same constraints are let go one by one, on the rungs between.
fn with_its_language(rung: Rung, item: &PoolItem, state: &State, edition: &Edition) -> Rung {
    match (state.language, item.language) {
        _ if !edition.blueprint.selection.own_language => rung,
        (Language::Fr, Language::En) => NEVER,
        (Language::En, Language::Fr) => match rung {
            NEVER => NEVER,
            HEAVY.. => rung + 1,
            _ => rung + 3,
        },
        (Language::Fr, Language::Fr) | (Language::En, Language::En) => rung,
    }
}

impl Memory {
    /// The questions for which the fewest constraints must be let go.
    fn list(&mut self, state: &State, edition: &Edition, seed: u64) {
        let pool = &edition.pool;
        self.per_domain.clear();
        self.per_domain.resize(edition.prior.dimensions(), 0);
        self.seen_competences.clear();
        self.leaves_out_what_is_stale.clear();
        self.leaves_out_what_is_stale.extend(state.scope.leaves_out_what_is_stale(edition, state.language, state.started_at));
        self.rungs.clear();
        self.rungs.resize(pool.len(), 0);
        for place in &state.avoid {
            if let Some(rung) = self.rungs.get_mut(usize::from(*place)) {
                *rung = MET;
            }
        }
        for answer in &state.answers {
            let place = usize::from(answer.item);
            let item = &pool[place];
            if edition.counts_answer(answer) {
                self.per_domain[item.domain] += 1;
                self.seen_competences.push(item.competence);
            }
            self.rungs[place] = NEVER;
            for enemy in &item.enemies {
                self.rungs[*enemy] = NEVER;
            }
        }
        // of what was asked last, and of what counted last: a question tried out between the two lets no simulator come that would not have come without it
        let counted_last = state.answers.iter().rfind(|answer| edition.counts_answer(answer));
        let is_simulator = |answer: &Scored| pool[usize::from(answer.item)].item.interaction.is_simulator();
        let after_simulator = state.answers.last().is_some_and(is_simulator) || counted_last.is_some_and(is_simulator);
        let remaining = (i64::from(state.scope.limits(edition).seconds) - state.active / SECOND).max(60);
        let assessed = state.scope.domains(&edition.framework);
        let asked = self.per_domain.iter().zip(&assessed).filter(|(_, is_assessed)| **is_assessed).map(|(asked, _)| *asked);
        let most = asked.min().unwrap_or_default() + edition.blueprint.selection.domain_lead;
        // The exposure ceiling: each item is admitted to a share of all sessions, drawn once from the session's seed.
        let mut random = Random::new(seed, stream::ADMISSION);
        let mut lowest = NEVER;
        for (rung, item) in self.rungs.iter_mut().zip(pool) {
            if item.standing == Standing::Pretest {
                // it comes by its own way; it draws no lot either, so that those of the others are the same without it
                *rung = NEVER;
                continue;
            }
            let is_admitted = random.uniform() < edition.blueprint.selection.admission;
            let is_stale = item.fresh_until <= state.started_at && self.leaves_out_what_is_stale[item.domain];
            let own = if is_stale || !state.scope.includes(item.competence) {
                NEVER
            } else if self.per_domain[item.domain] >= most {
                AHEAD
            } else if after_simulator && item.item.interaction.is_simulator() {
                HEAVY
            } else if !is_admitted {
                NOT_ADMITTED
            } else if i64::from(item.item.time) > remaining {
                TOO_LONG
            } else {
                0
            };
            *rung = with_its_language(own.max(*rung), item, state, edition);
            lowest = lowest.min(*rung);
        }
        self.candidates.clear();
        self.is_candidate.clear();
        self.is_candidate.extend(self.rungs.iter().map(|rung| *rung == lowest && lowest < NEVER));
        self.candidates.extend(self.is_candidate.iter().enumerate().filter(|(_, is_candidate)| **is_candidate).map(|(place, _)| place));
    }

    /// One of the best of the candidates, as a position among them.
    fn best(&mut self, posterior: &Posterior, edition: &Edition, random: &mut Random) -> Option<usize> {
        let rules = &edition.blueprint.selection;
        posterior_fall::values_among(posterior, &edition.columns, &self.is_candidate, &mut self.pool, &mut self.falls);
        self.values.clear();
        self.values.extend(self.candidates.iter().map(|place| {
            let item = &edition.pool[*place];
            let newness = if self.seen_competences.contains(&item.competence) { 1.0 } else { rules.new_competence };
            // a question twice as long must tell a fifth more: minutes are what people have least of
            self.falls[*place] * newness / f64::from(item.item.time).sqrt().sqrt()
        }));
        randomesque(&self.values, rules.best_of, random)
    }
}
