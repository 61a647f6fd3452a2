//! An offer as it stands in a list. What is not known is absent.

use serde::Serialize;

/// What those who followed it say.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Stars {
    /// From 1 to 5.
    pub mean: f64,
    /// How many said so, three at least.
    pub count: u32,
}

/// An offer of a list.
#[expect(clippy::struct_excessive_bools, reason = "each is a mark of its own")]
#[derive(Debug, Clone, Serialize)]
pub struct OfferCard {
    /// Its name in addresses.
    pub slug: String,
    /// Title.
    pub title: String,
    /// Who gives it.
    pub organisation: String,
    /// Town and region, or the whole country.
    pub place: Option<String>,
    /// What one holds at its end.
    pub diploma: Option<String>,
    /// Credits.
    pub ects: Option<String>,
    /// Hours.
    pub hours: Option<String>,
    /// How it is followed.
    pub modality: Option<String>,
    /// What it costs.
    pub price: Option<String>,
    /// Who may pay.
    pub funding: Vec<String>,
    /// When.
    pub dates: Option<String>,
    /// Whether its last day is past.
    pub is_over: bool,
    /// Who it is for.
    pub trades: String,
    /// Domains, in short.
    pub domains: Vec<String>,
    /// Whether it is general computing.
    pub is_generic: bool,
    /// Whether a text makes it mandatory for somebody.
    pub is_mandatory: bool,
    /// `fr` or `en`.
    pub language: String,
    /// `checked`, `to-be-checked`, `expired`.
    pub standing: &'static str,
    /// Whether its address stopped answering.
    pub is_broken: bool,
    /// What those who followed it say, once three did.
    pub stars: Option<Stars>,
    /// One or two sentences.
    pub summary: String,
    /// Whether it is among those that are compared.
    pub is_chosen: bool,
}

impl OfferCard {
    /// A realistic one.
    pub(crate) fn sample() -> Self {
        Self {
            slug: "formation-socle-montpellier".into(),
            title: "Formation socle au numérique en santé (28 heures)".into(),
            organisation: "École de santé numérique de l'Université de Montpellier (ESNbyUM)".into(),
            place: Some("Montpellier (Occitanie)".into()),
            diploma: None,
            ects: Some("2".into()),
            hours: Some("28".into()),
            modality: Some("En ligne".into()),
            price: None,
            funding: vec!["Université".into()],
            dates: Some("À partir de septembre 2026".into()),
            is_over: false,
            trades: "Étudiants en médecine, infirmier, infirmière et formateur".into(),
            domains: vec!["Données de santé".into(), "Cybersécurité".into()],
            is_generic: false,
            is_mandatory: true,
            language: "fr".into(),
            standing: "to-be-checked",
            is_broken: false,
            stars: Some(Stars { mean: 4.3, count: 7 }),
            summary: "Vingt-huit heures en ligne pour les étudiants en santé, sur les cinq domaines du référentiel.".into(),
            is_chosen: true,
        }
    }

    /// One of which little is known, with long words.
    pub(crate) fn sparse() -> Self {
        Self {
            slug: "ressourcial-donnees-pratiques-terrain".into(),
            title:
                "La protection des données personnelles dans les organisations sociales et médico-sociales : droits des personnes et pratiques professionnelles"
                    .into(),
            organisation: "Ressourcial".into(),
            place: None,
            diploma: Some("Certification".into()),
            ects: None,
            hours: None,
            modality: None,
            price: Some("Gratuite".into()),
            funding: Vec::new(),
            dates: None,
            is_over: true,
            is_generic: true,
            is_mandatory: false,
            language: "en".into(),
            standing: "expired",
            is_broken: true,
            stars: None,
            is_chosen: false,
            ..Self::sample()
        }
    }
}
