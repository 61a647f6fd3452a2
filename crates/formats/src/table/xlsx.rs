//! Workbooks out, in memory that does not grow with the rows: they wait in a temporary file that has no name.

use std::fmt;
use std::io::Write;

use domain::date::Day;
use rust_xlsxwriter::{Color, DocProperties, ExcelDateTime, Format, FormatAlign, Worksheet, XlsxError};

use super::cell::{Cell, is_formula};

/// From the days that we count to those of spreadsheets: 1970-01-01 is their 25,569th.
const EPOCH: i64 = 25_569;
/// Their first day that every program counts alike: 1900-03-01, behind the leap day that never was.
const FIRST: i64 = 61 - EPOCH;
/// Letters in a cell at most.
const CELL: usize = 32_767;
/// Letters in the name of a sheet at most.
const NAME: usize = 31;

/// Why a workbook could not be written: the disk of temporary files, or whoever was to receive it.
#[derive(Debug)]
pub struct WriteError(XlsxError);

impl fmt::Display for WriteError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl std::error::Error for WriteError {}

impl From<XlsxError> for WriteError {
    fn from(error: XlsxError) -> Self {
        Self(error)
    }
}

/// A workbook on its way out: sheets one after the other, each row after row.
///
/// ```
/// use formats::table::{Cell, Workbook};
/// # fn main() -> Result<(), formats::table::WriteError> {
/// let mut workbook = Workbook::new();
/// workbook.sheet("Participants", &["Nom", "Séances"], &[30, 10])?;
/// workbook.row(&["Awa Diop".into(), Cell::Whole(3)])?;
/// let mut bytes = Vec::new();
/// workbook.save(&mut bytes)?;
/// assert!(bytes.starts_with(b"PK"));
/// # Ok(()) }
/// ```
pub struct Workbook {
    inner: rust_xlsxwriter::Workbook,
    sheets: Vec<(String, u32)>,
    day: Format,
    words: Format,
    numbers: Vec<Format>,
}

impl fmt::Debug for Workbook {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Workbook").field("sheets", &self.sheets).finish_non_exhaustive()
    }
}

impl Default for Workbook {
    fn default() -> Self {
        Self::new()
    }
}

impl Workbook {
    /// A workbook without a sheet.
    pub fn new() -> Self {
        let mut inner = rust_xlsxwriter::Workbook::new();
        // no clock: the same rows make the same workbook
        if let Ok(day) = ExcelDateTime::from_ymd(2026, 1, 1) {
            inner.set_properties(&DocProperties::new().set_creation_datetime(&day));
        }
        let decimals = |n: usize| Format::new().set_num_format(if n == 0 { "0".to_owned() } else { format!("0.{}", "0".repeat(n)) });
        Self {
            inner,
            sheets: Vec::new(),
            day: Format::new().set_num_format("yyyy-mm-dd"),
            words: Format::new().set_quote_prefix(),
            numbers: (0..=4).map(decimals).collect(),
        }
    }

    /// Begins the next sheet, with these column heads and widths in letters. Rows go into this one from now on.
    pub fn sheet<H: AsRef<str>>(&mut self, name: &str, heads: &[H], widths: &[u16]) -> Result<(), WriteError> {
        let name = self.free_name(name);
        let head = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top).set_background_color(Color::RGB(0x00E8_EEF4));
        let sheet = self.inner.add_worksheet_with_constant_memory()?;
        sheet.set_name(&name)?;
        sheet.set_freeze_panes(1, 0)?;
        for (column, width) in widths.iter().enumerate() {
            sheet.set_column_width(column as u16, f64::from(*width))?;
        }
        for (column, text) in heads.iter().enumerate() {
            sheet.write_string_with_format(0, column as u16, cut(text.as_ref()), &head)?;
        }
        self.sheets.push((name, 0));
        Ok(())
    }

    /// One more row of the sheet that was begun last; nothing where there is none.
    pub fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), WriteError> {
        let at = self.sheets.len().saturating_sub(1);
        let Some((_, row)) = self.sheets.last_mut() else { return Ok(()) };
        *row += 1;
        let row = *row;
        let sheet = self.inner.worksheet_from_index(at)?;
        for (column, cell) in cells.iter().enumerate() {
            put(sheet, (row, column as u16), cell, &self.day, &self.words, &self.numbers)?;
        }
        Ok(())
    }

    /// Writes the workbook. Nothing is sought in `to`: it may be a network.
    pub fn save<W: Write + Send>(mut self, to: W) -> Result<(), WriteError> {
        if self.sheets.is_empty() {
            self.inner.add_worksheet();
        }
        Ok(self.inner.save_to_writer(to)?)
    }

    /// A name that programs take: no sign that they keep for themselves, not too long, and not there yet.
    fn free_name(&self, wanted: &str) -> String {
        let plain: String = wanted.chars().map(|c| if "[]:*?/\\".contains(c) || c.is_control() { ' ' } else { c }).collect();
        let plain = Some(plain.trim().trim_matches('\'')).filter(|plain| !plain.is_empty()).unwrap_or("1");
        let named = |end: &str| format!("{}{end}", plain.chars().take(NAME - end.chars().count()).collect::<String>());
        let is_free = |name: &String| self.sheets.iter().all(|(taken, _)| taken.to_lowercase() != name.to_lowercase());
        std::iter::once(named("")).chain((2..=self.sheets.len() + 2).map(|n| named(&format!(" ({n})")))).find(is_free).unwrap_or_default()
    }
}

fn put(sheet: &mut Worksheet, at: (u32, u16), cell: &Cell<'_>, day: &Format, words: &Format, numbers: &[Format]) -> Result<(), XlsxError> {
    let (row, column) = at;
    match cell {
        Cell::Empty => {}
        Cell::Text(text) if text.is_empty() => {}
        // words stay words when somebody edits the cell or saves the sheet as CSV
        Cell::Text(text) if is_formula(text) => drop(sheet.write_string_with_format(row, column, cut(text), words)?),
        Cell::Text(text) => drop(sheet.write_string(row, column, cut(text))?),
        Cell::Whole(n) => drop(sheet.write_number(row, column, *n as f64)?),
        Cell::Number(n, _) if !n.is_finite() => {}
        Cell::Number(n, decimals) => drop(sheet.write_number_with_format(row, column, *n, &numbers[usize::from(*decimals).min(numbers.len() - 1)])?),
        Cell::Day(n) if *n < FIRST => drop(sheet.write_string(row, column, Day::numbered(*n).to_string())?),
        Cell::Day(n) => drop(sheet.write_number_with_format(row, column, (*n + EPOCH) as f64, day)?),
    }
    Ok(())
}

fn cut(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).take(CELL).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::read;

    fn saved(workbook: Workbook) -> Vec<u8> {
        let mut bytes = Vec::new();
        workbook.save(&mut bytes).expect("written");
        bytes
    }

    #[test]
    fn what_leaves_in_a_workbook_comes_back() {
        let mut workbook = Workbook::new();
        workbook.sheet("Personnes", &["Nom", "Né le", "Heures", "Séances"], &[30]).expect("a sheet");
        workbook.row(&["=1+1".into(), Cell::Day(20_779), Cell::Number(1.5, 1), Cell::Whole(3)]).expect("a row");
        workbook.row(&["d’Œuvre \u{1}".into(), Cell::Day(-30_000), Cell::Empty, Cell::Number(f64::NAN, 1)]).expect("a row");
        let table = read(&saved(workbook), None).expect("a table");
        let rows: Vec<Vec<&str>> = table.lines.iter().map(|line| line.cells().collect()).collect();
        assert_eq!(rows[0], ["Nom", "Né le", "Heures", "Séances"]);
        assert_eq!(rows[1], ["=1+1", "2026-11-22", "1.5", "3"]);
        assert_eq!(rows[2], ["d’Œuvre", "1887-11-12"]);
    }

    #[test]
    fn sheets_have_names_that_programs_take() {
        let mut workbook = Workbook::new();
        for name in ["Résultats: 1/2", "résultats  1 2", "Une très longue étiquette de service ou de groupe", "", "'"] {
            workbook.sheet(name, &["a"], &[]).expect("a name");
        }
        let table = read(&saved(workbook), None).expect("a table");
        assert_eq!(table.sheets, ["Résultats  1 2", "résultats  1 2 (2)", "Une très longue étiquette de se", "1", "1 (2)"]);
    }
}
