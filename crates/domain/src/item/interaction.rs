//! The authored interactions, keys included. Field by field this is the file format of `content/items`.

use serde::{Deserialize, Serialize};

use super::simulator::{Fact, Simulator};

/// What the person does, and what makes it right.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each variant is documented on its type")]
pub enum Interaction {
    SingleChoice(SingleChoice),
    MultipleChoice(MultipleChoice),
    Ordering(Ordering),
    Matching(Matching),
    Categorise(Categorise),
    Gaps(Gaps),
    ShortAnswer(ShortAnswer),
    Number(NumberEntry),
    HotText(HotText),
    Mailbox(Mailbox),
    Simulator(Simulator),
}

pub(super) const fn yes() -> bool {
    true
}
pub(super) const fn one() -> u8 {
    1
}
const fn two() -> u8 {
    2
}
pub(super) const fn three() -> u8 {
    3
}
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
pub(super) const fn not(flag: &bool) -> bool {
    !*flag
}

/// An option of a choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opt {
    /// Authored name; never leaves for a browser.
    pub id: String,
    /// What is read.
    pub text: String,
    /// Part of the key.
    #[serde(default, skip_serializing_if = "not")]
    pub correct: bool,
    /// Said to whoever chose it.
    pub feedback: String,
}

/// One right answer among several.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SingleChoice {
    /// Options in the author's order.
    pub options: Vec<Opt>,
    /// Whether the order is drawn.
    #[serde(default = "yes")]
    pub shuffle: bool,
    /// Always 1.
    #[serde(default = "one")]
    pub points: u8,
}

/// Several right answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MultipleChoice {
    /// Options in the author's order.
    pub options: Vec<Opt>,
    /// Whether the order is drawn.
    #[serde(default = "yes")]
    pub shuffle: bool,
    /// 1 to 4; over 1, partial credit.
    #[serde(default = "two")]
    pub points: u8,
}

/// A piece with a name and a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// Authored name; never leaves for a browser.
    pub id: String,
    /// What is read.
    pub text: String,
}

/// A step of an [`Ordering`].
pub type Step = Text;
/// A category of a [`Categorise`].
pub type Category = Text;

/// Steps to be put in order; authored in the right one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ordering {
    /// Steps in the right order.
    pub steps: Vec<Step>,
    /// 1 to 4.
    #[serde(default = "two")]
    pub points: u8,
    /// Why this order.
    pub feedback: String,
}

/// A line to which an answer belongs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prompt {
    /// Authored name.
    pub id: String,
    /// What is read.
    pub text: String,
    /// Name of the right answer.
    pub answer: String,
    /// Said when this line is wrong.
    pub feedback: String,
}

/// Lines and answers to be joined; answers may be left over or serve twice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Matching {
    /// Answers offered.
    pub answers: Vec<Text>,
    /// Lines, shown in the author's order.
    pub prompts: Vec<Prompt>,
    /// 1 to 4.
    #[serde(default = "two")]
    pub points: u8,
    /// Whether the order of the answers is drawn.
    #[serde(default = "yes")]
    pub shuffle: bool,
}

/// An element that belongs in a category.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Element {
    /// Authored name.
    pub id: String,
    /// What is read.
    pub text: String,
    /// Name of its category.
    pub category: String,
    /// Said when it is misplaced.
    pub feedback: String,
}

/// Elements to be put into categories.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Categorise {
    /// Categories, shown in the author's order.
    pub categories: Vec<Category>,
    /// Elements.
    pub elements: Vec<Element>,
    /// 1 to 4.
    #[serde(default = "two")]
    pub points: u8,
}

/// A gap: chosen (`options` and `answer`) or typed (`accept`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gap {
    /// The name between braces in the text.
    pub id: String,
    /// Offered texts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<String>,
    /// The right one of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
    /// Accepted texts of a typed gap.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accept: Vec<String>,
    /// Said when it is wrong.
    pub feedback: String,
}

/// A text with gaps, written `{name}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gaps {
    /// The text.
    pub text: String,
    /// Its gaps.
    pub gaps: Vec<Gap>,
    /// 1 to 4.
    #[serde(default = "two")]
    pub points: u8,
}

/// Wrong ideas that the author foresaw in a typed answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WrongText {
    /// Texts that show the idea.
    pub text: Vec<String>,
    /// Said then.
    pub feedback: String,
}

/// A word or two, typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShortAnswer {
    /// Accepted texts.
    pub accept: Vec<String>,
    /// Typing errors tolerated, 0 to 2.
    #[serde(default = "one")]
    pub typos: u8,
    /// Shown in the empty field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub placeholder: Option<String>,
    /// Said when it is wrong.
    pub feedback: String,
    /// Wrong ideas with their own feedback.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub wrong: Vec<WrongText>,
}

/// A unit offered beside a number.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// What is read.
    pub name: String,
    /// Multiplies the typed number into the reference unit.
    pub factor: f64,
}

/// A wrong number that the author foresaw.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WrongNumber {
    /// In the reference unit.
    pub value: f64,
    /// Said then.
    pub feedback: String,
}

/// A number with its unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NumberEntry {
    /// Right value, in the reference unit.
    pub value: f64,
    /// Largest distance accepted, in the reference unit.
    #[serde(default)]
    pub tolerance: f64,
    /// Name of the reference unit.
    pub unit: String,
    /// Said when it is wrong.
    pub feedback: String,
    /// Units offered, the reference among them.
    pub units: Vec<Unit>,
    /// Wrong numbers with their own feedback.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub wrong: Vec<WrongNumber>,
}

/// A passage that can be marked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spot {
    /// The name before the colon in the text.
    pub id: String,
    /// Part of the key.
    #[serde(default, skip_serializing_if = "not")]
    pub correct: bool,
    /// Said about it in the review.
    pub feedback: String,
}

/// A text whose passages, written `[[name:words]]`, are to be marked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HotText {
    /// The text.
    pub text: String,
    /// Its passages.
    pub spots: Vec<Spot>,
    /// 1 to 4.
    #[serde(default = "two")]
    pub points: u8,
}

/// What can be done with a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MailAction {
    /// Leave it and work with it.
    Keep,
    /// Report it as suspicious.
    Report,
    /// Throw it away.
    Delete,
    /// Ask the sender by another way first.
    Verify,
    /// Answer the message, wherever its header sends the answer.
    Reply,
}

/// A message of a [`Mailbox`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Message {
    /// Authored name.
    pub id: String,
    /// Displayed sender.
    pub from: String,
    /// Real sender.
    pub address: String,
    /// Recipient, where it matters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// What the full header says, `["label", "value"]`: where an answer goes, which servers it came through, what they found.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub headers: Vec<Fact>,
    /// As displayed.
    pub date: String,
    /// Subject.
    pub subject: String,
    /// Text, links written `[words](1)`.
    pub body: String,
    /// Real addresses of the links, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<String>,
    /// Names of attached files.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<String>,
    /// Actions that are right.
    pub expect: Vec<MailAction>,
    /// What gives it away.
    pub clue: String,
    /// Said in the review.
    pub feedback: String,
}

/// An inbox to be dealt with: each message counts 1; a trap that was kept or answered cancels one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mailbox {
    /// Whose inbox it is.
    pub owner: String,
    /// Actions offered.
    pub actions: Vec<MailAction>,
    /// Messages, newest first.
    pub messages: Vec<Message>,
    /// 1 to 4.
    #[serde(default = "three")]
    pub points: u8,
}

impl Interaction {
    /// The kind, as in the file and the API.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::SingleChoice(_) => "single-choice",
            Self::MultipleChoice(_) => "multiple-choice",
            Self::Ordering(_) => "ordering",
            Self::Matching(_) => "matching",
            Self::Categorise(_) => "categorise",
            Self::Gaps(_) => "gaps",
            Self::ShortAnswer(_) => "short-answer",
            Self::Number(_) => "number",
            Self::HotText(_) => "hot-text",
            Self::Mailbox(_) => "mailbox",
            Self::Simulator(_) => "simulator",
        }
    }

    /// Most points that can be won; scores run from 0 to this.
    pub const fn points(&self) -> u8 {
        match self {
            Self::SingleChoice(_) | Self::ShortAnswer(_) | Self::Number(_) => 1,
            Self::MultipleChoice(x) => x.points,
            Self::Ordering(x) => x.points,
            Self::Matching(x) => x.points,
            Self::Categorise(x) => x.points,
            Self::Gaps(x) => x.points,
            Self::HotText(x) => x.points,
            Self::Mailbox(x) => x.points,
            Self::Simulator(x) => x.points,
        }
    }

    /// Whether it is a simulator, which tires more than a question.
    pub const fn is_simulator(&self) -> bool {
        matches!(self, Self::Mailbox(_) | Self::Simulator(_))
    }
}
