//! Questions that are tried out: put now and then among the others, answered and logged like them, and never counted.
//!
//! Whoever answers must not be able to tell them apart, so they come by lot, at no fixed place. Which one comes is drawn too: the
//! engine keeps no counts, and a lot spreads answers evenly enough over the items that wait for them.

use psychometrics::random::Random;

use super::{State, stream};
use crate::bank::{Edition, PoolItem, Standing};
use crate::blueprint::SECOND;

/// The last questions of a session, as far as its length tells, are never tried out: people are tired there, and what is known of an
/// item from tired people is not what will be asked of it.
const LAST: u32 = 2;
/// Time that each of them is left, in seconds.
const TIME_FOR_EACH: i64 = 60;

/// Place in the pool of the question tried out here; none when this is a question like any other.
pub(super) fn tried_out(state: &State, edition: &Edition, seed: u64) -> Option<usize> {
    let share = edition.blueprint.selection.pretest;
    if edition.tried_out.is_empty() || share <= 0.0 || !may_stand_here(state, edition) {
        return None;
    }
    let mut random = Random::new(seed, stream::PRETEST + u64::from(state.seq()));
    if random.uniform() >= share {
        return None;
    }
    let fitting: Vec<usize> = edition.tried_out.iter().copied().filter(|place| fits(*place, state, edition)).collect();
    (!fitting.is_empty()).then(|| fitting[random.below(fitting.len() as u64) as usize])
}

/// Never the first question, never one of the last, and never more of them than the blueprint's share of the longest session.
fn may_stand_here(state: &State, edition: &Edition) -> bool {
    let counted = state.counted(edition);
    let tried = state.answers.iter().filter(|answer| !edition.counts(answer.item)).count() as u32;
    let limits = state.scope.limits(edition);
    counted >= 1 && counted + LAST <= limits.longest && tried < limits.tried_out
}

/// Whether this person may be asked it now: in their language, not met before, not given away, not too long, not one heavy question too many.
fn fits(place: usize, state: &State, edition: &Edition) -> bool {
    let item = &edition.pool[place];
    let remaining = i64::from(state.scope.limits(edition).seconds) - state.active / SECOND - i64::from(LAST) * TIME_FOR_EACH;
    let selection = &edition.blueprint.selection;
    let asked = || state.answers.iter().map(|answer| usize::from(answer.item));
    let is_tool = |item: &PoolItem| item.item.interaction.is_simulator();
    let tool_before = || asked().next_back().is_some_and(|last| is_tool(&edition.pool[last]));
    let tool_tried = || asked().map(|place| &edition.pool[place]).any(|item| item.standing == Standing::Pretest && is_tool(item));
    state.scope.includes(item.competence)
        && (!selection.own_language || item.language == state.language)
        && !(selection.only_fresh && item.fresh_until <= state.started_at)
        && i64::from(item.item.time) <= remaining
        && !state.avoid.contains(&(place as u16))
        && asked().all(|before| before != place && !item.enemies.contains(&before))
        && !(is_tool(item) && (tool_before() || tool_tried()))
}
