//! The check-list against flawed items: what makes a question guessable, confusing or mute, as far as its form tells.
//!
//! [`faults`](super::faults) says what cannot be; this says what a careful reader would ask about. Nothing here stops a
//! publication: a flaw is a question to the author, and one in eight is answered "it is meant so" (measured on the shipped bank,
//! see `docs/models/item-flaws.md`).
//!
//! The rules are those of the literature on item writing, as far as a program can hold them:
//! T. M. Haladyna, S. M. Downing and M. C. Rodriguez, A review of multiple-choice item-writing guidelines for classroom
//! assessment, Applied Measurement in Education 15 (2002) 309-334; M. C. Rodriguez and A. D. Albano, The College Instructor's
//! Guide to Writing Test Items (2017); M. Tarrant, A. Knierim, S. K. Hayes and J. Ware, The frequency of item writing flaws in
//! multiple-choice questions used in high stakes nursing assessments, Nurse Education Today 26 (2006) 662-671.

mod cues;
mod options;
mod prose;
mod reading;
mod remarks;
mod stem;
mod tools;
mod words;

#[cfg(test)]
mod examples;

use serde::Serialize;

use super::Item;
use reading::Reading;

/// How sure the rule is, and how much harm the flaw does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// To be mended: no good item has it.
    Fault,
    /// To be looked at: most items are better without.
    Doubt,
    /// To be considered.
    Hint,
}

/// A flaw, with where to look for it. What it is, why it matters and what to do stand in the locales, under `flaw-CODE`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Flaw {
    /// Stable code, one of [`RULES`].
    pub code: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// What the sentence speaks of: words of the item, or figures.
    pub detail: String,
    /// The line to look for in the file, as in a [`Finding`](super::Finding): a text that opens it, and which occurrence (from 0).
    pub anchor: (&'static str, usize),
}

/// A rule of the check-list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// Stable code of its flaws.
    pub code: &'static str,
    /// How grave they are.
    pub severity: Severity,
}

const fn fault(code: &'static str) -> Rule {
    Rule { code, severity: Severity::Fault }
}
const fn doubt(code: &'static str) -> Rule {
    Rule { code, severity: Severity::Doubt }
}
const fn hint(code: &'static str) -> Rule {
    Rule { code, severity: Severity::Hint }
}

/// All rules, in the order in which they are explained.
pub const RULES: [Rule; 33] = [
    cues::KEY_LONG,
    cues::KEY_SHORT,
    cues::WORD_CUE,
    cues::GRAMMAR_CUE,
    cues::ORDER_CUE,
    cues::TITLE_CUE,
    cues::ABSOLUTE_WRONG,
    cues::VAGUE_KEY,
    options::ALL_OF_THE_ABOVE,
    options::TICK_ALL,
    options::MIXED,
    options::UNEVEN,
    options::REPEAT,
    options::OVERLAP,
    options::ALIKE,
    options::NUMBERS_UNORDERED,
    stem::DOUBLE_NEGATION,
    stem::NEGATIVE_STEM,
    stem::SITUATION_MISSING,
    stem::SITUATION_UNUSED,
    prose::ACRONYM,
    prose::SENTENCE_LONG,
    prose::TIME_SHORT,
    prose::BRAND,
    remarks::MISSING,
    remarks::SAME,
    remarks::FORMULA,
    remarks::KEY_MUTE,
    remarks::BY_PLACE,
    tools::CONTROLS_DEAD,
    tools::TRAP_SILENT,
    tools::TRAPS_MANY,
    tools::ONE_WAY,
];

/// Flaws of one item, in the order of [`RULES`].
///
/// Lists of words exist in French and English; an item in another language is read with the English ones.
pub fn flaws(item: &Item) -> Vec<Flaw> {
    let reading = Reading::new(item);
    let mut found = Flaws(Vec::new());
    cues::find(&reading, &mut found);
    options::find(&reading, &mut found);
    stem::find(&reading, &mut found);
    prose::find(&reading, &mut found);
    remarks::find(&reading, &mut found);
    tools::find(&reading, &mut found);
    let place = |flaw: &Flaw| RULES.iter().position(|rule| rule.code == flaw.code);
    found.0.sort_by_key(place);
    found.0
}

/// Collects flaws.
struct Flaws(Vec<Flaw>);

impl Flaws {
    fn push(&mut self, rule: Rule, detail: impl Into<String>, anchor: reading::Anchor) {
        self.0.push(Flaw { code: rule.code, severity: rule.severity, detail: detail.into(), anchor });
    }
}

/// The beginning of a text, for a message: whole words, 60 characters at most.
fn excerpt(text: &str) -> String {
    const LENGTH: usize = 60;
    let text = text.trim();
    if text.chars().count() <= LENGTH {
        return text.to_owned();
    }
    let mut short = String::new();
    for word in text.split_whitespace() {
        if short.chars().count() + word.chars().count() + 1 > LENGTH {
            break;
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
    }
    short + "…"
}
