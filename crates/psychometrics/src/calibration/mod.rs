//! Calibration: item parameters, and the distribution of the abilities, from answers.
//!
//! [`calibrate`] maximises the *marginal* likelihood (Bock and Aitkin, 1981, *Psychometrika* 46): abilities are integrated out over a normal
//! distribution, so that the estimates are consistent however few items a person answers, and answers missing at random (not
//! administered, chosen by an adaptive test) bias nothing (Mislevy and Wu, 1996).
//!
//! ```
//! use psychometrics::calibration::{Design, Family, Settings, calibrate};
//! use psychometrics::model::ItemModel;
//! use psychometrics::random::Random;
//! use psychometrics::responses::Responses;
//! use psychometrics::simulation::draw_response;
//!
//! let truth: Vec<ItemModel> = (0..10).map(|item| ItemModel::TwoPl { discrimination: 1.4, difficulty: f64::from(item) * 0.3 - 1.4 }).collect();
//! let mut random = Random::new(2026, 0);
//! let mut cells = Vec::new();
//! for _ in 0..1000 {
//!     let ability = random.normal();
//!     cells.extend(truth.iter().map(|item| draw_response(item, ability, &mut random) as u8));
//! }
//! let responses = Responses::from_matrix(10, cells)?;
//! let calibration = calibrate(&responses, &Design::of_one_family(Family::TwoPl, 10), &Settings::default())?;
//! assert!(calibration.has_converged);
//! let ItemModel::TwoPl { difficulty, .. } = calibration.model(0).unwrap() else { unreachable!() };
//! assert!((difficulty + 1.4).abs() < 0.3);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! | question | where |
//! |---|---|
//! | what is estimated: families, known items (anchors), groups, what is free? | [`Design`], [`Task`], [`GroupDesign`], [`Family`] |
//! | how: quadrature, priors, tolerances, standard errors? | [`Settings`], [`Quadrature`], [`ItemPriors`] |
//! | what came out, and what to think of each item? | [`Calibration`], [`CalibratedItem`], [`ItemFlag`] |
//! | standard errors and covariances (Oakes, 1999; Chalmers, 2018) | [`Calibration::standard_error`], [`Calibration::model_covariance`] |
//! | one item's share of the M-step, for who builds a calibration of their own | [`maximise`], [`derivatives`], [`Evidence`] |
//! | several abilities | [`multidimensional`] |
//! | one new item, answer by answer | [`online`] |
//!
//! The same input gives the same bits, in whatever order the persons come and on however many threads.

mod design;
mod expectation;
mod family;
mod grid;
mod item_step;
pub mod multidimensional;
pub mod online;
mod patterns;
mod prior;
mod problem;
mod result;
mod run;
mod search;
mod settings;
mod standard_errors;

pub use design::{Design, GroupDesign, ItemDesign, Quantity, Task};
pub use family::{Family, ItemParameters, LOGIT_LIMIT, Parameter};
pub use grid::Quadrature;
pub use item_step::{Derivatives, Ending, Evidence, INTERCEPT_LIMIT, SLOPE_LIMIT, Want, derivatives, maximise};
pub use prior::{AsymptotePrior, ItemPriors, Normal};
pub use result::{CalibratedGroup, CalibratedItem, Calibration, CalibrationError, EstimateOf, ItemFlag};
pub use run::{calibrate, calibrate_observed};
pub use settings::{PriorChoice, Progress, Settings};
