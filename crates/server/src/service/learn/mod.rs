//! Learning: modules, the path, practice, reminders.

pub mod calendar;
pub mod claims;
mod export;
pub mod growth;
pub mod hours;
pub mod memory;
pub mod path;
pub mod plan;
pub mod practice;
pub mod question;
pub mod reminders;
pub mod run;
pub mod shelf;
pub mod standing;
pub mod sync;

pub use export::exported;
