//! The page of an offer.

use serde::Serialize;

use super::card::OfferCard;
use super::ratings::RatingsPart;
use crate::render::Page;

/// A fact of an offer: the code of its name, and what is known.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Fact {
    /// Which.
    pub code: &'static str,
    /// What; absent where the source does not say.
    pub text: Option<String>,
}

/// An objective that an offer covers.
#[derive(Debug, Clone, Serialize)]
pub struct Objective {
    /// Its code.
    pub code: String,
    /// Its text.
    pub text: String,
}

/// Where something was read.
#[derive(Debug, Clone, Serialize)]
pub struct SourceView {
    /// Title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// When, in words.
    pub date: String,
    /// When it was read, in words.
    pub checked: String,
    /// Its address.
    pub url: Option<String>,
}

impl SourceView {
    /// A realistic one.
    pub(crate) fn sample() -> Self {
        Self {
            title: "L'école de santé numérique forme ses premiers étudiants".into(),
            publisher: "Université de Montpellier".into(),
            date: "septembre 2026".into(),
            checked: "novembre 2026".into(),
            url: Some("https://www.umontpellier.example/ecole".into()),
        }
    }
}

/// `/formations/{slug}`
#[derive(Debug, Clone, Serialize)]
pub struct OfferPage {
    /// What the list says of it.
    pub card: OfferCard,
    /// What is known.
    pub facts: Vec<Fact>,
    /// What is not.
    pub unknown: Vec<&'static str>,
    /// Objectives of the framework that it covers.
    pub objectives: Vec<Objective>,
    /// How sure it is, in a sentence.
    pub standing: String,
    /// Since when its address does not answer, in words.
    pub broken_since: Option<String>,
    /// Its own page, or where it was read.
    pub link: Option<String>,
    /// Whether that is its own page.
    pub is_own_link: bool,
    /// Where it was read.
    pub source: SourceView,
    /// What those who followed it say.
    pub ratings: RatingsPart,
    /// Others like it.
    pub similar: Vec<OfferCard>,
    /// Where it is compared.
    pub compare: String,
    /// Whether it begins on a day.
    pub has_calendar: bool,
    /// What it costs, as a number for programs.
    pub price: Option<String>,
    /// Address of this site.
    pub base: String,
    /// Language of what is said of it.
    pub content_lang: &'static str,
}

impl OfferPage {
    fn full() -> Self {
        let codes = [
            "organisation",
            "kind",
            "diploma",
            "ects",
            "hours",
            "modality",
            "dates",
            "place",
            "price",
            "funding",
            "trades",
            "students",
            "mandatory",
            "domains",
            "scope",
            "language",
            "accessibility",
            "numbers",
            "standing",
        ];
        Self {
            card: OfferCard::sample(),
            facts: codes.into_iter().map(|code| Fact { code, text: Some("Université de Montpellier".into()) }).collect(),
            unknown: Vec::new(),
            objectives: vec![Objective { code: "T1.01".into(), text: "Identifier un usager ou un professionnel de santé".into() }],
            standing: "À vérifier : lue dans une source publique, confirmée par personne.".into(),
            broken_since: None,
            link: Some("https://www.umontpellier.example/ecole".into()),
            is_own_link: true,
            source: SourceView::sample(),
            ratings: RatingsPart::samples().swap_remove(2),
            similar: vec![OfferCard::sparse()],
            compare: "/formations/comparer?o=formation-socle-montpellier".into(),
            has_calendar: true,
            price: Some("0".into()),
            base: "https://socle.example".into(),
            content_lang: "fr",
        }
    }
}

impl Page for OfferPage {
    const TEMPLATE: &'static str = "pages/catalogue/offer.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let full = Self::full();
        let sparse = Self {
            card: OfferCard::sparse(),
            facts: full.facts[..1].to_vec(),
            unknown: vec!["ects", "hours", "modality", "dates", "place", "price", "funding", "mandatory", "accessibility", "numbers"],
            objectives: Vec::new(),
            broken_since: Some("3 octobre 2026".into()),
            is_own_link: false,
            source: SourceView { url: None, ..SourceView::sample() },
            similar: Vec::new(),
            has_calendar: false,
            price: None,
            ..full.clone()
        };
        let unread = Self { link: None, ..sparse.clone() };
        vec![("full", full), ("sparse", sparse), ("unread", unread)]
    }
}
