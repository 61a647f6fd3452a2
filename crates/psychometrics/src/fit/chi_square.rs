//! The chi-square distribution, central and not.

use crate::levels::normal_cdf;

/// P(χ² > x) with `degrees_of_freedom` > 0: the regularised upper incomplete gamma function Q(df / 2, x / 2).
///
/// Relative error about 1e-14 in both tails; 1 for x ≤ 0, 0 at infinity.
pub fn survival(x: f64, degrees_of_freedom: f64) -> f64 {
    upper_gamma(0.5 * degrees_of_freedom, 0.5 * x)
}

/// P(χ² ≤ x).
pub fn cumulative(x: f64, degrees_of_freedom: f64) -> f64 {
    lower_gamma(0.5 * degrees_of_freedom, 0.5 * x)
}

/// P(χ² ≤ x) when the chi-square variable has this noncentrality λ ≥ 0 (the sum of the squared means).
///
/// A mixture of central distributions with df + 2 j degrees of freedom, j Poisson with mean λ / 2 (Patnaik, 1949), summed from its
/// largest term outwards. The number of terms grows with the root of λ: beyond [`MANY`] Sankaran's normal approximation (1959) takes over, then
/// good to 1e-6.
pub fn noncentral_cumulative(x: f64, degrees_of_freedom: f64, noncentrality: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    let (half, mean) = (0.5 * x, 0.5 * noncentrality);
    if mean <= 0.0 {
        return cumulative(x, degrees_of_freedom);
    }
    if mean > MANY {
        return by_normal(x, degrees_of_freedom, noncentrality);
    }
    let centre = libm::floor(mean);
    let shape = 0.5 * degrees_of_freedom + centre;
    let weight = libm::exp(centre * libm::log(mean) - mean - libm::lgamma(centre + 1.0));
    // P(a + 1, h) = P(a, h) − d(a) with d(a) = h^a e^(−h) / Γ(a + 1).
    let difference = |shape: f64| libm::exp(shape * libm::log(half) - half - libm::lgamma(shape + 1.0));
    let at_centre = lower_gamma(shape, half);
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

/// Far more than any argument of a real test needs: near x = a about 5 √a are.
const MAXIMUM_TERMS: usize = 200_000;

/// P(a, x), by its series below a + 1 and by the complement above (Abramowitz and Stegun, 1964, 6.5.29 and 6.5.31).
fn lower_gamma(shape: f64, x: f64) -> f64 {
    if x <= 0.0 {
        0.0
    } else if x.is_infinite() {
        1.0
    } else if x < shape + 1.0 {
        series(shape, x)
    } else {
        1.0 - fraction(shape, x)
    }
}

fn upper_gamma(shape: f64, x: f64) -> f64 {
    if x <= 0.0 {
        1.0
    } else if x.is_infinite() {
        0.0
    } else if x < shape + 1.0 {
        1.0 - series(shape, x)
    } else {
        fraction(shape, x)
    }
}

/// x^a e^(−x) / Γ(a + 1) · (1 + x / (a + 1) + x² / ((a + 1)(a + 2)) + …)
fn series(shape: f64, x: f64) -> f64 {
    let (mut term, mut sum, mut next) = (1.0, 1.0, shape);
    for _ in 0..MAXIMUM_TERMS {
        next += 1.0;
        term *= x / next;
        sum += term;
        if term < sum * 1e-17 {
            break;
        }
    }
    (libm::exp(shape * libm::log(x) - x - libm::lgamma(shape + 1.0)) * sum).clamp(0.0, 1.0)
}

/// The continued fraction of Γ(a, x), evaluated forwards by Lentz's method (1976).
fn fraction(shape: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let away_from_zero = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut denominator = x + 1.0 - shape;
    let mut ratio = 1.0 / TINY;
    let mut inverse = 1.0 / denominator;
    let mut value = inverse;
    for index in 1..MAXIMUM_TERMS {
        let index = index as f64;
        let numerator = index * (shape - index);
        denominator += 2.0;
        inverse = 1.0 / away_from_zero(numerator * inverse + denominator);
        ratio = away_from_zero(denominator + numerator / ratio);
        let factor = inverse * ratio;
        value *= factor;
        if (factor - 1.0).abs() < 1e-16 {
            break;
        }
    }
    (libm::exp(shape * libm::log(x) - x - libm::lgamma(shape)) * value).clamp(0.0, 1.0)
}
