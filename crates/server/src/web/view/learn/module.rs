//! A module: before it, after it, and on paper.

use serde::Serialize;
use serde_json::Value;

use super::modules::ModuleCard;
use super::offline::Keep;
use super::path::StepCard;
use super::prose::{Block, blocks};
use super::question::LearnQuestion;
use super::step::{CardView, MoveView, PassageView, sample_diagram, sample_passage};
use super::video::Film;
use crate::web::view::catalogue::ratings::RatingsPart;
use crate::web::view::corrected::Source;
use crate::web::view::{Page, SAMPLE_NOW};

/// `GET /progresser/modules/{id}`
#[derive(Debug, Clone, Serialize)]
pub struct ModulePage {
    /// As lists show it.
    pub card: ModuleCard,
    /// Its version.
    pub version: u32,
    /// `professionals`, `patients`, `trainers`.
    pub audience: &'static str,
    /// What it is about: an objective of the framework, in words; none for patients.
    pub objective: Option<String>,
    /// Whether experts have read it.
    pub is_reviewed: bool,
    /// Where its facts were read.
    pub source: Source,
    /// Modules that are better done before and were not.
    pub before: Vec<ModuleCard>,
    /// What it is made of: kinds of steps, in order.
    pub kinds: Vec<&'static str>,
    /// Questions in it.
    pub questions: u32,
    /// Cards in it.
    pub cards: u32,
    /// What was said one would do, at the end of the last run.
    pub gesture: Option<String>,
    /// What those who finished it say.
    pub ratings: RatingsPart,
    /// The address of this page for whoever links to it.
    pub canonical: String,
    /// Keeping it on this device.
    pub keep: Keep,
}

/// `GET /progresser/modules/{id}/fin`
#[derive(Debug, Clone, Serialize)]
pub struct ModuleEndPage {
    /// The module.
    pub card: ModuleCard,
    /// `professionals`, `patients`, `trainers`.
    pub audience: &'static str,
    /// Questions answered in it.
    pub answered: u32,
    /// Of these, all right.
    pub right: u32,
    /// What they will do on the next shift.
    pub gesture: Option<String>,
    /// The cards, with the day each comes back.
    pub coming_back: Vec<ComingBack>,
    /// The next module for them.
    pub next: Option<StepCard>,
    /// Whether they trained for an organisation that counts hours.
    pub is_learner: bool,
    /// Where they say what they think of it.
    pub ratings: RatingsPart,
    /// Whether this browser is all that knows them: an address would keep what they did.
    pub is_anonymous: bool,
}

/// Cards that come back on one day.
#[derive(Debug, Clone, Serialize)]
pub struct ComingBack {
    /// Microseconds UTC of that day.
    pub at: i64,
    /// Days from today.
    pub days: i64,
    /// How many.
    pub cards: u32,
}

/// `GET /progresser/modules/{id}/imprimer`
#[derive(Debug, Clone, Serialize)]
pub struct ModulePrintPage {
    /// The module.
    pub card: ModuleCard,
    /// Its version.
    pub version: u32,
    /// Whether experts have read it.
    pub is_reviewed: bool,
    /// Where its facts were read.
    pub source: Source,
    /// Everything in it, in order.
    pub steps: Vec<PrintedStep>,
    /// Where it is on the web.
    pub address: String,
}

/// A step on paper.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum PrintedStep {
    /// A text: a situation or a lesson.
    Passage(PassageView),
    /// A picture.
    Diagram {
        /// The domain's own.
        diagram: Value,
    },
    /// A worked example.
    Example {
        /// Who and where.
        passage: PassageView,
        /// What is done and why.
        moves: Vec<MoveView>,
    },
    /// What a film says and shows.
    Video {
        /// The film, with its transcript open.
        film: Box<Film>,
    },
    /// A question, without its answer.
    Question {
        /// A sentence that leads to it.
        lead: Option<String>,
        /// The question, with its form to be filled in by hand.
        asked: Box<LearnQuestion>,
    },
    /// Flashcards.
    Cards {
        /// All of them.
        cards: Vec<CardView>,
    },
    /// What to keep.
    Summary {
        /// Sentences.
        points: Vec<String>,
    },
    /// What to do on the next shift.
    Practice {
        /// The text.
        text: Vec<Block>,
        /// The gesture.
        gesture: String,
    },
}

fn ratings(nth: usize) -> RatingsPart {
    RatingsPart::samples().swap_remove(nth)
}

fn sample_source() -> Source {
    Source {
        title: "Référentiel national d'identitovigilance, volet 1".into(),
        publisher: "Ministère chargé de la santé".into(),
        date: "2021".into(),
        url: Some("https://esante.gouv.fr/".into()),
        checked: "novembre 2026".into(),
    }
}

impl Page for ModulePage {
    const TEMPLATE: &'static str = "pages/learn/module.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let new = Self {
            card: ModuleCard::sample(0, "new"),
            version: 1,
            audience: "professionals",
            objective: Some("Identifier un usager de façon fiable".into()),
            is_reviewed: false,
            source: sample_source(),
            before: vec![ModuleCard::sample(2, "new")],
            kinds: vec!["situation", "lesson", "diagram", "question", "cards", "summary", "practice"],
            questions: 2,
            cards: 4,
            gesture: None,
            ratings: ratings(0),
            canonical: "https://socle.example/progresser/modules/faire-dire-son-nom".into(),
            keep: Keep::sample(),
        };
        let open = Self { card: ModuleCard::sample(1, "open"), before: Vec::new(), is_reviewed: true, ..new.clone() };
        let done = Self {
            card: ModuleCard::sample(2, "done"),
            before: Vec::new(),
            gesture: Some("Demain, je relis ligne à ligne.".into()),
            ratings: ratings(2),
            ..new.clone()
        };
        let changed = Self { card: ModuleCard::sample(2, "changed"), ..done.clone() };
        let patients = Self {
            audience: "patients",
            objective: None,
            before: Vec::new(),
            source: Source { url: None, ..sample_source() },
            keep: Keep { film: None, ..Keep::sample() },
            ..new.clone()
        };
        vec![("new", new), ("open", open), ("done", done), ("changed", changed), ("patients", patients)]
    }
}

impl Page for ModuleEndPage {
    const TEMPLATE: &'static str = "pages/learn/end.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let whole = Self {
            card: ModuleCard::sample(0, "done"),
            audience: "professionals",
            answered: 2,
            right: 1,
            gesture: Some("Demain, je ne qualifie une identité qu'avec la pièce en main.".into()),
            coming_back: vec![
                ComingBack { at: SAMPLE_NOW + 86_400_000_000, days: 1, cards: 1 },
                ComingBack { at: SAMPLE_NOW + 8 * 86_400_000_000, days: 8, cards: 3 },
            ],
            next: Some(StepCard::sample()),
            is_learner: true,
            ratings: ratings(3),
            is_anonymous: false,
        };
        let bare = Self { answered: 0, right: 0, gesture: None, coming_back: Vec::new(), next: None, is_learner: false, is_anonymous: true, ..whole.clone() };
        let patients = Self { audience: "patients", ..bare.clone() };
        let trainers = Self { audience: "trainers", ..whole.clone() };
        vec![("whole", whole), ("bare", bare), ("patients", patients), ("trainers", trainers)]
    }
}

impl Page for ModulePrintPage {
    const TEMPLATE: &'static str = "pages/learn/print.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let steps = vec![
            PrintedStep::Passage(sample_passage()),
            PrintedStep::Diagram { diagram: sample_diagram("decision") },
            PrintedStep::Example {
                passage: sample_passage(),
                moves: vec![MoveView { does: "Ouvrir le message sans cliquer.".into(), because: "Lire ne coûte rien.".into() }],
            },
            PrintedStep::Video { film: Box::new(Film::sample().printed()) },
            PrintedStep::Question { lead: Some("Le piège est dans la carte elle-même.".into()), asked: Box::new(LearnQuestion::sample("single-choice")) },
            PrintedStep::Question { lead: None, asked: Box::new(LearnQuestion::sample("mailbox")) },
            PrintedStep::Cards { cards: vec![CardView { front: "Que faut-il ?".into(), back: "Les deux.".into(), grade: None }] },
            PrintedStep::Summary { points: vec!["On qualifie quand les deux sont là.".into(); 3] },
            PrintedStep::Practice { text: blocks("Une phrase suffit."), gesture: "Demain, je relis.".into() },
        ];
        let page = Self {
            card: ModuleCard::sample(0, "new"),
            version: 1,
            is_reviewed: false,
            source: sample_source(),
            steps,
            address: "https://socle.example/progresser/modules/faire-dire-son-nom".into(),
        };
        vec![("whole", page)]
    }
}
