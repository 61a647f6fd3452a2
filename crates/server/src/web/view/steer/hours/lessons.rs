//! Lessons: their list, their form, who was there, and the code on the wall.

use serde::Serialize;

use super::{Choice, Entry, Frame, HoursField};
#[cfg(test)]
use super::{ORGANISATION, rooms, sample_choices, sample_fields, sample_frame};
#[cfg(test)]
use crate::web::view::SAMPLE_NOW;
use crate::web::view::listing::Listing;
use crate::web::view::{FieldError, Page};

/// A lesson in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LessonRow {
    /// Its page.
    pub path: String,
    /// What it is about.
    pub title: String,
    /// When it begins.
    pub starts_at: i64,
    /// How long it lasts.
    pub minutes: u32,
    /// Short names of its domains with their minutes.
    pub split: Vec<(String, u32)>,
    /// Name of its cohort.
    pub cohort: Option<String>,
    /// Who leads it.
    pub trainer: String,
    /// How many were there.
    pub present: u32,
    /// How many it is for.
    pub expected: u32,
    /// Whether its list is closed.
    pub is_closed: bool,
    /// Whether it has begun.
    pub has_begun: bool,
    /// How it is known that somebody was there: on their ledger.
    pub how: Option<&'static str>,
}

/// The lessons of an organisation.
#[derive(Debug, Clone, Serialize)]
pub struct LessonsPage {
    /// What stands around.
    pub frame: Frame,
    /// The rooms of the hours.
    pub rooms: Vec<Entry>,
    /// Its own path.
    pub path: String,
    /// What is searched for, and the page that is shown.
    #[serde(flatten)]
    pub listing: Listing,
    /// Cohorts to narrow by.
    pub cohorts: Vec<Choice>,
    /// Rows of this page.
    pub rows: Vec<LessonRow>,
    /// How many there are.
    pub all: usize,
}

/// The form of a lesson.
#[derive(Debug, Clone, Serialize)]
pub struct LessonFormPage {
    /// What stands around.
    pub frame: Frame,
    /// The rooms of the hours.
    pub rooms: Vec<Entry>,
    /// Where the form goes.
    pub action: String,
    /// Where one goes back to.
    pub back: String,
    /// Whether it is a new lesson.
    pub is_new: bool,
    /// How many were there already: their hours change with the lesson.
    pub present: u32,
    /// Names the form, so that it makes one lesson however often it is sent; or what was seen of the lesson.
    pub draft: String,
    /// As typed.
    pub title: String,
    /// Day, as typed.
    pub day: String,
    /// Hour, as typed.
    pub hour: String,
    /// Duration, as typed.
    pub duration: String,
    /// Place, as typed.
    pub place: String,
    /// Trainer, as typed.
    pub trainer: String,
    /// Credits, as typed.
    pub ects: String,
    /// Hours by domain.
    pub domains: Vec<HoursField>,
    /// Cohorts.
    pub cohorts: Vec<Choice>,
    /// What is wrong.
    pub errors: Vec<FieldError>,
}

/// Somebody on the list of a lesson.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PresentRow {
    /// Identifier of the learner.
    pub id: String,
    /// Family name, given names.
    pub name: String,
    /// Their number.
    pub external_id: Option<String>,
    /// How it is known that they were there.
    pub how: Option<&'static str>,
    /// Since when.
    pub at: i64,
}

/// A lesson and who was there.
#[derive(Debug, Clone, Serialize)]
pub struct LessonPage {
    /// What stands around.
    pub frame: Frame,
    /// The rooms of the hours.
    pub rooms: Vec<Entry>,
    /// Its own path.
    pub path: String,
    /// The lesson.
    pub lesson: LessonRow,
    /// Where it is.
    pub place: String,
    /// Credits of its own.
    pub ects: u32,
    /// Whether attendance can be taken now.
    pub is_open: bool,
    /// The code on the wall, until when.
    pub code: Option<(String, i64)>,
    /// For how many minutes a code can be shown.
    pub lives: Vec<u32>,
    /// Where the list is saved, to come back to the same part of it.
    pub save: String,
    /// What is searched for, and the page that is shown.
    #[serde(flatten)]
    pub listing: Listing,
    /// People of this page.
    pub people: Vec<PresentRow>,
    /// What is wrong.
    pub errors: Vec<FieldError>,
}

/// The code, large, for a wall.
#[derive(Debug, Clone, Serialize)]
pub struct CodePage {
    /// What stands around.
    pub frame: Frame,
    /// The page of the lesson.
    pub path: String,
    /// What it is about.
    pub title: String,
    /// Letters, in two groups.
    pub code: (String, String),
    /// Until when.
    pub until: i64,
    /// Where it is typed.
    pub address: String,
    /// The same address with the code, as a drawing.
    pub qr_svg: String,
    /// How many were there so far.
    pub present: u32,
    /// How many it is for.
    pub expected: u32,
}

#[cfg(test)]
pub(super) fn sample_rows() -> Vec<LessonRow> {
    let row = |title: &str, days: i64, is_closed| LessonRow {
        path: format!("{ORGANISATION}/heures/seances/0199c0de-0000-7000-8000-000000000009"),
        title: title.into(),
        starts_at: SAMPLE_NOW + days * 86_400_000_000,
        minutes: 180,
        split: vec![("Cybersécurité".into(), 120), ("Données de santé".into(), 60)],
        cohort: Some("Promotion 2026".into()),
        trainer: "C. Roux".into(),
        present: 38,
        expected: 41,
        is_closed,
        has_begun: days <= 0,
        how: Some(if is_closed { "sheet" } else { "code" }),
    };
    vec![
        row("Atelier téléconsultation", 6, false),
        row("Mots de passe, hameçonnage et messagerie sécurisée de santé : ce que chacun peut faire dès demain", -1, false),
        LessonRow { cohort: None, trainer: String::new(), ..row("Identitovigilance", -30, true) },
        LessonRow { how: Some("trainer"), ..row("Exercice cyber", -40, true) },
    ]
}

impl Page for LessonsPage {
    const TEMPLATE: &'static str = "pages/steer/hours/lessons.html";

    fn samples() -> Vec<(&'static str, Self)> {
        #[cfg(test)]
        {
            let frame = sample_frame("hours");
            let path = format!("{ORGANISATION}/heures/seances");
            let full = Self {
                rooms: rooms(&frame, "lessons"),
                listing: Listing::sample("identito", 57, 1),
                cohorts: sample_choices(&["Promotion 2026", "Promotion 2027"], 0),
                rows: sample_rows(),
                all: 80,
                path,
                frame: frame.clone(),
            };
            let nothing = Self { rows: Vec::new(), listing: Listing::sample("zzz", 0, 1), ..full.clone() };
            let empty = Self { all: 0, listing: Listing::sample("", 0, 1), cohorts: Vec::new(), ..nothing.clone() };
            vec![("full", full), ("nothing-found", nothing), ("empty", empty)]
        }
        #[cfg(not(test))]
        Vec::new()
    }
}

impl Page for LessonFormPage {
    const TEMPLATE: &'static str = "pages/steer/hours/lesson-form.html";

    fn samples() -> Vec<(&'static str, Self)> {
        #[cfg(test)]
        {
            let frame = sample_frame("hours");
            let new = Self {
                rooms: rooms(&frame, "lessons"),
                action: format!("{ORGANISATION}/heures/seances"),
                back: format!("{ORGANISATION}/heures/seances"),
                is_new: true,
                present: 0,
                draft: "0199c0de-0000-7000-8000-00000000000a".into(),
                title: String::new(),
                day: "2026-11-23".into(),
                hour: "09:00".into(),
                duration: String::new(),
                place: String::new(),
                trainer: "Camille Roux".into(),
                ects: String::new(),
                domains: sample_fields([""; 5]),
                cohorts: sample_choices(&["Promotion 2026", "Promotion 2027"], 0),
                errors: Vec::new(),
                frame: frame.clone(),
            };
            let refused = Self {
                title: String::new(),
                duration: "trois heures".into(),
                day: "hier".into(),
                domains: sample_fields(["1 h", "deux", "", "", ""]),
                errors: vec![
                    FieldError::new("titre", "Il manque un intitulé. Donnez-en un en quelques mots."),
                    FieldError::new("jour", "Cette date ne se lit pas."),
                    FieldError::new("duree", "Cette durée ne se lit pas."),
                    FieldError::new("heures-2", "Cette durée ne se lit pas."),
                ],
                ..new.clone()
            };
            let edit = Self { is_new: false, present: 38, title: "Identitovigilance".into(), duration: "3 h".into(), ..new.clone() };
            vec![("new", new), ("refused", refused), ("edit", edit)]
        }
        #[cfg(not(test))]
        Vec::new()
    }
}

impl Page for LessonPage {
    const TEMPLATE: &'static str = "pages/steer/hours/lesson.html";

    fn samples() -> Vec<(&'static str, Self)> {
        #[cfg(test)]
        {
            let frame = sample_frame("hours");
            let person =
                |name: &str, how| PresentRow { id: format!("p-{}", name.len()), name: name.into(), external_id: Some("22104587".into()), how, at: SAMPLE_NOW };
            let lesson = sample_rows().remove(1);
            let open = Self {
                rooms: rooms(&frame, "lessons"),
                path: lesson.path.clone(),
                save: format!("{}/presence", lesson.path),
                lesson: lesson.clone(),
                place: "Salle B12".into(),
                ects: 25,
                is_open: true,
                code: None,
                lives: vec![10, 20, 45],
                listing: Listing::sample("", 41, 1),
                people: vec![
                    person("Diop Awa", Some("code")),
                    person("Le Guen-Kervella Marie-Bénédicte Anne", None),
                    person("Nguyễn Linh", Some("sheet")),
                    PresentRow { external_id: None, ..person("Zidane Yanis", Some("trainer")) },
                ],
                errors: Vec::new(),
                frame: frame.clone(),
            };
            let shown = Self { code: Some(("BCDFGH".into(), SAMPLE_NOW)), ..open.clone() };
            let closed = Self { is_open: false, lesson: LessonRow { is_closed: true, ..lesson.clone() }, ..open.clone() };
            let early = Self {
                is_open: false,
                lesson: LessonRow { has_begun: false, present: 0, ..lesson.clone() },
                people: vec![person("Diop Awa", None)],
                listing: Listing::sample("", 2, 1),
                errors: vec![FieldError::new("", "La séance n’a pas commencé.")],
                ..open.clone()
            };
            let empty =
                Self { people: Vec::new(), listing: Listing::sample("zzz", 0, 1), lesson: LessonRow { expected: 0, present: 0, ..lesson }, ..open.clone() };
            vec![("open", open), ("code", shown), ("closed", closed), ("early", early), ("empty", empty)]
        }
        #[cfg(not(test))]
        Vec::new()
    }
}

impl Page for CodePage {
    const TEMPLATE: &'static str = "pages/steer/hours/code.html";

    fn samples() -> Vec<(&'static str, Self)> {
        #[cfg(test)]
        {
            let shown = Self {
                frame: sample_frame("hours"),
                path: format!("{ORGANISATION}/heures/seances/0199c0de-0000-7000-8000-000000000009"),
                title: "Mots de passe, hameçonnage et messagerie sécurisée de santé".into(),
                code: ("BCD".into(), "FGH".into()),
                until: SAMPLE_NOW,
                address: "socle.example/presence".into(),
                qr_svg: crate::qr::svg("https://socle.example/presence?code=BCDFGH").unwrap_or_default(),
                present: 12,
                expected: 41,
            };
            vec![("shown", shown)]
        }
        #[cfg(not(test))]
        Vec::new()
    }
}
