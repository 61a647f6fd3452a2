//! No longer getting more precise.

use crate::ability::Estimate;

/// Whether the last answer lowered the standard error by less than `least` (Babcock and Weiss, 2012; Choi, Grady and Dodd, 2011: predicted standard error
/// reduction). False before two estimates exist.
///
/// An answer that contradicts the others can raise the standard error: that too ends the test. Compose with a minimum length.
pub fn reached(before: Option<Estimate>, now: Estimate, least: f64) -> bool {
    before.is_some_and(|before| before.standard_error - now.standard_error < least)
}
