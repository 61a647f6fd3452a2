//! Steps answered against their order.

use super::{PersonFitError, checked};
use crate::ability::Response;
use crate::model::ItemModel;

/// How many pairs of item steps were answered against their order.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GuttmanErrors {
    /// Pairs in which the easier step was missed and the harder one passed (Guttman, 1944; graded items: Emons, 2008).
    pub errors: u64,
    /// The most errors possible with this number of steps passed; never fewer than `errors`, and a little more than possible when steps
    /// share a place.
    pub largest: u64,
    /// errors / largest, between 0 and 1 (van der Flier, 1977, in its simple form); 0 when no error is possible.
    pub share: f64,
}

/// Counts Guttman errors of a person.
///
/// An item of m + 1 categories is m steps: step k is passed by category k or above. Steps are ordered by the ability at which they have probability
/// 1/2, found from the model; two steps of equal place are no pair. The steps of one item, which are passed in order whatever the person
/// does, are none either.
///
/// ```
/// use psychometrics::ability::Response;
/// use psychometrics::model::ItemModel;
/// use psychometrics::person_fit::guttman_errors;
///
/// let items = [-1.0, 0.0, 1.0].map(|difficulty| ItemModel::OnePl { difficulty });
/// let answers = |categories: [usize; 3]| [0, 1, 2].map(|item| Response { model: &items[item], category: categories[item] });
/// assert_eq!(guttman_errors(&answers([1, 1, 0]))?.errors, 0);
/// assert_eq!(guttman_errors(&answers([0, 0, 1]))?.errors, 2);
/// # Ok::<(), psychometrics::person_fit::PersonFitError>(())
/// ```
pub fn guttman_errors(responses: &[Response<'_>]) -> Result<GuttmanErrors, PersonFitError> {
    let answers = checked(responses, 0.0)?;
    // (place, item, passed), easiest first.
    let mut steps: Vec<(f64, usize, bool)> = Vec::new();
    for (item, response) in answers.ordered().iter().enumerate() {
        let mut before = f64::NEG_INFINITY;
        for step in 1..response.model.categories() {
            // An item's own steps are passed in order.
            before = place(response.model, step).max(before);
            steps.push((before, item, response.category >= step));
        }
    }
    steps.sort_by(|left, right| left.0.total_cmp(&right.0).then_with(|| left.1.cmp(&right.1)));
    let mut errors = 0;
    // The steps of one item are passed in order: they are never an error among themselves.
    for (position, (easier, _, passed)) in steps.iter().enumerate() {
        if !passed {
            errors += steps[position + 1..].iter().filter(|(harder, _, passed)| *passed && harder > easier).count() as u64;
        }
    }
    let passed = steps.iter().filter(|step| step.2).count() as u64;
    let largest = largest(&steps, answers.ordered().len(), passed as usize);
    let share = if largest > 0 { errors as f64 / largest as f64 } else { 0.0 };
    Ok(GuttmanErrors { errors, largest, share })
}

/// The most errors with as many steps passed: by dynamic programming over the items, each of which passes some number of its steps.
///
/// A passed step makes as many errors as easier steps were missed: its position less the passed steps before it. Over all passed
/// steps the positions add up item by item, and the passed pairs are k (k − 1) / 2 whatever the pattern.
fn largest(steps: &[(f64, usize, bool)], items: usize, passed: usize) -> u64 {
    let mut positions: Vec<Vec<u64>> = vec![Vec::new(); items];
    for (position, (_, item, _)) in steps.iter().enumerate() {
        positions[*item].push(position as u64);
    }
    let mut best: Vec<Option<u64>> = vec![None; passed + 1];
    best[0] = Some(0);
    for own in &positions {
        let mut after = vec![None; passed + 1];
        for (count, sum) in best.iter().enumerate() {
            let Some(sum) = sum else { continue };
            let mut gained = *sum;
            for taken in 0..=own.len() {
                if taken > 0 {
                    gained += own[taken - 1];
                }
                if let Some(cell) = after.get_mut(count + taken) {
                    *cell = Some(gained.max(cell.unwrap_or(0)));
                }
            }
        }
        best = after;
    }
    let pairs = (passed * passed.saturating_sub(1) / 2) as u64;
    best[passed].unwrap_or(0).saturating_sub(pairs)
}

/// The ability at which a step is passed with probability 1/2.
fn place(model: &ItemModel, step: usize) -> f64 {
    let passed = |theta: f64| (step..model.categories()).fold(0.0, |sum, category| sum + model.probability(theta, category));
    let (mut low, mut high) = (-1e4, 1e4);
    loop {
        let middle = low + (high - low) / 2.0;
        if middle <= low || middle >= high {
            return middle;
        }
        if passed(middle) < 0.5 {
            low = middle;
        } else {
            high = middle;
        }
    }
}
