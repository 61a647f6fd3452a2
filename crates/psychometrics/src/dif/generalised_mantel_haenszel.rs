//! The generalised Mantel-Haenszel test: any number of categories and of groups.

use super::design::{Design, Table};
use super::purification::purify;
use super::{DifError, Report, Screening, Untestable};
use crate::distribution::chi_square_p_value;
use crate::matrix::SymmetricMatrix;
use crate::responses::Responses;

/// What the test says about one item.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GeneralisedMantelHaenszel {
    /// Chi-square with `degrees` degrees of freedom.
    pub chi_square: f64,
    /// (categories that were given − 1) (groups − 1).
    pub degrees: usize,
    /// P(a larger statistic if answers and groups are independent at each matching score).
    pub p_value: f64,
}

/// Tests every item for any association of answers and groups at equal matching scores.
///
/// The counts of all categories but one and all groups but one, summed over the strata, minus their expectation given the margins,
/// squared by the inverse of their hypergeometric covariance (Landis, Heyman and Koch, 1978; for items with unordered categories
/// Zwick, Donoghue and Grima, 1993; for several focal groups Penfield, 2001). With two groups and two categories, Mantel and
/// Haenszel's without correction.
pub fn analyse(responses: &Responses, groups: &[usize], screening: &Screening) -> Result<Report<GeneralisedMantelHaenszel>, DifError> {
    let design = Design::new(responses, groups, screening)?;
    let test = |anchors: &[bool]| design.tables(anchors).into_iter().map(|table| table.and_then(|table| item(&table))).collect();
    Ok(purify(responses.items(), screening.purification_rounds, test, |result: &GeneralisedMantelHaenszel| result.p_value < screening.significance))
}

fn item(table: &Table) -> Result<GeneralisedMantelHaenszel, Untestable> {
    // Categories that nobody gave would make the covariance singular.
    let mut given: Vec<usize> =
        (0..table.categories).filter(|category| table.strata().any(|stratum| stratum.total() > 1.0 && stratum.of_category(*category) > 0.0)).collect();
    given.pop();
    let size = given.len() * (table.groups - 1);
    if size == 0 {
        return Err(Untestable::NoCommonStratum);
    }
    let mut distance = vec![0.0; size];
    let mut covariance = SymmetricMatrix::zeros(size);
    let place = |group: usize, category: usize| (group - 1) * given.len() + category;
    for stratum in table.strata() {
        let total = stratum.total();
        if total < 2.0 {
            continue;
        }
        let of_group: Vec<f64> = (0..table.groups).map(|group| stratum.of_group(group)).collect();
        let of_category: Vec<f64> = given.iter().map(|category| stratum.of_category(*category)).collect();
        for group in 1..table.groups {
            for (index, category) in given.iter().enumerate() {
                let row = place(group, index);
                distance[row] += stratum.group(group)[*category] - of_group[group] * of_category[index] / total;
                for other_group in 1..=group {
                    for (other_index, _) in given.iter().enumerate() {
                        let column = place(other_group, other_index);
                        if column > row {
                            continue;
                        }
                        let same_group = if group == other_group { total } else { 0.0 };
                        let same_category = if index == other_index { total } else { 0.0 };
                        let groups_part = of_group[group] * (same_group - of_group[other_group]);
                        let categories_part = of_category[index] * (same_category - of_category[other_index]);
                        let cell = groups_part * categories_part / (total * total * (total - 1.0));
                        covariance.set(row, column, covariance.get(row, column) + cell);
                    }
                }
            }
        }
    }
    let factor = covariance.cholesky().map_err(|_| Untestable::NoCommonStratum)?;
    // A group or category that never meets the others leaves a pivot of rounding only.
    if (0..size).any(|row| factor.lower(row, row) * factor.lower(row, row) < 1e-10 * covariance.get(row, row)) {
        return Err(Untestable::NoCommonStratum);
    }
    let solved = factor.solve(&distance);
    let chi_square = distance.iter().zip(&solved).fold(0.0, |sum, (left, right)| sum + left * right);
    Ok(GeneralisedMantelHaenszel { chi_square, degrees: size, p_value: chi_square_p_value(chi_square, size) })
}
