//! Saying that something is wrong with a question.

use domain::report::{Kind, LONGEST};
use serde::Serialize;

use super::{FieldError, Page};

/// `GET /resultat/{id}/signaler/{seq}`, and `POST /positionnement/{id}/signaler` from the question on the table.
#[derive(Debug, Clone, Serialize)]
pub struct ReportPage {
    /// Where the form goes.
    pub action: String,
    /// Where a link leads back; absent on the way from a question on the table, where a button brings back what was typed.
    pub back: Option<String>,
    /// The n-th question.
    pub number: u32,
    /// Its title, for whoever has answered it.
    pub title: Option<String>,
    /// Language of the question.
    pub content_lang: &'static str,
    /// What may be wrong: the texts `report-kind-…` say it.
    pub kinds: Vec<&'static str>,
    /// Letters that fit.
    pub longest: usize,
    /// Whether an answer by mail may be asked for: there is an address.
    pub may_ask_answer: bool,
    /// The kind chosen before a refusal.
    pub kind: String,
    /// The words typed before it.
    pub text: String,
    /// Whether an answer was asked for.
    pub wants_answer: bool,
    /// Fields of the answer under way, to be brought back as they are.
    pub kept: Vec<(String, String)>,
    /// What is wrong with the report.
    pub errors: Vec<FieldError>,
}

impl ReportPage {
    /// An empty form, for a question that was answered or not.
    pub fn new(action: String, number: u32, was_answered: bool, may_ask_answer: bool) -> Self {
        Self {
            action,
            back: None,
            number,
            title: None,
            content_lang: "fr",
            kinds: Kind::ALL.iter().filter(|kind| was_answered || kind.is_seen_before_answering()).map(|kind| kind.code()).collect(),
            longest: LONGEST,
            may_ask_answer,
            kind: String::new(),
            text: String::new(),
            wants_answer: false,
            kept: Vec::new(),
            errors: Vec::new(),
        }
    }
}

impl Page for ReportPage {
    const TEMPLATE: &'static str = "pages/report.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let answered = Self {
            back: Some("/resultat/0199c0de/corrige#q-4".into()),
            title: Some("Deux dossiers pour Marie MARTIN".into()),
            ..Self::new("/resultat/0199c0de/signaler/4".into(), 4, true, true)
        };
        let refused =
            Self { text: "Je ne comprends pas.".into(), errors: vec![FieldError::new("report-kind", "Choisissez ce qui ne va pas.")], ..answered.clone() };
        let kept = vec![("seq".to_owned(), "7".to_owned()), ("choice".to_owned(), "2".to_owned())];
        let under_way = Self { kept, ..Self::new("/positionnement/0199c0de/signaler".into(), 7, false, false) };
        vec![("answered", answered), ("refused", refused), ("under-way", under_way)]
    }
}
