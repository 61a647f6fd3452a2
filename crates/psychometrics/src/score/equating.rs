//! Which score of test Y is worth a score of test X, both tests on one ability scale.

use super::{ScoreError, ScoreTable, check_items, expected_score, maximum_score};
use crate::model::ItemModel;
use crate::quadrature::Node;

/// A score of X with its equivalent on Y.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Equivalent {
    /// The score on X.
    pub score: f64,
    /// The score on Y that is worth as much.
    pub equated: f64,
    /// The ability at which X's mean score is `score`; infinite at the ends and below chance, where there is none.
    pub theta: f64,
}

/// True-score equating (Lord, 1980; Kolen and Brennan, 2014, section 6.5): the ability whose mean score on X is the score, then the mean score on
/// Y at that ability. For each whole score from 0 to X's maximum.
///
/// With guessing there is a lowest true score, the sum of the guessing parameters. At and below it, where no ability answers, scores are
/// interpolated between (0, 0) and the two tests' lowest true scores (Kolen, 1981); the same at the upper end with slips. The ends meet: 0 is
/// worth 0, and the maximum the maximum.
///
/// Nominal items are refused nothing, but a test whose mean score does not rise with ability has several answers: the one found is arbitrary.
///
/// ```
/// use psychometrics::model::ItemModel;
/// use psychometrics::score::equating::true_score;
///
/// let easy = [ItemModel::OnePl { difficulty: -1.0 }, ItemModel::OnePl { difficulty: 0.0 }];
/// let hard = [ItemModel::OnePl { difficulty: 0.0 }, ItemModel::OnePl { difficulty: 1.0 }];
/// // One point of the easy test is worth less than one of the hard test.
/// assert!(true_score(&easy, &hard)?[1].equated < 1.0);
/// # Ok::<(), psychometrics::score::ScoreError>(())
/// ```
pub fn true_score(x: &[ItemModel], y: &[ItemModel]) -> Result<Vec<Equivalent>, ScoreError> {
    check_items(x)?;
    check_items(y)?;
    let limits = Limits::of(x, y);
    Ok((0..=maximum_score(x)).map(|score| limits.equivalent(x, y, score as f64)).collect())
}

/// [`true_score`] of one score of X, not necessarily whole. Beyond 0 and X's maximum the ends count.
///
/// Errors: no item, an item that is no response model, a score that is not finite.
pub fn true_score_of(x: &[ItemModel], y: &[ItemModel], score: f64) -> Result<Equivalent, ScoreError> {
    check_items(x)?;
    check_items(y)?;
    if !score.is_finite() {
        return Err(ScoreError::NotFinite);
    }
    Ok(Limits::of(x, y).equivalent(x, y, score.clamp(0.0, maximum_score(x) as f64)))
}

/// Observed-score equating by equipercentiles (Kolen and Brennan, 2014, section 6.6): the score of Y below which lies the same share of the
/// population as below the score of X. For each whole score from 0 to X's maximum; `theta` is where X's mean score is the score.
///
/// The two score distributions come from the items and the population (see [`ScoreTable`]), so they need no smoothing; a score counts as
/// uniform on ± ½ around itself, as percentile ranks do. Results lie between −½ and Y's maximum + ½.
pub fn observed_score(x: &[ItemModel], y: &[ItemModel], population: &[Node]) -> Result<Vec<Equivalent>, ScoreError> {
    let (from, to) = (ScoreTable::new(x, population)?, ScoreTable::new(y, population)?);
    let mut below = 0.0;
    let equivalents = true_score(x, y)?;
    Ok(equivalents
        .iter()
        .zip(from.probabilities())
        .map(|(equivalent, probability)| {
            let rank = below + probability / 2.0;
            below += probability;
            Equivalent { equated: at_rank(to.probabilities(), rank), ..*equivalent }
        })
        .collect())
}

/// The lowest and highest mean scores of X and of Y, and their highest scores.
struct Limits {
    lowest: (f64, f64),
    highest: (f64, f64),
    top: (f64, f64),
}

impl Limits {
    fn of(x: &[ItemModel], y: &[ItemModel]) -> Self {
        Self { lowest: (limit(x, false), limit(y, false)), highest: (limit(x, true), limit(y, true)), top: (maximum_score(x) as f64, maximum_score(y) as f64) }
    }

    fn equivalent(&self, x: &[ItemModel], y: &[ItemModel], score: f64) -> Equivalent {
        let Self { lowest, highest, top } = *self;
        if score <= lowest.0 {
            let share = if lowest.0 > 0.0 { score / lowest.0 } else { 0.0 };
            return Equivalent { score, equated: share * lowest.1, theta: f64::NEG_INFINITY };
        }
        if score >= highest.0 {
            let share = if top.0 > highest.0 { (score - highest.0) / (top.0 - highest.0) } else { 1.0 };
            return Equivalent { score, equated: highest.1 + share * (top.1 - highest.1), theta: f64::INFINITY };
        }
        let theta = ability_of(x, score);
        Equivalent { score, equated: expected_score(y, theta), theta }
    }
}

/// The score below which lies this share of the distribution.
fn at_rank(probabilities: &[f64], rank: f64) -> f64 {
    let mut below = 0.0;
    let mut last = 0.0;
    for (score, probability) in probabilities.iter().enumerate() {
        if below + probability > rank && *probability > 0.0 {
            return score as f64 - 0.5 + (rank - below).max(0.0) / probability;
        }
        below += probability;
        if *probability > 0.0 {
            last = score as f64 + 0.5;
        }
    }
    last
}

/// The ability at which the mean score of a test is a number between its limits: bisection to the last bit.
fn ability_of(items: &[ItemModel], score: f64) -> f64 {
    let mut reach = 8.0;
    while (expected_score(items, reach) < score || expected_score(items, -reach) > score) && reach < 1e9 {
        reach *= 2.0;
    }
    let (mut low, mut high) = (-reach, reach);
    loop {
        let middle = low + (high - low) / 2.0;
        if middle <= low || middle >= high {
            return middle;
        }
        if expected_score(items, middle) < score {
            low = middle;
        } else {
            high = middle;
        }
    }
}

/// The limit of the mean score at an infinite ability.
fn limit(items: &[ItemModel], is_upper: bool) -> f64 {
    items.iter().fold(0.0, |sum, item| {
        sum + match (item, is_upper) {
            (ItemModel::ThreePl { guessing, .. } | ItemModel::FourPl { guessing, .. }, false) => *guessing,
            (ItemModel::FourPl { ceiling, .. }, true) => *ceiling,
            // Its categories are in no order: the limits are those of the steepest slopes.
            (ItemModel::Nrm { .. }, _) => item.expected_score(if is_upper { 1e6 } else { -1e6 }),
            (_, true) => (item.categories() - 1) as f64,
            (_, false) => 0.0,
        }
    })
}
