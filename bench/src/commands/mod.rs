//! What can be measured, one file each.

pub mod administration;
mod bank;
pub mod calibration;
pub mod scales;
pub mod selection;
