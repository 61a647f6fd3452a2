//! Learners: the people an organisation trains.

mod by_hand;
mod history;
pub mod import;
mod list;
mod roster;
mod whole;

pub use by_hand::{Sheet, Typed, add, day};
pub use history::Happened;
pub use list::{Listed, PAGE, Sort, list};
pub use roster::{Enrolled, enrolled_learner, roster};
pub use whole::{Whole, whole};
