//! Certification: centres and their exams, sittings, decisions, certificates.

pub mod certificates;
pub mod cpf;
pub mod keys;
pub mod register;
pub mod verify;
