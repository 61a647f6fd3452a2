//! What person fit, answer similarity and plausible values promise, under simulation.

use proptest::prelude::*;
use psychometrics::ability::unidimensional::{Bound, Criterion, jeffreys, map, maximum_likelihood, warm};
use psychometrics::ability::{AbilityError, Observation, Prior, Response, eap};
use psychometrics::matrix::SymmetricMatrix;
use psychometrics::model::ItemModel;
use psychometrics::person_fit::{PersonFitError, guttman_errors, infit_outfit, lz, lz_star, person_scalability};
use psychometrics::plausible_values::{draw, draw_correlated};
use psychometrics::quadrature::{Node, normal_grid};
use psychometrics::random::Random;
use psychometrics::responses::{MISSING, Responses};
use psychometrics::similarity::{SimilarityError, generalised_binomial, omega};
use psychometrics::simulation::draw_response;

use crate::model::any_item;

fn respond<'a>(items: &'a [ItemModel], theta: f64, random: &mut Random) -> Vec<Response<'a>> {
    items.iter().map(|model| Response { model, category: draw_response(model, theta, random) }).collect()
}

fn right_wrong(count: u32) -> Vec<ItemModel> {
    (0..count)
        .map(|index| ItemModel::TwoPl { discrimination: 0.8 + 0.02 * f64::from(index), difficulty: -2.0 + 4.0 * f64::from(index) / f64::from(count) })
        .collect()
}

fn graded(count: u32) -> Vec<ItemModel> {
    (0..count)
        .map(|index| {
            let place = -1.0 + 2.0 * f64::from(index) / f64::from(count);
            ItemModel::Grm { discrimination: 1.2, thresholds: vec![place - 0.8, place, place + 0.9] }
        })
        .collect()
}

fn guessed(count: u32) -> Vec<ItemModel> {
    (0..count).map(|index| ItemModel::ThreePl { discrimination: 1.4, difficulty: f64::from(index) * 0.2 - 1.5, guessing: 0.2 }).collect()
}

/// Options of a question: the last is right, the first three attract differently.
fn questions(count: u32) -> Vec<ItemModel> {
    (0..count)
        .map(|index| {
            let ease = 1.0 - 2.0 * f64::from(index) / f64::from(count);
            ItemModel::Nrm { slopes: vec![0.3, -0.2, 1.1], intercepts: vec![0.4, -0.3, ease] }
        })
        .collect()
}

fn share(values: &[f64], below: f64) -> f64 {
    values.iter().filter(|value| **value < below).count() as f64 / values.len() as f64
}

#[test]
fn lz_star_is_standard_normal_at_estimated_abilities_and_lz_is_not() {
    // docs/models/person-fit.md has the rates of 1500 persons each.
    for (items, persons, margin) in [(right_wrong(40), 500, 0.025), (graded(12), 200, 0.035)] {
        let (mut plain, mut starred_ml, mut starred_map) = (Vec::new(), Vec::new(), Vec::new());
        for person in 0..persons {
            let mut random = Random::new(5, person);
            let theta = random.normal();
            let answers = respond(&items, theta, &mut random);
            let best = maximum_likelihood(&answers).unwrap();
            if best.bound != Bound::Inside {
                continue;
            }
            plain.push(lz(&answers, best.theta).unwrap());
            starred_ml.push(lz_star(&answers, best.theta, &Criterion::Likelihood).unwrap());
            let mode = map(&answers, 0.0, 1.0).unwrap().theta;
            starred_map.push(lz_star(&answers, mode, &Criterion::Normal { mean: 0.0, sd: 1.0 }).unwrap());
        }
        let spread = |values: &[f64]| (values.iter().map(|value| value * value).sum::<f64>() / values.len() as f64).sqrt();
        let (before, after, with_prior) = (share(&plain, -1.645), share(&starred_ml, -1.645), share(&starred_map, -1.645));
        println!(
            "lz {before:.3} (spread {:.3}), lz* ML {after:.3} ({:.3}), MAP {with_prior:.3} ({:.3})",
            spread(&plain),
            spread(&starred_ml),
            spread(&starred_map)
        );
        assert!((after - 0.05).abs() < margin && (with_prior - 0.05).abs() < margin, "{after} {with_prior}");
        assert!((spread(&starred_ml) - 1.0).abs() < 0.1);
        assert!(spread(&plain) < spread(&starred_ml) && before <= after);
    }
}

#[test]
fn lz_star_takes_from_each_weight_what_the_estimator_used() {
    // At a root of score + r₀ = 0 the statistic is the sum of the residual weights alone, each centred: no r₀ in sight.
    for items in [right_wrong(15), graded(6), questions(10), guessed(15)] {
        let answers = respond(&items, 0.8, &mut Random::new(21, 0));
        let normal = Criterion::Normal { mean: -0.5, sd: 0.6 };
        let estimates = [
            (maximum_likelihood(&answers).unwrap(), Criterion::Likelihood),
            (map(&answers, -0.5, 0.6).unwrap(), normal),
            (warm(&answers).unwrap(), Criterion::Warm),
            (jeffreys(&answers).unwrap(), Criterion::Jeffreys),
        ];
        for (estimate, criterion) in estimates {
            let theta = estimate.theta;
            let information: f64 = items.iter().map(|item| item.expected_information(theta)).sum();
            let each = |item: &ItemModel, category: usize| {
                let probability = item.probability(theta, category);
                (probability, libm::log(probability), item.probability_derivatives(theta, category).0 / probability)
            };
            let taken =
                items.iter().flat_map(|item| (0..item.categories()).map(|category| each(item, category))).map(|(p, log, slope)| p * slope * log).sum::<f64>()
                    / information;
            let (mut sum, mut variance) = (0.0, 0.0);
            for answer in &answers {
                let weights: Vec<(f64, f64)> =
                    (0..answer.model.categories()).map(|category| each(answer.model, category)).map(|(p, log, slope)| (p, log - taken * slope)).collect();
                let mean: f64 = weights.iter().map(|(p, weight)| p * weight).sum();
                variance += weights.iter().map(|(p, weight)| p * (weight - mean) * (weight - mean)).sum::<f64>();
                sum += weights[answer.category].1 - mean;
            }
            let ours = lz_star(&answers, theta, &criterion).unwrap();
            assert!((ours - sum / variance.sqrt()).abs() < 1e-9, "{criterion:?} {ours} {}", sum / variance.sqrt());
        }
    }
}

#[test]
fn the_binomial_tail_is_that_of_every_pattern_of_matches() {
    let items = questions(4);
    let (first, second) = ([Some(3), Some(1), Some(2), Some(0)], [Some(3), Some(1), Some(0), Some(1)]);
    let ours = generalised_binomial(&items, &first, &second, 0.4, -0.3).unwrap();
    let agree: Vec<f64> = items.iter().map(|item| (0..4).map(|category| item.probability(0.4, category) * item.probability(-0.3, category)).sum()).collect();
    let pattern = |bits: u32| (0..4).map(|item| if bits >> item & 1 == 1 { agree[item as usize] } else { 1.0 - agree[item as usize] }).product::<f64>();
    let tail: f64 = (0..16_u32).filter(|bits| bits.count_ones() >= 2).map(pattern).sum();
    assert_eq!(ours.matches, 2);
    assert!((ours.p_value - tail).abs() < 1e-14 && (ours.expected - agree.iter().sum::<f64>()).abs() < 1e-14);
    let by_omega = omega(&items, &first, &second, 0.4).unwrap();
    let chosen: Vec<f64> = [3, 1, 0, 1].iter().zip(&items).map(|(category, item)| item.probability(0.4, *category)).collect();
    let sd = chosen.iter().map(|p| p * (1.0 - p)).sum::<f64>().sqrt();
    assert!((by_omega.statistic - (2.0 - chosen.iter().sum::<f64>()) / sd).abs() < 1e-12);
}

#[test]
fn a_person_who_had_half_of_the_answers_is_found() {
    let items = right_wrong(40);
    let mut found = 0;
    for person in 0..200 {
        let mut random = Random::new(6, person);
        let mut answers = respond(&items, -1.0, &mut random);
        for answer in answers.iter_mut().skip(25) {
            answer.category = 1;
        }
        let mode = map(&answers, 0.0, 1.0).unwrap().theta;
        found += usize::from(lz_star(&answers, mode, &Criterion::Normal { mean: 0.0, sd: 1.0 }).unwrap() < -1.645);
    }
    assert!(found > 190, "{found} of 200");
}

#[test]
fn mean_squares_average_one_at_the_true_ability() {
    for items in [right_wrong(30), graded(15)] {
        let (mut outfit, mut infit, mut z, mut square) = (0.0, 0.0, 0.0, 0.0);
        for person in 0..1000 {
            let mut random = Random::new(9, person);
            let theta = random.normal();
            let fit = infit_outfit(&respond(&items, theta, &mut random), theta).unwrap();
            outfit += fit.outfit / 1000.0;
            infit += fit.infit / 1000.0;
            z += fit.infit_z / 1000.0;
            square += fit.infit_z * fit.infit_z / 1000.0;
        }
        assert!((outfit - 1.0).abs() < 0.05 && (infit - 1.0).abs() < 0.02, "{outfit} {infit}");
        assert!(z.abs() < 0.1 && (square - 1.0).abs() < 0.12, "{z} {square}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn fit_of_any_answers_is_a_number_or_says_why_not_in_any_order(
        items in prop::collection::vec(any_item(), 1..6), categories in prop::collection::vec(0_usize..8, 6), theta in -30.0..30.0_f64, seed in any::<u64>(),
    ) {
        let answers: Vec<Response<'_>> = items.iter().zip(&categories).map(|(model, category)| Response { model, category: category % model.categories() }).collect();
        let mut shuffled = answers.clone();
        Random::new(seed, 0).shuffle(&mut shuffled);
        for criterion in [Criterion::Likelihood, Criterion::Normal { mean: 0.0, sd: 1.0 }, Criterion::Warm, Criterion::Jeffreys] {
            let fit = lz_star(&answers, theta, &criterion);
            prop_assert!(fit.is_ok_and(f64::is_finite) || fit == Err(PersonFitError::NoVariance));
            prop_assert_eq!(fit, lz_star(&shuffled, theta, &criterion));
        }
        let fit = lz(&answers, theta);
        prop_assert!(fit.is_ok_and(f64::is_finite) || fit == Err(PersonFitError::NoVariance));
        prop_assert_eq!(fit, lz(&shuffled, theta));
        let squares = infit_outfit(&answers, theta);
        prop_assert_eq!(squares, infit_outfit(&shuffled, theta));
        prop_assert!(squares.is_ok_and(|fit| [fit.infit, fit.outfit, fit.infit_z, fit.outfit_z].iter().all(|number| number.is_finite())) || squares.is_err());
        let errors = guttman_errors(&answers).unwrap();
        prop_assert_eq!(errors, guttman_errors(&shuffled).unwrap());
        prop_assert!(errors.errors <= errors.largest && (0.0..=1.0).contains(&errors.share));
    }

    #[test]
    fn the_largest_number_of_guttman_errors_is_reached_and_never_passed(steps in prop::collection::vec(prop::collection::vec(-3.0..3.0_f64, 1..3), 2..5), passed in 1_usize..6) {
        let items: Vec<ItemModel> = steps.into_iter().map(|mut thresholds| {
            thresholds.sort_by(f64::total_cmp);
            thresholds.dedup();
            ItemModel::Grm { discrimination: 1.0, thresholds }
        }).collect();
        let mut pattern = vec![0; items.len()];
        let (mut most, mut largest) = (0, None);
        loop {
            if pattern.iter().sum::<usize>() == passed {
                let answers: Vec<Response<'_>> = items.iter().zip(&pattern).map(|(model, category)| Response { model, category: *category }).collect();
                let seen = guttman_errors(&answers).unwrap();
                most = seen.errors.max(most);
                prop_assert!(largest.is_none_or(|before| before == seen.largest));
                largest = Some(seen.largest);
            }
            let Some(place) = (0..items.len()).find(|place| pattern[*place] + 1 < items[*place].categories()) else { break };
            pattern[place] += 1;
            pattern[..place].fill(0);
        }
        prop_assert!(largest.is_none_or(|largest| largest == most), "{largest:?} {most}");
    }
}

#[test]
fn nothing_to_judge_is_said() {
    let item = ItemModel::TwoPl { discrimination: 2.0, difficulty: 0.0 };
    let answers = [Response { model: &item, category: 1 }];
    assert_eq!(lz(&[], 0.0), Err(PersonFitError::Ability(AbilityError::NothingToEstimateFrom)));
    assert_eq!(lz(&answers, f64::NAN), Err(PersonFitError::Ability(AbilityError::NotFinite)));
    assert_eq!(infit_outfit(&answers, 500.0), Err(PersonFitError::NoVariance));
    // One right/wrong item fitted by its own ability leaves nothing.
    assert_eq!(lz_star(&answers, 0.3, &Criterion::Likelihood), Err(PersonFitError::NoVariance));
}

#[test]
fn scalability_is_one_for_a_guttman_group_and_negative_for_the_person_who_reverses_it() {
    let rows = [[1, 0, 0, 0], [1, 1, 0, 0], [1, 1, 1, 0], [1, 1, 0, 0], [0, 0, 1, 1]];
    let responses = Responses::from_matrix(4, rows.concat()).unwrap();
    let found = person_scalability(&responses);
    assert!(found[4].unwrap() < -0.5 && found[0].unwrap() > 0.3, "{found:?}");
    let guttman = Responses::from_matrix(4, rows[..4].concat()).unwrap();
    assert!(person_scalability(&guttman).iter().all(|own| (own.unwrap() - 1.0).abs() < 1e-12));
    let mut reversed: Vec<[u8; 4]> = rows.to_vec();
    reversed.reverse();
    let mut again = person_scalability(&Responses::from_matrix(4, reversed.concat()).unwrap());
    again.reverse();
    assert_eq!(again, found);
    assert_eq!(person_scalability(&Responses::from_matrix(2, vec![1, MISSING, 1, 1, 0, 0]).unwrap()), [None; 3]);
}

#[test]
fn honest_pairs_are_accused_no_more_often_than_promised_and_copiers_are_found() {
    let items = questions(40);
    let nodes = normal_grid(0.0, 1.0, -4.0, 4.0, 25);
    let mut scorer = psychometrics::ability::unidimensional::Scorer::new(&items, &nodes).unwrap();
    let (mut by_omega, mut by_binomial, mut caught) = (Vec::new(), Vec::new(), [0, 0]);
    let pairs = 1200;
    for pair in 0..pairs {
        let mut random = Random::new(12, pair);
        let mut person = || {
            let theta = random.normal();
            items.iter().map(|item| Some(draw_response(item, theta, &mut random))).collect::<Vec<_>>()
        };
        let (source, mut copier) = (person(), person());
        let mut ability = |answers: &[Option<usize>]| scorer.score(answers.iter().map(|answer| answer.unwrap()).enumerate()).unwrap().theta;
        let (one, two) = (ability(&source), ability(&copier));
        by_omega.push(omega(&items, &copier, &source, two).unwrap().p_value);
        by_binomial.push(generalised_binomial(&items, &copier, &source, two, one).unwrap().p_value);
        if pair < 200 {
            copier[..16].copy_from_slice(&source[..16]);
            let two = ability(&copier);
            caught[0] += usize::from(omega(&items, &copier, &source, two).unwrap().p_value < 0.05);
            caught[1] += usize::from(generalised_binomial(&items, &copier, &source, two, one).unwrap().p_value < 0.05);
        }
    }
    println!(
        "omega: {:.3} below 0.05, {:.3} below 0.01; binomial: {:.3}, {:.3}; caught {caught:?} of 200",
        share(&by_omega, 0.05),
        share(&by_omega, 0.01),
        share(&by_binomial, 0.05),
        share(&by_binomial, 0.01)
    );
    assert!((0.03..0.07).contains(&share(&by_omega, 0.05)) && share(&by_omega, 0.01) < 0.02);
    assert!((0.02..0.06).contains(&share(&by_binomial, 0.05)) && share(&by_binomial, 0.01) < 0.015);
    assert!(caught[0] > 120 && caught[1] > 100, "{caught:?}");
}

#[test]
fn similarity_does_not_depend_on_the_order_of_items_and_refuses_what_it_cannot_compare() {
    let mut items = questions(6);
    let (mut first, mut second) = (vec![Some(3), Some(1), None, Some(0), Some(2), Some(3)], vec![Some(3), Some(1), Some(1), Some(2), Some(2), Some(0)]);
    let before = (omega(&items, &first, &second, 0.4), generalised_binomial(&items, &first, &second, 0.4, -0.2));
    let swapped = generalised_binomial(&items, &second, &first, -0.2, 0.4).unwrap();
    assert_eq!(before.1.unwrap().p_value.to_bits(), swapped.p_value.to_bits());
    assert_eq!((before.0.unwrap().items, before.0.unwrap().matches), (5, 3));
    items.reverse();
    first.reverse();
    second.reverse();
    assert_eq!(before, (omega(&items, &first, &second, 0.4), generalised_binomial(&items, &first, &second, 0.4, -0.2)));
    assert_eq!(omega(&items, &first, &[], 0.0), Err(SimilarityError::LengthsDiffer));
    assert_eq!(omega(&items, &[None; 6], &second, 0.0), Err(SimilarityError::NothingToCompare));
    assert_eq!(omega(&items, &[Some(4); 6], &second, 0.0), Err(SimilarityError::NoSuchCategory { item: 0, category: 4 }));
    assert_eq!(generalised_binomial(&items, &first, &second, f64::NAN, 0.0), Err(SimilarityError::NotFinite));
}

#[test]
fn plausible_values_have_the_posteriors_mean_and_spread_and_the_populations_distribution() {
    let items = right_wrong(12);
    let nodes = normal_grid(0.0, 1.0, -6.0, 6.0, 121);
    let answers = respond(&items, 0.7, &mut Random::new(1, 0));
    let values = draw(&answers, &nodes, 5000, &mut Random::new(2, 0)).unwrap();
    let own = eap(&answers, &nodes).unwrap();
    let mean = values.iter().sum::<f64>() / 5000.0;
    let spread = (values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / 5000.0).sqrt();
    assert!((mean - own.theta).abs() < 0.03 && (spread / own.standard_error - 1.0).abs() < 0.04, "{mean} {spread} {own:?}");
    let mut reversed = answers.clone();
    reversed.reverse();
    assert_eq!(values, draw(&reversed, &nodes, 5000, &mut Random::new(2, 0)).unwrap());
    // One value a person has the variance of ability, 1; the posterior means have less.
    let (mut drawn, mut shrunken) = (0.0, 0.0);
    for person in 0..1000 {
        let mut random = Random::new(3, person);
        let theta = random.normal();
        let answers = respond(&items, theta, &mut random);
        let value = draw(&answers, &nodes, 1, &mut random).unwrap()[0];
        drawn += value * value / 1000.0;
        let estimate = eap(&answers, &nodes).unwrap().theta;
        shrunken += estimate * estimate / 1000.0;
    }
    assert!((drawn - 1.0).abs() < 0.12 && shrunken < 0.85, "{drawn} {shrunken}");
    let bad = [Node { point: 0.0, weight: 1.0 }];
    assert_eq!(draw(&answers, &bad, 1, &mut Random::new(0, 0)), Err(AbilityError::EmptyRange));
}

#[test]
fn correlated_plausible_values_follow_a_posterior_that_is_not_normal() {
    let items: Vec<ItemModel> = (0..4).map(|index| ItemModel::TwoPl { discrimination: 2.0, difficulty: f64::from(index) * 0.3 }).collect();
    let prior = Prior::new(vec![0.0, 0.0], SymmetricMatrix::equicorrelated(2, 0.6)).unwrap();
    // Everything right on the first ability, nothing on the second asked.
    let answers: Vec<Observation<'_>> = items.iter().map(|model| Observation { model, dimension: 0, category: 1 }).collect();
    let draws = draw_correlated(&prior, &answers, 3000, &mut Random::new(4, 0)).unwrap();
    let column = |dimension: usize| draws.values.iter().map(move |value| value[dimension]);
    let mean = |dimension: usize| column(dimension).sum::<f64>() / 3000.0;
    let single: Vec<Response<'_>> = items.iter().map(|model| Response { model, category: 1 }).collect();
    let exact = eap(&single, &normal_grid(0.0, 1.0, -8.0, 8.0, 801)).unwrap();
    assert!(draws.acceptance > 0.5, "{}", draws.acceptance);
    assert!((mean(0) - exact.theta).abs() < 0.04, "{} {exact:?}", mean(0));
    // The second is known through the first alone: mean 0.6 times, variance 1 − 0.36 (1 − variance).
    assert!((mean(1) - 0.6 * exact.theta).abs() < 0.06, "{}", mean(1));
    let variance = column(1).map(|value| (value - mean(1)) * (value - mean(1))).sum::<f64>() / 3000.0;
    assert!((variance - (1.0 - 0.36 * (1.0 - exact.standard_error * exact.standard_error))).abs() < 0.06, "{variance}");
    let mut reversed = answers.clone();
    reversed.reverse();
    assert_eq!(draws, draw_correlated(&prior, &reversed, 3000, &mut Random::new(4, 0)).unwrap());
}
