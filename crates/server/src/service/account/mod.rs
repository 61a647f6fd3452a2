//! People: visiting, signing in, saying who one is, taking one's data away, being forgotten.

mod devices;
mod enrolled;
mod erase;
mod export;
mod password;
mod profile;
mod sign_in;
mod throttle;
mod visit;

pub use devices::{devices, sign_out, sign_out_device};
pub use erase::erase;
pub use export::export;
pub(in crate::service) use export::{at, maybe, parsed};
pub use password::{password_sign_in, set_password};
pub use profile::{ProfileChoice, set_locale, set_profile};
pub use sign_in::{LinkUse, SignedIn, follow_link, look_at_link, other_device_link, pending_address, request_link};
pub(in crate::service) use throttle::{attempt, was_right};
pub use visit::{Identity, arrive, recognise};

use domain::access::{Actor, Authorised, ManageAccount, may};
use domain::refusal::Refusal;
use uuid::Uuid;

/// The proof that somebody manages their own account.
///
/// # Errors
/// Nobody is signed in.
pub fn own_account(actor: &Actor) -> Result<Authorised<ManageAccount>, Refusal> {
    match actor {
        Actor::Person(id) => may::<ManageAccount>(actor, *id),
        _ => Err(Refusal::Unauthorised),
    }
}

/// The person that a proof is about.
pub(in crate::service) fn person_of(proof: &Authorised<ManageAccount>) -> Uuid {
    Uuid::from_u128(*proof.object())
}
