//! Angoff's method: the expected score of a borderline person, item by item.

use super::panel::PanelCut;
use super::{StandardSettingError, ability_where, check_items, correlation, deviation, mean};
use crate::model::ItemModel;

/// The ratings of a panel: `rounds[round][judge][item]`, each the score that a borderline person is expected to win on the item: a
/// probability for a right/wrong item, up to `categories − 1` points for a graded one.
///
/// *Modified* Angoff is several rounds, with discussion between them; the last round sets the cut.
pub type Ratings = [Vec<Vec<f64>>];

/// What a panel decided.
#[derive(Clone, Debug, PartialEq)]
pub struct Angoff {
    /// Round by round.
    pub rounds: Vec<Round>,
    /// The panel's cut in points: the mean over the judges of the last round.
    pub raw_cut: f64,
    /// The cut on the ability scale: where the test characteristic curve equals the raw cut.
    pub cut: f64,
    /// The standard error of `cut`: the raw cut's over panels of as many judges, divided by the slope of the characteristic curve.
    pub standard_error: f64,
    /// Whether the judges moved together: the last round's deviation of cuts is at most the first's. True with one round.
    pub has_converged: bool,
}

/// One round.
#[derive(Clone, Debug, PartialEq)]
pub struct Round {
    /// Each judge.
    pub judges: Vec<Judge>,
    /// The cut in points.
    pub raw: PanelCut,
    /// The cut on the ability scale, where the characteristic curve equals the mean of `raw`.
    pub cut: f64,
    /// Where the ratings' variance comes from.
    pub components: Components,
    /// How far the raw cut moved since the round before; 0 in the first.
    pub moved: f64,
}

/// One judge in one round.
#[derive(Clone, Debug, PartialEq)]
pub struct Judge {
    /// Σ ratings, in points.
    pub raw_cut: f64,
    /// The ability whose expected score that is; none where no ability has it (a judge who asks for less than guessing gives, or
    /// for everything).
    pub cut: Option<f64>,
    /// The correlation of the ratings with the expected scores of the items at the judge's own cut (or the panel's): does the judge see which items
    /// are hard? None where either side does not vary.
    pub correlation_with_items: Option<f64>,
    /// The mean distance of a rating from that expected score, in points (van der Linden, 1982, before his scaling to 0–1).
    pub mean_error: f64,
    /// The correlation of the ratings with the mean ratings of the other judges; none where either side does not vary.
    pub correlation_with_others: Option<f64>,
}

/// Variance components of the ratings, judges crossed with items, both random (Brennan and Lockwood, 1980). Estimates below 0 are put to 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Components {
    /// Judges: some are stricter.
    pub judges: f64,
    /// Items: some are harder; no error.
    pub items: f64,
    /// Judges by items, and all else.
    pub residual: f64,
    /// The standard error of the mean rating over other judges *and* other items, as a sum over the test's items: in points.
    pub raw_error: f64,
    /// The dependability of the order of the items' mean ratings: items / (items + residual / judges). None where both are 0.
    pub dependability: Option<f64>,
}

/// From ratings to a cut.
///
/// ```
/// use psychometrics::model::ItemModel;
/// use psychometrics::standard_setting::angoff;
///
/// let items: Vec<ItemModel> = [-1.0, 0.0, 1.0].iter().map(|b| ItemModel::OnePl { difficulty: *b }).collect();
/// // Two judges, one round.
/// let panel = [vec![vec![0.8, 0.6, 0.3], vec![0.7, 0.5, 0.3]]];
/// let result = angoff::analyse(&items, &panel)?;
/// assert!((result.raw_cut - 1.6).abs() < 1e-12);
/// assert!((items.iter().map(|item| item.expected_score(result.cut)).sum::<f64>() - 1.6).abs() < 1e-9);
/// # Ok::<(), psychometrics::standard_setting::StandardSettingError>(())
/// ```
pub fn analyse(items: &[ItemModel], ratings: &Ratings) -> Result<Angoff, StandardSettingError> {
    check_items(items)?;
    check_ratings(items, ratings)?;
    let mut rounds: Vec<Round> = Vec::with_capacity(ratings.len());
    for panel in ratings {
        let before = rounds.last().map(|round| round.raw.mean);
        rounds.push(round(items, panel, before)?);
    }
    let (Some(first), Some(last)) = (rounds.first(), rounds.last()) else { return Err(StandardSettingError::NothingJudged) };
    let slope = items
        .iter()
        .fold(0.0, |sum, item| (1..item.categories()).fold(sum, |sum, category| sum + category as f64 * item.probability_derivatives(last.cut, category).0));
    // Where the curve is so flat that its slope underflows, no ability can be told from another.
    if slope.is_nan() || slope <= f64::MIN_POSITIVE {
        return Err(StandardSettingError::CutOutOfReach);
    }
    Ok(Angoff {
        raw_cut: last.raw.mean,
        cut: last.cut,
        standard_error: last.raw.standard_error / slope,
        has_converged: last.raw.deviation <= first.raw.deviation,
        rounds,
    })
}

fn check_ratings(items: &[ItemModel], ratings: &Ratings) -> Result<(), StandardSettingError> {
    let Some(first) = ratings.first() else { return Err(StandardSettingError::NothingJudged) };
    if first.len() < 2 {
        return Err(StandardSettingError::TooFewJudges);
    }
    for (round, panel) in ratings.iter().enumerate() {
        if panel.len() != first.len() {
            return Err(StandardSettingError::Incomplete { round, judge: panel.len().min(first.len()) });
        }
        for (judge, own) in panel.iter().enumerate() {
            if own.len() != items.len() {
                return Err(StandardSettingError::Incomplete { round, judge });
            }
            for (item, (rating, model)) in own.iter().zip(items).enumerate() {
                if !(0.0..=(model.categories() - 1) as f64).contains(rating) {
                    return Err(StandardSettingError::BadRating { round, judge, item });
                }
            }
        }
    }
    Ok(())
}

fn round(items: &[ItemModel], panel: &[Vec<f64>], before: Option<f64>) -> Result<Round, StandardSettingError> {
    let expected = |theta: f64| -> Vec<f64> { items.iter().map(|item| item.expected_score(theta)).collect() };
    let total = |theta: f64| items.iter().fold(0.0, |sum, item| sum + item.expected_score(theta));
    let raw_cuts: Vec<f64> = panel.iter().map(|ratings| ratings.iter().fold(0.0, |sum, rating| sum + rating)).collect();
    let raw = PanelCut::of(&raw_cuts);
    let cut = ability_where(total, raw.mean).ok_or(StandardSettingError::CutOutOfReach)?;
    let sums: Vec<f64> = (0..items.len()).map(|item| panel.iter().fold(0.0, |sum, ratings| sum + ratings[item])).collect();
    let judges = panel
        .iter()
        .zip(&raw_cuts)
        .map(|(ratings, raw_cut)| {
            let own_cut = ability_where(total, *raw_cut);
            let expected = expected(own_cut.unwrap_or(cut));
            let others: Vec<f64> = sums.iter().zip(ratings).map(|(sum, own)| (sum - own) / (panel.len() - 1) as f64).collect();
            let errors: Vec<f64> = ratings.iter().zip(&expected).map(|(rating, expected)| (rating - expected).abs()).collect();
            Judge {
                raw_cut: *raw_cut,
                cut: own_cut,
                correlation_with_items: correlation(ratings, &expected),
                mean_error: mean(&errors),
                correlation_with_others: correlation(ratings, &others),
            }
        })
        .collect();
    let moved = before.map_or(0.0, |before| raw.mean - before);
    Ok(Round { judges, cut, components: components(panel, &raw_cuts, &sums), raw, moved })
}

fn components(panel: &[Vec<f64>], raw_cuts: &[f64], sums: &[f64]) -> Components {
    let (judge_count, item_count) = (panel.len() as f64, sums.len() as f64);
    let judge_means: Vec<f64> = raw_cuts.iter().map(|cut| cut / item_count).collect();
    let item_means: Vec<f64> = sums.iter().map(|sum| sum / judge_count).collect();
    let grand = mean(&item_means);
    let squared = |value: f64| value * value;
    let of_judges = item_count * squared(deviation(&judge_means));
    let of_items = judge_count * squared(deviation(&item_means));
    let rest = panel
        .iter()
        .zip(&judge_means)
        .fold(0.0, |sum, (ratings, judge)| ratings.iter().zip(&item_means).fold(sum, |sum, (rating, item)| sum + squared(rating - judge - item + grand)));
    let degrees = (judge_count - 1.0) * (item_count - 1.0);
    let residual = if degrees > 0.0 { rest / degrees } else { 0.0 };
    let judges = ((of_judges - residual) / item_count).max(0.0);
    let items = ((of_items - residual) / judge_count).max(0.0);
    let of_mean = judges / judge_count + items / item_count + residual / (judge_count * item_count);
    let reliable = items + residual / judge_count;
    Components { judges, items, residual, raw_error: item_count * of_mean.sqrt(), dependability: (reliable > 0.0).then(|| items / reliable) }
}
