//! Two minutes of practice: before, one thing after the other, and when it comes back.

use serde::Serialize;

use super::path::StepCard;
use super::question::LearnQuestion;
use crate::web::view::Page;

/// `GET /progresser/revoir`
#[derive(Debug, Clone, Serialize)]
pub struct PracticePage {
    /// What comes back today.
    pub due: u32,
    /// What was met and never practised.
    pub new: u32,
    /// What comes back later.
    pub later: u32,
    /// In how many days the next of these comes back.
    pub next: Option<i64>,
    /// Whether a round is under way.
    pub has_round: bool,
}

/// `GET /progresser/revoir/{round}/{n}`
#[derive(Debug, Clone, Serialize)]
pub struct RoundPage {
    /// Where its forms go.
    pub action: String,
    /// Where the round goes on.
    pub go_on: String,
    /// The n-th thing.
    pub number: u32,
    /// Things in this round.
    pub count: u32,
    /// A flashcard.
    pub card: Option<CardFace>,
    /// A question.
    pub asked: Option<LearnQuestion>,
}

/// A flashcard, on one of its sides.
#[derive(Debug, Clone, Serialize)]
pub struct CardFace {
    /// The question.
    pub front: String,
    /// The answer, once it is turned.
    pub back: Option<String>,
    /// Title of its module.
    pub module: String,
    /// Where the module is.
    pub href: String,
    /// What one says of it, and in how many days it comes back then.
    pub grades: Vec<GradeChoice>,
    /// Language of the card.
    pub content_lang: &'static str,
}

/// A grade, as a button.
#[derive(Debug, Clone, Serialize)]
pub struct GradeChoice {
    /// `again`, `hard`, `good` or `easy`.
    pub word: &'static str,
    /// In how many days it comes back.
    pub days: i64,
}

/// `GET /progresser/revoir/{round}/fin`
#[derive(Debug, Clone, Serialize)]
pub struct RoundEndPage {
    /// What was done, in order.
    pub rows: Vec<BackRow>,
    /// What is still due today.
    pub due: u32,
    /// What to do next.
    pub next: Option<StepCard>,
    /// Whether reminders are on.
    pub reminded: bool,
}

/// When something comes back.
#[derive(Debug, Clone, Serialize)]
pub struct BackRow {
    /// The card's question, or the title of the question.
    pub title: String,
    /// In how many days.
    pub days: i64,
    /// Language of the title.
    pub content_lang: &'static str,
}

impl Page for PracticePage {
    const TEMPLATE: &'static str = "pages/learn/practice.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let due = Self { due: 6, new: 2, later: 11, next: Some(1), has_round: false };
        vec![
            ("due", due.clone()),
            ("round", Self { has_round: true, ..due.clone() }),
            ("later", Self { due: 0, new: 0, next: Some(3), ..due.clone() }),
            ("new", Self { due: 0, new: 4, later: 0, next: None, ..due.clone() }),
            ("nothing", Self { due: 0, new: 0, later: 0, next: None, ..due }),
        ]
    }
}

impl Page for RoundPage {
    const TEMPLATE: &'static str = "pages/learn/round.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let front = CardFace {
            front: "Dans « https://messagerie.exemple-sante.fr/connexion », quel est le vrai nom du site ?".into(),
            back: None,
            module: "Une adresse se lit par la fin".into(),
            href: "/progresser/modules/une-adresse-se-lit-par-la-fin".into(),
            grades: Vec::new(),
            content_lang: "fr",
        };
        let grades = [("again", 1), ("hard", 3), ("good", 9), ("easy", 42)].map(|(word, days)| GradeChoice { word, days });
        let back =
            CardFace { back: Some("exemple-sante.fr : ce qui précède la première barre, lu par la fin.".into()), grades: grades.into(), ..front.clone() };
        let page = Self {
            action: "/progresser/revoir/0199c0de/2".into(),
            go_on: "/progresser/revoir/0199c0de/suite".into(),
            number: 2,
            count: 6,
            card: Some(front),
            asked: None,
        };
        vec![
            ("front", page.clone()),
            ("back", Self { card: Some(back), ..page.clone() }),
            ("question", Self { card: None, asked: Some(LearnQuestion::sample("single-choice")), ..page.clone() }),
            ("corrected", Self { card: None, asked: Some(LearnQuestion::sample_corrected(1)), ..page }),
        ]
    }
}

impl Page for RoundEndPage {
    const TEMPLATE: &'static str = "pages/learn/round-end.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let row = |title: &str, days| BackRow { title: title.into(), days, content_lang: "fr" };
        let rows = vec![
            row("Quel est le vrai nom du site ?", 1),
            row("Qui peut ouvrir un dossier ?", 0),
            row("Que faire d’une pièce jointe ?", 21),
            row("Qui prévenir ?", 5),
            row("Deux Marie Martin à l’accueil", 61),
        ];
        let full = Self { rows, due: 3, next: Some(StepCard::sample()), reminded: false };
        vec![("full", full.clone()), ("done", Self { due: 0, next: None, reminded: true, ..full })]
    }
}
