//! Two persons who answer independently.

use super::{Similarity, SimilarityError, shared};
use crate::model::ItemModel;

/// The generalised binomial test (van der Linden and Sotaridona, 2006): matches between two persons beyond what both abilities explain.
///
/// The probability of a match on item i is mᵢ = Σₖ P(k given θ₁) P(k given θ₂). The number of matches has the generalised (Poisson)
/// binomial distribution
/// of the mᵢ, computed exactly by the recursion of [`score_distribution`](crate::score::score_distribution); the p-value is its upper tail
/// from the matches seen, these included.
/// Being discrete, it is somewhat conservative.
///
/// ```
/// use psychometrics::model::ItemModel;
/// use psychometrics::similarity::generalised_binomial;
///
/// // Thirty questions with four options, the last of them right.
/// let item = ItemModel::Nrm { slopes: vec![0.2, 0.4, 1.2], intercepts: vec![0.0, 0.3, 1.0] };
/// let items = vec![item; 30];
/// let first: Vec<_> = (0..30).map(|place| Some([3, 1, 2][place % 3])).collect();
/// let same = generalised_binomial(&items, &first, &first, 0.0, 0.0)?;
/// assert!(same.matches == 30 && same.p_value < 1e-6);
/// # Ok::<(), psychometrics::similarity::SimilarityError>(())
/// ```
pub fn generalised_binomial(
    items: &[ItemModel],
    first: &[Option<usize>],
    second: &[Option<usize>],
    first_ability: f64,
    second_ability: f64,
) -> Result<Similarity, SimilarityError> {
    let both = shared(items, first, second)?;
    if !first_ability.is_finite() || !second_ability.is_finite() {
        return Err(SimilarityError::NotFinite);
    }
    // The sum does not know which of the two came first: products are the same bits.
    let agreement = |model: &ItemModel| {
        let product = |category| model.probability(first_ability, category) * model.probability(second_ability, category);
        (0..model.categories()).fold(0.0, |sum, category| sum + product(category)).min(1.0)
    };
    let mut distribution = vec![1.0];
    let (mut matches, mut expected, mut variance) = (0, 0.0, 0.0);
    for (model, own, theirs) in &both {
        let probability = agreement(model);
        matches += usize::from(own == theirs);
        expected += probability;
        variance += probability * (1.0 - probability);
        distribution.push(0.0);
        for count in (0..distribution.len()).rev() {
            let from_below = if count > 0 { distribution[count - 1] * probability } else { 0.0 };
            distribution[count] = distribution[count] * (1.0 - probability) + from_below;
        }
    }
    let statistic = (matches as f64 - expected) / variance.sqrt();
    if variance <= 0.0 || !statistic.is_finite() {
        return Err(SimilarityError::NothingToCompare);
    }
    // The smallest terms first.
    let p_value = distribution[matches..].iter().rev().fold(0.0, |sum, probability| sum + probability).min(1.0);
    Ok(Similarity { items: both.len(), matches, expected, statistic, p_value })
}
