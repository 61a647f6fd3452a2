//! Back from the archive into the database.

use std::path::Path;

use store::answers::{self, Answer};
use store::{Store, archive};

use super::folder::{ArchiveError, Folder};
use super::from_archive;
use super::month::Month;
use super::read::known;

/// Sessions in one transaction.
const AT_ONCE: usize = 100;

/// What was loaded.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Imported {
    /// Answers that are in the database again.
    pub rows: u64,
    /// Answers that were there already.
    pub there: u64,
    /// Answers of sessions that were erased since.
    pub erased: u64,
}

/// Loads the answers of a month, or of all months, back into the log. The files stay. Running it twice adds nothing.
///
/// # Errors
/// A file is not what the manifest says, or the database has other answers of a session: nothing of its group is loaded then.
pub async fn import(store: &Store, path: &Path, month: Option<Month>) -> Result<Imported, ArchiveError> {
    let mut folder = Folder::open(path, store).await?;
    let mut imported = Imported::default();
    for place in 0..folder.manifest.months.len() {
        let entry = folder.manifest.months[place].clone();
        if month.is_some_and(|month| entry.month != month) {
            continue;
        }
        for part in &entry.parts {
            let (reader, file) = (folder.reader(part)?, folder.file(part)?);
            for group in 0..reader.groups() {
                let rows = reader.group(group).map_err(ArchiveError::fault(&file))?;
                let known = known(store, &rows).await?;
                let all = rows.len() as u64;
                let kept: Vec<Answer> = rows.into_iter().filter(|row| known.contains(&row.session_id)).map(from_archive).collect();
                imported.erased += all - kept.len() as u64;
                let sessions: Vec<&[Answer]> = kept.chunk_by(|a, b| a.session_id == b.session_id).collect();
                for few in sessions.chunks(AT_ONCE) {
                    let (rows, there) = load(store, few.concat()).await?;
                    imported.rows += rows;
                    imported.there += there;
                }
            }
        }
        folder.manifest.months[place].removed_at = None;
        folder.save()?;
    }
    Ok(imported)
}

/// Adds the answers of sessions of which the log has none. Returns how many were added, and how many were there.
async fn load(store: &Store, rows: Vec<Answer>) -> Result<(u64, u64), ArchiveError> {
    let loaded = store.write(move |tx| {
        Box::pin(async move {
            let (mut missing, mut there) = (Vec::new(), 0);
            for session in rows.chunk_by(|a, b| a.session_id == b.session_id) {
                let id = session[0].session_id;
                match archive::count(tx, id).await? {
                    0 => missing.extend_from_slice(session),
                    _ if answers::all_of(tx, id).await? == session => there += session.len() as u64,
                    _ => return Err(ArchiveError::Session(id)),
                }
            }
            Ok::<_, ArchiveError>((answers::append_all(tx, &missing).await?, there))
        })
    });
    loaded.await
}
