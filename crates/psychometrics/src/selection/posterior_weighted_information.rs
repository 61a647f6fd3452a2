//! Information weighted by the posterior.

use super::sums::dot_three;
use super::{Belief, Curves};

/// ∫ I(θ) L(θ) π(θ) dθ, with L the likelihood and π the prior density (van der Linden, 1998; catR: MPWI).
///
/// The posterior is not normalised: that divides every item's value by the same number.
pub fn value(item: &Curves<'_>, belief: &Belief<'_>) -> f64 {
    dot_three(item.information, belief.posterior, belief.grid.widths())
}
