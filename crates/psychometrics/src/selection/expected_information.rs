//! The information expected after the next answer.

use super::sums::dot_three;
use super::{Belief, Curves};

/// Σₓ P(x given θ̂) I(θ̂ₓ), with θ̂ₓ the posterior mean after answer x (van der Linden, 1998; van der Linden and Pashley, 2000; catR: MEI with
/// expected information and EAP).
///
/// I is the item's own expected information at the ability that would then be believed. A category that is impossible at every point of the grid
/// counts for nothing.
pub fn value(item: &Curves<'_>, belief: &Belief<'_>) -> f64 {
    let grid = belief.grid;
    item.categories().enumerate().fold(0.0, |sum, (category, probabilities)| {
        let total = dot_three(belief.posterior, probabilities, grid.widths());
        if total.is_nan() || total <= 0.0 {
            return sum;
        }
        let after = dot_three(belief.posterior, probabilities, grid.moments()) / total;
        sum + item.model.probability(belief.theta, category) * item.model.expected_information(after)
    })
}
