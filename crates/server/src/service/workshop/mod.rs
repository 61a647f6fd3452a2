//! The workshop: where questions are made, judged, and sent into the bank.

mod bank;
mod publication;

pub use bank::{Summary, bank, summary};
pub use publication::{Proposed, catch_up, decided, proposed, publish, publish_calibrated};
