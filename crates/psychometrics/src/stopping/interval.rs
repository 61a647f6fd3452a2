//! Classification by a confidence interval.

use super::Decision;
use crate::ability::Estimate;
use crate::distribution::normal_quantile;

/// Stops when the interval θ̂ ± z · SE no longer holds the cut (Kingsbury and Weiss, 1983: adaptive mastery testing).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The cut score on the ability scale.
    pub cut: f64,
    /// The probability of the two-sided interval, between 0 and 1: 0.95 for z = 1.96.
    pub probability: f64,
}

impl Interval {
    /// The decision at this estimate, if it is one.
    pub fn decision(&self, estimate: Estimate) -> Option<Decision> {
        let reach = normal_quantile(0.5 + self.probability / 2.0) * estimate.standard_error;
        if estimate.theta - reach > self.cut {
            Some(Decision::Above)
        } else if estimate.theta + reach < self.cut {
            Some(Decision::Below)
        } else {
            None
        }
    }

    /// Whether the numbers make a rule.
    pub fn is_valid(&self) -> bool {
        self.cut.is_finite() && self.probability > 0.0 && self.probability < 1.0
    }
}
