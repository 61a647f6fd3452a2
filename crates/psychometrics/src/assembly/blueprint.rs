//! What a whole test must be, for a shadow test or a fixed form.

use super::ConstraintsError;

/// The constraints of a whole test, as plain data.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Blueprint {
    /// Exactly so many items.
    pub length: usize,
    /// Classes of items with bounds; an item may be in several, or in none.
    pub classes: Vec<ClassBounds>,
    /// Of each set at most one item.
    pub enemies: Vec<Vec<usize>>,
    /// Items that may not be in the test.
    pub excluded: Vec<usize>,
    /// A limit of the whole time.
    pub time: Option<TimeLimit>,
}

/// How many items of a class a test has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassBounds {
    /// The items of the class.
    pub items: Vec<usize>,
    /// At least so many.
    pub least: usize,
    /// At most so many.
    pub most: usize,
}

/// The time of a whole test.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeLimit {
    /// The expected seconds of each item of the bank.
    pub seconds: Vec<f64>,
    /// The most seconds of the test.
    pub most: f64,
}

/// The solver holds constraints to 1e-7: a test that is too long by a part in a million is not.
const TIME_SLACK: f64 = 1e-6;

impl Blueprint {
    /// Whether the blueprint fits a bank of so many items.
    pub fn check(&self, items: usize) -> Result<(), ConstraintsError> {
        if self.length == 0 || self.length > items {
            return Err(ConstraintsError::Length);
        }
        let named = self.classes.iter().flat_map(|class| &class.items).chain(self.enemies.iter().flatten()).chain(&self.excluded);
        if let Some(item) = named.copied().find(|item| *item >= items) {
            return Err(ConstraintsError::NoSuchItem { item });
        }
        if let Some(class) = self.classes.iter().position(|class| class.least > class.most) {
            return Err(ConstraintsError::Bounds { class });
        }
        if let Some(TimeLimit { seconds, most }) = &self.time {
            let is_time = |value: &f64| value.is_finite() && *value >= 0.0;
            if seconds.len() != items || !seconds.iter().all(is_time) || !is_time(most) || *most <= 0.0 {
                return Err(ConstraintsError::Times);
            }
        }
        Ok(())
    }

    /// Whether a test, given as distinct items, meets the blueprint.
    pub fn is_met_by(&self, test: &[usize]) -> bool {
        let is_distinct = test.iter().enumerate().all(|(place, item)| !test[..place].contains(item));
        let within = |items: &[usize]| test.iter().filter(|item| items.contains(item)).count();
        is_distinct
            && test.len() == self.length
            && self.classes.iter().all(|class| (class.least..=class.most).contains(&within(&class.items)))
            && self.enemies.iter().all(|set| within(set) <= 1)
            && within(&self.excluded) == 0
            && self.time.as_ref().is_none_or(|time| {
                let spent = test.iter().fold(0.0, |sum, item| sum + time.seconds.get(*item).copied().unwrap_or(f64::INFINITY));
                spent <= time.most * (1.0 + TIME_SLACK)
            })
    }
}
