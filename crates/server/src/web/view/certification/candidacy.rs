//! Pages of certification for whoever sits it, and those of the certifier about centres.

use serde::Serialize;

#[cfg(test)]
use crate::render::{RenderError, Renderer};
#[cfg(test)]
use crate::web::view::{Rendered, render};

use super::Frame;
use crate::web::view::listing::Listing;
use crate::web::view::{FieldError, Page};

/// A candidacy of the person who looks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MyCandidacy {
    /// Who holds the exam.
    pub centre: String,
    /// Where.
    pub place: String,
    /// When, microseconds UTC.
    pub starts_at: i64,
    /// `coming`, `off`, `absent`, `waiting` (sat, no result yet) or `published`.
    pub state: &'static str,
    /// The result, once it is published.
    pub path: Option<String>,
}

/// `/certification`: what it is, how it is decided, and one's own.
#[derive(Debug, Clone, Serialize)]
pub struct CertificationPage {
    /// Candidacies of who looks.
    pub mine: Vec<MyCandidacy>,
    /// Whether somebody is signed in.
    pub is_known: bool,
}

/// `/certification/candidature/{token}`
#[derive(Debug, Clone, Serialize)]
pub struct CandidacyPage {
    /// Its own path.
    pub path: String,
    /// Names of the candidate.
    pub name: String,
    /// Who holds the exam.
    pub centre: String,
    /// Where.
    pub place: String,
    /// When, microseconds UTC.
    pub starts_at: i64,
    /// Number of the exam, as it is shown.
    pub number: String,
    /// What the candidate types, as it is shown.
    pub code: String,
    /// `coming`, `confirmed`, `cancelled`, `withdrawn` or `over`.
    pub state: &'static str,
    /// Minutes more than the others have.
    pub extra_minutes: u32,
    /// Minutes that the exam lasts for them.
    pub minutes: u32,
    /// Of the account: `mine`, `another`, `free` (nobody's yet) or `stranger` (nobody's, and nobody is signed in).
    pub account: &'static str,
    /// The address that is signed in.
    pub email: Option<String>,
    /// Where one signs in and comes back.
    pub sign_in: String,
    /// What is wrong.
    pub errors: Vec<FieldError>,
}

/// A centre in the certifier's list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CentreRow {
    /// Its page.
    pub path: String,
    /// Its name.
    pub name: String,
    /// Stable word of its kind.
    pub kind: String,
    /// Its FINESS number.
    pub finess: Option<String>,
    /// Number of the centre.
    pub number: Option<String>,
    /// `asked`, `granted`, `over`, `refused` or `suspended`.
    pub standing: &'static str,
    /// When it asked, microseconds UTC.
    pub asked_at: i64,
    /// The last day, microseconds UTC.
    pub until: Option<i64>,
}

/// `/certificateur/centres`
#[derive(Debug, Clone, Serialize)]
pub struct CentresPage {
    /// What stands around.
    pub frame: Frame,
    /// What is searched for, and the page that is shown.
    #[serde(flatten)]
    pub listing: Listing,
    /// The standing that the list is narrowed to; empty for all.
    pub standing: String,
    /// Rows of this page.
    pub rows: Vec<CentreRow>,
    /// How many there are.
    pub all: usize,
    /// How many wait for an answer.
    pub waiting: usize,
}

/// `/certificateur/centres/{accreditation}`
#[derive(Debug, Clone, Serialize)]
pub struct CentreAnswerPage {
    /// What stands around.
    pub frame: Frame,
    /// The centre.
    pub centre: CentreRow,
    /// Who answers for its exams.
    pub lead: String,
    /// Where to write.
    pub contact: String,
    /// Its rooms and machines.
    pub rooms: String,
    /// How everybody is received there.
    pub access: String,
    /// What was written to it last.
    pub said: String,
    /// What was seen of it.
    pub seen: String,
    /// `granted`, `refused` or `suspended`, as chosen.
    pub chosen: String,
    /// The last day, as typed.
    pub until: String,
    /// Reasons, as typed.
    pub note: String,
    /// What is wrong.
    pub errors: Vec<FieldError>,
}

impl Page for CertificationPage {
    const TEMPLATE: &'static str = "pages/certification/certification.html";

    fn samples() -> Vec<(&'static str, Self)> {
        #[cfg(test)]
        {
            let one = |state: &'static str| MyCandidacy {
                centre: "IFSI du CHU de Rennes".into(),
                place: "Salle B12, 2 rue de l’Hôtel-Dieu, 35000 Rennes".into(),
                starts_at: crate::web::view::SAMPLE_NOW,
                state,
                path: (state == "published").then(|| "/certification/0199c0de-0000-7000-8000-00000000000c".into()),
            };
            let mine = ["coming", "waiting", "published", "absent", "off"].map(one).to_vec();
            vec![
                ("stranger", Self { mine: Vec::new(), is_known: false }),
                ("none", Self { mine: Vec::new(), is_known: true }),
                ("mine", Self { mine, is_known: true }),
            ]
        }
        #[cfg(not(test))]
        Vec::new()
    }
}

impl Page for CandidacyPage {
    const TEMPLATE: &'static str = "pages/certification/candidacy.html";

    fn samples() -> Vec<(&'static str, Self)> {
        #[cfg(test)]
        {
            let coming = Self {
                path: "/certification/candidature/5f0c".into(),
                name: "Marie-Bénédicte Le Guen-Kervella".into(),
                centre: "IFSI du CHU de Rennes".into(),
                place: "Salle B12, 2 rue de l’Hôtel-Dieu, 35000 Rennes".into(),
                starts_at: crate::web::view::SAMPLE_NOW,
                number: "BCD FGH".into(),
                code: "KMPX 3479".into(),
                state: "coming",
                extra_minutes: 20,
                minutes: 80,
                account: "stranger",
                email: None,
                sign_in: "/connexion".into(),
                errors: Vec::new(),
            };
            let email = Some("mb.leguen@ifsi.example".to_owned());
            vec![
                ("confirmed", Self { state: "confirmed", account: "mine", email: email.clone(), extra_minutes: 0, minutes: 60, ..coming.clone() }),
                ("free", Self { account: "free", email: email.clone(), ..coming.clone() }),
                (
                    "another",
                    Self {
                        account: "another",
                        email,
                        errors: vec![FieldError::new("", "Cette candidature est rattachée à un autre compte.")],
                        ..coming.clone()
                    },
                ),
                ("cancelled", Self { state: "cancelled", ..coming.clone() }),
                ("withdrawn", Self { state: "withdrawn", ..coming.clone() }),
                ("over", Self { state: "over", ..coming.clone() }),
                ("coming", coming),
            ]
        }
        #[cfg(not(test))]
        Vec::new()
    }
}

#[cfg(test)]
fn sample_frame() -> Frame {
    let entry = |name: &'static str| super::Entry { name, path: format!("/certificateur/{name}"), is_here: name == "centres" };
    Frame { governs: true, entries: ["jury", "appeals", "centres", "standards", "registry", "cpf"].map(entry).to_vec() }
}

#[cfg(test)]
fn sample_centre(standing: &'static str) -> CentreRow {
    CentreRow {
        path: "/certificateur/centres/0199c0de-0000-7000-8000-000000000001".into(),
        name: "Institut de formation en soins infirmiers du centre hospitalier universitaire de Rennes".into(),
        kind: "school".into(),
        finess: Some("350000022".into()),
        number: (standing != "asked").then(|| "C-BCDFGH".into()),
        standing,
        asked_at: crate::web::view::SAMPLE_NOW,
        until: (standing == "granted").then_some(crate::web::view::SAMPLE_NOW),
    }
}

impl Page for CentresPage {
    const TEMPLATE: &'static str = "pages/certification/centres.html";

    fn samples() -> Vec<(&'static str, Self)> {
        #[cfg(test)]
        {
            let full = Self {
                frame: sample_frame(),
                listing: Listing::sample("rennes", 57, 1),
                standing: "granted".into(),
                rows: ["asked", "granted", "over", "refused", "suspended"].map(sample_centre).to_vec(),
                all: 80,
                waiting: 1,
            };
            let nothing = Self { rows: Vec::new(), listing: Listing::sample("zzz", 0, 1), ..full.clone() };
            let empty = Self { all: 0, waiting: 0, listing: Listing::sample("", 0, 1), standing: String::new(), ..nothing.clone() };
            vec![("full", full), ("nothing-found", nothing), ("empty", empty)]
        }
        #[cfg(not(test))]
        Vec::new()
    }
}

impl Page for CentreAnswerPage {
    const TEMPLATE: &'static str = "pages/certification/centre-answer.html";

    fn samples() -> Vec<(&'static str, Self)> {
        #[cfg(test)]
        {
            let of = |standing: &'static str, chosen: &str| Self {
                frame: sample_frame(),
                centre: sample_centre(standing),
                lead: "Camille Roux, cadre de santé formatrice".into(),
                contact: "camille.roux@ifsi.example".into(),
                rooms: "Deux salles de 20 postes fixes, réseau filaire.\nUn poste de secours par salle.".into(),
                access: "Rez-de-chaussée ; une petite salle à part.".into(),
                said: if standing == "asked" { String::new() } else { "Il manque une connexion de secours.".into() },
                seen: "1".into(),
                chosen: chosen.into(),
                until: if chosen == "granted" { "2029-08-31".into() } else { String::new() },
                note: String::new(),
                errors: Vec::new(),
            };
            let refused = Self { errors: vec![FieldError::new("motif", "Il manque vos raisons.")], ..of("asked", "refused") };
            vec![("asked", of("asked", "granted")), ("granted", of("granted", "granted")), ("suspended", of("suspended", "granted")), ("refused", refused)]
        }
        #[cfg(not(test))]
        Vec::new()
    }
}

#[cfg(test)]
pub(in crate::web::view) fn render_all(renderer: &Renderer, out: &mut Vec<Rendered>) -> Result<(), RenderError> {
    render::<CertificationPage>(renderer, out)?;
    render::<CandidacyPage>(renderer, out)?;
    render::<CentresPage>(renderer, out)?;
    render::<CentreAnswerPage>(renderer, out)?;
    Ok(())
}
