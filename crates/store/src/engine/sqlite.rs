//! SQLite: one writer thread that commits in groups, a few threads that read.
//!
//! Whatever waits for the writer runs inside one transaction, each closure in its savepoint; one
//! commit, one flush to disk, and only then is everyone answered. A closure that fails or panics is
//! rolled back to its savepoint and its neighbours never know.

use super::backup;
use super::migrate::{self, State};
use super::tx::{Engine, On, Tx};
use super::watch::{Connections, Figures, Watch, Watched};
use super::{Options, Work, settle};
use crate::dialect;
use crate::error::{Result, StoreError};
use futures_util::FutureExt;
use rusqlite::{Connection, OpenFlags};
use std::fs::{File, OpenOptions, TryLockError};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};
use tokio::sync::mpsc::{self, Receiver, Sender, error::SendTimeoutError};
use tokio::sync::oneshot;

/// The most closures in one commit, and the longest a group grows before it is committed.
const LARGEST_GROUP: usize = 256;
const LONGEST_GROUP: Duration = Duration::from_millis(20);

/// A closure, ready to run on a connection (or to be refused).
type Job = Box<dyn FnOnce(Result<&mut Connection>) -> Ran + Send>;

/// A closure that has run and whose caller waits for the commit.
struct Ran {
    /// Tells the caller: `None` when the group was committed, else why not.
    answer: Box<dyn FnOnce(Option<StoreError>)>,
    /// The statement error the closure met, if any.
    failed: Option<StoreError>,
}

enum Message {
    Run(Job),
    Stop(oneshot::Sender<Result<()>>),
}

pub(super) struct Sqlite {
    path: PathBuf,
    /// Absent in a store that only reads.
    writer: Option<Sender<Message>>,
    readers: Sender<Message>,
    reader_count: usize,
    patience: Duration,
    watch: Arc<Watch>,
}

impl Sqlite {
    pub(super) fn open(path: &Path, options: &Options) -> Result<Self> {
        let path = real_path(path)?;
        let lock = Lock::take(&path)?;
        create_private(&path)?;
        let mut c = connect(&path)?;
        migrate(&mut c, &path, options)?;
        c.execute_batch(dialect::SQLITE_CONNECTION).map_err(StoreError::sqlite)?;
        let (writer, jobs) = mpsc::channel(options.queue.max(1));
        let watch = Watch::new(Engine::Sqlite, options.slow);
        let seen = Arc::clone(&watch);
        spawn("socle-store-writer", move || write_in_groups(c, jobs, lock, &seen))?;
        Self::with_readers(path, Some(writer), watch, options)
    }

    pub(super) fn open_reader(path: &Path, options: &Options) -> Result<Self> {
        let path = real_path(path)?;
        let mut c = connect(&path)?;
        let known = options.migrations;
        let found = now(&mut c, |tx| migrate::state(tx, known).boxed())?;
        if found != State::At(known.len()) {
            return Err(StoreError::migration("the schema is older than this program: start the server once to migrate it"));
        }
        Self::with_readers(path, None, Watch::new(Engine::Sqlite, options.slow), options)
    }

    fn with_readers(path: PathBuf, writer: Option<Sender<Message>>, watch: Arc<Watch>, options: &Options) -> Result<Self> {
        let (readers, jobs) = mpsc::channel(options.queue.max(1));
        let jobs = Arc::new(Mutex::new(jobs));
        let reader_count = options.readers.max(1);
        for _ in 0..reader_count {
            let c = connect(&path)?;
            c.execute_batch(dialect::SQLITE_READ_ONLY).map_err(StoreError::sqlite)?;
            let jobs = Arc::clone(&jobs);
            spawn("socle-store-reader", move || read_one_by_one(c, &jobs))?;
        }
        Ok(Self { path, writer, readers, reader_count, patience: options.patience, watch })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn figures(&self) -> Figures {
        let waiting = |queue: &Sender<Message>| (queue.max_capacity() - queue.capacity()) as u64;
        let readers = self.reader_count as u64;
        Figures {
            writes_waiting: self.writer.as_ref().map_or(0, waiting),
            reads_waiting: waiting(&self.readers),
            connections: Connections { most: readers, open: readers, idle: 0 },
            ..self.watch.figures()
        }
    }

    pub(super) async fn read<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: Work<T, E>,
    {
        self.run(&self.readers, How::Savepoint, work).await
    }

    pub(super) async fn read_once<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: Work<T, E>,
    {
        self.run(&self.readers, How::Once, work).await
    }

    pub(super) async fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: Work<T, E>,
    {
        let Some(writer) = &self.writer else {
            return Err(StoreError::ReadOnly.into());
        };
        self.run(writer, How::Savepoint, work).await
    }

    async fn run<T, E, F>(&self, to: &Sender<Message>, how: How, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: Work<T, E>,
    {
        let (answer, wait) = oneshot::channel();
        let sent = to.send_timeout(Message::Run(job(how, work, answer, Arc::clone(&self.watch))), self.patience).await;
        match sent {
            Ok(()) => wait.await.unwrap_or_else(|_| Err(StoreError::closed().into())),
            Err(SendTimeoutError::Timeout(_)) => {
                self.watch.refused();
                Err(StoreError::Busy.into())
            }
            Err(SendTimeoutError::Closed(_)) => Err(StoreError::closed().into()),
        }
    }

    pub(super) async fn close(&self) -> Result<()> {
        // The readers first: the log can only be folded in when nobody reads from it.
        let mut stopped = Vec::new();
        for _ in 0..self.reader_count {
            let (answer, wait) = oneshot::channel();
            if self.readers.send(Message::Stop(answer)).await.is_ok() {
                stopped.push(wait);
            }
        }
        for wait in stopped {
            // An error means that another `close` was faster.
            let _ = wait.await;
        }
        let Some(writer) = &self.writer else {
            return Ok(());
        };
        let (answer, wait) = oneshot::channel();
        if writer.send(Message::Stop(answer)).await.is_err() {
            return Ok(());
        }
        wait.await.unwrap_or(Ok(()))
    }
}

fn spawn(name: &str, f: impl FnOnce() + Send + 'static) -> Result<()> {
    std::thread::Builder::new().name(name.into()).spawn(f).map(drop).map_err(|e| StoreError::io("a thread cannot be started", &e))
}

/// A connection with everything a connection needs except a schema. The file must exist.
pub(super) fn connect(path: &Path) -> Result<Connection> {
    // Without URI: a file may be named `file:x`. Without CREATE: `create_private` does that.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let c = Connection::open_with_flags(path, flags).map_err(StoreError::sqlite)?;
    c.execute_batch(dialect::SQLITE_CONNECTION).map_err(StoreError::sqlite)?;
    let mode: String = c.query_row(dialect::SQLITE_WAL, [], |row| row.get(0)).map_err(StoreError::sqlite)?;
    if mode != "wal" {
        return Err(StoreError::unavailable(format!("{} cannot use a write-ahead log (mode {mode}): is it on a network disk?", path.display())));
    }
    c.set_prepared_statement_cache_capacity(256);
    Ok(c)
}

/// The file behind links, so that two names of one file meet at one lock.
pub(super) fn real_path(path: &Path) -> Result<PathBuf> {
    let name = path
        .file_name()
        .filter(|name| !name.to_string_lossy().starts_with(':'))
        .ok_or_else(|| StoreError::other(format!("{} is not a file name", path.display())))?;
    if let Ok(real) = path.canonicalize() {
        return Ok(real);
    }
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let folder = folder.canonicalize().map_err(|e| StoreError::io(&format!("the folder {}", folder.display()), &e))?;
    Ok(folder.join(name))
}

/// Creates the file for its owner alone: it holds personal data. SQLite gives the same rights to
/// the log beside it.
pub(super) fn create_private(path: &Path) -> Result<()> {
    private(OpenOptions::new().append(true).create(true)).open(path).map(drop).map_err(|e| match e.kind() {
        // A file that only root may write, or a read-only mount.
        std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => StoreError::ReadOnly,
        _ => StoreError::io(&format!("{}", path.display()), &e),
    })
}

fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options
}

/// The advisory lock that says "a server has this file". The operating system gives it back when
/// the process ends, however it ends; the empty file stays.
pub(super) struct Lock(File);

impl Lock {
    pub(super) fn take(database: &Path) -> Result<Self> {
        let mut name = database.as_os_str().to_owned();
        name.push(".lock");
        let path = PathBuf::from(name);
        let file = private(OpenOptions::new().append(true).create(true)).open(&path).map_err(|e| match e.kind() {
            std::io::ErrorKind::PermissionDenied => StoreError::ReadOnly,
            _ => StoreError::io(&format!("{}", path.display()), &e),
        })?;
        match file.try_lock() {
            Ok(()) => Ok(Self(file)),
            Err(TryLockError::WouldBlock) => Err(StoreError::InUse { path: database.to_owned() }),
            Err(TryLockError::Error(e)) => Err(StoreError::io(&format!("{}", path.display()), &e)),
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Closing the file is not enough: a program that is being started at this moment still has it too, until it runs, and the
        // lock would stay for as long.
        let _ = self.0.unlock();
    }
}

/// Runs a transaction's statements at once: on SQLite nothing waits.
pub(super) fn now<T>(c: &mut Connection, work: impl for<'t> FnOnce(&'t mut Tx<'_>) -> futures_util::future::BoxFuture<'t, Result<T>>) -> Result<T> {
    let mut tx = Tx::new(On::Sqlite(c));
    work(&mut tx).now_or_never().unwrap_or_else(|| Err(waited()))
}

fn waited() -> StoreError {
    StoreError::other("a transaction waited for something that is not the database")
}

fn migrate(c: &mut Connection, path: &Path, options: &Options) -> Result<()> {
    let known = options.migrations;
    let found = now(c, |tx| migrate::state(tx, known).boxed())?;
    match found {
        State::At(done) if done == known.len() => return Ok(()),
        State::At(done) => {
            let next = known.get(done).map_or(0, |m| m.number);
            let copy = backup::beside(path, &format!("before-{next:04}"));
            backup::backup(path, &copy)?;
            tracing::info!(copy = %copy.display(), "the database was copied before migrating");
        }
        State::Empty => {}
    }
    c.execute_batch(dialect::SQLITE_FOREIGN_KEYS_OFF).map_err(StoreError::sqlite)?;
    loop {
        exec(c, "BEGIN IMMEDIATE")?;
        let applied = now(c, |tx| migrate::step(tx, known, SystemTime::now()).boxed()).and_then(|applied| exec(c, "COMMIT").map(|()| applied));
        match applied {
            Ok(Some(name)) => tracing::info!(name, "migration applied"),
            Ok(None) => return Ok(()),
            Err(error) => {
                let _ = exec(c, "ROLLBACK");
                return Err(error);
            }
        }
    }
}

fn exec(c: &Connection, sql: &str) -> Result<()> {
    c.prepare_cached(sql).and_then(|mut s| s.execute([])).map(drop).map_err(StoreError::sqlite)
}

/// How a closure runs.
#[derive(Clone, Copy)]
enum How {
    /// Whole or not at all, on one snapshot.
    Savepoint,
    /// A single statement that reads, which needs neither.
    Once,
}

fn job<T, E, F>(how: How, work: F, answer: oneshot::Sender<Result<T, E>>, watch: Arc<Watch>) -> Job
where
    T: Send + 'static,
    E: From<StoreError> + Send + 'static,
    F: Work<T, E>,
{
    let asked = Instant::now();
    Box::new(move |c| {
        let c = match c {
            // Whoever gave up waiting is not worth a transaction.
            Ok(_) if answer.is_closed() => return Ran::nothing(),
            Ok(c) => c,
            Err(error) => {
                let _ = answer.send(Err(error.into()));
                return Ran::nothing();
            }
        };
        let (outcome, failed) = match how {
            How::Savepoint => in_savepoint(c, watch.begin(asked), work),
            How::Once => run(&mut Tx::once(On::Sqlite(c), watch.begin(asked)), work),
        };
        let answer = Box::new(move |lost: Option<StoreError>| {
            let _ = answer.send(match (outcome, lost) {
                (Ok(_), Some(error)) => Err(error.into()),
                (outcome, _) => outcome,
            });
        });
        Ran { answer, failed }
    })
}

impl Ran {
    fn nothing() -> Self {
        Self { answer: Box::new(|_| ()), failed: None }
    }
}

/// The outcome of a closure, and the statement error it met.
fn run<T, E, F>(tx: &mut Tx<'_>, work: F) -> (Result<T, E>, Option<StoreError>)
where
    E: From<StoreError>,
    F: Work<T, E>,
{
    let outcome = catch_unwind(AssertUnwindSafe(|| work(tx).now_or_never().unwrap_or_else(|| Err(waited().into()))));
    let failed = tx.failed.take();
    (settle(outcome, failed.clone()), failed)
}

/// Outside a transaction a savepoint is one: that is how the readers use it.
fn in_savepoint<T, E, F>(c: &mut Connection, watched: Watched, work: F) -> (Result<T, E>, Option<StoreError>)
where
    E: From<StoreError>,
    F: Work<T, E>,
{
    if let Err(error) = exec(c, "SAVEPOINT one") {
        return (Err(error.clone().into()), Some(error));
    }
    let (outcome, failed) = run(&mut Tx::watched(On::Sqlite(&mut *c), watched), work);
    if c.is_autocommit() {
        // SQLite itself rolled everything back (a full disk, an I/O error): the group is lost.
        return (outcome, failed);
    }
    let ended = match &outcome {
        Ok(_) => Ok(()),
        Err(_) => exec(c, "ROLLBACK TO one"),
    };
    match ended.and_then(|()| exec(c, "RELEASE one")) {
        Ok(()) => (outcome, failed),
        Err(error) => {
            // A savepoint that cannot be ended leaves nothing to trust in this transaction.
            let _ = exec(c, "ROLLBACK");
            let outcome = outcome.and_then(|_| Err(error.clone().into()));
            (outcome, Some(error))
        }
    }
}

fn read_one_by_one(mut c: Connection, jobs: &Mutex<Receiver<Message>>) {
    loop {
        // The lock is held while waiting: the readers take turns at the queue, not at the work.
        let message = jobs.lock().unwrap_or_else(PoisonError::into_inner).blocking_recv();
        match message {
            Some(Message::Run(job)) => {
                let ran = job(Ok(&mut c));
                if !c.is_autocommit() {
                    let _ = exec(&c, "ROLLBACK");
                }
                (ran.answer)(None);
            }
            Some(Message::Stop(answer)) => {
                let closed = c.close().map_err(|(_, e)| StoreError::sqlite(e));
                let _ = answer.send(closed);
                return;
            }
            None => return,
        }
    }
}

fn write_in_groups(mut c: Connection, mut jobs: Receiver<Message>, lock: Lock, watch: &Watch) {
    let mut stop = None;
    while stop.is_none() {
        match jobs.blocking_recv() {
            Some(Message::Run(first)) => stop = write_group(&mut c, first, &mut jobs, watch),
            Some(Message::Stop(answer)) => stop = Some(answer),
            None => break,
        }
    }
    // Whoever is still in the queue, or comes later, is told that the store is closed.
    drop(jobs);
    let folded = c.query_row(dialect::SQLITE_CHECKPOINT, [], |_| Ok(())).map_err(StoreError::sqlite);
    let closed = c.close().map_err(|(_, e)| StoreError::sqlite(e));
    drop(lock);
    if let Some(answer) = stop {
        let _ = answer.send(folded.and(closed));
    }
}

/// Runs `first` and whatever waits behind it, commits once, answers everyone. Returns who asked
/// to stop, if someone did meanwhile.
fn write_group(c: &mut Connection, first: Job, jobs: &mut Receiver<Message>, watch: &Watch) -> Option<oneshot::Sender<Result<()>>> {
    let mut stop = None;
    let mut next = Some(first);
    let mut size = 1;
    let begun = Instant::now();
    let mut take = |size: &mut usize| {
        if *size >= LARGEST_GROUP || begun.elapsed() >= LONGEST_GROUP {
            return None;
        }
        match jobs.try_recv().ok()? {
            Message::Run(job) => {
                *size += 1;
                Some(job)
            }
            Message::Stop(answer) => {
                stop = Some(answer);
                *size = LARGEST_GROUP;
                None
            }
        }
    };
    let refused = exec(c, "BEGIN IMMEDIATE").err();
    let mut ran = Vec::new();
    let mut lost = None;
    while let Some(job) = next {
        if let Some(error) = &refused {
            // Waiting again for each of them would only make the queue longer.
            job(Err(error.clone()));
        } else {
            let done = job(Ok(&mut *c));
            let failed = done.failed.clone();
            ran.push(done);
            if c.is_autocommit() {
                lost = Some(failed.unwrap_or_else(|| StoreError::other("the transaction was lost")));
                break;
            }
        }
        next = take(&mut size);
    }
    if refused.is_none() && lost.is_none() {
        let committing = Instant::now();
        lost = exec(c, "COMMIT").err();
        watch.committed(ran.len(), committing.elapsed());
    }
    if let Some(error) = &lost {
        tracing::error!(%error, writes = ran.len(), "a group of writes was lost");
    }
    if !c.is_autocommit() {
        let _ = exec(c, "ROLLBACK");
    }
    for done in ran {
        (done.answer)(lost.clone());
    }
    stop
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_goes_with_its_holder_whoever_else_has_the_file() {
        let folder = tempfile::TempDir::new().unwrap();
        let database = folder.path().join("socle.db");
        let lock = Lock::take(&database).unwrap();
        // what a child process has between its birth and its program
        let inherited = lock.0.try_clone().unwrap();
        assert!(matches!(Lock::take(&database), Err(StoreError::InUse { .. })));
        drop(lock);
        assert!(Lock::take(&database).is_ok());
        drop(inherited);
    }
}
