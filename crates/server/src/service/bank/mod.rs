//! The bank as its answers show it: what they say of each item, and parameters learned from them.

mod calibrate;
mod decide;
mod evidence;
mod fold;

pub use calibrate::{Calibration, Status, by_id, calibrate_now, cancel, list, start};
pub use decide::{approve, refuse};
pub use evidence::{of_bank, of_item};
pub(in crate::service) use fold::lines;
pub use fold::{Folded, fold_waiting, waiting};
