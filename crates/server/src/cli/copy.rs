//! `socle db copy`: everything into another database, and the proof that it arrived.

use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use store::Store;
use store::copy::{Copied, Copying, Stopped, Told, copy};

use super::options::Options;
use super::{Outcome, Voice};

/// When the source was written to meanwhile.
const CHANGED: u8 = 3;

/// Copy everything into another database, PostgreSQL or a file, and compare both sides.
///
/// The source may be served meanwhile: what is copied is one moment of it, and the target holds all of that or nothing. Exit status 3
/// says that the copy is sound and that the source has changed since: stop its server before the last copy.
#[derive(Debug, Args)]
pub(super) struct Copy {
    /// Where to: `postgres://…`, or the path of a file. It is created or must be empty.
    #[arg(long, env = "SOCLE_COPY_TO", hide_env_values = true)]
    to: String,
    /// Replace what the target holds.
    #[arg(long)]
    replace: bool,
}

impl Copy {
    pub(super) async fn run(self, options: &Options, voice: &Voice) -> Outcome {
        let source = options.reader().await?;
        let target = Store::open(&self.to).await.map_err(|e| e.to_string())?;
        let cancelled = Arc::new(AtomicBool::new(false));
        let stop = Arc::clone(&cancelled);
        tokio::spawn(async move {
            if tokio::signal::ctrl_c().await.is_ok() {
                stop.store(true, Ordering::Relaxed);
            }
        });
        let bar = bar();
        let copying = Copying {
            replace: self.replace,
            cancelled,
            tell: Arc::new({
                let bar = bar.clone();
                move |told| show(&bar, told)
            }),
        };
        let copied = copy(&source, &target, &copying).await;
        bar.finish_and_clear();
        target.close().await.map_err(|e| e.to_string())?;
        match copied {
            Ok(copied) => Ok(tell(voice, &copied)),
            Err(stopped) => Err(reason(voice, &stopped)),
        }
    }
}

fn bar() -> ProgressBar {
    let bar = ProgressBar::new(0);
    if let Ok(style) = ProgressStyle::with_template("{bar:40} {human_pos}/{human_len}  {elapsed} < {eta}  {msg}") {
        bar.set_style(style);
    }
    bar
}

fn show(bar: &ProgressBar, told: Told) {
    match told {
        Told::Begins(rows) => bar.set_length(rows),
        Told::Verifies(rows) => {
            bar.reset();
            bar.set_length(rows);
        }
        Told::Copied(table, rows) | Told::Verified(table, rows) => {
            bar.set_message(table);
            bar.inc(rows);
        }
    }
}

fn tell(voice: &Voice, copied: &Copied) -> ExitCode {
    for (table, content) in &copied.tables {
        println!("    {table:<18}{:>12}  {:016x}", content.rows, content.digest[3]);
    }
    let rows: u64 = copied.tables.iter().map(|(_, content)| content.rows).sum();
    println!("{}", voice.say("cli-copied", &[("rows", i64::try_from(rows).unwrap_or(i64::MAX).into())]));
    if copied.changed.is_empty() {
        println!("{}", voice.say("cli-copied-unchanged", &[]));
        return ExitCode::SUCCESS;
    }
    let changed: Vec<String> = copied.changed.iter().map(|(table, more)| format!("{table} ({more:+})")).collect();
    println!("{}", voice.say("cli-copied-changed", &[("tables", changed.join(", ").into())]));
    ExitCode::from(CHANGED)
}

fn reason(voice: &Voice, stopped: &Stopped) -> String {
    match stopped {
        Stopped::Cancelled => voice.say("cli-copy-cancelled", &[]),
        Stopped::NotEmpty { table } => voice.say("cli-copy-not-empty", &[("table", (*table).into())]),
        Stopped::Unfit { .. } => voice.say("cli-copy-unfit", &[("what", stopped.to_string().into())]),
        Stopped::Differs { .. } => voice.say("cli-copy-differs", &[("what", stopped.to_string().into())]),
        Stopped::NotVerified { why } => voice.say("cli-copy-not-verified", &[("why", why.as_str().into())]),
        Stopped::Store(error) => voice.say("cli-copy-store", &[("error", error.to_string().into())]),
    }
}
