//! Every text of a question, and what two of them differ in.

use serde::Serialize;

use super::super::SAMPLE_NOW;
use super::compared::{Compared, sample_compared};
use super::review::{VerdictRow, sample_verdict};
use super::{Frame, sample_item_frame};
use crate::render::Page;

/// `GET /atelier/questions/{id}/historique`
#[derive(Debug, Clone, Serialize)]
pub struct HistoryPage {
    /// What stands around.
    pub frame: Frame,
    /// Name of the question.
    pub id: String,
    /// `fr` or `en`.
    pub content_lang: String,
    /// Every text, the newest first; none for a question that nobody touched since it came.
    pub revisions: Vec<RevisionRow>,
    /// Number of the newest.
    pub newest: i64,
    /// Number of the older of the two that are compared.
    pub from: i64,
    /// Number of the newer.
    pub to: i64,
    /// What they differ in; nothing where there is one text only.
    pub compared: Option<Compared>,
    /// Whether whoever looks may go back to an earlier one.
    pub may_restore: bool,
    /// Whether another text was saved since they looked.
    pub outdated: bool,
}

/// A text.
#[derive(Debug, Clone, Serialize)]
pub struct RevisionRow {
    /// Its number.
    pub number: i64,
    /// When it was saved.
    pub at: i64,
    /// Who saved it, when they are still there.
    pub by: Option<String>,
    /// `first`, `wording` or `substance`.
    pub change: &'static str,
    /// What its author says of it.
    pub note: String,
    /// What was decided of it.
    pub verdicts: Vec<VerdictRow>,
    /// Whether people meet this one.
    pub is_published: bool,
}

impl Page for HistoryPage {
    const TEMPLATE: &'static str = "pages/workshop/history.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let row = |number, change, by: Option<&str>| RevisionRow {
            number,
            at: SAMPLE_NOW - (4 - number) * 90_000_000_000,
            by: by.map(Into::into),
            change,
            note: if number == 1 { String::new() } else { "La source est plus récente.".into() },
            verdicts: if number == 2 { vec![sample_verdict(2, "changes")] } else { Vec::new() },
            is_published: number == 1,
        };
        let full = Self {
            frame: sample_item_frame("history"),
            id: "messages-du-lundi".into(),
            content_lang: "fr".into(),
            revisions: vec![
                row(3, "wording", Some("camille.roux@ehpad-tilleuls.example")),
                row(2, "substance", Some("camille.roux@ehpad-tilleuls.example")),
                row(1, "first", None),
            ],
            newest: 3,
            from: 2,
            to: 3,
            compared: Some(sample_compared()),
            may_restore: true,
            outdated: false,
        };
        let same = Self { compared: Some(Compared { parts: Vec::new(), same: 25 }), may_restore: false, outdated: true, ..full.clone() };
        let one = Self { revisions: vec![row(1, "first", None)], newest: 1, from: 1, to: 1, compared: None, ..full.clone() };
        let none = Self { revisions: Vec::new(), newest: 0, from: 0, to: 0, compared: None, ..full.clone() };
        vec![("full", full), ("same", same), ("one", one), ("none", none)]
    }
}
