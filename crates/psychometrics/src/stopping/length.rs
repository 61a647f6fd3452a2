//! Long enough.

/// Whether as many items have been asked as the test may have.
pub fn reached(asked: usize, items: usize) -> bool {
    asked >= items
}
