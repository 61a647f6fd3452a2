//! Lists of learners that come in: which column is what, what a line must hold, and whom of the list it speaks of.
//!
//! A line that is not right is refused whole, with each cell at fault; nothing of it is guessed. A line about somebody who is known
//! changes what it says and nothing else: an empty cell changes nothing.

pub(crate) mod cells;
pub(crate) mod columns;
pub(crate) mod entry;
mod identity;
mod plan;
mod trades;

pub use columns::{Column, Mapping, Unusable, guess, heads_at};
pub use entry::{Entry, Fault, LONGEST, LONGEST_NUMBER, Notice, NoticeKind, Row, RowFault, read};
pub use plan::{Absent, Act, Changed, Known, Lists, Plan, Planned, plan};
pub use trades::{SYNONYMS, Trades, also_called};
