//! What the crate promises, checked against independent programs and by properties.

mod ability_oracle;
mod cases;
mod dif;
mod distribution;
mod drift;
mod levels;
mod linking;
mod matrix;
mod model;
mod multidimensional;
mod posterior_mean;
mod random;
mod responses;
mod selection;
mod simulation;
mod standard_setting;
mod uncertainty;
