//! GIFT both ways, Aiken in: questions as plain text.

mod aiken;
mod answers;
mod question;
mod write;

pub use write::write;

use super::draft::Import;

/// Reads plain text: Aiken where its lines of answers say so, GIFT otherwise.
pub(super) fn read(import: &mut Import, text: &str) {
    if aiken::is_aiken(text) { aiken::read(import, text) } else { question::read(import, text) }
}
