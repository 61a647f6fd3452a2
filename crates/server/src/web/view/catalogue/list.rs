//! The list of offers.

use serde::Serialize;

use super::card::OfferCard;
use crate::render::Page;

/// A value of a facet.
#[derive(Debug, Clone, Serialize)]
pub struct FacetValue {
    /// In addresses.
    pub value: String,
    /// In words.
    pub name: String,
    /// How many offers it would show.
    pub count: usize,
    /// Whether it is chosen.
    pub is_chosen: bool,
}

/// What offers can be narrowed by.
#[derive(Debug, Clone, Serialize)]
pub struct FacetGroup {
    /// In addresses, and of its texts.
    pub code: &'static str,
    /// Whether one is chosen from a list, rather than several ticked.
    pub is_list: bool,
    /// Whether it begins open.
    pub is_open: bool,
    /// Whether anything of it is chosen.
    pub is_chosen: bool,
    /// Its values.
    pub values: Vec<FacetValue>,
}

/// Something that is chosen, and the address without it.
#[derive(Debug, Clone, Serialize)]
pub struct Chip {
    /// In words.
    pub name: String,
    /// The list without it.
    pub without: String,
}

/// Something to give up, and what that would show.
#[derive(Debug, Clone, Serialize)]
pub struct Loosen {
    /// In words.
    pub name: String,
    /// The list without it.
    pub path: String,
    /// How many offers.
    pub count: usize,
}

/// An offer that is compared.
#[derive(Debug, Clone, Serialize)]
pub struct ChosenOffer {
    /// Its name in addresses.
    pub slug: String,
    /// Title.
    pub title: String,
    /// The list without it.
    pub without: String,
}

/// A field that a form sends along.
#[derive(Debug, Clone, Serialize)]
pub struct Hidden {
    /// Its name.
    pub name: &'static str,
    /// Its value.
    pub value: String,
}

/// `/formations`
#[derive(Debug, Clone, Serialize)]
pub struct ListPage {
    /// Offers of this page.
    pub rows: Vec<OfferCard>,
    /// How many were found.
    pub total: usize,
    /// How many there are.
    pub all: usize,
    /// What was looked for.
    pub words: String,
    /// What it can be narrowed by.
    pub facets: Vec<FacetGroup>,
    /// What is chosen.
    pub chips: Vec<Chip>,
    /// The order.
    pub sort: &'static str,
    /// Orders to choose from.
    pub sorts: Vec<&'static str>,
    /// From 1.
    pub page: usize,
    /// How many.
    pub pages: usize,
    /// The page before.
    pub previous: Option<String>,
    /// The page after.
    pub next: Option<String>,
    /// Offers that are compared.
    pub compared: Vec<ChosenOffer>,
    /// Where they are compared.
    pub compare: String,
    /// The question of this list, for the form that chooses what to compare.
    pub hidden: Vec<Hidden>,
    /// What to give up to find more.
    pub loosen: Vec<Loosen>,
    /// How many are found in a region because they are everywhere.
    pub everywhere: usize,
    /// How many of the words each offer holds.
    pub held: usize,
    /// How many words were looked for.
    pub asked_words: usize,
    /// Words that are nowhere.
    pub nowhere: Vec<String>,
    /// Words that were looked for in the place of others.
    pub taken_for: Vec<String>,
    /// The question as text, for exports.
    pub query: String,
    /// Address of this site.
    pub base: String,
    /// Whether anything narrows it.
    pub is_narrow: bool,
    /// Language of the offers.
    pub content_lang: &'static str,
}

impl ListPage {
    fn full() -> Self {
        let value = |value: &str, name: &str, count, is_chosen| FacetValue { value: value.into(), name: name.into(), count, is_chosen };
        let group =
            |code, is_list, values: Vec<FacetValue>| FacetGroup { code, is_list, is_open: is_list, is_chosen: values.iter().any(|v| v.is_chosen), values };
        Self {
            rows: vec![OfferCard::sample(), OfferCard::sparse()],
            total: 42,
            all: 82,
            words: "télémedcine".into(),
            facets: vec![
                group("metier", true, vec![value("infirmier", "Infirmier, infirmière", 29, true), value("students", "Étudiants", 12, false)]),
                group("region", true, vec![value("76", "Occitanie", 30, true), value("94", "Corse", 26, false)]),
                group("domaine", false, vec![value("donnees", "Données de santé", 55, false), value("telesante", "Télésanté", 19, false)]),
                group("ects", false, vec![value("yes", "Crédits connus", 10, true), value("unknown", "Non précisé", 72, false)]),
            ],
            chips: vec![
                Chip { name: "Métier : Infirmier, infirmière".into(), without: "/formations?region=76".into() },
                Chip { name: "Région : Occitanie".into(), without: "/formations?metier=infirmier".into() },
            ],
            sort: "pertinence",
            sorts: vec!["pertinence", "prix", "heures", "ects", "date", "avis", "titre"],
            page: 2,
            pages: 3,
            previous: Some("/formations".into()),
            next: Some("/formations?page=3".into()),
            compared: vec![ChosenOffer {
                slug: "formation-socle-montpellier".into(),
                title: "Formation socle au numérique en santé (28 heures)".into(),
                without: "/formations".into(),
            }],
            compare: "/formations/comparer?o=formation-socle-montpellier".into(),
            hidden: vec![Hidden { name: "metier", value: "infirmier".into() }],
            loosen: Vec::new(),
            everywhere: 25,
            held: 2,
            asked_words: 3,
            nowhere: vec!["xyzzy".into()],
            taken_for: vec!["telemedecine".into()],
            query: "metier=infirmier&region=76".into(),
            base: "https://socle.example".into(),
            is_narrow: true,
            content_lang: "fr",
        }
    }
}

impl Page for ListPage {
    const TEMPLATE: &'static str = "pages/catalogue/list.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let full = Self::full();
        let loosen = vec![Loosen { name: "Crédits ECTS".into(), path: "/formations?metier=infirmier&region=76".into(), count: 25 }];
        let whole = Self {
            words: String::new(),
            chips: Vec::new(),
            compared: Vec::new(),
            is_narrow: false,
            page: 1,
            previous: None,
            everywhere: 0,
            held: 0,
            asked_words: 0,
            nowhere: Vec::new(),
            taken_for: Vec::new(),
            query: String::new(),
            ..full.clone()
        };
        let one = Self { rows: vec![OfferCard::sample()], total: 1, pages: 1, page: 1, previous: None, next: None, loosen: loosen.clone(), ..full.clone() };
        let none = Self { rows: Vec::new(), total: 0, pages: 1, page: 1, previous: None, next: None, loosen, everywhere: 0, held: 0, ..full.clone() };
        let nothing = Self { loosen: Vec::new(), compared: Vec::new(), ..none.clone() };
        vec![("full", full), ("whole", whole), ("one", one), ("none", none), ("nothing", nothing)]
    }
}
