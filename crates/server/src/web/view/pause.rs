//! Between two bites, and before stopping for good.

use serde::Serialize;

use super::{Certainty, FieldError, Page, sample_certainty};

/// `GET /positionnement/{id}/pause`
#[derive(Debug, Clone, Serialize)]
pub struct PausePage {
    /// Identifier of the session.
    pub id: String,
    /// Questions answered so far.
    pub answered: u32,
    /// Usual number of questions.
    pub about: u32,
    /// Minutes spent so far.
    pub minutes: u32,
    /// True at the end of a bite, false when the person asked for a pause.
    pub bite_over: bool,
    /// How sure we are, per domain.
    pub certainty: Vec<Certainty>,
    /// True when an account keeps it already.
    pub kept: bool,
    /// Address typed, after a refusal.
    pub typed_email: String,
    /// What is wrong with it.
    pub errors: Vec<FieldError>,
}

impl Page for PausePage {
    const TEMPLATE: &'static str = "pages/pause.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let bite = Self {
            id: "0199c0de".into(),
            answered: 7,
            about: 20,
            minutes: 6,
            bite_over: true,
            certainty: sample_certainty([0.41, 0.34, 0.18, 0.22, 0.09]),
            kept: false,
            typed_email: String::new(),
            errors: Vec::new(),
        };
        let error = FieldError::new("email", "« camille » n'est pas une adresse e-mail complète. Il manque ce qui suit l'arobase.");
        vec![
            ("bite", bite.clone()),
            ("asked", Self { bite_over: false, kept: true, answered: 0, minutes: 0, certainty: sample_certainty([0.0; 5]), ..bite.clone() }),
            ("one", Self { answered: 1, minutes: 1, bite_over: false, ..bite.clone() }),
            ("refused", Self { typed_email: "camille".into(), errors: vec![error], ..bite }),
        ]
    }
}

/// `GET /positionnement/{id}/terminer`
#[derive(Debug, Clone, Serialize)]
pub struct FinishPage {
    /// Identifier of the session.
    pub id: String,
    /// Number of the answer awaited, sent back.
    pub seq: u32,
    /// Questions answered so far.
    pub answered: u32,
    /// Usual number of questions.
    pub about: u32,
    /// How sure we are, per domain.
    pub certainty: Vec<Certainty>,
}

impl Page for FinishPage {
    const TEMPLATE: &'static str = "pages/finish.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let some = Self { id: "0199c0de".into(), seq: 8, answered: 7, about: 20, certainty: sample_certainty([0.41, 0.34, 0.18, 0.22, 0.09]) };
        vec![("some", some.clone()), ("none", Self { answered: 0, certainty: sample_certainty([0.0; 5]), ..some })]
    }
}
