//! The content files: items, framework, trades, blueprints, in TOML.

mod learning;
mod offers;

pub use learning::module;
pub use offers::{contacts, glossary, offer, payers};

use domain::blueprint::Blueprint;
use domain::framework::Framework;
use domain::item::{
    Categorise, Finding, Gaps, HotText, Interaction, Item, Mailbox, Matching, MultipleChoice, NumberEntry, Ordering, Review, ShortAnswer, Simulator,
    SingleChoice, Source, simulator,
};
use serde::Deserialize;
use serde::de::IntoDeserializer;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// What cannot be read, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// Line, from 1.
    pub line: usize,
    /// What the reader says.
    pub message: String,
}

impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.line, self.message)
    }
}

impl Unreadable {
    pub(crate) fn at(text: &str, error: &toml::de::Error) -> Self {
        Self { line: line_at(text, error.span().map_or(0, |s| s.start)), message: error.message().to_owned() }
    }
}

fn line_at(text: &str, offset: usize) -> usize {
    text.as_bytes().iter().take(offset).filter(|b| **b == b'\n').count() + 1
}

/// The line on which the `nth` line opening with `opens` stands (as a key or a table header), else the first.
pub fn line_of(text: &str, opens: &str, nth: usize) -> usize {
    let mut lines = text.lines().enumerate().filter(|(_, line)| {
        let line = line.trim_start();
        line.strip_prefix(opens).is_some_and(|rest| opens.starts_with('[') || rest.trim_start().starts_with('='))
    });
    lines.nth(nth).map_or(1, |(i, _)| i + 1)
}

/// The line of a finding in the text of its item.
pub fn line_of_finding(text: &str, finding: &Finding) -> usize {
    line_of(text, finding.anchor.0, finding.anchor.1)
}

/// Everything in an item file but the interaction, whose shape depends on its kind.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    id: String,
    version: u32,
    objective: String,
    title: String,
    trades: Vec<String>,
    setting: String,
    language: String,
    difficulty: f64,
    time: u32,
    review: Review,
    #[serde(default)]
    enemies: Vec<String>,
    translates: Option<String>,
    situation: String,
    question: String,
    explanation: String,
    source: Source,
}

impl Header {
    fn with(self, interaction: Interaction) -> Item {
        Item {
            id: self.id,
            version: self.version,
            objective: self.objective,
            title: self.title,
            trades: self.trades,
            setting: self.setting,
            language: self.language,
            difficulty: self.difficulty,
            time: self.time,
            review: self.review,
            enemies: self.enemies,
            translates: self.translates,
            situation: self.situation,
            question: self.question,
            explanation: self.explanation,
            source: self.source,
            interaction,
        }
    }
}

/// Reads an item file.
///
/// # Errors
/// The first thing that cannot be read: syntax, an unknown or missing field, an unknown kind.
pub fn item(text: &str) -> Result<Item, Unreadable> {
    let mut table = DeTable::parse(text).map_err(|e| Unreadable::at(text, &e))?;
    let interaction = table.get_mut().remove("interaction");
    let header = Header::deserialize(toml::de::Deserializer::from(table)).map_err(|e| Unreadable::at(text, &e))?;
    let missing = |what: &str| Unreadable { line: line_of(text, "[interaction]", 0), message: what.to_owned() };
    let mut interaction = interaction.ok_or_else(|| missing("missing field `interaction`"))?;
    let DeValue::Table(fields) = interaction.get_mut() else {
        return Err(missing("`interaction` must be a table"));
    };
    let kind = fields.remove("kind").and_then(|k| k.into_inner().as_str().map(str::to_owned)).ok_or_else(|| missing("missing field `interaction.kind`"))?;
    let interaction = match kind.as_str() {
        "single-choice" => Interaction::SingleChoice(read::<SingleChoice>(text, interaction)?),
        "multiple-choice" => Interaction::MultipleChoice(read::<MultipleChoice>(text, interaction)?),
        "ordering" => Interaction::Ordering(read::<Ordering>(text, interaction)?),
        "matching" => Interaction::Matching(read::<Matching>(text, interaction)?),
        "categorise" => Interaction::Categorise(read::<Categorise>(text, interaction)?),
        "gaps" => Interaction::Gaps(read::<Gaps>(text, interaction)?),
        "short-answer" => Interaction::ShortAnswer(read::<ShortAnswer>(text, interaction)?),
        "number" => Interaction::Number(read::<NumberEntry>(text, interaction)?),
        "hot-text" => Interaction::HotText(read::<HotText>(text, interaction)?),
        "mailbox" => Interaction::Mailbox(read::<Mailbox>(text, interaction)?),
        "simulator" => Interaction::Simulator(simulator(text, interaction)?),
        other => return Err(Unreadable { line: line_of(text, "kind", 0), message: format!("unknown kind `{other}`") }),
    };
    Ok(header.with(interaction))
}

fn read<'de, T: Deserialize<'de>>(text: &str, value: Spanned<DeValue<'de>>) -> Result<T, Unreadable> {
    T::deserialize(value.into_deserializer()).map_err(|e| Unreadable::at(text, &e))
}

/// A simulator is read a second time, block by block, when it cannot be read whole: the kind of a block stands in a field,
/// and whoever reads such a thing at once forgets the lines.
fn simulator(text: &str, value: Spanned<DeValue<'_>>) -> Result<Simulator, Unreadable> {
    let again = value.clone();
    read::<Simulator>(text, value).map_err(|whole| blocks(text, again).err().unwrap_or(whole))
}

fn blocks(text: &str, mut simulator: Spanned<DeValue<'_>>) -> Result<(), Unreadable> {
    let DeValue::Table(fields) = simulator.get_mut() else { return Ok(()) };
    for panel in list(fields, "panels") {
        let DeValue::Table(mut panel) = panel.into_inner() else { continue };
        for mut block in list(&mut panel, "blocks") {
            let DeValue::Table(parts) = block.get_mut() else { continue };
            let kind = parts.remove("type").and_then(|k| k.into_inner().as_str().map(str::to_owned)).unwrap_or_default();
            match kind.as_str() {
                "text" => drop(read::<simulator::Words>(text, block)?),
                "notice" => drop(read::<simulator::Notice>(text, block)?),
                "facts" => drop(read::<simulator::Facts>(text, block)?),
                "table" => drop(read::<simulator::Table>(text, block)?),
                "message" => drop(read::<simulator::Letter>(text, block)?),
                "address-bar" => drop(read::<simulator::AddressBar>(text, block)?),
                "chart" => drop(read::<simulator::Chart>(text, block)?),
                "choice" => drop(read::<simulator::Choose>(text, block)?),
                "switch" => drop(read::<simulator::Switch>(text, block)?),
                "pick" => drop(read::<simulator::Pick>(text, block)?),
                "entry" => drop(read::<simulator::Entry>(text, block)?),
                "action" => drop(read::<simulator::Action>(text, block)?),
                _ => {}
            }
        }
    }
    Ok(())
}

fn list<'de>(table: &mut DeTable<'de>, name: &str) -> Vec<Spanned<DeValue<'de>>> {
    match table.remove(name).map(Spanned::into_inner) {
        Some(DeValue::Array(entries)) => entries.into_iter().collect(),
        _ => Vec::new(),
    }
}

fn whole<T: for<'de> Deserialize<'de>>(text: &str) -> Result<T, Unreadable> {
    toml::from_str(text).map_err(|e| Unreadable::at(text, &e))
}

/// Reads `framework/framework.toml`.
///
/// # Errors
/// The first thing that cannot be read.
pub fn framework(text: &str) -> Result<Framework, Unreadable> {
    whole(text)
}

/// Reads a blueprint.
///
/// # Errors
/// The first thing that cannot be read.
pub fn blueprint(text: &str) -> Result<Blueprint, Unreadable> {
    whole(text)
}

/// A trade, a setting or a region that a person may say is theirs.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
    /// Stored.
    pub id: String,
    /// In French.
    pub name: String,
    /// In English, where it differs.
    pub english: Option<String>,
    /// Code in `TRE_G15`.
    pub g15: Option<String>,
    /// Code in `TRE_R95`.
    pub r95: Option<String>,
    /// Code in `TRE_R94`.
    pub r94: Option<String>,
    /// Group it is listed under.
    pub family: Option<String>,
}

/// Reads `framework/trades.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct People {
    /// Trades.
    pub trades: Vec<Named>,
    /// Places of practice.
    pub settings: Vec<Named>,
    /// Regions.
    pub regions: Vec<Named>,
}

/// Reads `framework/trades.toml`.
///
/// # Errors
/// The first thing that cannot be read.
pub fn people(text: &str) -> Result<People, Unreadable> {
    whole(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ITEM: &str = r#"id = "essai"
version = 1
objective = "T1.01"
title = "Essai"
trades = ["tous"]
setting = "ehpad"
language = "fr"
difficulty = 0.0
time = 60
review = "not-reviewed"
situation = "Une situation."
question = "Une question ?"
explanation = "Une explication."
[source]
title = "Titre"
publisher = "Éditeur"
date = "2024"
checked = "2026-11"
[interaction]
kind = "single-choice"
[[interaction.options]]
id = "a"
text = "Un"
correct = true
feedback = "Oui, parce que."
[[interaction.options]]
id = "b"
text = "Deux"
feedback = "Non, parce que."
"#;

    const TOOL: &str = r#"[interaction]
kind = "simulator"
skin = "settings"
title = "Réglages"
owner = "Camille"
[[interaction.panels]]
title = "Un"
[[interaction.panels.blocks]]
type = "switch"
id = "a"
label = "Aperçu"
on = true
[[interaction.panels.blocks]]
type = "choice"
id = "b"
label = "Délai"
options = [
  { id = "x", text = "Court" },
  { id = "y", text = "Long" },
]
[[interaction.rules]]
control = "a"
right = ["off"]
feedback = "Parce que."
"#;

    #[test]
    fn a_defect_of_a_simulator_is_told_with_its_line() {
        let tool = format!("{}{TOOL}", ITEM.split("[interaction]").next().unwrap_or_default());
        assert!(item(&tool).is_ok());
        let cases = [
            ("skin = \"settings\"", "skin = \"grille-pain\""),
            ("type = \"switch\"", "type = \"bouton\""),
            ("on = true", "on = \"oui\""),
            ("label = \"Délai\"", "intitule = \"Délai\""),
            ("  { id = \"y\", text = \"Long\" },", "  { id = \"y\", texte = \"Long\" },"),
            ("right = [\"off\"]", "right = \"off\""),
        ];
        for (from, to) in cases {
            let broken = tool.replace(from, to);
            let line = broken.lines().position(|l| l == to).map(|i| i + 1);
            let error = item(&broken).expect_err(to);
            // a field that is missing is missed where its block begins
            let near = line.is_some_and(|line| error.line <= line && line - error.line <= 3);
            assert!(near, "{to}: {error} (line {line:?})");
        }
    }

    #[test]
    fn a_defect_is_told_with_its_line() {
        assert!(item(ITEM).is_ok());
        let cases = [
            ("difficulty = 0.0", "difficulty = \"dur\""),
            ("text = \"Deux\"", "texte = \"Deux\""),
            ("kind = \"single-choice\"", "kind = \"devinette\""),
            ("version = 1", "version = "),
            ("correct = true", "correct = 1"),
        ];
        for (from, to) in cases {
            let broken = ITEM.replace(from, to);
            let line = broken.lines().position(|l| l == to).map(|i| i + 1);
            let error = item(&broken).expect_err(to);
            assert_eq!(Some(error.line), line, "{to}: {error}");
        }
        assert_eq!(ITEM.lines().nth(line_of(ITEM, "[[interaction.options]]", 1)), Some("id = \"b\""));
        assert_eq!(line_of(ITEM, "title", 0), 4);
    }
}
