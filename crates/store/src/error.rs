//! What can go wrong in the store, in the words the rest of the program needs.

use std::fmt;
use std::path::PathBuf;

/// The result of everything in this crate.
pub type Result<T, E = StoreError> = std::result::Result<T, E>;

/// Why the store could not do what was asked.
///
/// Both engines are mapped to the same few cases, so that a use case never has to know which one
/// runs. The texts inside are for the log: they name tables, columns and files, never the values
/// of a row. What the visitor reads is written by the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoreError {
    /// A unique key is already taken, or a foreign key names a row that does not exist.
    Conflict {
        /// `table(column, column)` for a unique key, `foreign key` for a foreign key (SQLite does
        /// not say which one). The same text on both engines.
        what: String,
    },
    /// Too much is waiting, or another transaction stood in the way. Trying again later may work.
    Busy,
    /// The disk is full: nothing was written.
    Full,
    /// The database or its disk refuses writes.
    ReadOnly,
    /// The database cannot be reached, or the store is closed. After a `write` it is unknown
    /// whether the change was made (PostgreSQL can lose the connection during the commit), so a
    /// retry must carry an idempotency key.
    Unavailable {
        /// What was tried and what came back.
        why: String,
    },
    /// Another server already has this SQLite file open.
    InUse {
        /// The database file.
        path: PathBuf,
    },
    /// The file is damaged or is not a database.
    Corrupt {
        /// What the engine said.
        why: String,
    },
    /// The schema is not the one this program knows.
    Migration {
        /// Which migration, and what is wrong with it.
        why: String,
    },
    /// Anything else: a mistake in the program, or a request the engine does not support.
    Other {
        /// What happened.
        why: String,
    },
}

impl StoreError {
    /// Whether a unique key or a foreign key said no.
    pub fn is_conflict(&self) -> bool {
        matches!(self, Self::Conflict { .. })
    }

    /// Whether the conflict is about this column: `is_conflict_on("person", "email_folded")`.
    pub fn is_conflict_on(&self, table: &str, column: &str) -> bool {
        let Self::Conflict { what } = self else {
            return false;
        };
        what.strip_prefix(table).and_then(|rest| rest.strip_prefix('(')?.strip_suffix(')')).is_some_and(|columns| columns.split(", ").any(|c| c == column))
    }

    pub(crate) fn other(why: impl Into<String>) -> Self {
        Self::Other { why: why.into() }
    }

    pub(crate) fn unavailable(why: impl Into<String>) -> Self {
        Self::Unavailable { why: why.into() }
    }

    pub(crate) fn migration(why: impl Into<String>) -> Self {
        Self::Migration { why: why.into() }
    }

    pub(crate) fn closed() -> Self {
        Self::unavailable("the store is closed")
    }

    /// From a file operation around the database (lock, backup, restore).
    pub(crate) fn io(doing: &str, error: &std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::StorageFull => Self::Full,
            std::io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            _ => Self::unavailable(format!("{doing}: {error}")),
        }
    }

    pub(crate) fn sqlite(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        use rusqlite::ffi;
        let Some(failure) = error.sqlite_error().copied() else {
            return Self::other(error.to_string());
        };
        let message = match error {
            rusqlite::Error::SqliteFailure(_, Some(message)) => message,
            other => other.to_string(),
        };
        match failure.extended_code {
            ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY | ffi::SQLITE_CONSTRAINT_ROWID => {
                return Self::Conflict { what: sqlite_key(&message) };
            }
            ffi::SQLITE_CONSTRAINT_FOREIGNKEY => {
                return Self::Conflict { what: FOREIGN_KEY.into() };
            }
            _ => {}
        }
        let why = format!("{message} (SQLite code {})", failure.extended_code);
        match failure.code {
            Code::DatabaseBusy | Code::DatabaseLocked => Self::Busy,
            Code::DiskFull => Self::Full,
            Code::ReadOnly => Self::ReadOnly,
            Code::CannotOpen | Code::SystemIoFailure | Code::PermissionDenied | Code::FileLockingProtocolFailed => Self::Unavailable { why },
            Code::DatabaseCorrupt | Code::NotADatabase => Self::Corrupt { why },
            _ => Self::Other { why },
        }
    }

    pub(crate) fn postgres(error: &tokio_postgres::Error) -> Self {
        let Some(db) = error.as_db_error() else {
            let why = with_causes(error);
            return if error.is_closed() || io_cause(error) { Self::Unavailable { why } } else { Self::Other { why } };
        };
        // DETAIL is left out: it repeats values of the row.
        let code = db.code().code();
        let why = format!("{} (PostgreSQL code {code})", db.message());
        match code {
            "23505" => Self::Conflict { what: postgres_key(db.table(), db.detail(), db.constraint()) },
            "23503" | "23001" => Self::Conflict { what: FOREIGN_KEY.into() },
            "53100" => Self::Full,
            // a read-only transaction; and what a server says whose own files may not be written, or a table that may not
            "25006" | "42501" => Self::ReadOnly,
            // serialization failure, deadlock, lock not available, statement cancelled
            "40001" | "40P01" | "55P03" | "57014" => Self::Busy,
            "XX001" | "XX002" => Self::Corrupt { why },
            // Connection trouble, no resources, shutdown, unknown database, refused identity.
            _ if ["08", "53", "57P", "3D", "28", "58"].iter().any(|class| code.starts_with(class)) => Self::Unavailable { why },
            _ => Self::Other { why },
        }
    }

    pub(crate) fn pool(error: &deadpool_postgres::PoolError) -> Self {
        use deadpool_postgres::{PoolError, TimeoutType};
        match error {
            PoolError::Timeout(TimeoutType::Wait) => Self::Busy,
            PoolError::Backend(error) => match Self::postgres(error) {
                Self::Other { why } => Self::Unavailable { why },
                known => known,
            },
            PoolError::Closed => Self::closed(),
            other => Self::unavailable(other.to_string()),
        }
    }
}

const FOREIGN_KEY: &str = "foreign key";

/// `UNIQUE constraint failed: answer.session_id, answer.seq` becomes `answer(session_id, seq)`.
fn sqlite_key(message: &str) -> String {
    let Some((_, columns)) = message.split_once("constraint failed: ") else {
        return message.to_owned();
    };
    let mut table = "";
    let columns: Vec<&str> = columns
        .split(", ")
        .map(|column| match column.split_once('.') {
            Some((of, column)) => {
                table = of;
                column
            }
            None => column,
        })
        .collect();
    format!("{table}({})", columns.join(", "))
}

/// `Key (session_id, seq)=(…) already exists.` of table `answer` becomes `answer(session_id, seq)`.
/// The sentence around the first parenthesis may be translated; the values after it are dropped.
fn postgres_key(table: Option<&str>, detail: Option<&str>, constraint: Option<&str>) -> String {
    let columns = detail.and_then(|d| d.split_once('(')).and_then(|(_, rest)| rest.split_once(")=(")).map(|(columns, _)| columns.replace('"', ""));
    match (table, columns) {
        (Some(table), Some(columns)) => format!("{table}({columns})"),
        _ => constraint.unwrap_or("unique key").to_owned(),
    }
}

fn with_causes(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}

fn io_cause(error: &dyn std::error::Error) -> bool {
    let mut cause = error.source();
    while let Some(error) = cause {
        if error.is::<std::io::Error>() {
            return true;
        }
        cause = error.source();
    }
    false
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Conflict { what } => write!(f, "conflict: {what}"),
            Self::Busy => f.write_str("the database is busy"),
            Self::Full => f.write_str("the disk is full"),
            Self::ReadOnly => f.write_str("the database is read-only"),
            Self::Unavailable { why } => write!(f, "the database is unavailable: {why}"),
            Self::InUse { path } => write!(f, "another server already uses {}: stop it first, or give this one its own file", path.display()),
            Self::Corrupt { why } => write!(f, "the database is damaged: {why}"),
            Self::Migration { why } => write!(f, "the schema cannot be used: {why}"),
            Self::Other { why } => f.write_str(why),
        }
    }
}

impl std::error::Error for StoreError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_engines_name_a_unique_key_in_the_same_words() {
        let sqlite = sqlite_key("UNIQUE constraint failed: answer.session_id, answer.seq");
        let postgres = postgres_key(Some("answer"), Some("Key (session_id, seq)=(0198, 3) already exists."), Some("answer_pkey"));
        assert_eq!(sqlite, "answer(session_id, seq)");
        assert_eq!(postgres, sqlite);
    }

    #[test]
    fn a_conflict_is_recognised_by_its_column() {
        let error = StoreError::Conflict { what: "answer(session_id, seq)".into() };
        assert!(error.is_conflict());
        assert!(error.is_conflict_on("answer", "seq"));
        assert!(!error.is_conflict_on("answer", "se"));
        assert!(!error.is_conflict_on("answers", "seq"));
    }

    #[test]
    fn a_value_of_the_row_never_reaches_the_text() {
        let what = postgres_key(Some("person"), Some("Key (email_folded)=(a(b)=(c@example.org) already exists."), None);
        assert_eq!(what, "person(email_folded)");
    }
}
