//! The simulation report that stands beside a blueprint: what `socle simulate --json` printed for this very edition.

use domain::certification::Report;
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

/// What `socle simulate certification --json` found of an edition.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SimulatedExams {
    /// Digest of the edition it speaks of.
    pub edition: String,
    /// Seed of its people.
    pub seed: u64,
    /// What was found.
    #[serde(flatten)]
    pub report: Report,
}

/// The report on exams, if there is one and it speaks of this edition.
pub fn simulated_exams(files: &Files, digest: &str) -> Option<SimulatedExams> {
    let text = files.one_or_shipped("blueprints/certification.simulation.json").text.ok()?;
    let report: SimulatedExams = serde_json::from_str(&text).ok()?;
    (report.edition == digest).then_some(report)
}

#[cfg(test)]
mod tests {
    use domain::bank::Edition;
    use domain::blueprint::Blueprint;
    use domain::workshop::Publication;

    use super::super::{Checked, check, edition_digest, entries};
    use super::*;

    fn digest_of(blueprint: impl Fn(&Checked) -> Option<Blueprint>) -> String {
        let checked = check(&Files::Embedded, None);
        let blueprint = blueprint(&checked).expect("a blueprint");
        let pool = entries(checked.items, &Publication::default()).expect("items are written").into_iter().map(|(entry, _)| entry).collect();
        let edition = Edition::new(checked.framework.expect("a framework"), blueprint, pool).expect("an edition");
        edition_digest(&edition).expect("a digest")
    }

    #[test]
    fn the_shipped_report_speaks_of_the_shipped_bank() {
        let report = simulated(&Files::Embedded, &digest_of(|checked| checked.blueprint.clone()));
        assert!(report.is_some(), "run: socle simulate --people 4000 --seed 1 --json > content/blueprints/positioning.simulation.json");
    }

    #[test]
    fn the_shipped_report_on_exams_speaks_of_the_shipped_bank_and_keeps_what_is_promised() {
        let found = simulated_exams(&Files::Embedded, &digest_of(|checked| checked.exam.clone()));
        let found = found.expect("run: socle simulate certification --json > content/blueprints/certification.simulation.json").report;
        assert!(found.people >= 1000 && found.highest_exposure < 0.25, "{}", found.highest_exposure);
        let is_as_good = |exam: f64, fixed: f64| exam > fixed - 0.01;
        assert!(found.cuts.iter().all(|cut| is_as_good(cut.exam.accuracy, cut.fixed.accuracy) && is_as_good(cut.exam.consistency, cut.fixed.consistency)));
        assert!(found.levels.consistency > found.levels.fixed_consistency && found.overall.rmse < found.overall.fixed_rmse);
        assert!(found.overall.coverage > 0.93 && found.overall.coverage < 0.97);
    }
}
