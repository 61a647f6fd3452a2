//! Pages of cut scores and rules, and of the studies in which a panel sets them.

use serde::Serialize;

use super::Frame;
use super::jury::sample_frame;
use crate::render::Page;
use crate::web::view::workshop::Sheet;
use crate::web::view::{FieldError, SAMPLE_NOW};

/// Rules, in numbers.
#[derive(Debug, Clone, Serialize)]
pub struct RulesView {
    /// Cut scores of Socle, Avancé, Expert.
    pub cuts: Vec<f64>,
    /// Probability with which a level must be held.
    pub certainty: f64,
    /// Key of the name of the level to reach.
    pub pass: &'static str,
    /// Key of the least level of each domain, and with which probability.
    pub minimum: Option<(&'static str, f64)>,
    /// Fewest questions that decide.
    pub least: u32,
    /// Where they come from.
    pub source: String,
}

/// Rules that were adopted.
#[derive(Debug, Clone, Serialize)]
pub struct AdoptedRow {
    /// Their number.
    pub number: i64,
    /// When, microseconds UTC.
    pub at: i64,
    /// They.
    pub rules: RulesView,
}

/// A study in the list.
#[derive(Debug, Clone, Serialize)]
pub struct StudyRow {
    /// Its identifier.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// `angoff` or `bookmark`.
    pub method: &'static str,
    /// `draft`, `open`, `closed`, `adopted`.
    pub status: &'static str,
    /// When it was made, microseconds UTC.
    pub at: i64,
}

/// What a domain minimum does to decisions, by simulation. Shares of the people.
#[derive(Debug, Clone, Serialize)]
pub struct MinimumRow {
    /// Key of the least level and with which probability; none for the decision on the whole alone.
    pub minimum: Option<(&'static str, f64)>,
    /// Who is certified.
    pub certified: f64,
    /// Who is certified and does not hold what is asked.
    pub wrongly_certified: f64,
    /// Who holds what is asked and is turned away.
    pub wrongly_refused: f64,
    /// Who holds the whole and is turned away.
    pub refused_though_whole: f64,
    /// On whom two exams decide alike.
    pub consistency: f64,
}

/// Rules as they were typed.
#[derive(Debug, Clone, Default, Serialize)]
pub struct TypedRules {
    /// Cut scores.
    pub cuts: [String; 3],
    /// Where they come from.
    pub source: String,
    /// In percent.
    pub certainty: String,
    /// From 1; empty for none.
    pub minimum_level: String,
    /// In percent.
    pub minimum_certainty: String,
    /// Why.
    pub reason: String,
    /// The study they come from; may be empty.
    pub study: String,
}

/// A new study as it was typed.
#[derive(Debug, Clone, Default, Serialize)]
pub struct TypedStudy {
    /// What it is called.
    pub title: String,
    /// `angoff` or `bookmark`.
    pub method: String,
    /// How many questions.
    pub items: String,
    /// How many rounds.
    pub rounds: String,
    /// Who is on each border.
    pub borders: [String; 3],
}

/// `GET /certificateur/seuils`
#[derive(Debug, Clone, Serialize)]
pub struct StandardsPage {
    /// What stands around.
    pub frame: Frame,
    /// Whether whoever looks may propose rules and make studies.
    pub governs: bool,
    /// What holds now.
    pub now: RulesView,
    /// What was adopted, the newest first.
    pub adopted: Vec<AdoptedRow>,
    /// The proposal that waits: its identifier.
    pub proposed: Option<String>,
    /// Studies.
    pub studies: Vec<StudyRow>,
    /// What a domain minimum does, where this edition was simulated.
    pub minimum: Vec<MinimumRow>,
    /// Names of the levels above the first, with their numbers.
    pub levels: Vec<(u8, &'static str)>,
    /// As typed.
    pub typed: TypedRules,
    /// Fields: `cuts-1`, `certainty`, `reason`.
    pub errors: Vec<FieldError>,
}

/// `GET /certificateur/seuils/etudes`
#[derive(Debug, Clone, Serialize)]
pub struct NewStudyPage {
    /// What stands around.
    pub frame: Frame,
    /// As typed.
    pub typed: TypedStudy,
    /// Fields: `title`, `items`, `borders`.
    pub errors: Vec<FieldError>,
}

/// A judge.
#[derive(Debug, Clone, Serialize)]
pub struct JudgeRow {
    /// Its identifier.
    pub id: String,
    /// Name and trade.
    pub name: String,
    /// The last round handed in.
    pub finished: i64,
    /// Whether they can be taken out.
    pub may_go: bool,
}

/// A cut that a panel found.
#[derive(Debug, Clone, Serialize)]
pub struct CutRow {
    /// Key of the level's name.
    pub level: &'static str,
    /// The cut.
    pub cut: f64,
    /// Its standard error.
    pub error: f64,
    /// Cut and spread of each round.
    pub rounds: Vec<(Option<f64>, f64)>,
    /// Each judge's own: letter, cut, whether far from the others.
    pub judges: Vec<(String, Option<f64>, bool)>,
    /// Whether the judges came closer.
    pub converged: bool,
    /// How alike they see which questions are hard.
    pub dependability: Option<f64>,
    /// Share of the population above.
    pub above: f64,
}

/// `GET /certificateur/seuils/etudes/{id}`
#[derive(Debug, Clone, Serialize)]
pub struct StudyPage {
    /// What stands around.
    pub frame: Frame,
    /// The study.
    pub row: StudyRow,
    /// Whether whoever looks leads it.
    pub governs: bool,
    /// Whether whoever looks judges in it and has not handed the round in.
    pub judges_now: bool,
    /// The round.
    pub round: i64,
    /// Rounds.
    pub rounds: u8,
    /// Who handed this round in.
    pub handed_in: usize,
    /// Questions.
    pub items: usize,
    /// Who is on each border: key of the level, words.
    pub borders: Vec<(&'static str, String)>,
    /// Judges.
    pub judges: Vec<JudgeRow>,
    /// What came out of the rounds that are over.
    pub cuts: Vec<CutRow>,
    /// Whether the cuts rise, and can be proposed.
    pub may_adopt: bool,
    /// Address and name as typed.
    pub typed: (String, String),
    /// Field: `email`.
    pub errors: Vec<FieldError>,
}

/// A question as a judge has it before them.
#[derive(Debug, Clone, Serialize)]
pub struct JudgedRow {
    /// From 1.
    pub number: usize,
    /// Its name.
    pub id: String,
    /// What was said of it for each border, in percent; none where nothing was.
    pub said: [Option<f64>; 3],
    /// The panel in the round before: lowest, middle, highest for each border; nothing in the first.
    pub before: Vec<(f64, f64, f64)>,
}

/// `GET /certificateur/seuils/etudes/{id}/juger`
#[derive(Debug, Clone, Serialize)]
pub struct JudgePage {
    /// What stands around.
    pub frame: Frame,
    /// The study.
    pub row: StudyRow,
    /// The round.
    pub round: i64,
    /// Rounds.
    pub rounds: u8,
    /// Whether the round can still be changed.
    pub is_at_work: bool,
    /// Who is on each border.
    pub borders: Vec<(&'static str, String)>,
    /// The questions.
    pub rows: Vec<JudgedRow>,
    /// Judgements that are missing.
    pub owed: usize,
    /// Marks in the booklet as typed or kept.
    pub marks: [String; 3],
    /// What came out of the round before.
    pub cuts: Vec<CutRow>,
    /// Fields: `mark-1`….
    pub errors: Vec<FieldError>,
}

/// `GET /certificateur/seuils/etudes/{id}/juger/{number}`
#[derive(Debug, Clone, Serialize)]
pub struct RatePage {
    /// What stands around.
    pub frame: Frame,
    /// The study.
    pub row: StudyRow,
    /// Whether the round can still be changed.
    pub is_at_work: bool,
    /// The question in this round.
    pub judged: JudgedRow,
    /// Of so many.
    pub count: usize,
    /// Its text with its key.
    pub sheet: Sheet,
    /// Its title.
    pub title: String,
    /// Who is on each border.
    pub borders: Vec<(&'static str, String)>,
    /// As typed.
    pub typed: [String; 3],
    /// Fields: `rating-1`….
    pub errors: Vec<FieldError>,
}

fn sample_rules(minimum: bool) -> RulesView {
    RulesView {
        cuts: vec![-0.6, 0.6, 1.6],
        certainty: 0.5,
        pass: "level-socle",
        minimum: minimum.then_some(("level-socle", 0.5)),
        least: 24,
        source: "Étude de l’automne 2026, douze juges".into(),
    }
}

fn sample_study(status: &'static str, method: &'static str) -> StudyRow {
    StudyRow { id: "0199c0de".into(), title: "Seuils de l’automne 2026".into(), method, status, at: SAMPLE_NOW }
}

fn sample_cut(level: &'static str, cut: f64) -> CutRow {
    CutRow {
        level,
        cut,
        error: 0.08,
        rounds: vec![(Some(cut - 0.1), 1.4), (None, 0.9)],
        judges: vec![("A".into(), Some(cut + 0.2), false), ("B".into(), None, true)],
        converged: cut < 0.0,
        dependability: (cut < 0.0).then_some(0.84),
        above: 0.71,
    }
}

fn sample_borders() -> Vec<(&'static str, String)> {
    ["level-socle", "level-avance", "level-expert"].map(|level| (level, "Sait tenir son poste sans aide.".to_owned())).into()
}

fn sample_judged(number: usize) -> JudgedRow {
    JudgedRow {
        number,
        id: "donnees-un".into(),
        said: [Some(60.0), Some(80.0), None],
        before: if number == 1 { vec![(40.0, 55.0, 80.0); 3] } else { Vec::new() },
    }
}

impl Page for StandardsPage {
    const TEMPLATE: &'static str = "pages/certification/standards.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let full = Self {
            frame: sample_frame("standards"),
            governs: true,
            now: sample_rules(true),
            adopted: vec![
                AdoptedRow { number: 2, at: SAMPLE_NOW, rules: sample_rules(true) },
                AdoptedRow { number: 1, at: SAMPLE_NOW, rules: sample_rules(false) },
            ],
            proposed: None,
            studies: [("draft", "angoff"), ("open", "bookmark"), ("closed", "angoff"), ("adopted", "angoff")].map(|(s, m)| sample_study(s, m)).into(),
            minimum: [None, Some(("level-socle", 0.5))]
                .map(|minimum| MinimumRow {
                    minimum,
                    certified: 0.61,
                    wrongly_certified: 0.05,
                    wrongly_refused: 0.06,
                    refused_though_whole: 0.12,
                    consistency: 0.88,
                })
                .into(),
            levels: vec![(1, "level-socle"), (2, "level-avance"), (3, "level-expert")],
            typed: TypedRules::default(),
            errors: Vec::new(),
        };
        let refused = Self { errors: vec![FieldError::new("cuts-1", "Les seuils ne montent pas.")], ..full.clone() };
        let juror = Self { governs: false, proposed: Some("0199c0df".into()), ..full.clone() };
        let first = Self { now: sample_rules(false), adopted: Vec::new(), studies: Vec::new(), minimum: Vec::new(), ..full.clone() };
        vec![("full", full), ("refused", refused), ("juror", juror), ("first", first)]
    }
}

impl Page for NewStudyPage {
    const TEMPLATE: &'static str = "pages/certification/study-new.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let typed = TypedStudy { method: "angoff".into(), items: "30".into(), rounds: "2".into(), ..TypedStudy::default() };
        let blank = Self { frame: sample_frame("standards"), typed, errors: Vec::new() };
        let refused = Self { errors: vec![FieldError::new("title", "Il manque un titre.")], ..blank.clone() };
        vec![("blank", blank), ("refused", refused)]
    }
}

impl Page for StudyPage {
    const TEMPLATE: &'static str = "pages/certification/study.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let judge = |n: i64| JudgeRow { id: format!("0199c0e{n}"), name: "Camille Roux, cadre de santé".into(), finished: n, may_go: n == 0 };
        let open = Self {
            frame: sample_frame("standards"),
            row: sample_study("open", "angoff"),
            governs: true,
            judges_now: true,
            round: 2,
            rounds: 3,
            handed_in: 1,
            items: 30,
            borders: sample_borders(),
            judges: vec![judge(0), judge(1)],
            cuts: vec![sample_cut("level-socle", -0.52), sample_cut("level-avance", 0.7)],
            may_adopt: false,
            typed: (String::new(), String::new()),
            errors: Vec::new(),
        };
        let draft = Self { row: sample_study("draft", "bookmark"), round: 0, judges: Vec::new(), cuts: Vec::new(), judges_now: false, ..open.clone() };
        let refused = Self { typed: ("zoe".into(), String::new()), errors: vec![FieldError::new("email", "Ce n’est pas une adresse.")], ..draft.clone() };
        let closed = Self { row: sample_study("closed", "angoff"), may_adopt: true, judges_now: false, ..open.clone() };
        let juror = Self { governs: false, ..closed.clone() };
        let adopted = Self { row: sample_study("adopted", "bookmark"), ..closed.clone() };
        let last = Self { rounds: 2, ..open.clone() };
        vec![("open", open), ("last", last), ("draft", draft), ("refused", refused), ("closed", closed), ("juror", juror), ("adopted", adopted)]
    }
}

impl Page for JudgePage {
    const TEMPLATE: &'static str = "pages/certification/judge.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let angoff = Self {
            frame: sample_frame("standards"),
            row: sample_study("open", "angoff"),
            round: 2,
            rounds: 2,
            is_at_work: true,
            borders: sample_borders(),
            rows: vec![sample_judged(1), sample_judged(2)],
            owed: 2,
            marks: Default::default(),
            cuts: vec![sample_cut("level-socle", -0.5)],
            errors: Vec::new(),
        };
        let bookmark = Self {
            row: sample_study("open", "bookmark"),
            marks: ["3".into(), String::new(), String::new()],
            cuts: Vec::new(),
            owed: 3,
            errors: vec![FieldError::new("mark-1", "Il manque une page.")],
            ..angoff.clone()
        };
        let done = Self { is_at_work: false, owed: 0, ..angoff.clone() };
        let ready = Self { owed: 0, ..angoff.clone() };
        vec![("angoff", angoff), ("bookmark", bookmark), ("done", done), ("ready", ready)]
    }
}

impl Page for RatePage {
    const TEMPLATE: &'static str = "pages/certification/rate.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let sheet = crate::web::view::workshop::ReviewPage::samples().into_iter().find_map(|(_, page)| page.sheet).expect("a sheet");
        let first = Self {
            frame: sample_frame("standards"),
            row: sample_study("open", "angoff"),
            is_at_work: true,
            judged: sample_judged(1),
            count: 30,
            sheet,
            title: "Deux dossiers pour une personne".into(),
            borders: sample_borders(),
            typed: ["60".into(), "80".into(), String::new()],
            errors: Vec::new(),
        };
        let refused = Self { errors: vec![FieldError::new("rating-1", "Un nombre de 0 à 100.")], ..first.clone() };
        let last = Self { judged: sample_judged(30), is_at_work: false, ..first.clone() };
        let end = Self { is_at_work: true, ..last.clone() };
        vec![("first", first), ("refused", refused), ("last", last), ("end", end)]
    }
}
