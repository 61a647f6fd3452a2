//! Calibration of several abilities, and their correlations.

use proptest::prelude::*;
use psychometrics::ability::within_item::{ProductGrid, WithinItemObservation, expected_a_posteriori};
use psychometrics::ability::{Observation, Posterior, Prior, posterior_mode};
use psychometrics::calibration::multidimensional::{
    BetweenItem, BifactorCalibration, BifactorItem, CalibrationError, DomainItem, Family, Margins, Settings, between_item, bifactor, correlations,
    nearest_correlation,
};
use psychometrics::eigen::Eigen;
use psychometrics::matrix::{MatrixError, SymmetricMatrix};
use psychometrics::model::{ItemModel, MultidimensionalItem};
use psychometrics::random::Random;
use psychometrics::responses::{MISSING, Responses};
use psychometrics::selection::posterior_fall;
use psychometrics::simulation::draw_response;

/// Abilities of a person: N(0, covariance).
fn person(covariance: &SymmetricMatrix, random: &mut Random) -> Vec<f64> {
    let draws: Vec<f64> = (0..covariance.size()).map(|_| random.normal()).collect();
    covariance.cholesky().unwrap().multiply_lower(&draws)
}

fn between_data(items: &[(ItemModel, usize)], covariance: &SymmetricMatrix, persons: usize, missing: f64, seed: u64) -> Vec<u8> {
    let mut random = Random::new(seed, 0);
    let mut cells = Vec::new();
    for _ in 0..persons {
        let theta = person(covariance, &mut random);
        for (item, dimension) in items {
            let answer = draw_response(item, theta[*dimension], &mut random) as u8;
            cells.push(if random.uniform() < missing { MISSING } else { answer });
        }
    }
    cells
}

fn coarse() -> Settings {
    Settings { grid: ProductGrid { low: -5.0, high: 5.0, points: 15 }, tolerance: 1e-4, ..Settings::default() }
}

#[test]
fn every_family_is_recovered_between_items() {
    let two_pl = |discrimination: f64, difficulty: f64| ItemModel::TwoPl { discrimination, difficulty };
    let items: Vec<(ItemModel, usize)> = vec![
        (two_pl(1.2, -0.5), 0),
        (two_pl(1.6, 0.4), 0),
        (ItemModel::Gpcm { discrimination: 1.1, steps: vec![-0.6, 0.7] }, 0),
        (ItemModel::Grm { discrimination: 1.5, thresholds: vec![-0.8, 0.2, 1.0] }, 0),
        (ItemModel::Nrm { slopes: vec![0.6, 1.5], intercepts: vec![0.3, -0.2] }, 1),
        (two_pl(1.4, 0.0), 1),
        (ItemModel::Grm { discrimination: 1.3, thresholds: vec![-0.5, 0.9] }, 1),
        (two_pl(0.9, 0.8), 1),
    ];
    let cells = between_data(&items, &SymmetricMatrix::equicorrelated(2, 0.6), 2500, 0.2, 3);
    let responses = Responses::from_matrix(items.len(), cells).unwrap();
    let family = |model: &ItemModel| match model {
        ItemModel::Gpcm { .. } => Family::PartialCredit,
        ItemModel::Nrm { .. } => Family::Nominal,
        _ => Family::Graded,
    };
    let specified: Vec<BetweenItem> = items.iter().map(|(model, dimension)| BetweenItem { dimension: *dimension, family: family(model) }).collect();
    let found = between_item(&responses, &specified, None, &coarse()).unwrap();
    assert!(found.convergence.converged && found.run_away.is_empty() && found.convergence.persons == 2500);
    assert!((found.correlations.get(0, 1) - 0.6).abs() < 0.06, "{:?}", found.correlations);
    let mut largest = 0.0_f64;
    for (item, (truth, dimension)) in items.iter().enumerate() {
        let (place, model) = found.model(item).unwrap();
        assert_eq!((place, model.categories()), (*dimension, truth.categories()));
        for theta in [-1.0, 0.0, 1.0] {
            for category in 0..truth.categories() {
                largest = largest.max((model.probability(theta, category) - truth.probability(theta, category)).abs());
            }
        }
    }
    println!("curves recovered within {largest:.3}");
    assert!(largest < 0.06);
}

#[test]
fn three_abilities_and_their_correlations_are_recovered() {
    let items: Vec<(ItemModel, usize)> =
        (0..15).map(|item| (ItemModel::TwoPl { discrimination: 1.5, difficulty: f64::from(item % 5) * 0.5 - 1.0 }, item as usize / 5)).collect();
    let truth = SymmetricMatrix::from_rows(3, vec![1.0, 0.7, 0.3, 0.7, 1.0, 0.5, 0.3, 0.5, 1.0]).unwrap();
    let responses = Responses::from_matrix(15, between_data(&items, &truth, 1000, 0.0, 5)).unwrap();
    let specified: Vec<BetweenItem> = items.iter().map(|(_, dimension)| BetweenItem { dimension: *dimension, family: Family::Graded }).collect();
    let settings = Settings { grid: ProductGrid { low: -4.0, high: 4.0, points: 9 }, tolerance: 1e-3, ..Settings::default() };
    let found = between_item(&responses, &specified, None, &settings).unwrap();
    for (row, column) in [(1, 0), (2, 0), (2, 1)] {
        assert!((found.correlations.get(row, column) - truth.get(row, column)).abs() < 0.12, "{:?}", found.correlations);
    }
    assert!(found.correlations.cholesky().is_ok());
}

#[test]
fn one_ability_alone_is_calibrated_as_on_one_scale() {
    use psychometrics::calibration::{Design, ItemPriors, PriorChoice, Quadrature, calibrate};
    let items: Vec<(ItemModel, usize)> = (0..6).map(|item| (ItemModel::TwoPl { discrimination: 1.2, difficulty: f64::from(item) * 0.4 - 1.0 }, 0)).collect();
    let responses = Responses::from_matrix(6, between_data(&items, &SymmetricMatrix::identity(1), 600, 0.1, 9)).unwrap();
    let settings = Settings { tolerance: 1e-7, ..Settings::default() };
    let found = between_item(&responses, &[BetweenItem { dimension: 0, family: Family::Graded }; 6], None, &settings).unwrap();
    let one_scale = calibrate(
        &responses,
        &Design::of_one_family(psychometrics::calibration::Family::TwoPl, 6),
        &psychometrics::calibration::Settings {
            quadrature: Quadrature::Rectangle { low: -6.0, high: 6.0, points: 31, fixed: true },
            priors: PriorChoice::Given(ItemPriors::NONE),
            parameter_tolerance: 1e-7,
            standard_errors: false,
            ..Default::default()
        },
    )
    .unwrap();
    assert!((found.convergence.log_likelihood - one_scale.log_likelihood).abs() < 1e-6, "{} {}", found.convergence.log_likelihood, one_scale.log_likelihood);
    for item in 0..6 {
        let (ours, theirs) = (found.model(item).unwrap().1, one_scale.model(item).unwrap().clone());
        assert!((ours.discrimination() - theirs.discrimination()).abs() < 1e-4 && (ours.difficulty() - theirs.difficulty()).abs() < 1e-4);
    }
}

fn bifactor_data(items: &[MultidimensionalItem], persons: usize, missing: f64, seed: u64) -> Vec<u8> {
    let mut random = Random::new(seed, 0);
    let size = items.iter().map(|item| item.loadings.len()).max().unwrap();
    let mut cells = Vec::new();
    for _ in 0..persons {
        let theta: Vec<f64> = (0..size).map(|_| random.normal()).collect();
        for item in items {
            let answer = draw_response(&item.model, item.composite(&theta), &mut random) as u8;
            cells.push(if random.uniform() < missing { MISSING } else { answer });
        }
    }
    cells
}

#[test]
fn a_bifactor_model_is_recovered_with_graded_items_and_items_of_the_general_ability_alone() {
    let loading = |specific: Option<usize>| {
        let mut loadings = vec![1.5, 0.0, 0.0];
        if let Some(specific) = specific {
            loadings[1 + specific] = 1.2;
        }
        loadings
    };
    let specifics: Vec<Option<usize>> = (0..11).map(|item| if item < 10 { Some(item / 5) } else { None }).collect();
    let items: Vec<MultidimensionalItem> = specifics
        .iter()
        .enumerate()
        .map(|(item, specific)| match item % 3 {
            0 => MultidimensionalItem { loadings: loading(*specific), model: ItemModel::Grm { discrimination: 1.0, thresholds: vec![-1.0, 0.8] } },
            1 => MultidimensionalItem::two_pl(loading(*specific), 0.4),
            _ => MultidimensionalItem::two_pl(loading(*specific), -0.7),
        })
        .collect();
    let responses = Responses::from_matrix(11, bifactor_data(&items, 2000, 0.1, 2)).unwrap();
    let specified: Vec<BifactorItem> = specifics.iter().map(|specific| BifactorItem { specific: *specific, family: Family::Graded }).collect();
    let found = bifactor(&responses, &specified, &Settings { tolerance: 1e-3, ..coarse() }).unwrap();
    assert!(found.convergence.converged && found.specific == 2);
    let mean = |dimension: usize, of: &[MultidimensionalItem]| {
        let own: Vec<f64> = of.iter().filter(|item| item.loadings[dimension] != 0.0).map(|item| item.loadings[dimension]).collect();
        own.iter().sum::<f64>() / own.len() as f64
    };
    assert!((mean(0, &found.items) - 1.5).abs() < 0.15 && (mean(1, &found.items) - 1.2).abs() < 0.2 && (mean(2, &found.items) - 1.2).abs() < 0.2);
    let truth = BifactorCalibration::from_items(items).unwrap();
    assert!((found.omega_hierarchical() - truth.omega_hierarchical()).abs() < 0.03);
}

#[test]
fn dimension_reduction_gives_the_means_of_the_full_grid() {
    let items: Vec<MultidimensionalItem> = (0..7)
        .map(|item| {
            let mut loadings = vec![1.4, 0.0, 0.0];
            if item < 6 {
                loadings[1 + item / 3] = 0.8 + 0.2 * item as f64;
            }
            MultidimensionalItem::two_pl(loadings, 0.3 * item as f64 - 0.8)
        })
        .collect();
    let grid = ProductGrid { low: -5.0, high: 5.0, points: 21 };
    let known = BifactorCalibration::from_items(items.clone()).unwrap();
    let answers = [(0, 1), (1, 0), (2, 1), (4, 1), (6, 0)];
    let score = known.expected_a_posteriori(&answers, &Settings { grid, ..Settings::default() }).unwrap();
    let observations: Vec<WithinItemObservation<'_>> =
        answers.iter().map(|(item, category)| WithinItemObservation { item: &items[*item], category: *category }).collect();
    let prior = Prior::new(vec![0.0; 3], SymmetricMatrix::identity(3)).unwrap();
    let full = expected_a_posteriori(&prior, &observations, &grid).unwrap();
    for dimension in 0..3 {
        assert!((score.mean[dimension] - full.mean[dimension]).abs() < 1e-12);
        assert!((score.standard_error[dimension] - full.standard_error(dimension)).abs() < 1e-12);
    }
}

/// A bank of five domains and a person's adaptive test over all of them: the posterior's trace falls fastest.
fn adaptive(bank: &[DomainItem], prior: &Prior, theta: &[f64], length: usize, random: &mut Random) -> Vec<(usize, u8)> {
    let mut answers: Vec<(usize, u8)> = Vec::new();
    let mut posterior = Posterior::from_prior(prior);
    for _ in 0..length {
        let open = (0..bank.len()).filter(|item| answers.iter().all(|(asked, _)| asked != item));
        let value = |item: usize| posterior_fall::value(&posterior, &bank[item].model, bank[item].dimension);
        let next = open.map(|item| (item, value(item))).fold((0, f64::NEG_INFINITY), |best, other| if other.1 > best.1 { other } else { best }).0;
        answers.push((next, draw_response(&bank[next].model, theta[bank[next].dimension], random) as u8));
        let observations: Vec<Observation<'_>> = answers
            .iter()
            .map(|(item, category)| Observation { model: &bank[*item].model, dimension: bank[*item].dimension, category: usize::from(*category) })
            .collect();
        posterior = posterior_mode(prior, &observations).unwrap();
    }
    answers
}

#[test]
fn the_correlations_of_five_domains_are_recovered_from_twenty_adaptive_answers() {
    let mut random = Random::new(17, 0);
    let bank: Vec<DomainItem> = (0..50)
        .map(|item| DomainItem {
            model: ItemModel::TwoPl { discrimination: 1.0 + random.uniform(), difficulty: 3.0 * random.uniform() - 1.5 },
            dimension: item / 10,
        })
        .collect();
    let truth = SymmetricMatrix::equicorrelated(5, 0.7);
    // The test itself believes in 0.4: what it believes must not show.
    let prior = Prior::new(vec![0.0; 5], SymmetricMatrix::equicorrelated(5, 0.4)).unwrap();
    let persons: Vec<Vec<(usize, u8)>> = (0..1000).map(|_| adaptive(&bank, &prior, &person(&truth, &mut random), 20, &mut random)).collect();
    let settings = Settings { grid: ProductGrid { low: -5.0, high: 5.0, points: 21 }, ..Settings::default() };
    let responses = Responses::from_persons(50, persons.clone()).unwrap();
    let found = correlations(&responses, &bank, Margins::Standard, &settings).unwrap();
    let mean = found.pairs.iter().map(|pair| pair.correlation).sum::<f64>() / 10.0;
    let squares = found.pairs.iter().map(|pair| {
        let z = (pair.correlation - 0.7) / pair.standard_error.unwrap();
        z * z
    });
    let chi = squares.sum::<f64>();
    println!("mean correlation {mean:.3}, of 0.7; standard errors {:.3}; sum of squared z of ten {chi:.1}", found.pairs[0].standard_error.unwrap());
    assert!((mean - 0.7).abs() < 0.04, "{:?}", found.pairs);
    // Ten correlated z: 10 ± 4.5 if they were independent.
    assert!((1.5..30.0).contains(&chi), "{chi}");
    assert!(found.correlations.cholesky().is_ok());
    // The order of the persons changes no bit.
    let mut other = persons;
    random.shuffle(&mut other);
    assert_eq!(correlations(&Responses::from_persons(50, other).unwrap(), &bank, Margins::Standard, &settings).unwrap(), found);
}

#[test]
fn correlations_do_not_suffer_from_another_population() {
    let bank: Vec<DomainItem> = (0..12)
        .map(|item| DomainItem { model: ItemModel::TwoPl { discrimination: 1.6, difficulty: (item % 6) as f64 * 0.5 - 1.2 }, dimension: item / 6 })
        .collect();
    let mut random = Random::new(23, 0);
    let covariance = SymmetricMatrix::from_rows(2, vec![1.0, 0.5, 0.5, 1.0]).unwrap();
    let mut cells = Vec::new();
    for _ in 0..1500 {
        let theta = person(&covariance, &mut random);
        let theta = [0.5 + 0.8 * theta[0], -0.4 + 1.2 * theta[1]];
        cells.extend(bank.iter().map(|item| draw_response(&item.model, theta[item.dimension], &mut random) as u8));
    }
    let responses = Responses::from_matrix(12, cells).unwrap();
    let found = correlations(&responses, &bank, Margins::Estimated, &Settings::default()).unwrap();
    println!("{:?} {:?} {:?}", found.means, found.sds, found.pairs);
    assert!((found.means[0] - 0.5).abs() < 0.1 && (found.means[1] + 0.4).abs() < 0.12);
    assert!((found.sds[0] - 0.8).abs() < 0.1 && (found.sds[1] - 1.2).abs() < 0.12);
    assert!((found.pairs[0].correlation - 0.5).abs() < 0.09 && !found.repaired);
}

#[test]
fn pairs_by_themselves_agree_with_all_at_once() {
    let items: Vec<(ItemModel, usize)> =
        (0..10).map(|item| (ItemModel::TwoPl { discrimination: 1.5, difficulty: f64::from(item % 5) * 0.5 - 1.0 }, item as usize / 5)).collect();
    let responses = Responses::from_matrix(10, between_data(&items, &SymmetricMatrix::equicorrelated(2, 0.6), 500, 0.3, 8)).unwrap();
    let specified: Vec<BetweenItem> = items.iter().map(|(_, dimension)| BetweenItem { dimension: *dimension, family: Family::Graded }).collect();
    let settings = Settings { tolerance: 1e-7, ..Settings::default() };
    let joint = between_item(&responses, &specified, None, &settings).unwrap();
    let bank: Vec<DomainItem> = (0..10).map(|item| joint.model(item).unwrap()).map(|(dimension, model)| DomainItem { model, dimension }).collect();
    // At the joint maximum the correlation maximises the likelihood with everything else fixed, persons of one domain only apart (they do not count).
    let pair = correlations(&responses, &bank, Margins::Standard, &settings).unwrap();
    assert!((pair.pairs[0].correlation - joint.correlations.get(0, 1)).abs() < 1e-5, "{:?} {:?}", pair.pairs, joint.correlations);
}

#[test]
fn abilities_that_are_one_are_reported_at_the_boundary() {
    let bank: Vec<DomainItem> =
        (0..12).map(|item| DomainItem { model: ItemModel::TwoPl { discrimination: 2.5, difficulty: 0.2 }, dimension: item / 6 }).collect();
    let mut random = Random::new(4, 0);
    let mut cells = Vec::new();
    for _ in 0..200 {
        let theta = random.normal();
        // The second half repeats the first.
        let half: Vec<u8> = bank[..6].iter().map(|item| draw_response(&item.model, theta, &mut random) as u8).collect();
        cells.extend(half.iter().chain(&half));
    }
    let found = correlations(&Responses::from_matrix(12, cells).unwrap(), &bank, Margins::Standard, &Settings::default()).unwrap();
    assert!(found.pairs[0].at_boundary && found.pairs[0].standard_error.is_none() && found.correlations.cholesky().is_ok());
}

#[test]
fn what_cannot_be_calibrated_is_refused_by_name() {
    let between = |dimension: usize| BetweenItem { dimension, family: Family::Graded };
    let two = Responses::from_matrix(2, vec![0, 1, 1, 0, 1, 1]).unwrap();
    let settings = Settings::default();
    let refused = |responses: &Responses, items: &[BetweenItem]| between_item(responses, items, None, &settings).unwrap_err();
    assert_eq!(refused(&two, &[between(0)]), CalibrationError::ItemsDiffer { specified: 1, answered: 2 });
    assert_eq!(refused(&two, &[between(0), between(2)]), CalibrationError::DimensionWithoutItems { dimension: 1 });
    assert_eq!(refused(&two, &[between(usize::MAX - 1), between(1)]), CalibrationError::DimensionWithoutItems { dimension: 0 });
    let same = Responses::from_matrix(2, vec![0, 1, 0, 0, 0, 1]).unwrap();
    assert_eq!(refused(&same, &[between(0), between(1)]), CalibrationError::CategoryNeverSeen { item: 0, category: 1 });
    let unseen = Responses::from_matrix(2, vec![MISSING, 1, MISSING, 0]).unwrap();
    assert_eq!(refused(&unseen, &[between(0), between(1)]), CalibrationError::NobodyAnswered { item: 0 });
    let gap = Responses::from_matrix(2, vec![0, 1, 2, 0, 2, 1]).unwrap();
    assert_eq!(refused(&gap, &[between(0), between(1)]), CalibrationError::CategoryNeverSeen { item: 0, category: 1 });
    let many = Responses::from_matrix(5, vec![0, 1, 0, 1, 0, 1, 0, 1, 0, 1]).unwrap();
    let five: Vec<BetweenItem> = (0..5).map(between).collect();
    assert_eq!(refused(&many, &five), CalibrationError::TooManyDimensions { dimensions: 5, points: 31 });
    let bad = SymmetricMatrix::equicorrelated(2, 1.5);
    let start = between_item(&two, &[between(0), between(1)], Some(&bad), &settings).unwrap_err();
    assert_eq!(start, CalibrationError::Start(MatrixError::NotPositiveDefinite { row: 1 }));
    let nominal = [BifactorItem { specific: Some(0), family: Family::Nominal }; 2];
    assert_eq!(bifactor(&two, &nominal, &settings).unwrap_err(), CalibrationError::NominalBifactor { item: 0 });
    let apart: Vec<DomainItem> = (0..2).map(|dimension| DomainItem { model: ItemModel::OnePl { difficulty: 0.0 }, dimension }).collect();
    let never = Responses::from_matrix(2, vec![0, MISSING, MISSING, 1]).unwrap();
    assert_eq!(correlations(&never, &apart, Margins::Standard, &settings).unwrap_err(), CalibrationError::NobodyMetBoth { first: 0, second: 1 });
    let mad = Settings { tolerance: f64::NAN, ..settings };
    assert_eq!(between_item(&two, &[between(0), between(1)], None, &mad).unwrap_err(), CalibrationError::Settings);
}

#[test]
fn parameters_that_run_away_are_flagged() {
    // Item 0 is answered right exactly by those who answer everything else right.
    let cells: Vec<u8> = (0..60_u8).flat_map(|person| (0..6_u8).map(move |item| u8::from(person / 10 >= if item == 0 { 3 } else { item }))).collect();
    let items: Vec<BetweenItem> = (0..6).map(|item| BetweenItem { dimension: item / 3, family: Family::Graded }).collect();
    let settings = Settings { maximum_steps: 400, ..coarse() };
    let found = between_item(&Responses::from_matrix(6, cells).unwrap(), &items, None, &settings).unwrap();
    assert!(!found.run_away.is_empty());
    assert!(found.items.iter().all(|item| item.validate().is_ok()) && found.convergence.log_likelihood.is_finite());
}

#[test]
fn the_nearest_correlation_matrix_is_the_nearest() {
    let given = SymmetricMatrix::from_rows(3, vec![1.0, 0.9, 0.2, 0.9, 1.0, 0.9, 0.2, 0.9, 1.0]).unwrap();
    let found = nearest_correlation(&given, 0.0).unwrap();
    let distance = |other: &SymmetricMatrix| given.as_slice().iter().zip(other.as_slice()).map(|(a, b)| (a - b) * (a - b)).sum::<f64>();
    let own = distance(&found);
    let mut random = Random::new(3, 0);
    for draw in 0..3000 {
        let scale = [0.05, 0.005, 0.0005][draw % 3];
        let mut other = found.clone();
        for (row, column) in [(1, 0), (2, 0), (2, 1)] {
            other.set(row, column, found.get(row, column) + scale * random.normal());
        }
        if Eigen::of(&other).values[0] >= 0.0 {
            assert!(distance(&other) >= own - 1e-9);
        }
    }
    assert_eq!(nearest_correlation(&SymmetricMatrix::equicorrelated(4, 0.5), 0.0).unwrap(), SymmetricMatrix::equicorrelated(4, 0.5));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn any_symmetric_matrix_has_a_correlation_matrix_near_it(size in 1_usize..6, seed in any::<u64>(), spread in 0.1_f64..4.0) {
        let mut random = Random::new(seed, 0);
        let mut given = SymmetricMatrix::zeros(size);
        for row in 0..size {
            for column in 0..=row {
                given.set(row, column, spread * random.normal());
            }
        }
        let found = nearest_correlation(&given, 1e-3).unwrap();
        let smallest = Eigen::of(&found).values[0];
        prop_assert!(smallest > 1e-4, "{smallest}");
        prop_assert!((0..size).all(|index| found.get(index, index).to_bits() == 1.0_f64.to_bits()));
        let eigen = Eigen::of(&given);
        let rebuilt = eigen.rebuilt(|value| value);
        prop_assert!(rebuilt.as_slice().iter().zip(given.as_slice()).all(|(a, b)| (a - b).abs() < 1e-12 * (1.0 + spread * 10.0)));
    }

    #[test]
    fn hostile_answers_give_a_result_or_an_error(
        cells in prop::collection::vec(prop_oneof![3 => 0_u8..3, 1 => Just(MISSING)], 12..60),
        first in 0_usize..3,
        second in 0_usize..3,
        graded in any::<bool>(),
    ) {
        let family = if graded { Family::Graded } else { Family::PartialCredit };
        let items = 4;
        let rows = cells.len() / items;
        let responses = Responses::from_matrix(items, cells[..rows * items].to_vec()).unwrap();
        let settings = Settings { grid: ProductGrid { low: -4.0, high: 4.0, points: 7 }, tolerance: 1e-3, maximum_steps: 60 };
        let specified: Vec<BetweenItem> = [0, first, second, 1].iter().map(|dimension| BetweenItem { dimension: *dimension, family }).collect();
        if let Ok(found) = between_item(&responses, &specified, None, &settings) {
            prop_assert!(found.items.iter().all(|item| item.validate().is_ok()), "{:?}", found);
            prop_assert!(found.correlations.cholesky().is_ok() && found.convergence.log_likelihood.is_finite());
        }
        let specified: Vec<BifactorItem> = [None, Some(0), Some(first), Some(0)].iter().map(|specific| BifactorItem { specific: *specific, family }).collect();
        if let Ok(found) = bifactor(&responses, &specified, &settings) {
            prop_assert!(found.items.iter().all(|item| item.validate().is_ok()) && found.convergence.log_likelihood.is_finite(), "{:?}", found);
            prop_assert!((0.0..=1.0).contains(&found.omega_hierarchical()));
        }
    }

}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    #[test]
    fn the_order_of_the_persons_changes_no_bit(seed in any::<u64>()) {
        let items: Vec<(ItemModel, usize)> =
            (0..6).map(|item| (ItemModel::TwoPl { discrimination: 1.3, difficulty: f64::from(item % 3) * 0.5 - 0.5 }, item as usize / 3)).collect();
        let cells = between_data(&items, &SymmetricMatrix::equicorrelated(2, 0.5), 60, 0.2, seed);
        let mut rows: Vec<Vec<u8>> = cells.chunks_exact(6).map(<[u8]>::to_vec).collect();
        let settings = Settings { maximum_steps: 12, ..coarse() };
        let specified: Vec<BetweenItem> = items.iter().map(|(_, dimension)| BetweenItem { dimension: *dimension, family: Family::Graded }).collect();
        let specific: Vec<BifactorItem> = (0..6).map(|item| BifactorItem { specific: Some(item / 3), family: Family::Graded }).collect();
        let run = |rows: &[Vec<u8>]| {
            let responses = Responses::from_matrix(6, rows.concat()).unwrap();
            (between_item(&responses, &specified, None, &settings), bifactor(&responses, &specific, &settings))
        };
        let before = run(&rows);
        Random::new(seed, 1).shuffle(&mut rows);
        prop_assert_eq!(run(&rows), before);
    }
}
