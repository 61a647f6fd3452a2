//! Learning a bank from its answers.
//!
//! Each answer is Bayes's rule on a grid of slope and difficulty around the author's word ([`OnlineItem`]), the person's ability integrated out: it is as
//! known, or unknown, as the other answers of the session leave it. All items learn in turn against what is believed of the others, their
//! uncertainty included, round after round until nothing moves.
//!
//! The unit of the scale is the blueprint's: abilities spread as it says. Its origin is tied to two things, each as far as it is sure: the middle that
//! the authors gave to the difficulties of a domain, and where the blueprint expects people to stand. So a weaker cohort is found to be weaker, and does
//! not make the items harder.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use psychometrics::ability::{Observation, Posterior, Prior, Workspace, posterior_mean_into};
use psychometrics::calibration::online::{Belief, OnlineItem};
use psychometrics::model::ItemModel;
use psychometrics::uncertainty::Marginaliser;

use super::proposal::centre;
use crate::bank::{Edition, Parameters, PoolItem};

/// An answer as calibration needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answer {
    /// Place of the item in the pool that is calibrated.
    pub item: u16,
    /// Points won.
    pub won: u8,
    /// Whether it counted for its person: an item that is only tried did not, and says nothing of the ability.
    pub counts: bool,
}

/// The answers of one finished session, each item once, in any order.
pub type Taken = Vec<Answer>;

/// How to calibrate. [`Settings::default`] suits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// The most rounds.
    pub rounds: u32,
    /// The search ends when no difficulty moved by more than this.
    pub tolerance: f64,
    /// Answers that an item needs for a slope of its own.
    pub own_slope: u64,
}

impl Default for Settings {
    /// Twenty rounds, a fiftieth of a standard deviation of ability, 200 answers (DESIGN §4).
    fn default() -> Self {
        Self { rounds: 20, tolerance: 0.02, own_slope: 200 }
    }
}

/// How far it is; told after every hundred sessions.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Progress {
    /// The round, from 1.
    pub round: u32,
    /// Sessions read in it.
    pub sessions: usize,
    /// Sessions in all.
    pub of: usize,
    /// The largest move of a difficulty in the round before; infinite in the first.
    pub moved: f64,
}

/// What was learned of each item of the pool.
#[derive(Debug, Clone, PartialEq)]
pub struct Learned {
    /// In the order of the pool.
    pub parameters: Vec<Parameters>,
    /// Answers of each.
    pub answers: Vec<u64>,
    /// Of each, the correlation of points and ability in standard errors; 0 where there is none.
    pub relation: Vec<f64>,
    /// Mean ability of the people in each domain.
    pub means: Vec<f64>,
    /// How sure the origin of each domain is, as a standard deviation: it moves all difficulties and all abilities of the domain together.
    pub origin_errors: Vec<f64>,
    /// Rounds that were run.
    pub rounds: u32,
    /// Whether the last one moved nothing that matters.
    pub settled: bool,
    /// Slope of items with few answers.
    pub shared_slope: f64,
}

/// Items with slopes of their own before their middle stands for the others.
const SLOPES: usize = 10;
/// How far the mean of the people who come may be from what the blueprint expects of the population (standard deviation).
const COHORT_SD: f64 = 0.25;
/// Sessions between two words to the observer.
const TOLD: usize = 100;

/// Learns every item of the pool. None when the observer stopped it.
pub fn learn(edition: &Edition, sessions: &[Taken], settings: &Settings, observer: &mut dyn FnMut(Progress) -> ControlFlow<()>) -> Option<Learned> {
    let mut learned = Learned {
        parameters: edition.pool.iter().map(|p| authors(p, edition, edition.blueprint.items.discrimination)).collect(),
        answers: vec![0; edition.pool.len()],
        relation: vec![0.0; edition.pool.len()],
        means: edition.prior.mean().to_vec(),
        origin_errors: vec![COHORT_SD; edition.prior.dimensions()],
        rounds: 0,
        settled: sessions.is_empty(),
        shared_slope: edition.blueprint.items.discrimination,
    };
    let mut moved = f64::INFINITY;
    while !learned.settled && learned.rounds < settings.rounds {
        learned.rounds += 1;
        let mut seen = Seen::new(edition, &learned);
        for (number, session) in sessions.iter().enumerate() {
            if number % TOLD == 0 {
                observer(Progress { round: learned.rounds, sessions: number, of: sessions.len(), moved }).continue_value()?;
            }
            seen.add(edition, session);
        }
        let mut parameters = seen.parameters(edition, &learned, settings);
        learned.origin_errors = tie(edition, &seen, &mut parameters);
        moved = parameters.iter().zip(&learned.parameters).map(|(new, old)| (centre(new) - centre(old)).abs()).fold(0.0, f64::max);
        learned.parameters = parameters;
        learned.shared_slope = shared_slope(edition, &learned, &seen, settings);
        learned.means = seen.means();
        learned.settled = moved <= settings.tolerance;
        learned.answers = seen.relations.iter().map(|r| r.answers).collect();
        learned.relation = seen.relations.iter().map(Relation::z).collect();
    }
    Some(learned)
}

/// The author's word, with the slope that items without one of their own share.
fn authors(pooled: &PoolItem, edition: &Edition, slope: f64) -> Parameters {
    let word = Parameters::of_author(pooled.item.difficulty, pooled.item.interaction.points(), &edition.blueprint.items);
    Parameters { discrimination: slope, ..word }
}

/// Points with abilities, counted for their correlation.
#[derive(Debug, Clone, Copy, Default)]
struct Relation {
    answers: u64,
    points: f64,
    points_squared: f64,
    ability: f64,
    ability_squared: f64,
    both: f64,
}

impl Relation {
    fn add(&mut self, points: f64, ability: f64) {
        self.answers += 1;
        self.points += points;
        self.points_squared += points * points;
        self.ability += ability;
        self.ability_squared += ability * ability;
        self.both += points * ability;
    }

    fn z(&self) -> f64 {
        let n = self.answers as f64;
        let of = |squares: f64, sum: f64| squares - sum * sum / n.max(1.0);
        let (points, ability) = (of(self.points_squared, self.points), of(self.ability_squared, self.ability));
        if self.answers < 3 || points <= 1e-9 || ability <= 1e-9 {
            return 0.0;
        }
        let r = ((self.both - self.points * self.ability / n) / (points * ability).sqrt()).clamp(-1.0, 1.0);
        r * ((n - 2.0) / (1.0 - r * r).max(1e-9)).sqrt()
    }
}

/// What one round sees.
struct Seen {
    models: Vec<ItemModel>,
    prior: Prior,
    workspace: Workspace,
    posterior: Posterior,
    /// For each item: how often an answer of so many points came from an ability like this (in units of [`GRAIN`]).
    alike: Vec<BTreeMap<(u8, i32, i32), u32>>,
    relations: Vec<Relation>,
    means: Vec<f64>,
    sessions: u64,
}

/// Abilities, and their errors, that are nearer than this are alike. What it rounds off is a third of a hundredth of the variance that twenty answers leave.
const GRAIN: f64 = 0.08;

impl Seen {
    fn new(edition: &Edition, learned: &Learned) -> Self {
        let mut marginaliser = Marginaliser::default();
        let prior = Prior::new(learned.means.clone(), edition.prior.covariance().clone()).unwrap_or_else(|_| edition.prior.clone());
        Self {
            models: learned.parameters.iter().map(|p| marginaliser.marginalised(&p.model(), &p.uncertainty())).collect(),
            posterior: Posterior::from_prior(&prior),
            prior,
            workspace: Workspace::default(),
            alike: vec![BTreeMap::new(); edition.pool.len()],
            relations: vec![Relation::default(); edition.pool.len()],
            means: vec![0.0; edition.prior.dimensions()],
            sessions: 0,
        }
    }

    fn add(&mut self, edition: &Edition, session: &[Answer]) {
        self.estimate(edition, session, None);
        self.sessions += 1;
        for (sum, mean) in self.means.iter_mut().zip(&self.posterior.mean) {
            *sum += mean;
        }
        for (at, answer) in session.iter().enumerate() {
            self.estimate(edition, session, Some(at));
            let place = usize::from(answer.item);
            let domain = edition.pool[place].domain;
            let (mean, sd) = (self.posterior.mean[domain], self.posterior.standard_error(domain));
            let grain = |value: f64| (value / GRAIN).round() as i32;
            *self.alike[place].entry((answer.won, grain(mean), grain(sd))).or_default() += 1;
            self.relations[place].add(f64::from(answer.won), mean);
        }
    }

    /// The abilities by all answers that count but one.
    fn estimate(&mut self, edition: &Edition, session: &[Answer], without: Option<usize>) {
        let observations: Vec<Observation<'_>> = session
            .iter()
            .enumerate()
            .filter(|(at, answer)| Some(*at) != without && answer.counts)
            .map(|(_, answer)| {
                let place = usize::from(answer.item);
                Observation { model: &self.models[place], dimension: edition.pool[place].domain, category: usize::from(answer.won) }
            })
            .collect();
        if posterior_mean_into(&self.prior, &observations, &mut self.workspace, &mut self.posterior).is_err() {
            self.posterior = Posterior::from_prior(&self.prior);
        }
    }

    fn means(&self) -> Vec<f64> {
        self.means.iter().map(|sum| sum / self.sessions.max(1) as f64).collect()
    }

    /// What is believed of each item after this round.
    fn parameters(&self, edition: &Edition, before: &Learned, settings: &Settings) -> Vec<Parameters> {
        let one = |(place, pooled): (usize, &PoolItem)| {
            let author = authors(pooled, edition, before.shared_slope);
            believed(&author, &self.alike[place])
                .map(|belief| parameters_of(&belief, &author, self.relations[place].answers >= settings.own_slope))
                .unwrap_or(author)
        };
        edition.pool.iter().enumerate().map(one).collect()
    }
}

/// None without answers, or where an author's word is so far out that no grid of valid items lies around it.
fn believed(author: &Parameters, alike: &BTreeMap<(u8, i32, i32), u32>) -> Option<Belief> {
    if alike.is_empty() {
        return None;
    }
    let mut item = OnlineItem::new(author.model(), author.uncertainty()).ok()?;
    for ((won, mean, sd), times) in alike {
        item.learn_alike(f64::from(*mean) * GRAIN, f64::from(*sd) * GRAIN, usize::from(*won), *times).ok()?;
    }
    item.belief().ok()
}

fn parameters_of(belief: &Belief, author: &Parameters, own_slope: bool) -> Parameters {
    let shift = belief.model.difficulty() - author.model().difficulty();
    let steps = author.steps.iter().map(|step| step + shift).collect();
    let difficulty_sd = belief.uncertainty.difficulty_sd;
    if own_slope {
        let log_discrimination_sd = belief.uncertainty.log_discrimination_sd;
        Parameters { discrimination: belief.model.discrimination(), steps, difficulty_sd, log_discrimination_sd }
    } else {
        Parameters { steps, difficulty_sd, ..author.clone() }
    }
}

/// Puts the origin of each domain where authors and blueprint together expect it, and says how sure it is there. Answers alone cannot tell hard items
/// from weak people.
fn tie(edition: &Edition, seen: &Seen, parameters: &mut [Parameters]) -> Vec<f64> {
    let means = seen.means();
    let tied = |domain: usize| {
        let places: Vec<usize> = (0..parameters.len()).filter(|place| edition.pool[*place].domain == domain && seen.relations[*place].answers > 0).collect();
        let (mut sum, mut weights) = (0.0, 0.0);
        for place in &places {
            // what is unknown of a shift: the author's error and our own
            let author_sd = edition.blueprint.items.difficulty_sd;
            let own = &parameters[*place];
            let weight = 1.0 / (author_sd * author_sd + own.difficulty_sd * own.difficulty_sd);
            sum += weight * (centre(own) - centre(&authors(&edition.pool[*place], edition, own.discrimination)));
            weights += weight;
        }
        let cohort = 1.0 / (COHORT_SD * COHORT_SD);
        let back = (sum + cohort * (means[domain] - edition.prior.mean()[domain])) / (weights + cohort);
        (places, back, 1.0 / (weights + cohort).sqrt())
    };
    let all: Vec<_> = (0..edition.prior.dimensions()).map(tied).collect();
    let mut errors = Vec::new();
    for (places, back, error) in all {
        for place in places {
            parameters[place].steps.iter_mut().for_each(|step| *step -= back);
        }
        errors.push(error);
    }
    errors
}

/// The geometric mean of the slopes that are known, each counting as much as it is known; the blueprint's before there are enough.
fn shared_slope(edition: &Edition, learned: &Learned, seen: &Seen, settings: &Settings) -> f64 {
    let known = learned.parameters.iter().zip(&seen.relations).filter(|(_, relation)| relation.answers >= settings.own_slope).map(|(p, _)| p);
    let spread = edition.blueprint.items.log_discrimination_sd;
    let (mut sum, mut weights, mut count) = (0.0, 0.0, 0);
    for parameters in known {
        let weight = 1.0 / (spread * spread + parameters.log_discrimination_sd * parameters.log_discrimination_sd);
        sum += weight * libm::log(parameters.discrimination);
        weights += weight;
        count += 1;
    }
    if count < SLOPES { edition.blueprint.items.discrimination } else { libm::exp(sum / weights) }
}
