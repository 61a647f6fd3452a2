//! Student's t distribution.

use super::{DistributionError, bisect, check_shape, incomplete_beta};

/// Student's t with the given degrees of freedom (Student, 1908): P(|T| > t) = `I_x(df / 2, 1 / 2)` with x = df / (df + t²).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StudentT {
    degrees: f64,
}

impl StudentT {
    /// With these degrees of freedom, in (0, 1e9].
    pub fn new(degrees: f64) -> Result<Self, DistributionError> {
        Ok(Self { degrees: check_shape(degrees)? })
    }

    /// P(T ≤ t); NaN for NaN.
    pub fn cdf(self, t: f64) -> f64 {
        let outside = 0.5 * self.two_sided(t);
        if t > 0.0 { 1.0 - outside } else { outside }
    }

    /// P(T > t); NaN for NaN.
    pub fn survival(self, t: f64) -> f64 {
        self.cdf(-t)
    }

    /// P(|T| > |t|): the two-sided p-value; NaN for NaN.
    pub fn two_sided(self, t: f64) -> f64 {
        if t.is_nan() {
            return t;
        }
        let squared = t * t;
        if squared.is_infinite() {
            return 0.0;
        }
        let total = self.degrees + squared;
        incomplete_beta::both_tails(0.5 * self.degrees, 0.5, self.degrees / total, squared / total).0
    }

    /// The t with P(T ≤ t) = `probability`: minus infinity at 0, infinity at 1.
    pub fn quantile(self, probability: f64) -> Result<f64, DistributionError> {
        if probability.is_nan() || !(0.0..=1.0).contains(&probability) {
            return Err(DistributionError::NotAProbability);
        }
        let tail = probability.min(1.0 - probability);
        if tail <= 0.0 {
            return Ok(if probability < 0.5 { f64::NEG_INFINITY } else { f64::INFINITY });
        }
        let mut high = 1.0;
        while 0.5 * self.two_sided(high) > tail && high < f64::MAX / 4.0 {
            high *= 2.0;
        }
        let size = bisect(0.0, high, |t| tail - 0.5 * self.two_sided(t));
        Ok(if probability < 0.5 { -size } else { size })
    }
}
