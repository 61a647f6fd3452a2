//! The catalogue: training offers of others, as they were read in a public source; how they are found, counted and told apart.

pub mod check;
mod column;
pub mod columns;
pub mod coverage;
pub mod funding;
pub mod lifecycle;
pub mod link;
pub mod offer;
pub mod query;
pub mod rating;
pub mod search;
pub mod shelf;
pub mod signal;
mod words;
