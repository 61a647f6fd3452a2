//! What comes back from a person. One format, from the forms and from the API.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize};

use super::{MailAction, SimulatorStep};

/// An answer. Entries are named by their place in what was shown, from `"1"`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Response {
    /// One option.
    SingleChoice {
        /// Its name.
        choice: String,
    },
    /// Several options.
    MultipleChoice {
        /// Their names.
        choices: Vec<String>,
    },
    /// All steps, first to last.
    Ordering {
        /// Their names.
        order: Vec<String>,
    },
    /// For each line, an answer.
    Matching {
        /// Line to answer.
        pairs: BTreeMap<String, String>,
    },
    /// For each element, a category.
    Categorise {
        /// Element to category.
        places: BTreeMap<String, String>,
    },
    /// For each gap, the name of a text or typed words.
    Gaps {
        /// Gap to text.
        gaps: BTreeMap<String, String>,
    },
    /// Typed words.
    ShortAnswer {
        /// The words.
        text: String,
    },
    /// A number with a unit.
    Number {
        /// As typed; a JSON number is taken too.
        #[serde(deserialize_with = "text_or_number")]
        value: String,
        /// Name of the unit; may be left out when only one is offered.
        #[serde(default)]
        unit: Option<String>,
    },
    /// Marked passages.
    HotText {
        /// Their names.
        spots: Vec<String>,
    },
    /// For each message, an action.
    Mailbox {
        /// Message to action.
        actions: BTreeMap<String, MailAction>,
    },
    /// What was done in a simulator, first to last.
    Simulator {
        /// Each on a control, with the state in which it was left.
        steps: Vec<SimulatorStep>,
    },
}

fn text_or_number<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Either {
        Text(String),
        Number(f64),
    }
    Ok(match Either::deserialize(from)? {
        Either::Text(text) => text,
        Either::Number(number) => number.to_string(),
    })
}
