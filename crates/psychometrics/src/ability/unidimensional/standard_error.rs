//! Three standard errors of one estimate.

use super::{Response, some_answers};
use crate::ability::AbilityError;

/// What an estimator makes largest.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Criterion {
    /// ln L: maximum likelihood.
    Likelihood,
    /// ln L − (θ − mean)² / (2 sd²): the mode of the posterior.
    Normal {
        /// The prior's mean.
        mean: f64,
        /// The prior's standard deviation, above 0.
        sd: f64,
    },
    /// The function whose slope is the score + J / (2 I): Warm's weighted likelihood.
    Warm,
    /// ln L + ½ ln I: the mode under Jeffreys' prior.
    Jeffreys,
}

impl Criterion {
    /// A normal prior, checked.
    pub(super) fn normal(mean: f64, sd: f64) -> Result<Self, AbilityError> {
        // The square of the standard deviation must be a number too.
        if mean.is_finite() && sd > 0.0 && sd.is_finite() && (sd * sd).is_normal() { Ok(Self::Normal { mean, sd }) } else { Err(AbilityError::NotFinite) }
    }

    /// 1/sd² of a normal prior, else 0.
    pub(super) fn precision(&self) -> f64 {
        if let Self::Normal { sd, .. } = self { 1.0 / (sd * sd) } else { 0.0 }
    }
}

/// How a standard error is computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorFormula {
    /// 1 / √(I + 1/sd²), with I the expected information and the second term for a normal prior only. catR's "classic".
    Expected,
    /// 1 / √(−second derivative of what is maximised), at the answers given. What mirt reports.
    Observed,
    /// √I / |I − g′|, with g what the estimator adds to the score: the delta method (Magis, 2016). catR's "new".
    Asymptotic,
}

/// The standard error of an ability, by a formula, for an estimator; infinite where there is no information or the criterion
/// curves upwards. Errors as for [`maximum_likelihood_within`](super::maximum_likelihood_within), and an ability that is not finite.
pub fn standard_error(responses: &[Response<'_>], theta: f64, criterion: &Criterion, formula: ErrorFormula) -> Result<f64, AbilityError> {
    if let Criterion::Normal { mean, sd } = criterion {
        Criterion::normal(*mean, *sd)?;
    }
    if !theta.is_finite() {
        return Err(AbilityError::NotFinite);
    }
    Ok(some_answers(responses)?.standard_error(theta, criterion, formula))
}
