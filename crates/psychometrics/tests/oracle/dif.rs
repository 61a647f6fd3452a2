//! Differential item functioning, against difR, R's `mantelhaen.test` and mirt.

use psychometrics::calibration::{self, Design, Family, ItemPriors, PriorChoice, Quadrature, calibrate};
use psychometrics::dif::mantel_haenszel::{ContinuityCorrection, MantelHaenszel};
use psychometrics::dif::sibtest::EmptyNeighbour;
use psychometrics::dif::{Matching, Report, Screening, breslow_day, likelihood_ratio, logistic, mantel_haenszel, sibtest, standardisation};
use psychometrics::distribution::ChiSquare;
use psychometrics::responses::{MISSING, Responses};

use crate::case::{Case, Tolerance, read_labels};

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

/// Twice the difference of two log-likelihoods that ended so: the error of a parameter (CALIBRATED) squared, over its variance (some 0.005), for each of
/// forty parameters. Seen: 3e-4.
const LIKELIHOOD_RATIO: Tolerance = Tolerance::absolute(2e-3);

/// Two programs' chi-square distributions.
const P_VALUE: Tolerance = Tolerance::either(1e-9, 1e-9);

/// One number of what is known of an item.
type MantelHaenszelValue = fn(&MantelHaenszel) -> Option<f64>;
type SibtestValue = fn(&sibtest::Sibtest) -> f64;

/// Both have a number, or neither: R has none (NA, NaN) of an item that all answer alike.
fn compare_or_none(case: &Case<'_>, family: &str, ours: Option<f64>, tolerance: Tolerance) {
    match ours {
        Some(ours) => case.compare(family, ours, tolerance),
        None if case.is_missing() => {}
        None => case.fail(&format!("{family}: a number in the file, none ours")),
    }
}

fn compare_each(case: &Case<'_>, family: &str, ours: impl Iterator<Item = Option<f64>>, tolerance: Tolerance) {
    let (theirs, ours) = (case.items(), ours.collect::<Vec<_>>());
    if theirs.len() != ours.len() {
        case.fail(&format!("{family}: {} numbers in the file, {} ours", theirs.len(), ours.len()));
    }
    for (case, own) in theirs.iter().zip(ours) {
        compare_or_none(case, family, own, tolerance);
    }
}

pub fn compare(file: &Case<'_>) {
    read_labels(file);
    for name in ["true", "settings", "N", "J"] {
        if let Some(label) = file.get(name) {
            label.used();
        }
    }
    // One digit a cell; anything else is a missing answer.
    let digits = |text: &str| -> Vec<u8> { text.bytes().map(|byte| if byte.is_ascii_digit() { byte - b'0' } else { MISSING }).collect() };
    let rows: Vec<Vec<u8>> = file.at("rows").items().iter().map(|row| digits(row.text())).collect();
    // A digit a person, or a list of names or numbers.
    let written = file.at("group");
    let names: Vec<String> =
        if written.is_list() { written.items().iter().map(Case::label).collect() } else { written.text().chars().map(String::from).collect() };
    let reference = file.at("reference_group").label();
    let groups: Vec<usize> = names.iter().map(|group| usize::from(*group != reference)).collect();
    let responses = Responses::from_matrix(rows[0].len(), rows.concat()).unwrap();

    if let Some(case) = file.get("MH") {
        mantel_haenszel(&case, &responses, &groups);
    }
    if let Some(case) = file.get("stats_mantelhaen_test") {
        let report = run_mantel_haenszel(&responses, &groups, ContinuityCorrection::UpToTheDistance, &Matching::Total, 0);
        for (item, case) in case.items().iter().enumerate() {
            let own = report.items[item].ok();
            compare_or_none(&case.at("chi2"), "R mantelhaen.test chi-square", own.map(|own| own.chi_square), CLOSED_FORM);
            // R was given the focal group in the first row.
            let odds = own.and_then(|own| own.effect).map(|effect| 1.0 / effect.odds_ratio);
            compare_or_none(&case.at("alpha"), "R mantelhaen.test odds ratio", odds, CLOSED_FORM);
        }
    }
    if let Some(case) = file.get("logistic") {
        logistic(&case, &responses, &groups);
    }
    if let Some(case) = file.get("standardization_PDIF") {
        let report = standardisation::analyse(&responses, &groups, &standardisation::Settings::default()).unwrap();
        compare_each(&case, "difR standardised P difference", report.items.iter().map(|item| item.ok().map(|own| own.difference)), CLOSED_FORM);
    }
    if let Some(case) = file.get("breslow_day") {
        case.at("columns").used();
        case.at("rows").used();
        let report = breslow_day::analyse(&responses, &groups, &Screening::default()).unwrap();
        for (item, row) in case.at("values").items().iter().enumerate() {
            let own = report.items[item].ok();
            compare_or_none(&row.index(0), "difR Breslow-Day chi-square", own.map(|own| own.chi_square), ROUNDED);
            compare_or_none(&row.index(1), "difR Breslow-Day degrees of freedom", own.map(|own| own.degrees as f64), Tolerance::absolute(0.0));
            compare_or_none(&row.index(2), "difR Breslow-Day p-value", own.map(|own| own.p_value), ROUNDED);
        }
    }
    if let Some(case) = file.get("SIBTEST") {
        let settings = sibtest::Settings { empty_neighbour: EmptyNeighbour::CountsAsZero, ..sibtest::Settings::default() };
        let report = sibtest::analyse(&responses, &groups, &settings).unwrap();
        let columns: [(&str, &str, SibtestValue); 4] = [
            ("beta", "mirt SIBTEST beta", |own| own.beta),
            ("SE", "mirt SIBTEST standard error", |own| own.standard_error),
            ("X2", "mirt SIBTEST chi-square", |own| own.chi_square),
            ("p", "mirt SIBTEST p-value", |own| own.p_value),
        ];
        for (name, family, value) in columns {
            if let Some(column) = case.get(name) {
                compare_each(&column, family, report.items.iter().map(|item| item.as_ref().ok().map(value)), CLOSED_FORM);
            }
        }
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
            let own = report.items[item].as_ref().ok();
            compare_or_none(&row.index(0), "mirt likelihood ratio", own.map(|own| own.chi_square), LIKELIHOOD_RATIO);
            compare_or_none(&row.index(1), "mirt likelihood ratio, degrees of freedom", own.map(|own| own.degrees as f64), Tolerance::absolute(0.0));
            // At the file's own ratio: near 0 the p-value changes without bound, and nothing of it is mirt's but this formula.
            let (ratio, degrees) = (row.index(0), row.index(1));
            let p_value = (!ratio.is_missing()).then(|| ChiSquare::new(degrees.number()).unwrap().survival(ratio.number()));
            compare_or_none(&row.index(2), "mirt likelihood ratio, p-value of its own ratio", p_value, P_VALUE);
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
    let matching = if case.get("match").is_none_or(|text| text.text().contains("incl. studied item")) { Matching::Total } else { Matching::Rest };
    // difR takes ½ from every distance, and ten rounds at most.
    let report = run_mantel_haenszel(responses, groups, ContinuityCorrection::Always, &matching, 0);
    let purified = run_mantel_haenszel(responses, groups, ContinuityCorrection::Always, &matching, 10);
    let columns: [(&str, &str, &Report<MantelHaenszel>, MantelHaenszelValue); 7] = [
        ("chi2_corrected", "difR MH chi-square, corrected", &report, |own| Some(own.chi_square)),
        ("chi2_uncorrected", "difR MH chi-square", &report, |own| Some(own.uncorrected_chi_square)),
        ("alphaMH", "difR MH odds ratio", &report, |own| own.effect.map(|effect| effect.odds_ratio)),
        ("varLambda", "difR MH variance of the log odds", &report, |own| own.effect.map(|effect| effect.log_variance)),
        ("deltaMH", "difR MH delta", &report, |own| own.effect.map(|effect| effect.delta)),
        ("purified_chi2", "difR MH purified chi-square", &purified, |own| Some(own.chi_square)),
        ("purified_alpha", "difR MH purified odds ratio", &purified, |own| own.effect.map(|effect| effect.odds_ratio)),
    ];
    for (name, family, report, value) in columns {
        if let Some(column) = case.get(name) {
            compare_each(&column, family, report.items.iter().map(|item| item.as_ref().ok().and_then(value)), CLOSED_FORM);
        }
    }
    for (name, family, report) in [("flagged", "difR MH flagged items", &report), ("purified_flagged", "difR MH purified flagged items", &purified)] {
        if let Some(list) = case.get(name) {
            flagged(&list, family, &report.flagged);
        }
    }
    if let Some(rounds) = case.get("nPurif") {
        rounds.compare("difR MH rounds of purification", purified.rounds as f64, Tolerance::absolute(0.0));
    }
}

/// Item numbers from 1; a text where there is none.
fn flagged(case: &Case<'_>, family: &str, ours: &[usize]) {
    if case.is_text() {
        case.compare_text(family, if ours.is_empty() { "No DIF item detected" } else { "some items" });
    } else if !(ours.is_empty() && case.is_missing()) {
        let ours: Vec<f64> = ours.iter().map(|item| (item + 1) as f64).collect();
        case.compare_all(family, &ours, Tolerance::absolute(0.0));
    }
}

fn logistic(case: &Case<'_>, responses: &Responses, groups: &[usize]) {
    read_labels(case);
    let report = logistic::analyse(responses, groups, &logistic::Settings::default()).unwrap();
    for (name, pick) in
        [("both", (|own| own.both) as fn(&logistic::Logistic) -> logistic::Comparison), ("uniform", |own| own.uniform), ("nonuniform", |own| own.non_uniform)]
    {
        let items = || report.items.iter().map(|item| item.as_ref().ok());
        if let Some(case) = case.get(&format!("{name}_LRT")) {
            compare_each(&case, "difR logistic likelihood ratio", items().map(|item| item.map(|own| pick(own).chi_square)), DEVIANCE);
        }
        if let Some(case) = case.get(&format!("deltaR2_{name}")) {
            let gain = |own: &logistic::Logistic| pick(own).r_squared_gain * (own.cox_snell_limit / limit_in_difr(own));
            compare_each(&case, "difR logistic gain of R2", items().map(|item| item.map(gain)), GAIN);
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
    // At the summit the log-likelihood is flat: what TOL leaves enters squared.
    case.at("logLik").compare("mirt log-likelihood, groups", own.log_likelihood, Tolerance::either(1e-4, 1e-8));
    for (name, group) in [("ref", 0), ("foc", 1)] {
        let sd = own.groups[group].sd;
        if let Some(mean) = case.get(&format!("{name}_mean")) {
            mean.compare("mirt group mean", own.groups[group].mean, CALIBRATED);
        }
        if let Some(variance) = case.get(&format!("{name}_var")) {
            variance.compare("mirt group variance", sd * sd, CALIBRATED);
        }
        let Some(table) = case.get(&format!("{name}_items")) else { continue };
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
