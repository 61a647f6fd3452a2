//! Warm's weighted likelihood.

use super::standard_error::{Criterion, ErrorFormula};
use super::{Estimate, RANGE, Response, check_range, some_answers, summits};
use crate::ability::AbilityError;

/// Warm's weighted likelihood estimate (1989; graded items: Samejima, 1998), *clipped to [−4, 4]*: the root of
/// score + J / (2 I), with J = Σ P′ P″ / P over items and categories, which removes the first-order bias of maximum likelihood.
/// Finite for all-right patterns.
///
/// The standard error is 1 / √(expected information). Where several roots exist, the one of highest weighted
/// likelihood. Without guessing and slips J = I′ and this is [`jeffreys`](super::jeffreys()); for 3PL and 4PL it is not, and mirt's "WLE"
/// is Jeffreys' while catR's is Warm's.
pub fn warm(responses: &[Response<'_>]) -> Result<Estimate, AbilityError> {
    warm_within(responses, RANGE, ErrorFormula::Expected)
}

/// [`warm`] in another range of abilities, whose ends may be infinite, and with the standard error of a formula.
pub fn warm_within(responses: &[Response<'_>], range: (f64, f64), formula: ErrorFormula) -> Result<Estimate, AbilityError> {
    check_range(range)?;
    Ok(some_answers(responses)?.maximise(&Criterion::Warm, range, formula))
}

/// All abilities in the range at which Warm's weighted score falls through zero, ascending: [`summits`](super::summits()) of Warm's criterion.
pub fn warm_roots(responses: &[Response<'_>], range: (f64, f64)) -> Result<Vec<f64>, AbilityError> {
    summits(responses, &Criterion::Warm, range)
}
