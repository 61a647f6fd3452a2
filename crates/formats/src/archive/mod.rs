//! Cold answers as Parquet: the log's rows, column by column, in files that any program of the field reads.
//!
//! The columns are those of the table `answer`, with its names, so that a file can be read without us and loaded back by us. Rows stand
//! session by session, in the order of the sessions' identifiers, each session whole in one file; so a reader who wants one session
//! opens one group of rows. There is no column for the person: a session leads to them through the database, as long as it is there.

mod csv;
mod read;
mod row;
mod write;

pub use csv::AnswerTable;
pub use parquet::file::reader::ChunkReader;
pub use read::AnswerReader;
pub use row::{ArchivedAnswer, RowDigest, SCHEMA};
pub use write::{AnswerWriter, Written};

/// Why a file could not be written or read: what was wrong, for whoever runs the command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArchiveFault(pub String);

impl std::fmt::Display for ArchiveFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ArchiveFault {}

impl From<parquet::errors::ParquetError> for ArchiveFault {
    fn from(error: parquet::errors::ParquetError) -> Self {
        Self(error.to_string())
    }
}
