//! Which items may stand together: content, enemies, spacing, and whole tests by integer programming.
//!
//! [`Constraints`] are kept item by item during a test: cheap, and good enough when the bank is rich. A shadow test (`assemble`, feature `shadow-test`) looks ahead: before each item the
//! best *whole* test that contains what was asked is put together, and the next item is taken from it, so that no choice can make the blueprint impossible (van der Linden and Reese, 1998).

mod blueprint;
mod constraints;
mod content;
#[cfg(feature = "shadow-test")]
mod shadow;

pub use blueprint::{Blueprint, ClassBounds, TimeLimit};
pub use constraints::{Constraints, ConstraintsError, Spacing};
pub use content::{Balancing, Content};
#[cfg(feature = "shadow-test")]
pub use shadow::{AssemblyError, Family, assemble};
