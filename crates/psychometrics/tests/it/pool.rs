use proptest::prelude::*;
use psychometrics::ability::{Observation, Posterior, Prior, Workspace, posterior_mean, posterior_mean_into};
use psychometrics::matrix::SymmetricMatrix;
use psychometrics::model::ItemModel;
use psychometrics::numeric::exponential;
use psychometrics::quadrature::normal_mean;
use psychometrics::random::Random;
use psychometrics::selection::{Pool, PoolError, PoolWorkspace, posterior_fall, randomesque};

use crate::model::{any_item, ordinary_item};

proptest! {
    #[test]
    fn the_vector_exponential_is_within_two_units_in_the_last_place(x in -708.0..709.0_f64) {
        let exact = libm::exp(x);
        let unit = f64::from_bits(exact.to_bits() + 1) - exact;
        prop_assert!((exponential(x) - exact).abs() <= 2.0 * unit, "{} {} {}", x, exponential(x), exact);
    }

    #[test]
    fn a_pool_gives_each_item_the_value_it_has_alone(
        items in prop::collection::vec((ordinary_item(), 0_usize..3), 1..40),
        mean in prop::collection::vec(-2.0..2.0_f64, 3),
        rho in 0.0..0.9_f64
    ) {
        let posterior = Posterior { mean, covariance: SymmetricMatrix::equicorrelated(3, rho) };
        let pool = Pool::new(items.iter().map(|(model, dimension)| (model, *dimension))).unwrap();
        let mut values = Vec::new();
        posterior_fall::values(&posterior, &pool, &mut PoolWorkspace::default(), &mut values);
        prop_assert_eq!(values.len(), pool.len());
        for ((model, dimension), value) in items.iter().zip(&values) {
            let alone = posterior_fall::value(&posterior, model, *dimension);
            prop_assert!((value - alone).abs() <= 1e-12 * alone, "{} {}", value, alone);
        }
    }

    #[test]
    fn what_is_wanted_of_a_pool_has_the_bits_it_has_in_the_whole(
        items in prop::collection::vec((any_item(), 0_usize..3, any::<bool>()), 1..40),
        mean in prop::collection::vec(-2.0..2.0_f64, 3),
        rho in 0.0..0.9_f64
    ) {
        let posterior = Posterior { mean, covariance: SymmetricMatrix::equicorrelated(3, rho) };
        let pool = Pool::new(items.iter().map(|(model, dimension, _)| (model, *dimension))).unwrap();
        let is_wanted: Vec<bool> = items.iter().map(|(_, _, is_wanted)| *is_wanted).collect();
        let (mut workspace, mut all, mut some) = (PoolWorkspace::default(), Vec::new(), vec![7.0; 3]);
        posterior_fall::values(&posterior, &pool, &mut workspace, &mut all);
        posterior_fall::values_among(&posterior, &pool, &is_wanted, &mut workspace, &mut some);
        for ((all, some), is_wanted) in all.iter().zip(&some).zip(&is_wanted) {
            prop_assert_eq!(some.to_bits(), if *is_wanted { all.to_bits() } else { 0 });
        }
        posterior_fall::values_among(&posterior, &pool, &vec![false; items.len()], &mut workspace, &mut some);
        prop_assert!(some.len() == items.len() && some.iter().all(|value| *value == 0.0));
    }

    #[test]
    fn a_pool_of_extreme_items_says_what_they_say_alone(items in prop::collection::vec(any_item(), 1..10), mean in -30.0..30.0_f64, sd in 1e-3..40.0_f64) {
        let posterior = Posterior { mean: vec![mean], covariance: SymmetricMatrix::from_rows(1, vec![sd * sd]).unwrap() };
        let pool = Pool::new(items.iter().map(|model| (model, 0))).unwrap();
        let mut informations = Vec::new();
        pool.expected_informations(&posterior, &mut PoolWorkspace::default(), &mut informations);
        for (model, information) in items.iter().zip(&informations) {
            let alone = normal_mean(mean, posterior.standard_error(0), |theta| model.expected_information(theta));
            let most = model.discrimination() * (model.categories() as f64 - 1.0);
            prop_assert!((information - alone).abs() <= 1e-9 * most * most, "{:?} {} {}", model, information, alone);
        }
    }

    #[test]
    fn randomesque_draws_what_sorting_would(values in prop::collection::vec(prop_oneof![Just(0.5), Just(f64::NAN), -1.0..1.0_f64], 1..30), count in 0_usize..40, seed in 0_u64..50) {
        let mut positions: Vec<usize> = (0..values.len()).collect();
        positions.sort_by(|left, right| values[*right].partial_cmp(&values[*left]).unwrap_or_else(|| values[*left].is_nan().cmp(&values[*right].is_nan())));
        let among = count.clamp(1, values.len()) as u64;
        let expected = positions[Random::new(seed, 0).below(among) as usize];
        prop_assert_eq!(randomesque(&values, count, &mut Random::new(seed, 0)), Some(expected));
    }
}

/// Found by the property above: 283 from the mean of a posterior with standard deviation 30, its first two steps 301 apart.
#[test]
fn an_item_beyond_every_node_with_uneven_steps_says_nothing() {
    let item = ItemModel::Rsm {
        difficulty: 241.788_485_232_878_17,
        offsets: vec![-62.291_944_734_644_47, 239.079_191_592_997_03, -126.683_463_630_345_64, 115.889_906_540_949_94],
    };
    let posterior = Posterior { mean: vec![0.0], covariance: SymmetricMatrix::from_rows(1, vec![30.001_225_729_910_054 * 30.001_225_729_910_054]).unwrap() };
    let mut informations = Vec::new();
    Pool::new([(&item, 0)]).unwrap().expected_informations(&posterior, &mut PoolWorkspace::default(), &mut informations);
    assert!(informations[0] < 1e-12, "{informations:?}");
}

#[test]
fn the_vector_exponential_saturates_and_keeps_nan() {
    assert_eq!(exponential(-1e9).to_bits(), exponential(-708.0).to_bits());
    assert_eq!(exponential(f64::INFINITY).to_bits(), exponential(709.0).to_bits());
    assert!(exponential(f64::NAN).is_nan());
}

#[test]
fn a_pool_with_an_impossible_item_is_refused() {
    let good = ItemModel::OnePl { difficulty: 0.0 };
    let bad = ItemModel::Grm { discrimination: 1.0, thresholds: vec![1.0, 0.0] };
    assert!(matches!(Pool::new([(&good, 0), (&bad, 0)]), Err(PoolError::Model { item: 1, .. })));
}

/// A thousand items in five domains, 2PL, some graded, with the answers of one person to twenty of them.
struct Situation {
    items: Vec<(ItemModel, usize)>,
    prior: Prior,
    /// Item and category.
    answers: Vec<(usize, usize)>,
}

fn thousand() -> Situation {
    let mut random = Random::new(5, 0);
    let items: Vec<(ItemModel, usize)> = (0..1000)
        .map(|index| {
            let (discrimination, difficulty) = (libm::exp(0.2 + 0.3 * random.normal()), random.normal());
            let model = if index % 10 == 9 {
                ItemModel::Gpcm { discrimination, steps: vec![difficulty - 0.5, difficulty + 0.5] }
            } else {
                ItemModel::TwoPl { discrimination, difficulty }
            };
            (model, index % 5)
        })
        .collect();
    let prior = Prior::new(vec![0.0; 5], SymmetricMatrix::equicorrelated(5, 0.7)).unwrap();
    let answers = (0..20).map(|answer| (answer * 37, usize::from(random.uniform() < 0.6))).collect();
    Situation { items, prior, answers }
}

#[test]
fn choosing_the_next_item_allocates_nothing_in_the_steady_state() {
    let Situation { items, prior, answers } = thousand();
    let pool = Pool::new(items.iter().map(|(model, dimension)| (model, *dimension))).unwrap();
    let observations: Vec<Observation<'_>> =
        answers.iter().map(|(item, category)| Observation { model: &items[*item].0, dimension: items[*item].1, category: *category }).collect();
    let (mut workspace, mut pool_workspace, mut values) = (Workspace::default(), PoolWorkspace::default(), Vec::new());
    let mut posterior = Posterior::from_prior(&prior);
    let mut choose = || {
        posterior_mean_into(&prior, &observations, &mut workspace, &mut posterior).unwrap();
        posterior_fall::values(&posterior, &pool, &mut pool_workspace, &mut values);
        for (item, _) in &answers {
            values[*item] = f64::NAN;
        }
        randomesque(&values, 3, &mut Random::new(1, 20))
    };
    let first = choose();
    let mut second = None;
    let allocated = allocation_counter::measure(|| second = choose());
    assert_eq!(first, second);
    assert_eq!(allocated.count_total, 0);
    assert_eq!(posterior, posterior_mean(&prior, &observations).unwrap());
}
