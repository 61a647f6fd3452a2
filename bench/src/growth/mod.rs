//! Whether what is asked of a large installation takes longer than of a small one: every page and request, every statement.

pub mod cold;
pub mod requests;
pub mod sample;
pub mod statements;

use std::collections::BTreeMap;

/// Microseconds of each thing that was timed.
pub type Times = BTreeMap<&'static str, Vec<u32>>;

/// Notes one.
pub fn note(times: &mut Times, what: &'static str, begun: std::time::Instant) {
    times.entry(what).or_default().push(u32::try_from(begun.elapsed().as_micros()).unwrap_or(u32::MAX));
}
