//! What was answered to each question.

use std::collections::BTreeMap;

/// One question that a person answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Digest of the version of the item.
    pub hash: Vec<u8>,
    /// The item.
    pub item: String,
    /// What they add.
    pub sums: AskedSums,
}

/// Answers of some people to one version of an item, one a person.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AskedSums {
    /// How many.
    pub answers: i64,
    /// Of these, everything right.
    pub full: i64,
    /// Of these, "I don't know".
    pub unknown: i64,
    /// Σ points won.
    pub won: i64,
    /// Σ points to win.
    pub points: i64,
    /// How many gave each authored answer ([`crate::item::classes`]).
    pub classes: BTreeMap<String, i64>,
}

impl AskedSums {
    /// Adds others. The order does not matter.
    pub fn add(&mut self, other: &Self) {
        self.answers += other.answers;
        self.full += other.full;
        self.unknown += other.unknown;
        self.won += other.won;
        self.points += other.points;
        for (class, count) in &other.classes {
            *self.classes.entry(class.clone()).or_default() += count;
        }
    }
}

/// How a question was missed.
#[derive(Debug, Clone, PartialEq)]
pub struct Missed {
    /// How many answered it.
    pub answers: i64,
    /// Share of them who had not everything right.
    pub share: f64,
    /// Where that share lies with 95 % (Wilson, 1927): few answers say little.
    pub interval: (f64, f64),
    /// Share who said that they do not know.
    pub unknown: f64,
    /// Authored answers with the share who gave them, the most frequent first.
    pub given: Vec<(String, f64)>,
}

/// How this question was missed; none without an answer.
pub fn missed(sums: &AskedSums) -> Option<Missed> {
    if sums.answers <= 0 {
        return None;
    }
    let n = sums.answers as f64;
    let share = (sums.answers - sums.full) as f64 / n;
    let mut given: Vec<(String, f64)> = sums.classes.iter().map(|(class, count)| (class.clone(), *count as f64 / n)).collect();
    given.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    Some(Missed { answers: sums.answers, share, interval: wilson(share, n), unknown: sums.unknown as f64 / n, given })
}

fn wilson(share: f64, n: f64) -> (f64, f64) {
    const Z: f64 = 1.959_963_984_540_054;
    let z2 = Z * Z;
    let centre = (share + z2 / (2.0 * n)) / (1.0 + z2 / n);
    let reach = Z / (1.0 + z2 / n) * (share * (1.0 - share) / n + z2 / (4.0 * n * n)).sqrt();
    ((centre - reach).max(0.0), (centre + reach).min(1.0))
}
