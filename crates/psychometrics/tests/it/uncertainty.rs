use psychometrics::model::ItemModel;
use psychometrics::uncertainty::{Marginaliser, ParameterUncertainty};

use crate::cases::Largest;

/// The largest error of the marginalised curves over θ in −4..4.
fn compare(item: &ItemModel, uncertainty: &ParameterUncertainty, largest: &mut Largest) {
    let approximate = item.marginalised(uncertainty);
    assert_eq!(approximate.validate(), Ok(()));
    for step in 0..=16 {
        let theta = -4.0 + 0.5 * f64::from(step);
        for category in 0..item.categories() {
            let exact = item.expected_probability(uncertainty, theta, category);
            largest.see(approximate.probability(theta, category), exact, &format!("{item:?} {uncertainty:?} {theta}"));
        }
    }
}

const SLOPES: [f64; 5] = [0.5, 1.0, 1.5, 2.0, 2.5];
const DIFFICULTY_SDS: [f64; 5] = [0.0, 0.3, 0.6, 0.85, 1.0];

fn two_pl_error(log_discrimination_sds: &[f64]) -> Largest {
    let mut largest = Largest::default();
    for discrimination in SLOPES {
        for difficulty_sd in DIFFICULTY_SDS {
            for log_discrimination_sd in log_discrimination_sds {
                let uncertainty = ParameterUncertainty { difficulty_sd, log_discrimination_sd: *log_discrimination_sd };
                compare(&ItemModel::TwoPl { discrimination, difficulty: 0.3 }, &uncertainty, &mut largest);
            }
        }
    }
    largest
}

// The right information where the item is asked has a price elsewhere: the slope of smallest largest error would reach 0.0085 and
// 0.0186 here.

#[test]
fn the_marginalised_2pl_curve_stays_within_one_and_a_quarter_percent_up_to_the_authors_uncertainty() {
    two_pl_error(&[0.0, 0.15, 0.3]).must_be_below(0.0125, "marginalised 2PL, slope known to 30%");
}

#[test]
fn the_marginalised_2pl_curve_stays_within_three_percent_for_the_vaguest_slope() {
    two_pl_error(&[0.4, 0.5]).must_be_below(0.03, "marginalised 2PL, slope known to 50%");
}

#[test]
fn guessing_and_slips_make_the_error_smaller() {
    let mut largest = Largest::default();
    for discrimination in SLOPES {
        let three = ItemModel::ThreePl { discrimination, difficulty: -0.4, guessing: 0.25 };
        let four = ItemModel::FourPl { discrimination, difficulty: 0.4, guessing: 0.2, ceiling: 0.95 };
        compare(&three, &ParameterUncertainty::AUTHOR, &mut largest);
        compare(&four, &ParameterUncertainty::AUTHOR, &mut largest);
    }
    largest.must_be_below(0.01, "marginalised 3PL and 4PL");
}

#[test]
fn the_marginalised_graded_curves_stay_close() {
    let ordered = [vec![-0.5, 0.5], vec![-1.0, 1.0], vec![-1.0, 0.0, 1.0], vec![-1.5, -0.5, 0.5, 1.5]];
    let disordered = [vec![0.5, -0.5], vec![-0.3, 0.0, 0.3], vec![-1.0, 1.5, -0.5]];
    for (sets, kind, limit) in [(&ordered[..], "steps in order", 0.06), (&disordered[..], "steps close or in disorder", 0.08)] {
        let mut largest = Largest::default();
        for steps in sets {
            for discrimination in [0.5, 1.0, 1.5] {
                for difficulty_sd in [0.3, 0.85] {
                    let item = ItemModel::Gpcm { discrimination, steps: steps.clone() };
                    let uncertainty = ParameterUncertainty { difficulty_sd, log_discrimination_sd: 0.3 };
                    compare(&item, &uncertainty, &mut largest);
                }
            }
        }
        largest.must_be_below(limit, &format!("marginalised partial credit, {kind}"));
    }
}

/// Fisher's information of the exact expected curves at θ, their slopes by differences.
fn expected_curve_information(item: &ItemModel, uncertainty: &ParameterUncertainty, theta: f64) -> f64 {
    let h = 1e-3;
    (0..item.categories())
        .map(|category| {
            let at = |theta| item.expected_probability(uncertainty, theta, category);
            let slope = (at(theta + h) - at(theta - h)) / (2.0 * h);
            slope * slope / at(theta)
        })
        .sum()
}

/// Mean information over persons around the steps: (the marginalised item's, the expected curve's).
fn mean_information(item: &ItemModel, steps: &[f64]) -> (f64, f64) {
    let approximate = item.marginalised(&ParameterUncertainty::AUTHOR);
    let (mut ours, mut theirs) = (0.0, 0.0);
    for step in steps {
        for index in -12..=12 {
            let distance = f64::from(index) / 3.0;
            let weight = libm::exp(-0.5 * distance * distance);
            ours += weight * approximate.expected_information(step + distance);
            theirs += weight * expected_curve_information(item, &ParameterUncertainty::AUTHOR, step + distance);
        }
    }
    (ours, theirs)
}

#[test]
fn where_the_item_is_asked_the_marginalised_curve_promises_the_information_of_the_expected_one() {
    let mut largest = Largest::default();
    for discrimination in [0.7, 1.4, 2.0] {
        let two = ItemModel::TwoPl { discrimination, difficulty: 0.3 };
        let three = ItemModel::ThreePl { discrimination, difficulty: 0.3, guessing: 0.25 };
        for item in [two, three] {
            let (ours, theirs) = mean_information(&item, &[0.3]);
            largest.see(ours / theirs, 1.0, &format!("{item:?}"));
        }
    }
    largest.must_be_below(0.005, "mean information, right/wrong, in proportion");
    let mut largest = Largest::default();
    for steps in [vec![-0.45, 0.45], vec![-1.0, 1.0], vec![-0.9, 0.0, 0.9], vec![-1.35, -0.45, 0.45, 1.35]] {
        for discrimination in [0.7, 1.4, 2.0] {
            let item = ItemModel::Gpcm { discrimination, steps: steps.clone() };
            let (ours, theirs) = mean_information(&item, &steps);
            largest.see(ours / theirs, 1.0, &format!("{item:?}"));
        }
    }
    largest.must_be_below(0.015, "mean information, graded, in proportion");
}

#[test]
fn the_same_item_elsewhere_on_the_scale_gets_the_same_slope() {
    for difficulty in [-2.0, 0.0, 1.5, 300.0] {
        let item = ItemModel::TwoPl { discrimination: 1.4, difficulty };
        let cautious = item.marginalised(&ParameterUncertainty::AUTHOR);
        assert_eq!(cautious.difficulty().to_bits(), difficulty.to_bits());
        assert_eq!(
            cautious.discrimination().to_bits(),
            ItemModel::TwoPl { discrimination: 1.4, difficulty: 0.0 }.marginalised(&ParameterUncertainty::AUTHOR).discrimination().to_bits()
        );
    }
}

#[test]
fn an_item_known_precisely_stays_nearly_itself() {
    let uncertainty = ParameterUncertainty { difficulty_sd: 0.02, log_discrimination_sd: 0.02 };
    for discrimination in [0.5, 2.0, 10.0] {
        let two = ItemModel::TwoPl { discrimination, difficulty: 0.4 };
        let slope = two.marginalised(&uncertainty).discrimination();
        assert!((slope / discrimination - 1.0).abs() < 0.02, "{discrimination} {slope}");
        let graded = ItemModel::Gpcm { discrimination, steps: vec![-0.5, 0.6] };
        let slope = graded.marginalised(&uncertainty).discrimination();
        assert!((slope / discrimination - 1.0).abs() < 0.02, "{discrimination} {slope}");
    }
}

#[test]
fn parameters_known_exactly_change_nothing() {
    let items = [
        ItemModel::OnePl { difficulty: 0.2 },
        ItemModel::Gpcm { discrimination: 1.1, steps: vec![-0.3, 0.8] },
        ItemModel::FourPl { discrimination: 1.1, difficulty: 0.1, guessing: 0.1, ceiling: 0.9 },
    ];
    for item in items {
        assert_eq!(item.marginalised(&ParameterUncertainty::NONE), item);
    }
}

#[test]
fn a_graded_item_of_two_categories_is_treated_like_a_2pl_item() {
    let graded = ItemModel::Gpcm { discrimination: 1.4, steps: vec![0.6] }.marginalised(&ParameterUncertainty::AUTHOR);
    let two = ItemModel::TwoPl { discrimination: 1.4, difficulty: 0.6 }.marginalised(&ParameterUncertainty::AUTHOR);
    for step in 0..=16 {
        let theta = -4.0 + 0.5 * f64::from(step);
        assert!((graded.probability(theta, 1) - two.probability(theta, 1)).abs() < 0.01);
    }
}

#[test]
fn extreme_graded_items_keep_valid_parameters() {
    for steps in [vec![-50.0, 50.0], vec![3.0, -3.0, 3.0], vec![0.0; 9], vec![900.0, -900.0]] {
        for discrimination in [0.05, 1.0, 30.0] {
            let item = ItemModel::Gpcm { discrimination, steps: steps.clone() };
            let uncertainty = ParameterUncertainty { difficulty_sd: 2.0, log_discrimination_sd: 1.0 };
            assert_eq!(item.marginalised(&uncertainty).validate(), Ok(()), "{item:?}");
        }
    }
}

#[test]
fn an_impossible_uncertainty_makes_an_item_that_validation_refuses() {
    let uncertainty = ParameterUncertainty { difficulty_sd: f64::NAN, log_discrimination_sd: 0.3 };
    for item in [ItemModel::OnePl { difficulty: 0.2 }, ItemModel::Gpcm { discrimination: 1.1, steps: vec![0.0, 1.0] }] {
        assert!(item.marginalised(&uncertainty).validate().is_err());
    }
}

#[test]
fn a_pool_that_shares_its_projections_gets_each_item_to_the_bit() {
    // Rust prints a number so that it is read back to the bit.
    let bits = |model: &ItemModel| format!("{model:?}");
    let mut marginaliser = Marginaliser::default();
    for round in 0..2 {
        for place in 0..12 {
            let difficulty = f64::from(place) * 0.37 - 2.1;
            let uncertainty = ParameterUncertainty { difficulty_sd: if place % 3 == 0 { 0.85 } else { 0.5 }, log_discrimination_sd: 0.3 };
            let steps: Vec<f64> = [-0.9, 0.0, 0.9].iter().map(|step| step + difficulty).collect();
            let items = [
                ItemModel::OnePl { difficulty },
                ItemModel::TwoPl { discrimination: 1.4, difficulty },
                ItemModel::ThreePl { discrimination: 1.4, difficulty, guessing: 0.2 },
                ItemModel::FourPl { discrimination: 1.4, difficulty, guessing: 0.2, ceiling: 0.95 },
                ItemModel::Pcm { steps: steps.clone() },
                ItemModel::Gpcm { discrimination: 1.4, steps: steps.clone() },
                ItemModel::Rsm { difficulty, offsets: vec![-0.5, 0.5] },
                ItemModel::Grm { discrimination: 1.4, thresholds: steps },
                // what is not an item stays refused
                ItemModel::TwoPl { discrimination: f64::NAN, difficulty },
            ];
            for item in &items {
                assert_eq!(bits(&marginaliser.marginalised(item, &uncertainty)), bits(&item.marginalised(&uncertainty)), "{item:?}, round {round}");
            }
        }
    }
}
