//! PostgreSQL: a pool of connections, a transaction per closure; answers go in groups (`postgres_group`).

use super::migrate::{self, State};
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
    Read,
    Write,
}

pub(super) struct Postgres {
    pool: Pool,
    connections: usize,
    groups: Groups,
    watch: Arc<Watch>,
}

impl Postgres {
    pub(super) async fn open(url: &str, options: &Options) -> Result<Self> {
        let postgres = Self::connect(url, options)?;
        postgres.migrate(options).await?;
        Ok(postgres)
    }

    /// The database as it is; its schema must be the one that is known.
    pub(super) async fn open_reader(url: &str, options: &Options) -> Result<Self> {
        let postgres = Self::connect(url, options)?;
        let known = options.migrations;
        let found = postgres.transact(Mode::Read, move |tx: &mut Tx<'_>| Box::pin(migrate::state(tx, known))).await?;
        if found != State::At(known.len()) {
            return Err(StoreError::migration("the schema is older than this program: start the server once to migrate it"));
        }
        Ok(postgres)
    }

    fn connect(url: &str, options: &Options) -> Result<Self> {
        let mut config: tokio_postgres::Config = url.parse().map_err(|e| StoreError::other(format!("the PostgreSQL address cannot be read: {e}")))?;
        if config.get_application_name().is_none() {
            config.application_name("socle");
        }
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(options.patience.max(Duration::from_secs(1)));
        }
        let pool = pool(&config, options, options.connections.max(1), dialect::POSTGRES_CONNECTION)?;
        let watch = Watch::new(Engine::Postgres, options.slow);
        let groups = Groups::new(pool_of_groups(&config, options)?, Arc::clone(&watch), options);
        Ok(Self { pool, connections: options.connections, groups, watch })
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
        F: Work<T, E>,
    {
        // A restart of the server breaks every pooled connection at once.
        let mut tries = self.connections + 1;
        let asked = Instant::now();
        loop {
            let mut client = self.connection().await?;
            let begin = client.build_transaction();
            let begin = match mode {
                // One snapshot for the whole closure, as SQLite gives.
                Mode::Read => begin.read_only(true).isolation_level(IsolationLevel::RepeatableRead),
                Mode::Write => begin.isolation_level(IsolationLevel::ReadCommitted),
            };
            let error = match begin.start().await {
                Ok(tx) => return run(tx, &self.watch, asked, mode, work).await,
                Err(error) => StoreError::postgres(&error),
            };
            // Nothing has run yet, so another connection may take over.
            drop(Object::take(client));
            tries -= 1;
            if tries == 0 || !matches!(error, StoreError::Unavailable { .. }) {
                return Err(error.into());
            }
            tracing::info!(%error, "a broken connection was replaced");
        }
    }

    /// Runs `work`, which reads with one statement, on a connection without a transaction: one way there and back instead of three.
    pub(super) async fn read_once<T, E, F>(&self, work: F) -> Result<T, E>
    where
        E: From<StoreError>,
        F: Work<T, E> + Clone,
    {
        let mut tries = self.connections + 1;
        let asked = Instant::now();
        loop {
            let client = self.connection().await?;
            let mut tx = Tx::once(On::PostgresOnce(&client), self.watch.begin(asked));
            let again = work.clone();
            let outcome = AssertUnwindSafe(async { again(&mut tx).await }).catch_unwind().await;
            let failed = tx.failed.take();
            drop(tx);
            tries -= 1;
            match failed {
                // It only reads: another connection may take over.
                Some(error @ StoreError::Unavailable { .. }) if tries > 0 => {
                    drop(Object::take(client));
                    tracing::info!(%error, "a broken connection was replaced");
                }
                failed => return super::settle(outcome, failed),
            }
        }
    }

    /// Records an answer with whoever else waits; alone where the group could not.
    pub(super) async fn record(&self, recording: Recording) -> Result<()> {
        match self.groups.record(recording).await? {
            Grouped::Recorded => Ok(()),
            Grouped::KeyTaken => Err(recordings::key_taken()),
            Grouped::Alone(recording) => {
                self.transact(Mode::Write, move |tx: &mut Tx<'_>| Box::pin(async move { recordings::write(tx, &recording).await })).await
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

async fn run<T, E, F>(tx: Transaction<'_>, watch: &Arc<Watch>, asked: Instant, mode: Mode, work: F) -> Result<T, E>
where
    E: From<StoreError>,
    F: Work<T, E>,
{
    let mut tx = Tx::watched(On::Postgres(tx), watch.begin(asked));
    let outcome = AssertUnwindSafe(async { work(&mut tx).await }).catch_unwind().await;
    let outcome = super::settle(outcome, tx.failed);
    let On::Postgres(tx) = tx.on else {
        return Err(StoreError::other("a transaction changed its engine").into());
    };
    match outcome {
        Ok(value) if mode == Mode::Write => {
            let committing = Instant::now();
            tx.commit().await.map_err(|e| StoreError::postgres(&e))?;
            watch.committed(1, committing.elapsed());
            Ok(value)
        }
        other => {
            // When even the rollback fails the connection is gone, and the transaction with it.
            let _ = tx.rollback().await;
            other
        }
    }
}
