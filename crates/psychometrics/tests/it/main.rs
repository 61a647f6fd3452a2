//! What the crate promises, checked against independent programs and by properties.

mod ability_oracle;
mod administration;
mod assembly;
mod cases;
<<<<<<< HEAD
mod dif;
mod distribution;
mod drift;
=======
mod exposure;
>>>>>>> selection
mod levels;
mod linking;
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
<<<<<<< HEAD
mod standard_setting;
=======
mod stopping;
>>>>>>> selection
mod uncertainty;
