//! Response models: the probability of each answer as a function of ability.
//!
//! All models are written without the historical scaling constant 1.7: where another program says D = 1.7,
//! multiply its discrimination by 1.7 first. Ability θ and difficulty share one scale, on which the reference
//! population has mean 0 and standard deviation 1; discrimination is in logits per unit of θ.
//!
//! | model | P(x = 1 given θ), with s(z) = 1 / (1 + e⁻ᶻ) | source |
//! |---|---|---|
//! | 1PL | s(θ − b) | Rasch, 1960 |
//! | 2PL | s(a (θ − b)) | Birnbaum, 1968 |
//! | 3PL | c + (1 − c) s(a (θ − b)) | Birnbaum, 1968 |
//! | 4PL | c + (d − c) s(a (θ − b)) | Barton and Lord, 1981 |
//! | GPCM | P(x = k) ∝ exp(Σ over v ≤ k of a (θ − `b_v`)), k = 0..m | Muraki, 1992 |
//! | PCM | the same with a = 1 | Masters, 1982 |
//! | RSM | the same with a = 1 and `b_v` = b + `τ_v`, the τ shared by the items of a scale | Andrich, 1978 |
//! | GRM | P(x ≥ k) = s(a (θ − `b_k`)), b ascending | Samejima, 1969 |
//! | NRM | P(x = k) ∝ exp(`a_k` θ + `c_k`), `a_0` = `c_0` = 0 | Bock, 1972 |
//!
//! [`MultidimensionalItem`] lets any of them answer to a weighted sum of several abilities.
//!
//! Every function accepts any finite θ, stays finite and never returns NaN, provided that
//! [`ItemModel::validate`] accepts the item. (Abilities beyond ±10¹⁵⁰ count as ±10¹⁵⁰.) Tails are computed from the small side, so that 1 − P keeps its
//! relative precision where P rounds to 1.

mod binary;
mod graded;
mod multidimensional;
mod nominal;
mod partial_credit;

pub use multidimensional::MultidimensionalItem;

use std::cmp::Ordering;
use std::fmt;

use binary::Side;
use graded::GradedCategory;
use nominal::Nominal;
use partial_credit::{PartialCredit, Steps};

/// One item's response model and parameters.
///
/// Category 0 is the wrong answer (or the lowest score), the last category the right one (or full score).
///
/// ```
/// use psychometrics::model::ItemModel;
///
/// let item = ItemModel::TwoPl { discrimination: 1.2, difficulty: 0.5 };
/// item.validate()?;
/// assert_eq!(item.categories(), 2);
/// assert_eq!(item.probability(0.5, 1), 0.5);
/// // a² P (1 − P), largest where P = 1/2
/// assert!((item.expected_information(0.5) - 0.36).abs() < 1e-15);
/// # Ok::<(), psychometrics::model::ModelError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub enum ItemModel {
    /// One parameter: Rasch's model, with discrimination 1.
    OnePl {
        /// Difficulty b: the ability at which the right answer has probability 1/2.
        difficulty: f64,
    },
    /// Two parameters.
    TwoPl {
        /// Discrimination a > 0, in logits per unit of ability.
        discrimination: f64,
        /// Difficulty b.
        difficulty: f64,
    },
    /// Three parameters: the answer can be guessed.
    ThreePl {
        /// Discrimination a > 0.
        discrimination: f64,
        /// Difficulty b.
        difficulty: f64,
        /// Guessing c: the probability of the right answer at very low ability, 0 ≤ c < 1.
        guessing: f64,
    },
    /// Four parameters: the answer can be guessed, and slips happen.
    FourPl {
        /// Discrimination a > 0.
        discrimination: f64,
        /// Difficulty b.
        difficulty: f64,
        /// Guessing c, 0 ≤ c < d.
        guessing: f64,
        /// Ceiling d: the probability of the right answer at very high ability, c < d ≤ 1.
        ceiling: f64,
    },
    /// Generalised partial credit: `steps.len() + 1` ordered categories.
    Gpcm {
        /// Discrimination a > 0, shared by the steps.
        discrimination: f64,
        /// `b_1..b_m`: at ability `b_k` the categories k − 1 and k are equally likely. Any order is allowed.
        steps: Vec<f64>,
    },
    /// Partial credit: generalised partial credit with discrimination 1.
    Pcm {
        /// `b_1..b_m`, in any order.
        steps: Vec<f64>,
    },
    /// Rating scale: partial credit whose steps are the item's difficulty plus offsets that the items of a scale share.
    Rsm {
        /// Difficulty b: the place of the whole item.
        difficulty: f64,
        /// `τ_1..τ_m`, in any order: the k-th step is b + `τ_k`.
        offsets: Vec<f64>,
    },
    /// Graded response: `thresholds.len() + 1` ordered categories.
    Grm {
        /// Discrimination a > 0.
        discrimination: f64,
        /// `b_1..b_m`, strictly ascending: at ability `b_k` category k or above has probability 1/2.
        thresholds: Vec<f64>,
    },
    /// Nominal categories, in no given order: `slopes.len() + 1` of them.
    Nrm {
        /// `a_1..a_m`: how each category gains on category 0 as ability grows, in logits per unit of ability. Any sign.
        slopes: Vec<f64>,
        /// `c_1..c_m`: the logit of each category against category 0 at ability 0. As many as slopes.
        intercepts: Vec<f64>,
    },
}

/// Why the parameters do not make a response model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ModelError {
    /// A parameter is infinite, not a number, or larger than [`PARAMETER_LIMIT`] in absolute value.
    OutOfRange,
    /// The discrimination is zero or negative.
    DiscriminationNotPositive,
    /// Not 0 ≤ guessing < ceiling ≤ 1.
    AsymptotesOutOfOrder,
    /// A graded item without a step has one category, hence nothing to measure.
    NoStep,
    /// The thresholds of a graded response item are not strictly ascending: a category would have no probability.
    ThresholdsOutOfOrder,
    /// A nominal item has not as many intercepts as slopes.
    LengthsDiffer,
    /// No category, or no ability, makes a difference: all slopes or loadings are zero.
    NothingMeasured,
}

impl fmt::Display for ModelError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::OutOfRange => "a parameter is not a finite number of at most 1000 in absolute value",
            Self::DiscriminationNotPositive => "the discrimination is not positive",
            Self::AsymptotesOutOfOrder => "not 0 <= guessing < ceiling <= 1",
            Self::NoStep => "a graded item needs at least one step",
            Self::ThresholdsOutOfOrder => "the thresholds are not strictly ascending",
            Self::LengthsDiffer => "there are not as many intercepts as slopes",
            Self::NothingMeasured => "all slopes are zero: the item measures nothing",
        })
    }
}

impl std::error::Error for ModelError {}

/// The largest absolute value of a parameter: far beyond any real item, and small enough that no
/// intermediate result overflows and no search loses its way in rounding.
pub const PARAMETER_LIMIT: f64 = 1e3;

/// Farther away no model's logit, times its discrimination and summed over its categories, would stay an ordinary number.
const FARTHEST: f64 = 1e150;

impl ItemModel {
    /// Whether the parameters make a response model.
    pub fn validate(&self) -> Result<(), ModelError> {
        let in_range = |value: f64| value.abs() <= PARAMETER_LIMIT; // false for NaN
        let discrimination = self.discrimination();
        let difficulties_in_range = match self {
            Self::OnePl { difficulty } | Self::TwoPl { difficulty, .. } | Self::ThreePl { difficulty, .. } | Self::FourPl { difficulty, .. } => {
                in_range(*difficulty)
            }
            Self::Gpcm { steps: cells, .. } | Self::Pcm { steps: cells } | Self::Grm { thresholds: cells, .. } => cells.iter().all(|cell| in_range(*cell)),
            Self::Rsm { difficulty, offsets } => in_range(*difficulty) && offsets.iter().all(|offset| in_range(*offset)),
            Self::Nrm { slopes, intercepts } => slopes.iter().chain(intercepts).all(|cell| in_range(*cell)),
        };
        if self.categories() < 2 {
            return Err(ModelError::NoStep);
        }
        if !difficulties_in_range || !in_range(discrimination) {
            return Err(ModelError::OutOfRange);
        }
        match self {
            Self::Nrm { slopes, intercepts } if slopes.len() != intercepts.len() => return Err(ModelError::LengthsDiffer),
            Self::Nrm { slopes, .. } if slopes.iter().all(|slope| *slope == 0.0) => return Err(ModelError::NothingMeasured),
            Self::Nrm { .. } => return Ok(()),
            Self::Grm { thresholds, .. } if thresholds.windows(2).any(|pair| pair[0] >= pair[1]) => return Err(ModelError::ThresholdsOutOfOrder),
            _ => {}
        }
        if discrimination <= 0.0 {
            return Err(ModelError::DiscriminationNotPositive);
        }
        let (guessing, ceiling) = self.asymptotes();
        if !guessing.is_finite() || !ceiling.is_finite() {
            return Err(ModelError::OutOfRange);
        }
        if guessing < 0.0 || guessing >= ceiling || ceiling > 1.0 {
            return Err(ModelError::AsymptotesOutOfOrder);
        }
        Ok(())
    }

    /// How many answer categories the item has: 2 for right/wrong, one more than steps, thresholds or slopes otherwise.
    pub fn categories(&self) -> usize {
        match self {
            Self::OnePl { .. } | Self::TwoPl { .. } | Self::ThreePl { .. } | Self::FourPl { .. } => 2,
            Self::Gpcm { steps: cells, .. }
            | Self::Pcm { steps: cells }
            | Self::Rsm { offsets: cells, .. }
            | Self::Grm { thresholds: cells, .. }
            | Self::Nrm { slopes: cells, .. } => cells.len() + 1,
        }
    }

    /// The discrimination a: 1 for Rasch's family; for nominal categories, the widest gap between two slopes.
    pub fn discrimination(&self) -> f64 {
        match self {
            Self::OnePl { .. } | Self::Pcm { .. } | Self::Rsm { .. } => 1.0,
            Self::TwoPl { discrimination, .. }
            | Self::ThreePl { discrimination, .. }
            | Self::FourPl { discrimination, .. }
            | Self::Gpcm { discrimination, .. }
            | Self::Grm { discrimination, .. } => *discrimination,
            Self::Nrm { slopes, .. } => {
                let (low, high) = slopes.iter().fold((0.0_f64, 0.0_f64), |(low, high), slope| (low.min(*slope), high.max(*slope)));
                high - low
            }
        }
    }

    /// The item's place on the ability scale: b, or the mean of the steps or thresholds of a graded item. For nominal
    /// categories, the ability at which the categories of largest and smallest slope are equally likely.
    pub fn difficulty(&self) -> f64 {
        let mean = |cells: &[f64]| cells.iter().fold(0.0, |sum, cell| sum + cell) / cells.len() as f64;
        match self {
            Self::OnePl { difficulty } | Self::TwoPl { difficulty, .. } | Self::ThreePl { difficulty, .. } | Self::FourPl { difficulty, .. } => *difficulty,
            Self::Gpcm { steps: cells, .. } | Self::Pcm { steps: cells } | Self::Grm { thresholds: cells, .. } => mean(cells),
            Self::Rsm { difficulty, offsets } => difficulty + mean(offsets),
            Self::Nrm { slopes, intercepts } => {
                let mut ends = [(0.0, 0.0); 2];
                for (slope, intercept) in slopes.iter().zip(intercepts) {
                    if *slope < ends[0].0 {
                        ends[0] = (*slope, *intercept);
                    }
                    if *slope > ends[1].0 {
                        ends[1] = (*slope, *intercept);
                    }
                }
                if ends[1].0 > ends[0].0 { (ends[0].1 - ends[1].1) / (ends[1].0 - ends[0].0) } else { 0.0 }
            }
        }
    }

    /// The item with its discrimination multiplied by `factor` > 0, its difficulties kept. Rasch's family has discrimination 1 by
    /// definition: such an item becomes the 2PL or GPCM item of that slope.
    #[must_use]
    pub fn stretched(&self, factor: f64) -> Self {
        match self {
            Self::OnePl { difficulty } => Self::TwoPl { discrimination: factor, difficulty: *difficulty },
            Self::TwoPl { discrimination, difficulty } => Self::TwoPl { discrimination: discrimination * factor, difficulty: *difficulty },
            Self::ThreePl { discrimination, difficulty, guessing } => {
                Self::ThreePl { discrimination: discrimination * factor, difficulty: *difficulty, guessing: *guessing }
            }
            Self::FourPl { discrimination, difficulty, guessing, ceiling } => {
                Self::FourPl { discrimination: discrimination * factor, difficulty: *difficulty, guessing: *guessing, ceiling: *ceiling }
            }
            Self::Gpcm { discrimination, steps } => Self::Gpcm { discrimination: discrimination * factor, steps: steps.clone() },
            Self::Pcm { steps } => Self::Gpcm { discrimination: factor, steps: steps.clone() },
            Self::Rsm { difficulty, offsets } => Self::Gpcm { discrimination: factor, steps: offsets.iter().map(|offset| difficulty + offset).collect() },
            Self::Grm { discrimination, thresholds } => Self::Grm { discrimination: discrimination * factor, thresholds: thresholds.clone() },
            Self::Nrm { slopes, intercepts } => Self::Nrm {
                slopes: slopes.iter().map(|slope| slope * factor).collect(),
                intercepts: intercepts.iter().map(|intercept| intercept * factor).collect(),
            },
        }
    }

    /// The item moved along the ability scale: P(x given θ) becomes P(x given θ − `by`).
    #[must_use]
    pub fn shifted(&self, by: f64) -> Self {
        let mut moved = self.clone();
        match &mut moved {
            Self::OnePl { difficulty }
            | Self::TwoPl { difficulty, .. }
            | Self::ThreePl { difficulty, .. }
            | Self::FourPl { difficulty, .. }
            | Self::Rsm { difficulty, .. } => *difficulty += by,
            Self::Gpcm { steps: cells, .. } | Self::Pcm { steps: cells } | Self::Grm { thresholds: cells, .. } => {
                for cell in cells.iter_mut() {
                    *cell += by;
                }
            }
            Self::Nrm { slopes, intercepts } => {
                for (slope, intercept) in slopes.iter().zip(intercepts) {
                    *intercept -= slope * by;
                }
            }
        }
        moved
    }

    /// P(x = `category` given θ). Zero for a category that the item does not have.
    pub fn probability(&self, theta: f64, category: usize) -> f64 {
        if category >= self.categories() {
            return 0.0;
        }
        match self.family() {
            Family::Binary => self.side(theta, category).probability(),
            Family::PartialCredit(steps) => PartialCredit::at(steps, near(theta)).probability(category),
            Family::Graded(slope, thresholds) => GradedCategory::at(slope, thresholds, near(theta), category).probability(),
            Family::Nominal(slopes, intercepts) => Nominal::at(slopes, intercepts, near(theta)).probability(category),
        }
    }

    /// The first and second derivatives of P(x = `category` given θ) with respect to θ; (0, 0) for a category that the item does
    /// not have.
    pub fn probability_derivatives(&self, theta: f64, category: usize) -> (f64, f64) {
        let probability = self.probability(theta, category);
        let (first, second) = self.score_derivatives(theta, category);
        (probability * first, probability * (second + first * first))
    }

    /// The probabilities of all categories, written over `probabilities`, whose memory is reused.
    pub fn probabilities(&self, theta: f64, probabilities: &mut Vec<f64>) {
        probabilities.clear();
        if let Family::PartialCredit(steps) = self.family() {
            let all = steps.exponents(near(theta)).map(|(_, exponent)| exponent);
            probabilities.extend(all);
            let peak = probabilities.iter().copied().fold(0.0, f64::max);
            let mut total = 0.0;
            for cell in probabilities.iter_mut() {
                *cell = libm::exp(*cell - peak);
                total += *cell;
            }
            for cell in probabilities.iter_mut() {
                *cell /= total;
            }
        } else {
            probabilities.extend((0..self.categories()).map(|category| self.probability(theta, category)));
        }
    }

    /// ln P(x = `category` given θ); minus infinity for a category that the item does not have.
    pub fn log_probability(&self, theta: f64, category: usize) -> f64 {
        self.likelihood(theta, category).map_or(f64::NEG_INFINITY, |likelihood| likelihood.log)
    }

    /// The first and second derivatives of ln P(x = `category` given θ) with respect to θ.
    ///
    /// For 1PL, 2PL and GPCM the second never is positive, and it does not depend on the category. With
    /// guessing or slips it can be positive: a right answer far below the difficulty was probably guessed.
    /// (0, 0) for a category that the item does not have.
    pub fn score_derivatives(&self, theta: f64, category: usize) -> (f64, f64) {
        self.likelihood(theta, category).map_or((0.0, 0.0), |likelihood| (likelihood.first, likelihood.second))
    }

    /// Fisher's expected information at θ, in units of 1/θ²: E[(d ln P / dθ)²], never negative.
    ///
    /// a² P (1 − P) for the 2PL (Birnbaum, 1968); a² times the variance of the score for the GPCM
    /// (Muraki, 1993); P′² / (P (1 − P)) in general for right/wrong items.
    pub fn expected_information(&self, theta: f64) -> f64 {
        match self.family() {
            Family::Binary => self.side(theta, 1).expected_information(),
            Family::PartialCredit(steps) => PartialCredit::at(steps, near(theta)).expected_information(),
            Family::Graded(slope, thresholds) => graded::expected_information(slope, thresholds, near(theta)),
            Family::Nominal(slopes, intercepts) => Nominal::at(slopes, intercepts, near(theta)).expected_information(),
        }
    }

    /// The observed information of one answer at θ: minus the second derivative of its log-likelihood.
    pub fn observed_information(&self, theta: f64, category: usize) -> f64 {
        -self.score_derivatives(theta, category).1
    }

    /// The mean score at θ, Σ k P(x = k): between 0 and `categories() - 1`.
    pub fn expected_score(&self, theta: f64) -> f64 {
        match self.family() {
            Family::Binary => self.side(theta, 1).probability(),
            Family::PartialCredit(steps) => PartialCredit::at(steps, near(theta)).mean,
            // Σ k P(x = k) = Σ P(x ≥ k)
            Family::Graded(slope, thresholds) => thresholds.iter().fold(0.0, |sum, threshold| sum + binary::logistic(slope * (near(theta) - threshold)).0),
            Family::Nominal(slopes, intercepts) => Nominal::at(slopes, intercepts, near(theta)).expected_score(),
        }
    }

    /// A total order of items by kind, then by the bits of their parameters.
    ///
    /// Sums over answers run in this order, so that a result cannot depend on the order of the answers.
    pub fn canonical_order(&self, other: &Self) -> Ordering {
        fn key(model: &ItemModel) -> (u8, [u64; 4]) {
            match model {
                ItemModel::OnePl { difficulty } => (1, [difficulty.to_bits(), 0, 0, 0]),
                ItemModel::TwoPl { discrimination, difficulty } => (2, [discrimination.to_bits(), difficulty.to_bits(), 0, 0]),
                ItemModel::ThreePl { discrimination, difficulty, guessing } => (3, [discrimination.to_bits(), difficulty.to_bits(), guessing.to_bits(), 0]),
                ItemModel::FourPl { discrimination, difficulty, guessing, ceiling } => {
                    (4, [discrimination.to_bits(), difficulty.to_bits(), guessing.to_bits(), ceiling.to_bits()])
                }
                ItemModel::Gpcm { discrimination, steps } => (5, [discrimination.to_bits(), steps.len() as u64, 0, 0]),
                ItemModel::Pcm { steps } => (6, [steps.len() as u64, 0, 0, 0]),
                ItemModel::Rsm { difficulty, offsets } => (7, [difficulty.to_bits(), offsets.len() as u64, 0, 0]),
                ItemModel::Grm { discrimination, thresholds } => (8, [discrimination.to_bits(), thresholds.len() as u64, 0, 0]),
                ItemModel::Nrm { slopes, intercepts } => (9, [slopes.len() as u64, intercepts.len() as u64, 0, 0]),
            }
        }
        fn cells(model: &ItemModel) -> impl Iterator<Item = u64> + '_ {
            let (first, second): (&[f64], &[f64]) = match model {
                ItemModel::Gpcm { steps, .. } | ItemModel::Pcm { steps } => (steps, &[]),
                ItemModel::Rsm { offsets, .. } => (offsets, &[]),
                ItemModel::Grm { thresholds, .. } => (thresholds, &[]),
                ItemModel::Nrm { slopes, intercepts } => (slopes, intercepts),
                _ => (&[], &[]),
            };
            first.iter().chain(second).map(|cell| cell.to_bits())
        }
        key(self).cmp(&key(other)).then_with(|| cells(self).cmp(cells(other)))
    }

    /// Everything that estimation needs from one answer, in one pass.
    pub(crate) fn likelihood(&self, theta: f64, category: usize) -> Option<Likelihood> {
        if category >= self.categories() {
            return None;
        }
        Some(match self.family() {
            Family::Binary => self.side(theta, category).likelihood(),
            Family::PartialCredit(steps) => PartialCredit::at(steps, near(theta)).likelihood(category),
            Family::Graded(slope, thresholds) => {
                GradedCategory::at(slope, thresholds, near(theta), category).likelihood(graded::expected_information(slope, thresholds, near(theta)))
            }
            Family::Nominal(slopes, intercepts) => Nominal::at(slopes, intercepts, near(theta)).likelihood(category),
        })
    }

    /// The third and fourth derivatives of ln P(x = `category` given θ) with respect to θ: how lopsided and how
    /// pointed the likelihood is, which a normal approximation ignores.
    ///
    /// For 1PL, 2PL and GPCM ln P is linear in θ minus a cumulant generating function of the score, so the n-th
    /// derivative is −aⁿ times the score's n-th cumulant, whatever the category. (0, 0) for a category that the
    /// item does not have.
    ///
    /// ```
    /// use psychometrics::model::ItemModel;
    ///
    /// let item = ItemModel::TwoPl { discrimination: 2.0, difficulty: 0.0 };
    /// // Where P = 1/2 the score is symmetric, and its fourth cumulant is −1/8.
    /// assert_eq!(item.higher_derivatives(0.0, 1), (0.0, 2.0));
    /// ```
    pub fn higher_derivatives(&self, theta: f64, category: usize) -> (f64, f64) {
        if category >= self.categories() {
            return (0.0, 0.0);
        }
        match self.family() {
            Family::Binary => self.side(theta, category).higher_derivatives(),
            Family::PartialCredit(steps) => PartialCredit::at(steps, near(theta)).higher_derivatives(),
            Family::Graded(slope, thresholds) => GradedCategory::at(slope, thresholds, near(theta), category).higher_derivatives(),
            Family::Nominal(slopes, intercepts) => Nominal::at(slopes, intercepts, near(theta)).higher_derivatives(),
        }
    }

    /// Σ over categories of P′ P″ / P: the numerator of Warm's correction (Warm, 1989; Samejima, 1998).
    pub(crate) fn bias_numerator(&self, theta: f64) -> f64 {
        match self.family() {
            Family::Binary => {
                let side = self.side(theta, 1);
                side.expected_information() * side.slope * (side.beyond - side.reached)
            }
            // The derivatives of ln P do not depend on the category: what is left is the third cumulant.
            Family::PartialCredit(steps) => -PartialCredit::at(steps, near(theta)).higher_derivatives().0,
            Family::Nominal(slopes, intercepts) => -Nominal::at(slopes, intercepts, near(theta)).higher_derivatives().0,
            Family::Graded(slope, thresholds) => (0..=thresholds.len()).fold(0.0, |sum, category| {
                let seen = GradedCategory::at(slope, thresholds, near(theta), category);
                let (first, second) = seen.derivatives();
                sum + seen.probability() * (first * (second + first * first))
            }),
        }
    }

    fn family(&self) -> Family<'_> {
        match self {
            Self::OnePl { .. } | Self::TwoPl { .. } | Self::ThreePl { .. } | Self::FourPl { .. } => Family::Binary,
            Self::Gpcm { discrimination, steps } => Family::PartialCredit(Steps { slope: *discrimination, centre: 0.0, offsets: steps }),
            Self::Pcm { steps } => Family::PartialCredit(Steps { slope: 1.0, centre: 0.0, offsets: steps }),
            Self::Rsm { difficulty, offsets } => Family::PartialCredit(Steps { slope: 1.0, centre: *difficulty, offsets }),
            Self::Grm { discrimination, thresholds } => Family::Graded(*discrimination, thresholds),
            Self::Nrm { slopes, intercepts } => Family::Nominal(slopes, intercepts),
        }
    }

    fn asymptotes(&self) -> (f64, f64) {
        match self {
            Self::ThreePl { guessing, .. } => (*guessing, 1.0),
            Self::FourPl { guessing, ceiling, .. } => (*guessing, *ceiling),
            _ => (0.0, 1.0),
        }
    }

    /// A right/wrong item seen from one answer. Must not be called on a graded item.
    fn side(&self, theta: f64, category: usize) -> Side {
        let slope = self.discrimination();
        let (guessing, ceiling) = self.asymptotes();
        let logit = slope * (near(theta) - self.difficulty());
        if category == 1 { Side::new(logit, slope, guessing, ceiling - guessing) } else { Side::new(-logit, -slope, 1.0 - ceiling, ceiling - guessing) }
    }
}

/// The ability, or the farthest one in its direction.
fn near(theta: f64) -> f64 {
    theta.clamp(-FARTHEST, FARTHEST)
}

/// What one answer says about θ.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Likelihood {
    pub log: f64,
    pub first: f64,
    pub second: f64,
    pub expected_information: f64,
}

/// The four ways in which a probability is computed.
enum Family<'a> {
    Binary,
    PartialCredit(Steps<'a>),
    /// Slope and thresholds.
    Graded(f64, &'a [f64]),
    /// Slopes and intercepts.
    Nominal(&'a [f64], &'a [f64]),
}
