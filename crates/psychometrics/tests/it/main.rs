//! What the crate promises, checked against independent programs and by properties.

mod ability;
mod cases;
mod fit;
mod levels;
mod matrix;
mod mirt_scores;
mod model;
mod multidimensional;
mod person_fit;
mod posterior_mean;
mod random;
mod responses;
mod scores;
mod selection;
mod simulation;
mod uncertainty;
