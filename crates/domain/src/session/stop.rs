//! When enough is known, or enough was asked.

use psychometrics::ability::Posterior;
use psychometrics::levels::level_probabilities;

use super::{Ending, State};
use crate::bank::Edition;
use crate::blueprint::SECOND;

/// Why the session ends here, if it does; the posterior is that of the state's answers, asked for only where it matters.
pub(super) fn ending<'a>(state: &State, edition: &Edition, posterior: impl FnOnce() -> &'a Posterior) -> Option<Ending> {
    let rules = &edition.blueprint.stopping;
    let limits = state.scope.limits(edition);
    let answers = state.counted(edition);
    if answers >= limits.longest {
        return Some(Ending::Length);
    }
    if state.active >= (i64::from(limits.seconds) + i64::from(state.extra)) * SECOND {
        return Some(Ending::Time);
    }
    if answers < limits.shortest {
        return None;
    }
    let posterior = posterior();
    let assessed = state.scope.domains(&edition.framework);
    let precise = (0..edition.prior.dimensions()).filter(|d| assessed.get(*d).copied().unwrap_or_default()).all(|d| {
        let error = posterior.standard_error(d);
        let level = level_probabilities(posterior.mean[d], error, &edition.blueprint.levels.cuts).into_iter().fold(0.0, f64::max);
        error <= rules.standard_error || level >= rules.level_certainty
    });
    precise.then_some(Ending::Precise)
}
