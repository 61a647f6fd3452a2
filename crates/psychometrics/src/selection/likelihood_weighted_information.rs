//! Information weighted by the likelihood.

use super::sums::dot_three;
use super::{Belief, Curves};

/// ∫ I(θ) L(θ) dθ, with L the likelihood of the answers so far (Veerkamp and Berger, 1997; catR: MLWI).
///
/// Blind to the prior: with few answers the integral reaches to the ends of the grid, and the grid's ends matter.
pub fn value(item: &Curves<'_>, belief: &Belief<'_>) -> f64 {
    dot_three(item.information, belief.likelihood, belief.grid.widths())
}
