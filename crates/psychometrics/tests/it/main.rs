//! What the crate promises, checked against independent programs and by properties.

<<<<<<< HEAD
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
=======
mod ability;
mod cases;
mod fit;
>>>>>>> fit
mod levels;
mod linking;
mod matrix;
mod mirt_scores;
mod model;
mod multidimensional;
mod person_fit;
mod posterior_mean;
mod random;
mod responses;
<<<<<<< HEAD
mod scales;
=======
mod scores;
>>>>>>> fit
mod selection;
mod selection_rules;
mod simulation;
<<<<<<< HEAD
mod standard_setting;
=======
mod stopping;
>>>>>>> selection
mod uncertainty;
