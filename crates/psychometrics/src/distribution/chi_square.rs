//! The chi-square distribution.

use super::{DistributionError, bisect, check_shape, incomplete_gamma};

/// Chi-square with the given degrees of freedom: the sum of that many squared standard normal variables (Helmert, 1876;
/// Pearson, 1900). P(X ≤ x) = P(df / 2, x / 2), the regularised incomplete gamma function.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ChiSquare {
    degrees: f64,
}

impl ChiSquare {
    /// With these degrees of freedom, in (0, 1e9].
    pub fn new(degrees: f64) -> Result<Self, DistributionError> {
        Ok(Self { degrees: check_shape(degrees)? })
    }

    /// P(X ≤ x). 0 below 0; NaN for NaN.
    pub fn cdf(self, x: f64) -> f64 {
        if x.is_nan() { x } else { incomplete_gamma::both_tails(0.5 * self.degrees, 0.5 * x).0 }
    }

    /// P(X > x): the p-value of a chi-square statistic, with full relative precision far out. 1 below 0; NaN for NaN.
    pub fn survival(self, x: f64) -> f64 {
        if x.is_nan() { x } else { incomplete_gamma::both_tails(0.5 * self.degrees, 0.5 * x).1 }
    }

    /// The x with P(X ≤ x) = `probability`: 0 at 0, infinity at 1.
    pub fn quantile(self, probability: f64) -> Result<f64, DistributionError> {
        if probability.is_nan() || !(0.0..=1.0).contains(&probability) {
            return Err(DistributionError::NotAProbability);
        }
        if probability <= 0.0 || probability >= 1.0 {
            return Ok(if probability < 0.5 { 0.0 } else { f64::INFINITY });
        }
        let mut high = self.degrees.max(1.0);
        while self.cdf(high) < probability {
            high *= 2.0;
        }
        // Beyond the median the upper tail is the precise one.
        Ok(bisect(0.0, high, |x| if probability > 0.5 { (1.0 - probability) - self.survival(x) } else { self.cdf(x) - probability }))
    }
}

/// The p-value of a chi-square statistic with a whole number of degrees of freedom; 1 when there is none.
pub(crate) fn p_value(statistic: f64, degrees: usize) -> f64 {
    if degrees == 0 { 1.0 } else { incomplete_gamma::both_tails(0.5 * degrees as f64, 0.5 * statistic).1 }
}
