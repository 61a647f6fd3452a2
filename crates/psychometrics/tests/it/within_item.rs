//! Scoring items that measure several abilities, and choosing among them.

use proptest::prelude::*;
use psychometrics::ability::within_item::{GridError, ProductGrid, WithinItemObservation, expected_a_posteriori, maximum_a_posteriori};
use psychometrics::ability::{AbilityError, Observation, Posterior, Prior, posterior_mode, quasi_monte_carlo};
use psychometrics::matrix::SymmetricMatrix;
use psychometrics::model::{ItemModel, ModelError, MultidimensionalItem};
use psychometrics::random::Random;
use psychometrics::selection::multidimensional::{
    a_optimal, d_optimal, e_optimal, kullback_leibler, t_optimal, test_information, weighted, with_item, with_prior,
};
use psychometrics::selection::{d_optimal as fast_d_optimal, posterior_fall};

/// Information so far, item, abilities.
type Rule = fn(&SymmetricMatrix, &MultidimensionalItem, &[f64]) -> f64;

/// Any kind of item.
fn model() -> impl Strategy<Value = ItemModel> {
    let (a, b) = (0.3_f64..3.0, -2.0_f64..2.0);
    prop_oneof![
        (a.clone(), b.clone()).prop_map(|(discrimination, difficulty)| ItemModel::TwoPl { discrimination, difficulty }),
        (a.clone(), b.clone(), 0.0_f64..0.4).prop_map(|(discrimination, difficulty, guessing)| ItemModel::ThreePl { discrimination, difficulty, guessing }),
        (a.clone(), b.clone(), 0.1_f64..1.5).prop_map(|(discrimination, first, gap)| ItemModel::Grm { discrimination, thresholds: vec![first, first + gap] }),
        (a, b, -1.0_f64..1.0).prop_map(|(discrimination, first, gap)| ItemModel::Gpcm { discrimination, steps: vec![first, first + gap] }),
    ]
}

fn within(dimensions: usize) -> impl Strategy<Value = (MultidimensionalItem, usize)> {
    (model(), prop::collection::vec(-1.0_f64..1.5, dimensions), 0_usize..3).prop_map(|(model, mut loadings, category)| {
        loadings[0] += 2.0; // not all zero
        let category = category.min(model.categories() - 1);
        (MultidimensionalItem { loadings, model }, category)
    })
}

fn observations(answers: &[(MultidimensionalItem, usize)]) -> Vec<WithinItemObservation<'_>> {
    answers.iter().map(|(item, category)| WithinItemObservation { item, category: *category }).collect()
}

fn is_posterior(posterior: &Posterior) -> bool {
    posterior.mean.iter().all(|mean| mean.is_finite()) && posterior.covariance.cholesky().is_ok()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn items_of_one_ability_each_are_scored_as_by_the_fast_estimator(
        answers in prop::collection::vec((model(), 0_usize..3, 0_usize..3), 0..12),
        correlation in -0.3_f64..0.9,
    ) {
        let prior = Prior::new(vec![0.1, 0.0, -0.2], SymmetricMatrix::equicorrelated(3, correlation)).unwrap();
        let category = |model: &ItemModel, asked: usize| asked.min(model.categories() - 1);
        let fast: Vec<Observation<'_>> =
            answers.iter().map(|(model, dimension, asked)| Observation { model, dimension: *dimension, category: category(model, *asked) }).collect();
        let items: Vec<(MultidimensionalItem, usize)> = answers
            .iter()
            .map(|(model, dimension, asked)| (MultidimensionalItem::between(model.clone(), *dimension, 3), category(model, *asked)))
            .collect();
        let expected = posterior_mode(&prior, &fast).unwrap();
        let found = maximum_a_posteriori(&prior, &observations(&items)).unwrap();
        for dimension in 0..3 {
            prop_assert!((expected.mean[dimension] - found.mode[dimension]).abs() < 1e-7);
            prop_assert!((expected.covariance.get(dimension, 0) - found.expected.get(dimension, 0)).abs() < 1e-7);
        }
    }

    #[test]
    fn the_order_of_the_answers_changes_no_bit(answers in prop::collection::vec(within(2), 0..8), seed in any::<u64>()) {
        let prior = Prior::new(vec![0.0; 2], SymmetricMatrix::equicorrelated(2, 0.5)).unwrap();
        let grid = ProductGrid { low: -4.0, high: 4.0, points: 9 };
        let mut other = answers.clone();
        Random::new(seed, 0).shuffle(&mut other);
        let run = |answers: &[(MultidimensionalItem, usize)]| {
            let observations = observations(answers);
            (
                maximum_a_posteriori(&prior, &observations),
                expected_a_posteriori(&prior, &observations, &grid),
                quasi_monte_carlo(&prior, &observations, 50),
            )
        };
        let (mode, mean, quasi) = run(&answers);
        prop_assert_eq!(run(&other), (mode.clone(), mean.clone(), quasi.clone()));
        prop_assert!(is_posterior(&mode.unwrap().posterior()) && is_posterior(&mean.unwrap()) && is_posterior(&quasi.unwrap()));
    }

    #[test]
    fn the_mode_is_where_the_log_posterior_is_flat(answers in prop::collection::vec(within(3), 1..8)) {
        let prior = Prior::new(vec![0.0; 3], SymmetricMatrix::equicorrelated(3, 0.4)).unwrap();
        let found = maximum_a_posteriori(&prior, &observations(&answers)).unwrap();
        let pull = prior.precision().multiply(&found.mode);
        for (dimension, pull) in pull.iter().enumerate() {
            let slope = answers.iter().fold(-pull, |sum, (item, category)| sum + item.score_gradient(&found.mode, *category)[dimension]);
            prop_assert!(slope.abs() < 1e-6, "{slope}");
        }
        if let Some(observed) = found.observed {
            prop_assert!(observed.cholesky().is_ok());
        }
    }

    #[test]
    fn more_information_is_never_worth_less(
        asked in prop::collection::vec(within(3), 0..5),
        (item, _) in within(3),
        theta in prop::collection::vec(-3.0_f64..3.0, 3),
    ) {
        let prior = Prior::new(vec![0.0; 3], SymmetricMatrix::equicorrelated(3, 0.4)).unwrap();
        let items: Vec<&MultidimensionalItem> = asked.iter().map(|(item, _)| item).collect();
        let base = with_prior(&test_information(items, &theta), &prior);
        // An item that measures next to nothing.
        let nothing = MultidimensionalItem::two_pl(vec![1e-9, 0.0, 0.0], 0.0);
        let slack = |value: f64| 1e-9 * (1.0 + value.abs());
        let rules: [Rule; 6] = [
            d_optimal::value,
            |m, i, t| t_optimal::value(m, i, t, &[]),
            |m, i, t| a_optimal::value(m, i, t, &[]),
            |m, i, t| a_optimal::value_of_measured(m, i, t, &[]),
            e_optimal::value,
            |m, i, t| weighted::value(m, i, t, &[1.0, 2.0, 0.5]),
        ];
        for rule in rules {
            let (with, without) = (rule(&base, &item, &theta), rule(&base, &nothing, &theta));
            prop_assert!(with >= without - slack(with), "{with} {without}");
        }
        let divergence = kullback_leibler::value(&item, &theta, 0.1);
        prop_assert!(divergence >= 0.0 && divergence.is_finite());
        // The rules that read eigenvalues agree with those that factorise.
        let after = with_item(&base, &item, &theta);
        let product = psychometrics::eigen::Eigen::of(&after).values.iter().product::<f64>();
        prop_assert!((product / d_optimal::value(&base, &item, &theta) - 1.0).abs() < 1e-9);
        prop_assert!((a_optimal::value_of_measured(&base, &item, &theta, &[]) / a_optimal::value(&base, &item, &theta, &[]) - 1.0).abs() < 1e-9);
    }
}

#[test]
fn the_general_rules_agree_with_the_fast_ones_between_items() {
    let prior = Prior::new(vec![0.0; 3], SymmetricMatrix::equicorrelated(3, 0.6)).unwrap();
    let model = ItemModel::TwoPl { discrimination: 1.4, difficulty: 0.3 };
    let asked = MultidimensionalItem::between(model.clone(), 1, 3);
    let theta = vec![0.2, -0.1, 0.4];
    let information = with_prior(&test_information([&asked], &theta), &prior);
    let posterior = Posterior { mean: theta.clone(), covariance: information.cholesky().unwrap().inverse() };
    let next = MultidimensionalItem::between(model.clone(), 2, 3);
    let before = libm::exp(information.cholesky().unwrap().log_determinant());
    let general = libm::log(d_optimal::value(&information, &next, &theta) / before);
    assert!((general - fast_d_optimal::value(&posterior, &model, 2)).abs() < 1e-12);
    // The fast A rule averages the information over the posterior; where the posterior is narrow the two are one.
    let narrow = SymmetricMatrix::from_rows(3, posterior.covariance.as_slice().iter().map(|cell| cell * 1e-8).collect()).unwrap();
    let sharp = narrow.cholesky().unwrap().inverse();
    let fall = posterior_fall::value(&Posterior { mean: theta.clone(), covariance: narrow.clone() }, &model, 2);
    assert!(((a_optimal::value(&sharp, &next, &theta, &[]) + narrow.trace()) / fall - 1.0).abs() < 1e-4);
}

#[test]
fn without_the_prior_an_ability_not_yet_measured_makes_the_variances_unbounded() {
    let theta = [0.0, 0.0];
    let first = MultidimensionalItem::two_pl(vec![1.0, 0.0], 0.0);
    let second = MultidimensionalItem::two_pl(vec![0.0, 1.0], 0.0);
    let alone = test_information([&first], &theta);
    assert!(a_optimal::value(&alone, &first, &theta, &[]) < f64::MIN);
    assert!(d_optimal::value(&alone, &first, &theta).abs() < f64::MIN_POSITIVE);
    assert!((a_optimal::value(&alone, &second, &theta, &[]) + 8.0).abs() < 1e-12);
    // mirtCAT's way stays with the ability already measured.
    assert!(a_optimal::value_of_measured(&alone, &first, &theta, &[]) > a_optimal::value_of_measured(&alone, &second, &theta, &[]));
}

#[test]
fn the_three_means_agree_where_all_can_be_had() {
    let prior = Prior::new(vec![0.2, -0.1], SymmetricMatrix::equicorrelated(2, 0.5)).unwrap();
    let answers = vec![
        (MultidimensionalItem::two_pl(vec![1.2, 0.4], 0.3), 1),
        (MultidimensionalItem::two_pl(vec![0.3, 1.1], -0.3), 0),
        (MultidimensionalItem::gpcm(vec![0.8, 0.8], &[0.2, -0.4]), 2),
    ];
    let observations = observations(&answers);
    let exact = expected_a_posteriori(&prior, &observations, &ProductGrid { low: -6.0, high: 6.0, points: 61 }).unwrap();
    let grid = expected_a_posteriori(&prior, &observations, &ProductGrid::WIDE).unwrap();
    let quasi = quasi_monte_carlo(&prior, &observations, 5000).unwrap();
    for dimension in 0..2 {
        assert!((grid.mean[dimension] - exact.mean[dimension]).abs() < 1e-9);
        assert!((quasi.mean[dimension] - exact.mean[dimension]).abs() < 5e-3);
        assert!((quasi.standard_error(dimension) - exact.standard_error(dimension)).abs() < 5e-3);
    }
}

#[test]
fn what_cannot_be_scored_is_refused_by_name() {
    let prior = Prior::new(vec![0.0; 5], SymmetricMatrix::identity(5)).unwrap();
    let item = MultidimensionalItem::two_pl(vec![0.0, 0.0, 0.0, 0.0, 0.0, 1.0], 0.0);
    let refused = |item: &MultidimensionalItem, category: usize| maximum_a_posteriori(&prior, &[WithinItemObservation { item, category }]).unwrap_err();
    assert_eq!(refused(&item, 0), AbilityError::NoSuchDimension { answer: 0, dimension: 5 });
    let nothing = MultidimensionalItem::two_pl(vec![0.0; 5], 0.0);
    assert_eq!(refused(&nothing, 0), AbilityError::Model { answer: 0, error: ModelError::NothingMeasured });
    let mad = MultidimensionalItem::two_pl(vec![f64::NAN, 0.0], 0.0);
    assert_eq!(refused(&mad, 0), AbilityError::Model { answer: 0, error: ModelError::OutOfRange });
    let good = MultidimensionalItem::two_pl(vec![1.0], 0.0);
    assert_eq!(refused(&good, 2), AbilityError::NoSuchCategory { answer: 0, category: 2 });
    let grid = |grid: ProductGrid| expected_a_posteriori(&prior, &[], &grid).unwrap_err();
    assert_eq!(grid(ProductGrid::WIDE), GridError::TooManyNodes { points: 31, dimensions: 5 });
    assert_eq!(grid(ProductGrid { low: 1.0, high: 1.0, points: 3 }), GridError::Axis);
    assert_eq!(grid(ProductGrid { low: f64::NAN, high: 1.0, points: 3 }), GridError::Axis);
    assert_eq!(maximum_a_posteriori(&prior, &[]).unwrap().posterior(), Posterior::from_prior(&prior));
}
