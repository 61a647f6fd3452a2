//! The corrected posterior mean: against the posterior itself, by brute force, and by properties.

use proptest::prelude::*;
use psychometrics::ability::{AbilityError, Observation, Posterior, Prior, posterior_mean, posterior_mode};
use psychometrics::matrix::SymmetricMatrix;
use psychometrics::model::ItemModel;
use psychometrics::random::Random;
use psychometrics::simulation::{Population, draw_response};

use crate::cases::Largest;
use crate::model::{any_item, ordinary_item};
use crate::multidimensional::{Answered, bits, observed};

/// Mean and covariance of the posterior of one or two abilities, by the trapezoid rule from −6.5 to 6.5.
fn by_quadrature(prior: &Prior, answers: &[Observation<'_>]) -> Posterior {
    let size = prior.dimensions();
    let points: Vec<f64> = (0..=130).map(|index| -6.5 + 0.1 * f64::from(index)).collect();
    let log_likelihood = |dimension: usize, theta: f64| {
        answers.iter().filter(|answer| answer.dimension == dimension).fold(0.0, |sum, answer| sum + answer.model.log_probability(theta, answer.category))
    };
    let axes: Vec<Vec<f64>> = (0..size).map(|dimension| points.iter().map(|theta| log_likelihood(dimension, *theta)).collect()).collect();
    let mut cells = Vec::new();
    for (first, x) in points.iter().enumerate() {
        if size == 1 {
            cells.push((axes[0][first] + log_prior(prior, &[*x]), vec![*x]));
            continue;
        }
        for (second, y) in points.iter().enumerate() {
            let log = axes[0][first] + axes[1][second] + log_prior(prior, &[*x, *y]);
            cells.push((log, vec![*x, *y]));
        }
    }
    moments(size, &cells)
}

fn log_prior(prior: &Prior, theta: &[f64]) -> f64 {
    let distance: Vec<f64> = theta.iter().zip(prior.mean()).map(|(a, b)| a - b).collect();
    -0.5 * prior.precision().quadratic_form(&distance)
}

/// Mean and covariance of points with log weights.
fn moments(size: usize, cells: &[(f64, Vec<f64>)]) -> Posterior {
    let peak = cells.iter().fold(f64::NEG_INFINITY, |peak, cell| peak.max(cell.0));
    let mut total = 0.0;
    let mut mean = vec![0.0; size];
    let mut products = SymmetricMatrix::zeros(size);
    for (log, theta) in cells {
        let weight = libm::exp(log - peak);
        total += weight;
        for row in 0..size {
            mean[row] += weight * theta[row];
            for column in 0..=row {
                let sum = products.get(row, column) + weight * (theta[row] * theta[column]);
                products.set(row, column, sum);
            }
        }
    }
    for part in &mut mean {
        *part /= total;
    }
    let mut covariance = SymmetricMatrix::zeros(size);
    for row in 0..size {
        for column in 0..=row {
            let cell = products.get(row, column) / total - mean[row] * mean[column];
            covariance.set(row, column, cell);
        }
    }
    Posterior { mean, covariance }
}

/// How far an estimate is from the truth: means in true standard deviations, standard deviations in proportion.
#[derive(Default)]
struct Distance {
    mean: Largest,
    sd: Largest,
    squares: (f64, f64),
}

impl Distance {
    fn see(&mut self, estimate: &Posterior, truth: &Posterior, place: &str) {
        for dimension in 0..truth.mean.len() {
            let sd = truth.standard_error(dimension);
            let (shift, ratio) = ((estimate.mean[dimension] - truth.mean[dimension]) / sd, estimate.standard_error(dimension) / sd);
            self.mean.see(shift, 0.0, place);
            self.sd.see(ratio, 1.0, place);
            self.squares.0 += shift * shift;
            self.squares.1 += (ratio - 1.0) * (ratio - 1.0);
        }
    }

    fn print(&self, what: &str) {
        let root = |sum: f64| (sum / self.mean.count as f64).sqrt();
        println!(
            "{what}: {} numbers, mean off by {:.4} sd (largest {:.3}), sd off by {:.4} (largest {:.3} at {})",
            self.mean.count,
            root(self.squares.0),
            self.mean.difference,
            root(self.squares.1),
            self.sd.difference,
            self.sd.place,
        );
    }

    fn root_mean_squares(&self) -> (f64, f64) {
        let root = |sum: f64| (sum / self.mean.count as f64).sqrt();
        (root(self.squares.0), root(self.squares.1))
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    RightWrong,
    Graded,
    Guessing,
    GuessingAndSlips,
}

fn draw_model(kind: Kind, random: &mut Random) -> ItemModel {
    let discrimination = libm::exp(0.2 + 0.3 * random.normal());
    let difficulty = random.normal();
    match kind {
        Kind::RightWrong => ItemModel::TwoPl { discrimination, difficulty },
        Kind::Graded => ItemModel::Gpcm { discrimination, steps: vec![difficulty - 0.6, difficulty, difficulty + 0.6] },
        Kind::Guessing => ItemModel::ThreePl { discrimination, difficulty, guessing: 0.25 },
        Kind::GuessingAndSlips => ItemModel::FourPl { discrimination, difficulty, guessing: 0.2, ceiling: 0.95 },
    }
}

/// The answers of one person of the population to new items, `per_dimension` on each ability.
fn draw_answers(prior: &Prior, kind: Kind, per_dimension: usize, random: &mut Random) -> Vec<Answered> {
    let theta = Population::new(prior).unwrap().draw_person(random);
    (0..prior.dimensions() * per_dimension)
        .map(|index| {
            let dimension = index % prior.dimensions();
            let model = draw_model(kind, random);
            let category = draw_response(&model, theta[dimension], random);
            (model, dimension, category)
        })
        .collect()
}

fn correlated(size: usize) -> Prior {
    Prior::new(vec![0.0; size], SymmetricMatrix::equicorrelated(size, 0.7)).unwrap()
}

/// Root mean square errors of the mode and of the corrected mean: ((mean, sd) of the mode, (mean, sd) of the mean).
fn against_quadrature(size: usize, kind: Kind, per_dimension: usize, persons: u64) -> [(f64, f64); 2] {
    let prior = correlated(size);
    let (mut mode, mut mean) = (Distance::default(), Distance::default());
    for person in 0..persons {
        let mut random = Random::new(81, person);
        let answers = draw_answers(&prior, kind, per_dimension, &mut random);
        let truth = by_quadrature(&prior, &observed(&answers));
        let place = format!("person {person}");
        mode.see(&posterior_mode(&prior, &observed(&answers)).unwrap(), &truth, &place);
        mean.see(&posterior_mean(&prior, &observed(&answers)).unwrap(), &truth, &place);
    }
    let what = format!("{size} abilities, {per_dimension} answers each, {kind:?}");
    mode.print(&format!("{what}: mode"));
    mean.print(&format!("{what}: mean"));
    [mode.root_mean_squares(), mean.root_mean_squares()]
}

#[test]
fn one_ability_has_the_mean_and_the_standard_deviation_of_its_posterior() {
    // What the mode leaves out, and what is left after the correction: largest root mean square errors allowed.
    for (kind, count, mean_limit, sd_limit) in [
        (Kind::RightWrong, 1, 0.02, 0.015),
        (Kind::RightWrong, 4, 0.02, 0.015),
        (Kind::RightWrong, 20, 0.005, 0.003),
        (Kind::RightWrong, 60, 0.002, 0.001),
        (Kind::Graded, 1, 0.03, 0.015),
        (Kind::Graded, 4, 0.01, 0.01),
        (Kind::Graded, 20, 0.002, 0.001),
        (Kind::Guessing, 1, 0.05, 0.05),
        (Kind::Guessing, 4, 0.06, 0.05),
        (Kind::Guessing, 20, 0.03, 0.02),
        (Kind::Guessing, 60, 0.015, 0.01),
        (Kind::GuessingAndSlips, 4, 0.06, 0.05),
        (Kind::GuessingAndSlips, 20, 0.03, 0.025),
    ] {
        let [mode, mean] = against_quadrature(1, kind, count, 400);
        assert!(mean.0 < mean_limit && mean.1 < sd_limit, "{kind:?} {count}: {mean:?}");
        assert!(mean.0 < mode.0 && mean.1 < mode.1, "{kind:?} {count}: {mean:?} {mode:?}");
    }
}

#[test]
fn two_abilities_have_the_means_and_the_standard_deviations_of_their_posterior() {
    for (kind, count, mean_limit, sd_limit) in [
        (Kind::RightWrong, 1, 0.03, 0.02),
        (Kind::RightWrong, 4, 0.02, 0.015),
        (Kind::RightWrong, 20, 0.005, 0.003),
        (Kind::Graded, 4, 0.01, 0.01),
        (Kind::Guessing, 20, 0.03, 0.025),
    ] {
        let [mode, mean] = against_quadrature(2, kind, count, 40);
        assert!(mean.0 < mean_limit && mean.1 < sd_limit, "{kind:?} {count}: {mean:?}");
        assert!(mean.0 < mode.0 && mean.1 < mode.1, "{kind:?} {count}: {mean:?} {mode:?}");
    }
}

#[test]
fn more_answers_leave_much_less_of_the_error_than_of_the_modes() {
    let [mode_of_few, few] = against_quadrature(1, Kind::Graded, 8, 300);
    let [mode_of_many, many] = against_quadrature(1, Kind::Graded, 24, 300);
    // In standard errors the mode is off by a multiple of n^(-1/2), the corrected mean of n^(-3/2).
    assert!(mode_of_many.0 > mode_of_few.0 / 2.0 && many.0 < few.0 / 3.0, "{few:?} {many:?}");
    // For the standard deviation 1/n and 1/n².
    assert!(mode_of_many.1 > mode_of_few.1 / 3.0 && many.1 < few.1 / 5.0, "{few:?} {many:?}");
}

#[test]
fn covariances_between_abilities_are_corrected_too() {
    let prior = correlated(2);
    let (mut before, mut after) = (0.0, 0.0);
    for person in 0..30 {
        let mut random = Random::new(82, person);
        let answers = draw_answers(&prior, Kind::RightWrong, 6, &mut random);
        let truth = by_quadrature(&prior, &observed(&answers)).covariance.get(0, 1);
        let of = |found: Result<Posterior, AbilityError>| found.unwrap().covariance.get(0, 1);
        let (mode, mean) = (of(posterior_mode(&prior, &observed(&answers))) - truth, of(posterior_mean(&prior, &observed(&answers))) - truth);
        before += mode * mode;
        after += mean * mean;
    }
    let root = |sum: f64| libm::sqrt(sum / 30.0);
    println!("covariance of two abilities: mode off by {:.5}, mean by {:.5}", root(before), root(after));
    assert!(root(after) < 0.25 * root(before));
}

/// The posterior of five abilities by importance sampling: pairs of opposite draws from a normal distribution
/// somewhat wider than the corrected posterior.
fn by_importance(prior: &Prior, answers: &[Observation<'_>], draws: usize, random: &mut Random) -> Posterior {
    let guide = posterior_mean(prior, answers).unwrap();
    let factor = guide.covariance.cholesky().unwrap();
    let mut cells = Vec::with_capacity(2 * draws);
    for _ in 0..draws {
        let normal: Vec<f64> = guide.mean.iter().map(|_| random.normal()).collect();
        let squared: f64 = normal.iter().map(|part| part * part).sum();
        let deviation = factor.multiply_lower(&normal);
        for side in [1.2, -1.2] {
            let theta: Vec<f64> = guide.mean.iter().zip(&deviation).map(|(mean, part)| mean + side * part).collect();
            let log = answers
                .iter()
                .fold(0.5 * squared + log_prior(prior, &theta), |log, answer| log + answer.model.log_probability(theta[answer.dimension], answer.category));
            cells.push((log, theta));
        }
    }
    moments(guide.mean.len(), &cells)
}

#[test]
fn five_abilities_have_the_means_and_the_standard_deviations_of_their_posterior() {
    let prior = correlated(5);
    let (mut mode, mut mean) = (Distance::default(), Distance::default());
    for person in 0..30 {
        let mut random = Random::new(83, person);
        let kind = if person % 2 == 0 { Kind::RightWrong } else { Kind::Graded };
        let answers = draw_answers(&prior, kind, 4, &mut random);
        let truth = by_importance(&prior, &observed(&answers), 20_000, &mut random);
        let place = format!("person {person}");
        mode.see(&posterior_mode(&prior, &observed(&answers)).unwrap(), &truth, &place);
        mean.see(&posterior_mean(&prior, &observed(&answers)).unwrap(), &truth, &place);
    }
    mode.print("5 abilities, 4 answers each: mode");
    mean.print("5 abilities, 4 answers each: mean");
    let (before, after) = (mode.root_mean_squares(), mean.root_mean_squares());
    // The sampling itself is good to 0.005.
    assert!(after.0 < 0.015 && after.1 < 0.012, "{after:?}");
    assert!(after.0 < before.0 / 4.0 && after.1 < before.1 / 2.0, "{before:?} {after:?}");
}

#[test]
fn without_an_answer_the_posterior_is_the_prior() {
    let prior = Prior::new(vec![0.3, -0.2], SymmetricMatrix::equicorrelated(2, 0.7)).unwrap();
    assert_eq!(posterior_mean(&prior, &[]).unwrap(), Posterior::from_prior(&prior));
}

#[test]
fn impossible_answers_are_refused_as_by_the_mode() {
    let model = ItemModel::OnePl { difficulty: 0.0 };
    let prior = correlated(2);
    for (dimension, category) in [(2, 0), (0, 2)] {
        let answers = [Observation { model: &model, dimension, category }];
        let refusal = posterior_mean(&prior, &answers).unwrap_err();
        assert_eq!(refusal, posterior_mode(&prior, &answers).unwrap_err());
    }
}

#[test]
fn where_the_expansion_does_not_hold_the_mode_is_reported_whole() {
    // A right answer to a steep item far above the person, nearly always guessed: two summits.
    let model = ItemModel::ThreePl { discrimination: 6.0, difficulty: 1.3, guessing: 0.2 };
    let prior = correlated(1);
    let answers = [Observation { model: &model, dimension: 0, category: 1 }];
    let (mode, mean) = (posterior_mode(&prior, &answers).unwrap(), posterior_mean(&prior, &answers).unwrap());
    assert_eq!(bits(&mode), bits(&mean));
}

/// The same bits on every machine and with every version of the dependencies: what `socle replay` stands on.
#[test]
fn a_stored_answer_set_gives_the_same_bits_forever() {
    let prior = Prior::new(vec![0.0, 0.1], SymmetricMatrix::equicorrelated(2, 0.7)).unwrap();
    let items = [
        ItemModel::TwoPl { discrimination: 1.3, difficulty: -0.4 },
        ItemModel::ThreePl { discrimination: 0.9, difficulty: 0.8, guessing: 0.25 },
        ItemModel::FourPl { discrimination: 1.2, difficulty: 0.1, guessing: 0.2, ceiling: 0.95 },
        ItemModel::Gpcm { discrimination: 1.1, steps: vec![-0.5, 0.2, 1.0] },
    ];
    let answers: Vec<_> = items.iter().enumerate().map(|(index, model)| Observation { model, dimension: index % 2, category: index % 2 }).collect();
    let found = posterior_mean(&prior, &answers).unwrap();
    assert_ne!(found, posterior_mode(&prior, &answers).unwrap());
    assert_eq!(
        bits(&found),
        [0xbfe7_7859_3520_d40b, 0xbfd4_9037_bd94_c632, 0x3fe1_a811_939b_87a0, 0x3fd1_e08c_0929_a8a8, 0x3fd1_e08c_0929_a8a8, 0x3fe0_5940_aaa8_1388],
        "{:#x?}",
        bits(&found)
    );
}

proptest! {
    #[test]
    fn the_order_of_answers_changes_no_bit(
        (answers, permuted) in prop::collection::vec((ordinary_item(), 0_usize..5, 0_usize..100), 1..60)
            .prop_flat_map(|answers| (Just(answers.clone()), Just(answers).prop_shuffle()))
    ) {
        let prior = Prior::new(vec![0.1, 0.0, -0.2, 0.0, 0.3], SymmetricMatrix::equicorrelated(5, 0.7)).unwrap();
        let (answers, permuted) = (with_category(answers), with_category(permuted));
        let first = posterior_mean(&prior, &observed(&answers)).unwrap();
        let second = posterior_mean(&prior, &observed(&permuted)).unwrap();
        prop_assert_eq!(bits(&first), bits(&second));
    }

    #[test]
    fn extreme_items_never_give_nan(
        answers in prop::collection::vec((any_item(), 0_usize..5, 0_usize..100), 1..80)
    ) {
        let prior = correlated(5);
        let answers = with_category(answers);
        // The mode is found or not; the correction never makes that worse, and never an impossible covariance.
        match (posterior_mode(&prior, &observed(&answers)), posterior_mean(&prior, &observed(&answers))) {
            (Ok(_), Ok(found)) => {
                let mut numbers = found.mean.iter().chain(found.covariance.as_slice());
                prop_assert!(numbers.all(|number| number.is_finite()));
                prop_assert!(found.covariance.cholesky().is_ok());
            }
            (mode, mean) => prop_assert_eq!(mode.unwrap_err(), mean.unwrap_err()),
        }
    }

    #[test]
    fn any_few_answers_to_ordinary_2pl_items_are_near_the_quadrature(
        answers in prop::collection::vec((0.3..2.5_f64, -3.0..3.0_f64, 0_usize..2), 1..12)
    ) {
        let prior = correlated(1);
        let answers: Vec<Answered> = answers
            .into_iter()
            .map(|(discrimination, difficulty, category)| (ItemModel::TwoPl { discrimination, difficulty }, 0, category))
            .collect();
        let truth = by_quadrature(&prior, &observed(&answers));
        let found = posterior_mean(&prior, &observed(&answers)).unwrap();
        let sd = truth.standard_error(0);
        prop_assert!((found.mean[0] - truth.mean[0]).abs() < 0.35 * sd, "{:?} {:?}", found, truth);
        prop_assert!((found.standard_error(0) / sd - 1.0).abs() < 0.3, "{:?} {:?}", found, truth);
    }
}

fn with_category(answers: Vec<(ItemModel, usize, usize)>) -> Vec<Answered> {
    answers
        .into_iter()
        .map(|(model, dimension, draw)| {
            let category = draw % model.categories();
            (model, dimension, category)
        })
        .collect()
}
