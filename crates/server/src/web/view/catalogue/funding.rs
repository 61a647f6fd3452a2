//! Who pays, and who to ask.

use serde::Serialize;

use super::card::OfferCard;
use super::offer::SourceView;
use crate::render::Page;

/// Something to choose.
#[derive(Debug, Clone, Serialize)]
pub struct Picked {
    /// In addresses.
    pub value: String,
    /// In words.
    pub name: String,
    /// Whether it is chosen.
    pub is_chosen: bool,
}

/// Offers that somebody may follow so.
#[derive(Debug, Clone, Serialize)]
pub struct Matching {
    /// How many.
    pub count: usize,
    /// The list of them.
    pub path: String,
    /// The first of them.
    pub examples: Vec<OfferCard>,
}

/// Who may pay.
#[derive(Debug, Clone, Serialize)]
pub struct PayerView {
    /// Its name in addresses.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it pays.
    pub pays: String,
    /// How one asks.
    pub how: String,
    /// When.
    pub when: Option<String>,
    /// What it does not pay.
    pub but: Option<String>,
    /// What no sure and recent source confirms.
    pub unconfirmed: Option<String>,
    /// Its page.
    pub url: Option<String>,
    /// Where that was read.
    pub sources: Vec<SourceView>,
    /// Offers that say so; nothing where offers do not say it.
    pub offers: Option<Matching>,
}

/// `/formations/financement`
#[derive(Debug, Clone, Serialize)]
pub struct FundingPage {
    /// Ways of working to choose from.
    pub statuses: Vec<&'static str>,
    /// The one chosen.
    pub status: Option<&'static str>,
    /// Trades to choose from.
    pub trades: Vec<Picked>,
    /// Regions to choose from.
    pub regions: Vec<Picked>,
    /// Who may pay.
    pub payers: Vec<PayerView>,
    /// What costs nothing, once something is chosen.
    pub free: Option<Matching>,
    /// Address of this site.
    pub base: String,
    /// Language of what is said.
    pub content_lang: &'static str,
}

impl Page for FundingPage {
    const TEMPLATE: &'static str = "pages/catalogue/funding.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let picked = |value: &str, name: &str, is_chosen| Picked { value: value.into(), name: name.into(), is_chosen };
        let asking = Self {
            statuses: domain::catalogue::funding::STATUSES.to_vec(),
            status: None,
            trades: vec![picked("infirmier", "Infirmier, infirmière", false)],
            regions: vec![picked("76", "Occitanie", false)],
            payers: Vec::new(),
            free: None,
            base: "https://socle.example".into(),
            content_lang: "fr",
        };
        let offers =
            |count| Matching { count, path: "/formations?financement=dpc".into(), examples: if count > 0 { vec![OfferCard::sample()] } else { Vec::new() } };
        let payer = PayerView {
            id: "andpc".into(),
            name: "L'Agence nationale du DPC (ANDPC)".into(),
            pays: "Les frais pédagogiques d'actions de DPC, et une indemnisation.".into(),
            how: "Créez votre compte, cherchez l'action, inscrivez-vous.".into(),
            when: Some("Votre droit est vérifié deux fois.".into()),
            but: Some("Ne sont pas pris en charge : les remplaçants.".into()),
            unconfirmed: Some("Les plafonds de l’année : lisez-les sur le site.".into()),
            url: Some("https://www.agencedpc.fr".into()),
            sources: vec![SourceView::sample(), SourceView { url: None, ..SourceView::sample() }],
            offers: Some(offers(2)),
        };
        let bare = PayerView { id: "fif-pl".into(), when: None, but: None, unconfirmed: None, url: None, offers: None, ..payer.clone() };
        let none = PayerView { id: "opco".into(), offers: Some(offers(0)), ..payer.clone() };
        let answered = Self { status: Some("liberal"), payers: vec![payer, bare, none], free: Some(offers(7)), ..asking.clone() };
        let nobody = Self { payers: Vec::new(), ..answered.clone() };
        vec![("asking", asking), ("answered", answered), ("nobody", nobody)]
    }
}

/// A question, and who answers it.
#[derive(Debug, Clone, Serialize)]
pub struct ContactView {
    /// Its name in addresses.
    pub id: String,
    /// The question.
    pub question: String,
    /// Who.
    pub who: String,
    /// What they do.
    pub answer: String,
    /// Other words for it.
    pub words: Vec<String>,
    /// Their page.
    pub url: Option<String>,
    /// Where that was read.
    pub sources: Vec<SourceView>,
}

/// `/a-qui-demander`
#[derive(Debug, Clone, Serialize)]
pub struct ContactsPage {
    /// In the order of the file.
    pub contacts: Vec<ContactView>,
    /// Address of this site.
    pub base: String,
    /// Language of what is said.
    pub content_lang: &'static str,
}

impl Page for ContactsPage {
    const TEMPLATE: &'static str = "pages/catalogue/contacts.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let contact = ContactView {
            id: "incident-cyber".into(),
            question: "Notre établissement subit une cyberattaque".into(),
            who: "Le CERT Santé".into(),
            answer: "Déclarez sans délai sur le portail des signalements.".into(),
            words: vec!["rançongiciel".into(), "virus".into()],
            url: Some("https://signalement.social-sante.gouv.fr".into()),
            sources: vec![SourceView::sample()],
        };
        let bare = ContactView { id: "autre".into(), words: Vec::new(), url: None, ..contact.clone() };
        vec![("full", Self { contacts: vec![contact, bare], base: "https://socle.example".into(), content_lang: "fr" })]
    }
}
