//! The global discrimination index.

use super::sums::{dot, spread};
use super::{Belief, Curves};

/// How much the probability of an answer varies over the abilities that the likelihood leaves open, Σᵩ wᵩ (P(θᵩ) − P̄)² with P̄ = Σᵩ wᵩ P(θᵩ) and weights
/// wᵩ = L(θᵩ) / Σ L (Kaplan, de la Torre and Barrada, 2015; catR: GDI).
///
/// For items with more than two categories the sum over all categories; with two the right answer alone, as both vary alike. The weights are sums over the
/// points, all of equal width: catR does so here, and only here.
pub fn value(item: &Curves<'_>, belief: &Belief<'_>) -> f64 {
    weighted(item, belief.likelihood)
}

pub(super) fn weighted(item: &Curves<'_>, weights: &[f64]) -> f64 {
    let total = weights.iter().fold(0.0, |sum, weight| sum + weight);
    if total.is_nan() || total <= 0.0 {
        return 0.0;
    }
    let two = item.probabilities.len() == 2 * item.information.len();
    item.categories().skip(usize::from(two)).fold(0.0, |sum, probabilities| {
        let mean = dot(weights, probabilities) / total;
        sum + spread(weights, probabilities, mean) / total
    })
}
