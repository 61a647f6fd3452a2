//! Learning a bank from its answers.

use crate::bank::Parameters;

/// An answer as calibration needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answer {
    /// Place of the item in the pool that is calibrated.
    pub item: u16,
    /// Points won.
    pub won: u8,
    /// Whether it counted for its person: an item that is only tried did not, and says nothing of the ability.
    pub counts: bool,
}

/// The answers of one finished session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// In any order.
    pub answers: Vec<Answer>,
}

/// How to calibrate. [`Settings::default`] suits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// The most rounds.
    pub rounds: u32,
    /// The search ends when no difficulty moved by more than this.
    pub tolerance: f64,
    /// Answers that an item needs for a slope of its own.
    pub own_slope: u64,
}

impl Default for Settings {
    /// Twenty rounds, a fiftieth of a standard deviation of ability, 200 answers (DESIGN §4).
    fn default() -> Self {
        Self { rounds: 20, tolerance: 0.02, own_slope: 200 }
    }
}

/// How far it is, told after each group of sessions.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Progress {
    /// The round, from 1.
    pub round: u32,
    /// Sessions read in it.
    pub sessions: usize,
    /// Sessions in all.
    pub of: usize,
    /// The largest move of a difficulty in the round before.
    pub moved: f64,
}

/// What was learned of each item of the pool.
#[derive(Debug, Clone, PartialEq)]
pub struct Learned {
    /// In the order of the pool.
    pub parameters: Vec<Parameters>,
    /// Answers of each.
    pub answers: Vec<u64>,
    /// Rounds that were run.
    pub rounds: u32,
    /// Whether the last one moved nothing that matters.
    pub settled: bool,
    /// Slope of items with few answers.
    pub shared_slope: f64,
}
