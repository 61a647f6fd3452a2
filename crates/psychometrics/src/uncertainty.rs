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

use crate::levels::normal_quantile;
use crate::matrix::SymmetricMatrix;
use crate::model::ItemModel;
use crate::quadrature::{Node, normal_grid};

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
    /// **Right/wrong items** keep difficulty and asymptotes and get the slope
    ///
    /// a* = 1 / √(e^(0.30 σₐ²) / a² + (`σ_b` / 1.67)² e^(0.70 σₐ²))
    ///
    /// With σₐ = 0 this is the probit approximation a / √(1 + (a `σ_b` / k)²): a logistic curve is nearly the
    /// normal ogive of slope a/k, and a normal ogive averaged over a normal shift is a normal ogive again
    /// (`MacKay`, 1992, with k = 1.60; k = 1.702 is Haley's; 1.67 is minimax here). The two exponents account
    /// for the lognormal slope. The three constants minimise the largest error over a in 0.5..2.5, `σ_b` up to 1 and σₐ up to 0.3:
    /// **0.0085** there, and 0.019 with σₐ up to 0.5, where no logistic curve at all does better than 0.0186 (the
    /// mean of steep and flat curves has longer tails than any of them). A 1PL item becomes a 2PL item.
    ///
    /// **Graded items** need more than a slope: averaging over a shift also moves the steps apart or together,
    /// and keeping them costs errors of 0.05 to 0.10. Slope and steps are therefore those of the partial-credit item
    /// closest to the expected curves (least Kullback–Leibler divergence summed over a grid of abilities: a
    /// concave problem, solved by Newton's method in a fixed order). A few hundred microseconds: call it when a
    /// pool is loaded, not for every answer.
    ///
    /// ```
    /// use psychometrics::model::ItemModel;
    /// use psychometrics::uncertainty::ParameterUncertainty;
    ///
    /// let item = ItemModel::TwoPl { discrimination: 1.5, difficulty: 0.4 };
    /// let cautious = item.marginalised(&ParameterUncertainty::AUTHOR);
    /// assert!((cautious.discrimination() - 1.15).abs() < 0.01);
    /// assert_eq!(cautious.difficulty(), 0.4);
    /// ```
    #[must_use]
    pub fn marginalised(&self, uncertainty: &ParameterUncertainty) -> Self {
        if *uncertainty == ParameterUncertainty::NONE {
            return self.clone();
        }
        let discrimination = attenuated(self.discrimination(), uncertainty);
        match self {
            Self::OnePl { difficulty } | Self::TwoPl { difficulty, .. } => {
                Self::TwoPl { discrimination, difficulty: *difficulty }
            }
            Self::ThreePl { difficulty, guessing, .. } => {
                Self::ThreePl { discrimination, difficulty: *difficulty, guessing: *guessing }
            }
            Self::FourPl { difficulty, guessing, ceiling, .. } => {
                Self::FourPl { discrimination, difficulty: *difficulty, guessing: *guessing, ceiling: *ceiling }
            }
            Self::Gpcm { steps, .. } => {
                let start = Self::Gpcm { discrimination, steps: steps.clone() };
                if self.validate().is_ok() && uncertainty.is_valid() {
                    projected(self, uncertainty).unwrap_or(start)
                } else {
                    start
                }
            }
        }
    }

    /// The exact expected curve E[P(x = `category` | θ)] over the parameters' uncertainty, by a fine
    /// quadrature (41 × 41 nodes): what [`ItemModel::marginalised`] approximates. Slow; for checks.
    pub fn expected_probability(&self, uncertainty: &ParameterUncertainty, theta: f64, category: usize) -> f64 {
        let nodes = standard_normal_nodes(41, 6.0);
        self.averaged(uncertainty, &nodes, &nodes, |variant, shift| variant.probability(theta - shift, category))
    }

    /// The mean of `function(item with another slope, difficulty shift)`. Shifting the difficulty by δ is
    /// seeing the item from θ − δ.
    fn averaged(
        &self,
        uncertainty: &ParameterUncertainty,
        slopes: &[Node],
        shifts: &[Node],
        function: impl Fn(&Self, f64) -> f64,
    ) -> f64 {
        slopes.iter().fold(0.0, |sum, slope| {
            let variant = self.stretched(libm::exp(uncertainty.log_discrimination_sd * slope.point));
            let inner = shifts.iter().fold(0.0, |inner, shift| {
                inner + shift.weight * function(&variant, uncertainty.difficulty_sd * shift.point)
            });
            sum + slope.weight * inner
        })
    }

    /// The same item with its discrimination multiplied.
    fn stretched(&self, factor: f64) -> Self {
        let mut stretched = self.clone();
        match &mut stretched {
            Self::OnePl { difficulty } => {
                return Self::TwoPl { discrimination: factor, difficulty: *difficulty };
            }
            Self::TwoPl { discrimination, .. }
            | Self::ThreePl { discrimination, .. }
            | Self::FourPl { discrimination, .. }
            | Self::Gpcm { discrimination, .. } => *discrimination *= factor,
        }
        stretched
    }
}

/// The slope of a right/wrong item's expected curve; see [`ItemModel::marginalised`].
fn attenuated(discrimination: f64, uncertainty: &ParameterUncertainty) -> f64 {
    let slope_variance = uncertainty.log_discrimination_sd * uncertainty.log_discrimination_sd;
    let from_slope = libm::exp(0.30 * slope_variance) / (discrimination * discrimination);
    let spread = uncertainty.difficulty_sd / 1.67;
    let from_difficulty = spread * spread * libm::exp(0.70 * slope_variance);
    1.0 / (from_slope + from_difficulty).sqrt()
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

/// The expected curves of a graded item at one ability.
struct Target {
    theta: f64,
    probabilities: Vec<f64>,
}

const TARGETS: usize = 41;
const PROJECTION_STEPS: usize = 60;

/// The partial-credit item closest to the expected curves, or `None` when the search fails.
///
/// With logits of adjacent categories linear in the unknowns, ln (Pₖ / Pₖ₋₁) = a (θ − c) − dₖ, the sum
/// Σ E[Pₖ] ln Pₖ is concave in (a, d₁..dₘ), and its maximum is the Kullback–Leibler projection.
fn projected(item: &ItemModel, uncertainty: &ParameterUncertainty) -> Option<ItemModel> {
    let ItemModel::Gpcm { discrimination, steps } = item else { return None };
    let centre = item.difficulty();
    let targets = targets(item, uncertainty, steps);
    let slope = attenuated(*discrimination, uncertainty);
    let mut unknowns = vec![slope];
    unknowns.extend(steps.iter().map(|step| slope * (step - centre)));
    let mut fit = Fit::at(&targets, centre, &unknowns);
    for _ in 0..PROJECTION_STEPS {
        let change = fit.curvature.cholesky().ok()?.solve(&fit.gradient);
        let largest = change.iter().fold(0.0_f64, |largest, part| largest.max(part.abs()));
        let mut fraction = 1.0;
        loop {
            let next: Vec<f64> = unknowns.iter().zip(&change).map(|(old, part)| old + fraction * part).collect();
            let next_fit = Fit::at(&targets, centre, &next);
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
            let steps = offsets.iter().map(|offset| centre + offset / slope).collect();
            let found = ItemModel::Gpcm { discrimination: *slope, steps };
            return found.validate().is_ok().then_some(found);
        }
    }
    None
}

/// Abilities over which the projection counts: those where the item still separates somebody.
fn targets(item: &ItemModel, uncertainty: &ParameterUncertainty, steps: &[f64]) -> Vec<Target> {
    let margin = 2.0 + uncertainty.difficulty_sd * normal_quantile(0.975);
    let lowest = steps.iter().fold(f64::INFINITY, |lowest, step| lowest.min(*step)) - margin;
    let highest = steps.iter().fold(f64::NEG_INFINITY, |highest, step| highest.max(*step)) + margin;
    let slopes = standard_normal_nodes(9, 3.0);
    let shifts = standard_normal_nodes(25, 4.0);
    (0..TARGETS)
        .map(|index| {
            let theta = lowest + (highest - lowest) * (index as f64 / (TARGETS - 1) as f64);
            let probabilities = (0..item.categories())
                .map(|category| {
                    item.averaged(uncertainty, &slopes, &shifts, |variant, shift| {
                        variant.probability(theta - shift, category)
                    })
                })
                .collect();
            Target { theta, probabilities }
        })
        .collect()
}

/// Σ over abilities of Σₖ E[Pₖ] ln Pₖ, with its gradient and minus its Hessian.
struct Fit {
    value: f64,
    gradient: Vec<f64>,
    curvature: SymmetricMatrix,
}

impl Fit {
    fn at(targets: &[Target], centre: f64, unknowns: &[f64]) -> Self {
        let size = unknowns.len();
        let mut fit = Self { value: 0.0, gradient: vec![0.0; size], curvature: SymmetricMatrix::zeros(size) };
        for target in targets {
            fit.add(target, target.theta - centre, unknowns);
        }
        // A category that nobody ever reaches leaves its step undetermined: a trace of stiffness settles it.
        for index in 0..size {
            fit.curvature.set(index, index, fit.curvature.get(index, index) + 1e-9);
        }
        fit
    }

    fn add(&mut self, target: &Target, position: f64, unknowns: &[f64]) {
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
            self.value += expected * (exponent - log_total);
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
        let means: Vec<f64> = (0..size)
            .map(|index| (0..size).fold(0.0, |sum, k| sum + probabilities[k] * statistic(k, index)))
            .collect();
        for row in 0..size {
            for (k, probability) in probabilities.iter().enumerate() {
                self.gradient[row] += (target.probabilities[k] - probability) * statistic(k, row);
            }
            for column in 0..=row {
                let covariance = (0..size).fold(0.0, |sum, k| {
                    let product = (statistic(k, row) - means[row]) * (statistic(k, column) - means[column]);
                    sum + probabilities[k] * product
                });
                self.curvature.set(row, column, self.curvature.get(row, column) + covariance);
            }
        }
    }
}
