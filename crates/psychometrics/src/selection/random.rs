//! No preference: the baseline of every comparison, and the rule for pretest items.

use crate::random::Random;

/// A uniform value in [0, 1): the best of several such values is a uniform choice.
pub fn value(random: &mut Random) -> f64 {
    random.uniform()
}
