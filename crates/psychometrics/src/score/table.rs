//! What each sum score says about ability.

use super::distribution::{canonical, fill};
use super::{ScoreError, check_items, check_nodes};
use crate::ability::{Bound, Estimate};
use crate::model::ItemModel;
use crate::quadrature::Node;

/// The sum scores of a test in a population given by quadrature nodes.
///
/// ```
/// use psychometrics::model::ItemModel;
/// use psychometrics::quadrature::normal_grid;
/// use psychometrics::score::ScoreTable;
///
/// let items: Vec<ItemModel> = (0..10).map(|step| ItemModel::TwoPl { discrimination: 1.2, difficulty: f64::from(step) * 0.4 - 1.8 }).collect();
/// let table = ScoreTable::new(&items, &normal_grid(0.0, 1.0, -6.0, 6.0, 61))?;
/// let estimates = table.estimates();
/// // A conversion table: score 5 is worth the population's mean, score 10 more, and each has its own standard error.
/// assert!(estimates[5].theta.abs() < 1e-12 && estimates[10].theta > 1.5);
/// assert!(table.reliability() > 0.6);
/// # Ok::<(), psychometrics::score::ScoreError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct ScoreTable {
    probabilities: Vec<f64>,
    estimates: Vec<Estimate>,
}

/// One row of mirt's table of sum scores: what was expected and what was seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScoreRow {
    /// The mean of the ability of those with this score, and its standard deviation.
    pub estimate: Estimate,
    /// How many persons have this score.
    pub observed: f64,
    /// How many should have: the number of persons times the score's probability.
    pub expected: f64,
    /// |observed − expected| / √expected, as mirt prints it: how far off, in standard deviations of a count.
    pub standardised_residual: f64,
}

impl ScoreTable {
    /// Tabulates the scores. The nodes' weights carry the population's density and need not sum to 1.
    ///
    /// Errors: no item, an item that is no response model, nodes without weight.
    pub fn new(items: &[ItemModel], nodes: &[Node]) -> Result<Self, ScoreError> {
        check_items(items)?;
        let total = check_nodes(nodes)?;
        let ordered = canonical(items);
        let (mut distribution, mut cells) = (Vec::new(), Vec::new());
        let mut rows: Vec<Vec<f64>> = Vec::with_capacity(nodes.len());
        for node in nodes {
            fill(&ordered, node.point, &mut distribution, &mut cells);
            rows.push(distribution.iter().map(|probability| node.weight / total * probability).collect());
        }
        let scores = rows.first().map_or(0, Vec::len);
        let probabilities: Vec<f64> = (0..scores).map(|score| rows.iter().fold(0.0, |sum, row| sum + row[score])).collect();
        let estimates = (0..scores).map(|score| moments(nodes, &rows, score, probabilities[score])).collect();
        Ok(Self { probabilities, estimates })
    }

    /// The probability of each score, from 0, in the population.
    pub fn probabilities(&self) -> &[f64] {
        &self.probabilities
    }

    /// For each score, the mean and the standard deviation of the ability of those who have it (Thissen and Orlando, 2001): "EAP for sum
    /// scores". A score that no node makes possible has an infinite standard error.
    pub fn estimates(&self) -> &[Estimate] {
        &self.estimates
    }

    /// The mean and the standard deviation of the sum score in the population.
    pub fn score_moments(&self) -> (f64, f64) {
        let mean = self.probabilities.iter().enumerate().fold(0.0, |sum, (score, probability)| sum + score as f64 * probability);
        let variance = self.probabilities.iter().enumerate().fold(0.0, |sum, (score, probability)| {
            let distance = score as f64 - mean;
            sum + probability * (distance * distance)
        });
        (mean, variance.sqrt())
    }

    /// The share of the ability's variance that the sum score explains: Var(E(θ given score)) / Var(θ), between 0 and 1
    /// (Thissen and Orlando, 2001). mirt's `rxx_F1`.
    pub fn reliability(&self) -> f64 {
        let weighted = |value: &dyn Fn(&Estimate) -> f64| {
            // A score without probability has no estimate either.
            self.estimates.iter().zip(&self.probabilities).filter(|(_, weight)| **weight > 0.0).fold(0.0, |sum, (own, weight)| sum + weight * value(own))
        };
        let mean = weighted(&|own| own.theta);
        let between = weighted(&|own| (own.theta - mean) * (own.theta - mean));
        let within = weighted(&|own| own.standard_error * own.standard_error);
        if between + within > 0.0 { between / (between + within) } else { 0.0 }
    }

    /// The table beside the counts of persons with each score, from score 0.
    pub fn against(&self, observed: &[f64]) -> Result<Vec<ScoreRow>, ScoreError> {
        if observed.len() != self.probabilities.len() {
            return Err(ScoreError::LengthsDiffer { scores: self.probabilities.len(), counts: observed.len() });
        }
        if observed.iter().any(|count| !count.is_finite() || *count < 0.0) {
            return Err(ScoreError::NotFinite);
        }
        let persons = observed.iter().fold(0.0, |sum, count| sum + count);
        let row = |((estimate, probability), observed): ((&Estimate, &f64), &f64)| {
            let expected = persons * probability;
            let standardised_residual = if expected > 0.0 { (observed - expected).abs() / expected.sqrt() } else { 0.0 };
            ScoreRow { estimate: *estimate, observed: *observed, expected, standardised_residual }
        };
        Ok(self.estimates.iter().zip(&self.probabilities).zip(observed).map(row).collect())
    }
}

fn moments(nodes: &[Node], rows: &[Vec<f64>], score: usize, probability: f64) -> Estimate {
    // Below this the shares themselves lose their digits.
    if probability < f64::MIN_POSITIVE {
        return Estimate { theta: 0.0, standard_error: f64::INFINITY, bound: Bound::Inside };
    }
    let theta = nodes.iter().zip(rows).fold(0.0, |sum, (node, row)| sum + row[score] * node.point) / probability;
    let variance = nodes.iter().zip(rows).fold(0.0, |sum, (node, row)| {
        let distance = node.point - theta;
        sum + row[score] * (distance * distance)
    }) / probability;
    Estimate { theta, standard_error: variance.sqrt(), bound: Bound::Inside }
}
