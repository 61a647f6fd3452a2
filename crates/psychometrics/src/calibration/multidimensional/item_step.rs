//! The M-step of one item: slopes and intercepts from expected counts.

use super::Family;
use crate::matrix::SymmetricMatrix;
use crate::model::{ItemModel, MultidimensionalItem};

/// An item in slope-intercept form: the scale on which its log-likelihood is (nearly) concave.
///
/// - graded: P(x ≥ k) = s(a′θ + `d_k`), d descending;
/// - partial credit: P(x = k) ∝ exp(k a′θ + `d_k`);
/// - nominal: P(x = k) ∝ exp(`a_k` θ + `d_k`), one ability.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ItemParameters {
    pub family: Family,
    /// One an ability; for nominal items one a category above the first.
    pub slopes: Vec<f64>,
    /// One a category above the first.
    pub intercepts: Vec<f64>,
}

/// Steeper than any real item: what runs away stops here and is flagged.
pub(super) const SLOPE_LIMIT: f64 = 25.0;
pub(super) const INTERCEPT_LIMIT: f64 = 75.0;

/// Two graded intercepts closer than this leave the category between them without probability.
const SMALLEST_GAP: f64 = 1e-6;

const NEWTON_STEPS: usize = 6;
const MAXIMUM_HALVINGS: usize = 30;

impl ItemParameters {
    /// A start from how often each category was given: slopes of 1 (0.5 on a specific ability), intercepts that give these shares to a mean person.
    pub fn start(family: Family, abilities: usize, counts: &[u64]) -> Self {
        let categories = counts.len();
        let total = counts.iter().fold(0.0, |sum, count| sum + *count as f64) + 0.5 * categories as f64;
        let share = |category: usize| (counts[category] as f64 + 0.5) / total;
        let intercepts = match family {
            Family::Graded => (1..categories)
                .map(|category| {
                    let above = (category..categories).fold(0.0, |sum, k| sum + share(k));
                    // A mean over persons is flatter than the curve of one person.
                    1.2 * libm::log(above / (1.0 - above))
                })
                .collect(),
            Family::PartialCredit | Family::Nominal => (1..categories).map(|category| libm::log(share(category) / share(0))).collect(),
        };
        let slopes = match family {
            Family::Nominal => (1..categories).map(|category| category as f64 / (categories - 1) as f64).collect(),
            _ => (0..abilities).map(|ability| if ability == 0 { 1.0 } else { 0.5 }).collect(),
        };
        Self { family, slopes, intercepts }
    }

    pub fn categories(&self) -> usize {
        self.intercepts.len() + 1
    }

    pub fn size(&self) -> usize {
        self.slopes.len() + self.intercepts.len()
    }

    pub fn values(&self) -> impl Iterator<Item = f64> + '_ {
        self.slopes.iter().chain(&self.intercepts).copied()
    }

    /// The same item with other parameters; None when they are not those of an item.
    pub fn with_values(&self, values: &[f64]) -> Option<Self> {
        let (slopes, intercepts) = values.split_at(self.slopes.len());
        let in_range = slopes.iter().all(|slope| slope.abs() <= SLOPE_LIMIT) && intercepts.iter().all(|intercept| intercept.abs() <= INTERCEPT_LIMIT);
        let in_order = self.family != Family::Graded || intercepts.windows(2).all(|pair| pair[0] - pair[1] >= SMALLEST_GAP);
        (in_range && in_order).then(|| Self { family: self.family, slopes: slopes.to_vec(), intercepts: intercepts.to_vec() })
    }

    pub fn ran_away(&self) -> bool {
        self.slopes.iter().any(|slope| slope.abs() > 0.9 * SLOPE_LIMIT) || self.intercepts.iter().any(|intercept| intercept.abs() > 0.9 * INTERCEPT_LIMIT)
    }

    /// The probabilities of all categories at one node, written over `out`.
    pub fn probabilities(&self, node: &[f64], out: &mut [f64]) {
        match self.family {
            Family::Graded => {
                let z = composite(&self.slopes, node);
                let last = self.intercepts.len();
                for (category, cell) in out.iter_mut().enumerate() {
                    let reached = category.checked_sub(1).map(|below| z + self.intercepts[below]);
                    let missed = (category < last).then(|| z + self.intercepts[category]);
                    // s(u) − s(v) = s(u) s(−v) (1 − e^(v − u)): nothing is subtracted.
                    let gap = reached.zip(missed).map_or(1.0, |(u, v)| -libm::expm1(v - u));
                    *cell = reached.map_or(1.0, logistic) * missed.map_or(1.0, |v| logistic(-v)) * gap;
                }
            }
            Family::PartialCredit | Family::Nominal => {
                let z = composite(&self.slopes, node);
                let mut peak = 0.0_f64;
                out[0] = 0.0;
                for (index, intercept) in self.intercepts.iter().enumerate() {
                    let slope = if self.family == Family::Nominal { self.slopes[index] * node[0] } else { (index + 1) as f64 * z };
                    out[index + 1] = slope + intercept;
                    peak = peak.max(out[index + 1]);
                }
                let mut total = 0.0;
                for cell in out.iter_mut() {
                    *cell = libm::exp(*cell - peak);
                    total += *cell;
                }
                for cell in out.iter_mut() {
                    *cell /= total;
                }
            }
        }
    }

    /// The parameters that fit these expected counts best, by Newton's method (Fisher scoring for graded items) with step halving.
    /// `nodes` are the abilities, `counts[category][node]` the expected counts.
    pub fn fitted(&self, nodes: &[Vec<f64>], counts: &[Vec<f64>]) -> Self {
        let mut own = self.clone();
        let mut state = Fit::at(&own, nodes, counts);
        for _ in 0..NEWTON_STEPS {
            let Some(step) = state.step() else { break };
            let largest = step.iter().fold(0.0_f64, |largest, change| largest.max(change.abs()));
            let mut fraction = 1.0;
            let mut found = None;
            for _ in 0..MAXIMUM_HALVINGS {
                let values: Vec<f64> = own.values().zip(&step).map(|(value, change)| value + fraction * change).collect();
                if let Some(next) = own.with_values(&values) {
                    let next_state = Fit::at(&next, nodes, counts);
                    if next_state.value >= state.value - 1e-12 * state.value.abs() {
                        found = Some((next, next_state));
                        break;
                    }
                }
                fraction *= 0.5;
            }
            let Some((next, next_state)) = found else { break };
            (own, state) = (next, next_state);
            if largest < 1e-7 {
                break;
            }
        }
        own
    }

    /// The item as the rest of this crate knows it, its slopes put where `place` says among `dimensions`.
    pub fn item(&self, place: &[usize], dimensions: usize) -> MultidimensionalItem {
        let mut loadings = vec![0.0; dimensions];
        if self.family == Family::Nominal {
            loadings[place[0]] = 1.0;
            return MultidimensionalItem { loadings, model: ItemModel::Nrm { slopes: self.slopes.clone(), intercepts: self.intercepts.clone() } };
        }
        for (dimension, slope) in place.iter().zip(&self.slopes) {
            loadings[*dimension] = *slope;
        }
        if self.categories() == 2 {
            return MultidimensionalItem::two_pl(loadings, self.intercepts[0]);
        }
        match self.family {
            Family::Graded => {
                let thresholds = self.intercepts.iter().map(|intercept| -intercept).collect();
                MultidimensionalItem { loadings, model: ItemModel::Grm { discrimination: 1.0, thresholds } }
            }
            _ => MultidimensionalItem::gpcm(loadings, &self.intercepts),
        }
    }
}

fn composite(slopes: &[f64], node: &[f64]) -> f64 {
    slopes.iter().zip(node).fold(0.0, |sum, (slope, ability)| sum + slope * ability)
}

fn logistic(z: f64) -> f64 {
    let small = libm::exp(-z.abs());
    if z >= 0.0 { 1.0 / (1.0 + small) } else { small / (1.0 + small) }
}

/// Σ over nodes and categories of counts · ln P, its gradient, and minus its expected Hessian.
struct Fit {
    value: f64,
    gradient: Vec<f64>,
    information: SymmetricMatrix,
}

impl Fit {
    fn at(item: &ItemParameters, nodes: &[Vec<f64>], counts: &[Vec<f64>]) -> Self {
        let size = item.size();
        let categories = item.categories();
        let mut fit = Self { value: 0.0, gradient: vec![0.0; size], information: SymmetricMatrix::zeros(size) };
        let mut probabilities = vec![0.0; categories];
        // ∂ ln Pₖ for each category, row by row.
        let mut scores = vec![0.0; categories * size];
        let mut information = vec![0.0; size * size];
        for (index, node) in nodes.iter().enumerate() {
            let total = counts.iter().fold(0.0, |sum, row| sum + row[index]);
            // Nobody is there.
            if total < 1e-12 {
                continue;
            }
            item.probabilities(node, &mut probabilities);
            item.scores(node, &probabilities, &mut scores);
            for (category, probability) in probabilities.iter().enumerate() {
                let count = counts[category][index];
                let score = &scores[category * size..(category + 1) * size];
                if count > 0.0 {
                    fit.value += count * libm::log(probability.max(f64::MIN_POSITIVE));
                    for (sum, part) in fit.gradient.iter_mut().zip(score) {
                        *sum += count * part;
                    }
                }
                let weight = total * probability;
                for (row, left) in score.iter().enumerate() {
                    let scaled = weight * left;
                    for (sum, right) in information[row * size..=row * size + row].iter_mut().zip(score) {
                        *sum += scaled * right;
                    }
                }
            }
        }
        for row in 0..size {
            for column in 0..=row {
                fit.information.set(row, column, information[row * size + column]);
            }
        }
        fit
    }

    /// The Newton step; a little stiffness where the counts say nothing about some direction. None where nothing helps.
    fn step(&self) -> Option<Vec<f64>> {
        let mut stiff = self.information.clone();
        let mut stiffness = 1e-10 * (1.0 + self.information.trace());
        for _ in 0..12 {
            if let Ok(factor) = stiff.cholesky() {
                let step = factor.solve(&self.gradient);
                return step.iter().all(|change| change.is_finite()).then_some(step);
            }
            for index in 0..stiff.size() {
                stiff.set(index, index, stiff.get(index, index) + stiffness);
            }
            stiffness *= 10.0;
        }
        None
    }
}

impl ItemParameters {
    /// ∂ ln Pₖ / ∂ (slopes, intercepts), a row a category.
    fn scores(&self, node: &[f64], probabilities: &[f64], scores: &mut [f64]) {
        let (slopes, size) = (self.slopes.len(), self.size());
        scores.fill(0.0);
        match self.family {
            Family::Graded => {
                let z = composite(&self.slopes, node);
                let last = self.intercepts.len();
                for category in 0..=last {
                    let row = &mut scores[category * size..(category + 1) * size];
                    // ln P = ln s(u) + ln s(−v) + ln(1 − e^(v − u)), u = z + d_k, v = z + d_(k+1); e^(v − u) does not depend on θ.
                    let reached = category.checked_sub(1).map(|below| z + self.intercepts[below]);
                    let missed = (category < last).then(|| z + self.intercepts[category]);
                    let between = reached.zip(missed).map_or(0.0, |(u, v)| 1.0 / libm::expm1(u - v));
                    let mut along = 0.0;
                    if let Some(u) = reached {
                        let part = logistic(-u);
                        along += part;
                        row[slopes + category - 1] += part + between;
                    }
                    if let Some(v) = missed {
                        let part = logistic(v);
                        along -= part;
                        row[slopes + category] -= part + between;
                    }
                    for (cell, ability) in row.iter_mut().zip(node).take(slopes) {
                        *cell = along * ability;
                    }
                }
            }
            Family::PartialCredit => {
                let mean = probabilities.iter().enumerate().fold(0.0, |sum, (category, probability)| sum + category as f64 * probability);
                for category in 0..probabilities.len() {
                    let row = &mut scores[category * size..(category + 1) * size];
                    for (cell, ability) in row.iter_mut().zip(node).take(slopes) {
                        *cell = (category as f64 - mean) * ability;
                    }
                    for (above, cell) in row[slopes..].iter_mut().enumerate() {
                        *cell = f64::from(u8::from(above + 1 == category)) - probabilities[above + 1];
                    }
                }
            }
            Family::Nominal => {
                for category in 0..probabilities.len() {
                    let row = &mut scores[category * size..(category + 1) * size];
                    for above in 0..slopes {
                        let own = f64::from(u8::from(above + 1 == category)) - probabilities[above + 1];
                        row[above] = own * node[0];
                        row[slopes + above] = own;
                    }
                }
            }
        }
    }
}
