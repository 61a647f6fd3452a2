//! Certification: centres and their exams, sittings, decisions, certificates.

pub mod accommodations;
pub mod accreditation;
pub mod candidacy;
pub mod candidates;
pub mod certificates;
pub mod convocations;
pub mod cpf;
pub mod exams;
pub mod keys;
pub mod register;
pub mod rooms;
pub mod verify;
