//! What practice says of abilities: a signal of its own, weaker than a measurement, and never in one.

use psychometrics::ability::Posterior;
use psychometrics::matrix::SymmetricMatrix;
use psychometrics::model::ItemModel;
use serde::{Deserialize, Serialize};

const DAY: f64 = 86_400_000_000.0;

/// An item answered in practice. Flashcards, which one grades oneself, are none.
#[derive(Debug, Clone, Copy)]
pub struct Practised<'a> {
    /// The model of the item.
    pub model: &'a ItemModel,
    /// The ability it loads on.
    pub dimension: usize,
    /// Points won.
    pub category: usize,
    /// When, in microseconds UTC.
    pub at: i64,
    /// How often the person had met the item before.
    pub met: u32,
}

/// What an answer in practice weighs, against 1 for one in a measurement.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Weights {
    /// The first answer to an item: notes, colleagues and a second look are allowed.
    pub first: f64,
    /// By what that is multiplied each time the item comes back: more and more it is the item that is remembered.
    pub again: f64,
    /// Days after which half of it is left.
    pub half_life_days: f64,
}

impl Default for Weights {
    fn default() -> Self {
        Self { first: 0.5, again: 0.4, half_life_days: 180.0 }
    }
}

impl Weights {
    /// The weight of one answer on `now`, from 0 to `first`.
    pub fn of(&self, answer: &Practised<'_>, now: i64) -> f64 {
        let days = (now - answer.at).max(0) as f64 / DAY;
        let repeated = (0..answer.met.min(64)).fold(1.0, |product, _| product * self.again);
        (self.first * repeated * libm::exp2(-days / self.half_life_days)).clamp(0.0, 1.0)
    }
}

/// Largest change of an ability that ends the search.
const SETTLED: f64 = 1e-10;
/// Steps, and halvings of each, that no search has needed.
const MOST: usize = 60;

/// What is known of somebody with their practice: the measured posterior as a prior, times each answer's likelihood to the power of its weight (a power
/// prior: Ibrahim and Chen, 2000). Mode and curvature there, whatever the order of the answers.
///
/// With answers in dimensions that are not, or should the arithmetic fail, what was measured.
pub fn refined(measured: &Posterior, answers: &[Practised<'_>], now: i64, weights: &Weights) -> Posterior {
    let size = measured.mean.len();
    let mut weighed: Vec<(&Practised<'_>, f64)> =
        answers.iter().filter(|a| a.dimension < size).map(|a| (a, weights.of(a, now))).filter(|(_, w)| *w > 0.0).collect();
    // sums run in one order, whatever that of the answers
    weighed.sort_by(|(a, v), (b, w)| {
        let order = (a.dimension, a.category, a.met, a.at).cmp(&(b.dimension, b.category, b.met, b.at));
        order.then_with(|| a.model.canonical_order(b.model)).then(v.total_cmp(w))
    });
    if weighed.is_empty() {
        return measured.clone();
    }
    summit(measured, &weighed).unwrap_or_else(|| measured.clone())
}

fn summit(measured: &Posterior, weighed: &[(&Practised<'_>, f64)]) -> Option<Posterior> {
    let precision = measured.covariance.covariance_factor().ok()?.inverse();
    let value = |theta: &[f64]| {
        let away: Vec<f64> = theta.iter().zip(&measured.mean).map(|(t, m)| t - m).collect();
        let said: f64 = weighed.iter().map(|(a, w)| w * a.model.log_probability(theta[a.dimension], a.category)).sum();
        said - 0.5 * precision.quadratic_form(&away)
    };
    let mut theta = measured.mean.clone();
    let mut reached = value(&theta);
    for _ in 0..MOST {
        let (gradient, curvature) = slope(measured, &precision, weighed, &theta);
        let mut step = gradient;
        curvature.cholesky().ok()?.solve_in_place(&mut step);
        let mut is_higher = false;
        for _ in 0..MOST {
            let next: Vec<f64> = theta.iter().zip(&step).map(|(t, s)| t + s).collect();
            let there = value(&next);
            if there >= reached - 1e-13 * (1.0 + reached.abs()) {
                (theta, reached, is_higher) = (next, there, true);
                break;
            }
            for part in &mut step {
                *part *= 0.5;
            }
        }
        if !is_higher || step.iter().all(|s| s.abs() < SETTLED) {
            break;
        }
    }
    let (_, curvature) = slope(measured, &precision, weighed, &theta);
    Some(Posterior { covariance: curvature.covariance_factor().ok()?.inverse(), mean: theta })
}

/// Gradient of the log posterior, and minus its expected second derivative.
fn slope(measured: &Posterior, precision: &SymmetricMatrix, weighed: &[(&Practised<'_>, f64)], theta: &[f64]) -> (Vec<f64>, SymmetricMatrix) {
    let away: Vec<f64> = measured.mean.iter().zip(theta).map(|(m, t)| m - t).collect();
    let mut gradient = precision.multiply(&away);
    let mut curvature = precision.clone();
    for (answer, weight) in weighed {
        let d = answer.dimension;
        let (first, _) = answer.model.score_derivatives(theta[d], answer.category);
        gradient[d] += weight * first;
        curvature.set(d, d, curvature.get(d, d) + weight * answer.model.expected_information(theta[d]));
    }
    (gradient, curvature)
}

#[cfg(test)]
mod tests {
    use psychometrics::ability::{Observation, Prior, posterior_mode};

    use super::*;

    const ITEM: ItemModel = ItemModel::TwoPl { discrimination: 1.4, difficulty: 0.2 };
    const HARD: ItemModel = ItemModel::TwoPl { discrimination: 1.1, difficulty: 0.9 };

    fn measured() -> Posterior {
        Posterior { mean: vec![-0.3, 0.4], covariance: SymmetricMatrix::from_rows(2, vec![0.3, 0.15, 0.15, 0.25]).expect("a covariance") }
    }

    fn answers() -> Vec<Practised<'static>> {
        let of = |model, dimension, category| Practised { model, dimension, category, at: 0, met: 0 };
        vec![of(&ITEM, 0, 1), of(&HARD, 0, 1), of(&HARD, 1, 0), of(&ITEM, 0, 0), of(&ITEM, 1, 1)]
    }

    const WHOLE: Weights = Weights { first: 1.0, again: 1.0, half_life_days: 1e12 };

    #[test]
    fn at_full_weight_it_is_the_posterior_of_a_measurement() {
        let found = refined(&measured(), &answers(), 0, &WHOLE);
        let prior = Prior::new(measured().mean, measured().covariance).expect("a prior");
        let all = answers();
        let observations: Vec<Observation<'_>> = all.iter().map(|a| Observation { model: a.model, dimension: a.dimension, category: a.category }).collect();
        let oracle = posterior_mode(&prior, &observations).expect("a mode");
        for d in 0..2 {
            assert!((found.mean[d] - oracle.mean[d]).abs() < 1e-7, "{:?} {:?}", found.mean, oracle.mean);
            assert!((found.standard_error(d) - oracle.standard_error(d)).abs() < 1e-7);
        }
    }

    #[test]
    fn practice_says_less_than_a_measurement_and_less_with_time_and_repetition() {
        let before = measured();
        let right = |met, at| [Practised { model: &ITEM, dimension: 0, category: 1, at, met }];
        let rise = |answers: &[Practised<'_>], now: i64, weights: &Weights| refined(&before, answers, now, weights).mean[0] - before.mean[0];
        let ours = Weights::default();
        let day = DAY as i64;
        let (whole, first) = (rise(&right(0, 0), 0, &WHOLE), rise(&right(0, 0), 0, &ours));
        let (again, old) = (rise(&right(1, 0), 0, &ours), rise(&right(0, 0), 180 * day, &ours));
        assert!(whole > first && first > old && old > again && again > 0.0, "{whole} {first} {old} {again}");
        assert!((ours.of(&right(0, 0)[0], 180 * day) - 0.25).abs() < 1e-12);
        assert!((ours.of(&right(2, 5)[0], 0) - 0.08).abs() < 1e-12, "an answer of tomorrow is one of today");
        let sure = refined(&before, &right(0, 0), 0, &ours);
        assert!(sure.standard_error(0) < before.standard_error(0));
        assert!(sure.mean[1] > before.mean[1], "what is correlated with it rises too");
    }

    #[test]
    fn the_order_of_answers_changes_no_bit_and_no_answer_changes_nothing() {
        let mut turned = answers();
        turned.reverse();
        assert_eq!(refined(&measured(), &answers(), 9, &Weights::default()), refined(&measured(), &turned, 9, &Weights::default()));
        assert_eq!(refined(&measured(), &[], 9, &Weights::default()), measured());
        let nowhere = [Practised { model: &ITEM, dimension: 7, category: 1, at: 0, met: 0 }];
        assert_eq!(refined(&measured(), &nowhere, 9, &Weights::default()), measured());
    }
}
