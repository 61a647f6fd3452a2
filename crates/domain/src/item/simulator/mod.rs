//! Simulators: the tool of the job on the screen, something to do in it, and declared rules that say what it is worth.
//!
//! A simulator is data. Blocks that are read leave for a browser as they are written; those in which something is done
//! (controls) leave without their names; the rules never leave.

mod check;
mod key;
mod replay;
mod review;
mod shown;

pub(super) use check::faults;
pub(super) use key::key_steps;
pub use replay::Step as SimulatorStep;
pub(super) use replay::share;
pub(super) use review::lines;
pub use shown::{PresentedBlock, PresentedLetter, PresentedPanel, PresentedPick, PresentedRow, PresentedSimulator};
pub(super) use shown::{draw, present};

use serde::{Deserialize, Serialize};

use super::interaction::{Text, not, one, three, yes};

/// The tool that is simulated. It changes the frame and nothing of the scoring.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Skin {
    /// A patient record with its access log.
    PatientRecord,
    /// A secure health messaging.
    SecureMessaging,
    /// A web browser.
    Browser,
    /// The settings of a device or an account.
    Settings,
    /// A consultation by video.
    VideoConsultation,
    /// A telephone, its applications, a device paired with it.
    Smartphone,
    /// A spreadsheet.
    Spreadsheet,
    /// The table around which an incident is dealt with.
    IncidentCell,
    /// A chart, a score, the output of an algorithm.
    Chart,
}

impl Skin {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::PatientRecord,
        Self::SecureMessaging,
        Self::Browser,
        Self::Settings,
        Self::VideoConsultation,
        Self::Smartphone,
        Self::Spreadsheet,
        Self::IncidentCell,
        Self::Chart,
    ];
}

/// A label and its value.
pub type Fact = [String; 2];

/// A tool, what it shows, what can be done in it, and what that is worth.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Simulator {
    /// Which tool.
    pub skin: Skin,
    /// Title of its window.
    pub title: String,
    /// Who sits in front of it.
    pub owner: String,
    /// A band that stays whatever is looked at: the identity of a patient, the time and the battery.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub banner: Vec<Fact>,
    /// Whether the order of the actions counts.
    #[serde(default, skip_serializing_if = "not")]
    pub ordered: bool,
    /// 1 to 4.
    #[serde(default = "three")]
    pub points: u8,
    /// What is looked at, one at a time.
    pub panels: Vec<Panel>,
    /// What it is worth.
    pub rules: Vec<Rule>,
}

/// A screen of the tool.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Panel {
    /// On its tab.
    pub title: String,
    /// From top to bottom.
    pub blocks: Vec<Block>,
}

/// A piece of a screen: something to read, or something to do (the last five).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each variant is documented on its type")]
pub enum Block {
    Text(Words),
    Notice(Notice),
    Facts(Facts),
    Table(Table),
    Message(Letter),
    AddressBar(AddressBar),
    Chart(Chart),
    Choice(Choose),
    Switch(Switch),
    Pick(Pick),
    Entry(Entry),
    Action(Action),
}

/// Paragraphs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Over them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Paragraphs, with an empty line between them.
    pub text: String,
}

/// How a notice looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tone {
    /// A calm band.
    Info,
    /// A warning.
    Warning,
    /// A window over the others.
    Popup,
}

/// What the tool says by itself: a banner, a pop-up window.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Notice {
    /// How it looks.
    pub tone: Tone,
    /// Over it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Paragraphs.
    pub text: String,
}

/// Labels and values. What is only read leaves for a browser as it is: its fields are all written, the empty ones too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Facts {
    /// Over them.
    #[serde(default)]
    pub title: Option<String>,
    /// `["label", "value"]`.
    pub rows: Vec<Fact>,
}

/// A table to read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// What it lists.
    pub title: String,
    /// Heads.
    pub columns: Vec<String>,
    /// Cells; as many in each row as there are heads.
    pub rows: Vec<Vec<String>>,
    /// Whether rows can be sorted by a column.
    #[serde(default)]
    pub sortable: bool,
    /// Whether rows can be filtered by words.
    #[serde(default)]
    pub filterable: bool,
}

/// A message that came or that is about to leave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Letter {
    /// Displayed sender.
    pub from: String,
    /// Real sender.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Recipient.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// As displayed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Subject.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// Text, links written `[words](1)`.
    pub body: String,
    /// Real addresses of the links, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<String>,
    /// Names of attached files.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<String>,
}

/// Where a browser is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddressBar {
    /// The address in full.
    pub url: String,
    /// Whether the browser shows a closed lock.
    #[serde(default = "yes")]
    pub lock: bool,
    /// What the certificate says, `["label", "value"]`.
    #[serde(default)]
    pub certificate: Vec<Fact>,
}

/// How numbers are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    /// Points joined by a line.
    Line,
    /// Bars side by side.
    Bar,
}

/// Numbers of a chart that share a colour.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Series {
    /// In the legend.
    pub name: String,
    /// As many as there are labels.
    pub values: Vec<f64>,
}

/// A level drawn across a chart.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Threshold {
    /// In the unit of the values.
    pub value: f64,
    /// What it is.
    pub label: String,
}

/// Numbers, drawn, with their table behind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chart {
    /// What it shows.
    pub title: String,
    /// How.
    pub shape: Shape,
    /// What the values are, with their unit.
    pub unit: String,
    /// What stands along the foot, from left to right.
    pub labels: Vec<String>,
    /// One to three.
    pub series: Vec<Series>,
    /// A level across it.
    #[serde(default)]
    pub threshold: Option<Threshold>,
    /// Where the values begin, 0 unless told.
    #[serde(default)]
    pub from: f64,
}

/// One of several, or none as found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choose {
    /// Authored name; never leaves for a browser.
    pub id: String,
    /// What is to be chosen.
    pub label: String,
    /// A word of help.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// What is offered.
    pub options: Vec<Text>,
    /// Name of the option that is chosen when one arrives.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub initial: Option<String>,
    /// Whether the order is drawn.
    #[serde(default = "yes")]
    pub shuffle: bool,
    /// No rule speaks of it.
    #[serde(default, skip_serializing_if = "not")]
    pub neutral: bool,
}

/// On or off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Switch {
    /// Authored name.
    pub id: String,
    /// What goes on or off.
    pub label: String,
    /// A word of help.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// Whether it is on when one arrives.
    #[serde(default, skip_serializing_if = "not")]
    pub on: bool,
    /// No rule speaks of it.
    #[serde(default, skip_serializing_if = "not")]
    pub neutral: bool,
}

/// A row that can be picked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// Authored name.
    pub id: String,
    /// As many as there are heads.
    pub cells: Vec<String>,
}

/// Rows of a table, to be picked: one, or several.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "field by field the file format, where each is a line that an author may leave out")]
pub struct Pick {
    /// Authored name.
    pub id: String,
    /// What is to be picked.
    pub label: String,
    /// A word of help.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// Heads.
    pub columns: Vec<String>,
    /// Rows, in this order.
    pub rows: Vec<Row>,
    /// Whether several can be picked.
    #[serde(default, skip_serializing_if = "not")]
    pub many: bool,
    /// Names of the rows that are picked when one arrives.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub initial: Vec<String>,
    /// Whether rows can be sorted by a column.
    #[serde(default, skip_serializing_if = "not")]
    pub sortable: bool,
    /// Whether rows can be filtered by words.
    #[serde(default, skip_serializing_if = "not")]
    pub filterable: bool,
    /// No rule speaks of it.
    #[serde(default, skip_serializing_if = "not")]
    pub neutral: bool,
}

/// What is typed, and how it is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// A number, within the tolerance of its rule.
    Number,
    /// A word or two; case, accents and a typing error do not count.
    Words,
    /// A formula of a spreadsheet; case, spaces and `$` do not count.
    Formula,
}

/// Something to type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Authored name.
    pub id: String,
    /// What is to be typed.
    pub label: String,
    /// A word of help.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// How it is compared.
    pub form: Form,
    /// Behind the field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// What stands in it when one arrives.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub initial: Option<String>,
    /// No rule speaks of it.
    #[serde(default, skip_serializing_if = "not")]
    pub neutral: bool,
}

/// Something that one does or leaves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Action {
    /// Authored name.
    pub id: String,
    /// What is done.
    pub label: String,
    /// A word of help.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// No rule speaks of it.
    #[serde(default, skip_serializing_if = "not")]
    pub neutral: bool,
}

/// What something done is worth. It speaks of one thing: a control, or the order of actions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// The control it speaks of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub control: Option<String>,
    /// What is right: names of options or rows, `on` or `off`, `done` or `not-done`, or what may be typed. Of a
    /// [`Pick`] of several: all rows that must be picked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub right: Vec<String>,
    /// Largest distance of a number from a right one.
    #[serde(default)]
    pub tolerance: f64,
    /// Typing errors tolerated in words, 0 to 2.
    #[serde(default = "one")]
    pub typos: u8,
    /// The first of the two actions must be done before the second, and both must be done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<[String; 2]>,
    /// The action that must be done before all others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first: Option<String>,
    /// How much it counts beside the others, 1 to 3.
    #[serde(default = "one")]
    pub weight: u8,
    /// Why it is right; said of this rule whatever was done, unless a wrong idea has its own words.
    pub feedback: String,
    /// Wrong ideas with their own feedback.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub wrong: Vec<WrongIdea>,
}

/// A wrong idea that the author foresaw.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WrongIdea {
    /// What shows it, written as what is right is.
    pub values: Vec<String>,
    /// Whether it cancels as much as the rule would have given.
    #[serde(default, skip_serializing_if = "not")]
    pub trap: bool,
    /// Said then.
    pub feedback: String,
}
