//! Means and shares of groups, against groups whose truth is known.

use psychometrics::ability::{AbilityError, Observation, Prior, posterior_mean};
use psychometrics::groups::{Share, difference, group_mean};
use psychometrics::levels::{level_of, level_probabilities};
use psychometrics::matrix::SymmetricMatrix;
use psychometrics::model::ItemModel;
use psychometrics::random::Random;
use psychometrics::simulation::{Population, draw_response};

const DOMAINS: usize = 5;
const CUTS: [f64; 3] = [-0.6, 0.6, 1.6];
/// Questions of each domain: what a session of the product asks.
const QUESTIONS: usize = 4;

fn prior() -> Prior {
    Prior::new(vec![0.0; DOMAINS], SymmetricMatrix::equicorrelated(DOMAINS, 0.7)).expect("a prior")
}

/// What many groups of one kind showed, in the first domain.
#[derive(Debug, Default)]
struct Seen {
    groups: f64,
    plain: f64,
    unshrunk: f64,
    inside: f64,
    error: f64,
    drawn_share: f64,
    share: f64,
    true_share: f64,
    drawn_inside: f64,
    share_inside: f64,
}

/// Groups of `people` whose abilities lie around `mean` with the correlations of the prior and a spread of `sd`. Items are near each person, as an
/// adaptive test asks them.
fn simulate(groups: u64, people: u64, mean: f64, sd: f64) -> Seen {
    let prior = prior();
    let mut seen = Seen { groups: groups as f64, ..Seen::default() };
    let within = {
        let mut covariance = SymmetricMatrix::zeros(DOMAINS);
        for row in 0..DOMAINS {
            for column in 0..=row {
                covariance.set(row, column, prior.covariance().get(row, column) * sd * sd);
            }
        }
        Population::new(&Prior::new(vec![mean; DOMAINS], covariance).expect("a prior")).expect("a population")
    };
    for group in 0..groups {
        let mut random = Random::new(11, group);
        let (mut offsets, mut covariances) = (vec![0.0; DOMAINS], SymmetricMatrix::zeros(DOMAINS));
        let (mut probabilities, mut squares, mut below) = (0.0, 0.0, 0.0);
        for _ in 0..people {
            let theta = within.draw_person(&mut random);
            let models: Vec<(usize, ItemModel)> = (0..DOMAINS * QUESTIONS)
                .map(|i| (i % DOMAINS, ItemModel::TwoPl { discrimination: 1.3, difficulty: theta[i % DOMAINS] + 0.7 * random.normal() }))
                .collect();
            let answers: Vec<Observation<'_>> = models
                .iter()
                .map(|(dimension, model)| Observation { model, dimension: *dimension, category: draw_response(model, theta[*dimension], &mut random) })
                .collect();
            let posterior = posterior_mean(&prior, &answers).expect("a posterior");
            for (row, offset) in offsets.iter_mut().enumerate() {
                *offset += posterior.mean[row];
                for column in 0..=row {
                    covariances.set(row, column, covariances.get(row, column) + posterior.covariance.get(row, column));
                }
            }
            let p = level_probabilities(posterior.mean[0], posterior.standard_error(0), &CUTS)[0];
            probabilities += p;
            squares += p * p;
            below += f64::from(u8::from(level_of(theta[0], &CUTS) == 0));
        }
        let n = people as f64;
        let estimate = group_mean(&prior, people, &offsets, &covariances).expect("a mean");
        seen.plain += offsets[0] / n / groups as f64;
        seen.unshrunk += estimate.mean[0] / groups as f64;
        seen.error += estimate.standard_error(0) / groups as f64;
        let (low, high) = estimate.interval(0, 0.95);
        seen.inside += f64::from(u8::from(low <= mean && mean <= high)) / groups as f64;
        let share = Share::of(n, probabilities, squares).expect("people");
        let above = Share { value: 1.0 - share.value, ..share };
        let reliability = 1.0 / (n * estimate.covariance.get(0, 0));
        let moved = above.moved(estimate.mean[0] - offsets[0] / n, reliability);
        let moved = Share { value: 1.0 - moved.value, ..moved };
        let holds = |share: &Share| {
            let (low, high) = share.interval(0.95);
            f64::from(u8::from(low <= below / n && below / n <= high)) / groups as f64
        };
        seen.drawn_share += share.value / groups as f64;
        seen.share += moved.value / groups as f64;
        seen.true_share += below / n / groups as f64;
        seen.drawn_inside += holds(&share);
        seen.share_inside += holds(&moved);
    }
    seen
}

#[test]
fn a_group_far_from_the_population_is_found_where_it_is() {
    // groups that vary as the population does
    for mean in [-1.0, 0.0, 0.8] {
        let seen = simulate(200, 30, mean, 1.0);
        println!("{mean}: {seen:?}");
        let noise = 4.0 * seen.error / seen.groups.sqrt();
        assert!((seen.unshrunk - mean).abs() < noise + 0.04, "{mean}: {seen:?}");
        assert!(mean == 0.0 || (seen.plain - mean).abs() > 2.0 * (seen.unshrunk - mean).abs(), "the plain mean is drawn to the middle: {seen:?}");
        assert!(seen.inside > 0.89, "{mean}: {seen:?}");
    }
}

#[test]
fn a_group_that_varies_less_has_an_interval_on_the_safe_side() {
    let seen = simulate(200, 30, -0.8, 0.6);
    println!("{seen:?}");
    assert!((seen.unshrunk + 0.8).abs() < 0.08, "{seen:?}");
    assert!(seen.inside >= 0.95, "{seen:?}");
}

#[test]
fn the_share_of_a_group_is_found_wherever_the_group_is() {
    for (mean, sd) in [(-1.0, 1.0), (0.0, 1.0), (0.8, 1.0)] {
        let seen = simulate(200, 30, mean, sd);
        println!("{mean} {sd}: {seen:?}");
        assert!((seen.share - seen.true_share).abs() < 0.02, "{mean}: {seen:?}");
        assert!(seen.share_inside > 0.9, "{mean}: {seen:?}");
    }
}

#[test]
fn the_share_of_a_group_that_varies_less_is_nearer_than_what_its_people_add_up_to() {
    for (people, mean) in [(30, -0.8), (120, -0.8), (30, 0.8)] {
        let seen = simulate(100, people, mean, 0.6);
        println!("{people} {mean}: {seen:?}");
        assert!((seen.share - seen.true_share).abs() < 0.8 * (seen.drawn_share - seen.true_share).abs(), "{seen:?}");
        assert!(seen.share_inside >= seen.drawn_inside, "{seen:?}");
    }
}

#[test]
fn a_share_is_a_sum_of_trials() {
    let share = Share::of(4.0, 2.0, 1.0).expect("four people");
    assert_eq!((share.value, share.standard_error), (0.5, 0.25));
    assert_eq!(Share::of(0.0, 0.0, 0.0), None);
    let sure = Share::of(3.0, 3.0, 3.0).expect("three people");
    assert_eq!(sure.interval(0.95), (1.0, 1.0));
    assert!(Share::of(3.0, 0.1, 0.01).expect("three people").interval(0.95).0.abs() < 1e-12, "no share is below nothing");
    let moved = share.moved(0.5, 1.0);
    assert!((moved.value - 0.691_462_5).abs() < 1e-6 && moved.standard_error < share.standard_error);
    assert!((share.moved(0.0, 0.25).standard_error - 0.5).abs() < 1e-9, "what is made larger makes its error larger");
    assert_eq!(sure.moved(0.5, 0.8), sure, "what is certain stays");
}

#[test]
fn a_difference_adds_both_errors() {
    let change = difference((0.0, 3.0), (5.0, 4.0));
    assert_eq!((change.value, change.standard_error), (5.0, 5.0));
    assert!((change.rose - 0.841_344_7).abs() < 1e-6);
    let sure = |later: f64| (difference((1.0, 0.0), (later, 0.0)).rose * 2.0) as i32;
    assert_eq!([sure(0.0), sure(1.0), sure(2.0)], [0, 1, 2], "without an error a direction is certain");
}

#[test]
fn nobody_and_nothing_known_are_told_as_such() {
    let prior = prior();
    let none = SymmetricMatrix::zeros(DOMAINS);
    assert_eq!(group_mean(&prior, 0, &[0.0; 5], &none).err(), Some(AbilityError::NothingToEstimateFrom));
    assert!(matches!(group_mean(&prior, 3, &[0.0; 4], &none), Err(AbilityError::SizesDiffer { .. })));
    assert_eq!(group_mean(&prior, 3, &[f64::NAN, 0.0, 0.0, 0.0, 0.0], &none).err(), Some(AbilityError::NotFinite));
    // three people who answered nothing: their posteriors are the prior
    let mut unlearned = SymmetricMatrix::zeros(DOMAINS);
    for row in 0..DOMAINS {
        for column in 0..=row {
            unlearned.set(row, column, 3.0 * prior.covariance().get(row, column));
        }
    }
    assert!(matches!(group_mean(&prior, 3, &[0.0; 5], &unlearned), Err(AbilityError::Covariance(_))));
}

#[test]
fn groups_add_up_in_any_order() {
    let prior = prior();
    let mut covariances = SymmetricMatrix::equicorrelated(DOMAINS, 0.5);
    covariances.set(1, 0, 0.4);
    let whole = group_mean(&prior, 8, &[-2.0, 1.0, 0.5, 0.0, -1.0], &covariances).expect("a mean");
    let again = group_mean(&prior, 8, &[-2.0, 1.0, 0.5, 0.0, -1.0], &covariances).expect("a mean");
    assert_eq!(whole, again);
    assert!(whole.covariance.cholesky().is_ok(), "a covariance");
}
