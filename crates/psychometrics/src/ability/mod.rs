//! Estimating abilities from answers.
//!
//! [`posterior_mean()`] is the estimator of the platform: several correlated abilities at once, each item
//! informing one of them directly and the others through the prior's correlations. It corrects
//! [`posterior_mode()`], which other programs call MAP. [`unidimensional`] holds the classical single-scale estimators.

mod posterior_mean;
mod posterior_mode;
mod prior;
mod quasi_monte_carlo;
pub mod unidimensional;
pub mod within_item;

pub use posterior_mean::{posterior_mean, posterior_mean_into};
pub use posterior_mode::{Observation, Workspace, posterior_mode, posterior_mode_into};
pub use prior::{Posterior, Prior};
pub use quasi_monte_carlo::quasi_monte_carlo;
pub use unidimensional::{Bound, Estimate, Response, eap, jeffreys, map, maximum_likelihood, warm};

use std::fmt;

use crate::matrix::MatrixError;
use crate::model::ModelError;

/// Why abilities cannot be estimated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AbilityError {
    /// The prior's mean and covariance have different sizes, or no dimension at all.
    SizesDiffer {
        /// The size of the mean.
        mean: usize,
        /// The size of the covariance.
        covariance: usize,
    },
    /// A mean or a standard deviation is infinite or not a number.
    NotFinite,
    /// The prior's covariance cannot be inverted.
    Covariance(MatrixError),
    /// An answered item is not a response model.
    Model {
        /// The position of the answer in the list given.
        answer: usize,
        /// What is wrong with it.
        error: ModelError,
    },
    /// An answered item loads on a dimension that the prior does not have.
    NoSuchDimension {
        /// The position of the answer in the list given.
        answer: usize,
        /// The dimension asked for.
        dimension: usize,
    },
    /// An answer is in a category that its item does not have.
    NoSuchCategory {
        /// The position of the answer in the list given.
        answer: usize,
        /// The category asked for.
        category: usize,
    },
    /// The range of abilities to look in has no inside: its ends are equal, in the wrong order, or not numbers.
    EmptyRange,
    /// An estimator without a prior was given no answer, or quadrature nodes carry no weight.
    NothingToEstimateFrom,
    /// The search did not settle. Seen only with slopes of several hundreds that contradict each other; never in
    /// thousands of random tests with slopes up to 30.
    NotConverged,
}

impl fmt::Display for AbilityError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SizesDiffer { mean, covariance } => {
                write!(formatter, "the mean has {mean} dimensions and the covariance {covariance}")
            }
            Self::NotFinite => formatter.write_str("a mean or a standard deviation is not a finite number"),
            Self::Covariance(error) => write!(formatter, "the covariance: {error}"),
            Self::Model { answer, error } => {
                write!(formatter, "the item of answer {answer}: {error}")
            }
            Self::NoSuchDimension { answer, dimension } => {
                write!(formatter, "answer {answer} is about dimension {dimension}, which the prior does not have")
            }
            Self::NoSuchCategory { answer, category } => {
                write!(formatter, "answer {answer} is in category {category}, which its item does not have")
            }
            Self::EmptyRange => formatter.write_str("the range of abilities has no inside"),
            Self::NothingToEstimateFrom => formatter.write_str("there is nothing to estimate from"),
            Self::NotConverged => formatter.write_str("the search for the ability did not settle"),
        }
    }
}

impl std::error::Error for AbilityError {}

impl From<MatrixError> for AbilityError {
    fn from(error: MatrixError) -> Self {
        Self::Covariance(error)
    }
}
