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
//!
//! Every function accepts any finite θ, stays finite and never returns NaN, provided that
//! [`ItemModel::validate`] accepts the item. Tails are computed from the small side, so that 1 − P keeps its
//! relative precision where P rounds to 1.

use std::cmp::Ordering;
use std::fmt;

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
}

impl fmt::Display for ModelError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::OutOfRange => "a parameter is not a finite number of at most 1000 in absolute value",
            Self::DiscriminationNotPositive => "the discrimination is not positive",
            Self::AsymptotesOutOfOrder => "not 0 <= guessing < ceiling <= 1",
            Self::NoStep => "a graded item needs at least one step",
        })
    }
}

impl std::error::Error for ModelError {}

/// The largest absolute value of a parameter: far beyond any real item, and small enough that no
/// intermediate result overflows and no search loses its way in rounding.
pub const PARAMETER_LIMIT: f64 = 1e3;

impl ItemModel {
    /// Whether the parameters make a response model.
    pub fn validate(&self) -> Result<(), ModelError> {
        let in_range = |value: f64| value.abs() <= PARAMETER_LIMIT; // false for NaN
        let discrimination = self.discrimination();
        let difficulties_in_range = match self {
            Self::Gpcm { steps, .. } if steps.is_empty() => return Err(ModelError::NoStep),
            Self::Gpcm { steps, .. } => steps.iter().all(|step| in_range(*step)),
            Self::OnePl { difficulty } | Self::TwoPl { difficulty, .. } | Self::ThreePl { difficulty, .. } | Self::FourPl { difficulty, .. } => {
                in_range(*difficulty)
            }
        };
        if !difficulties_in_range || !in_range(discrimination) {
            return Err(ModelError::OutOfRange);
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

    /// How many answer categories the item has: 2 for right/wrong, `steps.len() + 1` for graded items.
    pub fn categories(&self) -> usize {
        match self {
            Self::Gpcm { steps, .. } => steps.len() + 1,
            _ => 2,
        }
    }

    /// The discrimination a, 1 for Rasch's model.
    pub fn discrimination(&self) -> f64 {
        match self {
            Self::OnePl { .. } => 1.0,
            Self::TwoPl { discrimination, .. }
            | Self::ThreePl { discrimination, .. }
            | Self::FourPl { discrimination, .. }
            | Self::Gpcm { discrimination, .. } => *discrimination,
        }
    }

    /// The item's place on the ability scale: b, or the mean of the steps of a graded item.
    pub fn difficulty(&self) -> f64 {
        match self {
            Self::OnePl { difficulty } | Self::TwoPl { difficulty, .. } | Self::ThreePl { difficulty, .. } | Self::FourPl { difficulty, .. } => *difficulty,
            Self::Gpcm { steps, .. } => steps.iter().fold(0.0, |sum, step| sum + step) / steps.len() as f64,
        }
    }

    /// P(x = `category` given θ). Zero for a category that the item does not have.
    pub fn probability(&self, theta: f64, category: usize) -> f64 {
        if category >= self.categories() {
            return 0.0;
        }
        match self {
            Self::Gpcm { discrimination, steps } => {
                let credit = PartialCredit::at(*discrimination, steps, theta);
                libm::exp(credit.log_probability(*discrimination, steps, theta, category))
            }
            _ => self.side(theta, category).probability(),
        }
    }

    /// The probabilities of all categories, written over `probabilities`, whose memory is reused.
    pub(crate) fn probabilities(&self, theta: f64, probabilities: &mut Vec<f64>) {
        probabilities.clear();
        if let Self::Gpcm { discrimination, steps } = self {
            let all = exponents(*discrimination, steps, theta).map(|(_, exponent)| exponent);
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
            probabilities.extend([self.probability(theta, 0), self.probability(theta, 1)]);
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
        match self {
            Self::Gpcm { discrimination, steps } => {
                let credit = PartialCredit::at(*discrimination, steps, theta);
                discrimination * discrimination * credit.variance
            }
            _ => self.side(theta, 1).expected_information(),
        }
    }

    /// The observed information of one answer at θ: minus the second derivative of its log-likelihood.
    pub fn observed_information(&self, theta: f64, category: usize) -> f64 {
        -self.score_derivatives(theta, category).1
    }

    /// The mean score at θ, Σ k P(x = k): between 0 and `categories() - 1`.
    pub fn expected_score(&self, theta: f64) -> f64 {
        match self {
            Self::Gpcm { discrimination, steps } => PartialCredit::at(*discrimination, steps, theta).mean,
            _ => self.side(theta, 1).probability(),
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
            }
        }
        let by_kind = key(self).cmp(&key(other));
        match (self, other) {
            (Self::Gpcm { steps: own, .. }, Self::Gpcm { steps: others, .. }) => {
                by_kind.then_with(|| own.iter().map(|step| step.to_bits()).cmp(others.iter().map(|step| step.to_bits())))
            }
            _ => by_kind,
        }
    }

    /// Everything that estimation needs from one answer, in one pass.
    pub(crate) fn likelihood(&self, theta: f64, category: usize) -> Option<Likelihood> {
        if category >= self.categories() {
            return None;
        }
        Some(match self {
            Self::Gpcm { discrimination, steps } => {
                let credit = PartialCredit::at(*discrimination, steps, theta);
                let information = discrimination * discrimination * credit.variance;
                Likelihood {
                    log: credit.log_probability(*discrimination, steps, theta, category),
                    first: discrimination * (category as f64 - credit.mean),
                    second: -information,
                    expected_information: information,
                }
            }
            _ => self.side(theta, category).likelihood(),
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
        if let Self::Gpcm { discrimination: slope, steps } = self {
            let credit = PartialCredit::at(*slope, steps, theta);
            let (third, fourth) = credit.higher_cumulants(*slope, steps, theta);
            (-(slope * slope) * (slope * third), -(slope * slope) * (slope * slope) * fourth)
        } else {
            self.side(theta, category).higher_derivatives()
        }
    }

    /// Σ over categories of P′ P″ / P: the numerator of Warm's correction (Warm, 1989; Samejima, 1998).
    pub(crate) fn bias_numerator(&self, theta: f64) -> f64 {
        if let Self::Gpcm { discrimination, steps } = self {
            let credit = PartialCredit::at(*discrimination, steps, theta);
            let cubed = discrimination * discrimination * discrimination;
            cubed * credit.higher_cumulants(*discrimination, steps, theta).0
        } else {
            let side = self.side(theta, 1);
            side.expected_information() * side.slope * (side.beyond - side.reached)
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
        let logit = slope * (theta - self.difficulty());
        if category == 1 { Side::new(logit, slope, guessing, ceiling - guessing) } else { Side::new(-logit, -slope, 1.0 - ceiling, ceiling - guessing) }
    }
}

/// What one answer says about θ.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Likelihood {
    pub log: f64,
    pub first: f64,
    pub second: f64,
    pub expected_information: f64,
}

/// The probability of one answer to a right/wrong item, as floor + height · s(z).
///
/// The wrong answer is the mirror image of the right one: 1 − c − (d − c) s(z) = (1 − d) + (d − c) s(−z). So
/// one formula serves both, without ever subtracting from 1.
struct Side {
    logit: f64,
    slope: f64,
    floor: f64,
    height: f64,
    /// s(z)
    reached: f64,
    /// 1 − s(z) = s(−z)
    beyond: f64,
    /// The probability of the other answer.
    other: f64,
}

impl Side {
    fn new(logit: f64, slope: f64, floor: f64, height: f64) -> Self {
        let (reached, beyond) = logistic(logit);
        // 1 − floor − height, exactly the floor of the mirrored side up to rounding, never negative.
        let other_floor = (1.0 - floor - height).max(0.0);
        Self { logit, slope, floor, height, reached, beyond, other: other_floor + height * beyond }
    }

    fn probability(&self) -> f64 {
        self.floor + self.height * self.reached
    }

    fn log_probability(&self) -> f64 {
        if self.other < 0.5 {
            libm::log1p(-self.other)
        } else if self.floor > 0.0 {
            libm::log(self.probability())
        } else {
            // ln s(z), from the side on which e^z is small; the height is 1 − other asymptote.
            libm::log(self.height) + self.logit.min(0.0) - libm::log1p(libm::exp(-self.logit.abs()))
        }
    }

    /// The share of the probability that is not floor: height · s(z) / P, with its limit 1 when the floor is 0.
    fn earned_share(&self) -> f64 {
        if self.floor > 0.0 { self.height * self.reached / self.probability() } else { 1.0 }
    }

    /// (floor share) 1 − `earned_share`, computed without subtraction.
    fn given_share(&self) -> f64 {
        if self.floor > 0.0 { self.floor / self.probability() } else { 0.0 }
    }

    fn other_earned_share(&self) -> f64 {
        let other_floor = (1.0 - self.floor - self.height).max(0.0);
        if other_floor > 0.0 { self.height * self.beyond / self.other } else { 1.0 }
    }

    /// P′² / (P Q) = (a w (1 − s)) (a v s), with w and v the earned shares of the two answers.
    fn expected_information(&self) -> f64 {
        (self.slope * (self.earned_share() * self.beyond)) * (self.slope * (self.other_earned_share() * self.reached))
    }

    /// With w the earned share: (ln P)′ = a w (1 − s), (ln P)″ = a² w (1 − s) [(1 − w)(1 − s) − s].
    fn likelihood(&self) -> Likelihood {
        let pull = self.earned_share() * self.beyond;
        let bend = self.given_share() * self.beyond - self.reached;
        Likelihood {
            log: self.log_probability(),
            first: self.slope * pull,
            second: (self.slope * pull) * (self.slope * bend),
            expected_information: self.expected_information(),
        }
    }

    /// With w the earned share, v = 1 − w, r = 1 − s: in z, (ln P)′ = u = w r, w′ = w v r, s′ = s r. Hence
    /// u′ = u B with B = v r − s, u″ = u (B² + B′), u‴ = u (B³ + 3 B B′ + B″), each further derivative in θ with one
    /// more factor a.
    fn higher_derivatives(&self) -> (f64, f64) {
        let (w, v) = (self.earned_share(), self.given_share());
        let (s, r) = (self.reached, self.beyond);
        let bend = v * r - s;
        let bend_first = -r * (w * v * r + v * s + s);
        let bend_second = -r * (w * v * r * ((v - w) * r - 2.0 * s) + v * s * (v * r - s) + s * (r - s));
        let squared = self.slope * self.slope;
        let third = (w * r) * (bend * bend + bend_first);
        let fourth = (w * r) * (bend * bend * bend + 3.0 * bend * bend_first + bend_second);
        (squared * (self.slope * third), squared * (squared * fourth))
    }
}

/// s(z) and 1 − s(z), each from the exponential that does not overflow.
fn logistic(logit: f64) -> (f64, f64) {
    let small = libm::exp(-logit.abs());
    let (large_side, small_side) = (1.0 / (1.0 + small), small / (1.0 + small));
    if logit >= 0.0 { (large_side, small_side) } else { (small_side, large_side) }
}

/// The categories' distribution of a graded item at one ability, without allocating.
struct PartialCredit {
    /// The largest exponent, subtracted before every exponential.
    peak: f64,
    /// The category of the largest exponent.
    mode: usize,
    /// ln Σ exp(exponent − peak)
    log_sum: f64,
    mean: f64,
    variance: f64,
}

impl PartialCredit {
    fn at(discrimination: f64, steps: &[f64], theta: f64) -> Self {
        let (mut peak, mut mode) = (0.0, 0);
        for (category, exponent) in exponents(discrimination, steps, theta) {
            if exponent > peak {
                (peak, mode) = (exponent, category);
            }
        }
        // Moments around the mode: far from the steps all weight sits there, and nothing cancels.
        let (mut sum, mut first, mut second) = (0.0, 0.0, 0.0);
        for (category, exponent) in exponents(discrimination, steps, theta) {
            let weight = libm::exp(exponent - peak);
            let distance = category as f64 - mode as f64;
            sum += weight;
            first += weight * distance;
            second += weight * distance * distance;
        }
        let shift = first / sum;
        let variance = (second / sum - shift * shift).max(0.0);
        Self { peak, mode, log_sum: libm::log(sum), mean: mode as f64 + shift, variance }
    }

    fn log_probability(&self, discrimination: f64, steps: &[f64], theta: f64, category: usize) -> f64 {
        let own = exponents(discrimination, steps, theta).nth(category);
        own.map_or(f64::NEG_INFINITY, |(_, exponent)| exponent - self.peak - self.log_sum)
    }

    /// The third and fourth cumulants of the score: E[(k − E k)³], and E[(k − E k)⁴] − 3 Var[k]².
    fn higher_cumulants(&self, discrimination: f64, steps: &[f64], theta: f64) -> (f64, f64) {
        let shift = self.mean - self.mode as f64;
        let (mut third, mut fourth) = (0.0, 0.0);
        for (category, exponent) in exponents(discrimination, steps, theta) {
            let probability = libm::exp(exponent - self.peak - self.log_sum);
            let distance = category as f64 - self.mode as f64 - shift;
            third += probability * (distance * distance * distance);
            fourth += probability * ((distance * distance) * (distance * distance));
        }
        (third, fourth - 3.0 * self.variance * self.variance)
    }
}

/// Each category with its exponent Σ over v ≤ k of a (θ − `b_v`), from category 0, whose exponent is 0.
fn exponents(discrimination: f64, steps: &[f64], theta: f64) -> impl Iterator<Item = (usize, f64)> + '_ {
    let above = steps.iter().scan(0.0, move |sum, step| {
        *sum += discrimination * (theta - step);
        Some(*sum)
    });
    std::iter::once(0.0).chain(above).enumerate()
}
