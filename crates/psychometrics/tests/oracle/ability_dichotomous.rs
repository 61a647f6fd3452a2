//! Abilities from right/wrong answers, against catR, mirt and root searches written in R.

use psychometrics::ability::unidimensional::{Criterion, ErrorFormula, maximum_likelihood_within, standard_error, summits, warm_roots};
use psychometrics::ability::{Response, eap, map};
use psychometrics::model::ItemModel;
use psychometrics::quadrature::normal_grid;

use crate::ability_estimates::{answers, compare_estimate, responses};
use crate::case::{Case, Tolerance, read_labels};
use crate::models::from_catr;

/// R's `integrate` at a relative tolerance of 1e-12.
const INTEGRATED: Tolerance = Tolerance::absolute(1e-10);
/// R's Brent search: 1e-7 of the posterior mode, and its standard error follows.
const BRENT: Tolerance = Tolerance::absolute(2e-7);
/// `uniroot` at 1e-13, divided by a slope that may be small.
const ROOT: Tolerance = Tolerance::absolute(1e-9);

pub fn compare(file: &Case<'_>) {
    read_labels(file);
    for case in file.at("cases").items() {
        read_labels(&case);
        let (model, scaling) = (case.at("model").text(), case.get("D").map_or(1.0, |scaling| scaling.number()));
        let given = answers(&case);
        let items: Vec<ItemModel> = case.at("items").rows(given.len()).iter().map(|row| from_catr(model, scaling, &row.numbers())).collect();
        let answers = responses(&items, &given);
        for (name, estimate) in case.at("estimates").fields() {
            if let Some(theirs) = estimate.get("settings").and_then(|settings| settings.get("D")) {
                assert_eq!(theirs.number().to_bits(), scaling.to_bits(), "{}: another D", theirs.path());
            }
            compare_estimate(&name, &estimate, file, &answers);
        }
        if let Some(exact) = case.get("exact_reference") {
            compare_exact(&exact, &answers);
        }
    }
}

/// The file's own R code: N(0, 1), roots in [−10, 10], as its note says.
fn compare_exact(exact: &Case<'_>, answers: &[Response<'_>]) {
    read_labels(exact);
    let range = (-10.0, 10.0);
    let mean = eap(answers, &normal_grid(0.0, 1.0, -12.0, 12.0, 2401)).unwrap();
    exact.at("eap").compare("R quadrature EAP", mean.theta, INTEGRATED);
    exact.at("eap_sd").compare("R quadrature posterior SD", mean.standard_error, INTEGRATED);
    let mode = map(answers, 0.0, 1.0).unwrap();
    exact.at("map").compare("R search MAP", mode.theta, BRENT);
    exact.at("map_se_expected").compare("R search MAP standard error", mode.standard_error, BRENT);
    exact.at("wl_roots").compare_all("R search Warm, all roots", &warm_roots(answers, range).unwrap(), ROOT);
    let best = maximum_likelihood_within(answers, range, ErrorFormula::Expected).unwrap();
    let (theirs, error) = (exact.get("ml").filter(|theirs| !theirs.is_missing()), exact.get("ml_se_expected").filter(|theirs| !theirs.is_missing()));
    // One root was searched for, and guessing may leave several: the summit that is meant is the one beside it.
    let wanted = theirs.as_ref().map_or(best.theta, Case::number);
    let nearest = summits(answers, &Criterion::Likelihood, range)
        .unwrap()
        .into_iter()
        .fold(best.theta, |nearest, summit| if (summit - wanted).abs() < (nearest - wanted).abs() { summit } else { nearest });
    if let Some(theirs) = theirs {
        theirs.compare("R search ML", nearest, ROOT);
    }
    if let Some(error) = error {
        error.compare("R search ML standard error", standard_error(answers, nearest, &Criterion::Likelihood, ErrorFormula::Expected).unwrap(), ROOT);
    }
}
