//! A rehearsal: what it is, and the one that somebody has.

use serde::Serialize;

use crate::render::Page;
#[cfg(test)]
use crate::render::{RenderError, Renderer};
#[cfg(test)]
use crate::web::view::{Rendered, render};

/// `GET /pilotage/repetition`
#[derive(Debug, Clone, Serialize)]
pub struct RehearsalPage {
    /// The one that they have.
    pub own: Option<OwnRehearsal>,
}

/// A rehearsal.
#[derive(Debug, Clone, Serialize)]
pub struct OwnRehearsal {
    /// Where it is.
    pub path: String,
    /// Its name.
    pub name: String,
}

impl Page for RehearsalPage {
    const TEMPLATE: &'static str = "pages/steer/rehearsal.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let own = OwnRehearsal { path: "/pilotage/0199c0de-0000-7000-8000-000000000001".into(), name: "Répétition : Hôpital du Verger".into() };
        vec![("none", Self { own: None }), ("own", Self { own: Some(own) })]
    }
}

#[cfg(test)]
pub(in crate::web::view) fn render_all(renderer: &Renderer, out: &mut Vec<Rendered>) -> Result<(), RenderError> {
    render::<RehearsalPage>(renderer, out)
}
