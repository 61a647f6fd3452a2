//! The workshop: the bank as its makers see it, and what they do to a text.

mod bank;

pub use bank::{Summary, bank, summary};
