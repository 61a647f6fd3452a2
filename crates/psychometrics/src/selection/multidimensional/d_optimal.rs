//! D-optimality: the determinant.

use super::with_item;
use crate::matrix::SymmetricMatrix;
use crate::model::MultidimensionalItem;

/// det(M + I λλ′): the inverse of the squared volume of the confidence ellipsoid (Segall, 1996; Mulder and van der Linden, 2009).
///
/// mirtCAT's `Drule`, and its `DPrule` when M holds the prior's precision. 0 where the matrix is singular: before every ability was asked about.
pub fn value(information: &SymmetricMatrix, item: &MultidimensionalItem, abilities: &[f64]) -> f64 {
    with_item(information, item, abilities).cholesky().map_or(0.0, |factor| libm::exp(factor.log_determinant()))
}
