//! Files to take away, and tables for a spreadsheet: UTF-8 with its mark, semicolons as French programs expect them, and no cell that a program would run.

use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

/// What a table is, for the browser.
pub(super) const KIND: &str = "text/csv; charset=utf-8";

/// A table, written row by row.
#[derive(Debug)]
pub(super) struct Table(csv::Writer<Vec<u8>>);

impl Table {
    /// A table with these column heads.
    pub(super) fn new(heads: &[String]) -> Self {
        let mut table = Self(csv::WriterBuilder::new().delimiter(b';').terminator(csv::Terminator::CRLF).from_writer("\u{feff}".as_bytes().to_vec()));
        table.row(heads);
        table
    }

    /// One more row.
    pub(super) fn row(&mut self, cells: &[String]) {
        // writing to memory fails only for rows of unequal length, which the callers' arrays exclude
        let _ = self.0.write_record(cells.iter().map(|cell| harmless(cell)));
    }

    /// The bytes.
    pub(super) fn finish(self) -> Vec<u8> {
        self.0.into_inner().unwrap_or_default()
    }
}

/// A cell that begins as a formula begins is words after an apostrophe (OWASP, CSV injection); a number stays one.
pub(super) fn harmless(cell: &str) -> String {
    let is_number = cell.strip_prefix('-').is_some_and(|rest| !rest.is_empty() && rest.chars().all(|c| c.is_ascii_digit() || c == ',' || c == '.'));
    if !is_number && cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}

/// A file that the browser keeps under this name.
pub(super) fn file(kind: &'static str, name: &str, bytes: Vec<u8>) -> Response {
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.extend(HeaderValue::try_from(format!("attachment; filename=\"{name}\"")).ok().map(|value| (CONTENT_DISPOSITION, value)));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_is_words() {
        let mut table = Table::new(&["a".into(), "b".into()]);
        table.row(&["=HYPERLINK(\"x\")".into(), "fine; \"quoted\"".into()]);
        let text = String::from_utf8(table.finish()).expect("UTF-8");
        assert_eq!(text, "\u{feff}a;b\r\n\"'=HYPERLINK(\"\"x\"\")\";\"fine; \"\"quoted\"\"\"\r\n");
        assert_eq!(harmless("-0,125"), "-0,125");
        for begins in ["+1", "-1+A1", "-", "@a", "\t=1"] {
            assert!(harmless(begins).starts_with('\''));
        }
        assert_eq!(harmless("a=b"), "a=b");
    }

    #[test]
    fn no_cell_of_a_table_is_a_formula() {
        for cell in ["=1+1", "+33 1", "-@x", "@SUM(A1)", "\tx"] {
            assert!(harmless(cell).starts_with('\''), "{cell}");
        }
        assert_eq!((harmless("-1.5"), harmless("un titre")), ("-1.5".to_owned(), "un titre".to_owned()));
    }
}
