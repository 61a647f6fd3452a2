//! All SQL that only one engine understands. Everything else in this crate is one text for both.

use crate::engine::{Engine, Row, Tx, Value};
use crate::error::Result;
use crate::maintenance::Server;
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

/// What a connection that records answers in groups sets besides: the plan of [`POSTGRES_RECORD`] is made once, and always goes from
/// the answers to their sessions by key, however small the table was when the plan was made.
pub(crate) const POSTGRES_GROUP_CONNECTION: &str = "
    SET plan_cache_mode = force_generic_plan;
    SET enable_seqscan = off;
    SET enable_hashjoin = off;
    SET enable_mergejoin = off;
    SET jit = off;";

/// Answers with the states they lead to, any number of sessions at once, each named once: one statement, hence one transaction, one
/// way there and back, one flush to disk.
///
/// A row is held when its session stands where the recording expects it and nobody else has it in hand: no group ever waits for a
/// lock. A held row whose key served before is not logged, and a state is saved only with its answer. Gives back each session
/// held and whether it was logged. The last column divides by zero, and so undoes everything, should an answer ever be
/// logged without its state.
pub(crate) const POSTGRES_RECORD: &str = "
    WITH new AS MATERIALIZED (
        SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::text[], $4::bytea[], $5::text[], $6::text[], $7::text[], $8::bigint[],
            $9::bigint[], $10::bigint[], $11::bigint[], $12::text[], $13::bigint[], $14::bigint[], $15::text[], $16::bytea[], $17::text[])
        AS new (session_id, seq, item_id, item_hash, parameters, shown, response, category, categories, elapsed, at, idempotency_key,
            expected_seq, new_seq, status, state, result)
    ), held AS MATERIALIZED (
        SELECT new.* FROM new JOIN session
        ON session.id = new.session_id AND session.seq = new.expected_seq AND session.finished_at IS NULL
        FOR NO KEY UPDATE OF session SKIP LOCKED
    ), logged AS (
        INSERT INTO answer (session_id, seq, item_id, item_hash, parameters, shown, response, category, categories, elapsed, at, idempotency_key)
        SELECT session_id, seq, item_id, item_hash, parameters, shown, response, category, categories, elapsed, at, idempotency_key FROM held
        ON CONFLICT DO NOTHING RETURNING session_id
    ), saved AS (
        UPDATE session SET seq = held.new_seq, status = held.status, state = held.state, updated_at = held.at,
            finished_at = CASE WHEN held.result IS NULL THEN NULL ELSE held.at END
        FROM held JOIN logged ON logged.session_id = held.session_id
        WHERE session.id = held.session_id RETURNING session.id
    ), finished AS (
        INSERT INTO result (session_id, body, at)
        SELECT held.session_id, held.result, held.at FROM held JOIN logged ON logged.session_id = held.session_id
        WHERE held.result IS NOT NULL
    ), took_part AS (
        UPDATE participation SET finished_at = held.at
        FROM held JOIN logged ON logged.session_id = held.session_id
        WHERE participation.session_id = held.session_id AND held.result IS NOT NULL AND participation.finished_at IS NULL
    )
    SELECT held.session_id, logged.session_id IS NOT NULL,
        1 / (CASE WHEN logged.session_id IS NULL OR saved.id IS NOT NULL THEN 1 ELSE 0 END)
    FROM held LEFT JOIN logged ON logged.session_id = held.session_id LEFT JOIN saved ON saved.id = held.session_id";

/// Claims mails as [`crate::mails`] does, and passes over those that another server is claiming at this moment: waiting for them would
/// only tell that they are gone, while others are due.
pub(crate) const POSTGRES_CLAIM: &str = "
    UPDATE mail SET claimed_until = $2, attempts = attempts + 1
    WHERE id IN (
        SELECT id FROM mail
        WHERE status = 'waiting' AND next_at <= $1 AND (claimed_until IS NULL OR claimed_until < $1)
        ORDER BY next_at LIMIT $3 FOR UPDATE SKIP LOCKED)
    RETURNING id, person_id, recipient, subject, body_text, body_html, attempts, next_at, created_at, unsubscribe";

/// Until the end of the transaction, what a row refers to may come after it. PostgreSQL does so where a table may refer to itself: those
/// references are `DEFERRABLE` in their migrations.
const SQLITE_REFERENCES_LATER: &str = "PRAGMA defer_foreign_keys = ON";
const POSTGRES_REFERENCES_LATER: &str = "SET CONSTRAINTS ALL DEFERRED";

/// What streams into PostgreSQL the rows that this statement would add one by one.
pub(crate) fn postgres_copy(insert: &str) -> Option<String> {
    let (table, _) = insert.strip_prefix("INSERT INTO ")?.split_once(" VALUES ")?;
    Some(format!("COPY {table} FROM STDIN BINARY"))
}

/// Held until the end of the transaction; the number is arbitrary and ours.
pub(crate) const POSTGRES_MIGRATION_LOCK: &str = "SELECT pg_advisory_xact_lock(7381620419)";

/// The name of the transaction under way, if it has changed anything.
pub(crate) const POSTGRES_TRANSACTION: &str = "SELECT CAST(pg_current_xact_id_if_assigned() AS TEXT)";

/// What became of the transaction of that name.
pub(crate) const POSTGRES_OUTCOME: &str = "SELECT pg_xact_status(CAST(CAST($1 AS TEXT) AS xid8))";

/// `maintenance::PEOPLE` for SQLite, which would otherwise look for everybody without an address by the unique key of addresses and sort
/// them: 0.8 s an hour for every other write to wait, with 380,000 of them. It has one writer: nobody comes back meanwhile.
const SQLITE_FORGET_PEOPLE: &str = "DELETE FROM person WHERE id IN (
    SELECT id FROM person INDEXED BY person_anonymous WHERE email_folded IS NULL AND last_seen_at < $1 ORDER BY last_seen_at LIMIT $2)";

const SQLITE_TABLES: &str = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";
const POSTGRES_TABLES: &str = "SELECT CAST(tablename AS TEXT) FROM pg_tables WHERE schemaname = current_schema()";

const SQLITE_SIZE: &str = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size";
const POSTGRES_SIZE: &str = "SELECT pg_database_size(current_database())";

/// What was set before this connection set anything (`reset_val`).
const POSTGRES_SERVER: &str = "
    SELECT CAST(current_setting('server_version_num') AS BIGINT),
        CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000000 AS BIGINT),
        current_setting('server_encoding'),
        current_setting('fsync') = 'on',
        current_setting('full_page_writes') = 'on',
        (SELECT reset_val FROM pg_settings WHERE name = 'synchronous_commit'),
        CAST(current_setting('max_connections') AS BIGINT)";
/// One who purges this schema at a time, until the end of the transaction.
const POSTGRES_PURGE_LOCK: &str = "SELECT pg_try_advisory_xact_lock(738162042, hashtext(current_schema()))";

/// One who changes what people may do at a time, until the end of the transaction: of two who take the last role from each other, the
/// second must see what the first has done.
const POSTGRES_LOCK_ROLES: &str = "SELECT pg_advisory_xact_lock(738162043, hashtext(current_schema()))";

const POSTGRES_LOCK_PERSON: &str = "SELECT id FROM person WHERE id = $1 FOR UPDATE";

/// The statement that claims mails: where there is one server at a time, the one of both engines.
pub(crate) fn claim(tx: &Tx<'_>, both: &'static str) -> &'static str {
    match tx.engine() {
        Engine::Sqlite => both,
        Engine::Postgres => POSTGRES_CLAIM,
    }
}

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

/// How the server is set; `None` on SQLite, where every connection sets what it needs.
pub(crate) async fn server(tx: &mut Tx<'_>) -> Result<Option<Server>> {
    if tx.engine() == Engine::Sqlite {
        return Ok(None);
    }
    let read = |row: &Row<'_>| {
        Ok(Server {
            version: row.get(0)?,
            now: row.get(1)?,
            encoding: row.get(2)?,
            fsync: row.get(3)?,
            full_page_writes: row.get(4)?,
            synchronous_commit: row.get(5)?,
            max_connections: row.get(6)?,
        })
    };
    tx.one(POSTGRES_SERVER, &[], read).await.map(Some)
}

/// The statement that forgets people without an address: this engine's, or the one given.
pub(crate) fn forget_people(tx: &Tx<'_>, otherwise: &'static str) -> &'static str {
    match tx.engine() {
        Engine::Sqlite => SQLITE_FORGET_PEOPLE,
        Engine::Postgres => otherwise,
    }
}

/// Keeps other transactions from adding rows that refer to this person until this one ends.
/// SQLite has one writer, so nothing is needed there.
pub(crate) async fn lock_person(tx: &mut Tx<'_>, id: Uuid) -> Result<()> {
    if tx.engine() == Engine::Postgres {
        tx.optional(POSTGRES_LOCK_PERSON, &[Value::Id(id)], |_| Ok(())).await?;
    }
    Ok(())
}

/// Keeps other transactions from changing what people may do until this one ends. SQLite has one writer.
pub(crate) async fn lock_roles(tx: &mut Tx<'_>) -> Result<()> {
    if tx.engine() == Engine::Postgres {
        tx.optional(POSTGRES_LOCK_ROLES, &[], |_| Ok(())).await?;
    }
    Ok(())
}

/// Lets rows be written before those of their own table that they refer to, until this transaction ends: it fails if they did not come.
pub(crate) async fn references_later(tx: &mut Tx<'_>) -> Result<()> {
    let sql = match tx.engine() {
        Engine::Sqlite => SQLITE_REFERENCES_LATER,
        Engine::Postgres => POSTGRES_REFERENCES_LATER,
    };
    tx.execute(sql, &[]).await.map(drop)
}

/// Whether this transaction may purge: of two that delete the same rows and all that hangs on them, each could wait for the other.
/// SQLite has one writer.
pub(crate) async fn purges_alone(tx: &mut Tx<'_>) -> Result<bool> {
    match tx.engine() {
        Engine::Sqlite => Ok(true),
        Engine::Postgres => tx.one(POSTGRES_PURGE_LOCK, &[], |row| row.get(0)).await,
    }
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
