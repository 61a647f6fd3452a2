//! Several abilities from items that measure several at once.
//!
//! [`posterior_mode`](super::posterior_mode()) and [`posterior_mean`](super::posterior_mean()) are for items that measure one
//! ability each (*between-item*): there the answers' information is diagonal. Here an item may load on any number of abilities
//! ([`MultidimensionalItem`], *within-item*), and its information is a matrix of rank one.

use std::fmt;

use super::{AbilityError, Posterior, Prior};
use crate::matrix::SymmetricMatrix;
use crate::model::MultidimensionalItem;

/// One answer to an item that may measure several abilities.
#[derive(Clone, Copy, Debug)]
pub struct WithinItemObservation<'a> {
    /// The item. Loadings beyond the prior's dimensions must be zero; loadings that are not there count as zero.
    pub item: &'a MultidimensionalItem,
    /// The category of the answer, from 0.
    pub category: usize,
}

/// The most probable abilities, with both of the usual covariances.
#[derive(Clone, Debug, PartialEq)]
pub struct WithinItemMode {
    /// The abilities of largest posterior density.
    pub mode: Vec<f64>,
    /// (Σ⁻¹ + Σᵢ Iᵢ(θ) λᵢλᵢ′)⁻¹: the inverse of the *expected* information at the mode. Always positive definite.
    pub expected: SymmetricMatrix,
    /// (Σ⁻¹ − Σᵢ ℓᵢ″ λᵢλᵢ′)⁻¹: the inverse of minus the log posterior's Hessian at the mode, what mirt reports as the standard error of
    /// its MAP. The same as `expected` for 2PL and partial credit. None where guessing leaves the summit flat in some direction.
    pub observed: Option<SymmetricMatrix>,
}

impl WithinItemMode {
    /// The mode with the expected covariance, as a normal distribution.
    pub fn posterior(&self) -> Posterior {
        Posterior { mean: self.mode.clone(), covariance: self.expected.clone() }
    }
}

/// The most probable abilities given answers to items that may measure several (Segall, 1996): Newton's method from the prior's mean,
/// with step halving, for any number of dimensions.
///
/// Maximises Σ ln P(xᵢ | λᵢ′θ) − ½ (θ − μ)′ Σ⁻¹ (θ − μ). Where guessing bends the log posterior upwards the step uses expected
/// information. The order of the answers changes no bit. No answer gives the prior back.
///
/// ```
/// use psychometrics::ability::{Prior, within_item::{WithinItemObservation, maximum_a_posteriori}};
/// use psychometrics::matrix::SymmetricMatrix;
/// use psychometrics::model::MultidimensionalItem;
///
/// let prior = Prior::new(vec![0.0; 2], SymmetricMatrix::identity(2))?;
/// let item = MultidimensionalItem::two_pl(vec![1.2, 0.6], 0.0);
/// let found = maximum_a_posteriori(&prior, &[WithinItemObservation { item: &item, category: 1 }])?;
/// // What one answer says lies along the item's loadings.
/// assert!(found.mode[0] > 0.0 && (found.mode[0] - 2.0 * found.mode[1]).abs() < 1e-12);
/// # Ok::<(), psychometrics::ability::AbilityError>(())
/// ```
pub fn maximum_a_posteriori(prior: &Prior, observations: &[WithinItemObservation<'_>]) -> Result<WithinItemMode, AbilityError> {
    let ordered = checked(prior, observations)?;
    let mut theta = prior.mean().to_vec();
    let mut state = LogPosterior::at(prior, &ordered, &theta);
    let mut settled = false;
    for _ in 0..MAXIMUM_STEPS {
        let step = state.newton_step()?;
        let largest = step.iter().fold(0.0_f64, |largest, change| largest.max(change.abs()));
        let Some((next, next_state)) = climb(prior, &ordered, &theta, &state, &step) else {
            break; // no uphill step left
        };
        (theta, state) = (next, next_state);
        if largest < STEP_TOLERANCE {
            settled = true;
            break;
        }
    }
    if !settled {
        // With very steep items rounding hides the last steps: this is the summit if what is left to climb is rounding too.
        let step = state.newton_step()?;
        if state.promise(&step) > 1e-9 * (1.0 + state.value.abs()) {
            return Err(AbilityError::NotConverged);
        }
    }
    let expected = state.expected.cholesky()?.inverse();
    let observed = state.observed.cholesky().ok().map(|factor| factor.inverse());
    Ok(WithinItemMode { mode: theta, expected, observed })
}

/// Equally spaced points, the same in each dimension: their product is the grid on which a posterior is summed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ProductGrid {
    /// The first point of each axis.
    pub low: f64,
    /// The last point of each axis.
    pub high: f64,
    /// How many points an axis has, at least 2.
    pub points: usize,
}

impl ProductGrid {
    /// 31 points from −6 to 6, as mirt takes for two dimensions.
    pub const WIDE: Self = Self { low: -6.0, high: 6.0, points: 31 };

    /// The points of one axis.
    pub fn axis(&self) -> Vec<f64> {
        let last = self.points.saturating_sub(1).max(1);
        (0..self.points).map(|index| self.low + (self.high - self.low) * (index as f64 / last as f64)).collect()
    }
}

/// The largest product grid: four dimensions of 31 points are just allowed, which takes a tenth of a second a person.
pub const MAXIMUM_NODES: usize = 1_000_000;

/// Why the mean over a product grid cannot be computed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum GridError {
    /// The prior or the answers are not usable.
    Ability(AbilityError),
    /// An axis has fewer than 2 points, or its ends are not finite and ascending.
    Axis,
    /// points^dimensions is more than [`MAXIMUM_NODES`]. Use [`maximum_a_posteriori`], which knows no limit.
    TooManyNodes {
        /// How many points an axis has.
        points: usize,
        /// How many dimensions there are.
        dimensions: usize,
    },
}

impl fmt::Display for GridError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ability(error) => error.fmt(formatter),
            Self::Axis => formatter.write_str("an axis of the grid needs two ascending finite ends and at least two points"),
            Self::TooManyNodes { points, dimensions } => {
                write!(formatter, "a grid of {points} points in {dimensions} dimensions has more than {MAXIMUM_NODES} nodes")
            }
        }
    }
}

impl std::error::Error for GridError {}

impl From<AbilityError> for GridError {
    fn from(error: AbilityError) -> Self {
        Self::Ability(error)
    }
}

/// The mean and covariance of the abilities given the answers, summed over a product grid (Bock and Mislevy, 1982, for one dimension):
/// exact but for the grid, points^dimensions evaluations of every answer.
///
/// The prior's density is taken at the nodes and needs no normalising. The grid must cover the posterior and be finer than it: spacing at
/// most one posterior standard deviation is ample.
///
/// ```
/// use psychometrics::ability::{Prior, within_item::{ProductGrid, WithinItemObservation, expected_a_posteriori}};
/// use psychometrics::matrix::SymmetricMatrix;
/// use psychometrics::model::MultidimensionalItem;
///
/// let prior = Prior::new(vec![0.0; 2], SymmetricMatrix::equicorrelated(2, 0.6))?;
/// let item = MultidimensionalItem::two_pl(vec![1.0, 1.0], 0.0);
/// let posterior = expected_a_posteriori(&prior, &[WithinItemObservation { item: &item, category: 1 }], &ProductGrid::WIDE)?;
/// assert!((posterior.mean[0] - posterior.mean[1]).abs() < 1e-12 && posterior.mean[0] > 0.0);
/// # Ok::<(), psychometrics::ability::within_item::GridError>(())
/// ```
pub fn expected_a_posteriori(prior: &Prior, observations: &[WithinItemObservation<'_>], grid: &ProductGrid) -> Result<Posterior, GridError> {
    let ordered = checked(prior, observations)?;
    let dimensions = prior.dimensions();
    if grid.points < 2 || !(grid.low.is_finite() && grid.high.is_finite() && grid.low < grid.high) {
        return Err(GridError::Axis);
    }
    let nodes = (0..dimensions)
        .try_fold(1_usize, |product, _| product.checked_mul(grid.points).filter(|nodes| *nodes <= MAXIMUM_NODES))
        .ok_or(GridError::TooManyNodes { points: grid.points, dimensions })?;
    let axis = grid.axis();
    let mut theta = vec![0.0; dimensions];
    let place = |node: usize, theta: &mut Vec<f64>| {
        let mut rest = node;
        for ability in theta.iter_mut().rev() {
            *ability = axis[rest % axis.len()];
            rest /= axis.len();
        }
    };
    let mut weights = Vec::with_capacity(nodes);
    let mut peak = f64::NEG_INFINITY;
    for node in 0..nodes {
        place(node, &mut theta);
        let distance: Vec<f64> = theta.iter().zip(prior.mean()).map(|(ability, mean)| ability - mean).collect();
        let prior_part = -0.5 * prior.precision().quadratic_form(&distance);
        let log = ordered.iter().fold(prior_part, |sum, answer| sum + answer.item.log_probability(&theta, answer.category));
        peak = peak.max(log);
        weights.push(log);
    }
    if !peak.is_finite() {
        return Err(AbilityError::NothingToEstimateFrom.into());
    }
    Ok(moments(weights, peak, dimensions, place))
}

/// Mean and covariance of points of these log weights, of which the largest is `peak`; `place` writes a point.
pub(super) fn moments(mut weights: Vec<f64>, peak: f64, dimensions: usize, place: impl Fn(usize, &mut Vec<f64>)) -> Posterior {
    let mut theta = vec![0.0; dimensions];
    let mut total = 0.0;
    let mut mean = vec![0.0; dimensions];
    for (point, weight) in weights.iter_mut().enumerate() {
        *weight = libm::exp(*weight - peak);
        total += *weight;
        place(point, &mut theta);
        for (sum, ability) in mean.iter_mut().zip(&theta) {
            *sum += *weight * ability;
        }
    }
    for sum in &mut mean {
        *sum /= total;
    }
    let mut covariance = SymmetricMatrix::zeros(dimensions);
    for (point, weight) in weights.iter().enumerate() {
        place(point, &mut theta);
        for row in 0..dimensions {
            for column in 0..=row {
                let product = (theta[row] - mean[row]) * (theta[column] - mean[column]);
                covariance.set(row, column, covariance.get(row, column) + weight / total * product);
            }
        }
    }
    Posterior { mean, covariance }
}

const MAXIMUM_STEPS: usize = 500;

/// Newton's method doubles the correct digits at each step, so a last step of 1e-10 leaves no error to see.
const STEP_TOLERANCE: f64 = 1e-10;

/// The usual constant of Armijo's rule.
const FAIR_PART: f64 = 1e-4;

/// A step halved this often has become nothing.
const MAXIMUM_HALVINGS: usize = 40;

/// The answers in an order that does not depend on how they came: by loadings, model and category.
pub(super) fn checked<'a>(prior: &Prior, observations: &[WithinItemObservation<'a>]) -> Result<Vec<WithinItemObservation<'a>>, AbilityError> {
    for (answer, WithinItemObservation { item, category }) in observations.iter().enumerate() {
        item.validate().map_err(|error| AbilityError::Model { answer, error })?;
        let beyond = item.loadings.iter().enumerate().skip(prior.dimensions()).find(|(_, loading)| **loading != 0.0);
        if let Some((dimension, _)) = beyond {
            return Err(AbilityError::NoSuchDimension { answer, dimension });
        }
        if *category >= item.model.categories() {
            return Err(AbilityError::NoSuchCategory { answer, category: *category });
        }
    }
    let mut ordered = observations.to_vec();
    ordered.sort_by(|left, right| {
        let bits = |observation: &WithinItemObservation<'a>| observation.item.loadings.iter().map(|loading| loading.to_bits());
        bits(left).cmp(bits(right)).then_with(|| left.item.model.canonical_order(&right.item.model)).then_with(|| left.category.cmp(&right.category))
    });
    Ok(ordered)
}

/// The log posterior at one point, its gradient, and minus its Hessian, observed and expected.
struct LogPosterior {
    value: f64,
    gradient: Vec<f64>,
    observed: SymmetricMatrix,
    expected: SymmetricMatrix,
}

impl LogPosterior {
    fn at(prior: &Prior, ordered: &[WithinItemObservation<'_>], theta: &[f64]) -> Self {
        let distance: Vec<f64> = theta.iter().zip(prior.mean()).map(|(ability, mean)| ability - mean).collect();
        let pull = prior.precision().multiply(&distance);
        let mut value = -0.5 * pull.iter().zip(&distance).fold(0.0, |sum, (a, b)| sum + a * b);
        let mut gradient: Vec<f64> = pull.iter().map(|component| -component).collect();
        let (mut observed, mut expected) = (prior.precision().clone(), prior.precision().clone());
        for WithinItemObservation { item, category } in ordered {
            if let Some(likelihood) = item.model.likelihood(item.composite(theta), *category) {
                value += likelihood.log;
                for (row, loading) in item.loadings.iter().enumerate().take(theta.len()).filter(|(_, loading)| **loading != 0.0) {
                    gradient[row] += likelihood.first * loading;
                    for (column, other) in item.loadings.iter().enumerate().take(row + 1).filter(|(_, other)| **other != 0.0) {
                        observed.set(row, column, observed.get(row, column) - likelihood.second * (loading * other));
                        expected.set(row, column, expected.get(row, column) + likelihood.expected_information * (loading * other));
                    }
                }
            }
        }
        Self { value, gradient, observed, expected }
    }

    fn newton_step(&self) -> Result<Vec<f64>, AbilityError> {
        Ok(self.observed.cholesky().or_else(|_| self.expected.cholesky())?.solve(&self.gradient))
    }

    /// How much a step would climb if the slope stayed what it is.
    fn promise(&self, step: &[f64]) -> f64 {
        self.gradient.iter().zip(step).fold(0.0, |sum, (slope, change)| sum + slope * change)
    }
}

/// The first of step, step/2, step/4… that climbs by a fair part of what its slope promised (Armijo, 1966), rounding apart.
fn climb(prior: &Prior, ordered: &[WithinItemObservation<'_>], theta: &[f64], state: &LogPosterior, step: &[f64]) -> Option<(Vec<f64>, LogPosterior)> {
    let promise = state.promise(step);
    let rounding = 1e-13 * (1.0 + state.value.abs());
    let mut fraction = 1.0;
    for _ in 0..MAXIMUM_HALVINGS {
        let next: Vec<f64> = theta.iter().zip(step).map(|(ability, change)| ability + fraction * change).collect();
        let next_state = LogPosterior::at(prior, ordered, &next);
        if next_state.value >= state.value + FAIR_PART * fraction * promise - rounding {
            return Some((next, next_state));
        }
        fraction *= 0.5;
    }
    None
}
