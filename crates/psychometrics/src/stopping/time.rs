//! Time is over.

/// Whether the seconds spent so far are the test's whole time or more. The caller measures: this crate knows no clock.
pub fn reached(spent: f64, seconds: f64) -> bool {
    spent >= seconds
}
