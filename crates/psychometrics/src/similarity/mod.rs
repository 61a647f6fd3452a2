//! Do two persons' answers agree more than their abilities explain?
//!
//! | index | question | source |
//! |---|---|---|
//! | [`omega`] | the copier's matches with *this* source's answers, which are taken as given | Wollack, 1997 |
//! | [`generalised_binomial`] | matches between two persons who answer independently | van der Linden and Sotaridona, 2006 |
//!
//! Matching *wrong* answers says most: give items a nominal model of their options, not right and wrong only. A small p-value is a reason
//! to look at the seating
//! plan, not a verdict; with many pairs, divide the level by their number.

mod generalised_binomial;
mod omega;

pub use generalised_binomial::generalised_binomial;
pub use omega::omega;

use std::fmt;

use crate::model::{ItemModel, ModelError};

/// What was seen and what was expected.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Similarity {
    /// How many items both answered.
    pub items: usize,
    /// On how many of them they chose the same category.
    pub matches: usize,
    /// How many were expected.
    pub expected: f64,
    /// (matches − expected) / standard deviation.
    pub statistic: f64,
    /// The probability of as many matches or more, if nobody copied.
    pub p_value: f64,
}

/// Why two persons cannot be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SimilarityError {
    /// There are not as many answers as items.
    LengthsDiffer,
    /// An item is not a response model.
    Model {
        /// The item, from 0.
        item: usize,
        /// What is wrong with it.
        error: ModelError,
    },
    /// An answer is in a category that its item does not have.
    NoSuchCategory {
        /// The item, from 0.
        item: usize,
        /// The category asked for.
        category: usize,
    },
    /// An ability is infinite or not a number.
    NotFinite,
    /// No item was answered by both, or every match was certain.
    NothingToCompare,
}

impl fmt::Display for SimilarityError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::LengthsDiffer => formatter.write_str("there are not as many answers as items"),
            Self::Model { item, error } => write!(formatter, "item {item}: {error}"),
            Self::NoSuchCategory { item, category } => write!(formatter, "item {item} has no category {category}"),
            Self::NotFinite => formatter.write_str("an ability is not a finite number"),
            Self::NothingToCompare => formatter.write_str("there is nothing to compare"),
        }
    }
}

impl std::error::Error for SimilarityError {}

/// The items that both answered, with the two categories, in an order that does not depend on that of the items.
fn shared<'a>(items: &'a [ItemModel], first: &[Option<usize>], second: &[Option<usize>]) -> Result<Vec<(&'a ItemModel, usize, usize)>, SimilarityError> {
    if items.len() != first.len() || items.len() != second.len() {
        return Err(SimilarityError::LengthsDiffer);
    }
    let mut both = Vec::new();
    for (item, model) in items.iter().enumerate() {
        model.validate().map_err(|error| SimilarityError::Model { item, error })?;
        for category in [first[item], second[item]].into_iter().flatten() {
            if category >= model.categories() {
                return Err(SimilarityError::NoSuchCategory { item, category });
            }
        }
        if let (Some(first), Some(second)) = (first[item], second[item]) {
            both.push((model, first, second));
        }
    }
    both.sort_by(|left, right| left.0.canonical_order(right.0).then_with(|| (left.1, left.2).cmp(&(right.1, right.2))));
    Ok(both)
}
