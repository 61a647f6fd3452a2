//! What a candidate sees of an exam.

use serde::Serialize;
use serde_json::{Value, json};

use crate::web::view::item::Question;
use crate::web::view::{FieldError, Page};

/// Whose exam it is, at the head of each of its pages.
#[derive(Debug, Clone, Serialize)]
pub struct Head {
    /// Number of the exam, as people read it.
    pub number: String,
    /// Name of the candidate.
    pub name: String,
}

/// The clock of a sitting, as the server has it.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Clock {
    /// Seconds left.
    pub seconds: i64,
    /// Minutes left, the one that has begun among them.
    pub minutes: i64,
    /// Whether it runs.
    pub is_running: bool,
    /// Number of the question on the table, in the log.
    pub seq: u32,
}

impl Clock {
    /// From the time left in microseconds.
    pub fn new(remaining: i64, is_running: bool, seq: u32) -> Self {
        let seconds = remaining.max(0) / 1_000_000;
        Self { seconds, minutes: (seconds + 59) / 60, is_running, seq }
    }
}

/// `GET /examen`, before anybody is recognised.
#[derive(Debug, Clone, Serialize)]
pub struct EnterPage {
    /// What was typed.
    pub number: String,
    /// What was typed.
    pub code: String,
    /// What is wrong with it.
    pub errors: Vec<FieldError>,
}

/// `GET /examen`, at the door.
#[derive(Debug, Clone, Serialize)]
pub struct WaitPage {
    /// Whose exam.
    pub head: Head,
    /// Where it is held.
    pub place: String,
    /// Whether the identity was checked.
    pub is_admitted: bool,
    /// Whether the exam is open.
    pub is_open: bool,
    /// Questions.
    pub questions: u32,
    /// Minutes, those granted among them.
    pub minutes: u32,
    /// Of those, how many were granted.
    pub extra_minutes: u32,
    /// What was typed.
    pub code: String,
    /// What is wrong with it.
    pub errors: Vec<FieldError>,
}

/// `GET /examen`, with a question on the table.
#[derive(Debug, Clone, Serialize)]
pub struct QuestionPage {
    /// Whose exam.
    pub head: Head,
    /// Its clock.
    pub clock: Clock,
    /// Number of the answer awaited, sent back with it.
    pub seq: u32,
    /// This is the n-th question…
    pub number: u32,
    /// …of so many.
    pub of: u32,
    /// Short name of its domain.
    pub domain: String,
    /// The question itself.
    #[serde(flatten)]
    pub asked: Question,
}

/// `GET /examen`, while the clock stands or another browser waits.
#[derive(Debug, Clone, Serialize)]
pub struct HaltPage {
    /// Whose exam.
    pub head: Head,
    /// `paused`, `alert` or `asking`.
    pub why: &'static str,
    /// Its clock; none for a browser that asks.
    pub clock: Option<Clock>,
}

/// `GET /examen/signaler`: this question cannot be answered.
#[derive(Debug, Clone, Serialize)]
pub struct AlertPage {
    /// Whose exam.
    pub head: Head,
    /// Which question, in the log.
    pub seq: u32,
    /// Which question, as the candidate counts.
    pub number: u32,
    /// What can be said.
    pub kinds: Vec<&'static str>,
    /// What was chosen.
    pub kind: String,
    /// What was typed.
    pub words: String,
    /// What is wrong with it.
    pub errors: Vec<FieldError>,
}

/// `GET /examen/remettre`: before handing in.
#[derive(Debug, Clone, Serialize)]
pub struct HandInPage {
    /// Whose exam.
    pub head: Head,
    /// Its clock.
    pub clock: Clock,
    /// Questions answered.
    pub answered: u32,
    /// Questions in all.
    pub of: u32,
}

/// `GET /examen`, when it is over.
#[derive(Debug, Clone, Serialize)]
pub struct EndPage {
    /// Whose exam.
    pub head: Head,
    /// `complete`, `time`, `candidate`, `invigilator`, `technical` or `void`.
    pub ending: &'static str,
    /// Questions answered.
    pub answered: u32,
}

fn head() -> Head {
    Head { number: "BCD FGH".into(), name: "Camille Roux".into() }
}

fn clock() -> Clock {
    Clock::new(2_345_000_000, true, 8)
}

impl Page for EnterPage {
    const TEMPLATE: &'static str = "pages/certification/exam-enter.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let empty = Self { number: String::new(), code: String::new(), errors: Vec::new() };
        let refused = Self {
            number: "BCD FGH".into(),
            code: "KMPX 3480".into(),
            errors: vec![FieldError::new("code", "Ces deux codes ne vont pas ensemble. Relisez-les sur votre convocation.")],
        };
        vec![("empty", empty), ("refused", refused)]
    }
}

impl Page for WaitPage {
    const TEMPLATE: &'static str = "pages/certification/exam-wait.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let first = Self {
            head: head(),
            place: "Salle B 204, IFSI des Trois-Rivières, 12 rue du Moulin, 00000 Ville".into(),
            is_admitted: false,
            is_open: false,
            questions: 35,
            minutes: 60,
            extra_minutes: 0,
            code: String::new(),
            errors: Vec::new(),
        };
        let admitted = Self { is_admitted: true, minutes: 80, extra_minutes: 20, ..first.clone() };
        let ready = Self { is_admitted: true, is_open: true, ..first.clone() };
        let refused =
            Self { code: "BCDG".into(), errors: vec![FieldError::new("start", "Ce n’est pas le code affiché dans la salle. Relisez-le.")], ..ready.clone() };
        vec![("first", first), ("admitted", admitted), ("ready", ready), ("refused", refused)]
    }
}

impl Page for QuestionPage {
    const TEMPLATE: &'static str = "pages/certification/exam-question.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let options: Value = ["Je l’ouvre depuis le poste de soins.", "Je préviens le service informatique, sans rien ouvrir.", "Je le transfère à ma cadre."]
            .iter()
            .enumerate()
            .map(|(place, text)| json!({"id": (place + 1).to_string(), "text": text}))
            .collect();
        let page = Self {
            head: head(),
            clock: clock(),
            seq: 8,
            number: 8,
            of: 35,
            domain: "Cybersécurité".into(),
            asked: Question::sample(
                &["Un message annonce un colis bloqué. La pièce jointe porte le nom de l’hôpital."],
                "Que faites-vous de ce message ?",
                json!({"kind": "single-choice", "options": options}),
            ),
        };
        let last = Self { clock: Clock::new(95_000_000, true, 35), seq: 36, number: 35, ..page.clone() };
        let mut refused = page.clone();
        refused.asked.errors = vec![FieldError::new("choice", "Aucune réponse n’est donnée.")];
        let mut simulator = page.clone();
        simulator.asked.task = json!({"kind": "simulator", "skin": "patient-record", "title": "Messagerie", "owner": "Camille Roux", "banner": [], "ordered": false, "turns": 1,
                "panels": [{"id": "1", "title": "Message", "blocks": [{"type": "action", "id": "1", "label": "Supprimer", "help": null}]}]});
        vec![("question", page), ("last", last), ("refused", refused), ("simulator", simulator)]
    }
}

impl Page for HaltPage {
    const TEMPLATE: &'static str = "pages/certification/exam-halt.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let stands = Some(Clock { is_running: false, ..clock() });
        ["paused", "alert", "asking"].into_iter().map(|why| (why, Self { head: head(), why, clock: stands.filter(|_| why != "asking") })).collect()
    }
}

impl Page for AlertPage {
    const TEMPLATE: &'static str = "pages/certification/exam-alert.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let empty = Self {
            head: head(),
            seq: 8,
            number: 8,
            kinds: vec!["display", "simulator", "wording", "other"],
            kind: String::new(),
            words: String::new(),
            errors: Vec::new(),
        };
        let refused = Self {
            kind: "wording".into(),
            words: "Aucune réponse ne convient.".into(),
            errors: vec![FieldError::new("kind", "Dites ce qui ne va pas.")],
            ..empty.clone()
        };
        vec![("empty", empty), ("refused", refused)]
    }
}

impl Page for HandInPage {
    const TEMPLATE: &'static str = "pages/certification/exam-hand-in.html";

    fn samples() -> Vec<(&'static str, Self)> {
        vec![("early", Self { head: head(), clock: clock(), answered: 7, of: 35 }), ("none", Self { head: head(), clock: clock(), answered: 0, of: 35 })]
    }
}

impl Page for EndPage {
    const TEMPLATE: &'static str = "pages/certification/exam-end.html";

    fn samples() -> Vec<(&'static str, Self)> {
        ["complete", "time", "candidate", "invigilator", "technical", "void"]
            .into_iter()
            .map(|ending| (ending, Self { head: head(), ending, answered: if ending == "void" { 6 } else { 35 } }))
            .collect()
    }
}
