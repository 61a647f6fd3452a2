//! The noncentral chi-square distribution.

use super::{DistributionError, check_shape, incomplete_gamma, normal_cdf};

/// Noncentral chi-square: the sum of squared normal variables of variance 1, whose squared means sum to the noncentrality λ ≥ 0. What a
/// test statistic has when the model is wrong by so much; root mean square errors of approximation and their intervals rest on it.
///
/// ```
/// use psychometrics::distribution::NoncentralChiSquare;
///
/// // One variable of mean 1: P(X² ≤ 4) = P(−2 ≤ Z + 1 ≤ 2).
/// let distribution = NoncentralChiSquare::new(1.0, 1.0)?;
/// assert!((distribution.cdf(4.0) - 0.839_994_848_036_913).abs() < 1e-12);
/// # Ok::<(), psychometrics::distribution::DistributionError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NoncentralChiSquare {
    degrees: f64,
    noncentrality: f64,
}

impl NoncentralChiSquare {
    /// With these degrees of freedom, in (0, 1e9], and this noncentrality, in [0, 1e9].
    pub fn new(degrees: f64, noncentrality: f64) -> Result<Self, DistributionError> {
        if !(0.0..=super::SHAPE_LIMIT).contains(&noncentrality) {
            return Err(DistributionError::ShapeOutOfRange);
        }
        Ok(Self { degrees: check_shape(degrees)?, noncentrality })
    }

    /// P(X ≤ x). 0 below 0; NaN for NaN.
    ///
    /// A mixture of central distributions with df + 2 j degrees of freedom, j Poisson with mean λ / 2 (Patnaik, 1949), summed from its
    /// largest term outwards. The number of terms grows with the root of λ: beyond λ = 200 000 Sankaran's normal approximation (1959) takes over,
    /// then good to 1e-6.
    pub fn cdf(self, x: f64) -> f64 {
        if x.is_nan() { x } else { cumulative(x, self.degrees, self.noncentrality) }
    }
}

/// The same for arguments already checked.
pub(crate) fn cumulative(x: f64, degrees_of_freedom: f64, noncentrality: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x.is_infinite() {
        return 1.0;
    }
    let (half, mean) = (0.5 * x, 0.5 * noncentrality);
    if mean <= 0.0 {
        return lower(0.5 * degrees_of_freedom, half);
    }
    if mean > MANY {
        return by_normal(x, degrees_of_freedom, noncentrality);
    }
    let centre = libm::floor(mean);
    let shape = 0.5 * degrees_of_freedom + centre;
    let weight = libm::exp(centre * libm::log(mean) - mean - libm::lgamma(centre + 1.0));
    // P(a + 1, h) = P(a, h) − d(a) with d(a) = h^a e^(−h) / Γ(a + 1).
    let difference = |shape: f64| libm::exp(shape * libm::log(half) - half - libm::lgamma(shape + 1.0));
    let at_centre = lower(shape, half);
    let mut total = weight * at_centre;
    let (mut term, mut value, mut step, mut index) = (weight, at_centre, difference(shape), centre);
    while term > NEGLIGIBLE * weight {
        value = (value - step).max(0.0);
        index += 1.0;
        term *= mean / index;
        step *= half / (0.5 * degrees_of_freedom + index);
        total += term * value;
    }
    let (mut term, mut value, mut index) = (weight, at_centre, centre);
    let mut step = difference(shape - 1.0);
    while index > 0.0 && term > NEGLIGIBLE * weight {
        value = (value + step).min(1.0);
        term *= index / mean;
        index -= 1.0;
        total += term * value;
        step *= (0.5 * degrees_of_freedom + index) / half;
    }
    total.clamp(0.0, 1.0)
}

/// The largest mean of the mixture that is summed.
const MANY: f64 = 1e5;

/// A power of the variable is nearly normal. Written with λ's share of the mean, so that nothing overflows.
fn by_normal(x: f64, degrees_of_freedom: f64, noncentrality: f64) -> f64 {
    let mean = degrees_of_freedom + noncentrality;
    let share = noncentrality / mean;
    let power = 1.0 - 2.0 / 3.0 * (1.0 + 2.0 * share) / ((1.0 + share) * (1.0 + share));
    let spread = (1.0 + share) / mean;
    let bend = (power - 1.0) * (1.0 - 3.0 * power);
    let centre = 1.0 + power * spread * (power - 1.0 - 0.5 * (2.0 - power) * bend * spread);
    let scale = power * (2.0 * spread).sqrt() * (1.0 + 0.5 * bend * spread);
    normal_cdf((libm::pow(x / mean, power) - centre) / scale)
}

/// A term this much smaller than the largest cannot be seen in the sum.
const NEGLIGIBLE: f64 = 1e-18;

fn lower(shape: f64, half: f64) -> f64 {
    incomplete_gamma::both_tails(shape, half).0
}
