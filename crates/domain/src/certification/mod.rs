//! Certification: what the answers of an exam decide, by rules that were known before, and why.
//!
//! The decision is taken on one number, the mean of the five domains, because that is what thirty-two questions measure well; domains are told as
//! bands and capacities as evidence (docs/models/certification.md). Everything here is computed from the edition that the exam began with, and from
//! its log.

mod decision;
mod explain;
mod rules;
mod simulation;

pub use decision::{Band, Circumstances, Decision, DomainBand, LEAST_OF_DOMAIN, ObjectiveEvidence, Overall, Verdict, decision};
pub use explain::{Explanation, LevelStep, MinimumStep, PassStep, explain};
pub use rules::Rules;
pub use simulation::{Classification, CutReport, DomainReport, LevelsReport, MinimumReport, OverallReport, Overlap, Report, Simulation};
