//! A little chance among the best, so that not everybody meets the same items.

use std::cmp::Ordering;

use crate::random::Random;

/// The position of one of the `count` largest values, drawn uniformly (Kingsbury and Zara, 1989).
///
/// Of equal values, those of lowest position count as larger. A NaN counts below everything. `count` 0 is taken
/// as 1. One number is drawn from `random` in every case except an empty list, which gives `None`.
///
/// ```
/// use psychometrics::random::Random;
/// use psychometrics::selection::randomesque;
///
/// assert_eq!(randomesque(&[0.2, 0.9, 0.9], 1, &mut Random::new(1, 0)), Some(1));
/// ```
pub fn randomesque(values: &[f64], count: usize, random: &mut Random) -> Option<usize> {
    if values.is_empty() {
        return None;
    }
    let rank = random.below(count.clamp(1, values.len()) as u64) as usize;
    // The drawn rank and no more: as many passes as ranks above it, without memory or sorting, for the few best of many.
    let mut found = best(values, |_| true)?;
    for _ in 0..rank {
        found = best(values, |position| order(values, found, position) == Ordering::Less)?;
    }
    Some(found)
}

/// The first position in rank among those allowed.
fn best(values: &[f64], is_allowed: impl Fn(usize) -> bool) -> Option<usize> {
    (0..values.len()).filter(|position| is_allowed(*position)).min_by(|left, right| order(values, *left, *right))
}

/// Larger values first, then lower positions.
fn order(values: &[f64], left: usize, right: usize) -> Ordering {
    descending(values[left], values[right]).then(left.cmp(&right))
}

fn descending(left: f64, right: f64) -> Ordering {
    right.partial_cmp(&left).unwrap_or_else(|| left.is_nan().cmp(&right.is_nan()))
}
