//! Use cases: one function each, named by its verb. No HTTP type, no SQL.

pub mod account;
pub mod archive;
pub mod assess;
pub mod audit;
pub mod bank;
pub mod campaign;
pub mod catalogue;
pub mod certification;
pub mod content;
pub mod demo;
pub mod learn;
pub mod learner;
pub mod organisation;
pub mod report;
pub mod steering;
pub mod training;
pub mod workshop;

use domain::refusal::Refusal;
use store::StoreError;

/// Why a use case did not do what it was asked.
#[derive(Debug)]
pub enum Failure {
    /// The rules say no; the code has its sentence.
    Refused(Refusal),
    /// The store could not.
    Store(StoreError),
    /// What is stored does not make sense; the text is for the log.
    Broken(String),
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::Broken(error.to_string())
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Refused(refusal) => write!(f, "refused: {}", refusal.code()),
            Self::Store(error) => write!(f, "store: {error}"),
            Self::Broken(what) => write!(f, "broken: {what}"),
        }
    }
}

impl std::error::Error for Failure {}

/// The result of a use case.
pub type Result<T, E = Failure> = std::result::Result<T, E>;
