//! The abilities after the answers so far.

use std::cell::RefCell;

use psychometrics::ability::{Observation, Posterior, Workspace, posterior_mean_into};

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
    // The memory of the search is kept from session to session, and nothing but the memory.
    thread_local! {
        static WORKSPACE: RefCell<Workspace> = RefCell::default();
    }
    let mut posterior = Posterior::from_prior(&edition.prior);
    let found = WORKSPACE.with_borrow_mut(|workspace| posterior_mean_into(&edition.prior, &observations, workspace, &mut posterior));
    if found.is_err() {
        posterior = Posterior::from_prior(&edition.prior);
    }
    posterior
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
