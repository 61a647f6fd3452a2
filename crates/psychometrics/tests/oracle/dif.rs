//! Differential item functioning, against difR, R's `mantelhaen.test` and mirt.

use psychometrics::calibration::{self, Design, Family, ItemPriors, PriorChoice, Quadrature, calibrate};
use psychometrics::dif::mantel_haenszel::{ContinuityCorrection, MantelHaenszel};
use psychometrics::dif::sibtest::EmptyNeighbour;
use psychometrics::dif::{Matching, Report, Screening, breslow_day, likelihood_ratio, logistic, mantel_haenszel, sibtest, standardisation};
use psychometrics::responses::{MISSING, Responses};

use crate::case::{Case, Tolerance};

/// Closed forms on both sides, written with 15 digits. A chi-square may be as small as 1e-5, with the rounding of a distance between
/// two sums of some hundreds.
const CLOSED_FORM: Tolerance = Tolerance::either(1e-12, 1e-11);

/// difR rounds these to 4 digits.
const ROUNDED: Tolerance = Tolerance::absolute(5.01e-5);

/// R's `glm` stops when the deviance, here up to about 2000, changes by less than 1e-8 of itself. Its convergence is quadratic, so that the last
/// step leaves far less than that.
const DEVIANCE: Tolerance = Tolerance::either(1e-8, 1e-8);

/// The same for a gain of R², which is that deviance divided by the persons.
const GAIN: Tolerance = Tolerance::absolute(1e-11);

/// mirt ends its EM when no parameter moves by more than its `TOL` (1e-4 unless told otherwise); slow directions are then ten times as far away.
/// Seen: 3e-5.
const CALIBRATED: Tolerance = Tolerance::absolute(3e-4);

/// Twice the difference of two log-likelihoods that ended so. Seen: 3e-4.
const LIKELIHOOD_RATIO: Tolerance = Tolerance::absolute(1e-3);

pub fn compare(file: &Case<'_>) {
    for name in ["program", "split", "seed", "true"] {
        file.at(name).used();
    }
    // One digit a cell; anything else is a missing answer.
    let digits = |text: &str| -> Vec<u8> { text.bytes().map(|byte| if byte.is_ascii_digit() { byte - b'0' } else { MISSING }).collect() };
    let rows: Vec<Vec<u8>> = file.at("rows").items().iter().map(|row| digits(row.text())).collect();
    let reference = file.at("reference_group").count();
    let groups: Vec<usize> = digits(file.at("group").text()).iter().map(|group| usize::from(usize::from(*group) != reference)).collect();
    let responses = Responses::from_matrix(rows[0].len(), rows.concat()).unwrap();

    if let Some(case) = file.get("MH") {
        mantel_haenszel(&case, &responses, &groups);
    }
    if let Some(case) = file.get("stats_mantelhaen_test") {
        let report = run_mantel_haenszel(&responses, &groups, ContinuityCorrection::UpToTheDistance, &Matching::Total, 0);
        for (item, case) in case.items().iter().enumerate() {
            let own = report.items[item].unwrap();
            case.at("chi2").compare("R mantelhaen.test chi-square", own.chi_square, CLOSED_FORM);
            // R was given the focal group in the first row.
            case.at("alpha").compare("R mantelhaen.test odds ratio", 1.0 / own.effect.unwrap().odds_ratio, CLOSED_FORM);
        }
    }
    if let Some(case) = file.get("logistic") {
        logistic(&case, &responses, &groups);
    }
    if let Some(case) = file.get("standardization_PDIF") {
        let report = standardisation::analyse(&responses, &groups, &standardisation::Settings::default()).unwrap();
        let own: Vec<f64> = report.items.iter().map(|item| item.unwrap().difference).collect();
        case.compare_all("difR standardised P difference", &own, CLOSED_FORM);
    }
    if let Some(case) = file.get("breslow_day") {
        case.at("columns").used();
        case.at("rows").used();
        let report = breslow_day::analyse(&responses, &groups, &Screening::default()).unwrap();
        for (item, row) in case.at("values").items().iter().enumerate() {
            let own = report.items[item].unwrap();
            row.index(0).compare("difR Breslow-Day chi-square", own.chi_square, ROUNDED);
            row.index(1).compare("difR Breslow-Day degrees of freedom", own.degrees as f64, Tolerance::absolute(0.0));
            row.index(2).compare("difR Breslow-Day p-value", own.p_value, ROUNDED);
        }
    }
    if let Some(case) = file.get("SIBTEST") {
        let settings = sibtest::Settings { empty_neighbour: EmptyNeighbour::CountsAsZero, ..sibtest::Settings::default() };
        let report = sibtest::analyse(&responses, &groups, &settings).unwrap();
        let each = |value: fn(&sibtest::Sibtest) -> f64| -> Vec<f64> { report.items.iter().map(|item| value(item.as_ref().unwrap())).collect() };
        case.at("beta").compare_all("mirt SIBTEST beta", &each(|own| own.beta), CLOSED_FORM);
        case.at("SE").compare_all("mirt SIBTEST standard error", &each(|own| own.standard_error), CLOSED_FORM);
        case.at("X2").compare_all("mirt SIBTEST chi-square", &each(|own| own.chi_square), CLOSED_FORM);
    }
    if let Some(case) = file.get("multigroup_mirt") {
        multiple_groups(&case, &responses, &groups);
    }
    if let Some(case) = file.get("LR_all_items_drop") {
        case.at("columns").used();
        case.at("rows").used();
        let family = file.get("multigroup_mirt").map_or(Family::TwoPl, |case| family(case.at("settings").text()));
        // mirt's `scheme = "drop"`: all items equal, focal mean and variance free, one item set free at a time.
        let settings = likelihood_ratio::Settings { calibration: as_mirt(), ..likelihood_ratio::Settings::default() };
        let report = likelihood_ratio::analyse(&responses, &groups, &vec![family; responses.items()], &settings).unwrap();
        for (item, row) in case.at("values").items().iter().enumerate() {
            let own = report.items[item].as_ref().unwrap();
            row.index(0).compare("mirt likelihood ratio", own.chi_square, LIKELIHOOD_RATIO);
            row.index(1).compare("mirt likelihood ratio, degrees of freedom", own.degrees as f64, Tolerance::absolute(0.0));
            row.index(2).compare("mirt likelihood ratio, p-value", own.p_value, LIKELIHOOD_RATIO);
        }
    }
}

fn run_mantel_haenszel(
    responses: &Responses,
    groups: &[usize],
    correction: ContinuityCorrection,
    matching: &Matching,
    rounds: usize,
) -> Report<MantelHaenszel> {
    let screening = Screening { matching: matching.clone(), purification_rounds: rounds, ..Screening::default() };
    mantel_haenszel::analyse(responses, groups, &mantel_haenszel::Settings { screening, correction }).unwrap()
}

fn mantel_haenszel(case: &Case<'_>, responses: &Responses, groups: &[usize]) {
    let matching = if case.at("match").text().contains("incl. studied item") { Matching::Total } else { Matching::Rest };
    // difR takes ½ from every distance, and ten rounds at most.
    let report = run_mantel_haenszel(responses, groups, ContinuityCorrection::Always, &matching, 0);
    let purified = run_mantel_haenszel(responses, groups, ContinuityCorrection::Always, &matching, 10);
    let each = |report: &Report<MantelHaenszel>, value: fn(&MantelHaenszel) -> f64| -> Vec<f64> {
        report.items.iter().map(|item| value(item.as_ref().unwrap())).collect()
    };
    case.at("chi2_corrected").compare_all("difR MH chi-square, corrected", &each(&report, |own| own.chi_square), CLOSED_FORM);
    case.at("chi2_uncorrected").compare_all("difR MH chi-square", &each(&report, |own| own.uncorrected_chi_square), CLOSED_FORM);
    case.at("alphaMH").compare_all("difR MH odds ratio", &each(&report, |own| own.effect.unwrap().odds_ratio), CLOSED_FORM);
    case.at("varLambda").compare_all("difR MH variance of the log odds", &each(&report, |own| own.effect.unwrap().log_variance), CLOSED_FORM);
    case.at("deltaMH").compare_all("difR MH delta", &each(&report, |own| own.effect.unwrap().delta), CLOSED_FORM);
    flagged(&case.at("flagged"), "difR MH flagged items", &report.flagged);
    case.at("purified_chi2").compare_all("difR MH purified chi-square", &each(&purified, |own| own.chi_square), CLOSED_FORM);
    case.at("purified_alpha").compare_all("difR MH purified odds ratio", &each(&purified, |own| own.effect.unwrap().odds_ratio), CLOSED_FORM);
    flagged(&case.at("purified_flagged"), "difR MH purified flagged items", &purified.flagged);
    case.at("nPurif").compare("difR MH rounds of purification", purified.rounds as f64, Tolerance::absolute(0.0));
}

/// Item numbers from 1; a text where there is none.
fn flagged(case: &Case<'_>, family: &str, ours: &[usize]) {
    if ours.is_empty() && !case.is_list() {
        case.compare_text(family, "No DIF item detected");
    } else {
        let ours: Vec<f64> = ours.iter().map(|item| (item + 1) as f64).collect();
        case.compare_all(family, &ours, Tolerance::absolute(0.0));
    }
}

fn logistic(case: &Case<'_>, responses: &Responses, groups: &[usize]) {
    case.at("note").used();
    let report = logistic::analyse(responses, groups, &logistic::Settings::default()).unwrap();
    let items: Vec<_> = report.items.iter().map(|item| item.as_ref().unwrap()).collect();
    for (name, pick) in
        [("both", (|own| own.both) as fn(&logistic::Logistic) -> logistic::Comparison), ("uniform", |own| own.uniform), ("nonuniform", |own| own.non_uniform)]
    {
        let own: Vec<f64> = items.iter().map(|item| pick(item).chi_square).collect();
        if let Some(case) = case.get(&format!("{name}_LRT")) {
            case.compare_all("difR logistic likelihood ratio", &own, DEVIANCE);
        }
        let own: Vec<f64> = items.iter().map(|item| pick(item).r_squared_gain * (item.cox_snell_limit / limit_in_difr(item))).collect();
        if let Some(case) = case.get(&format!("deltaR2_{name}")) {
            case.compare_all("difR logistic gain of R2", &own, GAIN);
        }
    }
}

/// The divisor of Nagelkerke's R² as difR 5.1 computes it: 1 − (e^(−D₀ / 2))^(2 / n). From a deviance D₀ of about 1490 (some 1100
/// persons on an item of middling difficulty) the exponential underflows, the divisor becomes 1, and what difR prints is Cox and
/// Snell's R²; from 1416 it loses digits. Ours does not, so that the comparison takes the same wrong turn on purpose.
fn limit_in_difr(item: &logistic::Logistic) -> f64 {
    let null_deviance = -(item.persons as f64) * libm::log1p(-item.cox_snell_limit);
    1.0 - libm::pow(libm::exp(-null_deviance / 2.0), 2.0 / item.persons as f64)
}

/// mirt's own quadrature, no priors.
fn as_mirt() -> calibration::Settings {
    calibration::Settings {
        quadrature: Quadrature::Rectangle { points: 61, low: -6.0, high: 6.0, fixed: true },
        priors: PriorChoice::Given(ItemPriors::NONE),
        parameter_tolerance: 1e-7,
        likelihood_tolerance: 1e-14,
        standard_errors: false,
        ..calibration::Settings::default()
    }
}

fn multiple_groups(case: &Case<'_>, responses: &Responses, groups: &[usize]) {
    // "multipleGroup 2PL, …; items 3, 11, 17 free across groups, others constrained equal"
    let settings = case.at("settings").text();
    let free = settings.split(" free across").next().unwrap_or("").rsplit("item").next().unwrap_or("");
    let mut design = Design::of_one_family(family(settings), responses.items()).with_groups(2, groups.to_vec());
    for item in free.split(|letter: char| !letter.is_ascii_digit()).filter_map(|number| number.parse::<usize>().ok()) {
        design.items[item - 1].is_separate = true;
    }
    let own = calibrate(responses, &design, &as_mirt()).unwrap();
    assert!(own.has_converged);
    case.at("logLik").compare("mirt log-likelihood, groups", own.log_likelihood, Tolerance::relative(1e-8));
    for (name, group) in [("ref", 0), ("foc", 1)] {
        let sd = own.groups[group].sd;
        case.at(&format!("{name}_mean")).compare("mirt group mean", own.groups[group].mean, CALIBRATED);
        case.at(&format!("{name}_var")).compare("mirt group variance", sd * sd, CALIBRATED);
        let table = case.at(&format!("{name}_items"));
        table.at("rows").used();
        let columns: Vec<&str> = table.at("columns").items().iter().map(Case::text).collect();
        for (item, row) in table.at("values").items().iter().enumerate() {
            let parameters = own.item_in(item, group).unwrap().parameters.as_ref().unwrap();
            for (place, column) in columns.iter().enumerate() {
                let logistic = |logit: f64| 1.0 / (1.0 + libm::exp(-logit));
                let values = &parameters.values;
                match *column {
                    "a1" => row.index(place).compare("mirt slope, groups", if values.len() < 2 { 1.0 } else { values[0] }, CALIBRATED),
                    "d" => row.index(place).compare("mirt intercept, groups", values[values.len().min(2) - 1], CALIBRATED),
                    // A 2PL item's asymptotes are printed though they are constants.
                    "g" => row.index(place).compare("mirt lower asymptote, groups", values.get(2).copied().map_or(0.0, logistic), CALIBRATED),
                    "u" => row.index(place).compare("mirt upper asymptote, groups", values.get(3).copied().map_or(1.0, logistic), CALIBRATED),
                    other => panic!("{}: no parameter {other}", row.path()),
                }
            }
        }
    }
}

/// The family that mirt was asked for.
fn family(settings: &str) -> Family {
    [("Rasch", Family::OnePl), ("1PL", Family::OnePl), ("3PL", Family::ThreePl), ("4PL", Family::FourPl)]
        .into_iter()
        .find_map(|(name, family)| settings.contains(name).then_some(family))
        .unwrap_or(Family::TwoPl)
}
