//! The `socle` binary.
fn main() {}
