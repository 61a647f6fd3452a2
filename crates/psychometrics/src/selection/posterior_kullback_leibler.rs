//! Kullback-Leibler information weighted by the posterior.

use super::{Belief, Curves, kullback_leibler};

/// ∫ K(θ̂ ‖ θ) L(θ) π(θ) dθ: [`kullback_leibler`] with the prior density π (Chang and Ying, 1996; catR: KLP).
pub fn value(item: &Curves<'_>, belief: &Belief<'_>) -> f64 {
    kullback_leibler::weighted(item, belief, belief.posterior)
}
