//! The command line: `socle serve | content | simulate | replay | irt | db | doctor`.

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

mod content;
mod db;
mod doctor;
mod irt;
mod options;
mod replay;
mod serve;
mod simulate;

use std::io::Write as _;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use tracing_subscriber::EnvFilter;

use crate::render::{Arg, Lang, Texts};
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
    /// Migrate, back up or restore the database.
    #[command(subcommand)]
    Db(db::Db),
    /// Say what is well and what is not.
    Doctor,
}

/// What a command needs to speak.
struct Voice {
    texts: Texts,
    lang: Lang,
}

impl Voice {
    fn say(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.texts.text(self.lang, key, args)
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
    let cli = Cli::parse();
    let filter = EnvFilter::try_from_env("SOCLE_LOG").unwrap_or_else(|_| EnvFilter::new("warn,server=info"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_target(false)
        .with_ansi(std::io::IsTerminal::is_terminal(&std::io::stderr()))
        .with_writer(std::io::stderr)
        .init();
    let outcome = Texts::new().map_err(|e| e.to_string()).and_then(|texts| {
        let voice = Voice { texts, lang: terminal_language() };
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(|e| e.to_string())?;
        runtime.block_on(async {
            match cli.command {
                Command::Serve(serve) => serve.run(&cli.options, &voice).await,
                Command::Content(content) => content.run(&cli.options, &voice).await,
                Command::Simulate(simulate) => simulate.run(&cli.options, &voice),
                Command::Replay(replay) => replay.run(&cli.options, &voice).await,
                Command::Irt(irt) => irt.run(&voice),
                Command::Db(db) => db.run(&cli.options, &voice).await,
                Command::Doctor => doctor::run(&cli.options, &voice).await,
            }
        })
    });
    outcome.unwrap_or_else(|error| {
        eprintln!("socle: {error}");
        ExitCode::FAILURE
    })
}
