//! Simulated persons, items and answers, and how well an estimate recovers the truth.

mod accuracy;
mod bank;
mod scales;

pub use accuracy::{Accuracy, DimensionAccuracy};
pub use bank::{BankDistribution, BankDistributionError, DrawnModel, draw_bank};
pub use scales::ScalesSimulation;

use crate::ability::{AbilityError, Prior};
use crate::matrix::Cholesky;
use crate::model::ItemModel;
use crate::random::Random;
use crate::uncertainty::ParameterUncertainty;

/// The population from which simulated persons come.
#[derive(Clone, Debug, PartialEq)]
pub struct Population {
    mean: Vec<f64>,
    factor: Cholesky,
}

impl Population {
    /// A population whose abilities follow the prior.
    pub fn new(prior: &Prior) -> Result<Self, AbilityError> {
        Ok(Self { mean: prior.mean().to_vec(), factor: prior.covariance().cholesky()? })
    }

    /// One person's true abilities: μ + L z, with L the Cholesky factor of the covariance.
    pub fn draw_person(&self, random: &mut Random) -> Vec<f64> {
        let independent: Vec<f64> = self.mean.iter().map(|_| random.normal()).collect();
        let correlated = self.factor.multiply_lower(&independent);
        self.mean.iter().zip(correlated).map(|(mean, deviation)| mean + deviation).collect()
    }
}

/// The item as it truly is, drawn from what is believed about it: difficulty ± normal, discrimination times a
/// lognormal of median 1, the steps of a graded item shifted together.
///
/// Two normal numbers are drawn for every kind of item, so that one item's kind does not shift the next one's
/// numbers. The discrimination of Rasch's family is 1 by definition and stays so.
pub fn draw_item(believed: &ItemModel, uncertainty: &ParameterUncertainty, random: &mut Random) -> ItemModel {
    let shift = uncertainty.difficulty_sd * random.normal();
    let stretch = libm::exp(uncertainty.log_discrimination_sd * random.normal());
    match believed {
        ItemModel::OnePl { .. } | ItemModel::Pcm { .. } | ItemModel::Rsm { .. } => believed.shifted(shift),
        _ => believed.stretched(stretch).shifted(shift),
    }
}

/// One answer of a person of ability `theta`: a category, from one uniform number.
pub fn draw_response(model: &ItemModel, theta: f64, random: &mut Random) -> usize {
    let uniform = random.uniform();
    let last = model.categories() - 1;
    let mut reached = 0.0;
    for category in 0..last {
        reached += model.probability(theta, category);
        if uniform < reached {
            return category;
        }
    }
    last
}
