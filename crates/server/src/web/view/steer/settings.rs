//! Settings of an organisation: what it is, its units, its cohorts, its team.

use serde::Serialize;

use super::organisation::{IdentityForm, sample_form};
use super::{Entry, Frame, sample_frame};
use crate::render::Page;
#[cfg(test)]
use crate::render::{RenderError, Renderer};
use crate::web::view::{FieldError, SAMPLE_NOW};
#[cfg(test)]
use crate::web::view::{Rendered, render};

/// `GET /pilotage/{organisation}/reglages`
#[derive(Debug, Clone, Serialize)]
pub struct IdentityPage {
    /// What stands around.
    pub frame: Frame,
    /// Pages of the settings.
    pub tabs: Vec<Entry>,
    /// What it is.
    pub form: IdentityForm,
    /// Whether who looks may change it.
    pub may_change: bool,
    /// Fields: `kind`, `name`, `finess`, `siret`, `region`.
    pub errors: Vec<FieldError>,
}

/// `GET /pilotage/{organisation}/reglages/services`
#[derive(Debug, Clone, Serialize)]
pub struct UnitsPage {
    /// What stands around.
    pub frame: Frame,
    /// Pages of the settings.
    pub tabs: Vec<Entry>,
    /// The units, by name.
    pub units: Vec<UnitRow>,
    /// What was typed for a new one.
    pub typed: String,
    /// Fields: `name` for a new one, `name-{id}` for one that is renamed.
    pub errors: Vec<FieldError>,
}

/// A unit.
#[derive(Debug, Clone, Serialize)]
pub struct UnitRow {
    /// Identifier.
    pub id: String,
    /// Its name, or what was typed for it.
    pub name: String,
    /// Its people who have not left.
    pub people: i64,
    /// The list narrowed to them.
    pub path: String,
}

/// `GET /pilotage/{organisation}/reglages/promotions`
#[derive(Debug, Clone, Serialize)]
pub struct CohortsPage {
    /// What stands around.
    pub frame: Frame,
    /// Pages of the settings.
    pub tabs: Vec<Entry>,
    /// The cohorts, by name.
    pub cohorts: Vec<CohortRow>,
    /// What was typed for a new one.
    pub typed: CohortForm,
    /// Fields: `name`, `starts_on`, `ends_on`, `ects`.
    pub errors: Vec<FieldError>,
}

/// A cohort.
#[derive(Debug, Clone, Serialize)]
pub struct CohortRow {
    /// Identifier.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its first day, microseconds UTC.
    pub starts_at: Option<i64>,
    /// Its last day, microseconds UTC.
    pub ends_at: Option<i64>,
    /// Credits that its 28 hours give; 0 for none.
    pub ects: f64,
    /// Its people who have not left.
    pub people: i64,
    /// The list narrowed to them.
    pub path: String,
}

/// What a cohort is, to be filled in.
#[derive(Debug, Clone, Default, Serialize)]
pub struct CohortForm {
    /// Its name.
    pub name: String,
    /// Its first day, `YYYY-MM-DD`.
    pub starts_on: String,
    /// Its last day, `YYYY-MM-DD`.
    pub ends_on: String,
    /// Its credits, as typed.
    pub ects: String,
}

/// `GET /pilotage/{organisation}/reglages/promotions/{cohort}`
#[derive(Debug, Clone, Serialize)]
pub struct CohortPage {
    /// What stands around.
    pub frame: Frame,
    /// Pages of the settings.
    pub tabs: Vec<Entry>,
    /// Identifier.
    pub id: String,
    /// Its name.
    pub title: String,
    /// What it is.
    pub typed: CohortForm,
    /// Fields: `name`, `starts_on`, `ends_on`, `ects`.
    pub errors: Vec<FieldError>,
}

/// `GET …/supprimer`: a unit or a cohort goes after a question.
#[derive(Debug, Clone, Serialize)]
pub struct DeleteEntryPage {
    /// What stands around.
    pub frame: Frame,
    /// Pages of the settings.
    pub tabs: Vec<Entry>,
    /// `unit` or `cohort`.
    pub what: &'static str,
    /// Its name.
    pub name: String,
    /// Its people who have not left.
    pub people: i64,
    /// Where the answer goes.
    pub action: String,
    /// Where nothing happens.
    pub back: String,
}

/// Pages of the settings, for samples.
pub(super) fn sample_tabs(here: &str) -> Vec<Entry> {
    ["identity", "units", "cohorts", "team", "group", "memo", "keys"]
        .map(|name| Entry { name, path: format!("/pilotage/0199c0de/reglages/{name}"), is_here: name == here })
        .into()
}

impl Page for IdentityPage {
    const TEMPLATE: &'static str = "pages/steer/settings.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let full = Self { frame: sample_frame("settings"), tabs: sample_tabs("identity"), form: sample_form(), may_change: true, errors: Vec::new() };
        let errors = vec![FieldError::new("finess", "Un autre établissement porte ce numéro FINESS.")];
        vec![("full", full.clone()), ("refused", Self { errors, ..full.clone() }), ("trainer", Self { may_change: false, ..full })]
    }
}

impl Page for UnitsPage {
    const TEMPLATE: &'static str = "pages/steer/units.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let unit = |id: &str, name: &str, people| UnitRow { id: id.into(), name: name.into(), people, path: "/pilotage/0199c0de/personnes?service=1".into() };
        let full = Self {
            frame: sample_frame("settings"),
            tabs: sample_tabs("units"),
            units: vec![
                unit("1", "Urgences", 42),
                unit("2", "Unité de soins de longue durée et d’hébergement temporaire, bâtiment nord", 1),
                unit("3", "Cuisine", 0),
            ],
            typed: String::new(),
            errors: Vec::new(),
        };
        let errors = vec![FieldError::new("name", "Ce nom est déjà pris."), FieldError::new("name-2", "Il manque un nom.")];
        let refused = Self { typed: "Urgences".into(), errors, ..full.clone() };
        vec![("full", full.clone()), ("refused", refused), ("empty", Self { units: Vec::new(), ..full })]
    }
}

impl Page for CohortsPage {
    const TEMPLATE: &'static str = "pages/steer/cohorts.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let cohort = |name: &str, dated: bool, ects, people| CohortRow {
            id: "1".into(),
            name: name.into(),
            starts_at: dated.then_some(SAMPLE_NOW),
            ends_at: dated.then_some(SAMPLE_NOW + 3 * 365 * 86_400_000_000),
            ects,
            people,
            path: "/pilotage/0199c0de/personnes?promotion=1".into(),
        };
        let full = Self {
            frame: sample_frame("settings"),
            tabs: sample_tabs("cohorts"),
            cohorts: vec![
                cohort("IDE 2026-2029", true, 2.0, 118),
                CohortRow { ends_at: None, ..cohort("Aides-soignants", true, 0.0, 1) },
                CohortRow { starts_at: None, ..cohort("Kinés", true, 1.5, 0) },
                cohort("Tuteurs de stage", false, 0.0, 0),
            ],
            typed: CohortForm::default(),
            errors: Vec::new(),
        };
        let errors = vec![FieldError::new("name", "Il manque un nom."), FieldError::new("ends_on", "La fin vient avant le début.")];
        let typed = CohortForm { name: String::new(), starts_on: "2026-09-01".into(), ends_on: "2026-08-01".into(), ects: "2".into() };
        vec![("full", full.clone()), ("refused", Self { typed, errors, ..full.clone() }), ("empty", Self { cohorts: Vec::new(), ..full })]
    }
}

impl Page for CohortPage {
    const TEMPLATE: &'static str = "pages/steer/cohort.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let typed = CohortForm { name: "IDE 2026-2029".into(), starts_on: "2026-09-01".into(), ends_on: "2029-07-15".into(), ects: "2".into() };
        let full =
            Self { frame: sample_frame("settings"), tabs: sample_tabs("cohorts"), id: "1".into(), title: "IDE 2026-2029".into(), typed, errors: Vec::new() };
        let errors = vec![FieldError::new("name", "Ce nom est déjà pris.")];
        vec![("full", full.clone()), ("refused", Self { errors, ..full })]
    }
}

impl Page for DeleteEntryPage {
    const TEMPLATE: &'static str = "pages/steer/delete-entry.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let sample = |what, people| Self {
            frame: sample_frame("settings"),
            tabs: sample_tabs("units"),
            what,
            name: "Urgences".into(),
            people,
            action: "/pilotage/0199c0de/reglages/services/1/supprimer".into(),
            back: "/pilotage/0199c0de/reglages/services".into(),
        };
        vec![("unit", sample("unit", 42)), ("cohort", sample("cohort", 0))]
    }
}

#[cfg(test)]
pub(in crate::web::view) fn render_all(renderer: &Renderer, out: &mut Vec<Rendered>) -> Result<(), RenderError> {
    render::<IdentityPage>(renderer, out)?;
    render::<UnitsPage>(renderer, out)?;
    render::<CohortsPage>(renderer, out)?;
    render::<CohortPage>(renderer, out)?;
    render::<DeleteEntryPage>(renderer, out)
}
