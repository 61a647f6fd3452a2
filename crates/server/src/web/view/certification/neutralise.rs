//! Pages about what takes two people, and about questions that shall count for nobody.

use serde::Serialize;

use super::Frame;
use super::jury::{CERTIFIED, ExamRow, ProposalRow, REFUSED, RulingView, sample_exam, sample_frame, sample_proposals};
use crate::render::Page;
use crate::web::view::FieldError;

/// A question of an exam.
#[derive(Debug, Clone, Serialize)]
pub struct QuestionRow {
    /// Its name.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Short name of its domain.
    pub domain: String,
    /// Who answered it.
    pub answered: usize,
    /// Of these, fully right.
    pub right: usize,
    /// Set aside.
    pub aside: usize,
    /// Alerts.
    pub alerts: i64,
    /// `counted`, `trial` or `out`.
    pub standing: &'static str,
}

/// `GET /certificateur/sessions/{exam}/questions`
#[derive(Debug, Clone, Serialize)]
pub struct QuestionsPage {
    /// What stands around.
    pub frame: Frame,
    /// The exam.
    pub exam: ExamRow,
    /// Its questions.
    pub rows: Vec<QuestionRow>,
}

/// Somebody for whom something would change, or not.
#[derive(Debug, Clone, Serialize)]
pub struct EffectRow {
    /// The exam's number.
    pub exam: String,
    /// The sitting's number.
    pub number: i64,
    /// What stands.
    pub before: RulingView,
    /// What would stand.
    pub after: RulingView,
    /// What the rule alone would say.
    pub by_rule: RulingView,
    /// Probability of the level to reach, before and after.
    pub probabilities: (f64, f64),
    /// Whether something changes.
    pub changes: bool,
    /// Whether they would lose by the rule and keep what they have.
    pub is_kept: bool,
}

/// What a neutralisation does.
#[derive(Debug, Clone, Serialize)]
pub struct EffectsView {
    /// Who met the question.
    pub met: usize,
    /// Who gains by it.
    pub gain: usize,
    /// Who would lose by the rule.
    pub lose: usize,
    /// Everybody for whom something changes, or would.
    pub rows: Vec<EffectRow>,
}

/// `GET /certificateur/sessions/{exam}/questions/{item}`
#[derive(Debug, Clone, Serialize)]
pub struct NeutralisePage {
    /// What stands around.
    pub frame: Frame,
    /// The exam.
    pub exam: ExamRow,
    /// The question.
    pub question: QuestionRow,
    /// What candidates said of it, during this exam.
    pub said: Vec<String>,
    /// What neutralising it does here…
    pub here: EffectsView,
    /// …and wherever it was met.
    pub everywhere: EffectsView,
    /// Whether it is asked for everywhere, whether losses hold, and why, as typed.
    pub typed: (bool, bool, String),
    /// Field: `reason`.
    pub errors: Vec<FieldError>,
}

/// `GET /certificateur/propositions/{id}`
#[derive(Debug, Clone, Serialize)]
pub struct ProposalPage {
    /// What stands around.
    pub frame: Frame,
    /// The proposal.
    pub row: ProposalRow,
    /// `open`, `adopted`, `refused`, `withdrawn`.
    pub status: &'static str,
    /// When it was settled, and what was said.
    pub settled: Option<(i64, String)>,
    /// Where it is looked at closer: a sitting, an exam, the rules.
    pub path: String,
    /// What a neutralisation does.
    pub effects: Option<EffectsView>,
    /// Whether losses hold.
    pub losses: bool,
    /// Rules: name, value now, value then.
    pub rules: Vec<(String, String, String)>,
    /// The note as typed.
    pub typed: String,
    /// Field: `note`.
    pub errors: Vec<FieldError>,
}

fn sample_question(standing: &'static str) -> QuestionRow {
    QuestionRow {
        id: "messagerie-piece-jointe".into(),
        title: "La pièce jointe d’un inconnu".into(),
        domain: "Cybersécurité".into(),
        answered: 9,
        right: 2,
        aside: 1,
        alerts: 3,
        standing,
    }
}

fn sample_effects(rows: usize) -> EffectsView {
    let row = |n: usize| EffectRow {
        exam: "BCD FGH".into(),
        number: n as i64 + 1,
        before: if n == 0 { REFUSED } else { CERTIFIED },
        after: CERTIFIED,
        by_rule: if n == 0 { CERTIFIED } else { REFUSED },
        probabilities: if n == 0 { (0.47, 0.56) } else { (0.52, 0.44) },
        changes: n == 0,
        is_kept: n > 0,
    };
    EffectsView { met: 9, gain: rows.min(1), lose: rows.saturating_sub(1), rows: (0..rows).map(row).collect() }
}

impl Page for QuestionsPage {
    const TEMPLATE: &'static str = "pages/certification/questions.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let rows = ["counted", "trial", "out"].map(sample_question).into();
        let full = Self { frame: sample_frame("jury"), exam: sample_exam("finalised"), rows };
        vec![("full", full.clone()), ("none", Self { rows: Vec::new(), ..full })]
    }
}

impl Page for NeutralisePage {
    const TEMPLATE: &'static str = "pages/certification/neutralise.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let full = Self {
            frame: sample_frame("jury"),
            exam: sample_exam("published"),
            question: sample_question("counted"),
            said: vec!["Deux réponses sont possibles.".into()],
            here: sample_effects(2),
            everywhere: sample_effects(0),
            typed: (false, false, String::new()),
            errors: Vec::new(),
        };
        let refused = Self { typed: (true, true, "Non".into()), errors: vec![FieldError::new("reason", "Il manque une explication.")], ..full.clone() };
        let out = Self { question: sample_question("out"), said: Vec::new(), ..full.clone() };
        vec![("full", full), ("refused", refused), ("out", out)]
    }
}

impl Page for ProposalPage {
    const TEMPLATE: &'static str = "pages/certification/proposal.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let rows = sample_proposals();
        let page = |n: usize| Self {
            frame: sample_frame("jury"),
            row: rows[n].clone(),
            status: "open",
            settled: None,
            path: "/certificateur/sessions/0199c0de/passages/4".into(),
            effects: (n == 1).then(|| sample_effects(2)),
            losses: n == 1,
            rules: if n == 2 { vec![("Seuil du niveau Socle".into(), "−0,60".into(), "−0,52".into())] } else { Vec::new() },
            typed: String::new(),
            errors: Vec::new(),
        };
        let settled = |status| Self { status, settled: Some((crate::web::view::SAMPLE_NOW, "Vu ensemble.".into())), ..page(0) };
        let refused = Self { errors: vec![FieldError::new("note", "Il manque une explication.")], typed: "Non".into(), ..page(0) };
        vec![
            ("decision", page(0)),
            ("mine", page(1)),
            ("neutralisation", Self { row: ProposalRow { is_mine: false, ..rows[1].clone() }, losses: false, ..page(1) }),
            ("rules", page(2)),
            ("adopted", settled("adopted")),
            ("turned-down", settled("refused")),
            ("withdrawn", settled("withdrawn")),
            ("refused", refused),
        ]
    }
}
