//! The bank at a glance: what it covers, and where it is thin.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Frame, sample_frame};
use crate::render::{Page, Texts, Words};
use crate::web::drawing::{Layer, between, plot, up_to};

/// `GET /atelier/banque`
#[derive(Debug, Clone, Serialize)]
pub struct BankPage {
    /// What stands around.
    pub frame: Frame,
    /// Questions that people may meet.
    pub items: usize,
    /// Simulators among them.
    pub simulators: usize,
    /// Those that experts have read.
    pub reviewed: usize,
    /// What each domain needs, each objective, and the information everywhere.
    pub needs: (usize, usize, f64),
    /// Where it is thin, the domains first.
    pub thin: Vec<Thin>,
    /// Objectives that are thin beyond those named.
    pub more_thin: usize,
    /// The domains.
    pub domains: Vec<BankDomain>,
    /// Counts by kind, trade, setting, language, standing.
    pub counts: Vec<Counts>,
    /// Sources that end soon or have ended, the first first.
    pub due: Vec<DueSource>,
    /// Questions that the answers say should be looked at.
    pub to_look_at: usize,
    /// Whether this member writes questions.
    pub may_write: bool,
}

/// A place where the bank is thin.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum Thin {
    /// A domain with few questions.
    Domain {
        /// Its name.
        name: String,
        /// How many it has.
        items: usize,
    },
    /// A domain that says little of people of some ability.
    Information {
        /// Its name.
        name: String,
        /// The ability, in words: `low`, `middle` or `high`.
        whom: &'static str,
        /// The least information.
        least: f64,
    },
    /// An objective with few questions.
    Objective {
        /// Its code.
        code: String,
        /// Its wording.
        text: String,
        /// How many it has.
        items: usize,
        /// Where one is begun.
        path: String,
    },
}

/// A domain, in pictures.
#[derive(Debug, Clone, Serialize)]
pub struct BankDomain {
    /// `donnees`…
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Questions.
    pub items: usize,
    /// Simulators among them.
    pub simulators: usize,
    /// Questions from very easy to very hard.
    pub bands: [usize; 5],
    /// Information at -2, -1, 0, 1 and 2.
    pub information: [f64; 5],
    /// Abilities, and the information at each.
    #[serde(skip)]
    pub curve: Vec<(f64, f64)>,
    /// Its objectives.
    pub objectives: Vec<BankObjective>,
}

/// An objective: a row of the map.
#[derive(Debug, Clone, Serialize)]
pub struct BankObjective {
    /// Its code.
    pub code: String,
    /// Its wording.
    pub text: String,
    /// Questions.
    pub items: usize,
    /// From very easy to very hard: how many, and how dark, 0 to 4.
    pub cells: Vec<(usize, usize)>,
    /// Whether it has fewer than it needs.
    pub is_thin: bool,
    /// Where one more is begun.
    pub path: String,
}

/// Counts of one thing, the most first.
#[derive(Debug, Clone, Serialize)]
pub struct Counts {
    /// `kinds`, `trades`, `settings`, `languages`, `standings`.
    pub name: &'static str,
    /// The largest.
    pub most: usize,
    /// Name and count; kinds, languages and standings are named by the page.
    pub rows: Vec<(String, usize)>,
}

/// A source to be read again.
#[derive(Debug, Clone, Serialize)]
pub struct DueSource {
    /// The item.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its language.
    pub content_lang: String,
    /// The last day, `YYYY-MM-DD`.
    pub last: String,
    /// Whether it is over.
    pub has_expired: bool,
}

/// Names under which the curves of the domains are printed.
const CURVES: [&str; 8] = ["domain-0", "domain-1", "domain-2", "domain-3", "domain-4", "domain-5", "domain-6", "domain-7"];

impl Page for BankPage {
    const TEMPLATE: &'static str = "pages/workshop/bank.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let objective = |code: &str, cells: [usize; 5]| BankObjective {
            code: code.into(),
            text: "Vérifier l’identité d’un patient avant tout acte.".into(),
            items: cells.iter().sum(),
            cells: cells.iter().map(|n| (*n, (*n).min(4))).collect(),
            is_thin: cells.iter().sum::<usize>() < 4,
            path: format!("/atelier/nouvelle?objective={code}"),
        };
        let domain = BankDomain {
            slug: "donnees".into(),
            name: "Données de santé".into(),
            items: 8,
            simulators: 2,
            bands: [1, 2, 3, 1, 1],
            information: [1.2, 3.4, 6.0, 5.1, 2.2],
            curve: [-3.0_f64, -1.5, 0.0, 1.5, 3.0].map(|x| (x, 6.0 - x * x / 2.0)).into(),
            objectives: vec![objective("T1.01", [0, 1, 2, 1, 1]), objective("T1.02", [0, 1, 1, 0, 1])],
        };
        let counts =
            |name, rows: &[&str]| Counts { name, most: rows.len(), rows: rows.iter().enumerate().map(|(n, row)| ((*row).to_owned(), n + 1)).collect() };
        let kinds =
            ["single-choice", "multiple-choice", "ordering", "matching", "categorise", "gaps", "short-answer", "number", "hot-text", "mailbox", "simulator"];
        let thin = |whom| Thin::Information { name: "Télésanté".into(), whom, least: 3.25 };
        let full = Self {
            frame: sample_frame("bank"),
            items: 478,
            simulators: 91,
            reviewed: 12,
            needs: (60, 4, 5.0),
            thin: vec![
                Thin::Domain { name: "Télésanté".into(), items: 41 },
                thin("low"),
                thin("middle"),
                thin("high"),
                Thin::Objective { code: "T1.02".into(), text: "Corriger un doublon.".into(), items: 3, path: "/atelier/nouvelle?objective=T1.02".into() },
            ],
            more_thin: 4,
            domains: vec![domain],
            counts: vec![
                counts("kinds", &kinds),
                counts("trades", &["Médecin"]),
                counts("settings", &["EHPAD"]),
                counts("languages", &["fr", "en"]),
                counts("standings", &["pretest", "provisional", "calibrated", "suspended", "retired"]),
            ],
            due: [false, true]
                .map(|has_expired| DueSource {
                    id: "messages-du-lundi".into(),
                    title: "Cinq messages un lundi matin".into(),
                    content_lang: "fr".into(),
                    last: "2026-12-31".into(),
                    has_expired,
                })
                .into(),
            to_look_at: 3,
            may_write: true,
        };
        let sound = Self { thin: Vec::new(), more_thin: 0, due: Vec::new(), to_look_at: 0, may_write: false, ..full.clone() };
        vec![("full", full), ("sound", sound)]
    }

    fn pictures(&self, words: Words<'_>) -> BTreeMap<&'static str, String> {
        self.domains.iter().zip(CURVES).map(|(domain, name)| (name, information(domain, self.needs.2, words))).collect()
    }
}

/// The information of a domain over ability, with what is needed between -2 and 2.
fn information(domain: &BankDomain, needed: f64, words: Words<'_>) -> String {
    let say = |value, digits| Texts::decimal(words.lang, value, digits);
    let most = domain.curve.iter().map(|(_, information)| *information).fold(needed * 1.2, f64::max);
    let (across, up) = (between(-3, 3, words.say("bank-ability", &[]), say), up_to(most, words.say("bank-information", &[]), say));
    let title = words.say("bank-information-title", &[("domain", domain.name.as_str().into())]);
    plot(&title, &across, &up, &[Layer::Level { from: -2.0, to: 2.0, at: needed }, Layer::Line("plot-now", domain.curve.clone())])
}
