//! Items that measure several abilities at once.

use super::{ItemModel, ModelError, PARAMETER_LIMIT};
use crate::matrix::SymmetricMatrix;

/// A compensatory item: the abilities are added up, weighted by the item's loadings, and the sum λ′θ answers like one ability.
///
/// P(x = k given θ) = `model`.probability(λ′θ, k). With a [`ItemModel::TwoPl`] this is the multidimensional 2PL (Reckase, 2009;
/// McKinley and Reckase, 1983), with [`ItemModel::Gpcm`] the multidimensional GPCM (Yao and Schwarz, 2006); every other model
/// comes for free. *Within-item* multidimensionality is several loadings that are not zero; *between-item* is one
/// ([`MultidimensionalItem::between`]).
///
/// Every derivative is the one-dimensional one along λ: gradient ℓ′ λ, Hessian ℓ″ λλ′, information I λλ′.
///
/// ```
/// use psychometrics::model::MultidimensionalItem;
///
/// let item = MultidimensionalItem::two_pl(vec![1.2, 0.5], -0.3);
/// // s(1.2 · 1 + 0.5 · (−1) − 0.3) = s(0.4)
/// assert!((item.probability(&[1.0, -1.0], 1) - 0.598_687_660_112_452).abs() < 1e-14);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct MultidimensionalItem {
    /// λ: the weight of each ability, in units of `model`'s scale per unit of ability.
    pub loadings: Vec<f64>,
    /// How the weighted sum answers.
    pub model: ItemModel,
}

impl MultidimensionalItem {
    /// P(x = 1 given θ) = s(a′θ + d). The slopes are the loadings; the intercept d is in logits.
    pub fn two_pl(slopes: Vec<f64>, intercept: f64) -> Self {
        Self { loadings: slopes, model: ItemModel::TwoPl { discrimination: 1.0, difficulty: -intercept } }
    }

    /// P(x = k given θ) ∝ exp(k a′θ + `d_k`), `d_0` = 0; `intercepts` are `d_1..d_m`, cumulative as mirt writes them.
    pub fn gpcm(slopes: Vec<f64>, intercepts: &[f64]) -> Self {
        let mut below = 0.0;
        let steps = intercepts
            .iter()
            .map(|intercept| {
                let step = below - intercept;
                below = *intercept;
                step
            })
            .collect();
        Self { loadings: slopes, model: ItemModel::Gpcm { discrimination: 1.0, steps } }
    }

    /// An item that measures one of `dimensions` abilities.
    ///
    /// # Panics
    /// When the dimension does not exist.
    pub fn between(model: ItemModel, dimension: usize, dimensions: usize) -> Self {
        let mut loadings = vec![0.0; dimensions];
        loadings[dimension] = 1.0;
        Self { loadings, model }
    }

    /// Whether the parameters make a response model: a valid `model`, and finite loadings, not all zero.
    pub fn validate(&self) -> Result<(), ModelError> {
        self.model.validate()?;
        if !self.loadings.iter().all(|loading| loading.abs() <= PARAMETER_LIMIT) {
            return Err(ModelError::OutOfRange);
        }
        if self.loadings.iter().all(|loading| *loading == 0.0) {
            return Err(ModelError::NothingMeasured);
        }
        Ok(())
    }

    /// λ′θ. Abilities beyond the loadings, and loadings beyond the abilities, count as zero.
    pub fn composite(&self, abilities: &[f64]) -> f64 {
        self.loadings.iter().zip(abilities).fold(0.0, |sum, (loading, ability)| sum + loading * ability)
    }

    /// P(x = `category` given θ).
    pub fn probability(&self, abilities: &[f64], category: usize) -> f64 {
        self.model.probability(self.composite(abilities), category)
    }

    /// ln P(x = `category` given θ).
    pub fn log_probability(&self, abilities: &[f64], category: usize) -> f64 {
        self.model.log_probability(self.composite(abilities), category)
    }

    /// The gradient of ln P(x = `category` given θ): ℓ′ λ.
    pub fn score_gradient(&self, abilities: &[f64], category: usize) -> Vec<f64> {
        let (first, _) = self.model.score_derivatives(self.composite(abilities), category);
        self.loadings.iter().map(|loading| first * loading).collect()
    }

    /// Fisher's expected information matrix I(λ′θ) λλ′ (Reckase, 2009).
    pub fn expected_information(&self, abilities: &[f64]) -> SymmetricMatrix {
        self.along(self.model.expected_information(self.composite(abilities)))
    }

    /// Minus the Hessian of ln P(x = `category` given θ): −ℓ″ λλ′.
    pub fn observed_information(&self, abilities: &[f64], category: usize) -> SymmetricMatrix {
        self.along(self.model.observed_information(self.composite(abilities), category))
    }

    /// The multidimensional discrimination |λ| · a (Reckase and McKinley, 1991).
    pub fn discrimination(&self) -> f64 {
        self.model.discrimination() * self.loadings.iter().fold(0.0, |sum, loading| sum + loading * loading).sqrt()
    }

    fn along(&self, information: f64) -> SymmetricMatrix {
        let mut matrix = SymmetricMatrix::zeros(self.loadings.len());
        for (row, loading) in self.loadings.iter().enumerate() {
            for (column, other) in self.loadings.iter().enumerate().take(row + 1) {
                matrix.set(row, column, information * (loading * other));
            }
        }
        matrix
    }
}
