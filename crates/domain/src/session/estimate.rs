//! The abilities after the answers so far.

use std::cell::RefCell;

use psychometrics::ability::{Observation, Posterior, Workspace, posterior_mean_into};

use super::Scored;
use crate::bank::Edition;

/// Posterior of the five abilities from all answers that count, whatever their order.
///
/// The prior is proper and every model was validated when the edition was put together, so the estimate exists; should the
/// arithmetic fail all the same, the prior is what is known.
pub fn posterior(edition: &Edition, answers: &[Scored]) -> Posterior {
    posterior_of(edition, answers.iter().filter(|answer| edition.counts_answer(answer)))
}

fn posterior_of<'a>(edition: &Edition, answers: impl Iterator<Item = &'a Scored>) -> Posterior {
    let observations: Vec<Observation<'_>> = answers
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

/// How far a session is, domain by domain: the share of the prior variance that its answers have removed, 0 to 1.
///
/// Every answer moves it, also one that will not count: a gauge that stood still would tell, during the session, which questions are
/// tried out. Results never come from here.
pub fn certainty(edition: &Edition, answers: &[Scored]) -> Vec<f64> {
    let posterior = posterior_of(edition, answers.iter().filter(|answer| !answer.is_aside()));
    (0..edition.prior.dimensions())
        .map(|d| {
            let before = edition.prior.covariance().get(d, d);
            (1.0 - posterior.covariance.get(d, d) / before).clamp(0.0, 1.0)
        })
        .collect()
}
