//! D-optimality with the prior.

use crate::ability::Posterior;
use crate::model::ItemModel;

/// By how much the item raises the logarithm of the determinant of the posterior precision, at the estimated
/// ability (Segall, 1996; mirtCAT calls it the DP rule):
///
/// ln det(Σ⁻¹ + I eₖ eₖ′) − ln det(Σ⁻¹) = ln(1 + I Σₖₖ)
///
/// Half of it is the information gained about all abilities together, in nats.
///
/// # Panics
/// When the dimension does not exist.
pub fn value(posterior: &Posterior, model: &ItemModel, dimension: usize) -> f64 {
    let information = model.expected_information(posterior.mean[dimension]);
    libm::log1p(information * posterior.covariance.get(dimension, dimension))
}
