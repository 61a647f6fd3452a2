//! Sum scores: how probable each one is, what it says about ability, and which scores of two tests mean the same.
//!
//! A sum score is the sum of the categories' numbers: 1 for a right answer, k for category k of a graded item. Nominal
//! categories have no order; their sums are computed as numbered, for what that is worth.
//!
//! | question | function | source |
//! |---|---|---|
//! | how probable is each score at an ability? | [`score_distribution`] | Lord and Wingersky, 1984; Thissen, Pommerich, Billeaud and Williams, 1995 |
//! | how probable is each score in a population? | [`ScoreTable::probabilities`] | the same |
//! | which ability does a score speak for? | [`ScoreTable::estimates`] | Thissen and Orlando, 2001 |
//! | which score of test Y is worth a score of test X? | [`equating::true_score`], [`equating::observed_score`] | Lord, 1980; Kolen and Brennan, 2014 |

mod distribution;
pub mod equating;
mod table;

pub use distribution::{expected_score, maximum_score, score_distribution};
pub use table::{ScoreRow, ScoreTable};

use std::fmt;

use crate::model::ModelError;

/// Why sum scores cannot be computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScoreError {
    /// There is no item.
    NoItem,
    /// An item is not a response model.
    Model {
        /// The item, from 0.
        item: usize,
        /// What is wrong with it.
        error: ModelError,
    },
    /// An ability is infinite or not a number.
    NotFinite,
    /// A quadrature node is not finite or has a negative weight, or none has any weight.
    Nodes,
    /// A list of counts has not one entry for each score.
    LengthsDiffer {
        /// How many scores there are.
        scores: usize,
        /// How many counts were given.
        counts: usize,
    },
}

impl fmt::Display for ScoreError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoItem => formatter.write_str("there is no item"),
            Self::Model { item, error } => write!(formatter, "item {item}: {error}"),
            Self::NotFinite => formatter.write_str("an ability is not a finite number"),
            Self::Nodes => formatter.write_str("the quadrature nodes are not finite, have negative weights, or carry no weight"),
            Self::LengthsDiffer { scores, counts } => write!(formatter, "there are {scores} scores and {counts} counts"),
        }
    }
}

impl std::error::Error for ScoreError {}

/// A test has an item, and each is a response model.
pub(crate) fn check_items(items: &[crate::model::ItemModel]) -> Result<(), ScoreError> {
    if items.is_empty() {
        return Err(ScoreError::NoItem);
    }
    for (item, model) in items.iter().enumerate() {
        model.validate().map_err(|error| ScoreError::Model { item, error })?;
    }
    Ok(())
}

/// Nodes with finite places, weights that are not negative, and some weight. The sum of the weights.
pub(crate) fn check_nodes(nodes: &[crate::quadrature::Node]) -> Result<f64, ScoreError> {
    let is_sound = nodes.iter().all(|node| node.point.is_finite() && node.weight.is_finite() && node.weight >= 0.0);
    let total = nodes.iter().fold(0.0, |sum, node| sum + node.weight);
    if is_sound && total > 0.0 && total.is_finite() { Ok(total) } else { Err(ScoreError::Nodes) }
}
