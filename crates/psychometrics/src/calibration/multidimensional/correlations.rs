//! The correlations of any number of abilities, items known.

use super::correlation_step::unpacked;
use super::nearest_correlation::nearest_correlation;
use super::patterns::{Table, likelihood, table};
use super::squarem::{Step, accelerated};
use super::{CalibrationError, Settings, check_settings};
use crate::matrix::SymmetricMatrix;
use crate::model::ItemModel;
use crate::responses::Responses;

/// A known item and the ability it measures.
#[derive(Clone, Debug, PartialEq)]
pub struct DomainItem {
    /// The item's model. An item whose own parameters are uncertain: [`ItemModel::marginalised`].
    pub model: ItemModel,
    /// The ability, from 0.
    pub dimension: usize,
}

/// What is known about the distribution of each ability by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Margins {
    /// Mean 0 and standard deviation 1: the persons are those on whom the items were calibrated, or like them.
    Standard,
    /// Estimated first, each ability by itself.
    Estimated,
}

/// The correlation of two abilities.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CorrelationEstimate {
    /// The first ability, from 0.
    pub first: usize,
    /// The second ability, after the first.
    pub second: usize,
    /// The correlation of largest likelihood, between −0.98 and 0.98.
    pub correlation: f64,
    /// Its standard error, from the observed information of this one parameter; None at the boundary, or where the likelihood is flat.
    /// The items (and the margins) are taken as known: what is not known about them is not in it.
    pub standard_error: Option<f64>,
    /// Whether the likelihood still rose at ±0.98: the two abilities cannot be told apart with these answers.
    pub at_boundary: bool,
    /// How many persons answered items of both abilities: nobody else counts.
    pub persons: usize,
}

/// The correlations of several abilities.
#[derive(Clone, Debug, PartialEq)]
pub struct EstimatedCorrelations {
    /// The mean of each ability: 0 with [`Margins::Standard`].
    pub means: Vec<f64>,
    /// The standard deviation of each ability: 1 with [`Margins::Standard`].
    pub sds: Vec<f64>,
    /// Each pair: (1, 0), (2, 0), (2, 1), (3, 0)… with `first` the smaller.
    pub pairs: Vec<CorrelationEstimate>,
    /// All together: the pairs' correlations, or where those do not fit together the nearest matrix that does ([`nearest_correlation`]).
    pub correlations: SymmetricMatrix,
    /// Whether the matrix had to be repaired.
    pub repaired: bool,
}

/// Estimates the correlations of abilities whose items are known, from the answers of persons who met items of several: for any number of abilities, from complete or
/// adaptive data.
///
/// Each pair by itself, by full-information maximum likelihood: the correlation ρ that maximises
///
/// Σ over persons of ln ∫∫ L₁(θ₁) L₂(θ₂) φ(θ₁, θ₂; ρ) dθ₁ dθ₂
///
/// on a product grid of two dimensions, by Newton's method between brackets. It is what EM would find (Bock and Aitkin, 1981, with the items
/// fixed), in five steps and with its standard error. Pairwise estimates are consistent (composite likelihood: Varin, Reid and Firth, 2011)
/// and nearly as efficient as joint ones. The order of the persons changes no bit.
///
/// Unlike the correlation of estimated abilities, this one is not attenuated by their error; and adaptive choice of items does no harm, because it depends on
/// answers that are in the likelihood (missing at random: Mislevy and Wu, 1996).
///
/// Errors: an ability without items, a pair of abilities that nobody met together,
/// an invalid item, a category that an item does not have.
pub fn correlations(responses: &Responses, items: &[DomainItem], margins: Margins, settings: &Settings) -> Result<EstimatedCorrelations, CalibrationError> {
    check_settings(settings)?;
    let dimensions = checked(responses, items)?;
    let dimension_of: Vec<usize> = items.iter().map(|item| item.dimension).collect();
    let table = table(responses, &dimension_of, dimensions);
    let axis = settings.grid.axis();
    let (mut means, mut sds) = (vec![0.0; dimensions], vec![1.0; dimensions]);
    if margins == Margins::Estimated {
        let tables = probability_tables(items, |_| axis.clone());
        for dimension in 0..dimensions {
            (means[dimension], sds[dimension]) = margin(&table, dimension, &tables, &axis, settings)?;
        }
    }
    // From here on every ability is measured in its own standard deviations from its mean.
    let tables = probability_tables(items, |item| axis.iter().map(|point| means[item.dimension] + sds[item.dimension] * point).collect());
    let lists: Vec<Vec<f64>> = table.groups.iter().map(|group| lines(&group.lists, &tables, axis.len()).0).collect();
    let mut pairs = Vec::new();
    for second in 1..dimensions {
        for first in 0..second {
            pairs.push(pair(&table, &lists, &axis, first, second)?);
        }
    }
    let raw = unpacked(dimensions, &pairs.iter().map(|pair| pair.correlation).collect::<Vec<f64>>());
    let correlations = nearest_correlation(&raw, SMALLEST_EIGENVALUE).map_err(CalibrationError::Start)?;
    let repaired = correlations != raw;
    Ok(EstimatedCorrelations { means, sds, pairs, correlations, repaired })
}

/// Beyond, the grid is coarser than the ridge of the density.
const LARGEST_CORRELATION: f64 = 0.98;

/// Keeps the inverse of the repaired matrix usable.
const SMALLEST_EIGENVALUE: f64 = 1e-3;

fn checked(responses: &Responses, items: &[DomainItem]) -> Result<usize, CalibrationError> {
    if items.len() != responses.items() {
        return Err(CalibrationError::ItemsDiffer { specified: items.len(), answered: responses.items() });
    }
    for (index, item) in items.iter().enumerate() {
        item.model.validate().map_err(|error| CalibrationError::Model { item: index, error })?;
    }
    for (item, counts) in responses.category_counts().iter().enumerate() {
        if counts.len() > items[item].model.categories() {
            return Err(CalibrationError::NoSuchCategory { item, category: counts.len() - 1 });
        }
    }
    let highest = items.iter().map(|item| item.dimension).max().unwrap_or(0);
    let missing = (0..=items.len().min(highest)).find(|dimension| items.iter().all(|item| item.dimension != *dimension));
    match missing {
        Some(dimension) => Err(CalibrationError::DimensionWithoutItems { dimension }),
        None => Ok(highest + 1),
    }
}

fn probability_tables(items: &[DomainItem], points: impl Fn(&DomainItem) -> Vec<f64>) -> Vec<Vec<Vec<f64>>> {
    items
        .iter()
        .map(|item| {
            let points = points(item);
            (0..item.model.categories()).map(|category| points.iter().map(|point| item.model.probability(*point, category)).collect()).collect()
        })
        .collect()
}

/// The likelihood of each list of answers at the points, and the logarithm of what was taken out of it.
fn lines(lists: &[Vec<(usize, u8)>], tables: &[Vec<Vec<f64>>], points: usize) -> (Vec<f64>, Vec<f64>) {
    let mut all = vec![0.0; lists.len() * points];
    let scales = lists.iter().zip(all.chunks_exact_mut(points)).map(|(list, out)| likelihood(list, tables, out)).collect();
    (all, scales)
}

/// The mean and standard deviation of one ability, by EM.
fn margin(table: &Table, dimension: usize, tables: &[Vec<Vec<f64>>], axis: &[f64], settings: &Settings) -> Result<(f64, f64), CalibrationError> {
    let group = &table.groups[dimension];
    let (all, _) = lines(&group.lists, tables, axis.len());
    let mut counts = vec![0.0; group.lists.len()];
    for row in &table.rows {
        counts[row.patterns[dimension]] += row.count;
    }
    // Who answered nothing here says nothing here.
    let answered = |place: usize| !group.lists[place].is_empty();
    let counts = counts.iter().enumerate().map(|(place, count)| if answered(place) { *count } else { 0.0 }).collect();
    let mut problem = Margin { lines: all, counts, axis };
    let found = accelerated(&mut problem, &[0.0, 0.0], settings.tolerance, settings.maximum_steps).ok_or(CalibrationError::LikelihoodVanishes)?;
    Ok((found.parameters[0], libm::exp(found.parameters[1])))
}

/// The EM step for the mean and the logarithm of the standard deviation of one ability.
struct Margin<'a> {
    lines: Vec<f64>,
    counts: Vec<f64>,
    axis: &'a [f64],
}

impl Step for Margin<'_> {
    fn step(&mut self, from: &[f64]) -> Option<(Vec<f64>, f64)> {
        let (mean, sd) = (from[0], libm::exp(from[1]));
        // Where the grid can hold the distribution.
        if !(mean.abs() <= 4.0 && (0.1..=4.0).contains(&sd)) {
            return None;
        }
        let densities: Vec<f64> = self.axis.iter().map(|point| libm::exp(-0.5 * ((point - mean) / sd) * ((point - mean) / sd))).collect();
        let norm = densities.iter().fold(0.0, |sum, density| sum + density);
        let (mut persons, mut first, mut second, mut log) = (0.0, 0.0, 0.0, 0.0);
        for (line, count) in self.lines.chunks_exact(self.axis.len()).zip(&self.counts) {
            let (mut total, mut moment, mut square) = (0.0, 0.0, 0.0);
            for ((likelihood, density), point) in line.iter().zip(&densities).zip(self.axis) {
                let weight = likelihood * density;
                total += weight;
                moment += weight * point;
                square += weight * point * point;
            }
            if *count > 0.0 && total > 0.0 {
                persons += count;
                first += count * moment / total;
                second += count * square / total;
                log += count * libm::log(total / norm);
            }
        }
        let mean = first / persons;
        let sd = (second / persons - mean * mean).max(1e-4).sqrt();
        (mean.is_finite()).then(|| (vec![mean.clamp(-4.0, 4.0), libm::log(sd.clamp(0.1, 4.0))], log))
    }
}

/// One pair: the persons who answered both abilities.
fn pair(table: &Table, lists: &[Vec<f64>], axis: &[f64], first: usize, second: usize) -> Result<CorrelationEstimate, CalibrationError> {
    let points = axis.len();
    let has = |dimension: usize, pattern: usize| !table.groups[dimension].lists[pattern].is_empty();
    // Persons with the same answers to both, once.
    let mut rows: Vec<(usize, usize, f64)> = table
        .rows
        .iter()
        .map(|row| (row.patterns[second], row.patterns[first], row.count))
        .filter(|(two, one, _)| has(second, *two) && has(first, *one))
        .collect();
    rows.sort_by_key(|row| (row.0, row.1));
    if rows.is_empty() {
        return Err(CalibrationError::NobodyMetBoth { first, second });
    }
    let persons = rows.iter().fold(0.0, |sum, row| sum + row.2) as usize;
    let slope_at = |correlation: f64| {
        let kernels = kernels(axis, correlation);
        let (mut score, mut information) = (0.0, 0.0);
        let mut contracted = [vec![0.0; points], vec![0.0; points], vec![0.0; points]];
        for group in rows.chunk_by(|left, right| left.0 == right.0) {
            let line = &lists[second][group[0].0 * points..(group[0].0 + 1) * points];
            for (cells, kernel) in contracted.iter_mut().zip(&kernels) {
                for (cell, row) in cells.iter_mut().zip(kernel.chunks_exact(points)) {
                    *cell = product_sum(row, line);
                }
            }
            for (_, one, count) in group {
                let line = &lists[first][one * points..(one + 1) * points];
                let likelihood = product_sum(&contracted[0], line);
                if likelihood.is_nan() || likelihood <= f64::MIN_POSITIVE {
                    return Err(CalibrationError::LikelihoodVanishes);
                }
                let slope = product_sum(&contracted[1], line) / likelihood;
                score += count * slope;
                information -= count * (product_sum(&contracted[2], line) / likelihood - slope * slope);
            }
        }
        Ok((score, information))
    };
    let (mut low, mut high) = (-LARGEST_CORRELATION, LARGEST_CORRELATION);
    let mut correlation = 0.5;
    for _ in 0..200 {
        let (score, information) = slope_at(correlation)?;
        if score > 0.0 {
            low = correlation;
        } else {
            high = correlation;
        }
        let newton = correlation + score / information;
        let next = if information > 0.0 && newton > low && newton < high { newton } else { low + (high - low) / 2.0 };
        let moved = (next - correlation).abs();
        correlation = next;
        if moved < 1e-10 {
            break;
        }
    }
    let (_, information) = slope_at(correlation)?;
    let at_boundary = correlation.abs() > LARGEST_CORRELATION - 1e-6;
    let standard_error = (information > 0.0 && !at_boundary).then(|| 1.0 / information.sqrt());
    Ok(CorrelationEstimate { first, second, correlation, standard_error, at_boundary, persons })
}

/// The bivariate standard normal density at the nodes (up to a constant), and its first and second derivatives in the correlation.
fn kernels(axis: &[f64], correlation: f64) -> [Vec<f64>; 3] {
    let rest = 1.0 - correlation * correlation;
    let norm = 1.0 / rest.sqrt();
    let mut kernels = [Vec::new(), Vec::new(), Vec::new()];
    for x in axis {
        for y in axis {
            let (product, squares) = (x * y, x * x + y * y);
            let density = norm * libm::exp(-(squares - 2.0 * correlation * product) / (2.0 * rest));
            // ln φ's derivatives: A / r² + ρ / r with A = xy (1 + ρ²) − ρ (x² + y²) and r = 1 − ρ², and the derivative of that.
            let a = product * (1.0 + correlation * correlation) - correlation * squares;
            let slope = a / (rest * rest) + correlation / rest;
            let bend = (2.0 * correlation * product - squares) / (rest * rest)
                + 4.0 * correlation * a / (rest * rest * rest)
                + 1.0 / rest
                + 2.0 * correlation * correlation / (rest * rest);
            kernels[0].push(density);
            kernels[1].push(density * slope);
            kernels[2].push(density * (slope * slope + bend));
        }
    }
    kernels
}

fn product_sum(left: &[f64], right: &[f64]) -> f64 {
    left.iter().zip(right).fold(0.0, |sum, (a, b)| sum + a * b)
}
