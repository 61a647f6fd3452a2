use proptest::prelude::*;
use psychometrics::model::{ItemModel, ModelError, MultidimensionalItem};

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
        (slope.clone(), prop::collection::vec(place.clone(), 1..6)).prop_map(|(discrimination, steps)| { ItemModel::Gpcm { discrimination, steps } }),
        prop::collection::vec(place.clone(), 1..6).prop_map(|steps| ItemModel::Pcm { steps }),
        (-300.0..300.0_f64, prop::collection::vec(-300.0..300.0_f64, 1..6)).prop_map(|(difficulty, offsets)| ItemModel::Rsm { difficulty, offsets }),
        (slope, prop::collection::vec(place.clone(), 1..6)).prop_map(graded_response),
        prop::collection::vec((-300.0..300.0_f64, place), 1..6).prop_map(nominal_item),
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
        prop::collection::vec(-3.0..3.0_f64, 1..5).prop_map(|steps| ItemModel::Pcm { steps }),
        (-2.0..2.0_f64, prop::collection::vec(-2.0..2.0_f64, 1..5)).prop_map(|(difficulty, offsets)| ItemModel::Rsm { difficulty, offsets }),
        (0.3..2.5_f64, prop::collection::vec(-3.0..3.0_f64, 1..5)).prop_map(graded_response),
        prop::collection::vec((-2.0..2.0_f64, -2.0..2.0_f64), 1..5).prop_map(nominal_item),
    ]
}

fn graded_response((discrimination, mut thresholds): (f64, Vec<f64>)) -> ItemModel {
    thresholds.sort_by(f64::total_cmp);
    thresholds.dedup();
    ItemModel::Grm { discrimination, thresholds }
}

fn nominal_item(cells: Vec<(f64, f64)>) -> ItemModel {
    let (slopes, intercepts) = cells.into_iter().unzip();
    ItemModel::Nrm { slopes, intercepts }
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
            let (slope, curve) = item.probability_derivatives(theta, category);
            let rise = item.probability(theta + step, category) - item.probability(theta - step, category);
            prop_assert!((slope - rise / (2.0 * step)).abs() < 1e-6, "first of P {} {}", slope, rise / (2.0 * step));
            let bend = item.probability_derivatives(theta + step, category).0 - item.probability_derivatives(theta - step, category).0;
            prop_assert!((curve - bend / (2.0 * step)).abs() < 1e-6, "second of P {} {}", curve, bend / (2.0 * step));
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

proptest! {
    #[test]
    fn a_shifted_item_answers_like_the_item_seen_from_elsewhere(item in ordinary_item(), by in -2.0..2.0_f64, theta in -3.0..3.0_f64) {
        let moved = item.shifted(by);
        for category in 0..item.categories() {
            prop_assert!((moved.probability(theta, category) - item.probability(theta - by, category)).abs() < 1e-12);
        }
        prop_assert!((moved.difficulty() - item.difficulty() - by).abs() < 1e-9);
    }

    #[test]
    fn a_stretched_item_keeps_its_place(item in ordinary_item(), factor in 0.3..3.0_f64) {
        let steeper = item.stretched(factor);
        prop_assert!((steeper.difficulty() - item.difficulty()).abs() < 1e-9);
        prop_assert!((steeper.discrimination() - factor * item.discrimination()).abs() < 1e-9);
    }
}

const STEP: f64 = 1e-5;

#[test]
fn a_multidimensional_item_has_the_derivatives_of_its_formula() {
    let item = MultidimensionalItem::gpcm(vec![1.2, 0.0, -0.4], &[0.3, -0.2]);
    let at = [0.4, 2.0, -0.7];
    // P(x = k) ∝ exp(k a′θ + d_k), written out
    let exponents: Vec<f64> = [0.0, 0.3, -0.2].iter().enumerate().map(|(k, d)| k as f64 * (1.2 * at[0] - 0.4 * at[2]) + d).collect();
    let total: f64 = exponents.iter().map(|exponent| libm::exp(*exponent)).sum();
    for (category, exponent) in exponents.iter().enumerate() {
        assert!((item.probability(&at, category) - libm::exp(*exponent) / total).abs() < 1e-14);
        let gradient = item.score_gradient(&at, category);
        let observed = item.observed_information(&at, category);
        for dimension in 0..3 {
            let moved = |by: f64| {
                let mut place = at;
                place[dimension] += by;
                place
            };
            let slope = (item.log_probability(&moved(STEP), category) - item.log_probability(&moved(-STEP), category)) / (2.0 * STEP);
            assert!((gradient[dimension] - slope).abs() < 1e-8);
            for other in 0..3 {
                let bend = (item.score_gradient(&moved(STEP), category)[other] - item.score_gradient(&moved(-STEP), category)[other]) / (2.0 * STEP);
                assert!((observed.get(dimension, other) + bend).abs() < 1e-8);
            }
        }
    }
    let expected = item.expected_information(&at);
    let information: f64 =
        (0..3).map(|category| item.probability(&at, category) * item.score_gradient(&at, category)[0] * item.score_gradient(&at, category)[2]).sum();
    assert!((expected.get(0, 2) - information).abs() < 1e-12);
}

#[test]
fn impossible_polytomous_parameters_are_refused() {
    let graded = |thresholds: &[f64]| ItemModel::Grm { discrimination: 1.0, thresholds: thresholds.to_vec() }.validate();
    assert_eq!(graded(&[0.0, 0.0]), Err(ModelError::ThresholdsOutOfOrder));
    assert_eq!(graded(&[1.0, f64::NAN]), Err(ModelError::OutOfRange));
    assert_eq!(graded(&[]), Err(ModelError::NoStep));
    assert_eq!(graded(&[-1.0, 1.0]), Ok(()));
    let nominal = |slopes: &[f64], intercepts: &[f64]| ItemModel::Nrm { slopes: slopes.to_vec(), intercepts: intercepts.to_vec() }.validate();
    assert_eq!(nominal(&[1.0, 0.5], &[0.0]), Err(ModelError::LengthsDiffer));
    assert_eq!(nominal(&[0.0, 0.0], &[0.0, 1.0]), Err(ModelError::NothingMeasured));
    assert_eq!(nominal(&[-1.0, 0.5], &[0.0, 1.0]), Ok(()));
    assert_eq!(MultidimensionalItem::two_pl(vec![0.0, 0.0], 0.0).validate(), Err(ModelError::NothingMeasured));
    assert_eq!(MultidimensionalItem::two_pl(vec![0.0, f64::INFINITY], 0.0).validate(), Err(ModelError::OutOfRange));
}
