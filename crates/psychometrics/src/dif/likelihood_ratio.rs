//! The likelihood-ratio test: does a calibration fit better when the item may differ between groups?

use super::design::check_groups;
use super::purification::purify;
use super::{DifError, Report, Untestable};
use crate::calibration::{self, Calibration, CalibrationError, Design, Family, calibrate};
use crate::distribution::chi_square_p_value;
use crate::model::ItemModel;
use crate::responses::Responses;

/// How the test is run.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// The level at which an item is flagged.
    pub significance: f64,
    /// Which items are free to differ while one is tested.
    pub baseline: Baseline,
    /// How the calibrations are run. Standard errors are not computed, whatever this says.
    pub calibration: calibration::Settings,
}

impl Default for Settings {
    fn default() -> Self {
        Self { significance: 0.05, baseline: Baseline::AllOthersEqual { purification_rounds: 0 }, calibration: calibration::Settings::default() }
    }
}

/// What the tested item is compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Baseline {
    /// All other items have the same parameters in all groups, and tie the scales together; the tested item is set free. mirt's
    /// `scheme = "drop"`. With purification, flagged items stay free while others are tested.
    AllOthersEqual {
        /// How many rounds at most.
        purification_rounds: usize,
    },
    /// Only these items are the same in all groups; all others are free, and the tested one is tied. mirt's `scheme = "add"`. The anchors
    /// are not tested: they are reported as [`Untestable::NotCalibrated`].
    Anchors(Vec<usize>),
}

/// What the test says about one item.
#[derive(Clone, Debug, PartialEq)]
pub struct LikelihoodRatio {
    /// Twice the gain of log-likelihood, chi-square with `degrees` degrees of freedom; never below 0.
    pub chi_square: f64,
    /// How many parameters the freer calibration has more.
    pub degrees: usize,
    /// P(a larger gain if the item is the same in all groups).
    pub p_value: f64,
    /// The item in each group, in the freer calibration; none where the estimates make no valid model.
    pub models: Vec<Option<ItemModel>>,
}

/// Tests every item (Thissen, Steinberg and Wainer, 1993).
///
/// `families`: one for each item. The reference group has the distribution that the family needs to fix the scale (N(0, 1), or mean 0 for
/// Rasch's family), the focal groups have free means and variances. One calibration an item: minutes on a large bank.
///
/// ```
/// use psychometrics::calibration::Family;
/// use psychometrics::dif::likelihood_ratio::{Baseline, Settings, analyse};
/// use psychometrics::model::ItemModel;
/// use psychometrics::random::Random;
/// use psychometrics::responses::Responses;
/// use psychometrics::simulation::draw_response;
///
/// let (mut random, mut cells, mut groups) = (Random::new(1, 0), Vec::new(), Vec::new());
/// for person in 0..1000 {
///     let (group, theta) = (person % 2, random.normal());
///     for item in 0..6 {
///         // The last item is a unit harder for the focal group.
///         let difficulty = f64::from(item) * 0.4 - 1.0 + if item == 5 { group as f64 } else { 0.0 };
///         cells.push(draw_response(&ItemModel::TwoPl { discrimination: 1.2, difficulty }, theta, &mut random) as u8);
///     }
///     groups.push(group);
/// }
/// // Without purification the shifted item makes fair ones look easier for the focal group.
/// let baseline = Baseline::AllOthersEqual { purification_rounds: 5 };
/// let settings = Settings { significance: 0.001, baseline, ..Settings::default() };
/// let report = analyse(&Responses::from_matrix(6, cells)?, &groups, &[Family::TwoPl; 6], &settings)?;
/// assert_eq!(report.flagged, [5]);
/// assert_eq!(report.items[5].as_ref().unwrap().degrees, 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn analyse(responses: &Responses, groups: &[usize], families: &[Family], settings: &Settings) -> Result<Report<LikelihoodRatio>, DifError> {
    let group_count = check_groups(responses, groups)?;
    if !(settings.significance > 0.0 && settings.significance < 1.0) {
        return Err(DifError::NotALevel);
    }
    if families.len() != responses.items() {
        return Err(DifError::Calibration(CalibrationError::ItemsDiffer { design: families.len(), data: responses.items() }));
    }
    if families.len() < 2 {
        return Err(DifError::TooFewItems);
    }
    let calibration = calibration::Settings { standard_errors: false, ..settings.calibration };
    let design = Design::of_families(families).with_groups(group_count, groups.to_vec());
    let run = |is_separate: &[bool]| -> Result<Calibration, DifError> {
        let mut design = design.clone();
        for (item, own) in design.items.iter_mut().zip(is_separate) {
            item.is_separate = *own;
        }
        calibrate(responses, &design, &calibration).map_err(DifError::Calibration)
    };
    let mut failure = None;
    let mut test_against = |is_separate: &[bool], tested: &[bool]| -> Vec<Result<LikelihoodRatio, Untestable>> {
        let baseline = match run(is_separate) {
            Ok(baseline) => baseline,
            Err(error) => {
                failure = Some(error);
                return vec![Err(Untestable::NotCalibrated); families.len()];
            }
        };
        (0..families.len())
            .map(|item| {
                let mut other = is_separate.to_vec();
                other[item] = !other[item];
                // The last tie between the scales cannot be cut.
                if !tested[item] || other.iter().all(|own| *own) {
                    return Err(Untestable::NotCalibrated);
                }
                let compared = run(&other).map_err(|_| Untestable::NotCalibrated)?;
                if is_separate[item] { compare(item, &baseline, &compared, group_count) } else { compare(item, &compared, &baseline, group_count) }
            })
            .collect()
    };
    let is_flagged = |result: &LikelihoodRatio| result.p_value < settings.significance;
    let report = match &settings.baseline {
        Baseline::AllOthersEqual { purification_rounds } => {
            let everything = vec![true; families.len()];
            let test = |anchors: &[bool]| {
                let is_separate: Vec<bool> = anchors.iter().map(|anchor| !anchor).collect();
                test_against(&is_separate, &everything)
            };
            purify(families.len(), *purification_rounds, test, is_flagged)
        }
        Baseline::Anchors(anchors) => {
            let mut tested = vec![true; families.len()];
            for anchor in anchors {
                match tested.get_mut(*anchor) {
                    Some(mark) if *mark => *mark = false,
                    _ => return Err(DifError::BadItem { item: *anchor }),
                }
            }
            if anchors.is_empty() {
                return Err(DifError::TooFewItems);
            }
            let mut report = purify(families.len(), 0, |_| test_against(&tested, &tested), is_flagged);
            report.anchors.clone_from(anchors);
            report.anchors.sort_unstable();
            report
        }
    };
    failure.map_or(Ok(report), Err)
}

/// The calibration in which the item is free against the one in which it is tied.
fn compare(item: usize, free: &Calibration, tied: &Calibration, groups: usize) -> Result<LikelihoodRatio, Untestable> {
    let models: Vec<_> = (0..groups).map(|group| free.item_in(item, group)).collect();
    let is_estimated = models.iter().all(|own| own.is_some_and(|own| own.parameters.is_some()));
    if !free.has_converged || !tied.has_converged || !is_estimated || free.parameter_count() <= tied.parameter_count() {
        return Err(Untestable::NotCalibrated);
    }
    let chi_square = (2.0 * (free.log_likelihood - tied.log_likelihood)).max(0.0);
    let degrees = free.parameter_count() - tied.parameter_count();
    let models = models.into_iter().map(|own| own.and_then(|own| own.model.clone())).collect();
    Ok(LikelihoodRatio { chi_square, degrees, p_value: chi_square_p_value(chi_square, degrees), models })
}
