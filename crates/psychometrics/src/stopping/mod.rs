//! When a test ends: rules that are plain data, one per file, composed by [`Stopping`].
//!
//! | rule | ends the test when |
//! |---|---|
//! | [`length`] | so many items were asked |
//! | [`precision`] | the standard error is small enough |
//! | [`precision_change`] | the standard error hardly falls any more |
//! | [`least_information`] | no item left is informative enough |
//! | [`time`] | the time is over |
//! | [`SequentialRatio`] | the likelihoods at both sides of a cut differ enough (Wald) |
//! | [`GeneralisedRatio`] | the best likelihoods at both sides of a cut differ enough |
//! | [`Interval`] | the confidence interval leaves a cut |

mod generalised_ratio;
mod interval;
pub mod least_information;
pub mod length;
pub mod precision;
pub mod precision_change;
mod sequential_ratio;
pub mod time;

pub use generalised_ratio::GeneralisedRatio;
pub use interval::Interval;
pub use sequential_ratio::SequentialRatio;

use std::fmt;

use crate::ability::{Estimate, Response};

/// On which side of a cut an ability is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Above the cut: passed.
    Above,
    /// Below the cut: not passed.
    Below,
}

/// One reason to end a test.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Rule {
    /// [`length`]: so many items.
    Length {
        /// At least 1.
        items: usize,
    },
    /// [`precision`]: a standard error at or below this.
    Precision {
        /// Above 0.
        standard_error: f64,
    },
    /// [`precision_change`]: a standard error that fell by less than this at the last answer.
    PrecisionChange {
        /// Above 0.
        least: f64,
    },
    /// [`least_information`]: no item left with this much information.
    LeastInformation {
        /// Above 0.
        least: f64,
    },
    /// [`time`]: so many seconds.
    Time {
        /// Above 0.
        seconds: f64,
    },
    /// [`SequentialRatio`].
    SequentialRatio(SequentialRatio),
    /// [`GeneralisedRatio`].
    GeneralisedRatio(GeneralisedRatio),
    /// [`Interval`].
    Interval(Interval),
}

impl Rule {
    /// Whether the numbers make a rule.
    pub fn is_valid(&self) -> bool {
        let positive = |value: f64| value.is_finite() && value > 0.0;
        match self {
            Self::Length { items } => *items > 0,
            Self::Precision { standard_error: value }
            | Self::PrecisionChange { least: value }
            | Self::LeastInformation { least: value }
            | Self::Time { seconds: value } => positive(*value),
            Self::SequentialRatio(test) => test.is_valid(),
            Self::GeneralisedRatio(ratio) => ratio.test.is_valid(),
            Self::Interval(interval) => interval.is_valid(),
        }
    }
}

/// When the test ends: as soon as any of the rules says so, but not before the minimum length. It also ends when no item is left.
#[derive(Clone, Debug, PartialEq)]
pub struct Stopping {
    /// No rule but length and time ends the test before so many items.
    pub minimum: usize,
    /// Looked at in this order; the first that holds is the reason given.
    pub any: Vec<Rule>,
}

/// Why a test ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reason {
    /// A rule of the design held.
    Rule(Rule),
    /// A classification rule decided.
    Decided {
        /// Which rule.
        rule: Rule,
        /// For which side.
        decision: Decision,
    },
    /// No item may be asked any more.
    NothingLeft,
}

/// What the rules look at.
#[derive(Clone, Copy, Debug)]
pub struct Situation<'a, Answers> {
    /// How many items were asked.
    pub asked: usize,
    /// The provisional estimate.
    pub estimate: Estimate,
    /// The one before it.
    pub before: Option<Estimate>,
    /// Seconds spent.
    pub seconds: f64,
    /// The answers; each call iterates afresh.
    pub answers: Answers,
    /// Where generalised likelihood ratios look for their maxima.
    pub points: &'a [f64],
}

impl Stopping {
    /// The first rule that holds. `most_information_left` is asked only when a rule wants it.
    pub fn reason<'a, Answers: Iterator<Item = Response<'a>> + Clone>(
        &self,
        situation: &Situation<'_, Answers>,
        most_information_left: impl Fn() -> Option<f64>,
    ) -> Option<Reason> {
        let is_early = situation.asked < self.minimum;
        self.any.iter().find_map(|rule| {
            let ends = |holds: bool| holds.then_some(Reason::Rule(*rule));
            let decided = |decision: Option<Decision>| decision.map(|decision| Reason::Decided { rule: *rule, decision });
            match rule {
                Rule::Length { items } => ends(length::reached(situation.asked, *items)),
                Rule::Time { seconds } => ends(time::reached(situation.seconds, *seconds)),
                _ if is_early => None,
                Rule::Precision { standard_error } => ends(situation.asked > 0 && precision::reached(situation.estimate, *standard_error)),
                Rule::PrecisionChange { least } => ends(precision_change::reached(situation.before, situation.estimate, *least)),
                Rule::LeastInformation { least } => ends(situation.asked > 0 && least_information::reached(most_information_left(), *least)),
                Rule::SequentialRatio(test) => {
                    let ratio = situation.answers.clone().fold(0.0, |sum, answer| sum + test.log_likelihood_ratio(answer.model, answer.category));
                    decided(test.decision(ratio))
                }
                Rule::GeneralisedRatio(ratio) => decided(ratio.decision(&situation.answers, situation.points)),
                Rule::Interval(interval) => decided(if situation.asked > 0 { interval.decision(situation.estimate) } else { None }),
            }
        })
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let side = |decision: &Decision| if *decision == Decision::Above { "above" } else { "below" };
        match self {
            Self::NothingLeft => formatter.write_str("no item is left that may be asked"),
            Self::Decided { decision, .. } => write!(formatter, "the ability is {} the cut", side(decision)),
            Self::Rule(rule) => formatter.write_str(match rule {
                Rule::Length { .. } => "the test has its full length",
                Rule::Precision { .. } => "the estimate is precise enough",
                Rule::PrecisionChange { .. } => "the estimate hardly becomes more precise",
                Rule::LeastInformation { .. } => "no item left is informative enough",
                Rule::Time { .. } => "the time is over",
                Rule::SequentialRatio(_) | Rule::GeneralisedRatio(_) | Rule::Interval(_) => "the classification is decided",
            }),
        }
    }
}
