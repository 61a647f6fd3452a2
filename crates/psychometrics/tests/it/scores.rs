//! What sum scores, equating, reliability and classification promise.

use proptest::prelude::*;
use psychometrics::ability::map;
use psychometrics::ability::{Bound, Response};
use psychometrics::classical::{ClassicalError, describe};
use psychometrics::classification::{ClassificationError, agreement, from_estimates, from_items, from_sum_scores, levels_of_posterior};
use psychometrics::model::{ItemModel, ModelError};
use psychometrics::quadrature::{Node, normal_grid};
use psychometrics::random::Random;
use psychometrics::reliability::{ReliabilityError, conditional, empirical, empirical_unshrunken, marginal};
use psychometrics::responses::{MISSING, Responses};
use psychometrics::score::equating::{observed_score, true_score, true_score_of};
use psychometrics::score::{ScoreError, ScoreTable, expected_score, maximum_score, score_distribution};
use psychometrics::simulation::draw_response;

use crate::model::{any_item, ordinary_item};

/// Every pattern of answers, with its probability, added to its score.
fn by_enumeration(items: &[ItemModel], theta: f64) -> Vec<f64> {
    let mut distribution = vec![0.0; maximum_score(items) + 1];
    let mut pattern = vec![0; items.len()];
    loop {
        let probability = items.iter().zip(&pattern).fold(1.0, |product, (item, category)| product * item.probability(theta, *category));
        distribution[pattern.iter().sum::<usize>()] += probability;
        let Some(place) = (0..items.len()).find(|place| pattern[*place] + 1 < items[*place].categories()) else { return distribution };
        pattern[place] += 1;
        pattern[..place].fill(0);
    }
}

fn test(count: usize, guessing: f64, shift: f64) -> Vec<ItemModel> {
    let place = |index: usize| -1.8 + 3.6 * index as f64 / count as f64 + shift;
    (0..count).map(|index| ItemModel::ThreePl { discrimination: 1.0 + 0.03 * index as f64, difficulty: place(index), guessing }).collect()
}

fn population() -> Vec<Node> {
    normal_grid(0.0, 1.0, -6.0, 6.0, 121)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn the_recursion_counts_every_pattern(items in prop::collection::vec(ordinary_item(), 1..5), theta in -4.0..4.0_f64) {
        let (ours, theirs) = (score_distribution(&items, theta).unwrap(), by_enumeration(&items, theta));
        prop_assert_eq!(ours.len(), theirs.len());
        for (own, other) in ours.iter().zip(&theirs) {
            prop_assert!((own - other).abs() < 1e-12, "{:?} {:?}", ours, theirs);
        }
    }

    #[test]
    fn scores_of_any_items_have_finite_probabilities_that_sum_to_one_in_any_order(items in prop::collection::vec(any_item(), 1..6), theta in -50.0..50.0_f64, seed in any::<u64>()) {
        let distribution = score_distribution(&items, theta).unwrap();
        prop_assert!(distribution.iter().all(|probability| (0.0..=1.0 + 1e-12).contains(probability)));
        prop_assert!((distribution.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        let mut shuffled = items.clone();
        Random::new(seed, 0).shuffle(&mut shuffled);
        prop_assert_eq!(score_distribution(&shuffled, theta).unwrap(), distribution);
        let table = ScoreTable::new(&items, &normal_grid(0.0, 1.0, -4.0, 4.0, 9)).unwrap();
        prop_assert!(table.estimates().iter().all(|own| own.theta.is_finite() && !own.standard_error.is_nan()));
        prop_assert!((0.0..=1.0).contains(&table.reliability()));
        for own in true_score(&items, &shuffled).unwrap() {
            prop_assert!(own.equated.is_finite() && !own.theta.is_nan());
        }
    }

    #[test]
    fn a_test_equated_with_itself_gives_its_scores_back(guessing in 0.0..0.3_f64) {
        let items = test(10, guessing, 0.0);
        for own in true_score(&items, &items).unwrap() {
            prop_assert!((own.equated - own.score).abs() < 1e-9, "{own:?}");
        }
        for own in observed_score(&items, &items, &population()).unwrap() {
            prop_assert!((own.equated - own.score).abs() < 1e-9, "{own:?}");
        }
    }

    #[test]
    fn equated_scores_rise_between_the_two_ends(shift in -1.0..1.0_f64, guessing in 0.0..0.3_f64) {
        let (x, y) = (test(10, guessing, 0.0), test(12, 0.2, shift));
        let equated = true_score(&x, &y).unwrap();
        prop_assert!(equated[0].equated.abs() < 1e-12 && (equated[10].equated - 12.0).abs() < 1e-12);
        prop_assert!(equated.windows(2).all(|pair| pair[0].equated < pair[1].equated));
        let back = true_score_of(&y, &x, equated[6].equated).unwrap();
        prop_assert!((back.equated - 6.0).abs() < 1e-8, "{back:?}");
    }
}

#[test]
fn observed_score_equating_gives_y_the_distribution_of_the_equated_scores() {
    let (x, y) = (test(30, 0.0, 0.0), test(30, 0.0, 0.6));
    let equated = observed_score(&x, &y, &population()).unwrap();
    let (from, to) = (ScoreTable::new(&x, &population()).unwrap(), ScoreTable::new(&y, &population()).unwrap());
    let moment = |power: i32, table: &ScoreTable, value: &dyn Fn(usize) -> f64| {
        table.probabilities().iter().enumerate().map(|(score, weight)| weight * (0..power).fold(1.0, |product, _| product * value(score))).sum::<f64>()
    };
    for power in [1, 2] {
        let (ours, theirs) = (moment(power, &from, &|score| equated[score].equated), moment(power, &to, &|score| score as f64));
        assert!((ours / theirs - 1.0).abs() < 0.005, "{ours} {theirs}");
    }
}

#[test]
fn the_estimate_of_a_rasch_score_is_the_mean_of_every_pattern_with_that_score() {
    let items: Vec<ItemModel> = [-1.0, 0.2, 0.9].map(|difficulty| ItemModel::OnePl { difficulty }).to_vec();
    let table = ScoreTable::new(&items, &population()).unwrap();
    let one: Vec<Response<'_>> = items.iter().zip([0, 1, 0]).map(|(model, category)| Response { model, category }).collect();
    let own = psychometrics::ability::eap(&one, &population()).unwrap();
    assert!((table.estimates()[1].theta - own.theta).abs() < 1e-12 && (table.estimates()[1].standard_error - own.standard_error).abs() < 1e-12);
    assert_eq!(own.bound, Bound::Inside);
    let (mean, _) = table.score_moments();
    let expected = population().iter().map(|node| node.weight * expected_score(&items, node.point)).sum::<f64>()
        / population().iter().map(|node| node.weight).sum::<f64>();
    assert!((mean - expected).abs() < 1e-12);
}

#[test]
fn a_score_table_counts_what_was_seen_against_what_was_expected() {
    let items = test(3, 0.0, 0.0);
    let table = ScoreTable::new(&items, &population()).unwrap();
    let rows = table.against(&[10.0, 20.0, 30.0, 40.0]).unwrap();
    assert!((rows.iter().map(|row| row.expected).sum::<f64>() - 100.0).abs() < 1e-9);
    assert_eq!(table.against(&[1.0]), Err(ScoreError::LengthsDiffer { scores: 4, counts: 1 }));
    assert_eq!(table.against(&[1.0, f64::NAN, 0.0, 0.0]), Err(ScoreError::NotFinite));
}

#[test]
fn tests_without_items_or_with_impossible_ones_are_refused() {
    let bad = [ItemModel::TwoPl { discrimination: 0.0, difficulty: 0.0 }];
    let error = ScoreError::Model { item: 0, error: ModelError::DiscriminationNotPositive };
    assert_eq!(score_distribution(&[], 0.0), Err(ScoreError::NoItem));
    assert_eq!(score_distribution(&bad, 0.0), Err(error));
    assert_eq!(score_distribution(&test(2, 0.0, 0.0), f64::NAN), Err(ScoreError::NotFinite));
    assert_eq!(ScoreTable::new(&test(2, 0.0, 0.0), &[]), Err(ScoreError::Nodes));
    assert_eq!(true_score(&bad, &test(2, 0.0, 0.0)), Err(error));
    assert_eq!(true_score_of(&test(2, 0.0, 0.0), &test(2, 0.0, 0.0), f64::INFINITY), Err(ScoreError::NotFinite));
    assert_eq!(marginal(&[], 0.0, 1.0), Err(ReliabilityError::NoItem));
    assert_eq!(marginal(&test(2, 0.0, 0.0), 0.0, 0.0), Err(ReliabilityError::NotFinite));
    assert_eq!(from_items(&bad, &population(), &[0.0]), Err(ClassificationError::Score(error)));
}

#[test]
fn reliabilities_predicted_and_seen_agree() {
    let items = test(25, 0.0, 0.0);
    let (mut thetas, mut errors) = (Vec::new(), Vec::new());
    for person in 0..600 {
        let mut random = Random::new(11, person);
        let theta = random.normal();
        let answers: Vec<Response<'_>> = items.iter().map(|model| Response { model, category: draw_response(model, theta, &mut random) }).collect();
        let estimate = map(&answers, 0.0, 1.0).unwrap();
        thetas.push(estimate.theta);
        errors.push(estimate.standard_error);
    }
    let (predicted, seen) = (marginal(&items, 0.0, 1.0).unwrap(), empirical(&thetas, &errors).unwrap());
    assert!((predicted - seen).abs() < 0.03, "{predicted} {seen}");
    assert!(conditional(&items, 0.0, 1.0).unwrap() > conditional(&items, 3.5, 1.0).unwrap());
    assert!(empirical_unshrunken(&[0.0, 1.0, 2.0], &[0.5, 0.5, 0.5]).unwrap() > 0.7);
    assert_eq!(empirical(&[0.0], &[1.0]), Err(ReliabilityError::NoVariance));
    assert_eq!(empirical(&[0.0, 0.0], &[0.0, 0.0]), Err(ReliabilityError::NoVariance));
    assert_eq!(empirical(&[0.0, 1.0], &[0.1]), Err(ReliabilityError::LengthsDiffer));
    assert_eq!(empirical(&[0.0, f64::NAN], &[0.1, 0.1]), Err(ReliabilityError::NotFinite));
}

#[test]
fn classification_predicted_from_items_is_what_simulated_persons_get() {
    let items = test(25, 0.1, 0.0);
    let cuts = [10.0, 16.0];
    let predicted = from_sum_scores(&items, &population(), &cuts).unwrap();
    let level = |score: f64| cuts.iter().filter(|cut| **cut <= score).count();
    let (mut right, mut same, persons) = (0, 0, 4000);
    for person in 0..persons {
        let mut random = Random::new(3, person);
        let theta = random.normal();
        let mut score = || items.iter().map(|item| draw_response(item, theta, &mut random)).sum::<usize>() as f64;
        let (one, two) = (level(score()), level(score()));
        right += usize::from(one == level(expected_score(&items, theta)));
        same += usize::from(one == two);
    }
    let share = |count: usize| count as f64 / persons as f64;
    assert!((predicted.accuracy - share(right)).abs() < 0.02, "{} {}", predicted.accuracy, share(right));
    assert!((predicted.consistency - share(same)).abs() < 0.02, "{} {}", predicted.consistency, share(same));
    assert!((predicted.table.iter().flatten().sum::<f64>() - 1.0).abs() < 1e-9);
    assert!(predicted.kappa > 0.0 && predicted.kappa < predicted.consistency && predicted.consistency < predicted.accuracy);
    let by_ability = from_items(&items, &population(), &[-0.5, 0.6]).unwrap();
    assert!(by_ability.accuracy > 0.6 && by_ability.accuracy < 1.0);
}

#[test]
fn lees_indices_are_those_of_every_pattern() {
    let items = test(5, 0.1, 0.0);
    let nodes = normal_grid(0.0, 1.0, -2.0, 2.0, 9);
    let ours = from_sum_scores(&items, &nodes, &[2.0, 4.0]).unwrap();
    let level = |score: f64| usize::from(score >= 2.0) + usize::from(score >= 4.0);
    let total: f64 = nodes.iter().map(|node| node.weight).sum();
    let mut table = vec![vec![0.0; 3]; 3];
    let mut same = 0.0;
    for node in &nodes {
        let scores = by_enumeration(&items, node.point);
        let mean: f64 = scores.iter().enumerate().map(|(score, share)| score as f64 * share).sum();
        let mut given = [0.0; 3];
        for (score, share) in scores.iter().enumerate() {
            given[level(score as f64)] += share;
        }
        for (row, share) in table.iter_mut().zip(given) {
            row[level(mean)] += node.weight / total * share;
            same += node.weight / total * share * share;
        }
    }
    assert!(ours.table.iter().flatten().zip(table.iter().flatten()).all(|(own, other)| (own - other).abs() < 1e-12), "{:?} {table:?}", ours.table);
    assert!((ours.consistency - same).abs() < 1e-12 && (ours.accuracy - (table[0][0] + table[1][1] + table[2][2])).abs() < 1e-12);
}

#[test]
fn a_posterior_known_for_sure_classifies_without_error() {
    let sure = from_estimates(&[-1.0, 0.0, 1.0], &[0.0; 3], &[0.0, 0.5]).unwrap();
    assert_eq!((sure.accuracy, sure.consistency, sure.kappa), (1.0, 1.0, 1.0));
    assert!((sure.table[1][1] - 1.0 / 3.0).abs() < 1e-15);
    let nodes = normal_grid(0.0, 1.0, -1.0, 1.0, 5);
    assert_eq!(levels_of_posterior(&nodes, &[0.0, 0.0, 1.0, 0.0, 3.0], &[0.25]).unwrap(), [0.25, 0.75]);
}

#[test]
fn impossible_classifications_are_refused() {
    assert_eq!(from_estimates(&[], &[], &[0.0]), Err(ClassificationError::NoPerson));
    assert_eq!(from_estimates(&[0.0], &[], &[0.0]), Err(ClassificationError::LengthsDiffer));
    assert_eq!(from_estimates(&[0.0], &[-1.0], &[0.0]), Err(ClassificationError::NotFinite));
    assert_eq!(from_estimates(&[0.0], &[1.0], &[1.0, 0.0]), Err(ClassificationError::CutsOutOfOrder));
    assert_eq!(from_estimates(&[0.0], &[1.0], &[f64::NAN]), Err(ClassificationError::NotFinite));
    assert_eq!(agreement(&[vec![0.5, 0.5]], &[2]), Err(ClassificationError::NoSuchLevel { level: 2 }));
    assert_eq!(agreement(&[vec![0.0, 0.0]], &[0]), Err(ClassificationError::NotFinite));
}

#[test]
fn classical_statistics_leave_out_persons_with_gaps_and_say_none_where_nothing_varies() {
    let responses = Responses::from_matrix(3, vec![1, 0, 1, 1, 1, 0, 1, MISSING, 1, 1, 0, 0]).unwrap();
    let test = describe(&responses).unwrap();
    assert_eq!(test.persons, 3);
    assert_eq!((test.items[0].mean, test.items[0].item_total, test.items[0].item_rest), (1.0, None, None));
    let alike = describe(&Responses::from_matrix(2, vec![1, 0, 1, 0]).unwrap()).unwrap();
    assert_eq!((alike.alpha, alike.sd), (None, 0.0));
    let empty = Responses::from_matrix(2, vec![1, MISSING, MISSING, 0]).unwrap();
    assert_eq!(describe(&empty), Err(ClassicalError::TooFewPersons { persons: 0 }));
}

#[test]
fn marginal_reliability_does_not_depend_on_the_unit_of_ability() {
    // A Rasch scale with standard deviation 1.9 and the same test with slope 1.9 on a scale of standard deviation 1 are one model.
    let sd = 1.9;
    let rasch: Vec<ItemModel> = (0..5).map(|item| ItemModel::OnePl { difficulty: 0.8 * f64::from(item) - 1.3 }).collect();
    let standard: Vec<ItemModel> = rasch.iter().map(|item| ItemModel::TwoPl { discrimination: sd, difficulty: item.difficulty() / sd }).collect();
    assert!((marginal(&rasch, 0.0, sd).unwrap() - marginal(&standard, 0.0, 1.0).unwrap()).abs() < 1e-12);
}
