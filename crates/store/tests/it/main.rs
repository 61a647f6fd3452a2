//! What the store promises, held on both engines.
//!
//! SQLite runs in a temporary folder. PostgreSQL runs at `SOCLE_TEST_POSTGRES`, each test in a
//! schema of its own. Without that variable the PostgreSQL half fails: trusting an engine that was
//! not tested is how two engines drift apart. `SOCLE_TEST_SQLITE_ONLY=1` says that one knows.

#[macro_use]
mod harness;

mod accounts;
mod assessment;
mod audit;
mod backups;
mod bulk;
mod certification;
mod concurrency;
mod copying;
mod durability;
mod engine;
mod evidence;
mod figures;
mod imports;
mod institutions;
mod learned;
mod learning;
mod maintenance;
mod migrations;
mod organisations;
mod outbox;
mod plans;
mod postgres;
mod recording;
mod statements;
mod training;
mod workshop;
mod workshop_mails;
