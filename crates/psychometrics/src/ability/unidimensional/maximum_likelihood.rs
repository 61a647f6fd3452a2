//! Maximum likelihood.

use super::standard_error::{Criterion, ErrorFormula};
use super::{Estimate, RANGE, Response, check_range, some_answers};
use crate::ability::AbilityError;

/// The ability of largest likelihood (Fisher, 1922; Lord, 1980), *clipped to [−4, 4]*.
///
/// The standard error is 1 / √(expected information). Where several maxima exist, the highest.
/// [`maximum_likelihood_within`] takes another range.
///
/// ```
/// use psychometrics::ability::unidimensional::{Bound, UNBOUNDED, ErrorFormula, Response, maximum_likelihood, maximum_likelihood_within};
/// use psychometrics::model::ItemModel;
///
/// let item = ItemModel::TwoPl { discrimination: 1.5, difficulty: 0.2 };
/// let (right, wrong) = (Response { model: &item, category: 1 }, Response { model: &item, category: 0 });
/// // One right, one wrong: the ability at which the right answer has probability 1/2.
/// assert!((maximum_likelihood(&[right, wrong])?.theta - 0.2).abs() < 1e-12);
/// // All right: no finite summit. The range's end, flagged.
/// let clipped = maximum_likelihood(&[right, right])?;
/// assert_eq!((clipped.theta, clipped.bound), (4.0, Bound::High));
/// let unbounded = maximum_likelihood_within(&[right, right], UNBOUNDED, ErrorFormula::Expected)?;
/// assert_eq!((unbounded.theta, unbounded.bound), (f64::INFINITY, Bound::High));
/// # Ok::<(), psychometrics::ability::AbilityError>(())
/// ```
pub fn maximum_likelihood(responses: &[Response<'_>]) -> Result<Estimate, AbilityError> {
    maximum_likelihood_within(responses, RANGE, ErrorFormula::Expected)
}

/// [`maximum_likelihood`] in another range of abilities, whose ends may be infinite, and with the standard error of a formula.
///
/// With an infinite end an estimate may be infinite: its standard error is then infinite and its [`Bound`](super::Bound) says so. Errors:
/// no answer, a
/// range whose ends are not in order, an item that is no response model, a category that its item does not have.
pub fn maximum_likelihood_within(responses: &[Response<'_>], range: (f64, f64), formula: ErrorFormula) -> Result<Estimate, AbilityError> {
    check_range(range)?;
    Ok(some_answers(responses)?.maximise(&Criterion::Likelihood, range, formula))
}
