//! A-optimality: the trace of the inverse.

use super::with_item;
use crate::eigen::Eigen;
use crate::matrix::SymmetricMatrix;
use crate::model::MultidimensionalItem;

/// −Σₖ wₖ ((M + I λλ′)⁻¹)ₖₖ: minus the weighted sum of the error variances (Mulder and van der Linden, 2009, with weights 1).
///
/// mirtCAT's `APrule` when M holds the prior's precision. Minus infinity where the matrix is singular: some ability was not asked about yet and
/// its variance is unbounded. `weights` that are not there count as 1.
pub fn value(information: &SymmetricMatrix, item: &MultidimensionalItem, abilities: &[f64], weights: &[f64]) -> f64 {
    with_item(information, item, abilities).cholesky().map_or(f64::NEG_INFINITY, |factor| -weighted_trace(&factor.inverse(), weights))
}

/// The same with the Moore-Penrose inverse in place of the inverse: the error variances *within the abilities measured so far*.
///
/// This is mirtCAT's `Arule`. It is a mistake to choose by it before every ability was asked about: a first item on a new ability adds its
/// variance to the sum, so that the rule stays with the abilities already measured. It is here to be compared; choose by [`value`] with the prior.
pub fn value_of_measured(information: &SymmetricMatrix, item: &MultidimensionalItem, abilities: &[f64], weights: &[f64]) -> f64 {
    let eigen = Eigen::of(&with_item(information, item, abilities));
    let largest = eigen.values.last().copied().unwrap_or(0.0);
    // The usual cut: what an eigenvalue of zero becomes by rounding.
    let cut = largest * f64::EPSILON.sqrt();
    -weighted_trace(&eigen.rebuilt(|value| if value > cut { 1.0 / value } else { 0.0 }), weights)
}

fn weighted_trace(matrix: &SymmetricMatrix, weights: &[f64]) -> f64 {
    (0..matrix.size()).fold(0.0, |sum, index| sum + weights.get(index).copied().unwrap_or(1.0) * matrix.get(index, index))
}
