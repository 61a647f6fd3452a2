//! The information about a composite of the abilities.

use super::with_item;
use crate::matrix::SymmetricMatrix;
use crate::model::MultidimensionalItem;

/// w′ (M + I λλ′) w: the information in the direction w (c-optimality's cousin; van der Linden, 1999, minimises the variance of a composite).
///
/// mirtCAT's `Wrule`, and its `WPrule` when M holds the prior's precision. `weights` that are not there count as 1.
pub fn value(information: &SymmetricMatrix, item: &MultidimensionalItem, abilities: &[f64], weights: &[f64]) -> f64 {
    let after = with_item(information, item, abilities);
    let full: Vec<f64> = (0..after.size()).map(|index| weights.get(index).copied().unwrap_or(1.0)).collect();
    after.quadratic_form(&full)
}
