//! From chance to information as the test goes on.

use crate::random::Random;

/// (1 − w) r + w I(θ̂), with r uniform between 0 and the largest information that any allowed item has at θ̂ (Revuelta and Ponsoda, 1998).
///
/// `weight` w grows from 0 at the first item to 1 at the last: see [`Pace`](super::Pace). Every item is drawn a number, allowed or not, so that
/// leaving one out does not change the others' numbers.
pub fn value(information: f64, largest: f64, weight: f64, random: &mut Random) -> f64 {
    let chance = largest * random.uniform();
    (1.0 - weight) * chance + weight * information
}
