//! Equal access: who is reached, and where to begin.

use serde::Serialize;

use super::{Frame, sample_frame};
use crate::render::Page;

/// `GET /pilotage/{organisation}/acces`
#[derive(Debug, Clone, Serialize)]
pub struct ReachPage {
    /// What stands around.
    pub frame: Frame,
    /// How many people there are.
    pub people: u32,
    /// How many took part within a year.
    pub reached: u32,
    /// The same as a share.
    pub all: f64,
    /// By establishment, for whoever manages a group of several.
    pub establishments: Option<EquityView>,
    /// By unit.
    pub units: EquityView,
    /// By trade.
    pub trades: EquityView,
}

/// How evenly groups are reached.
#[derive(Debug, Clone, Serialize)]
pub struct EquityView {
    /// From 0 to 1; absent while nobody took part.
    pub index: Option<f64>,
    /// Of everybody.
    pub all: f64,
    /// Those behind first.
    pub groups: Vec<GroupRow>,
}

/// A group.
#[derive(Debug, Clone, Serialize)]
pub struct GroupRow {
    /// Its name; empty for those of whom none is known.
    pub name: String,
    /// How many people it has.
    pub people: u32,
    /// How many took part.
    pub reached: u32,
    /// How many did not.
    pub missing: u32,
    /// The share of those who did.
    pub share: f64,
    /// Lower end of its interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Whether it is behind by more than chance.
    pub is_behind: bool,
}

impl Page for ReachPage {
    const TEMPLATE: &'static str = "pages/steer/reach.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let row = |name: &str, people: u32, reached: u32, low, high, is_behind| GroupRow {
            name: name.into(),
            people,
            reached,
            missing: people - reached,
            share: f64::from(reached) / f64::from(people),
            low,
            high,
            is_behind,
        };
        let units = EquityView {
            index: Some(0.84),
            all: 0.61,
            groups: vec![
                row("Équipe de nuit", 42, 11, 0.153, 0.41, true),
                row("Unité de soins de longue durée et d’hébergement renforcé, site des Glycines", 38, 15, 0.255, 0.553, true),
                row("Hébergement", 80, 68, 0.756, 0.912, false),
                row("", 3, 1, 0.061, 0.792, false),
            ],
        };
        let trades = EquityView { index: Some(0.97), all: 0.61, groups: vec![row("Aide-soignant ou aide-soignante", 163, 95, 0.506, 0.656, false)] };
        let full =
            Self { frame: sample_frame("results"), people: 163, reached: 95, all: 0.583, establishments: Some(units.clone()), units, trades: trades.clone() };
        let nobody = EquityView { index: None, all: 0.0, groups: vec![row("Hébergement", 12, 0, 0.0, 0.243, false)] };
        let begun = Self { people: 12, reached: 0, all: 0.0, establishments: None, units: nobody.clone(), trades: nobody, ..full.clone() };
        let none = EquityView { index: None, all: 0.0, groups: Vec::new() };
        let empty = Self { people: 0, units: none.clone(), trades: none, ..begun.clone() };
        vec![("full", full), ("nobody-yet", begun), ("empty", empty)]
    }
}
