//! The expected fall of the posterior's total variance.

use crate::ability::Posterior;
use crate::model::ItemModel;
use crate::quadrature::normal_mean;

/// By how much one more answer to this item is expected to lower the trace of the posterior covariance: the
/// sum, over all abilities, of the fall of their variance.
///
/// With information I along dimension k, Sherman and Morrison give
///
/// trace(Σ) − trace((Σ⁻¹ + I eₖ eₖ′)⁻¹) = I Σⱼ Σⱼₖ² / (1 + I Σₖₖ)
///
/// I is the item's expected information averaged over the marginal posterior of θₖ (7 Gauss–Hermite nodes),
/// because the point estimate is wrong early in a test. This is the A-optimality of multidimensional adaptive
/// testing (Mulder and van der Linden, 2009) with the prior, in closed form; an item is also worth what it says
/// about the other abilities. Never negative; at most trace(Σ).
///
/// # Panics
/// When the dimension does not exist.
pub fn value(posterior: &Posterior, model: &ItemModel, dimension: usize) -> f64 {
    let information = normal_mean(posterior.mean[dimension], posterior.standard_error(dimension), |theta| model.expected_information(theta));
    let row = posterior.covariance.row(dimension);
    let squares = row.iter().fold(0.0, |sum, covariance| sum + covariance * covariance);
    information * squares / (1.0 + information * row[dimension])
}
