//! The bank as a list.

use serde::Serialize;

use super::editor::{Entry, Group};
use super::{Frame, sample_frame};
use crate::render::Page;
use crate::web::view::listing::Listing;

/// `GET /atelier`
#[derive(Debug, Clone, Serialize)]
pub struct ListPage {
    /// What stands around.
    pub frame: Frame,
    /// Whether this member may begin a question.
    pub writes: bool,
    /// What waits for them.
    pub waits: Vec<Wait>,
    /// What is searched for, and the page that is shown.
    #[serde(flatten)]
    pub listing: Listing,
    /// States to narrow by.
    pub states: Vec<Entry>,
    /// Domains to narrow by.
    pub domains: Vec<Entry>,
    /// Objectives to narrow by.
    pub objectives: Vec<Group>,
    /// Kinds to narrow by.
    pub kinds: Vec<Entry>,
    /// Languages to narrow by.
    pub languages: Vec<Entry>,
    /// Only one's own.
    pub mine: bool,
    /// Only what waits, and for what; empty for all.
    pub waiting: String,
    /// `modif`, `titre`, `nom`, `difficulte`, `signalements`.
    pub order: &'static str,
    /// The items of this page.
    pub rows: Vec<ListRow>,
    /// Items in all.
    pub in_bank: usize,
}

/// Something that waits.
#[derive(Debug, Clone, Serialize)]
pub struct Wait {
    /// `review`, `changes`, `remarks`, `publish`, `reports`.
    pub name: &'static str,
    /// How many.
    pub count: usize,
    /// Where.
    pub path: String,
}

/// An item of the list.
#[derive(Debug, Clone, Serialize)]
pub struct ListRow {
    /// Its name.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Code of its objective.
    pub objective: String,
    /// Short name of its domain.
    pub domain: String,
    /// Kind of its interaction.
    pub kind: String,
    /// `fr` or `en`.
    pub content_lang: String,
    /// Its author's difficulty.
    pub difficulty: Option<f64>,
    /// Where its newest text stands.
    pub stage: Option<&'static str>,
    /// How the bank takes it.
    pub standing: Option<&'static str>,
    /// When it last changed.
    pub updated_at: Option<i64>,
    /// Reports that wait for an answer.
    pub reports: i64,
}

impl Page for ListPage {
    const TEMPLATE: &'static str = "pages/workshop/list.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let row = |id: &str, title: &str, stage, standing| ListRow {
            id: id.into(),
            title: title.into(),
            objective: "T2.03".into(),
            domain: "Cybersécurité".into(),
            kind: "mailbox".into(),
            content_lang: "fr".into(),
            difficulty: Some(-0.6),
            stage,
            standing,
            updated_at: Some(crate::web::view::SAMPLE_NOW),
            reports: 2,
        };
        let rows = vec![
            row("messages-du-lundi", "Cinq messages un lundi matin", Some("draft"), Some("pretest")),
            row("annonce-de-rupture", "Rupture d’un médicament", None, Some("provisional")),
            row("nouvelle", "Une question nouvelle", Some("review"), None),
            row("brouillon", "", Some("draft"), None),
            row("approuvee", "Prête à l’essai", Some("approved"), None),
            row("revue", "Relue une seconde fois", Some("review"), Some("calibrated")),
            row("corrigee", "Corrigée hier", Some("approved"), Some("suspended")),
            row("ancienne", "Une loi qui a changé", None, Some("retired")),
        ];
        let entry = |id: &str, name: &str| Entry { id: id.into(), name: name.into(), is_chosen: false };
        let wait = |name, count| Wait { name, count, path: "/atelier?attend=relecture".into() };
        let full = Self {
            frame: sample_frame("questions"),
            writes: true,
            waits: vec![wait("review", 2), wait("changes", 1), wait("remarks", 3), wait("publish", 1), wait("reports", 4)],
            listing: Listing::sample("lundi", 120, 2),
            states: vec![entry("draft", "Brouillon")],
            domains: vec![entry("cybersecurite", "Cybersécurité")],
            objectives: vec![Group { name: "Cybersécurité · Reconnaître".into(), entries: vec![entry("T2.03", "T2.03 Reconnaître un hameçonnage")] }],
            kinds: vec![entry("mailbox", "Boîte de réception")],
            languages: vec![entry("fr", "Français")],
            mine: true,
            waiting: "relecture".into(),
            order: "titre",
            in_bank: 478,
            rows,
        };
        let empty = Self { rows: Vec::new(), listing: Listing::sample("zzz", 0, 1), waits: Vec::new(), ..full.clone() };
        vec![("full", full), ("empty", empty)]
    }
}
