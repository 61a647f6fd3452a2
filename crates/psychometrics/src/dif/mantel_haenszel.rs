//! The Mantel-Haenszel test of a common odds ratio, with the effect on ETS's delta scale.

use super::design::{Design, Table};
use super::purification::purify;
use super::{DifError, Report, Screening, Untestable};
use crate::distribution::chi_square_p_value;
use crate::distribution::normal_quantile;
use crate::responses::Responses;

/// What is subtracted from the distance between observed and expected, because counts are whole numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContinuityCorrection {
    /// Nothing.
    None,
    /// ½ where the distance is at least ½, else nothing: as R's `mantelhaen.test`.
    UpToTheDistance,
    /// Always ½, as Mantel and Haenszel (1959) wrote it and difR computes it. At a distance of 0 this finds evidence where there
    /// is none.
    Always,
}

/// How the test is run.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Matching, level, purification.
    pub screening: Screening,
    /// The correction of the statistic that decides; the uncorrected one is reported too.
    pub correction: ContinuityCorrection,
}

impl Default for Settings {
    fn default() -> Self {
        Self { screening: Screening::default(), correction: ContinuityCorrection::UpToTheDistance }
    }
}

/// What the test says about one item.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MantelHaenszel {
    /// How many matching scores contribute: members of both groups, right and wrong answers.
    pub strata: usize,
    /// How many persons stand there.
    pub persons: usize,
    /// The statistic with the correction of the settings, chi-square with one degree of freedom.
    pub chi_square: f64,
    /// The statistic without correction.
    pub uncorrected_chi_square: f64,
    /// P(a larger `chi_square` if the odds are the same).
    pub p_value: f64,
    /// The size of the effect; none when in every stratum the right answers of one group or the wrong ones of the other are
    /// lacking, so that the odds ratio is 0 or infinite.
    pub effect: Option<CommonOdds>,
}

/// The common odds ratio and what follows from it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CommonOdds {
    /// α: the odds of success of the reference group divided by those of the focal group. Above 1 the item favours the reference
    /// group.
    pub odds_ratio: f64,
    /// The variance of ln α (Robins, Breslow and Greenland, 1986; Phillips and Holland, 1987).
    pub log_variance: f64,
    /// MH D-DIF = −2.35 ln α, in ETS's delta units of difficulty; negative favours the reference group.
    pub delta: f64,
    /// Its standard error, 2.35 √`log_variance`.
    pub delta_error: f64,
    /// The effect class with its rule of significance.
    pub class: EtsClass,
    /// The class by the size of delta alone, as difR prints it: A up to 1, C from 1.5.
    pub class_by_size: EtsClass,
}

/// ETS's classes of effect (Zieky, 1993; Dorans and Holland, 1993).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EtsClass {
    /// Negligible: |delta| below 1, or not significantly different from 0 at the level of the settings.
    A,
    /// Between the two.
    B,
    /// Large: |delta| at least 1.5 and significantly above 1 (one-sided, 5%).
    C,
}

/// Tests every right/wrong item.
///
/// With `A_k` the right answers of the reference group at matching score k, the statistic compares Σ `A_k` with its expectation when
/// odds are equal: χ² = (|Σ `A_k` − Σ E(`A_k`)| − ½)² / Σ Var(`A_k`), and α = Σ A D / T divided by Σ B C / T (Mantel and Haenszel,
/// 1959; for items, Holland and Thayer, 1988). It sees uniform effects: one that changes sides cancels out.
///
/// ```
/// use psychometrics::dif::mantel_haenszel::{Settings, analyse};
/// use psychometrics::responses::Responses;
///
/// // Six items; the first is harder for the focal group.
/// let (mut cells, mut groups) = (Vec::new(), Vec::new());
/// for person in 0..400_usize {
///     let (ability, group) = (person % 5, (person / 5) % 2);
///     groups.push(group);
///     cells.push(u8::from((person / 10) % 7 < ability + 2 - 2 * group));
///     cells.extend((1..6_usize).map(|item| u8::from((person / 10 + 3 * item) % 7 <= ability)));
/// }
/// let report = analyse(&Responses::from_matrix(6, cells)?, &groups, &Settings::default())?;
/// assert_eq!(report.flagged, [0]);
/// assert!(report.items[0].unwrap().effect.unwrap().delta < -1.5);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn analyse(responses: &Responses, groups: &[usize], settings: &Settings) -> Result<Report<MantelHaenszel>, DifError> {
    let design = Design::of_two_groups(responses, groups, &settings.screening)?;
    let level = settings.screening.significance;
    let test = |anchors: &[bool]| {
        let tables = design.tables(anchors);
        tables.into_iter().map(|table| table.and_then(|table| item(table.dichotomous()?, settings.correction, level))).collect()
    };
    Ok(purify(responses.items(), settings.screening.purification_rounds, test, |result: &MantelHaenszel| result.p_value < level))
}

/// The same test of one item whose answers were already counted: for each value of the matching criterion, `[group][category]`, group 0 the
/// reference group, category 1 the right answers. For whoever keeps counts instead of answers; `settings.screening` gives the level, its matching is
/// what the strata are.
///
/// # Errors
/// One of the groups has no answer, all answers are alike, or at no value can the groups be compared.
///
/// ```
/// use psychometrics::dif::mantel_haenszel::{EtsClass, Settings, of_counts};
///
/// // Right answers are rarer in the focal group at each of three scores.
/// let strata = [[[40, 60], [60, 40]], [[25, 75], [45, 55]], [[10, 90], [25, 75]]];
/// let found = of_counts(&strata, &Settings::default())?;
/// assert_eq!(found.effect.map(|effect| effect.class), Some(EtsClass::C));
/// # Ok::<(), psychometrics::dif::Untestable>(())
/// ```
pub fn of_counts(strata: &[[[u64; 2]; 2]], settings: &Settings) -> Result<MantelHaenszel, Untestable> {
    item(&Table::of_counts(strata)?, settings.correction, settings.screening.significance)
}

fn item(table: &Table, correction: ContinuityCorrection, level: f64) -> Result<MantelHaenszel, Untestable> {
    let (mut strata, mut persons) = (0, 0.0);
    let (mut distance, mut variance) = (0.0, 0.0);
    let (mut concordant, mut discordant) = (0.0, 0.0);
    for stratum in table.strata() {
        let (reference, focal) = (stratum.of_group(0), stratum.of_group(1));
        let (right, wrong) = (stratum.of_category(1), stratum.of_category(0));
        if reference <= 0.0 || focal <= 0.0 || right <= 0.0 || wrong <= 0.0 {
            continue;
        }
        let total = reference + focal;
        strata += 1;
        persons += total;
        distance += stratum.group(0)[1] - reference * right / total;
        variance += reference * focal / total * (right / total) * (wrong / (total - 1.0));
        concordant += stratum.group(0)[1] * stratum.group(1)[0] / total;
        discordant += stratum.group(0)[0] * stratum.group(1)[1] / total;
    }
    if strata == 0 {
        return Err(Untestable::NoCommonStratum);
    }
    let distance = distance.abs();
    let corrected = match correction {
        ContinuityCorrection::Always => distance - 0.5,
        ContinuityCorrection::UpToTheDistance if distance >= 0.5 => distance - 0.5,
        ContinuityCorrection::None | ContinuityCorrection::UpToTheDistance => distance,
    };
    let chi_square = corrected * corrected / variance;
    let uncorrected_chi_square = distance * distance / variance;
    let p_value = chi_square_p_value(chi_square, 1);
    let effect = (concordant > 0.0 && discordant > 0.0).then(|| common_odds(table, concordant, discordant, p_value < level));
    Ok(MantelHaenszel { strata, persons: persons as usize, chi_square, uncorrected_chi_square, p_value, effect })
}

fn common_odds(table: &Table, concordant: f64, discordant: f64, is_significant: bool) -> CommonOdds {
    let odds_ratio = concordant / discordant;
    let sum = table.strata().fold(0.0, |sum, stratum| {
        let (a, b) = (stratum.group(0)[1], stratum.group(0)[0]);
        let (c, d) = (stratum.group(1)[1], stratum.group(1)[0]);
        let total = stratum.total();
        sum + (a * d + odds_ratio * b * c) * (a + d + odds_ratio * (b + c)) / (total * total)
    });
    let log_variance = sum / (2.0 * concordant * concordant);
    let delta = -DELTA_PER_LOGIT * libm::log(odds_ratio);
    let delta_error = DELTA_PER_LOGIT * log_variance.sqrt();
    let size = delta.abs();
    let class = if size < 1.0 || !is_significant {
        EtsClass::A
    } else if size >= 1.5 && size - 1.0 > normal_quantile(0.95) * delta_error {
        EtsClass::C
    } else {
        EtsClass::B
    };
    let class_by_size = if size <= 1.0 {
        EtsClass::A
    } else if size < 1.5 {
        EtsClass::B
    } else {
        EtsClass::C
    };
    CommonOdds { odds_ratio, log_variance, delta, delta_error, class, class_by_size }
}

/// ETS writes difficulty as delta = 13 + 4 z, and a normal deviate z is about 1.7 logits: 4 / 1.7 (Holland and Thayer, 1985).
const DELTA_PER_LOGIT: f64 = 2.35;
