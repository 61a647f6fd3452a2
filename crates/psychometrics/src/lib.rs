//! Psychometrics for adaptive tests, deterministic to the bit.
//!
#![doc = include_str!("../README.md")]

pub mod ability;
pub mod administration;
pub mod assembly;
pub mod calibration;
pub mod classical;
pub mod classification;
pub mod dif;
pub mod distribution;
pub mod drift;
pub mod eigen;
pub mod exposure;
pub mod fit;
pub mod levels;
pub mod linking;
pub mod matrix;
pub mod model;
pub mod numeric;
pub mod person_fit;
pub mod plausible_values;
pub mod quadrature;
pub mod random;
pub mod reliability;
pub mod responses;
pub mod score;
pub mod selection;
pub mod similarity;
pub mod simulation;
pub mod standard_setting;
pub mod stopping;
pub mod uncertainty;
