//! What is not known about an item's own parameters, carried into the estimate of the ability.
//!
//! A new item starts from its author's judgement: a difficulty known to ±0.85, a slope to ±30%. Scoring it as
//! if its parameters were known claims a precision that nobody has. Here is the way out.
//!
//! Items' parameters are independent a priori, and one person answers one item once. So the posterior of θ
//! still factorises over the items once their parameters are integrated out:
//!
//! p(θ | x) ∝ p(θ) · Πᵢ ∫ P(xᵢ | θ, ξᵢ) p(ξᵢ) dξᵢ = p(θ) · Πᵢ E[P(xᵢ | θ)]
//!
//! This is exact: each item is replaced by its *expected curve*. [`ItemModel::marginalised`] approximates that
//! curve by an item of the same family, so that everything else in this crate applies unchanged.

use std::collections::BTreeMap;

use crate::matrix::SymmetricMatrix;
use crate::model::ItemModel;
use crate::quadrature::{Node, STANDARD_NORMAL_7, normal_grid};

/// How uncertain an item's parameters are: independent, the difficulty normal, the discrimination lognormal.
///
/// Both are finite and not negative; with anything else the marginalised item does not pass
/// [`ItemModel::validate`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ParameterUncertainty {
    /// Standard deviation of the difficulty, in units of ability; the steps of a graded item shift together.
    pub difficulty_sd: f64,
    /// Standard deviation of the natural logarithm of the discrimination, whose median is the item's.
    pub log_discrimination_sd: f64,
}

impl ParameterUncertainty {
    /// Parameters known exactly.
    pub const NONE: Self = Self { difficulty_sd: 0.0, log_discrimination_sd: 0.0 };

    /// What is believed of an item that nobody has answered yet: an author's judgement.
    pub const AUTHOR: Self = Self { difficulty_sd: 0.85, log_discrimination_sd: 0.3 };

    fn is_valid(&self) -> bool {
        let valid = |sd: f64| sd.is_finite() && sd >= 0.0;
        valid(self.difficulty_sd) && valid(self.log_discrimination_sd)
    }
}

impl ItemModel {
    /// The item whose curve approximates the expected curve of this item over its parameters' uncertainty.
    ///
    /// Of all items of the family, the one closest to the expected curve in Kullback–Leibler divergence *for
    /// the persons who get the item*: it maximises
    ///
    /// ∫ w(θ) Σₖ E[Pₖ(θ)] ln P*ₖ(θ) dθ,  w the mean of normal densities N(t, 1) around the item's turning points t
    ///
    /// The turning points are where the most probable category changes: the difficulty, or the steps. That is where an
    /// adaptive test asks the item, from the first question (when the ability is known to ±1, the prior) to the last.
    /// The weight matters. No item of the family follows the expected curve everywhere, because a mean of steep and
    /// flat curves has a flat middle and long tails. Matching tails where nobody answers would promise
    /// information in the middle that the answers do not carry; matched in this way, the mean information under w is the
    /// expected curve's within 0.3% for right/wrong items and 1% for graded items.
    ///
    /// **Right/wrong items** keep their difficulty (the expected curve is symmetric around it) and their asymptotes
    /// (the expected curve is linear in them); the slope of the logistic part is fitted. A 1PL item becomes a 2PL
    /// item. **Partial-credit items** get slope and steps: averaging over a shift also moves the steps apart or together.
    /// **Graded response and nominal items** keep their places, and their slopes shrink as those of a normal ogive averaged over
    /// a normal shift do (an approximation in closed form; no item of this platform is of these kinds before it is calibrated).
    ///
    /// A concave problem, solved by Newton's method in a fixed order, in a fraction of a millisecond: call it when a pool is
    /// loaded, not for every answer.
    ///
    /// ```
    /// use psychometrics::model::ItemModel;
    /// use psychometrics::uncertainty::ParameterUncertainty;
    ///
    /// let item = ItemModel::TwoPl { discrimination: 1.5, difficulty: 0.4 };
    /// let cautious = item.marginalised(&ParameterUncertainty::AUTHOR);
    /// assert!((cautious.discrimination() - 1.149).abs() < 0.001);
    /// assert_eq!(cautious.difficulty(), 0.4);
    /// ```
    #[must_use]
    pub fn marginalised(&self, uncertainty: &ParameterUncertainty) -> Self {
        Marginaliser::default().marginalised(self, uncertainty)
    }

    /// The exact expected curve E[P(x = `category` | θ)] over the parameters' uncertainty, by a fine
    /// quadrature (41 × 41 nodes): what [`ItemModel::marginalised`] approximates. Slow; for checks.
    pub fn expected_probability(&self, uncertainty: &ParameterUncertainty, theta: f64, category: usize) -> f64 {
        let nodes = standard_normal_nodes(41, 6.0);
        nodes.iter().fold(0.0, |sum, slope| {
            let variant = self.stretched(libm::exp(uncertainty.log_discrimination_sd * slope.point));
            // Shifting the difficulty by δ is seeing the item from θ − δ.
            let mean =
                nodes.iter().fold(0.0, |mean, shift| mean + shift.weight * variant.probability(theta - uncertainty.difficulty_sd * shift.point, category));
            sum + slope.weight * mean
        })
    }
}

/// [`ItemModel::marginalised`] for a whole pool: items that are alike but for where they stand share one projection.
///
/// The expected curve is measured from the item's difficulty, so the projection depends on the discrimination, on the
/// steps relative to their mean and on the uncertainty, and on nothing else. In a bank of authors' judgements these are a handful.
/// What was found is kept under the very bits of these numbers: each model is the one that [`ItemModel::marginalised`] gives, to the bit.
///
/// ```
/// use psychometrics::model::ItemModel;
/// use psychometrics::uncertainty::{Marginaliser, ParameterUncertainty};
///
/// let mut marginaliser = Marginaliser::default();
/// for difficulty in [-1.0, 0.0, 2.5] {
///     let item = ItemModel::TwoPl { discrimination: 1.4, difficulty };
///     let found = marginaliser.marginalised(&item, &ParameterUncertainty::AUTHOR);
///     assert_eq!(found, item.marginalised(&ParameterUncertainty::AUTHOR));
/// }
/// ```
#[derive(Debug, Clone, Default)]
pub struct Marginaliser {
    projections: BTreeMap<Vec<u64>, Option<(f64, Vec<f64>)>>,
}

impl Marginaliser {
    /// The item whose curve approximates the expected curve: see [`ItemModel::marginalised`].
    #[must_use]
    pub fn marginalised(&mut self, item: &ItemModel, uncertainty: &ParameterUncertainty) -> ItemModel {
        use ItemModel::{FourPl, Gpcm, Grm, Nrm, OnePl, Pcm, Rsm, ThreePl, TwoPl};

        if *uncertainty == ParameterUncertainty::NONE {
            return item.clone();
        }
        let is_valid = item.validate().is_ok() && uncertainty.is_valid();
        let attenuated = attenuated(item.discrimination(), uncertainty);
        // Everything is measured from the item's difficulty: the same item elsewhere gets the same slope.
        let mut fitted = |steps: &[f64]| if is_valid { self.projected(item.discrimination(), steps, uncertainty) } else { None };
        let mut slope = || fitted(&[0.0]).map_or(attenuated, |(slope, _)| slope);
        match item {
            OnePl { difficulty } | TwoPl { difficulty, .. } => TwoPl { discrimination: slope(), difficulty: *difficulty },
            ThreePl { difficulty, guessing, .. } => ThreePl { discrimination: slope(), difficulty: *difficulty, guessing: *guessing },
            FourPl { difficulty, guessing, ceiling, .. } => FourPl { discrimination: slope(), difficulty: *difficulty, guessing: *guessing, ceiling: *ceiling },
            Gpcm { steps, .. } | Pcm { steps } => {
                let centre = item.difficulty();
                let relative: Vec<f64> = steps.iter().map(|step| step - centre).collect();
                fitted(&relative)
                    .map(|(discrimination, steps)| Gpcm { discrimination, steps: steps.iter().map(|step| step + centre).collect() })
                    .filter(|found| found.validate().is_ok())
                    .unwrap_or_else(|| Gpcm { discrimination: attenuated, steps: steps.clone() })
            }
            Rsm { difficulty, offsets } => {
                let steps = offsets.iter().map(|offset| difficulty + offset).collect();
                self.marginalised(&Gpcm { discrimination: 1.0, steps }, uncertainty)
            }
            Grm { .. } | Nrm { .. } => item.stretched(attenuated / item.discrimination()),
        }
    }

    /// [`projected`], made once.
    fn projected(&mut self, discrimination: f64, steps: &[f64], uncertainty: &ParameterUncertainty) -> Option<(f64, Vec<f64>)> {
        let numbers = [discrimination, uncertainty.difficulty_sd, uncertainty.log_discrimination_sd];
        let key = numbers.iter().chain(steps).map(|number| number.to_bits()).collect();
        self.projections.entry(key).or_insert_with(|| projected(discrimination, steps, uncertainty)).clone()
    }
}

/// Where the search starts, and the slope if it fails: a logistic curve is nearly the normal ogive of slope
/// a / 1.702 (Haley, 1952), and a normal ogive averaged over a normal shift is a flatter one.
fn attenuated(discrimination: f64, uncertainty: &ParameterUncertainty) -> f64 {
    let shift = discrimination * uncertainty.difficulty_sd / 1.702;
    discrimination / (1.0 + shift * shift).sqrt()
}

/// Equally spaced nodes for the standard normal over ±`reach`, weights summing to 1.
fn standard_normal_nodes(count: usize, reach: f64) -> Vec<Node> {
    let mut nodes = normal_grid(0.0, 1.0, -reach, reach, count);
    let total = nodes.iter().fold(0.0, |sum, node| sum + node.weight);
    for node in &mut nodes {
        node.weight /= total;
    }
    nodes
}

/// The expected curves at one ability, measured from the item's difficulty.
struct Target {
    position: f64,
    /// How much the fit there counts; all weights sum to 1.
    weight: f64,
    probabilities: Vec<f64>,
}

const PROJECTION_STEPS: usize = 60;

/// Slope and steps of the partial-credit item closest to the expected curves, or `None` when the search fails.
///
/// With logits of adjacent categories linear in the unknowns, ln (Pₖ / Pₖ₋₁) = a θ − dₖ, the sum
/// Σ w E[Pₖ] ln Pₖ is concave in (a, d₁..dₘ), and its maximum is the Kullback–Leibler projection.
fn projected(discrimination: f64, steps: &[f64], uncertainty: &ParameterUncertainty) -> Option<(f64, Vec<f64>)> {
    let slope = attenuated(discrimination, uncertainty);
    let targets = targets(discrimination, steps, uncertainty, slope);
    let mut unknowns = vec![slope];
    unknowns.extend(steps.iter().map(|step| slope * step));
    let mut fit = Fit::at(&targets, &unknowns);
    for _ in 0..PROJECTION_STEPS {
        let change = fit.curvature.cholesky().ok()?.solve(&fit.gradient);
        let largest = change.iter().fold(0.0_f64, |largest, part| largest.max(part.abs()));
        let mut fraction = 1.0;
        loop {
            let next: Vec<f64> = unknowns.iter().zip(&change).map(|(old, part)| old + fraction * part).collect();
            let next_fit = Fit::at(&targets, &next);
            if next_fit.value >= fit.value - 1e-12 {
                (unknowns, fit) = (next, next_fit);
                break;
            }
            fraction *= 0.5;
            if fraction < 1e-9 {
                return None;
            }
        }
        if largest < 1e-9 {
            let (slope, offsets) = unknowns.split_first()?;
            let steps = offsets.iter().map(|offset| offset / slope).collect();
            return (*slope > 0.0).then_some((*slope, steps));
        }
    }
    None
}

/// Where the most probable category changes, in ascending order: the steps, and where they are in disorder the
/// middle of those that are passed at once (pooling adjacent violators: Ayer and others, 1955).
fn turning_points(steps: &[f64]) -> Vec<f64> {
    let mut pools: Vec<(f64, usize)> = Vec::with_capacity(steps.len());
    for step in steps {
        let (mut sum, mut count) = (*step, 1);
        while let Some((below, members)) = pools.last().copied() {
            if below / members as f64 <= sum / count as f64 {
                break;
            }
            sum += below;
            count += members;
            pools.pop();
        }
        pools.push((sum, count));
    }
    let middle_of_pool = |(sum, count): (f64, usize)| std::iter::repeat_n(sum / count as f64, count);
    pools.into_iter().flat_map(middle_of_pool).collect()
}

/// How far around a turning point the targets reach, in standard deviations of the weight.
const REACH: f64 = 4.0;

/// The targets, close enough for the curve's slope, and their weights: see [`ItemModel::marginalised`].
fn targets(discrimination: f64, steps: &[f64], uncertainty: &ParameterUncertainty, slope: f64) -> Vec<Target> {
    let turning_points = turning_points(steps);
    let (lowest, highest) = (turning_points[0] - REACH, turning_points[turning_points.len() - 1] + REACH);
    // The trapezoid rule is as good as exact when neither the weight nor the curve changes much between nodes.
    let per_unit = slope.clamp(2.0, 50.0);
    let intervals = ((highest - lowest) * per_unit).ceil();
    let shifts = standard_normal_nodes(19, 4.0);
    let variants: Vec<(f64, ItemModel)> = STANDARD_NORMAL_7
        .iter()
        .map(|node| {
            let factor = libm::exp(uncertainty.log_discrimination_sd * node.point);
            let variant = ItemModel::Gpcm { discrimination: discrimination * factor, steps: steps.to_vec() };
            (node.weight, variant)
        })
        .collect();
    let mut at_node = Vec::with_capacity(steps.len() + 1);
    let mut targets: Vec<Target> = (0..=intervals as usize)
        .map(|index| lowest + (highest - lowest) * (index as f64 / intervals))
        .filter(|position| {
            // Between steps that lie far apart nobody is asked the item.
            turning_points.iter().any(|turn| (position - turn).abs() <= REACH + 1e-9)
        })
        .map(|position| {
            let mut probabilities = vec![0.0; steps.len() + 1];
            for (slope_weight, variant) in &variants {
                for shift in &shifts {
                    let seen_from = position - uncertainty.difficulty_sd * shift.point;
                    variant.probabilities(seen_from, &mut at_node);
                    for (sum, probability) in probabilities.iter_mut().zip(&at_node) {
                        *sum += slope_weight * shift.weight * probability;
                    }
                }
            }
            let weight = turning_points.iter().fold(0.0, |sum, turn| {
                let distance = position - turn;
                sum + libm::exp(-0.5 * distance * distance)
            });
            Target { position, weight, probabilities }
        })
        .collect();
    let total = targets.iter().fold(0.0, |sum, target| sum + target.weight);
    for target in &mut targets {
        target.weight /= total;
    }
    targets
}

/// Σ over abilities of w Σₖ E[Pₖ] ln Pₖ, with its gradient and minus its Hessian.
struct Fit {
    value: f64,
    gradient: Vec<f64>,
    curvature: SymmetricMatrix,
}

impl Fit {
    fn at(targets: &[Target], unknowns: &[f64]) -> Self {
        let size = unknowns.len();
        let mut fit = Self { value: 0.0, gradient: vec![0.0; size], curvature: SymmetricMatrix::zeros(size) };
        for target in targets {
            fit.add(target, unknowns);
        }
        // A category that nobody ever reaches leaves its step undetermined: a trace of stiffness settles it.
        for index in 0..size {
            fit.curvature.set(index, index, fit.curvature.get(index, index) + 1e-9);
        }
        fit
    }

    fn add(&mut self, target: &Target, unknowns: &[f64]) {
        let position = target.position;
        let size = unknowns.len();
        let mut exponents = vec![0.0; size];
        for category in 1..size {
            exponents[category] = exponents[category - 1] + unknowns[0] * position - unknowns[category];
        }
        let peak = exponents.iter().fold(f64::NEG_INFINITY, |peak, exponent| peak.max(*exponent));
        let weights: Vec<f64> = exponents.iter().map(|exponent| libm::exp(exponent - peak)).collect();
        let total = weights.iter().fold(0.0, |sum, weight| sum + weight);
        let log_total = peak + libm::log(total);
        let probabilities: Vec<f64> = weights.iter().map(|weight| weight / total).collect();
        for (expected, exponent) in target.probabilities.iter().zip(&exponents) {
            self.value += target.weight * expected * (exponent - log_total);
        }
        // The statistic of category k is (k · position, −1 for every step at or below k).
        let statistic = |category: usize, index: usize| {
            if index == 0 {
                category as f64 * position
            } else if index <= category {
                -1.0
            } else {
                0.0
            }
        };
        let means: Vec<f64> = (0..size).map(|index| (0..size).fold(0.0, |sum, k| sum + probabilities[k] * statistic(k, index))).collect();
        for row in 0..size {
            for (k, probability) in probabilities.iter().enumerate() {
                let surplus = target.probabilities[k] - probability;
                self.gradient[row] += target.weight * surplus * statistic(k, row);
            }
            for column in 0..=row {
                let covariance = (0..size).fold(0.0, |sum, k| {
                    let product = (statistic(k, row) - means[row]) * (statistic(k, column) - means[column]);
                    sum + probabilities[k] * product
                });
                let sum = self.curvature.get(row, column) + target.weight * covariance;
                self.curvature.set(row, column, sum);
            }
        }
    }
}
