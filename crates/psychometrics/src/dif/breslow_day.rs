//! The Breslow-Day test: is the odds ratio the same at every matching score?

use super::design::{Design, Table};
use super::purification::purify;
use super::{DifError, Report, Screening, Untestable};
use crate::distribution::chi_square_p_value;
use crate::responses::Responses;

/// What the test says about one item.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BreslowDay {
    /// Σ (A − E)² / V over the strata, chi-square with one degree of freedom less than there are strata.
    pub chi_square: f64,
    /// Its degrees of freedom.
    pub degrees: usize,
    /// P(a larger statistic if the odds ratio is the same everywhere).
    pub p_value: f64,
    /// The statistic with Tarone's correction (1985) for having estimated the common odds ratio by Mantel and Haenszel's rule.
    pub tarone_chi_square: f64,
    /// The trend of the odds ratio with the matching score (Breslow and Day, 1980, p. 142; for items, Aguerri and others, 2009),
    /// chi-square with one degree of freedom: the sharper test where the effect grows or changes sides with ability.
    pub trend_chi_square: f64,
    /// P(a larger trend).
    pub trend_p_value: f64,
}

/// Tests every right/wrong item for an odds ratio that changes with the matching score: non-uniform DIF.
///
/// With α the common odds ratio of Mantel and Haenszel, E is the number of right answers of the reference group in a stratum
/// that gives the stratum just this α, and V = 1 / (1/E + …) over the four cells (Breslow and Day, 1980; Penfield, 2003). The item is
/// flagged by `chi_square`. Sparse strata make the approximation poor.
pub fn analyse(responses: &Responses, groups: &[usize], screening: &Screening) -> Result<Report<BreslowDay>, DifError> {
    let design = Design::of_two_groups(responses, groups, screening)?;
    let test = |anchors: &[bool]| design.tables(anchors).into_iter().map(|table| table.and_then(|table| item(table.dichotomous()?))).collect();
    Ok(purify(responses.items(), screening.purification_rounds, test, |result: &BreslowDay| result.p_value < screening.significance))
}

fn item(table: &Table) -> Result<BreslowDay, Untestable> {
    let comparable = || {
        table
            .levels
            .iter()
            .zip(table.strata())
            .filter(|(_, stratum)| stratum.of_group(0) > 0.0 && stratum.of_group(1) > 0.0 && stratum.of_category(0) > 0.0 && stratum.of_category(1) > 0.0)
    };
    let (concordant, discordant) = comparable().fold((0.0, 0.0), |(concordant, discordant), (_, stratum)| {
        let total = stratum.total();
        (concordant + stratum.group(0)[1] * stratum.group(1)[0] / total, discordant + stratum.group(0)[0] * stratum.group(1)[1] / total)
    });
    if concordant <= 0.0 || discordant <= 0.0 {
        return Err(Untestable::NoCommonStratum);
    }
    let odds_ratio = concordant / discordant;
    let (mut strata, mut chi_square) = (0_usize, 0.0);
    // Σ distance, Σ V; and for the trend Σ level · distance, Σ level · V, Σ level² · V.
    let (mut distances, mut variances) = (0.0, 0.0);
    let (mut tilted, mut level_variances, mut squared_variances) = (0.0, 0.0, 0.0);
    // Levels around their middle: the trend is the same and does not cancel.
    let middle = table.levels.iter().fold(0.0, |sum, level| sum + level / table.levels.len() as f64);
    for (level, stratum) in comparable() {
        let (reference, right, total) = (stratum.of_group(0), stratum.of_category(1), stratum.total());
        let expected = expected_right(odds_ratio, reference, total - reference, right);
        let cells = [expected, reference - expected, right - expected, total - reference - right + expected];
        if cells.iter().any(|cell| *cell <= 0.0) {
            continue;
        }
        let variance = 1.0 / cells.iter().fold(0.0, |sum, cell| sum + 1.0 / cell);
        let distance = stratum.group(0)[1] - expected;
        let place = level - middle;
        strata += 1;
        chi_square += distance * distance / variance;
        distances += distance;
        variances += variance;
        tilted += place * distance;
        level_variances += place * variance;
        squared_variances += place * place * variance;
    }
    if strata < 2 {
        return Err(Untestable::StrataTooSmall);
    }
    let spread = squared_variances - level_variances * level_variances / variances;
    if spread.is_nan() || spread <= 0.0 {
        return Err(Untestable::MatchingDoesNotVary);
    }
    // The score's part that the common odds ratio cannot explain. Breslow and Day write Σ level · distance, which is the same
    // only where Σ distance is 0, and otherwise changes with the origin of the scale.
    let trend = tilted - level_variances / variances * distances;
    let trend_chi_square = trend * trend / spread;
    let degrees = strata - 1;
    Ok(BreslowDay {
        chi_square,
        degrees,
        p_value: chi_square_p_value(chi_square, degrees),
        tarone_chi_square: (chi_square - distances * distances / variances).max(0.0),
        trend_chi_square,
        trend_p_value: chi_square_p_value(trend_chi_square, 1),
    })
}

/// The E with E (focal − right + E) / ((reference − E) (right − E)) = α: the root of
/// (α − 1) E² − (α (reference + right) + focal − right) E + α reference right = 0 that leaves no cell negative.
fn expected_right(odds_ratio: f64, reference: f64, focal: f64, right: f64) -> f64 {
    let square = odds_ratio - 1.0;
    let linear = odds_ratio * (reference + right) + focal - right;
    let constant = odds_ratio * reference * right;
    let root = (linear * linear - 4.0 * square * constant).max(0.0).sqrt();
    // Two forms of one root, each where nothing cancels; the first serves α = 1 too, and linear < 0 only where α < 1.
    if linear >= 0.0 { 2.0 * constant / (linear + root) } else { (linear - root) / (2.0 * square) }
}
