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
pub mod door;
pub mod exams;
pub mod intervene;
pub mod reports;
pub mod rooms;
pub mod sitting;
pub mod take;
pub mod watch;
