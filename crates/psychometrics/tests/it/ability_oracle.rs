//! The single-scale estimators against catR, and against quadratures and root searches written in R.

use psychometrics::ability::unidimensional::RANGE;
use psychometrics::ability::{AbilityError, Estimate, Response, eap, map, maximum_likelihood, warm};
use psychometrics::model::ItemModel;
use psychometrics::quadrature::normal_grid;
use serde_json::Value;

use crate::cases::{Largest, categories, dichotomous, graded, list, load, number, numbers};

fn responses<'a>(items: &'a [ItemModel], categories: &[usize]) -> Vec<Response<'a>> {
    items.iter().zip(categories).map(|(model, category)| Response { model, category: *category }).collect()
}

/// Differences of one estimator: of abilities, and of standard errors.
#[derive(Default)]
struct Both {
    theta: Largest,
    standard_error: Largest,
}

impl Both {
    fn see(&mut self, ours: Estimate, theirs: &Value, place: &str) {
        self.theta.see(ours.theta, number(&theirs["theta"]), place);
        self.standard_error.see(ours.standard_error, number(&theirs["se"]), place);
    }

    fn must_be_below(&self, theta: f64, standard_error: f64, what: &str) {
        self.theta.must_be_below(theta, what);
        self.standard_error.must_be_below(standard_error, &format!("{what}, standard error"));
    }
}

/// catR searches with R's `optimize` and `uniroot` at their default tolerance of 1.2e-4: its maximum, posterior
/// mode and Warm estimates carry that error. The exact references do not.
const CATR_SEARCH: f64 = 2e-4;

fn compare_with_catr(cases: &[(String, Vec<ItemModel>, Vec<usize>, &Value)], kind: &str) {
    let coarse = normal_grid(0.0, 1.0, -4.0, 4.0, 33);
    let fine = normal_grid(0.0, 1.0, -8.0, 8.0, 801);
    let (mut ml, mut bm, mut wl) = (Both::default(), Both::default(), Both::default());
    let (mut eap_coarse, mut eap_fine) = (Both::default(), Both::default());
    for (id, items, categories, estimates) in cases {
        let answers = responses(items, categories);
        ml.see(maximum_likelihood(&answers).unwrap(), &estimates["catR_ML"], id);
        bm.see(map(&answers, 0.0, 1.0).unwrap(), &estimates["catR_BM"], id);
        wl.see(warm(&answers).unwrap(), &estimates["catR_WL"], id);
        eap_coarse.see(eap(&answers, &coarse).unwrap(), &estimates["catR_EAP"], id);
        eap_fine.see(eap(&answers, &fine).unwrap(), &estimates["catR_EAP_fine"], id);
    }
    ml.must_be_below(CATR_SEARCH, 5e-4, &format!("{kind} ML against catR"));
    bm.must_be_below(CATR_SEARCH, CATR_SEARCH, &format!("{kind} MAP against catR"));
    wl.must_be_below(CATR_SEARCH, 5e-4, &format!("{kind} Warm against catR"));
    eap_coarse.must_be_below(1e-12, 1e-12, &format!("{kind} EAP against catR, 33 nodes"));
    eap_fine.must_be_below(1e-12, 1e-12, &format!("{kind} EAP against catR, 801 nodes"));
}

#[test]
fn dichotomous_estimates_match_catr() {
    let file = load("ability_dichotomous.json");
    let cases: Vec<_> = list(&file, "cases")
        .iter()
        .map(|case| {
            let (name, scaling) = (case["model"].as_str().unwrap(), number(&case["D"]));
            let items = list(case, "items").iter().map(|row| dichotomous(name, scaling, &numbers(row))).collect();
            (case["id"].to_string(), items, categories(&case["responses"]), &case["estimates"])
        })
        .collect();
    compare_with_catr(&cases, "right/wrong");
}

#[test]
fn graded_estimates_match_catr() {
    let file = load("ability_polytomous.json");
    let cases: Vec<_> = list(&file, "cases")
        .iter()
        .filter_map(|case| {
            let items: Option<Vec<ItemModel>> = list(case, "items").iter().map(|row| graded(case["model"].as_str().unwrap(), row)).collect();
            Some((case["id"].to_string(), items?, categories(&case["responses"]), &case["estimates"]))
        })
        .collect();
    assert_eq!(cases.len(), 12, "GPCM, PCM and RSM, four cases each");
    compare_with_catr(&cases, "graded");
}

#[test]
fn dichotomous_estimates_match_exact_references() {
    let file = load("ability_dichotomous.json");
    let nodes = normal_grid(0.0, 1.0, -10.0, 10.0, 2001);
    let (mut eap_theta, mut eap_error) = (Largest::default(), Largest::default());
    let (mut map_theta, mut map_error) = (Largest::default(), Largest::default());
    let (mut ml_theta, mut ml_error, mut warm_theta) = (Largest::default(), Largest::default(), Largest::default());
    for case in list(&file, "cases") {
        let (name, scaling, id) = (case["model"].as_str().unwrap(), number(&case["D"]), case["id"].to_string());
        let items: Vec<ItemModel> = list(case, "items").iter().map(|row| dichotomous(name, scaling, &numbers(row))).collect();
        let answers = responses(&items, &categories(&case["responses"]));
        let exact = &case["exact_reference"];
        let mean = eap(&answers, &nodes).unwrap();
        eap_theta.see(mean.theta, number(&exact["eap"]), &id);
        eap_error.see(mean.standard_error, number(&exact["eap_sd"]), &id);
        let mode = map(&answers, 0.0, 1.0).unwrap();
        map_theta.see(mode.theta, number(&exact["map"]), &id);
        map_error.see(mode.standard_error, number(&exact["map_se_expected"]), &id);
        if let Some(theirs) = exact["ml"].as_f64().filter(|theta| theta.abs() < RANGE.1) {
            let best = maximum_likelihood(&answers).unwrap();
            ml_theta.see(best.theta, theirs, &id);
            ml_error.see(best.standard_error, number(&exact["ml_se_expected"]), &id);
        }
        if let Some(roots) = exact["wl_roots"].as_array().filter(|roots| roots.len() == 1)
            && number(&roots[0]).abs() < RANGE.1
        {
            warm_theta.see(warm(&answers).unwrap().theta, number(&roots[0]), &id);
        }
    }
    eap_theta.must_be_below(1e-10, "EAP against adaptive quadrature in R");
    eap_error.must_be_below(1e-10, "posterior standard deviation against adaptive quadrature in R");
    // R's Brent search stops within 1e-7 of the posterior mode.
    map_theta.must_be_below(2e-7, "MAP against Brent's search in R");
    map_error.must_be_below(1e-7, "MAP standard error against R");
    ml_theta.must_be_below(1e-9, "ML against root search in R");
    ml_error.must_be_below(1e-9, "ML standard error against R");
    warm_theta.must_be_below(1e-9, "Warm against root search in R");
}

#[test]
fn the_order_of_answers_changes_no_bit_of_an_estimate() {
    let items: Vec<ItemModel> =
        (0..40).map(|index| ItemModel::TwoPl { discrimination: 0.5 + 0.037 * f64::from(index), difficulty: -2.0 + 0.11 * f64::from(index) }).collect();
    let mut answers = responses(&items, &(0..40).map(|index| (index * 7 + index / 3) % 2).collect::<Vec<_>>());
    let forward = map(&answers, 0.0, 1.0).unwrap();
    answers.reverse();
    let backward = map(&answers, 0.0, 1.0).unwrap();
    assert_eq!(forward.theta.to_bits(), backward.theta.to_bits());
    assert_eq!(forward.standard_error.to_bits(), backward.standard_error.to_bits());
}

#[test]
fn an_estimator_without_a_prior_refuses_an_empty_test() {
    assert_eq!(maximum_likelihood(&[]), Err(AbilityError::NothingToEstimateFrom));
    assert_eq!(warm(&[]), Err(AbilityError::NothingToEstimateFrom));
    assert_eq!(eap(&[], &[]), Err(AbilityError::NothingToEstimateFrom));
    let prior_alone = map(&[], 0.3, 0.5).unwrap();
    assert!((prior_alone.theta - 0.3).abs() < 1e-12 && (prior_alone.standard_error - 0.5).abs() < 1e-12);
}

#[test]
fn a_prior_far_from_every_item_still_has_a_mode() {
    let items: Vec<ItemModel> = (0..1000).map(|_| ItemModel::OnePl { difficulty: 30.0 }).collect();
    let found = map(&responses(&items, &[1; 1000]), 0.0, 1.0).unwrap();
    assert!(found.theta > 29.0 && found.theta < 40.0, "{found:?}");
}
