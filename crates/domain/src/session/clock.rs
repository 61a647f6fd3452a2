//! The clock of an exam: that of the wall less the pauses, whoever looks at it and whenever.
//!
//! It needs nothing that runs: what is left follows from the state and the time of day, so that a server that was killed finds it right.

use super::{State, Status};
use crate::bank::Edition;
use crate::blueprint::SECOND;

/// The longest time that one question counts for, in microseconds: in an exam all of it.
pub(super) fn longest_answer(edition: &Edition) -> i64 {
    if edition.blueprint.exam.is_some() { i64::MAX } else { i64::from(edition.blueprint.stopping.longest_answer) * SECOND }
}

impl State {
    /// Time left at `now`, in microseconds, never negative; it stands still during a pause.
    ///
    /// Time spent on a question that was set aside is not counted.
    pub fn remaining(&self, edition: &Edition, now: i64) -> i64 {
        if self.status == Status::Finished { 0 } else { self.left(edition, now).max(0) }
    }

    /// When the time is over if nothing changes, in microseconds UTC; none during a pause, and once it is over.
    pub fn deadline(&self, edition: &Edition) -> Option<i64> {
        let since = self.current.as_ref().filter(|_| self.status == Status::Open)?.since?;
        Some(since + self.left(edition, since))
    }

    /// Whether the time of an exam is over, and the seconds of grace for an answer on its way too.
    pub fn is_overdue(&self, edition: &Edition, now: i64) -> bool {
        let Some(exam) = &edition.blueprint.exam else { return false };
        self.status == Status::Open && self.left(edition, now) < -i64::from(exam.grace) * SECOND
    }

    fn left(&self, edition: &Edition, now: i64) -> i64 {
        let all = i64::from(self.scope.limits(edition).seconds) + i64::from(self.extra);
        let on_the_table = self.current.as_ref().map_or(0, |current| current.spent + current.since.map_or(0, |since| (now - since).max(0)));
        all * SECOND - self.active - on_the_table
    }
}
