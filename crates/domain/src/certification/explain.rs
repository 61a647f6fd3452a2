//! Why a decision is what it is: each rule, with its number on both sides.

use serde::Serialize;

use super::decision::{Decision, Verdict};
use super::rules::Rules;
use crate::profile::Level;

/// One level and whether it was reached.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct LevelStep {
    /// The level.
    pub level: Level,
    /// Its lower bound; none for the first.
    pub cut: Option<f64>,
    /// Probability of this level or a higher one.
    pub probability: f64,
    /// The probability that is asked for.
    pub certainty: f64,
    /// Whether it is enough.
    pub is_reached: bool,
}

/// The level that is certified.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct PassStep {
    /// The level.
    pub level: Level,
    /// Its lower bound.
    pub cut: f64,
    /// Probability of this level or a higher one.
    pub probability: f64,
    /// How far the estimate lies above the cut; negative below.
    pub distance: f64,
    /// Whether the interval holds the cut.
    pub is_close: bool,
}

/// A domain against the minimum.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MinimumStep {
    /// Code of the domain.
    pub domain: String,
    /// Lower bound of the level that is asked of it.
    pub cut: f64,
    /// Probability of that level or a higher one.
    pub probability: f64,
    /// The probability that is asked for.
    pub certainty: f64,
    /// Whether it is enough.
    pub is_met: bool,
}

/// Every rule that was asked, in the order in which they are.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explanation {
    /// Answers given that count or would have, and how many the rules ask for.
    pub enough: (u32, u32),
    /// The levels, lowest first.
    pub levels: Vec<LevelStep>,
    /// The level that is certified.
    pub pass: PassStep,
    /// The domains, where each must reach something.
    pub minimum: Vec<MinimumStep>,
    /// What would be decided if nothing were asked of the domains.
    pub without_minimum: Verdict,
}

/// Why this decision, by these rules.
pub fn explain(decision: &Decision, rules: &Rules) -> Explanation {
    let at_least = |level: Level| decision.overall.at_least[Level::ALL.iter().position(|other| *other == level).unwrap_or_default()];
    let levels = Level::ALL.map(|level| {
        let (probability, certainty) = (at_least(level), rules.certainty);
        LevelStep { level, cut: rules.cut(level), probability, certainty, is_reached: probability >= certainty }
    });
    let cut = rules.cut(rules.pass_level).unwrap_or(f64::NEG_INFINITY);
    let pass =
        PassStep { level: rules.pass_level, cut, probability: at_least(rules.pass_level), distance: decision.overall.estimate - cut, is_close: decision.close };
    let without_minimum = match decision.level {
        None => decision.verdict,
        Some(level) if level >= rules.pass_level => Verdict::Certified,
        Some(_) => Verdict::NotCertified,
    };
    Explanation {
        enough: (decision.counted + decision.neutralised, rules.least_answers),
        levels: levels.to_vec(),
        pass,
        minimum: minimum(decision, rules),
        without_minimum,
    }
}

fn minimum(decision: &Decision, rules: &Rules) -> Vec<MinimumStep> {
    let Some((minimum, cut)) = rules.domain_minimum.and_then(|minimum| Some((minimum, rules.cut(minimum.level)?))) else { return Vec::new() };
    let step = |domain: &super::DomainBand| {
        let probability = domain.at_least_minimum?;
        let certainty = minimum.certainty;
        Some(MinimumStep { domain: domain.code.clone(), cut, probability, certainty, is_met: probability >= certainty })
    };
    decision.domains.iter().filter_map(step).collect()
}
