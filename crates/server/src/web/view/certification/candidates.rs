//! Pages of a centre about candidates: the form, those of the organisation, a file, an accommodation.

use serde::Serialize;

#[cfg(test)]
use crate::render::{RenderError, Renderer};
#[cfg(test)]
use crate::web::view::{Rendered, render};

#[cfg(test)]
use super::centre::BASE;
use crate::web::view::steer::Frame;
#[cfg(test)]
use crate::web::view::steer::sample_frame;
use crate::web::view::{FieldError, Page};

/// The form of a candidate, each field as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct CandidateFields {
    /// Birth name.
    pub family_name: String,
    /// First given name.
    pub given_name: String,
    /// Name in use.
    pub usual_name: String,
    /// Day of birth.
    pub birth_date: String,
    /// `F`, `M` or nothing.
    pub sex: String,
    /// INSEE code of the commune of birth.
    pub insee: String,
    /// Its postal code.
    pub postcode: String,
    /// Its name.
    pub city: String,
    /// Country of birth.
    pub country: String,
    /// Address.
    pub email: String,
    /// The centre's own number.
    pub number: String,
    /// `fr` or `en`.
    pub language: String,
}

/// What is known of a candidate besides the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Standing {
    /// What they type, as it is shown.
    pub code: String,
    /// Stable word of where they stand.
    pub status: &'static str,
    /// When the last convocation left, microseconds UTC.
    pub convoked_at: Option<i64>,
    /// When they said that they come.
    pub confirmed_at: Option<i64>,
    /// Minutes more than the others have.
    pub extra_minutes: u32,
    /// Where the accommodation is granted, for whoever may.
    pub accommodation: Option<String>,
    /// The convocation, to print.
    pub paper: Option<String>,
    /// Where they are taken off the list.
    pub withdraw: Option<String>,
}

/// `…/candidats/ajouter`, `…/candidats/{candidate}`
#[derive(Debug, Clone, Serialize)]
pub struct CandidatePage {
    /// What stands around.
    pub frame: Frame,
    /// Where the form goes.
    pub action: String,
    /// The exam.
    pub back: String,
    /// The exam, in words.
    pub exam: String,
    /// What was seen of the candidate; nothing for a new one.
    pub seen: String,
    /// The form.
    pub fields: CandidateFields,
    /// What is known besides, of one who is on the list.
    pub standing: Option<Standing>,
    /// Whether anything may be changed.
    pub may_change: bool,
    /// What is wrong.
    pub errors: Vec<FieldError>,
}

/// Somebody of the organisation to choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LearnerChoice {
    /// Identifier.
    pub id: String,
    /// Family name, given names.
    pub name: String,
    /// Their number.
    pub number: Option<String>,
    /// Day of birth, microseconds UTC; without it they cannot be chosen.
    pub born: Option<i64>,
    /// Where it is written.
    pub path: String,
    /// Whether they are on the list.
    pub is_on_list: bool,
}

/// `…/candidats/apprenants`
#[derive(Debug, Clone, Serialize)]
pub struct ChooseLearnersPage {
    /// What stands around.
    pub frame: Frame,
    /// Its own path.
    pub path: String,
    /// The exam.
    pub back: String,
    /// The exam, in words.
    pub exam: String,
    /// How many seats are left.
    pub seats_left: i64,
    /// What is searched for.
    pub words: String,
    /// People of this page.
    pub rows: Vec<LearnerChoice>,
    /// How many fit.
    pub found: i64,
    /// How many there are.
    pub total: i64,
    /// The page after.
    pub next: Option<String>,
    /// Whether this is the first page.
    pub is_first: bool,
    /// What is wrong.
    pub errors: Vec<FieldError>,
}

/// A cell at fault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FaultRow {
    /// The line of the file.
    pub line: u32,
    /// The column, in words.
    pub column: String,
    /// What stands there.
    pub cell: String,
    /// What is wrong.
    pub why: String,
    /// What to do.
    pub cure: String,
}

/// Somebody of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IntakeRow {
    /// The line of the file.
    pub line: u32,
    /// Family name, given name.
    pub name: String,
    /// Day of birth, microseconds UTC.
    pub born: i64,
    /// Address.
    pub email: String,
    /// Extra time, in percent.
    pub extra: i64,
    /// Whether they are on the list already.
    pub is_on_list: bool,
}

/// What a file says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IntakePreview {
    /// Its name.
    pub name: String,
    /// Those who can be put on the list.
    pub people: Vec<IntakeRow>,
    /// How many of these are new.
    pub new: usize,
    /// How many lines are refused.
    pub refused: usize,
    /// Cells at fault.
    pub faults: Vec<FaultRow>,
    /// Extra time that stands in the file and is granted by nobody yet.
    pub ungranted: usize,
    /// How many have no address.
    pub without_email: usize,
    /// The good lines, for the form.
    pub kept: String,
}

/// `…/candidats/importer`
#[derive(Debug, Clone, Serialize)]
pub struct IntakePage {
    /// What stands around.
    pub frame: Frame,
    /// Its own path.
    pub path: String,
    /// The exam.
    pub back: String,
    /// The exam, in words.
    pub exam: String,
    /// How many seats are left.
    pub seats_left: i64,
    /// What the file says, once there is one.
    pub preview: Option<IntakePreview>,
    /// What is wrong.
    pub errors: Vec<FieldError>,
}

/// `…/candidats/{candidate}/amenagement`
#[derive(Debug, Clone, Serialize)]
pub struct AccommodationPage {
    /// What stands around.
    pub frame: Frame,
    /// Its own path.
    pub path: String,
    /// The candidate.
    pub back: String,
    /// The candidate, in words.
    pub name: String,
    /// Extra time, as typed.
    pub percent: String,
    /// What else, as typed.
    pub needs: String,
    /// Which decision, as typed.
    pub document: String,
    /// Minutes that are granted now.
    pub minutes: u32,
    /// Since when something is granted, microseconds UTC.
    pub since: Option<i64>,
    /// What is wrong.
    pub errors: Vec<FieldError>,
}

#[cfg(test)]
const EXAM: &str = "BCD FGH · 10 décembre 2026 à 09:00";

impl Page for CandidatePage {
    const TEMPLATE: &'static str = "pages/certification/candidate.html";

    fn samples() -> Vec<(&'static str, Self)> {
        #[cfg(test)]
        {
            use crate::web::view::SAMPLE_NOW;
            let new = Self {
                frame: sample_frame("certification"),
                action: format!("{BASE}/sessions/e/candidats/ajouter"),
                back: format!("{BASE}/sessions/e"),
                exam: EXAM.into(),
                seen: String::new(),
                fields: CandidateFields { language: "fr".into(), ..CandidateFields::default() },
                standing: None,
                may_change: true,
                errors: Vec::new(),
            };
            let fields = CandidateFields {
                family_name: "Le Guen".into(),
                given_name: "Marie-Bénédicte".into(),
                birth_date: "2004-02-29".into(),
                sex: "F".into(),
                city: "Rennes".into(),
                email: "mb.leguen@ifsi.example".into(),
                ..new.fields.clone()
            };
            let path = format!("{BASE}/sessions/e/candidats/c");
            let standing = Standing {
                code: "KMPX 3479".into(),
                status: "confirmed",
                convoked_at: Some(SAMPLE_NOW),
                confirmed_at: Some(SAMPLE_NOW),
                extra_minutes: 20,
                accommodation: Some(format!("{path}/amenagement")),
                paper: Some(format!("{path}/convocation.pdf")),
                withdraw: Some(format!("{path}/retirer")),
            };
            let kept = Self { seen: "1".into(), fields, standing: Some(standing.clone()), ..new.clone() };
            let over = Self {
                may_change: false,
                standing: Some(Standing { status: "present", accommodation: None, withdraw: None, extra_minutes: 0, ..standing }),
                ..kept.clone()
            };
            let refused =
                Self { errors: vec![FieldError::new("nom", "Il manque un nom."), FieldError::new("naissance", "Cette date ne se lit pas.")], ..new.clone() };
            vec![("new", new), ("refused", refused), ("kept", kept), ("over", over)]
        }
        #[cfg(not(test))]
        Vec::new()
    }
}

impl Page for ChooseLearnersPage {
    const TEMPLATE: &'static str = "pages/certification/choose-learners.html";

    fn samples() -> Vec<(&'static str, Self)> {
        #[cfg(test)]
        {
            let row = |name: &str, born: Option<i64>, is_on_list| LearnerChoice {
                id: format!("p{}", name.len()),
                name: name.into(),
                number: Some("22104587".into()),
                born,
                path: "/pilotage/o/personnes/p".into(),
                is_on_list,
            };
            let full = Self {
                frame: sample_frame("certification"),
                path: format!("{BASE}/sessions/e/candidats/apprenants"),
                back: format!("{BASE}/sessions/e"),
                exam: EXAM.into(),
                seats_left: 8,
                words: String::new(),
                rows: vec![
                    row("Diop Awa", Some(1_078_012_800_000_000), false),
                    row("Le Guen-Kervella Marie-Bénédicte Anne", None, false),
                    row("Zidane Yanis", Some(1_078_012_800_000_000), true),
                ],
                found: 62,
                total: 62,
                next: Some(format!("{BASE}/sessions/e/candidats/apprenants?apres=x")),
                is_first: true,
                errors: Vec::new(),
            };
            let empty = Self { rows: Vec::new(), found: 0, total: 0, next: None, ..full.clone() };
            let nothing = Self { words: "zzz".into(), total: 62, is_first: false, ..empty.clone() };
            let refused = Self { errors: vec![FieldError::new("", "Choisissez au moins une personne.")], seats_left: 0, ..full.clone() };
            vec![("full", full), ("empty", empty), ("nothing-found", nothing), ("refused", refused)]
        }
        #[cfg(not(test))]
        Vec::new()
    }
}

impl Page for IntakePage {
    const TEMPLATE: &'static str = "pages/certification/intake.html";

    fn samples() -> Vec<(&'static str, Self)> {
        #[cfg(test)]
        {
            let empty = Self {
                frame: sample_frame("certification"),
                path: format!("{BASE}/sessions/e/candidats/importer"),
                back: format!("{BASE}/sessions/e"),
                exam: EXAM.into(),
                seats_left: 8,
                preview: None,
                errors: Vec::new(),
            };
            let person = |line, name: &str, is_on_list| IntakeRow {
                line,
                name: name.into(),
                born: 1_078_012_800_000_000,
                email: "awa.diop@ifsi.example".into(),
                extra: if line == 2 { 33 } else { 0 },
                is_on_list,
            };
            let preview = IntakePreview {
                name: "session-decembre.csv".into(),
                people: vec![person(2, "Diop Awa", false), person(3, "Nguyễn Linh", false), person(5, "Zidane Yanis", true)],
                new: 2,
                refused: 1,
                faults: vec![FaultRow {
                    line: 4,
                    column: "Date de naissance".into(),
                    cell: "29/02/04".into(),
                    why: "L’année n’a que deux chiffres : 04 peut être 1904 ou 2004.".into(),
                    cure: "Écrivez l’année en quatre chiffres.".into(),
                }],
                ungranted: 1,
                without_email: 1,
                kept: "[]".into(),
            };
            let full = Self { preview: Some(preview.clone()), ..empty.clone() };
            let useless = Self { preview: Some(IntakePreview { people: Vec::new(), new: 0, ungranted: 0, without_email: 0, ..preview }), ..empty.clone() };
            let refused = Self { errors: vec![FieldError::new("file", "Ce fichier n’est pas un tableau.")], ..empty.clone() };
            vec![("empty", empty), ("full", full), ("useless", useless), ("refused", refused)]
        }
        #[cfg(not(test))]
        Vec::new()
    }
}

impl Page for AccommodationPage {
    const TEMPLATE: &'static str = "pages/certification/accommodation.html";

    fn samples() -> Vec<(&'static str, Self)> {
        #[cfg(test)]
        {
            let empty = Self {
                frame: sample_frame("certification"),
                path: format!("{BASE}/sessions/e/candidats/c/amenagement"),
                back: format!("{BASE}/sessions/e/candidats/c"),
                name: "Awa Diop".into(),
                percent: String::new(),
                needs: String::new(),
                document: String::new(),
                minutes: 0,
                since: None,
                errors: Vec::new(),
            };
            let kept = Self {
                percent: "33".into(),
                needs: "Une salle à part, un écran plus grand.".into(),
                document: "Décision de la direction du 3 septembre 2026".into(),
                minutes: 20,
                since: Some(crate::web::view::SAMPLE_NOW),
                ..empty.clone()
            };
            let refused = Self { percent: "beaucoup".into(), errors: vec![FieldError::new("temps", "Ce pourcentage ne se lit pas.")], ..empty.clone() };
            vec![("empty", empty), ("kept", kept), ("refused", refused)]
        }
        #[cfg(not(test))]
        Vec::new()
    }
}

#[cfg(test)]
pub(in crate::web::view) fn render_all(renderer: &Renderer, out: &mut Vec<Rendered>) -> Result<(), RenderError> {
    render::<CandidatePage>(renderer, out)?;
    render::<ChooseLearnersPage>(renderer, out)?;
    render::<IntakePage>(renderer, out)?;
    render::<AccommodationPage>(renderer, out)?;
    Ok(())
}
