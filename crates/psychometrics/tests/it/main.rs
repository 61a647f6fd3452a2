//! What the crate promises, checked against independent programs and by properties.

mod ability;
mod cases;
mod dif;
mod distribution;
mod drift;
mod fit;
mod levels;
mod linking;
mod matrix;
mod mirt_scores;
mod model;
mod multidimensional;
mod pool;
mod person_fit;
mod multidimensional_calibration;
mod online;
mod posterior_mean;
mod random;
mod responses;
mod scores;
mod selection;
mod simulation;
mod standard_setting;
mod uncertainty;
mod within_item;
