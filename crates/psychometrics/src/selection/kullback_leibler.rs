//! Kullback-Leibler information weighted by the likelihood.

use super::sums::{dot, dot_three};
use super::{Belief, Curves};

/// ∫ K(θ̂ ‖ θ) L(θ) dθ with K(θ̂ ‖ θ) = Σₓ P(x given θ̂) ln(P(x given θ̂) / P(x given θ)) (Chang and Ying, 1996; Barrada, Olea, Ponsoda and Abad, 2009; catR: KL).
///
/// How well an answer would tell θ̂ from the other abilities, not only from its neighbours as Fisher's information does: better early in a test.
pub fn value(item: &Curves<'_>, belief: &Belief<'_>) -> f64 {
    weighted(item, belief, belief.likelihood)
}

/// The integral with weights that are the likelihood or the posterior.
///
/// K splits into Σₓ P̂ₓ ln P̂ₓ, which does not depend on θ, and −Σₓ P̂ₓ ln Pₓ(θ), for whose integral the bank has the logarithms.
pub(super) fn weighted(item: &Curves<'_>, belief: &Belief<'_>, weights: &[f64]) -> f64 {
    let widths = belief.grid.widths();
    let total = dot(weights, widths);
    let points = item.information.len();
    item.log_probabilities.chunks_exact(points).enumerate().fold(0.0, |sum, (category, logs)| {
        let here = item.model.probability(belief.theta, category);
        if here <= 0.0 {
            return sum;
        }
        sum + here * (total * item.model.log_probability(belief.theta, category) - dot_three(weights, widths, logs))
    })
}
