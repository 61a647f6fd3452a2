//! The command line: `socle serve | content | simulate | replay | irt | db | doctor | audit | health | config | demo | archive | people | bank | keys | offers`.

// The standard ones panic when whoever reads has closed the pipe (`socle irt … | head`): these do not. They stand before the modules
// that use them, which therefore see them in place of the standard ones.
macro_rules! print {
    ($($words:tt)*) => { $crate::cli::tell(format_args!($($words)*)) };
}
macro_rules! println {
    () => { $crate::cli::tell(format_args!("\n")) };
    ($($words:tt)*) => { $crate::cli::tell(format_args!("{}\n", format_args!($($words)*))) };
}
macro_rules! eprintln {
    ($($words:tt)*) => { $crate::cli::tell_aside(format_args!("{}\n", format_args!($($words)*))) };
}

mod archive;
mod ask;
mod audit;
mod backup;
mod bank;
mod config;
mod content;
mod copy;
mod db;
mod demo;
mod doctor;
mod health;
mod irt;
mod keys;
mod offers;
mod options;
mod people;
mod prove;
mod replay;
mod serve;
mod simulate;

use std::ffi::OsString;
use std::io::Write as _;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::observe::start_logs;
use crate::render::{Arg, Lang, Texts};
use config::Given;
use options::Options;

/// Socle: the open platform on which health and care professionals find out where they stand in digital health.
#[derive(Debug, Parser)]
#[command(name = "socle", version, about)]
struct Cli {
    #[command(flatten)]
    options: Options,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve pages and API.
    Serve(serve::Serve),
    /// Check the content, bring items in and out, say what the bank covers, or load the official framework.
    #[command(subcommand)]
    Content(content::Content),
    /// Run simulated people through the engine of production.
    Simulate(simulate::Simulate),
    /// Recompute the result of a session from its log, bit for bit.
    Replay(replay::Replay),
    /// Item response theory over CSV files: estimate, calibrate, judge, link, simulate, draw.
    #[command(subcommand)]
    Irt(irt::Irt),
    /// Migrate, back up, restore, verify or copy the database.
    #[command(subcommand)]
    Db(db::Db),
    /// Say what is well and what is not, and what to do about it.
    Doctor(doctor::Doctor),
    /// Ask the running server whether it is ready; for a container's or a supervisor's probe.
    Health(health::Health),
    /// Read the audit log.
    Audit(audit::Audit),
    /// Look at the settings.
    #[command(subcommand)]
    Config(config::Config),
    /// Fill a database with people who do not exist, to see how the site holds.
    #[command(subcommand)]
    Demo(demo::Demo),
    /// Answers of past months as Parquet files: out of the database, readable, and back.
    #[command(subcommand)]
    Archive(archive::Archive),
    /// Say who may write, review and publish questions.
    #[command(subcommand)]
    People(people::People),
    /// What answers say of the bank, and parameters learned from them.
    #[command(subcommand)]
    Bank(bank::Bank),
    /// The keys that sign certificates.
    #[command(subcommand)]
    Keys(keys::Keys),
    /// Training offers of the catalogue.
    #[command(subcommand)]
    Offers(offers::Offers),
}

/// What a command needs to speak.
struct Voice {
    texts: Texts,
    lang: Lang,
}

impl Voice {
    /// The text of this key, with plain spaces: what a terminal shows is searched, copied and piped on.
    fn say(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.texts.text(self.lang, key, args).replace('\u{202f}', " ")
    }
}

/// French, unless the terminal is set to another language.
fn terminal_language() -> Lang {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| std::env::var(name).ok().filter(|v| !v.is_empty()));
    match set.as_deref() {
        Some(value) if value.starts_with("en") => Lang::En,
        _ => Lang::Fr,
    }
}

/// Why a command did not do what it was asked, as a sentence for the terminal.
type Outcome = Result<ExitCode, String>;

/// Writes to standard output. Where nobody reads any more there is nothing to do, and nothing went wrong: the command's own work and
/// its exit code stand.
pub(super) fn tell(words: std::fmt::Arguments<'_>) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_fmt(words).and_then(|()| out.flush());
}

/// Writes to the error stream, in the same way.
pub(super) fn tell_aside(words: std::fmt::Arguments<'_>) {
    let _ = std::io::stderr().lock().write_fmt(words);
}

/// Runs the command line.
pub fn run() -> ExitCode {
    let outcome = Texts::new().map_err(|e| e.to_string()).and_then(|texts| {
        let voice = Voice { texts, lang: terminal_language() };
        let arguments: Vec<OsString> = std::env::args_os().collect();
        let given = Given::read(&Cli::command(), &arguments, &voice)?;
        let matches = match given.under(Cli::command()).try_get_matches_from(&arguments) {
            Ok(matches) => matches,
            Err(error) => match given.place(&error) {
                Some(place) => return Err(format!("{place}: {error}")),
                None => error.exit(),
            },
        };
        let cli = Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
        start_logs(&cli.options.log, cli.options.log_format)?;
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(|e| e.to_string())?;
        runtime.block_on(async {
            match cli.command {
                Command::Serve(serve) => serve.run(&cli.options, &voice).await,
                Command::Content(content) => content.run(&cli.options, &voice).await,
                Command::Simulate(simulate) => simulate.run(&cli.options, &voice),
                Command::Replay(replay) => replay.run(&cli.options, &voice).await,
                Command::Irt(irt) => irt.run(&voice),
                Command::Db(db) => db.run(&cli.options, &voice).await,
                Command::Doctor(doctor) => doctor.run(&cli.options, &voice).await,
                Command::Audit(audit) => audit.run(&cli.options, &voice).await,
                Command::Health(health) => health.run(&voice).await,
                Command::Config(config) => Ok(config.run(&given, &matches, &voice)),
                Command::Demo(demo) => demo.run(&cli.options, &voice).await,
                Command::Archive(archive) => archive.run(&cli.options, &voice).await,
                Command::People(people) => people.run(&cli.options, &voice).await,
                Command::Bank(bank) => bank.run(&cli.options, &voice).await,
                Command::Keys(keys) => keys.run(&cli.options, &voice).await,
                Command::Offers(offers) => offers.run(&cli.options, &voice).await,
            }
        })
    });
    outcome.unwrap_or_else(|error| {
        eprintln!("socle: {error}");
        ExitCode::FAILURE
    })
}
