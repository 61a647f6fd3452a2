//! Assessing: start a session, answer, pause, end, read the result.

mod command;
mod open;
mod replay;
mod result;
mod review;
mod share;
mod start;
mod submit_answer;

pub use command::command;
pub(in crate::service) use open::state_of;
pub use open::{OpenSession, Question, Standing, list_of, open, open_of, open_row, question_at, questions_at_most, questions_of};
pub use replay::{Replayed, replay_session, replay_session_from};
pub use result::{Finished, history, result};
pub use review::{Reviewed, review};
pub use share::{open_shared, revoke_share, share, shares};
pub use start::{CAMPAIGN, Start, Started, start};
pub(in crate::service) use start::{Wanted, drawn, first};
pub use submit_answer::{Answered, Next, Submission, submit_answer};
