//! What learners say of questions: said from a session, answered in the workshop.

mod say;
mod settle;

pub use say::{Report, of_session, say};
pub use settle::{Counts, Filter, LISTED, Listed, Place, answer, close, counts, list, of_item, one, reopen};
