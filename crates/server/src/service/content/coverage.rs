//! What the bank covers, and where it is thin.

use std::collections::BTreeMap;

use domain::bank::Parameters;
use domain::blueprint::ItemSettings;
use domain::date::Day;
use domain::framework::Framework;
use domain::item::{Item, Review};
use serde::Serialize;

/// Items that an objective needs, so that two people do not meet the same ones.
pub const PER_OBJECTIVE: usize = 4;
/// Items that a domain needs.
pub const PER_DOMAIN: usize = 60;
/// Information that a domain needs at each ability from -2 to 2: a standard error of 0.45 from its items alone.
pub const INFORMATION: f64 = 5.0;
/// Abilities at which the information is told.
pub const ABILITIES: [f64; 5] = [-2.0, -1.0, 0.0, 1.0, 2.0];
/// Where the bands of difficulty end: very easy, easy, medium, hard, very hard.
const BANDS: [f64; 4] = [-1.5, -0.5, 0.5, 1.5];

/// What the bank covers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Coverage {
    /// Items in all.
    pub items: usize,
    /// Simulators among them.
    pub simulators: usize,
    /// Each domain, in the order of the framework.
    pub domains: Vec<DomainCoverage>,
    /// Each objective, in the order of the framework.
    pub objectives: Vec<ObjectiveCoverage>,
    /// Items by what is done in them.
    pub kinds: BTreeMap<String, usize>,
    /// Items by trade; an item may speak to several.
    pub trades: BTreeMap<String, usize>,
    /// Items by place.
    pub settings: BTreeMap<String, usize>,
    /// Items by language.
    pub languages: BTreeMap<String, usize>,
    /// Items that experts have looked at.
    pub reviewed: usize,
    /// Items whose source is no longer trusted: its month of review is over.
    pub stale: Vec<StaleSource>,
}

/// A domain of the bank.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DomainCoverage {
    /// Name in addresses.
    pub slug: String,
    /// Short name.
    pub short: String,
    /// Items.
    pub items: usize,
    /// Simulators among them.
    pub simulators: usize,
    /// Items very easy, easy, medium, hard, very hard.
    pub bands: [usize; 5],
    /// Fisher's information of all its items at [`ABILITIES`], under their parameters.
    pub information: [f64; 5],
    /// The same at [`CURVE`].
    #[serde(skip)]
    pub curve: [f64; 25],
}

/// An objective of the bank.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ObjectiveCoverage {
    /// Code.
    pub code: String,
    /// Wording.
    pub text: String,
    /// Items.
    pub items: usize,
    /// Simulators among them.
    pub simulators: usize,
    /// Items very easy, easy, medium, hard, very hard.
    pub bands: [usize; 5],
}

/// A source that is to be read again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StaleSource {
    /// The item.
    pub item: String,
    /// When it was last read.
    pub checked: String,
}

/// An item with what is believed of it.
#[derive(Debug, Clone)]
pub struct Counted<'a> {
    /// The item.
    pub item: &'a Item,
    /// Its author's parameters, or those learned from answers.
    pub parameters: Parameters,
}

impl<'a> Counted<'a> {
    /// Items as their authors believe them to be.
    pub fn by_authors(items: &'a [Item], settings: &ItemSettings) -> Vec<Self> {
        items.iter().map(|item| Self { item, parameters: Parameters::of_author(item.difficulty, item.interaction.points(), settings) }).collect()
    }

    /// Its place among very easy, easy, medium, hard and very hard.
    pub fn band(&self) -> usize {
        let steps = &self.parameters.steps;
        let middle = steps.iter().sum::<f64>() / steps.len().max(1) as f64;
        // the middle of steps that were spread around a number is that number but for its last bits
        BANDS.iter().take_while(|end| middle + 1e-9 >= **end).count()
    }
}

/// Abilities at which a curve of the information is drawn: from -3 to 3, four to the unit.
pub const CURVE: [f64; 25] = {
    let mut abilities = [0.0; 25];
    let mut at = 0;
    while at < abilities.len() {
        abilities[at] = -3.0 + at as f64 * 0.25;
        at += 1;
    }
    abilities
};

/// Counts items against a framework.
pub fn coverage(items: &[Counted<'_>], framework: &Framework, today: Day) -> Coverage {
    let mut domains: Vec<DomainCoverage> = framework
        .domains
        .iter()
        .map(|d| DomainCoverage {
            slug: d.slug.clone(),
            short: d.short.clone(),
            items: 0,
            simulators: 0,
            bands: [0; 5],
            information: [0.0; 5],
            curve: [0.0; 25],
        })
        .collect();
    let mut objectives: Vec<ObjectiveCoverage> =
        framework.objectives.iter().map(|o| ObjectiveCoverage { code: o.code.clone(), text: o.text.clone(), items: 0, simulators: 0, bands: [0; 5] }).collect();
    let texts = || items.iter().map(|counted| counted.item);
    let mut found = Coverage {
        items: items.len(),
        simulators: texts().filter(|i| i.interaction.is_simulator()).count(),
        domains: Vec::new(),
        objectives: Vec::new(),
        kinds: counted(texts().map(|i| i.interaction.kind())),
        trades: counted(texts().flat_map(|i| i.trades.iter().map(String::as_str))),
        settings: counted(texts().map(|i| i.setting.as_str())),
        languages: counted(texts().map(|i| i.language.as_str())),
        reviewed: texts().filter(|i| i.review == Review::Reviewed).count(),
        stale: texts().filter(|i| i.source.has_expired(today)).map(|i| StaleSource { item: i.id.clone(), checked: i.source.checked.clone() }).collect(),
    };
    for one in items {
        let item = one.item;
        let simulator = usize::from(item.interaction.is_simulator());
        let band = one.band();
        if let Some(objective) = objectives.iter_mut().find(|o| o.code == item.objective) {
            objective.items += 1;
            objective.simulators += simulator;
            objective.bands[band] += 1;
        }
        let Some(place) = framework.place_of(&item.objective) else { continue };
        let domain = &mut domains[place.domain];
        domain.items += 1;
        domain.simulators += simulator;
        domain.bands[band] += 1;
        let model = one.parameters.model();
        for (sum, ability) in domain.information.iter_mut().zip(ABILITIES) {
            *sum += model.expected_information(ability);
        }
        for (sum, ability) in domain.curve.iter_mut().zip(CURVE) {
            *sum += model.expected_information(ability);
        }
    }
    (found.domains, found.objectives) = (domains, objectives);
    found
}

fn counted<'a>(names: impl Iterator<Item = &'a str>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for name in names {
        *counts.entry(name.to_owned()).or_default() += 1;
    }
    counts
}
