//! Certification: centres and their exams, sittings, decisions, certificates.

mod amend;
pub mod appeals;
pub mod certificates;
pub mod cpf;
pub mod decide;
pub mod jury;
pub mod keys;
pub mod neutralise;
pub mod proposals;
pub mod publish;
pub mod register;
pub mod result;
pub mod rules;
pub mod standards;
pub mod verify;
pub mod accommodations;
pub mod accreditation;
pub mod candidacy;
pub mod candidates;
pub mod convocations;
pub mod exams;
pub mod rooms;
