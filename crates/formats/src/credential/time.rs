//! Moments as credentials write them.

use domain::date::Day;

const SECOND: i64 = 1_000_000;

/// A moment in microseconds UTC as `2026-11-22T10:00:00Z`; parts of a second are left out.
pub fn moment(microseconds: i64) -> String {
    let day = Day::of(microseconds);
    let seconds = (microseconds - day.begins()).div_euclid(SECOND);
    format!("{day}T{:02}:{:02}:{:02}Z", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// A moment in whole seconds since 1970, as tokens write them.
pub(super) const fn seconds(microseconds: i64) -> i64 {
    microseconds.div_euclid(SECOND)
}
