//! What the single-scale estimators promise, whatever the items. Their numbers are compared with other programs' in the oracle.

use proptest::prelude::*;
use psychometrics::ability::unidimensional::{
    Bound, Criterion, ErrorFormula, Estimate, RANGE, Scorer, UNBOUNDED, jeffreys_within, map_within, maximum_likelihood_within, standard_error,
    test_information, warm_roots, warm_within,
};
use psychometrics::ability::{AbilityError, Response, eap, jeffreys, map, maximum_likelihood, warm};
use psychometrics::model::ItemModel;
use psychometrics::quadrature::normal_grid;
use psychometrics::random::Random;

use crate::model::any_item;

type Estimator = fn(&[Response<'_>]) -> Result<Estimate, AbilityError>;

const ESTIMATORS: [(&str, Estimator); 9] = [
    ("ML", maximum_likelihood),
    ("ML without bounds", |answers| maximum_likelihood_within(answers, UNBOUNDED, ErrorFormula::Observed)),
    ("MAP", |answers| map(answers, 0.0, 1.0)),
    ("MAP within", |answers| map_within(answers, 0.3, 0.5, RANGE, ErrorFormula::Asymptotic)),
    ("EAP", |answers| eap(answers, &normal_grid(0.0, 1.0, -6.0, 6.0, 61))),
    ("Warm", warm),
    ("Warm without bounds", |answers| warm_within(answers, UNBOUNDED, ErrorFormula::Asymptotic)),
    ("Jeffreys", jeffreys),
    ("Jeffreys within", |answers| jeffreys_within(answers, RANGE, ErrorFormula::Observed)),
];

fn responses<'a>(items: &'a [ItemModel], categories: &[usize]) -> Vec<Response<'a>> {
    items.iter().zip(categories).map(|(model, category)| Response { model, category: category % model.categories() }).collect()
}

fn ordinary() -> Vec<ItemModel> {
    (0..20).map(|index| ItemModel::TwoPl { discrimination: 0.8 + 0.05 * f64::from(index), difficulty: -1.9 + 0.2 * f64::from(index) }).collect()
}

/// One item of each model.
fn mixed() -> Vec<ItemModel> {
    vec![
        ItemModel::OnePl { difficulty: -0.4 },
        ItemModel::TwoPl { discrimination: 1.4, difficulty: 0.5 },
        ItemModel::ThreePl { discrimination: 1.7, difficulty: 0.2, guessing: 0.2 },
        ItemModel::FourPl { discrimination: 1.1, difficulty: -0.7, guessing: 0.1, ceiling: 0.95 },
        ItemModel::Gpcm { discrimination: 0.9, steps: vec![-1.0, 0.4, 0.1] },
        ItemModel::Pcm { steps: vec![-0.5, 0.8] },
        ItemModel::Rsm { difficulty: 0.3, offsets: vec![-0.6, 0.6] },
        ItemModel::Grm { discrimination: 1.3, thresholds: vec![-1.1, 0.0, 1.2] },
        ItemModel::Nrm { slopes: vec![0.5, -0.3, 1.0], intercepts: vec![0.2, -0.1, 0.4] },
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(25))]

    #[test]
    fn the_order_of_answers_changes_no_bit_of_any_estimate(
        items in prop::collection::vec(any_item(), 1..6), categories in prop::collection::vec(0_usize..8, 6), seed in any::<u64>(),
    ) {
        let answers = responses(&items, &categories);
        let mut shuffled = answers.clone();
        Random::new(seed, 0).shuffle(&mut shuffled);
        for (name, estimator) in ESTIMATORS {
            let (one, two) = (estimator(&answers).unwrap(), estimator(&shuffled).unwrap());
            prop_assert_eq!(one.theta.to_bits(), two.theta.to_bits(), "{}", name);
            prop_assert_eq!(one.standard_error.to_bits(), two.standard_error.to_bits(), "{}", name);
        }
    }

    #[test]
    fn no_items_however_extreme_give_nan(items in prop::collection::vec(any_item(), 1..5), categories in prop::collection::vec(0_usize..8, 5)) {
        let answers = responses(&items, &categories);
        for (name, estimator) in ESTIMATORS {
            let estimate = estimator(&answers).unwrap();
            prop_assert!(!estimate.theta.is_nan() && estimate.standard_error >= 0.0, "{}: {:?}", name, estimate);
            prop_assert!(estimate.theta.is_finite() || estimate.bound != Bound::Inside, "{}: {:?}", name, estimate);
        }
    }

    #[test]
    fn a_posterior_mode_lies_between_the_prior_mean_and_the_maximum_of_likelihood(categories in prop::collection::vec(0_usize..2, 20), mean in -2.0..2.0_f64) {
        let items = ordinary();
        let answers = responses(&items, &categories);
        let best = maximum_likelihood_within(&answers, UNBOUNDED, ErrorFormula::Expected).unwrap().theta;
        let mode = map(&answers, mean, 0.8).unwrap().theta;
        prop_assert!(mode >= best.min(mean) - 1e-12 && mode <= best.max(mean) + 1e-12, "{best} {mode} {mean}");
    }

    #[test]
    fn the_scorer_gives_the_bits_of_eap(categories in prop::collection::vec(0_usize..8, 9), seed in any::<u64>()) {
        let items = mixed();
        let nodes = normal_grid(0.2, 1.1, -5.0, 5.0, 41);
        let mut scorer = Scorer::new(&items, &nodes).unwrap();
        let mut pairs: Vec<(usize, usize)> = items.iter().zip(&categories).map(|(model, category)| category % model.categories()).enumerate().collect();
        Random::new(seed, 0).shuffle(&mut pairs);
        prop_assert_eq!(scorer.score(pairs).unwrap(), eap(&responses(&items, &categories), &nodes).unwrap());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn a_better_answer_never_lowers_an_estimate(categories in prop::collection::vec(0_usize..2, 20), place in 0_usize..20) {
        let items = ordinary();
        let (mut worse, mut better) = (categories.clone(), categories);
        (worse[place], better[place]) = (0, 1);
        for (name, estimator) in ESTIMATORS {
            let (low, high) = (estimator(&responses(&items, &worse)).unwrap(), estimator(&responses(&items, &better)).unwrap());
            prop_assert!(low.theta <= high.theta, "{}: {:?} {:?}", name, low, high);
        }
    }
}

#[test]
fn a_constant_pattern_is_flagged_and_infinite_only_without_bounds() {
    let items = ordinary();
    for (category, bound, end) in [(0, Bound::Low, -1.0), (1, Bound::High, 1.0)] {
        let answers = responses(&items, &[category; 20]);
        let clipped = maximum_likelihood(&answers).unwrap();
        assert_eq!((clipped.theta, clipped.bound), (4.0 * end, bound));
        assert!(clipped.standard_error.is_finite());
        let free = maximum_likelihood_within(&answers, UNBOUNDED, ErrorFormula::Expected).unwrap();
        assert_eq!((free.theta, free.standard_error, free.bound), (f64::INFINITY * end, f64::INFINITY, bound));
        for finite in [map(&answers, 0.0, 1.0), jeffreys(&answers), warm_within(&answers, UNBOUNDED, ErrorFormula::Expected)] {
            let finite = finite.unwrap();
            assert!(finite.theta.abs() < 8.0 && finite.theta * end > 1.0 && finite.bound == Bound::Inside, "{finite:?}");
        }
    }
}

#[test]
fn guessing_and_slips_do_not_hide_that_a_pattern_has_no_summit() {
    let items: Vec<ItemModel> =
        (0..5).map(|index| ItemModel::FourPl { discrimination: 1.5, difficulty: f64::from(index), guessing: 0.2, ceiling: 0.9 }).collect();
    let right = maximum_likelihood_within(&responses(&items, &[1; 5]), UNBOUNDED, ErrorFormula::Expected).unwrap();
    assert_eq!((right.theta, right.bound), (f64::INFINITY, Bound::High));
    // Only the hardest right: guessed, and the likelihood is highest at minus infinity.
    let guessed = maximum_likelihood_within(&responses(&items, &[0, 0, 0, 0, 1]), UNBOUNDED, ErrorFormula::Expected).unwrap();
    assert_eq!((guessed.theta, guessed.bound), (f64::NEG_INFINITY, Bound::Low));
}

#[test]
fn nominal_answers_have_a_finite_maximum_unless_they_are_the_steepest() {
    let item = ItemModel::Nrm { slopes: vec![0.5, -0.3, 1.0], intercepts: vec![0.2, -0.1, 0.4] };
    let theta = |category| maximum_likelihood_within(&[Response { model: &item, category }], UNBOUNDED, ErrorFormula::Expected).unwrap().theta;
    assert!(theta(0).is_finite() && theta(1).is_finite());
    assert_eq!((theta(2), theta(3)), (f64::NEG_INFINITY, f64::INFINITY));
}

#[test]
fn warm_and_jeffreys_are_one_estimator_unless_answers_can_be_guessed() {
    let at = |items: &[ItemModel], categories: &[usize]| {
        let answers = responses(items, categories);
        (warm_within(&answers, UNBOUNDED, ErrorFormula::Expected).unwrap().theta, jeffreys(&answers).unwrap().theta)
    };
    let unguessed: Vec<ItemModel> = mixed().into_iter().filter(|item| !matches!(item, ItemModel::ThreePl { .. } | ItemModel::FourPl { .. })).collect();
    let (one, two) = at(&unguessed, &[1, 0, 2, 1, 1, 2, 3]);
    assert!((one - two).abs() < 1e-10, "{one} {two}");
    let guessing: Vec<ItemModel> = (0..8).map(|index| ItemModel::ThreePl { discrimination: 1.5, difficulty: f64::from(index) * 0.4, guessing: 0.25 }).collect();
    let (one, two) = at(&guessing, &[1, 1, 0, 1, 0, 0, 1, 0]);
    assert!((one - two).abs() > 0.01, "{one} {two}");
}

#[test]
fn information_and_its_derivatives_agree_with_differences() {
    let items = mixed();
    let step = 1e-4;
    for theta in [-2.5, -0.6, 0.0, 0.9, 3.0] {
        let (low, here, high) = (test_information(&items, theta - step), test_information(&items, theta), test_information(&items, theta + step));
        assert!(((high.information - low.information) / (2.0 * step) - here.slope).abs() < 1e-6);
        assert!(((high.slope - low.slope) / (2.0 * step) - here.curvature).abs() < 1e-6);
        assert!(((high.bias - low.bias) / (2.0 * step) - here.bias_slope).abs() < 1e-6);
    }
}

#[test]
fn the_observed_standard_error_is_the_curvature_of_what_was_maximised() {
    let items = mixed();
    let answers = responses(&items, &[1, 0, 1, 1, 2, 1, 1, 2, 1]);
    let log_likelihood = |theta: f64| answers.iter().map(|answer| answer.model.log_probability(theta, answer.category)).sum::<f64>();
    let jeffreys_value = |theta: f64| log_likelihood(theta) + 0.5 * libm::log(items.iter().map(|item| item.expected_information(theta)).sum::<f64>());
    let map_value = |theta: f64| log_likelihood(theta) - 0.5 * theta * theta / 0.49;
    let curvature = |value: &dyn Fn(f64) -> f64, theta: f64| (2.0 * value(theta) - value(theta + 1e-4) - value(theta - 1e-4)) / 1e-8;
    for (criterion, value) in [
        (Criterion::Likelihood, &log_likelihood as &dyn Fn(f64) -> f64),
        (Criterion::Jeffreys, &jeffreys_value),
        (Criterion::Normal { mean: 0.0, sd: 0.7 }, &map_value),
    ] {
        let own = standard_error(&answers, 0.4, &criterion, ErrorFormula::Observed).unwrap();
        assert!((own * own * curvature(value, 0.4) - 1.0).abs() < 1e-5, "{criterion:?}");
    }
}

#[test]
fn the_asymptotic_standard_error_is_the_spread_of_estimates() {
    // A short test, a strong prior: here 1/√(I + 1/sd²) is too large, by design, and √I / (I + 1/sd²) is the spread.
    let items: Vec<ItemModel> = ordinary();
    let (persons, theta) = (1000, 0.5);
    let (mut sum, mut squares) = (0.0, 0.0);
    for person in 0..persons {
        let mut random = Random::new(7, person);
        let answers: Vec<Response<'_>> =
            items.iter().map(|model| Response { model, category: usize::from(random.uniform() < model.probability(theta, 1)) }).collect();
        let estimate = map(&answers, 0.0, 0.5).unwrap().theta;
        sum += estimate;
        squares += estimate * estimate;
    }
    let mean = sum / persons as f64;
    let spread = (squares / persons as f64 - mean * mean).sqrt();
    let any = responses(&items, &[1; 20]);
    let formula = |formula| standard_error(&any, theta, &Criterion::Normal { mean: 0.0, sd: 0.5 }, formula).unwrap();
    assert!((formula(ErrorFormula::Asymptotic) / spread - 1.0).abs() < 0.07, "{spread}");
    assert!(formula(ErrorFormula::Expected) / spread > 1.2);
}

#[test]
fn all_roots_of_an_ambiguous_pattern_are_listed() {
    // Easy items wrong, hard ones right: either a careless expert or a lucky guesser.
    let items: Vec<ItemModel> = [-2.0, -2.0, -1.5, 2.0, 2.0, 2.5]
        .iter()
        .map(|difficulty| ItemModel::FourPl { discrimination: 6.0, difficulty: *difficulty, guessing: 0.2, ceiling: 0.9 })
        .collect();
    let roots = warm_roots(&responses(&items, &[0, 0, 1, 1, 1, 0]), (-6.0, 6.0)).unwrap();
    assert!(roots.len() >= 2 && roots.windows(2).all(|pair| pair[0] < pair[1]), "{roots:?}");
}

#[test]
fn an_estimator_without_a_prior_refuses_an_empty_test() {
    for (name, estimator) in ESTIMATORS {
        let empty = estimator(&[]);
        if name.starts_with("MAP") || name == "EAP" {
            assert!(empty.is_ok(), "{name}");
        } else {
            assert_eq!(empty, Err(AbilityError::NothingToEstimateFrom), "{name}");
        }
    }
    assert_eq!(eap(&[], &[]), Err(AbilityError::NothingToEstimateFrom));
    let prior_alone = map(&[], 0.3, 0.5).unwrap();
    assert!((prior_alone.theta - 0.3).abs() < 1e-12 && (prior_alone.standard_error - 0.5).abs() < 1e-12);
}

#[test]
fn impossible_settings_are_refused() {
    let item = ItemModel::OnePl { difficulty: 0.0 };
    let answers = [Response { model: &item, category: 1 }];
    for range in [(1.0, 1.0), (2.0, -2.0), (f64::NAN, 1.0), (f64::INFINITY, f64::INFINITY), (f64::NEG_INFINITY, f64::NEG_INFINITY)] {
        assert_eq!(maximum_likelihood_within(&answers, range, ErrorFormula::Expected), Err(AbilityError::EmptyRange), "{range:?}");
        assert_eq!(warm_within(&answers, range, ErrorFormula::Expected), Err(AbilityError::EmptyRange), "{range:?}");
    }
    for (mean, sd) in [(f64::NAN, 1.0), (0.0, 0.0), (0.0, -1.0), (0.0, f64::INFINITY), (0.0, 1e-200), (0.0, 1e200)] {
        assert_eq!(map(&answers, mean, sd), Err(AbilityError::NotFinite), "{mean} {sd}");
    }
    let nodes = [psychometrics::quadrature::Node { point: f64::NAN, weight: 1.0 }];
    assert_eq!(eap(&answers, &nodes), Err(AbilityError::NotFinite));
    let mut scorer = Scorer::new(std::slice::from_ref(&item), &normal_grid(0.0, 1.0, -4.0, 4.0, 9)).unwrap();
    assert_eq!(scorer.score([(0, 1), (1, 0)]), Err(AbilityError::NoSuchCategory { answer: 1, category: 0 }));
    assert_eq!(scorer.score([(0, usize::MAX)]), Err(AbilityError::NoSuchCategory { answer: 0, category: usize::MAX }));
}

#[test]
fn a_prior_far_from_every_item_still_has_a_mode() {
    let items: Vec<ItemModel> = (0..1000).map(|_| ItemModel::OnePl { difficulty: 30.0 }).collect();
    let found = map(&responses(&items, &[1; 1000]), 0.0, 1.0).unwrap();
    assert!(found.theta > 29.0 && found.theta < 40.0, "{found:?}");
}
