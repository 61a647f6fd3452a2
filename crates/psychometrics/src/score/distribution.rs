//! The distribution of the sum score at one ability.

use super::{ScoreError, check_items};
use crate::model::ItemModel;

/// The probability of each sum score, from 0 to [`maximum_score`], at an ability (Lord and Wingersky, 1984; for items of more
/// than two categories, Thissen, Pommerich, Billeaud and Williams, 1995).
///
/// Items are added one by one: P(s after item i) = Σ over k of P(s − k before) · P(item i in category k). No term is negative, so nothing cancels.
/// The numbers sum to 1 within rounding. Items are taken in canonical order: the order given changes no bit.
///
/// ```
/// use psychometrics::model::ItemModel;
/// use psychometrics::score::score_distribution;
///
/// let items = [ItemModel::OnePl { difficulty: 0.0 }, ItemModel::OnePl { difficulty: 0.0 }];
/// assert_eq!(score_distribution(&items, 0.0)?, [0.25, 0.5, 0.25]);
/// # Ok::<(), psychometrics::score::ScoreError>(())
/// ```
pub fn score_distribution(items: &[ItemModel], theta: f64) -> Result<Vec<f64>, ScoreError> {
    check_items(items)?;
    if !theta.is_finite() {
        return Err(ScoreError::NotFinite);
    }
    let ordered = canonical(items);
    let mut distribution = Vec::new();
    fill(&ordered, theta, &mut distribution, &mut Vec::new());
    Ok(distribution)
}

/// The largest sum score: the number of the last category, summed over the items.
pub fn maximum_score(items: &[ItemModel]) -> usize {
    items.iter().map(|item| item.categories() - 1).sum()
}

/// The mean sum score at an ability: the test characteristic curve (Lord, 1980).
pub fn expected_score(items: &[ItemModel], theta: f64) -> f64 {
    canonical(items).iter().fold(0.0, |sum, item| sum + item.expected_score(theta))
}

pub(super) fn canonical(items: &[ItemModel]) -> Vec<&ItemModel> {
    let mut ordered: Vec<&ItemModel> = items.iter().collect();
    ordered.sort_by(|left, right| left.canonical_order(right));
    ordered
}

/// Writes the distribution over `distribution`; both lists' memory is reused.
pub(super) fn fill(ordered: &[&ItemModel], theta: f64, distribution: &mut Vec<f64>, probabilities: &mut Vec<f64>) {
    distribution.clear();
    distribution.push(1.0);
    for item in ordered {
        item.probabilities(theta, probabilities);
        let before = distribution.len();
        distribution.resize(before + probabilities.len() - 1, 0.0);
        // From the highest score down, so that what stands below is still the distribution before this item.
        for score in (0..distribution.len()).rev() {
            let reached = probabilities.iter().enumerate().take(score + 1).filter(|(category, _)| score - category < before);
            distribution[score] = reached.fold(0.0, |sum, (category, probability)| sum + distribution[score - category] * probability);
        }
    }
}
