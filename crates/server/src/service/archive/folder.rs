//! The folder of an archive and its manifest, which names every file that belongs to it.
//!
//! A file counts from the moment the manifest names it; the manifest is replaced whole. Whatever else lies in the folders of the months
//! is left over from something that was interrupted, and goes.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use formats::archive::{AnswerReader, ArchiveFault};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use store::{Store, StoreError, archive};
use uuid::Uuid;

use super::month::Month;
use crate::secret::hex;

/// The manifest's name in the folder.
pub const MANIFEST: &str = "manifest.json";
const FORMAT: &str = "socle-answers";
const VERSION: u32 = 1;

/// Why the archive could not do what was asked.
#[derive(Debug)]
pub enum ArchiveError {
    /// A file: which, and what the system says.
    File(PathBuf, String),
    /// There is no archive in this folder.
    Absent(PathBuf),
    /// The archive is of another database.
    Other,
    /// The month is not over since a day.
    TooEarly(Month),
    /// A file is not what the manifest says, or what was written is not what is read back.
    Differs(PathBuf),
    /// The database has other answers of this session than the archive.
    Session(Uuid),
    /// The database could not.
    Store(StoreError),
}

impl ArchiveError {
    /// With the file it is about.
    pub(super) fn at(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |error| Self::File(path, error.to_string())
    }

    /// With the file it is about.
    pub(super) fn fault(path: &Path) -> impl FnOnce(ArchiveFault) -> Self {
        let path = path.to_owned();
        move |fault| Self::File(path, fault.to_string())
    }
}

impl From<StoreError> for ArchiveError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// What the folder holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// `socle-answers`.
    pub format: String,
    /// 1.
    pub version: u32,
    /// The database it comes from: the name of its first edition.
    pub database: Uuid,
    /// The columns, in Parquet's own notation.
    pub schema: String,
    /// By month, in order.
    pub months: Vec<MonthEntry>,
}

/// A month in the manifest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MonthEntry {
    /// In which the sessions ended.
    pub month: Month,
    /// When it was written, microseconds UTC.
    pub made_at: i64,
    /// The program that wrote it.
    pub made_by: String,
    /// When its answers left the database; none while they are in both places.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub removed_at: Option<i64>,
    /// When sessions that were erased since last left it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scrubbed_at: Option<i64>,
    /// Its files, in the order of the sessions.
    pub parts: Vec<Part>,
}

/// A file in the manifest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// From the folder of the archive.
    pub file: String,
    /// Answers.
    pub rows: u64,
    /// Sessions.
    pub sessions: u64,
    /// Size.
    pub bytes: u64,
    /// SHA-256 of the file.
    pub sha256: String,
    /// SHA-256 of the rows, value by value: what was written and what is read back give the same.
    pub rows_sha256: String,
}

/// A folder with its manifest.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    /// As it stands.
    pub manifest: Manifest,
}

impl Folder {
    /// Opens the archive of this database.
    ///
    /// # Errors
    /// There is none, it is another database's, or it cannot be read.
    pub async fn open(path: &Path, store: &Store) -> Result<Self, ArchiveError> {
        let manifest = path.join(MANIFEST);
        let text = match fs::read_to_string(&manifest) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(ArchiveError::Absent(path.to_owned())),
            Err(error) => return Err(ArchiveError::at(&manifest)(error)),
        };
        let read: Manifest = serde_json::from_str(&text).map_err(|e| ArchiveError::File(manifest.clone(), e.to_string()))?;
        if read.format != FORMAT || read.version != VERSION || read.schema != formats::archive::SCHEMA {
            return Err(ArchiveError::File(manifest, format!("{} version {}", read.format, read.version)));
        }
        if identity(store).await? != Some(read.database) {
            return Err(ArchiveError::Other);
        }
        Ok(Self { path: path.to_owned(), manifest: read })
    }

    /// Opens the archive of this database, or begins one.
    ///
    /// # Errors
    /// As [`Folder::open`]; or the folder cannot be made, or holds something else.
    pub async fn open_or_begin(path: &Path, store: &Store) -> Result<Self, ArchiveError> {
        match Self::open(path, store).await {
            Err(ArchiveError::Absent(_)) => {}
            other => return other,
        }
        create(path)?;
        let database = identity(store).await?.ok_or(ArchiveError::Other)?;
        let manifest = Manifest { format: FORMAT.into(), version: VERSION, database, schema: formats::archive::SCHEMA.into(), months: Vec::new() };
        let folder = Self { path: path.to_owned(), manifest };
        folder.save()?;
        Ok(folder)
    }

    /// Where a file of the manifest is. Its name leads nowhere else: a manifest may come from a stranger.
    ///
    /// # Errors
    /// The name is no path inside the folder.
    pub(super) fn file(&self, part: &Part) -> Result<PathBuf, ArchiveError> {
        let inside = Path::new(&part.file).components().all(|c| matches!(c, std::path::Component::Normal(_)));
        if inside { Ok(self.path.join(&part.file)) } else { Err(ArchiveError::Differs(PathBuf::from(&part.file))) }
    }

    /// Opens a file, once its sum is what the manifest says.
    ///
    /// # Errors
    /// It cannot be read, or is another.
    pub(super) fn reader(&self, part: &Part) -> Result<AnswerReader<File>, ArchiveError> {
        let path = self.file(part)?;
        if sum_of(&path)? != (part.bytes, part.sha256.clone()) {
            return Err(ArchiveError::Differs(path));
        }
        AnswerReader::open(File::open(&path).map_err(ArchiveError::at(&path))?).map_err(ArchiveError::fault(&path))
    }

    /// Replaces the manifest: whole or not at all.
    ///
    /// # Errors
    /// It cannot be written.
    pub(super) fn save(&self) -> Result<(), ArchiveError> {
        let path = self.path.join(MANIFEST);
        let text = serde_json::to_string_pretty(&self.manifest).map_err(|e| ArchiveError::File(path.clone(), e.to_string()))?;
        let next = self.path.join("manifest.json.next");
        let write = || {
            let mut file = File::create(&next)?;
            file.write_all(text.as_bytes())?;
            file.sync_all()?;
            fs::rename(&next, &path)?;
            File::open(&self.path)?.sync_all()
        };
        write().map_err(ArchiveError::at(&path))
    }

    /// The folder of a month, made when it is not there.
    ///
    /// # Errors
    /// It cannot be made.
    pub(super) fn of_month(&self, month: Month) -> Result<PathBuf, ArchiveError> {
        let path = self.path.join(month.folder());
        create(&path)?;
        Ok(path)
    }

    /// Takes away what lies in the folder of a month and is not named by the manifest.
    ///
    /// # Errors
    /// It cannot be taken away.
    pub(super) fn tidy(&self, month: Month) -> Result<(), ArchiveError> {
        let named: BTreeSet<&str> = self.manifest.months.iter().filter(|m| m.month == month).flat_map(|m| &m.parts).map(|part| part.file.as_str()).collect();
        let path = self.of_month(month)?;
        for entry in fs::read_dir(&path).map_err(ArchiveError::at(&path))? {
            let entry = entry.map_err(ArchiveError::at(&path))?;
            let name = format!("{}/{}", month.folder(), entry.file_name().to_string_lossy());
            if !named.contains(name.as_str()) {
                fs::remove_file(entry.path()).map_err(ArchiveError::at(&entry.path()))?;
            }
        }
        Ok(())
    }
}

async fn identity(store: &Store) -> Result<Option<Uuid>, ArchiveError> {
    Ok(store.read(|tx| Box::pin(archive::identity(tx))).await?)
}

/// Its owner's alone: what people answered is in it.
fn create(path: &Path) -> Result<(), ArchiveError> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(ArchiveError::at(path))
}

/// Size and SHA-256 of a file.
pub(super) fn sum_of(path: &Path) -> Result<(u64, String), ArchiveError> {
    let sum = || {
        let mut hasher = Sha256::new();
        let bytes = io::copy(&mut File::open(path)?, &mut Hashing(&mut hasher))?;
        Ok((bytes, hex(&hasher.finalize())))
    };
    sum().map_err(ArchiveError::at(path))
}

struct Hashing<'a>(&'a mut Sha256);

impl Write for Hashing<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
