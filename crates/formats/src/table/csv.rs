//! CSV out: UTF-8 with its mark, semicolons and decimal commas as French programs expect them, and no cell that a program would run.

use std::borrow::Cow;

use domain::date::Day;

use super::cell::{Cell, harmless};

/// A part of a table, in memory: the beginning with its heads, or more rows. A table of any length leaves part after part.
///
/// ```
/// use formats::table::Csv;
/// let mut table = Csv::new(&["Nom", "Note"]);
/// table.words(&["Awa Diop", "=2+3"]);
/// assert_eq!(table.finish(), "\u{feff}Nom;Note\r\nAwa Diop;'=2+3\r\n".as_bytes());
/// ```
#[derive(Debug)]
pub struct Csv(csv::Writer<Vec<u8>>);

impl Csv {
    /// The beginning of a table with these column heads.
    pub fn new<H: AsRef<str>>(heads: &[H]) -> Self {
        let mut table = Self::after("\u{feff}".as_bytes());
        table.words(heads);
        table
    }

    /// More rows of a table whose beginning has left.
    pub fn going_on() -> Self {
        Self::after(b"")
    }

    fn after(bytes: &[u8]) -> Self {
        Self(csv::WriterBuilder::new().delimiter(b';').terminator(csv::Terminator::CRLF).flexible(true).from_writer(bytes.to_vec()))
    }

    /// One more row, of words.
    pub fn words<T: AsRef<str>>(&mut self, cells: &[T]) {
        self.write(cells.iter().map(|cell| harmless(cell.as_ref())));
    }

    /// One more row.
    pub fn row(&mut self, cells: &[Cell<'_>]) {
        self.write(cells.iter().map(written));
    }

    fn write<'a>(&mut self, cells: impl Iterator<Item = Cow<'a, str>>) {
        // memory takes what it is given, and rows may be of any length
        let _ = self.0.write_record(cells.map(|cell| cell.into_owned().into_bytes()));
    }

    /// The bytes.
    pub fn finish(self) -> Vec<u8> {
        self.0.into_inner().unwrap_or_default()
    }
}

fn written<'a>(cell: &'a Cell<'_>) -> Cow<'a, str> {
    match cell {
        Cell::Empty => Cow::Borrowed(""),
        Cell::Text(text) => harmless(text),
        Cell::Whole(n) => Cow::Owned(n.to_string()),
        Cell::Number(n, decimals) => Cow::Owned(format!("{n:.*}", usize::from(*decimals)).replace('.', ",")),
        Cell::Day(day) => Cow::Owned(Day::numbered(*day).to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_leaves_part_after_part_and_is_one() {
        let mut begun = Csv::new(&["a".to_owned(), "b".to_owned()]);
        begun.words(&["=HYPERLINK(\"x\")", "fine; \"quoted\""]);
        let mut more = Csv::going_on();
        more.row(&["+x".into(), Cell::Number(-0.125, 2)]);
        more.row(&[Cell::Day(20_779), Cell::Whole(-3)]);
        more.row(&[Cell::Empty, Cell::maybe(Some("deux\nlignes"))]);
        let text = String::from_utf8([begun.finish(), more.finish()].concat()).expect("UTF-8");
        let expected = "\u{feff}a;b\r\n\"'=HYPERLINK(\"\"x\"\")\";\"fine; \"\"quoted\"\"\"\r\n'+x;-0,12\r\n2026-11-22;-3\r\n;\"deux\nlignes\"\r\n";
        assert_eq!(text, expected);
    }
}
