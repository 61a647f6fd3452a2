//! The variance expected after the next answer.

use super::sums::dot_three;
use super::{Belief, Curves};

/// Minus the expected posterior variance, −Σₓ P(x given θ̂) Var(θ given the answers and x) (van der Linden, 1998; catR: MEPV, without the sign).
///
/// P is taken at the provisional ability, as in catR; the variances are those of the posterior over the grid. A category that is impossible at every
/// point counts for nothing.
pub fn value(item: &Curves<'_>, belief: &Belief<'_>) -> f64 {
    let grid = belief.grid;
    -item.categories().enumerate().fold(0.0, |sum, (category, probabilities)| {
        let total = dot_three(belief.posterior, probabilities, grid.widths());
        if total.is_nan() || total <= 0.0 {
            return sum;
        }
        // One pass less than about the mean; the difference of squares loses 1e-16 times the square of the grid's reach.
        let mean = dot_three(belief.posterior, probabilities, grid.moments()) / total;
        let square = dot_three(belief.posterior, probabilities, grid.squares()) / total;
        sum + item.model.probability(belief.theta, category) * (square - mean * mean).max(0.0)
    })
}
