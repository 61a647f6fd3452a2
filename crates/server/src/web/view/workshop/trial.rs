//! A question as learners see it, to be tried: nothing is recorded.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Value, json};

use super::{Frame, sample_item_frame};
use crate::render::Page;
use crate::web::view::FieldError;
use crate::web::view::corrected::{CorrectedPage, CorrectedQuestion};

/// The question itself, with the names that the learner's own template uses.
#[derive(Debug, Clone, Serialize)]
pub struct TrialView {
    /// Language of the question.
    pub content_lang: String,
    /// Paragraph by paragraph.
    pub situation: Vec<String>,
    /// What is asked.
    pub question: String,
    /// What is to be done, without anything that tells the answer.
    pub task: Value,
    /// What was answered, by field.
    pub typed: BTreeMap<String, Vec<String>>,
    /// What is wrong with it.
    pub errors: Vec<FieldError>,
}

impl TrialView {
    /// For samples.
    #[must_use]
    pub fn sample(task: Value) -> Self {
        Self {
            content_lang: "fr".into(),
            situation: vec!["Un message arrive.".into()],
            question: "Que faites-vous ?".into(),
            task,
            typed: BTreeMap::new(),
            errors: Vec::new(),
        }
    }
}

/// `GET /atelier/questions/{id}/essai?ordre=…&largeur=…`
#[derive(Debug, Clone, Serialize)]
pub struct TrialPage {
    /// What stands around.
    pub frame: Frame,
    /// The item.
    pub id: String,
    /// The question; absent while the text cannot be read.
    pub trial: Option<TrialView>,
    /// Number of the order in which lists are shown.
    pub order: u64,
    /// Whether it is shown as wide as a phone.
    pub is_narrow: bool,
    /// The answer, corrected as learners will see it.
    pub corrected: Option<CorrectedQuestion>,
}

impl Page for TrialPage {
    const TEMPLATE: &'static str = "pages/workshop/trial.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let task = json!({"kind": "single-choice", "options": [{"id": "1", "text": "J’ouvre le message."}, {"id": "2", "text": "Je le signale."}]});
        let page = Self {
            frame: sample_item_frame("try"),
            id: "messages-du-lundi".into(),
            trial: Some(TrialView::sample(task)),
            order: 3,
            is_narrow: true,
            corrected: None,
        };
        let mut answered = page.clone();
        answered.is_narrow = false;
        answered.corrected = CorrectedPage::samples().into_iter().find_map(|(_, page)| page.questions.into_iter().next());
        let mut refused = page.clone();
        if let Some(trial) = &mut refused.trial {
            trial.errors = vec![FieldError::new("choice", "Aucune réponse n’est cochée.")];
        }
        let unreadable = Self { trial: None, ..page.clone() };
        vec![("phone", page), ("answered", answered), ("refused", refused), ("unreadable", unreadable)]
    }
}
