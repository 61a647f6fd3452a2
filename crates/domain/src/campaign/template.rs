//! What a campaign can be made from: choices that fit an occasion. Its words are in the locales, by its code.

use super::Audience;
use crate::framework::Framework;
use crate::profile::Level;

/// Choices that fit an occasion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Template {
    /// By which it is named.
    pub code: &'static str,
    /// Codes of the domains that are assessed; none for all.
    pub domains: &'static [&'static str],
    /// The level to reach.
    pub target: Level,
    /// Whether nobody is asked who they are.
    pub is_anonymous: bool,
    /// For whom.
    pub audience: Audience,
    /// How often one may take it.
    pub sittings: u8,
    /// Whether people are reminded by mail.
    pub reminds: bool,
    /// For how many days it is open; for ever where none are said.
    pub days: Option<u16>,
}

/// All of them, as they are offered. The last is the one that presumes nothing.
pub const TEMPLATES: [Template; 5] = [
    // who arrives all through the year: it stays open, and whoever has the code takes it
    Template { code: "arrivals", domains: &[], target: Level::Socle, is_anonymous: false, audience: Audience::Open, sittings: 1, reminds: false, days: None },
    // before and after the 28 hours: twice
    Template {
        code: "students",
        domains: &[],
        target: Level::Socle,
        is_anonymous: false,
        audience: Audience::Groups,
        sittings: 2,
        reminds: true,
        days: Some(21),
    },
    // what the drill has shown is nobody's fault: no names
    Template {
        code: "drill",
        domains: &["2"],
        target: Level::Socle,
        is_anonymous: true,
        audience: Audience::Everybody,
        sittings: 1,
        reminds: true,
        days: Some(14),
    },
    Template {
        code: "needs",
        domains: &[],
        target: Level::Socle,
        is_anonymous: true,
        audience: Audience::Everybody,
        sittings: 1,
        reminds: true,
        days: Some(28),
    },
    Template {
        code: "blank",
        domains: &[],
        target: Level::Socle,
        is_anonymous: false,
        audience: Audience::Everybody,
        sittings: 1,
        reminds: true,
        days: Some(21),
    },
];

impl Template {
    /// The template of this code.
    pub fn parse(code: &str) -> Option<Self> {
        TEMPLATES.into_iter().find(|template| template.code == code)
    }

    /// Codes of the competences that it assesses, in the framework of today; none for all.
    pub fn competences<'a>(&self, framework: &'a Framework) -> Vec<&'a str> {
        framework.competences.iter().filter(|c| self.domains.contains(&c.domain.as_str())).map(|c| c.code.as_str()).collect()
    }
}
