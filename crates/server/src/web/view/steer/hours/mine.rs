//! What a learner sees of their own hours, and saying that one is there.

use serde::Serialize;

use super::{AttestationRow, DomainHours, Part, TrainingFields, TrainingRow};
#[cfg(test)]
use super::{bar, sample_domains};
#[cfg(test)]
use crate::web::view::SAMPLE_NOW;
use crate::web::view::{FieldError, Page};

/// One's own hours.
#[derive(Debug, Clone, Serialize)]
pub struct MinePage {
    /// Modules that one finished, the last first.
    pub studied: Vec<StudiedRow>,
    /// Short names of their domains with their minutes.
    pub studied_split: Vec<(String, u32)>,
    /// Minutes of those that were not declared yet.
    pub studied_new: u32,
    /// In each organisation where one is known.
    pub organisations: Vec<MyOrganisation>,
    /// The form of a training elsewhere.
    pub form: TrainingFields,
    /// Whether the form is open: it was refused.
    pub is_open: bool,
    /// The organisation that was chosen in it.
    pub chosen: String,
    /// What is wrong.
    pub errors: Vec<FieldError>,
}

/// A module that one finished.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StudiedRow {
    /// Its name.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Minutes it counts.
    pub minutes: u32,
    /// When it was finished.
    pub at: i64,
}

/// One's hours in one organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MyOrganisation {
    /// Identifier of the organisation.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Domains.
    pub domains: Vec<DomainHours>,
    /// The bar.
    pub bar: Vec<Part>,
    /// What counts.
    pub counted: u32,
    /// What the text requires.
    pub target: u32,
    /// Credits.
    pub credits: u32,
    /// A word of the pace.
    pub pace: &'static str,
    /// Last day of the cohort that rules.
    pub until: Option<i64>,
    /// Lessons one was at.
    pub lessons: Vec<MyLesson>,
    /// Trainings elsewhere.
    pub trainings: Vec<TrainingRow>,
    /// Attestations that hold.
    pub attestations: Vec<AttestationRow>,
}

/// A lesson one was at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MyLesson {
    /// What it was about.
    pub title: String,
    /// When it began.
    pub starts_at: i64,
    /// Short names of its domains with their minutes.
    pub split: Vec<(String, u32)>,
    /// How it is known that one was there.
    pub how: &'static str,
}

/// Saying that one is there.
#[derive(Debug, Clone, Serialize)]
pub struct PresencePage {
    /// The code as typed.
    pub typed: String,
    /// Whether somebody is known here.
    pub is_known: bool,
    /// Where one signs in, to come back here.
    pub sign_in: String,
    /// What was just recorded.
    pub done: Option<MyLesson>,
    /// What is wrong.
    pub errors: Vec<FieldError>,
}

#[cfg(test)]
fn sample_lesson() -> MyLesson {
    MyLesson {
        title: "Mots de passe, hameçonnage et messagerie sécurisée de santé".into(),
        starts_at: SAMPLE_NOW,
        split: vec![("Cybersécurité".into(), 120), ("Données de santé".into(), 60)],
        how: "code",
    }
}

impl Page for MinePage {
    const TEMPLATE: &'static str = "pages/steer/hours/mine.html";

    fn samples() -> Vec<(&'static str, Self)> {
        #[cfg(test)]
        {
            let of = |done| {
                let domains = sample_domains(done);
                MyOrganisation {
                    id: "0199c0de-0000-7000-8000-000000000001".into(),
                    name: "IFSI du Centre hospitalier Nord".into(),
                    bar: bar(&domains),
                    counted: domains.iter().map(|d| d.counted).sum(),
                    domains,
                    target: 28 * 60,
                    credits: 0,
                    pace: "on-time",
                    until: Some(SAMPLE_NOW),
                    lessons: vec![sample_lesson()],
                    trainings: super::trainings::sample_rows().into_iter().map(|t| TrainingRow { learner: None, ..t }).collect(),
                    attestations: Vec::new(),
                }
            };
            let form = super::trainings::sample_form();
            let studied = vec![StudiedRow { id: "partir-leger".into(), title: "Partir léger".into(), minutes: 6, at: SAMPLE_NOW }];
            let part = Self {
                studied: studied.clone(),
                studied_split: vec![("Cybersécurité".into(), 6)],
                studied_new: 6,
                organisations: vec![of([(360, 0), (90, 0), (0, 0), (0, 45), (0, 0)])],
                form: form.clone(),
                is_open: false,
                chosen: String::new(),
                errors: Vec::new(),
            };
            let whole = MyOrganisation {
                attestations: super::attestations::sample_rows().into_iter().take(1).collect(),
                credits: 200,
                pace: "whole",
                ..of([(360, 0), (300, 0), (300, 0), (360, 0), (360, 0)])
            };
            let second = MyOrganisation {
                id: "0199c0de-0000-7000-8000-000000000002".into(),
                name: "EHPAD Les Tilleuls".into(),
                lessons: Vec::new(),
                trainings: Vec::new(),
                until: None,
                pace: "undated",
                ..of([(0, 0); 5])
            };
            let refused = Self { is_open: true, errors: vec![FieldError::new("titre", "Il manque un intitulé.")], ..part.clone() };
            let empty = Self { organisations: Vec::new(), studied: Vec::new(), studied_split: Vec::new(), studied_new: 0, ..part.clone() };
            let alone = Self { organisations: Vec::new(), ..part.clone() };
            let two = Self { organisations: vec![whole, second], studied_new: 0, ..part.clone() };
            vec![("part", part), ("two", two), ("refused", refused), ("empty", empty), ("alone", alone)]
        }
        #[cfg(not(test))]
        Vec::new()
    }
}

impl Page for PresencePage {
    const TEMPLATE: &'static str = "pages/steer/hours/presence.html";

    fn samples() -> Vec<(&'static str, Self)> {
        #[cfg(test)]
        {
            let asked = Self { typed: "BCDFGH".into(), is_known: true, sign_in: "/connexion?back=%2Fpresence".into(), done: None, errors: Vec::new() };
            let stranger = Self { is_known: false, ..asked.clone() };
            let refused = Self { errors: vec![FieldError::new("code", "Ce code n’est pas le bon, ou son temps est écoulé.")], ..asked.clone() };
            let done = Self { typed: String::new(), done: Some(sample_lesson()), ..asked.clone() };
            vec![("asked", asked), ("stranger", stranger), ("refused", refused), ("done", done)]
        }
        #[cfg(not(test))]
        Vec::new()
    }
}
