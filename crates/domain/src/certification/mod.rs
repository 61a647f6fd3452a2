//! Certification: exams, who sits them, by which codes people come in.

mod candidate;
pub mod codes;
mod exam;
mod list;

pub use candidate::{Civil, Identity, Sex, birth_day, identity};
pub use exam::{Accreditation, CandidateStatus, Document, ExamStatus, FARTHEST, MOST_EXTRA, MOST_SEATS, USUAL_SECONDS, exam_day, extra_percent, extra_seconds, seats};
pub use list::{Column, Enrolment, Guess, LineFault, MOST_LINES, Notice, Read, Why, guess, heads_at, read};
