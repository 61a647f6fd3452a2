//! Steering: what results add up to, and how they become visible.
