//! Rows as a table, for spreadsheets and for those who calibrate.

use std::io::Write;

use super::ArchiveFault;
use super::row::ArchivedAnswer;

const HEAD: [&str; 10] = ["session", "seq", "item", "item_hash", "response", "points", "points_possible", "seconds", "answered_at_micros", "parameters"];

/// A table that is being written, its head first.
pub struct AnswerTable<W: Write> {
    table: ::csv::Writer<W>,
}

impl<W: Write> AnswerTable<W> {
    /// Begins.
    ///
    /// # Errors
    /// It cannot be written to.
    pub fn new(sink: W) -> Result<Self, ArchiveFault> {
        let mut table = ::csv::Writer::from_writer(sink);
        table.write_record(HEAD).map_err(|e| ArchiveFault(e.to_string()))?;
        Ok(Self { table })
    }

    /// Adds a row.
    ///
    /// # Errors
    /// It cannot be written to.
    pub fn push(&mut self, row: &ArchivedAnswer) -> Result<(), ArchiveFault> {
        let seconds = format!("{}.{:06}", row.elapsed / 1_000_000, row.elapsed % 1_000_000);
        let cells = [
            uuid(&row.session_id),
            row.seq.to_string(),
            row.item_id.clone(),
            hex(&row.item_hash),
            row.response.clone().unwrap_or_default(),
            row.category.to_string(),
            (row.categories - 1).to_string(),
            seconds,
            row.at.to_string(),
            row.parameters.clone(),
        ];
        self.table.write_record(&cells).map_err(|e| ArchiveFault(e.to_string()))
    }

    /// Ends.
    ///
    /// # Errors
    /// It cannot be written to.
    pub fn finish(mut self) -> Result<(), ArchiveFault> {
        self.table.flush().map_err(|e| ArchiveFault(e.to_string()))
    }
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// As identifiers are written everywhere: 8-4-4-4-12.
fn uuid(bytes: &[u8; 16]) -> String {
    let hex = hex(bytes);
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
}
