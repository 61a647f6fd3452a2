//! The content on its way from files to an edition that sessions are drawn from.

mod check;
mod files;
mod import_framework;
mod publish;
mod simulated;

pub use check::{Defect, check};
pub use files::{Files, SourceFile};
pub use import_framework::{ImportError, import_framework};
pub use publish::{CurrentEdition, Editions, edition_digest, entries, publish};
pub use simulated::{Simulated, simulated};
