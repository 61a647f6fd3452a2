//! The bank as a list.

use serde::Serialize;

use super::{Frame, sample_frame};
use crate::render::Page;

/// `GET /atelier`
#[derive(Debug, Clone, Serialize)]
pub struct ListPage {
    /// What stands around.
    pub frame: Frame,
    /// The items.
    pub rows: Vec<ListRow>,
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
    /// Kind of its interaction.
    pub kind: String,
    /// `fr` or `en`.
    pub content_lang: String,
    /// Where its newest text stands.
    pub stage: Option<&'static str>,
    /// How the bank takes it.
    pub standing: Option<&'static str>,
}

impl Page for ListPage {
    const TEMPLATE: &'static str = "pages/workshop/list.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let row = |id: &str, title: &str, stage, standing| ListRow {
            id: id.into(),
            title: title.into(),
            objective: "T2.03".into(),
            kind: "mailbox".into(),
            content_lang: "fr".into(),
            stage,
            standing,
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
        vec![("full", Self { frame: sample_frame("questions"), rows }), ("empty", Self { frame: sample_frame("questions"), rows: Vec::new() })]
    }
}
