//! Cut scores: what judges say is what comes out, and disagreement is told.

use psychometrics::model::ItemModel;
use psychometrics::random::Random;
use psychometrics::standard_setting::angoff;
use psychometrics::standard_setting::bookmark::{self, CutRule};
use psychometrics::standard_setting::compromise::{Limits, beuk, hofstee};
use psychometrics::standard_setting::{StandardSettingError, outliers};

fn items() -> Vec<ItemModel> {
    let mut items: Vec<ItemModel> =
        (0..12).map(|item| ItemModel::ThreePl { discrimination: 1.2, difficulty: f64::from(item) * 0.3 - 1.6, guessing: 0.1 }).collect();
    items.push(ItemModel::Grm { discrimination: 1.5, thresholds: vec![-0.5, 0.8] });
    items
}

/// Judges who know the items and have this cut in mind, with errors.
fn panel(cut: f64, judges: usize, error: f64, seed: u64) -> Vec<Vec<f64>> {
    let mut random = Random::new(seed, 0);
    let items = items();
    (0..judges)
        .map(|_| items.iter().map(|item| (item.expected_score(cut) + error * random.normal()).clamp(0.0, (item.categories() - 1) as f64)).collect())
        .collect()
}

#[test]
fn judges_without_error_give_the_cut_they_have_in_mind() {
    for cut in [-1.0, 0.0, 0.7] {
        let result = angoff::analyse(&items(), &[panel(cut, 5, 0.0, 1)]).unwrap();
        assert!((result.cut - cut).abs() < 1e-9 && result.standard_error < 1e-9);
        let judge = &result.rounds[0].judges[0];
        assert!((judge.cut.unwrap() - cut).abs() < 1e-9 && judge.mean_error < 1e-9);
        assert!(judge.correlation_with_items.unwrap() > 0.999_999);
        assert!(result.rounds[0].components.residual < 1e-12 && result.rounds[0].components.judges < 1e-12);
    }
}

#[test]
fn the_standard_error_is_the_spread_over_panels() {
    let results: Vec<angoff::Angoff> = (0..200).map(|seed| angoff::analyse(&items(), &[panel(0.3, 8, 0.1, seed)]).unwrap()).collect();
    let mean = results.iter().map(|result| result.cut).sum::<f64>() / 200.0;
    let spread = (results.iter().map(|result| (result.cut - mean) * (result.cut - mean)).sum::<f64>() / 199.0).sqrt();
    let told = results.iter().map(|result| result.standard_error).sum::<f64>() / 200.0;
    assert!((told / spread - 1.0).abs() < 0.15, "{told} told, {spread} seen");
    assert!((mean - 0.3).abs() < 0.05);
}

#[test]
fn rounds_that_draw_together_have_converged_and_a_stray_judge_is_named() {
    let mut first = panel(0.2, 7, 0.15, 3);
    first[4] = items().iter().map(|item| item.expected_score(2.5)).collect();
    let second = panel(0.2, 7, 0.05, 4);
    let result = angoff::analyse(&items(), &[first.clone(), second.clone()]).unwrap();
    assert_eq!(result.rounds[0].raw.outliers, [4]);
    assert!(result.has_converged && result.rounds[1].raw.outliers.is_empty() && result.rounds[1].moved < 0.0);
    assert!(!angoff::analyse(&items(), &[second, first]).unwrap().has_converged);
    // A judge who turns the items round is told by the correlations.
    let mut turned = panel(0.2, 6, 0.02, 5);
    turned[2] =
        turned[2].iter().enumerate().map(|(item, rating)| if item < 12 { 1.1 - rating } else { *rating }).map(|rating| rating.clamp(0.0, 1.0)).collect();
    let judges = angoff::analyse(&items()[..12], &[turned.iter().map(|ratings| ratings[..12].to_vec()).collect()]).unwrap().rounds.remove(0).judges;
    assert!(judges[2].correlation_with_items.unwrap() < -0.9 && judges[2].correlation_with_others.unwrap() < -0.9);
    assert!(judges[0].correlation_with_items.unwrap() > 0.9 && judges[2].mean_error > judges[0].mean_error);
}

#[test]
fn variance_components_are_those_of_a_table_known_by_hand() {
    // Ratings judge + item without residual: judges 0.2 and 0.4, items 0, 0.1, 0.3.
    let items: Vec<ItemModel> = (0..3).map(|item| ItemModel::OnePl { difficulty: f64::from(item) }).collect();
    let result = angoff::analyse(&items, &[vec![vec![0.2, 0.3, 0.5], vec![0.4, 0.5, 0.7]]]).unwrap();
    let components = result.rounds[0].components;
    assert!((components.judges - 0.02).abs() < 1e-12 && components.residual < 1e-12);
    assert!((components.items - 0.07 / 3.0).abs() < 1e-12);
    assert_eq!(components.dependability.map(|value| (value * 1e6).round()), Some(1e6));
    // Per item: 0.02 / 2 + (0.07 / 3) / 3, for the sum of three items.
    assert!((components.raw_error - 3.0 * (0.01_f64 + 0.07 / 9.0).sqrt()).abs() < 1e-12);
}

#[test]
fn incomplete_and_impossible_panels_are_refused() {
    let items = items();
    let full = panel(0.0, 3, 0.0, 1);
    let run = |panel: &[Vec<Vec<f64>>]| angoff::analyse(&items, panel).unwrap_err();
    assert_eq!(run(&[]), StandardSettingError::NothingJudged);
    assert_eq!(run(&[full[..1].to_vec()]), StandardSettingError::TooFewJudges);
    assert_eq!(run(&[full.clone(), full[..2].to_vec()]), StandardSettingError::Incomplete { round: 1, judge: 2 });
    let mut short = full.clone();
    short[1].pop();
    assert_eq!(run(&[short]), StandardSettingError::Incomplete { round: 0, judge: 1 });
    for bad in [f64::NAN, -0.1, 1.1] {
        let mut wrong = full.clone();
        wrong[2][5] = bad;
        assert_eq!(run(&[wrong]), StandardSettingError::BadRating { round: 0, judge: 2, item: 5 });
    }
    // All zeros is less than guessing gives, all ones more than any ability.
    assert_eq!(run(&[vec![vec![0.0; 13]; 2]]), StandardSettingError::CutOutOfReach);
    assert_eq!(run(&[vec![vec![1.0; 12].into_iter().chain([2.0]).collect(); 2]]), StandardSettingError::CutOutOfReach);
    assert_eq!(angoff::analyse(&[], &[vec![vec![]; 2]]), Err(StandardSettingError::NothingJudged));
}

#[test]
fn the_booklet_is_in_the_order_of_the_response_probability() {
    let items = items();
    let booklet = bookmark::booklet(&items, 2.0 / 3.0).unwrap();
    assert_eq!(booklet.len(), 14);
    assert!(booklet.windows(2).all(|pages| pages[0].location <= pages[1].location));
    for page in &booklet {
        let item = &items[page.item];
        let reached: f64 = (page.score..item.categories()).map(|category| item.probability(page.location, category)).sum();
        assert!((reached - 2.0 / 3.0).abs() < 1e-12);
    }
    // Discriminations differ: another response probability, another order.
    let crossing = [ItemModel::TwoPl { discrimination: 0.5, difficulty: -0.2 }, ItemModel::TwoPl { discrimination: 2.0, difficulty: 0.0 }];
    assert_eq!(bookmark::booklet(&crossing, 0.5).unwrap()[0].item, 0);
    assert_eq!(bookmark::booklet(&crossing, 0.8).unwrap()[0].item, 1);
}

#[test]
fn bookmarks_become_cuts_by_the_rule_asked_for() {
    let items = items();
    let booklet = bookmark::booklet(&items, 0.67).unwrap();
    let run = |rule: CutRule, marks: &[usize]| bookmark::analyse(&items, 0.67, marks, rule).unwrap();
    assert_eq!(run(CutRule::AtTheMark, &[5, 6, 6]).judges, [booklet[4].location, booklet[5].location, booklet[5].location]);
    assert_eq!(run(CutRule::BeforeTheMark, &[5, 6]).judges, [booklet[3].location, booklet[4].location]);
    assert_eq!(run(CutRule::Between, &[5, 1]).judges, [0.5 * (booklet[3].location + booklet[4].location), booklet[0].location]);
    // All mastered: the mark stands behind the last page.
    assert_eq!(run(CutRule::AtTheMark, &[15, 14]).judges, [booklet[13].location; 2]);
    let panel = run(CutRule::AtTheMark, &[5, 6, 6]).panel;
    assert!((panel.median - booklet[5].location).abs() < 1e-15);
    assert!((panel.standard_error - panel.deviation / 3.0_f64.sqrt()).abs() < 1e-15);
    let refuse = |marks: &[usize], probability: f64| bookmark::analyse(&items, probability, marks, CutRule::AtTheMark).unwrap_err();
    assert_eq!(refuse(&[5], 0.67), StandardSettingError::TooFewJudges);
    assert_eq!(refuse(&[5, 16], 0.67), StandardSettingError::NoSuchPage { judge: 1, page: 16 });
    assert_eq!(refuse(&[0, 5], 0.67), StandardSettingError::NoSuchPage { judge: 0, page: 0 });
    assert_eq!(refuse(&[5, 5], 0.05), StandardSettingError::ItemOutOfReach { item: 0 });
    assert_eq!(refuse(&[5, 5], f64::NAN), StandardSettingError::BadResponseProbability);
    let nominal = ItemModel::Nrm { slopes: vec![1.0], intercepts: vec![0.0] };
    assert_eq!(bookmark::booklet(&[nominal], 0.67), Err(StandardSettingError::Nominal { item: 0 }));
}

#[test]
fn compromises_meet_the_observed_failures() {
    let scores: Vec<f64> = (0..100).map(f64::from).collect();
    let judge = |lowest_cut: f64, highest_cut: f64| Limits { lowest_cut, highest_cut, lowest_failures: 0.1, highest_failures: 0.5 };
    // The line from (20, 0.5) to (60, 0.1) meets cut / 100 at 0.5 − 0.01 (x − 20) = x / 100: x = 35.
    let result = hofstee(&scores, &[judge(15.0, 55.0), judge(25.0, 65.0)]).unwrap();
    assert!((result.cut - 35.0).abs() <= 1.0 && (result.failures - 0.35).abs() <= 0.01, "{result:?}");
    assert_eq!(hofstee(&scores, &[judge(80.0, 90.0), judge(80.0, 90.0)]), Err(StandardSettingError::NoCompromise));
    assert_eq!(hofstee(&scores, &[judge(80.0, 70.0), judge(80.0, 90.0)]), Err(StandardSettingError::BadLimits { judge: 0 }));
    assert_eq!(hofstee(&[], &[judge(1.0, 2.0); 2]), Err(StandardSettingError::NoScores));
    // Beuk: means (50, 0.3), spreads 10 √½ … and 0.1: the line 0.3 − 0.01 (x − 50) meets x / 100 at 40.
    let result = beuk(&scores, &[(45.0, 0.25), (55.0, 0.35)]).unwrap();
    assert!((result.cut - 40.0).abs() <= 1.0 && (result.failures - 0.4).abs() <= 0.01, "{result:?}");
    assert!((beuk(&scores, &[(50.0, 0.2), (50.0, 0.6)]).unwrap().cut - 50.0).abs() < 1e-15);
    assert_eq!(beuk(&scores, &[(50.0, 1.2), (50.0, 0.6)]), Err(StandardSettingError::BadLimits { judge: 0 }));
}

#[test]
fn outliers_are_those_far_beyond_the_median_distance() {
    assert_eq!(outliers(&[1.0, 1.1, 0.9, 1.05, 3.0]), [4]);
    assert_eq!(outliers(&[1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 9.0]), [6]);
    assert!(outliers(&[1.0, 1.0, 1.0]).is_empty() && outliers(&[1.0, 9.0]).is_empty());
}
