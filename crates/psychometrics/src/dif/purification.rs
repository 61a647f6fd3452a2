//! The matching score without the items that the test flags, again and again.

use super::{Report, Untestable};

/// Tests all items against the score of the anchors; takes the flagged ones out of the anchors; again, until a round flags the
/// same items as the one before or `limit` rounds are over.
pub(super) fn purify<T>(items: usize, limit: usize, mut test: impl FnMut(&[bool]) -> Vec<Result<T, Untestable>>, is_flagged: impl Fn(&T) -> bool) -> Report<T> {
    let flags = |results: &[Result<T, Untestable>]| -> Vec<bool> { results.iter().map(|result| result.as_ref().is_ok_and(&is_flagged)).collect() };
    let mut anchors = vec![true; items];
    let mut results = test(&anchors);
    let mut flagged = flags(&results);
    let (mut rounds, mut settled) = (0, flagged.iter().all(|flag| !flag));
    while !settled && rounds < limit {
        rounds += 1;
        anchors = flagged.iter().map(|flag| !flag).collect();
        results = test(&anchors);
        let now = flags(&results);
        settled = now == flagged;
        flagged = now;
    }
    let listed = |marks: &[bool]| -> Vec<usize> { marks.iter().enumerate().filter(|(_, mark)| **mark).map(|(item, _)| item).collect() };
    Report { flagged: listed(&flagged), anchors: listed(&anchors), items: results, rounds, settled: settled || limit == 0 }
}
