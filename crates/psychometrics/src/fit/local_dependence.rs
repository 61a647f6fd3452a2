//! Pairs of items whose joint answers the model does not explain.

use super::{FitError, LatentNormal, check, probability_tables};
use crate::distribution::chi_square_p_value;
use crate::model::ItemModel;
use crate::responses::Responses;

/// What is left between two items.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PairDependence {
    /// The two items, the first smaller.
    pub items: (usize, usize),
    /// How many persons answered both.
    pub persons: usize,
    /// Pearson's X² of the observed against the expected table of the two items.
    pub x2: f64,
    /// The likelihood-ratio G² of the same table.
    pub g2: f64,
    /// (categories − 1)(categories − 1), after Chen and Thissen. An approximation: the parameters were estimated from all items.
    pub degrees_of_freedom: usize,
    /// P(χ² > X²).
    pub p: f64,
    /// (X² − df) / √(2 df): comparable between pairs of different numbers of categories; above 10 is usually called large.
    pub standardised: f64,
    /// √(X² / (N (fewest categories − 1))), the size of the dependence (Cramér), negative when the items go together less than expected.
    pub cramers_v: f64,
}

/// The local-dependence X² and G² of Chen and Thissen (1997) for every pair of items that somebody answered together, in the order of the items.
///
/// The expected table is N ∫ `P_ik` `P_jl` φ dθ, N the persons who answered both items. Under a fitting model X² is close to, and a little
/// below, a chi-square variable. Answers that the model makes so improbable that their expected
/// count, or X² by it, is beyond the numbers of the machine are [`FitError::Degenerate`].
pub fn local_dependence(responses: &Responses, items: &[ItemModel], population: &LatentNormal) -> Result<Vec<PairDependence>, FitError> {
    check(responses, items)?;
    let nodes = population.nodes()?;
    let points: Vec<f64> = nodes.iter().map(|node| node.point).collect();
    let tables = probability_tables(items, &points);
    let mut pairs = Vec::new();
    for first in 0..items.len() {
        for second in first + 1..items.len() {
            let mut observed = vec![vec![0_usize; items[second].categories()]; items[first].categories()];
            let mut persons = 0;
            for person in 0..responses.persons() {
                if let (Some(row), Some(column)) = (responses.get(person, first), responses.get(person, second)) {
                    observed[usize::from(row)][usize::from(column)] += 1;
                    persons += 1;
                }
            }
            if persons == 0 {
                continue;
            }
            let expected: Vec<Vec<f64>> = tables[first]
                .iter()
                .map(|row| {
                    tables[second]
                        .iter()
                        .map(|column| persons as f64 * row.iter().zip(column).zip(&nodes).fold(0.0, |sum, ((p, q), node)| sum + (p * q) * node.weight))
                        .collect()
                })
                .collect();
            pairs.push(compare((first, second), persons, &observed, &expected)?);
        }
    }
    Ok(pairs)
}

fn compare(items: (usize, usize), persons: usize, observed: &[Vec<usize>], expected: &[Vec<f64>]) -> Result<PairDependence, FitError> {
    let (mut x2, mut g2, mut covariance) = (0.0, 0.0, 0.0);
    for (row, (counts, means)) in observed.iter().zip(expected).enumerate() {
        for (column, (count, mean)) in counts.iter().zip(means).enumerate() {
            let residual = *count as f64 - mean;
            covariance += residual * (row as f64 * column as f64);
            if *mean > 0.0 {
                x2 += residual * residual / mean;
            }
            if *count > 0 && !(*mean > 0.0 && x2.is_finite()) {
                return Err(FitError::Degenerate);
            }
            if *count > 0 {
                g2 += 2.0 * *count as f64 * libm::log(*count as f64 / mean);
            }
        }
    }
    // The residual product moment, less what the residual margins alone would give: more or less association than expected?
    let margin = |of_row: bool| {
        observed.iter().zip(expected).enumerate().fold((0.0, 0.0), |sums, (row, (counts, means))| {
            counts.iter().zip(means).enumerate().fold(sums, |(ours, theirs), (column, (count, mean))| {
                let score = if of_row { row } else { column } as f64;
                (ours + score * *count as f64, theirs + score * mean)
            })
        })
    };
    let ((first, first_mean), (second, second_mean)) = (margin(true), margin(false));
    let excess = covariance - (first * second - first_mean * second_mean) / persons as f64;
    let (rows, columns) = (observed.len(), observed[0].len());
    let degrees_of_freedom = (rows - 1) * (columns - 1);
    let v = (x2 / (persons as f64 * (rows.min(columns) - 1) as f64)).sqrt();
    Ok(PairDependence {
        items,
        persons,
        x2,
        g2: g2.max(0.0),
        degrees_of_freedom,
        p: chi_square_p_value(x2, degrees_of_freedom),
        standardised: (x2 - degrees_of_freedom as f64) / (2.0 * degrees_of_freedom as f64).sqrt(),
        cramers_v: if excess < 0.0 { -v } else { v },
    })
}
