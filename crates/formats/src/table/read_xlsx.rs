//! Workbooks in, cell by cell.

use std::io::Cursor;

use calamine::{Data, DataRef, ExcelDateTime, Reader as _, SheetType, SheetVisible, Xlsx};
use csv::StringRecord;

use super::limits;
use super::read::{Encoding, Line, NotTable, Table};
use crate::exchange::Code;
use crate::exchange::archive::{Archive, Room};

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

/// Reads the sheet of this name, or else the first that can be seen and holds something.
pub(super) fn read(bytes: &[u8], sheet: Option<&str>) -> Result<Table, NotTable> {
    guard(bytes)?;
    let mut book: Book<'_> = Xlsx::new(Cursor::new(bytes)).map_err(|e| NotTable::Broken(e.to_string()))?;
    let is_seen = |s: &&calamine::Sheet| s.typ == SheetType::WorkSheet && s.visible == SheetVisible::Visible;
    let sheets: Vec<String> = book.sheets_metadata().iter().filter(is_seen).map(|s| s.name.clone()).collect();
    let wanted: Vec<String> = match sheet {
        Some(name) => sheets.iter().filter(|s| *s == name).cloned().collect(),
        None => sheets.clone(),
    };
    if wanted.is_empty() && sheet.is_some() {
        return Err(NotTable::NoSheet);
    }
    for name in wanted {
        let lines = lines(&mut book, &name)?;
        if !lines.is_empty() {
            return Ok(Table { encoding: Encoding::Workbook, separator: None, sheets, sheet: Some(name), lines });
        }
    }
    Err(NotTable::Empty)
}

fn guard(bytes: &[u8]) -> Result<(), NotTable> {
    let room = Room { entry: limits::ENTRY, all: limits::UNPACKED };
    let refused = |(code, detail): (Code, String)| match code {
        Code::ArchiveMany | Code::ArchiveLarge | Code::ArchiveBomb => NotTable::Bomb,
        _ => NotTable::Broken(detail),
    };
    let mut archive = Archive::open_within(bytes, room).map_err(refused)?;
    if !archive.has("[Content_Types].xml") || !archive.has("xl/workbook.xml") {
        return Err(NotTable::OtherArchive);
    }
    archive.measure().map_err(refused)
}

fn lines(book: &mut Book<'_>, sheet: &str) -> Result<Vec<Line>, NotTable> {
    let broken = |e: calamine::XlsxError| NotTable::Broken(format!("{sheet}: {e}"));
    let mut reader = book.worksheet_cells_reader(sheet).map_err(broken)?;
    let mut lines: Vec<Line> = Vec::new();
    let (mut number, mut record) = (0, StringRecord::new());
    while let Some(cell) = reader.next_cell().map_err(broken)? {
        let (row, column) = cell.get_position();
        let (row, column) = (row.saturating_add(1), column as usize);
        let text = text(cell.get_value());
        if text.trim().is_empty() {
            continue;
        }
        if text.len() > limits::CELL {
            return Err(NotTable::LongCell(row));
        }
        if column >= limits::COLUMNS {
            return Err(NotTable::TooWide(row));
        }
        if row != number {
            keep(&mut lines, number, &mut record)?;
            number = row;
        }
        let is_behind = record.len() > column || lines.last().is_some_and(|line| line.number >= row);
        if is_behind {
            return Err(NotTable::Broken(format!("{sheet}: {row}")));
        }
        while record.len() < column {
            record.push_field("");
        }
        record.push_field(&text);
    }
    keep(&mut lines, number, &mut record)?;
    Ok(lines)
}

fn keep(lines: &mut Vec<Line>, number: u32, record: &mut StringRecord) -> Result<(), NotTable> {
    if record.is_empty() {
        return Ok(());
    }
    if lines.len() > limits::ROWS {
        return Err(NotTable::TooLong);
    }
    lines.push(Line::of(number, std::mem::take(record)));
    Ok(())
}

/// What the cell shows: of a formula its result, of a day the day.
fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::String(text) => text.clone(),
        DataRef::DateTime(moment) if moment.is_datetime() => day(moment),
        other => Data::from(other.clone()).to_string(),
    }
}

fn day(moment: &ExcelDateTime) -> String {
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
    use zip::write::SimpleFileOptions;

    use super::*;
    use crate::table;

    fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            zip.start_file(*name, SimpleFileOptions::default()).expect("a name");
            zip.write_all(bytes).expect("memory");
        }
        zip.finish().expect("memory").into_inner()
    }

    #[test]
    fn a_cell_is_read_as_it_shows() {
        let mut book = Workbook::new();
        book.add_worksheet().set_name("Vide").expect("a name");
        let sheet = book.add_worksheet();
        sheet.set_name("Étudiants").expect("a name");
        sheet.write_string(1, 0, "Numéro").expect("a cell");
        sheet.write_string(1, 2, "Né le").expect("a cell");
        sheet.write_number(3, 0, 22_300_417).expect("a cell");
        sheet.write_formula(3, 1, Formula::new("CONCATENATE(\"Di\",\"op\")").set_result("Diop")).expect("a cell");
        let date = Format::new().set_num_format("dd/mm/yyyy");
        sheet.write_datetime_with_format(3, 2, ExcelDateTime::from_ymd(2004, 2, 29).expect("a day"), &date).expect("a cell");
        let bytes = book.save_to_buffer().expect("written");
        let table = table::read(&bytes, None).expect("a table");
        assert_eq!((table.sheet.as_deref(), table.sheets.len()), (Some("Étudiants"), 2));
        let rows: Vec<(u32, Vec<&str>)> = table.lines.iter().map(|line| (line.number, line.cells().collect())).collect();
        assert_eq!(rows, [(2, vec!["Numéro", "", "Né le"]), (4, vec!["22300417", "Diop", "2004-02-29"])]);
        assert_eq!(table::read(&bytes, Some("Vide")).err(), Some(NotTable::Empty));
        assert_eq!(table::read(&bytes, Some("Ailleurs")).err(), Some(NotTable::NoSheet));
    }

    #[test]
    fn a_workbook_made_to_harm_is_refused_before_it_is_unpacked() {
        let zeros = vec![b' '; 64 << 20];
        let bomb = packed(&[("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<workbook/>"), ("xl/worksheets/sheet1.xml", &zeros)]);
        assert!(bomb.len() < 200_000, "{} bytes that unpack to 64 MB", bomb.len());
        assert_eq!(table::read(&bomb, None).err(), Some(NotTable::Bomb));
        let many: Vec<(String, Vec<u8>)> = (0..=crate::exchange::limits::ENTRIES).map(|n| (format!("{n}"), Vec::new())).collect();
        let many: Vec<(&str, &[u8])> = many.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        assert_eq!(table::read(&packed(&many), None).err(), Some(NotTable::Bomb));
        assert_eq!(table::read(&packed(&[("content.xml", b"<office/>")]), None).err(), Some(NotTable::OtherArchive));
        assert!(matches!(table::read(b"PK\x03\x04 torn", None), Err(NotTable::Broken(_))));
        let outside = packed(&[("[Content_Types].xml", b""), ("xl/workbook.xml", b""), ("../../etc/passwd", b"x")]);
        assert!(matches!(table::read(&outside, None), Err(NotTable::Broken(_))));
    }

    #[test]
    fn a_sheet_of_a_million_empty_rows_is_as_long_as_what_it_holds() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write_string(0, 0, "Nom").expect("a cell");
        sheet.write_string(1_048_575, 0, "Diop").expect("a cell");
        let table = table::read(&book.save_to_buffer().expect("written"), None).expect("a table");
        assert_eq!(table.lines.iter().map(|line| line.number).collect::<Vec<_>>(), [1, 1_048_576]);
    }
}
