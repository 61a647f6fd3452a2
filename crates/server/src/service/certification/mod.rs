//! Certification: centres and their exams, sittings, decisions, certificates.

mod amend;
pub mod appeals;
pub mod certificates;
pub mod decide;
pub mod jury;
pub mod neutralise;
pub mod proposals;
pub mod publish;
pub mod result;
pub mod rules;
pub mod standards;
