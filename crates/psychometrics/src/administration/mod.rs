//! Whole adaptive tests: one design, one engine, for real persons and for simulated ones.
//!
//! A [`Design`] is plain data: how the test starts, the rule of selection, the provisional and the final estimator, exposure control, constraints, and when it ends.
//! [`Administration`] runs it item by item on a [`Session`]; [`Simulation`] runs it for many simulated persons.

mod design;
mod engine;
mod estimator;
mod session;
mod simulation;

pub use design::{Design, DesignError, Estimator, Start};
pub use engine::{Administration, AdministrationError};
pub use session::{Outcome, Session, Step};
pub use simulation::{Record, Simulation, SimulationError, Summary, summarise, sympson_hetter_parameters};
