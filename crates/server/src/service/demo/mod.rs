//! The demonstration: an account with a past, and installations as large as one wants to try.

mod account;
mod grow;
mod institution;
mod learning;
mod offers;
mod population;
mod rehearsal;
mod responses;
mod templates;

pub use account::{DemoAccount, prepare, prepare_team};
pub use grow::{Grow, Grown, Progress, Refused, grow};
pub use institution::{Found, Founded, found};
pub use offers::prepare_offers;
pub use rehearsal::{Script, end_rehearsal, rehearsal, rehearse};
