//! Which parameters were estimated, and how the answers' probabilities move with them.

use super::FitError;
use crate::model::ItemModel;

/// How many parameters an item has, counted as they are written: a and b and the asymptotes; the discrimination and each step or threshold;
/// for nominal categories each slope and each intercept; for a rating scale its difficulty and the offsets, which are shared.
pub fn parameter_count(item: &ItemModel) -> usize {
    match item {
        ItemModel::OnePl { .. } => 1,
        ItemModel::TwoPl { .. } => 2,
        ItemModel::ThreePl { .. } => 3,
        ItemModel::FourPl { .. } => 4,
        ItemModel::Pcm { steps } => steps.len(),
        ItemModel::Gpcm { steps: cells, .. } | ItemModel::Grm { thresholds: cells, .. } | ItemModel::Rsm { offsets: cells, .. } => cells.len() + 1,
        ItemModel::Nrm { slopes, intercepts } => slopes.len() + intercepts.len(),
    }
}

/// Which parameters of a model were estimated from the data, and which of them are one and the same.
///
/// Parameters are numbered as in [`parameter_count`]: (a), b, c, d; (a), then steps or thresholds; slopes, then intercepts.
///
/// ```
/// use psychometrics::fit::FreeParameters;
/// use psychometrics::model::ItemModel;
///
/// let items = vec![ItemModel::TwoPl { discrimination: 1.3, difficulty: 0.0 }; 5];
/// // One discrimination for all items: 6 parameters.
/// let mut free = FreeParameters::all(&items);
/// free.set_equal((0..5).map(|item| (item, 0)).collect());
/// assert_eq!(free.count(), 6);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FreeParameters {
    free: Vec<Vec<bool>>,
    equal: Vec<Vec<(usize, usize)>>,
    /// Whether the population's mean was estimated.
    pub latent_mean: bool,
    /// Whether the population's variance was estimated: so in a Rasch model whose slopes are 1.
    pub latent_variance: bool,
}

impl FreeParameters {
    /// Every parameter of every item; the population fixed. The offsets of rating scale items of the same number of categories are set equal.
    pub fn all(items: &[ItemModel]) -> Self {
        let mut free =
            Self { free: items.iter().map(|item| vec![true; parameter_count(item)]).collect(), equal: Vec::new(), latent_mean: false, latent_variance: false };
        let longest = items.iter().map(parameter_count).max().unwrap_or(0);
        for length in 2..=longest {
            let scale: Vec<usize> =
                (0..items.len()).filter(|item| matches!(&items[*item], ItemModel::Rsm { offsets, .. } if offsets.len() + 1 == length)).collect();
            if scale.len() > 1 {
                for offset in 1..length {
                    free.set_equal(scale.iter().map(|item| (*item, offset)).collect());
                }
            }
        }
        free
    }

    /// A parameter was known beforehand, or held by a constraint. Nothing happens when it does not exist.
    pub fn fix(&mut self, item: usize, parameter: usize) {
        if let Some(cell) = self.free.get_mut(item).and_then(|row| row.get_mut(parameter)) {
            *cell = false;
        }
    }

    /// These (item, parameter) are one parameter.
    pub fn set_equal(&mut self, cells: Vec<(usize, usize)>) {
        self.equal.push(cells);
    }

    /// How many numbers were estimated. The free offsets of a rating scale count once each, although one of them only moves the others.
    pub fn count(&self) -> usize {
        self.groups().len() + usize::from(self.latent_mean) + usize::from(self.latent_variance)
    }

    /// How many of an item's own parameters were estimated, shared or not: what [`s_x2`](super::s_x2()) takes off.
    pub fn count_of(&self, item: usize) -> usize {
        self.free.get(item).map_or(0, |row| row.iter().filter(|free| **free).count())
    }

    /// The free parameters, those that are one together.
    pub(super) fn groups(&self) -> Vec<Vec<(usize, usize)>> {
        let mut groups: Vec<Vec<(usize, usize)>> = Vec::new();
        for (item, row) in self.free.iter().enumerate() {
            for parameter in (0..row.len()).filter(|parameter| row[*parameter]) {
                let cell = (item, parameter);
                let shared = self.equal.iter().find(|cells| cells.contains(&cell));
                match shared.and_then(|cells| groups.iter_mut().find(|group| group.iter().any(|member| cells.contains(member)))) {
                    Some(group) => group.push(cell),
                    None => groups.push(vec![cell]),
                }
            }
        }
        groups
    }

    pub(super) fn check(&self, items: &[ItemModel]) -> Result<(), FitError> {
        if self.free.len() != items.len() {
            return Err(FitError::ItemsDiffer { models: self.free.len(), items: items.len() });
        }
        for (item, (row, model)) in self.free.iter().zip(items).enumerate() {
            if row.len() != parameter_count(model) {
                return Err(FitError::NoSuchParameter { item, parameter: row.len() });
            }
        }
        let missing = self.equal.iter().flatten().find(|(item, parameter)| self.free.get(*item).is_none_or(|row| *parameter >= row.len()));
        match missing {
            Some((item, parameter)) => Err(FitError::NoSuchParameter { item: *item, parameter: *parameter }),
            None => Ok(()),
        }
    }
}

/// The derivative of each category's probability at θ with respect to one of the item's parameters (numbered as in [`parameter_count`]).
///
/// With s(z) the logistic function, z = a (θ − b):
///
/// - 1PL to 4PL, right answer: ∂a (d − c) s (1 − s)(θ − b); ∂b −a (d − c) s (1 − s); ∂c 1 − s; ∂d s;
/// - partial credit family and nominal: P ∝ exp(e), so ∂P = P (∂e − Σ P ∂e) with e linear in every parameter but a;
/// - graded: the difference of two neighbouring boundary curves' derivatives, as for the 2PL.
///
/// # Panics
/// When the parameter does not exist.
pub fn probability_gradient(item: &ItemModel, theta: f64, parameter: usize) -> Vec<f64> {
    assert!(parameter < parameter_count(item), "the item has no parameter {parameter}");
    match item {
        ItemModel::OnePl { difficulty } => binary(1.0, *difficulty, (0.0, 1.0), theta, parameter + 1),
        ItemModel::TwoPl { discrimination, difficulty } => binary(*discrimination, *difficulty, (0.0, 1.0), theta, parameter),
        ItemModel::ThreePl { discrimination, difficulty, guessing } => binary(*discrimination, *difficulty, (*guessing, 1.0), theta, parameter),
        ItemModel::FourPl { discrimination, difficulty, guessing, ceiling } => binary(*discrimination, *difficulty, (*guessing, *ceiling), theta, parameter),
        ItemModel::Grm { discrimination, thresholds } => graded(*discrimination, thresholds, theta, parameter),
        ItemModel::Gpcm { discrimination, steps } => match parameter.checked_sub(1) {
            None => exponential(item, theta, |category| steps.iter().take(category).fold(0.0, |sum, step| sum + (theta - step))),
            Some(step) => exponential(item, theta, |category| if category > step { -discrimination } else { 0.0 }),
        },
        ItemModel::Pcm { .. } => exponential(item, theta, |category| if category > parameter { -1.0 } else { 0.0 }),
        ItemModel::Rsm { .. } => match parameter.checked_sub(1) {
            None => exponential(item, theta, |category| -(category as f64)),
            Some(offset) => exponential(item, theta, |category| if category > offset { -1.0 } else { 0.0 }),
        },
        ItemModel::Nrm { slopes, .. } => match parameter.checked_sub(slopes.len()) {
            None => exponential(item, theta, |category| if category == parameter + 1 { theta } else { 0.0 }),
            Some(intercept) => exponential(item, theta, |category| if category == intercept + 1 { 1.0 } else { 0.0 }),
        },
    }
}

fn binary(discrimination: f64, difficulty: f64, asymptotes: (f64, f64), theta: f64, parameter: usize) -> Vec<f64> {
    let (right, wrong) = logistic(discrimination * (theta - difficulty));
    let height = (asymptotes.1 - asymptotes.0) * (right * wrong);
    let slope = match parameter {
        0 => height * (theta - difficulty),
        1 => -discrimination * height,
        2 => wrong,
        _ => right,
    };
    vec![-slope, slope]
}

fn graded(discrimination: f64, thresholds: &[f64], theta: f64, parameter: usize) -> Vec<f64> {
    let boundary: Vec<f64> = thresholds
        .iter()
        .enumerate()
        .map(|(place, threshold)| {
            let (above, below) = logistic(discrimination * (theta - threshold));
            match parameter.checked_sub(1) {
                None => above * below * (theta - threshold),
                Some(own) if own == place => -discrimination * (above * below),
                Some(_) => 0.0,
            }
        })
        .collect();
    (0..=thresholds.len())
        .map(|category| {
            let reached = category.checked_sub(1).map_or(0.0, |below| boundary[below]);
            reached - boundary.get(category).copied().unwrap_or(0.0)
        })
        .collect()
}

fn exponential(item: &ItemModel, theta: f64, slope: impl Fn(usize) -> f64) -> Vec<f64> {
    let mut probabilities = Vec::new();
    item.probabilities(theta, &mut probabilities);
    let mean = probabilities.iter().enumerate().fold(0.0, |sum, (category, probability)| sum + probability * slope(category));
    probabilities.iter().enumerate().map(|(category, probability)| probability * (slope(category) - mean)).collect()
}

/// s(z) and 1 − s(z).
fn logistic(z: f64) -> (f64, f64) {
    let small = libm::exp(-z.abs());
    let (large_side, small_side) = (1.0 / (1.0 + small), small / (1.0 + small));
    if z >= 0.0 { (large_side, small_side) } else { (small_side, large_side) }
}
