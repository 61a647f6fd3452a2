//! PostgreSQL: a pool of connections, a transaction per closure; answers go in groups (`postgres_group`). A restart of the server
//! is waited out (`outage`).

use super::migrate::{self, State};
use super::outage::{Outage, Wait};
use super::postgres_group::{Grouped, Groups};
use super::tx::{Engine, On, Tx};
use super::watch::{Connections, Figures, Watch};
use super::{Options, Work};
use crate::dialect;
use crate::error::{Result, StoreError};
use crate::recordings::{self, Recording};
use deadpool_postgres::{Hook, HookError, Manager, ManagerConfig, Object, Pool, RecyclingMethod, Runtime, Transaction};
use futures_util::FutureExt;
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant, SystemTime};
use tokio_postgres::{IsolationLevel, NoTls};

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// On one snapshot.
    Read,
    /// Once its commit was sent and no word came back it may be done: run again only when the server says that it is not.
    Write,
    /// Refuses by itself to be done twice, and so is run again without asking.
    Guarded,
}

pub(super) struct Postgres {
    pool: Pool,
    groups: Groups,
    outage: Arc<Outage>,
    watch: Arc<Watch>,
}

/// What became of a transaction.
enum Ended<T, E> {
    Settled(Result<T, E>),
    /// The connection broke. Nothing is committed, or running it again does no harm.
    Broken(StoreError),
    /// The connection broke between the commit of the transaction of this name and the word that it is done.
    Unconfirmed(String, StoreError),
}

impl Postgres {
    pub(super) async fn open(url: &str, options: &Options) -> Result<Self> {
        let postgres = Self::connect(url, options).await?;
        postgres.migrate(options).await?;
        Ok(postgres)
    }

    /// The database as it is; its schema must be the one that is known.
    pub(super) async fn open_reader(url: &str, options: &Options) -> Result<Self> {
        let postgres = Self::connect(url, options).await?;
        let known = options.migrations;
        let found = postgres.transact(Mode::Read, move |tx: &mut Tx<'_>| Box::pin(migrate::state(tx, known))).await?;
        if found != State::At(known.len()) {
            return Err(StoreError::migration("the schema is older than this program: start the server once to migrate it"));
        }
        Ok(postgres)
    }

    async fn connect(url: &str, options: &Options) -> Result<Self> {
        let mut config: tokio_postgres::Config = url.parse().map_err(|e| StoreError::other(format!("the PostgreSQL address cannot be read: {e}")))?;
        if config.get_application_name().is_none() {
            config.application_name("socle");
        }
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(options.patience.max(Duration::from_secs(1)));
        }
        let pool = pool(&config, options, options.connections.max(1), dialect::POSTGRES_CONNECTION)?;
        let (outage, watch) = (Arc::new(Outage::new(options.outage)), Watch::new(Engine::Postgres, options.slow));
        let groups = Groups::new(pool_of_groups(&config, options)?, options, Arc::clone(&outage), Arc::clone(&watch));
        let postgres = Self { pool, groups, outage, watch };
        // An address that leads nowhere is said at once: whoever starts a server is there to read it.
        drop(postgres.connection().await?);
        Ok(postgres)
    }

    async fn migrate(&self, options: &Options) -> Result<()> {
        let migrations = options.migrations;
        loop {
            let applied: Option<String> = self
                .transact(Mode::Write, move |tx: &mut Tx<'_>| {
                    Box::pin(async move {
                        // Several servers may start at once: one migrates, the others wait, then see it done.
                        tx.batch(dialect::POSTGRES_MIGRATION_LOCK).await?;
                        migrate::step(tx, migrations, SystemTime::now()).await
                    })
                })
                .await?;
            match applied {
                Some(name) => tracing::info!(name, "migration applied"),
                None => return Ok(()),
            }
        }
    }

    pub(super) fn figures(&self) -> Figures {
        let (own, groups) = (self.pool.status(), self.groups.status());
        Figures {
            writes_waiting: self.groups.waiting() as u64,
            reads_waiting: own.waiting as u64,
            connections: Connections {
                most: (own.max_size + groups.max_size) as u64,
                open: (own.size + groups.size) as u64,
                idle: (own.available + groups.available) as u64,
            },
            ..self.watch.figures()
        }
    }

    /// A connection of the pool, which may be broken.
    async fn connection(&self) -> Result<Object> {
        self.pool.get().await.map_err(|e| {
            let error = StoreError::pool(&e);
            if error == StoreError::Busy {
                self.watch.refused();
            }
            error
        })
    }

    pub(super) async fn transact<T, E, F>(&self, mode: Mode, work: F) -> Result<T, E>
    where
        E: From<StoreError>,
        F: Work<T, E> + Clone,
    {
        let (mut wait, asked) = (self.outage.wait(), Instant::now());
        loop {
            let error = match self.connection().await {
                Err(error) => error,
                Ok(mut client) => match attempt(&mut client, (&self.watch, asked), mode, &mut Some(work.clone())).await {
                    Ended::Settled(outcome) => {
                        self.outage.over();
                        return outcome;
                    }
                    Ended::Broken(error) => self.broke(client, error),
                    Ended::Unconfirmed(transaction, error) => {
                        let error = self.broke(client, error);
                        if !self.was_undone(&mut wait, &transaction).await {
                            return Err(error.into());
                        }
                        error
                    }
                },
            };
            self.again(&mut wait, error).await?;
        }
    }

    /// Whether a transaction whose commit was not confirmed has certainly not been committed. "Committed" is not believed: a server
    /// that crashed gives the name of a transaction which it lost to another one.
    async fn was_undone(&self, wait: &mut Wait, transaction: &str) -> bool {
        loop {
            match self.outcome(transaction).await {
                Ok(outcome) if outcome.as_deref() == Some("aborted") => return true,
                // another connection has seen the break before its own server did
                Ok(outcome) if outcome.as_deref() == Some("in progress") && wait.again(&self.outage).await => {}
                Ok(_) => return false,
                Err(error) => {
                    if self.again(wait, error).await.is_err() {
                        return false;
                    }
                }
            }
        }
    }

    async fn outcome(&self, transaction: &str) -> Result<Option<String>> {
        let client = self.pool.get().await.map_err(|e| StoreError::pool(&e))?;
        let row = client.query_one(dialect::POSTGRES_OUTCOME, &[&transaction]).await;
        row.and_then(|row| row.try_get(0)).map_err(|e| self.broke(client, StoreError::postgres(&e)))
    }

    /// The same for work that cannot be run again: once its transaction has begun, a broken connection is an error.
    pub(super) async fn transact_unrepeated<T, E, F>(&self, mode: Mode, work: F) -> Result<T, E>
    where
        E: From<StoreError>,
        F: Work<T, E>,
    {
        let (mut wait, asked) = (self.outage.wait(), Instant::now());
        let mut work = Some(work);
        loop {
            let error = match self.connection().await {
                Err(error) => error,
                Ok(mut client) => match attempt(&mut client, (&self.watch, asked), mode, &mut work).await {
                    Ended::Settled(outcome) => return outcome,
                    Ended::Broken(error) | Ended::Unconfirmed(_, error) => self.broke(client, error),
                },
            };
            if work.is_none() {
                return Err(error.into());
            }
            self.again(&mut wait, error).await?;
        }
    }

    /// Runs `work`, which reads with one statement, on a connection without a transaction: one way there and back instead of three.
    pub(super) async fn read_once<T, E, F>(&self, work: F) -> Result<T, E>
    where
        E: From<StoreError>,
        F: Work<T, E> + Clone,
    {
        let (mut wait, asked) = (self.outage.wait(), Instant::now());
        loop {
            let error = match self.connection().await {
                Err(error) => error,
                Ok(client) => {
                    let mut tx = Tx::once(On::PostgresOnce(&client), self.watch.begin(asked));
                    let again = work.clone();
                    let outcome = AssertUnwindSafe(async { again(&mut tx).await }).catch_unwind().await;
                    let failed = tx.failed.take();
                    drop(tx);
                    match failed {
                        Some(error @ StoreError::Unavailable { .. }) => self.broke(client, error),
                        failed => {
                            self.outage.over();
                            return super::settle(outcome, failed);
                        }
                    }
                }
            };
            self.again(&mut wait, error).await?;
        }
    }

    /// Where one connection broke the others may have, too: the next try makes a new one.
    fn broke(&self, client: Object, error: StoreError) -> StoreError {
        drop(Object::take(client));
        self.pool.retain(|_, _| false);
        error
    }

    /// Returns when it is time to try again; gives the error back when it is not one that passes, or has lasted too long.
    async fn again(&self, wait: &mut Wait, error: StoreError) -> Result<()> {
        if self.pool.is_closed() || !matches!(error, StoreError::Unavailable { .. }) || !wait.again(&self.outage).await {
            return Err(error);
        }
        tracing::info!(%error, "the database is away: asked again");
        Ok(())
    }

    /// Records an answer with whoever else waits; alone where the group could not.
    pub(super) async fn record(&self, recording: Recording) -> Result<()> {
        match self.groups.record(recording).await? {
            Grouped::Recorded => Ok(()),
            Grouped::KeyTaken => Err(recordings::key_taken()),
            Grouped::Alone(recording) => {
                self.transact(Mode::Guarded, move |tx: &mut Tx<'_>| Box::pin(async move { recordings::write(tx, &recording).await })).await
            }
        }
    }

    pub(super) fn close(&self) {
        self.pool.close();
        self.groups.close();
    }
}

fn pool_of_groups(config: &tokio_postgres::Config, options: &Options) -> Result<Pool> {
    static SETTINGS: LazyLock<String> = LazyLock::new(|| format!("{}{}", dialect::POSTGRES_CONNECTION, dialect::POSTGRES_GROUP_CONNECTION));
    pool(config, options, super::postgres_group::GROUPS, &SETTINGS)
}

/// Connections that begin with these settings.
fn pool(config: &tokio_postgres::Config, options: &Options, connections: usize, settings: &'static str) -> Result<Pool> {
    // `Fast` asks nothing of the server when a connection is taken: `transact` finds a broken
    // one by its failed BEGIN, which saves a round trip per transaction.
    let manager = Manager::from_config(config.clone(), NoTls, ManagerConfig { recycling_method: RecyclingMethod::Fast });
    Pool::builder(manager)
        .max_size(connections)
        .runtime(Runtime::Tokio1)
        .wait_timeout(Some(options.patience))
        .create_timeout(Some(options.patience.max(Duration::from_secs(1))))
        .post_create(Hook::async_fn(move |client, _| Box::pin(async move { client.batch_execute(settings).await.map_err(HookError::Backend) })))
        .build()
        .map_err(|e| StoreError::other(e.to_string()))
}

/// Begins a transaction, and once it has begun takes `work` and runs it.
async fn attempt<T, E, F>(client: &mut Object, watched: (&Arc<Watch>, Instant), mode: Mode, work: &mut Option<F>) -> Ended<T, E>
where
    E: From<StoreError>,
    F: Work<T, E>,
{
    let begin = client.build_transaction();
    let begin = match mode {
        // One snapshot for the whole closure, as SQLite gives.
        Mode::Read => begin.read_only(true).isolation_level(IsolationLevel::RepeatableRead),
        Mode::Write | Mode::Guarded => begin.isolation_level(IsolationLevel::ReadCommitted),
    };
    match (begin.start().await, work.take()) {
        (Ok(tx), Some(taken)) => run(tx, watched, mode, taken).await,
        (Ok(_), None) => ended(StoreError::other("work that was done already")),
        (Err(error), kept) => {
            *work = kept;
            ended(StoreError::postgres(&error))
        }
    }
}

async fn run<T, E, F>(tx: Transaction<'_>, (watch, asked): (&Arc<Watch>, Instant), mode: Mode, work: F) -> Ended<T, E>
where
    E: From<StoreError>,
    F: Work<T, E>,
{
    let mut tx = Tx::watched(On::Postgres(tx), watch.begin(asked));
    let outcome = AssertUnwindSafe(async { work(&mut tx).await }).catch_unwind().await;
    let failed = tx.failed.take();
    let On::Postgres(tx) = tx.on else {
        return ended(StoreError::other("a transaction changed its engine"));
    };
    if let Some(error @ StoreError::Unavailable { .. }) = failed {
        // Whatever the closure made of it: the transaction went with its connection.
        let _ = tx.rollback().await;
        return Ended::Broken(error);
    }
    match super::settle(outcome, failed) {
        Ok(value) if mode != Mode::Read => commit(tx, watch, mode, value).await,
        other => {
            // When even the rollback fails the connection is gone, and the transaction with it.
            let _ = tx.rollback().await;
            Ended::Settled(other)
        }
    }
}

async fn commit<T, E: From<StoreError>>(tx: Transaction<'_>, watch: &Watch, mode: Mode, value: T) -> Ended<T, E> {
    let name = match mode {
        Mode::Write => match name_of(&tx).await {
            Ok(name) => name,
            Err(error) => return ended(error),
        },
        Mode::Read | Mode::Guarded => None,
    };
    let committing = Instant::now();
    match (tx.commit().await.map_err(|e| StoreError::postgres(&e)), name) {
        (Ok(()), _) => {
            watch.committed(1, committing.elapsed());
            Ended::Settled(Ok(value))
        }
        (Err(error @ StoreError::Unavailable { .. }), Some(name)) => Ended::Unconfirmed(name, error),
        (Err(error), _) => ended(error),
    }
}

/// The name under which the outcome of a transaction can be asked for; none when it has changed nothing.
async fn name_of(tx: &Transaction<'_>) -> Result<Option<String>> {
    let pg = |e: tokio_postgres::Error| StoreError::postgres(&e);
    let statement = tx.prepare_cached(dialect::POSTGRES_TRANSACTION).await.map_err(pg)?;
    tx.query_one(&statement, &[]).await.and_then(|row| row.try_get(0)).map_err(pg)
}

/// What an error outside the closure makes of its transaction.
fn ended<T, E: From<StoreError>>(error: StoreError) -> Ended<T, E> {
    match error {
        StoreError::Unavailable { .. } => Ended::Broken(error),
        other => Ended::Settled(Err(other.into())),
    }
}
