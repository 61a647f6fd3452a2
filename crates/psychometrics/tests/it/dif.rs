//! Differential functioning: what is planted is found, what is fair is left alone, and nothing breaks on odd data.

use proptest::prelude::*;
use psychometrics::calibration::Family;
use psychometrics::dif::likelihood_ratio::{self, Baseline};
use psychometrics::dif::lord::{Estimates, lord};
use psychometrics::dif::mantel_haenszel::{ContinuityCorrection, EtsClass};
use psychometrics::dif::raju;
use psychometrics::dif::sibtest::EmptyNeighbour;
use psychometrics::dif::standardisation::Weights;
use psychometrics::dif::{
    DifError, Matching, Report, Screening, Untestable, breslow_day, generalised_mantel_haenszel, logistic, mantel, mantel_haenszel, sibtest, standardisation,
};
use psychometrics::matrix::SymmetricMatrix;
use psychometrics::model::ItemModel;
use psychometrics::quadrature::Node;
use psychometrics::random::Random;
use psychometrics::responses::{MISSING, Responses};
use psychometrics::simulation::draw_response;

/// Answers of `persons` members of each group; the focal group's mean ability is lower, and its items may be others.
fn simulated(reference: &[ItemModel], focal: &[ItemModel], persons: usize, seed: u64) -> (Responses, Vec<usize>) {
    let mut random = Random::new(seed, 0);
    let (mut cells, mut groups) = (Vec::new(), Vec::new());
    for person in 0..2 * persons {
        let group = person % 2;
        let (items, mean) = if group == 0 { (reference, 0.0) } else { (focal, -0.4) };
        let theta = mean + random.normal();
        cells.extend(items.iter().map(|item| draw_response(item, theta, &mut random) as u8));
        groups.push(group);
    }
    (Responses::from_matrix(reference.len(), cells).unwrap(), groups)
}

fn bank() -> Vec<ItemModel> {
    (0..20).map(|item| ItemModel::TwoPl { discrimination: 0.8 + 0.05 * f64::from(item), difficulty: f64::from(item % 7) * 0.5 - 1.5 }).collect()
}

fn mh(responses: &Responses, groups: &[usize]) -> Report<mantel_haenszel::MantelHaenszel> {
    mantel_haenszel::analyse(responses, groups, &mantel_haenszel::Settings::default()).unwrap()
}

#[test]
fn a_planted_shift_is_found_by_every_method_and_fair_items_are_not_accused() {
    let reference = bank();
    let mut focal = reference.clone();
    focal[4] = focal[4].shifted(0.9);
    let (responses, groups) = simulated(&reference, &focal, 1500, 11);
    let screening = Screening { significance: 0.001, purification_rounds: 10, ..Screening::default() };
    let settings = mantel_haenszel::Settings { screening: screening.clone(), ..mantel_haenszel::Settings::default() };
    let report = mantel_haenszel::analyse(&responses, &groups, &settings).unwrap();
    assert_eq!((report.flagged.as_slice(), report.settled, report.anchors.len()), (&[4][..], true, 19));
    let effect = report.items[4].unwrap().effect.unwrap();
    // a · 0.9 = 0.9 logits against the focal group, 2.1 deltas.
    assert!(effect.odds_ratio > 1.8 && effect.class == EtsClass::C && (effect.delta + 2.1).abs() < 0.5, "{effect:?}");
    assert_eq!(mantel::analyse(&responses, &groups, &screening).unwrap().flagged, [4]);
    assert_eq!(generalised_mantel_haenszel::analyse(&responses, &groups, &screening).unwrap().flagged, [4]);
    let settings = logistic::Settings { screening: screening.clone(), ..logistic::Settings::default() };
    let report = logistic::analyse(&responses, &groups, &settings).unwrap();
    assert_eq!(report.flagged, [4]);
    assert!(report.items[4].as_ref().unwrap().coefficients[2] < 0.0, "the focal group is less likely to succeed");
    let report = standardisation::analyse(&responses, &groups, &standardisation::Settings::default()).unwrap();
    assert_eq!(report.flagged, [4]);
    assert!(report.items[4].unwrap().difference < -0.1);
    let settings = sibtest::Settings { significance: 0.001, ..sibtest::Settings::default() };
    let report = sibtest::analyse(&responses, &groups, &settings).unwrap();
    assert_eq!(report.flagged, [4]);
    assert!(report.items[4].unwrap().beta > 0.1);
}

#[test]
fn counts_give_to_the_bit_what_their_answers_give() {
    let items = bank();
    let (responses, groups) = simulated(&items, &items, 800, 31);
    let report = mh(&responses, &groups);
    for (item, found) in report.items.iter().enumerate() {
        let mut strata = vec![[[0_u64; 2]; 2]; items.len() + 1];
        for (person, group) in groups.iter().enumerate() {
            let total: u8 = responses.answers(person).map(|(_, category)| category).sum();
            strata[usize::from(total)][*group][usize::from(responses.get(person, item).unwrap())] += 1;
        }
        assert_eq!(mantel_haenszel::of_counts(&strata, &mantel_haenszel::Settings::default()), *found);
    }
    assert_eq!(mantel_haenszel::of_counts(&[[[0, 3], [0, 4]]], &mantel_haenszel::Settings::default()), Err(Untestable::NoVariation));
}

#[test]
fn a_slope_that_differs_is_non_uniform() {
    let reference = bank();
    let mut focal = reference.clone();
    // Crossing in the middle of the focal group: no shift on average.
    focal[9] = ItemModel::TwoPl { discrimination: 0.3, difficulty: -0.5 };
    let mut changed = reference;
    changed[9] = ItemModel::TwoPl { discrimination: 2.2, difficulty: -0.5 };
    let (responses, groups) = simulated(&changed, &focal, 1500, 5);
    let report = logistic::analyse(&responses, &groups, &logistic::Settings::default()).unwrap();
    let item = report.items[9].as_ref().unwrap();
    assert!(item.non_uniform.p_value < 1e-10 && item.non_uniform.chi_square > 5.0 * item.uniform.chi_square, "{item:?}");
    assert!((item.both.chi_square - item.uniform.chi_square - item.non_uniform.chi_square).abs() < 1e-9);
    let breslow_day = breslow_day::analyse(&responses, &groups, &Screening::default()).unwrap().items[9].unwrap();
    assert!(breslow_day.p_value < 1e-6 && breslow_day.trend_p_value < 1e-10, "{breslow_day:?}");
    assert!(breslow_day.tarone_chi_square <= breslow_day.chi_square);
}

#[test]
fn the_correction_of_sibtest_keeps_fair_items_fair_when_groups_differ_in_ability() {
    // One item judged by few others: the observed score is a poor measure, and without the correction the abler group seems favoured.
    let items: Vec<ItemModel> = (0..6).map(|item| ItemModel::TwoPl { discrimination: 1.0, difficulty: f64::from(item) * 0.4 - 1.0 }).collect();
    let shifted: Vec<ItemModel> = items.iter().map(|item| item.shifted(0.8)).collect();
    // Shifting all items is a lower mean ability, on top of the 0.4 of the simulation.
    let (responses, groups) = simulated(&items, &shifted, 3000, 3);
    let mean_beta = |is_corrected: bool| {
        let report = sibtest::analyse(&responses, &groups, &sibtest::Settings { is_corrected, ..sibtest::Settings::default() }).unwrap();
        report.items.iter().map(|item| item.unwrap().beta).sum::<f64>() / 6.0
    };
    assert!(mean_beta(false) > 0.05 && mean_beta(true).abs() < 0.03, "{} {}", mean_beta(false), mean_beta(true));
}

#[test]
fn identical_groups_show_nothing() {
    let (once, _) = simulated(&bank(), &bank(), 200, 8);
    let mut cells = Vec::new();
    for person in 0..once.persons() {
        cells.extend(once.answers(person).map(|(_, category)| category));
    }
    let twice: Vec<u8> = cells.iter().chain(&cells).copied().collect();
    let groups: Vec<usize> = (0..2 * once.persons()).map(|person| usize::from(person >= once.persons())).collect();
    let responses = Responses::from_matrix(20, twice).unwrap();
    for item in mh(&responses, &groups).items {
        let item = item.unwrap();
        assert!(item.chi_square < 1e-20 && (item.effect.unwrap().odds_ratio - 1.0).abs() < 1e-12);
        assert_eq!(item.effect.unwrap().class, EtsClass::A);
    }
    for item in sibtest::analyse(&responses, &groups, &sibtest::Settings::default()).unwrap().items {
        assert!(item.unwrap().beta.abs() < 1e-12);
    }
    for item in logistic::analyse(&responses, &groups, &logistic::Settings::default()).unwrap().items {
        assert!(item.unwrap().both.chi_square < 1e-9);
    }
    // Always taking ½ from a distance of nothing makes evidence out of nothing.
    let always = mantel_haenszel::Settings { correction: ContinuityCorrection::Always, ..mantel_haenszel::Settings::default() };
    assert!(mantel_haenszel::analyse(&responses, &groups, &always).unwrap().items[0].unwrap().chi_square > 0.0);
}

#[test]
fn exchanging_the_groups_turns_the_effects_round() {
    let mut focal = bank();
    focal[0] = focal[0].shifted(0.5);
    let (responses, groups) = simulated(&bank(), &focal, 300, 2);
    let exchanged: Vec<usize> = groups.iter().map(|group| 1 - group).collect();
    for (one, other) in mh(&responses, &groups).items.iter().zip(mh(&responses, &exchanged).items) {
        let (one, other) = (one.unwrap(), other.unwrap());
        assert!((one.chi_square - other.chi_square).abs() < 1e-9);
        assert!((one.effect.unwrap().delta + other.effect.unwrap().delta).abs() < 1e-9);
        assert!((one.effect.unwrap().log_variance - other.effect.unwrap().log_variance).abs() < 1e-9);
    }
    let run = |groups: &[usize]| sibtest::analyse(&responses, groups, &sibtest::Settings::default()).unwrap();
    for (one, other) in run(&groups).items.iter().zip(run(&exchanged).items) {
        assert!((one.unwrap().beta + other.unwrap().beta).abs() < 1e-9);
    }
    let run = |groups: &[usize], weights: Weights| {
        standardisation::analyse(&responses, groups, &standardisation::Settings { weights, ..standardisation::Settings::default() }).unwrap()
    };
    for (one, other) in run(&groups, Weights::Focal).items.iter().zip(run(&exchanged, Weights::Reference).items) {
        assert!((one.unwrap().difference + other.unwrap().difference).abs() < 1e-12);
    }
}

#[test]
fn the_general_tests_contain_mantel_and_haenszel_s() {
    let (responses, groups) = simulated(&bank(), &bank(), 150, 4);
    let screening = Screening::default();
    let ordered = mantel::analyse(&responses, &groups, &screening).unwrap();
    let general = generalised_mantel_haenszel::analyse(&responses, &groups, &screening).unwrap();
    for (item, own) in mh(&responses, &groups).items.iter().enumerate() {
        let own = own.unwrap();
        assert!((ordered.items[item].unwrap().chi_square - own.uncorrected_chi_square).abs() < 1e-9);
        assert!((general.items[item].unwrap().chi_square - own.uncorrected_chi_square).abs() < 1e-9);
        assert_eq!(general.items[item].unwrap().degrees, 1);
        let cumulated = ordered.items[item].unwrap().cumulative_odds_ratio.unwrap();
        assert!((cumulated - own.effect.unwrap().odds_ratio).abs() < 1e-9);
    }
}

#[test]
fn graded_items_and_several_focal_groups_are_tested() {
    let reference: Vec<ItemModel> =
        (0..8).map(|item| ItemModel::Gpcm { discrimination: 1.0, steps: vec![f64::from(item) * 0.2 - 1.2, f64::from(item) * 0.2] }).collect();
    let mut focal = reference.clone();
    focal[2] = focal[2].shifted(0.8);
    let (responses, groups) = simulated(&reference, &focal, 800, 6);
    assert_eq!(mantel::analyse(&responses, &groups, &Screening { significance: 0.001, ..Screening::default() }).unwrap().flagged, [2]);
    assert_eq!(sibtest::analyse(&responses, &groups, &sibtest::Settings { significance: 0.001, ..sibtest::Settings::default() }).unwrap().flagged, [2]);
    assert_eq!(mh(&responses, &groups).items[0], Err(Untestable::NotDichotomous));
    // Three groups: half of the reference group becomes a second focal group, without effect.
    let three: Vec<usize> = groups.iter().enumerate().map(|(person, group)| if *group == 0 && person % 4 == 0 { 2 } else { *group }).collect();
    let general = generalised_mantel_haenszel::analyse(&responses, &three, &Screening { significance: 1e-6, ..Screening::default() }).unwrap();
    assert_eq!((general.flagged.as_slice(), general.items[2].unwrap().degrees), (&[2][..], 4));
    let (binary, groups) = simulated(&bank(), &bank(), 400, 9);
    let three: Vec<usize> = groups.iter().enumerate().map(|(person, group)| if *group == 0 && person % 4 == 0 { 2 } else { *group }).collect();
    let report = logistic::analyse(&binary, &three, &logistic::Settings::default()).unwrap();
    let item = report.items[0].as_ref().unwrap();
    assert_eq!((item.uniform.degrees, item.non_uniform.degrees, item.both.degrees, item.coefficients.len()), (2, 2, 4, 6));
    assert_eq!(mantel::analyse(&binary, &three, &Screening::default()).unwrap_err(), DifError::MoreThanTwoGroups { groups: 3 });
}

#[test]
fn separation_is_flagged_and_keeps_its_deviance() {
    // All of the focal group fail the first item and all of the reference group pass it.
    let cells: Vec<u8> = (0..60_u8).flat_map(|person| [person % 2, person / 2 % 2, person / 4 % 2, person / 8 % 2]).collect();
    let groups: Vec<usize> = (0..60).map(|person| 1 - person % 2).collect();
    let responses = Responses::from_matrix(4, cells).unwrap();
    let report = logistic::analyse(&responses, &groups, &logistic::Settings::default()).unwrap();
    let item = report.items[0].as_ref().unwrap();
    assert!(item.is_separated && item.both.chi_square.is_finite() && item.uniform.p_value < 1e-6);
    assert!((item.r_squared[1] - 1.0).abs() < 1e-6);
    assert!(!report.items[3].as_ref().unwrap().is_separated);
    // Mantel and Haenszel's odds ratio is infinite: the test stands, the effect has no size.
    let item = mh(&responses, &groups).items[0].unwrap();
    assert!(item.effect.is_none() && item.p_value < 1e-6);
}

#[test]
fn nagelkerke_s_gain_survives_many_persons() {
    // difR's divisor underflows here; see docs/models/dif.md.
    let (responses, groups) = simulated(&bank(), &bank(), 2000, 1);
    for item in logistic::analyse(&responses, &groups, &logistic::Settings::default()).unwrap().items {
        let item = item.unwrap();
        assert!(item.cox_snell_limit < 0.751 && item.r_squared[0] > 0.1 && item.r_squared[2] < 1.0);
    }
}

#[test]
fn given_bands_match_adaptive_data() {
    // Each person met another half of the items: totals compare nothing, ability bands do.
    let mut random = Random::new(77, 0);
    let (mut persons, mut groups, mut bands) = (Vec::new(), Vec::new(), Vec::new());
    for person in 0..2400_usize {
        let (group, theta) = (person % 2, random.normal());
        let answers: Vec<(usize, u8)> = (0..10)
            .filter(|item| (item + person / 2).is_multiple_of(2))
            .map(|item| {
                let shift = if item == 3 && group == 1 { 1.0 } else { 0.0 };
                let model = ItemModel::TwoPl { discrimination: 1.2, difficulty: item as f64 * 0.3 - 1.5 + shift };
                (item, u8::from(random.uniform() < model.probability(theta, 1)))
            })
            .collect();
        persons.push(answers);
        groups.push(group);
        bands.push((theta * 2.0).round());
    }
    let responses = Responses::from_persons(10, persons).unwrap();
    let screening = Screening { matching: Matching::Given(bands), significance: 0.001, purification_rounds: 0 };
    let settings = mantel_haenszel::Settings { screening, ..mantel_haenszel::Settings::default() };
    assert_eq!(mantel_haenszel::analyse(&responses, &groups, &settings).unwrap().flagged, [3]);
}

#[test]
fn what_cannot_be_tested_is_said() {
    let responses = Responses::from_matrix(3, vec![1, 0, 1, 1, 1, 0, 0, 1, MISSING, 1, 0, MISSING]).unwrap();
    let default = mantel_haenszel::Settings::default();
    let run = |groups: &[usize]| mantel_haenszel::analyse(&responses, groups, &default).map(|report| report.items);
    assert_eq!(run(&[0, 1, 0]).unwrap_err(), DifError::GroupsDiffer { persons: 4, groups: 3 });
    assert_eq!(run(&[0, 0, 0, 0]).unwrap_err(), DifError::EmptyGroup { group: 1 });
    assert_eq!(run(&[1, 1, 1, 1]).unwrap_err(), DifError::EmptyGroup { group: 0 });
    assert_eq!(run(&[0, 1, 2, 2]).unwrap_err(), DifError::MoreThanTwoGroups { groups: 3 });
    assert_eq!(run(&[0, 1, usize::MAX, 2]).unwrap_err(), DifError::TooManyGroups { limit: 1000 });
    assert_eq!(run(&[0, 0, 1, 1]).unwrap()[2], Err(Untestable::GroupWithoutAnswers { group: 1 }));
    let all_right = Responses::from_matrix(2, vec![1, 1, 1, 0, 1, 1, 1, 0]).unwrap();
    assert_eq!(mh(&all_right, &[0, 0, 1, 1]).items[0], Err(Untestable::NoVariation));
    let with = |screening: Screening| mantel_haenszel::analyse(&responses, &[0, 1, 0, 1], &mantel_haenszel::Settings { screening, ..default.clone() });
    let given = |values: Vec<f64>| Screening { matching: Matching::Given(values), ..Screening::default() };
    assert_eq!(with(given(vec![0.0; 3])).unwrap_err(), DifError::CriterionDiffers { persons: 4, values: 3 });
    assert_eq!(with(given(vec![0.0, f64::NAN, 0.0, 0.0])).unwrap_err(), DifError::CriterionNotFinite { person: 1 });
    assert_eq!(with(Screening { purification_rounds: 1, ..given(vec![0.0; 4]) }).unwrap_err(), DifError::NothingToPurify);
    assert_eq!(with(Screening { significance: f64::NAN, ..Screening::default() }).unwrap_err(), DifError::NotALevel);
    let single = Responses::from_matrix(1, vec![1, 0]).unwrap();
    assert_eq!(mantel_haenszel::analyse(&single, &[0, 1], &default).unwrap_err(), DifError::TooFewItems);
    assert_eq!(sibtest::bundle(&responses, &[0, 1, 0, 1], &[0], &[0, 1], &sibtest::Settings::default()).unwrap_err(), DifError::BadItem { item: 0 });
    assert_eq!(sibtest::bundle(&responses, &[0, 1, 0, 1], &[7], &[0, 1], &sibtest::Settings::default()).unwrap_err(), DifError::BadItem { item: 7 });
}

#[test]
fn the_likelihood_ratio_finds_what_is_planted_from_either_baseline() {
    let reference: Vec<ItemModel> = bank().into_iter().take(8).collect();
    let mut focal = reference.clone();
    focal[3] = focal[3].shifted(0.8);
    let (responses, groups) = simulated(&reference, &focal, 800, 23);
    let families = [Family::TwoPl; 8];
    let with = |baseline: Baseline| likelihood_ratio::Settings { significance: 0.001, baseline, ..likelihood_ratio::Settings::default() };
    let dropped = with(Baseline::AllOthersEqual { purification_rounds: 5 });
    let report = likelihood_ratio::analyse(&responses, &groups, &families, &dropped).unwrap();
    assert_eq!((report.flagged.as_slice(), report.settled, report.anchors.len()), (&[3][..], true, 7));
    let item = report.items[3].as_ref().unwrap();
    let [Some(one), Some(other)] = item.models.as_slice() else { panic!("{item:?}") };
    assert!((other.difficulty() - one.difficulty() - 0.8).abs() < 0.4 && item.degrees == 2, "{item:?}");
    let added = with(Baseline::Anchors(vec![4, 0, 1]));
    let report = likelihood_ratio::analyse(&responses, &groups, &families, &added).unwrap();
    assert_eq!((report.flagged.as_slice(), report.anchors.as_slice()), (&[3][..], &[0, 1, 4][..]));
    assert_eq!(report.items[0], Err(Untestable::NotCalibrated));
    // Three groups have twice the degrees of freedom.
    let three: Vec<usize> = groups.iter().enumerate().map(|(person, group)| if *group == 0 && person % 4 == 0 { 2 } else { *group }).collect();
    let report = likelihood_ratio::analyse(&responses, &three, &families, &likelihood_ratio::Settings::default()).unwrap();
    assert_eq!(report.items[3].as_ref().unwrap().degrees, 4);
    let refuse = |families: &[Family], settings: &likelihood_ratio::Settings| likelihood_ratio::analyse(&responses, &groups, families, settings).unwrap_err();
    assert!(matches!(refuse(&families[..3], &dropped), DifError::Calibration(_)));
    assert_eq!(refuse(&families, &with(Baseline::Anchors(vec![9]))), DifError::BadItem { item: 9 });
    assert_eq!(refuse(&families, &with(Baseline::Anchors(vec![]))), DifError::TooFewItems);
}

#[test]
fn an_item_that_cannot_be_calibrated_is_named_and_the_others_are_tested() {
    let (responses, groups) = simulated(&bank()[..5], &bank()[..5], 300, 30);
    // A sixth item that everybody passes.
    let cells = (0..responses.persons()).flat_map(|person| responses.answers(person).map(|(_, category)| category).chain([1]).collect::<Vec<u8>>()).collect();
    let responses = Responses::from_matrix(6, cells).unwrap();
    let report = likelihood_ratio::analyse(&responses, &groups, &[Family::TwoPl; 6], &likelihood_ratio::Settings::default()).unwrap();
    assert_eq!(report.items[5], Err(Untestable::NotCalibrated));
    assert!(report.items[..5].iter().all(Result::is_ok), "{:?}", report.items);
}

#[test]
fn lord_s_statistic_is_the_square_of_a_distance() {
    let covariance = |cells: Vec<f64>| SymmetricMatrix::from_rows(2, cells).unwrap();
    let reference = Estimates { values: vec![1.0, 0.0], covariance: covariance(vec![0.04, 0.01, 0.01, 0.02]) };
    let focal = Estimates { values: vec![1.3, 0.4], covariance: covariance(vec![0.05, 0.0, 0.0, 0.03]) };
    // Σ = [0.09 0.01; 0.01 0.05], d = (−0.3, −0.4): d′ Σ⁻¹ d = (0.05 · 0.09 − 0.02 · 0.12 + 0.09 · 0.16) / 0.0044
    let result = lord(&reference, &focal).unwrap();
    assert!((result.chi_square - 0.0165 / 0.0044).abs() < 1e-12 && result.degrees == 2);
    assert!((result.p_value - libm::exp(-result.chi_square / 2.0)).abs() < 1e-12);
    let flat = Estimates { values: vec![1.0, 0.0], covariance: SymmetricMatrix::zeros(2) };
    assert_eq!(lord(&flat, &flat), Err(DifError::CovarianceNotPositive));
    assert_eq!(lord(&reference, &Estimates { values: vec![1.0], covariance: SymmetricMatrix::identity(1) }), Err(DifError::BadEstimates));
}

#[test]
fn raju_s_areas_are_areas() {
    let estimates = |a: f64, b: f64| Estimates { values: vec![a, b], covariance: SymmetricMatrix::from_rows(2, vec![0.02, 0.004, 0.004, 0.03]).unwrap() };
    let grid: Vec<Node> = (0..=40_000).map(|step| Node { point: f64::from(step) * 0.002 - 40.0, weight: 0.002 }).collect();
    for (a_reference, b_reference, a_focal, b_focal, guessing) in
        [(1.0, 0.0, 1.5, 0.3, 0.0), (1.2, 0.5, 0.7, -0.4, 0.2), (1.0, 0.0, 1.0, -0.7, 0.0), (0.9, 0.2, 0.900_001, 1.1, 0.1), (2.0, 0.0, 0.8, 0.0, 0.0)]
    {
        let item = |discrimination: f64, difficulty: f64| ItemModel::ThreePl { discrimination, difficulty, guessing };
        let known = raju::score_difference(&item(a_reference, b_reference), &item(a_focal, b_focal), &grid).unwrap();
        let total = 0.002 * 40_001.0;
        let (signed, unsigned) = raju::areas(&estimates(a_reference, b_reference), &estimates(a_focal, b_focal), guessing).unwrap();
        // The signed area is reference minus focal: harder for the focal group is positive.
        assert!((signed.area + known.signed * total).abs() < 1e-5, "{signed:?} {known:?}");
        assert!((unsigned.area - known.unsigned * total).abs() < 1e-5, "{unsigned:?} {known:?}");
        // The standard error by numerical derivatives.
        let area = |shift: [f64; 4]| {
            raju::areas(&estimates(a_reference + shift[0], b_reference + shift[1]), &estimates(a_focal + shift[2], b_focal + shift[3]), guessing)
                .unwrap()
                .1
                .area
        };
        let gradient: Vec<f64> = (0..4)
            .map(|place| {
                let mut shift = [0.0; 4];
                shift[place] = 1e-7;
                let above = area(shift);
                shift[place] = -1e-7;
                (above - area(shift)) / 2e-7
            })
            .collect();
        let covariance = &estimates(1.0, 0.0).covariance;
        let variance = covariance.quadratic_form(&gradient[..2]) + covariance.quadratic_form(&gradient[2..]);
        if a_reference.to_bits() != a_focal.to_bits() {
            assert!((unsigned.standard_error - variance.sqrt()).abs() < 1e-4, "{} {}", unsigned.standard_error, variance.sqrt());
        }
    }
}

/// Persons with answers to five items of up to three categories, some missing.
fn odd_data() -> impl Strategy<Value = (Vec<u8>, Vec<usize>)> {
    (2_usize..40, 2_u8..4).prop_flat_map(|(persons, categories)| {
        let cell = prop_oneof![8 => 0..categories, 1 => Just(MISSING)];
        (proptest::collection::vec(cell, persons * 5), proptest::collection::vec(0_usize..2, persons))
    })
}

/// Every number of every method, in one list.
fn all_numbers(responses: &Responses, groups: &[usize]) -> Option<Vec<f64>> {
    let screening = Screening { purification_rounds: 3, ..Screening::default() };
    let mut numbers = Vec::new();
    let settings = mantel_haenszel::Settings { screening: screening.clone(), ..mantel_haenszel::Settings::default() };
    for item in mantel_haenszel::analyse(responses, groups, &settings).ok()?.items.into_iter().flatten() {
        numbers.extend([item.chi_square, item.uncorrected_chi_square, item.p_value]);
        numbers.extend(item.effect.iter().flat_map(|effect| [effect.odds_ratio, effect.log_variance, effect.delta, effect.delta_error]));
    }
    for item in breslow_day::analyse(responses, groups, &screening).unwrap().items.into_iter().flatten() {
        numbers.extend([item.chi_square, item.p_value, item.tarone_chi_square, item.trend_chi_square, item.trend_p_value]);
    }
    for item in mantel::analyse(responses, groups, &screening).unwrap().items.into_iter().flatten() {
        numbers.extend([item.chi_square, item.p_value]);
        numbers.extend(item.cumulative_odds_ratio);
    }
    for item in generalised_mantel_haenszel::analyse(responses, groups, &screening).unwrap().items.into_iter().flatten() {
        numbers.extend([item.chi_square, item.p_value]);
    }
    let settings = standardisation::Settings { screening: screening.clone(), ..standardisation::Settings::default() };
    for item in standardisation::analyse(responses, groups, &settings).unwrap().items.into_iter().flatten() {
        numbers.extend([item.difference, item.standard_error, item.p_value, item.share]);
    }
    let settings = logistic::Settings { screening, ..logistic::Settings::default() };
    for item in logistic::analyse(responses, groups, &settings).unwrap().items.into_iter().flatten() {
        for comparison in [item.uniform, item.non_uniform, item.both] {
            numbers.extend([comparison.chi_square, comparison.p_value, comparison.r_squared_gain]);
        }
        numbers.extend(item.coefficients);
        numbers.extend(item.r_squared);
    }
    for empty_neighbour in [EmptyNeighbour::NextScore, EmptyNeighbour::CountsAsZero] {
        let settings = sibtest::Settings { more_than: 1, empty_neighbour, purification_rounds: 3, ..sibtest::Settings::default() };
        for item in sibtest::analyse(responses, groups, &settings).unwrap().items.into_iter().flatten() {
            numbers.extend([item.beta, item.standard_error, item.chi_square, item.p_value]);
        }
    }
    Some(numbers)
}

proptest! {
    #[test]
    fn no_data_give_a_number_that_is_none_and_the_order_of_persons_changes_no_bit((cells, groups) in odd_data()) {
        let responses = Responses::from_matrix(5, cells.clone()).unwrap();
        if let Some(numbers) = all_numbers(&responses, &groups) {
            prop_assert!(numbers.iter().all(|number| number.is_finite()), "{numbers:?}");
            let reversed: Vec<u8> = cells.chunks_exact(5).rev().flatten().copied().collect();
            let reversed_groups: Vec<usize> = groups.iter().rev().copied().collect();
            let again = all_numbers(&Responses::from_matrix(5, reversed).unwrap(), &reversed_groups).unwrap();
            let bits = |numbers: &[f64]| -> Vec<u64> { numbers.iter().map(|number| number.to_bits()).collect() };
            prop_assert_eq!(bits(&numbers), bits(&again));
        }
    }
}
