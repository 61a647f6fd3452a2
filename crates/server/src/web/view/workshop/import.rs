//! Questions of other programs, read and not yet kept.

use serde::Serialize;

use super::{Frame, sample_frame};
use crate::render::Page;
use crate::web::view::FieldError;

/// `GET /atelier/importer`, and what a file gave.
#[derive(Debug, Clone, Serialize)]
pub struct ImportPage {
    /// What stands around.
    pub frame: Frame,
    /// Name of the file.
    pub file: String,
    /// Whether one was read.
    pub was_read: bool,
    /// What may become drafts.
    pub drafts: Vec<ImportedDraft>,
    /// Questions beyond what one file may bring at once.
    pub left_out: usize,
    /// What was refused, changed, left out or guessed.
    pub lost: Vec<LossLine>,
    /// Why nothing was read.
    pub errors: Vec<FieldError>,
}

/// A question that came in.
#[derive(Debug, Clone, Serialize)]
pub struct ImportedDraft {
    /// Its title.
    pub title: String,
    /// Kind of its interaction.
    pub kind: &'static str,
    /// Its language.
    pub content_lang: String,
    /// What it was called outside.
    pub origin: String,
    /// What is asked.
    pub question: String,
    /// What its author must complete.
    pub to_complete: usize,
    /// The text that is kept if somebody says so.
    pub text: String,
}

/// Something that was lost.
#[derive(Debug, Clone, Serialize)]
pub struct LossLine {
    /// `refused`, `changed`, `dropped`, `guessed`.
    pub weight: &'static str,
    /// Line of the file; 0 where none can be named.
    pub line: usize,
    /// What the question was called outside.
    pub item: String,
    /// The sentence.
    pub text: String,
}

impl Page for ImportPage {
    const TEMPLATE: &'static str = "pages/workshop/import.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let blank = Self {
            frame: sample_frame("questions"),
            file: String::new(),
            was_read: false,
            drafts: Vec::new(),
            left_out: 0,
            lost: Vec::new(),
            errors: Vec::new(),
        };
        let draft = ImportedDraft {
            title: "Mot de passe".into(),
            kind: "single-choice",
            content_lang: "fr".into(),
            origin: "q1".into(),
            question: "Lequel choisissez-vous ?".into(),
            to_complete: 4,
            text: "title = \"Mot de passe\"\n".into(),
        };
        let loss = |weight, line| LossLine { weight, line, item: "q1".into(), text: "Une image n’a pas été reprise.".into() };
        let read = Self {
            file: "banque.xml".into(),
            was_read: true,
            drafts: vec![draft],
            left_out: 3,
            lost: vec![loss("refused", 3), loss("changed", 0), loss("dropped", 1), loss("guessed", 0)],
            ..blank.clone()
        };
        let refused = Self { errors: vec![FieldError::new("file", "Choisissez un fichier.")], ..blank.clone() };
        let nothing = Self { drafts: Vec::new(), left_out: 0, ..read.clone() };
        vec![("blank", blank), ("read", read), ("refused", refused), ("nothing", nothing)]
    }
}
