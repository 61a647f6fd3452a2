//! Standard setting: from the judgement of a panel to a cut score on the ability scale.
//!
//! | method | what a judge does | module | source |
//! |---|---|---|---|
//! | Angoff, modified Angoff | says for each item with what probability a borderline person succeeds, in one or several rounds | [`angoff`] | Angoff, 1971 |
//! | Bookmark | places a mark in a booklet of items ordered by difficulty | [`bookmark`] | Lewis, Mitzel and Green, 1996 |
//! | Hofstee, Beuk | says what share of failures and what cut are acceptable | [`compromise`] | Hofstee, 1983; Beuk, 1984 |
//!
//! A cut score is a judgement, not a measurement: what can be computed is how far judges agree, how far each agrees with the items' known
//! difficulties, and how much the cut would change with another panel. An incomplete panel is refused: a judge who skipped the hard items
//! would set another standard.

pub mod angoff;
pub mod bookmark;
pub mod compromise;
mod panel;

pub use panel::{PanelCut, outliers};

use std::fmt;

use crate::model::{ItemModel, ModelError};

/// Why a panel's judgements do not make a cut score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StandardSettingError {
    /// Fewer than two judges: their agreement cannot be known.
    TooFewJudges,
    /// No item, or no round.
    NothingJudged,
    /// An item is not a response model.
    Model {
        /// Its place in the list.
        item: usize,
        /// What is wrong with it.
        error: ModelError,
    },
    /// A judge's list is not as long as there are items (or, in later rounds, judges).
    Incomplete {
        /// The round, from 0.
        round: usize,
        /// The judge, from 0.
        judge: usize,
    },
    /// A rating is missing (not a number) or outside the item's range of scores.
    BadRating {
        /// The round, from 0.
        round: usize,
        /// The judge, from 0.
        judge: usize,
        /// The item, from 0.
        item: usize,
    },
    /// The items' expected scores never reach the panel's: it asks for less than guessing gives, or for no less than everything.
    CutOutOfReach,
    /// The response probability is not between 0 and 1.
    BadResponseProbability,
    /// An item's curve never passes the response probability: its guessing is above it or its ceiling below.
    ItemOutOfReach {
        /// Its place in the list.
        item: usize,
    },
    /// A bookmark that is not a page of the booklet.
    NoSuchPage {
        /// The judge, from 0.
        judge: usize,
        /// The page asked for.
        page: usize,
    },
    /// An item with nominal categories has no order of scores.
    Nominal {
        /// Its place in the list.
        item: usize,
    },
    /// Acceptable cuts or failure rates in the wrong order, or outside their range.
    BadLimits {
        /// The judge, from 0.
        judge: usize,
    },
    /// There is no score to compute failure rates from, or one is not finite.
    NoScores,
    /// The line of compromise does not meet the curve of failures.
    NoCompromise,
}

impl fmt::Display for StandardSettingError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooFewJudges => formatter.write_str("a panel needs at least two judges"),
            Self::NothingJudged => formatter.write_str("there is no item or no round"),
            Self::Model { item, error } => write!(formatter, "item {item}: {error}"),
            Self::Incomplete { round, judge } => write!(formatter, "round {round}: the list of judge {judge} is not complete"),
            Self::BadRating { round, judge, item } => {
                write!(formatter, "round {round}: the rating of item {item} by judge {judge} is missing or not a score of the item")
            }
            Self::CutOutOfReach => formatter.write_str("no ability has the expected score that the panel asks for"),
            Self::BadResponseProbability => formatter.write_str("the response probability is not between 0 and 1"),
            Self::ItemOutOfReach { item } => write!(formatter, "the curve of item {item} never passes the response probability"),
            Self::NoSuchPage { judge, page } => write!(formatter, "judge {judge} marked page {page}, which the booklet does not have"),
            Self::Nominal { item } => write!(formatter, "item {item} has nominal categories, which have no order"),
            Self::BadLimits { judge } => write!(formatter, "the acceptable limits of judge {judge} are not in order or not in range"),
            Self::NoScores => formatter.write_str("there are no scores, or one is not a finite number"),
            Self::NoCompromise => formatter.write_str("the acceptable limits do not meet the observed failure rates"),
        }
    }
}

impl std::error::Error for StandardSettingError {}

fn check_items(items: &[ItemModel]) -> Result<(), StandardSettingError> {
    if items.is_empty() {
        return Err(StandardSettingError::NothingJudged);
    }
    for (item, model) in items.iter().enumerate() {
        model.validate().map_err(|error| StandardSettingError::Model { item, error })?;
        if matches!(model, ItemModel::Nrm { .. }) {
            return Err(StandardSettingError::Nominal { item });
        }
    }
    Ok(())
}

/// The ability range in which cuts are sought: far beyond any person.
const REACH: f64 = 1e4;

/// The ability at which an increasing curve passes a value, by bisection; none where it does not between −10⁴ and 10⁴.
fn ability_where(curve: impl Fn(f64) -> f64, value: f64) -> Option<f64> {
    let (mut low, mut high) = (-REACH, REACH);
    if curve(low) >= value || curve(high) <= value {
        return None;
    }
    loop {
        let middle = low + (high - low) / 2.0;
        if middle <= low || middle >= high {
            return Some(middle);
        }
        if curve(middle) < value {
            low = middle;
        } else {
            high = middle;
        }
    }
}

fn mean(values: &[f64]) -> f64 {
    values.iter().fold(0.0, |sum, value| sum + value) / values.len() as f64
}

/// The sample standard deviation; 0 for one value.
fn deviation(values: &[f64]) -> f64 {
    if values.len() < 2 {
        return 0.0;
    }
    let centre = mean(values);
    (values.iter().fold(0.0, |sum, value| sum + (value - centre) * (value - centre)) / (values.len() - 1) as f64).sqrt()
}

fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    if sorted.len() % 2 == 1 { sorted[middle] } else { 0.5 * (sorted[middle - 1] + sorted[middle]) }
}

/// Pearson's correlation; none where one side does not vary.
fn correlation(left: &[f64], right: &[f64]) -> Option<f64> {
    let (left_mean, right_mean) = (mean(left), mean(right));
    let (mut products, mut left_squares, mut right_squares) = (0.0, 0.0, 0.0);
    for (x, y) in left.iter().zip(right) {
        products += (x - left_mean) * (y - right_mean);
        left_squares += (x - left_mean) * (x - left_mean);
        right_squares += (y - right_mean) * (y - right_mean);
    }
    // Rounding leaves something of the squares of equal numbers.
    let tiny = |squares: f64, mean: f64, count: usize| squares <= 1e-24 * (1.0 + mean * mean) * count as f64;
    if tiny(left_squares, left_mean, left.len()) || tiny(right_squares, right_mean, right.len()) {
        return None;
    }
    Some((products / (left_squares * right_squares).sqrt()).clamp(-1.0, 1.0))
}
