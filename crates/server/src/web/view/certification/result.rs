//! What a candidate reads of their own exam, and pages of appeals.

use serde::Serialize;

use super::Frame;
use super::jury::{
    CERTIFIED, CaseRow, DecisionRow, ExamRow, NumbersView, REFUSED, RulingView, TypedRuling, VOID, sample_exam, sample_frame, sample_history, sample_numbers,
};
use crate::render::Page;
use crate::web::view::{FieldError, SAMPLE_NOW};

/// Competences by what was seen of them.
#[derive(Debug, Clone, Default, Serialize)]
pub struct EvidenceView {
    /// Seen and held.
    pub held: Vec<String>,
    /// Seen and not held.
    pub not_held: Vec<String>,
    /// How many were not seen enough to say.
    pub not_enough: usize,
}

/// An appeal of the candidate.
#[derive(Debug, Clone, Serialize)]
pub struct OwnAppeal {
    /// Their words.
    pub body: String,
    /// When, microseconds UTC.
    pub at: i64,
    /// `upheld` or `dismissed`, the answer, and when; none while it waits.
    pub answer: Option<(String, String, i64)>,
}

/// What was decided.
#[derive(Debug, Clone, Serialize)]
pub struct DecidedView {
    /// What stands.
    pub ruling: RulingView,
    /// Whether too little was answered for the rule to say anything.
    pub is_incomplete: bool,
    /// Where it comes from.
    pub kind: &'static str,
    /// The reason, where people decided otherwise than the rule.
    pub reason: String,
    /// Probability of the level given, or of the level to reach where it was not.
    pub probability: f64,
    /// Key of the name of the level to reach.
    pub pass: &'static str,
    /// The numbers.
    pub numbers: Option<NumbersView>,
    /// What was seen.
    pub evidence: EvidenceView,
    /// Which rules held: their number, or their source.
    pub rules: String,
    /// Number of the certificate.
    pub certificate: Option<String>,
    /// Until when one may appeal, microseconds UTC.
    pub until: i64,
    /// Whether one may now.
    pub may_appeal: bool,
    /// What was asked and answered.
    pub appeals: Vec<OwnAppeal>,
}

/// `GET /certification/{candidate}`
#[derive(Debug, Clone, Serialize)]
pub struct CandidateResultPage {
    /// The candidacy.
    pub id: String,
    /// Name of the candidate.
    pub name: String,
    /// The exam's number.
    pub number: String,
    /// The centre.
    pub centre: String,
    /// When, microseconds UTC.
    pub at: i64,
    /// `before`, `absent`, `jury`, `published` or `cancelled`.
    pub state: &'static str,
    /// What was decided.
    pub decided: Option<DecidedView>,
    /// The appeal as typed.
    pub typed: String,
    /// Field: `words`.
    pub errors: Vec<FieldError>,
}

/// An appeal in the list of the jury.
#[derive(Debug, Clone, Serialize)]
pub struct AppealRow {
    /// Its identifier.
    pub id: String,
    /// The exam's number.
    pub exam: String,
    /// The sitting's number.
    pub number: i64,
    /// When, microseconds UTC.
    pub at: i64,
    /// `upheld` or `dismissed`; none while it waits.
    pub outcome: Option<String>,
}

/// `GET /certificateur/recours`
#[derive(Debug, Clone, Serialize)]
pub struct AppealsPage {
    /// What stands around.
    pub frame: Frame,
    /// Those that wait.
    pub open: Vec<AppealRow>,
    /// Those that were answered.
    pub answered: Vec<AppealRow>,
}

/// `GET /certificateur/recours/{id}`
#[derive(Debug, Clone, Serialize)]
pub struct AppealPage {
    /// What stands around.
    pub frame: Frame,
    /// The appeal.
    pub row: AppealRow,
    /// The candidate's words.
    pub body: Vec<String>,
    /// The answer.
    pub answer: String,
    /// The exam.
    pub exam: ExamRow,
    /// The sitting.
    pub case: CaseRow,
    /// Its numbers.
    pub numbers: Option<NumbersView>,
    /// Every decision, the newest first.
    pub history: Vec<DecisionRow>,
    /// Proposed in answer: its identifier.
    pub proposed: Option<String>,
    /// Code of why whoever looks has no part in the answer.
    pub refusal: Option<String>,
    /// Levels that can be given.
    pub levels: Vec<(u8, &'static str)>,
    /// As typed.
    pub typed: TypedRuling,
    /// Fields: `words`, `outcome`, `reason`.
    pub errors: Vec<FieldError>,
}

impl Page for CandidateResultPage {
    const TEMPLATE: &'static str = "pages/certification/result.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let decided = DecidedView {
            ruling: CERTIFIED,
            is_incomplete: false,
            kind: "jury",
            reason: String::new(),
            probability: 0.93,
            pass: "level-socle",
            numbers: Some(sample_numbers()),
            evidence: EvidenceView {
                held: vec!["Identifier la personne soignée".into(), "Protéger son poste de travail".into()],
                not_held: vec!["Vérifier une source".into()],
                not_enough: 12,
            },
            rules: "3".into(),
            certificate: Some("BCDF-GHJK-MPQR".into()),
            until: SAMPLE_NOW + 61 * 86_400_000_000,
            may_appeal: true,
            appeals: Vec::new(),
        };
        let page = |state, decided| Self {
            id: "0199c0de".into(),
            name: "Zoé Martin".into(),
            number: "BCD FGH".into(),
            centre: "IFSI du Val de Loire".into(),
            at: SAMPLE_NOW - 8 * 86_400_000_000,
            state,
            decided,
            typed: String::new(),
            errors: Vec::new(),
        };
        let appeal = |answer: Option<&str>| OwnAppeal {
            body: "La question sur la messagerie ne s’affichait pas.".into(),
            at: SAMPLE_NOW,
            answer: answer.map(|outcome| (outcome.to_owned(), "Nous avons revu votre passage.".to_owned(), SAMPLE_NOW)),
        };
        let failed = DecidedView {
            ruling: REFUSED,
            probability: 0.41,
            certificate: None,
            rules: "Seuils provisoires de l’équipe Socle".into(),
            evidence: EvidenceView::default(),
            ..decided.clone()
        };
        let refused =
            Self { typed: "Non".into(), errors: vec![FieldError::new("words", "Il manque une explication.")], ..page("published", Some(failed.clone())) };
        let waiting = DecidedView { appeals: vec![appeal(None)], may_appeal: false, ..failed.clone() };
        let upheld =
            DecidedView {
                kind: "appeal", reason: "Le recours est fondé.".into(), appeals: vec![appeal(Some("upheld"))], may_appeal: false, ..decided.clone()
            };
        let dismissed = DecidedView { appeals: vec![appeal(Some("dismissed"))], may_appeal: false, ..failed.clone() };
        let late = DecidedView { may_appeal: false, ..failed.clone() };
        let incomplete = DecidedView { is_incomplete: true, ..failed.clone() };
        let void = DecidedView { ruling: VOID, numbers: None, ..failed.clone() };
        let rescored = DecidedView { kind: "rescoring", reason: "Deux réponses étaient justes.".into(), ..decided.clone() };
        vec![
            ("certified", page("published", Some(decided))),
            ("not-certified", page("published", Some(failed))),
            ("refused", refused),
            ("appeal-waiting", page("published", Some(waiting))),
            ("appeal-upheld", page("published", Some(upheld))),
            ("appeal-dismissed", page("published", Some(dismissed))),
            ("too-late", page("published", Some(late))),
            ("incomplete", page("published", Some(incomplete))),
            ("void", page("published", Some(void))),
            ("rescored", page("published", Some(rescored))),
            ("before", page("before", None)),
            ("absent", page("absent", None)),
            ("jury", page("jury", None)),
            ("cancelled", page("cancelled", None)),
        ]
    }
}

fn sample_appeal(outcome: Option<&str>) -> AppealRow {
    AppealRow { id: "0199c0e1".into(), exam: "BCD FGH".into(), number: 4, at: SAMPLE_NOW, outcome: outcome.map(Into::into) }
}

impl Page for AppealsPage {
    const TEMPLATE: &'static str = "pages/certification/appeals.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let full = Self {
            frame: sample_frame("appeals"),
            open: vec![sample_appeal(None)],
            answered: vec![sample_appeal(Some("upheld")), sample_appeal(Some("dismissed"))],
        };
        vec![("full", full.clone()), ("none", Self { open: Vec::new(), answered: Vec::new(), ..full })]
    }
}

impl Page for AppealPage {
    const TEMPLATE: &'static str = "pages/certification/appeal.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let full = Self {
            frame: sample_frame("appeals"),
            row: sample_appeal(None),
            body: vec!["La question sur la messagerie ne s’affichait pas.".into()],
            answer: String::new(),
            exam: sample_exam("published"),
            case: CaseRow {
                number: 4,
                ruling: Some(REFUSED),
                kind: "jury",
                probability: Some(0.41),
                waits: false,
                close: true,
                counted: 31,
                alerts: 1,
                incidents: 0,
                frauds: 0,
                proposed: false,
            },
            numbers: Some(sample_numbers()),
            history: sample_history(),
            proposed: None,
            refusal: None,
            levels: vec![(1, "level-socle"), (2, "level-avance"), (3, "level-expert")],
            typed: TypedRuling::default(),
            errors: Vec::new(),
        };
        let own = Self { refusal: Some("own-decision".into()), ..full.clone() };
        let proposed = Self { proposed: Some("0199c0df".into()), ..full.clone() };
        let answered =
            Self {
                row: sample_appeal(Some("dismissed")), answer: "La décision est maintenue.".into(), refusal: Some("appeal-settled".into()), ..full.clone()
            };
        let refused = Self { errors: vec![FieldError::new("words", "Il manque une explication.")], ..full.clone() };
        vec![("open", full), ("own", own), ("proposed", proposed), ("answered", answered), ("refused", refused)]
    }
}
