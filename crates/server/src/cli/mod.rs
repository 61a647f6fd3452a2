//! The command line: `socle serve | content | simulate | replay | db | doctor`.

mod content;
mod db;
mod doctor;
mod options;
mod replay;
mod serve;
mod simulate;

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
    /// Check the content, or load the official framework.
    #[command(subcommand)]
    Content(content::Content),
    /// Run simulated people through the engine of production.
    Simulate(simulate::Simulate),
    /// Recompute the result of a session from its log, bit for bit.
    Replay(replay::Replay),
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
