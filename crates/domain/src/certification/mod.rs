//! Certification: exams and who sits them; what the answers of an exam decide, by rules that were known before, and why.
//!
//! The decision is taken on one number, the mean of the five domains, because that is what thirty-two questions measure well; domains are told as
//! bands and capacities as evidence (docs/models/certification.md). Everything of it is computed from the edition that the exam began with, and from
//! its log.

pub mod appeal;
mod candidate;
pub mod codes;
mod decision;
mod exam;
mod explain;
pub mod jury;
mod list;
mod rules;
mod simulation;
pub mod sitting;
pub mod standards;

pub use candidate::{Civil, Identity, Sex, birth_day, identity};
pub use decision::{Band, Circumstances, Decision, DomainBand, LEAST_OF_DOMAIN, ObjectiveEvidence, Overall, Verdict, decision};
pub use exam::{
    Accreditation, CandidateStatus, Document, ExamStatus, FARTHEST, MOST_EXTRA, MOST_SEATS, USUAL_SECONDS, exam_day, extra_percent, extra_seconds, seats,
};
pub use explain::{Explanation, LevelStep, MinimumStep, PassStep, explain};
pub use list::{Column, Enrolment, Guess, LineFault, MOST_LINES, Notice, Read, Why, guess, heads_at, read};
pub use rules::Rules;
pub use simulation::{Classification, CutReport, DomainReport, LevelsReport, MinimumReport, OverallReport, Overlap, Report, Simulation};
