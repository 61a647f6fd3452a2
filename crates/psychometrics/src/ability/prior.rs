//! What is believed about the abilities before and after the answers.

use super::AbilityError;
use crate::distribution::normal_quantile;
use crate::matrix::SymmetricMatrix;

/// The abilities' normal distribution before any answer: N(mean, covariance).
#[derive(Clone, Debug, PartialEq)]
pub struct Prior {
    mean: Vec<f64>,
    covariance: SymmetricMatrix,
    precision: SymmetricMatrix,
}

impl Prior {
    /// A prior; the covariance must be positive definite and of the mean's size.
    pub fn new(mean: Vec<f64>, covariance: SymmetricMatrix) -> Result<Self, AbilityError> {
        if mean.is_empty() || mean.len() != covariance.size() {
            return Err(AbilityError::SizesDiffer { mean: mean.len(), covariance: covariance.size() });
        }
        if mean.iter().chain(covariance.as_slice()).any(|value| !value.is_finite()) {
            return Err(AbilityError::NotFinite);
        }
        let precision = covariance.covariance_factor()?.inverse();
        Ok(Self { mean, covariance, precision })
    }

    /// How many abilities there are.
    pub fn dimensions(&self) -> usize {
        self.mean.len()
    }

    /// The mean of each ability.
    pub fn mean(&self) -> &[f64] {
        &self.mean
    }

    /// The covariance of the abilities.
    pub fn covariance(&self) -> &SymmetricMatrix {
        &self.covariance
    }

    /// The inverse of the covariance.
    pub fn precision(&self) -> &SymmetricMatrix {
        &self.precision
    }
}

/// The abilities' approximate normal distribution after the answers.
///
/// Plain data, so that it can be stored and read back.
#[derive(Clone, Debug, PartialEq)]
pub struct Posterior {
    /// The estimated abilities: their mean, or the mode in its place.
    pub mean: Vec<f64>,
    /// Their covariance.
    pub covariance: SymmetricMatrix,
}

impl Posterior {
    /// What is known before any answer.
    pub fn from_prior(prior: &Prior) -> Self {
        Self { mean: prior.mean.clone(), covariance: prior.covariance.clone() }
    }

    /// Makes this what is known before any answer, in the memory it has.
    pub(super) fn copy_prior(&mut self, prior: &Prior) {
        self.mean.clone_from(&prior.mean);
        self.covariance.copy_from(&prior.covariance);
    }

    /// The standard error of one ability: the square root of its posterior variance.
    ///
    /// # Panics
    /// When the dimension does not exist.
    pub fn standard_error(&self, dimension: usize) -> f64 {
        self.covariance.get(dimension, dimension).sqrt()
    }

    /// The interval that holds one ability with this probability, between 0 and 1: mean ± z · standard error.
    ///
    /// # Panics
    /// When the dimension does not exist.
    pub fn interval(&self, dimension: usize, probability: f64) -> (f64, f64) {
        let half_width = normal_quantile(0.5 + probability / 2.0) * self.standard_error(dimension);
        (self.mean[dimension] - half_width, self.mean[dimension] + half_width)
    }
}
