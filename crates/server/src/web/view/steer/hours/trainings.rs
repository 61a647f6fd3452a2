//! Trainings elsewhere: what waits, what was settled, and recording one for many.

use serde::Serialize;

use super::{Choice, Entry, Frame, HoursField};
#[cfg(test)]
use super::{ORGANISATION, rooms, sample_choices, sample_fields, sample_frame};
#[cfg(test)]
use crate::web::view::SAMPLE_NOW;
use crate::web::view::listing::Listing;
use crate::web::view::{FieldError, Page};

/// A training in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TrainingRow {
    /// Identifier.
    pub id: String,
    /// Where it is settled, or taken back by its learner.
    pub path: String,
    /// Whose: name, and their ledger; absent on the ledger itself.
    pub learner: Option<(String, String)>,
    /// A word of its kind.
    pub kind: String,
    /// What it was about.
    pub title: String,
    /// Who gave it.
    pub provider: String,
    /// Its last day.
    pub done_on: i64,
    /// Short names of its domains with their minutes.
    pub split: Vec<(String, u32)>,
    /// Credits of its own.
    pub ects: u32,
    /// What proves it.
    pub proof: String,
    /// A word of its status.
    pub status: &'static str,
    /// Why it was refused.
    pub note: String,
}

/// The trainings of an organisation.
#[derive(Debug, Clone, Serialize)]
pub struct TrainingsPage {
    /// What stands around.
    pub frame: Frame,
    /// The rooms of the hours.
    pub rooms: Vec<Entry>,
    /// Its own path.
    pub path: String,
    /// What is searched for, and the page that is shown.
    #[serde(flatten)]
    pub listing: Listing,
    /// Statuses to narrow by.
    pub statuses: Vec<Choice>,
    /// Rows of this page.
    pub rows: Vec<TrainingRow>,
    /// How many there are.
    pub all: usize,
}

/// Fields of a training, as typed.
#[derive(Debug, Clone, Serialize)]
pub struct TrainingFields {
    /// Names the form, so that it records once however often it is sent.
    pub draft: String,
    /// What it was about.
    pub title: String,
    /// Who gave it.
    pub provider: String,
    /// Its last day.
    pub day: String,
    /// What proves it.
    pub proof: String,
    /// Credits.
    pub ects: String,
    /// Kinds.
    pub kinds: Vec<Choice>,
    /// Hours by domain.
    pub domains: Vec<HoursField>,
}

/// Recording a training for everybody of a cohort.
#[derive(Debug, Clone, Serialize)]
pub struct TrainingFormPage {
    /// What stands around.
    pub frame: Frame,
    /// The rooms of the hours.
    pub rooms: Vec<Entry>,
    /// Where the form goes.
    pub action: String,
    /// Where one goes back to.
    pub back: String,
    /// Fields.
    pub form: TrainingFields,
    /// Cohorts, with how many people.
    pub cohorts: Vec<Choice>,
    /// What is wrong.
    pub errors: Vec<FieldError>,
}

/// A question before something is undone.
#[derive(Debug, Clone, Serialize)]
pub struct ConfirmPage {
    /// What stands around.
    pub frame: Frame,
    /// The rooms of the hours.
    pub rooms: Vec<Entry>,
    /// What is asked: `delete-lesson`, `refuse-training`, `withdraw-attestation`.
    pub kind: &'static str,
    /// What it is about.
    pub name: String,
    /// Where the form goes.
    pub action: String,
    /// Where one goes back to.
    pub back: String,
    /// The reason as typed, where one is needed.
    pub reason: Option<String>,
    /// What is wrong.
    pub errors: Vec<FieldError>,
}

#[cfg(test)]
pub(super) fn sample_rows() -> Vec<TrainingRow> {
    let row = |status: &'static str, learner: bool| TrainingRow {
        id: format!("t-{status}"),
        path: format!("{ORGANISATION}/heures/formations/0199c0de-0000-7000-8000-00000000000b"),
        learner: learner.then(|| ("Diop Awa".into(), format!("{ORGANISATION}/heures/personnes/0199c0de-0000-7000-8000-000000000007"))),
        kind: "online".into(),
        title: "MOOC « Initiation à la e-santé »".into(),
        provider: "Une université".into(),
        done_on: SAMPLE_NOW,
        split: vec![("Télésanté".into(), 120), ("Outils numériques".into(), 90)],
        ects: 50,
        proof: "Attestation remise au secrétariat".into(),
        status,
        note: if status == "refused" { "La preuve ne porte pas votre nom : déposez-la de nouveau.".into() } else { String::new() },
    };
    vec![
        row("claimed", true),
        TrainingRow { kind: "course".into(), ects: 0, ..row("accepted", true) },
        TrainingRow { kind: "workplace".into(), ..row("refused", true) },
        TrainingRow { kind: "other".into(), provider: String::new(), proof: String::new(), ..row("accepted", false) },
    ]
}

#[cfg(test)]
pub(super) fn sample_form() -> TrainingFields {
    TrainingFields {
        draft: "0199c0de-0000-7000-8000-00000000000c".into(),
        title: String::new(),
        provider: String::new(),
        day: "2026-11-20".into(),
        proof: String::new(),
        ects: String::new(),
        kinds: sample_choices(&["En ligne", "Cours ou stage"], 0),
        domains: sample_fields(["", "1 h 30", "", "", ""]),
    }
}

impl Page for TrainingsPage {
    const TEMPLATE: &'static str = "pages/steer/hours/trainings.html";

    fn samples() -> Vec<(&'static str, Self)> {
        #[cfg(test)]
        {
            let frame = sample_frame("hours");
            let path = format!("{ORGANISATION}/heures/formations");
            let full = Self {
                rooms: rooms(&frame, "trainings"),
                listing: Listing::sample("", 57, 1),
                statuses: sample_choices(&["À traiter", "Acceptées", "Refusées"], 0),
                rows: sample_rows(),
                all: 80,
                path,
                frame: frame.clone(),
            };
            let nothing = Self { rows: Vec::new(), listing: Listing::sample("zzz", 0, 1), ..full.clone() };
            let empty = Self { all: 0, ..nothing.clone() };
            vec![("full", full), ("nothing-found", nothing), ("empty", empty)]
        }
        #[cfg(not(test))]
        Vec::new()
    }
}

impl Page for TrainingFormPage {
    const TEMPLATE: &'static str = "pages/steer/hours/training-form.html";

    fn samples() -> Vec<(&'static str, Self)> {
        #[cfg(test)]
        {
            let frame = sample_frame("hours");
            let new = Self {
                rooms: rooms(&frame, "trainings"),
                action: format!("{ORGANISATION}/heures/formations"),
                back: format!("{ORGANISATION}/heures/formations"),
                form: sample_form(),
                cohorts: sample_choices(&["Promotion 2026 (120 personnes)"], 0),
                errors: Vec::new(),
                frame: frame.clone(),
            };
            let refused = Self {
                errors: vec![FieldError::new("titre", "Il manque un intitulé."), FieldError::new("cohorte", "Choisissez une cohorte.")],
                ..new.clone()
            };
            let none = Self { cohorts: Vec::new(), ..new.clone() };
            vec![("new", new), ("refused", refused), ("no-cohort", none)]
        }
        #[cfg(not(test))]
        Vec::new()
    }
}

impl Page for ConfirmPage {
    const TEMPLATE: &'static str = "pages/steer/hours/confirm.html";

    fn samples() -> Vec<(&'static str, Self)> {
        #[cfg(test)]
        {
            let frame = sample_frame("hours");
            let of = |kind, reason: Option<&str>, errors| Self {
                rooms: rooms(&frame, "lessons"),
                kind,
                name: "Identitovigilance".into(),
                action: format!("{ORGANISATION}/heures/seances/x/supprimer"),
                back: format!("{ORGANISATION}/heures/seances/x"),
                reason: reason.map(str::to_owned),
                errors,
                frame: frame.clone(),
            };
            vec![
                ("delete", of("delete-lesson", None, Vec::new())),
                ("attended", of("delete-lesson", None, vec![FieldError::new("", "Des personnes ont été présentes à cette séance.")])),
                ("refuse", of("refuse-training", Some(""), vec![FieldError::new("motif", "Il manque un mot d’explication.")])),
                ("withdraw", of("withdraw-attestation", None, Vec::new())),
            ]
        }
        #[cfg(not(test))]
        Vec::new()
    }
}
