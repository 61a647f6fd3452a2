//! Cells that leave.

use std::borrow::Cow;

/// What stands in a cell of a table that leaves.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell<'a> {
    /// Nothing.
    Empty,
    /// Words, whatever they look like: never run as a formula.
    Text(Cow<'a, str>),
    /// A count.
    Whole(i64),
    /// A measure, with so many decimals.
    Number(f64, u8),
    /// A day, in days since 1970-01-01.
    Day(i64),
}

impl<'a> Cell<'a> {
    /// Words.
    pub fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Self::Text(text.into())
    }

    /// Words, or nothing.
    pub fn maybe(text: Option<&'a str>) -> Self {
        text.map_or(Self::Empty, |text| Self::Text(text.into()))
    }
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Self {
        Self::text(text)
    }
}

impl From<String> for Cell<'_> {
    fn from(text: String) -> Self {
        Self::text(text)
    }
}

/// A cell of a CSV that begins as a formula begins becomes words, by an apostrophe (OWASP, CSV injection); a number stays one.
///
/// ```
/// assert_eq!(formats::table::harmless("=1+1"), "'=1+1");
/// assert_eq!(formats::table::harmless("-0,5"), "-0,5");
/// ```
pub fn harmless(cell: &str) -> Cow<'_, str> {
    if is_formula(cell) { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

/// Whether a spreadsheet would take this for something to be computed. Some take the wide forms of the signs too.
pub(super) fn is_formula(cell: &str) -> bool {
    let is_number = cell.strip_prefix('-').is_some_and(|rest| !rest.is_empty() && rest.chars().all(|c| c.is_ascii_digit() || c == ',' || c == '.'));
    !is_number && cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for cell in ["=1+1", "+33 1", "-@x", "-1+A1", "-", "@SUM(A1)", "\tx", "\r=1", "\n=1", "＝1+1"] {
            assert!(harmless(cell).starts_with('\''), "{cell:?}");
        }
        for cell in ["-1.5", "-0,125", "un titre", "a=b", "", "'=1"] {
            assert_eq!(harmless(cell), cell);
        }
    }
}
