//! The regularised incomplete beta function, both tails.

use super::{DistributionError, LN_SQRT_TAU, STIRLING_FROM, check_shape, nonzero, stirling_error};

/// (I, 1 − I) with I = Iₓ(a, b) = ∫₀ˣ tᵃ⁻¹ (1 − t)ᵇ⁻¹ dt / B(a, b), the smaller of the two computed directly.
///
/// Both shapes in (0, 1e9], `x` in [0, 1]. Continued fraction (Abramowitz and Stegun, 1964, 26.5.8; by Lentz's method, 1976) on
/// the side of the mean where it converges fast.
pub fn regularised_beta(first: f64, second: f64, x: f64) -> Result<(f64, f64), DistributionError> {
    check_shape(first)?;
    check_shape(second)?;
    if x.is_nan() || !(0.0..=1.0).contains(&x) {
        return Err(DistributionError::ArgumentOutOfRange);
    }
    Ok(both_tails(first, second, x, 1.0 - x))
}

/// The same for checked arguments, with 1 − x given by itself, so that it keeps its digits when x is nearly 1.
pub(super) fn both_tails(first: f64, second: f64, x: f64, rest: f64) -> (f64, f64) {
    if x <= 0.0 {
        return (0.0, 1.0);
    }
    if rest <= 0.0 {
        return (1.0, 0.0);
    }
    let front = libm::exp(first * libm::log(x) + second * log_of_rest(x, rest) - log_beta(first, second));
    if x < (first + 1.0) / (first + second + 2.0) {
        let lower = (front * fraction(first, second, x) / first).min(1.0);
        (lower, 1.0 - lower)
    } else {
        let upper = (front * fraction(second, first, rest) / second).min(1.0);
        (1.0 - upper, upper)
    }
}

fn log_of_rest(x: f64, rest: f64) -> f64 {
    if x < 0.5 { libm::log1p(-x) } else { libm::log(rest) }
}

/// ln B(a, b) = ln Γ(a) + ln Γ(b) − ln Γ(a + b), for large shapes by Stirling's series, without subtracting large numbers.
fn log_beta(first: f64, second: f64) -> f64 {
    let (small, large) = (first.min(second), first.max(second));
    if large < STIRLING_FROM {
        return libm::lgamma(small) + libm::lgamma(large) - libm::lgamma(small + large);
    }
    // ln Γ(large + small) − ln Γ(large) = rise + small ln(large + small) − small
    let rise = (large - 0.5) * libm::log1p(small / large) + stirling_error(large + small) - stirling_error(large);
    if small < STIRLING_FROM {
        return libm::lgamma(small) - rise - small * libm::log(large + small) + small;
    }
    LN_SQRT_TAU + stirling_error(small) + small * libm::log(small / (large + small)) - 0.5 * libm::log(small) - rise
}

fn fraction(first: f64, second: f64, x: f64) -> f64 {
    let sum = first + second;
    let mut c = 1.0;
    let mut d = 1.0 / nonzero(1.0 - sum * x / (first + 1.0));
    let mut value = d;
    let mut step = 0.0;
    // Needs a few times √max(a, b) steps; the bound only guards against a loop that rounding keeps alive.
    while step < 1e7 {
        step += 1.0;
        let even = step * (second - step) * x / ((first + 2.0 * step - 1.0) * (first + 2.0 * step));
        d = 1.0 / nonzero(1.0 + even * d);
        c = nonzero(1.0 + even / c);
        value *= d * c;
        let odd = -(first + step) * (sum + step) * x / ((first + 2.0 * step) * (first + 2.0 * step + 1.0));
        d = 1.0 / nonzero(1.0 + odd * d);
        c = nonzero(1.0 + odd / c);
        let factor = d * c;
        value *= factor;
        if (factor - 1.0).abs() < 1e-16 {
            break;
        }
    }
    value
}
