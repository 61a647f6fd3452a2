//! Elementary functions whose loops the compiler can turn into vector instructions.

mod exponential;

pub use exponential::exponential;
