//! What is wrong with a file, in words that say what to do.

use std::fmt;

use psychometrics::model::ModelError;

use crate::decode::NotText;

/// One defect of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The line, from 1, as an editor counts; 0 when the whole file is meant.
    pub line: usize,
    /// The name of the column, when one cell is meant.
    pub column: Option<String>,
    /// What is wrong.
    pub problem: Problem,
}

/// Everything that is wrong with a file, up to [`Faults::KEPT`] defects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Faults {
    /// The first defects, in the order of the file.
    pub first: Vec<Fault>,
    /// How many more there are.
    pub more: usize,
}

/// What is wrong, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// The bytes are not text.
    NotText(NotText),
    /// Nothing at all, or blank lines only.
    Empty,
    /// A header and no row.
    NoRow,
    /// More columns than [`COLUMN_LIMIT`](super::COLUMN_LIMIT).
    TooManyColumns {
        /// How many there are.
        found: usize,
        /// How many are read.
        limit: usize,
    },
    /// A column without a name.
    UnnamedColumn {
        /// Its position, from 1.
        position: usize,
    },
    /// Two columns of one name.
    RepeatedColumn,
    /// A column that this kind of file does not have.
    UnknownColumn {
        /// The columns it may have.
        known: &'static str,
    },
    /// A column that this kind of file needs.
    MissingColumn {
        /// The names found instead.
        found: String,
    },
    /// A row with more or fewer cells than the header.
    Ragged {
        /// How many cells the row has.
        found: usize,
        /// How many columns the header names.
        expected: usize,
        /// Whether it looks as if decimals were written with the comma that separates the cells.
        decimal_commas: bool,
    },
    /// A line break inside a cell.
    LineBreak,
    /// What the CSV reader says.
    Unreadable(String),
    /// A name that stands a second time.
    RepeatedName {
        /// The name.
        name: String,
        /// The line where it stood first.
        first: usize,
    },
    /// A row without its name.
    NoName,
    /// A name that is not among those expected.
    UnknownName {
        /// The name.
        name: String,
        /// Where it should have been.
        expected: &'static str,
    },
    /// A name that had to stand in the file.
    AbsentName {
        /// The name.
        name: String,
    },
    /// Not a number.
    NotANumber {
        /// What stands there.
        cell: String,
    },
    /// A comma inside a number, where it cannot be told from a separator of thousands.
    DecimalComma {
        /// What stands there.
        cell: String,
    },
    /// A point in a number of a file whose decimals have commas.
    DecimalPoint {
        /// What stands there.
        cell: String,
    },
    /// No model of that name.
    UnknownModel {
        /// What stands there.
        cell: String,
    },
    /// A parameter that the model needs is blank.
    ParameterMissing {
        /// The model.
        model: &'static str,
    },
    /// A parameter that the model does not have is given.
    ParameterUnexpected {
        /// The model.
        model: &'static str,
        /// The parameters that it has.
        takes: &'static str,
    },
    /// The discrimination of Rasch's family is 1.
    DiscriminationIsOne {
        /// The model.
        model: &'static str,
        /// The model with a discrimination of its own.
        instead: &'static str,
    },
    /// A step is blank and a later one is not.
    StepSkipped,
    /// As many slopes as intercepts are needed.
    LengthsDiffer,
    /// Numbers that do not make a response model.
    NotAModel(ModelError),
    /// A response that is no category.
    NotACategory {
        /// What stands there.
        cell: String,
    },
}

impl Fault {
    /// A defect of a whole line or file.
    pub(super) const fn at(line: usize, problem: Problem) -> Self {
        Self { line, column: None, problem }
    }

    /// A defect of one cell.
    pub(super) fn in_column(line: usize, column: &str, problem: Problem) -> Self {
        Self { line, column: Some(column.to_owned()), problem }
    }
}

impl Faults {
    /// How many defects are kept: enough to see what kind of mistake it is.
    pub const KEPT: usize = 20;

    pub(super) const fn none() -> Self {
        Self { first: Vec::new(), more: 0 }
    }

    pub(super) fn one(fault: Fault) -> Self {
        Self { first: vec![fault], more: 0 }
    }

    pub(super) fn push(&mut self, fault: Fault) {
        if self.first.len() < Self::KEPT {
            self.first.push(fault);
        } else {
            self.more += 1;
        }
    }

    /// The value, when nothing was found wrong.
    pub(super) fn unless_any<T>(self, value: T) -> Result<T, Self> {
        if self.first.is_empty() { Ok(value) } else { Err(self) }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line > 0 {
            write!(formatter, "line {}", self.line)?;
            if let Some(column) = &self.column {
                write!(formatter, ", column `{column}`")?;
            }
            formatter.write_str(": ")?;
        }
        write!(formatter, "{}", self.problem)
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut advised = false;
        for (number, fault) in self.first.iter().enumerate() {
            if number > 0 {
                formatter.write_str("\n")?;
            }
            write!(formatter, "{fault}")?;
            if let (Some(advice), false) = (fault.problem.advice(), advised) {
                advised = true;
                write!(formatter, ": {advice}")?;
            }
        }
        if self.more > 0 { write!(formatter, "\nand {} more", self.more) } else { Ok(()) }
    }
}

impl std::error::Error for Faults {}

impl Problem {
    /// What to do, where it takes so many words that they are told once for all defects of a file.
    const fn advice(&self) -> Option<&'static str> {
        match self {
            Self::NotACategory { .. } => Some(
                "responses are whole numbers from 0 (wrong, or the lowest) to 254; blank, NA or . where the item was not seen, and other codes of \
                 missing answers named as such; names of persons stand in the first column, called `person`",
            ),
            _ => None,
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotText(why) => write!(formatter, "{why}"),
            Self::Empty => formatter.write_str("the file is empty: its first line must name the columns"),
            Self::NoRow => formatter.write_str("there is no row below the header"),
            Self::TooManyColumns { found, limit } => {
                write!(formatter, "{found} columns, and at most {limit} are read: is the table transposed? A row is a person, a column an item")
            }
            Self::UnnamedColumn { position } => write!(formatter, "column {position} has no name: name it, or remove it"),
            Self::RepeatedColumn => formatter.write_str("a second column of this name: rename one of them"),
            Self::UnknownColumn { known } => write!(formatter, "no such column is known here ({known}): remove or rename it"),
            Self::MissingColumn { found } => write!(formatter, "this column is missing (found: {found})"),
            Self::Ragged { found, expected, decimal_commas } => {
                write!(formatter, "{found} cells where the header names {expected}")?;
                formatter.write_str(if *decimal_commas {
                    ": are decimals written with a comma? Write 1.25, or separate the columns by semicolons"
                } else {
                    ": leave cells blank rather than out, and put names that hold a separator between quotes"
                })
            }
            Self::LineBreak => formatter.write_str("a cell holds a line break: is a quote opened here and never closed?"),
            Self::Unreadable(why) => formatter.write_str(why),
            Self::RepeatedName { name, first } => write!(formatter, "`{name}` stood on line {first} already: names must differ"),
            Self::NoName => formatter.write_str("there is no name in this row"),
            Self::UnknownName { name, expected } => write!(formatter, "`{name}` is not {expected}"),
            Self::AbsentName { name } => write!(formatter, "there is no row for `{name}`"),
            Self::NotANumber { cell } => write!(formatter, "`{cell}` is not a number (blank, NA or . where there is none)"),
            Self::DecimalComma { cell } => write!(formatter, "`{cell}` holds a comma: write decimals with a point, and nothing between thousands"),
            Self::DecimalPoint { cell } => write!(formatter, "`{cell}` holds a point, and numbers above have decimal commas: write them all in one way"),
            Self::UnknownModel { cell } => write!(formatter, "`{cell}` is no model: 1PL (or Rasch), 2PL, 3PL, 4PL, GRM, PCM, GPCM, RSM or NRM"),
            Self::ParameterMissing { model } => write!(formatter, "{model} needs this parameter, and it is blank"),
            Self::ParameterUnexpected { model, takes } => write!(formatter, "{model} takes {takes}: leave this blank, or change the model"),
            Self::DiscriminationIsOne { model, instead } => {
                write!(formatter, "{model} has discrimination 1 by definition: leave it blank, or write {instead}")
            }
            Self::StepSkipped => formatter.write_str("this is blank and a later one is given: steps follow each other without a gap"),
            Self::LengthsDiffer => formatter.write_str("a nominal item needs as many intercepts c as slopes a"),
            Self::NotAModel(why) => write!(formatter, "{why}"),
            Self::NotACategory { cell } => write!(formatter, "`{cell}` is no category"),
        }
    }
}
