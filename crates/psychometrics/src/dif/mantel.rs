//! Mantel's test for ordered categories.

use super::design::{Design, Table};
use super::purification::purify;
use super::{DifError, Report, Screening, Untestable};
use crate::distribution::chi_square_p_value;
use crate::responses::Responses;

/// What the test says about one item.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mantel {
    /// Chi-square with one degree of freedom. For right/wrong items, Mantel and Haenszel's without correction.
    pub chi_square: f64,
    /// P(a larger statistic if the mean scores are the same).
    pub p_value: f64,
    /// The generalised odds ratio of Liu and Agresti (1996): the odds of a higher score for the reference group divided by those
    /// for the focal group, cumulated over the cuts between categories. None when it is 0 or infinite.
    pub cumulative_odds_ratio: Option<f64>,
}

/// Tests every item: do mean scores at equal matching scores differ?
///
/// χ² = (Σ `F_k` − Σ E(`F_k`))² / Σ Var(`F_k`) with `F_k` the sum of the focal group's scores at matching score k; given the margins, E
/// is the number of focal members times the stratum's mean, Var is hypergeometric (Mantel, 1963; for items, Zwick, Donoghue and
/// Grima, 1993). The score of a category is its number.
pub fn analyse(responses: &Responses, groups: &[usize], screening: &Screening) -> Result<Report<Mantel>, DifError> {
    let design = Design::of_two_groups(responses, groups, screening)?;
    let test = |anchors: &[bool]| design.tables(anchors).into_iter().map(|table| table.and_then(|table| item(&table))).collect();
    Ok(purify(responses.items(), screening.purification_rounds, test, |result: &Mantel| result.p_value < screening.significance))
}

fn item(table: &Table) -> Result<Mantel, Untestable> {
    let (mut distance, mut variance) = (0.0, 0.0);
    let (mut concordant, mut discordant) = (0.0, 0.0);
    for stratum in table.strata() {
        let (reference, focal) = (stratum.of_group(0), stratum.of_group(1));
        if reference <= 0.0 || focal <= 0.0 {
            continue;
        }
        let total = reference + focal;
        let sum = stratum.score_sum(0) + stratum.score_sum(1);
        let squares = stratum.squared_sum(0) + stratum.squared_sum(1);
        distance += stratum.score_sum(1) - focal * (sum / total);
        variance += reference * focal / (total * total * (total - 1.0)) * (total * squares - sum * sum);
        let (mut reference_above, mut focal_above) = (reference, focal);
        for category in 0..table.categories - 1 {
            reference_above -= stratum.group(0)[category];
            focal_above -= stratum.group(1)[category];
            concordant += reference_above * (focal - focal_above) / total;
            discordant += (reference - reference_above) * focal_above / total;
        }
    }
    if variance.is_nan() || variance <= 0.0 {
        return Err(Untestable::NoCommonStratum);
    }
    let chi_square = distance * distance / variance;
    let cumulative_odds_ratio = (concordant > 0.0 && discordant > 0.0).then(|| concordant / discordant);
    Ok(Mantel { chi_square, p_value: chi_square_p_value(chi_square, 1), cumulative_odds_ratio })
}
