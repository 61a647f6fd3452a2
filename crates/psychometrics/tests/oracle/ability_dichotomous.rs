//! Abilities from right/wrong answers, against catR, mirt and root searches written in R.

use psychometrics::ability::unidimensional::{ErrorFormula, maximum_likelihood_within, warm_roots};
use psychometrics::ability::{Response, eap, map};
use psychometrics::model::ItemModel;
use psychometrics::quadrature::normal_grid;

use crate::ability_estimates::{answers, compare_estimate, responses};
use crate::case::{Case, Tolerance};
use crate::models::from_catr;

/// R's `integrate` at a relative tolerance of 1e-12.
const INTEGRATED: Tolerance = Tolerance::absolute(1e-10);
/// R's Brent search: 1e-7 of the posterior mode, and its standard error follows.
const BRENT: Tolerance = Tolerance::absolute(2e-7);
/// `uniroot` at 1e-13, divided by a slope that may be small.
const ROOT: Tolerance = Tolerance::absolute(1e-9);

pub fn compare(file: &Case<'_>) {
    for name in ["program", "split", "seed", "formula", "note"] {
        file.at(name).used();
    }
    for case in file.at("cases").items() {
        case.at("id").used();
        case.at("item_columns").used();
        case.at("pattern").used();
        let (model, scaling) = (case.at("model").text(), case.at("D").number());
        let items: Vec<ItemModel> = case.at("items").table().iter().map(|row| from_catr(model, scaling, row)).collect();
        let given = answers(&case);
        let answers = responses(&items, &given);
        for (name, estimate) in case.at("estimates").fields() {
            if let Some(theirs) = estimate.get("settings").and_then(|settings| settings.get("D")) {
                assert_eq!(theirs.number().to_bits(), scaling.to_bits(), "{}: another D", theirs.path());
            }
            compare_estimate(&name, &estimate, file, &answers);
        }
        compare_exact(&case.at("exact_reference"), &answers);
    }
}

/// The file's own R code: N(0, 1), roots in [−10, 10], as its note says.
fn compare_exact(exact: &Case<'_>, answers: &[Response<'_>]) {
    exact.at("note").used();
    let range = (-10.0, 10.0);
    let mean = eap(answers, &normal_grid(0.0, 1.0, -12.0, 12.0, 2401)).unwrap();
    exact.at("eap").compare("R quadrature EAP", mean.theta, INTEGRATED);
    exact.at("eap_sd").compare("R quadrature posterior SD", mean.standard_error, INTEGRATED);
    let mode = map(answers, 0.0, 1.0).unwrap();
    exact.at("map").compare("R search MAP", mode.theta, BRENT);
    exact.at("map_se_expected").compare("R search MAP standard error", mode.standard_error, BRENT);
    exact.at("wl_roots").compare_all("R search Warm, all roots", &warm_roots(answers, range).unwrap(), ROOT);
    let best = maximum_likelihood_within(answers, range, ErrorFormula::Expected).unwrap();
    if let Some(theirs) = exact.get("ml").filter(|theirs| !theirs.is_missing()) {
        theirs.compare("R search ML", best.theta, ROOT);
    }
    if let Some(theirs) = exact.get("ml_se_expected").filter(|theirs| !theirs.is_missing()) {
        theirs.compare("R search ML standard error", best.standard_error, ROOT);
    }
}
