//! What results add up to.
