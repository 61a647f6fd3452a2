//! One person's test under way.

use crate::ability::{Bound, Estimate};
use crate::selection::{Bank, Evidence};
use crate::stopping::Reason;

/// The state of one test, with the memory that choosing needs: made once by [`Administration::session`](super::Administration::session), used again for the next person by
/// [`Administration::begin`](super::Administration::begin) without allocating.
#[derive(Clone, Debug)]
pub struct Session {
    pub(super) answers: Vec<(usize, usize)>,
    pub(super) items: Vec<usize>,
    pub(super) evidence: Evidence,
    pub(super) estimate: Estimate,
    pub(super) before: Option<Estimate>,
    pub(super) seconds: f64,
    /// Why each item may not be asked: bits of [`barred`].
    pub(super) barred: Vec<u8>,
    /// What each item is: bits of [`nature`]. Not person by person.
    pub(super) nature: Vec<u8>,
    /// Items that were the best when they were looked at, asked or put aside (Sympson and Hetter's "selected").
    pub(super) selected: Vec<usize>,
    /// The item chosen and not yet answered.
    pub(super) pending: Option<usize>,
    /// Items that content, spacing and shadow test leave at this step.
    pub(super) allowed: Vec<bool>,
    pub(super) mask: Vec<bool>,
    pub(super) values: Vec<f64>,
    pub(super) classes: Vec<usize>,
    pub(super) sorted: Vec<(usize, usize)>,
    pub(super) last_evidence: Evidence,
}

/// Why an item may not be asked.
pub(super) mod barred {
    pub const ASKED: u8 = 1;
    pub const EXCLUDED: u8 = 2;
    pub const ENEMY: u8 = 4;
    pub const INELIGIBLE: u8 = 8;
    pub const PUT_ASIDE: u8 = 16;
}

/// What to do next.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step {
    /// Ask this item, and call [`Administration::answer`](super::Administration::answer).
    Ask(usize),
    /// The test is over.
    Stop(Reason),
}

/// How a test ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outcome {
    /// The final estimate.
    pub estimate: Estimate,
    /// Why the test ended.
    pub reason: Reason,
    /// How many items were asked.
    pub length: usize,
}

impl Session {
    pub(super) fn new(bank: &Bank) -> Self {
        Self {
            answers: Vec::with_capacity(bank.len()),
            items: Vec::with_capacity(bank.len()),
            evidence: Evidence::new(bank.grid()),
            estimate: Estimate { theta: 0.0, standard_error: bank.grid().prior().1, bound: Bound::Inside },
            before: None,
            seconds: 0.0,
            barred: vec![0; bank.len()],
            nature: vec![0; bank.len()],
            selected: Vec::with_capacity(bank.len()),
            pending: None,
            allowed: Vec::with_capacity(bank.len()),
            mask: Vec::with_capacity(bank.len()),
            values: Vec::with_capacity(bank.len()),
            classes: Vec::new(),
            sorted: Vec::with_capacity(bank.len()),
            last_evidence: Evidence::new(bank.grid()),
        }
    }

    /// The items asked and answered, in the order of asking.
    pub fn items(&self) -> &[usize] {
        &self.items
    }

    /// Item and category of each answer, in the order of asking.
    pub fn answers(&self) -> &[(usize, usize)] {
        &self.answers
    }

    /// The provisional estimate; before the first answer, the ability of the start with the prior's standard deviation.
    pub fn estimate(&self) -> Estimate {
        self.estimate
    }

    /// The items that exposure control let through or put aside, in order, for [`next_parameters`](crate::exposure::next_parameters).
    pub fn selected(&self) -> &[usize] {
        &self.selected
    }

    /// Seconds spent so far.
    pub fn seconds(&self) -> f64 {
        self.seconds
    }
}
