//! Pages of certification.

pub mod candidacy;
pub mod candidates;
pub mod centre;
pub mod exam;
pub mod jury;
pub mod neutralise;
pub mod registry;
pub mod result;
pub mod standards;
pub mod verification;
pub mod watch;

use serde::Serialize;

/// What stands around each page of the certifier and the jury.
#[derive(Debug, Clone, Serialize)]
pub struct Frame {
    /// Whether who looks is the certifier.
    pub governs: bool,
    /// The menu.
    pub entries: Vec<Entry>,
}

/// A probability as it is told. What answers say is never certain, whatever is left after so many decimals.
pub fn never_certain(probability: f64) -> f64 {
    probability.min(0.9999)
}

/// An entry of the menu.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// `jury`, `centres`…: the texts `certification-nav-…` name it.
    pub name: &'static str,
    /// Where it leads.
    pub path: String,
    /// Whether this is the page.
    pub is_here: bool,
}
