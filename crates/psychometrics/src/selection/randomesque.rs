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
    let mut positions: Vec<usize> = (0..values.len()).collect();
    positions.sort_by(|left, right| descending(values[*left], values[*right]).then(left.cmp(right)));
    let among = count.clamp(1, values.len());
    Some(positions[random.below(among as u64) as usize])
}

fn descending(left: f64, right: f64) -> Ordering {
    right.partial_cmp(&left).unwrap_or_else(|| left.is_nan().cmp(&right.is_nan()))
}
