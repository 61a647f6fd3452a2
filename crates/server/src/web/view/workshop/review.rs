//! The text of a question with its key, what is said of it, where it stands.

use serde::Serialize;

use super::super::corrected::{CorrectedLine, CorrectedPage, Source};
use super::super::{FieldError, SAMPLE_NOW};
use super::compared::{Compared, sample_compared};
use super::{Frame, sample_item_frame};
use crate::render::Page;

/// `GET /atelier/questions/{id}/relecture`
#[derive(Debug, Clone, Serialize)]
pub struct ReviewPage {
    /// What stands around.
    pub frame: Frame,
    /// The text with its key; nothing when it cannot be read yet.
    pub sheet: Option<Sheet>,
    /// The text as it was typed, when it cannot be read.
    pub raw: Option<String>,
    /// Number of the text; 0 for the one that came with the program.
    pub revision: i64,
    /// What its author says of it.
    pub note: String,
    /// Where the question stands.
    pub state: StateBox,
    /// Whether whoever looks may judge: `open`, or why not: `own`, `defects`, `not-reviewer`, `draft`, `approved`, `shipped`.
    pub judging: &'static str,
    /// What is looked at.
    pub checks: Vec<Check>,
    /// The reason as typed.
    pub typed: String,
    /// What was decided of its texts, the newest first.
    pub verdicts: Vec<VerdictRow>,
    /// The discussion, the oldest first.
    pub remarks: Vec<RemarkRow>,
    /// How many remarks are not settled.
    pub open_remarks: usize,
    /// The name of the next remark, so that a double click says it once.
    pub once: String,
    /// The remark as typed.
    pub typed_remark: String,
    /// What changed since the text that was read, when another is the newest by now.
    pub changed: Option<Compared>,
    /// Fields: `reason`, `remark`.
    pub errors: Vec<FieldError>,
}

/// A text with its key.
#[derive(Debug, Clone, Serialize)]
pub struct Sheet {
    /// `fr` or `en`.
    pub lang: String,
    /// The situation, paragraph by paragraph.
    pub situation: Vec<String>,
    /// What is asked.
    pub question: String,
    /// What makes an answer right, line by line, with every feedback.
    pub lines: Vec<CorrectedLine>,
    /// Said of the whole answer.
    pub remark: Option<String>,
    /// What to remember.
    pub explanation: Vec<String>,
    /// Where it comes from.
    pub source: Source,
    /// Code and wording of its objective.
    pub objective: String,
    /// Its author's difficulty, -3 to 3.
    pub difficulty: f64,
    /// Seconds.
    pub time: u32,
}

/// Where a question stands, and what may be decided.
#[derive(Debug, Clone, Serialize)]
pub struct StateBox {
    /// `pretest`…, or `none` before it was ever drawn.
    pub standing: &'static str,
    /// Whether people do not meet it so yet: it waits for the next publication.
    pub waits: bool,
    /// Who decided, when they are still there.
    pub by: Option<String>,
    /// When, if anybody decided.
    pub at: Option<i64>,
    /// Why.
    pub note: String,
    /// What whoever looks may decide: `try-out`, `replace`, `suspend`, `restore`, `retire`.
    pub ways: Vec<&'static str>,
}

/// Something to look at.
#[derive(Debug, Clone, Serialize)]
pub struct Check {
    /// Its word: the text `check-list-…` asks it.
    pub code: &'static str,
    /// Whether it was ticked.
    pub ticked: bool,
}

/// A verdict.
#[derive(Debug, Clone, Serialize)]
pub struct VerdictRow {
    /// Number of the text.
    pub revision: i64,
    /// `approve` or `changes`.
    pub verdict: &'static str,
    /// Who, when they are still there.
    pub by: Option<String>,
    /// When.
    pub at: i64,
    /// Why.
    pub reason: String,
    /// What they looked at.
    pub checked: Vec<&'static str>,
}

/// A remark.
#[derive(Debug, Clone, Serialize)]
pub struct RemarkRow {
    /// Identifier.
    pub id: String,
    /// Who, when they are still there.
    pub by: Option<String>,
    /// When.
    pub at: i64,
    /// Number of the text that was the newest then.
    pub revision: i64,
    /// What was said, paragraph by paragraph.
    pub body: Vec<String>,
    /// Whether it is settled.
    pub settled: bool,
    /// By whom, when they are still there.
    pub settled_by: Option<String>,
}

pub(super) fn sample_verdict(revision: i64, verdict: &'static str) -> VerdictRow {
    VerdictRow {
        revision,
        verdict,
        by: Some("leo.petit@ehpad-tilleuls.example".into()),
        at: SAMPLE_NOW,
        reason: if verdict == "changes" { "La réponse B est juste aussi quand le patient est mineur.".into() } else { String::new() },
        checked: vec!["source", "one-best"],
    }
}

impl Page for ReviewPage {
    const TEMPLATE: &'static str = "pages/workshop/review.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let question = CorrectedPage::samples().remove(0).1.questions.remove(0);
        let sheet = Sheet {
            lang: "fr".into(),
            situation: question.situation,
            question: question.question,
            lines: question.lines,
            remark: Some("L’ordre suit la procédure.".into()),
            explanation: question.explanation,
            source: question.source,
            objective: "T1.03 Vérifier l’identité d’un patient".into(),
            difficulty: -0.4,
            time: 60,
        };
        let state = |standing, ways: &[&'static str]| StateBox { standing, waits: false, by: None, at: None, note: String::new(), ways: ways.to_vec() };
        let remark = |id: &str, settled| RemarkRow {
            id: id.into(),
            by: Some("leo.petit@ehpad-tilleuls.example".into()),
            at: SAMPLE_NOW,
            revision: 2,
            body: vec!["Est-ce encore vrai depuis le décret de mars ?".into()],
            settled,
            settled_by: settled.then(|| "camille.roux@ehpad-tilleuls.example".into()),
        };
        let checks: Vec<Check> = ["source", "one-best", "situation", "wrong-answers", "guessable", "words", "accessible"]
            .map(|code| Check { code, ticked: code == "source" })
            .into();
        let full = Self {
            frame: sample_item_frame("review"),
            sheet: Some(sheet),
            raw: None,
            revision: 3,
            note: "La source est plus récente.".into(),
            state: state("provisional", &["try-out", "replace", "suspend", "retire"]),
            judging: "open",
            checks,
            typed: String::new(),
            verdicts: vec![sample_verdict(3, "approve"), sample_verdict(2, "changes")],
            remarks: vec![remark("0199c0de", false), remark("0199beef", true), RemarkRow { by: None, ..remark("0199cafe", false) }],
            open_remarks: 2,
            once: "0199feed".into(),
            typed_remark: String::new(),
            changed: None,
            errors: Vec::new(),
        };
        let suspended = StateBox {
            waits: true,
            by: Some("camille.roux@ehpad-tilleuls.example".into()),
            at: Some(SAMPLE_NOW),
            note: "La clé est fausse depuis le décret.".into(),
            ..state("suspended", &["restore"])
        };
        let refused = Self {
            changed: Some(sample_compared()),
            errors: vec![FieldError::new("reason", "Il manque une explication."), FieldError::new("remark", "Écrivez une remarque.")],
            typed: "Pas clair".into(),
            state: suspended,
            ..full.clone()
        };
        let empty = Self { verdicts: Vec::new(), remarks: Vec::new(), open_remarks: 0, note: String::new(), ..full.clone() };
        let mut all = vec![("full", full), ("refused", refused)];
        for (sample, judging, standing) in [
            ("own", "own", "none"),
            ("defects", "defects", "pretest"),
            ("not-reviewer", "not-reviewer", "calibrated"),
            ("draft", "draft", "retired"),
            ("approved", "approved", "none"),
        ] {
            all.push((sample, Self { judging, state: state(standing, &[]), ..empty.clone() }));
        }
        all.push(("shipped", Self { judging: "shipped", revision: 0, ..empty.clone() }));
        all.push(("raw", Self { sheet: None, raw: Some("id = \"un\nboum".into()), judging: "defects", ..empty }));
        all
    }
}

/// `GET /atelier/questions/{id}/etat/{decision}`
#[derive(Debug, Clone, Serialize)]
pub struct DecidePage {
    /// What stands around.
    pub frame: Frame,
    /// Name of the question.
    pub id: String,
    /// What is decided: `try-out`, `replace`, `suspend`, `restore`, `retire`.
    pub way: &'static str,
    /// Number of the newest text; 0 when there is none in the workshop.
    pub newest: i64,
    /// The reason as typed.
    pub typed: String,
    /// Field: `reason`.
    pub errors: Vec<FieldError>,
}

impl Page for DecidePage {
    const TEMPLATE: &'static str = "pages/workshop/decide.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let of = |way| Self { frame: sample_item_frame("review"), id: "messages-du-lundi".into(), way, newest: 3, typed: String::new(), errors: Vec::new() };
        let refused = Self { errors: vec![FieldError::new("reason", "Il manque une explication.")], ..of("suspend") };
        vec![
            ("try-out", of("try-out")),
            ("replace", of("replace")),
            ("suspend", of("suspend")),
            ("restore", of("restore")),
            ("retire", of("retire")),
            ("refused", refused),
        ]
    }
}
