//! Every rule of Socle, as pure functions over plain types.
//!
//! Nothing here reads a file, a clock or a database, waits, or draws a number it was not given the seed of.
//! A rule that says no returns a [`Refusal`](refusal::Refusal), whose code has a sentence in every language.

pub mod access;
pub mod account;
pub mod bank;
pub mod blueprint;
pub mod budget;
pub mod calibration;
pub mod campaign;
pub mod catalogue;
pub mod certification;
pub mod date;
pub mod equity;
pub mod evidence;
pub mod framework;
pub mod glossary;
pub mod item;
pub mod language;
pub mod learner;
pub mod learning;
pub mod organisation;
pub mod privacy;
pub mod profile;
pub mod refusal;
pub mod report;
pub mod session;
pub mod simulation;
pub mod steering;
pub mod text;
pub mod training;
mod words;
pub mod workshop;
