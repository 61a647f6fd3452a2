//! Several correlated abilities at once, from all answers.

use super::{AbilityError, Posterior, Prior};
use crate::matrix::SymmetricMatrix;
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
    check(prior, observations)?;
    if observations.is_empty() {
        return Ok(Posterior::from_prior(prior));
    }
    let ordered = canonical_order(observations);
    let (mode, state) = summit(prior, &ordered)?;
    posterior(prior, mode, &state)
}

const MAXIMUM_STEPS: usize = 500;

/// Newton's method doubles the correct digits at each step, so a last step of 1e-10 leaves no error to see.
const STEP_TOLERANCE: f64 = 1e-10;

/// The usual constant of Armijo's rule.
const FAIR_PART: f64 = 1e-4;

/// A step halved this often has become nothing.
const MAXIMUM_HALVINGS: usize = 40;

/// The abilities of largest posterior density, and what the log posterior looks like there.
pub(super) fn summit(prior: &Prior, ordered: &[Observation<'_>]) -> Result<(Vec<f64>, LogPosterior), AbilityError> {
    let mut theta = prior.mean().to_vec();
    let mut state = LogPosterior::at(prior, ordered, &theta);
    for _ in 0..MAXIMUM_STEPS {
        let step = state.newton_step(prior)?;
        let largest = step.iter().fold(0.0_f64, |largest, change| largest.max(change.abs()));
        let Some((next, next_state)) = climb(prior, ordered, &theta, &state, &step) else {
            break; // no uphill step left
        };
        (theta, state) = (next, next_state);
        if largest < STEP_TOLERANCE {
            return Ok((theta, state));
        }
    }
    // With very steep items the log posterior is large and its rounding hides the last steps: this is the summit
    // if what is left to climb is rounding too.
    let step = state.newton_step(prior)?;
    if state.promise(&step) <= 1e-9 * (1.0 + state.value.abs()) { Ok((theta, state)) } else { Err(AbilityError::NotConverged) }
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

pub(super) fn canonical_order<'a>(observations: &[Observation<'a>]) -> Vec<Observation<'a>> {
    let mut ordered = observations.to_vec();
    ordered.sort_by(|left, right| {
        left.dimension.cmp(&right.dimension).then_with(|| left.model.canonical_order(right.model)).then_with(|| left.category.cmp(&right.category))
    });
    ordered
}

/// The log posterior and its derivatives at one point. Each item measures one dimension, so the answers'
/// information is diagonal.
pub(super) struct LogPosterior {
    value: f64,
    gradient: Vec<f64>,
    /// Minus the answers' second derivatives, by dimension.
    pub(super) observed: Vec<f64>,
    expected: Vec<f64>,
}

impl LogPosterior {
    fn at(prior: &Prior, ordered: &[Observation<'_>], theta: &[f64]) -> Self {
        let size = theta.len();
        let (mut observed, mut expected) = (vec![0.0; size], vec![0.0; size]);
        let distance: Vec<f64> = theta.iter().zip(prior.mean()).map(|(ability, mean)| ability - mean).collect();
        let pull = prior.precision().multiply(&distance);
        let mut value = -0.5 * pull.iter().zip(&distance).fold(0.0, |sum, (a, b)| sum + a * b);
        let mut gradient: Vec<f64> = pull.iter().map(|component| -component).collect();
        for observation in ordered {
            let dimension = observation.dimension;
            if let Some(likelihood) = observation.model.likelihood(theta[dimension], observation.category) {
                value += likelihood.log;
                gradient[dimension] += likelihood.first;
                observed[dimension] -= likelihood.second;
                expected[dimension] += likelihood.expected_information;
            }
        }
        Self { value, gradient, observed, expected }
    }

    fn newton_step(&self, prior: &Prior) -> Result<Vec<f64>, AbilityError> {
        let factor = with_diagonal(prior.precision(), &self.observed).cholesky().or_else(|_| with_diagonal(prior.precision(), &self.expected).cholesky())?;
        Ok(factor.solve(&self.gradient))
    }

    /// How much a step would climb if the slope stayed what it is.
    fn promise(&self, step: &[f64]) -> f64 {
        self.gradient.iter().zip(step).fold(0.0, |sum, (slope, change)| sum + slope * change)
    }
}

/// The first of step, step/2, step/4… that climbs by a fair part of what its slope promised (Armijo, 1966),
/// rounding apart.
fn climb(prior: &Prior, ordered: &[Observation<'_>], theta: &[f64], state: &LogPosterior, step: &[f64]) -> Option<(Vec<f64>, LogPosterior)> {
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

/// The normal distribution at the mode with the expected information.
pub(super) fn posterior(prior: &Prior, mean: Vec<f64>, state: &LogPosterior) -> Result<Posterior, AbilityError> {
    let covariance = with_diagonal(prior.precision(), &state.expected).cholesky()?.inverse();
    Ok(Posterior { mean, covariance })
}

pub(super) fn with_diagonal(precision: &SymmetricMatrix, information: &[f64]) -> SymmetricMatrix {
    let mut sum = precision.clone();
    for (index, added) in information.iter().enumerate() {
        sum.set(index, index, sum.get(index, index) + added);
    }
    sum
}
