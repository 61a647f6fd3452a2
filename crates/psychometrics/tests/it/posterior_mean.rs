//! The corrected posterior mean: against the posterior itself, by brute force, and by properties.

use proptest::prelude::*;
use psychometrics::ability::{
    AbilityError, Observation, Posterior, Prior, posterior_mean, posterior_mode,
};
use psychometrics::matrix::SymmetricMatrix;
use psychometrics::model::ItemModel;
use psychometrics::random::Random;
use psychometrics::simulation::{Population, draw_response};

use crate::cases::Largest;
use crate::model::{any_item, ordinary_item};
use crate::multidimensional::{Answered, bits, observed};

/// Mean, variances and covariances of a posterior on one or two abilities, by the trapezoid rule on a grid of
/// ±6.5 prior standard deviations.
fn by_quadrature(prior: &Prior, answers: &[Observation<'_>]) -> Posterior {
    let size = prior.dimensions();
    let points: Vec<f64> = (0..=260).map(|index| -6.5 + 0.05 * f64::from(index)).collect();
    let likelihoods: Vec<Vec<f64>> = (0..size)
        .map(|dimension| {
            points
                .iter()
                .map(|theta| {
                    answers
                        .iter()
                        .filter(|answer| answer.dimension == dimension)
                        .map(|answer| answer.model.log_probability(*theta, answer.category))
                        .sum()
                })
                .collect()
        })
        .collect();
    let mut cells = Vec::new();
    for (first, x) in points.iter().enumerate() {
        let others = if size == 1 { 1 } else { points.len() };
        for (second, y) in points.iter().enumerate().take(others) {
            let mut theta = vec![*x];
            let mut log = likelihoods[0][first];
            if size == 2 {
                theta.push(*y);
                log += likelihoods[1][second];
            }
            let distance: Vec<f64> = theta.iter().zip(prior.mean()).map(|(a, b)| a - b).collect();
            log -= 0.5 * prior.precision().quadratic_form(&distance);
            cells.push((log, theta));
        }
    }
    moments(size, &cells)
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
            let (shift, ratio) = (
                (estimate.mean[dimension] - truth.mean[dimension]) / sd,
                estimate.standard_error(dimension) / sd,
            );
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
        Kind::RightWrong => ItemModel::TwoPl {
            discrimination,
            difficulty,
        },
        Kind::Graded => ItemModel::Gpcm {
            discrimination,
            steps: vec![difficulty - 0.6, difficulty, difficulty + 0.6],
        },
        Kind::Guessing => ItemModel::ThreePl {
            discrimination,
            difficulty,
            guessing: 0.25,
        },
        Kind::GuessingAndSlips => ItemModel::FourPl {
            discrimination,
            difficulty,
            guessing: 0.2,
            ceiling: 0.95,
        },
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
fn explore() {
    let prior = correlated(1);
    for kind in [Kind::RightWrong, Kind::Guessing, Kind::GuessingAndSlips] {
        for count in [1, 4, 8, 20, 60] {
            for (t, lo, hi) in [(1.0, 0.0, 1e9), (1.0, 0.5, 2.0), (0.5, 0.5, 2.0), (0.5, 0.7, 1.5), (0.5, 0.8, 1.35), (0.4, 0.8, 1.25),(0.33,0.8,1.25), (0.5, 0.9, 1.2)] {
                let mut mean = Distance::default();
                let mut back = 0;
                for person in 0..2000 {
                    let mut random = Random::new(81, person);
                    let answers = draw_answers(&prior, kind, count, &mut random);
                    let truth = by_quadrature(&prior, &observed(&answers));
                    let mode = posterior_mode(&prior, &observed(&answers)).unwrap();
                    let found = posterior_mean(&prior, &observed(&answers)).unwrap();
                    let mut info = 1.0;
                    for (m, _, c) in &answers { info += m.observed_information(mode.mean[0], *c); }
                    let v = 1.0 / info;
                    let ratio = found.covariance.get(0, 0) / v;
                    let shift = (found.mean[0] - mode.mean[0]).abs() / v.sqrt();
                    let ok = shift <= t && ratio >= lo && ratio <= hi;
                    if !ok { back += 1; }
                    mean.see(if ok { &found } else { &mode }, &truth, "");
                }
                mean.print(&format!("{count} {kind:?} shift {t} ratio {lo}..{hi} back {back}"));
            }
        }
    }
}
