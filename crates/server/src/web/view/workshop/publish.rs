//! Publishing: what would change, what is thin about it, what was published before.

use serde::Serialize;

use super::super::{FieldError, SAMPLE_NOW};
use super::compared::{Compared, sample_compared};
use super::{Frame, sample_frame};
use crate::render::Page;

/// `GET /atelier/publier`
#[derive(Debug, Clone, Serialize)]
pub struct PublishPage {
    /// What stands around.
    pub frame: Frame,
    /// Number of the newest publication; 0 when there was none.
    pub after: i64,
    /// What would change.
    pub changes: Vec<ChangeRow>,
    /// What is thin about the bank that would be: whole sentences.
    pub warnings: Vec<String>,
    /// Questions that people meet today.
    pub today: usize,
    /// Questions that they would meet.
    pub then: usize,
    /// The note as typed.
    pub typed: String,
    /// The newest publications, the newest first.
    pub past: Vec<PastRow>,
    /// Field: `note`.
    pub errors: Vec<FieldError>,
}

/// What would change about one question.
#[derive(Debug, Clone, Serialize)]
pub struct ChangeRow {
    /// Its name.
    pub id: String,
    /// Its title.
    pub title: String,
    /// `fr` or `en`.
    pub content_lang: String,
    /// How it stands today, or `none`.
    pub before: &'static str,
    /// How it would stand, or `none`.
    pub after: &'static str,
    /// What its text would differ in.
    pub text: Option<Compared>,
    /// Why.
    pub note: String,
}

/// A publication.
#[derive(Debug, Clone, Serialize)]
pub struct PastRow {
    /// Identifier.
    pub id: String,
    /// Counts from 1.
    pub number: i64,
    /// When.
    pub at: i64,
    /// Who, when they are still there.
    pub by: Option<String>,
    /// Why.
    pub note: String,
    /// How many questions it took otherwise than the one before.
    pub changed: usize,
}

impl Page for PublishPage {
    const TEMPLATE: &'static str = "pages/workshop/publish.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let change = |id: &str, before, after, text| ChangeRow {
            id: id.into(),
            title: "Deux Marie Martin à l’accueil".into(),
            content_lang: "fr".into(),
            before,
            after,
            text,
            note: if after == "retired" { "La loi a changé.".into() } else { String::new() },
        };
        let past = |number, by: Option<&str>| PastRow {
            id: format!("0199c0d{number}"),
            number,
            at: SAMPLE_NOW - (9 - number) * 90_000_000_000,
            by: by.map(Into::into),
            note: "Les questions de l’automne.".into(),
            changed: 12,
        };
        let full = Self {
            frame: sample_frame("publish"),
            after: 3,
            changes: vec![
                change("donnees-un", "provisional", "provisional", Some(sample_compared())),
                change("donnees-deux", "none", "pretest", None),
                change("donnees-trois", "calibrated", "retired", None),
                change("donnees-quatre", "none", "suspended", None),
                change("donnees-cinq", "provisional", "none", None),
            ],
            warnings: vec!["Télésanté : 41 questions comptées, il en faut 60.".into()],
            today: 417,
            then: 418,
            typed: String::new(),
            past: vec![past(3, Some("camille.roux@ehpad-tilleuls.example")), past(2, None), past(1, None)],
            errors: Vec::new(),
        };
        let refused = Self { errors: vec![FieldError::new("note", "Il manque une explication.")], ..full.clone() };
        let none = Self { after: 0, changes: Vec::new(), warnings: Vec::new(), past: Vec::new(), ..full.clone() };
        vec![("full", full), ("refused", refused), ("none", none)]
    }
}

/// `GET /atelier/publier/{publication}/revenir`
#[derive(Debug, Clone, Serialize)]
pub struct GoBackPage {
    /// What stands around.
    pub frame: Frame,
    /// The publication.
    pub past: PastRow,
    /// Number of the newest publication.
    pub after: i64,
    /// The note as typed.
    pub typed: String,
    /// Field: `note`.
    pub errors: Vec<FieldError>,
}

impl Page for GoBackPage {
    const TEMPLATE: &'static str = "pages/workshop/go-back.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let past = PublishPage::samples().remove(0).1.past.remove(1);
        let page = Self { frame: sample_frame("publish"), past, after: 3, typed: String::new(), errors: Vec::new() };
        vec![("ask", page.clone()), ("refused", Self { errors: vec![FieldError::new("note", "Il manque une explication.")], ..page })]
    }
}
