//! Rows into a file.

use std::io::Write;
use std::sync::Arc;

use parquet::basic::{Compression, Encoding, GzipLevel};
use parquet::data_type::{ByteArray, ByteArrayType, DataType, FixedLenByteArray, FixedLenByteArrayType, Int64Type};
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;
use parquet::schema::types::ColumnPath;

use super::ArchiveFault;
use super::row::{ArchivedAnswer, RowDigest, SCHEMA};

/// Rows in a group: some twenty megabytes in memory, two thousand five hundred sessions.
const GROUP: usize = 50_000;
/// Numbers that rise or hardly repeat: differences are shorter than a dictionary of them.
const RISING: [&str; 2] = ["at", "elapsed"];

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Rows.
    pub rows: u64,
    /// Sessions.
    pub sessions: u64,
    /// [`RowDigest`] of them.
    pub digest: String,
}

/// A file that is being written. The rows of a session must come one after the other.
pub struct AnswerWriter<W: Write + Send> {
    file: SerializedFileWriter<W>,
    group: Vec<ArchivedAnswer>,
    digest: RowDigest,
    sessions: u64,
    last: Option<[u8; 16]>,
}

impl<W: Write + Send> AnswerWriter<W> {
    /// Begins. `made_by` names the program in the footer.
    ///
    /// # Errors
    /// The file cannot be written to.
    pub fn new(sink: W, made_by: &str) -> Result<Self, ArchiveFault> {
        let mut properties = WriterProperties::builder()
            .set_created_by(made_by.to_owned())
            .set_compression(Compression::GZIP(GzipLevel::try_new(6)?))
            .set_statistics_enabled(EnabledStatistics::Chunk);
        for name in RISING {
            let column = ColumnPath::from(name);
            properties = properties.set_column_dictionary_enabled(column.clone(), false).set_column_encoding(column, Encoding::DELTA_BINARY_PACKED);
        }
        let schema = Arc::new(parse_message_type(SCHEMA)?);
        let file = SerializedFileWriter::new(sink, schema, Arc::new(properties.build()))?;
        Ok(Self { file, group: Vec::with_capacity(GROUP), digest: RowDigest::default(), sessions: 0, last: None })
    }

    /// Adds a row.
    ///
    /// # Errors
    /// The file cannot be written to.
    pub fn push(&mut self, row: ArchivedAnswer) -> Result<(), ArchiveFault> {
        let begins = self.last != Some(row.session_id);
        // a session is whole in its group of rows
        if begins && self.group.len() >= GROUP {
            self.flush()?;
        }
        self.sessions += u64::from(begins);
        self.last = Some(row.session_id);
        self.digest.add(&row);
        self.group.push(row);
        Ok(())
    }

    /// Rows so far.
    pub fn rows(&self) -> u64 {
        self.digest.rows()
    }

    /// Ends the file, and gives back what it was written to.
    ///
    /// # Errors
    /// The file cannot be written to.
    pub fn finish(mut self) -> Result<(W, Written), ArchiveFault> {
        self.flush()?;
        let written = Written { rows: self.digest.rows(), sessions: self.sessions, digest: self.digest.hex() };
        Ok((self.file.into_inner()?, written))
    }

    fn flush(&mut self) -> Result<(), ArchiveFault> {
        if self.group.is_empty() {
            return Ok(());
        }
        let rows = std::mem::take(&mut self.group);
        let mut group = self.file.next_row_group()?;
        let bytes = |text: &str| ByteArray::from(text.as_bytes().to_vec());
        required::<FixedLenByteArrayType, _>(&mut group, rows.iter().map(|r| FixedLenByteArray::from(r.session_id.to_vec())))?;
        required::<Int64Type, _>(&mut group, rows.iter().map(|r| r.seq))?;
        required::<ByteArrayType, _>(&mut group, rows.iter().map(|r| bytes(&r.item_id)))?;
        required::<ByteArrayType, _>(&mut group, rows.iter().map(|r| ByteArray::from(r.item_hash.clone())))?;
        required::<ByteArrayType, _>(&mut group, rows.iter().map(|r| bytes(&r.parameters)))?;
        required::<ByteArrayType, _>(&mut group, rows.iter().map(|r| bytes(&r.shown)))?;
        optional(&mut group, rows.iter().map(|r| r.response.as_deref().map(bytes)))?;
        required::<Int64Type, _>(&mut group, rows.iter().map(|r| r.category))?;
        required::<Int64Type, _>(&mut group, rows.iter().map(|r| r.categories))?;
        required::<Int64Type, _>(&mut group, rows.iter().map(|r| r.elapsed))?;
        required::<Int64Type, _>(&mut group, rows.iter().map(|r| r.at))?;
        optional(&mut group, rows.iter().map(|r| r.idempotency_key.as_deref().map(bytes)))?;
        group.close()?;
        Ok(())
    }
}

type Group<'a, W> = SerializedRowGroupWriter<'a, W>;

/// The next column, whose every row has a value.
fn required<T: DataType, W: Write + Send>(group: &mut Group<'_, W>, values: impl Iterator<Item = T::T>) -> Result<(), ArchiveFault> {
    column::<T, W>(group, &values.collect::<Vec<_>>(), None)
}

/// The next column, where a row may have none.
fn optional<W: Write + Send>(group: &mut Group<'_, W>, values: impl Iterator<Item = Option<ByteArray>>) -> Result<(), ArchiveFault> {
    let values: Vec<Option<ByteArray>> = values.collect();
    let levels: Vec<i16> = values.iter().map(|value| i16::from(value.is_some())).collect();
    column::<ByteArrayType, W>(group, &values.into_iter().flatten().collect::<Vec<_>>(), Some(&levels))
}

fn column<T: DataType, W: Write + Send>(group: &mut Group<'_, W>, values: &[T::T], levels: Option<&[i16]>) -> Result<(), ArchiveFault> {
    let mut column = group.next_column()?.ok_or_else(|| ArchiveFault("more columns than the schema has".into()))?;
    column.typed::<T>().write_batch(values, levels, None)?;
    column.close()?;
    Ok(())
}
