//! Sessions that were erased leave the archive.

use std::fs;
use std::path::Path;

use store::Store;

use super::export::Open;
use super::folder::{ArchiveError, Folder, Part};
use super::month::Month;
use super::read::known;

/// What was found, and what went when it was asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Scrubbed {
    /// Answers whose session the database has no more.
    pub rows: u64,
    /// Their sessions.
    pub sessions: u64,
    /// Answers that stay.
    pub kept: u64,
}

/// Counts the answers whose session was erased since they were archived; with `rewrite`, writes the files that hold some anew without
/// them. The new file is read back and named before the old one goes, and what an interrupted run left goes first.
///
/// # Errors
/// A file is not what the manifest says, or cannot be written.
pub async fn scrub(store: &Store, path: &Path, rewrite: bool, now: i64) -> Result<Scrubbed, ArchiveError> {
    let mut folder = Folder::open(path, store).await?;
    let mut scrubbed = Scrubbed::default();
    for place in 0..folder.manifest.months.len() {
        let month = folder.manifest.months[place].month;
        if rewrite {
            folder.tidy(month)?;
        }
        for at in (0..folder.manifest.months[place].parts.len()).rev() {
            let part = folder.manifest.months[place].parts[at].clone();
            let erased = count(store, &folder, &part).await?;
            scrubbed.rows += erased.rows;
            scrubbed.sessions += erased.sessions;
            scrubbed.kept += erased.kept;
            if rewrite && erased.rows > 0 {
                let parts = &mut folder.manifest.months[place].parts;
                parts.remove(at);
                if erased.kept > 0 {
                    let new = without(store, &folder, &part, month).await?;
                    folder.manifest.months[place].parts.insert(at, new);
                }
                folder.manifest.months[place].scrubbed_at = Some(now);
                folder.save()?;
                let old = folder.file(&part)?;
                fs::remove_file(&old).map_err(ArchiveError::at(&old))?;
            }
        }
    }
    if rewrite {
        folder.manifest.months.retain(|entry| !entry.parts.is_empty());
        folder.save()?;
    }
    Ok(scrubbed)
}

async fn count(store: &Store, folder: &Folder, part: &Part) -> Result<Scrubbed, ArchiveError> {
    let (reader, file) = (folder.reader(part)?, folder.file(part)?);
    let mut found = Scrubbed::default();
    for group in 0..reader.groups() {
        let rows = reader.group(group).map_err(ArchiveError::fault(&file))?;
        let known = known(store, &rows).await?;
        for session in rows.chunk_by(|a, b| a.session_id == b.session_id) {
            if known.contains(&session[0].session_id) {
                found.kept += session.len() as u64;
            } else {
                found.sessions += 1;
                found.rows += session.len() as u64;
            }
        }
    }
    Ok(found)
}

/// The part again, without the sessions that the database has no more, under a name of its own.
async fn without(store: &Store, folder: &Folder, part: &Part, month: Month) -> Result<Part, ArchiveError> {
    let (reader, file) = (folder.reader(part)?, folder.file(part)?);
    let mut open = Open::begin(folder, month, &next_name(&part.file))?;
    for group in 0..reader.groups() {
        let mut rows = reader.group(group).map_err(ArchiveError::fault(&file))?;
        let known = known(store, &rows).await?;
        rows.retain(|row| known.contains(&row.session_id));
        open.push(rows)?;
    }
    open.close()
}

/// `part-0001.parquet`, `part-0001.2.parquet`, `part-0001.3.parquet`…
fn next_name(file: &str) -> String {
    let name = file.rsplit('/').next().unwrap_or(file);
    let stem = name.strip_suffix(".parquet").unwrap_or(name);
    match stem.split_once('.') {
        Some((first, times)) => format!("{first}.{}.parquet", times.parse::<u64>().unwrap_or(1) + 1),
        None => format!("{stem}.2.parquet"),
    }
}

#[cfg(test)]
mod tests {
    use super::next_name;

    #[test]
    fn a_rewritten_file_has_a_name_of_its_own() {
        assert_eq!(next_name("answers/year=2025/month=11/part-0001.parquet"), "part-0001.2.parquet");
        assert_eq!(next_name("part-0001.2.parquet"), "part-0001.3.parquet");
    }
}
