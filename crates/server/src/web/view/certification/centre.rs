//! Pages of a centre: its accreditation, its rooms, its exams.

use serde::Serialize;

#[cfg(test)]
use crate::render::{RenderError, Renderer};
#[cfg(test)]
use crate::web::view::{Rendered, render};

#[cfg(test)]
use crate::web::view::SAMPLE_NOW;
use crate::web::view::listing::Listing;
use crate::web::view::steer::Frame;
use crate::web::view::steer::hours::Choice;
#[cfg(test)]
use crate::web::view::steer::sample_frame;
use crate::web::view::{FieldError, Page};

#[cfg(test)]
pub(super) const BASE: &str = "/pilotage/0199c0de-0000-7000-8000-000000000001/certification";

/// Where a centre stands with the certifier.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Accredited {
    /// `none`, `asked`, `granted`, `over`, `refused` or `suspended`.
    pub standing: &'static str,
    /// Number of the centre.
    pub number: Option<String>,
    /// The last day, microseconds UTC.
    pub until: Option<i64>,
    /// What the certifier wrote.
    pub note: String,
    /// Whether whoever looks may ask now.
    pub may_ask: bool,
    /// Whether they could if they were a manager.
    pub lacks_post: bool,
}

/// An exam in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExamRow {
    /// Its page.
    pub path: String,
    /// Its number, as it is shown.
    pub number: String,
    /// Where it is.
    pub place: String,
    /// When, microseconds UTC.
    pub starts_at: i64,
    /// Stable word of where it stands.
    pub status: &'static str,
    /// How many seats it has.
    pub seats: i64,
    /// How many are on its list.
    pub enrolled: i64,
    /// How many came.
    pub present: i64,
}

/// The exams of a centre.
#[derive(Debug, Clone, Serialize)]
pub struct CentrePage {
    /// What stands around.
    pub frame: Frame,
    /// Its own path.
    pub path: String,
    /// Where it stands with the certifier.
    pub accredited: Accredited,
    /// How many rooms are in use.
    pub rooms: usize,
    /// What is searched for, and the page that is shown.
    #[serde(flatten)]
    pub listing: Listing,
    /// What the list is narrowed to.
    pub statuses: Vec<Choice>,
    /// Rows of this page.
    pub rows: Vec<ExamRow>,
    /// How many there are.
    pub all: usize,
    /// The list as a file.
    pub csv: String,
}

/// The form by which a centre asks to be accredited.
#[derive(Debug, Clone, Serialize)]
pub struct AskAccreditationPage {
    /// What stands around.
    pub frame: Frame,
    /// Where the form goes.
    pub action: String,
    /// Where one goes back to.
    pub back: String,
    /// Where it stands.
    pub accredited: Accredited,
    /// Who answers for the exams, as typed.
    pub lead: String,
    /// Address, as typed.
    pub contact: String,
    /// Rooms and machines, as typed.
    pub rooms: String,
    /// How everybody is received, as typed.
    pub access: String,
    /// Whether the box is ticked.
    pub commits: bool,
    /// What is wrong.
    pub errors: Vec<FieldError>,
}

/// A room in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RoomRow {
    /// Its page.
    pub path: String,
    /// As its people call it.
    pub name: String,
    /// Where it is.
    pub address: String,
    /// How many can sit there.
    pub seats: i64,
    /// Whether a wheelchair gets in.
    pub is_step_free: bool,
    /// What whoever comes must know.
    pub note: String,
    /// Whether it is used no more.
    pub is_closed: bool,
}

/// The rooms of a centre.
#[derive(Debug, Clone, Serialize)]
pub struct RoomsPage {
    /// What stands around.
    pub frame: Frame,
    /// Its own path.
    pub path: String,
    /// Where one goes back to.
    pub back: String,
    /// The rooms.
    pub rooms: Vec<RoomRow>,
}

/// The form of a room.
#[derive(Debug, Clone, Serialize)]
pub struct RoomFormPage {
    /// What stands around.
    pub frame: Frame,
    /// Where the form goes.
    pub action: String,
    /// Where one goes back to.
    pub back: String,
    /// Whether it is a new one.
    pub is_new: bool,
    /// As typed.
    pub name: String,
    /// As typed.
    pub address: String,
    /// As typed.
    pub seats: String,
    /// As ticked.
    pub is_step_free: bool,
    /// As typed.
    pub note: String,
    /// What is wrong.
    pub errors: Vec<FieldError>,
}

/// The form of an exam.
#[derive(Debug, Clone, Serialize)]
pub struct ExamFormPage {
    /// What stands around.
    pub frame: Frame,
    /// Where the form goes.
    pub action: String,
    /// Where one goes back to.
    pub back: String,
    /// Whether it is a new one.
    pub is_new: bool,
    /// Names the form, so that it makes one exam however often it is sent; or what was seen of the exam.
    pub draft: String,
    /// The rooms.
    pub rooms: Vec<Choice>,
    /// Where a room is added.
    pub new_room: String,
    /// As typed.
    pub day: String,
    /// As typed.
    pub hour: String,
    /// As typed.
    pub seats: String,
    /// As typed.
    pub note: String,
    /// How many were told of it: they are told of the change.
    pub told: i64,
    /// What is wrong.
    pub errors: Vec<FieldError>,
}

/// A candidate in the list of an exam.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CandidateRow {
    /// Their page.
    pub path: String,
    /// Family name, given name.
    pub name: String,
    /// Day of birth, microseconds UTC.
    pub born: i64,
    /// What they type, as it is shown.
    pub code: String,
    /// Their address.
    pub email: Option<String>,
    /// Stable word of where they stand.
    pub status: &'static str,
    /// Of the convocation: `told`, `due`, `print`, `waits` (the exam is not open) or `none`.
    pub convoked: &'static str,
    /// Minutes more than the others have.
    pub extra_minutes: u32,
    /// Whether they are certified, once that is published.
    pub certified: Option<bool>,
}

/// One exam.
#[derive(Debug, Clone, Serialize)]
pub struct ExamPage {
    /// What stands around.
    pub frame: Frame,
    /// Its own path.
    pub path: String,
    /// The list of exams.
    pub back: String,
    /// The exam.
    pub exam: ExamRow,
    /// What invigilators must know.
    pub note: String,
    /// The invigilators' code, until it is over.
    pub watch_code: Option<String>,
    /// The invigilators' board, for whoever is of the centre.
    pub watch: String,
    /// Where invigilators come in.
    pub watch_address: String,
    /// How many have not been told of it as it is.
    pub due: usize,
    /// How many of these have no address.
    pub to_print: usize,
    /// How many said that they come.
    pub confirmed: i64,
    /// Sittings that go on, alerts that wait, reports that are not signed.
    pub unsettled: [i64; 3],
    /// Whether the centre may hold exams on that day.
    pub is_accredited: bool,
    /// Whether somebody may be put on the list.
    pub takes: bool,
    /// Whether place and hour may change.
    pub may_change: bool,
    /// What is searched for, and the page that is shown.
    #[serde(flatten)]
    pub listing: Listing,
    /// Candidates of this page.
    pub rows: Vec<CandidateRow>,
    /// How many are on the list, those taken off it among them.
    pub all: usize,
    /// What is wrong.
    pub errors: Vec<FieldError>,
}

/// "Are you sure?": said before what cannot be taken back.
#[derive(Debug, Clone, Serialize)]
pub struct AskPage {
    /// What stands around.
    pub frame: Frame,
    /// Where the form goes.
    pub action: String,
    /// Where one goes back to.
    pub back: String,
    /// `open`, `cancel`, `finalise`, `delete`, `withdraw`.
    pub kind: &'static str,
    /// What it is about, in words.
    pub name: String,
    /// How many people are told of it.
    pub count: i64,
    /// How many of these must be told on paper.
    pub to_print: i64,
    /// What is wrong.
    pub errors: Vec<FieldError>,
}

#[cfg(test)]
fn granted() -> Accredited {
    Accredited { standing: "granted", number: Some("C-BCDFGH".into()), until: Some(SAMPLE_NOW + 200 * 86_400_000_000), ..Accredited::default() }
}

#[cfg(test)]
fn sample_exam(days: i64, status: &'static str) -> ExamRow {
    ExamRow {
        path: format!("{BASE}/sessions/0199c0de-0000-7000-8000-00000000000e"),
        number: "BCD FGH".into(),
        place: "Salle B12, 2 rue de l’Hôtel-Dieu, 35000 Rennes".into(),
        starts_at: SAMPLE_NOW + days * 86_400_000_000,
        status,
        seats: 20,
        enrolled: 12,
        present: if days < 0 { 11 } else { 0 },
    }
}

#[cfg(test)]
pub(super) fn choices(names: &[&str], chosen: usize) -> Vec<Choice> {
    names.iter().enumerate().map(|(i, name)| Choice { id: format!("c{i}"), name: (*name).into(), is_chosen: i == chosen }).collect()
}

impl Page for CentrePage {
    const TEMPLATE: &'static str = "pages/certification/centre.html";

    fn samples() -> Vec<(&'static str, Self)> {
        #[cfg(test)]
        {
            let full = Self {
                frame: sample_frame("certification"),
                path: BASE.into(),
                accredited: granted(),
                rooms: 2,
                listing: Listing::sample("B12", 57, 1),
                statuses: choices(&["en préparation", "convocations parties", "terminée"], 1),
                rows: vec![
                    sample_exam(12, "draft"),
                    sample_exam(5, "open"),
                    sample_exam(0, "running"),
                    sample_exam(-30, "published"),
                    sample_exam(-40, "cancelled"),
                ],
                all: 80,
                csv: format!("{BASE}/sessions.csv"),
            };
            let nothing = Self { rows: Vec::new(), listing: Listing::sample("zzz", 0, 1), ..full.clone() };
            let none = Accredited { standing: "none", may_ask: true, ..Accredited::default() };
            let new = Self { accredited: none.clone(), rooms: 0, all: 0, listing: Listing::sample("", 0, 1), ..nothing.clone() };
            let of = |standing: &'static str, note: &str| Self {
                accredited: Accredited { standing, note: note.into(), may_ask: standing == "refused", ..granted() },
                ..new.clone()
            };
            vec![
                ("full", full),
                ("nothing-found", nothing),
                ("trainer", Self { accredited: Accredited { may_ask: false, lacks_post: true, ..none }, ..new.clone() }),
                ("asked", of("asked", "")),
                ("refused", of("refused", "La salle n’a pas de connexion de secours.")),
                ("suspended", of("suspended", "Deux procès-verbaux d’incident attendent une réponse.")),
                ("over", of("over", "")),
                ("new", new),
            ]
        }
        #[cfg(not(test))]
        Vec::new()
    }
}

impl Page for AskAccreditationPage {
    const TEMPLATE: &'static str = "pages/certification/ask-accreditation.html";

    fn samples() -> Vec<(&'static str, Self)> {
        #[cfg(test)]
        {
            let new = Self {
                frame: sample_frame("certification"),
                action: format!("{BASE}/habilitation"),
                back: BASE.into(),
                accredited: Accredited { standing: "none", may_ask: true, ..Accredited::default() },
                lead: String::new(),
                contact: "camille.roux@ifsi.example".into(),
                rooms: String::new(),
                access: String::new(),
                commits: false,
                errors: Vec::new(),
            };
            let refused = Self {
                lead: "Camille Roux".into(),
                contact: "camille".into(),
                errors: vec![FieldError::new("contact", "Cette adresse e-mail ne se lit pas."), FieldError::new("engagement", "Cochez cette case.")],
                ..new.clone()
            };
            let again = Self {
                accredited: Accredited {
                    standing: "refused",
                    note: "La salle n’a pas de connexion de secours.".into(),
                    may_ask: true,
                    ..Accredited::default()
                },
                rooms: "Deux salles de 20 postes fixes, réseau filaire.".into(),
                ..new.clone()
            };
            vec![("new", new), ("refused", refused), ("again", again)]
        }
        #[cfg(not(test))]
        Vec::new()
    }
}

impl Page for RoomsPage {
    const TEMPLATE: &'static str = "pages/certification/rooms.html";

    fn samples() -> Vec<(&'static str, Self)> {
        #[cfg(test)]
        {
            let room = |name: &str, is_closed: bool| RoomRow {
                path: format!("{BASE}/salles/0199c0de-0000-7000-8000-00000000000f"),
                name: name.into(),
                address: "2 rue de l’Hôtel-Dieu, 35000 Rennes".into(),
                seats: 20,
                is_step_free: !is_closed,
                note: if is_closed { String::new() } else { "Badge à demander à l’accueil.".into() },
                is_closed,
            };
            let full = Self {
                frame: sample_frame("certification"),
                path: format!("{BASE}/salles"),
                back: BASE.into(),
                rooms: vec![room("Salle B12", false), room("Amphithéâtre Marie-Curie, bâtiment des formations paramédicales", false), room("Salle C3", true)],
            };
            vec![("empty", Self { rooms: Vec::new(), ..full.clone() }), ("full", full)]
        }
        #[cfg(not(test))]
        Vec::new()
    }
}

impl Page for RoomFormPage {
    const TEMPLATE: &'static str = "pages/certification/room-form.html";

    fn samples() -> Vec<(&'static str, Self)> {
        #[cfg(test)]
        {
            let new = Self {
                frame: sample_frame("certification"),
                action: format!("{BASE}/salles"),
                back: format!("{BASE}/salles"),
                is_new: true,
                name: String::new(),
                address: String::new(),
                seats: String::new(),
                is_step_free: false,
                note: String::new(),
                errors: Vec::new(),
            };
            let refused =
                Self { name: "Salle B12".into(), seats: "vingt".into(), errors: vec![FieldError::new("places", "Ce nombre ne se lit pas.")], ..new.clone() };
            vec![("edit", Self { is_new: false, is_step_free: true, seats: "20".into(), ..refused.clone() }), ("new", new), ("refused", refused)]
        }
        #[cfg(not(test))]
        Vec::new()
    }
}

impl Page for ExamFormPage {
    const TEMPLATE: &'static str = "pages/certification/exam-form.html";

    fn samples() -> Vec<(&'static str, Self)> {
        #[cfg(test)]
        {
            let new = Self {
                frame: sample_frame("certification"),
                action: format!("{BASE}/sessions/nouvelle"),
                back: BASE.into(),
                is_new: true,
                draft: "0199c0de-0000-7000-8000-00000000000a".into(),
                rooms: choices(&["Salle B12 (20 places)", "Salle C3 (12 places)"], 0),
                new_room: format!("{BASE}/salles/nouvelle"),
                day: "2026-12-10".into(),
                hour: "09:00".into(),
                seats: "20".into(),
                note: String::new(),
                told: 0,
                errors: Vec::new(),
            };
            let refused = Self {
                day: "hier".into(),
                seats: "400".into(),
                errors: vec![FieldError::new("jour", "Cette date ne se lit pas."), FieldError::new("places", "Trop de places.")],
                ..new.clone()
            };
            let edit = Self { is_new: false, told: 12, note: "Deux surveillants.".into(), ..new.clone() };
            let roomless = Self { rooms: Vec::new(), ..new.clone() };
            vec![("new", new), ("refused", refused), ("edit", edit), ("no-room", roomless)]
        }
        #[cfg(not(test))]
        Vec::new()
    }
}

impl Page for ExamPage {
    const TEMPLATE: &'static str = "pages/certification/exam.html";

    fn samples() -> Vec<(&'static str, Self)> {
        #[cfg(test)]
        {
            let person = |name: &str, status: &'static str, convoked: &'static str, certified| CandidateRow {
                path: format!("{BASE}/sessions/e/candidats/{}", name.len()),
                name: name.into(),
                born: 1_078_012_800_000_000,
                code: "KMPX 3479".into(),
                email: (convoked != "print").then(|| "awa.diop@ifsi.example".into()),
                status,
                convoked,
                extra_minutes: if convoked == "told" { 20 } else { 0 },
                certified,
            };
            let people = |certified| {
                vec![
                    person("Diop Awa", "confirmed", "told", certified),
                    person("Le Guen-Kervella Marie-Bénédicte Anne", "enrolled", "due", certified.map(|_| false)),
                    person("Nguyễn Linh", "enrolled", "print", None),
                    person("Zidane Yanis", "withdrawn", "none", None),
                ]
            };
            let open = Self {
                frame: sample_frame("certification"),
                path: sample_exam(5, "open").path,
                back: BASE.into(),
                exam: sample_exam(5, "open"),
                note: "Deux surveillants ; le badge est à l’accueil.".into(),
                watch_code: Some("BCDF-GHJK".into()),
                watch: "/surveillance/depuis/0199c0de-0000-7000-8000-00000000000e".into(),
                watch_address: "socle.example/surveillance".into(),
                due: 2,
                to_print: 1,
                confirmed: 1,
                unsettled: [0; 3],
                is_accredited: true,
                takes: true,
                may_change: true,
                listing: Listing::sample("", 62, 1),
                rows: people(None),
                all: 62,
                errors: Vec::new(),
            };
            let draft = Self {
                exam: sample_exam(5, "draft"),
                is_accredited: false,
                rows: Vec::new(),
                listing: Listing::sample("", 0, 1),
                all: 0,
                due: 0,
                to_print: 0,
                confirmed: 0,
                ..open.clone()
            };
            let running = Self { exam: sample_exam(0, "running"), may_change: false, due: 0, to_print: 0, ..open.clone() };
            let unsettled = Self { exam: sample_exam(-1, "finished"), unsettled: [1, 2, 1], takes: false, may_change: false, ..running.clone() };
            let finished = Self { unsettled: [0; 3], errors: vec![FieldError::new("", "La session a changé d’état entre-temps.")], ..unsettled.clone() };
            let published =
                Self { exam: sample_exam(-40, "published"), rows: people(Some(true)), watch_code: None, takes: false, may_change: false, ..running.clone() };
            let cancelled = Self {
                exam: sample_exam(5, "cancelled"),
                watch_code: None,
                takes: false,
                may_change: false,
                listing: Listing::sample("zzz", 0, 1),
                rows: Vec::new(),
                ..running.clone()
            };
            let preparing = Self {
                rows: vec![person("Diop Awa", "enrolled", "waits", None), person("Roux Zoé", "absent", "told", None)],
                is_accredited: true,
                ..draft.clone()
            };
            let away = |status| Self { exam: sample_exam(-3, status), watch_code: None, takes: false, may_change: false, ..running.clone() };
            vec![
                ("preparing", preparing),
                ("finalised", away("finalised")),
                ("decided", away("decided")),
                ("open", open),
                ("draft", draft),
                ("running", running),
                ("unsettled", unsettled),
                ("finished", finished),
                ("published", published),
                ("cancelled", cancelled),
            ]
        }
        #[cfg(not(test))]
        Vec::new()
    }
}

impl Page for AskPage {
    const TEMPLATE: &'static str = "pages/certification/ask.html";

    fn samples() -> Vec<(&'static str, Self)> {
        #[cfg(test)]
        {
            let of = |kind: &'static str| Self {
                frame: sample_frame("certification"),
                action: format!("{BASE}/sessions/e/{kind}"),
                back: format!("{BASE}/sessions/e"),
                kind,
                name: "BCD FGH, le 10 décembre 2026 à 9 h".into(),
                count: 12,
                to_print: 1,
                errors: if kind == "finalise" { vec![FieldError::new("", "Deux signalements attendent une réponse.")] } else { Vec::new() },
            };
            ["open", "cancel", "finalise", "delete", "withdraw"].map(|kind| (kind, of(kind))).to_vec()
        }
        #[cfg(not(test))]
        Vec::new()
    }
}

#[cfg(test)]
pub(in crate::web::view) fn render_all(renderer: &Renderer, out: &mut Vec<Rendered>) -> Result<(), RenderError> {
    render::<CentrePage>(renderer, out)?;
    render::<AskAccreditationPage>(renderer, out)?;
    render::<RoomsPage>(renderer, out)?;
    render::<RoomFormPage>(renderer, out)?;
    render::<ExamFormPage>(renderer, out)?;
    render::<ExamPage>(renderer, out)?;
    render::<AskPage>(renderer, out)?;
    Ok(())
}
