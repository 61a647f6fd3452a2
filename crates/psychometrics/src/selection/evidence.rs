//! What the answers so far say about the ability, point by point of a grid.

use super::Grid;
use super::sums::{dot, spread_two};
use crate::ability::{Bound, Estimate};

/// The likelihood of the answers and the posterior at each point of a [`Grid`], multiplied up one answer at a time.
///
/// Both are kept without a constant factor being taken out, so that the value of a rule can be compared with other programs; only when
/// the largest would vanish are they raised by a power of two, which changes no ratio and no rounding.
///
/// ```
/// use psychometrics::model::ItemModel;
/// use psychometrics::selection::{Bank, Evidence, Grid};
///
/// let item = ItemModel::TwoPl { discrimination: 1.0, difficulty: 0.0 };
/// let bank = Bank::new(vec![item], Grid::normal(0.0, 1.0, -4.0, 4.0, 33)?)?;
/// let mut evidence = Evidence::new(bank.grid());
/// evidence.add(bank.curves(0).category(1));
/// let estimate = evidence.expected_a_posteriori(bank.grid()).unwrap();
/// assert!(estimate.theta > 0.4 && estimate.standard_error < 1.0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    likelihood: Vec<f64>,
    posterior: Vec<f64>,
}

/// What a rule sees: the provisional ability, and what is known at each point of the grid.
#[derive(Clone, Copy, Debug)]
pub struct Belief<'a> {
    /// The provisional estimate of the ability.
    pub theta: f64,
    /// Where likelihood and posterior are known.
    pub grid: &'a Grid,
    /// The likelihood of the answers at each point.
    pub likelihood: &'a [f64],
    /// Likelihood times prior density at each point, not normalised.
    pub posterior: &'a [f64],
}

/// Below this the largest posterior is raised, by 1 / `RAISE`.
const SMALLEST: f64 = 1e-150;

/// 2⁵⁰⁰.
const RAISE: f64 = f64::from_bits((1023 + 500) << 52);

impl Evidence {
    /// No answer yet: likelihood 1, posterior the prior.
    pub fn new(grid: &Grid) -> Self {
        Self { likelihood: vec![1.0; grid.len()], posterior: grid.density().to_vec() }
    }

    /// Forgets all answers, keeping the memory.
    pub fn reset(&mut self, grid: &Grid) {
        self.likelihood.clear();
        self.likelihood.resize(grid.len(), 1.0);
        self.posterior.clear();
        self.posterior.extend_from_slice(grid.density());
    }

    /// One more answer, by the probability of its category at each point of the grid.
    pub fn add(&mut self, probabilities: &[f64]) {
        let mut largest = 0.0_f64;
        for ((likelihood, posterior), probability) in self.likelihood.iter_mut().zip(&mut self.posterior).zip(probabilities) {
            *likelihood *= probability;
            *posterior *= probability;
            largest = if *posterior > largest { *posterior } else { largest };
        }
        if largest < SMALLEST {
            for value in self.likelihood.iter_mut().chain(&mut self.posterior) {
                *value *= RAISE;
            }
        }
    }

    /// The mean of the posterior and its standard deviation (Bock and Mislevy, 1982), by trapezoid sums over the grid; `None` when the
    /// answers are impossible at every point.
    pub fn expected_a_posteriori(&self, grid: &Grid) -> Option<Estimate> {
        let (total, moment) = (dot(&self.posterior, grid.widths()), dot(&self.posterior, grid.moments()));
        if total.is_nan() || total <= 0.0 {
            return None;
        }
        let theta = moment / total;
        let variance = spread_two(&self.posterior, grid.widths(), grid.points(), theta) / total;
        Some(Estimate { theta, standard_error: variance.sqrt(), bound: Bound::Inside })
    }

    /// What a rule sees when the ability is provisionally estimated as `theta`.
    pub fn belief<'a>(&'a self, theta: f64, grid: &'a Grid) -> Belief<'a> {
        Belief { theta, grid, likelihood: &self.likelihood, posterior: &self.posterior }
    }
}
