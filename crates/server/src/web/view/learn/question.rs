//! A question of the bank while learning. Its template is `parts/learn-question.html`.

use serde::Serialize;

use crate::web::view::Page;
use crate::web::view::corrected::{CorrectedPage, CorrectedQuestion};
use crate::web::view::item::{ItemPage, Question};

/// The form of a question, or what was right.
#[derive(Debug, Clone, Serialize)]
pub struct LearnQuestion {
    /// Where the form goes.
    pub action: String,
    /// What decided the order in which it is shown: comes back with the answer.
    pub seed: String,
    /// Other hidden fields of the form, by name.
    pub hidden: Vec<(String, String)>,
    /// The question itself.
    #[serde(flatten)]
    pub asked: Question,
    /// Once answered: what was right. Then there is no form.
    pub corrected: Option<CorrectedQuestion>,
    /// Whether it is tried again, without a trace.
    pub is_try: bool,
    /// Where it can be tried again.
    pub again: Option<String>,
}

impl LearnQuestion {
    /// A question of this kind, as samples of [`ItemPage`] name them.
    ///
    /// # Panics
    /// There is no such sample.
    pub fn sample(kind: &str) -> Self {
        let (_, item) = ItemPage::samples().into_iter().find(|(name, _)| *name == kind).expect("a sample of this kind");
        Self {
            action: "/progresser/modules/faire-dire-son-nom/4".into(),
            seed: "7381".into(),
            hidden: Vec::new(),
            asked: item.asked,
            corrected: None,
            is_try: false,
            again: None,
        }
    }

    /// One that was answered: the first of the samples of corrected questions, or the one at `place`.
    ///
    /// # Panics
    /// There is no such sample.
    pub fn sample_corrected(place: usize) -> Self {
        let (_, page) = CorrectedPage::samples().swap_remove(0);
        let corrected = page.questions.into_iter().nth(place).expect("a sample at this place");
        Self { corrected: Some(corrected), again: Some("/progresser/modules/faire-dire-son-nom/4?essai=1".into()), ..Self::sample("single-choice") }
    }
}
