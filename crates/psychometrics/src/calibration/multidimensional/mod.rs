//! Estimating items and correlations of several abilities from answers, by marginal maximum likelihood.
//!
//! | what | how many abilities | function |
//! |---|---|---|
//! | items that measure one ability each, and the abilities' correlations, at once | those a product grid can hold: two to four | [`between_item()`] |
//! | a general ability and specific ones that do not correlate | any number | [`bifactor()`] |
//! | the correlations alone, items known | any number | [`correlations()`] |
//!
//! All by the EM algorithm of Bock and Aitkin (1981): the E-step turns answers into expected counts of each category at each node of a
//! grid, the M-step fits each item to its counts. Abilities have mean 0 and variance 1. Persons with the same answers to the items of one
//! ability share that part of the E-step, in an order that depends on the answers only: the order of the persons changes no bit.

mod between;
mod bifactor;
mod correlation_step;
mod correlations;
mod item_step;
mod nearest_correlation;
mod patterns;
mod squarem;

pub use between::{BetweenItem, BetweenItemCalibration, between_item};
pub use bifactor::{BifactorCalibration, BifactorItem, BifactorScore, bifactor};
pub use correlations::{CorrelationEstimate, DomainItem, EstimatedCorrelations, Margins, correlations};
pub use nearest_correlation::nearest_correlation;

use std::fmt;

use crate::ability::within_item::{MAXIMUM_NODES, ProductGrid};
use crate::matrix::MatrixError;
use crate::model::ModelError;

/// How the categories of an item to calibrate follow from the ability.
///
/// Only these three, all with free slopes: for Rasch's family, guessing, priors, groups or anchors calibrate each ability by itself with
/// [`calibrate`](crate::calibration::calibrate) and then estimate the [`correlations()`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Ordered categories by parallel logistic curves (Samejima, 1969). With two categories, the 2PL.
    Graded,
    /// Ordered categories by partial credit, with a slope (GPCM: Muraki, 1992). With two categories, the 2PL.
    PartialCredit,
    /// Categories in no given order, a slope each (NRM: Bock, 1972). Between-item only.
    Nominal,
}

/// The grid, and when to stop.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// The points of each ability. 31 from −6 to 6, as mirt takes in two dimensions, unless told otherwise.
    pub grid: ProductGrid,
    /// The search has converged when one EM step moves no parameter by more than this.
    pub tolerance: f64,
    /// At most so many EM steps.
    pub maximum_steps: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self { grid: ProductGrid::WIDE, tolerance: 1e-6, maximum_steps: 3000 }
    }
}

/// Why several abilities cannot be calibrated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum CalibrationError {
    /// There is not one specification for each item of the responses.
    ItemsDiffer {
        /// How many items were specified.
        specified: usize,
        /// How many items the responses have.
        answered: usize,
    },
    /// An axis has fewer than 2 points, more than 1000, or no ascending finite ends, or a tolerance is not a positive number.
    Settings,
    /// points^dimensions is more than [`MAXIMUM_NODES`]: calibrate each ability by itself, and the correlations by [`correlations()`].
    TooManyDimensions {
        /// How many abilities there are.
        dimensions: usize,
        /// How many points an axis has.
        points: usize,
    },
    /// No item measures this ability.
    DimensionWithoutItems {
        /// The ability, from 0.
        dimension: usize,
    },
    /// An item measures an ability beyond those asked for.
    NoSuchDimension {
        /// The item, from 0.
        item: usize,
        /// The ability it names.
        dimension: usize,
    },
    /// Nobody answered items of both abilities: their correlation cannot be known.
    NobodyMetBoth {
        /// The first ability, from 0.
        first: usize,
        /// The second.
        second: usize,
    },
    /// Nobody answered this item.
    NobodyAnswered {
        /// The item, from 0.
        item: usize,
    },
    /// Everybody gave this item the same answer, or a category between the lowest and the highest was never given.
    CategoryNeverSeen {
        /// The item, from 0.
        item: usize,
        /// The category, from 0.
        category: usize,
    },
    /// Nominal categories have a slope each, which the bifactor model does not foresee.
    NominalBifactor {
        /// The item, from 0.
        item: usize,
    },
    /// A known item is not a response model.
    Model {
        /// The item, from 0.
        item: usize,
        /// What is wrong with it.
        error: ModelError,
    },
    /// An answer is in a category that its item does not have.
    NoSuchCategory {
        /// The item, from 0.
        item: usize,
        /// The category of the answer.
        category: usize,
    },
    /// The correlations to start from are not a correlation matrix of the right size.
    Start(MatrixError),
    /// The likelihood of some answers is zero to the last digit everywhere on the grid.
    LikelihoodVanishes,
}

impl fmt::Display for CalibrationError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ItemsDiffer { specified, answered } => write!(formatter, "{specified} items are specified, the responses have {answered}"),
            Self::Settings => formatter.write_str("the grid needs two ascending finite ends and 2 to 1000 points, the tolerance must be positive"),
            Self::TooManyDimensions { dimensions, points } => {
                write!(formatter, "{dimensions} abilities with {points} points each make more than {MAXIMUM_NODES} nodes")
            }
            Self::DimensionWithoutItems { dimension } => write!(formatter, "no item measures ability {dimension}"),
            Self::NoSuchDimension { item, dimension } => write!(formatter, "item {item} measures ability {dimension}, which does not exist"),
            Self::NobodyMetBoth { first, second } => write!(formatter, "nobody answered items of both ability {first} and ability {second}"),
            Self::NobodyAnswered { item } => write!(formatter, "nobody answered item {item}"),
            Self::CategoryNeverSeen { item, category } => write!(formatter, "nobody gave item {item} an answer in category {category}"),
            Self::NominalBifactor { item } => write!(formatter, "item {item} is nominal: the bifactor model takes ordered categories"),
            Self::Model { item, error } => write!(formatter, "item {item}: {error}"),
            Self::NoSuchCategory { item, category } => write!(formatter, "an answer to item {item} is in category {category}, which it does not have"),
            Self::Start(error) => write!(formatter, "the correlations to start from: {error}"),
            Self::LikelihoodVanishes => formatter.write_str("some answers are impossible everywhere on the grid"),
        }
    }
}

impl std::error::Error for CalibrationError {}

/// How many persons gave at least one answer, and how the search ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Convergence {
    /// Whether one EM step moved no parameter by more than the tolerance. When not, the parameters are the best that were reached.
    pub converged: bool,
    /// How many EM steps were taken.
    pub steps: usize,
    /// The marginal log-likelihood of all answers at the parameters given.
    pub log_likelihood: f64,
    /// Persons with at least one answer. The others say nothing.
    pub persons: usize,
}

fn check_settings(settings: &Settings) -> Result<(), CalibrationError> {
    let ProductGrid { low, high, points } = settings.grid;
    // Two axes at a time are the least that anything here needs.
    let is_axis = points >= 2 && points.checked_mul(points).is_some_and(|nodes| nodes <= MAXIMUM_NODES) && low.is_finite() && high.is_finite() && low < high;
    if is_axis && settings.tolerance > 0.0 && settings.tolerance.is_finite() { Ok(()) } else { Err(CalibrationError::Settings) }
}

/// The density of N(0, 1) at the points of an axis, summing to 1.
fn standard_weights(axis: &[f64]) -> Vec<f64> {
    let densities: Vec<f64> = axis.iter().map(|point| libm::exp(-0.5 * point * point)).collect();
    let total = densities.iter().fold(0.0, |sum, density| sum + density);
    densities.iter().map(|density| density / total).collect()
}
