//! How to estimate.

use super::{ItemPriors, Quadrature};

/// Which priors to use.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PriorChoice {
    /// None where at least half of the cells are filled, [`ItemPriors::WEAK`] where fewer are.
    ///
    /// An adaptive test gives some items few answers, all from persons near their difficulty: nothing then
    /// holds a slope. On 20,000 persons with 20 of 300 items plain maximum likelihood recovers b with an RMSE of 1.32, priors with 0.19.
    Automatic,
    /// These; [`ItemPriors::NONE`] is maximum likelihood.
    Given(ItemPriors),
}

/// How to estimate. [`Settings::default`] suits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// The nodes.
    pub quadrature: Quadrature,
    /// The priors.
    pub priors: PriorChoice,
    /// The search ends when its next step would move no parameter by more than this (default 1e-4, in logits)…
    pub parameter_tolerance: f64,
    /// …and promises to gain less than this part of the log-likelihood (default 1e-10).
    pub likelihood_tolerance: f64,
    /// The most evaluations of the likelihood (default 2000).
    pub most_steps: usize,
    /// Whether to compute standard errors and the covariance (default yes). Costs one evaluation for each free parameter.
    pub standard_errors: bool,
    /// Whether to use the rayon thread pool in which the function is called (default no). Changes no bit of the result.
    pub is_parallel: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            quadrature: Quadrature::DEFAULT,
            priors: PriorChoice::Automatic,
            parameter_tolerance: 1e-4,
            likelihood_tolerance: 1e-10,
            most_steps: 2000,
            standard_errors: true,
            is_parallel: false,
        }
    }
}

/// How far a calibration is; given to the observer before each step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    /// Evaluations of the likelihood so far.
    pub steps: usize,
    /// The log-likelihood reached (of the persons used so far).
    pub log_likelihood: f64,
    /// Whether this is a first round on a part of the persons.
    pub is_rough: bool,
}
