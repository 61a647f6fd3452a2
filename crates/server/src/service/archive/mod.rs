//! The archive of cold answers: Parquet files, one folder a month, from which everything can be read, replayed and loaded back.
//!
//! The month of an answer is that in which its session *ended* (UTC): a session is whole in one month, and a month that is over never
//! gains a session. Sessions and results stay in the database; only the answers, which are most of it, may go.
//!
//! **What erases a person reaches the archive.** A file holds the names of sessions, nothing of their people. An answer of the archive is
//! true for as long as the database has its session: whoever reads is given only those (`read`, `import`, `replay`), and
//! `scrub` rewrites the files without the others. So no list of the erased is kept, which would itself be a trace of them.

mod export;
mod folder;
mod import;
mod month;
mod read;
mod remove;
mod scrub;

pub use export::{Exported, export};
pub use folder::{ArchiveError, Folder, MANIFEST, Manifest, MonthEntry, Part};
pub use import::{Imported, import};
pub use month::Month;
pub use read::{Wanted, answers_of, read};
pub use remove::remove;
pub use scrub::{Scrubbed, scrub};

use formats::archive::ArchivedAnswer;
use store::answers::Answer;
use uuid::Uuid;

fn to_archive(answer: Answer) -> ArchivedAnswer {
    ArchivedAnswer {
        session_id: answer.session_id.into_bytes(),
        seq: answer.seq,
        item_id: answer.item_id,
        item_hash: answer.item_hash,
        parameters: answer.parameters,
        shown: answer.shown,
        response: answer.response,
        category: answer.category,
        categories: answer.categories,
        elapsed: answer.elapsed,
        at: answer.at,
        idempotency_key: answer.idempotency_key,
    }
}

fn from_archive(row: ArchivedAnswer) -> Answer {
    Answer {
        session_id: Uuid::from_bytes(row.session_id),
        seq: row.seq,
        item_id: row.item_id,
        item_hash: row.item_hash,
        parameters: row.parameters,
        shown: row.shown,
        response: row.response,
        category: row.category,
        categories: row.categories,
        elapsed: row.elapsed,
        at: row.at,
        idempotency_key: row.idempotency_key,
    }
}
