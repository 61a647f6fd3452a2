//! What an adaptive test is made of, as plain data.

use std::fmt;

use crate::assembly::{Constraints, ConstraintsError};
use crate::exposure::Control;
use crate::selection::{Bank, Rule};
use crate::stopping::Stopping;

/// An adaptive test: plain data that a blueprint composes and [`Administration`](super::Administration) runs.
#[derive(Clone, Debug, PartialEq)]
pub struct Design {
    /// Before the first answer.
    pub start: Start,
    /// Which item next.
    pub rule: Rule,
    /// The ability during the test, by which items are chosen.
    pub provisional: Estimator,
    /// The ability that is reported.
    pub last: Estimator,
    /// How the use of items is limited.
    pub exposure: Control,
    /// What may not be asked, or must be balanced.
    pub constraints: Constraints,
    /// When the test ends.
    pub stopping: Stopping,
}

/// The start of a test.
#[derive(Clone, Debug, PartialEq)]
pub struct Start {
    /// The provisional ability before the first answer.
    pub ability: f64,
    /// Items asked first, in this order, whatever the rule says. Usually none.
    pub items: Vec<usize>,
}

/// How an ability is estimated on one scale.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Estimator {
    /// The posterior's mean over the bank's grid and prior (EAP): the fastest, multiplied up answer by answer.
    ExpectedAPosteriori,
    /// The posterior's mode under a normal prior (MAP, Bayes modal).
    MaximumAPosteriori {
        /// The prior's mean.
        mean: f64,
        /// The prior's standard deviation.
        sd: f64,
    },
    /// Maximum likelihood on [−4, 4]: at an end until answers differ.
    MaximumLikelihood,
    /// Warm's weighted likelihood on [−4, 4].
    WeightedLikelihood,
}

/// Why a design cannot be run with a bank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DesignError {
    /// The ability at the start is not finite.
    StartAbility,
    /// An item at the start does not exist, or stands there twice.
    StartItem {
        /// The item named.
        item: usize,
    },
    /// The pace of a progressive or proportional rule makes no sense.
    Pace,
    /// The prior of an estimator is not a normal distribution.
    Prior,
    /// A number of exposure control is out of range, or there is not one for each item.
    Exposure,
    /// A stopping rule's numbers make no sense.
    Stopping {
        /// Its position.
        rule: usize,
    },
    /// The constraints do not fit the bank.
    Constraints(ConstraintsError),
}

impl fmt::Display for DesignError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::StartAbility => formatter.write_str("the ability at the start is not a finite number"),
            Self::StartItem { item } => write!(formatter, "item {item} of the start is not in the bank, or named twice"),
            Self::Pace => formatter.write_str("the selection rule needs a length of at least 1, a positive standard error and an acceleration from 0 to 100"),
            Self::Prior => formatter.write_str("an estimator's prior needs a finite mean and a positive standard deviation"),
            Self::Exposure => formatter.write_str("exposure control needs a count of at least 1, rates from 0 to 1, and one parameter for each item"),
            Self::Stopping { rule } => write!(formatter, "the numbers of stopping rule {rule} are out of range"),
            Self::Constraints(error) => error.fmt(formatter),
        }
    }
}

impl std::error::Error for DesignError {}

impl From<ConstraintsError> for DesignError {
    fn from(error: ConstraintsError) -> Self {
        Self::Constraints(error)
    }
}

impl Design {
    /// The classical test: the most informative item at a provisional EAP from ability 0, no constraint.
    pub fn maximum_information(stopping: Stopping) -> Self {
        Self {
            start: Start { ability: 0.0, items: Vec::new() },
            rule: Rule::MaximumInformation,
            provisional: Estimator::ExpectedAPosteriori,
            last: Estimator::ExpectedAPosteriori,
            exposure: Control::None,
            constraints: Constraints::default(),
            stopping,
        }
    }

    /// Whether the design can be run with this bank.
    pub fn check(&self, bank: &Bank) -> Result<(), DesignError> {
        if !self.start.ability.is_finite() {
            return Err(DesignError::StartAbility);
        }
        for (place, item) in self.start.items.iter().enumerate() {
            if *item >= bank.len() || self.start.items[..place].contains(item) {
                return Err(DesignError::StartItem { item: *item });
            }
        }
        if let Rule::Progressive(pace) | Rule::Proportional(pace) = &self.rule
            && !pace.is_valid()
        {
            return Err(DesignError::Pace);
        }
        for estimator in [self.provisional, self.last] {
            if let Estimator::MaximumAPosteriori { mean, sd } = estimator
                && !(mean.is_finite() && sd.is_finite() && sd > 0.0)
            {
                return Err(DesignError::Prior);
            }
        }
        if !self.exposure.is_valid(bank.len()) {
            return Err(DesignError::Exposure);
        }
        if let Some(rule) = self.stopping.any.iter().position(|rule| !rule.is_valid()) {
            return Err(DesignError::Stopping { rule });
        }
        self.constraints.check(bank.len())?;
        Ok(())
    }
}
