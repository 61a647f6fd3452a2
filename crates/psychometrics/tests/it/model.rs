use proptest::prelude::*;
use psychometrics::model::{ItemModel, ModelError};

use crate::cases::{Largest, dichotomous, graded, list, load, number, numbers};

#[test]
fn probabilities_and_information_of_dichotomous_items_match_catr() {
    let file = load("information.json");
    let (mut probability, mut expected, mut observed) = (Largest::default(), Largest::default(), Largest::default());
    for case in list(&file, "cases") {
        let (name, scaling) = (case["model"].as_str().unwrap(), number(&case["D"]));
        let items: Vec<ItemModel> = list(case, "items").iter().map(|row| dichotomous(name, scaling, &numbers(row))).collect();
        for (position, theta) in numbers(&case["thetas"]).into_iter().enumerate() {
            for (index, item) in items.iter().enumerate() {
                let place = format!("{name} D={scaling} item {index} at {theta}");
                let theirs = |key: &str| number(&case[key][position][index]);
                probability.see(item.probability(theta, 1), theirs("P"), &place);
                expected.see(item.expected_information(theta), theirs("I"), &place);
                observed.see(item.observed_information(theta, 0), theirs("OI_x0"), &place);
                observed.see(item.observed_information(theta, 1), theirs("OI_x1"), &place);
            }
        }
    }
    probability.must_be_below(1e-13, "probability against catR");
    expected.must_be_below(1e-12, "expected information against catR");
    // catR subtracts nearly equal numbers in the tails: for a 2PL item, where observed and expected information are
    // the same, its own two columns differ by as much.
    observed.must_be_below(1e-9, "observed information against catR");
}

#[test]
fn probabilities_and_information_of_graded_items_match_catr() {
    let file = load("ability_polytomous.json");
    let (mut probability, mut information) = (Largest::default(), Largest::default());
    for case in list(&file, "cases") {
        let items: Option<Vec<ItemModel>> = list(case, "items").iter().map(|row| graded(case["model"].as_str().unwrap(), row)).collect();
        let Some(items) = items else { continue };
        for (position, theta) in numbers(&case["thetas"]).into_iter().enumerate() {
            for (index, item) in items.iter().enumerate() {
                let place = format!("{} item {index} at {theta}", case["id"]);
                for category in 0..item.categories() {
                    let theirs = number(&case["probs"][position][index][category]);
                    probability.see(item.probability(theta, category), theirs, &place);
                }
                information.see(item.expected_information(theta), number(&case["info"][position][index]), &place);
            }
        }
    }
    probability.must_be_below(1e-13, "graded probability against catR");
    information.must_be_below(1e-12, "graded information against catR");
}

#[test]
fn impossible_parameters_are_refused() {
    let two = |discrimination, difficulty| ItemModel::TwoPl { discrimination, difficulty }.validate();
    assert_eq!(two(0.0, 0.0), Err(ModelError::DiscriminationNotPositive));
    assert_eq!(two(-1.0, 0.0), Err(ModelError::DiscriminationNotPositive));
    assert_eq!(two(f64::NAN, 0.0), Err(ModelError::OutOfRange));
    assert_eq!(two(1.0, f64::INFINITY), Err(ModelError::OutOfRange));
    assert_eq!(two(1.0, 0.0), Ok(()));
    let four = |guessing, ceiling| ItemModel::FourPl { discrimination: 1.0, difficulty: 0.0, guessing, ceiling }.validate();
    assert_eq!(four(0.2, 0.2), Err(ModelError::AsymptotesOutOfOrder));
    assert_eq!(four(-0.1, 0.9), Err(ModelError::AsymptotesOutOfOrder));
    assert_eq!(four(0.1, 1.1), Err(ModelError::AsymptotesOutOfOrder));
    assert_eq!(four(f64::NAN, 0.9), Err(ModelError::OutOfRange));
    assert_eq!(four(0.0, 1.0), Ok(()));
    let graded = ItemModel::Gpcm { discrimination: 1.0, steps: vec![] };
    assert_eq!(graded.validate(), Err(ModelError::NoStep));
}

#[test]
fn a_category_that_does_not_exist_has_probability_zero() {
    let item = ItemModel::OnePl { difficulty: 0.0 };
    assert_eq!(item.probability(0.0, 2).to_bits(), 0.0_f64.to_bits());
    assert!(item.log_probability(0.0, 2) == f64::NEG_INFINITY);
}

#[test]
fn the_log_probability_keeps_its_precision_in_both_tails() {
    let item = ItemModel::TwoPl { discrimination: 1.0, difficulty: 0.0 };
    let right = item.log_probability(50.0, 1);
    assert!((right / -libm::exp(-50.0) - 1.0).abs() < 1e-12);
    assert!((item.log_probability(50.0, 0) + 50.0).abs() < 1e-12);
}

/// Ordinary and extreme items.
pub fn any_item() -> impl Strategy<Value = ItemModel> {
    let slope = prop_oneof![0.2..3.0_f64, 1e-6..1e3_f64];
    let place = prop_oneof![-4.0..4.0_f64, -1e3..1e3_f64];
    let floor = prop_oneof![Just(0.0), 0.0..0.45_f64, Just(1e-300)];
    let ceiling = prop_oneof![Just(1.0), 0.55..1.0_f64];
    prop_oneof![
        place.clone().prop_map(|difficulty| ItemModel::OnePl { difficulty }),
        (slope.clone(), place.clone()).prop_map(|(discrimination, difficulty)| ItemModel::TwoPl { discrimination, difficulty }),
        (slope.clone(), place.clone(), floor.clone())
            .prop_map(|(discrimination, difficulty, guessing)| { ItemModel::ThreePl { discrimination, difficulty, guessing } }),
        (slope.clone(), place.clone(), floor, ceiling)
            .prop_map(|(discrimination, difficulty, guessing, ceiling)| { ItemModel::FourPl { discrimination, difficulty, guessing, ceiling } }),
        (slope, prop::collection::vec(place, 1..6)).prop_map(|(discrimination, steps)| { ItemModel::Gpcm { discrimination, steps } }),
    ]
}

/// Items as a bank holds them.
pub fn ordinary_item() -> impl Strategy<Value = ItemModel> {
    prop_oneof![
        (-3.0..3.0_f64).prop_map(|difficulty| ItemModel::OnePl { difficulty }),
        (0.3..2.5_f64, -3.0..3.0_f64).prop_map(|(discrimination, difficulty)| ItemModel::TwoPl { discrimination, difficulty }),
        (0.3..2.5_f64, -3.0..3.0_f64, 0.0..0.3_f64)
            .prop_map(|(discrimination, difficulty, guessing)| { ItemModel::ThreePl { discrimination, difficulty, guessing } }),
        (0.3..2.5_f64, -3.0..3.0_f64, 0.0..0.3_f64, 0.8..1.0_f64)
            .prop_map(|(discrimination, difficulty, guessing, ceiling)| { ItemModel::FourPl { discrimination, difficulty, guessing, ceiling } }),
        (0.3..2.5_f64, prop::collection::vec(-3.0..3.0_f64, 1..5)).prop_map(|(discrimination, steps)| ItemModel::Gpcm { discrimination, steps }),
    ]
}

proptest! {
    #[test]
    fn third_and_fourth_derivatives_are_the_differences_of_the_second(
        item in ordinary_item(), theta in -4.0..4.0_f64, draw in 0_usize..100
    ) {
        let category = draw % item.categories();
        let second = |theta: f64| item.score_derivatives(theta, category).1;
        let h = 2e-3;
        let (third, fourth) = item.higher_derivatives(theta, category);
        let (p, n, p2, n2) = (second(theta + h), second(theta - h), second(theta + 2.0 * h), second(theta - 2.0 * h));
        let by_difference = (8.0 * (p - n) - (p2 - n2)) / (12.0 * h);
        let twice = (16.0 * (p + n) - (p2 + n2) - 30.0 * second(theta)) / (12.0 * h * h);
        prop_assert!((third - by_difference).abs() < 1e-6 * (1.0 + third.abs()), "{} {}", third, by_difference);
        prop_assert!((fourth - twice).abs() < 1e-6 * (1.0 + fourth.abs()), "{} {}", fourth, twice);
    }

    #[test]
    fn nothing_is_ever_nan(item in any_item(), theta in -50.0..50.0_f64) {
        prop_assert_eq!(item.validate(), Ok(()));
        let mut total = 0.0;
        for category in 0..item.categories() {
            let probability = item.probability(theta, category);
            prop_assert!((0.0..=1.0).contains(&probability), "probability {}", probability);
            total += probability;
            let log = item.log_probability(theta, category);
            prop_assert!(log <= 0.0 && log.is_finite(), "log {}", log);
            let (third, fourth) = item.higher_derivatives(theta, category);
            prop_assert!(third.is_finite() && fourth.is_finite(), "{} {}", third, fourth);
            let (first, second) = item.score_derivatives(theta, category);
            prop_assert!(first.is_finite() && second.is_finite());
        }
        prop_assert!((total - 1.0).abs() < 1e-9, "total {}", total);
        let information = item.expected_information(theta);
        prop_assert!(information >= 0.0 && information.is_finite(), "information {}", information);
        let score = item.expected_score(theta);
        prop_assert!(score >= 0.0 && score <= (item.categories() - 1) as f64, "score {}", score);
    }

    #[test]
    fn derivatives_match_differences(item in ordinary_item(), theta in -4.0..4.0_f64) {
        let step = 1e-5;
        for category in 0..item.categories() {
            let (first, second) = item.score_derivatives(theta, category);
            let rise = item.log_probability(theta + step, category) - item.log_probability(theta - step, category);
            prop_assert!((first - rise / (2.0 * step)).abs() < 1e-6, "first {} {}", first, rise / (2.0 * step));
            let bend = item.score_derivatives(theta + step, category).0
                - item.score_derivatives(theta - step, category).0;
            prop_assert!((second - bend / (2.0 * step)).abs() < 1e-6, "second {} {}", second, bend / (2.0 * step));
        }
    }

    #[test]
    fn expected_information_is_the_mean_of_observed_information(item in ordinary_item(), theta in -4.0..4.0_f64) {
        let mean: f64 = (0..item.categories())
            .map(|category| item.probability(theta, category) * item.observed_information(theta, category))
            .sum();
        prop_assert!((mean - item.expected_information(theta)).abs() < 1e-10);
    }

    #[test]
    fn a_two_category_graded_item_is_a_2pl_item(a in 0.2..3.0_f64, b in -4.0..4.0_f64, theta in -50.0..50.0_f64) {
        let graded = ItemModel::Gpcm { discrimination: a, steps: vec![b] };
        let two = ItemModel::TwoPl { discrimination: a, difficulty: b };
        prop_assert!((graded.probability(theta, 1) - two.probability(theta, 1)).abs() < 1e-14);
        prop_assert!((graded.expected_information(theta) - two.expected_information(theta)).abs() < 1e-14);
    }
}
