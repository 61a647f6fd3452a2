//! Months into the archive: written, read back, and only then named.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use formats::archive::{AnswerReader, AnswerWriter, ArchivedAnswer};
use store::Store;
use store::archive::{self, Span};
use uuid::Uuid;

use super::folder::{ArchiveError, Folder, MonthEntry, Part, sum_of};
use super::month::Month;
use super::to_archive;

/// Sessions read in one go.
const PAGE: usize = 500;
/// Rows after which the next file begins: some thirty megabytes.
const LARGEST: u64 = 1_000_000;
/// A month is archived when it has been over for this long: no clock of a server is a day late.
const DAY: i64 = 24 * 3600 * domain::blueprint::SECOND;
const MADE_BY: &str = concat!("socle ", env!("CARGO_PKG_VERSION"));

/// What was written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Exported {
    /// Months written now.
    pub months: Vec<Month>,
    /// Answers written now.
    pub rows: u64,
    /// Bytes of the files.
    pub bytes: u64,
}

/// Archives every month before this one that is not archived yet. `told` hears of each.
///
/// # Errors
/// The month is not over, a file could not be written, or what is read back is not what was written: then nothing names it.
pub async fn export(store: &Store, path: &Path, before: Month, now: i64, told: impl Fn(Month, u64)) -> Result<Exported, ArchiveError> {
    if before.begins() > now - DAY {
        return Err(ArchiveError::TooEarly(before));
    }
    let mut folder = Folder::open_or_begin(path, store).await?;
    let mut exported = Exported::default();
    let Some(mut month) = store.read(|tx| Box::pin(archive::first_end(tx))).await?.and_then(Month::of) else { return Ok(exported) };
    while month < before {
        if folder.manifest.months.iter().all(|known| known.month != month) {
            folder.tidy(month)?;
            let parts = write_month(store, &folder, month).await?;
            let rows = parts.iter().map(|part| part.rows).sum::<u64>();
            exported.bytes += parts.iter().map(|part| part.bytes).sum::<u64>();
            exported.rows += rows;
            if rows > 0 {
                let entry = MonthEntry { month, made_at: now, made_by: MADE_BY.into(), removed_at: None, scrubbed_at: None, parts };
                folder.manifest.months.push(entry);
                folder.manifest.months.sort_by_key(|entry| entry.month);
                folder.save()?;
                exported.months.push(month);
                told(month, rows);
            }
        }
        month = month.next();
    }
    Ok(exported)
}

async fn write_month(store: &Store, folder: &Folder, month: Month) -> Result<Vec<Part>, ArchiveError> {
    let mut parts = Vec::new();
    let mut open: Option<Open> = None;
    let mut after = Uuid::nil();
    let span = month.span();
    let ended = store.read(move |tx| Box::pin(archive::ended(tx, span))).await?;
    for sessions in ended.chunks(PAGE) {
        let last = sessions[sessions.len() - 1];
        let rows = page(store, after, last, span).await?;
        after = last;
        if open.as_ref().is_some_and(|open| open.writer.rows() >= LARGEST)
            && let Some(full) = open.take()
        {
            parts.push(full.close()?);
        }
        let open = match &mut open {
            Some(open) => open,
            none => none.insert(Open::begin(folder, month, &format!("part-{:04}.parquet", parts.len() + 1))?),
        };
        open.push(rows)?;
    }
    if let Some(open) = open {
        parts.push(open.close()?);
    }
    Ok(parts)
}

/// The answers of the sessions of a span after one and up to another.
async fn page(store: &Store, after: Uuid, last: Uuid, span: Span) -> Result<Vec<ArchivedAnswer>, ArchiveError> {
    let answers = store.read(move |tx| Box::pin(archive::answers_of(tx, after, last, span))).await?;
    Ok(answers.into_iter().map(to_archive).collect())
}

/// A file that is being written.
pub(super) struct Open {
    path: PathBuf,
    name: String,
    writer: AnswerWriter<BufWriter<File>>,
}

impl Open {
    pub(super) fn begin(folder: &Folder, month: Month, file: &str) -> Result<Self, ArchiveError> {
        let path = folder.of_month(month)?.join(file);
        let sink = BufWriter::new(File::create(&path).map_err(ArchiveError::at(&path))?);
        let writer = AnswerWriter::new(sink, MADE_BY).map_err(ArchiveError::fault(&path))?;
        Ok(Self { path, name: format!("{}/{file}", month.folder()), writer })
    }

    pub(super) fn push(&mut self, rows: Vec<ArchivedAnswer>) -> Result<(), ArchiveError> {
        rows.into_iter().try_for_each(|row| self.writer.push(row)).map_err(ArchiveError::fault(&self.path))
    }

    /// Ends it, brings it to the disk, and reads it back from end to end.
    pub(super) fn close(self) -> Result<Part, ArchiveError> {
        let Self { path, name, writer } = self;
        let (mut sink, written) = writer.finish().map_err(ArchiveError::fault(&path))?;
        let mut to_disk = || {
            sink.flush()?;
            sink.get_ref().sync_all()?;
            path.parent().map_or(Ok(()), |folder| File::open(folder)?.sync_all())
        };
        to_disk().map_err(ArchiveError::at(&path))?;
        let reader = AnswerReader::open(File::open(&path).map_err(ArchiveError::at(&path))?).map_err(ArchiveError::fault(&path))?;
        if reader.sum().map_err(ArchiveError::fault(&path))? != written {
            let _ = fs::remove_file(&path);
            return Err(ArchiveError::Differs(path));
        }
        let (bytes, sha256) = sum_of(&path)?;
        Ok(Part { file: name, rows: written.rows, sessions: written.sessions, bytes, sha256, rows_sha256: written.digest })
    }
}
