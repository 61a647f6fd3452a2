//! Certification: centres and their exams, sittings, decisions, certificates.
