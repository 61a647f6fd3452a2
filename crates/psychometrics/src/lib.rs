//! Psychometrics for adaptive tests, deterministic to the bit.
//!
#![doc = include_str!("../README.md")]

pub mod ability;
pub mod classical;
pub mod classification;
pub mod fit;
pub mod levels;
pub mod matrix;
pub mod model;
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
pub mod uncertainty;
