//! The abilities after the answers so far.

use psychometrics::ability::{Observation, Posterior, posterior_mean};

use super::Scored;
use crate::bank::Edition;

/// Posterior of the five abilities from all answers, whatever their order.
///
/// The prior is proper and every model was validated when the edition was put together, so the estimate exists; should the
/// arithmetic fail all the same, the prior is what is known.
pub fn posterior(edition: &Edition, answers: &[Scored]) -> Posterior {
    let observations: Vec<Observation<'_>> = answers
        .iter()
        .map(|answer| {
            let item = &edition.pool[usize::from(answer.item)];
            Observation { model: &item.model, dimension: item.domain, category: usize::from(answer.won) }
        })
        .collect();
    posterior_mean(&edition.prior, &observations).unwrap_or_else(|_| Posterior::from_prior(&edition.prior))
}

/// How sure each domain is: the share of the prior variance that the answers have removed, 0 to 1.
pub fn certainty(edition: &Edition, posterior: &Posterior) -> Vec<f64> {
    (0..edition.prior.dimensions())
        .map(|d| {
            let before = edition.prior.covariance().get(d, d);
            (1.0 - posterior.covariance.get(d, d) / before).clamp(0.0, 1.0)
        })
        .collect()
}
