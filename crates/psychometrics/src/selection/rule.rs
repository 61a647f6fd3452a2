//! The rules by name, as a design composes them.

use super::{
    Bank, Belief, Curves, Pace, difficulty_match, expected_information, expected_posterior_variance, global_discrimination, kullback_leibler,
    likelihood_weighted_information, optimal_ability, posterior_global_discrimination, posterior_kullback_leibler, posterior_weighted_information, progressive,
    proportional, random,
};
use crate::random::Random;

/// Which item to ask next, on one scale. Each is described, with its formula and source, in the module of its name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Rule {
    /// [`maximum_information`](super::maximum_information): the classical rule, and the fastest.
    MaximumInformation,
    /// [`difficulty_match`].
    DifficultyMatch,
    /// [`optimal_ability`].
    OptimalAbility,
    /// [`likelihood_weighted_information`].
    LikelihoodWeightedInformation,
    /// [`posterior_weighted_information`].
    PosteriorWeightedInformation,
    /// [`expected_information`].
    ExpectedInformation,
    /// [`expected_posterior_variance`].
    ExpectedPosteriorVariance,
    /// [`kullback_leibler`].
    KullbackLeibler,
    /// [`posterior_kullback_leibler`].
    PosteriorKullbackLeibler,
    /// [`global_discrimination`].
    GlobalDiscrimination,
    /// [`posterior_global_discrimination`].
    PosteriorGlobalDiscrimination,
    /// [`progressive`].
    Progressive(Pace),
    /// [`proportional`].
    Proportional(Pace),
    /// [`random`]: the baseline.
    Random,
}

impl Rule {
    /// The value of one item, the larger the better, for the rules that need no chance: the criterion that catR reports, with its sign turned where smaller is better.
    /// `None` for [`Rule::Progressive`], [`Rule::Proportional`] and [`Rule::Random`].
    pub fn value(&self, item: &Curves<'_>, belief: &Belief<'_>) -> Option<f64> {
        Some(match self {
            Self::MaximumInformation => item.model.expected_information(belief.theta),
            Self::DifficultyMatch => difficulty_match::value(item.model, belief.theta),
            Self::OptimalAbility => optimal_ability::value(item.model, belief.theta),
            Self::LikelihoodWeightedInformation => likelihood_weighted_information::value(item, belief),
            Self::PosteriorWeightedInformation => posterior_weighted_information::value(item, belief),
            Self::ExpectedInformation => expected_information::value(item, belief),
            Self::ExpectedPosteriorVariance => expected_posterior_variance::value(item, belief),
            Self::KullbackLeibler => kullback_leibler::value(item, belief),
            Self::PosteriorKullbackLeibler => posterior_kullback_leibler::value(item, belief),
            Self::GlobalDiscrimination => global_discrimination::value(item, belief),
            Self::PosteriorGlobalDiscrimination => posterior_global_discrimination::value(item, belief),
            Self::Progressive(_) | Self::Proportional(_) | Self::Random => return None,
        })
    }

    /// The value of every item of a bank, written over `values`; NaN for those not allowed. The best is the next item.
    ///
    /// For [`Rule::Proportional`] the values are ln I·h plus Gumbel noise: the largest of such values is a draw with probabilities
    /// proportional to Iʰ (Gumbel, 1954), so that one way of choosing serves all rules.
    pub fn values(&self, bank: &Bank, belief: &Belief<'_>, progress: Progress, allowed: &[bool], random: &mut Random, values: &mut Vec<f64>) {
        values.clear();
        let is_allowed = |item: usize| allowed.get(item).copied().unwrap_or(false);
        let information = |item: usize| bank.items()[item].expected_information(belief.theta);
        match self {
            Self::Progressive(pace) => {
                let weight = pace.weight(progress.asked, progress.standard_error);
                let largest = bank.most_informative(belief.theta, is_allowed).map_or(0.0, |(_, information)| information);
                values.extend((0..bank.len()).map(|item| progressive::value(information(item), largest, weight, random)));
            }
            Self::Proportional(pace) => {
                let exponent = pace.full() * pace.weight(progress.asked, progress.standard_error);
                values.extend((0..bank.len()).map(|item| proportional::log_weight(information(item), exponent) + gumbel(random)));
            }
            Self::Random => values.extend((0..bank.len()).map(|_| random::value(random))),
            _ => {
                let value = |item: usize| if is_allowed(item) { self.value(&bank.curves(item), belief).unwrap_or(f64::NAN) } else { f64::NAN };
                values.extend((0..bank.len()).map(value));
            }
        }
        for (item, value) in values.iter_mut().enumerate() {
            if !is_allowed(item) {
                *value = f64::NAN;
            }
        }
    }
}

/// What the rules need to know of the test so far beyond the belief.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    /// Items asked.
    pub asked: usize,
    /// The standard error of the provisional ability.
    pub standard_error: f64,
}

/// −ln(−ln u).
fn gumbel(random: &mut Random) -> f64 {
    let uniform = random.uniform().max(f64::MIN_POSITIVE);
    -libm::log(-libm::log(uniform))
}
