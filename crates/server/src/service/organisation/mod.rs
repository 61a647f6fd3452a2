//! Organisations: who may do what in one, what it is, who belongs to it, and what becomes of it.

mod change;
mod cohorts;
mod make;
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
pub use cohorts::{CohortEntry, CohortTyped, cohorts, delete_cohort, keep_cohort};
pub use make::{Draft, Typed, make};
pub use mine::{Mine, mine};
pub use reachable::reachable;
pub use recognise_key::recognise_key;
pub use seat::seat;
pub use team::team;
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
