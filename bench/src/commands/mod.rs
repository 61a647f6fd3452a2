//! What can be measured, one file each.

pub mod administration;
mod bank;
pub mod calibration;
pub mod catalogue;
pub mod ceiling_page;
pub mod growth;
pub mod learners;
pub mod rolling;
pub mod rounds;
pub mod scales;
pub mod selection;
pub mod steering;
