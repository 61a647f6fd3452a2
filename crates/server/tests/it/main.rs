//! What the server promises, held through its real router on both engines.
//!
//! SQLite runs in a temporary folder. PostgreSQL runs at `SOCLE_TEST_POSTGRES`, each test in a schema of its own.
//! Without that variable the PostgreSQL half fails: trusting an engine that was not tested is how two engines drift
//! apart. `SOCLE_TEST_SQLITE_ONLY=1` says that one knows.

#[macro_use]
mod harness;

mod account;
mod answering;
mod archive;
mod audit;
mod backup;
mod bad_input;
mod bank_pages;
mod browser;
mod calibration;
mod campaigns;
mod catalogue;
mod certificates;
mod content;
mod copying;
mod cpf_sending;
mod defence;
mod defence_accounts;
mod defence_connections;
mod dependencies;
mod description;
mod engine;
mod evidence;
mod exam;
mod exam_centres;
mod exam_editions;
mod exam_kill;
mod exam_room;
mod exam_secrecy;
mod exam_watch;
mod exchange;
mod flaws;
mod glossary;
mod growth;
mod hours;
mod importing;
mod irt;
mod irt_guide;
mod jury;
mod jury_standards;
mod jury_world;
mod learn_offline;
mod learn_practice;
mod learn_promises;
mod mail;
mod measurement;
mod modules;
mod offer_lists;
mod operations;
mod others;
#[path = "../../../domain/tests/it/privacy_oracle.rs"]
mod privacy_oracle;
mod process;
mod publication;
mod referencing;
mod refusals;
mod rehearsing;
mod repetition;
mod replay;
mod reporting;
mod responses;
mod results;
mod results_pages;
mod secrecy;
mod settings;
mod several;
mod steer_exports;
mod steer_organisation;
mod steer_people;
mod steer_walls;
mod steer_world;
mod tidy;
mod upgrade;
mod walkthrough;
mod workshop_desk;
mod workshop_review;
mod workshop_team;
