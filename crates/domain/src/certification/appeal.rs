//! Appeals: who may ask for another look, until when, and who may answer.

use crate::blueprint::SECOND;
use crate::refusal::Refusal;
use crate::words::words;

words! {
    /// Where an appeal stands.
    AppealStatus {
        /// It waits for an answer.
        Open => "open",
        /// It has one.
        Answered => "answered",
    }
}

words! {
    /// What was answered.
    AppealOutcome {
        /// The decision was changed.
        Upheld => "upheld",
        /// The decision stands.
        Dismissed => "dismissed",
    }
}

/// How long after publication one may appeal: two months, counted as 61 days so that nobody is short of one.
pub const PERIOD: i64 = 61 * 24 * 3600 * SECOND;

/// Until when one may appeal against results published then, microseconds UTC.
pub const fn until(published_at: i64) -> i64 {
    published_at + PERIOD
}

/// Whether an appeal may be made now. One for each sitting: its answer is the last word of the jury, and says where one goes next.
///
/// # Errors
/// [`Refusal::NotFound`] before publication, [`Refusal::AppealMade`], [`Refusal::AppealLate`].
pub fn may_appeal(published_at: Option<i64>, earlier: usize, now: i64) -> Result<(), Refusal> {
    let published_at = published_at.ok_or(Refusal::NotFound)?;
    if earlier > 0 {
        Err(Refusal::AppealMade)
    } else if now > until(published_at) {
        Err(Refusal::AppealLate)
    } else {
        Ok(())
    }
}

/// Whether `by` may answer: they had no part in any decision on the sitting.
///
/// # Errors
/// [`Refusal::AppealSettled`], [`Refusal::OwnDecision`].
pub fn may_answer(status: AppealStatus, decided: &[u128], by: u128) -> Result<(), Refusal> {
    match status {
        AppealStatus::Answered => Err(Refusal::AppealSettled),
        AppealStatus::Open if decided.contains(&by) => Err(Refusal::OwnDecision),
        AppealStatus::Open => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_appeals_once_and_within_two_months_of_publication() {
        assert_eq!(may_appeal(None, 0, 5), Err(Refusal::NotFound));
        assert_eq!(may_appeal(Some(10), 0, 10 + PERIOD), Ok(()));
        assert_eq!(may_appeal(Some(10), 0, 11 + PERIOD), Err(Refusal::AppealLate));
        assert_eq!(may_appeal(Some(10), 1, 20), Err(Refusal::AppealMade));
    }

    #[test]
    fn who_decided_does_not_answer() {
        assert_eq!(may_answer(AppealStatus::Open, &[1, 2], 3), Ok(()));
        assert_eq!(may_answer(AppealStatus::Open, &[1, 2], 2), Err(Refusal::OwnDecision));
        assert_eq!(may_answer(AppealStatus::Answered, &[], 3), Err(Refusal::AppealSettled));
    }
}
