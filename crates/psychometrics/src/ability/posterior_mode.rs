//! Several correlated abilities at once, from all answers.

use super::{AbilityError, Posterior, Prior};
use crate::matrix::{Cholesky, SymmetricMatrix};
use crate::model::ItemModel;

/// One answer: the item, the ability it measures, and the category reached.
#[derive(Clone, Copy, Debug)]
pub struct Observation<'a> {
    /// The item's response model.
    pub model: &'a ItemModel,
    /// Which ability the item measures, from 0.
    pub dimension: usize,
    /// The category of the answer, from 0.
    pub category: usize,
}

/// The most probable abilities given all answers, and their covariance.
///
/// Maximises ln p(θ) = Σ ln P(xᵢ | θ at the item's dimension) − ½ (θ − μ)′ Σ⁻¹ (θ − μ) by Newton's method with
/// step halving, from the prior's mean (maximum a posteriori: Samejima, 1969; Bock and Aitkin, 1981; several
/// abilities: Segall, 1996). Where guessing makes the log posterior bend upwards, the step uses Fisher's expected
/// information instead.
///
/// The covariance is the inverse of the prior's precision plus the items' *expected* information at the mode.
/// For 1PL, 2PL and GPCM expected and observed information are the same number. With guessing they differ, and the
/// choice was measured: five abilities correlated by 0.7, 3000 simulated persons, 3PL items with c = 0.25. With
/// 2, 6 and 15 items per ability the 95% intervals held the truth in 94.1, 94.2 and 94.2% of the cases with
/// expected information, in 93.7, 94.0 and 94.0% with observed. A mode is not a mean: with few answers or
/// much guessing it is biased by a few hundredths: [`posterior_mean`](super::posterior_mean()) corrects that.
///
/// The result does not depend on the order of the observations, to the last bit: they are put in a canonical
/// order (dimension, item, category) before anything is summed. No observation gives the prior back.
///
/// ```
/// use psychometrics::ability::{Observation, Prior, posterior_mode};
/// use psychometrics::matrix::SymmetricMatrix;
/// use psychometrics::model::ItemModel;
///
/// let prior = Prior::new(vec![0.0; 2], SymmetricMatrix::equicorrelated(2, 0.7))?;
/// let item = ItemModel::TwoPl { discrimination: 1.5, difficulty: 0.0 };
/// let posterior = posterior_mode(&prior, &[Observation { model: &item, dimension: 0, category: 1 }])?;
/// // A right answer in the first domain says something about the second.
/// assert!((posterior.mean[1] - 0.7 * posterior.mean[0]).abs() < 1e-12);
/// # Ok::<(), psychometrics::ability::AbilityError>(())
/// ```
pub fn posterior_mode(prior: &Prior, observations: &[Observation<'_>]) -> Result<Posterior, AbilityError> {
    let mut posterior = Posterior::from_prior(prior);
    posterior_mode_into(prior, observations, &mut Workspace::default(), &mut posterior)?;
    Ok(posterior)
}

/// [`posterior_mode`] without allocating, once the workspace has grown to the size of the problem. When it fails the posterior is
/// left in an unspecified state.
pub fn posterior_mode_into(prior: &Prior, observations: &[Observation<'_>], workspace: &mut Workspace, posterior: &mut Posterior) -> Result<(), AbilityError> {
    check(prior, observations)?;
    if observations.is_empty() {
        posterior.copy_prior(prior);
        return Ok(());
    }
    workspace.find_summit(prior, observations)?;
    workspace.normal_at_summit(prior, posterior)
}

const MAXIMUM_STEPS: usize = 500;

/// Newton's method doubles the correct digits at each step, so a last step of 1e-10 leaves no error to see.
const STEP_TOLERANCE: f64 = 1e-10;

/// The usual constant of Armijo's rule.
const FAIR_PART: f64 = 1e-4;

/// A step halved this often has become nothing.
const MAXIMUM_HALVINGS: usize = 40;

/// The memory of [`posterior_mode_into`] and [`posterior_mean_into`](super::posterior_mean_into): keep one and give it again.
#[derive(Clone, Debug, Default)]
pub struct Workspace {
    /// The answers' positions in canonical order.
    pub(super) order: Vec<usize>,
    /// The summit found.
    pub(super) theta: Vec<f64>,
    /// What the log posterior looks like there.
    pub(super) state: LogPosterior,
    step: Vec<f64>,
    next_theta: Vec<f64>,
    next_state: LogPosterior,
    pub(super) matrix: SymmetricMatrix,
    pub(super) factor: Cholesky,
    pub(super) column: Vec<f64>,
    pub(super) correction: super::posterior_mean::Correction,
}

impl Workspace {
    /// The abilities of largest posterior density, and what the log posterior looks like there.
    pub(super) fn find_summit(&mut self, prior: &Prior, observations: &[Observation<'_>]) -> Result<(), AbilityError> {
        self.sort(observations);
        self.theta.clear();
        self.theta.extend_from_slice(prior.mean());
        self.state.evaluate(prior, observations, &self.order, &self.theta);
        for _ in 0..MAXIMUM_STEPS {
            self.newton_step(prior)?;
            let largest = self.step.iter().fold(0.0_f64, |largest, change| largest.max(change.abs()));
            if !self.climb(prior, observations) {
                break; // no uphill step left
            }
            if largest < STEP_TOLERANCE {
                return Ok(());
            }
        }
        // With very steep items the log posterior is large and its rounding hides the last steps: this is the summit
        // if what is left to climb is rounding too.
        self.newton_step(prior)?;
        if self.state.promise(&self.step) <= 1e-9 * (1.0 + self.state.value.abs()) { Ok(()) } else { Err(AbilityError::NotConverged) }
    }

    /// The normal distribution at the summit with the expected information.
    pub(super) fn normal_at_summit(&mut self, prior: &Prior, posterior: &mut Posterior) -> Result<(), AbilityError> {
        add_to_diagonal(prior.precision(), &self.state.expected, &mut self.matrix);
        self.matrix.cholesky_into(&mut self.factor)?;
        posterior.mean.clone_from(&self.theta);
        self.factor.inverse_into(&mut posterior.covariance, &mut self.column);
        Ok(())
    }

    /// Dimension, item, category: so that no sum depends on the order in which the answers came.
    fn sort(&mut self, observations: &[Observation<'_>]) {
        self.order.clear();
        self.order.extend(0..observations.len());
        // Unstable is stable here: answers that compare equal are equal.
        self.order.sort_unstable_by(|left, right| {
            let (left, right) = (&observations[*left], &observations[*right]);
            left.dimension.cmp(&right.dimension).then_with(|| left.model.canonical_order(right.model)).then_with(|| left.category.cmp(&right.category))
        });
    }

    fn newton_step(&mut self, prior: &Prior) -> Result<(), AbilityError> {
        add_to_diagonal(prior.precision(), &self.state.observed, &mut self.matrix);
        if self.matrix.cholesky_into(&mut self.factor).is_err() {
            add_to_diagonal(prior.precision(), &self.state.expected, &mut self.matrix);
            self.matrix.cholesky_into(&mut self.factor)?;
        }
        self.step.clone_from(&self.state.gradient);
        self.factor.solve_in_place(&mut self.step);
        Ok(())
    }

    /// Goes the first of step, step/2, step/4… that climbs by a fair part of what its slope promised (Armijo, 1966), rounding
    /// apart. False when none does.
    fn climb(&mut self, prior: &Prior, observations: &[Observation<'_>]) -> bool {
        let promise = self.state.promise(&self.step);
        let rounding = 1e-13 * (1.0 + self.state.value.abs());
        let mut fraction = 1.0;
        for _ in 0..MAXIMUM_HALVINGS {
            self.next_theta.clear();
            self.next_theta.extend(self.theta.iter().zip(&self.step).map(|(ability, change)| ability + fraction * change));
            self.next_state.evaluate(prior, observations, &self.order, &self.next_theta);
            if self.next_state.value >= self.state.value + FAIR_PART * fraction * promise - rounding {
                std::mem::swap(&mut self.theta, &mut self.next_theta);
                std::mem::swap(&mut self.state, &mut self.next_state);
                return true;
            }
            fraction *= 0.5;
        }
        false
    }
}

pub(super) fn check(prior: &Prior, observations: &[Observation<'_>]) -> Result<(), AbilityError> {
    for (answer, observation) in observations.iter().enumerate() {
        let Observation { model, dimension, category } = *observation;
        model.validate().map_err(|error| AbilityError::Model { answer, error })?;
        if dimension >= prior.dimensions() {
            return Err(AbilityError::NoSuchDimension { answer, dimension });
        }
        if category >= model.categories() {
            return Err(AbilityError::NoSuchCategory { answer, category });
        }
    }
    Ok(())
}

/// The log posterior and its derivatives at one point. Each item measures one dimension, so the answers'
/// information is diagonal.
#[derive(Clone, Debug, Default)]
pub(super) struct LogPosterior {
    value: f64,
    gradient: Vec<f64>,
    /// Minus the answers' second derivatives, by dimension.
    pub(super) observed: Vec<f64>,
    expected: Vec<f64>,
    distance: Vec<f64>,
}

impl LogPosterior {
    fn evaluate(&mut self, prior: &Prior, observations: &[Observation<'_>], order: &[usize], theta: &[f64]) {
        let size = theta.len();
        for cells in [&mut self.gradient, &mut self.observed, &mut self.expected] {
            cells.clear();
            cells.resize(size, 0.0);
        }
        self.distance.clear();
        self.distance.extend(theta.iter().zip(prior.mean()).map(|(ability, mean)| ability - mean));
        prior.precision().multiply_into(&self.distance, &mut self.gradient);
        self.value = -0.5 * self.gradient.iter().zip(&self.distance).fold(0.0, |sum, (a, b)| sum + a * b);
        for component in &mut self.gradient {
            *component = -*component;
        }
        for place in order {
            let Observation { model, dimension, category } = observations[*place];
            if let Some(likelihood) = model.likelihood(theta[dimension], category) {
                self.value += likelihood.log;
                self.gradient[dimension] += likelihood.first;
                self.observed[dimension] -= likelihood.second;
                self.expected[dimension] += likelihood.expected_information;
            }
        }
    }

    /// How much a step would climb if the slope stayed what it is.
    fn promise(&self, step: &[f64]) -> f64 {
        self.gradient.iter().zip(step).fold(0.0, |sum, (slope, change)| sum + slope * change)
    }
}

/// The precision plus each ability's information.
pub(super) fn add_to_diagonal(precision: &SymmetricMatrix, information: &[f64], sum: &mut SymmetricMatrix) {
    sum.copy_from(precision);
    for (index, added) in information.iter().enumerate() {
        sum.set(index, index, sum.get(index, index) + added);
    }
}
