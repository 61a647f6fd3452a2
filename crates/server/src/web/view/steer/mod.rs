//! Pages of organisations.

pub mod budget;
pub mod campaigns;
pub mod exports;
pub mod governing;
pub mod hours;
pub mod imports;
pub mod joining;
pub mod kit;
pub mod learner;
pub mod learners;
pub mod organisation;
pub mod reach;
pub mod rehearsal;
pub mod report;
pub mod results;
pub mod settings;
pub mod team;

use serde::Serialize;

/// What stands around each page of an organisation.
#[derive(Debug, Clone, Serialize)]
pub struct Frame {
    /// Identifier of the organisation.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whether its people are invented, to rehearse with.
    pub is_sample: bool,
    /// Whether who looks may sign for it.
    pub governs: bool,
    /// The menu.
    pub entries: Vec<Entry>,
}

/// An entry of the menu.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// `people`, `campaigns`…: the texts `steer-nav-…` name it.
    pub name: &'static str,
    /// Where it leads.
    pub path: String,
    /// Whether this is the page.
    pub is_here: bool,
}

/// A frame for samples; `here` names the entry of the menu.
pub(in crate::web::view) fn sample_frame(here: &str) -> Frame {
    let names = ["inbox", "people", "campaigns", "results", "hours", "kit", "offers", "certification", "settings"];
    let entries = names.into_iter().map(|name| Entry { name, path: format!("/pilotage/0199c0de-0000-7000-8000-000000000001/{name}"), is_here: name == here });
    Frame { id: "0199c0de-0000-7000-8000-000000000001".into(), name: "EHPAD Les Tilleuls".into(), is_sample: false, governs: true, entries: entries.collect() }
}
