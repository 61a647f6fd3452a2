//! Rows of the archive, of sessions that the database still has.

use std::collections::BTreeSet;
use std::path::Path;

use formats::archive::ArchivedAnswer;
use store::answers::Answer;
use store::{Store, archive, sessions};
use uuid::Uuid;

use super::folder::{ArchiveError, Folder};
use super::from_archive;
use super::month::Month;

/// Names of sessions read in one go.
const PAGE: i64 = 20_000;

/// Which rows are wanted; all of them when nothing is said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Of this month.
    pub month: Option<Month>,
    /// Of this session.
    pub session: Option<Uuid>,
    /// To this item.
    pub item: Option<String>,
    /// To this very text of an item, by its digest.
    pub item_hash: Option<Vec<u8>>,
}

impl Wanted {
    fn takes(&self, row: &ArchivedAnswer) -> bool {
        self.session.is_none_or(|session| row.session_id == session.into_bytes())
            && self.item.as_ref().is_none_or(|item| row.item_id == *item)
            && self.item_hash.as_ref().is_none_or(|hash| row.item_hash == *hash)
    }
}

/// Gives the wanted rows to `sink`, month by month, session by session. Returns how many, and how many were left out because the database
/// has their session no more.
///
/// # Errors
/// A file is not what the manifest says, or `sink` refuses.
pub async fn read(
    store: &Store,
    path: &Path,
    wanted: &Wanted,
    mut sink: impl FnMut(ArchivedAnswer) -> Result<(), ArchiveError>,
) -> Result<(u64, u64), ArchiveError> {
    let folder = Folder::open(path, store).await?;
    let (mut given, mut erased) = (0, 0);
    for entry in folder.manifest.months.iter().filter(|entry| wanted.month.is_none_or(|month| entry.month == month)) {
        for part in &entry.parts {
            let (reader, file) = (folder.reader(part)?, folder.file(part)?);
            for group in (0..reader.groups()).filter(|group| wanted.session.is_none_or(|s| reader.may_hold(*group, s.into_bytes()))) {
                let mut rows = reader.group(group).map_err(ArchiveError::fault(&file))?;
                rows.retain(|row| wanted.takes(row));
                let known = known(store, &rows).await?;
                for row in rows {
                    if known.contains(&row.session_id) {
                        given += 1;
                        sink(row)?;
                    } else {
                        erased += 1;
                    }
                }
            }
        }
    }
    Ok((given, erased))
}

/// The answers of one session, as the log had them; none when the archive has it not, or the database has it no more.
///
/// # Errors
/// A file is not what the manifest says.
pub async fn answers_of(store: &Store, path: &Path, session: Uuid) -> Result<Vec<Answer>, ArchiveError> {
    let row = store.read(move |tx| Box::pin(sessions::load(tx, session))).await?;
    let Some(month) = row.and_then(|row| row.finished_at).and_then(Month::of) else { return Ok(Vec::new()) };
    let wanted = Wanted { month: Some(month), session: Some(session), ..Wanted::default() };
    let mut answers = Vec::new();
    read(store, path, &wanted, |row| {
        answers.push(from_archive(row));
        Ok(())
    })
    .await?;
    Ok(answers)
}

/// Of the sessions of these rows, which stand in order, those that the database has.
pub(super) async fn known(store: &Store, rows: &[ArchivedAnswer]) -> Result<BTreeSet<[u8; 16]>, ArchiveError> {
    let asked: BTreeSet<[u8; 16]> = rows.iter().map(|row| row.session_id).collect();
    let mut known = BTreeSet::new();
    let (Some(mut first), Some(last)) = (asked.first().copied().map(Uuid::from_bytes), asked.last().copied().map(Uuid::from_bytes)) else { return Ok(known) };
    loop {
        let page = store.read(move |tx| Box::pin(archive::known(tx, first, last, PAGE))).await?;
        known.extend(page.iter().map(|id| id.into_bytes()).filter(|id| asked.contains(id)));
        match page.last() {
            Some(reached) if page.len() as i64 == PAGE && *reached < last => first = *reached,
            _ => return Ok(known),
        }
    }
}
