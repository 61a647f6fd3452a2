//! T-optimality: the trace.

use super::with_item;
use crate::matrix::SymmetricMatrix;
use crate::model::MultidimensionalItem;

/// Σₖ wₖ (M + I λλ′)ₖₖ: the weighted sum of the information about each ability taken alone (Mulder and van der Linden, 2009, with
/// weights 1). Blind to correlations between errors, hence cheap; it never asks for the ability that is known least.
///
/// mirtCAT's `Trule`, and its `TPrule` when M holds the prior's precision. `weights` that are not there count as 1, as do all of an empty list.
pub fn value(information: &SymmetricMatrix, item: &MultidimensionalItem, abilities: &[f64], weights: &[f64]) -> f64 {
    let after = with_item(information, item, abilities);
    (0..after.size()).fold(0.0, |sum, index| sum + weights.get(index).copied().unwrap_or(1.0) * after.get(index, index))
}
