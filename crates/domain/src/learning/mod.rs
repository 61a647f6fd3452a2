//! Learning: what a module is, what to do next, what to practise again, and whether any of it is worth its minutes.
//!
//! Nothing of this enters a certified measure: what somebody does here is a signal of its own, weighed apart.

pub mod claim;
pub mod film;
pub mod growth;
pub mod module;
pub mod path;
pub mod practice;
pub mod simulation;
