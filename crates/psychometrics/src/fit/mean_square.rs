//! Infit and outfit: is an item noisier, or more predictable, than the model says?

use super::{FitError, canonical_persons, check, check_abilities};
use crate::model::ItemModel;
use crate::responses::Responses;

/// A mean square and its standardised form.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MeanSquare {
    /// 1 when the answers vary as the model expects; above 1 noise, below 1 answers that are too predictable. From 0.5 to 1.5 is
    /// productive for measurement (Linacre, 2002).
    pub value: f64,
    /// The same as an approximately standard normal number (Wilson and Hilferty's cube root). `None` when the model expects
    /// no variation of the squares (every chance is one half).
    pub t: Option<f64>,
}

/// One item's mean squares.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ItemMeanSquares {
    /// How many persons answered.
    pub answers: usize,
    /// Weighted by information: sensitive to persons near the item.
    pub infit: MeanSquare,
    /// Unweighted: sensitive to surprises far from the item.
    pub outfit: MeanSquare,
}

/// The smallest variance a single answer is given, √1e-5: below it one surprising answer alone would make the outfit.
/// mirt's floor.
const SMALLEST_VARIANCE: f64 = 0.003_162_277_660_168_379_5;

/// The largest standard deviation of a mean square, for which the cube root is still nearly normal: √2 to four digits, as mirt writes it.
const LARGEST_SPREAD: f64 = 14_142.0 / 10_000.0;

/// Infit and outfit of every item at given abilities (Wright and Masters, 1982, pages 100 to 109); `None` for an item nobody answered.
///
/// With the residual y = x − E, the model's variance W = E[(x − E)²] and fourth moment C = E[(x − E)⁴] of each answer:
///
/// - outfit u = Σ (y² / W) / n, with variance q² = Σ (C / W²) / n² − 1 / n;
/// - infit v = Σ y² / Σ W, with variance q² = Σ (C − W²) / (Σ W)²;
/// - t = (∛mean square − 1) · 3 / q + q / 3, q at most √2.
///
/// The formulas treat abilities as known. With estimated ones, and more so with [`posterior_means`](super::posterior_means()), which are
/// shrunk, mean squares lie below 1 on average: compare items with each other. Maximum likelihood or Warm's estimates shrink less.
/// The variance of an answer counts as at least √1e-5 (0.0032), as in mirt.
///
/// ```
/// use psychometrics::fit::mean_squares;
/// use psychometrics::model::ItemModel;
/// use psychometrics::responses::Responses;
///
/// let items = [ItemModel::OnePl { difficulty: -1.0 }, ItemModel::OnePl { difficulty: 1.0 }];
/// let responses = Responses::from_matrix(2, vec![1, 0, 1, 1, 0, 0])?;
/// let fit = mean_squares(&responses, &items, &[0.0, 2.0, -2.0])?;
/// assert!(fit[0].is_some_and(|item| item.infit.value < 1.0)); // nobody surprised us
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn mean_squares(responses: &Responses, items: &[ItemModel], abilities: &[f64]) -> Result<Vec<Option<ItemMeanSquares>>, FitError> {
    check(responses, items)?;
    check_abilities(responses, abilities)?;
    let mut sums = vec![Sums::default(); items.len()];
    let mut cells = Vec::new();
    for person in canonical_persons(responses, abilities) {
        for (item, category) in responses.answers(person) {
            items[item].probabilities(abilities[person], &mut cells);
            sums[item].add(&cells, usize::from(category));
        }
    }
    Ok(sums.iter().map(Sums::finish).collect())
}

#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    answers: usize,
    standardised: f64,
    kurtosis: f64,
    squares: f64,
    variance: f64,
    excess: f64,
}

impl Sums {
    fn add(&mut self, probabilities: &[f64], category: usize) {
        let mean = probabilities.iter().enumerate().fold(0.0, |sum, (score, probability)| sum + score as f64 * probability);
        let (mut variance, mut fourth) = (0.0, 0.0);
        for (score, probability) in probabilities.iter().enumerate() {
            let distance = score as f64 - mean;
            let squared = distance * distance;
            variance += probability * squared;
            fourth += probability * (squared * squared);
        }
        let variance = variance.max(SMALLEST_VARIANCE);
        let residual = category as f64 - mean;
        self.answers += 1;
        self.standardised += residual * residual / variance;
        self.kurtosis += fourth / (variance * variance);
        self.squares += residual * residual;
        self.variance += variance;
        self.excess += fourth - variance * variance;
    }

    fn finish(&self) -> Option<ItemMeanSquares> {
        if self.answers == 0 {
            return None;
        }
        let count = self.answers as f64;
        let outfit = mean_square(self.standardised / count, self.kurtosis / (count * count) - 1.0 / count);
        let infit = mean_square(self.squares / self.variance, self.excess / (self.variance * self.variance));
        Some(ItemMeanSquares { answers: self.answers, infit, outfit })
    }
}

fn mean_square(value: f64, squared_spread: f64) -> MeanSquare {
    // Below is rounding: a spread of exactly zero, computed.
    let t = (squared_spread > 1e-15).then(|| {
        let spread = squared_spread.sqrt().min(LARGEST_SPREAD);
        (libm::cbrt(value) - 1.0) * (3.0 / spread) + spread / 3.0
    });
    MeanSquare { value, t }
}
