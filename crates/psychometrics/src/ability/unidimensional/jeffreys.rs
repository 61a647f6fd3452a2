//! The mode of the posterior under Jeffreys' prior.

use super::standard_error::{Criterion, ErrorFormula};
use super::{Estimate, Response, UNBOUNDED, check_range, some_answers};
use crate::ability::AbilityError;

/// The ability that maximises ln L + ½ ln I: the posterior's mode under Jeffreys' prior √I (Jeffreys, 1946; Firth, 1993).
///
/// Finite for every pattern, because the information vanishes at both ends. Without guessing and slips it is
/// [`warm`](super::warm())'s estimate; with them mirt still calls it WLE. The standard error is 1 / √(expected information).
pub fn jeffreys(responses: &[Response<'_>]) -> Result<Estimate, AbilityError> {
    jeffreys_within(responses, UNBOUNDED, ErrorFormula::Expected)
}

/// [`jeffreys`] in a range of abilities, and with the standard error of a formula: mirt's is [`ErrorFormula::Observed`].
pub fn jeffreys_within(responses: &[Response<'_>], range: (f64, f64), formula: ErrorFormula) -> Result<Estimate, AbilityError> {
    check_range(range)?;
    Ok(some_answers(responses)?.maximise(&Criterion::Jeffreys, range, formula))
}
