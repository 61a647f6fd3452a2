//! Learners: the people an organisation trains.

mod by_hand;
mod change;
mod history;
pub mod import;
mod list;
mod one;
mod roster;
mod whole;

pub use by_hand::{Sheet, Typed, add, day};
pub use change::{change, delete, set_left};
pub use history::Happened;
pub use list::{Listed, PAGE, Sort, list};
pub use one::{Known, one};
pub use roster::{Enrolled, enrolled_learner, roster};
pub use whole::{Whole, whole};
