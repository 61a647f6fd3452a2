//! An item that nobody calibrated yet, learned from the answers as they come.
//!
//! A new item starts from its author's judgement ([`ParameterUncertainty::AUTHOR`]). While it is asked among calibrated items, every answer
//! says something about it. [`OnlineItem`] holds what the answers so far say, a table of about a thousand whole numbers;
//! [`OnlineItem::learn`] adds one answer in a fraction of a millisecond. No history of answers is kept, and none is needed.

use std::fmt;

use crate::model::{ItemModel, ModelError};
use crate::uncertainty::ParameterUncertainty;

/// What is believed about an item's discrimination and place: the author's prior, and the likelihood of the answers so far on a grid of
/// (γ, δ), γ the logarithm of a factor on the author's discrimination, δ a shift of the author's difficulty.
///
/// Graded items keep the distances between their steps: the steps shift together. Asymptotes stay as the author set them.
///
/// The log-likelihoods are whole multiples of 2⁻³², so that their sum is exact: **the order of the answers changes no bit**, and two
/// tables that learned from different persons can be [`merged`](OnlineItem::merge).
/// Plain data, so that it can be stored and read back.
///
/// ```
/// use psychometrics::model::ItemModel;
/// use psychometrics::calibration::online::OnlineItem;
/// use psychometrics::uncertainty::ParameterUncertainty;
///
/// let author = ItemModel::TwoPl { discrimination: 1.2, difficulty: 0.0 };
/// let mut item = OnlineItem::new(author, ParameterUncertainty::AUTHOR)?;
/// // Twenty persons of ability 1 ± 0.4 all fail: the item is harder than its author thought.
/// for _ in 0..20 {
///     item.learn(1.0, 0.4, 0)?;
/// }
/// let belief = item.belief()?;
/// assert!(belief.model.difficulty() > 1.5 && belief.uncertainty.difficulty_sd < 0.7);
/// assert!(!belief.is_calibrated(OnlineItem::CALIBRATED));
/// # Ok::<(), psychometrics::calibration::online::OnlineError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct OnlineItem {
    /// The item as its author judged it: the median of the prior.
    pub author: ItemModel,
    /// How far the author is trusted: the prior.
    pub prior: ParameterUncertainty,
    /// The log-likelihood of the answers at each (γ, δ), in units of 2⁻³²: γ in the outer order, 21 × 51 cells (one cell an axis whose prior has
    /// standard deviation 0).
    pub log_likelihood: Vec<i64>,
    /// How many answers are in it.
    pub answers: u64,
}

/// What is believed about an item now.
#[derive(Clone, Debug, PartialEq)]
pub struct Belief {
    /// The item in the middle of what is believed: its discrimination the geometric mean, its difficulty the mean.
    pub model: ItemModel,
    /// How far it is trusted: standard deviations of ln a and of the difficulty.
    pub uncertainty: ParameterUncertainty,
    /// The correlation of ln a and the difficulty, which [`ParameterUncertainty`] leaves out; 0 when one of them is known.
    pub correlation: f64,
}

impl Belief {
    /// Whether the difficulty is known to less than this standard deviation: see [`OnlineItem::CALIBRATED`].
    pub fn is_calibrated(&self, difficulty_sd: f64) -> bool {
        self.uncertainty.difficulty_sd < difficulty_sd
    }

    /// The item to score and to choose with: flattened by what is not known about it.
    pub fn marginalised(&self) -> ItemModel {
        self.model.marginalised(&self.uncertainty)
    }
}

/// Why an item cannot learn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnlineError {
    /// The author's item is not a response model.
    Model(ModelError),
    /// A standard deviation of the prior is not a number between 0 and 3, or the table has not the size that goes with it.
    NotABelief,
    /// The ability is not finite, or its standard error not between 0 and 10.
    Ability,
    /// The item does not have this category.
    NoSuchCategory {
        /// The category of the answer.
        category: usize,
    },
    /// The two items to merge do not have the same author's model and prior.
    DifferentItems,
}

impl fmt::Display for OnlineError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Model(error) => write!(formatter, "the author's item: {error}"),
            Self::NotABelief => formatter.write_str("a standard deviation is not between 0 and 3, or the table is not of its size"),
            Self::Ability => formatter.write_str("the ability must be finite and its standard error between 0 and 10"),
            Self::NoSuchCategory { category } => write!(formatter, "the item does not have the category {category}"),
            Self::DifferentItems => formatter.write_str("the two items do not start from the same author's judgement"),
        }
    }
}

impl std::error::Error for OnlineError {}

/// The points of an axis and how far it reaches to each side, in standard deviations of the prior. Beyond nobody looks: the prior gives it less than 1 in
/// 10 000. The spacing is 0.12 for ln a and 0.145 for the difficulty with the author's prior.
const LOG_FACTORS: (usize, f64) = (21, 4.0);
const SHIFTS: (usize, f64) = (51, 4.25);

/// The points at which the person's ability is integrated out, and their reach in standard errors: with three quarters of a standard error between them the trapezoid rule
/// is exact to rounding for any curve that is smoother than the density.
const ABILITIES: (usize, f64) = (13, 4.5);

/// 2³²: a log-likelihood in whole units.
const UNITS: f64 = 4_294_967_296.0;

/// The least log-probability of one answer: beyond, it is a matter of the tail of the model only.
const LEAST_LOG: f64 = -700.0;

/// A posterior narrower than this many spacings of the grid is not resolved, and reported as this wide.
const RESOLUTION: f64 = 0.5;

impl OnlineItem {
    /// The standard deviation of the difficulty below which an item may count as calibrated: 30 to 115 answers bring it there, for
    /// discriminations of 2 to 0.8. What is then still unknown costs the item about a tenth of its discrimination (docs/models/online.md), which [`Belief::marginalised`]
    /// takes off.
    pub const CALIBRATED: f64 = 0.25;

    /// Before the first answer.
    pub fn new(author: ItemModel, prior: ParameterUncertainty) -> Result<Self, OnlineError> {
        let item =
            Self { author, prior, log_likelihood: vec![0; points(prior.log_discrimination_sd, LOG_FACTORS) * points(prior.difficulty_sd, SHIFTS)], answers: 0 };
        item.check()?;
        Ok(item)
    }

    /// Learns from one answer of a person whose ability is N(`mean`, `sd`²) by their answers to **other** items: else the item is explained by
    /// itself.
    ///
    /// Adds ln ∫ P(x | θ − δ, factor e^γ) N(θ; `mean`, `sd`²) dθ at each (γ, δ), which is Bayes's rule. The integral keeps the discrimination
    /// honest: to take `mean` for the ability would flatten the curve, and report a discrimination 5% too low with a standard error of 0.3, 10% with 0.5. It is exact
    /// as far as the ability's posterior is normal and the other items are known.
    ///
    /// On error the item is as it was.
    pub fn learn(&mut self, mean: f64, sd: f64, category: usize) -> Result<(), OnlineError> {
        self.learn_alike(mean, sd, category, 1)
    }

    /// [`learn`](Self::learn) from as many equal answers, of persons whose abilities are alike, at the price of one: to the bit what learning them one by one
    /// gives.
    pub fn learn_alike(&mut self, mean: f64, sd: f64, category: usize, times: u32) -> Result<(), OnlineError> {
        self.check()?;
        if !(mean.is_finite() && (0.0..=10.0).contains(&sd)) {
            return Err(OnlineError::Ability);
        }
        if category >= self.author.categories() {
            return Err(OnlineError::NoSuchCategory { category });
        }
        let average = Average::new(mean, sd, self.prior.difficulty_sd);
        let mut cells = self.log_likelihood.iter_mut();
        for (log_factor, _) in normal_points(self.prior.log_discrimination_sd, LOG_FACTORS) {
            let curve = self.author.stretched(libm::exp(log_factor));
            for (probability, cell) in average.of(|theta| curve.probability(theta, category)).iter().zip(&mut cells) {
                let log = libm::log(probability.max(f64::MIN_POSITIVE)).clamp(LEAST_LOG, 0.0);
                *cell = cell.saturating_add(((log * UNITS).round() as i64).saturating_mul(i64::from(times)));
            }
        }
        self.answers = self.answers.saturating_add(u64::from(times));
        Ok(())
    }

    /// Adds what another table learned from other persons about the same item.
    pub fn merge(&mut self, other: &Self) -> Result<(), OnlineError> {
        self.check()?;
        other.check()?;
        if self.author != other.author || self.prior != other.prior {
            return Err(OnlineError::DifferentItems);
        }
        for (cell, added) in self.log_likelihood.iter_mut().zip(&other.log_likelihood) {
            *cell = cell.saturating_add(*added);
        }
        self.answers = self.answers.saturating_add(other.answers);
        Ok(())
    }

    /// What is believed now: the mean and covariance of (γ, δ) under prior times likelihood.
    ///
    /// A standard deviation below half a spacing of the grid (0.06 for ln a, 0.07 for the difficulty with the author's prior; a thousand answers or
    /// so) is reported as that: the item is long ready for a [calibration](crate::calibration) with all others.
    pub fn belief(&self) -> Result<Belief, OnlineError> {
        self.check()?;
        let (log_factors, shifts) = (normal_points(self.prior.log_discrimination_sd, LOG_FACTORS), normal_points(self.prior.difficulty_sd, SHIFTS));
        let peak = self.log_likelihood.iter().copied().max().unwrap_or(0);
        let nodes = log_factors.iter().flat_map(|one| shifts.iter().map(move |other| (one.0, other.0, one.1 * other.1)));
        // Differences of whole numbers are exact before they become logarithms.
        let weights: Vec<(f64, f64, f64)> = nodes
            .zip(&self.log_likelihood)
            .map(|((log_factor, shift, prior), log)| (log_factor, shift, prior * libm::exp(log.saturating_sub(peak) as f64 / UNITS)))
            .collect();
        let mean = |value: &dyn Fn(f64, f64) -> f64| {
            let (sum, total) = weights.iter().fold((0.0, 0.0), |(sum, total), (one, other, weight)| (sum + weight * value(*one, *other), total + weight));
            sum / total
        };
        let (log_factor, shift) = (mean(&|one, _| one), mean(&|_, other| other));
        let one_squared = mean(&|one, _| (one - log_factor) * (one - log_factor));
        let other_squared = mean(&|_, other| (other - shift) * (other - shift));
        let product = mean(&|one, other| (one - log_factor) * (other - shift));
        let model = self.author.stretched(libm::exp(log_factor)).shifted(shift);
        model.validate().map_err(OnlineError::Model)?;
        let uncertainty = ParameterUncertainty {
            difficulty_sd: other_squared.sqrt().max(RESOLUTION * spacing(self.prior.difficulty_sd, SHIFTS)),
            log_discrimination_sd: one_squared.sqrt().max(RESOLUTION * spacing(self.prior.log_discrimination_sd, LOG_FACTORS)),
        };
        let scale = (one_squared * other_squared).sqrt();
        let correlation = if scale > 0.0 { (product / scale).clamp(-1.0, 1.0) } else { 0.0 };
        Ok(Belief { model, uncertainty, correlation })
    }

    fn check(&self) -> Result<(), OnlineError> {
        let ParameterUncertainty { difficulty_sd, log_discrimination_sd } = self.prior;
        let in_range = |sd: f64| (0.0..=3.0).contains(&sd);
        let cells = points(log_discrimination_sd, LOG_FACTORS) * points(difficulty_sd, SHIFTS);
        if !in_range(difficulty_sd) || !in_range(log_discrimination_sd) || self.log_likelihood.len() != cells {
            return Err(OnlineError::NotABelief);
        }
        self.author.validate().map_err(OnlineError::Model)?;
        // The ends of the grid must be items as well.
        let reach = (LOG_FACTORS.1 * log_discrimination_sd, SHIFTS.1 * difficulty_sd);
        for (log_factor, shift) in [(-reach.0, -reach.1), (-reach.0, reach.1), (reach.0, -reach.1), (reach.0, reach.1)] {
            self.author.stretched(libm::exp(log_factor)).shifted(shift).validate().map_err(OnlineError::Model)?;
        }
        Ok(())
    }
}

/// The mean of a curve over N(`mean` − δ, sd²), for every shift δ of the grid.
struct Average {
    /// Where the curve is needed.
    places: Vec<f64>,
    /// For the shift number j the mean is Σ over k of `weights[k]` · curve at `places[first − j · stride + k]`.
    weights: Vec<f64>,
    first: usize,
    stride: usize,
    shifts: usize,
}

impl Average {
    /// The points for neighbouring shifts are put on one lattice, of which the shifts' spacing is a multiple, so that they share most of them.
    fn new(mean: f64, sd: f64, difficulty_sd: f64) -> Self {
        let shifts = normal_points(difficulty_sd, SHIFTS);
        let abilities = normal_points(sd, ABILITIES);
        let count = shifts.len();
        let gap = spacing(difficulty_sd, SHIFTS);
        let finest = spacing(sd, ABILITIES);
        if count > 1 && sd > 0.0 {
            let stride = (gap / finest).ceil();
            let step = gap / stride;
            let half = (ABILITIES.1 * sd / step).ceil();
            if stride * (count - 1) as f64 + 2.0 * half < (count * abilities.len()) as f64 {
                let (stride, half) = (stride as usize, half as usize);
                let lowest = mean - shifts[count - 1].0 - half as f64 * step;
                let densities: Vec<f64> = (0..=2 * half)
                    .map(|index| {
                        let distance = (index as f64 - half as f64) * step / sd;
                        libm::exp(-0.5 * distance * distance)
                    })
                    .collect();
                let total = densities.iter().fold(0.0, |sum, density| sum + density);
                let first = (count - 1) * stride;
                let places = (0..=first + 2 * half).map(|index| lowest + index as f64 * step).collect();
                return Self { places, weights: densities.iter().map(|density| density / total).collect(), first, stride, shifts: count };
            }
        }
        // A very small or very large error against the spacing: every shift has its own points.
        let stride = abilities.len();
        let places = shifts.iter().rev().flat_map(|(shift, _)| abilities.iter().map(move |(distance, _)| mean - shift + distance)).collect();
        Self { places, weights: abilities.iter().map(|(_, weight)| *weight).collect(), first: (count - 1) * stride, stride, shifts: count }
    }

    /// The means, in the order of the shifts.
    fn of(&self, curve: impl Fn(f64) -> f64) -> Vec<f64> {
        let values: Vec<f64> = self.places.iter().map(|place| curve(*place)).collect();
        (0..self.shifts)
            .map(|shift| {
                let from = self.first - shift * self.stride;
                self.weights.iter().zip(&values[from..]).fold(0.0, |sum, (weight, value)| sum + weight * value)
            })
            .collect()
    }
}

fn points(sd: f64, (count, _): (usize, f64)) -> usize {
    if sd > 0.0 { count } else { 1 }
}

fn spacing(sd: f64, (count, reach): (usize, f64)) -> f64 {
    2.0 * reach * sd / (count - 1) as f64
}

/// Equally spaced points around 0 with the weights of N(0, sd²), which sum to 1; 0 alone when `sd` is 0.
fn normal_points(sd: f64, (count, reach): (usize, f64)) -> Vec<(f64, f64)> {
    if sd <= 0.0 {
        return vec![(0.0, 1.0)];
    }
    let standard = (0..count).map(|index| reach * (2.0 * index as f64 / (count - 1) as f64 - 1.0));
    let densities: Vec<(f64, f64)> = standard.map(|point| (point * sd, libm::exp(-0.5 * point * point))).collect();
    let total = densities.iter().fold(0.0, |sum, (_, density)| sum + density);
    densities.into_iter().map(|(point, density)| (point, density / total)).collect()
}
