//! What may not stand together in a test.

use std::fmt;

use super::{Blueprint, Content};

/// What an adaptive test may not do, item by item. The default has no constraint.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Constraints {
    /// Items that are never asked.
    pub excluded: Vec<usize>,
    /// Sets of enemies: of each, at most one item is asked (one gives the other's answer away).
    pub enemies: Vec<Vec<usize>>,
    /// Items that may not follow each other closely.
    pub spacing: Option<Spacing>,
    /// Classes of content kept in proportion.
    pub content: Option<Content>,
    /// A shadow test: every item asked belongs to a whole test that meets the blueprint. Needs the feature `shadow-test`.
    pub shadow: Option<Blueprint>,
}

/// Heavy items (long texts, cases) kept apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spacing {
    /// The heavy items.
    pub heavy: Vec<usize>,
    /// How many other items must stand between two of them.
    pub gap: usize,
}

/// Why constraints do not fit a bank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConstraintsError {
    /// An item named does not exist.
    NoSuchItem {
        /// The item named.
        item: usize,
    },
    /// There is not one class for each item, or a class without a target.
    Classes,
    /// The targets are not positive numbers.
    Targets,
    /// The bounds of a class of the blueprint contradict each other.
    Bounds {
        /// The class.
        class: usize,
    },
    /// The times of the blueprint are not one finite number ≥ 0 for each item.
    Times,
    /// The blueprint's length is 0, or more than the bank has items.
    Length,
    /// A shadow test was asked for, and the crate was built without the feature `shadow-test`.
    NoSolver,
}

impl fmt::Display for ConstraintsError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSuchItem { item } => write!(formatter, "the constraints name item {item}, which the bank does not have"),
            Self::Classes => formatter.write_str("the content needs one class for each item, and a target for each class"),
            Self::Targets => formatter.write_str("the targets of the content are not numbers from 0 upwards of which one is positive"),
            Self::Bounds { class } => write!(formatter, "class {class} of the blueprint wants more items than it allows"),
            Self::Times => formatter.write_str("the blueprint needs one time of 0 seconds or more for each item, and a positive whole"),
            Self::Length => formatter.write_str("the length of the blueprint is not between 1 and the number of items"),
            Self::NoSolver => formatter.write_str("a shadow test needs the feature shadow-test"),
        }
    }
}

impl std::error::Error for ConstraintsError {}

impl Constraints {
    /// Whether the constraints fit a bank of so many items.
    pub fn check(&self, items: usize) -> Result<(), ConstraintsError> {
        let named = self.excluded.iter().chain(self.enemies.iter().flatten()).chain(self.spacing.iter().flat_map(|spacing| &spacing.heavy));
        if let Some(item) = named.copied().find(|item| *item >= items) {
            return Err(ConstraintsError::NoSuchItem { item });
        }
        if let Some(content) = &self.content {
            if content.classes.len() != items || content.classes.iter().any(|class| *class >= content.targets.len()) {
                return Err(ConstraintsError::Classes);
            }
            let is_share = |target: &f64| target.is_finite() && *target >= 0.0;
            if !content.targets.iter().all(is_share) || content.targets.iter().all(|target| *target <= 0.0) {
                return Err(ConstraintsError::Targets);
            }
        }
        if let Some(blueprint) = &self.shadow {
            if cfg!(not(feature = "shadow-test")) {
                return Err(ConstraintsError::NoSolver);
            }
            blueprint.check(items)?;
        }
        Ok(())
    }
}
