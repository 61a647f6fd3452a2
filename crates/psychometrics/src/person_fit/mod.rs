//! Does a person's pattern of answers fit the model? Guessing, lost attention, a foreknown half of the test show.
//!
//! | statistic | small or large when | source |
//! |---|---|---|
//! | [`lz`] | below −1.64: unlikely answers | Drasgow, Levine and Williams, 1985 |
//! | [`lz_star`] | the same, with the right variance at an estimated ability | Snijders, 2001; Sinharay, 2016 |
//! | [`infit_outfit`] | mean squares above 1.3: noise; below 0.7: too regular | Wright and Masters, 1982 |
//! | [`guttman_errors`] | pairs of steps answered against their order | Guttman, 1944; Meijer, 1994; Emons, 2008 |
//! | [`person_scalability`] | Hᵀ, small: the order of easy and hard is not this person's | Sijtsma and Meijer, 1992 |
//!
//! A statistic is a reason to look, not a verdict.

mod guttman;
mod likelihood;
mod scalability;
mod squares;

pub use guttman::{GuttmanErrors, guttman_errors};
pub use likelihood::{lz, lz_star};
pub use scalability::person_scalability;
pub use squares::{MIRT_LEAST_VARIANCE, MeanSquares, infit_outfit, infit_outfit_floored};

use std::fmt;

use crate::ability::AbilityError;

/// Why the fit of a person cannot be judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PersonFitError {
    /// The answers, or the ability.
    Ability(AbilityError),
    /// The answers could not have come out otherwise: all probabilities are 0 or 1, or nothing is left to vary once ability is fitted.
    NoVariance,
}

impl fmt::Display for PersonFitError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ability(error) => error.fmt(formatter),
            Self::NoVariance => formatter.write_str("the answers could not have come out otherwise: there is no fit to judge"),
        }
    }
}

impl std::error::Error for PersonFitError {}

impl From<AbilityError> for PersonFitError {
    fn from(error: AbilityError) -> Self {
        Self::Ability(error)
    }
}

/// The answers in canonical order, at a finite ability.
fn checked<'a>(responses: &[crate::ability::Response<'a>], theta: f64) -> Result<crate::ability::unidimensional::Answers<'a>, PersonFitError> {
    if !theta.is_finite() {
        return Err(AbilityError::NotFinite.into());
    }
    let answers = crate::ability::unidimensional::Answers::new(responses)?;
    if answers.is_empty() { Err(AbilityError::NothingToEstimateFrom.into()) } else { Ok(answers) }
}
