//! How far from fitting: indices that do not grow with the number of persons.

use crate::distribution::noncentral_cumulative;

/// The root mean square error of approximation (Steiger and Lind, 1980): √(max(0, X²/df − 1) / (N − 1)).
///
/// 0 is a perfect fit. For limited-information statistics of item response models Maydeu-Olivares and Joe (2014) call 0.089 adequate and
/// 0.05 close, and 0.05 divided by the number of categories less one excellent. `None` without a degree of freedom or with fewer than
/// two persons.
pub fn rmsea(statistic: f64, degrees_of_freedom: usize, persons: usize) -> Option<f64> {
    if degrees_of_freedom == 0 || persons < 2 || !statistic.is_finite() {
        return None;
    }
    Some(((statistic / degrees_of_freedom as f64 - 1.0).max(0.0) / (persons - 1) as f64).sqrt())
}

/// The interval that holds the root mean square error of approximation with this probability (Browne and Cudeck, 1993): √(λ / (df (N − 1)))
/// where λ is the noncentrality at which the statistic sits at the upper, then at the lower end of its distribution.
///
/// `None` as for [`rmsea`], or when `probability` is not between 0 and 1.
pub fn rmsea_interval(statistic: f64, degrees_of_freedom: usize, persons: usize, probability: f64) -> Option<(f64, f64)> {
    rmsea(statistic, degrees_of_freedom, persons)?;
    if !(probability > 0.0 && probability < 1.0) {
        return None;
    }
    let tail = (1.0 - probability) / 2.0;
    let scale = degrees_of_freedom as f64 * (persons - 1) as f64;
    let bound = |level: f64| (noncentrality_at(statistic, degrees_of_freedom as f64, level) / scale).sqrt();
    Some((bound(1.0 - tail), bound(tail)))
}

/// The comparative fit index (Bentler, 1990), held between 0 and 1: 1 − (X² − df) / (X₀² − df₀), against a model in which the items are
/// independent. `None` when the independence model fits as well as can be: there is nothing to explain.
pub fn comparative_fit_index(statistic: f64, degrees_of_freedom: usize, null_statistic: f64, null_degrees_of_freedom: usize) -> Option<f64> {
    let room = null_statistic - null_degrees_of_freedom as f64;
    let index = 1.0 - (statistic - degrees_of_freedom as f64) / room;
    (room > 0.0 && index.is_finite()).then(|| index.clamp(0.0, 1.0))
}

/// The Tucker–Lewis index (1973): (X₀²/df₀ − X²/df) / (X₀²/df₀ − 1). Can exceed 1. `None` as for [`comparative_fit_index`].
pub fn tucker_lewis_index(statistic: f64, degrees_of_freedom: usize, null_statistic: f64, null_degrees_of_freedom: usize) -> Option<f64> {
    if degrees_of_freedom == 0 || null_degrees_of_freedom == 0 {
        return None;
    }
    let (ratio, null_ratio) = (statistic / degrees_of_freedom as f64, null_statistic / null_degrees_of_freedom as f64);
    let index = (null_ratio - ratio) / (null_ratio - 1.0);
    (null_ratio > 1.0 && index.is_finite()).then_some(index)
}

/// The noncentrality at which P(χ² ≤ x) is `level`; 0 when even no noncentrality puts x so high.
fn noncentrality_at(x: f64, degrees_of_freedom: f64, level: f64) -> f64 {
    let excess = |noncentrality: f64| noncentral_cumulative(x, degrees_of_freedom, noncentrality) - level;
    if x <= 0.0 || excess(0.0) <= 0.0 {
        return 0.0;
    }
    // P falls as λ grows: double until it is below the level, then halve the interval to the last bit that counts.
    let (mut low, mut high) = (0.0, x.max(1.0));
    for _ in 0..60 {
        if excess(high) <= 0.0 {
            break;
        }
        low = high;
        high *= 2.0;
    }
    for _ in 0..100 {
        let middle = 0.5 * (low + high);
        if middle <= low || middle >= high {
            break;
        }
        if excess(middle) > 0.0 {
            low = middle;
        } else {
            high = middle;
        }
    }
    0.5 * (low + high)
}
