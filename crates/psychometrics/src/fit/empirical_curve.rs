//! What an item's curve looks like in the data: the points of an empirical plot.

use super::{FitError, check, check_abilities};
use crate::model::ItemModel;
use crate::responses::Responses;

/// Persons of similar ability, and how they answered one item.
#[derive(Clone, Debug, PartialEq)]
pub struct EmpiricalPoint {
    /// The mean of their abilities.
    pub ability: f64,
    /// How many they are.
    pub persons: usize,
    /// Which share of them gave each category.
    pub observed: Vec<f64>,
    /// Which share the model expects: the mean of the curve over the same persons.
    pub expected: Vec<f64>,
    /// (observed − expected) / √(expected (1 − expected) / persons) for each category; 0 where the model leaves nothing to chance.
    pub standardised: Vec<f64>,
}

/// One item's observed shares against its curve, in groups of similar ability (Bock, 1972; Yen, 1981): from least to most able, as nearly
/// equal in number as can be. Fewer points than `groups` when fewer persons answered.
///
/// For a plot, not for a test: estimated abilities spread less (or more) than true ones, which bends the picture at the ends, and makes the
/// statistics built on it reject fitting items. [`s_x2`](super::s_x2()) is the test.
///
/// The points do not depend on the order of the persons: among equal abilities lower categories come first.
///
/// # Panics
/// When the item does not exist.
pub fn empirical_curve(responses: &Responses, items: &[ItemModel], item: usize, abilities: &[f64], groups: usize) -> Result<Vec<EmpiricalPoint>, FitError> {
    check(responses, items)?;
    check_abilities(responses, abilities)?;
    if groups == 0 {
        return Err(FitError::OutOfRange);
    }
    let mut answers: Vec<(f64, u8)> =
        (0..responses.persons()).filter_map(|person| responses.get(person, item).map(|category| (abilities[person], category))).collect();
    answers.sort_by(|left, right| left.0.total_cmp(&right.0).then_with(|| left.1.cmp(&right.1)));
    let groups = groups.min(answers.len());
    Ok((0..groups)
        .map(|group| {
            let (from, to) = (group * answers.len() / groups, (group + 1) * answers.len() / groups);
            point(&items[item], &answers[from..to])
        })
        .collect())
}

fn point(item: &ItemModel, answers: &[(f64, u8)]) -> EmpiricalPoint {
    let count = answers.len() as f64;
    let mut observed = vec![0.0; item.categories()];
    let mut expected = vec![0.0; item.categories()];
    let (mut ability, mut cells) = (0.0, Vec::new());
    for (theta, category) in answers {
        ability += theta;
        observed[usize::from(*category)] += 1.0;
        item.probabilities(*theta, &mut cells);
        for (sum, cell) in expected.iter_mut().zip(&cells) {
            *sum += cell;
        }
    }
    for cell in observed.iter_mut().chain(&mut expected) {
        *cell /= count;
    }
    let standardised = observed
        .iter()
        .zip(&expected)
        .map(|(share, mean)| {
            let spread = (mean * (1.0 - mean) / count).max(0.0).sqrt();
            if spread > 0.0 { (share - mean) / spread } else { 0.0 }
        })
        .collect();
    EmpiricalPoint { ability: ability / count, persons: answers.len(), observed, expected, standardised }
}
