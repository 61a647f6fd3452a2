//! When a test ends.

use psychometrics::ability::{Bound, Estimate, Response};
use psychometrics::model::ItemModel;
use psychometrics::random::Random;
use psychometrics::simulation::draw_response;
use psychometrics::stopping::{Decision, GeneralisedRatio, Interval, Reason, Rule, SequentialRatio, Situation, Stopping};

const TEST: SequentialRatio = SequentialRatio { cut: 0.0, half_width: 0.3, false_pass: 0.05, false_fail: 0.1 };

fn item(index: usize) -> ItemModel {
    ItemModel::TwoPl { discrimination: 1.5, difficulty: (index % 7) as f64 / 5.0 - 0.6 }
}

/// How many items until a decision, and which; at most 500.
fn classify(theta: f64, person: u64, generalised: bool) -> (Option<Decision>, usize) {
    let mut random = Random::new(7, person);
    let points: Vec<f64> = (-16..=16).map(|index| f64::from(index) / 4.0).collect();
    let (mut items, mut categories, mut ratio) = (Vec::new(), Vec::new(), 0.0);
    for asked in 0..500 {
        let model = item(asked);
        let category = draw_response(&model, theta, &mut random);
        ratio += TEST.log_likelihood_ratio(&model, category);
        items.push(model);
        categories.push(category);
        let decision = if generalised {
            let answers = items.iter().zip(&categories).map(|(model, category)| Response { model, category: *category });
            GeneralisedRatio { test: TEST }.decision(&answers, &points)
        } else {
            TEST.decision(ratio)
        };
        if decision.is_some() {
            return (decision, asked + 1);
        }
    }
    (None, 500)
}

#[test]
fn the_sequential_test_keeps_its_error_rates() {
    let wrong = |theta: f64, wrong: Decision| (0..1000).filter(|person| classify(theta, *person, false).0 == Some(wrong)).count();
    // Wald's bounds are on the safe side; binomial noise of 1000 persons is 0.7 and 0.9 points.
    assert!(wrong(-0.3, Decision::Above) <= 65);
    assert!(wrong(0.3, Decision::Below) <= 120);
}

#[test]
fn the_generalised_ratio_recognises_a_clear_case_sooner() {
    let length = |generalised: bool| (0..100).map(|person| classify(1.5, person, generalised).1).sum::<usize>();
    let (two_points, free) = (length(false), length(true));
    assert!(free < two_points, "{free} items against {two_points}");
}

#[test]
fn an_interval_decides_when_it_leaves_the_cut() {
    let rule = Interval { cut: 0.0, probability: 0.95 };
    assert_eq!(rule.decision(Estimate { theta: 1.0, standard_error: 0.5, bound: Bound::Inside }), Some(Decision::Above));
    assert_eq!(rule.decision(Estimate { theta: -1.0, standard_error: 0.5, bound: Bound::Inside }), Some(Decision::Below));
    assert_eq!(rule.decision(Estimate { theta: 0.9, standard_error: 0.5, bound: Bound::Inside }), None);
    assert_eq!(rule.decision(Estimate { theta: f64::NAN, standard_error: 0.5, bound: Bound::Inside }), None);
}

fn reason(stopping: &Stopping, asked: usize, standard_error: f64, before: Option<f64>, seconds: f64) -> Option<Reason> {
    let estimate = |standard_error| Estimate { theta: 0.0, standard_error, bound: Bound::Inside };
    let situation = Situation { asked, estimate: estimate(standard_error), before: before.map(estimate), seconds, answers: std::iter::empty(), points: &[] };
    stopping.reason(&situation, || Some(0.2))
}

#[test]
fn any_of_the_rules_ends_the_test_but_not_before_its_minimum() {
    let rules = vec![
        Rule::Precision { standard_error: 0.3 },
        Rule::PrecisionChange { least: 0.01 },
        Rule::LeastInformation { least: 0.1 },
        Rule::Length { items: 30 },
        Rule::Time { seconds: 600.0 },
    ];
    let stopping = Stopping { minimum: 5, any: rules.clone() };
    assert_eq!(reason(&stopping, 4, 0.2, Some(0.2), 10.0), None, "too early for precision");
    assert_eq!(reason(&stopping, 4, 0.2, None, 600.0), Some(Reason::Rule(rules[4])), "time ends it at any length");
    assert_eq!(reason(&stopping, 5, 0.3, Some(0.5), 10.0), Some(Reason::Rule(rules[0])));
    assert_eq!(reason(&stopping, 5, 0.4, Some(0.405), 10.0), Some(Reason::Rule(rules[1])));
    assert_eq!(reason(&stopping, 5, 0.4, Some(0.5), 10.0), None);
    assert_eq!(reason(&stopping, 30, 0.4, Some(0.5), 10.0), Some(Reason::Rule(rules[3])));
    let poor = Stopping { minimum: 0, any: vec![Rule::LeastInformation { least: 0.3 }] };
    assert_eq!(reason(&poor, 1, 0.4, None, 0.0), Some(Reason::Rule(poor.any[0])));
    assert_eq!(reason(&poor, 0, 0.4, None, 0.0), None, "every test asks something");
    assert_eq!(reason(&stopping, 9, f64::NAN, Some(0.5), 10.0), None, "what is not a number is not precise");
}

#[test]
fn rules_without_sense_are_refused() {
    let refused = [
        Rule::Length { items: 0 },
        Rule::Precision { standard_error: 0.0 },
        Rule::Precision { standard_error: f64::NAN },
        Rule::Time { seconds: -1.0 },
        Rule::Interval(Interval { cut: 0.0, probability: 1.0 }),
        Rule::SequentialRatio(SequentialRatio { false_pass: 0.0, ..TEST }),
        Rule::SequentialRatio(SequentialRatio { half_width: f64::INFINITY, ..TEST }),
        Rule::GeneralisedRatio(GeneralisedRatio { test: SequentialRatio { false_fail: 0.7, ..TEST } }),
    ];
    assert!(refused.iter().all(|rule| !rule.is_valid()));
    assert!(Rule::GeneralisedRatio(GeneralisedRatio { test: TEST }).is_valid());
}
