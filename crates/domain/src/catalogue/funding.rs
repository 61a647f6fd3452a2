//! Who pays, and who to ask: what is known from public sources, each with its source, and for whom it holds.

use serde::{Deserialize, Serialize};

use super::offer::Funding;
use crate::item::Source;

/// Who may pay for somebody's training.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Payer {
    /// Its name in addresses.
    pub id: String,
    /// Its name.
    pub name: String,
    /// For whom: codes of [`STATUSES`].
    pub statuses: Vec<String>,
    /// Trades that it pays for; all where none is named.
    #[serde(default)]
    pub trades: Vec<String>,
    /// Trades that it does not pay for.
    #[serde(default)]
    pub not_trades: Vec<String>,
    /// Offers that say so.
    #[serde(default)]
    pub funding: Vec<Funding>,
    /// What it pays.
    pub pays: String,
    /// How one asks.
    pub how: String,
    /// How long it takes, or when to ask, where a source says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
    /// What it does not pay.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub but: Option<String>,
    /// What no sure and recent source confirms, and where to look.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unconfirmed: Option<String>,
    /// Its own page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Where that was read.
    pub sources: Vec<Source>,
}

/// A question, and who answers it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// Its name in addresses.
    pub id: String,
    /// What happens, or what somebody wants to know.
    pub question: String,
    /// Who to ask.
    pub who: String,
    /// What they do, and how to reach them.
    pub answer: String,
    /// Their page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Words under which it is looked for besides.
    #[serde(default)]
    pub words: Vec<String>,
    /// Where that was read.
    pub sources: Vec<Source>,
}

/// How one works, as far as it decides who pays.
pub const STATUSES: [&str; 7] = ["liberal", "centre-de-sante", "hopital-public", "prive", "agent-public", "etudiant", "sans-emploi"];

/// Who may pay for somebody of this status and trade, in the order of the file; without a trade, everybody who may for some trade.
pub fn payers<'a>(all: &'a [Payer], status: &str, trade: Option<&str>) -> Vec<&'a Payer> {
    let fits = |payer: &&Payer| {
        let is_for = |trade: &str| (payer.trades.is_empty() || payer.trades.iter().any(|t| t == trade)) && !payer.not_trades.iter().any(|t| t == trade);
        payer.statuses.iter().any(|s| s == status) && trade.is_none_or(is_for)
    };
    all.iter().filter(fits).collect()
}

/// What is wrong with what is said of who pays and who to ask: names of the broken entries, with a stable code.
pub fn faults(payers: &[Payer], contacts: &[Contact], trades: &[&str]) -> Vec<(&'static str, String)> {
    let mut faults = Vec::new();
    for payer in payers {
        let mut say = |code| faults.push((code, payer.id.clone()));
        if payer.statuses.is_empty() || payer.statuses.iter().any(|status| !STATUSES.contains(&status.as_str())) {
            say("funding-status");
        }
        if payer.trades.iter().chain(&payer.not_trades).any(|trade| !trades.contains(&trade.as_str())) {
            say("funding-trade");
        }
        if payer.sources.is_empty() {
            say("funding-source");
        }
    }
    faults.extend(contacts.iter().filter(|contact| contact.sources.is_empty()).map(|contact| ("funding-source", contact.id.clone())));
    let names: Vec<&str> = payers.iter().map(|p| p.id.as_str()).chain(contacts.iter().map(|c| c.id.as_str())).collect();
    let twice = names.iter().enumerate().filter(|(at, name)| names[..*at].contains(name));
    faults.extend(twice.map(|(_, name)| ("funding-twice", (*name).to_owned())));
    faults
}
