//! The hours of training that a text requires: lessons and who was there, hours done elsewhere, ledgers, attestations, proofs.

mod attend;
mod attest;
mod evidence;
mod inbox;
mod ledger;
mod lesson;
mod mine;
mod settle;

pub use attend::{Attended, Change, attend, close_list, end_code, list, reopen_list, said_present, show_code};
pub use attest::{Certificate, Made, certificate, check_name, issue, issued, of_organisation, of_person, withdraw};
pub use evidence::{Evidence, Period, Present, evidence};
pub use inbox::{Waiting, inbox};
pub use ledger::{Learned, Ledgered, Order, Registry, Search, learner, narrowed, registry, targets};
pub use lesson::{LessonForm, Listed, cohorts, delete, lesson, lessons, make, rewrite};
pub use mine::{Mine, claim, exported, mine, take_back};
pub use settle::{Claim, Decision, TrainingForm, claims, record_for_all, settle};

use domain::access::Seat;
use domain::training::Split;
use uuid::Uuid;

use crate::service::{Failure, Result};

fn organisation(seat: &Seat) -> Uuid {
    Uuid::from_u128(seat.organisation)
}

fn person(seat: &Seat) -> Option<Uuid> {
    seat.person.map(Uuid::from_u128)
}

/// Minutes by domain as they are stored.
pub(crate) fn read_split(stored: &str) -> Result<Split> {
    serde_json::from_str(stored).map_err(Failure::from)
}

/// Minutes or credits as they are stored.
pub(crate) fn small(stored: i64) -> u32 {
    u32::try_from(stored.max(0)).unwrap_or(u32::MAX)
}
