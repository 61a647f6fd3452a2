//! Linking: putting two calibrations on one ability scale.
//!
//! An IRT calibration fixes the scale's origin and unit by convention, usually the mean and the standard deviation of the persons at hand.
//! Two calibrations of the same items therefore differ by a straight line (Lord, 1980): θ on the target scale = A θ on the source
//! scale + B. The items that both calibrations have in common tell A and B.
//!
//! | method | A | B | source |
//! |---|---|---|---|
//! | [`Method::MeanMean`] | mean a of the source / mean a of the target | mean b of the target − A mean b of the source | Loyd and Hoover, 1980 |
//! | [`Method::MeanGeometricMean`] | the same with geometric means | the same | Mislevy and Bock, 1990 |
//! | [`Method::MeanSigma`] | sd b of the target / sd b of the source | the same | Marco, 1977 |
//! | [`Method::Haebara`] | A and B for which each item's curves agree best | | Haebara, 1980 |
//! | [`Method::StockingLord`] | A and B for which the test's curves agree best | | Stocking and Lord, 1983 |
//!
//! ```
//! use psychometrics::linking::{Method, Settings, link};
//! use psychometrics::model::ItemModel;
//!
//! let source: Vec<ItemModel> =
//!     [-1.0, 0.0, 1.5].iter().map(|b| ItemModel::TwoPl { discrimination: 1.2, difficulty: *b }).collect();
//! // The same items on a scale of another unit and origin: θ becomes 2 θ + 0.5.
//! let target: Vec<ItemModel> =
//!     [-1.5, 0.5, 3.5].iter().map(|b| ItemModel::TwoPl { discrimination: 0.6, difficulty: *b }).collect();
//! let transformation = link(&source, &target, Method::StockingLord, &Settings::default())?;
//! assert!((transformation.slope - 2.0).abs() < 1e-9 && (transformation.intercept - 0.5).abs() < 1e-9);
//! assert!((transformation.ability(1.0) - 2.5).abs() < 1e-9);
//! # Ok::<(), psychometrics::linking::LinkingError>(())
//! ```

mod characteristic_curves;
mod moments;
mod parameters;
mod standard_errors;
mod transformation;

pub use standard_errors::{LinkingUncertainty, standard_errors};
pub use transformation::Transformation;

use std::fmt;

use crate::model::{ItemModel, ModelError};
use crate::quadrature::Node;

/// How A and B are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// From the means of discriminations and of difficulties.
    MeanMean,
    /// From the geometric mean of discriminations and the mean of difficulties.
    MeanGeometricMean,
    /// From the means and standard deviations of difficulties.
    MeanSigma,
    /// From the curves of each item: Σ over items and categories of the squared difference. For right/wrong items the right answer's curve
    /// counts, for others every category's, so that nominal items can be linked.
    Haebara,
    /// From the test characteristic curves: the squared difference of expected total scores.
    StockingLord,
}

/// How A and B are found, in detail.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Where curves are compared.
    pub nodes: Nodes,
    /// On which scale the nodes lie.
    pub direction: Direction,
    /// Whether A is 1: for calibrations by Rasch's family, whose unit is the logit in both.
    pub is_slope_fixed: bool,
}

impl Default for Settings {
    /// 60 Gauss-Hermite nodes for a standard normal ability, on both scales, A free.
    fn default() -> Self {
        Self { nodes: Nodes::StandardNormal(60), direction: Direction::Both, is_slope_fixed: false }
    }
}

/// The abilities at which curves are compared, and their weights.
#[derive(Clone, Debug, PartialEq)]
pub enum Nodes {
    /// So many Gauss-Hermite nodes for the standard normal distribution, 1 to 300.
    StandardNormal(usize),
    /// Equally spaced nodes of equal weight.
    EquallySpaced {
        /// The first.
        low: f64,
        /// The last.
        high: f64,
        /// How many, at least 2.
        count: usize,
    },
    /// Any; weights not negative, with a positive sum.
    Given(Vec<Node>),
}

/// Whose abilities the nodes are. The two one-sided criteria have different answers; the symmetric one does not change its answer
/// when source and target change places (Kim and Kolen, 2007).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// On the target scale: the source's curves are carried over.
    OnTarget,
    /// On the source scale: the target's curves are carried back.
    OnSource,
    /// Both criteria added.
    Both,
}

/// Why two calibrations cannot be linked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkingError {
    /// No item in common.
    NoCommonItem,
    /// The two lists of common items have different lengths.
    LengthsDiffer {
        /// How many items the source list has.
        source: usize,
        /// How many items the target list has.
        target: usize,
    },
    /// An item is not a response model.
    Model {
        /// Its place in the list.
        item: usize,
        /// What is wrong with it.
        error: ModelError,
    },
    /// An item has different numbers of categories in the two calibrations.
    CategoriesDiffer {
        /// Its place in the list.
        item: usize,
    },
    /// The method needs difficulties or scores, and nominal categories have none: use [`Method::Haebara`].
    Nominal {
        /// Its place in the list.
        item: usize,
    },
    /// The nodes are too few or too many, not finite, or carry no weight.
    BadNodes,
    /// The common items do not tell A and B: mean-sigma with one item, or with difficulties that are all the same.
    NotIdentified,
    /// The search ended at the border of what a link may be (A between 0.001 and 1000) or did not settle.
    NotConverged,
    /// The covariance of the estimates does not have the size of the parameters, or it gives a negative variance.
    BadCovariance,
    /// A or B of a transformation is not finite, or A is not positive.
    BadTransformation,
}

impl fmt::Display for LinkingError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoCommonItem => formatter.write_str("there is no common item"),
            Self::LengthsDiffer { source, target } => write!(formatter, "{source} items on one side and {target} on the other"),
            Self::Model { item, error } => write!(formatter, "common item {item}: {error}"),
            Self::CategoriesDiffer { item } => write!(formatter, "common item {item} has different categories in the two calibrations"),
            Self::Nominal { item } => write!(formatter, "common item {item} has nominal categories, which have no difficulty and no score"),
            Self::BadNodes => formatter.write_str("the nodes are too few or too many, not finite, or without weight"),
            Self::NotIdentified => formatter.write_str("the common items do not determine the link"),
            Self::NotConverged => formatter.write_str("the search for the link did not settle"),
            Self::BadCovariance => formatter.write_str("the covariance does not fit the parameters of the common items"),
            Self::BadTransformation => formatter.write_str("a link needs a positive finite slope and a finite intercept"),
        }
    }
}

impl std::error::Error for LinkingError {}

/// The transformation from the source scale to the target scale, from the common items: `source[i]` and `target[i]` are the same
/// item in the two calibrations.
///
/// With [`Settings::is_slope_fixed`], A is 1 and only B is sought, whatever the method.
pub fn link(source: &[ItemModel], target: &[ItemModel], method: Method, settings: &Settings) -> Result<Transformation, LinkingError> {
    check(source, target, method)?;
    solve(source, target, method, settings, None)
}

/// The same for checked items, from a start if there is one.
fn solve(
    source: &[ItemModel],
    target: &[ItemModel],
    method: Method,
    settings: &Settings,
    start: Option<Transformation>,
) -> Result<Transformation, LinkingError> {
    match method {
        Method::MeanMean | Method::MeanGeometricMean | Method::MeanSigma => moments::link(source, target, method, settings.is_slope_fixed),
        Method::Haebara | Method::StockingLord => characteristic_curves::link(source, target, method, settings, start),
    }
}

fn check(source: &[ItemModel], target: &[ItemModel], method: Method) -> Result<(), LinkingError> {
    if source.len() != target.len() {
        return Err(LinkingError::LengthsDiffer { source: source.len(), target: target.len() });
    }
    if source.is_empty() {
        return Err(LinkingError::NoCommonItem);
    }
    for (item, (left, right)) in source.iter().zip(target).enumerate() {
        left.validate().and_then(|()| right.validate()).map_err(|error| LinkingError::Model { item, error })?;
        if left.categories() != right.categories() {
            return Err(LinkingError::CategoriesDiffer { item });
        }
        let is_nominal = matches!(left, ItemModel::Nrm { .. }) || matches!(right, ItemModel::Nrm { .. });
        if is_nominal && method != Method::Haebara {
            return Err(LinkingError::Nominal { item });
        }
    }
    Ok(())
}
