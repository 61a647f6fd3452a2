//! Pages that mostly say something: method, personal data, accessibility, legal notice, errors.

use serde::Serialize;

use super::Page;
#[cfg(test)]
use super::{Rendered, render};
#[cfg(test)]
use crate::render::{RenderError, Renderer};

/// `GET /methode`
#[derive(Debug, Clone, Serialize)]
pub struct MethodPage {
    /// Questions in the bank.
    pub questions: u32,
    /// Of these, read by experts.
    pub reviewed: u32,
    /// Of these, with parameters learned from at least 200 answers.
    pub calibrated: u32,
    /// Usual number of questions.
    pub about: u32,
    /// Cut scores between the levels.
    pub cuts: [f64; 3],
    /// The last simulation report of this bank, when there is one.
    pub simulation: Option<Simulation>,
}

/// What simulated people showed of this bank.
#[derive(Debug, Clone, Serialize)]
pub struct Simulation {
    /// People simulated.
    pub people: u32,
    /// Mean number of questions.
    pub mean_length: f64,
    /// Share of the true values inside their interval.
    pub coverage: f64,
    /// Share of levels rightly told.
    pub level_accuracy: f64,
    /// Root mean square error, in standard deviations.
    pub rmse: f64,
    /// The same with as many questions drawn at random.
    pub rmse_random: f64,
}

impl Page for MethodPage {
    const TEMPLATE: &'static str = "pages/method.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let bare = Self { questions: 124, reviewed: 0, calibrated: 0, about: 20, cuts: [-0.7, 0.5, 1.6], simulation: None };
        let simulation = Simulation { people: 2000, mean_length: 20.3, coverage: 0.951, level_accuracy: 0.71, rmse: 0.44, rmse_random: 0.53 };
        vec![("bare", bare.clone()), ("simulated", Self { simulation: Some(simulation), reviewed: 40, calibrated: 3, ..bare })]
    }
}

/// `GET /donnees-personnelles`
#[derive(Debug, Clone, Serialize)]
pub struct PrivacyPage {
    /// Who answers for the data.
    pub controller: String,
    /// Where to write.
    pub contact: String,
    /// Months after which an unused session without an account is erased.
    pub anonymous_months: u32,
}

impl Page for PrivacyPage {
    const TEMPLATE: &'static str = "pages/privacy.html";

    fn samples() -> Vec<(&'static str, Self)> {
        vec![("set", Self { controller: "Équipe Socle".into(), contact: "donnees@socle.example".into(), anonymous_months: 12 })]
    }
}

/// `GET /accessibilite`
#[derive(Debug, Clone, Serialize)]
pub struct AccessibilityPage {
    /// Where to write.
    pub contact: String,
}

impl Page for AccessibilityPage {
    const TEMPLATE: &'static str = "pages/accessibility.html";

    fn samples() -> Vec<(&'static str, Self)> {
        vec![("set", Self { contact: "accessibilite@socle.example".into() })]
    }
}

/// `GET /mentions-legales`
#[derive(Debug, Clone, Serialize)]
pub struct LegalPage {
    /// Who publishes this installation.
    pub publisher: String,
    /// Who answers for it.
    pub director: String,
    /// Who hosts it.
    pub host: String,
    /// Where to write.
    pub contact: String,
    /// Version of the program.
    pub version: String,
}

impl Page for LegalPage {
    const TEMPLATE: &'static str = "pages/legal.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let bare = Self {
            publisher: "Équipe Socle".into(),
            director: String::new(),
            host: String::new(),
            contact: "contact@socle.example".into(),
            version: "0.1.0".into(),
        };
        vec![("bare", bare.clone()), ("set", Self { director: "Camille Roux".into(), host: "Hébergeur certifié, Rennes".into(), ..bare })]
    }
}

/// Any refusal that has no form to go back to, and anything unexpected.
#[derive(Debug, Clone, Serialize)]
pub struct ErrorPage {
    /// Status of the answer.
    pub status: u16,
    /// Stable code: `not-found`.
    pub code: String,
    /// `refusal-{code}` in the visitor's language.
    pub sentence: String,
    /// What to look for in the log, for what is our fault.
    pub incident: Option<String>,
    /// Where one can go on, if anywhere: the session under way.
    pub resume: Option<String>,
}

impl Page for ErrorPage {
    const TEMPLATE: &'static str = "pages/error.html";

    fn samples() -> Vec<(&'static str, Self)> {
        vec![
            (
                "not-found",
                Self {
                    status: 404,
                    code: "not-found".into(),
                    sentence: "Cette page n'existe pas, ou plus. Vérifiez l'adresse ou repartez de l'accueil.".into(),
                    incident: None,
                    resume: None,
                },
            ),
            (
                "answered",
                Self {
                    status: 409,
                    code: "already-answered".into(),
                    sentence: "Cette question a déjà sa réponse : elle est bien enregistrée. Continuez avec la question suivante.".into(),
                    incident: None,
                    resume: Some("/positionnement/0199c0de#question".into()),
                },
            ),
            (
                "unavailable",
                Self {
                    status: 503,
                    code: "unavailable".into(),
                    sentence: "Socle ne peut pas répondre pour le moment. Vos réponses enregistrées sont en sûreté ; réessayez dans une minute.".into(),
                    incident: Some("0199-4F2A".into()),
                    resume: None,
                },
            ),
        ]
    }
}

#[cfg(test)]
pub(super) fn render_all(renderer: &Renderer, out: &mut Vec<Rendered>) -> Result<(), RenderError> {
    render::<MethodPage>(renderer, out)?;
    render::<PrivacyPage>(renderer, out)?;
    render::<AccessibilityPage>(renderer, out)?;
    render::<LegalPage>(renderer, out)?;
    render::<ErrorPage>(renderer, out)
}
