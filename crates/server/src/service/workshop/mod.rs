//! The workshop: where questions are made, judged, and sent into the bank.

mod bank;
mod checklist;
mod compare;
mod findings;
mod held;
mod history;
mod news;
mod publication;
mod release;
mod review;
mod search;
mod shipped;
mod standing;
mod team;
mod waiting;
mod write;

pub use bank::{Summary, bank, summary};
pub use checklist::{CHECKS, with_checks, without_checks};
pub use compare::{Comparison, Part, Piece, compare};
pub use findings::findings;
pub(in crate::service) use held::{Held, held_of};
pub use history::restore;
pub use news::{send_news, set_wants_mail, wants_mail};
pub use publication::{Decisions, Proposed, catch_up, decided, proposed, publish, publish_calibrated};
pub use release::{ItemChange, Past, Release, Warning, go_back, past, release, release_all};
pub use review::{Dossier, Judgement, dossier, item_of, judge, remark, settle};
pub use search::{Order, Search, find};
pub use shipped::{Shipped, ShippedItem, shipped};
pub use standing::{Decided, StandingOf, decide, standing_of, suspend};
pub(in crate::service) use team::is_last_administrator;
pub use team::{Change, Teammate, change_by_command, everybody, give, take_back, team};
pub use waiting::{Waiting, waiting};
pub use write::{LONGEST_TEXT, OpenText, Save, begin, delete, may_delete, open_text, save, submit, withdraw};
