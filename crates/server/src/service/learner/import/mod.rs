//! People in, from a file: read, said what its columns are, looked at, written when somebody says so.
//!
//! Until then nothing but the file itself is kept. What is written is planned anew at the moment of writing, from the list as it is
//! then: so a server that was killed goes on by planning again, and whoever was written already is found and kept as they are.

mod begin;
mod choices;
mod correct;
mod lists;
mod look;
mod rows;
mod write;

pub use begin::begin;
pub use choices::{Choices, Report};
pub use correct::{Refused, RefusedLine, to_correct};
pub use look::{ColumnView, Look, Preview, choose, columns, decide, list, load, preview};
pub use write::{catch_up, give_up, start};

use domain::blueprint::SECOND;

/// Files that nobody went on with, and what was kept of those that were written, are forgotten after a week.
pub const KEPT: i64 = 7 * 24 * 3600 * SECOND;

/// Where a file stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// It was read: its columns are to be looked at.
    Read,
    /// Its columns are said: what it would change is to be looked at.
    Mapped,
    /// It is being written.
    Running,
    /// It was written.
    Done,
    /// Somebody gave it up.
    Cancelled,
    /// It could not be written.
    Failed,
}

impl Status {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Read, Self::Mapped, Self::Running, Self::Done, Self::Cancelled, Self::Failed];

    /// The stable word by which it is stored; its name is `import-status-` and this in the texts.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Mapped => "mapped",
            Self::Running => "running",
            Self::Done => "done",
            Self::Cancelled => "cancelled",
            Self::Failed => "failed",
        }
    }

    fn of(word: &str) -> Self {
        Self::ALL.into_iter().find(|status| status.code() == word).unwrap_or(Self::Failed)
    }
}

/// A file as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// Its identifier.
    pub id: uuid::Uuid,
    /// The name of the file.
    pub name: String,
    /// Where it stands.
    pub status: Status,
    /// Lines in it; once it is written, steps.
    pub lines: i64,
    /// Steps done.
    pub progress: i64,
    /// What was said of it.
    pub choices: Choices,
    /// What was done.
    pub report: Report,
    /// Who brought it, while they are known.
    pub started_by: Option<uuid::Uuid>,
    /// When, microseconds UTC.
    pub created_at: i64,
    /// When it was written, or given up.
    pub settled_at: Option<i64>,
}

impl Import {
    fn of(row: store::imports::Import) -> Self {
        Self {
            id: row.id,
            name: row.name,
            status: Status::of(&row.status),
            lines: row.line_count,
            progress: row.progress,
            choices: Choices::of(&row.mapping),
            report: Report::of(&row.report),
            started_by: row.started_by,
            created_at: row.created_at,
            settled_at: row.settled_at,
        }
    }
}
