//! Maximum Fisher information.

use crate::ability::Posterior;
use crate::model::ItemModel;

/// The item's expected information at the estimated ability (Lord, 1980): the classical rule, blind to the
/// uncertainty of the estimate and to the other abilities.
///
/// # Panics
/// When the dimension does not exist.
pub fn value(posterior: &Posterior, model: &ItemModel, dimension: usize) -> f64 {
    model.expected_information(posterior.mean[dimension])
}
