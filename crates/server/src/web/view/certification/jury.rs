//! Pages of the jury: what waits, an exam with its sittings, one sitting, a question to neutralise, a proposal, appeals.

use serde::Serialize;

use super::{Entry, Frame};
use crate::render::Page;
use crate::web::view::{FieldError, SAMPLE_NOW};

/// What is decided of a sitting: the text `ruling-{outcome}` with the name of its level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct RulingView {
    /// `certified`, `refused` or `void`.
    pub outcome: &'static str,
    /// Key of the level's name.
    pub level: &'static str,
}

/// An exam in a list.
#[derive(Debug, Clone, Serialize)]
pub struct ExamRow {
    /// Its identifier.
    pub id: String,
    /// Its number, as people read it.
    pub number: String,
    /// The centre.
    pub centre: String,
    /// When it began, microseconds UTC.
    pub at: i64,
    /// `finished`, `finalised`, `decided` or `published`.
    pub status: &'static str,
    /// Sittings.
    pub sittings: i64,
    /// Reports of its invigilators.
    pub reports: i64,
}

/// Something that waits for a second person.
#[derive(Debug, Clone, Serialize)]
pub struct ProposalRow {
    /// Its identifier.
    pub id: String,
    /// `decision`, `neutralisation` or `rules`.
    pub matter: &'static str,
    /// What is proposed, in one line.
    pub what: String,
    /// Why.
    pub reason: String,
    /// When, microseconds UTC.
    pub at: i64,
    /// Whether whoever looks proposed it.
    pub is_mine: bool,
}

/// `GET /certificateur`
#[derive(Debug, Clone, Serialize)]
pub struct InboxPage {
    /// What stands around.
    pub frame: Frame,
    /// What waits for a second person.
    pub proposals: Vec<ProposalRow>,
    /// Exams to decide on.
    pub to_decide: Vec<ExamRow>,
    /// Decided: to publish.
    pub to_publish: Vec<ExamRow>,
    /// Over, not sent by their centre yet.
    pub awaited: Vec<ExamRow>,
    /// Published.
    pub published: Vec<ExamRow>,
    /// Appeals without an answer.
    pub appeals: usize,
    /// Studies in which whoever looks is asked to judge: name and path.
    pub studies: Vec<(String, String)>,
}

/// A sitting in the list of its exam.
#[derive(Debug, Clone, Serialize)]
pub struct CaseRow {
    /// By which the jury knows it.
    pub number: i64,
    /// What stands; none before the rule decided.
    pub ruling: Option<RulingView>,
    /// `rule`, `jury`, `rescoring`, `appeal`.
    pub kind: &'static str,
    /// Probability of the level to reach.
    pub probability: Option<f64>,
    /// Whether somebody has to look at it.
    pub waits: bool,
    /// Whether it is close to the border, looked at or not.
    pub close: bool,
    /// Questions that count.
    pub counted: u32,
    /// Alerts of the candidate.
    pub alerts: i64,
    /// Incidents reported.
    pub incidents: i64,
    /// Frauds reported.
    pub frauds: i64,
    /// Whether another decision is proposed.
    pub proposed: bool,
}

/// A report of an invigilator.
#[derive(Debug, Clone, Serialize)]
pub struct ReportRow {
    /// Its identifier.
    pub id: String,
    /// The sitting it is about.
    pub number: Option<i64>,
    /// `incident` or `fraud`.
    pub kind: String,
    /// What happened, in one word.
    pub category: String,
    /// In words.
    pub body: Vec<String>,
    /// Who wrote it.
    pub author: String,
    /// When, microseconds UTC.
    pub at: Option<i64>,
    /// What the jury made of it; none while it waits.
    pub outcome: Option<String>,
}

/// What stands between an exam and its decision.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct MissingView {
    /// Sittings without a decision.
    pub undecided: usize,
    /// Proposals that wait.
    pub proposals: usize,
    /// Reports of fraud to examine.
    pub frauds: usize,
    /// Close calls to look at.
    pub close: usize,
}

/// A question that counts for nobody.
#[derive(Debug, Clone, Serialize)]
pub struct OutRow {
    /// Its name.
    pub item: String,
    /// Why.
    pub reason: String,
    /// When, microseconds UTC.
    pub at: i64,
    /// Whether it counts for nobody in any exam.
    pub everywhere: bool,
}

/// `GET /certificateur/sessions/{exam}`
#[derive(Debug, Clone, Serialize)]
pub struct ExamPage {
    /// What stands around.
    pub frame: Frame,
    /// The exam.
    pub exam: ExamRow,
    /// Its sittings; those to look at first.
    pub rows: Vec<CaseRow>,
    /// How many are certified, not certified, without effect.
    pub counts: [usize; 3],
    /// What is missing.
    pub missing: MissingView,
    /// Whether anything is.
    pub is_ready: bool,
    /// Whether whoever looks may publish.
    pub governs: bool,
    /// Reports.
    pub reports: Vec<ReportRow>,
    /// Questions that count for nobody.
    pub out: Vec<OutRow>,
    /// What waits for a second person.
    pub proposals: Vec<ProposalRow>,
    /// What was typed about the report with this identifier.
    pub typed: (String, String),
    /// Field: `words-{report}`.
    pub errors: Vec<FieldError>,
}

/// A step of the rule.
#[derive(Debug, Clone, Serialize)]
pub struct StepRow {
    /// Key of the level's name.
    pub level: &'static str,
    /// Its cut score.
    pub cut: Option<f64>,
    /// Probability of the level or a higher one.
    pub probability: f64,
    /// Which is asked for.
    pub certainty: f64,
    /// Whether it is reached.
    pub is_reached: bool,
}

/// A domain, as a band.
#[derive(Debug, Clone, Serialize)]
pub struct DomainRow {
    /// Its name.
    pub name: String,
    /// Questions that count.
    pub answered: u32,
    /// Keys of the lowest and the highest level, and the probability that they hold; none below five questions.
    pub band: Option<(&'static str, &'static str, f64)>,
}

/// A decision of the past, or the one that stands.
#[derive(Debug, Clone, Serialize)]
pub struct DecisionRow {
    /// Where it comes from.
    pub kind: &'static str,
    /// What it says.
    pub ruling: RulingView,
    /// When, microseconds UTC.
    pub at: i64,
    /// Why, where people decided.
    pub reason: String,
    /// Whether whoever looks had a part in it.
    pub is_mine: bool,
}

/// Something that happened.
#[derive(Debug, Clone, Serialize)]
pub struct EventRow {
    /// In words.
    pub what: String,
    /// When, microseconds UTC.
    pub at: i64,
}

/// An alert.
#[derive(Debug, Clone, Serialize)]
pub struct AlertRow {
    /// Number of the question.
    pub seq: i64,
    /// The question.
    pub item: String,
    /// The candidate's words.
    pub body: String,
    /// `open`, `frozen`, `kept`, `withdrawn`.
    pub status: String,
}

/// The numbers of a decision.
#[derive(Debug, Clone, Serialize)]
pub struct NumbersView {
    /// Estimate of the overall ability.
    pub estimate: f64,
    /// Where it lies with 95 %.
    pub interval: (f64, f64),
    /// Whether the interval holds the border.
    pub close: bool,
    /// The steps of the rule.
    pub steps: Vec<StepRow>,
    /// The domains.
    pub domains: Vec<DomainRow>,
    /// Domains below the least level: name, probability, probability asked for.
    pub below: Vec<(String, f64, f64)>,
    /// Questions that count, and how many are needed.
    pub enough: (u32, u32),
    /// Questions tried out, set aside, neutralised.
    pub besides: (u32, u32, u32),
}

/// Another decision, as it was typed.
#[derive(Debug, Clone, Default, Serialize)]
pub struct TypedRuling {
    /// `certified`, `refused`, `void`.
    pub outcome: String,
    /// The level from 0.
    pub level: String,
    /// Why.
    pub reason: String,
    /// What was seen.
    pub words: String,
}

/// `GET /certificateur/sessions/{exam}/passages/{number}`
#[derive(Debug, Clone, Serialize)]
pub struct CasePage {
    /// What stands around.
    pub frame: Frame,
    /// The exam.
    pub exam: ExamRow,
    /// The sitting.
    pub row: CaseRow,
    /// Its numbers; none where nothing was answered.
    pub numbers: Option<NumbersView>,
    /// Every decision, the newest first.
    pub history: Vec<DecisionRow>,
    /// What happened.
    pub events: Vec<EventRow>,
    /// What the candidate said of questions.
    pub alerts: Vec<AlertRow>,
    /// What is proposed.
    pub proposal: Option<ProposalRow>,
    /// Whether another decision may be asked for.
    pub may_propose: bool,
    /// Levels that can be given: number and key of the name.
    pub levels: Vec<(u8, &'static str)>,
    /// As typed.
    pub typed: TypedRuling,
    /// Fields: `words`, `outcome`, `reason`.
    pub errors: Vec<FieldError>,
}

/// Around a page, for samples.
pub(super) fn sample_frame(here: &'static str) -> Frame {
    let entry = |(name, path): (&'static str, &str)| Entry { name, path: path.into(), is_here: name == here };
    let entries = [
        ("jury", "/certificateur"),
        ("appeals", "/certificateur/recours"),
        ("centres", "/certificateur/centres"),
        ("standards", "/certificateur/seuils"),
        ("registry", "/certificateur/registre"),
        ("cpf", "/certificateur/cpf"),
    ];
    Frame { governs: true, entries: entries.map(entry).into() }
}

pub(super) const CERTIFIED: RulingView = RulingView { outcome: "certified", level: "level-socle" };
pub(super) const REFUSED: RulingView = RulingView { outcome: "refused", level: "level-decouverte" };
pub(super) const VOID: RulingView = RulingView { outcome: "void", level: "level-decouverte" };

pub(super) fn sample_exam(status: &'static str) -> ExamRow {
    ExamRow { id: "0199c0de".into(), number: "BCD FGH".into(), centre: "IFSI du Val de Loire".into(), at: SAMPLE_NOW, status, sittings: 12, reports: 2 }
}

pub(super) fn sample_proposals() -> Vec<ProposalRow> {
    [("decision", false), ("neutralisation", true), ("rules", false)]
        .map(|(matter, is_mine)| ProposalRow {
            id: "0199c0df".into(),
            matter,
            what: "Passage n° 4 de la session BCD FGH : certifié, niveau Socle".into(),
            reason: "Le signalement n’a pas été traité : trois minutes perdues sur une question qui ne s’affichait pas.".into(),
            at: SAMPLE_NOW,
            is_mine,
        })
        .into()
}

fn sample_row(number: i64, ruling: Option<RulingView>, kind: &'static str, waits: bool) -> CaseRow {
    let probability = ruling.filter(|r| r.outcome != "void").map(|r| if r.outcome == "certified" { 0.93 } else { 0.41 });
    CaseRow {
        number,
        ruling,
        kind,
        probability,
        waits,
        close: waits || number == 9,
        counted: 32,
        alerts: i64::from(waits),
        incidents: number % 2,
        frauds: number % 3 / 2,
        proposed: number == 2,
    }
}

fn sample_report(kind: &str, outcome: Option<&str>) -> ReportRow {
    ReportRow {
        id: "0199c0e0".into(),
        number: outcome.is_none().then_some(4),
        kind: kind.into(),
        category: "Téléphone".into(),
        body: vec!["Le téléphone de la personne candidate a sonné à 10 h 12.".into(), "Il n’a pas été consulté.".into()],
        author: "Camille Roux".into(),
        at: outcome.is_none().then_some(SAMPLE_NOW),
        outcome: outcome.map(Into::into),
    }
}

impl Page for InboxPage {
    const TEMPLATE: &'static str = "pages/certification/inbox.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let full = Self {
            frame: sample_frame("jury"),
            proposals: sample_proposals(),
            to_decide: vec![sample_exam("finalised")],
            to_publish: vec![sample_exam("decided")],
            awaited: vec![sample_exam("finished")],
            published: vec![sample_exam("published"); 3],
            appeals: 2,
            studies: vec![("Seuils de l’automne 2026".into(), "/certificateur/seuils/etudes/0199c0de/juger".into())],
        };
        let empty = Self {
            proposals: Vec::new(),
            to_decide: Vec::new(),
            to_publish: Vec::new(),
            awaited: Vec::new(),
            published: Vec::new(),
            appeals: 0,
            studies: Vec::new(),
            ..full.clone()
        };
        vec![("full", full), ("empty", empty)]
    }
}

impl Page for ExamPage {
    const TEMPLATE: &'static str = "pages/certification/exam-jury.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let rows = vec![
            sample_row(4, Some(REFUSED), "rule", true),
            sample_row(2, Some(CERTIFIED), "jury", false),
            sample_row(7, Some(VOID), "rescoring", false),
            sample_row(9, Some(CERTIFIED), "appeal", false),
            sample_row(11, None, "rule", false),
        ];
        let to_decide = Self {
            frame: sample_frame("jury"),
            exam: sample_exam("finalised"),
            rows,
            counts: [9, 2, 1],
            missing: MissingView { undecided: 1, proposals: 1, frauds: 1, close: 1 },
            is_ready: false,
            governs: true,
            reports: vec![sample_report("fraud", None), sample_report("incident", Some("Sans suite : l’incident n’a pas touché le passage."))],
            out: [true, false]
                .map(|everywhere| OutRow {
                    item: "donnees-identite-deux-dossiers".into(),
                    reason: "Deux réponses sont justes.".into(),
                    at: SAMPLE_NOW,
                    everywhere,
                })
                .into(),
            proposals: sample_proposals(),
            typed: (String::new(), String::new()),
            errors: Vec::new(),
        };
        let refused = Self {
            typed: ("0199c0e0".into(), "Non".into()),
            errors: vec![FieldError::new("words-0199c0e0", "Il manque une explication.")],
            ..to_decide.clone()
        };
        let calm = Self { missing: MissingView::default(), is_ready: true, reports: Vec::new(), out: Vec::new(), proposals: Vec::new(), ..to_decide.clone() };
        let of = |status| Self { exam: sample_exam(status), ..calm.clone() };
        let juror = Self { governs: false, ..of("decided") };
        let none = Self { rows: Vec::new(), counts: [0; 3], ..of("finished") };
        vec![
            ("to-decide", to_decide),
            ("refused", refused),
            ("ready", calm.clone()),
            ("decided", of("decided")),
            ("juror", juror),
            ("published", of("published")),
            ("none", none),
        ]
    }
}

pub(super) fn sample_numbers() -> NumbersView {
    let step = |level, cut, probability: f64| StepRow { level, cut, probability, certainty: 0.5, is_reached: probability >= 0.5 };
    NumbersView {
        estimate: -0.52,
        interval: (-0.98, -0.06),
        close: true,
        steps: vec![
            step("level-decouverte", None, 1.0),
            step("level-socle", Some(-0.6), 0.63),
            step("level-avance", Some(0.6), 0.02),
            step("level-expert", Some(1.6), 0.001),
        ],
        domains: vec![
            DomainRow { name: "Données de santé".into(), answered: 7, band: Some(("level-decouverte", "level-socle", 0.88)) },
            DomainRow { name: "Cybersécurité".into(), answered: 6, band: Some(("level-socle", "level-socle", 0.83)) },
            DomainRow { name: "Télésanté".into(), answered: 4, band: None },
        ],
        below: vec![("Télésanté".into(), 0.34, 0.5)],
        enough: (32, 24),
        besides: (3, 1, 1),
    }
}

pub(super) fn sample_history() -> Vec<DecisionRow> {
    let row = |kind, ruling, reason: &str| DecisionRow { kind, ruling, at: SAMPLE_NOW, reason: reason.into(), is_mine: kind == "jury" };
    vec![
        row("appeal", CERTIFIED, "Le recours est fondé."),
        row("rescoring", CERTIFIED, "Deux réponses de la question étaient justes."),
        row("jury", REFUSED, "Rien dans les événements ne met le résultat en cause."),
        row("rule", REFUSED, ""),
    ]
}

impl Page for CasePage {
    const TEMPLATE: &'static str = "pages/certification/case.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let full = Self {
            frame: sample_frame("jury"),
            exam: sample_exam("finalised"),
            row: CaseRow { proposed: false, ..sample_row(4, Some(REFUSED), "rule", true) },
            numbers: Some(sample_numbers()),
            history: sample_history(),
            events: vec![EventRow { what: "A commencé".into(), at: SAMPLE_NOW }, EventRow { what: "A quitté la page".into(), at: SAMPLE_NOW + 1_000_000 }],
            alerts: ["open", "frozen", "kept", "withdrawn"]
                .map(|status| AlertRow { seq: 7, item: "messagerie-piece-jointe".into(), body: "L’image ne s’affiche pas.".into(), status: status.into() })
                .into(),
            proposal: None,
            may_propose: true,
            levels: vec![(1, "level-socle"), (2, "level-avance"), (3, "level-expert")],
            typed: TypedRuling::default(),
            errors: Vec::new(),
        };
        let refused = Self {
            typed: TypedRuling { outcome: "certified".into(), level: "2".into(), reason: "Non".into(), words: String::new() },
            errors: vec![FieldError::new("reason", "Il manque une explication."), FieldError::new("words", "Il manque une explication.")],
            ..full.clone()
        };
        let proposed = Self { proposal: sample_proposals().into_iter().next(), may_propose: false, ..full.clone() };
        let void = Self {
            row: sample_row(7, Some(VOID), "rule", false),
            numbers: None,
            events: Vec::new(),
            alerts: Vec::new(),
            history: Vec::new(),
            exam: sample_exam("published"),
            may_propose: false,
            ..full.clone()
        };
        vec![("full", full), ("refused", refused), ("proposed", proposed), ("void", void)]
    }
}

#[cfg(test)]
pub(in crate::web::view) fn render_all(
    renderer: &crate::render::Renderer,
    out: &mut Vec<crate::web::view::Rendered>,
) -> Result<(), crate::render::RenderError> {
    use super::{neutralise, result, standards};
    use crate::web::view::render;
    render::<InboxPage>(renderer, out)?;
    render::<ExamPage>(renderer, out)?;
    render::<CasePage>(renderer, out)?;
    render::<neutralise::QuestionsPage>(renderer, out)?;
    render::<neutralise::NeutralisePage>(renderer, out)?;
    render::<neutralise::ProposalPage>(renderer, out)?;
    render::<result::CandidateResultPage>(renderer, out)?;
    render::<result::AppealsPage>(renderer, out)?;
    render::<result::AppealPage>(renderer, out)?;
    render::<standards::StandardsPage>(renderer, out)?;
    render::<standards::NewStudyPage>(renderer, out)?;
    render::<standards::StudyPage>(renderer, out)?;
    render::<standards::JudgePage>(renderer, out)?;
    render::<standards::RatePage>(renderer, out)
}
