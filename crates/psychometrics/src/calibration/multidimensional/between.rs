//! Items that measure one of several correlated abilities each.

use super::correlation_step::{fitted, packed, unpacked};
use super::item_step::ItemParameters;
use super::patterns::{Table, counted, likelihood, table};
use super::squarem::{Step, accelerated};
use super::{CalibrationError, Convergence, Family, Settings, check_settings};
use crate::ability::Prior;
use crate::ability::within_item::MAXIMUM_NODES;
use crate::matrix::{MatrixError, SymmetricMatrix};
use crate::model::{ItemModel, MultidimensionalItem};
use crate::responses::Responses;

/// An item to calibrate: which ability it measures, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BetweenItem {
    /// The ability, from 0.
    pub dimension: usize,
    /// How its categories follow from the ability. There are as many categories as were seen.
    pub family: Family,
}

/// Items of several correlated abilities, estimated together.
#[derive(Clone, Debug, PartialEq)]
pub struct BetweenItemCalibration {
    /// The items; those of two categories are 2PL. A negative loading says that the item is keyed against the others.
    pub items: Vec<MultidimensionalItem>,
    /// The correlations of the abilities.
    pub correlations: SymmetricMatrix,
    /// Items whose parameters ran to the edge of what is searched (slope 25, intercept 75): their answers do not determine them.
    pub run_away: Vec<usize>,
    /// How the search ended.
    pub convergence: Convergence,
}

impl BetweenItemCalibration {
    /// The abilities' distribution, to score with.
    pub fn prior(&self) -> Result<Prior, crate::ability::AbilityError> {
        Prior::new(vec![0.0; self.correlations.size()], self.correlations.clone())
    }

    /// One item as a model on its own ability; None when its slope is not positive, which no [`ItemModel`] but the nominal can say.
    ///
    /// # Panics
    /// When the item does not exist.
    pub fn model(&self, item: usize) -> Option<(usize, ItemModel)> {
        let item = &self.items[item];
        let dimension = item.loadings.iter().position(|loading| *loading != 0.0)?;
        let slope = item.loadings[dimension];
        if matches!(item.model, ItemModel::Nrm { .. }) {
            return Some((dimension, item.model.clone()));
        }
        if slope <= 0.0 {
            return None;
        }
        let place = |cells: &[f64]| cells.iter().map(|cell| cell / slope).collect::<Vec<f64>>();
        let model = match &item.model {
            ItemModel::TwoPl { difficulty, .. } => ItemModel::TwoPl { discrimination: slope, difficulty: difficulty / slope },
            ItemModel::Gpcm { steps, .. } => ItemModel::Gpcm { discrimination: slope, steps: place(steps) },
            ItemModel::Grm { thresholds, .. } => ItemModel::Grm { discrimination: slope, thresholds: place(thresholds) },
            _ => return None,
        };
        Some((dimension, model))
    }
}

/// Estimates items that measure one ability each and the abilities' correlations at once, by marginal maximum likelihood (Bock and Aitkin, 1981;
/// several abilities: Bock, Gibbons and Muraki, 1988): EM over the product grid, accelerated.
///
/// The abilities have means 0, variances 1 and free correlations. Missing answers are left out, which is right when they are missing at random, as
/// in an adaptive test. No prior on the items: with fewer than about a hundred answers an item, calibrate each ability by itself with
/// priors, then estimate [`correlations`](super::correlations()).
///
/// The product of the answers' likelihoods over the items of one ability depends on one coordinate only, so a person's posterior is
/// `prior(θ) Π_d L_d(θ_d)`: it is contracted with the prior one ability after the other, and persons who share their answers to the last abilities share
/// that part of the work. Two abilities cost about points² an answer list, three points³.
///
/// ```
/// use psychometrics::calibration::multidimensional::{BetweenItem, Family, Settings, between_item};
/// use psychometrics::random::Random;
/// use psychometrics::responses::Responses;
///
/// // Two abilities that correlate by 0.6, three 2PL items each of slope 1.5 and difficulty 0.
/// let mut random = Random::new(7, 0);
/// let mut answers = Vec::new();
/// for _ in 0..1000 {
///     let first = random.normal();
///     let second = 0.6 * first + 0.8 * random.normal();
///     for item in 0..6 {
///         let ability = if item < 3 { first } else { second };
///         answers.push(u8::from(random.uniform() < 1.0 / (1.0 + libm::exp(-1.5 * ability))));
///     }
/// }
/// let responses = Responses::from_matrix(6, answers)?;
/// let items: Vec<BetweenItem> = (0..6).map(|item| BetweenItem { dimension: item / 3, family: Family::Graded }).collect();
/// let found = between_item(&responses, &items, None, &Settings::default())?;
/// assert!(found.convergence.converged && (found.correlations.get(0, 1) - 0.6).abs() < 0.1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn between_item(
    responses: &Responses,
    items: &[BetweenItem],
    start: Option<&SymmetricMatrix>,
    settings: &Settings,
) -> Result<BetweenItemCalibration, CalibrationError> {
    check_settings(settings)?;
    let dimensions = checked(responses, items, settings)?;
    let start = match start {
        Some(matrix) => started(matrix, dimensions)?,
        None => SymmetricMatrix::equicorrelated(dimensions, 0.25),
    };
    let counts = counted(responses)?;
    let dimension_of: Vec<usize> = items.iter().map(|item| item.dimension).collect();
    let table = table(responses, &dimension_of, dimensions);
    let mut problem = Problem::new(table, dimensions, settings);
    problem.items = items.iter().zip(&counts).map(|(item, own)| ItemParameters::start(item.family, 1, own)).collect();
    let first: Vec<f64> = problem.items.iter().flat_map(ItemParameters::values).chain(packed(&start)).collect();
    let found = accelerated(&mut problem, &first, settings.tolerance, settings.maximum_steps).ok_or(CalibrationError::LikelihoodVanishes)?;
    let (own, correlations) = problem.read(&found.parameters).ok_or(CalibrationError::LikelihoodVanishes)?;
    let expected = problem.expected(&own, &correlations).ok_or(CalibrationError::LikelihoodVanishes)?;
    let run_away = own.iter().enumerate().filter(|(_, item)| item.ran_away()).map(|(item, _)| item).collect();
    Ok(BetweenItemCalibration {
        items: own.iter().zip(items).map(|(item, specified)| item.item(&[specified.dimension], dimensions)).collect(),
        correlations,
        run_away,
        convergence: Convergence { converged: found.converged, steps: found.steps, log_likelihood: expected.log_likelihood, persons: problem.table.persons },
    })
}

fn checked(responses: &Responses, items: &[BetweenItem], settings: &Settings) -> Result<usize, CalibrationError> {
    if items.len() != responses.items() {
        return Err(CalibrationError::ItemsDiffer { specified: items.len(), answered: responses.items() });
    }
    let highest = items.iter().map(|item| item.dimension).max().unwrap_or(0);
    // More abilities than items leave one without: found before anything of that size is built.
    let missing = (0..=items.len().min(highest)).find(|dimension| items.iter().all(|item| item.dimension != *dimension));
    if let Some(dimension) = missing {
        return Err(CalibrationError::DimensionWithoutItems { dimension });
    }
    let (dimensions, points) = (highest + 1, settings.grid.points);
    let fits = (0..dimensions).try_fold(1_usize, |product, _| product.checked_mul(points).filter(|nodes| *nodes <= MAXIMUM_NODES));
    fits.map(|_| dimensions).ok_or(CalibrationError::TooManyDimensions { dimensions, points })
}

fn started(matrix: &SymmetricMatrix, dimensions: usize) -> Result<SymmetricMatrix, CalibrationError> {
    if matrix.size() != dimensions {
        let (expected, found) = (dimensions * dimensions, matrix.size() * matrix.size());
        return Err(CalibrationError::Start(MatrixError::WrongLength { expected, found }));
    }
    matrix.covariance_factor().map_err(CalibrationError::Start)?;
    // A covariance is brought to its correlations.
    let scale: Vec<f64> = (0..dimensions).map(|index| matrix.get(index, index).sqrt()).collect();
    let mut correlation = SymmetricMatrix::identity(dimensions);
    for row in 0..dimensions {
        for column in 0..row {
            correlation.set(row, column, matrix.get(row, column) / (scale[row] * scale[column]));
        }
    }
    correlation.cholesky().map_err(CalibrationError::Start)?;
    Ok(correlation)
}

struct Problem {
    table: Table,
    /// The abilities in the order of the tensor's axes: the last axis is contracted first, and has the fewest different lists of answers.
    order: Vec<usize>,
    axis: Vec<f64>,
    nodes: Vec<Vec<f64>>,
    items: Vec<ItemParameters>,
}

/// What the E-step finds.
struct Expected {
    /// `counts[item][category][point]`
    counts: Vec<Vec<Vec<f64>>>,
    /// E[θθ′] averaged over persons.
    moments: SymmetricMatrix,
    log_likelihood: f64,
}

impl Problem {
    fn new(mut table: Table, dimensions: usize, settings: &Settings) -> Self {
        let mut order: Vec<usize> = (0..dimensions).collect();
        order.sort_by_key(|dimension| (std::cmp::Reverse(table.groups[*dimension].lists.len()), *dimension));
        // Rows that share the lists of the last axes stand together.
        table.rows.sort_by(|left, right| {
            let key = |row: &super::patterns::Row| order.iter().rev().map(|dimension| row.patterns[*dimension]).collect::<Vec<_>>();
            key(left).cmp(&key(right))
        });
        let axis = settings.grid.axis();
        let nodes = axis.iter().map(|point| vec![*point]).collect();
        Self { table, order, axis, nodes, items: Vec::new() }
    }

    fn read(&self, parameters: &[f64]) -> Option<(Vec<ItemParameters>, SymmetricMatrix)> {
        let mut rest = parameters;
        let mut items = Vec::with_capacity(self.items.len());
        for item in &self.items {
            let (own, others) = rest.split_at(item.size());
            items.push(item.with_values(own)?);
            rest = others;
        }
        let correlations = unpacked(self.order.len(), rest);
        correlations.cholesky().ok()?;
        Some((items, correlations))
    }

    /// The normal density at the nodes of the product grid, summing to 1, axes in the tensor's order.
    fn prior(&self, correlations: &SymmetricMatrix) -> Option<Vec<f64>> {
        let size = self.order.len();
        let precision = correlations.cholesky().ok()?.inverse();
        let points = self.axis.len();
        let nodes = (0..size).fold(1, |product, _| product * points);
        let mut prior = Vec::with_capacity(nodes);
        let mut theta = vec![0.0; size];
        for node in 0..nodes {
            let mut rest = node;
            for dimension in self.order.iter().rev() {
                theta[*dimension] = self.axis[rest % points];
                rest /= points;
            }
            prior.push(libm::exp(-0.5 * precision.quadratic_form(&theta)));
        }
        let total = prior.iter().fold(0.0, |sum, density| sum + density);
        for density in &mut prior {
            *density /= total;
        }
        Some(prior)
    }

    fn expected(&self, items: &[ItemParameters], correlations: &SymmetricMatrix) -> Option<Expected> {
        let (points, size) = (self.axis.len(), self.order.len());
        let tables: Vec<Vec<Vec<f64>>> = items.iter().map(|item| probability_table(item, &self.nodes)).collect();
        let prior = self.prior(correlations)?;
        // The likelihood of each list of answers along its axis.
        let mut lists: Vec<Vec<f64>> = Vec::with_capacity(size);
        let mut scales: Vec<Vec<f64>> = Vec::with_capacity(size);
        for group in &self.table.groups {
            let mut all = vec![0.0; group.lists.len() * points];
            let own = group.lists.iter().zip(all.chunks_exact_mut(points)).map(|(list, out)| likelihood(list, &tables, out)).collect();
            lists.push(all);
            scales.push(own);
        }
        let mut contraction = Contraction {
            order: &self.order,
            points,
            lists: &lists,
            weights: lists.iter().map(|all| vec![0.0; all.len()]).collect(),
            log_likelihood: 0.0,
            vanished: false,
        };
        let mut back = vec![0.0; prior.len()];
        let rows: Vec<&super::patterns::Row> = self.table.rows.iter().collect();
        contraction.descend(size, &prior, &rows, &mut back);
        if contraction.vanished {
            return None;
        }
        let scale = self.table.rows.iter().fold(0.0, |sum, row| {
            let own = row.patterns.iter().enumerate().fold(0.0, |sum, (dimension, pattern)| sum + scales[dimension][*pattern]);
            sum + row.count * own
        });
        let mut counts: Vec<Vec<Vec<f64>>> = items.iter().map(|item| vec![vec![0.0; points]; item.categories()]).collect();
        for (group, weights) in self.table.groups.iter().zip(&contraction.weights) {
            for (list, weight) in group.lists.iter().zip(weights.chunks_exact(points)) {
                for (item, category) in list {
                    for (sum, part) in counts[*item][usize::from(*category)].iter_mut().zip(weight) {
                        *sum += part;
                    }
                }
            }
        }
        Some(Expected { counts, moments: self.moments(&prior, &back), log_likelihood: contraction.log_likelihood + scale })
    }

    /// E[θθ′] under the mean posterior, which is prior × `back` / persons.
    fn moments(&self, prior: &[f64], back: &[f64]) -> SymmetricMatrix {
        let (points, size) = (self.axis.len(), self.order.len());
        let mut moments = SymmetricMatrix::zeros(size);
        let mut theta = vec![0.0; size];
        let mut total = 0.0;
        for (node, (density, weight)) in prior.iter().zip(back).enumerate() {
            let mass = density * weight;
            total += mass;
            let mut rest = node;
            for dimension in self.order.iter().rev() {
                theta[*dimension] = self.axis[rest % points];
                rest /= points;
            }
            for row in 0..size {
                let scaled = mass * theta[row];
                for (column, ability) in theta.iter().enumerate().take(row + 1) {
                    moments.set(row, column, moments.get(row, column) + scaled * ability);
                }
            }
        }
        for row in 0..size {
            for column in 0..=row {
                moments.set(row, column, moments.get(row, column) / total);
            }
        }
        moments
    }
}

impl Step for Problem {
    fn step(&mut self, from: &[f64]) -> Option<(Vec<f64>, f64)> {
        let (items, correlations) = self.read(from)?;
        let expected = self.expected(&items, &correlations)?;
        let moved = items.iter().zip(&expected.counts).map(|(item, counts)| item.fitted(&self.nodes, counts));
        let mut parameters: Vec<f64> = moved.flat_map(|item| item.values().collect::<Vec<f64>>()).collect();
        parameters.extend(packed(&fitted(&correlations, &expected.moments)));
        Some((parameters, expected.log_likelihood))
    }
}

/// `tables[category][node]`
pub(super) fn probability_table(item: &ItemParameters, nodes: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let mut table = vec![vec![0.0; nodes.len()]; item.categories()];
    let mut cells = vec![0.0; item.categories()];
    for (place, node) in nodes.iter().enumerate() {
        item.probabilities(node, &mut cells);
        for (row, cell) in table.iter_mut().zip(&cells) {
            row[place] = *cell;
        }
    }
    table
}

/// The E-step: the prior's tensor is contracted with the likelihood along its last axis, then along the one before, down to a number for each person; on the way
/// back the persons' weights are spread over the axes.
struct Contraction<'a> {
    order: &'a [usize],
    points: usize,
    /// `lists[dimension]`: the likelihood of each list of answers at each point.
    lists: &'a [Vec<f64>],
    /// The same shape: how many persons with that list are expected at each point.
    weights: Vec<Vec<f64>>,
    log_likelihood: f64,
    vanished: bool,
}

impl Contraction<'_> {
    /// `tensor` has `level` axes; the rows share their lists on all axes beyond. Adds to `back`, of the tensor's shape, Σ over the rows of
    /// count / likelihood · Π of the likelihoods along the axes of the tensor.
    fn descend(&mut self, level: usize, tensor: &[f64], rows: &[&super::patterns::Row], back: &mut [f64]) {
        let (points, dimension) = (self.points, self.order[level - 1]);
        let prefixes = tensor.len() / points;
        let (mut smaller, mut smaller_back) = (vec![0.0; prefixes], vec![0.0; prefixes]);
        for group in rows.chunk_by(|left, right| left.patterns[dimension] == right.patterns[dimension]) {
            let Some(first) = group.first() else { continue };
            let range = first.patterns[dimension] * points..(first.patterns[dimension] + 1) * points;
            let lists = self.lists;
            let list = &lists[dimension][range.clone()];
            for (cell, row) in smaller.iter_mut().zip(tensor.chunks_exact(points)) {
                *cell = row.iter().zip(list).fold(0.0, |sum, (a, b)| sum + a * b);
            }
            if level == 1 {
                let likelihood = smaller[0];
                let count = group.iter().fold(0.0, |sum, row| sum + row.count);
                if likelihood.is_nan() || likelihood <= f64::MIN_POSITIVE {
                    self.vanished = true;
                    return;
                }
                self.log_likelihood += count * libm::log(likelihood);
                smaller_back[0] = count / likelihood;
            } else {
                smaller_back.fill(0.0);
                self.descend(level - 1, &smaller, group, &mut smaller_back);
            }
            let weights = &mut self.weights[dimension][range];
            for ((row, back_row), weight) in tensor.chunks_exact(points).zip(back.chunks_exact_mut(points)).zip(&smaller_back) {
                for ((sum, cell), (back_cell, factor)) in weights.iter_mut().zip(row).zip(back_row.iter_mut().zip(list)) {
                    let share = weight * factor;
                    *back_cell += share;
                    *sum += share * cell;
                }
            }
        }
    }
}
