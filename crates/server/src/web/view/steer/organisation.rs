//! The organisations of somebody, making one, and what waits in one.

use serde::Serialize;

use super::{Frame, sample_frame};
use crate::render::Page;
#[cfg(test)]
use crate::render::{RenderError, Renderer};
use crate::web::view::profile_form::Choice;
use crate::web::view::{FieldError, SAMPLE_NOW};
#[cfg(test)]
use crate::web::view::{Rendered, render};

/// `GET /pilotage`
#[derive(Debug, Clone, Serialize)]
pub struct MinePage {
    /// Organisations in which one has a post, by name.
    pub places: Vec<Place>,
    /// Posts that are offered.
    pub offers: Vec<Offer>,
}

/// An organisation in which one has a post.
#[derive(Debug, Clone, Serialize)]
pub struct Place {
    /// Its first page.
    pub path: String,
    /// Its name.
    pub name: String,
    /// What it is: the texts `kind-…` name it.
    pub kind: &'static str,
    /// What one is in it: `manager`, `trainer`.
    pub post: String,
    /// Whether its people are invented.
    pub is_sample: bool,
}

/// A post that is offered.
#[derive(Debug, Clone, Serialize)]
pub struct Offer {
    /// Identifier of the invitation.
    pub id: String,
    /// Name of the organisation.
    pub organisation: String,
    /// `manager`, `trainer`.
    pub post: String,
    /// Until when, microseconds UTC.
    pub until: i64,
}

/// What an organisation is, to be filled in.
#[derive(Debug, Clone, Serialize)]
pub struct IdentityForm {
    /// Words of all kinds.
    pub kinds: Vec<&'static str>,
    /// Regions to choose from.
    pub regions: Vec<Choice>,
    /// Word of the kind.
    pub kind: String,
    /// Name.
    pub name: String,
    /// FINESS number.
    pub finess: String,
    /// SIRET number.
    pub siret: String,
    /// Code of the region.
    pub region: String,
}

/// `GET /pilotage/nouveau`
#[derive(Debug, Clone, Serialize)]
pub struct NewPage {
    /// The form.
    pub form: IdentityForm,
    /// Identifier of the group it is to belong to; empty for none.
    pub group_id: String,
    /// Its name.
    pub group: Option<String>,
    /// Fields: `kind`, `name`, `finess`, `siret`, `region`.
    pub errors: Vec<FieldError>,
}

/// `GET /pilotage/{organisation}`
#[derive(Debug, Clone, Serialize)]
pub struct InboxPage {
    /// What stands around.
    pub frame: Frame,
    /// What waits, each a line that leads there.
    pub waits: Vec<WaitLine>,
}

/// Something that waits: the texts `waits-…` say it.
#[derive(Debug, Clone, Serialize)]
pub struct WaitLine {
    /// `people`, `ends`…
    pub what: &'static str,
    /// Where it is done.
    pub path: String,
    /// Of what: a title, a name; or nothing.
    pub name: String,
    /// How many; or 0.
    pub count: i64,
    /// Until when, microseconds UTC.
    pub at: Option<i64>,
}

/// A form for samples.
pub(super) fn sample_form() -> IdentityForm {
    let regions = [("53", "Bretagne"), ("11", "Île-de-France")].map(|(id, name)| Choice { id: id.into(), name: name.into() });
    IdentityForm {
        kinds: domain::organisation::Kind::ALL.map(domain::organisation::Kind::code).to_vec(),
        regions: regions.into(),
        kind: "care-home".into(),
        name: "EHPAD Les Tilleuls".into(),
        finess: "350002812".into(),
        siret: String::new(),
        region: "53".into(),
    }
}

impl Page for MinePage {
    const TEMPLATE: &'static str = "pages/steer/mine.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let place =
            |name: &str, kind, post: &str, is_sample| Place { path: "/pilotage/0199c0de".into(), name: name.into(), kind, post: post.into(), is_sample };
        let full = Self {
            places: vec![
                place("EHPAD Les Tilleuls", "care-home", "manager", false),
                place("Groupement hospitalier de territoire Haute-Bretagne, établissement support de Rennes", "group", "trainer", false),
                place("Répétition", "school", "manager", true),
            ],
            offers: Vec::new(),
        };
        let offers = ["manager", "trainer"].map(|post| Offer {
            id: "0199beef".into(),
            organisation: "IFSI de Saint-Malo".into(),
            post: post.into(),
            until: SAMPLE_NOW + 3 * 86_400_000_000,
        });
        vec![("full", full.clone()), ("offered", Self { offers: offers.into(), ..full }), ("empty", Self { places: Vec::new(), offers: Vec::new() })]
    }
}

impl Page for NewPage {
    const TEMPLATE: &'static str = "pages/steer/new.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let blank = IdentityForm { kind: String::new(), name: String::new(), finess: String::new(), region: String::new(), ..sample_form() };
        let empty = Self { form: blank, group_id: String::new(), group: None, errors: Vec::new() };
        let errors = vec![FieldError::new("name", "Il manque un nom."), FieldError::new("siret", "Ce numéro SIRET ne se vérifie pas.")];
        let refused = Self { form: IdentityForm { siret: "123".into(), ..sample_form() }, errors, ..empty.clone() };
        let below = Self { group_id: "0199c0de".into(), group: Some("GHT Haute-Bretagne".into()), ..empty.clone() };
        vec![("empty", empty), ("refused", refused), ("below", below)]
    }
}

impl Page for InboxPage {
    const TEMPLATE: &'static str = "pages/steer/inbox.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let line = |what, name: &str, count, is_dated: bool| WaitLine {
            what,
            path: "/pilotage/0199c0de/personnes".into(),
            name: name.into(),
            count,
            at: is_dated.then_some(SAMPLE_NOW),
        };
        let full = Self {
            frame: sample_frame("inbox"),
            waits: vec![
                line("invitations-over", "", 1, false),
                line("invitations-soon", "", 2, false),
                line("file", "étudiants-2026-2027-v3-def.xlsx", 0, false),
                line("draft", "Nouveaux arrivants", 0, false),
                line("ends", "Étudiants de deuxième année", 37, true),
                line("results", "Après l’exercice cyber", 24, false),
                line("claims", "", 3, false),
                line("lessons", "", 1, false),
                line("attestations", "IDE 2023-2026", 112, true),
            ],
        };
        let new = Self { waits: vec![line("people", "", 0, false), line("first-campaign", "", 0, false)], ..full.clone() };
        vec![("full", full.clone()), ("new", new), ("empty", Self { waits: Vec::new(), ..full })]
    }
}

#[cfg(test)]
pub(in crate::web::view) fn render_all(renderer: &Renderer, out: &mut Vec<Rendered>) -> Result<(), RenderError> {
    render::<MinePage>(renderer, out)?;
    render::<NewPage>(renderer, out)?;
    render::<InboxPage>(renderer, out)
}
