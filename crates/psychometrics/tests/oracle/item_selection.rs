//! The next item by each rule and the value of its criterion, against catR's `nextItem`.

use psychometrics::ability::Response;
use psychometrics::ability::unidimensional::Criterion;
use psychometrics::model::ItemModel;
use psychometrics::selection::{Bank, Evidence, Grid, Pace, Rule};

use crate::case::{Case, Tolerance, read_labels};
use crate::catr_search;
use crate::models::from_catr;

/// The same trapezoid sums over the same points on both sides: rounding only, in sums of a few dozen terms.
const SAME_SUMS: Tolerance = Tolerance::either(1e-12, 1e-11);

/// The same steps of the same search.
const CATR_STEPS: Tolerance = Tolerance::absolute(1e-6);

/// Values that differ by less are the same number to two orders of summation.
const TIE: f64 = 1e-12;

pub fn compare(file: &Case<'_>) {
    read_labels(file);
    let base = file.at("index_base").count();
    let settings = file.at("settings");
    for name in ["provisional", "MEI_method", "randomesque"] {
        if let Some(field) = settings.get(name) {
            field.used();
        }
    }
    if let Some(kind) = settings.get("MEI_infoType")
        && kind.text() != "Fisher"
    {
        kind.fail("only expected (Fisher) information is compared");
    }
    let scaling = settings.get("D").map_or(1.0, |field| field.number());
    let grid = catr_grid(&settings.at("parInt").numbers());
    for case in file.at("cases").items() {
        compare_one(&case, &grid, scaling, base);
    }
}

fn compare_one(case: &Case<'_>, grid: &Grid, scaling: f64, base: usize) {
    read_labels(case);
    let model = case.at("model").text();
    let bank = Bank::new(catr_items(&case.at("bank"), model, scaling), grid.clone()).unwrap();
    let administered: Vec<usize> = case.at("administered").counts().into_iter().map(|item| item - base).collect();
    let mut evidence = Evidence::new(bank.grid());
    let answered = case.at("responses").counts();
    for (item, category) in administered.iter().zip(&answered) {
        evidence.add(bank.curves(*item).category(*category));
    }
    let mut estimate = evidence.expected_a_posteriori(bank.grid()).unwrap();
    if let Some(theirs) = case.get("theta_eap") {
        theirs.compare("catR provisional EAP", estimate.theta, SAME_SUMS);
    }
    // Another provisional estimate: the criteria at catR's own number, which its search knows to 1e-4 only.
    let answers: Vec<Response<'_>> = evidence_of(&bank, &administered, &answered);
    for (name, criterion) in [("theta_bm", Criterion::Normal { mean: 0.0, sd: 1.0 }), ("theta_ml", Criterion::Likelihood), ("theta_wl", Criterion::Warm)] {
        if let Some(theirs) = case.get(name) {
            theirs.compare(&format!("catR provisional {name}, by its own steps"), catr_search::ability(&answers, &criterion, (-4.0, 4.0)), CATR_STEPS);
            estimate.theta = theirs.number();
        }
    }
    let belief = evidence.belief(estimate.theta, bank.grid());
    for (name, chosen) in case.at("selected").fields() {
        let Some((rule, sign)) = rule(&name) else {
            chosen.fail(&format!("no rule `{name}`"));
            continue;
        };
        let theirs = chosen.at("item");
        let Some(value) = rule.value(&bank.curves(0), &belief) else {
            // Chosen by R's random numbers; catR reports the information of what was drawn.
            let (item, value) = (theirs.count() - base, chosen.at("value"));
            if administered.contains(&item) {
                theirs.fail("an item that was administered before");
            }
            if !value.is_missing() {
                value.compare(&format!("catR {name}, information of what was drawn"), bank.items()[item].expected_information(estimate.theta), SAME_SUMS);
            }
            continue;
        };
        let mut best = (usize::MAX, f64::NEG_INFINITY);
        for item in (0..bank.len()).filter(|item| !administered.contains(item)) {
            let own = if item == 0 { value } else { rule.value(&bank.curves(item), &belief).unwrap() };
            if own > best.1 {
                best = (item, own);
            }
        }
        // Of items that are equal to rounding (twins in a bank, or a criterion that the grid makes flat) R may name any, and draws among exact ties.
        let named = theirs.count().checked_sub(base).filter(|item| *item < bank.len() && !administered.contains(item));
        let is_tied = named.is_some_and(|item| best.1 - rule.value(&bank.curves(item), &belief).unwrap() <= TIE * best.1.abs());
        let own = named.filter(|_| is_tied).unwrap_or(best.0);
        theirs.compare(&format!("catR {name}, item"), (own + base) as f64, Tolerance::absolute(0.0));
        chosen.at("value").compare(&format!("catR {name}, criterion"), sign * best.1, SAME_SUMS);
    }
}

fn evidence_of<'a>(bank: &'a Bank, items: &[usize], answered: &[usize]) -> Vec<Response<'a>> {
    items.iter().zip(answered).map(|(item, category)| Response { model: &bank.items()[*item], category: *category }).collect()
}

/// catR's name of a rule; and −1 where catR looks for the smallest.
pub fn rule(name: &str) -> Option<(Rule, f64)> {
    let pace = Pace::Length { items: 20, acceleration: 1.0 };
    Some(match name {
        "MFI" => (Rule::MaximumInformation, 1.0),
        "bOpt" => (Rule::DifficultyMatch, -1.0),
        "thOpt" => (Rule::OptimalAbility, -1.0),
        "MLWI" => (Rule::LikelihoodWeightedInformation, 1.0),
        "MPWI" => (Rule::PosteriorWeightedInformation, 1.0),
        "MEI" => (Rule::ExpectedInformation, 1.0),
        "MEPV" => (Rule::ExpectedPosteriorVariance, -1.0),
        "KL" => (Rule::KullbackLeibler, 1.0),
        "KLP" => (Rule::PosteriorKullbackLeibler, 1.0),
        "GDI" => (Rule::GlobalDiscrimination, 1.0),
        "GDIP" => (Rule::PosteriorGlobalDiscrimination, 1.0),
        "progressive" => (Rule::Progressive(pace), 1.0),
        "proportional" => (Rule::Proportional(pace), 1.0),
        "random" => (Rule::Random, 1.0),
        _ => return None,
    })
}

/// catR's `parInt`, low, high and count, with the standard normal prior.
pub fn catr_grid(settings: &[f64]) -> Grid {
    Grid::normal(0.0, 1.0, settings[0], settings[1], settings[2] as usize).unwrap()
}

/// A bank of catR's rows; graded rows may be padded with NA.
pub fn catr_items(bank: &Case<'_>, model: &str, scaling: f64) -> Vec<ItemModel> {
    bank.items()
        .iter()
        .map(|row| {
            let cells: Vec<f64> = row.items().iter().filter(|cell| !cell.is_missing()).map(Case::number).collect();
            from_catr(model, scaling, &cells)
        })
        .collect()
}
