//! Steering: what the results of many people add up to, and what that means for whoever trains them.
//!
//! A finished session is *measured* once: its part of the sums ([`Measure`]), whole numbers, so that no order of people and no number of servers
//! changes a bit. Sums of groups are added ([`Sums::add`]) when results are released ([`crate::privacy`]), kept as bytes, and turned into a [`Picture`]
//! when somebody looks. No page reads an answer or a person.
//!
//! Formulas and what they are worth: `docs/models/groups.md`.

mod asked;
mod measure;
mod needs;
mod picture;
mod stored;
mod sums;

pub use asked::{Asked, AskedSums, Missed, missed};
pub use measure::Measure;
pub use needs::{Group, Need, Whom, needs};
pub use picture::{GroupLevel, Picture, Progress, progress};
pub use stored::StoredSumsError;
pub use sums::{Ability, LevelSums, Sums};
