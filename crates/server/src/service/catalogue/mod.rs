//! Training offers: the catalogue, proposals, referencing, ratings.

mod dossier;
pub mod expire;
pub mod import;
pub mod links;
mod open;
pub mod propose;
pub mod ratings;
pub mod settle;
mod shelf;
pub mod signals;
pub mod take_over;

pub use dossier::{Dossier, Vocabulary};
pub use open::{LICENCE, OpenCell, OpenCoverage, OpenOffer, open_coverage};
pub use shelf::{Shelves, catch_up, refresh};
