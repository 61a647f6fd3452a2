//! What the crate promises, checked against independent programs and by properties.

mod ability;
mod administration;
#[cfg(feature = "shadow-test")]
mod assembly;
mod calibration;
mod cases;
mod dif;
mod distribution;
mod drift;
mod exposure;
mod fit;
mod groups;
mod hostile;
mod levels;
mod linking;
mod matrix;
mod model;
mod multidimensional;
mod multidimensional_calibration;
mod online;
mod person_fit;
mod pool;
mod posterior_mean;
mod random;
mod responses;
mod scales;
mod scores;
mod selection;
mod selection_rules;
mod simulation;
mod standard_setting;
mod stopping;
mod uncertainty;
mod within_item;
