//! An open transaction and the rows it gives back.

use super::value::{Column, Value};
use super::watch::Watched;
use crate::error::{Result, StoreError};
use deadpool_postgres::GenericClient;
use std::time::Instant;
use tokio_postgres::types::ToSql as ToPg;

/// Which database is behind a store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// The embedded one, in a file.
    Sqlite,
    /// The server.
    Postgres,
}

impl Engine {
    /// `sqlite` or `postgres`, for logs and figures.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        }
    }
}

/// One row; columns are read by their place in the statement, from 0.
pub struct Row<'r>(RowOf<'r>);

enum RowOf<'r> {
    Sqlite(&'r rusqlite::Row<'r>),
    Postgres(&'r tokio_postgres::Row),
}

impl Row<'_> {
    /// The column at `index`.
    pub fn get<T: Column>(&self, index: usize) -> Result<T> {
        match self.0 {
            RowOf::Sqlite(row) => T::from_sqlite(row.get_ref(index).map_err(StoreError::sqlite)?),
            RowOf::Postgres(row) => T::from_postgres(row, index),
        }
    }
}

/// An open transaction.
///
/// On SQLite its methods never wait; on PostgreSQL they await the server.
///
/// **The first error ends it.** PostgreSQL refuses every statement after a failed one and turns the
/// commit into a rollback without saying so; SQLite would carry on. So both behave alike: after an
/// error every further statement gives that error again, and nothing is committed even if the
/// closure returns `Ok`. To act on a conflict, let the transaction fail and start another, or
/// write the statement with `ON CONFLICT`.
pub struct Tx<'c> {
    pub(crate) on: On<'c>,
    pub(crate) failed: Option<StoreError>,
    /// How many statements may still run; none is as many as one likes.
    left: Option<u32>,
    /// Absent where nobody waits: migrating, copying.
    watched: Option<Watched>,
}

pub(crate) enum On<'c> {
    Sqlite(&'c mut rusqlite::Connection),
    Postgres(deadpool_postgres::Transaction<'c>),
    /// Outside a transaction: for one statement.
    PostgresOnce(&'c deadpool_postgres::Client),
}

impl<'c> Tx<'c> {
    pub(crate) fn new(on: On<'c>) -> Self {
        Self { on, failed: None, left: None, watched: None }
    }

    /// The same, under watch.
    pub(crate) fn watched(on: On<'c>, watched: Watched) -> Self {
        Self { watched: Some(watched), ..Self::new(on) }
    }

    /// For one statement, which is a snapshot by itself and needs no transaction.
    pub(crate) fn once(on: On<'c>, watched: Watched) -> Self {
        Self { left: Some(1), ..Self::watched(on, watched) }
    }

    /// Which engine runs this transaction.
    pub fn engine(&self) -> Engine {
        match self.on {
            On::Sqlite(_) => Engine::Sqlite,
            On::Postgres(_) | On::PostgresOnce(_) => Engine::Postgres,
        }
    }

    /// Runs a statement and says how many rows it touched.
    pub async fn execute(&mut self, sql: &'static str, args: &[Value]) -> Result<u64> {
        self.ready(args)?;
        let begun = Instant::now();
        let outcome = match &mut self.on {
            On::Sqlite(c) => execute_sqlite(c, sql, args),
            On::Postgres(tx) => execute_postgres(tx, sql, args).await,
            On::PostgresOnce(client) => execute_postgres(*client, sql, args).await,
        };
        self.ran(sql, begun);
        outcome.map_err(|e| self.fail(sql, e))
    }

    /// Reads every row, in the order of the statement.
    pub async fn all<T, F>(&mut self, sql: &'static str, args: &[Value], read: F) -> Result<Vec<T>>
    where
        T: Send,
        F: FnMut(&Row<'_>) -> Result<T> + Send,
    {
        self.ready(args)?;
        let begun = Instant::now();
        let outcome = match &mut self.on {
            On::Sqlite(c) => query_sqlite(c, sql, args, read),
            On::Postgres(tx) => query_postgres(tx, sql, args, read).await,
            On::PostgresOnce(client) => query_postgres(*client, sql, args, read).await,
        };
        self.ran(sql, begun);
        outcome.map_err(|e| self.fail(sql, e))
    }

    /// Reads the only row, if there is one. Several rows are a mistake in the statement, and an error.
    pub async fn optional<T, F>(&mut self, sql: &'static str, args: &[Value], read: F) -> Result<Option<T>>
    where
        T: Send,
        F: FnMut(&Row<'_>) -> Result<T> + Send,
    {
        let mut rows = self.all(sql, args, read).await?;
        if rows.len() > 1 {
            let error = StoreError::other(format!("{} rows where one was meant", rows.len()));
            return Err(self.fail(sql, error));
        }
        Ok(rows.pop())
    }

    /// Reads the row that must be there. No row is a mistake in the program, and an error.
    pub async fn one<T, F>(&mut self, sql: &'static str, args: &[Value], read: F) -> Result<T>
    where
        T: Send,
        F: FnMut(&Row<'_>) -> Result<T> + Send,
    {
        match self.optional(sql, args, read).await? {
            Some(value) => Ok(value),
            None => Err(self.fail(sql, StoreError::other("no row where one was meant"))),
        }
    }

    /// Prepares a statement without running it, and says how many columns it gives. For the test
    /// that holds every statement of this crate to both engines.
    pub async fn prepare(&mut self, sql: &'static str) -> Result<usize> {
        self.ready(&[])?;
        let outcome = match &mut self.on {
            On::Sqlite(c) => c.prepare(sql).map(|s| s.column_count()).map_err(StoreError::sqlite),
            On::Postgres(tx) => tx.prepare_cached(sql).await.map(|s| s.columns().len()).map_err(|e| StoreError::postgres(&e)),
            On::PostgresOnce(client) => client.prepare_cached(sql).await.map(|s| s.columns().len()).map_err(|e| StoreError::postgres(&e)),
        };
        outcome.map_err(|e| self.fail(sql, e))
    }

    /// Runs several statements without arguments: a migration.
    pub(crate) async fn batch(&mut self, sql: &str) -> Result<()> {
        self.ready(&[])?;
        let outcome = match &mut self.on {
            On::Sqlite(c) => c.execute_batch(sql).map_err(StoreError::sqlite),
            On::Postgres(tx) => tx.batch_execute(sql).await.map_err(|e| StoreError::postgres(&e)),
            On::PostgresOnce(client) => client.batch_execute(sql).await.map_err(|e| StoreError::postgres(&e)),
        };
        outcome.map_err(|e| self.fail(sql, e))
    }

    pub(super) fn ready(&mut self, args: &[Value]) -> Result<()> {
        if let Some(error) = &self.failed {
            return Err(error.clone());
        }
        if let Some(left) = &mut self.left {
            *left = left.checked_sub(1).ok_or_else(|| StoreError::other("a second statement where one was promised: it would see another snapshot"))?;
        }
        args.iter().try_for_each(Value::check)
    }

    fn ran(&self, sql: &str, begun: Instant) {
        if let Some(watched) = &self.watched {
            watched.ran(sql, begun);
        }
    }

    pub(super) fn fail(&mut self, sql: &str, error: StoreError) -> StoreError {
        if error.is_conflict() {
            tracing::debug!(%error, sql, "statement refused");
        } else {
            tracing::warn!(%error, sql, "statement failed");
        }
        self.failed.get_or_insert(error).clone()
    }
}

/// Gives each parameter its value. To SQLite `$2` is a name, not a number: it counts parameters in
/// the order in which they first appear, so binding by place would put values in wrong columns.
pub(super) fn bind(statement: &mut rusqlite::Statement<'_>, args: &[Value]) -> Result<()> {
    let mut most = 0;
    for index in 1..=statement.parameter_count() {
        let number: usize = statement
            .parameter_name(index)
            .and_then(|name| name.strip_prefix('$')?.parse().ok())
            .ok_or_else(|| StoreError::other("a parameter is not written $1, $2…"))?;
        let value = number.checked_sub(1).and_then(|place| args.get(place)).ok_or_else(|| StoreError::other(format!("${number} has no value")))?;
        most = most.max(number);
        statement.raw_bind_parameter(index, value).map_err(StoreError::sqlite)?;
    }
    if most == args.len() { Ok(()) } else { Err(StoreError::other("more values than parameters")) }
}

fn execute_sqlite(c: &rusqlite::Connection, sql: &str, args: &[Value]) -> Result<u64> {
    let mut statement = c.prepare_cached(sql).map_err(StoreError::sqlite)?;
    bind(&mut statement, args)?;
    statement.raw_execute().map(|n| n as u64).map_err(StoreError::sqlite)
}

fn query_sqlite<T>(c: &rusqlite::Connection, sql: &str, args: &[Value], mut read: impl FnMut(&Row<'_>) -> Result<T>) -> Result<Vec<T>> {
    let mut statement = c.prepare_cached(sql).map_err(StoreError::sqlite)?;
    bind(&mut statement, args)?;
    let mut rows = statement.raw_query();
    let mut found = Vec::new();
    while let Some(row) = rows.next().map_err(StoreError::sqlite)? {
        found.push(read(&Row(RowOf::Sqlite(row)))?);
    }
    Ok(found)
}

async fn query_postgres<T: Send>(
    client: &impl GenericClient,
    sql: &'static str,
    args: &[Value],
    mut read: impl FnMut(&Row<'_>) -> Result<T> + Send,
) -> Result<Vec<T>> {
    let pg = |e: tokio_postgres::Error| StoreError::postgres(&e);
    let statement = client.prepare_cached(sql).await.map_err(pg)?;
    let args: Vec<&(dyn ToPg + Sync)> = args.iter().map(|a| a as _).collect();
    let rows = client.query(&statement, &args).await.map_err(pg)?;
    rows.iter().map(|row| read(&Row(RowOf::Postgres(row)))).collect()
}

async fn execute_postgres(client: &impl GenericClient, sql: &'static str, args: &[Value]) -> Result<u64> {
    let pg = |e: tokio_postgres::Error| StoreError::postgres(&e);
    let statement = client.prepare_cached(sql).await.map_err(pg)?;
    client.execute_raw(&statement, args).await.map_err(pg)
}
