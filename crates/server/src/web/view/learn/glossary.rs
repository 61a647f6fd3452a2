//! The page of acronyms.

use serde::Serialize;

use crate::web::view::Page;

/// `GET /glossaire`
#[derive(Debug, Clone, Serialize)]
pub struct GlossaryPage {
    /// What is looked for.
    pub q: String,
    /// How many acronyms there are.
    pub all: u32,
    /// How many of them are shown.
    pub found: u32,
    /// Where the list can be taken away.
    pub export: String,
    /// Those, by their first letter; in one list without a name when something is looked for.
    pub letters: Vec<Letter>,
}

/// The acronyms of a letter.
#[derive(Debug, Clone, Serialize)]
pub struct Letter {
    /// The letter.
    pub name: String,
    /// Its acronyms.
    pub rows: Vec<Row>,
}

/// An acronym.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// Its name in addresses.
    pub slug: String,
    /// The acronym.
    pub short: String,
    /// What it stands for.
    pub long: String,
    /// What that is.
    pub text: String,
    /// Other forms.
    pub also: Vec<String>,
    /// A page about it.
    pub url: Option<String>,
    /// Who says so.
    pub source: String,
    /// The month in which it was read.
    pub checked: String,
}

impl Page for GlossaryPage {
    const TEMPLATE: &'static str = "pages/learn/glossary.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let row = |short: &str, long: &str, text: &str, also: &[&str]| Row {
            slug: short.to_owned(),
            short: short.into(),
            long: long.into(),
            text: text.into(),
            also: also.iter().map(|a| (*a).to_owned()).collect(),
            url: also.first().map(|_| "https://esante.gouv.fr".into()),
            source: "Agence du numérique en santé".into(),
            checked: "novembre 2026".into(),
        };
        let ins = row(
            "INS",
            "Identité nationale de santé",
            "Le matricule et les cinq traits d’identité qui désignent une personne, les mêmes partout.",
            &["identité INS"],
        );
        let rpps = row(
            "RPPS",
            "Répertoire partagé des professionnels intervenant dans le système de santé",
            "Le registre national des professionnels ; chacun y a un numéro pour la vie.",
            &[],
        );
        let letters = [("I", ins.clone()), ("R", rpps)].map(|(name, row)| Letter { name: name.into(), rows: vec![row] });
        vec![
            ("all", Self { q: String::new(), all: 204, found: 2, export: "/glossaire.csv".into(), letters: letters.into() }),
            (
                "sought",
                Self { q: "ident".into(), all: 204, found: 1, export: "/glossaire.csv".into(), letters: vec![Letter { name: String::new(), rows: vec![ins] }] },
            ),
            ("nothing", Self { q: "<b>zzz".into(), all: 204, found: 0, export: "/glossaire.csv".into(), letters: Vec::new() }),
        ]
    }
}
