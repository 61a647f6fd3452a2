//! Copies of a SQLite database: taken while it is used, checked before they are trusted.

use super::migrate::{self, Migration, State};
use super::sqlite::{self, Lock};
use crate::dialect;
use crate::error::{Result, StoreError};
use futures_util::FutureExt;
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// `data.db` and `before-0002` give `data.db.before-0002.1780000000123456.backup`, in the same folder. The
/// time keeps a second attempt from meeting the file of the first.
pub(super) fn beside(path: &Path, why: &str) -> PathBuf {
    let micros = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_micros());
    with_suffix(path, &format!(".{why}.{micros}.backup"))
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Copies `from` into the new file `to`. Under another name until it is whole and checked, so that
/// a file with the name of a backup is one.
pub(super) fn backup(from: &Path, to: &Path) -> Result<()> {
    let to = sqlite::real_path(to)?;
    if to.exists() {
        return Err(StoreError::other(format!("{} already exists: a backup does not replace a file", to.display())));
    }
    let partial = with_suffix(&to, ".partial");
    let copied = (|| {
        remove(&partial)?;
        sqlite::create_private(&partial)?;
        let source = sqlite::connect(from)?;
        let mut copy = open_plain(&partial)?;
        copy_all(&source, &mut copy)?;
        // One file, with no log beside it, that can be moved.
        copy.query_row(dialect::SQLITE_SINGLE_FILE, [], |_| Ok(())).map_err(StoreError::sqlite)?;
        check(&copy, &to)?;
        copy.close().map_err(|(_, e)| StoreError::sqlite(e))?;
        flush(&partial)?;
        std::fs::rename(&partial, &to).map_err(|e| StoreError::io("naming the backup", &e))?;
        to.parent().map_or(Ok(()), flush)
    })();
    if copied.is_err() {
        let _ = remove(&partial);
    }
    copied
}

/// Puts the backup `from` in the place of `to`; returns where what was there is kept.
pub(super) fn restore(from: &Path, to: &Path, known: &'static [Migration]) -> Result<Option<PathBuf>> {
    let to = sqlite::real_path(to)?;
    let from = from.canonicalize().map_err(|e| StoreError::io(&format!("{}", from.display()), &e))?;
    if from == to {
        return Err(StoreError::other("the backup and the database are one file"));
    }
    let _lock = Lock::take(&to)?;
    let mut source = open_plain(&from)?;
    check(&source, &from)?;
    let theirs = schema(&mut source, known)?;
    if theirs == State::Empty {
        return Err(StoreError::migration(format!("{} is empty: it is no backup", from.display())));
    }
    let kept = keep(&to, theirs, known)?;
    sqlite::create_private(&to)?;
    let mut target = sqlite::connect(&to)?;
    // One transaction of SQLite: after a power cut the old content or the new, nothing between.
    copy_all(&source, &mut target)?;
    check(&target, &to)?;
    target.close().map_err(|(_, e)| StoreError::sqlite(e))?;
    Ok(kept)
}

/// Makes room at `to`: copies a sound database, moves a damaged one, refuses to go back to an
/// older schema.
fn keep(to: &Path, theirs: State, known: &'static [Migration]) -> Result<Option<PathBuf>> {
    if !to.exists() {
        return Ok(None);
    }
    let ours = sqlite::connect(to).and_then(|mut c| {
        check(&c, to)?;
        schema(&mut c, known)
    });
    match (ours, theirs) {
        (Ok(State::Empty), _) => Ok(None),
        (Ok(State::At(ours)), State::At(theirs)) if ours > theirs => Err(StoreError::migration(format!(
            "the backup stops at migration {theirs:04} and the database is at {ours:04}: move {} away first if you mean it",
            to.display()
        ))),
        (Ok(_), _) => {
            let copy = beside(to, "before-restore");
            backup(to, &copy)?;
            Ok(Some(copy))
        }
        (Err(StoreError::Corrupt { .. }), _) => {
            let kept = beside(to, "damaged");
            for suffix in ["", "-wal", "-shm"] {
                let file = with_suffix(to, suffix);
                if file.exists() {
                    std::fs::rename(&file, with_suffix(&kept, suffix)).map_err(|e| StoreError::io("moving the damaged database", &e))?;
                }
            }
            Ok(Some(kept))
        }
        (Err(other), _) => Err(other),
    }
}

fn schema(c: &mut Connection, known: &'static [Migration]) -> Result<State> {
    sqlite::now(c, |tx| migrate::state(tx, known).boxed())
}

/// A connection that leaves the journal as it is: for files that are not served.
fn open_plain(path: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let c = Connection::open_with_flags(path, flags).map_err(StoreError::sqlite)?;
    c.execute_batch(dialect::SQLITE_CONNECTION).map_err(StoreError::sqlite)?;
    Ok(c)
}

/// All pages in one step: a copy taken in pieces starts again at every write of the server.
/// Readers and the writer go on meanwhile.
fn copy_all(from: &Connection, to: &mut Connection) -> Result<()> {
    let copying = Backup::new(from, to).map_err(StoreError::sqlite)?;
    for _ in 0..100 {
        match copying.step(-1).map_err(StoreError::sqlite)? {
            StepResult::Done => return Ok(()),
            _ => std::thread::sleep(Duration::from_millis(50)),
        }
    }
    Err(StoreError::Busy)
}

fn check(c: &Connection, path: &Path) -> Result<()> {
    let found: String = c.query_row(dialect::SQLITE_INTEGRITY, [], |row| row.get(0)).map_err(StoreError::sqlite)?;
    if found == "ok" {
        return Ok(());
    }
    Err(StoreError::Corrupt { why: format!("{}: {found}", path.display()) })
}

fn flush(path: &Path) -> Result<()> {
    File::open(path).and_then(|file| file.sync_all()).map_err(|e| StoreError::io(&format!("{}", path.display()), &e))
}

fn remove(path: &Path) -> Result<()> {
    match std::fs::remove_file(path) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(StoreError::io(&format!("{}", path.display()), &e)),
        _ => Ok(()),
    }
}
