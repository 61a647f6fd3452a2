//! A table of cells: the header, then row after row, each with its line.

use std::collections::{BTreeMap, BTreeSet};

use csv::StringRecord;

use super::fault::{Fault, Faults, Problem};

/// The largest number of columns: far above any test, and low enough that a transposed table is noticed.
pub const COLUMN_LIMIT: usize = 20_000;

/// A text that is a table, read row by row.
pub(super) struct Sheet<'a> {
    /// The names of the columns, trimmed.
    pub(super) header: Vec<String>,
    /// The line of the header.
    pub(super) header_line: usize,
    /// What stands between cells.
    pub(super) separator: u8,
    /// Whether cells are decimal numbers: what a ragged row may come from.
    decimals: bool,
    body: &'a [u8],
    reader: csv::Reader<&'a [u8]>,
    /// Up to which byte lines were counted, and the line there.
    counted: (usize, usize),
}

impl<'a> Sheet<'a> {
    /// Reads the header. The separator is the one of comma, semicolon and tab that stands there most often outside quotes; a first
    /// line `sep=;`, as spreadsheets write it, says it as well.
    ///
    /// # Errors
    /// An empty file; too many columns; a header in which a name is missing (but for the first, which R and pandas leave out above
    /// the names of rows) or stands twice.
    pub(super) fn open(text: &'a str, decimals: bool) -> Result<Self, Faults> {
        let (told, body) = told_separator(text);
        let separator = told.unwrap_or_else(|| likely_separator(body));
        let reader = csv::ReaderBuilder::new().delimiter(separator).flexible(true).has_headers(false).from_reader(body.as_bytes());
        let first_line = if told.is_some() { 2 } else { 1 };
        let mut sheet = Self { header: Vec::new(), header_line: 0, separator, decimals, body: body.as_bytes(), reader, counted: (0, first_line) };
        let mut record = StringRecord::new();
        let Some(line) = sheet.read(&mut record).transpose().map_err(Faults::one)? else { return Err(Faults::one(Fault::at(0, Problem::Empty))) };
        if is_blank(&record) {
            return Err(Faults::one(Fault::at(0, Problem::Empty)));
        }
        if record.len() > COLUMN_LIMIT {
            return Err(Faults::one(Fault::at(line, Problem::TooManyColumns { found: record.len(), limit: COLUMN_LIMIT })));
        }
        sheet.header_line = line;
        sheet.header = record.iter().map(|name| name.trim().to_owned()).collect();
        let (mut faults, mut seen) = (Faults::none(), BTreeSet::new());
        for (place, name) in sheet.header.iter().enumerate() {
            if name.contains(['\n', '\r']) {
                faults.push(Fault::at(line, Problem::LineBreak));
            } else if name.is_empty() && place > 0 {
                faults.push(Fault::at(line, Problem::UnnamedColumn { position: place + 1 }));
            } else if !seen.insert(name) {
                faults.push(Fault::in_column(line, name, Problem::RepeatedColumn));
            }
        }
        drop(seen);
        faults.unless_any(sheet)
    }

    /// The next row and its line; `None` at the end. A row that is not blank has as many cells as the header, none with a line break.
    pub(super) fn next(&mut self, record: &mut StringRecord) -> Option<Result<usize, Fault>> {
        let line = match self.read(record)? {
            Ok(line) => line,
            Err(fault) => return Some(Err(fault)),
        };
        if is_blank(record) {
            return Some(Ok(line));
        }
        if record.as_slice().contains(['\n', '\r']) {
            return Some(Err(Fault::at(line, Problem::LineBreak)));
        }
        let (found, expected) = (record.len(), self.header.len());
        if found == expected {
            return Some(Ok(line));
        }
        let decimal_commas = self.decimals && self.separator == b',' && found > expected && !record.iter().any(|cell| cell.contains('.'));
        Some(Err(Fault::at(line, Problem::Ragged { found, expected, decimal_commas })))
    }

    /// The next row that is not blank. Spreadsheets leave rows of separators below a table.
    pub(super) fn next_filled(&mut self, record: &mut StringRecord) -> Option<Result<usize, Fault>> {
        loop {
            match self.next(record)? {
                Ok(_) if is_blank(record) => {}
                row => return Some(row),
            }
        }
    }

    /// The place of a column.
    pub(super) fn place(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|column| column == name)
    }

    /// The place of a column, upper or lower case, or the defect that it is missing.
    pub(super) fn needed(&self, name: &str) -> Result<usize, Fault> {
        self.header
            .iter()
            .position(|column| column.eq_ignore_ascii_case(name))
            .ok_or_else(|| Fault::in_column(self.header_line, name, Problem::MissingColumn { found: listed(&self.header) }))
    }

    fn read(&mut self, record: &mut StringRecord) -> Option<Result<usize, Fault>> {
        // The reader's own line numbers lag behind after a CRLF and after blank lines: count here, each byte once.
        let mut start = self.reader.position().byte() as usize;
        let read = self.reader.read_record(record);
        let (counted, mut line) = self.counted;
        while matches!(self.body.get(start), Some(b'\n' | b'\r')) {
            start += 1;
        }
        line += self.body.get(counted..start).map_or(0, |passed| passed.split(|byte| *byte == b'\n').count() - 1);
        self.counted = (start.max(counted), line);
        match read {
            Ok(true) => Some(Ok(line)),
            Ok(false) => None,
            Err(error) => Some(Err(Fault::at(line, Problem::Unreadable(error.to_string())))),
        }
    }
}

/// Whether nothing stands in a row.
pub(super) fn is_blank(record: &StringRecord) -> bool {
    record.as_slice().trim().is_empty()
}

/// A few names of many.
fn listed(names: &[String]) -> String {
    const SHOWN: usize = 12;
    let shown = names.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join(", ");
    if names.len() > SHOWN { format!("{shown}, … {} in all", names.len()) } else { shown }
}

/// The separator that a first line `sep=;` names, and the table below it.
fn told_separator(text: &str) -> (Option<u8>, &str) {
    let line = text.split_inclusive('\n').next().unwrap_or_default();
    match line.trim_end_matches(['\n', '\r']).strip_prefix("sep=").map(str::as_bytes) {
        Some([separator @ (b',' | b';' | b'\t')]) => (Some(*separator), text.get(line.len()..).unwrap_or_default()),
        _ => (None, text),
    }
}

/// The most frequent of the three in the header, outside quotes; a comma when none is there.
fn likely_separator(text: &str) -> u8 {
    let (mut counts, mut quoted) = ([0_usize; 3], false);
    for byte in text.trim_start().bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            b',' if !quoted => counts[0] += 1,
            b';' if !quoted => counts[1] += 1,
            b'\t' if !quoted => counts[2] += 1,
            _ => {}
        }
    }
    if counts[1] > counts[0] && counts[1] >= counts[2] {
        b';'
    } else if counts[2] > counts[0] {
        b'\t'
    } else {
        b','
    }
}

/// The names that rows have had so far, each with its line: a row has a name, and no other row has the same.
#[derive(Debug, Default)]
pub(super) struct Names(BTreeMap<String, usize>);

impl Names {
    /// Takes the name of one more row.
    pub(super) fn meet(&mut self, name: &str, line: usize) -> Result<(), Problem> {
        if name.is_empty() {
            return Err(Problem::NoName);
        }
        match self.0.insert(name.to_owned(), line) {
            Some(first) => Err(Problem::RepeatedName { name: name.to_owned(), first }),
            None => Ok(()),
        }
    }
}
