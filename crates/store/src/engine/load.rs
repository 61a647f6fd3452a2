//! Many rows into one table: on SQLite one prepared statement takes them all, on PostgreSQL the stream that it takes fastest.

use super::tx::{On, Tx, bind};
use super::value::Value;
use crate::dialect;
use crate::error::{Result, StoreError};
use std::pin::pin;
use tokio_postgres::binary_copy::BinaryCopyInWriter;

impl Tx<'_> {
    /// Adds many rows by the text that adds one, `INSERT INTO table (columns) VALUES (…)`. Returns how many. Keys and references hold
    /// as they do for one row; `ON CONFLICT` in the text does not.
    pub(crate) async fn load<R: AsRef<[Value]> + Send>(&mut self, insert: &'static str, rows: impl Iterator<Item = R> + Send) -> Result<u64> {
        self.ready(&[])?;
        let outcome = match &mut self.on {
            On::Sqlite(c) => load_sqlite(c, insert, rows),
            On::Postgres(tx) => load_postgres(tx, insert, rows).await,
            On::PostgresOnce(_) => Err(StoreError::other("rows are loaded in a transaction")),
        };
        outcome.map_err(|e| self.fail(insert, e))
    }
}

fn load_sqlite<R: AsRef<[Value]> + Send>(c: &rusqlite::Connection, insert: &str, rows: impl Iterator<Item = R>) -> Result<u64> {
    let mut statement = c.prepare_cached(insert).map_err(StoreError::sqlite)?;
    let mut loaded = 0;
    for row in rows {
        row.as_ref().iter().try_for_each(Value::check)?;
        bind(&mut statement, row.as_ref())?;
        statement.raw_execute().map_err(StoreError::sqlite)?;
        loaded += 1;
    }
    Ok(loaded)
}

async fn load_postgres<R: AsRef<[Value]> + Send>(
    tx: &deadpool_postgres::Transaction<'_>,
    insert: &'static str,
    rows: impl Iterator<Item = R> + Send,
) -> Result<u64> {
    let pg = |e: tokio_postgres::Error| StoreError::postgres(&e);
    // prepared for the types of its columns only
    let types = tx.prepare_cached(insert).await.map_err(pg)?.params().to_vec();
    let copy = dialect::postgres_copy(insert).ok_or_else(|| StoreError::other("rows are loaded by an INSERT with VALUES"))?;
    let sink = tx.copy_in(&copy).await.map_err(pg)?;
    let mut writer = pin!(BinaryCopyInWriter::new(sink, &types));
    for row in rows {
        row.as_ref().iter().try_for_each(Value::check)?;
        writer.as_mut().write_raw(row.as_ref()).await.map_err(pg)?;
    }
    writer.finish().await.map_err(pg)
}
