//! Standardisation: the difference in points between groups at equal matching scores.

use super::design::{Design, Table};
use super::purification::purify;
use super::{DifError, Report, Screening, Untestable};
use crate::distribution::normal_cdf;
use crate::responses::Responses;

/// How much each matching score counts in the mean difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weights {
    /// By the number of focal members there: what the item costs them (Dorans and Kulick, 1986).
    Focal,
    /// By the number of reference members.
    Reference,
    /// By both.
    Total,
}

/// How the differences are computed.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Matching and purification. The level does not decide here: an item is flagged by the size of its difference.
    pub screening: Screening,
    /// The weights of the matching scores.
    pub weights: Weights,
    /// The share of the item's full score beyond which it is flagged: 0.1.
    pub threshold: f64,
}

impl Default for Settings {
    fn default() -> Self {
        Self { screening: Screening::default(), weights: Weights::Focal, threshold: 0.1 }
    }
}

/// The classes of Dorans, Schmitt and Bleistein (1992).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DifferenceClass {
    /// Below 0.05 of the full score.
    Negligible,
    /// From 0.05 to 0.10: inspect the item, so that nothing of importance is overlooked.
    Moderate,
    /// Above 0.10: unusual, examine carefully.
    Large,
}

/// What the groups' scores on one item differ by.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Standardised {
    /// STD P-DIF: focal minus reference, in points of the item's score; negative favours the reference group. For right/wrong items
    /// a difference of probabilities; for more categories the standardised mean difference (Dorans and Schmitt, 1993).
    pub difference: f64,
    /// Its standard error, the strata's weights taken as fixed (Zwick and Thayer, 1996, second variant).
    pub standard_error: f64,
    /// P(a larger difference if there is none), two-sided, normal.
    pub p_value: f64,
    /// The difference as a share of the highest score that was given.
    pub share: f64,
    /// The class of that share.
    pub class: DifferenceClass,
}

/// The standardised difference of every item: Σ w (`P_focal` − `P_reference`) / Σ w over the matching scores at which members of both
/// groups stand (Dorans and Kulick, 1986).
pub fn analyse(responses: &Responses, groups: &[usize], settings: &Settings) -> Result<Report<Standardised>, DifError> {
    let design = Design::of_two_groups(responses, groups, &settings.screening)?;
    if settings.threshold.is_nan() || settings.threshold <= 0.0 {
        return Err(DifError::NotALevel);
    }
    let test = |anchors: &[bool]| design.tables(anchors).into_iter().map(|table| table.and_then(|table| item(&table, settings.weights))).collect();
    Ok(purify(responses.items(), settings.screening.purification_rounds, test, |result: &Standardised| result.share.abs() > settings.threshold))
}

fn item(table: &Table, weights: Weights) -> Result<Standardised, Untestable> {
    let (mut difference, mut variance, mut total) = (0.0, 0.0, 0.0);
    for stratum in table.strata() {
        let (reference, focal) = (stratum.of_group(0), stratum.of_group(1));
        if reference <= 0.0 || focal <= 0.0 {
            continue;
        }
        let weight = match weights {
            Weights::Focal => focal,
            Weights::Reference => reference,
            Weights::Total => reference + focal,
        };
        let means = [stratum.score_sum(0) / reference, stratum.score_sum(1) / focal];
        let spread = |group: usize, count: f64| (stratum.squared_sum(group) / count - means[group] * means[group]).max(0.0) / count;
        total += weight;
        difference += weight * (means[1] - means[0]);
        variance += weight * weight * (spread(0, reference) + spread(1, focal));
    }
    if total <= 0.0 {
        return Err(Untestable::NoCommonStratum);
    }
    let difference = difference / total;
    let standard_error = variance.sqrt() / total;
    let share = difference / (table.categories - 1) as f64;
    let class = if share.abs() < 0.05 {
        DifferenceClass::Negligible
    } else if share.abs() <= 0.1 {
        DifferenceClass::Moderate
    } else {
        DifferenceClass::Large
    };
    let p_value = if standard_error > 0.0 { 2.0 * normal_cdf(-difference.abs() / standard_error) } else { 1.0 };
    Ok(Standardised { difference, standard_error, p_value, share, class })
}
