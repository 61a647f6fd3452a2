//! Certification: centres and their exams, sittings, decisions, certificates.

pub mod accommodations;
pub mod accreditation;
pub mod candidacy;
pub mod candidates;
pub mod convocations;
pub mod exams;
pub mod rooms;
