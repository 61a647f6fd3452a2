//! How much of a table is read, and why no more.

pub use crate::exchange::limits::{FILE, RATIO, RATIO_FROM};

/// Rows with something in them: the largest hospitals of the country have 100,000 staff.
pub const ROWS: usize = 100_000;
/// Columns: the widest list of a human resources program that we met has 60.
pub const COLUMNS: usize = 200;
/// Bytes of one cell. A quote that is never closed makes a cell of the rest of the file.
pub const CELL: usize = 8_000;
/// Bytes of one part of a workbook, unpacked: 100,000 rows of 13 cells are 80 MB of XML.
pub const ENTRY: u64 = 96 << 20;
/// Bytes of all parts, unpacked.
pub const UNPACKED: u64 = 128 << 20;
