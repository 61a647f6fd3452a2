//! Several correlated scales measured in one adaptive test.

use rayon::prelude::*;

use super::{Accuracy, Population, draw_response};
use crate::ability::{AbilityError, Observation, Posterior, Prior, posterior_mean};
use crate::model::ItemModel;
use crate::random::Random;
use crate::selection::posterior_fall;

/// An adaptive test over several correlated scales, simulated: selection by [`posterior_fall`], scoring by [`posterior_mean`], a fixed number of
/// items.
///
/// What it shows: when the scales correlate by 0.7, one test that knows it measures each of five scales better with 32 items than five separate tests that share the same 32
/// (give `believed` a diagonal covariance for those).
#[derive(Clone, Copy, Debug)]
pub struct ScalesSimulation<'a> {
    /// Each item with the scale that it measures.
    pub bank: &'a [(ItemModel, usize)],
    /// Where the persons come from.
    pub population: &'a Prior,
    /// What the test believes of them.
    pub believed: &'a Prior,
    /// Items in a test.
    pub questions: usize,
    /// The seed; person p has stream p + 1.
    pub seed: u64,
}

impl ScalesSimulation<'_> {
    /// Simulates so many persons. The result is the same to the bit whatever the number of threads: each person has a stream, and the sums run in the order of persons.
    ///
    /// Errors: an item that is no response model or measures a scale that does not exist, as `answer` 0…; priors of different sizes.
    pub fn run(&self, persons: usize) -> Result<Accuracy, AbilityError> {
        let dimensions = self.population.dimensions();
        if self.believed.dimensions() != dimensions {
            return Err(AbilityError::SizesDiffer { mean: dimensions, covariance: self.believed.dimensions() });
        }
        for (answer, (model, dimension)) in self.bank.iter().enumerate() {
            model.validate().map_err(|error| AbilityError::Model { answer, error })?;
            if *dimension >= dimensions {
                return Err(AbilityError::NoSuchDimension { answer, dimension: *dimension });
            }
        }
        let population = Population::new(self.population)?;
        let tests: Vec<Result<(Vec<f64>, Posterior), AbilityError>> = (0..persons)
            .into_par_iter()
            .map(|person| {
                let mut random = Random::new(self.seed, person as u64 + 1);
                let truth = population.draw_person(&mut random);
                let posterior = self.test(&truth, &mut random)?;
                Ok((truth, posterior))
            })
            .collect();
        let mut accuracy = Accuracy::new(vec![Vec::new(); dimensions]);
        for test in tests {
            let (truth, posterior) = test?;
            accuracy.add(&truth, &posterior);
        }
        Ok(accuracy)
    }

    fn test(&self, truth: &[f64], random: &mut Random) -> Result<Posterior, AbilityError> {
        let mut posterior = Posterior::from_prior(self.believed);
        let mut observations: Vec<Observation<'_>> = Vec::with_capacity(self.questions.min(self.bank.len()));
        let mut asked = vec![false; self.bank.len()];
        while observations.len() < self.questions {
            let mut best: Option<(usize, f64)> = None;
            for (item, (model, dimension)) in self.bank.iter().enumerate() {
                if asked[item] {
                    continue;
                }
                let value = posterior_fall::value(&posterior, model, *dimension);
                if best.is_none_or(|(_, most)| value > most) {
                    best = Some((item, value));
                }
            }
            let Some((item, _)) = best else { break };
            asked[item] = true;
            let (model, dimension) = &self.bank[item];
            observations.push(Observation { model, dimension: *dimension, category: draw_response(model, truth[*dimension], random) });
            posterior = posterior_mean(self.believed, &observations)?;
        }
        Ok(posterior)
    }
}
