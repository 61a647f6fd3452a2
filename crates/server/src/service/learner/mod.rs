//! Learners: the people an organisation trains.

mod roster;

pub use roster::{Enrolled, enrolled_learner, roster};
