//! What the crate promises, checked against independent programs and by properties.

mod ability_oracle;
mod calibration;
mod cases;
mod levels;
mod matrix;
mod model;
mod multidimensional;
mod multidimensional_calibration;
mod online;
mod posterior_mean;
mod random;
mod responses;
mod selection;
mod simulation;
mod uncertainty;
mod within_item;
