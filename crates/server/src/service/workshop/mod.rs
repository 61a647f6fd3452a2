//! The workshop: where questions are made, judged, and sent into the bank.

mod publication;

pub use publication::{Proposed, catch_up, decided, proposed, publish, publish_calibrated};
