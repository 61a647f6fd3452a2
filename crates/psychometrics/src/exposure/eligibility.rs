//! Maximum exposure by making items ineligible at random.

use crate::random::Random;

/// How often each item was eligible and asked so far: the memory of probabilistic eligibility (van der Linden and Veldkamp, 2004, 2007).
///
/// Before each person, item i is made eligible with probability min(1, r E / A), with r the largest rate allowed, E the number of persons for whom it
/// was eligible and A the number who were asked it: P(asked) ≤ r in the long run, without simulation beforehand, and adapting itself when the population changes. An item
/// nobody was asked is eligible. Where ineligibility leaves nothing to ask, [`Administration`](crate::administration::Administration) lifts it for that step.
///
/// Plain data, so that it can be stored between persons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Eligibility {
    /// For how many persons each item was eligible.
    pub eligible: Vec<u64>,
    /// How many persons were asked each item.
    pub asked: Vec<u64>,
}

impl Eligibility {
    /// No person yet.
    pub fn new(items: usize) -> Self {
        Self { eligible: vec![0; items], asked: vec![0; items] }
    }

    /// The probability that an item is eligible for the next person, `rate` being the largest exposure allowed, above 0 and at most 1. An item
    /// without counts is eligible.
    pub fn probability(&self, item: usize, rate: f64) -> f64 {
        match (self.eligible.get(item), self.asked.get(item)) {
            (Some(eligible), Some(asked)) if *asked > 0 => (rate * *eligible as f64 / *asked as f64).min(1.0),
            _ => 1.0,
        }
    }

    /// Which items are eligible for the next person: one number is drawn for each item.
    pub fn draw(&self, rate: f64, random: &mut Random) -> Vec<bool> {
        (0..self.eligible.len()).map(|item| random.uniform() < self.probability(item, rate)).collect()
    }

    /// Notes one person's test.
    pub fn record(&mut self, eligible: &[bool], asked: &[usize]) {
        for (count, was) in self.eligible.iter_mut().zip(eligible) {
            *count += u64::from(*was);
        }
        for item in asked {
            if let Some(count) = self.asked.get_mut(*item) {
                *count += 1;
                // Asked although ineligible, because nothing else was left: that counts as eligible, or the ratio would exceed 1.
                if !eligible.get(*item).copied().unwrap_or(true)
                    && let Some(count) = self.eligible.get_mut(*item)
                {
                    *count += 1;
                }
            }
        }
    }
}
