//! The content on its way from files to an edition that sessions are drawn from.

mod check;
mod coverage;
mod files;
mod flaws;
mod freshness;
mod import_framework;
mod publish;
mod simulated;

pub use check::{Checked, Defect, check};
pub use coverage::{ABILITIES, CURVE, Counted, Coverage, DomainCoverage, INFORMATION, ObjectiveCoverage, PER_DOMAIN, PER_OBJECTIVE, StaleSource, coverage};
pub use files::{Files, SourceFile};
pub use flaws::{FoundFlaw, flaw_counts, flaws};
pub use freshness::{Due, NOTICE, due, wholly_expired};
pub use import_framework::{ImportError, import_framework};
pub use publish::{CurrentEdition, CurrentEditions, Editions, edition_digest, entries, publish, publish_all, unpublished};
pub(crate) use publish::{compose, newest, texts, written};
pub use simulated::{Simulated, SimulatedExams, simulated, simulated_exams};
