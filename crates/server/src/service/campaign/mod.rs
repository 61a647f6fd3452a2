//! Campaigns: made, joined, followed.

mod roll;

pub use roll::{Roll, roll};
