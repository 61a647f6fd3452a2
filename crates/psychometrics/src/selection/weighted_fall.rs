//! The expected fall of weighted posterior variances.

use super::pool::{Pool, PoolWorkspace};
use super::posterior_fall::mean_information;
use crate::ability::Posterior;
use crate::matrix::SymmetricMatrix;
use crate::model::ItemModel;

/// By how much one more answer to this item is expected to lower trace(W Σ), the posterior covariance weighted by `weights`.
///
/// With information I along dimension k, Sherman and Morrison give
///
/// trace(W Σ) − trace(W (Σ⁻¹ + I eₖ eₖ′)⁻¹) = I Σₖ′ W Σₖ / (1 + I Σₖₖ)
///
/// This is linear optimality (Silvey, 1980) with the prior. W = w w′ asks for one composite Σ wⱼ θⱼ, as when a decision is taken on the mean of several
/// abilities (van der Linden, 1999); W = 1 is [`posterior_fall`](super::posterior_fall); their weighted sum asks for both. The information is averaged as there.
/// Never negative when W is positive semidefinite.
///
/// # Panics
/// When the dimension does not exist, or `weights` is smaller than the posterior.
pub fn value(posterior: &Posterior, weights: &SymmetricMatrix, model: &ItemModel, dimension: usize) -> f64 {
    fall(posterior, dimension, quadratic_form(posterior, weights, dimension), mean_information(posterior, model, dimension))
}

/// [`value`] of the items of a pool that are wanted, over `values`, whose memory is reused; the others are 0.
///
/// # Panics
/// When an item's dimension does not exist, `is_wanted` is not of the pool's length, or `weights` is smaller than the posterior.
pub fn values_among(posterior: &Posterior, weights: &SymmetricMatrix, pool: &Pool, is_wanted: &[bool], workspace: &mut PoolWorkspace, values: &mut Vec<f64>) {
    pool.expected_informations_among(posterior, is_wanted, workspace, values);
    let forms: Vec<f64> = (0..posterior.mean.len()).map(|dimension| quadratic_form(posterior, weights, dimension)).collect();
    for (item, value) in values.iter_mut().enumerate() {
        let dimension = pool.dimension(item);
        *value = if is_wanted[item] { fall(posterior, dimension, forms[dimension], *value) } else { 0.0 };
    }
}

fn fall(posterior: &Posterior, dimension: usize, form: f64, information: f64) -> f64 {
    information * form / (1.0 + information * posterior.covariance.get(dimension, dimension))
}

/// Σₖ′ W Σₖ.
fn quadratic_form(posterior: &Posterior, weights: &SymmetricMatrix, dimension: usize) -> f64 {
    let column = posterior.covariance.row(dimension);
    let mut form = 0.0;
    for (i, left) in column.iter().enumerate() {
        for (j, right) in column.iter().enumerate() {
            form += left * weights.get(i, j) * right;
        }
    }
    form
}
