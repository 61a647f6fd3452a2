//! Correlated abilities: against mirt, and by properties.

use proptest::prelude::*;
use psychometrics::ability::{AbilityError, Observation, Posterior, Prior, Response, map, posterior_mode};
use psychometrics::matrix::SymmetricMatrix;
use psychometrics::model::{ItemModel, ModelError};
use serde_json::Value;

use crate::cases::{Largest, list, load, number, numbers};
use crate::model::{any_item, ordinary_item};

/// An item of mirt's: slopes on every dimension, of which one is not zero, and an intercept.
fn between_item(slopes: &[f64], intercept: f64) -> (ItemModel, usize) {
    let dimension = slopes.iter().position(|slope| *slope != 0.0).expect("an item that loads somewhere");
    let discrimination = slopes[dimension];
    (ItemModel::TwoPl { discrimination, difficulty: -intercept / discrimination }, dimension)
}

fn prior_of(covariance: Vec<f64>, size: usize) -> Prior {
    Prior::new(vec![0.0; size], SymmetricMatrix::from_rows(size, covariance).unwrap()).unwrap()
}

/// The answers of a string such as `01.1`, where a point is an item that was not asked.
fn observations<'a>(items: &'a [(ItemModel, usize)], answers: &str) -> Vec<Observation<'a>> {
    items
        .iter()
        .zip(answers.chars())
        .filter(|(_, answer)| *answer != '.')
        .map(|((model, dimension), answer)| Observation { model, dimension: *dimension, category: usize::from(answer == '1') })
        .collect()
}

fn five_dimensional_bank(file: &Value) -> (Vec<(ItemModel, usize)>, Prior) {
    let slopes = list(&file["slopes"], "values");
    let items = slopes.iter().zip(list(file, "d")).map(|(row, d)| between_item(&numbers(row), number(d))).collect();
    let covariance = list(file, "cov").iter().flat_map(numbers).collect();
    (items, prior_of(covariance, 5))
}

#[test]
fn five_correlated_abilities_match_mirt() {
    let file = load("multidimensional.json");
    let set = list(&file, "sets").iter().find(|set| set["name"] == "scoring5dim").unwrap();
    let (items, prior) = five_dimensional_bank(set);
    let (mut theta, mut standard_error) = (Largest::default(), Largest::default());
    for (index, case) in list(set, "cases").iter().enumerate() {
        let found = posterior_mode(&prior, &observations(&items, case["x"].as_str().unwrap())).unwrap();
        for (dimension, (mode, error)) in numbers(&case["MAP"]).into_iter().zip(numbers(&case["SE"])).enumerate() {
            let place = format!("case {index}, dimension {dimension}");
            theta.see(found.mean[dimension], mode, &place);
            standard_error.see(found.standard_error(dimension), error, &place);
        }
    }
    theta.must_be_below(1e-5, "posterior mode in five dimensions against mirt");
    // mirt's standard errors come from a numerical Hessian: the analytic one at mirt's own mode gives ours.
    standard_error.must_be_below(1e-4, "standard error in five dimensions against mirt");
}

#[test]
fn two_correlated_abilities_match_mirt() {
    let file = load("multidimensional.json");
    let set = list(&file, "sets").iter().find(|set| set["name"] == "between2_corr.6").unwrap();
    let items: Vec<(ItemModel, usize)> = list(&set["mirt"]["items"], "values")
        .iter()
        .map(|row| {
            let row = numbers(row);
            between_item(&row[..2], row[2])
        })
        .collect();
    let prior = prior_of(numbers(&set["mirt"]["cov"]), 2);
    let (mut theta, mut standard_error) = (Largest::default(), Largest::default());
    for (person, row) in list(&set["mirt"]["MAP_first15"], "values").iter().enumerate() {
        let found = posterior_mode(&prior, &observations(&items, set["rows"][person].as_str().unwrap())).unwrap();
        let row = numbers(row);
        for dimension in 0..2 {
            let place = format!("person {person}, dimension {dimension}");
            theta.see(found.mean[dimension], row[dimension], &place);
            standard_error.see(found.standard_error(dimension), row[2 + dimension], &place);
        }
    }
    theta.must_be_below(1e-5, "posterior mode in two dimensions against mirt");
    standard_error.must_be_below(1e-4, "standard error in two dimensions against mirt");
}

#[test]
fn the_mode_in_the_middle_of_an_adaptive_test_matches_mirtcat() {
    let file = load("multidimensional_selection.json");
    let (items, prior) = five_dimensional_bank(&file);
    let mut theta = Largest::default();
    for case in list(&file, "cases") {
        let found = posterior_mode(&prior, &observations(&items, case["x"].as_str().unwrap())).unwrap();
        for (dimension, mode) in numbers(&case["theta_MAP"]).into_iter().enumerate() {
            theta.see(found.mean[dimension], mode, &format!("{} dimension {dimension}", case["x"]));
        }
    }
    theta.must_be_below(1e-4, "posterior mode during a test against mirtCAT");
}

#[test]
fn without_an_answer_the_posterior_is_the_prior() {
    let prior = Prior::new(vec![0.3, -0.2], SymmetricMatrix::equicorrelated(2, 0.7)).unwrap();
    assert_eq!(posterior_mode(&prior, &[]).unwrap(), Posterior::from_prior(&prior));
}

#[test]
fn one_dimension_is_the_unidimensional_map() {
    let items: Vec<ItemModel> = (0..20).map(|index| ItemModel::TwoPl { discrimination: 1.1, difficulty: -2.0 + 0.2 * f64::from(index) }).collect();
    let prior = Prior::new(vec![0.0], SymmetricMatrix::identity(1)).unwrap();
    let answers: Vec<usize> = (0..20).map(|index| usize::from(index < 13)).collect();
    let observed: Vec<_> = items.iter().zip(&answers).map(|(model, category)| Observation { model, dimension: 0, category: *category }).collect();
    let single: Vec<_> = items.iter().zip(&answers).map(|(model, category)| Response { model, category: *category }).collect();
    let (many, one) = (posterior_mode(&prior, &observed).unwrap(), map(&single, 0.0, 1.0).unwrap());
    assert!((many.mean[0] - one.theta).abs() < 1e-12);
    assert!((many.standard_error(0) - one.standard_error).abs() < 1e-12);
}

#[test]
fn a_thousand_answers_all_right_or_all_wrong_are_estimated() {
    let items: Vec<ItemModel> = (0..1000)
        .map(|index| ItemModel::ThreePl {
            discrimination: 0.5 + f64::from(index % 20) * 0.1,
            difficulty: -3.0 + f64::from(index % 61) * 0.1,
            guessing: f64::from(index % 4) * 0.1,
        })
        .collect();
    let prior = Prior::new(vec![0.0; 5], SymmetricMatrix::equicorrelated(5, 0.7)).unwrap();
    for category in [0, 1] {
        let answers: Vec<_> = items.iter().enumerate().map(|(index, model)| Observation { model, dimension: index % 5, category }).collect();
        let found = posterior_mode(&prior, &answers).unwrap();
        let sign = if category == 1 { 1.0 } else { -1.0 };
        assert!(found.mean.iter().all(|theta| theta * sign > 2.0 && theta.is_finite()), "{found:?}");
        assert!(found.covariance.cholesky().is_ok());
    }
}

#[test]
fn impossible_answers_are_refused_with_their_position() {
    let good = ItemModel::OnePl { difficulty: 0.0 };
    let bad = ItemModel::TwoPl { discrimination: -1.0, difficulty: 0.0 };
    let prior = Prior::new(vec![0.0; 2], SymmetricMatrix::identity(2)).unwrap();
    let refused = |model, dimension, category| {
        let first = Observation { model: &good, dimension: 0, category: 0 };
        posterior_mode(&prior, &[first, Observation { model, dimension, category }]).unwrap_err()
    };
    assert_eq!(refused(&good, 2, 0), AbilityError::NoSuchDimension { answer: 1, dimension: 2 });
    assert_eq!(refused(&good, 0, 2), AbilityError::NoSuchCategory { answer: 1, category: 2 });
    let error = ModelError::DiscriminationNotPositive;
    assert_eq!(refused(&bad, 0, 0), AbilityError::Model { answer: 1, error });
}

#[test]
fn a_prior_that_is_no_distribution_is_refused() {
    let sizes = Prior::new(vec![0.0; 3], SymmetricMatrix::identity(2)).unwrap_err();
    assert_eq!(sizes, AbilityError::SizesDiffer { mean: 3, covariance: 2 });
    assert!(Prior::new(vec![], SymmetricMatrix::identity(0)).is_err());
    assert!(Prior::new(vec![f64::NAN], SymmetricMatrix::identity(1)).is_err());
    assert!(Prior::new(vec![0.0; 2], SymmetricMatrix::equicorrelated(2, 1.0)).is_err());
}

#[test]
fn the_interval_is_the_normal_one() {
    let posterior = Posterior { mean: vec![1.0], covariance: SymmetricMatrix::from_rows(1, vec![0.25]).unwrap() };
    let (low, high) = posterior.interval(0, 0.95);
    assert!((low - (1.0 - 0.979_981_992_270_027)).abs() < 1e-12 && (low + high - 2.0).abs() < 1e-12);
}

/// The same bits on every machine and with every version of the dependencies: what `socle replay` stands on.
#[test]
fn a_stored_answer_set_gives_the_same_bits_forever() {
    let prior = Prior::new(vec![0.0, 0.1], SymmetricMatrix::equicorrelated(2, 0.7)).unwrap();
    let items = [
        ItemModel::OnePl { difficulty: 0.3 },
        ItemModel::TwoPl { discrimination: 1.3, difficulty: -0.4 },
        ItemModel::ThreePl { discrimination: 0.9, difficulty: 0.8, guessing: 0.25 },
        ItemModel::FourPl { discrimination: 1.7, difficulty: 0.1, guessing: 0.2, ceiling: 0.95 },
        ItemModel::Gpcm { discrimination: 1.1, steps: vec![-0.5, 0.2, 1.0] },
    ];
    let answers: Vec<_> = items.iter().enumerate().map(|(index, model)| Observation { model, dimension: index % 2, category: (index + 1) % 2 }).collect();
    let found = bits(&posterior_mode(&prior, &answers).unwrap());
    assert_eq!(
        found,
        [0xbfb3_2137_78f3_7014, 0xbfde_d2f8_6a06_375d, 0x3fd8_d4da_3cc5_5419, 0x3fc9_c31d_df10_b15f, 0x3fc9_c31d_df10_b15f, 0x3fde_debd_d653_145b],
        "{found:#x?}"
    );
}

pub fn bits(posterior: &Posterior) -> Vec<u64> {
    posterior.mean.iter().chain(posterior.covariance.as_slice()).map(|value| value.to_bits()).collect()
}

pub type Answered = (ItemModel, usize, usize);

fn answered() -> impl Strategy<Value = Answered> {
    (ordinary_item(), 0_usize..5, 0_usize..100).prop_map(|(model, dimension, draw)| {
        let category = draw % model.categories();
        (model, dimension, category)
    })
}

pub fn observed(answers: &[Answered]) -> Vec<Observation<'_>> {
    answers.iter().map(|(model, dimension, category)| Observation { model, dimension: *dimension, category: *category }).collect()
}

proptest! {
    #[test]
    fn the_order_of_answers_changes_no_bit(
        (answers, permuted) in prop::collection::vec(answered(), 1..60)
            .prop_flat_map(|answers| (Just(answers.clone()), Just(answers).prop_shuffle()))
    ) {
        let prior = Prior::new(vec![0.1, 0.0, -0.2, 0.0, 0.3], SymmetricMatrix::equicorrelated(5, 0.7)).unwrap();
        let first = posterior_mode(&prior, &observed(&answers)).unwrap();
        let second = posterior_mode(&prior, &observed(&permuted)).unwrap();
        prop_assert_eq!(bits(&first), bits(&second));
    }

    #[test]
    fn the_mode_is_where_the_gradient_vanishes(answers in prop::collection::vec(answered(), 1..60)) {
        let prior = Prior::new(vec![0.0; 5], SymmetricMatrix::equicorrelated(5, 0.7)).unwrap();
        let found = posterior_mode(&prior, &observed(&answers)).unwrap();
        let mut gradient: Vec<f64> = prior.precision().multiply(&found.mean).iter().map(|pull| -pull).collect();
        for (model, dimension, category) in &answers {
            gradient[*dimension] += model.score_derivatives(found.mean[*dimension], *category).0;
        }
        prop_assert!(gradient.iter().all(|slope| slope.abs() < 1e-7), "{:?}", gradient);
    }

    #[test]
    fn extreme_items_are_estimated_too(
        answers in prop::collection::vec((any_item(), 0_usize..5, 0_usize..100), 1..80)
    ) {
        let prior = Prior::new(vec![0.0; 5], SymmetricMatrix::equicorrelated(5, 0.7)).unwrap();
        let answers: Vec<Answered> = answers
            .into_iter()
            .map(|(model, dimension, draw)| {
                let category = draw % model.categories();
                (model, dimension, category)
            })
            .collect();
        let conceivable = answers.iter().all(|(model, _, _)| model.discrimination() <= 30.0);
        match posterior_mode(&prior, &observed(&answers)) {
            Ok(found) => {
                let mut numbers = found.mean.iter().chain(found.covariance.as_slice());
                prop_assert!(numbers.all(|number| number.is_finite()));
            }
            Err(error) => prop_assert!(!conceivable && error == AbilityError::NotConverged, "{error}"),
        }
    }

    #[test]
    fn very_steep_and_very_distant_items_are_estimated(
        answers in prop::collection::vec((0.01..30.0_f64, -50.0..50.0_f64, 0.0..0.5_f64, 0_usize..5, 0_usize..2), 1..80)
    ) {
        let prior = Prior::new(vec![0.0; 5], SymmetricMatrix::equicorrelated(5, 0.7)).unwrap();
        let answers: Vec<Answered> = answers
            .into_iter()
            .map(|(discrimination, difficulty, draw, dimension, category)| {
                let guessing = (draw - 0.2).max(0.0);
                (ItemModel::ThreePl { discrimination, difficulty, guessing }, dimension, category)
            })
            .collect();
        prop_assert!(posterior_mode(&prior, &observed(&answers)).is_ok());
    }

    #[test]
    fn an_answer_never_widens_an_interval_of_a_2pl_test(
        answers in prop::collection::vec((0.3..2.5_f64, -3.0..3.0_f64, 0_usize..5, 0_usize..2), 1..40)
    ) {
        let prior = Prior::new(vec![0.0; 5], SymmetricMatrix::equicorrelated(5, 0.7)).unwrap();
        let answers: Vec<Answered> = answers
            .into_iter()
            .map(|(discrimination, difficulty, dimension, category)| {
                (ItemModel::TwoPl { discrimination, difficulty }, dimension, category)
            })
            .collect();
        let found = posterior_mode(&prior, &observed(&answers)).unwrap();
        prop_assert!((0..5).all(|dimension| found.standard_error(dimension) <= 1.0 + 1e-12));
    }
}
