//! The regularised incomplete gamma function, both tails.

use super::{DistributionError, LN_SQRT_TAU, STIRLING_FROM, check_shape, nonzero, stirling_error};

/// (P, Q) with P(a, x) = ∫₀ˣ tᵃ⁻¹ e⁻ᵗ dt / Γ(a) and Q = 1 − P, the smaller of the two computed directly.
///
/// `shape` a in (0, 1e9], `x` from 0 to infinity. Power series below a + 1, continued fraction above (Abramowitz and Stegun,
/// 1964, 6.5.29 and 6.5.31; the fraction by Lentz's method, 1976).
pub fn regularised_gamma(shape: f64, x: f64) -> Result<(f64, f64), DistributionError> {
    check_shape(shape)?;
    if x.is_nan() || x < 0.0 {
        return Err(DistributionError::ArgumentOutOfRange);
    }
    Ok(both_tails(shape, x))
}

/// The same for arguments already checked.
pub(super) fn both_tails(shape: f64, x: f64) -> (f64, f64) {
    if x <= 0.0 {
        return (0.0, 1.0);
    }
    if x.is_infinite() {
        return (1.0, 0.0);
    }
    let front = libm::exp(log_front(shape, x));
    if x < shape + 1.0 {
        let lower = (front * series(shape, x)).min(1.0);
        (lower, 1.0 - lower)
    } else {
        let upper = (front * fraction(shape, x)).min(1.0);
        (1.0 - upper, upper)
    }
}

/// ln(xᵃ e⁻ˣ / Γ(a)), for a large shape without subtracting large numbers.
fn log_front(shape: f64, x: f64) -> f64 {
    if shape < STIRLING_FROM {
        return shape * libm::log(x) - x - libm::lgamma(shape);
    }
    let distance = (x - shape) / shape;
    let deviance = distance - libm::log1p(distance);
    0.5 * libm::log(shape) - LN_SQRT_TAU - stirling_error(shape) - shape * deviance
}

/// Σ xⁿ / (a (a + 1) … (a + n)).
fn series(shape: f64, x: f64) -> f64 {
    let mut term = 1.0 / shape;
    let mut sum = term;
    let mut denominator = shape;
    while term > sum * 1e-17 {
        denominator += 1.0;
        term *= x / denominator;
        sum += term;
    }
    sum
}

/// 1 / (x + 1 − a − 1 (1 − a) / (x + 3 − a − …)).
fn fraction(shape: f64, x: f64) -> f64 {
    let mut below = x + 1.0 - shape;
    let mut c = 1e300;
    let mut d = 1.0 / nonzero(below);
    let mut value = d;
    let mut step = 0.0;
    // Needs a few times √a steps; the bound only guards against a loop that rounding keeps alive.
    while step < 1e7 {
        step += 1.0;
        let above = -step * (step - shape);
        below += 2.0;
        d = 1.0 / nonzero(above * d + below);
        c = nonzero(below + above / c);
        let factor = c * d;
        value *= factor;
        if (factor - 1.0).abs() < 1e-16 {
            break;
        }
    }
    value
}
