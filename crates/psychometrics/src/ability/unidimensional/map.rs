//! The mode of the posterior under a normal prior.

use super::standard_error::{Criterion, ErrorFormula};
use super::{Answers, Estimate, Response, UNBOUNDED, check_range};
use crate::ability::AbilityError;

/// The ability of largest posterior density under a normal prior (Samejima, 1969). Without an answer, the prior's mean.
///
/// The standard error is 1 / √(expected information + 1/sd²). Where several maxima exist, the highest.
pub fn map(responses: &[Response<'_>], mean: f64, sd: f64) -> Result<Estimate, AbilityError> {
    map_within(responses, mean, sd, UNBOUNDED, ErrorFormula::Expected)
}

/// [`map`] in a range of abilities, and with the standard error of a formula.
pub fn map_within(responses: &[Response<'_>], mean: f64, sd: f64, range: (f64, f64), formula: ErrorFormula) -> Result<Estimate, AbilityError> {
    check_range(range)?;
    let answers = Answers::new(responses)?;
    Ok(answers.maximise(&Criterion::normal(mean, sd)?, range, formula))
}
