//! The slope and curvature of what each estimator maximises, at one ability.

use super::information::{TestInformation, test_information};
use super::search::Answers;
use super::standard_error::{Criterion, ErrorFormula};

impl Answers<'_> {
    fn test_information(&self, theta: f64) -> TestInformation {
        test_information(self.ordered().iter().map(|response| response.model), theta)
    }

    /// What the estimator maximises; `None` for Warm's, which has no closed form with guessing.
    pub(super) fn value(&self, criterion: &Criterion, theta: f64) -> Option<f64> {
        match criterion {
            Criterion::Likelihood => Some(self.log_likelihood(theta)),
            Criterion::Normal { mean, .. } => {
                let distance = theta - mean;
                Some(self.log_likelihood(theta) - 0.5 * criterion.precision() * (distance * distance))
            }
            // Without guessing J is I′, and Warm's function is Jeffreys'.
            Criterion::Warm if !self.is_unguessed() => None,
            Criterion::Jeffreys | Criterion::Warm => Some(self.log_likelihood(theta) + 0.5 * libm::log(self.information(theta))),
        }
    }

    /// Its derivative: the score plus what the estimator adds.
    pub(super) fn slope(&self, criterion: &Criterion, theta: f64) -> f64 {
        let score = self.score(theta);
        match criterion {
            Criterion::Likelihood => score,
            Criterion::Normal { mean, .. } => score - criterion.precision() * (theta - mean),
            Criterion::Warm => {
                let bias = self.ordered().iter().fold(0.0, |sum, response| sum + response.model.bias_numerator(theta));
                score + ratio(bias, 2.0 * self.information(theta))
            }
            Criterion::Jeffreys => {
                let test = self.test_information(theta);
                score + ratio(test.slope, 2.0 * test.information)
            }
        }
    }

    /// The derivative of what the estimator adds to the score.
    fn added_curvature(&self, criterion: &Criterion, theta: f64) -> f64 {
        match criterion {
            Criterion::Likelihood => 0.0,
            Criterion::Normal { .. } => -criterion.precision(),
            Criterion::Warm => {
                let test = self.test_information(theta);
                0.5 * (ratio(test.bias_slope, test.information) - ratio(test.bias, test.information) * ratio(test.slope, test.information))
            }
            Criterion::Jeffreys => {
                let test = self.test_information(theta);
                let relative = ratio(test.slope, test.information);
                0.5 * (ratio(test.curvature, test.information) - relative * relative)
            }
        }
    }

    pub(super) fn standard_error(&self, theta: f64, criterion: &Criterion, formula: ErrorFormula) -> f64 {
        if !theta.is_finite() {
            return f64::INFINITY;
        }
        let information = self.information(theta);
        match formula {
            ErrorFormula::Expected => inverse_root(information + criterion.precision()),
            ErrorFormula::Observed => {
                let second = self.ordered().iter().fold(0.0, |sum, response| sum + response.model.score_derivatives(theta, response.category).1);
                inverse_root(-(second + self.added_curvature(criterion, theta)))
            }
            ErrorFormula::Asymptotic => {
                let curvature = (information - self.added_curvature(criterion, theta)).abs();
                // Nothing answered, and a prior: it is all there is.
                let spread = if self.is_empty() { criterion.precision() } else { information };
                if curvature > f64::MIN_POSITIVE && spread > f64::MIN_POSITIVE { spread.sqrt() / curvature } else { f64::INFINITY }
            }
        }
    }
}

/// A quotient, or 0 where the information has vanished.
fn ratio(numerator: f64, denominator: f64) -> f64 {
    if denominator > f64::MIN_POSITIVE { numerator / denominator } else { 0.0 }
}

/// 1 / √x; infinite unless x is a positive number.
fn inverse_root(curvature: f64) -> f64 {
    if curvature > f64::MIN_POSITIVE { 1.0 / curvature.sqrt() } else { f64::INFINITY }
}
