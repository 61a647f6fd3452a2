//! Organisations: who may do what in one, and what becomes of it.

mod mine;
mod recognise_key;
mod seat;

pub use mine::mine;
pub use recognise_key::recognise_key;
pub use seat::seat;
