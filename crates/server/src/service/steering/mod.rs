//! Steering: what results add up to, and how they become visible.
//!
//! A finished sitting is measured ([`measure_waiting`]), waits, and is released with others ([`release`]) under the rules of `domain::privacy`. Pages read
//! what is left of that: some rows for each campaign ([`of_campaign`], [`of_organisation`]), never a sitting.

mod look;
mod measure;
mod reach;
mod release;
mod shared;
mod shown;

pub use look::{CampaignResults, OrganisationResults, QuestionResult, of_campaign, of_organisation, questions};
pub use measure::{measure_waiting, waits};
pub use reach::{Reach, people, reach, reach_of_group};
pub use release::{Released, release, release_now, release_waiting, would_cost};
pub use shared::{SharedResult, shared, shared_result};
pub use shown::keeps_the_others_hidden;
