//! The people of an organisation: the list, one of them, the form that adds one.

use serde::Serialize;

use super::{Frame, sample_frame};
use crate::render::Page;
#[cfg(test)]
use crate::render::{RenderError, Renderer};
use crate::web::view::FieldError;
use crate::web::view::profile_form::{Choice, TradeGroup};
#[cfg(test)]
use crate::web::view::{Rendered, render};

/// `GET /pilotage/{organisation}/personnes`
#[derive(Debug, Clone, Serialize)]
pub struct LearnersPage {
    /// What stands around.
    pub frame: Frame,
    /// The people of this page.
    pub rows: Vec<LearnerRow>,
    /// How many the list finds.
    pub found: i64,
    /// How many there are at all.
    pub total: i64,
    /// What the list is narrowed to.
    pub filter: LearnerFilter,
    /// Units to choose from.
    pub units: Vec<Choice>,
    /// Cohorts to choose from.
    pub cohorts: Vec<Choice>,
    /// Trades to choose from, by family.
    pub trades: Vec<TradeGroup>,
    /// Where the next page is.
    pub next: Option<String>,
    /// Where the first page is, when this is another.
    pub first: Option<String>,
    /// What the list is narrowed to, for an address.
    pub query: String,
}

/// What the list is narrowed to and how it is ordered, as chosen.
#[derive(Debug, Clone, Default, Serialize)]
pub struct LearnerFilter {
    /// Words.
    pub words: String,
    /// Identifier of a unit.
    pub unit: String,
    /// Identifier of a cohort.
    pub cohort: String,
    /// Code of a trade.
    pub trade: String,
    /// `here`, `left` or `all`.
    pub presence: &'static str,
    /// `name`, `backwards` or `newest`.
    pub sort: &'static str,
    /// Whether anything but presence and order is chosen.
    pub is_narrow: bool,
}

/// Somebody of the list.
#[derive(Debug, Clone, Serialize)]
pub struct LearnerRow {
    /// Their page.
    pub path: String,
    /// The name they use.
    pub family_name: String,
    /// Given names.
    pub given_name: String,
    /// What the organisation calls them.
    pub external_id: Option<String>,
    /// Their trade, in words.
    pub trade: Option<String>,
    /// Name of their unit.
    pub unit: Option<String>,
    /// Whether they have said who they are.
    pub is_linked: bool,
    /// When they left, microseconds UTC.
    pub left_at: Option<i64>,
}

/// `GET /pilotage/{organisation}/personnes/ajouter`
#[derive(Debug, Clone, Serialize)]
pub struct NewLearnerPage {
    /// What stands around.
    pub frame: Frame,
    /// The form.
    pub form: LearnerForm,
    /// What is wrong, field by field.
    pub errors: Vec<FieldError>,
}

/// What is known of a learner, to be filled in.
#[derive(Debug, Clone, Default, Serialize)]
pub struct LearnerForm {
    /// The name they use.
    pub family_name: String,
    /// Given names.
    pub given_name: String,
    /// `YYYY-MM-DD`.
    pub birth_date: String,
    /// Address.
    pub email: String,
    /// What the organisation calls them.
    pub external_id: String,
    /// Code of a trade.
    pub trade: String,
    /// School or component.
    pub school: String,
    /// What they prepare.
    pub diploma: String,
    /// Initial, continuing…
    pub regime: String,
    /// Identifier of a unit.
    pub unit: String,
    /// Cohorts they are in.
    pub cohorts: Vec<String>,
    /// When they came, `YYYY-MM-DD`.
    pub arrived_on: String,
    /// Units to choose from.
    pub all_units: Vec<Choice>,
    /// Cohorts to choose from.
    pub all_cohorts: Vec<Choice>,
    /// Trades to choose from, by family.
    pub all_trades: Vec<TradeGroup>,
}

fn choice((id, name): (&str, &str)) -> Choice {
    Choice { id: id.into(), name: name.into() }
}

/// Trades for samples.
fn sample_trades() -> Vec<TradeGroup> {
    vec![
        TradeGroup { family: "paramedical".into(), trades: vec![choice(("infirmier", "Infirmier, infirmière"))] },
        TradeGroup { family: "care".into(), trades: vec![choice(("aide-soignant", "Aide-soignant, aide-soignante"))] },
    ]
}

impl Page for LearnersPage {
    const TEMPLATE: &'static str = "pages/steer/learners.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let row = |family: &str, given: &str, number: Option<&str>, trade: Option<&str>, unit: Option<&str>| LearnerRow {
            path: "/pilotage/0199c0de/personnes/0199beef".into(),
            family_name: family.into(),
            given_name: given.into(),
            external_id: number.map(Into::into),
            trade: trade.map(Into::into),
            unit: unit.map(Into::into),
            is_linked: false,
            left_at: None,
        };
        let rows = vec![
            LearnerRow { is_linked: true, ..row("Bensaïd", "Nour", Some("22-0417"), Some("Infirmier, infirmière"), Some("Urgences")) },
            row("De La Rochefoucauld-Montmorency", "Marie-Antoinette Clémence", None, Some("Manipulateur, manipulatrice d’électroradiologie médicale"), None),
            LearnerRow { left_at: Some(crate::web::view::SAMPLE_NOW), ..row("Petit", "Léo", Some("22-0101"), None, Some("Cuisine")) },
        ];
        let full = Self {
            frame: sample_frame("people"),
            rows,
            found: 3,
            total: 3214,
            filter: LearnerFilter { presence: "here", sort: "name", ..LearnerFilter::default() },
            units: vec![choice(("1", "Urgences")), choice(("2", "Cuisine"))],
            cohorts: vec![choice(("3", "IDE 2026-2029"))],
            trades: sample_trades(),
            next: Some("/pilotage/0199c0de/personnes?apres=1".into()),
            first: Some("/pilotage/0199c0de/personnes".into()),
            query: "etat=left".into(),
        };
        let filter = LearnerFilter {
            words: "zoé".into(),
            unit: "2".into(),
            cohort: "3".into(),
            trade: "infirmier".into(),
            presence: "all",
            sort: "newest",
            is_narrow: true,
        };
        let none = Self { rows: Vec::new(), found: 0, filter, next: None, first: None, ..full.clone() };
        let empty = Self { rows: Vec::new(), found: 0, total: 0, units: Vec::new(), cohorts: Vec::new(), next: None, first: None, ..full.clone() };
        vec![("full", full), ("none", none), ("empty", empty)]
    }
}

impl Page for NewLearnerPage {
    const TEMPLATE: &'static str = "pages/steer/new-learner.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let form = LearnerForm {
            all_units: vec![choice(("1", "Urgences"))],
            all_cohorts: vec![choice(("3", "IDE 2026-2029")), choice(("4", "Tuteurs"))],
            all_trades: sample_trades(),
            ..LearnerForm::default()
        };
        let empty = Self { frame: sample_frame("people"), form, errors: Vec::new() };
        let typed = LearnerForm {
            given_name: "Nour".into(),
            birth_date: "2006-02-28".into(),
            email: "nour@".into(),
            trade: "infirmier".into(),
            unit: "1".into(),
            cohorts: vec!["3".into()],
            ..empty.form.clone()
        };
        let errors = vec![FieldError::new("family_name", "Il manque un nom."), FieldError::new("email", "Cette adresse e-mail n’est pas complète.")];
        let bare = LearnerForm { all_units: Vec::new(), all_cohorts: Vec::new(), ..empty.form.clone() };
        vec![("empty", empty.clone()), ("refused", Self { form: typed, errors, ..empty.clone() }), ("bare", Self { form: bare, ..empty })]
    }
}

#[cfg(test)]
pub(in crate::web::view) fn render_all(renderer: &Renderer, out: &mut Vec<Rendered>) -> Result<(), RenderError> {
    render::<LearnersPage>(renderer, out)?;
    render::<NewLearnerPage>(renderer, out)
}
