//! The classical estimators of one ability, for any mixture of response models.
//!
//! | estimator | maximises, or is | source |
//! |---|---|---|
//! | [`maximum_likelihood()`] | ln L | Fisher, 1922; Lord, 1980 |
//! | [`map()`] | ln L + ln of a normal prior | Samejima, 1969 |
//! | [`eap()`] | the posterior's mean, over quadrature nodes | Bock and Mislevy, 1982 |
//! | [`warm()`] | a root of the score plus J / (2 I) | Warm, 1989; Samejima, 1998 |
//! | [`jeffreys()`] | ln L + ½ ln I | Jeffreys, 1946; Firth, 1993 |
//!
//! Each has a form with the suffix `_within`: a range of abilities, and a formula for the standard error. An estimate says
//! by its [`Bound`] whether it is a summit or merely the end of the range.
//!
//! ```
//! use psychometrics::ability::unidimensional::{Bound, Response, map, maximum_likelihood, warm};
//! use psychometrics::model::ItemModel;
//!
//! let items: Vec<ItemModel> = (0..5).map(|item| ItemModel::TwoPl { discrimination: 1.2, difficulty: f64::from(item) - 2.0 }).collect();
//! let answers: Vec<Response> = items.iter().zip([1, 1, 1, 0, 0]).map(|(model, category)| Response { model, category }).collect();
//! // A prior draws towards its mean, and adds its own precision.
//! let (likelihood, mode) = (maximum_likelihood(&answers)?, map(&answers, 0.0, 1.0)?);
//! assert!(mode.theta < likelihood.theta && mode.standard_error < likelihood.standard_error);
//! // All right: the likelihood has no summit, Warm's function has one.
//! let right: Vec<Response> = items.iter().map(|model| Response { model, category: 1 }).collect();
//! assert_eq!(maximum_likelihood(&right)?.bound, Bound::High);
//! assert_eq!(warm(&right)?.bound, Bound::Inside);
//! # Ok::<(), psychometrics::ability::AbilityError>(())
//! ```

mod criterion;
mod eap;
mod information;
mod jeffreys;
mod map;
mod maximum_likelihood;
mod scorer;
mod search;
mod standard_error;
mod warm;

pub use eap::eap;
pub use information::{TestInformation, test_information};
pub use jeffreys::{jeffreys, jeffreys_within};
pub use map::{map, map_within};
pub use maximum_likelihood::{maximum_likelihood, maximum_likelihood_within};
pub use scorer::Scorer;
pub use standard_error::{Criterion, ErrorFormula, standard_error};
pub use warm::{warm, warm_roots, warm_within};

pub(crate) use search::Answers;

use super::AbilityError;
use crate::model::ItemModel;

/// One answer on a single scale.
#[derive(Clone, Copy, Debug)]
pub struct Response<'a> {
    /// The item's response model.
    pub model: &'a ItemModel,
    /// The category of the answer, from 0.
    pub category: usize,
}

/// Whether an estimate is a summit of what is maximised, or an end of the range in which it was sought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// A summit, or a posterior mean: nothing was cut off.
    Inside,
    /// The lower end of the range: what is maximised still grows downwards. All answers wrong, usually.
    Low,
    /// The upper end of the range: what is maximised still grows upwards. All answers right, usually.
    High,
}

/// An ability with its standard error.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The ability. Infinite only when the range has no end and the likelihood no summit, which `bound` then says.
    pub theta: f64,
    /// Its standard error, in the same unit. Infinite where the answers carry no information, or curve the wrong way.
    pub standard_error: f64,
    /// Whether `theta` is the end of the range rather than an estimate.
    pub bound: Bound,
}

/// Where estimators without a prior look unless told otherwise: an all-right pattern has its likelihood's maximum at infinity,
/// and is reported at the end of this range (as catR does).
pub const RANGE: (f64, f64) = (-4.0, 4.0);

/// A range without ends (as in mirt): the maximum likelihood of an all-right pattern is plus infinity, flagged [`Bound::High`].
pub const UNBOUNDED: (f64, f64) = (f64::NEG_INFINITY, f64::INFINITY);

/// All local maxima in a range of what an estimator maximises, ascending.
///
/// Usually one. Two or more tell that guessing makes the answers ambiguous; none, that it has its maximum at an end. Summits closer to
/// each other than a
/// 2000th of the range may be missed. Errors as for [`maximum_likelihood_within`].
pub fn summits(responses: &[Response<'_>], criterion: &Criterion, range: (f64, f64)) -> Result<Vec<f64>, AbilityError> {
    check_range(range)?;
    if let Criterion::Normal { mean, sd } = criterion {
        Criterion::normal(*mean, *sd)?;
    }
    Ok(some_answers(responses)?.summits(criterion, range))
}

/// A range must have a lower and an upper end, in that order.
fn check_range((low, high): (f64, f64)) -> Result<(), AbilityError> {
    if low < high && low < f64::INFINITY && high > f64::NEG_INFINITY { Ok(()) } else { Err(AbilityError::EmptyRange) }
}

/// The answers, checked and in canonical order; an error when there is none.
fn some_answers<'a>(responses: &[Response<'a>]) -> Result<Answers<'a>, AbilityError> {
    let answers = Answers::new(responses)?;
    if answers.is_empty() { Err(AbilityError::NothingToEstimateFrom) } else { Ok(answers) }
}
