//! Who may do what.

use serde::Serialize;

use super::super::FieldError;
use super::{Frame, sample_frame};
use crate::render::Page;

/// `GET /atelier/equipe`
#[derive(Debug, Clone, Serialize)]
pub struct TeamPage {
    /// What stands around.
    pub frame: Frame,
    /// One page of the team, by address.
    pub mates: Vec<Mate>,
    /// How many people there are, of whom the search found some.
    pub total: usize,
    /// What is searched for.
    pub search: String,
    /// Address of the page before.
    pub newer: Option<String>,
    /// Address of the page after.
    pub older: Option<String>,
    /// Words of all roles.
    pub roles: Vec<&'static str>,
    /// Address typed, after a refusal.
    pub typed_email: String,
    /// Role chosen, after a refusal.
    pub typed_role: String,
    /// Fields: `email`, `role`.
    pub errors: Vec<FieldError>,
}

/// Somebody of the team.
#[derive(Debug, Clone, Serialize)]
pub struct Mate {
    /// Identifier.
    pub id: String,
    /// Their address.
    pub email: String,
    /// Whether it is who looks.
    pub is_me: bool,
    /// Words of their roles.
    pub roles: Vec<&'static str>,
}

impl Page for TeamPage {
    const TEMPLATE: &'static str = "pages/workshop/team.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let mate = |id: &str, email: &str, is_me, roles: &[&'static str]| Mate { id: id.into(), email: email.into(), is_me, roles: roles.to_vec() };
        let full = Self {
            frame: sample_frame("team"),
            mates: vec![
                mate("0199c0de", "camille.roux@ehpad-tilleuls.example", true, &["administrator"]),
                mate("0199beef", "un.nom.tout.a.fait.interminable@etablissement-de-sante.example", false, &["author", "reviewer"]),
            ],
            total: 27,
            search: String::new(),
            newer: None,
            older: Some("/atelier/equipe?page=2".into()),
            roles: domain::access::Role::ALL.iter().map(|role| role.code()).collect(),
            typed_email: String::new(),
            typed_role: String::new(),
            errors: Vec::new(),
        };
        let errors = vec![FieldError::new("email", "Aucun compte ne porte cette adresse.")];
        let refused =
            Self { typed_email: "personne@nulle.part".into(), typed_role: "reviewer".into(), errors, newer: full.older.clone(), older: None, ..full.clone() };
        let none = Self { mates: Vec::new(), search: "zoé".into(), older: None, ..full.clone() };
        vec![("full", full), ("refused", refused), ("none", none)]
    }
}

/// `GET /atelier/equipe/{person}/{role}/retirer`
#[derive(Debug, Clone, Serialize)]
pub struct TakeBackPage {
    /// What stands around.
    pub frame: Frame,
    /// Identifier.
    pub id: String,
    /// Their address.
    pub email: String,
    /// Word of the role.
    pub role: &'static str,
    /// Whether it is who looks.
    pub is_me: bool,
    /// What is wrong with it.
    pub errors: Vec<FieldError>,
}

impl Page for TakeBackPage {
    const TEMPLATE: &'static str = "pages/workshop/take-back.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let other = Self {
            frame: sample_frame("team"),
            id: "0199beef".into(),
            email: "leo.petit@ehpad-tilleuls.example".into(),
            role: "reviewer",
            is_me: false,
            errors: Vec::new(),
        };
        let errors = vec![FieldError::new("", "C’est la dernière personne qui administre l’atelier.")];
        vec![("other", other.clone()), ("me", Self { role: "administrator", is_me: true, errors, ..other })]
    }
}
