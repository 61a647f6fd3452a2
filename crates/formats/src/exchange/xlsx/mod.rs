//! Workbooks for authors: one row an item, with instructions and lists; read cell by cell, never as a whole grid.

mod columns;
mod read;
mod write;

pub(super) use read::read;
pub use write::{Lists, template, write};
