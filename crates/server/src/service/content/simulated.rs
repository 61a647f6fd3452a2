//! The simulation report that stands beside a blueprint: what `socle simulate --json` printed for this very edition.

use serde::{Deserialize, Serialize};

use super::Files;

/// What is shown of a report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Simulated {
    /// Digest of the edition it speaks of.
    pub edition: String,
    /// People simulated.
    pub people: u64,
    /// Mean number of questions.
    pub mean_length: f64,
    /// Root mean square error over the domains.
    pub rmse: f64,
    /// The same with as many questions drawn by lot.
    pub rmse_random_choice: f64,
    /// Share of true abilities inside their interval, over the domains.
    pub coverage_95: f64,
    /// Share of levels rightly told, over the domains.
    pub level_accuracy: f64,
}

/// The report, if there is one and it speaks of this edition: figures of another bank are not shown.
pub fn simulated(files: &Files, digest: &str) -> Option<Simulated> {
    let text = files.one("blueprints/positioning.simulation.json").text.ok()?;
    let report: Simulated = serde_json::from_str(&text).ok()?;
    (report.edition == digest).then_some(report)
}
