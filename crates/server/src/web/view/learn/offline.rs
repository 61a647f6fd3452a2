//! What a device keeps of a module.

use serde::Serialize;

use crate::web::view::Page;

/// What `parts/learn-keep.html` shows on the page of a module.
#[derive(Debug, Clone, Serialize)]
pub struct Keep {
    /// The module.
    pub id: String,
    /// Its version.
    pub version: u32,
    /// What its film weighs, if it has one: « 0,7 Mo ».
    pub film: Option<String>,
    /// Whose device it is, in a form that says nothing to anybody else; empty for nobody yet.
    pub owner: String,
}

impl Keep {
    /// Something to look at.
    pub fn sample() -> Self {
        Self { id: "une-adresse-se-lit-par-la-fin".into(), version: 2, film: Some("0,7 Mo".into()), owner: String::new() }
    }
}

/// `GET /progresser/hors-ligne`: what is kept on this device. The device fills it in.
#[derive(Debug, Clone, Default, Serialize)]
pub struct KeptPage {}

impl Page for KeptPage {
    const TEMPLATE: &'static str = "pages/learn/kept.html";

    fn samples() -> Vec<(&'static str, Self)> {
        vec![("empty", Self {})]
    }
}
