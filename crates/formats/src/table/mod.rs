//! Tables of rows and columns: what a spreadsheet or a list brings, and what leaves for one.
//!
//! In: CSV in the encodings and separators that are met, and workbooks, under the limits of [`limits`]. Out: CSV and workbooks whose
//! cells no program takes for formulas, in memory that does not grow with the rows.

mod cell;
mod csv;
pub mod limits;
mod read;
mod read_xlsx;
mod xlsx;

pub use cell::{Cell, harmless};
pub use csv::Csv;
pub use read::{Encoding, Line, NotTable, Table, read};
pub use xlsx::{Workbook, WriteError};
