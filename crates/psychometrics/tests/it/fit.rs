//! Do the tests of fit keep their level, and find what does not fit?

use proptest::prelude::*;
use psychometrics::fit::{
    FitError, FreeParameters, InformationCriteria, ItemFitSettings, LatentGradient, LatentNormal, LimitedInformationSettings, Moments, Outcome,
    empirical_curve, limited_information, local_dependence, mean_squares, parameter_count, pattern_deviance, posterior_means, probability_gradient, q3,
    q3_critical, rmsea, rmsea_interval, s_x2,
};
use psychometrics::model::ItemModel;
use psychometrics::random::Random;
use psychometrics::responses::{MISSING, Responses};
use psychometrics::simulation::draw_response;

use crate::model::{any_item, ordinary_item};

fn two_pl(count: usize) -> Vec<ItemModel> {
    (0..count)
        .map(|item| ItemModel::TwoPl { discrimination: 0.8 + 0.1 * (item % 7) as f64, difficulty: 3.0 * item as f64 / (count - 1) as f64 - 1.5 })
        .collect()
}

/// Some of every kind.
fn mixture() -> Vec<ItemModel> {
    vec![
        ItemModel::OnePl { difficulty: -0.5 },
        ItemModel::TwoPl { discrimination: 1.4, difficulty: 0.3 },
        ItemModel::ThreePl { discrimination: 1.2, difficulty: 0.2, guessing: 0.2 },
        ItemModel::FourPl { discrimination: 1.6, difficulty: -0.4, guessing: 0.1, ceiling: 0.95 },
        ItemModel::Gpcm { discrimination: 0.9, steps: vec![-0.8, 0.1, 0.9] },
        ItemModel::Pcm { steps: vec![0.4, -0.4] },
        ItemModel::Rsm { difficulty: 0.2, offsets: vec![-0.5, 0.5] },
        ItemModel::Rsm { difficulty: -0.6, offsets: vec![-0.5, 0.5] },
        ItemModel::Grm { discrimination: 1.3, thresholds: vec![-1.0, 0.2, 1.1] },
        ItemModel::Nrm { slopes: vec![0.5, 1.2], intercepts: vec![0.3, -0.2] },
    ]
}

fn draw(items: &[ItemModel], persons: usize, random: &mut Random) -> (Responses, Vec<f64>) {
    let (mut cells, mut abilities) = (Vec::new(), Vec::new());
    for _ in 0..persons {
        let theta = random.normal();
        cells.extend(items.iter().map(|item| u8::try_from(draw_response(item, theta, random)).unwrap()));
        abilities.push(theta);
    }
    (Responses::from_matrix(items.len(), cells).unwrap(), abilities)
}

fn rows(responses: &Responses) -> Vec<Vec<u8>> {
    (0..responses.persons()).map(|person| (0..responses.items()).map(|item| responses.get(person, item).unwrap_or(MISSING)).collect()).collect()
}

fn known(items: &[ItemModel]) -> ItemFitSettings {
    ItemFitSettings { estimated_parameters: vec![0; items.len()], ..ItemFitSettings::new(items) }
}

fn p_of(outcome: Outcome) -> f64 {
    let Outcome::Tested { p, .. } = outcome else { panic!("not enough data") };
    p
}

fn no_parameter(items: &[ItemModel]) -> FreeParameters {
    let mut free = FreeParameters::all(items);
    for (item, model) in items.iter().enumerate() {
        for parameter in 0..parameter_count(model) {
            free.fix(item, parameter);
        }
    }
    free
}

#[test]
fn the_score_test_of_a_fitting_item_keeps_its_level() {
    for (name, items) in [("2PL", two_pl(12)), ("every model", mixture())] {
        let (mut rejected, mut tests, mut sum) = (0.0, 0.0, 0.0);
        for sample in 0..40 {
            let (responses, _) = draw(&items, 400, &mut Random::new(31, sample));
            for item in s_x2(&responses, &items, &known(&items)).unwrap().items {
                let p = p_of(item.outcome);
                rejected += f64::from(u8::from(p < 0.05));
                sum += p;
                tests += 1.0;
            }
        }
        println!("S-X2, {name}: {tests} tests, {:.3} rejected at 0.05, mean p {:.3}", rejected / tests, sum / tests);
        // Three standard errors of 0.05 in about 450 tests.
        assert!((rejected / tests - 0.05_f64).abs() < 0.031, "{name}: {rejected} of {tests}");
        assert!((sum / tests - 0.5_f64).abs() < 0.045, "{name}");
    }
}

#[test]
fn the_score_test_finds_the_item_whose_curve_is_wrong() {
    let truth = two_pl(12);
    let (responses, _) = draw(&truth, 1500, &mut Random::new(32, 1));
    let mut believed = truth.clone();
    believed[5] = ItemModel::TwoPl { discrimination: 0.4, difficulty: truth[5].difficulty() };
    let report = s_x2(&responses, &believed, &known(&believed)).unwrap();
    assert!(p_of(report.items[5].outcome) < 1e-6);
    let least = (0..12).filter(|item| *item != 5).map(|item| p_of(report.items[item].outcome)).fold(1.0, f64::min);
    assert!(least > 1e-4, "{least}");
}

#[test]
fn score_groups_hold_everybody_once_and_no_small_cell() {
    let items = mixture();
    let (responses, _) = draw(&items, 700, &mut Random::new(33, 1));
    let report = s_x2(&responses, &items, &known(&items)).unwrap();
    let highest: usize = items.iter().map(|item| item.categories() - 1).sum();
    let between = rows(&responses).iter().filter(|row| (1..highest).contains(&row.iter().map(|category| usize::from(*category)).sum())).count();
    for item in &report.items {
        let total = |cells: &dyn Fn(&psychometrics::fit::ScoreGroup) -> f64| item.groups.iter().map(cells).sum::<f64>();
        assert!((total(&|group| group.observed.iter().sum()) - between as f64).abs() < 1e-9);
        assert!((total(&|group| group.expected.iter().sum()) - between as f64).abs() < 1e-6);
        assert!(item.groups.iter().all(|group| group.expected.iter().all(|expected| *expected <= 0.0 || *expected >= 1.0)));
        assert!(item.groups.windows(2).all(|pair| pair[0].scores.1 < pair[1].scores.0));
    }
}

#[test]
fn too_little_data_is_said_and_not_tested() {
    let items = two_pl(5);
    let (responses, _) = draw(&items, 8, &mut Random::new(34, 1));
    let report = s_x2(&responses, &items, &ItemFitSettings::new(&items)).unwrap();
    assert!(report.items.iter().all(|item| item.outcome == Outcome::NotEnoughData));
    assert_eq!(s_x2(&draw(&items[..1], 100, &mut Random::new(34, 2)).0, &items[..1], &known(&items[..1])), Err(FitError::TooFewItems));
    let nobody = Responses::from_matrix(5, vec![MISSING; 50]).unwrap();
    assert_eq!(s_x2(&nobody, &items, &known(&items)), Err(FitError::TooFewCompletePersons { complete: 0 }));
}

#[test]
fn persons_with_a_missing_answer_are_left_out_and_counted() {
    let items = two_pl(8);
    let (complete, _) = draw(&items, 300, &mut Random::new(35, 1));
    let mut cells = rows(&complete);
    let mut holes = rows(&draw(&items, 40, &mut Random::new(35, 2)).0);
    for (person, row) in holes.iter_mut().enumerate() {
        row[person % 8] = MISSING;
    }
    cells.extend(holes);
    let with_holes = Responses::from_matrix(8, cells.concat()).unwrap();
    let (report, all) = (s_x2(&with_holes, &items, &known(&items)).unwrap(), s_x2(&complete, &items, &known(&items)).unwrap());
    assert_eq!((report.persons, report.left_out, &report.items), (300, 40, &all.items));
    let settings = LimitedInformationSettings::new(&items);
    let (some, whole) = (limited_information(&with_holes, &items, &settings).unwrap(), limited_information(&complete, &items, &settings).unwrap());
    assert_eq!((some.persons, some.left_out, some.statistic.to_bits()), (300, 40, whole.statistic.to_bits()));
}

#[test]
fn the_order_of_persons_changes_no_bit() {
    let items = mixture();
    let (responses, abilities) = draw(&items, 250, &mut Random::new(36, 1));
    let mut order: Vec<usize> = (0..250).collect();
    Random::new(36, 2).shuffle(&mut order);
    let table = rows(&responses);
    let shuffled = Responses::from_matrix(items.len(), order.iter().flat_map(|person| table[*person].clone()).collect()).unwrap();
    // Equal abilities too.
    let rounded: Vec<f64> = abilities.iter().map(|ability| ability.round()).collect();
    let moved: Vec<f64> = order.iter().map(|person| rounded[*person]).collect();
    assert_eq!(s_x2(&responses, &items, &known(&items)), s_x2(&shuffled, &items, &known(&items)));
    assert_eq!(mean_squares(&responses, &items, &rounded), mean_squares(&shuffled, &items, &moved));
    assert_eq!(q3(&responses, &items, &rounded), q3(&shuffled, &items, &moved));
    assert_eq!(empirical_curve(&responses, &items, 4, &rounded, 7), empirical_curve(&shuffled, &items, 4, &moved, 7));
    let population = LatentNormal::STANDARD;
    assert_eq!(local_dependence(&responses, &items, &population), local_dependence(&shuffled, &items, &population));
    let settings = LimitedInformationSettings { moments: Moments::CollapsedPairs, ..LimitedInformationSettings::new(&items) };
    assert_eq!(limited_information(&responses, &items, &settings), limited_information(&shuffled, &items, &settings));
}

#[test]
fn mean_squares_are_one_at_the_true_abilities_and_show_noise() {
    let items = mixture();
    let (responses, abilities) = draw(&items, 2000, &mut Random::new(37, 1));
    for item in mean_squares(&responses, &items, &abilities).unwrap().into_iter().flatten() {
        assert!(item.infit.t.is_some_and(|t| t.abs() < 3.5) && item.outfit.t.is_some_and(|t| t.abs() < 3.5), "{item:?}");
        assert!((item.infit.value - 1.0).abs() < 0.1 && item.answers == 2000);
    }
    // Coin flips on item 1.
    let mut table = rows(&responses);
    for (person, row) in table.iter_mut().enumerate() {
        row[1] = u8::from(person % 2 == 0);
    }
    let noisy = Responses::from_matrix(items.len(), table.concat()).unwrap();
    let fit = mean_squares(&noisy, &items, &abilities).unwrap()[1].unwrap();
    assert!(fit.infit.value > 1.2 && fit.infit.t.is_some_and(|t| t > 5.0) && fit.outfit.value > fit.infit.value, "{fit:?}");
    // Nobody met item 0.
    let unseen = Responses::from_persons(2, [[(1, 1)], [(1, 0)]]).unwrap();
    assert_eq!(mean_squares(&unseen, &items[..2], &[0.0, 0.0]).unwrap()[0], None);
}

#[test]
fn an_item_entered_twice_is_found_by_its_residuals_and_its_table() {
    let items = two_pl(10);
    let (responses, _) = draw(&items, 800, &mut Random::new(38, 1));
    let mut table = rows(&responses);
    for row in &mut table {
        row[7] = row[3];
    }
    let mut believed = items.clone();
    believed[7] = believed[3].clone();
    let twice = Responses::from_matrix(10, table.concat()).unwrap();
    let abilities = |responses: &Responses, items: &[ItemModel]| -> Vec<f64> {
        posterior_means(responses, items, &LatentNormal::STANDARD).unwrap().iter().map(|person| person.mean).collect()
    };
    let found = q3(&twice, &believed, &abilities(&twice, &believed)).unwrap();
    assert!((found.get(3, 7).unwrap() - 1.0).abs() < 1e-12 && found.get(5, 5) == Some(1.0) && found.items() == 10);
    assert_eq!(found.dependent_pairs(0.2).iter().map(|pair| (pair.0, pair.1)).collect::<Vec<_>>(), [(3, 7)]);
    let clean = q3(&responses, &items, &abilities(&responses, &items)).unwrap();
    assert!((clean.mean().unwrap() + 1.0 / 9.0).abs() < 0.05, "{:?}", clean.mean());
    assert!(clean.dependent_pairs(0.2).is_empty());
    let critical = q3_critical(&items, &LatentNormal::STANDARD, 800, 12, 0.05, &mut Random::new(38, 2)).unwrap();
    assert!(clean.largest_above_mean().unwrap() < 1.2 * critical.largest_above_mean && found.largest_above_mean().unwrap() > 3.0 * critical.largest_above_mean);
    assert!((critical.mean - clean.mean().unwrap()).abs() < 0.015);
    let pairs = local_dependence(&twice, &believed, &LatentNormal::STANDARD).unwrap();
    let largest = pairs.iter().max_by(|left, right| left.x2.total_cmp(&right.x2)).unwrap();
    assert_eq!((pairs.len(), largest.items), (45, (3, 7)));
    assert!(largest.cramers_v > 0.5 && largest.p < 1e-12 && largest.standardised > 10.0);
}

#[test]
fn pairs_of_independent_items_have_chi_squares_of_their_degrees_of_freedom() {
    let items = mixture();
    let (mut sum, mut degrees, mut likelihood) = (0.0, 0.0, 0.0);
    for sample in 0..8 {
        for pair in local_dependence(&draw(&items, 500, &mut Random::new(39, sample)).0, &items, &LatentNormal::STANDARD).unwrap() {
            sum += pair.x2;
            likelihood += pair.g2;
            degrees += (items[pair.items.0].categories() * items[pair.items.1].categories() - 1) as f64;
        }
    }
    // The parameters are known, margins included: each table has all of its cells but one. The tables of one item vary together.
    assert!((sum / degrees - 1.0_f64).abs() < 0.12 && (likelihood / degrees - 1.0_f64).abs() < 0.12, "{} {}", sum / degrees, likelihood / degrees);
}

#[test]
fn the_test_of_the_whole_model_keeps_its_level() {
    for (moments, items) in [(Moments::Collapsed, two_pl(6)), (Moments::CollapsedPairs, mixture()), (Moments::Full, mixture()[3..7].to_vec())] {
        let settings = LimitedInformationSettings { moments, free: no_parameter(&items), ..LimitedInformationSettings::new(&items) };
        let (mut rejected, mut sum, mut degrees) = (0.0, 0.0, 0.0);
        let samples = 60_u64;
        for sample in 0..samples {
            let fit = limited_information(&draw(&items, 400, &mut Random::new(40, sample)).0, &items, &settings).unwrap();
            assert_eq!(fit.degrees_of_freedom, fit.moments);
            rejected += f64::from(u8::from(fit.p < 0.05));
            sum += fit.statistic;
            degrees += fit.degrees_of_freedom as f64;
        }
        println!("{moments:?}: {rejected} of {samples} rejected, statistic {:.3} of its degrees of freedom", sum / degrees);
        assert!(rejected <= 0.15 * samples as f64 && (sum / degrees - 1.0_f64).abs() < 0.1, "{moments:?}");
    }
}

#[test]
fn estimated_parameters_take_their_directions_out_of_the_residuals() {
    let items = two_pl(8);
    let (responses, _) = draw(&items, 1000, &mut Random::new(41, 1));
    // Parameters that are a little off, as an estimate is.
    let off: Vec<ItemModel> = items
        .iter()
        .enumerate()
        .map(|(item, model)| ItemModel::TwoPl {
            discrimination: model.discrimination() * if item % 2 == 0 { 1.05 } else { 0.96 },
            difficulty: model.difficulty() + if item % 3 == 0 { 0.06 } else { -0.05 },
        })
        .collect();
    let statistic = |items: &[ItemModel], free: FreeParameters| {
        let fit = limited_information(&responses, items, &LimitedInformationSettings { free, ..LimitedInformationSettings::new(items) }).unwrap();
        (fit.statistic, fit.degrees_of_freedom)
    };
    let (here, there) = (statistic(&items, FreeParameters::all(&items)), statistic(&off, FreeParameters::all(&off)));
    let fixed = (statistic(&items, no_parameter(&items)), statistic(&off, no_parameter(&off)));
    assert_eq!((here.1, fixed.0.1), (36 - 16, 36));
    assert!((here.0 - there.0).abs() < 2.0 && (fixed.0.0 - fixed.1.0).abs() > 8.0, "{here:?} {there:?} {fixed:?}");
    assert!(here.0 < fixed.0.0);
}

#[test]
fn right_wrong_items_have_one_kind_of_moments() {
    let items = two_pl(6);
    let (responses, _) = draw(&items, 500, &mut Random::new(42, 1));
    let fit = |moments| limited_information(&responses, &items, &LimitedInformationSettings { moments, ..LimitedInformationSettings::new(&items) }).unwrap();
    assert_eq!(fit(Moments::Collapsed), fit(Moments::Full));
    assert_eq!(fit(Moments::Collapsed), fit(Moments::CollapsedPairs));
}

#[test]
fn an_estimated_variance_is_a_parameter_like_any_other() {
    let items: Vec<ItemModel> = (0..7).map(|item| ItemModel::OnePl { difficulty: f64::from(item) * 0.4 - 1.2 }).collect();
    let (responses, _) = draw(&items, 600, &mut Random::new(43, 1));
    let fit = |latent_gradient, variance| {
        let mut free = FreeParameters::all(&items);
        free.latent_variance = true;
        let population = LatentNormal::new(0.0, variance);
        limited_information(&responses, &items, &LimitedInformationSettings { free, population, latent_gradient, ..LimitedInformationSettings::new(&items) })
            .unwrap()
    };
    let (right, as_mirt) = (fit(LatentGradient::Included, 1.0), fit(LatentGradient::CountedOnly, 1.0));
    assert_eq!((right.degrees_of_freedom, as_mirt.degrees_of_freedom), (28 - 8, 28 - 8));
    assert!(right.statistic < as_mirt.statistic);
    // A variance that is off is forgiven when it counts as estimated.
    assert!((fit(LatentGradient::Included, 1.1).statistic - right.statistic).abs() < 1.0);
}

#[test]
fn parameters_that_move_nothing_of_their_own_are_not_counted_twice() {
    let items: Vec<ItemModel> = (0..6).map(|item| ItemModel::Rsm { difficulty: f64::from(item) * 0.3 - 0.7, offsets: vec![-0.6, 0.1, 0.5] }).collect();
    let free = FreeParameters::all(&items);
    assert_eq!(free.count(), 6 + 3);
    let (responses, _) = draw(&items, 500, &mut Random::new(44, 1));
    let fit = limited_information(&responses, &items, &LimitedInformationSettings::new(&items)).unwrap();
    // One offset only moves the difficulties.
    assert_eq!((fit.moments, fit.degrees_of_freedom), (21, 21 - 8));
}

#[test]
fn what_cannot_be_tested_is_an_error() {
    let items = two_pl(3);
    let (responses, _) = draw(&items, 200, &mut Random::new(45, 1));
    let settings = LimitedInformationSettings::new(&items);
    assert_eq!(limited_information(&responses, &items, &settings), Err(FitError::NoDegreesOfFreedom { moments: 6, parameters: 6 }));
    let alike = Responses::from_matrix(3, [1, 0, 1, 1, 1, 0].repeat(20)).unwrap();
    assert_eq!(limited_information(&alike, &items, &settings), Err(FitError::OneCategoryOnly { item: 0 }));
    assert_eq!(mean_squares(&responses, &items, &[0.0]), Err(FitError::PersonsDiffer { abilities: 1, persons: 200 }));
    assert_eq!(q3(&responses, &items[..2], &[0.0; 200]), Err(FitError::ItemsDiffer { models: 2, items: 3 }));
    let odd = Responses::from_matrix(3, vec![0, 2, 0]).unwrap();
    assert_eq!(s_x2(&odd, &items, &known(&items)), Err(FitError::NoSuchCategory { person: 0, item: 1, category: 2 }));
    assert_eq!(LatentNormal::new(0.0, 0.0).nodes(), Err(FitError::Latent));
    assert_eq!(LatentNormal { range: (80.0, 90.0), ..LatentNormal::STANDARD }.nodes(), Err(FitError::Latent));
}

#[test]
fn gradients_are_the_numerical_derivatives_of_the_probabilities() {
    for item in mixture() {
        for parameter in 0..parameter_count(&item) {
            for theta in [-2.3, -0.4, 0.0, 0.7, 1.9] {
                let by = |step: f64| {
                    let mut cells = Vec::new();
                    moved(&item, parameter, step).probabilities(theta, &mut cells);
                    cells
                };
                let (above, below) = (by(1e-5), by(-1e-5));
                for (category, ours) in probability_gradient(&item, theta, parameter).into_iter().enumerate() {
                    let numerical = (above[category] - below[category]) / 2e-5;
                    assert!((ours - numerical).abs() < 1e-9, "{item:?} {parameter} {theta} {category}: {ours} {numerical}");
                }
            }
        }
    }
}

/// The item with one parameter moved; a PCM or 1PL item keeps its slope.
fn moved(item: &ItemModel, parameter: usize, by: f64) -> ItemModel {
    let mut item = item.clone();
    match &mut item {
        ItemModel::OnePl { difficulty } => *difficulty += by,
        ItemModel::TwoPl { discrimination, difficulty } => *[discrimination, difficulty][parameter] += by,
        ItemModel::ThreePl { discrimination, difficulty, guessing } => *[discrimination, difficulty, guessing][parameter] += by,
        ItemModel::FourPl { discrimination, difficulty, guessing, ceiling } => *[discrimination, difficulty, guessing, ceiling][parameter] += by,
        ItemModel::Pcm { steps } => steps[parameter] += by,
        ItemModel::Gpcm { discrimination: first, steps: rest }
        | ItemModel::Grm { discrimination: first, thresholds: rest }
        | ItemModel::Rsm { difficulty: first, offsets: rest } => {
            if parameter == 0 {
                *first += by;
            } else {
                rest[parameter - 1] += by;
            }
        }
        ItemModel::Nrm { slopes, intercepts } => {
            if parameter < slopes.len() {
                slopes[parameter] += by;
            } else {
                intercepts[parameter - slopes.len()] += by;
            }
        }
    }
    item
}

#[test]
fn an_empirical_curve_follows_the_items_curve() {
    let items = mixture();
    let (responses, abilities) = draw(&items, 3000, &mut Random::new(46, 1));
    let mut largest = 0.0_f64;
    for item in 0..items.len() {
        let curve = empirical_curve(&responses, &items, item, &abilities, 10).unwrap();
        assert_eq!((curve.len(), curve.iter().map(|point| point.persons).sum::<usize>()), (10, 3000));
        assert!(curve.windows(2).all(|pair| pair[0].ability < pair[1].ability));
        for point in &curve {
            assert!((point.observed.iter().sum::<f64>() - 1.0).abs() < 1e-12 && (point.expected.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            largest = point.standardised.iter().fold(largest, |largest, residual| largest.max(residual.abs()));
        }
    }
    assert!((2.0..4.5).contains(&largest), "{largest}");
    assert_eq!(empirical_curve(&responses, &items, 0, &abilities, 5000).unwrap().len(), 3000);
}

#[test]
fn the_interval_holds_the_estimate_and_closes_with_more_persons() {
    for (statistic, degrees) in
        [(30.0, 20), (55.0, 20), (4.0, 20), (2500.0, 35), (80_000.0, 1200), (199_000.0, 15), (201_000.0, 15), (1e9, 15), (1e30, 3), (1e200, 3)]
    {
        let mut width = f64::INFINITY;
        for persons in [100, 1000, 10_000] {
            let ((low, high), value) = (rmsea_interval(statistic, degrees, persons, 0.9).unwrap(), rmsea(statistic, degrees, persons).unwrap());
            assert!(low <= value && value <= high.max(value) && high - low <= width, "{statistic} {degrees}: {low} {value} {high}");
            width = high - low;
        }
    }
    // Where the sum of the mixture gives way to the normal approximation nothing jumps: both are the estimate ± 1.645 · 2 √λ.
    let width = |statistic: f64| {
        let (low, high) = rmsea_interval(statistic, 15, 1000, 0.9).unwrap();
        (high - low) * (15.0 * 999.0_f64).sqrt() / (2.0 * 1.644_853_627)
    };
    assert!((width(195_000.0) / width(205_000.0) - 1.0).abs() < 1e-4 && (width(195_000.0) - 1.0).abs() < 1e-3, "{} {}", width(195_000.0), width(205_000.0));
    assert_eq!(rmsea_interval(10.0, 0, 100, 0.9), None);
    assert_eq!(rmsea_interval(10.0, 3, 100, 1.5), None);
    assert_eq!(rmsea_interval(0.0, 3, 100, 0.9), Some((0.0, 0.0)));
}

#[test]
fn patterns_have_the_deviance_of_their_shares() {
    // Four patterns, one person each: the saturated model gives each a quarter.
    let responses = Responses::from_matrix(2, vec![0, 0, 0, 1, 1, 0, 1, 1]).unwrap();
    let deviance = pattern_deviance(&responses, &[2, 2], -6.0, 1).unwrap().unwrap();
    assert!((deviance.g2 - 2.0 * (4.0 * libm::log(0.25) + 6.0)).abs() < 1e-12 && deviance.degrees_of_freedom == 2);
    // With two degrees of freedom P(χ² > x) is e^(−x / 2).
    assert!((deviance.p - libm::exp(-deviance.g2 / 2.0)).abs() < 1e-14);
    assert_eq!(pattern_deviance(&responses, &[2, 2], -6.0, 3), Ok(None));
    assert_eq!(pattern_deviance(&responses, &[2, 2], f64::NAN, 1), Err(FitError::OutOfRange));
    let small = InformationCriteria { log_likelihood: -100.0, parameters: 4, persons: 50 };
    let large = InformationCriteria { log_likelihood: -98.0, parameters: 6, persons: 50 };
    assert!((small.bic() - (200.0 + 4.0 * libm::log(50.0))).abs() < 1e-12 && small.aicc() > small.aic() && small.sabic() < small.bic());
    assert!((small.likelihood_ratio(&large).unwrap().p - libm::exp(-2.0)).abs() < 1e-14);
    assert_eq!(large.likelihood_ratio(&small), None);
}

fn hostile() -> impl Strategy<Value = (Vec<ItemModel>, Vec<u8>, Vec<f64>)> {
    let item = prop_oneof![ordinary_item(), any_item()];
    (prop::collection::vec(item, 1..5), 1..30_usize).prop_flat_map(|(items, persons)| {
        let width = items.len();
        let cells = prop::collection::vec(prop_oneof![4 => 0..4_u8, 1 => Just(MISSING)], width * persons);
        (Just(items), cells, prop::collection::vec(-30.0..30.0_f64, persons))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_data_makes_a_panic_or_a_number_that_is_none((items, cells, abilities) in hostile()) {
        let width = items.len();
        let possible: Vec<u8> = cells.iter().enumerate().map(|(place, cell)| if *cell == MISSING { MISSING } else { (usize::from(*cell) % items[place % width].categories()) as u8 }).collect();
        let responses = Responses::from_matrix(width, possible).unwrap();
        let finite = |value: f64| prop::test_runner::TestCaseResult::from(if value.is_finite() { Ok(()) } else { Err(TestCaseError::fail(format!("{value}"))) });
        if let Ok(report) = s_x2(&responses, &items, &known(&items)) {
            for item in report.items {
                if let Outcome::Tested { statistic, degrees_of_freedom, p, rmsea } = item.outcome {
                    prop_assert!(degrees_of_freedom > 0 && (0.0..=1.0).contains(&p));
                    finite(statistic)?;
                    finite(rmsea.unwrap_or(0.0))?;
                }
            }
        }
        for item in mean_squares(&responses, &items, &abilities).unwrap().into_iter().flatten() {
            for square in [item.infit, item.outfit] {
                finite(square.value)?;
                finite(square.t.unwrap_or(0.0))?;
            }
        }
        let residuals = q3(&responses, &items, &abilities).unwrap();
        finite(residuals.mean().unwrap_or(0.0))?;
        finite(residuals.largest_above_mean().unwrap_or(0.0))?;
        if let Ok(pairs) = local_dependence(&responses, &items, &LatentNormal::STANDARD) {
            for pair in pairs {
                for value in [pair.x2, pair.g2, pair.p, pair.standardised, pair.cramers_v] {
                    finite(value)?;
                }
            }
        }
        for moments in [Moments::Collapsed, Moments::CollapsedPairs, Moments::Full] {
            if moments == Moments::Full && items.iter().map(ItemModel::categories).sum::<usize>() > 14 {
                continue; // hundreds of moments are the same code, slowly
            }
            for free in [FreeParameters::all(&items), no_parameter(&items)] {
                let settings = LimitedInformationSettings { moments, free, ..LimitedInformationSettings::new(&items) };
                if let Ok(fit) = limited_information(&responses, &items, &settings) {
                    let (low, high) = fit.rmsea_interval.unwrap_or((0.0, 0.0));
                    for value in [fit.statistic, fit.p, low, high, fit.rmsea.unwrap_or(0.0), fit.srmsr.unwrap_or(0.0), fit.tli.unwrap_or(0.0), fit.cfi.unwrap_or(0.0)] {
                        finite(value)?;
                    }
                }
            }
        }
        for person in posterior_means(&responses, &items, &LatentNormal::STANDARD).unwrap() {
            finite(person.mean)?;
            finite(person.standard_deviation)?;
        }
        for point in empirical_curve(&responses, &items, 0, &abilities, 4).unwrap() {
            for value in point.observed.iter().chain(&point.expected).chain(&point.standardised).chain([&point.ability]) {
                finite(*value)?;
            }
        }
    }
}
