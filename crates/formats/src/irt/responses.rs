//! Who answered what: a row a person, a column an item.

use std::fmt::Write as _;

use csv::StringRecord;
use psychometrics::responses::{MISSING, Responses};

use super::cell::{category, quoted};
use super::fault::{Fault, Faults, Problem};
use super::sheet::{Names, Sheet, is_blank};
use crate::decode::decode;

/// A table of responses with its names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResponseTable {
    /// The persons, in the order of the file: as named there, or else their number from 1.
    pub persons: Vec<String>,
    /// The line of each person.
    pub lines: Vec<usize>,
    /// The items, in the order of the columns.
    pub items: Vec<String>,
    /// The answers.
    pub responses: Responses,
    /// The group of each person, where [`ResponseOptions::group`] names a column.
    pub groups: Option<Vec<String>>,
}

/// How a table of responses is to be read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ResponseOptions {
    /// Further codes of answers that were not given, beside blank, `NA` and `.`.
    pub missing: Vec<String>,
    /// The column that names each person's group, instead of an item.
    pub group: Option<String>,
}

/// The share of filled cells below which answers are kept as lists rather than as a matrix: five bytes an answer against one a cell.
const SPARSE: usize = 5;

/// Reads a table of responses.
///
/// The first column holds names of persons if it is called `person` or `id`, or has no name (as R and pandas write names of rows).
/// Every other column is an item, but for the one named as the group. Cells are categories: whole numbers from 0 to 254.
///
/// ```
/// use formats::irt::{ResponseOptions, read_responses};
///
/// let table = read_responses(b"person,q1,q2\nann,1,0\nbob,,1\n", &ResponseOptions::default())?;
/// assert_eq!((table.persons[1].as_str(), table.responses.get(1, 0), table.responses.get(1, 1)), ("bob", None, Some(1)));
/// # Ok::<(), formats::irt::Faults>(())
/// ```
///
/// # Errors
/// Every defect with its line and column: see [`Problem`].
pub fn read_responses(bytes: &[u8], options: &ResponseOptions) -> Result<ResponseTable, Faults> {
    let text = decode(bytes).map_err(|why| Faults::one(Fault::at(0, Problem::NotText(why))))?;
    let mut sheet = Sheet::open(&text, false)?;
    let named = sheet.header.first().is_some_and(|name| name.is_empty() || name.eq_ignore_ascii_case("person") || name.eq_ignore_ascii_case("id"));
    let group = match &options.group {
        Some(name) => Some(sheet.needed(name).map_err(Faults::one)?),
        None => None,
    };
    let columns: Vec<usize> = (usize::from(named)..sheet.header.len()).filter(|place| Some(*place) != group).collect();
    let items: Vec<String> = columns.iter().map(|place| sheet.header[*place].clone()).collect();
    if let Some(place) = items.iter().position(String::is_empty) {
        return Err(Faults::one(Fault::at(sheet.header_line, Problem::UnnamedColumn { position: columns[place] + 1 })));
    }
    if items.is_empty() {
        return Err(Faults::one(Fault::in_column(sheet.header_line, "an item", Problem::MissingColumn { found: sheet.header.join(", ") })));
    }
    let mut reading = Reading { names: Names::default(), persons: Vec::new(), lines: Vec::new(), groups: Vec::new(), cells: Vec::new(), filled: 0 };
    let (mut faults, mut record, mut blank) = (Faults::none(), StringRecord::new(), Vec::new());
    while let Some(row) = sheet.next(&mut record) {
        let line = match row {
            Ok(line) => line,
            Err(fault) => {
                faults.push(fault);
                continue;
            }
        };
        if is_blank(&record) {
            blank.push(line);
            continue;
        }
        // Without names, a blank row between others is a person without answers; below the table it is what a spreadsheet leaves.
        // With names, it is nobody.
        for line in blank.drain(..).filter(|_| !named && group.is_none()) {
            reading.add_person(None, line, &mut faults);
            reading.cells.resize(reading.cells.len() + items.len(), MISSING);
        }
        reading.add_person(named.then(|| record[0].trim()), line, &mut faults);
        if let Some(place) = group {
            let name = record[place].trim();
            if name.is_empty() {
                faults.push(Fault::in_column(line, &sheet.header[place], Problem::NoName));
            }
            reading.groups.push(name.to_owned());
        }
        for place in &columns {
            match category(record[*place].trim(), &options.missing) {
                Ok(Some(category)) => {
                    reading.cells.push(category);
                    reading.filled += 1;
                }
                Ok(None) => reading.cells.push(MISSING),
                Err(problem) => {
                    reading.cells.push(MISSING);
                    faults.push(Fault::in_column(line, &sheet.header[*place], problem));
                }
            }
        }
    }
    if reading.persons.is_empty() && faults.first.is_empty() {
        faults.push(Fault::at(0, Problem::NoRow));
    }
    let reading = faults.unless_any(reading)?;
    let groups = group.map(|_| reading.groups);
    let responses = compact(items.len(), reading.cells, reading.filled).map_err(|error| Faults::one(Fault::at(0, Problem::Unreadable(error.to_string()))))?;
    Ok(ResponseTable { persons: reading.persons, lines: reading.lines, items, responses, groups })
}

/// What was read so far.
struct Reading {
    names: Names,
    persons: Vec<String>,
    lines: Vec<usize>,
    groups: Vec<String>,
    cells: Vec<u8>,
    filled: usize,
}

impl Reading {
    fn add_person(&mut self, name: Option<&str>, line: usize, faults: &mut Faults) {
        if let Some(Err(problem)) = name.map(|name| self.names.meet(name, line)) {
            faults.push(Fault::at(line, problem));
        }
        self.persons.push(name.map_or_else(|| (self.persons.len() + 1).to_string(), str::to_owned));
        self.lines.push(line);
    }
}

/// The answers, as lists when most cells are missing.
fn compact(items: usize, cells: Vec<u8>, filled: usize) -> Result<Responses, psychometrics::responses::ResponsesError> {
    if filled >= cells.len() / SPARSE {
        return Responses::from_matrix(items, cells);
    }
    Responses::from_persons(items, cells.chunks(items).map(|row| row.iter().copied().enumerate().filter(|(_, category)| *category != MISSING)))
}

/// Writes a table that [`read_responses`] reads back: `person`, then the items; blank where there is no answer.
pub fn write_responses(persons: &[String], items: &[String], responses: &Responses) -> String {
    let mut text = String::from("person");
    for item in items {
        text.push(',');
        text.push_str(&quoted(item));
    }
    text.push('\n');
    for (person, name) in persons.iter().enumerate().take(responses.persons()) {
        text.push_str(&quoted(name));
        let mut written = 0;
        for (item, category) in responses.answers(person) {
            text.extend(std::iter::repeat_n(',', item + 1 - written));
            written = item + 1;
            // a String takes whatever is written
            let _ = write!(text, "{category}");
        }
        text.extend(std::iter::repeat_n(',', items.len().saturating_sub(written)));
        text.push('\n');
    }
    text
}
