//! Psychometrics for adaptive tests, deterministic to the bit.
//!
#![doc = include_str!("../README.md")]

pub mod ability;
pub mod administration;
pub mod assembly;
pub mod exposure;
pub mod levels;
pub mod matrix;
pub mod model;
pub mod quadrature;
pub mod random;
pub mod responses;
pub mod selection;
pub mod simulation;
pub mod stopping;
pub mod uncertainty;
