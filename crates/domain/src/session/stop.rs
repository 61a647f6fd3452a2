//! When enough is known, or enough was asked.

use psychometrics::levels::level_probabilities;

use super::{Ending, State, estimate};
use crate::bank::Edition;
use crate::blueprint::SECOND;

/// Why the session ends here, if it does.
pub(super) fn ending(state: &State, edition: &Edition) -> Option<Ending> {
    let rules = &edition.blueprint.stopping;
    let answers = state.answers.len() as u32;
    if answers >= rules.longest {
        return Some(Ending::Length);
    }
    if state.active >= i64::from(rules.seconds) * SECOND {
        return Some(Ending::Time);
    }
    if answers < rules.shortest {
        return None;
    }
    let posterior = estimate::posterior(edition, &state.answers);
    let precise = (0..edition.prior.dimensions()).all(|d| {
        let error = posterior.standard_error(d);
        let level = level_probabilities(posterior.mean[d], error, &edition.blueprint.levels.cuts).into_iter().fold(0.0, f64::max);
        error <= rules.standard_error || level >= rules.level_certainty
    });
    precise.then_some(Ending::Precise)
}
