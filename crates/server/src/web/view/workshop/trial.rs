//! A question as learners see it, to be tried: nothing is recorded.

use serde::Serialize;
use serde_json::json;

use super::{Frame, sample_item_frame};
use crate::render::Page;
use crate::web::view::FieldError;
use crate::web::view::corrected::{CorrectedPage, CorrectedQuestion};
use crate::web::view::item::Question;

/// `GET /atelier/questions/{id}/essai?ordre=…&largeur=…`
#[derive(Debug, Clone, Serialize)]
pub struct TrialPage {
    /// What stands around.
    pub frame: Frame,
    /// The item.
    pub id: String,
    /// The question; absent while the text cannot be read.
    pub trial: Option<Question>,
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
            trial: Some(Question::sample(&["Un message arrive."], "Que faites-vous ?", task)),
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
