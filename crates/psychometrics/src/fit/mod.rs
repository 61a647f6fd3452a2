//! Do the items, and the test as a whole, answer as the model says?
//!
//! | question | function | source |
//! |---|---|---|
//! | does this item's curve hold? | [`s_x2`] | Orlando and Thissen, 2000, 2003; Kang and Chen, 2008 |
//! | is this item noisier or more predictable than expected? | [`mean_squares`] | Wright and Masters, 1982 |
//! | do two items share more than the ability? | [`q3`], [`local_dependence`] | Yen, 1984; Chen and Thissen, 1997 |
//! | does the whole model hold? | [`limited_information`] | Maydeu-Olivares and Joe, 2006; Cai and Hansen, 2013; Cai and Monroe, 2014 |
//! | which of two models? | [`InformationCriteria`] | Akaike, 1974; Schwarz, 1978 |
//! | what does misfit look like? | [`empirical_curve`] | Bock, 1972; Yen, 1981 |
//!
//! Everything here takes items whose parameters are known or estimated elsewhere, the population as a [`LatentNormal`], and a
//! table of [`Responses`]. Nothing is NaN: what cannot be computed is an error or says so in the result.
//!
//! **Missing answers.** Statistics built on the sum score ([`s_x2`]) and on joint moments ([`limited_information`]) use the persons who
//! answered every item, and report how many were left out. Statistics built on residuals ([`mean_squares`], [`q3`]) and on pairs
//! ([`local_dependence`]) use every answer, or every person who answered both items.

mod collapse;
mod empirical_curve;
mod free_parameters;
mod indices;
mod information_criteria;
mod latent;
mod limited_information;
mod local_dependence;
mod mean_square;
mod posterior_means;
mod q3;
mod s_x2;

pub use empirical_curve::{EmpiricalPoint, empirical_curve};
pub use free_parameters::{FreeParameters, parameter_count, probability_gradient};
pub use indices::{comparative_fit_index, rmsea, rmsea_interval, tucker_lewis_index};
pub use information_criteria::{Deviance, InformationCriteria, pattern_deviance};
pub use latent::LatentNormal;
pub use limited_information::{LatentGradient, LimitedInformationSettings, ModelFit, Moments, limited_information};
pub use local_dependence::{PairDependence, local_dependence};
pub use mean_square::{ItemMeanSquares, MeanSquare, mean_squares};
pub use posterior_means::{PosteriorMoments, posterior_means};
pub use q3::{Q3, Q3Critical, q3, q3_critical};
pub use s_x2::{ItemFit, ItemFitReport, ItemFitSettings, Outcome, ScoreGroup, s_x2};

use std::fmt;

use crate::model::{ItemModel, ModelError};
use crate::responses::Responses;

/// Why fit cannot be judged.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FitError {
    /// There are not as many models as items in the data.
    ItemsDiffer {
        /// How many models were given.
        models: usize,
        /// How many items the data have.
        items: usize,
    },
    /// There are not as many abilities as persons in the data.
    PersonsDiffer {
        /// How many abilities were given.
        abilities: usize,
        /// How many persons the data have.
        persons: usize,
    },
    /// An item's parameters are no response model.
    Model {
        /// The item, from 0.
        item: usize,
        /// What is wrong with it.
        error: ModelError,
    },
    /// An answer is in a category that its item does not have.
    NoSuchCategory {
        /// The person, from 0.
        person: usize,
        /// The item, from 0.
        item: usize,
        /// The category of the answer.
        category: u8,
    },
    /// An ability is infinite or not a number.
    AbilityNotFinite {
        /// The person, from 0.
        person: usize,
    },
    /// The population's mean is not finite, its variance not positive, or its grid not a grid.
    Latent,
    /// The statistic is about several items.
    TooFewItems,
    /// The statistic needs persons who answered every item; there are fewer than two.
    TooFewCompletePersons {
        /// How many persons answered every item.
        complete: usize,
    },
    /// Everybody gave the same answer to an item: correlations with it do not exist.
    OneCategoryOnly {
        /// The item, from 0.
        item: usize,
    },
    /// A parameter was declared that its item does not have.
    NoSuchParameter {
        /// The item, from 0.
        item: usize,
        /// The parameter, from 0.
        parameter: usize,
    },
    /// The model has as many parameters as the data have moments, or more: nothing is left to test it with.
    NoDegreesOfFreedom {
        /// How many moments there are.
        moments: usize,
        /// How many of them the parameters can follow.
        parameters: usize,
    },
    /// There are more moments than memory should be asked for.
    TooManyMoments {
        /// How many there are.
        moments: usize,
        /// How many are allowed.
        limit: usize,
    },
    /// Under the model some moment is certain, or follows from others: the statistic is not defined. An item that everybody solves, or
    /// an item entered twice, does this.
    Degenerate,
    /// A number given is not finite, or out of range.
    OutOfRange,
}

impl fmt::Display for FitError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ItemsDiffer { models, items } => write!(formatter, "{models} models for {items} items"),
            Self::PersonsDiffer { abilities, persons } => write!(formatter, "{abilities} abilities for {persons} persons"),
            Self::Model { item, error } => write!(formatter, "item {item}: {error}"),
            Self::NoSuchCategory { person, item, category } => {
                write!(formatter, "person {person} answered category {category} of item {item}, which does not exist")
            }
            Self::AbilityNotFinite { person } => write!(formatter, "the ability of person {person} is not a finite number"),
            Self::Latent => formatter.write_str("the population needs a finite mean, a positive variance and a grid of at least two nodes"),
            Self::TooFewItems => formatter.write_str("at least two items are needed"),
            Self::TooFewCompletePersons { complete } => write!(formatter, "only {complete} persons answered every item"),
            Self::OneCategoryOnly { item } => write!(formatter, "everybody gave the same answer to item {item}"),
            Self::NoSuchParameter { item, parameter } => write!(formatter, "item {item} has no parameter {parameter}"),
            Self::NoDegreesOfFreedom { moments, parameters } => {
                write!(formatter, "no degree of freedom is left: {moments} moments, {parameters} parameters")
            }
            Self::TooManyMoments { moments, limit } => write!(formatter, "{moments} moments, more than {limit}"),
            Self::Degenerate => formatter.write_str("under the model some moment is certain or follows from others"),
            Self::OutOfRange => formatter.write_str("a number is not finite or out of range"),
        }
    }
}

impl std::error::Error for FitError {}

/// Models and data belong together.
fn check(responses: &Responses, items: &[ItemModel]) -> Result<(), FitError> {
    if items.len() != responses.items() {
        return Err(FitError::ItemsDiffer { models: items.len(), items: responses.items() });
    }
    for (item, model) in items.iter().enumerate() {
        model.validate().map_err(|error| FitError::Model { item, error })?;
    }
    for person in 0..responses.persons() {
        if let Some((item, category)) = responses.answers(person).find(|(item, category)| usize::from(*category) >= items[*item].categories()) {
            return Err(FitError::NoSuchCategory { person, item, category });
        }
    }
    Ok(())
}

fn check_abilities(responses: &Responses, abilities: &[f64]) -> Result<(), FitError> {
    if abilities.len() != responses.persons() {
        return Err(FitError::PersonsDiffer { abilities: abilities.len(), persons: responses.persons() });
    }
    match abilities.iter().position(|ability| !ability.is_finite()) {
        Some(person) => Err(FitError::AbilityNotFinite { person }),
        None => Ok(()),
    }
}

/// The persons in an order that does not depend on how the data were sorted: by ability, then by answers. Sums over persons run in
/// it, so that a shuffled file gives the same bits.
fn canonical_persons(responses: &Responses, abilities: &[f64]) -> Vec<usize> {
    let mut persons: Vec<usize> = (0..responses.persons()).collect();
    persons.sort_by(|left, right| abilities[*left].total_cmp(&abilities[*right]).then_with(|| responses.answers(*left).cmp(responses.answers(*right))));
    persons
}

/// The answers of the persons who answered everything, row by row, and how many persons did not.
fn complete_cases(responses: &Responses) -> (Vec<Vec<u8>>, usize) {
    let mut rows = Vec::new();
    for person in 0..responses.persons() {
        let row: Vec<u8> = responses.answers(person).map(|(_, category)| category).collect();
        if row.len() == responses.items() {
            rows.push(row);
        }
    }
    let left_out = responses.persons() - rows.len();
    (rows, left_out)
}

/// `table[item][category][node]`: each category's probability at each node.
fn probability_tables(items: &[ItemModel], points: &[f64]) -> Vec<Vec<Vec<f64>>> {
    let mut cells = Vec::new();
    items
        .iter()
        .map(|item| {
            let mut table = vec![Vec::with_capacity(points.len()); item.categories()];
            for point in points {
                item.probabilities(*point, &mut cells);
                for (row, cell) in table.iter_mut().zip(&cells) {
                    row.push(*cell);
                }
            }
            table
        })
        .collect()
}
