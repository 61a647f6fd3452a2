//! How much of the differences between persons is ability: reliability, between 0 and 1.
//!
//! | coefficient | formula | source |
//! |---|---|---|
//! | [`conditional`] | I(θ) / (I(θ) + 1/σ²) | Nicewander, 2018 |
//! | [`marginal`] | the same, averaged over the population | Green, Bock, Humphreys, Linn and Reckase, 1984; Thissen and Wainer, 2001 |
//! | [`empirical`] | Var(θ̂) / (Var(θ̂) + mean SE²), for posterior means | Bock and Mislevy, 1982 |
//! | [`empirical_unshrunken`] | (Var(θ̂) − mean SE²) / Var(θ̂), for ML and Warm | Green and others, 1984 |
//!
//! Cronbach's alpha, which needs no model, is in [`crate::classical`].

use std::fmt;

use crate::model::{ItemModel, ModelError};
use crate::quadrature::normal_grid;
use crate::score::{ScoreError, check_items};

/// Why a reliability cannot be computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReliabilityError {
    /// There is no item.
    NoItem,
    /// An item is not a response model.
    Model {
        /// The item, from 0.
        item: usize,
        /// What is wrong with it.
        error: ModelError,
    },
    /// A number is infinite, not a number, or a standard deviation is not positive.
    NotFinite,
    /// There are not as many standard errors as abilities.
    LengthsDiffer,
    /// Fewer than two persons, or all alike: there are no differences to explain.
    NoVariance,
}

impl fmt::Display for ReliabilityError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoItem => formatter.write_str("there is no item"),
            Self::Model { item, error } => write!(formatter, "item {item}: {error}"),
            Self::NotFinite => formatter.write_str("a number is not finite, or a standard deviation is not positive"),
            Self::LengthsDiffer => formatter.write_str("there are not as many standard errors as abilities"),
            Self::NoVariance => formatter.write_str("the persons do not differ"),
        }
    }
}

impl std::error::Error for ReliabilityError {}

/// The reliability of a test for persons of one ability, in a population whose abilities have this variance.
pub fn conditional(items: &[ItemModel], theta: f64, variance: f64) -> Result<f64, ReliabilityError> {
    check(items)?;
    if !theta.is_finite() || !is_positive(variance) || !(1.0 / variance).is_finite() {
        return Err(ReliabilityError::NotFinite);
    }
    Ok(ratio(information(&canonical(items), theta), 1.0 / variance))
}

/// The reliability of a test in a normal population: the mean of I(θ) / (I(θ) + 1/sd²).
///
/// mirt's `marginal_rxx` agrees for a population of standard deviation 1. For another it adds sd² where this function adds 1/sd², and averages
/// over N(0, 1): [`mean_information_ratio`]`(items, 0.0, 1.0, sd²)` is that number. A unit of measurement cannot change a reliability;
/// mirt's changes.
///
/// ```
/// use psychometrics::model::ItemModel;
/// use psychometrics::reliability::marginal;
///
/// let items: Vec<ItemModel> = (0..20).map(|step| ItemModel::TwoPl { discrimination: 1.5, difficulty: f64::from(step) * 0.2 - 1.9 }).collect();
/// let reliability = marginal(&items, 0.0, 1.0)?;
/// assert!((0.8..0.9).contains(&reliability));
/// // The same test on a scale with another unit.
/// let doubled: Vec<ItemModel> = (0..20).map(|step| ItemModel::TwoPl { discrimination: 0.75, difficulty: f64::from(step) * 0.4 - 3.8 }).collect();
/// assert!((marginal(&doubled, 0.0, 2.0)? - reliability).abs() < 1e-12);
/// # Ok::<(), psychometrics::reliability::ReliabilityError>(())
/// ```
pub fn marginal(items: &[ItemModel], mean: f64, sd: f64) -> Result<f64, ReliabilityError> {
    mean_information_ratio(items, mean, sd, 1.0 / (sd * sd))
}

/// The mean over N(mean, sd²) of I(θ) / (I(θ) + `added`), by a trapezoid of 1001 nodes over ± 8 standard deviations.
pub fn mean_information_ratio(items: &[ItemModel], mean: f64, sd: f64, added: f64) -> Result<f64, ReliabilityError> {
    check(items)?;
    if !mean.is_finite() || !is_positive(sd) || !is_positive(added) || !(mean.abs() + 8.0 * sd).is_finite() {
        return Err(ReliabilityError::NotFinite);
    }
    let ordered = canonical(items);
    let (mut sum, mut total) = (0.0, 0.0);
    for node in normal_grid(0.0, 1.0, -8.0, 8.0, 1001) {
        sum += node.weight * ratio(information(&ordered, mean + sd * node.point), added);
        total += node.weight;
    }
    Ok(sum / total)
}

/// The reliability of shrunken estimates (posterior means or modes), from persons: their variance is that of ability minus the error's.
/// mirt's `empirical_rxx`. The variance divides by persons − 1.
pub fn empirical(thetas: &[f64], standard_errors: &[f64]) -> Result<f64, ReliabilityError> {
    let (between, within) = variances(thetas, standard_errors)?;
    if between + within > 0.0 { Ok(between / (between + within)) } else { Err(ReliabilityError::NoVariance) }
}

/// The reliability of unshrunken estimates (maximum likelihood, Warm), from persons: their variance is that of ability plus the error's.
///
/// Negative when the errors are larger than the differences between persons: a reliability of zero, seen through noise.
pub fn empirical_unshrunken(thetas: &[f64], standard_errors: &[f64]) -> Result<f64, ReliabilityError> {
    let (between, within) = variances(thetas, standard_errors)?;
    if between > 0.0 { Ok((between - within) / between) } else { Err(ReliabilityError::NoVariance) }
}

fn variances(thetas: &[f64], standard_errors: &[f64]) -> Result<(f64, f64), ReliabilityError> {
    if thetas.len() != standard_errors.len() {
        return Err(ReliabilityError::LengthsDiffer);
    }
    if thetas.len() < 2 {
        return Err(ReliabilityError::NoVariance);
    }
    if thetas.iter().chain(standard_errors).any(|number| !number.is_finite()) {
        return Err(ReliabilityError::NotFinite);
    }
    let count = thetas.len() as f64;
    let mean = thetas.iter().fold(0.0, |sum, theta| sum + theta) / count;
    let between = thetas.iter().fold(0.0, |sum, theta| sum + (theta - mean) * (theta - mean)) / (count - 1.0);
    let within = standard_errors.iter().fold(0.0, |sum, error| sum + error * error) / count;
    if (between + within).is_finite() { Ok((between, within)) } else { Err(ReliabilityError::NotFinite) }
}

fn check(items: &[ItemModel]) -> Result<(), ReliabilityError> {
    check_items(items).map_err(|error| match error {
        ScoreError::Model { item, error } => ReliabilityError::Model { item, error },
        _ => ReliabilityError::NoItem,
    })
}

fn canonical(items: &[ItemModel]) -> Vec<&ItemModel> {
    let mut ordered: Vec<&ItemModel> = items.iter().collect();
    ordered.sort_by(|left, right| left.canonical_order(right));
    ordered
}

fn information(items: &[&ItemModel], theta: f64) -> f64 {
    items.iter().fold(0.0, |sum, item| sum + item.expected_information(theta))
}

fn ratio(information: f64, added: f64) -> f64 {
    information / (information + added)
}

fn is_positive(number: f64) -> bool {
    number.is_finite() && number > 0.0
}
