//! Q3: do two items' residuals go together?

use super::{FitError, LatentNormal, canonical_persons, check, check_abilities, posterior_means};
use crate::model::ItemModel;
use crate::random::Random;
use crate::responses::Responses;
use crate::simulation::draw_response;

/// The correlations of the items' residuals.
#[derive(Clone, Debug, PartialEq)]
pub struct Q3 {
    items: usize,
    cells: Vec<Option<f64>>,
}

impl Q3 {
    /// How many items.
    pub fn items(&self) -> usize {
        self.items
    }

    /// The correlation of two items' residuals, 1 for an item with itself. `None` when fewer than two persons answered both, or one of
    /// the items does not vary.
    ///
    /// # Panics
    /// When an item does not exist.
    pub fn get(&self, first: usize, second: usize) -> Option<f64> {
        assert!(first < self.items && second < self.items, "item {first} or {second} does not exist");
        self.cells[first * self.items + second]
    }

    /// The mean over pairs: near −1 / (items − 1) when the items are locally independent (Yen, 1993), because each person's residuals
    /// nearly sum to zero. `None` when no pair has a correlation.
    pub fn mean(&self) -> Option<f64> {
        let (mut sum, mut count) = (0.0, 0.0);
        for (_, _, correlation) in self.pairs() {
            sum += correlation;
            count += 1.0;
        }
        (count > 0.0).then(|| sum / count)
    }

    /// Q3* (Christensen, Makransky and Horton, 2017): how far the largest correlation lies above the mean. They found no one critical
    /// value; 0.2 is usual, and [`q3_critical`] simulates one for the test at hand.
    pub fn largest_above_mean(&self) -> Option<f64> {
        let mean = self.mean()?;
        self.pairs().map(|(_, _, correlation)| correlation - mean).reduce(f64::max)
    }

    /// The pairs whose correlation lies more than `above` over the mean, largest first.
    pub fn dependent_pairs(&self, above: f64) -> Vec<(usize, usize, f64)> {
        let Some(mean) = self.mean() else { return Vec::new() };
        let mut pairs: Vec<_> = self.pairs().filter(|(_, _, correlation)| correlation - mean > above).collect();
        pairs.sort_by(|left, right| right.2.total_cmp(&left.2).then_with(|| (left.0, left.1).cmp(&(right.0, right.1))));
        pairs
    }

    fn pairs(&self) -> impl Iterator<Item = (usize, usize, f64)> + '_ {
        (0..self.items).flat_map(move |first| {
            (first + 1..self.items).filter_map(move |second| self.cells[first * self.items + second].map(|correlation| (first, second, correlation)))
        })
    }
}

/// Yen's Q3 (1984): the correlation, over the persons who answered both items, of the residuals x − E(x given the estimated ability).
///
/// Local independence says that nothing is left to correlate once the ability is taken out. The estimated ability takes out a little too
/// much, so that the expected value is slightly negative: judge a pair against [`Q3::mean`].
pub fn q3(responses: &Responses, items: &[ItemModel], abilities: &[f64]) -> Result<Q3, FitError> {
    check(responses, items)?;
    check_abilities(responses, abilities)?;
    let size = items.len();
    let persons = canonical_persons(responses, abilities);
    let mut residuals: Vec<Vec<Option<f64>>> = vec![vec![None; persons.len()]; size];
    for (place, person) in persons.iter().enumerate() {
        for (item, category) in responses.answers(*person) {
            residuals[item][place] = Some(f64::from(category) - items[item].expected_score(abilities[*person]));
        }
    }
    let mut cells = vec![None; size * size];
    for first in 0..size {
        for second in first..size {
            let correlation = correlation(&residuals[first], &residuals[second]);
            let cell = if first == second { correlation.map(|_| 1.0) } else { correlation };
            cells[first * size + second] = cell;
            cells[second * size + first] = cell;
        }
    }
    Ok(Q3 { items: size, cells })
}

/// What Q3* would be if the items were locally independent.
#[derive(Clone, Debug, PartialEq)]
pub struct Q3Critical {
    /// The value that [`Q3::largest_above_mean`] exceeds with the probability asked for.
    pub largest_above_mean: f64,
    /// The mean over replications of [`Q3::mean`].
    pub mean: f64,
}

/// The critical value of Q3* by parametric bootstrap: `replications` samples of `persons` complete rows are drawn from the model, abilities are
/// estimated (posterior means), and Q3* is computed from each. Item parameters stay what they are, so that the value is slightly too large
/// for items calibrated on few persons.
pub fn q3_critical(
    items: &[ItemModel],
    population: &LatentNormal,
    persons: usize,
    replications: usize,
    probability: f64,
    random: &mut Random,
) -> Result<Q3Critical, FitError> {
    if items.len() < 2 {
        return Err(FitError::TooFewItems);
    }
    if persons < 2 || replications == 0 || !(probability > 0.0 && probability < 1.0) || items.iter().any(|item| item.categories() > 255) {
        return Err(FitError::OutOfRange);
    }
    for (item, model) in items.iter().enumerate() {
        model.validate().map_err(|error| FitError::Model { item, error })?;
    }
    population.nodes()?;
    let sd = population.variance.sqrt();
    let (mut largest, mut means) = (Vec::new(), 0.0);
    for _ in 0..replications {
        let mut cells = Vec::with_capacity(persons * items.len());
        for _ in 0..persons {
            let theta = population.mean + sd * random.normal();
            cells.extend(items.iter().map(|item| draw_response(item, theta, random) as u8));
        }
        let responses = Responses::from_matrix(items.len(), cells).map_err(|_| FitError::OutOfRange)?;
        let abilities: Vec<f64> = posterior_means(&responses, items, population)?.iter().map(|person| person.mean).collect();
        let drawn = q3(&responses, items, &abilities)?;
        if let (Some(above), Some(mean)) = (drawn.largest_above_mean(), drawn.mean()) {
            largest.push(above);
            means += mean;
        }
    }
    if largest.is_empty() {
        return Err(FitError::Degenerate); // in no sample did two items vary
    }
    largest.sort_by(f64::total_cmp);
    let place = libm::ceil((1.0 - probability) * largest.len() as f64) as usize;
    Ok(Q3Critical { largest_above_mean: largest[place.clamp(1, largest.len()) - 1], mean: means / largest.len() as f64 })
}

/// Pearson's correlation over the places where both are present.
fn correlation(left: &[Option<f64>], right: &[Option<f64>]) -> Option<f64> {
    let both = || left.iter().zip(right).filter_map(|(a, b)| a.zip(*b));
    let (mut count, mut sums) = (0.0, (0.0, 0.0));
    for (a, b) in both() {
        count += 1.0;
        sums = (sums.0 + a, sums.1 + b);
    }
    if count < 2.0 {
        return None;
    }
    let means = (sums.0 / count, sums.1 / count);
    let (mut square, mut other, mut product) = (0.0, 0.0, 0.0);
    for (a, b) in both() {
        let (x, y) = (a - means.0, b - means.1);
        square += x * x;
        other += y * y;
        product += x * y;
    }
    let scale = square.sqrt() * other.sqrt();
    // Residuals are of size 1: what is below is rounding of a constant.
    (square > 1e-20 * count && other > 1e-20 * count).then(|| (product / scale).clamp(-1.0, 1.0))
}
