//! Everybody's expected a posteriori ability at once.

use super::{FitError, LatentNormal, check};
use crate::model::ItemModel;
use crate::responses::Responses;

/// What one person's answers say about the ability.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PosteriorMoments {
    /// The mean of the posterior: the expected a posteriori estimate.
    pub mean: f64,
    /// Its standard deviation.
    pub standard_deviation: f64,
}

/// The posterior mean and standard deviation of each person's ability (EAP: Bock and Mislevy, 1982), from tables of log probabilities: one
/// addition per answer and node. A person without an answer gets the population's mean and standard deviation.
pub fn posterior_means(responses: &Responses, items: &[ItemModel], population: &LatentNormal) -> Result<Vec<PosteriorMoments>, FitError> {
    check(responses, items)?;
    let nodes = population.nodes()?;
    let tables: Vec<Vec<Vec<f64>>> = items
        .iter()
        .map(|item| (0..item.categories()).map(|category| nodes.iter().map(|node| item.log_probability(node.point, category)).collect()).collect())
        .collect();
    let log_weights: Vec<f64> = nodes.iter().map(|node| libm::log(node.weight)).collect();
    let mut log_posterior = vec![0.0; nodes.len()];
    Ok((0..responses.persons())
        .map(|person| {
            log_posterior.copy_from_slice(&log_weights);
            for (item, category) in responses.answers(person) {
                for (cell, log) in log_posterior.iter_mut().zip(&tables[item][usize::from(category)]) {
                    *cell += log;
                }
            }
            let peak = log_posterior.iter().fold(f64::NEG_INFINITY, |peak, cell| peak.max(*cell));
            let (mut total, mut first) = (0.0, 0.0);
            for (cell, node) in log_posterior.iter_mut().zip(&nodes) {
                *cell = libm::exp(*cell - peak);
                total += *cell;
                first += *cell * node.point;
            }
            let mean = first / total;
            let second = log_posterior.iter().zip(&nodes).fold(0.0, |sum, (cell, node)| {
                let distance = node.point - mean;
                sum + cell * (distance * distance)
            });
            PosteriorMoments { mean, standard_deviation: (second / total).sqrt() }
        })
        .collect())
}
