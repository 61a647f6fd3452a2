//! The two engines behind one `Store`.

mod backup;
mod load;
mod migrate;
mod outage;
mod pipe;
mod postgres;
mod postgres_group;
mod sqlite;
mod tx;
mod value;
mod watch;

pub use migrate::{MIGRATIONS, Migration};
pub(crate) use pipe::{Pipe, PipeEnd, pipe};
pub use tx::{Engine, Row, Tx};
pub use value::{Column, Value};
pub use watch::{Connections, Distribution, Figures};

use crate::error::{Result, StoreError};
use crate::recordings::{self, Recording};
use futures_util::future::BoxFuture;
use std::any::Any;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// How a store is opened. `Options::default()` suits a server.
#[derive(Debug, Clone)]
pub struct Options {
    /// SQLite: threads that read, each with its connection.
    pub readers: usize,
    /// SQLite: how many closures may wait for the writer, and how many for the readers. PostgreSQL: how many answers may wait.
    pub queue: usize,
    /// PostgreSQL: the most connections held open, besides the two that record answers in groups.
    pub connections: usize,
    /// How long a caller waits for a place in the queue or for a connection before
    /// [`StoreError::Busy`].
    pub patience: Duration,
    /// A statement or a commit that takes longer is named in the log, without its values.
    pub slow: Duration,
    /// PostgreSQL: how long a server that went away is waited for, from the first who missed it; then [`StoreError::Unavailable`].
    pub outage: Duration,
    /// The migrations to bring the database to. Only tests have a reason to change it.
    pub migrations: &'static [Migration],
}

impl Default for Options {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        Self {
            readers: cores.clamp(2, 8),
            queue: 1024,
            connections: 16,
            patience: Duration::from_secs(5),
            slow: Duration::from_millis(200),
            outage: Duration::from_secs(10),
            migrations: MIGRATIONS,
        }
    }
}

/// What `read` and `write` run: see [`Store::write`].
pub(crate) trait Work<T, E>: for<'t, 'c> FnOnce(&'t mut Tx<'c>) -> BoxFuture<'t, Result<T, E>> + Send + 'static {}
impl<T, E, F> Work<T, E> for F where F: for<'t, 'c> FnOnce(&'t mut Tx<'c>) -> BoxFuture<'t, Result<T, E>> + Send + 'static {}

/// A database, SQLite or PostgreSQL. Cheap to clone; every clone is the same database.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

enum Inner {
    Sqlite(sqlite::Sqlite),
    Postgres(postgres::Postgres),
}

impl Store {
    /// Opens `postgres://…` or `postgresql://…` as PostgreSQL, anything else as a SQLite file.
    pub async fn open(url_or_path: &str) -> Result<Self> {
        Self::open_with(url_or_path, &Options::default()).await
    }

    /// [`Store::open`] with chosen options.
    pub async fn open_with(url_or_path: &str, options: &Options) -> Result<Self> {
        let postgres = ["postgres://", "postgresql://"].iter().any(|scheme| url_or_path.starts_with(scheme));
        let inner = if postgres {
            Inner::Postgres(postgres::Postgres::open(url_or_path, options).await?)
        } else {
            let (path, options) = (PathBuf::from(url_or_path), options.clone());
            Inner::Sqlite(blocking(move || sqlite::Sqlite::open(&path, &options)).await?)
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// Opens, or creates, a SQLite file as its only server, and migrates it.
    ///
    /// # Errors
    /// [`StoreError::InUse`] when another server has it, [`StoreError::Migration`] when its schema
    /// is not one this program knows, [`StoreError::Corrupt`] when it is no database.
    pub async fn open_sqlite(path: impl AsRef<Path>) -> Result<Self> {
        Self::open_with(as_text(path.as_ref())?, &Options::default()).await
    }

    /// Opens an existing SQLite file to read it, beside a running server or not: for the command
    /// line. Writes answer [`StoreError::ReadOnly`]; nothing is migrated.
    pub async fn open_sqlite_reader(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref().to_owned();
        let sqlite = blocking(move || sqlite::Sqlite::open_reader(&path, &Options::default())).await?;
        Ok(Self { inner: Arc::new(Inner::Sqlite(sqlite)) })
    }

    /// Connects to PostgreSQL and migrates it. The address is libpq's; a Unix socket is written
    /// `postgres://user@/database?host=/path&port=5432`.
    pub async fn open_postgres(url: &str) -> Result<Self> {
        let postgres = postgres::Postgres::open(url, &Options::default()).await?;
        Ok(Self { inner: Arc::new(Inner::Postgres(postgres)) })
    }

    /// Connects to PostgreSQL to read it, beside a running server or not: for the command line. Nothing is migrated.
    pub async fn open_postgres_reader(url: &str) -> Result<Self> {
        let postgres = postgres::Postgres::open_reader(url, &Options::default()).await?;
        Ok(Self { inner: Arc::new(Inner::Postgres(postgres)) })
    }

    /// Which engine this is.
    pub fn engine(&self) -> Engine {
        match *self.inner {
            Inner::Sqlite(_) => Engine::Sqlite,
            Inner::Postgres(_) => Engine::Postgres,
        }
    }

    /// What it has done so far, and what waits now. Costs nothing that a statement would feel.
    pub fn figures(&self) -> Figures {
        match &*self.inner {
            Inner::Sqlite(sqlite) => sqlite.figures(),
            Inner::Postgres(postgres) => postgres.figures(),
        }
    }

    /// Runs `work` in a read-only transaction: one snapshot, in which every write that returned
    /// before this call is seen. May run `work` again when a connection turns out to be broken.
    ///
    /// ```no_run
    /// # async fn example(store: store::Store, id: uuid::Uuid) -> store::Result<()> {
    /// let person = store
    ///     .read(move |tx| Box::pin(store::people::by_id(tx, id)))
    ///     .await?;
    /// # Ok(()) }
    /// ```
    pub async fn read<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: for<'t, 'c> FnOnce(&'t mut Tx<'c>) -> BoxFuture<'t, Result<T, E>> + Clone + Send + 'static,
    {
        match &*self.inner {
            Inner::Sqlite(sqlite) => sqlite.read(work).await,
            Inner::Postgres(postgres) => postgres.transact(postgres::Mode::Read, work).await,
        }
    }

    /// Runs `work`, whose only statement reads. A statement is a snapshot by itself, so no transaction is begun for it: on
    /// PostgreSQL one way to the server and back instead of three. A second statement is an error. May run `work` again when a connection
    /// turns out to be broken.
    pub async fn read_once<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: for<'t, 'c> FnOnce(&'t mut Tx<'c>) -> BoxFuture<'t, Result<T, E>> + Clone + Send + 'static,
    {
        match &*self.inner {
            Inner::Sqlite(sqlite) => sqlite.read_once(work).await,
            Inner::Postgres(postgres) => postgres.read_once(work).await,
        }
    }

    /// Records an answer with the state it leads to, whole or not at all, together with whoever else is waiting: one commit carries
    /// them all, and nobody is told before it is on disk. What goes wrong with one does not touch the others.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] on `session(seq)` when the session is gone, is over or has moved on, on `answer(session_id,
    /// idempotency_key)` when the key served for another answer of the session. Where the connection was lost meanwhile, a conflict may
    /// also mean that this very recording is there already: the log says so.
    pub async fn record(&self, recording: Recording) -> Result<()> {
        recording.check()?;
        match &*self.inner {
            Inner::Sqlite(sqlite) => sqlite.write(move |tx: &mut Tx<'_>| Box::pin(async move { recordings::write(tx, &recording).await })).await,
            Inner::Postgres(postgres) => postgres.record(recording).await,
        }
    }

    /// Runs `work` in a transaction; when this returns `Ok`, the change is on disk.
    ///
    /// An `Err` from `work` rolls everything back and is returned as it is, so a use case can
    /// refuse with its own error. A panic is caught, rolled back and answered as
    /// [`StoreError::Other`]. `work` must wait for nothing except the database: on SQLite it
    /// shares one thread with every other write.
    ///
    /// When the future is dropped before it ends the outcome is open: the change is made whole or
    /// not at all.
    ///
    /// When the connection to PostgreSQL breaks before the commit, `work` is run again on another one, for as long as
    /// [`Options::outage`] says; whoever waits does not notice a restart. Where a commit was sent and not confirmed the server is
    /// asked what became of it; only when it cannot say is that [`StoreError::Unavailable`].
    ///
    /// ```no_run
    /// # async fn example(store: store::Store, id: uuid::Uuid, now: i64) -> store::Result<()> {
    /// store
    ///     .write(move |tx| Box::pin(async move {
    ///         store::people::touch(tx, id, now).await?;
    ///         Ok::<_, store::StoreError>(())
    ///     }))
    ///     .await?;
    /// # Ok(()) }
    /// ```
    pub async fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: for<'t, 'c> FnOnce(&'t mut Tx<'c>) -> BoxFuture<'t, Result<T, E>> + Clone + Send + 'static,
    {
        match &*self.inner {
            Inner::Sqlite(sqlite) => sqlite.write(work).await,
            Inner::Postgres(postgres) => postgres.transact(postgres::Mode::Write, work).await,
        }
    }

    /// [`Store::read`] for work that cannot be run twice: it is not, and a connection that breaks meanwhile is an error.
    pub async fn read_unrepeated<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: for<'t, 'c> FnOnce(&'t mut Tx<'c>) -> BoxFuture<'t, Result<T, E>> + Send + 'static,
    {
        match &*self.inner {
            Inner::Sqlite(sqlite) => sqlite.read(work).await,
            Inner::Postgres(postgres) => postgres.transact_unrepeated(postgres::Mode::Read, work).await,
        }
    }

    /// [`Store::write`] for work that cannot be run twice: it is not, and a connection that breaks meanwhile is an error.
    pub async fn write_unrepeated<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: for<'t, 'c> FnOnce(&'t mut Tx<'c>) -> BoxFuture<'t, Result<T, E>> + Send + 'static,
    {
        match &*self.inner {
            Inner::Sqlite(sqlite) => sqlite.write(work).await,
            Inner::Postgres(postgres) => postgres.transact_unrepeated(postgres::Mode::Write, work).await,
        }
    }

    /// Closes. On SQLite what waits is finished first, then the write-ahead log is folded into the
    /// file and the lock given back; on PostgreSQL a transaction under way ends by itself. Later calls answer [`StoreError::Unavailable`]. Closing twice is fine.
    pub async fn close(&self) -> Result<()> {
        match &*self.inner {
            Inner::Sqlite(sqlite) => sqlite.close().await,
            Inner::Postgres(postgres) => {
                postgres.close();
                Ok(())
            }
        }
    }

    /// Copies a SQLite database, while it is used, into a new file, and checks the copy.
    ///
    /// # Errors
    /// An existing `path` is refused. PostgreSQL is refused with the name of its own tool.
    pub async fn backup(&self, path: impl AsRef<Path>) -> Result<()> {
        match &*self.inner {
            Inner::Sqlite(sqlite) => {
                let (from, to) = (sqlite.path().to_owned(), path.as_ref().to_owned());
                blocking(move || backup::backup(&from, &to)).await
            }
            Inner::Postgres(_) => {
                Err(StoreError::other("PostgreSQL is backed up with its own tool: pg_dump --format=custom --file=FILE DATABASE (and restored with pg_restore)"))
            }
        }
    }

    /// Replaces the SQLite database at `to` with the backup `from`. No server may have it open.
    /// What was there is first copied (or, when damaged, moved) to a file beside it, whose path is
    /// returned.
    ///
    /// # Errors
    /// [`StoreError::InUse`] while a server runs; [`StoreError::Corrupt`] when the backup is
    /// damaged; [`StoreError::Migration`] when the backup comes from a newer program, or is older
    /// than the schema it would replace.
    pub async fn restore(from: impl AsRef<Path>, to: impl AsRef<Path>) -> Result<Option<PathBuf>> {
        let (from, to) = (from.as_ref().to_owned(), to.as_ref().to_owned());
        blocking(move || backup::restore(&from, &to, MIGRATIONS)).await
    }
}

fn as_text(path: &Path) -> Result<&str> {
    path.to_str().ok_or_else(|| StoreError::other("the path of the database is not UTF-8"))
}

async fn blocking<T: Send + 'static>(f: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    match tokio::task::spawn_blocking(f).await {
        Ok(outcome) => outcome,
        Err(error) => Err(StoreError::other(error.to_string())),
    }
}

/// The outcome of a closure: a panic becomes an error, and `Ok` after a failed statement does not count.
fn settle<T, E: From<StoreError>>(outcome: std::result::Result<Result<T, E>, Box<dyn Any + Send>>, failed: Option<StoreError>) -> Result<T, E> {
    match (outcome, failed) {
        (Err(panic), _) => {
            let message = panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("no message");
            tracing::error!(message, "a transaction panicked");
            Err(StoreError::other(format!("a transaction panicked: {message}")).into())
        }
        (Ok(Ok(_)), Some(error)) => Err(error.into()),
        (Ok(outcome), _) => outcome,
    }
}
