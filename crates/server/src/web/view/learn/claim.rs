//! « I know this. »

use serde::Serialize;

use super::question::LearnQuestion;
use crate::web::view::{Page, SAMPLE_NOW};

/// `GET /progresser/je-sais/{objective}` and its questions.
#[derive(Debug, Clone, Serialize)]
pub struct ClaimPage {
    /// Code of the objective.
    pub code: String,
    /// What it says.
    pub objective: String,
    /// Its competence.
    pub competence: String,
    /// Short name of its domain.
    pub domain: String,
    /// Where it stands: `none`, `open`, `held`, `not-held` or `untestable`.
    pub standing: &'static str,
    /// Of one that was not borne out: from when on it can be said again, microseconds UTC; none once it can.
    pub rests_until: Option<i64>,
    /// Questions answered.
    pub answered: u32,
    /// The n-th question, on its page.
    pub number: u32,
    /// The question, or what was right of it.
    pub asked: Option<LearnQuestion>,
    /// Where it goes on after a question.
    pub go_on: Option<String>,
    /// Modules of this objective.
    pub modules: Vec<(String, String)>,
    /// Language of the objective.
    pub content_lang: &'static str,
}

impl Page for ClaimPage {
    const TEMPLATE: &'static str = "pages/learn/claim.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let none = Self {
            code: "S2.03".into(),
            objective: "Reconnaître un courriel piégé et le signaler.".into(),
            competence: "Se protéger des attaques courantes".into(),
            domain: "Cybersécurité".into(),
            standing: "none",
            rests_until: None,
            answered: 0,
            number: 0,
            asked: None,
            go_on: None,
            modules: vec![("/progresser/modules/une-adresse-se-lit-par-la-fin".into(), "Une adresse se lit par la fin".into())],
            content_lang: "fr",
        };
        let question = Self { standing: "open", number: 1, asked: Some(LearnQuestion::sample("single-choice")), ..none.clone() };
        let corrected = |standing, answered, go_on: Option<&str>| Self {
            standing,
            answered,
            number: answered,
            asked: Some(LearnQuestion::sample_corrected(0)),
            go_on: go_on.map(Into::into),
            ..none.clone()
        };
        vec![
            ("none", none.clone()),
            ("open", Self { standing: "open", answered: 1, ..none.clone() }),
            ("question", question),
            ("corrected", corrected("open", 1, Some("/progresser/je-sais/S2.03/2"))),
            ("decided-held", corrected("held", 2, None)),
            ("decided-not", corrected("not-held", 3, None)),
            ("held", Self { standing: "held", answered: 2, ..none.clone() }),
            ("not-held", Self { standing: "not-held", answered: 3, ..none.clone() }),
            ("rests", Self { standing: "not-held", answered: 3, rests_until: Some(SAMPLE_NOW), ..none.clone() }),
            ("untestable", Self { standing: "untestable", modules: Vec::new(), ..none }),
        ]
    }
}
