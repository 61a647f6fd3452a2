//! Organisations: who may do what in one, what it is, who belongs to it, and what becomes of it.

mod change;
mod close;
mod cohorts;
mod group;
mod inbox;
mod invitations;
mod keys;
mod make;
mod memo;
mod mine;
mod reachable;
mod recognise_key;
mod seat;
mod team;
mod units;

use domain::access::{Authorised, Right, Seat};
use domain::refusal::Refusal;
use uuid::Uuid;

pub use change::change;
pub use close::{close, holdings};
pub use cohorts::{CohortEntry, CohortTyped, cohorts, delete_cohort, keep_cohort};
pub use group::{Standing, join_group, leave_group, standing};
pub use inbox::{Waits, inbox};
pub use invitations::{Offered, accept, decline, invite, look, offers, withdraw};
pub use keys::{keys, make_key, revoke_key};
pub use make::{Draft, Typed, make};
pub use memo::set_memo;
pub use mine::{Mine, mine};
pub use reachable::reachable;
pub use recognise_key::recognise_key;
pub use seat::seat;
pub(in crate::service) use team::somebody_else_manages;
pub use team::{leave, made_by, remove, set_post, team};
pub use units::{UnitEntry, add_unit, delete_unit, rename_unit, units};

/// What is wrong with a form, field by field.
pub type Wrong = Vec<(&'static str, Refusal)>;

/// The organisation that a proof is about.
pub(in crate::service) fn organisation_of<R: Right<Object = Seat>>(proof: &Authorised<R>) -> Uuid {
    Uuid::from_u128(proof.object().organisation)
}

/// Who acts by a proof; nobody for a program.
pub(in crate::service) fn actor_of<R: Right<Object = Seat>>(proof: &Authorised<R>) -> Option<Uuid> {
    proof.object().person.map(Uuid::from_u128)
}
