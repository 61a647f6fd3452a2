//! Tables that go out, as CSV or JSON, whole or not at all.

use std::ffi::OsString;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use formats::irt::{NamedItem, quoted, shortest, write_items};

use super::input::is_standard;

/// Where results go, and how they are written.
#[derive(Debug, Args)]
pub(super) struct Writing {
    /// Where the result goes; `-` for standard output. A file is replaced only when the result is whole.
    #[arg(long, short, value_name = "FILE", default_value = "-")]
    pub(super) output: PathBuf,
    /// How it is written; default: JSON when the name of the output ends in .json, else CSV.
    #[arg(long, value_enum)]
    pub(super) format: Option<Format>,
    /// Decimals of numbers; default: as many as give the same number again when they are read.
    #[arg(long, value_name = "COUNT", value_parser = clap::value_parser!(u8).range(0..=17))]
    pub(super) digits: Option<u8>,
}

/// How results are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// A table: the first line names the columns, blank where there is nothing.
    Csv,
    /// A list of objects, `null` where there is nothing.
    Json,
}

impl Writing {
    pub(super) fn format(&self) -> Format {
        let json = self.output.extension().is_some_and(|end| end.eq_ignore_ascii_case("json"));
        self.format.unwrap_or(if json { Format::Json } else { Format::Csv })
    }

    /// Writes one table.
    pub(super) fn table(&self, table: &Table) -> Result<(), String> {
        match self.format() {
            Format::Csv => write_text(&self.output, &table.csv(self.digits)),
            Format::Json => write_text(&self.output, &(table.json(self.digits, 0) + "\n")),
        }
    }

    /// Writes several tables: all of them as one JSON object, or the one that is asked for as CSV.
    pub(super) fn one_of(&self, tables: &[(&str, Table)], asked: &str) -> Result<(), String> {
        match self.format() {
            Format::Csv => match tables.iter().find(|(name, _)| *name == asked) {
                Some((_, table)) => write_text(&self.output, &table.csv(self.digits)),
                None => Err(format!("there is no table {asked}")),
            },
            Format::Json => {
                let parts: Vec<String> = tables.iter().map(|(name, table)| format!("  \"{name}\": {}", table.json(self.digits, 1))).collect();
                write_text(&self.output, &format!("{{\n{}\n}}\n", parts.join(",\n")))
            }
        }
    }
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    Text(String),
    Number(f64),
    Count(u64),
    Truth(bool),
    Nothing,
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<f64> for Cell {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<usize> for Cell {
    fn from(count: usize) -> Self {
        Self::Count(count as u64)
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(maybe: Option<T>) -> Self {
        maybe.map_or(Self::Nothing, Into::into)
    }
}

/// Named columns and rows.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Table {
    columns: Vec<String>,
    rows: Vec<Vec<Cell>>,
}

impl Table {
    pub(super) fn new<T: Into<String>>(columns: impl IntoIterator<Item = T>) -> Self {
        Self { columns: columns.into_iter().map(Into::into).collect(), rows: Vec::new() }
    }

    pub(super) fn push(&mut self, row: Vec<Cell>) {
        self.rows.push(row);
    }

    fn csv(&self, digits: Option<u8>) -> String {
        let mut text = self.columns.iter().map(|column| quoted(column)).collect::<Vec<_>>().join(",");
        text.push('\n');
        for row in &self.rows {
            for (place, cell) in row.iter().enumerate() {
                if place > 0 {
                    text.push(',');
                }
                match cell {
                    Cell::Text(words) => text.push_str(&quoted(words)),
                    Cell::Number(number) => text.push_str(&written(*number, digits).unwrap_or_default()),
                    // a String takes whatever is written
                    Cell::Count(count) => drop(write!(text, "{count}")),
                    Cell::Truth(truth) => text.push_str(if *truth { "yes" } else { "no" }),
                    Cell::Nothing => {}
                }
            }
            text.push('\n');
        }
        text
    }

    /// A list of objects, a line each; fields in the order of the columns.
    fn json(&self, digits: Option<u8>, depth: usize) -> String {
        let inner = "  ".repeat(depth + 1);
        let row = |row: &Vec<Cell>| {
            let fields: Vec<String> = self.columns.iter().zip(row).map(|(column, cell)| format!("{}: {}", string(column), value(cell, digits))).collect();
            format!("{inner}{{ {} }}", fields.join(", "))
        };
        let rows: Vec<String> = self.rows.iter().map(row).collect();
        if rows.is_empty() { "[]".to_owned() } else { format!("[\n{}\n{}]", rows.join(",\n"), "  ".repeat(depth)) }
    }
}

fn value(cell: &Cell, digits: Option<u8>) -> String {
    match cell {
        Cell::Text(words) => string(words),
        Cell::Number(number) => written(*number, digits).unwrap_or_else(|| "null".to_owned()),
        Cell::Count(count) => count.to_string(),
        Cell::Truth(truth) => truth.to_string(),
        Cell::Nothing => "null".to_owned(),
    }
}

fn string(words: &str) -> String {
    serde_json::Value::from(words).to_string()
}

/// A number in the fewest digits that give the same bits, or with so many decimals; `None` where there is none.
fn written(number: f64, digits: Option<u8>) -> Option<String> {
    if !number.is_finite() {
        return None;
    }
    let Some(digits) = digits else { return Some(shortest(number)) };
    let text = format!("{number:.*}", usize::from(digits));
    let is_zero = !text.contains(|digit: char| ('1'..='9').contains(&digit));
    Some(if is_zero { text.trim_start_matches('-').to_owned() } else { text })
}

/// Writes a file of items, with so many decimals where that is asked for.
pub(super) fn write_items_to(path: &Path, items: &[NamedItem], digits: Option<u8>) -> Result<(), String> {
    let text = write_items(items);
    write_text(path, &digits.map_or(text.clone(), |digits| rounded(&text, items, digits)))
}

/// The same with rounded numbers. Two thresholds that differ by less become equal: a reader will say so.
fn rounded(text: &str, items: &[NamedItem], digits: u8) -> String {
    let mut lines = text.lines();
    let head = lines.next().unwrap_or_default();
    let mut out = format!("{head}\n");
    for (line, item) in lines.zip(items) {
        // the name may hold separators; what follows it are a model and numbers
        let name = quoted(&item.name);
        let cells = line.get(name.len()..).unwrap_or_default().split(',').map(|cell| match cell.parse::<f64>() {
            Ok(number) => written(number, Some(digits)).unwrap_or_default(),
            Err(_) => cell.to_owned(),
        });
        out.push_str(&name);
        out.push_str(&cells.collect::<Vec<_>>().join(","));
        out.push('\n');
    }
    out
}

/// Writes a text where it should go. A file is written beside its place and then moved there, so that nobody finds half of it.
pub(super) fn write_text(path: &Path, text: &str) -> Result<(), String> {
    if is_standard(path) {
        let mut out = std::io::stdout().lock();
        return match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
            // whoever reads has enough
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
            written => written.map_err(|error| format!("standard output: {error}")),
        };
    }
    put(path, text).map_err(|error| format!("{}: {error}", path.display()))
}

fn put(path: &Path, text: &str) -> std::io::Result<()> {
    // where a link points to is replaced, not the link; a device or a pipe is written to
    let place = match std::fs::metadata(path) {
        Ok(found) if !found.is_file() => return std::fs::OpenOptions::new().write(true).open(path)?.write_all(text.as_bytes()),
        Ok(_) => std::fs::canonicalize(path)?,
        Err(_) => path.to_owned(),
    };
    let mut name = OsString::from(".");
    name.push(place.file_name().unwrap_or_default());
    name.push(format!(".{}.part", std::process::id()));
    let beside = place.with_file_name(name);
    let written = std::fs::File::create_new(&beside).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.sync_all()
    });
    let moved = written.and_then(|()| std::fs::rename(&beside, &place));
    if moved.is_err() {
        // what could not be moved helps nobody; that it cannot be removed either changes nothing
        let _ = std::fs::remove_file(&beside);
    }
    moved
}
