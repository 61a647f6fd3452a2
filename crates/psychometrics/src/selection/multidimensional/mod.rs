//! Rules for tests of several abilities, one per file: what the test's information matrix would be with one more item, in one number.
//!
//! Every rule takes M, the information that the answers so far carry about the abilities θ (Σ I λλ′ over the answered items), and the candidate
//! item, whose own information I(λ′θ) λλ′ it adds. The larger the value the better. mirtCAT's rules D, T, A, E and W are these with M from the
//! answers alone; its **P forms** (DP, TP, AP, EP, WP) are the same rules with the prior's precision added to M: [`with_prior`]. Early in a
//! test M alone is singular, D and E are 0 for every item, and only the P forms choose.
//!
//! The rules of the parent module are faster, for items that measure one ability each.

pub mod a_optimal;
pub mod d_optimal;
pub mod e_optimal;
pub mod kullback_leibler;
pub mod t_optimal;
pub mod weighted;

use crate::ability::Prior;
use crate::matrix::SymmetricMatrix;
use crate::model::MultidimensionalItem;

/// M: the expected information about the abilities in a test of these items, Σ I(λ′θ) λλ′ (Reckase, 2009).
///
/// `abilities` sets the size; loadings beyond it count as zero.
///
/// ```
/// use psychometrics::model::MultidimensionalItem;
/// use psychometrics::selection::multidimensional::{d_optimal, test_information};
///
/// let asked = MultidimensionalItem::two_pl(vec![1.0, 0.0], 0.0);
/// let theta = [0.0, 0.0];
/// let so_far = test_information([&asked], &theta);
/// // The determinant wants the ability not yet measured.
/// let (same, other) = (asked.clone(), MultidimensionalItem::two_pl(vec![0.0, 0.5], 0.0));
/// assert!(d_optimal::value(&so_far, &other, &theta) > d_optimal::value(&so_far, &same, &theta));
/// ```
pub fn test_information<'a>(items: impl IntoIterator<Item = &'a MultidimensionalItem>, abilities: &[f64]) -> SymmetricMatrix {
    items.into_iter().fold(SymmetricMatrix::zeros(abilities.len()), |sum, item| with_item(&sum, item, abilities))
}

/// M + Σ⁻¹: with the prior's precision, for the P forms of the rules.
///
/// # Panics
/// When the prior has another size.
#[must_use]
pub fn with_prior(information: &SymmetricMatrix, prior: &Prior) -> SymmetricMatrix {
    let mut sum = prior.precision().clone();
    assert_eq!(information.size(), sum.size(), "a prior of the information's size");
    for row in 0..sum.size() {
        for column in 0..=row {
            sum.set(row, column, sum.get(row, column) + information.get(row, column));
        }
    }
    sum
}

/// M + I(λ′θ) λλ′: the information with one more item.
#[must_use]
pub fn with_item(information: &SymmetricMatrix, item: &MultidimensionalItem, abilities: &[f64]) -> SymmetricMatrix {
    let strength = item.model.expected_information(item.composite(abilities));
    let mut sum = information.clone();
    let size = sum.size();
    for (row, loading) in item.loadings.iter().enumerate().take(size).filter(|(_, loading)| **loading != 0.0) {
        for (column, other) in item.loadings.iter().enumerate().take(row + 1) {
            sum.set(row, column, sum.get(row, column) + strength * (loading * other));
        }
    }
    sum
}
