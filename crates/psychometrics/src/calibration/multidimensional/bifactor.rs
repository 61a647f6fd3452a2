//! A general ability and specific ones: the bifactor model.

use super::between::probability_table;
use super::item_step::ItemParameters;
use super::patterns::{Table, counted, likelihood, table};
use super::squarem::{Step, accelerated};
use super::{CalibrationError, Convergence, Family, Settings, check_settings, standard_weights};
use crate::model::MultidimensionalItem;
use crate::responses::Responses;

/// An item to calibrate: the specific ability it measures besides the general one, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BifactorItem {
    /// The specific ability, from 0; None for an item that measures the general ability alone.
    pub specific: Option<usize>,
    /// How its categories follow from a′θ: [`Family::Graded`] or [`Family::PartialCredit`].
    pub family: Family,
}

/// The items of a bifactor model, estimated.
#[derive(Clone, Debug, PartialEq)]
pub struct BifactorCalibration {
    /// The items; dimension 0 is the general ability, 1 + s the specific ability s.
    pub items: Vec<MultidimensionalItem>,
    /// How many specific abilities there are.
    pub specific: usize,
    /// Items whose parameters ran to the edge of what is searched (slope 25, intercept 75): their answers do not determine them.
    pub run_away: Vec<usize>,
    /// How the search ended.
    pub convergence: Convergence,
}

/// One person's abilities, with standard deviations of the posterior.
#[derive(Clone, Debug, PartialEq)]
pub struct BifactorScore {
    /// The mean of the posterior: the general ability, then the specific ones.
    pub mean: Vec<f64>,
    /// Its standard deviations.
    pub standard_error: Vec<f64>,
}

/// Estimates a bifactor model by marginal maximum likelihood with dimension reduction (Gibbons and Hedeker, 1992; graded items: Gibbons and others, 2007).
///
/// Each item measures a general ability and at most one specific ability; all abilities are independent with mean 0 and variance 1. Given the
/// general ability the specific ones are independent, so that the integral over all of them falls into integrals over two: the cost
/// grows with the number of specific abilities, not with a power of it.
///
/// ```
/// use psychometrics::ability::within_item::ProductGrid;
/// use psychometrics::calibration::multidimensional::{BifactorItem, Family, Settings, bifactor};
/// use psychometrics::random::Random;
/// use psychometrics::responses::Responses;
///
/// let mut random = Random::new(11, 0);
/// let mut answers = Vec::new();
/// for _ in 0..500 {
///     let (general, specific) = (random.normal(), [random.normal(), random.normal()]);
///     for item in 0..8 {
///         let logit = 1.5 * general + specific[item / 4];
///         answers.push(u8::from(random.uniform() < 1.0 / (1.0 + libm::exp(-logit))));
///     }
/// }
/// let responses = Responses::from_matrix(8, answers)?;
/// let items: Vec<BifactorItem> = (0..8).map(|item| BifactorItem { specific: Some(item / 4), family: Family::Graded }).collect();
/// let found = bifactor(&responses, &items, &Settings { grid: ProductGrid { low: -4.0, high: 4.0, points: 11 }, tolerance: 1e-3, ..Settings::default() })?;
/// // Most of what the sum score measures is the general ability.
/// assert!(found.omega_hierarchical() > 0.6);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn bifactor(responses: &Responses, items: &[BifactorItem], settings: &Settings) -> Result<BifactorCalibration, CalibrationError> {
    check_settings(settings)?;
    let specific = checked(responses, items, settings)?;
    let counts = counted(responses)?;
    // Items of the general ability alone are a group of their own, the last.
    let group_of: Vec<usize> = items.iter().map(|item| item.specific.unwrap_or(specific)).collect();
    let own: Vec<ItemParameters> =
        items.iter().zip(&counts).map(|(item, own)| ItemParameters::start(item.family, 1 + usize::from(item.specific.is_some()), own)).collect();
    let table = table(responses, &group_of, specific + 1);
    let mut problem = Problem { table, group_of, specific, grid: Grid::new(settings.grid.axis()), items: own };
    let start: Vec<f64> = problem.items.iter().flat_map(ItemParameters::values).collect();
    let found = accelerated(&mut problem, &start, settings.tolerance, settings.maximum_steps).ok_or(CalibrationError::LikelihoodVanishes)?;
    let own = problem.read(&found.parameters).ok_or(CalibrationError::LikelihoodVanishes)?;
    let expected = problem.expected(&own).ok_or(CalibrationError::LikelihoodVanishes)?;
    let run_away = own.iter().enumerate().filter(|(_, item)| item.ran_away()).map(|(item, _)| item).collect();
    let place = |item: &BifactorItem| item.specific.map_or_else(|| vec![0], |specific| vec![0, 1 + specific]);
    Ok(BifactorCalibration {
        items: own.iter().zip(items).map(|(own, item)| own.item(&place(item), 1 + specific)).collect(),
        specific,
        run_away,
        convergence: Convergence { converged: found.converged, steps: found.steps, log_likelihood: expected.log_likelihood, persons: problem.table.persons },
    })
}

impl BifactorCalibration {
    /// From known items, to score with (its `convergence` knows no answers, and a log-likelihood of minus infinity): dimension 0 is the general ability, and an item loads on at most one other.
    pub fn from_items(items: Vec<MultidimensionalItem>) -> Result<Self, CalibrationError> {
        if items.is_empty() {
            return Err(CalibrationError::DimensionWithoutItems { dimension: 0 });
        }
        let dimensions = items.iter().map(|item| item.loadings.len()).max().unwrap_or(0);
        for (index, item) in items.iter().enumerate() {
            item.validate().map_err(|error| CalibrationError::Model { item: index, error })?;
            let specific: Vec<usize> = specific_loadings(item).collect();
            if let [_, second, ..] = specific.as_slice() {
                return Err(CalibrationError::NoSuchDimension { item: index, dimension: *second });
            }
        }
        let convergence = Convergence { converged: true, steps: 0, log_likelihood: f64::NEG_INFINITY, persons: 0 };
        Ok(Self { items, specific: dimensions.saturating_sub(1), run_away: Vec::new(), convergence })
    }

    /// Each item's loadings on standardised latent responses: a / √(1.702² + Σ a²), the general ability first. 1.702 is the slope of the logistic
    /// curve nearest to the normal ogive (Haley, 1952). As mirt's `summary`.
    pub fn standardised_loadings(&self) -> Vec<Vec<f64>> {
        self.items
            .iter()
            .map(|item| {
                let squares = item.loadings.iter().fold(LOGISTIC_SCALE * LOGISTIC_SCALE, |sum, slope| sum + slope * slope);
                (0..=self.specific).map(|dimension| item.loadings.get(dimension).copied().unwrap_or(0.0) / squares.sqrt()).collect()
            })
            .collect()
    }

    /// ω hierarchical of the latent responses (McDonald, 1999; Zinbarg and others, 2005): the share of the variance of the sum of all items' latent
    /// responses that is due to the general ability. With λ the standardised loadings,
    ///
    /// ωₕ = (Σᵢ λᵢ₀)² / ((Σᵢ λᵢ₀)² + Σₛ (Σᵢ λᵢₛ)² + Σᵢ (1 − Σₖ λᵢₖ²))
    ///
    /// Between 0 and 1; 0 without items.
    pub fn omega_hierarchical(&self) -> f64 {
        let loadings = self.standardised_loadings();
        let squared_sum = |dimension: usize| {
            let sum = loadings.iter().fold(0.0, |sum, row| sum + row[dimension]);
            sum * sum
        };
        let general = squared_sum(0);
        let specific = (1..=self.specific).fold(0.0, |sum, dimension| sum + squared_sum(dimension));
        let unique = loadings.iter().fold(0.0, |sum, row| sum + (1.0 - row.iter().fold(0.0, |sum, loading| sum + loading * loading)));
        let total = general + specific + unique;
        if total > 0.0 { general / total } else { 0.0 }
    }

    /// The mean and standard deviation of every ability given one person's answers, (item, category), by dimension reduction on the grid: for any number of specific
    /// abilities. No answer gives 0 and (nearly) 1.
    pub fn expected_a_posteriori(&self, answers: &[(usize, usize)], settings: &Settings) -> Result<BifactorScore, CalibrationError> {
        check_settings(settings)?;
        let axis = settings.grid.axis();
        let points = axis.len();
        let weights = standard_weights(&axis);
        let mut ordered = answers.to_vec();
        ordered.sort_unstable();
        // The likelihood of the answers at (general, specific), for each specific ability; without one, along the general ability.
        let mut planes = vec![vec![1.0; points * points]; self.specific];
        let mut line = vec![1.0; points];
        for (item, category) in ordered {
            let Some(model) = self.items.get(item) else {
                return Err(CalibrationError::ItemsDiffer { specified: self.items.len(), answered: item + 1 });
            };
            if category >= model.model.categories() {
                return Err(CalibrationError::NoSuchCategory { item, category });
            }
            let general = model.loadings.first().copied().unwrap_or(0.0);
            let cells = if let Some(dimension) = specific_loadings(model).next() {
                for (cell, (row, column)) in planes[dimension - 1].iter_mut().zip(pairs(points)) {
                    *cell *= model.model.probability(general * axis[row] + model.loadings[dimension] * axis[column], category);
                }
                &mut planes[dimension - 1]
            } else {
                for (cell, point) in line.iter_mut().zip(&axis) {
                    *cell *= model.model.probability(general * point, category);
                }
                &mut line
            };
            let largest = cells.iter().fold(0.0_f64, |largest, cell| largest.max(*cell));
            if largest.is_nan() || largest <= 0.0 {
                return Err(CalibrationError::LikelihoodVanishes);
            }
            for cell in cells.iter_mut() {
                *cell /= largest;
            }
        }
        let reduced: Vec<Vec<f64>> = planes.iter().map(|plane| plane.chunks_exact(points).map(|row| product_sum(row, &weights)).collect()).collect();
        let general: Vec<f64> = (0..points).map(|point| reduced.iter().fold(weights[point] * line[point], |product, own| product * own[point])).collect();
        let total = general.iter().fold(0.0, |sum, cell| sum + cell);
        if total.is_nan() || total <= f64::MIN_POSITIVE {
            return Err(CalibrationError::LikelihoodVanishes);
        }
        let (mean, standard_error) = moments(&general, &axis, total);
        let mut score = BifactorScore { mean: vec![mean], standard_error: vec![standard_error] };
        for (plane, own) in planes.iter().zip(&reduced) {
            // The posterior of the specific ability: Σ over the general one of its posterior times the conditional.
            let mut posterior = vec![0.0; points];
            for ((row, share), reduced) in plane.chunks_exact(points).zip(&general).zip(own) {
                let factor = if *reduced > 0.0 { share / reduced } else { 0.0 };
                for ((sum, cell), weight) in posterior.iter_mut().zip(row).zip(&weights) {
                    *sum += factor * cell * weight;
                }
            }
            let total = posterior.iter().fold(0.0, |sum, cell| sum + cell);
            let (mean, standard_error) = moments(&posterior, &axis, total);
            score.mean.push(mean);
            score.standard_error.push(standard_error);
        }
        Ok(score)
    }
}

const LOGISTIC_SCALE: f64 = 1.702;

fn specific_loadings(item: &MultidimensionalItem) -> impl Iterator<Item = usize> + '_ {
    item.loadings.iter().enumerate().skip(1).filter(|(_, loading)| **loading != 0.0).map(|(dimension, _)| dimension)
}

fn pairs(points: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..points * points).map(move |place| (place / points, place % points))
}

fn product_sum(left: &[f64], right: &[f64]) -> f64 {
    left.iter().zip(right).fold(0.0, |sum, (a, b)| sum + a * b)
}

/// Mean and standard deviation of weights on an axis.
fn moments(weights: &[f64], axis: &[f64], total: f64) -> (f64, f64) {
    let mean = product_sum(weights, axis) / total;
    let variance = weights.iter().zip(axis).fold(0.0, |sum, (weight, point)| sum + weight * ((point - mean) * (point - mean))) / total;
    (mean, variance.max(0.0).sqrt())
}

fn checked(responses: &Responses, items: &[BifactorItem], settings: &Settings) -> Result<usize, CalibrationError> {
    if items.len() != responses.items() {
        return Err(CalibrationError::ItemsDiffer { specified: items.len(), answered: responses.items() });
    }
    if let Some(item) = items.iter().position(|item| item.family == Family::Nominal) {
        return Err(CalibrationError::NominalBifactor { item });
    }
    let points = settings.grid.points;
    if points.checked_mul(points).is_none_or(|nodes| nodes > crate::ability::within_item::MAXIMUM_NODES) {
        return Err(CalibrationError::TooManyDimensions { dimensions: 2, points });
    }
    let Some(highest) = items.iter().filter_map(|item| item.specific).max() else { return Ok(0) };
    let missing = (0..=items.len().min(highest)).find(|dimension| items.iter().all(|item| item.specific != Some(*dimension)));
    match missing {
        Some(dimension) => Err(CalibrationError::DimensionWithoutItems { dimension: dimension + 1 }),
        None => Ok(highest + 1),
    }
}

struct Grid {
    axis: Vec<f64>,
    weights: Vec<f64>,
    /// The points of the general ability.
    line: Vec<Vec<f64>>,
    /// (general, specific), row by row.
    plane: Vec<Vec<f64>>,
}

impl Grid {
    fn new(axis: Vec<f64>) -> Self {
        let plane = pairs(axis.len()).map(|(row, column)| vec![axis[row], axis[column]]).collect();
        Self { weights: standard_weights(&axis), line: axis.iter().map(|point| vec![*point]).collect(), plane, axis }
    }
}

struct Problem {
    table: Table,
    group_of: Vec<usize>,
    specific: usize,
    grid: Grid,
    items: Vec<ItemParameters>,
}

/// What the E-step finds: `counts[item][category][node]`, on the plane, or on the line for an item of the general ability alone.
struct Expected {
    counts: Vec<Vec<Vec<f64>>>,
    log_likelihood: f64,
}

impl Problem {
    fn nodes(&self, item: usize) -> &[Vec<f64>] {
        if self.group_of[item] == self.specific { &self.grid.line } else { &self.grid.plane }
    }

    fn read(&self, parameters: &[f64]) -> Option<Vec<ItemParameters>> {
        let mut rest = parameters;
        let mut items = Vec::with_capacity(self.items.len());
        for item in &self.items {
            let (own, others) = rest.split_at(item.size());
            items.push(item.with_values(own)?);
            rest = others;
        }
        Some(items)
    }

    fn expected(&self, items: &[ItemParameters]) -> Option<Expected> {
        let points = self.grid.axis.len();
        let tables: Vec<Vec<Vec<f64>>> = items.iter().enumerate().map(|(index, item)| probability_table(item, self.nodes(index))).collect();
        // For each group and each list of answers, the likelihood along the general ability, the specific one summed out.
        let mut reduced: Vec<Vec<f64>> = Vec::new();
        let mut scales: Vec<Vec<f64>> = Vec::new();
        let mut plane = vec![0.0; points * points];
        for (group, patterns) in self.table.groups.iter().enumerate() {
            let mut lines = vec![0.0; patterns.lists.len() * points];
            let mut own = Vec::with_capacity(patterns.lists.len());
            for (list, line) in patterns.lists.iter().zip(lines.chunks_exact_mut(points)) {
                if group == self.specific {
                    own.push(likelihood(list, &tables, line));
                } else {
                    own.push(likelihood(list, &tables, &mut plane));
                    for (cell, row) in line.iter_mut().zip(plane.chunks_exact(points)) {
                        *cell = product_sum(row, &self.grid.weights);
                    }
                }
            }
            reduced.push(lines);
            scales.push(own);
        }
        // For each list: Σ over its persons of the posterior weight of the general ability without this list's own factor.
        let mut without: Vec<Vec<f64>> = reduced.iter().map(|lines| vec![0.0; lines.len()]).collect();
        let groups = reduced.len();
        let mut before = vec![0.0; (groups + 1) * points];
        let mut log_likelihood = 0.0;
        for row in &self.table.rows {
            let line = |group: usize| &reduced[group][row.patterns[group] * points..(row.patterns[group] + 1) * points];
            before[..points].copy_from_slice(&self.grid.weights);
            for group in 0..groups {
                let (done, rest) = before.split_at_mut((group + 1) * points);
                for ((cell, old), factor) in rest.iter_mut().zip(&done[group * points..]).zip(line(group)) {
                    *cell = old * factor;
                }
            }
            let likelihood = before[groups * points..].iter().fold(0.0, |sum, cell| sum + cell);
            if likelihood.is_nan() || likelihood <= f64::MIN_POSITIVE {
                return None;
            }
            let scale = row.patterns.iter().enumerate().fold(0.0, |sum, (group, pattern)| sum + scales[group][*pattern]);
            log_likelihood += row.count * (libm::log(likelihood) + scale);
            let mut after = vec![row.count / likelihood; points];
            for group in (0..groups).rev() {
                let place = row.patterns[group] * points;
                let share = before[group * points..(group + 1) * points].iter().zip(&after).map(|(a, b)| a * b);
                for (sum, part) in without[group][place..place + points].iter_mut().zip(share) {
                    *sum += part;
                }
                for (cell, factor) in after.iter_mut().zip(line(group)) {
                    *cell *= factor;
                }
            }
        }
        let mut counts: Vec<Vec<Vec<f64>>> =
            items.iter().enumerate().map(|(index, item)| vec![vec![0.0; self.nodes(index).len()]; item.categories()]).collect();
        for (group, patterns) in self.table.groups.iter().enumerate() {
            for (place, list) in patterns.lists.iter().enumerate() {
                let range = place * points..(place + 1) * points;
                let share = &without[group][range.clone()];
                let expected: Vec<f64> = if group == self.specific {
                    reduced[group][range].iter().zip(share).map(|(a, b)| a * b).collect()
                } else {
                    // Once more, so that only one plane is held at a time.
                    likelihood(list, &tables, &mut plane);
                    let rows = plane.chunks_exact(points).zip(share);
                    rows.flat_map(|(row, share)| row.iter().zip(&self.grid.weights).map(move |(cell, weight)| cell * weight * share)).collect()
                };
                for (item, category) in list {
                    for (sum, part) in counts[*item][usize::from(*category)].iter_mut().zip(&expected) {
                        *sum += part;
                    }
                }
            }
        }
        Some(Expected { counts, log_likelihood })
    }
}

impl Step for Problem {
    fn step(&mut self, from: &[f64]) -> Option<(Vec<f64>, f64)> {
        let items = self.read(from)?;
        let expected = self.expected(&items)?;
        let moved = items.iter().zip(&expected.counts).enumerate().map(|(index, (item, counts))| item.fitted(self.nodes(index), counts));
        Some((moved.flat_map(|item| item.values().collect::<Vec<f64>>()).collect(), expected.log_likelihood))
    }
}
