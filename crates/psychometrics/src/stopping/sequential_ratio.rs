//! Classification by Wald's sequential probability ratio test.

use super::Decision;
use crate::model::ItemModel;

/// Is the ability above the cut? Stops when the answers are likely enough under one of cut ± half-width against the other.
///
/// After each answer the log likelihood ratio Σ ln(P(xᵢ given cut + δ) / P(xᵢ given cut − δ)) is compared with Wald's bounds: at or above ln((1 − β) / α) the
/// decision is [`Decision::Above`], at or below ln(β / (1 − α)) [`Decision::Below`] (Wald, 1947; for tests: Reckase, 1983; Eggen, 1999). α is the
/// probability of passing a person at cut − δ, β that of failing one at cut + δ; both hold approximately, on the safe side, when a test may be as long as it takes.
/// Between the two points the test is indifferent.
///
/// ```
/// use psychometrics::model::ItemModel;
/// use psychometrics::stopping::SequentialRatio;
///
/// let test = SequentialRatio { cut: 0.0, half_width: 0.3, false_pass: 0.05, false_fail: 0.1 };
/// let (lower, upper) = test.bounds();
/// assert!((upper - 2.890_371_757_9).abs() < 1e-9 && (lower + 2.251_291_798_6).abs() < 1e-9);
/// let item = ItemModel::TwoPl { discrimination: 1.5, difficulty: 0.0 };
/// assert!(test.log_likelihood_ratio(&item, 1) > 0.0);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SequentialRatio {
    /// The cut score on the ability scale.
    pub cut: f64,
    /// δ > 0: half the width of the region of indifference.
    pub half_width: f64,
    /// α: the accepted probability of a decision "above" for a person at cut − δ, between 0 and 1/2.
    pub false_pass: f64,
    /// β: the accepted probability of a decision "below" for a person at cut + δ, between 0 and 1/2.
    pub false_fail: f64,
}

impl SequentialRatio {
    /// Wald's lower and upper bound of the log likelihood ratio.
    pub fn bounds(&self) -> (f64, f64) {
        (libm::log(self.false_fail / (1.0 - self.false_pass)), libm::log((1.0 - self.false_fail) / self.false_pass))
    }

    /// What one answer adds to the log likelihood ratio.
    pub fn log_likelihood_ratio(&self, model: &ItemModel, category: usize) -> f64 {
        model.log_probability(self.cut + self.half_width, category) - model.log_probability(self.cut - self.half_width, category)
    }

    /// The decision at this log likelihood ratio, if it is one.
    pub fn decision(&self, ratio: f64) -> Option<Decision> {
        let (lower, upper) = self.bounds();
        if ratio >= upper {
            Some(Decision::Above)
        } else if ratio <= lower {
            Some(Decision::Below)
        } else {
            None
        }
    }

    /// Whether the numbers make a test.
    pub fn is_valid(&self) -> bool {
        let error = |value: f64| value > 0.0 && value < 0.5;
        self.cut.is_finite() && self.half_width.is_finite() && self.half_width > 0.0 && error(self.false_pass) && error(self.false_fail)
    }
}
