//! Archives under guard: what is inside is counted before anything is unpacked, and measured while it is.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use super::limits;
use super::loss::Code;

/// Why an archive or a file of it is refused, and what it is about.
pub(crate) type Refused = (Code, String);

/// Bytes unpacked that are borne.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Room {
    /// Of one file.
    pub(crate) entry: u64,
    /// Of all together.
    pub(crate) all: u64,
}

/// An opened archive whose directory is within the limits.
pub(crate) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    names: Vec<String>,
    unpacked: u64,
    room: Room,
}

impl<'a> Archive<'a> {
    /// Opens an archive and looks at its directory: paths, number and sizes.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Refused> {
        Self::open_within(bytes, Room { entry: limits::ENTRY, all: limits::UNPACKED })
    }

    /// [`open`](Self::open) with room of one's own.
    pub(crate) fn open_within(bytes: &'a [u8], room: Room) -> Result<Self, Refused> {
        if bytes.len() > limits::ARCHIVE {
            return Err((Code::TooLarge, format!("{} MB", limits::ARCHIVE >> 20)));
        }
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|e| (Code::ArchiveBroken, e.to_string()))?;
        if zip.len() > limits::ENTRIES {
            return Err((Code::ArchiveMany, zip.len().to_string()));
        }
        let (mut names, mut unpacked) = (Vec::with_capacity(zip.len()), 0_u64);
        for i in 0..zip.len() {
            let entry = zip.by_index_raw(i).map_err(|e| (Code::ArchiveBroken, e.to_string()))?;
            let name = entry.name().map_err(|e| (Code::ArchiveBroken, e.to_string()))?.into_owned();
            if entry.enclosed_name().is_none() || entry.is_symlink() || name.contains(['\\', '\0']) || name.starts_with('/') {
                return Err((Code::ArchivePath, name));
            }
            let (size, packed) = (entry.size(), entry.compressed_size());
            if size > room.entry {
                return Err((Code::ArchiveLarge, name));
            }
            if is_bomb(size, packed) {
                return Err((Code::ArchiveBomb, name));
            }
            unpacked = unpacked.saturating_add(size);
            if unpacked > room.all {
                return Err((Code::ArchiveLarge, name));
            }
            names.push(name);
        }
        Ok(Self { zip, names, unpacked: 0, room })
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.names.iter().any(|n| n == name)
    }

    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// Unpacks one file. What its directory said of its size is not believed.
    pub(super) fn read(&mut self, name: &str) -> Result<Vec<u8>, Refused> {
        let mut bytes = Vec::new();
        self.unpack(name, &mut bytes)?;
        Ok(bytes)
    }

    /// Unpacks everything once and keeps nothing of it, so that another reader meets nothing that would not fit.
    pub(crate) fn measure(&mut self) -> Result<(), Refused> {
        let names: Vec<String> = self.names.iter().filter(|name| !name.ends_with('/')).cloned().collect();
        names.iter().try_for_each(|name| self.unpack(name, &mut std::io::sink()))
    }

    fn unpack(&mut self, name: &str, to: &mut impl std::io::Write) -> Result<(), Refused> {
        let entry = self.zip.by_name(name).map_err(|e| match e {
            zip::result::ZipError::FileNotFound => (Code::FileMissing, name.to_owned()),
            e => (Code::ArchiveBroken, format!("{name}: {e}")),
        })?;
        let packed = entry.compressed_size();
        let size = std::io::copy(&mut entry.take(self.room.entry + 1), to).map_err(|e| (Code::ArchiveBroken, format!("{name}: {e}")))?;
        self.unpacked += size;
        if size > self.room.entry || self.unpacked > self.room.all {
            return Err((Code::ArchiveLarge, name.to_owned()));
        }
        if is_bomb(size, packed) {
            return Err((Code::ArchiveBomb, name.to_owned()));
        }
        Ok(())
    }
}

const fn is_bomb(size: u64, packed: u64) -> bool {
    size > limits::RATIO_FROM && size / limits::RATIO > packed
}

/// Packs files. Every archive of the same files is the same to the byte: no clock is asked.
pub(crate) fn pack(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    use std::io::Write as _;
    use zip::write::SimpleFileOptions;

    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated).last_modified_time(zip::DateTime::default());
    for (name, bytes) in files {
        zip.start_file(name.as_str(), options).expect("names are distinct");
        zip.write_all(bytes).expect("memory takes what it is given");
    }
    zip.finish().expect("memory takes what it is given").into_inner()
}
