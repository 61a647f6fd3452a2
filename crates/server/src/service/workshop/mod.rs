//! The workshop: texts that people write, review and publish.

mod team;

pub(in crate::service) use team::is_last_administrator;
pub use team::{Change, Teammate, change_by_command, everybody, give, take_back, team};
