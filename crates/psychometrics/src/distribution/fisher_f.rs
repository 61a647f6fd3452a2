//! Fisher's F distribution.

use super::{DistributionError, bisect, check_shape, incomplete_beta};

/// Fisher's F (Fisher, 1924; Snedecor, 1934): the ratio of two mean squares with these degrees of freedom.
/// P(F > f) = `I_x(d2 / 2, d1 / 2)` with x = d2 / (d2 + d1 f).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FisherF {
    numerator: f64,
    denominator: f64,
}

impl FisherF {
    /// With these degrees of freedom, each in (0, 1e9].
    pub fn new(numerator: f64, denominator: f64) -> Result<Self, DistributionError> {
        Ok(Self { numerator: check_shape(numerator)?, denominator: check_shape(denominator)? })
    }

    /// P(F ≤ f). 0 below 0; NaN for NaN.
    pub fn cdf(self, f: f64) -> f64 {
        self.tails(f).0
    }

    /// P(F > f). 1 below 0; NaN for NaN.
    pub fn survival(self, f: f64) -> f64 {
        self.tails(f).1
    }

    /// The f with P(F ≤ f) = `probability`: 0 at 0, infinity at 1.
    pub fn quantile(self, probability: f64) -> Result<f64, DistributionError> {
        if probability.is_nan() || !(0.0..=1.0).contains(&probability) {
            return Err(DistributionError::NotAProbability);
        }
        if probability <= 0.0 || probability >= 1.0 {
            return Ok(if probability < 0.5 { 0.0 } else { f64::INFINITY });
        }
        let mut high = 1.0;
        while self.cdf(high) < probability && high < f64::MAX / 4.0 {
            high *= 2.0;
        }
        Ok(bisect(0.0, high, |f| if probability > 0.5 { (1.0 - probability) - self.survival(f) } else { self.cdf(f) - probability }))
    }

    fn tails(self, f: f64) -> (f64, f64) {
        if f.is_nan() {
            return (f, f);
        }
        if f <= 0.0 {
            return (0.0, 1.0);
        }
        let scaled = self.numerator * f;
        let total = self.denominator + scaled;
        if total.is_infinite() {
            return (1.0, 0.0);
        }
        incomplete_beta::both_tails(0.5 * self.numerator, 0.5 * self.denominator, scaled / total, self.denominator / total)
    }
}
