//! Calibration in the product: what the answers say of the parameters of a bank, as a proposal that somebody decides on.
//!
//! [`calibrate`] learns every item from the answers of finished sessions, each answer held against the ability that the other answers of its session
//! suggest, round after round until nothing moves; [`Proposal`] says old against new for each item, why some are left as they are, and what it
//! would do to the levels of people. Nothing here changes an edition: publishing a proposal makes a new one.
//!
//! Method, sources, and how well known parameters are found again: `docs/models/calibration-in-product.md`.

mod learn;
mod proposal;
mod propose;

pub use learn::{Answer, Learned, Progress, Settings, Taken, learn};
pub use proposal::{DomainCorrelation, ItemChange, LeftAlone, LevelChanges, Proposal};
pub use propose::{Material, calibrate};
