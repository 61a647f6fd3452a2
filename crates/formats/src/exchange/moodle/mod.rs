//! Moodle XML, both ways.

mod cloze;
mod question;
mod write;

pub(super) use question::read;
pub use write::write;
