//! Certification: centres and their exams, sittings, decisions, certificates.

pub mod accommodations;
pub mod accreditation;
pub mod candidacy;
pub mod candidates;
pub mod convocations;
pub mod door;
pub mod exams;
pub mod intervene;
pub mod reports;
pub mod rooms;
pub mod sitting;
pub mod take;
pub mod watch;
