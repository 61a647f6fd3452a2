//! E-optimality: the smallest eigenvalue.

use super::with_item;
use crate::eigen::Eigen;
use crate::matrix::SymmetricMatrix;
use crate::model::MultidimensionalItem;

/// The smallest eigenvalue of M + I λλ′: the information in the direction that is known least (Mulder and van der Linden, 2009, who found it
/// unstable: an item that adds nothing in that direction, however informative otherwise, is worth no more than any other).
///
/// mirtCAT's `Erule`, and its `EPrule` when M holds the prior's precision. 0 (to rounding) where the matrix is singular.
pub fn value(information: &SymmetricMatrix, item: &MultidimensionalItem, abilities: &[f64]) -> f64 {
    Eigen::of(&with_item(information, item, abilities)).values.first().copied().unwrap_or(0.0)
}
