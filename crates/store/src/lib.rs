//! Where Socle keeps what it must not forget, and the only crate that names a database driver.
//!
//! A [`Store`] is a SQLite file or a PostgreSQL database; the rest of the program cannot tell which.
//! There is one module of functions per aggregate ([`people`], [`sessions`], [`answers`]…), each
//! function takes an open transaction ([`Tx`]) and plain arguments, so that one use case can call
//! several of them and have everything or nothing:
//!
//! ```no_run
//! # async fn example(store: store::Store, id: uuid::Uuid, token_hash: Vec<u8>, now: i64) -> store::Result<bool> {
//! store
//!     .write(move |tx| Box::pin(async move {
//!         store::people::touch(tx, id, now).await?;
//!         store::mail_links::take(tx, &token_hash, "login", now).await.map(|link| link.is_some())
//!     }))
//!     .await
//! # }
//! ```
//!
//! The pair that every answer writes has a door of its own, [`Store::record`], so that many are committed together.
//!
//! # What holds everywhere
//!
//! - When [`Store::write`] returns `Ok`, the change is on disk (`synchronous=FULL`,
//!   `synchronous_commit=on`). SQLite writes, and the answers on PostgreSQL, are committed in groups, which is what makes this cheap.
//! - A transaction ends with its first failed statement: see [`Tx`].
//! - Times are integer microseconds UTC, given by the caller: nothing here reads the clock, except
//!   to date migrations and copies of the file.
//! - Identifiers are version 7 UUIDs made by the caller. Tokens are stored as hashes only.
//! - JSON is stored and read whole, never queried inside.
//! - On PostgreSQL two transactions can interleave between two statements (`READ COMMITTED`). What
//!   must not be lost is guarded by a condition in the statement itself
//!   ([`sessions::save_state`], [`mail_links::take`], [`mails::claim`]) or by a unique key.
//!   [`Store::read`] sees one snapshot on both engines.
//!
//! # What is absent
//!
//! No rule of the product, no HTTP, no query builder, no trait with one implementation. SQL that
//! only one engine understands is in the private module `dialect` and in `migrations/`.

/// Declares a module's statements, and the list by which a test prepares each of them on both engines.
macro_rules! statements {
    ($($(#[$doc:meta])* $name:ident = $sql:expr;)+) => {
        $($(#[$doc])* const $name: &str = $sql;)+
        /// Every statement of this module.
        pub const STATEMENTS: &[&str] = &[$($name),+];
    };
}

mod dialect;
mod engine;
mod error;

pub mod accommodations;
pub mod accreditations;
pub mod answers;
pub mod appeals;
pub mod archive;
pub mod attestations;
pub mod audit;
pub mod bulk;
pub mod calibrations;
pub mod campaigns;
pub mod candidates;
pub mod certificates;
pub mod certification_rules;
pub mod claims;
pub mod cohorts;
pub mod copy;
pub mod cpf_batches;
pub mod decisions;
pub mod deliberations;
pub mod editions;
pub mod evidence;
pub mod exam_alerts;
pub mod exam_reports;
pub mod exams;
pub mod frameworks;
pub mod idempotency;
pub mod imports;
pub mod inboxes;
pub mod invigilators;
pub mod invitations;
pub mod learners;
pub mod learning;
pub mod learning_plans;
pub mod leases;
pub mod lessons;
pub mod link_checks;
pub mod logins;
pub mod mail_links;
pub mod mails;
pub mod maintenance;
pub mod members;
pub mod memories;
pub mod module_runs;
pub mod neutralisations;
pub mod offer_imports;
pub mod offer_shelf;
pub mod offer_signals;
pub mod offers;
pub mod organisation_keys;
pub mod organisations;
pub mod participants;
pub mod participations;
pub mod people;
pub mod practice_answers;
pub mod practice_rounds;
pub mod proposals;
pub mod publications;
pub mod ratings;
pub mod reach;
pub mod recordings;
pub mod releases;
pub mod reminders;
pub mod reports;
pub mod results;
pub mod reviews;
pub mod rooms;
pub mod rosters;
pub mod sessions;
pub mod shares;
pub mod signing_keys;
pub mod sittings;
pub mod standard_studies;
pub mod standings;
pub mod tally;
pub mod throttles;
pub mod trainings;
pub mod units;
pub mod workshop;
pub mod workshop_mails;

pub use engine::{Column, Connections, Distribution, Engine, Figures, MIGRATIONS, Migration, Options, Row, Store, Tx, Value};
pub use error::{Result, StoreError};

/// The statements that only PostgreSQL understands and that somebody waits for, each with what its connection sets: for the test of plans.
#[doc(hidden)]
pub const POSTGRES_STATEMENTS: &[(&str, &str)] = &[("", dialect::POSTGRES_CLAIM), (dialect::POSTGRES_GROUP_CONNECTION, dialect::POSTGRES_RECORD)];

/// Every statement of every aggregate, by module.
pub const STATEMENTS: &[&[&str]] = &[
    accommodations::STATEMENTS,
    accreditations::STATEMENTS,
    answers::STATEMENTS,
    appeals::STATEMENTS,
    archive::STATEMENTS,
    attestations::STATEMENTS,
    audit::STATEMENTS,
    bulk::STATEMENTS,
    calibrations::STATEMENTS,
    campaigns::STATEMENTS,
    candidates::STATEMENTS,
    certificates::STATEMENTS,
    certification_rules::STATEMENTS,
    claims::STATEMENTS,
    cohorts::STATEMENTS,
    cpf_batches::STATEMENTS,
    decisions::STATEMENTS,
    deliberations::STATEMENTS,
    editions::STATEMENTS,
    evidence::STATEMENTS,
    exam_alerts::STATEMENTS,
    exam_reports::STATEMENTS,
    exams::STATEMENTS,
    frameworks::STATEMENTS,
    idempotency::STATEMENTS,
    imports::STATEMENTS,
    inboxes::STATEMENTS,
    invigilators::STATEMENTS,
    invitations::STATEMENTS,
    learners::STATEMENTS,
    learning::STATEMENTS,
    learning_plans::STATEMENTS,
    leases::STATEMENTS,
    lessons::STATEMENTS,
    link_checks::STATEMENTS,
    logins::STATEMENTS,
    mail_links::STATEMENTS,
    mails::STATEMENTS,
    maintenance::STATEMENTS,
    members::STATEMENTS,
    memories::STATEMENTS,
    module_runs::STATEMENTS,
    neutralisations::STATEMENTS,
    offer_imports::STATEMENTS,
    offer_shelf::STATEMENTS,
    offer_signals::STATEMENTS,
    offers::STATEMENTS,
    organisation_keys::STATEMENTS,
    organisations::STATEMENTS,
    participants::STATEMENTS,
    participations::STATEMENTS,
    people::STATEMENTS,
    practice_answers::STATEMENTS,
    practice_rounds::STATEMENTS,
    proposals::STATEMENTS,
    publications::STATEMENTS,
    ratings::STATEMENTS,
    reach::STATEMENTS,
    releases::STATEMENTS,
    reminders::STATEMENTS,
    reports::STATEMENTS,
    results::STATEMENTS,
    reviews::STATEMENTS,
    rooms::STATEMENTS,
    rosters::STATEMENTS,
    sessions::STATEMENTS,
    shares::STATEMENTS,
    signing_keys::STATEMENTS,
    sittings::STATEMENTS,
    standard_studies::STATEMENTS,
    standings::STATEMENTS,
    tally::STATEMENTS,
    throttles::STATEMENTS,
    trainings::STATEMENTS,
    units::STATEMENTS,
    workshop::STATEMENTS,
    workshop_mails::STATEMENTS,
];
