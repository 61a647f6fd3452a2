//! All SQL that only one engine understands. Everything else in this crate is one text for both.

use crate::engine::{Engine, Tx, Value};
use crate::error::Result;
use uuid::Uuid;

/// What every SQLite connection sets. `synchronous=FULL` is what makes an acknowledged write
/// survive a power cut; WAL is what lets readers and the writer not wait for each other.
pub(crate) const SQLITE_CONNECTION: &str = "
    PRAGMA busy_timeout = 5000;
    PRAGMA synchronous = FULL;
    PRAGMA foreign_keys = ON;
    PRAGMA temp_store = MEMORY;
    PRAGMA trusted_schema = OFF;
    PRAGMA journal_size_limit = 67108864;";

pub(crate) const SQLITE_WAL: &str = "PRAGMA journal_mode = WAL";
pub(crate) const SQLITE_SINGLE_FILE: &str = "PRAGMA journal_mode = DELETE";
pub(crate) const SQLITE_READ_ONLY: &str = "PRAGMA query_only = ON";
pub(crate) const SQLITE_CHECKPOINT: &str = "PRAGMA wal_checkpoint(TRUNCATE)";
pub(crate) const SQLITE_INTEGRITY: &str = "PRAGMA integrity_check";
/// A migration that rebuilds a table must drop the old one, and with foreign keys on SQLite would
/// delete what refers to it. They are off while migrating and checked before each commit.
pub(crate) const SQLITE_FOREIGN_KEYS_OFF: &str = "PRAGMA foreign_keys = OFF";
pub(crate) const SQLITE_FOREIGN_KEYS_CHECK: &str = "PRAGMA foreign_key_check";

/// What every PostgreSQL connection sets. Only a setting weaker than `on` is raised: an
/// administrator may ask for more (`remote_apply`).
pub(crate) const POSTGRES_CONNECTION: &str = "
    SELECT set_config('synchronous_commit', 'on', false)
      WHERE current_setting('synchronous_commit') IN ('off', 'local');
    SET idle_in_transaction_session_timeout = '60s';";

/// Held until the end of the transaction; the number is arbitrary and ours.
pub(crate) const POSTGRES_MIGRATION_LOCK: &str = "SELECT pg_advisory_xact_lock(7381620419)";

const SQLITE_TABLES: &str = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";
const POSTGRES_TABLES: &str = "SELECT CAST(tablename AS TEXT) FROM pg_tables WHERE schemaname = current_schema()";

const SQLITE_SIZE: &str = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size";
const POSTGRES_SIZE: &str = "SELECT pg_database_size(current_database())";

const POSTGRES_LOCK_PERSON: &str = "SELECT id FROM person WHERE id = $1 FOR UPDATE";

/// The names of the tables in the database (on PostgreSQL, in the current schema).
pub(crate) async fn tables(tx: &mut Tx<'_>) -> Result<Vec<String>> {
    let sql = match tx.engine() {
        Engine::Sqlite => SQLITE_TABLES,
        Engine::Postgres => POSTGRES_TABLES,
    };
    tx.all(sql, &[], |row| row.get(0)).await
}

/// The size of the database in bytes.
pub(crate) async fn size(tx: &mut Tx<'_>) -> Result<i64> {
    let sql = match tx.engine() {
        Engine::Sqlite => SQLITE_SIZE,
        Engine::Postgres => POSTGRES_SIZE,
    };
    tx.one(sql, &[], |row| row.get(0)).await
}

/// Keeps other transactions from adding rows that refer to this person until this one ends.
/// SQLite has one writer, so nothing is needed there.
pub(crate) async fn lock_person(tx: &mut Tx<'_>, id: Uuid) -> Result<()> {
    if tx.engine() == Engine::Postgres {
        tx.optional(POSTGRES_LOCK_PERSON, &[Value::Id(id)], |_| Ok(())).await?;
    }
    Ok(())
}

/// What the engine itself says of its file: `None` where it has no such check.
pub(crate) async fn integrity(tx: &mut Tx<'_>) -> Result<Option<Vec<String>>> {
    if tx.engine() == Engine::Postgres {
        return Ok(None);
    }
    let mut problems: Vec<String> = tx.all(SQLITE_INTEGRITY, &[], |row| row.get(0)).await?;
    problems.retain(|line| line != "ok");
    problems.extend(dangling(tx).await?);
    Ok(Some(problems))
}

/// The foreign keys of a SQLite file that name no row.
pub(crate) async fn dangling(tx: &mut Tx<'_>) -> Result<Vec<String>> {
    tx.all(SQLITE_FOREIGN_KEYS_CHECK, &[], |row| {
        let (from, to): (String, String) = (row.get(0)?, row.get(2)?);
        Ok(format!("a row of {from} names a missing row of {to}"))
    })
    .await
}
