//! Precise enough.

use crate::ability::Estimate;

/// Whether the standard error is at or below what is wanted (Weiss and Kingsbury, 1984). A standard error that is not a number is never precise.
pub fn reached(estimate: Estimate, standard_error: f64) -> bool {
    estimate.standard_error <= standard_error
}
