//! Items: what is asked, what makes an answer right, what is said back.
//!
//! Three things are kept apart: the [`Interaction`] (authored, with its key), the [`Presentation`] (what leaves for a
//! browser, which holds nothing of the key) and the [`Response`] (what comes back).

pub(crate) mod check;
mod classes;
mod feedback;
mod flaws;
mod interaction;
mod key;
mod presentation;
mod response;
mod scoring;
pub mod simulator;
mod source;

pub use check::{Finding, faults};
pub use classes::{Class, IDEA, OTHER, RIGHT, classes, classes_of};
pub use feedback::{Feedback, Line, Turn, Word, feedback};
pub use flaws::{Flaw, RULES as FLAW_RULES, Rule as FlawRule, Severity, flaws};
pub use interaction::{
    Categorise, Category, Element, Gap, Gaps, HotText, Interaction, MailAction, Mailbox, Matching, Message, MultipleChoice, NumberEntry, Opt, Ordering, Prompt,
    ShortAnswer, SingleChoice, Spot, Step, Text, Unit, WrongNumber, WrongText,
};
pub use key::key_response;
pub use presentation::{BodyPiece, Choice, GapPiece, HotPiece, Presentation, PresentedMessage, Shown, Task, paragraphs, present};
pub use response::Response;
pub use scoring::{Score, score};
pub use simulator::{Form, PresentedBlock, PresentedLetter, PresentedPanel, PresentedPick, PresentedRow, PresentedSimulator, Simulator, SimulatorStep, Skin};
pub use source::Source;

use serde::{Deserialize, Serialize};

/// Whether experts have looked at an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Review {
    /// Nobody but its author; shown as such.
    NotReviewed,
    /// By experts of the field.
    Reviewed,
}

/// A question with its key, as its author wrote it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// Stable name.
    pub id: String,
    /// Rises with each change.
    pub version: u32,
    /// Code of its objective.
    pub objective: String,
    /// For trainers and the review of answers.
    pub title: String,
    /// Trades it speaks to, or `tous`.
    pub trades: Vec<String>,
    /// Where it takes place.
    pub setting: String,
    /// `fr` or `en`.
    pub language: String,
    /// Author's difficulty, -3 to 3.
    pub difficulty: f64,
    /// Seconds a typical reader needs.
    pub time: u32,
    /// Review status.
    pub review: Review,
    /// Items that give this one away.
    #[serde(default)]
    pub enemies: Vec<String>,
    /// The item of which this one is the same question in another language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub translates: Option<String>,
    /// What happens.
    pub situation: String,
    /// What is asked.
    pub question: String,
    /// What to remember, whatever was answered.
    pub explanation: String,
    /// Where the fact was read.
    pub source: Source,
    /// What the person does, with the key.
    pub interaction: Interaction,
}

impl Item {
    /// The name of the question it is in whatever language: its own, or that of the one it translates.
    pub fn original(&self) -> &str {
        self.translates.as_deref().unwrap_or(&self.id)
    }
}
