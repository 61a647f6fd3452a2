//! Many rows into one table: on SQLite a prepared statement for each, on PostgreSQL the stream that it takes fastest.

use super::tx::{On, Tx};
use super::value::Value;
use crate::copy::Kind;
use crate::error::{Result, StoreError};
use std::pin::pin;
use tokio_postgres::binary_copy::BinaryCopyInWriter;
use tokio_postgres::types::Type;

/// How rows go into a table.
pub(crate) struct Load {
    /// One row.
    pub(crate) insert: &'static str,
    /// PostgreSQL: any number of them.
    pub(crate) copy: &'static str,
    /// Of each column.
    pub(crate) kinds: Vec<Kind>,
}

impl Tx<'_> {
    /// Adds rows, each with a value for every column.
    pub(crate) async fn load(&mut self, load: &Load, rows: &[Vec<Value>]) -> Result<()> {
        if !matches!(self.on, On::Postgres(_)) {
            for row in rows {
                self.execute(load.insert, row).await?;
            }
            return Ok(());
        }
        for row in rows {
            self.ready(row)?;
        }
        let On::Postgres(tx) = &self.on else {
            return Err(StoreError::other("a transaction changed its engine"));
        };
        let loaded = stream(tx, load, rows).await;
        loaded.map_err(|e| self.fail(load.copy, StoreError::postgres(&e)))
    }
}

async fn stream(tx: &deadpool_postgres::Transaction<'_>, load: &Load, rows: &[Vec<Value>]) -> std::result::Result<(), tokio_postgres::Error> {
    let types: Vec<Type> = load.kinds.iter().map(|kind| type_of(*kind)).collect();
    let mut writer = pin!(BinaryCopyInWriter::new(tx.copy_in(load.copy).await?, &types));
    for row in rows {
        writer.as_mut().write_raw(row).await?;
    }
    writer.finish().await.map(drop)
}

fn type_of(kind: Kind) -> Type {
    match kind {
        Kind::Id => Type::UUID,
        Kind::Blob => Type::BYTEA,
        Kind::Text => Type::TEXT,
        Kind::Int => Type::INT8,
        Kind::Bool => Type::BOOL,
        Kind::Real => Type::FLOAT8,
    }
}
