//! Training offers, who pays for them, who to ask, and the glossary, in TOML.

use domain::catalogue::funding::{Contact, Payer};
use domain::catalogue::offer::Offer;
use domain::glossary::Term;
use serde::Deserialize;

use super::Unreadable;

/// Reads the file of an offer.
///
/// # Errors
/// The first thing that cannot be read: syntax, an unknown or missing field, an unknown word.
pub fn offer(text: &str) -> Result<Offer, Unreadable> {
    toml::from_str(text).map_err(|e| Unreadable::at(text, &e))
}

/// Reads a glossary.
///
/// # Errors
/// As [`offer`].
pub fn glossary(text: &str) -> Result<Vec<Term>, Unreadable> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Glossary {
        terms: Vec<Term>,
    }
    toml::from_str::<Glossary>(text).map(|glossary| glossary.terms).map_err(|e| Unreadable::at(text, &e))
}

/// Reads who pays.
///
/// # Errors
/// As [`offer`].
pub fn payers(text: &str) -> Result<Vec<Payer>, Unreadable> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Payers {
        payers: Vec<Payer>,
    }
    toml::from_str::<Payers>(text).map(|read| read.payers).map_err(|e| Unreadable::at(text, &e))
}

/// Reads who to ask.
///
/// # Errors
/// As [`offer`].
pub fn contacts(text: &str) -> Result<Vec<Contact>, Unreadable> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Contacts {
        contacts: Vec<Contact>,
    }
    toml::from_str::<Contacts>(text).map(|read| read.contacts).map_err(|e| Unreadable::at(text, &e))
}
