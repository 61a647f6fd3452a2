//! Measurements of the platform: time, memory and recovery, with how to run them again in `bench/README.md`.
//!
//! One subcommand, one file in `commands`.

mod arguments;
mod commands;
mod data;
mod growth;
mod learners;
mod recovery;
mod table;
mod usage;

use std::alloc::System;
use std::process::ExitCode;

use arguments::Arguments;
use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};

/// The system's allocator, which also counts: an allocation costs two more instructions.
#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

const HELP: &str = "Measures the platform. Build it with --release.

  bench calibration DATA.u8 --persons N --items J    2PL calibration: CPU seconds, memory, log-likelihood, recovery
  bench selection                                    the next of 1,000 items after 20 answers in five dimensions
  bench administration DATA-FOLDER                   simulated adaptive tests on cat_bank300
  bench scales                                       five correlated scales against five separate ones

These take --runs R (the median is reported). The data sets come from bench/measurement/data.sh; other programs are
measured by bench/measurement/peers.py.

  bench learners --server PROGRAM                    learners over HTTP: throughput, times, processor, memory; then every answer is looked up
      --mode api|page  --learners 128  --seconds 10  --think 0  --start-within 0  --warm-up 1  --seed 1  --gzip true|false
      --postgres temporary|URL                       instead of a SQLite file
      --url http://127.0.0.1:8080 --database FILE|URL    a server that runs, and its database
      --ceilings true                                beside it, an empty handler and a bare group commit
      --json FILE                                    the report for programs
  bench rounds --server PROGRAM --count 20           trouble under load, at random instants; then every answer is looked up
      --trouble kill|restart|full|read-only          kill -9; PostgreSQL restarted; a disk that is full, or fails and is mended (as root)
      --engine sqlite|postgres  --victim server|database  --mode api|page  --learners 32  --longest 800  --seed 1
  bench rolling --server PROGRAM --restarts 10       several servers on one PostgreSQL, restarted in turn under load
      --servers 2  --drain 2  --mode api|page  --learners 32  --think 0  --seed 1
  bench growth --server PROGRAM --data FOLDER        every page, request and statement of an installation grown by `socle demo grow`
      --postgres URL                                 instead of the SQLite file in the folder
      --samples 60  --cold FILE_OR_FOLDER            people looked at; files of the database that are forgotten before each request
      --backup true                                  time a backup too: takes the room of a second database
      --json FILE  --against FILE                    keep the report; put an earlier one beside it
  bench steering --server PROGRAM --data FOLDER      pages, requests and exports of two organisations made by `socle demo institution`
      --large FILE --small FILE                      what that printed for each
      --postgres URL  --samples 60
  bench catalogue                                    searching 10,000 training offers: time, memory, beside a plain scan
      --offers 10000  --rounds 50  --content content
  bench ceiling-page --bytes N                       an empty handler, for `learners --ceilings`";

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let Some(command) = words.next() else {
        println!("{HELP}");
        return ExitCode::SUCCESS;
    };
    let outcome = Arguments::read(words).and_then(|arguments| match command.as_str() {
        "calibration" => commands::calibration::run(arguments),
        "selection" => commands::selection::run(arguments),
        "administration" => commands::administration::run(arguments),
        "scales" => commands::scales::run(arguments),
        "learners" => commands::learners::run(arguments),
        "rolling" => commands::rolling::run(arguments),
        "rounds" => commands::rounds::run(arguments),
        "growth" => commands::growth::run(arguments),
        "steering" => commands::steering::run(arguments),
        "catalogue" => commands::catalogue::run(arguments),
        "ceiling-page" => commands::ceiling_page::run(arguments),
        "help" | "--help" | "-h" => {
            println!("{HELP}");
            Ok(())
        }
        other => Err(format!("there is no measurement \"{other}\"\n\n{HELP}")),
    });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("bench: {reason}");
            ExitCode::FAILURE
        }
    }
}
