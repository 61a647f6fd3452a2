//! One learner: what is known, what happened, and the forms that change it.

use serde::Serialize;

use super::learners::{LearnerForm, NewLearnerPage};
use super::{Frame, sample_frame};
use crate::render::Page;
#[cfg(test)]
use crate::render::{RenderError, Renderer};
use crate::web::view::{FieldError, SAMPLE_NOW};
#[cfg(test)]
use crate::web::view::{Rendered, render};

/// `GET /pilotage/{organisation}/personnes/{learner}`
#[derive(Debug, Clone, Serialize)]
pub struct LearnerPage {
    /// What stands around.
    pub frame: Frame,
    /// Their page.
    pub path: String,
    /// The name they use.
    pub family_name: String,
    /// Given names.
    pub given_name: String,
    /// Date of birth, microseconds UTC.
    pub born_at: Option<i64>,
    /// Address.
    pub email: Option<String>,
    /// What the organisation calls them.
    pub external_id: Option<String>,
    /// Their trade, in words.
    pub trade: Option<String>,
    /// School or component.
    pub school: Option<String>,
    /// What they prepare.
    pub diploma: Option<String>,
    /// Initial, continuing…
    pub regime: Option<String>,
    /// Name of their unit.
    pub unit: Option<String>,
    /// Names of their cohorts.
    pub cohorts: Vec<String>,
    /// When they came, microseconds UTC.
    pub arrived_at: Option<i64>,
    /// When they left, microseconds UTC.
    pub left_at: Option<i64>,
    /// Whether they have said who they are.
    pub is_linked: bool,
    /// What happened, the newest first.
    pub history: Vec<Event>,
    /// Today, `YYYY-MM-DD`, or what was typed for the day they left.
    pub left_on: String,
    /// Fields: `left_on`.
    pub errors: Vec<FieldError>,
}

/// Something that happened.
#[derive(Debug, Clone, Serialize)]
pub struct Event {
    /// The texts `happened-…` name it.
    pub what: &'static str,
    /// The rest of it.
    pub detail: String,
    /// Who did it, while they are known.
    pub by: Option<String>,
    /// When, microseconds UTC.
    pub at: i64,
}

/// `GET /pilotage/{organisation}/personnes/{learner}/modifier`
#[derive(Debug, Clone, Serialize)]
pub struct ChangeLearnerPage {
    /// What stands around.
    pub frame: Frame,
    /// Their page.
    pub path: String,
    /// Who it is.
    pub title: String,
    /// The form.
    pub form: LearnerForm,
    /// What stands for the record as it was read.
    pub read_at: i64,
    /// What is wrong, field by field.
    pub errors: Vec<FieldError>,
}

/// `GET /pilotage/{organisation}/personnes/{learner}/effacer`
#[derive(Debug, Clone, Serialize)]
pub struct DeleteLearnerPage {
    /// What stands around.
    pub frame: Frame,
    /// Their page.
    pub path: String,
    /// Who it is.
    pub title: String,
}

impl Page for LearnerPage {
    const TEMPLATE: &'static str = "pages/steer/learner.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let event = |what, detail: &str, by: Option<&str>| Event { what, detail: detail.into(), by: by.map(Into::into), at: SAMPLE_NOW };
        let full = Self {
            frame: sample_frame("people"),
            path: "/pilotage/0199c0de/personnes/0199beef".into(),
            family_name: "Bensaïd".into(),
            given_name: "Nour".into(),
            born_at: Some(SAMPLE_NOW - 20 * 365 * 86_400_000_000),
            email: Some("nour.bensaid@ifsi.example".into()),
            external_id: Some("22-0417".into()),
            trade: Some("Infirmier, infirmière".into()),
            school: Some("IFSI de Saint-Malo".into()),
            diploma: Some("Diplôme d’État d’infirmier".into()),
            regime: Some("Formation initiale".into()),
            unit: Some("Urgences".into()),
            cohorts: vec!["IDE 2026-2029".into(), "Tuteurs".into()],
            arrived_at: Some(SAMPLE_NOW),
            left_at: None,
            is_linked: true,
            history: vec![
                event("linked", "", None),
                event("moved", "Urgences", Some("camille.roux@ehpad-tilleuls.example")),
                event("moved", "", None),
                event("arrived", "", Some("camille.roux@ehpad-tilleuls.example")),
            ],
            left_on: "2026-11-22".into(),
            errors: Vec::new(),
        };
        let bare = Self {
            born_at: None,
            email: None,
            external_id: None,
            trade: None,
            school: None,
            diploma: None,
            regime: None,
            unit: None,
            cohorts: Vec::new(),
            arrived_at: None,
            is_linked: false,
            history: Vec::new(),
            ..full.clone()
        };
        let gone =
            Self { left_at: Some(SAMPLE_NOW), history: vec![event("left", "", None), event("returned", "", None), event("changed", "", None)], ..full.clone() };
        let refused = Self { left_on: "2026-13-01".into(), errors: vec![FieldError::new("left_on", "Cette date n’existe pas.")], ..full.clone() };
        vec![("full", full), ("bare", bare), ("gone", gone), ("refused", refused)]
    }
}

impl Page for ChangeLearnerPage {
    const TEMPLATE: &'static str = "pages/steer/change-learner.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let mut forms = NewLearnerPage::samples().into_iter().map(|(_, page)| page.form);
        let form = forms.nth(1).unwrap_or_default();
        let full = Self {
            frame: sample_frame("people"),
            path: "/pilotage/0199c0de/personnes/0199beef".into(),
            title: "Bensaïd Nour".into(),
            form,
            read_at: SAMPLE_NOW,
            errors: Vec::new(),
        };
        let errors = vec![FieldError::new("", "Cette fiche a été modifiée entre-temps.")];
        vec![("full", full.clone()), ("changed", Self { errors, ..full })]
    }
}

impl Page for DeleteLearnerPage {
    const TEMPLATE: &'static str = "pages/steer/delete-learner.html";

    fn samples() -> Vec<(&'static str, Self)> {
        vec![("question", Self { frame: sample_frame("people"), path: "/pilotage/0199c0de/personnes/0199beef".into(), title: "Bensaïd Nour".into() })]
    }
}

#[cfg(test)]
pub(in crate::web::view) fn render_all(renderer: &Renderer, out: &mut Vec<Rendered>) -> Result<(), RenderError> {
    render::<LearnerPage>(renderer, out)?;
    render::<ChangeLearnerPage>(renderer, out)?;
    render::<DeleteLearnerPage>(renderer, out)
}
