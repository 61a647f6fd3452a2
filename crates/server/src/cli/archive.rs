//! `socle archive export | import | read | scrub`

use std::cell::Cell;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Subcommand;
use formats::archive::{AnswerTable, ArchiveFault};
use uuid::Uuid;

use super::options::Options;
use super::{Outcome, Voice};
use crate::clock::Clock;
use crate::secret::unhex;
use crate::service::archive::{ArchiveError, Month, Wanted, export, import, read, remove, scrub};

/// Answers of past months as Parquet files: out of the database, readable, and back.
#[derive(Debug, Subcommand)]
pub(super) enum Archive {
    /// Write every month before this one, read it back, and only then name it in the manifest. Months that are there are left alone.
    Export {
        /// The first month that is not archived, YYYY-MM: that in which a session ended counts (UTC).
        #[arg(long)]
        before: Month,
        /// The folder of the archive.
        #[arg(long)]
        to: PathBuf,
        /// Then take the answers of these months from the database; sessions and results stay. An embedded database must not be served
        /// meanwhile; a PostgreSQL may.
        #[arg(long)]
        delete: bool,
    },
    /// Load answers back into the database. What is there already, and what was erased since, is left out.
    Import {
        /// The folder of the archive.
        #[arg(long)]
        from: PathBuf,
        /// This month only, YYYY-MM.
        #[arg(long)]
        month: Option<Month>,
    },
    /// Answers as CSV, of sessions that the database still has.
    Read {
        /// The folder of the archive.
        #[arg(long)]
        from: PathBuf,
        /// Only these: `month=YYYY-MM`, `session=UUID`, `item=NAME`, `item_hash=HEX`. May be given several times.
        #[arg(long = "where", value_name = "NAME=VALUE")]
        only: Vec<String>,
    },
    /// Say how many archived answers are of sessions that were erased since.
    Scrub {
        /// The folder of the archive.
        folder: PathBuf,
        /// And write the files anew without them.
        #[arg(long)]
        rewrite: bool,
    },
}

impl Archive {
    pub(super) async fn run(self, options: &Options, voice: &Voice) -> Outcome {
        match self {
            Self::Export { before, to, delete } => run_export(options, voice, before, &to, delete).await,
            Self::Import { from, month } => run_import(options, voice, &from, month).await,
            Self::Read { from, only } => run_read(options, voice, &from, &only).await,
            Self::Scrub { folder, rewrite } => {
                let store = options.reader().await?;
                let found = scrub(&store, &folder, rewrite, Clock::System.now()).await.map_err(|e| sentence(&e, voice))?;
                let key = if rewrite { "cli-archive-scrubbed" } else { "cli-archive-to-scrub" };
                println!("{}", voice.say(key, &[("rows", found.rows.into()), ("sessions", found.sessions.into()), ("kept", found.kept.into())]));
                Ok(ExitCode::SUCCESS)
            }
        }
    }
}

async fn run_export(options: &Options, voice: &Voice, before: Month, to: &Path, delete: bool) -> Outcome {
    // one that only reads can stand beside a server
    let store = if delete { options.store().await? } else { options.reader().await? };
    let now = Clock::System.now();
    let told = |month: Month, rows: u64| println!("{}", voice.say("cli-archive-month", &[("month", month.to_string().into()), ("rows", rows.into())]));
    let exported = export(&store, to, before, now, told).await.map_err(|e| sentence(&e, voice))?;
    let months = exported.months.len();
    let size = crate::render::Texts::decimal(voice.lang, exported.bytes as f64 / 1e6, 1);
    println!("{}", voice.say("cli-archive-exported", &[("months", months.into()), ("rows", exported.rows.into()), ("size", size.into())]));
    if delete {
        let removed = remove(&store, to, before, now).await.map_err(|e| sentence(&e, voice))?;
        println!("{}", voice.say("cli-archive-removed", &[("rows", removed.into())]));
    }
    store.close().await.map_err(|e| e.to_string())?;
    Ok(ExitCode::SUCCESS)
}

async fn run_import(options: &Options, voice: &Voice, from: &Path, month: Option<Month>) -> Outcome {
    let store = options.store().await?;
    let imported = import(&store, from, month).await.map_err(|e| sentence(&e, voice))?;
    store.close().await.map_err(|e| e.to_string())?;
    let counts = [("rows", imported.rows.into()), ("there", imported.there.into()), ("erased", imported.erased.into())];
    println!("{}", voice.say("cli-archive-imported", &counts));
    Ok(ExitCode::SUCCESS)
}

async fn run_read(options: &Options, voice: &Voice, from: &Path, only: &[String]) -> Outcome {
    let wanted = wanted(only).map_err(|word| voice.say("cli-archive-where", &[("word", word.into())]))?;
    let store = options.reader().await?;
    let out = |fault: ArchiveFault| ArchiveError::File(PathBuf::from("-"), fault.to_string());
    let unread = Cell::new(false);
    let sink = Terminal { out: std::io::BufWriter::new(std::io::stdout().lock()), unread: &unread };
    let mut table = AnswerTable::new(sink).map_err(|fault| fault.to_string())?;
    let given = read(&store, from, &wanted, |row| table.push(&row).map_err(out)).await;
    let ended = if given.is_ok() { table.finish().map_err(|fault| fault.to_string()) } else { Ok(()) };
    if unread.get() {
        return Ok(ExitCode::SUCCESS);
    }
    let (_, erased) = given.map_err(|e| sentence(&e, voice))?;
    ended?;
    if erased > 0 {
        eprintln!("{}", voice.say("cli-archive-left-out", &[("rows", erased.into())]));
    }
    Ok(ExitCode::SUCCESS)
}

/// Where rows are read by somebody, who may have enough of them (`… | head`): that ends the reading, and nothing went wrong.
struct Terminal<'a, W> {
    out: W,
    unread: &'a Cell<bool>,
}

impl<W: Write> Terminal<'_, W> {
    fn note<T>(&self, outcome: io::Result<T>) -> io::Result<T> {
        outcome.inspect_err(|error| self.unread.set(error.kind() == io::ErrorKind::BrokenPipe))
    }
}

impl<W: Write> Write for Terminal<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let outcome = self.out.write(bytes);
        self.note(outcome)
    }

    fn flush(&mut self) -> io::Result<()> {
        let outcome = self.out.flush();
        self.note(outcome)
    }
}

/// The conditions, or the one that is not understood.
fn wanted(only: &[String]) -> Result<Wanted, String> {
    let mut wanted = Wanted::default();
    for word in only {
        let wrong = || word.clone();
        match word.split_once('=').ok_or_else(wrong)? {
            ("month", value) => wanted.month = Some(value.parse().map_err(|_| wrong())?),
            ("session", value) => wanted.session = Some(Uuid::try_parse(value).map_err(|_| wrong())?),
            ("item", value) => wanted.item = Some(value.to_owned()),
            ("item_hash", value) => wanted.item_hash = Some(unhex(value).ok_or_else(wrong)?),
            _ => return Err(wrong()),
        }
    }
    Ok(wanted)
}

/// What went wrong, as a sentence.
pub(super) fn sentence(error: &ArchiveError, voice: &Voice) -> String {
    match error {
        ArchiveError::File(path, why) => format!("{}: {why}", path.display()),
        ArchiveError::Absent(path) => voice.say("cli-archive-absent", &[("folder", path.display().to_string().into())]),
        ArchiveError::Other => voice.say("cli-archive-other", &[]),
        ArchiveError::TooEarly(month) => voice.say("cli-archive-too-early", &[("month", month.to_string().into())]),
        ArchiveError::Differs(path) => voice.say("cli-archive-differs", &[("file", path.display().to_string().into())]),
        ArchiveError::Session(session) => voice.say("cli-archive-session", &[("session", session.to_string().into())]),
        ArchiveError::Store(error) => error.to_string(),
    }
}
