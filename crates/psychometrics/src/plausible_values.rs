//! Plausible values: draws from what the answers leave possible (Mislevy, 1991).
//!
//! A population's mean of estimates is right, its spread is not: posterior means are too close together, maxima of likelihood too
//! far apart. Draws from each person's posterior have the population's distribution. Analyse each of five or more sets alone, then combine
//! (Rubin, 1987). They are no scores for a person.

use crate::ability::unidimensional::Answers;
use crate::ability::{AbilityError, Observation, Posterior, Prior, Response, posterior_mean};
use crate::matrix::Cholesky;
use crate::quadrature::Node;
use crate::random::Random;

/// Draws one ability `count` times from its posterior over quadrature nodes.
///
/// A node is drawn by its weight, then a place between the middles to its neighbours, uniformly: the draws have no steps. With nodes at a distance h
/// this adds h²/12 to the variance, 0.0008 for h = 0.1. The order of the answers changes no bit.
///
/// Errors: fewer than two nodes or nodes not ascending ([`AbilityError::EmptyRange`]), nodes without weight, bad answers.
///
/// ```
/// use psychometrics::ability::Response;
/// use psychometrics::model::ItemModel;
/// use psychometrics::plausible_values::draw;
/// use psychometrics::quadrature::normal_grid;
/// use psychometrics::random::Random;
///
/// let item = ItemModel::OnePl { difficulty: 0.0 };
/// let answers = [Response { model: &item, category: 1 }; 3];
/// let values = draw(&answers, &normal_grid(0.0, 1.0, -6.0, 6.0, 121), 5, &mut Random::new(2026, 0))?;
/// assert_eq!(values.len(), 5);
/// # Ok::<(), psychometrics::ability::AbilityError>(())
/// ```
pub fn draw(answers: &[Response<'_>], nodes: &[Node], count: usize, random: &mut Random) -> Result<Vec<f64>, AbilityError> {
    if nodes.len() < 2 || nodes.windows(2).any(|pair| pair[0].point >= pair[1].point) {
        return Err(AbilityError::EmptyRange);
    }
    if nodes.iter().any(|node| !node.point.is_finite() || !node.weight.is_finite() || node.weight < 0.0) {
        return Err(AbilityError::NotFinite);
    }
    let answers = Answers::new(answers)?;
    let logs: Vec<f64> = nodes.iter().map(|node| if node.weight > 0.0 { answers.log_likelihood(node.point) } else { f64::NEG_INFINITY }).collect();
    let peak = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if !peak.is_finite() {
        return Err(AbilityError::NothingToEstimateFrom);
    }
    let mut cumulated = Vec::with_capacity(nodes.len());
    let mut total = 0.0;
    for (node, log) in nodes.iter().zip(&logs) {
        total += node.weight * libm::exp(log - peak);
        cumulated.push(total);
    }
    let last = nodes.len() - 1;
    Ok((0..count)
        .map(|_| {
            let target = random.uniform() * total;
            let chosen = cumulated.partition_point(|sum| *sum <= target).min(last);
            let own = nodes[chosen].point;
            let low = own - if chosen > 0 { (own - nodes[chosen - 1].point) / 2.0 } else { 0.0 };
            let high = own + if chosen < last { (nodes[chosen + 1].point - own) / 2.0 } else { 0.0 };
            low + (high - low) * random.uniform()
        })
        .collect())
}

/// Draws of several abilities, and how well they were made.
#[derive(Clone, Debug, PartialEq)]
pub struct Draws {
    /// `values[draw][dimension]`.
    pub values: Vec<Vec<f64>>,
    /// The share of proposals that was accepted, between 0 and 1. Near 1 when the posterior is nearly normal; below 0.2 the draws depend
    /// on each other.
    pub acceptance: f64,
}

/// Draws several correlated abilities `count` times from their posterior.
///
/// Proposals come from the multivariate t distribution with 8 degrees of freedom around [`posterior_mean`] with its covariance, and are
/// accepted by the
/// exact posterior (independence sampler: Metropolis and others, 1953; Hastings, 1970; Tierney, 1994). The t distribution's tails are
/// heavier than any
/// posterior's under a normal prior, so the sampler forgets its start geometrically. A draw is kept after each [`STEPS`] proposals, the
/// first after five times as many.
/// The order of the answers changes no bit. Errors are those of [`posterior_mean`].
pub fn draw_correlated(prior: &Prior, observations: &[Observation<'_>], count: usize, random: &mut Random) -> Result<Draws, AbilityError> {
    let centre = posterior_mean(prior, observations)?;
    let factor = centre.covariance.cholesky()?;
    let precision = centre.covariance.cholesky()?.inverse();
    let mut ordered = observations.to_vec();
    ordered.sort_by(|left, right| {
        left.dimension.cmp(&right.dimension).then_with(|| left.model.canonical_order(right.model)).then_with(|| left.category.cmp(&right.category))
    });
    // ln of the posterior's density over the proposal's, up to a constant.
    let weight = |point: &[f64]| {
        let distance: Vec<f64> = point.iter().zip(&centre.mean).map(|(place, mean)| place - mean).collect();
        let size = point.len() as f64;
        log_posterior(prior, &ordered, point) + 0.5 * (FREEDOM + size) * libm::log1p(precision.quadratic_form(&distance) / FREEDOM)
    };
    let mut here = centre.mean.clone();
    let mut weight_here = weight(&here);
    let (mut proposed, mut accepted) = (0_u64, 0_u64);
    let mut values = Vec::with_capacity(count);
    for draw in 0..count {
        for _ in 0..if draw == 0 { 5 * STEPS } else { STEPS } {
            let point = proposal(&centre, &factor, random);
            let weight_there = weight(&point);
            proposed += 1;
            if libm::log(1.0 - random.uniform()) < weight_there - weight_here {
                (here, weight_here) = (point, weight_there);
                accepted += 1;
            }
        }
        values.push(here.clone());
    }
    let acceptance = if proposed > 0 { accepted as f64 / proposed as f64 } else { 1.0 };
    Ok(Draws { values, acceptance })
}

/// Proposals between two draws: with half of them accepted, two draws in a thousand repeat the one before.
pub const STEPS: usize = 9;

/// The degrees of freedom of the proposals.
const FREEDOM: f64 = 8.0;

fn log_posterior(prior: &Prior, ordered: &[Observation<'_>], point: &[f64]) -> f64 {
    let distance: Vec<f64> = point.iter().zip(prior.mean()).map(|(place, mean)| place - mean).collect();
    let likelihood = ordered.iter().fold(0.0, |sum, answer| sum + answer.model.log_probability(point[answer.dimension], answer.category));
    likelihood - 0.5 * prior.precision().quadratic_form(&distance)
}

fn proposal(centre: &Posterior, factor: &Cholesky, random: &mut Random) -> Vec<f64> {
    // A chi-square with 8 degrees of freedom is twice the sum of four exponentials.
    let chi_square = -2.0 * (0..4).fold(0.0, |sum, _| sum + libm::log(1.0 - random.uniform()));
    let stretch = (FREEDOM / chi_square.max(f64::MIN_POSITIVE)).sqrt();
    let normal: Vec<f64> = (0..centre.mean.len()).map(|_| random.normal()).collect();
    centre.mean.iter().zip(factor.multiply_lower(&normal)).map(|(mean, step)| mean + stretch * step).collect()
}
