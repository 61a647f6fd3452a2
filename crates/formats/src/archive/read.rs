//! Rows out of a file.

use parquet::column::reader::get_typed_column_reader;
use parquet::data_type::{ByteArray, ByteArrayType, DataType, FixedLenByteArrayType, Int64Type};
use parquet::file::reader::{ChunkReader, FileReader, RowGroupReader, SerializedFileReader};
use parquet::schema::parser::parse_message_type;

use super::ArchiveFault;
use super::row::{ArchivedAnswer, RowDigest, SCHEMA};
use super::write::Written;

/// A file of answers, read group by group.
pub struct AnswerReader<R: ChunkReader + 'static> {
    file: SerializedFileReader<R>,
}

impl<R: ChunkReader + 'static> AnswerReader<R> {
    /// Opens a file and holds its columns to ours.
    ///
    /// # Errors
    /// It is no Parquet file, or its columns are others.
    pub fn open(file: R) -> Result<Self, ArchiveFault> {
        let file = SerializedFileReader::new(file)?;
        if *file.metadata().file_metadata().schema() != parse_message_type(SCHEMA)? {
            return Err(ArchiveFault("the columns of this file are not those of an archive of answers".into()));
        }
        Ok(Self { file })
    }

    /// How many groups of rows there are.
    pub fn groups(&self) -> usize {
        self.file.num_row_groups()
    }

    /// How many rows there are, as the footer says.
    pub fn rows(&self) -> i64 {
        self.file.metadata().file_metadata().num_rows()
    }

    /// Whether a session may stand in a group: false only when it does not.
    pub fn may_hold(&self, group: usize, session: [u8; 16]) -> bool {
        let statistics = self.file.metadata().row_group(group).column(0).statistics();
        let bounds = statistics.and_then(|s| Some((s.min_bytes_opt()?, s.max_bytes_opt()?)));
        bounds.is_none_or(|(first, last)| first <= session.as_slice() && session.as_slice() <= last)
    }

    /// The rows of a group, in their order.
    ///
    /// # Errors
    /// The file is damaged.
    pub fn group(&self, group: usize) -> Result<Vec<ArchivedAnswer>, ArchiveFault> {
        let reader = self.file.get_row_group(group)?;
        let reader = reader.as_ref();
        let sessions = required::<FixedLenByteArrayType>(reader, 0)?;
        let mut texts = [2, 3, 4, 5].into_iter().map(|place| required::<ByteArrayType>(reader, place));
        let mut next = || texts.next().unwrap_or_else(|| Ok(Vec::new())).map(Vec::into_iter);
        let (mut item, mut hash, mut parameters, mut shown) = (next()?, next()?, next()?, next()?);
        let mut numbers = [1, 7, 8, 9, 10].into_iter().map(|place| required::<Int64Type>(reader, place));
        let mut next = || numbers.next().unwrap_or_else(|| Ok(Vec::new())).map(Vec::into_iter);
        let (mut seq, mut category, mut categories, mut elapsed, mut at) = (next()?, next()?, next()?, next()?, next()?);
        let (mut response, mut key) = (optional(reader, 6)?.into_iter(), optional(reader, 11)?.into_iter());
        sessions
            .into_iter()
            .map(|session| {
                Ok(ArchivedAnswer {
                    session_id: <[u8; 16]>::try_from(session.data()).map_err(|e| ArchiveFault(e.to_string()))?,
                    seq: seq.next().ok_or_else(short)?,
                    item_id: text(&item.next().ok_or_else(short)?)?,
                    item_hash: hash.next().ok_or_else(short)?.data().to_vec(),
                    parameters: text(&parameters.next().ok_or_else(short)?)?,
                    shown: text(&shown.next().ok_or_else(short)?)?,
                    response: response.next().ok_or_else(short)?.as_ref().map(text).transpose()?,
                    category: category.next().ok_or_else(short)?,
                    categories: categories.next().ok_or_else(short)?,
                    elapsed: elapsed.next().ok_or_else(short)?,
                    at: at.next().ok_or_else(short)?,
                    idempotency_key: key.next().ok_or_else(short)?.as_ref().map(text).transpose()?,
                })
            })
            .collect()
    }

    /// Everything, read from end to end: to be held to what was written.
    ///
    /// # Errors
    /// The file is damaged.
    pub fn sum(&self) -> Result<Written, ArchiveFault> {
        let (mut digest, mut sessions, mut last) = (RowDigest::default(), 0, None);
        for group in 0..self.groups() {
            for row in self.group(group)? {
                sessions += u64::from(last != Some(row.session_id));
                last = Some(row.session_id);
                digest.add(&row);
            }
        }
        Ok(Written { rows: digest.rows(), sessions, digest: digest.hex() })
    }
}

fn short() -> ArchiveFault {
    ArchiveFault("a column has fewer rows than another".into())
}

fn text(bytes: &ByteArray) -> Result<String, ArchiveFault> {
    String::from_utf8(bytes.data().to_vec()).map_err(|e| ArchiveFault(e.to_string()))
}

/// A column whose every row has a value.
fn required<T: DataType>(group: &dyn RowGroupReader, place: usize) -> Result<Vec<T::T>, ArchiveFault> {
    column::<T>(group, place, None)
}

/// A column where a row may have none.
fn optional(group: &dyn RowGroupReader, place: usize) -> Result<Vec<Option<ByteArray>>, ArchiveFault> {
    let mut levels = Vec::new();
    let mut values = column::<ByteArrayType>(group, place, Some(&mut levels))?.into_iter();
    levels.into_iter().map(|level| if level == 0 { Ok(None) } else { values.next().map(Some).ok_or_else(short) }).collect()
}

/// Its values; where a row may have none, `levels` says of each row whether it has one. The columns were held to the schema when the file
/// was opened.
fn column<T: DataType>(group: &dyn RowGroupReader, place: usize, mut levels: Option<&mut Vec<i16>>) -> Result<Vec<T::T>, ArchiveFault> {
    let rows = usize::try_from(group.metadata().num_rows()).map_err(|e| ArchiveFault(e.to_string()))?;
    let mut reader = get_typed_column_reader::<T>(group.get_column_reader(place)?);
    let (mut values, mut done) = (Vec::new(), 0);
    while done < rows {
        let (read, _, _) = reader.read_records(rows - done, levels.as_deref_mut(), None, &mut values)?;
        if read == 0 {
            return Err(short());
        }
        done += read;
    }
    Ok(values)
}
