//! What the answers of an exam decide.

use std::collections::BTreeSet;

use psychometrics::ability::Posterior;
use psychometrics::levels::{level_probabilities, normal_quantile};
use serde::{Deserialize, Serialize};

use super::Rules;
use crate::bank::Edition;
use crate::profile::{CompetenceResult, Evidence, Level, profile_within};
use crate::session::{Ending, Scope, Scored, posterior};

/// Below so many answers nothing is said of a domain.
pub const LEAST_OF_DOMAIN: u32 = 5;
/// A band holds at least this much of the posterior.
const OF_BAND: f64 = 0.8;

/// What is known of a sitting beside its answers.
#[derive(Debug, Clone, Copy)]
pub struct Circumstances<'a> {
    /// Names of the items that were found faulty: their answers do not count, whoever gave them.
    pub neutralised: &'a BTreeSet<String>,
    /// Whether the sitting broke down: with too few answers it is no attempt.
    pub technical: bool,
}

/// How it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The level that is certified is held.
    Certified,
    /// It is not.
    NotCertified,
    /// Too few questions were answered to say.
    Incomplete,
    /// The same, because of a technical failure: as if the sitting had not been.
    Void,
}

/// The overall ability: the mean of the domains, in standard deviations of the population of a domain.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Overall {
    /// Posterior mean.
    pub estimate: f64,
    /// Posterior standard deviation.
    pub standard_error: f64,
    /// Where it lies with the blueprint's probability.
    pub interval: (f64, f64),
    /// Probability of each level, lowest first.
    pub probabilities: [f64; 4],
    /// Probability of each level or a higher one; of the lowest, 1.
    pub at_least: [f64; 4],
}

impl Overall {
    /// The highest level that is held or surpassed with this probability.
    pub fn level(&self, certainty: f64) -> Level {
        let reached = Level::ALL.into_iter().zip(self.at_least).rev().find(|(_, probability)| *probability >= certainty);
        reached.map_or(Level::Decouverte, |(level, _)| level)
    }
}

/// The levels between which a domain lies.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Band {
    /// The lowest.
    pub lowest: Level,
    /// The highest, often the same.
    pub highest: Level,
    /// Probability that it is one of these.
    pub probability: f64,
}

/// A domain.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DomainBand {
    /// Code.
    pub code: String,
    /// Answers that count.
    pub answered: u32,
    /// Posterior mean.
    pub estimate: f64,
    /// Posterior standard deviation.
    pub standard_error: f64,
    /// Probability of each level, lowest first.
    pub probabilities: [f64; 4],
    /// The fewest neighbouring levels that hold four fifths of the probability; none below [`LEAST_OF_DOMAIN`] answers.
    pub band: Option<Band>,
    /// Probability of the level that every domain must reach, where the rules want one.
    pub at_least_minimum: Option<f64>,
}

/// What was seen of an objective: evidence, never a score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObjectiveEvidence {
    /// Code.
    pub code: String,
    /// Answers that count.
    pub answered: u32,
    /// Of these, fully right.
    pub full: u32,
    /// Held when all were fully right, not held when none was, otherwise not enough to say.
    pub evidence: Evidence,
}

/// What an exam decides. Everything that a page needs to say why is here, or in [`explain`](super::explain).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Decision {
    /// How it ended.
    pub verdict: Verdict,
    /// The level given; none where nothing was decided.
    pub level: Option<Level>,
    /// Whether the interval of the overall ability holds the cut of the level that is certified: somebody has to look at it.
    pub close: bool,
    /// The overall ability.
    pub overall: Overall,
    /// The domains, in the order of the framework.
    pub domains: Vec<DomainBand>,
    /// The competences, in the order of the framework.
    pub competences: Vec<CompetenceResult>,
    /// The objectives that were seen, in the order of the framework.
    pub objectives: Vec<ObjectiveEvidence>,
    /// Answers that count.
    pub counted: u32,
    /// Answers to questions that were tried out.
    pub tried_out: u32,
    /// Questions set aside during the exam.
    pub set_aside: u32,
    /// Answers that do not count because their question was found faulty.
    pub neutralised: u32,
}

impl Decision {
    /// Whether a certificate is due.
    pub fn is_certified(&self) -> bool {
        self.verdict == Verdict::Certified
    }
}

/// What these answers decide, whatever their order.
pub fn decision(edition: &Edition, rules: &Rules, answers: &[Scored], circumstances: &Circumstances<'_>) -> Decision {
    let is_neutralised = |answer: &Scored| circumstances.neutralised.contains(&edition.pool[usize::from(answer.item)].item.id);
    let given: Vec<Scored> = answers.iter().copied().filter(|answer| edition.counts_answer(answer)).collect();
    let counting: Vec<Scored> = given.iter().copied().filter(|answer| !is_neutralised(answer)).collect();
    // a question that was found faulty was answered all the same: its neutralisation makes no sitting incomplete
    let is_enough = given.len() as u32 >= rules.least_answers && !counting.is_empty();
    let Classified { overall, domains } = classify(edition, rules, &counting);
    let level = is_enough.then(|| overall.level(rules.certainty));
    let verdict = match level {
        None if circumstances.technical => Verdict::Void,
        None => Verdict::Incomplete,
        Some(level) if level >= rules.pass_level && meets_minimum(&domains, rules) => Verdict::Certified,
        Some(_) => Verdict::NotCertified,
    };
    let close = is_enough && rules.cut(rules.pass_level).is_some_and(|cut| (overall.interval.0..=overall.interval.1).contains(&cut));
    let count = |is_it: &dyn Fn(&Scored) -> bool| answers.iter().filter(|answer| is_it(answer)).count() as u32;
    Decision {
        verdict,
        level,
        close,
        overall,
        domains,
        competences: profile_within(edition, &Scope::default(), &counting, 0, Ending::Length).competences,
        objectives: objectives(edition, &counting),
        counted: counting.len() as u32,
        tried_out: count(&|answer| !answer.is_aside() && !edition.counts(answer.item)),
        set_aside: count(&Scored::is_aside),
        neutralised: given.len() as u32 - counting.len() as u32,
    }
}

/// What answers that count say of the whole and of the domains.
pub(super) struct Classified {
    pub(super) overall: Overall,
    pub(super) domains: Vec<DomainBand>,
}

pub(super) fn classify(edition: &Edition, rules: &Rules, counting: &[Scored]) -> Classified {
    let known = posterior(edition, counting);
    Classified { overall: overall(&known, rules, edition.blueprint.reporting.interval), domains: domains(edition, &known, rules, counting) }
}

/// The mean of the domains: its mean is that of their means, its variance the mean of all their covariances.
fn overall(posterior: &Posterior, rules: &Rules, probability: f64) -> Overall {
    let domains = posterior.mean.len();
    let estimate = posterior.mean.iter().fold(0.0, |sum, mean| sum + mean) / domains as f64;
    let mut variance = 0.0;
    for i in 0..domains {
        for covariance in posterior.covariance.row(i) {
            variance += covariance;
        }
    }
    let standard_error = (variance / (domains * domains) as f64).sqrt();
    let reach = normal_quantile(0.5 + probability / 2.0) * standard_error;
    let probabilities = of_levels(estimate, standard_error, &rules.cuts);
    let interval = (estimate - reach, estimate + reach);
    Overall { estimate, standard_error, interval, probabilities, at_least: at_least(&probabilities) }
}

fn of_levels(estimate: f64, standard_error: f64, cuts: &[f64]) -> [f64; 4] {
    let mut probabilities = [0.0; 4];
    let found = level_probabilities(estimate, standard_error, cuts);
    if found.len() == probabilities.len() {
        probabilities.copy_from_slice(&found);
    }
    probabilities
}

/// Summed from the top, so that of the lowest nothing is left out.
fn at_least(probabilities: &[f64; 4]) -> [f64; 4] {
    let mut at_least = [1.0; 4];
    let mut sum = 0.0;
    for place in (1..probabilities.len()).rev() {
        sum += probabilities[place];
        at_least[place] = sum.min(1.0);
    }
    at_least
}

/// Whether each domain reaches what the rules ask of it.
pub(super) fn meets_minimum(domains: &[DomainBand], rules: &Rules) -> bool {
    let Some(minimum) = &rules.domain_minimum else { return true };
    domains.iter().all(|domain| at_least(&domain.probabilities)[place(minimum.level)] >= minimum.certainty)
}

fn place(level: Level) -> usize {
    Level::ALL.iter().position(|other| *other == level).unwrap_or_default()
}

fn domains(edition: &Edition, posterior: &Posterior, rules: &Rules, counting: &[Scored]) -> Vec<DomainBand> {
    let minimum = rules.domain_minimum.as_ref().map(|minimum| place(minimum.level));
    let of_domain = |(dimension, domain): (usize, &crate::framework::Domain)| {
        let (estimate, standard_error) = (posterior.mean[dimension], posterior.standard_error(dimension));
        let probabilities = of_levels(estimate, standard_error, &rules.cuts);
        let answered = counting.iter().filter(|answer| edition.pool[usize::from(answer.item)].domain == dimension).count() as u32;
        DomainBand {
            code: domain.code.clone(),
            answered,
            estimate,
            standard_error,
            probabilities,
            band: (answered >= LEAST_OF_DOMAIN).then(|| band(&probabilities)),
            at_least_minimum: minimum.map(|place| at_least(&probabilities)[place]),
        }
    };
    edition.framework.domains.iter().enumerate().map(of_domain).collect()
}

/// The fewest neighbouring levels that hold enough; of as many, those that hold the most; of equals, the lower.
fn band(probabilities: &[f64; 4]) -> Band {
    let levels = probabilities.len();
    for size in 1..levels {
        let mut best: Option<Band> = None;
        for first in 0..=levels - size {
            let probability: f64 = probabilities[first..first + size].iter().sum();
            if probability >= OF_BAND && best.is_none_or(|best| probability > best.probability) {
                best = Some(Band { lowest: Level::ALL[first], highest: Level::ALL[first + size - 1], probability });
            }
        }
        if let Some(best) = best {
            return best;
        }
    }
    Band { lowest: Level::Decouverte, highest: Level::Expert, probability: 1.0 }
}

fn objectives(edition: &Edition, counting: &[Scored]) -> Vec<ObjectiveEvidence> {
    let seen = |code: &String| {
        let (mut answered, mut full) = (0, 0);
        for answer in counting {
            let item = &edition.pool[usize::from(answer.item)].item;
            if item.objective == *code {
                answered += 1;
                full += u32::from(answer.won == item.interaction.points());
            }
        }
        let evidence = match full {
            all if all == answered => Evidence::Held,
            0 => Evidence::NotHeld,
            _ => Evidence::NotEnough,
        };
        (answered > 0).then(|| ObjectiveEvidence { code: code.clone(), answered, full, evidence })
    };
    edition.framework.objectives.iter().filter_map(|objective| seen(&objective.code)).collect()
}
