//! What somebody said of a file, and what was done with it: kept as JSON.

use std::collections::BTreeMap;

use domain::learner::{Absent, Column, Mapping};
use serde::{Deserialize, Serialize};

/// What somebody said of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Choices {
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// The number of the line that holds the heads; none where no line does.
    pub heads: Option<u32>,
    /// The words of its columns, by their place.
    pub columns: Vec<String>,
    /// What trades of the file mean: folded words and codes, an empty code for none.
    pub trades: BTreeMap<String, String>,
    /// What becomes of those whom the file does not name.
    pub absent: String,
}

impl Choices {
    pub(super) fn of(stored: &str) -> Self {
        serde_json::from_str(stored).unwrap_or_default()
    }

    pub(super) fn stored(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// What each column is; what is not known is left aside.
    pub fn mapping(&self) -> Mapping {
        Mapping::new(self.columns.iter().map(|word| Column::parse(word).unwrap_or(Column::Ignored)).collect())
    }

    /// What becomes of those whom the file does not name.
    pub fn absent(&self) -> Absent {
        Absent::parse(&self.absent).unwrap_or_default()
    }
}

/// What was done with a file: counts, and nobody's name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Report {
    /// People who are new.
    pub added: u64,
    /// People of whom something changed.
    pub changed: u64,
    /// People of whom nothing changed.
    pub kept: u64,
    /// People noted as having left because the file does not name them.
    pub left: u64,
    /// Lines that were refused.
    pub refused: u64,
    /// Units that were made.
    pub units: u64,
    /// Cohorts that were made.
    pub cohorts: u64,
}

impl Report {
    pub(super) fn of(stored: &str) -> Self {
        serde_json::from_str(stored).unwrap_or_default()
    }

    pub(super) fn stored(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}
