//! Answers that are in the archive leave the database.

use std::path::Path;

use store::archive;
use store::{Store, StoreError};
use uuid::Uuid;

use super::folder::{ArchiveError, Folder};
use super::month::Month;

/// Sessions in one transaction: some six hundred rows, so that nobody waits for it.
const AT_ONCE: usize = 32;

/// Takes from the database the answers of every archived month before this one, each session as many as the archive has of it, a few
/// sessions at a time. Whatever is interrupted goes on when it is run again. Returns how many answers went.
///
/// # Errors
/// A file is not what the manifest says, or the database has other answers of a session: these stay.
pub async fn remove(store: &Store, path: &Path, before: Month, now: i64) -> Result<u64, ArchiveError> {
    let mut folder = Folder::open(path, store).await?;
    let mut removed = 0;
    for place in 0..folder.manifest.months.len() {
        let entry = folder.manifest.months[place].clone();
        if entry.month >= before || entry.removed_at.is_some() {
            continue;
        }
        for part in &entry.parts {
            let reader = folder.reader(part)?;
            let file = folder.file(part)?;
            for group in 0..reader.groups() {
                let sessions = counted(reader.group(group).map_err(ArchiveError::fault(&file))?.iter().map(|row| Uuid::from_bytes(row.session_id)));
                for few in sessions.chunks(AT_ONCE) {
                    removed += remove_few(store, few, entry.month.next().begins()).await?;
                }
            }
        }
        folder.manifest.months[place].removed_at = Some(now);
        folder.save()?;
    }
    Ok(removed)
}

async fn remove_few(store: &Store, few: &[(Uuid, u64)], ended_before: i64) -> Result<u64, ArchiveError> {
    let few = few.to_vec();
    let removed = store.write(move |tx| {
        Box::pin(async move {
            let mut removed = 0;
            for (session, archived) in few {
                removed += archive::delete_answers(tx, session, ended_before, archived).await.map_err(|error| match error {
                    StoreError::Conflict { .. } => ArchiveError::Session(session),
                    other => other.into(),
                })?;
            }
            Ok::<_, ArchiveError>(removed)
        })
    });
    removed.await
}

/// Sessions with the number of their rows, which stand one after the other.
fn counted(rows: impl Iterator<Item = Uuid>) -> Vec<(Uuid, u64)> {
    let mut sessions: Vec<(Uuid, u64)> = Vec::new();
    for session in rows {
        match sessions.last_mut() {
            Some((last, count)) if *last == session => *count += 1,
            _ => sessions.push((session, 1)),
        }
    }
    sessions
}
