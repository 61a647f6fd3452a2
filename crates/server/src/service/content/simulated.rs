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

#[cfg(test)]
mod tests {
    use domain::bank::Edition;
    use domain::workshop::Publication;

    use super::super::{check, edition_digest, entries};
    use super::*;

    #[test]
    fn the_shipped_report_speaks_of_the_shipped_bank() {
        let checked = check(&Files::Embedded, None);
        let pool = entries(checked.items, &Publication::default()).expect("items are written").into_iter().map(|(entry, _)| entry).collect();
        let edition = Edition::new(checked.framework.expect("a framework"), checked.blueprint.expect("a blueprint"), pool).expect("an edition");
        let digest = edition_digest(&edition).expect("a digest");
        let report = simulated(&Files::Embedded, &digest);
        assert!(report.is_some(), "run: socle simulate --people 4000 --seed 1 --json > content/blueprints/positioning.simulation.json");
    }
}
