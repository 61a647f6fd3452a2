//! Drift: moved items stand out, still ones do not.

use psychometrics::drift::{Alarm, Cusum, DriftError, change, residual, robust_z, stable_items};
use psychometrics::linking::{LinkingError, Method, Settings, Transformation};
use psychometrics::model::ItemModel;
use psychometrics::random::Random;

#[test]
fn robust_z_has_its_formula() {
    // Differences 0, 1, 2, 3, 10: median 2, quartiles 1 and 3.
    let result = robust_z(&[0.0; 5], &[0.0, 1.0, 2.0, 3.0, 10.0], 1.96).unwrap();
    assert_eq!((result.median, result.interquartile_range), (2.0, 2.0));
    assert!((result.z[4] - 8.0 / 1.48).abs() < 1e-12);
    assert_eq!(result.drifted, [4]);
    assert_eq!(robust_z(&[0.0; 3], &[0.0; 3], 1.96), Err(DriftError::TooFewItems));
    assert_eq!(robust_z(&[0.0; 5], &[0.0; 4], 1.96), Err(DriftError::LengthsDiffer { old: 5, new: 4 }));
    assert_eq!(robust_z(&[0.0; 5], &[1.0, 1.0, 1.0, 1.0, 7.0], 1.96), Err(DriftError::NoSpread));
    assert_eq!(robust_z(&[f64::NAN; 5], &[0.0; 5], 1.96), Err(DriftError::OutOfRange));
}

#[test]
fn drifted_anchors_are_left_out_of_the_link() {
    let mut random = Random::new(4, 0);
    let line = Transformation::new(1.1, -0.3).unwrap();
    let old: Vec<ItemModel> = (0..20).map(|item| ItemModel::TwoPl { discrimination: 1.0, difficulty: f64::from(item) * 0.2 - 2.0 }).collect();
    let new: Vec<ItemModel> = old
        .iter()
        .enumerate()
        .map(|(place, item)| line.item(item).shifted(0.03 * random.normal() + if place == 5 || place == 11 { -0.8 } else { 0.0 }))
        .collect();
    let result = stable_items(&old, &new, Method::StockingLord, &Settings::default(), 4.0).unwrap();
    assert_eq!(result.drifted, [5, 11]);
    assert_eq!((result.stable.len(), result.rounds), (18, 3));
    assert!((result.transformation.slope - 1.1).abs() < 0.03 && (result.transformation.intercept + 0.3).abs() < 0.03);
    assert_eq!(stable_items(&old[..1], &new[..1], Method::MeanSigma, &Settings::default(), 2.0), Err(DriftError::Linking(LinkingError::NotIdentified)));
}

#[test]
fn a_change_is_judged_by_its_standard_errors() {
    let result = change(0.2, 0.3, 1.2, 0.4).unwrap();
    assert!((result.standard_error - 0.5).abs() < 1e-15 && (result.chi_square - 4.0).abs() < 1e-12);
    assert!((result.p_value - 0.045_500_263_896_358_4).abs() < 1e-12);
    assert_eq!(change(0.0, 0.0, 1.0, 0.0), Err(DriftError::OutOfRange));
    assert_eq!(change(0.0, f64::NAN, 1.0, 0.1), Err(DriftError::OutOfRange));
}

/// How many answers a chart takes until it speaks, at most `most`.
fn run_length(shift: f64, seed: u64, most: usize) -> (usize, Option<Alarm>) {
    let known = ItemModel::TwoPl { discrimination: 1.2, difficulty: 0.3 };
    let actual = known.shifted(shift);
    let mut random = Random::new(seed, 0);
    let mut chart = Cusum::new(0.5, 5.0, 25).unwrap();
    for answer in 1..=most {
        let theta = random.normal();
        let category = usize::from(random.uniform() < actual.probability(theta, 1));
        let (distance, variance) = residual(&known, theta, 0.0, category).unwrap();
        if let Some(alarm) = chart.add(distance, variance).unwrap() {
            return (answer, Some(alarm));
        }
    }
    (most, None)
}

#[test]
fn the_chart_speaks_soon_after_an_item_leaks_and_seldom_before() {
    for seed in 0..20 {
        let (answers, alarm) = run_length(-0.8, seed, 5000);
        assert_eq!(alarm, Some(Alarm::Easier));
        assert!(answers <= 500, "{answers}");
        assert_eq!(run_length(0.8, seed, 5000).1, Some(Alarm::Harder));
    }
    // 100 batches of a still item; a false alarm comes once in about 230 (both sides).
    let false_alarms = (100..130).filter(|seed| run_length(0.0, *seed, 2500).1.is_some()).count();
    assert!(false_alarms <= 17, "{false_alarms} of 30");
}

#[test]
fn an_uncertain_ability_widens_what_is_expected() {
    let item = ItemModel::Gpcm { discrimination: 1.0, steps: vec![-0.5, 0.5] };
    let (distance, exact) = residual(&item, 0.0, 0.0, 2).unwrap();
    let (_, wide) = residual(&item, 0.0, 0.5, 2).unwrap();
    assert!((distance - 1.0).abs() < 1e-12);
    // For a partial credit item the slope of the expected score is its variance.
    assert!((wide - exact - 0.25 * exact * exact).abs() < 1e-12);
    assert_eq!(residual(&item, 0.0, 0.0, 3), Err(DriftError::BadAnswer));
    assert_eq!(residual(&item, f64::NAN, 0.0, 0), Err(DriftError::OutOfRange));
    assert_eq!(Cusum::new(0.5, 0.0, 10), Err(DriftError::OutOfRange));
    assert_eq!(Cusum::new(0.5, 5.0, 10).unwrap().add(f64::INFINITY, 1.0), Err(DriftError::OutOfRange));
}
