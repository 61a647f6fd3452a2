//! Offers side by side.

use serde::Serialize;

use super::card::OfferCard;
use crate::render::Page;

/// An offer that is compared.
#[derive(Debug, Clone, Serialize)]
pub struct Compared {
    /// What the list says of it.
    pub card: OfferCard,
    /// The comparison without it.
    pub without: String,
    /// Its own page, or where it was read.
    pub link: Option<String>,
    /// Whether that is its own page.
    pub is_own_link: bool,
}

/// A fact, for each of them.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// Which.
    pub code: &'static str,
    /// In their order; nothing where the source does not say.
    pub cells: Vec<Option<String>>,
}

/// `/formations/comparer`
#[derive(Debug, Clone, Serialize)]
pub struct ComparePage {
    /// Four at most.
    pub offers: Vec<Compared>,
    /// What they differ in.
    pub different: Vec<Row>,
    /// What they have in common.
    pub same: Vec<Row>,
    /// The list from which they come, with them.
    pub back: String,
    /// The comparison as text, for exports.
    pub query: String,
    /// Address of this site.
    pub base: String,
}

impl Page for ComparePage {
    const TEMPLATE: &'static str = "pages/catalogue/compare.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let one =
            |card: OfferCard, is_own_link| Compared { card, without: "/formations/comparer".into(), link: Some("https://ecole.example".into()), is_own_link };
        let row = |code, a: Option<&str>, b: Option<&str>| Row { code, cells: vec![a.map(str::to_owned), b.map(str::to_owned)] };
        let two = Self {
            offers: vec![one(OfferCard::sample(), true), one(OfferCard::sparse(), false)],
            different: vec![row("ects", Some("2"), None), row("price", None, Some("Gratuite"))],
            same: vec![row("scope", Some("Numérique en santé"), Some("Numérique en santé"))],
            back: "/formations?metier=infirmier".into(),
            query: "o=a&o=b".into(),
            base: "https://socle.example".into(),
        };
        let single = Self {
            offers: vec![one(OfferCard::sample(), true)],
            different: vec![Row { code: "ects", cells: vec![Some("2".into())] }],
            same: Vec::new(),
            ..two.clone()
        };
        let none = Self { offers: Vec::new(), different: Vec::new(), same: Vec::new(), query: String::new(), ..two.clone() };
        vec![("two", two), ("single", single), ("none", none)]
    }
}
