//! The copier against a source taken as given.

use super::{Similarity, SimilarityError, shared};
use crate::distribution::normal_cdf;
use crate::model::ItemModel;

/// Wollack's ω (1997): matches of the copier's answers with the source's, beyond what the copier's ability explains.
///
/// ω = (h − Σ Pᵢ) / √(Σ Pᵢ (1 − Pᵢ)), with Pᵢ the probability that a person of the copier's ability chooses the source's category.
/// Standard normal for many
/// items; the p-value is P(Z ≥ ω), without continuity correction. It is not symmetric: who copied from whom matters.
///
/// `copier` and `source` hold a category an item, `None` where there is no answer; items that one of them left out do not count.
///
/// ```
/// use psychometrics::model::ItemModel;
/// use psychometrics::similarity::omega;
///
/// // Thirty questions with four options, the last of them right; two persons who chose the same, right or wrong.
/// let items = vec![ItemModel::Nrm { slopes: vec![0.2, 0.4, 1.2], intercepts: vec![0.0, 0.3, 1.0] }; 30];
/// let answers: Vec<_> = (0..30).map(|place| Some([3, 1, 2][place % 3])).collect();
/// let found = omega(&items, &answers, &answers, 0.0)?;
/// assert!(found.matches == 30 && found.statistic > 5.0 && found.p_value < 1e-6);
/// # Ok::<(), psychometrics::similarity::SimilarityError>(())
/// ```
pub fn omega(items: &[ItemModel], copier: &[Option<usize>], source: &[Option<usize>], copier_ability: f64) -> Result<Similarity, SimilarityError> {
    let both = shared(items, copier, source)?;
    if !copier_ability.is_finite() {
        return Err(SimilarityError::NotFinite);
    }
    let (mut matches, mut expected, mut variance) = (0, 0.0, 0.0);
    for (model, own, theirs) in &both {
        let probability = model.probability(copier_ability, *theirs);
        matches += usize::from(own == theirs);
        expected += probability;
        variance += probability * (1.0 - probability).max(0.0);
    }
    let statistic = (matches as f64 - expected) / variance.sqrt();
    if variance <= 0.0 || !statistic.is_finite() {
        return Err(SimilarityError::NothingToCompare);
    }
    Ok(Similarity { items: both.len(), matches, expected, statistic, p_value: normal_cdf(-statistic) })
}
