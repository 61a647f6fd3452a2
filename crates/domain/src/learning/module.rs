//! Modules: three to eight minutes on one objective, made of steps.

mod check;

pub use check::{faults, faults_of_modules};

use serde::{Deserialize, Serialize};

use crate::item::{Review, Source};

/// Words that somebody reads in a minute, with attention, on a phone.
pub const WORDS_A_MINUTE: u32 = 180;

/// Whom a module speaks to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Audience {
    /// Those who care, and those who learn to.
    Professionals,
    /// Patients and those close to them.
    Patients,
    /// Those who train others.
    Trainers,
}

/// A module as its author wrote it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Module {
    /// Stable name, that of its file.
    pub id: String,
    /// Rises with each change.
    pub version: u32,
    /// Code of its objective.
    pub objective: String,
    /// Title.
    pub title: String,
    /// What one can do afterwards, in one sentence.
    pub promise: String,
    /// Minutes it takes, 3 to 8.
    pub minutes: u32,
    /// Trades it speaks to, or `tous`.
    pub trades: Vec<String>,
    /// Places where it happens; none for all.
    pub settings: Vec<String>,
    /// `fr` or `en`.
    pub language: String,
    /// Whom it speaks to.
    pub audience: Audience,
    /// Whether experts have read it.
    pub review: Review,
    /// Modules that are better done before.
    pub after: Vec<String>,
    /// Where the facts were read.
    pub source: Source,
    /// What it is made of, in order.
    pub steps: Vec<Step>,
}

/// One screen of a module.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Step {
    /// A moment of practice that ends on a choice.
    Situation(Passage),
    /// One idea.
    Lesson(Passage),
    /// A picture that is drawn from data.
    Diagram(Diagram),
    /// What somebody does, move by move, and why.
    Example(Example),
    /// A film of a screen, with captions, transcript and chapters.
    Video(Video),
    /// A question of the bank.
    Question(Question),
    /// Flashcards, which come back later.
    Cards(Cards),
    /// What to keep.
    Summary(Summary),
    /// « In my practice, tomorrow. »
    Practice(Practice),
}

/// A titled text: paragraphs, lists and bold words, nothing else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Passage {
    /// Title.
    pub title: String,
    /// Text.
    pub text: String,
}

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Diagram {
    /// How it is drawn.
    pub form: Form,
    /// Title.
    pub title: String,
    /// What the picture says, for whoever does not see it.
    pub alt: String,
    /// Head of the left column of a comparison.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left_title: Option<String>,
    /// Head of its right column.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub right_title: Option<String>,
    /// Its boxes.
    pub nodes: Vec<Node>,
}

/// The forms of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// One after the other.
    Chain,
    /// Two columns.
    Compare,
    /// From the outside in.
    Layers,
    /// A question and where each answer leads.
    Decision,
}

/// A box of a picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Node {
    /// Its name.
    pub label: String,
    /// What happens there.
    pub text: String,
    /// Its column, in a comparison.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub side: Option<Side>,
    /// The answer that leads to it, in a decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// The first.
    Left,
    /// The second.
    Right,
}

/// A worked example.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// Title.
    pub title: String,
    /// Who and where.
    pub text: String,
    /// What is done, in order.
    pub moves: Vec<Move>,
}

/// One move of a worked example.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Move {
    /// What is done.
    pub does: String,
    /// Why.
    pub because: String,
}

/// A film of a screen. Its files stand beside the module.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Video {
    /// Title.
    pub title: String,
    /// `NAME.webm`.
    pub file: String,
    /// `NAME.vtt`.
    pub captions: String,
    /// `NAME.webp`, seen before it is played.
    pub poster: String,
    /// Seconds it lasts.
    pub seconds: u32,
    /// Everything that is said and seen, for whoever reads rather than watches.
    pub transcript: String,
    /// Its parts, in order.
    pub chapters: Vec<Chapter>,
}

/// A part of a film.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chapter {
    /// Seconds from the beginning.
    pub at: u32,
    /// Title.
    pub title: String,
}

/// A question of the bank, in a module.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Name of the item.
    pub item: String,
    /// A sentence that leads to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<String>,
}

/// The flashcards of a module.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cards {
    /// Three to five.
    pub cards: Vec<Card>,
}

/// A flashcard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Card {
    /// Its name in the module, never changed: practice remembers it.
    pub id: String,
    /// A question with one answer.
    pub front: String,
    /// The answer.
    pub back: String,
}

/// What to keep of a module.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Summary {
    /// Three points.
    pub points: Vec<Point>,
}

/// One sentence of a summary.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Point {
    /// The sentence.
    pub text: String,
}

/// What to do on the next shift.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Practice {
    /// One or two gestures.
    pub text: String,
    /// The gesture, in the first person.
    pub gesture: String,
}

/// A promise without the words that all begin with, for a list in which forty stand below one another: « Reconnaître… » for
/// « À la fin, vous saurez reconnaître… ». As it is where it begins otherwise.
pub fn skill(promise: &str) -> String {
    let skill = promise.strip_prefix("À la fin, vous saurez ").unwrap_or(promise);
    let mut letters = skill.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

impl Module {
    /// Whether it speaks to somebody of this trade.
    pub fn speaks_to(&self, trade: &str) -> bool {
        self.trades.iter().any(|t| t == trade || t == "tous")
    }

    /// The items it asks, in order.
    pub fn items(&self) -> impl Iterator<Item = &str> {
        self.steps.iter().filter_map(|step| if let Step::Question(question) = step { Some(question.item.as_str()) } else { None })
    }

    /// Its flashcards, in order.
    pub fn cards(&self) -> impl Iterator<Item = &Card> {
        self.steps.iter().filter_map(|step| if let Step::Cards(cards) = step { Some(&cards.cards) } else { None }).flatten()
    }

    /// Seconds it takes: reading at [`WORDS_A_MINUTE`], films as long as they last, questions as long as `time_of` says of each item (in seconds;
    /// nothing for one that there is not).
    pub fn seconds(&self, time_of: impl Fn(&str) -> Option<u32>) -> u32 {
        let words: usize = self.steps.iter().map(Step::words).sum();
        let films: u32 = self.steps.iter().map(|step| if let Step::Video(video) = step { video.seconds } else { 0 }).sum();
        let questions: u32 = self.items().filter_map(time_of).sum();
        (words as u32 * 60).div_ceil(WORDS_A_MINUTE) + films + questions
    }
}

impl Step {
    /// As the files name it.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Situation(_) => "situation",
            Self::Lesson(_) => "lesson",
            Self::Diagram(_) => "diagram",
            Self::Example(_) => "example",
            Self::Video(_) => "video",
            Self::Question(_) => "question",
            Self::Cards(_) => "cards",
            Self::Summary(_) => "summary",
            Self::Practice(_) => "practice",
        }
    }

    /// Words to be read, without those of the question itself and of a transcript.
    pub fn words(&self) -> usize {
        self.texts().into_iter().map(words).sum()
    }

    /// Every text of it that somebody reads in going through it.
    fn texts(&self) -> Vec<&str> {
        match self {
            Self::Situation(passage) | Self::Lesson(passage) => vec![&passage.title, &passage.text],
            Self::Diagram(diagram) => {
                let heads = [Some(&diagram.title), diagram.left_title.as_ref(), diagram.right_title.as_ref()];
                let nodes = diagram.nodes.iter().flat_map(|node| [Some(&node.label), Some(&node.text), node.answer.as_ref()]);
                heads.into_iter().chain(nodes).flatten().map(String::as_str).collect()
            }
            Self::Example(example) => {
                let moves = example.moves.iter().flat_map(|a| [a.does.as_str(), &a.because]);
                [example.title.as_str(), &example.text].into_iter().chain(moves).collect()
            }
            Self::Video(video) => vec![&video.title],
            Self::Question(question) => question.lead.iter().map(String::as_str).collect(),
            Self::Cards(cards) => cards.cards.iter().flat_map(|card| [card.front.as_str(), &card.back]).collect(),
            Self::Summary(summary) => summary.points.iter().map(|point| point.text.as_str()).collect(),
            Self::Practice(practice) => vec![&practice.text, &practice.gesture],
        }
    }
}

/// Words of a text: what has a letter or a digit, between spaces.
fn words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}
