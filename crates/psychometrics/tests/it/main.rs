//! What the crate promises, checked against independent programs and by properties.

mod ability_oracle;
mod administration;
#[cfg(feature = "shadow-test")]
mod assembly;
mod cases;
mod exposure;
mod levels;
mod matrix;
mod model;
mod multidimensional;
mod posterior_mean;
mod random;
mod responses;
mod scales;
mod selection;
mod selection_rules;
mod simulation;
mod stopping;
mod uncertainty;
