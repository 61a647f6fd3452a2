//! Organisations: who may do what in one, and what becomes of it.

mod seat;

pub use seat::seat;
