//! Results and lists to take away.
