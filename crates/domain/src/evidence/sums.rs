//! The sums: whole numbers, so that no order of sessions and no number of servers changes a bit.

use std::collections::BTreeMap;

/// How many groups of ability there are.
pub const BINS: usize = 8;
/// The upper ends of all but the last, in the unit of abilities: about as many people in each.
const ENDS: [f64; BINS - 1] = [-1.2, -0.8, -0.4, 0.0, 0.4, 0.8, 1.2];
/// Groups of fewer people are not shown.
pub const SMALLEST_GROUP: u64 = 10;

/// The group of an ability, from 0.
pub fn bin_of(ability: f64) -> usize {
    ENDS.partition_point(|end| *end <= ability)
}

/// Which answers a row of sums is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slice {
    /// All of them, by ability.
    All,
    /// Those of a month, `YYYY-MM`, UTC; all abilities together.
    Month(String),
    /// Those of people of a family of trades, by ability.
    Trade(String),
    /// Those of people who work in a setting, by ability.
    Setting(String),
}

impl Slice {
    /// As stored: the kind and the value.
    pub fn stored(&self) -> (&'static str, &str) {
        match self {
            Self::All => ("all", ""),
            Self::Month(month) => ("month", month),
            Self::Trade(family) => ("trade", family),
            Self::Setting(setting) => ("setting", setting),
        }
    }

    /// Read back; none for a kind that this version does not know.
    pub fn from_stored(kind: &str, value: &str) -> Option<Self> {
        Some(match kind {
            "all" => Self::All,
            "month" => Self::Month(value.to_owned()),
            "trade" => Self::Trade(value.to_owned()),
            "setting" => Self::Setting(value.to_owned()),
            _ => return None,
        })
    }
}

/// What is known of a group of answers to one item. Abilities are in millionths, times in milliseconds, logarithms in millionths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sums {
    /// How many.
    pub answers: i64,
    /// Of these, "I don't know".
    pub unknown: i64,
    /// Of these, everything right.
    pub full: i64,
    /// Σ points.
    pub points: i64,
    /// Σ points².
    pub squares: i64,
    /// Σ ability by the other answers.
    pub ability: i64,
    /// Σ ability².
    pub ability_squares: i64,
    /// Σ ability × points.
    pub cross: i64,
    /// Σ variance of that ability: how unsure it is.
    pub variance: i64,
    /// Σ time.
    pub time: i64,
    /// Σ ln(time).
    pub log_time: i64,
    /// Σ ln(time)².
    pub log_time_squares: i64,
}

impl Sums {
    /// How many numbers there are.
    pub const COUNT: usize = 12;

    /// In the order in which they are declared.
    pub const fn to_array(self) -> [i64; Self::COUNT] {
        [
            self.answers,
            self.unknown,
            self.full,
            self.points,
            self.squares,
            self.ability,
            self.ability_squares,
            self.cross,
            self.variance,
            self.time,
            self.log_time,
            self.log_time_squares,
        ]
    }

    /// From the same order.
    pub const fn from_array(sums: [i64; Self::COUNT]) -> Self {
        let [answers, unknown, full, points, squares, ability, ability_squares, cross, variance, time, log_time, log_time_squares] = sums;
        Self { answers, unknown, full, points, squares, ability, ability_squares, cross, variance, time, log_time, log_time_squares }
    }

    /// Adds others.
    pub fn add(&mut self, other: &Self) {
        let mut sums = self.to_array();
        for (sum, more) in sums.iter_mut().zip(other.to_array()) {
            *sum += more;
        }
        *self = Self::from_array(sums);
    }
}

/// How often something was answered, and by whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ChoiceSums {
    /// How often.
    pub answers: i64,
    /// Σ ability by the other answers, in millionths.
    pub ability: i64,
}

/// Everything that is kept of one version of an item.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ItemSums {
    /// By slice and group of ability ([`bin_of`]; 0 for months).
    pub slices: BTreeMap<(Slice, u8), Sums>,
    /// By class of answer ([`crate::item::classes`]).
    pub choices: BTreeMap<String, ChoiceSums>,
}

impl ItemSums {
    /// Adds others of the same item.
    pub fn add(&mut self, other: &Self) {
        for (key, sums) in &other.slices {
            self.slices.entry(key.clone()).or_default().add(sums);
        }
        for (class, sums) in &other.choices {
            let own = self.choices.entry(class.clone()).or_default();
            own.answers += sums.answers;
            own.ability += sums.ability;
        }
    }

    /// The sums of a slice at each group of ability.
    pub fn bins(&self, slice: &Slice) -> [Sums; BINS] {
        let mut bins = [Sums::default(); BINS];
        for (bin, sums) in bins.iter_mut().enumerate() {
            *sums = self.slices.get(&(slice.clone(), bin as u8)).copied().unwrap_or_default();
        }
        bins
    }

    /// The sums of a slice, all abilities together.
    pub fn total(&self, slice: &Slice) -> Sums {
        self.bins(slice).iter().fold(Sums::default(), |mut total, bin| {
            total.add(bin);
            total
        })
    }

    /// The slices of which something is kept.
    pub fn kept(&self) -> impl Iterator<Item = &Slice> {
        let mut last = None;
        self.slices.keys().map(|(slice, _)| slice).filter(move |slice| last.replace(*slice) != Some(*slice))
    }
}
