//! What managers settle for an organisation: its group, its memo, its keys, its end.

use serde::Serialize;

use super::settings::sample_tabs;
use super::{Entry, Frame, sample_frame};
use crate::render::Page;
#[cfg(test)]
use crate::render::{RenderError, Renderer};
use crate::web::view::profile_form::Choice;
use crate::web::view::{FieldError, SAMPLE_NOW};
#[cfg(test)]
use crate::web::view::{Rendered, render};

/// `GET /pilotage/{organisation}/reglages/groupe`
#[derive(Debug, Clone, Serialize)]
pub struct GroupPage {
    /// What stands around.
    pub frame: Frame,
    /// Pages of the settings.
    pub tabs: Vec<Entry>,
    /// The group it belongs to.
    pub parent: Option<Choice>,
    /// What belongs to it.
    pub children: Vec<Choice>,
    /// Groups it could belong to.
    pub groups: Vec<Choice>,
    /// Fields: `group`.
    pub errors: Vec<FieldError>,
}

/// `GET /pilotage/{organisation}/reglages/memo`
#[derive(Debug, Clone, Serialize)]
pub struct MemoPage {
    /// What stands around.
    pub frame: Frame,
    /// Pages of the settings.
    pub tabs: Vec<Entry>,
    /// As it is kept.
    pub kept: String,
    /// As it is typed.
    pub typed: String,
    /// Letters that fit.
    pub longest: usize,
    /// Fields: `memo`.
    pub errors: Vec<FieldError>,
}

/// `GET /pilotage/{organisation}/reglages/cles`
#[derive(Debug, Clone, Serialize)]
pub struct KeysPage {
    /// What stands around.
    pub frame: Frame,
    /// Pages of the settings.
    pub tabs: Vec<Entry>,
    /// The keys that open something.
    pub keys: Vec<KeyRow>,
    /// The key that was just made: shown this once.
    pub made: Option<String>,
    /// What was typed for a new one.
    pub typed: String,
    /// Fields: `name`.
    pub errors: Vec<FieldError>,
}

/// A key for programs.
#[derive(Debug, Clone, Serialize)]
pub struct KeyRow {
    /// Identifier.
    pub id: String,
    /// What it is for.
    pub name: String,
    /// When it was made, microseconds UTC.
    pub made_at: i64,
    /// When it was last used, microseconds UTC.
    pub used_at: Option<i64>,
}

/// `GET /pilotage/{organisation}/reglages/fermer`
#[derive(Debug, Clone, Serialize)]
pub struct ClosePage {
    /// What stands around.
    pub frame: Frame,
    /// Pages of the settings.
    pub tabs: Vec<Entry>,
    /// Learners that go with it.
    pub learners: i64,
    /// Campaigns.
    pub campaigns: i64,
    /// Sessions in class.
    pub lessons: i64,
    /// Attestations.
    pub attestations: i64,
    /// Organisations that belong to it, which must leave it first.
    pub children: i64,
    /// What was typed.
    pub typed: String,
    /// Fields: `name`.
    pub errors: Vec<FieldError>,
}

fn choice(id: &str, name: &str) -> Choice {
    Choice { id: id.into(), name: name.into() }
}

impl Page for GroupPage {
    const TEMPLATE: &'static str = "pages/steer/group.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let alone = Self {
            frame: sample_frame("settings"),
            tabs: sample_tabs("group"),
            parent: None,
            children: Vec::new(),
            groups: vec![choice("1", "GHT Haute-Bretagne"), choice("2", "Fondation des Tilleuls")],
            errors: Vec::new(),
        };
        let child = Self { parent: Some(choice("1", "GHT Haute-Bretagne")), groups: Vec::new(), ..alone.clone() };
        let parent = Self { children: vec![choice("3", "IFSI de Saint-Malo"), choice("4", "EHPAD Les Tilleuls")], groups: Vec::new(), ..alone.clone() };
        let errors = vec![FieldError::new("group", "Ce groupe compterait trop de niveaux.")];
        vec![("alone", alone.clone()), ("child", child), ("parent", parent), ("refused", Self { errors, ..alone })]
    }
}

impl Page for MemoPage {
    const TEMPLATE: &'static str = "pages/steer/memo.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let text = "Le fichier des étudiants vient de la scolarité, en septembre.\nNadia a la liste des tuteurs.";
        let full = Self {
            frame: sample_frame("settings"),
            tabs: sample_tabs("memo"),
            kept: text.into(),
            typed: text.into(),
            longest: domain::organisation::LONGEST_MEMO,
            errors: Vec::new(),
        };
        let errors = vec![FieldError::new("memo", "Cette fiche a été modifiée entre-temps.")];
        let refused = Self { typed: format!("{text}\nLes codes sont au secrétariat."), errors, ..full.clone() };
        vec![("full", full.clone()), ("empty", Self { kept: String::new(), typed: String::new(), ..full }), ("refused", refused)]
    }
}

impl Page for KeysPage {
    const TEMPLATE: &'static str = "pages/steer/keys.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let key = |id: &str, name: &str, used_at| KeyRow { id: id.into(), name: name.into(), made_at: SAMPLE_NOW, used_at };
        let full = Self {
            frame: sample_frame("settings"),
            tabs: sample_tabs("keys"),
            keys: vec![key("1", "Logiciel de paie", Some(SAMPLE_NOW)), key("2", "Tableau de bord de la direction", None)],
            made: None,
            typed: String::new(),
            errors: Vec::new(),
        };
        let made = Self { made: Some("Zr8m2kQv0hQ3mWfTn5bX1yUeKsLpAoJdGcIiRzVtN4w".into()), ..full.clone() };
        let errors = vec![FieldError::new("name", "Il manque un nom.")];
        let refused = Self { errors, keys: Vec::new(), ..full.clone() };
        vec![("full", full), ("made", made), ("refused", refused)]
    }
}

impl Page for ClosePage {
    const TEMPLATE: &'static str = "pages/steer/close.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let full = Self {
            frame: sample_frame("settings"),
            tabs: sample_tabs("identity"),
            learners: 3214,
            campaigns: 4,
            lessons: 1,
            attestations: 118,
            children: 0,
            typed: String::new(),
            errors: Vec::new(),
        };
        let errors = vec![FieldError::new("name", "Le nom ne correspond pas.")];
        let empty = Self { learners: 0, campaigns: 0, lessons: 0, attestations: 0, typed: "Les Tilleul".into(), errors, ..full.clone() };
        vec![("full", full.clone()), ("empty", empty), ("group", Self { children: 2, ..full })]
    }
}

#[cfg(test)]
pub(in crate::web::view) fn render_all(renderer: &Renderer, out: &mut Vec<Rendered>) -> Result<(), RenderError> {
    render::<GroupPage>(renderer, out)?;
    render::<MemoPage>(renderer, out)?;
    render::<KeysPage>(renderer, out)?;
    render::<ClosePage>(renderer, out)
}
