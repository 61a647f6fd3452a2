//! Which question comes next in an exam: one of the best whole test that contains those already asked.
//!
//! Every candidate is to meet the same content, whatever their answers: so many questions of each domain, each competence at least once, no more
//! simulators than others, as much time. Rules that look at one question at a time end where these can no longer be met. Before each question the
//! best *whole* test that holds what was asked is put together instead, and the question is taken from it (van der Linden and Reese, 1998).
//!
//! The choice follows from the seed, what was settled before the first question, and the answers; never from the clock. What was met in the last
//! year, another language, a stale source are never let go; the exposure ceiling is widened step by step where no whole test can be
//! put together under it.

use std::cell::RefCell;

use psychometrics::ability::Posterior;
use psychometrics::assembly::{Blueprint, ClassBounds, TimeLimit, assemble};
use psychometrics::matrix::SymmetricMatrix;
use psychometrics::random::Random;
use psychometrics::selection::{PoolWorkspace, randomesque, weighted_fall};

use super::{Plan, State, stream};
use crate::bank::{Edition, PoolItem, Standing};
use crate::blueprint::ExamSettings;
use crate::language::Language;

/// In an English exam a French question is worth so much of what it would be in English: it comes where the English bank is thin.
const OTHER_LANGUAGE: f64 = 0.5;

/// Place in the pool of the next question, or none when nothing may be asked any more.
pub(super) fn next_item(posterior: &Posterior, state: &State, edition: &Edition, exam: &ExamSettings, seed: u64) -> Option<usize> {
    // A thread chooses for many exams: what it needs for one it keeps for the next, and only the memory.
    thread_local! {
        static MEMORY: RefCell<Memory> = RefCell::default();
    }
    MEMORY.with_borrow_mut(|memory| {
        memory.list(state, edition);
        let Memory { is_eligible, values, pool, .. } = memory;
        weighted_fall::values_among(posterior, &weights(edition, exam), &edition.columns, is_eligible, pool, values);
        for (value, item) in values.iter_mut().zip(&edition.pool) {
            if item.language != state.language {
                *value *= OTHER_LANGUAGE;
            }
        }
        memory.draw_lots(edition, seed);
        let rest = STEPS.iter().find_map(|step| memory.rest_of_best_test(*step, state, edition, exam)).unwrap_or_else(|| memory.all_eligible());
        memory.one_of(&rest, state, edition, seed)
    })
}

/// The best test of fixed questions, the same for everybody, that meets the blueprint and holds nothing of `avoid`: what exams are compared with. The
/// values are those of the items of the pool.
pub(crate) fn fixed_form(edition: &Edition, exam: &ExamSettings, values: Vec<f64>, avoid: Vec<u16>) -> Option<Vec<usize>> {
    let nobody = State::before_the_first_question(Plan { avoid, ..Plan::default() }, 0);
    let mut memory = Memory { values, lots: vec![0.0; edition.pool.len()], ..Memory::default() };
    memory.list(&nobody, edition);
    memory.rest_of_best_test(STEPS[0], &nobody, edition, exam)
}

/// What the fall of the uncertainty is to be worth: that of the mean of the domains, on which the decision is taken, against that of each domain, both
/// as shares of what they were before any answer.
fn weights(edition: &Edition, exam: &ExamSettings) -> SymmetricMatrix {
    let covariance = edition.prior.covariance();
    let domains = edition.prior.dimensions();
    let (mut whole, mut trace) = (0.0, 0.0);
    for i in 0..domains {
        trace += covariance.get(i, i);
        for j in 0..domains {
            whole += covariance.get(i, j);
        }
    }
    let mut weights = SymmetricMatrix::zeros(domains);
    for i in 0..domains {
        for j in 0..=i {
            let own = if i == j { (1.0 - exam.composite) / trace } else { 0.0 };
            weights.set(i, j, exam.composite / whole + own);
        }
    }
    weights
}

/// How much is asked of a whole test.
#[derive(Debug, Clone, Copy)]
struct Step {
    /// By how much the exposure ceiling is widened.
    widening: f64,
    has_time: bool,
    has_competences: bool,
}

/// What is let go where no test can be put together, the least important first. The domains are not: without them the result would not be one.
const STEPS: [Step; 5] = [
    Step { widening: 1.0, has_time: true, has_competences: true },
    Step { widening: 2.0, has_time: true, has_competences: true },
    Step { widening: f64::INFINITY, has_time: true, has_competences: true },
    Step { widening: f64::INFINITY, has_time: false, has_competences: true },
    Step { widening: f64::INFINITY, has_time: false, has_competences: false },
];

#[derive(Default)]
struct Memory {
    is_eligible: Vec<bool>,
    lots: Vec<f64>,
    values: Vec<f64>,
    pool: PoolWorkspace,
}

impl Memory {
    /// What may be asked at all.
    fn list(&mut self, state: &State, edition: &Edition) {
        let leaves_out_what_is_stale = state.scope.leaves_out_what_is_stale(edition, state.language, state.started_at);
        let may_be_read = |item: &PoolItem| !edition.blueprint.selection.own_language || state.language != Language::Fr || item.language == Language::Fr;
        let is_stale = |item: &PoolItem| item.fresh_until <= state.started_at && leaves_out_what_is_stale[item.domain];
        self.is_eligible.clear();
        self.is_eligible.extend(edition.pool.iter().map(|item| item.standing == Standing::Counted && may_be_read(item) && !is_stale(item)));
        for place in &state.avoid {
            if let Some(is_eligible) = self.is_eligible.get_mut(usize::from(*place)) {
                *is_eligible = false;
            }
        }
        for place in state.answers.iter().map(|answer| usize::from(answer.item)) {
            self.is_eligible[place] = false;
            for enemy in &edition.pool[place].enemies {
                self.is_eligible[*enemy] = false;
            }
        }
    }

    /// The exposure ceiling: each item is admitted to a share of all exams, by a lot drawn from the seed.
    fn draw_lots(&mut self, edition: &Edition, seed: u64) {
        let mut random = Random::new(seed, stream::ADMISSION);
        self.lots.clear();
        // one that is tried out draws no lot, so that those of the others are the same without it
        self.lots.extend(edition.pool.iter().map(|item| if item.standing == Standing::Pretest { 1.0 } else { random.uniform() }));
    }

    fn all_eligible(&self) -> Vec<usize> {
        (0..self.is_eligible.len()).filter(|place| self.is_eligible[*place]).collect()
    }

    /// Of the best whole test, what was not asked yet; none when no test can be put together at this step.
    fn rest_of_best_test(&self, step: Step, state: &State, edition: &Edition, exam: &ExamSettings) -> Option<Vec<usize>> {
        let asked = state.answers.iter().filter(|answer| edition.counts_answer(answer)).map(|answer| usize::from(answer.item));
        let mut places: Vec<usize> = asked.collect();
        let asked = places.len();
        let ceiling = edition.blueprint.selection.admission * step.widening;
        places.extend((0..edition.pool.len()).filter(|place| self.is_eligible[*place] && self.lots[*place] < ceiling));
        let values: Vec<f64> = places.iter().map(|place| self.values[*place]).collect();
        let mut blueprint = Blueprint {
            length: state.scope.limits(edition).longest as usize,
            classes: self.classes(&places, step, edition, exam),
            enemies: pairs_of_enemies(&places, edition),
            excluded: Vec::new(),
            time: None,
        };
        let contained: Vec<usize> = (0..asked).collect();
        let mut test = assemble(&blueprint, &values, &contained).ok()?;
        // Where the best test without the limit of time keeps it, it is the best with it: most often, and much sooner found.
        let seconds: Vec<f64> = places.iter().map(|place| f64::from(edition.pool[*place].item.time)).collect();
        let most = f64::from(exam.expected_seconds);
        if step.has_time && test.iter().map(|at| seconds[*at]).sum::<f64>() > most {
            blueprint.time = Some(TimeLimit { seconds, most });
            test = assemble(&blueprint, &values, &contained).ok()?;
        }
        Some(test.into_iter().filter(|at| *at >= asked).map(|at| places[at]).collect())
    }

    /// Domains, competences and simulators, as positions among `places`.
    fn classes(&self, places: &[usize], step: Step, edition: &Edition, exam: &ExamSettings) -> Vec<ClassBounds> {
        let class = |belongs: &dyn Fn(&PoolItem) -> bool, least: u32, most: usize| {
            let items = (0..places.len()).filter(|at| belongs(&edition.pool[places[*at]])).collect();
            ClassBounds { items, least: least as usize, most }
        };
        let domains = 0..edition.prior.dimensions();
        let mut classes: Vec<ClassBounds> =
            domains.map(|domain| class(&|item| item.domain == domain, exam.least_per_domain, exam.most_per_domain as usize)).collect();
        classes.push(class(&|item| item.item.interaction.is_simulator(), 0, exam.most_tools as usize));
        if step.has_competences {
            let asked_for = self.competences_asked_for(places, edition, exam);
            classes.extend(asked_for.into_iter().map(|competence| class(&|item| item.competence == competence, 1, places.len())));
        }
        classes
    }

    /// The competences of which a test holds a question: those that have one which may be asked, or was; in a domain of more competences than it
    /// has questions, none is asked for.
    fn competences_asked_for(&self, places: &[usize], edition: &Edition, exam: &ExamSettings) -> Vec<usize> {
        let framework = &edition.framework;
        let mut has_one = vec![false; framework.competences.len()];
        let eligible = (0..edition.pool.len()).filter(|place| self.is_eligible[*place]);
        for place in eligible.chain(places.iter().copied()) {
            has_one[edition.pool[place].competence] = true;
        }
        let of_domain = |code: &str| framework.competences.iter().zip(&has_one).filter(|(other, has_one)| **has_one && other.domain == code).count();
        let is_asked_for = |competence: &usize| has_one[*competence] && of_domain(&framework.competences[*competence].domain) <= exam.least_per_domain as usize;
        (0..has_one.len()).filter(is_asked_for).collect()
    }

    /// One of the best, and no simulator after a simulator while there is something else.
    fn one_of(&self, rest: &[usize], state: &State, edition: &Edition, seed: u64) -> Option<usize> {
        let is_tool = |place: usize| edition.pool[place].item.interaction.is_simulator();
        let after_tool = state.answers.last().is_some_and(|answer| is_tool(usize::from(answer.item)));
        let lighter: Vec<usize> = rest.iter().copied().filter(|place| !(after_tool && is_tool(*place))).collect();
        let among = if lighter.is_empty() { rest } else { &lighter };
        let values: Vec<f64> = among.iter().map(|place| self.values[*place]).collect();
        let mut random = Random::new(seed, stream::CHOICE + u64::from(state.counted(edition)) + 1);
        randomesque(&values, edition.blueprint.selection.best_of, &mut random).map(|at| among[at])
    }
}

/// Pairs of which one gives the other away, as positions among `places`.
fn pairs_of_enemies(places: &[usize], edition: &Edition) -> Vec<Vec<usize>> {
    let mut position = vec![None; edition.pool.len()];
    for (at, place) in places.iter().enumerate() {
        position[*place] = Some(at);
    }
    let mut pairs = Vec::new();
    for (at, place) in places.iter().enumerate() {
        let later = edition.pool[*place].enemies.iter().filter_map(|enemy| position[*enemy]).filter(|other| *other > at);
        pairs.extend(later.map(|other| vec![at, other]));
    }
    pairs
}
