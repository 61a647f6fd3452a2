//! The content on its way from files to an edition that sessions are drawn from.

mod check;
mod coverage;
mod files;
mod films;
mod flaws;
mod freshness;
mod import_framework;
mod library;
mod publish;
mod simulated;
mod taught;

pub use check::{Checked, Defect, check};
pub use coverage::{ABILITIES, CURVE, Counted, Coverage, DomainCoverage, INFORMATION, ObjectiveCoverage, PER_DOMAIN, PER_OBJECTIVE, StaleSource, coverage};
pub use files::{Files, SourceFile};
pub use films::{FilmFile, Films};
pub use flaws::{FoundFlaw, flaw_counts, flaws};
pub use freshness::{Due, NOTICE, due, wholly_expired};
pub use import_framework::{ImportError, import_framework};
pub use library::Library;
pub use publish::{CurrentEdition, CurrentEditions, Editions, edition_digest, entries, publish, publish_all, unpublished};
pub(crate) use publish::{compose, newest, texts, written};
pub use simulated::{Simulated, SimulatedExams, simulated, simulated_exams};
pub use taught::{Taught, taught};
