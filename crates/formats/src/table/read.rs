//! Tables in: CSV as people's programs write it, and workbooks.

use std::fmt;

use csv::StringRecord;

use super::limits;
use super::read_xlsx;
use crate::decode::{NotText, decode};

/// In what a file was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without its mark.
    Utf8,
    /// UTF-16, by its mark.
    Utf16,
    /// As older spreadsheets of western Europe write.
    Windows1252,
    /// A workbook, which says itself how it is written.
    Workbook,
}

impl Encoding {
    /// The stable word for it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16 => "utf-16",
            Self::Windows1252 => "windows-1252",
            Self::Workbook => "xlsx",
        }
    }
}

/// A table as it came: the lines that hold something, heads among them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// How its file was written.
    pub encoding: Encoding,
    /// Between two cells; none in a workbook.
    pub separator: Option<char>,
    /// The sheets of a workbook that can be seen.
    pub sheets: Vec<String>,
    /// The one that was read.
    pub sheet: Option<String>,
    /// In the order of the file.
    pub lines: Vec<Line>,
}

/// A line with something in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its number as programs show it, from 1. In a CSV, a cell may hold several lines: then the number of the first.
    pub number: u32,
    record: StringRecord,
}

impl Line {
    /// A line of these cells.
    pub fn new<C: AsRef<str>>(number: u32, cells: &[C]) -> Self {
        Self { number, record: cells.iter().map(AsRef::as_ref).collect::<Vec<&str>>().into() }
    }

    pub(super) const fn of(number: u32, record: StringRecord) -> Self {
        Self { number, record }
    }

    /// The cell of a column, without spaces around it; empty where there is none.
    pub fn cell(&self, column: usize) -> &str {
        self.record.get(column).unwrap_or_default().trim()
    }

    /// Its cells.
    pub fn cells(&self) -> impl Iterator<Item = &str> {
        self.record.iter().map(str::trim)
    }

    /// How many cells it has.
    pub fn len(&self) -> usize {
        self.record.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.record.is_empty()
    }
}

/// Why there is no table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotTable {
    /// Nothing in it.
    Empty,
    /// More than [`limits::FILE`] bytes.
    TooLarge,
    /// More than [`limits::ROWS`] rows.
    TooLong,
    /// More than [`limits::COLUMNS`] columns, in this line.
    TooWide(u32),
    /// A cell of more than [`limits::CELL`] bytes begins in this line: in a CSV nearly always a quote that is never closed.
    LongCell(u32),
    /// A workbook of the old kind, or one with a password.
    OldWorkbook,
    /// A spreadsheet of another program, or another archive.
    OtherArchive,
    /// A compressed file.
    Compressed,
    /// No text: a picture, a document, UTF-16 without its mark.
    NotText,
    /// A workbook that would unpack to more than a server can bear, or that packs so well that it was made to harm.
    Bomb,
    /// A workbook that is broken, and where.
    Broken(String),
    /// The workbook has no sheet of this name.
    NoSheet,
}

impl NotTable {
    /// The stable word for it, to be said in people's languages.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLarge => "too-large",
            Self::TooLong => "too-long",
            Self::TooWide(_) => "too-wide",
            Self::LongCell(_) => "long-cell",
            Self::OldWorkbook => "old-workbook",
            Self::OtherArchive => "other-archive",
            Self::Compressed => "compressed",
            Self::NotText => "not-text",
            Self::Bomb => "bomb",
            Self::Broken(_) => "broken",
            Self::NoSheet => "no-sheet",
        }
    }

    /// The line where it is, if it is in one.
    pub const fn line(&self) -> Option<u32> {
        match self {
            Self::TooWide(line) | Self::LongCell(line) => Some(*line),
            _ => None,
        }
    }
}

impl fmt::Display for NotTable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.code())?;
        match self {
            Self::TooWide(line) | Self::LongCell(line) => write!(formatter, ", line {line}"),
            Self::Broken(why) => write!(formatter, ": {why}"),
            _ => Ok(()),
        }
    }
}

impl std::error::Error for NotTable {}

/// Reads a table. What it is shows in its bytes, whatever its name. Of a workbook the sheet of this name is read, or else the first that
/// can be seen and holds something.
///
/// # Errors
/// What is no table, or too much of one.
pub fn read(bytes: &[u8], sheet: Option<&str>) -> Result<Table, NotTable> {
    if bytes.len() > limits::FILE {
        return Err(NotTable::TooLarge);
    }
    match bytes {
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => read_xlsx::read(bytes, sheet),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => Err(NotTable::OldWorkbook),
        _ => csv(bytes),
    }
}

fn csv(bytes: &[u8]) -> Result<Table, NotTable> {
    let text = decode(bytes).map_err(|why| match why {
        NotText::Compressed => NotTable::Compressed,
        NotText::Spreadsheet => NotTable::OtherArchive,
        NotText::Nul | NotText::BrokenUtf16 => NotTable::NotText,
    })?;
    let encoding = match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => Encoding::Utf16,
        _ if std::str::from_utf8(bytes).is_ok() => Encoding::Utf8,
        _ => Encoding::Windows1252,
    };
    // no list of people holds such characters; pictures and documents are full of them
    if text.chars().take(4_000).any(|c| c.is_control() && !matches!(c, '\t' | '\r' | '\n')) {
        return Err(NotTable::NotText);
    }
    let (separator, told) = separator(&text);
    let mut reader = csv::ReaderBuilder::new().delimiter(separator as u8).flexible(true).has_headers(false).from_reader(text.as_bytes());
    let (mut lines, mut record, mut place) = (Vec::new(), StringRecord::new(), Place { byte: 0, line: 1 });
    while reader.read_record(&mut record).map_err(|e| NotTable::Broken(e.to_string()))? {
        let number = place.reach(&text, record.position().map_or(0, |position| position.byte() as usize));
        if record.iter().any(|cell| cell.len() > limits::CELL) {
            return Err(NotTable::LongCell(number));
        }
        if record.len() > limits::COLUMNS {
            return Err(NotTable::TooWide(number));
        }
        if (told && number == 1) || record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if lines.len() > limits::ROWS {
            return Err(NotTable::TooLong);
        }
        lines.push(Line::of(number, record.clone()));
    }
    if lines.is_empty() { Err(NotTable::Empty) } else { Ok(Table { encoding, separator: Some(separator), sheets: Vec::new(), sheet: None, lines }) }
}

/// How far a text was counted. The reader's own count stands before a line break that it has not read yet.
struct Place {
    byte: usize,
    line: u32,
}

impl Place {
    /// The line of the first letter from this byte on.
    fn reach(&mut self, text: &str, byte: usize) -> u32 {
        let bytes = text.as_bytes();
        while let Some(found) = bytes.get(self.byte)
            && (self.byte < byte || matches!(found, b'\r' | b'\n'))
        {
            // a carriage return alone ends a line too, as it did on old machines
            self.line += u32::from(*found == b'\n' || (*found == b'\r' && bytes.get(self.byte + 1) != Some(&b'\n')));
            self.byte += 1;
        }
        self.line
    }
}

/// Between two cells: what the first line says (`sep=;`, as some programs write), else what stands most often in it outside quotes.
fn separator(text: &str) -> (char, bool) {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    if let Some(told) = first.trim().to_ascii_lowercase().strip_prefix("sep=").and_then(|rest| rest.chars().next())
        && matches!(told, ';' | ',' | '\t' | '|')
    {
        return (told, true);
    }
    let count = |separator: char| {
        let mut quoted = false;
        first
            .chars()
            .filter(|c| {
                quoted ^= *c == '"';
                *c == separator && !quoted
            })
            .count()
    };
    // of two that stand equally often, the last
    let found = ['|', ',', '\t', ';'].into_iter().max_by_key(|separator| count(*separator)).unwrap_or(';');
    (found, false)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(table: &Table) -> Vec<(u32, Vec<&str>)> {
        table.lines.iter().map(|line| (line.number, line.cells().collect())).collect()
    }

    const TEXT: &str = "Prénom;Nom d’usage;Né le\r\nZoé;\"L’Hœst ; Noël\";03/02/2004\r\n\r\n  Awa ;Diop\r\n";

    #[test]
    fn a_table_is_read_in_every_encoding_that_spreadsheets_write() {
        let windows: Vec<u8> = TEXT
            .chars()
            .map(|c| match c {
                '’' => 0x92,
                'œ' => 0x9c,
                c => c as u8,
            })
            .collect();
        let utf_16 = |unit: fn(u16) -> [u8; 2]| std::iter::once(0xfeff).chain(TEXT.encode_utf16()).flat_map(unit).collect::<Vec<u8>>();
        let files = [
            (TEXT.as_bytes().to_vec(), Encoding::Utf8),
            ([b"\xef\xbb\xbf", TEXT.as_bytes()].concat(), Encoding::Utf8),
            (windows, Encoding::Windows1252),
            (utf_16(u16::to_le_bytes), Encoding::Utf16),
            (utf_16(u16::to_be_bytes), Encoding::Utf16),
        ];
        for (bytes, encoding) in files {
            let table = read(&bytes, None).expect("a table");
            assert_eq!((table.encoding, table.separator), (encoding, Some(';')));
            let expected = vec![(1, vec!["Prénom", "Nom d’usage", "Né le"]), (2, vec!["Zoé", "L’Hœst ; Noël", "03/02/2004"]), (4, vec!["Awa", "Diop"])];
            assert_eq!(cells(&table), expected, "{encoding:?}");
            assert_eq!(table.lines[2].cell(2), "", "a cell that is not there is empty");
        }
    }

    #[test]
    fn a_line_has_the_number_that_editors_show() {
        for (end, text) in [("\n", "a;b\n\n1;\"x\ny\"\n\n\n2;z\n"), ("\r", "a;b\r\r1;\"x\ry\"\r\r\r2;z\r")] {
            let table = read(text.as_bytes(), None).expect("a table");
            assert_eq!(table.lines.iter().map(|line| line.number).collect::<Vec<_>>(), [1, 3, 7], "{end:?}");
        }
    }

    #[test]
    fn the_separator_is_found() {
        for (text, separator) in
            [("a;b\n1;2\n", ';'), ("a,b\n1,2\n", ','), ("a\tb\n1\t2\n", '\t'), ("\"a,b,c\";d\n", ';'), ("a|b\n", '|'), ("nom\nDiop\n", ';')]
        {
            assert_eq!(read(text.as_bytes(), None).expect("a table").separator, Some(separator), "{text:?}");
        }
        let told = read(b"sep=,\nnom;usage,b\n1,2\n", None).expect("a table");
        assert_eq!(cells(&told), [(2, vec!["nom;usage", "b"]), (3, vec!["1", "2"])]);
    }

    #[test]
    fn what_is_no_table_is_told() {
        let open = format!("a;b\n1;\"2\n{}", "3;4\n".repeat(4_000));
        let wide = format!("a\n{}\n", ";".repeat(limits::COLUMNS));
        let long = "a;b\n".repeat(limits::ROWS + 2);
        let cases: [(&[u8], NotTable); 10] = [
            (b"", NotTable::Empty),
            (b" \n;;\n", NotTable::Empty),
            (open.as_bytes(), NotTable::LongCell(2)),
            (wide.as_bytes(), NotTable::TooWide(2)),
            (long.as_bytes(), NotTable::TooLong),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", NotTable::OldWorkbook),
            (b"\x1f\x8b\x08", NotTable::Compressed),
            (b"%PDF-1.7\n\x01\x02", NotTable::NotText),
            (b"a\0;\0b\0", NotTable::NotText),
            (b"\x89PNG\r\n\x1a\n", NotTable::NotText),
        ];
        for (bytes, why) in cases {
            assert_eq!(read(bytes, None).err(), Some(why));
        }
        assert_eq!(read(&vec![b'a'; limits::FILE + 1], None).err(), Some(NotTable::TooLarge));
    }

    #[test]
    fn fifty_thousand_lines_are_read() {
        let text = format!("nom;prenom\n{}", "Diop;Awa\n".repeat(50_000));
        assert_eq!(read(text.as_bytes(), None).expect("a table").lines.len(), 50_001);
    }
}
