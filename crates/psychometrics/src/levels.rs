//! From an ability to a level: how probable each level is, given the uncertainty.

#[doc(no_inline)]
pub use crate::distribution::{normal_cdf, normal_quantile};

/// The probability of each level, from lowest to highest, when the ability is normal with this mean and
/// standard deviation and the levels are separated by `cuts`.
///
/// `cuts.len() + 1` numbers, none negative, whose sum is 1 within 1e-12. With `sd == 0` the ability is known, and a value equal to a cut
/// belongs to the level above it. An infinite `sd` says nothing: half below every cut, half above.
///
/// **No number at all**, an empty list, when the question makes no sense: cuts that are not in ascending order, a mean that is not finite, a standard
/// deviation that is negative, or something that is not a number.
///
/// ```
/// use psychometrics::levels::level_probabilities;
///
/// let levels = level_probabilities(0.0, 1.0, &[-1.0, 0.0, 1.0]);
/// assert!((levels[1] - 0.341_344_746).abs() < 1e-9);
/// ```
pub fn level_probabilities(mean: f64, sd: f64, cuts: &[f64]) -> Vec<f64> {
    let is_sensible = mean.is_finite() && sd >= 0.0 && cuts.iter().all(|cut| !cut.is_nan()) && cuts.is_sorted();
    if !is_sensible {
        return Vec::new();
    }
    let standardised = |cut: f64| {
        if sd > 0.0 {
            (cut - mean) / sd
        } else if cut <= mean {
            f64::NEG_INFINITY
        } else {
            f64::INFINITY
        }
    };
    let mut below = f64::NEG_INFINITY;
    let mut levels: Vec<f64> = Vec::with_capacity(cuts.len() + 1);
    for cut in cuts {
        let above = standardised(*cut);
        levels.push(normal_between(below, above));
        below = above;
    }
    levels.push(normal_between(below, f64::INFINITY));
    levels
}

/// The level (from 0) of a known ability: the number of cuts at or below it.
pub fn level_of(theta: f64, cuts: &[f64]) -> usize {
    cuts.iter().filter(|cut| **cut <= theta).count()
}

/// P(low < Z ≤ high), subtracting on the side where the two terms are small.
fn normal_between(low: f64, high: f64) -> f64 {
    let difference = if low > 0.0 { normal_cdf(-low) - normal_cdf(-high) } else { normal_cdf(high) - normal_cdf(low) };
    difference.max(0.0)
}
