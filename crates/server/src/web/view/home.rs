//! The first page: what this is, and the button that starts.

use std::collections::BTreeMap;

use serde::Serialize;

use super::super::chart::{self, Format, Strata, Stratum};
use super::{Level, Page, SAMPLE_DOMAINS, SAMPLE_NOW};
use crate::render::Words;

/// `GET /`
#[derive(Debug, Clone, Serialize)]
pub struct HomePage {
    /// The five domains, in the order of the framework.
    pub domains: Vec<HomeDomain>,
    /// Hours of the whole training.
    pub hours: u32,
    /// Questions in the bank.
    pub questions: u32,
    /// Of these, in English.
    pub english: u32,
    /// Of these, read by experts.
    pub reviewed: u32,
    /// Usual number of questions of a positioning.
    pub about: u32,
    /// A positioning under way on this device or in this account.
    pub open: Option<OpenSession>,
    /// A sitting of a campaign under way.
    pub campaign: Option<String>,
    /// The last finished one.
    pub latest: Option<FinishedSession>,
    /// Language of the names of the domains.
    pub content_lang: &'static str,
}

/// One domain.
#[derive(Debug, Clone, Serialize)]
pub struct HomeDomain {
    /// `donnees`…
    pub slug: String,
    /// Full name.
    pub name: String,
    /// Short name.
    pub short: String,
    /// What it is about, in a few words.
    pub tagline: String,
    /// Hours of training.
    pub hours: u32,
}

/// A positioning under way.
#[derive(Debug, Clone, Serialize)]
pub struct OpenSession {
    /// Identifier, as in `/positionnement/{id}`.
    pub id: String,
    /// Questions answered.
    pub answered: u32,
    /// Usual number of questions.
    pub about: u32,
    /// Last answer.
    pub last_at: i64,
}

/// A finished positioning.
#[derive(Debug, Clone, Serialize)]
pub struct FinishedSession {
    /// Identifier, as in `/resultat/{id}`.
    pub id: String,
    /// When it ended.
    pub finished_at: i64,
}

impl HomePage {
    /// An example of a result, as it is drawn on the first page: invented, and said to be.
    fn example(&self) -> Strata {
        const VALUES: [(f64, f64, Level); 5] = [
            (0.62, 0.40, Level::Avance),
            (-0.95, 0.37, Level::Decouverte),
            (0.05, 0.42, Level::Socle),
            (-0.30, 0.44, Level::Socle),
            (1.20, 0.46, Level::Avance),
        ];
        Strata {
            cuts: [-0.7, 0.5, 1.6],
            aim: Level::Socle,
            rows: self
                .domains
                .iter()
                .zip(VALUES)
                .map(|(domain, (estimate, sd, level))| Stratum {
                    name: domain.short.clone(),
                    estimate,
                    sd,
                    low: estimate - 1.96 * sd,
                    high: estimate + 1.96 * sd,
                    level,
                })
                .collect(),
        }
    }
}

impl Page for HomePage {
    const TEMPLATE: &'static str = "pages/home.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let fresh = Self {
            domains: SAMPLE_DOMAINS
                .iter()
                .map(|d| HomeDomain { slug: d.0.into(), name: d.1.into(), short: d.2.into(), tagline: d.3.into(), hours: d.4 })
                .collect(),
            hours: 28,
            questions: 124,
            english: 0,
            reviewed: 0,
            about: 20,
            open: None,
            campaign: None,
            latest: None,
            content_lang: "fr",
        };
        let open = OpenSession { id: "0199c0de".into(), answered: 7, about: 20, last_at: SAMPLE_NOW };
        let latest = FinishedSession { id: "0199beef".into(), finished_at: SAMPLE_NOW - 40 * 86_400_000_000 };
        vec![
            ("new", fresh.clone()),
            ("english", Self { english: 30, ..fresh.clone() }),
            ("one-english", Self { english: 1, ..fresh.clone() }),
            ("open", Self { open: Some(open.clone()), ..fresh.clone() }),
            ("campaign", Self { campaign: Some("0199cafe".into()), ..fresh.clone() }),
            ("finished", Self { latest: Some(latest.clone()), ..fresh.clone() }),
            ("both", Self { open: Some(OpenSession { answered: 1, ..open }), latest: Some(latest), reviewed: 30, ..fresh }),
        ]
    }

    fn pictures(&self, words: Words<'_>) -> BTreeMap<&'static str, String> {
        BTreeMap::from([("example", chart::strata(&self.example(), words, Format::Narrow))])
    }
}
