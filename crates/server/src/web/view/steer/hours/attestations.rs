//! Attestations: made out and to be made out, what a stranger may ask of one, and the pack of proofs.

use serde::Serialize;

use super::{Choice, Entry, Frame};
#[cfg(test)]
use super::{ORGANISATION, rooms, sample_choices, sample_frame};
#[cfg(test)]
use crate::web::view::SAMPLE_NOW;
use crate::web::view::listing::Listing;
use crate::web::view::{FieldError, Page};

/// An attestation in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AttestationRow {
    /// Its number.
    pub number: String,
    /// Whose.
    pub name: String,
    /// When it was made out.
    pub issued_at: i64,
    /// When it was withdrawn.
    pub revoked_at: Option<i64>,
    /// The document.
    pub pdf: String,
    /// Where it is withdrawn.
    pub withdraw: String,
}

/// A learner who has all their hours and no attestation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ready {
    /// Identifier of the learner.
    pub id: String,
    /// Family name, given names.
    pub name: String,
    /// Their ledger.
    pub path: String,
    /// Names of their cohorts.
    pub cohorts: Vec<String>,
}

/// The attestations of an organisation.
#[derive(Debug, Clone, Serialize)]
pub struct AttestationsPage {
    /// What stands around.
    pub frame: Frame,
    /// The rooms of the hours.
    pub rooms: Vec<Entry>,
    /// Its own path.
    pub path: String,
    /// Cohorts to narrow by.
    pub cohorts: Vec<Choice>,
    /// What is searched for, and the page that is shown.
    #[serde(flatten)]
    pub listing: Listing,
    /// Who is ready.
    pub ready: Vec<Ready>,
    /// What was made out, of this page.
    pub rows: Vec<AttestationRow>,
    /// All of those that hold, in one document.
    pub all_pdf: Option<String>,
}

/// What is known of a number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Checked {
    /// The number.
    pub number: String,
    /// Who made it out.
    pub organisation: String,
    /// Title of the training.
    pub training: String,
    /// When it was made out.
    pub issued_at: i64,
    /// When it was withdrawn.
    pub revoked_at: Option<i64>,
    /// Whether the name that was typed is the one on it; absent where none was typed.
    pub is_theirs: Option<bool>,
}

/// What a stranger may ask of an attestation.
///
/// Whoever holds the paper reads on it a number, a name and an organisation. The page says what makes a forgery visible, and nothing that
/// is not on the paper: that the number was given, by whom, when, for which training, and whether it was withdrawn. It does not say
/// whose it is, not even by initials: whoever holds the paper types the name that stands on it and is told whether it is that one. So a
/// true number on somebody else's paper is found out, and whoever finds or guesses a number learns nobody's name from it.
#[derive(Debug, Clone, Serialize)]
pub struct CheckPage {
    /// The number as typed.
    pub typed: String,
    /// What is known of it; absent where nothing was asked, or no such attestation exists.
    pub found: Option<Checked>,
    /// Whether a number was asked for that does not exist.
    pub is_unknown: bool,
    /// The name as typed.
    pub name: String,
    /// What is wrong.
    pub errors: Vec<FieldError>,
}

/// Asking for the pack of proofs.
#[derive(Debug, Clone, Serialize)]
pub struct ProofsPage {
    /// What stands around.
    pub frame: Frame,
    /// The rooms of the hours.
    pub rooms: Vec<Entry>,
    /// Where the form goes.
    pub action: String,
    /// First day, as typed.
    pub from: String,
    /// Last day, as typed.
    pub to: String,
    /// Cohorts.
    pub cohorts: Vec<Choice>,
    /// What is wrong.
    pub errors: Vec<FieldError>,
}

#[cfg(test)]
pub(super) fn sample_rows() -> Vec<AttestationRow> {
    let row = |number: &str, revoked_at| AttestationRow {
        number: number.into(),
        name: "Diop Awa".into(),
        issued_at: SAMPLE_NOW,
        revoked_at,
        pdf: format!("{ORGANISATION}/heures/attestations/{number}.pdf"),
        withdraw: format!("{ORGANISATION}/heures/attestations/{number}/retirer"),
    };
    vec![row("BCDF-GHJK-LMNP", None), row("QRST-VWXZ-BCDF", Some(SAMPLE_NOW))]
}

impl Page for AttestationsPage {
    const TEMPLATE: &'static str = "pages/steer/hours/attestations.html";

    fn samples() -> Vec<(&'static str, Self)> {
        #[cfg(test)]
        {
            let frame = sample_frame("hours");
            let path = format!("{ORGANISATION}/heures/attestations");
            let ready = |name: &str| Ready {
                id: "0199c0de-0000-7000-8000-000000000007".into(),
                name: name.into(),
                path: format!("{ORGANISATION}/heures/personnes/0199c0de-0000-7000-8000-000000000007"),
                cohorts: vec!["Promotion 2026".into()],
            };
            let full = Self {
                rooms: rooms(&frame, "attestations"),
                cohorts: sample_choices(&["Promotion 2026"], 0),
                listing: Listing::sample("", 60, 1),
                ready: vec![ready("Le Guen-Kervella Marie-Bénédicte Anne"), ready("Zidane Yanis")],
                rows: sample_rows(),
                all_pdf: Some(format!("{path}.pdf")),
                path,
                frame: frame.clone(),
            };
            let trainer = Self { frame: Frame { governs: false, ..frame }, ..full.clone() };
            let empty = Self { ready: Vec::new(), rows: Vec::new(), cohorts: Vec::new(), all_pdf: None, listing: Listing::sample("zzz", 0, 1), ..full.clone() };
            vec![("full", full), ("trainer", trainer), ("empty", empty)]
        }
        #[cfg(not(test))]
        Vec::new()
    }
}

impl Page for CheckPage {
    const TEMPLATE: &'static str = "pages/steer/hours/check.html";

    fn samples() -> Vec<(&'static str, Self)> {
        #[cfg(test)]
        {
            let asked = Self { typed: String::new(), found: None, is_unknown: false, name: String::new(), errors: Vec::new() };
            let found = |is_theirs, revoked_at| Self {
                typed: "BCDF-GHJK-LMNP".into(),
                found: Some(Checked {
                    number: "BCDF-GHJK-LMNP".into(),
                    organisation: "IFSI du Centre hospitalier Nord".into(),
                    training: "Formation au numérique en santé".into(),
                    issued_at: SAMPLE_NOW,
                    revoked_at,
                    is_theirs,
                }),
                name: if is_theirs.is_some() { "Awa Diop".into() } else { String::new() },
                ..asked.clone()
            };
            let refused = Self { errors: vec![FieldError::new("nom", "Il y a eu trop d’essais en peu de temps.")], ..found(None, None) };
            let unknown = Self { typed: "BCDF-0000".into(), is_unknown: true, ..asked.clone() };
            vec![
                ("empty", asked.clone()),
                ("valid", found(None, None)),
                ("named", found(Some(true), None)),
                ("other", found(Some(false), None)),
                ("withdrawn", found(None, Some(SAMPLE_NOW))),
                ("unknown", unknown),
                ("refused", refused),
            ]
        }
        #[cfg(not(test))]
        Vec::new()
    }
}

impl Page for ProofsPage {
    const TEMPLATE: &'static str = "pages/steer/hours/proofs.html";

    fn samples() -> Vec<(&'static str, Self)> {
        #[cfg(test)]
        {
            let frame = sample_frame("hours");
            let asked = Self {
                rooms: rooms(&frame, "proofs"),
                action: format!("{ORGANISATION}/heures/preuves.zip"),
                from: "2025-11-22".into(),
                to: "2026-11-22".into(),
                cohorts: sample_choices(&["Promotion 2026"], 9),
                errors: Vec::new(),
                frame,
            };
            let refused = Self { errors: vec![FieldError::new("du", "Cette date ne se lit pas.")], ..asked.clone() };
            vec![("asked", asked), ("refused", refused)]
        }
        #[cfg(not(test))]
        Vec::new()
    }
}
