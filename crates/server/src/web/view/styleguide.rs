//! Every token and every component, in every state: what the browser tests photograph.

use std::collections::BTreeMap;

use serde::Serialize;

use super::item::ItemPage;
use super::result::{self, DomainProfile};
use super::{Certainty, FieldError, Page, sample_certainty};
use crate::render::Words;

/// `GET /styleguide`
#[derive(Debug, Clone, Serialize)]
pub struct StyleguidePage {
    /// Names of the colours of assets/css/tokens.css.
    pub colours: Vec<&'static str>,
    /// Names of the sizes of type.
    pub sizes: Vec<&'static str>,
    /// Names of the spaces.
    pub spaces: Vec<&'static str>,
    /// Meters.
    pub certainty: Vec<Certainty>,
    /// A form that was refused.
    pub errors: Vec<FieldError>,
    /// Domains of a profile.
    pub domains: Vec<DomainProfile>,
    /// One question of each kind.
    pub items: Vec<ItemPage>,
    /// Language of the examples.
    pub content_lang: &'static str,
}

impl StyleguidePage {
    /// The page: it needs nothing from anywhere.
    pub fn new() -> Self {
        let kinds = [
            "single-choice",
            "multiple-choice",
            "ordering",
            "matching",
            "categorise",
            "gaps",
            "short-answer",
            "number",
            "hot-text",
            "mailbox",
            "simulator",
            "simulator-ordered",
        ];
        Self {
            colours: vec!["paper", "raised", "sunken", "line", "line-strong", "ink", "ink-soft", "accent", "accent-soft", "on-accent", "alert", "alert-soft"],
            sizes: vec!["display", "title", "heading", "lead", "body", "small"],
            spaces: vec!["1", "2", "3", "4", "5", "6", "7", "8"],
            certainty: sample_certainty([0.62, 0.41, 0.18, 0.0, 0.93]),
            errors: vec![FieldError::new("example", "« trois » n'est pas un nombre. Écrivez-le en chiffres.")],
            domains: result::sample().domains,
            items: ItemPage::samples().into_iter().filter(|(name, _)| kinds.contains(name)).map(|(_, item)| item).collect(),
            content_lang: "fr",
        }
    }
}

impl Default for StyleguidePage {
    fn default() -> Self {
        Self::new()
    }
}

impl Page for StyleguidePage {
    const TEMPLATE: &'static str = "pages/styleguide.html";

    fn samples() -> Vec<(&'static str, Self)> {
        vec![("all", Self::new())]
    }

    fn pictures(&self, words: Words<'_>) -> BTreeMap<&'static str, String> {
        result::sample().pictures(words)
    }
}
