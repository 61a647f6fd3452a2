//! Linking: a known line is found again, by every method and for every model.

use proptest::prelude::*;
use psychometrics::linking::{Direction, LinkingError, Method, Nodes, Settings, Transformation, link, standard_errors};
use psychometrics::matrix::SymmetricMatrix;
use psychometrics::model::ItemModel;
use psychometrics::random::Random;

const METHODS: [Method; 5] = [Method::MeanMean, Method::MeanGeometricMean, Method::MeanSigma, Method::Haebara, Method::StockingLord];

fn every_model() -> Vec<ItemModel> {
    vec![
        ItemModel::TwoPl { discrimination: 1.3, difficulty: -0.8 },
        ItemModel::ThreePl { discrimination: 0.9, difficulty: 0.4, guessing: 0.2 },
        ItemModel::FourPl { discrimination: 1.6, difficulty: 1.1, guessing: 0.15, ceiling: 0.96 },
        ItemModel::Gpcm { discrimination: 0.8, steps: vec![0.3, -0.5, 1.4] },
        ItemModel::Grm { discrimination: 1.7, thresholds: vec![-1.4, 0.1, 0.9] },
        ItemModel::Pcm { steps: vec![-0.6, 0.7] },
        ItemModel::Rsm { difficulty: 0.2, offsets: vec![-0.9, 0.9] },
        ItemModel::OnePl { difficulty: -1.5 },
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    #[test]
    fn an_exact_line_is_found_again(slope in 0.4_f64..2.5, intercept in -2.0_f64..2.0, direction in 0_usize..3) {
        let known = Transformation::new(slope, intercept).unwrap();
        let source = every_model();
        let target: Vec<ItemModel> = source.iter().map(|item| known.item(item)).collect();
        let direction = [Direction::OnTarget, Direction::OnSource, Direction::Both][direction];
        for method in METHODS {
            let found = link(&source, &target, method, &Settings { direction, nodes: Nodes::StandardNormal(21), is_slope_fixed: false }).unwrap();
            prop_assert!((found.slope - slope).abs() < 1e-9 && (found.intercept - intercept).abs() < 1e-9, "{:?}: {:?}", method, found);
        }
    }
}

#[test]
fn nominal_items_are_linked_by_their_curves() {
    let known = Transformation::new(0.8, -0.6).unwrap();
    let source = vec![
        ItemModel::Nrm { slopes: vec![0.5, 1.2, -0.4], intercepts: vec![0.2, -0.6, 0.3] },
        ItemModel::Nrm { slopes: vec![-0.9, 0.8], intercepts: vec![0.1, 0.4] },
    ];
    let target: Vec<ItemModel> = source.iter().map(|item| known.item(item)).collect();
    let found = link(&source, &target, Method::Haebara, &Settings::default()).unwrap();
    assert!((found.slope - 0.8).abs() < 1e-9 && (found.intercept + 0.6).abs() < 1e-9);
    assert_eq!(link(&source, &target, Method::StockingLord, &Settings::default()), Err(LinkingError::Nominal { item: 0 }));
}

#[test]
fn a_transformed_item_is_answered_as_before_and_the_way_back_is_exact() {
    let line = Transformation::new(1.7, -0.4).unwrap();
    let nominal = ItemModel::Nrm { slopes: vec![0.5, 1.2], intercepts: vec![0.2, -0.6] };
    for item in every_model().iter().chain([&nominal]) {
        let moved = line.item(item);
        let back = line.inverse().item(&moved);
        for theta in [-2.0, 0.0, 0.7, 3.0] {
            for category in 0..item.categories() {
                assert!((moved.probability(line.ability(theta), category) - item.probability(theta, category)).abs() < 1e-12, "{item:?}");
                assert!((back.probability(theta, category) - item.probability(theta, category)).abs() < 1e-12, "{item:?}");
            }
        }
        assert_eq!(Transformation::IDENTITY.item(item), *item);
    }
    let there_and_back = line.then(&line.inverse());
    assert!((there_and_back.slope - 1.0).abs() < 1e-15 && there_and_back.intercept.abs() < 1e-15);
}

/// Two calibrations with errors of estimation.
fn noisy(seed: u64) -> (Vec<ItemModel>, Vec<ItemModel>) {
    let mut random = Random::new(seed, 0);
    let known = Transformation::new(1.2, 0.5).unwrap();
    (0..10)
        .map(|item| {
            let true_item = ItemModel::TwoPl { discrimination: 0.8 + 0.1 * f64::from(item), difficulty: f64::from(item) * 0.4 - 1.8 };
            let mut with_error = |model: &ItemModel| ItemModel::TwoPl {
                discrimination: model.discrimination() + 0.05 * random.normal(),
                difficulty: model.difficulty() + 0.05 * random.normal(),
            };
            (with_error(&true_item), with_error(&known.item(&true_item)))
        })
        .unzip()
}

#[test]
fn the_symmetric_criterion_gives_the_inverse_when_the_scales_change_places() {
    let (source, target) = noisy(1);
    for method in [Method::Haebara, Method::StockingLord] {
        let settings = Settings { nodes: Nodes::EquallySpaced { low: -4.0, high: 4.0, count: 41 }, ..Settings::default() };
        let back = link(&target, &source, method, &settings).unwrap().inverse();
        let forth = link(&source, &target, method, &settings).unwrap();
        assert!((forth.slope - back.slope).abs() < 1e-9 && (forth.intercept - back.intercept).abs() < 1e-9);
        let one_sided = Settings { direction: Direction::OnTarget, ..settings };
        let back = link(&target, &source, method, &one_sided).unwrap().inverse();
        assert!((link(&source, &target, method, &one_sided).unwrap().slope - back.slope).abs() > 1e-6);
    }
}

#[test]
fn the_order_of_the_items_changes_the_link_by_rounding_only() {
    let (source, target) = noisy(2);
    let reversed = |items: &[ItemModel]| -> Vec<ItemModel> { items.iter().rev().cloned().collect() };
    for method in METHODS {
        let one = link(&source, &target, method, &Settings::default()).unwrap();
        let other = link(&reversed(&source), &reversed(&target), method, &Settings::default()).unwrap();
        assert!((one.slope - other.slope).abs() < 1e-10 && (one.intercept - other.intercept).abs() < 1e-10, "{method:?}");
    }
}

#[test]
fn standard_errors_are_the_spread_over_calibrations() {
    let known = noisy(3).0;
    let covariance = {
        let mut matrix = SymmetricMatrix::zeros(2 * known.len());
        for place in 0..2 * known.len() {
            matrix.set(place, place, 0.0025);
        }
        matrix
    };
    for (method, repeats) in [(Method::MeanMean, 400), (Method::MeanSigma, 400), (Method::StockingLord, 40), (Method::Haebara, 40)] {
        let settings = Settings { nodes: Nodes::StandardNormal(9), ..Settings::default() };
        let (source, target) = noisy(4);
        let told = standard_errors(&source, &target, (&covariance, &covariance), method, &settings).unwrap();
        let links: Vec<Transformation> =
            (0..repeats).map(|seed| noisy(100 + seed)).map(|(source, target)| link(&source, &target, method, &settings).unwrap()).collect();
        let spread = |values: Vec<f64>| {
            let mean = values.iter().sum::<f64>() / values.len() as f64;
            (values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / (values.len() - 1) as f64).sqrt()
        };
        // 40 repeats know a standard deviation to about 11%, 400 to 3.5%.
        let allowed = 3.0 / (2.0 * repeats as f64).sqrt() + 0.1;
        let slopes = spread(links.iter().map(|link| link.slope).collect());
        let intercepts = spread(links.iter().map(|link| link.intercept).collect());
        assert!((told.slope_error / slopes - 1.0).abs() < allowed, "{method:?}: {} told, {slopes} seen", told.slope_error);
        assert!((told.intercept_error / intercepts - 1.0).abs() < allowed, "{method:?}: {} told, {intercepts} seen", told.intercept_error);
        let at = links.iter().map(|link| link.ability(1.0)).collect();
        assert!((told.error_at(1.0) / spread(at) - 1.0).abs() < allowed, "{method:?}");
    }
}

#[test]
fn mean_mean_has_the_closed_form_of_its_standard_error() {
    // Rasch: B = mean b_target − mean b_source, so Var B = 2 σ² / n.
    let source: Vec<ItemModel> = (0..4).map(|item| ItemModel::OnePl { difficulty: f64::from(item) }).collect();
    let covariance = SymmetricMatrix::from_rows(4, (0..16).map(|cell| if cell % 5 == 0 { 0.02 } else { 0.0 }).collect()).unwrap();
    let settings = Settings { is_slope_fixed: true, ..Settings::default() };
    let told = standard_errors(&source, &source, (&covariance, &covariance), Method::MeanMean, &settings).unwrap();
    assert!((told.intercept_error - 0.1).abs() < 1e-9 && told.slope_error.abs() < 1e-12 && told.covariance.abs() < 1e-12);
}

#[test]
fn what_cannot_be_linked_is_refused() {
    let item = |difficulty: f64| ItemModel::TwoPl { discrimination: 1.0, difficulty };
    let settings = Settings::default();
    let run = |source: &[ItemModel], target: &[ItemModel], method: Method| link(source, target, method, &settings);
    assert_eq!(run(&[], &[], Method::MeanMean), Err(LinkingError::NoCommonItem));
    assert_eq!(run(&[item(0.0)], &[], Method::MeanMean), Err(LinkingError::LengthsDiffer { source: 1, target: 0 }));
    assert_eq!(run(&[item(0.0)], &[item(1.0)], Method::MeanSigma), Err(LinkingError::NotIdentified));
    assert_eq!(run(&[item(0.0), item(0.0)], &[item(1.0), item(2.0)], Method::MeanSigma), Err(LinkingError::NotIdentified));
    assert!(matches!(run(&[item(f64::NAN)], &[item(1.0)], Method::Haebara), Err(LinkingError::Model { item: 0, .. })));
    let graded = ItemModel::Pcm { steps: vec![0.0, 1.0] };
    assert_eq!(run(&[item(0.0)], std::slice::from_ref(&graded), Method::Haebara), Err(LinkingError::CategoriesDiffer { item: 0 }));
    for nodes in [
        Nodes::StandardNormal(0),
        Nodes::StandardNormal(100_000),
        Nodes::EquallySpaced { low: 1.0, high: 1.0, count: 10 },
        Nodes::EquallySpaced { low: -1.0, high: f64::NAN, count: 10 },
        Nodes::Given(Vec::new()),
    ] {
        let settings = Settings { nodes, ..Settings::default() };
        assert_eq!(link(&[item(0.0)], &[item(1.0)], Method::Haebara, &settings), Err(LinkingError::BadNodes));
    }
    assert_eq!(Transformation::new(0.0, 1.0), Err(LinkingError::BadTransformation));
    let wrong = SymmetricMatrix::identity(3);
    assert_eq!(standard_errors(&[item(0.0)], &[item(1.0)], (&wrong, &wrong), Method::MeanMean, &settings), Err(LinkingError::BadCovariance));
    // Thousands of units apart: curves that never meet at the nodes are refused, not guessed.
    let far = run(&[item(-900.0), item(-901.0)], &[item(900.0), item(880.0)], Method::Haebara);
    assert!(far.is_err() || far.is_ok_and(|link| link.slope.is_finite()));
}

#[test]
fn curves_that_disagree_still_have_a_best_link() {
    // Parameters that drifted wildly, all directions: the search settles, and no neighbour is better.
    for seed in 0..20 {
        let mut random = Random::new(seed, 9);
        let mut item =
            || ItemModel::ThreePl { discrimination: 0.4 + 2.0 * random.uniform(), difficulty: 2.0 * random.normal(), guessing: 0.3 * random.uniform() };
        let source: Vec<ItemModel> = (0..5).map(|_| item()).collect();
        let target: Vec<ItemModel> = (0..5).map(|_| item()).collect();
        let settings = Settings { nodes: Nodes::EquallySpaced { low: -4.0, high: 4.0, count: 30 }, direction: Direction::OnTarget, is_slope_fixed: false };
        let Ok(found) = link(&source, &target, Method::StockingLord, &settings) else { continue };
        let criterion = |slope: f64, intercept: f64| {
            (0..30)
                .map(|node| {
                    let theta = -4.0 + 8.0 / 29.0 * f64::from(node);
                    let difference: f64 =
                        source.iter().zip(&target).map(|(s, t)| t.expected_score(theta) - s.expected_score((theta - intercept) / slope)).sum();
                    difference * difference
                })
                .sum::<f64>()
        };
        let best = criterion(found.slope, found.intercept);
        for (by_slope, by_intercept) in [(1e-3, 0.0), (-1e-3, 0.0), (0.0, 1e-3), (0.0, -1e-3), (0.3, 0.2), (-0.2, 0.3)] {
            if found.slope + by_slope > 0.0 {
                assert!(criterion(found.slope + by_slope, found.intercept + by_intercept) >= best, "seed {seed}");
            }
        }
    }
}
