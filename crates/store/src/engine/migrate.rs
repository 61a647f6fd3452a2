//! Migrations: the same numbers and names on both engines, each in its transaction, each with the
//! checksum of the text that was applied.

use super::tx::{Engine, Tx};
use crate::dialect;
use crate::error::{Result, StoreError};
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::time::{SystemTime, UNIX_EPOCH};

/// One step of the schema, written for each engine.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    /// From 1, without a gap.
    pub number: i64,
    /// The name of the file, without its number.
    pub name: &'static str,
    /// The text for SQLite.
    pub sqlite: &'static str,
    /// The text for PostgreSQL.
    pub postgres: &'static str,
}

macro_rules! migrations {
    ($($number:literal $name:literal $file:literal),* $(,)?) => { &[ $( Migration {
        number: $number,
        name: $name,
        sqlite: include_str!(concat!("../../migrations/sqlite/", $file)),
        postgres: include_str!(concat!("../../migrations/postgres/", $file)),
    } ),* ] };
}

/// The migrations of this program, in order. A text that was released is never edited.
pub const MIGRATIONS: &[Migration] = migrations![
    1 "start" "0001_start.sql",
    2 "audit" "0002_audit.sql",
    3 "workshop" "0003_workshop.sql",
    4 "evidence" "0004_evidence.sql",
    5 "workshop_mail" "0005_workshop_mail.sql",
    6 "reports" "0006_reports.sql",
    7 "organisations" "0007_organisations.sql",
    8 "campaigns" "0008_campaigns.sql",
    9 "trainings" "0009_trainings.sql",
    10 "exams" "0010_exams.sql",
    11 "certificates" "0011_certificates.sql",
    12 "learning" "0012_learning.sql",
    13 "offers" "0013_offers.sql",
];

// One text for both engines, as it must exist before either folder is read.
const TABLE: &str =
    "CREATE TABLE schema_migration (number BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at BIGINT NOT NULL)";
const APPLIED: &str = "SELECT number, name, checksum FROM schema_migration ORDER BY number";
const RECORD: &str = "INSERT INTO schema_migration (number, name, checksum, applied_at) VALUES ($1, $2, $3, $4)";

impl Migration {
    fn text(&self, engine: Engine) -> &'static str {
        match engine {
            Engine::Sqlite => self.sqlite,
            Engine::Postgres => self.postgres,
        }
    }

    fn checksum(&self, engine: Engine) -> String {
        let digest = Sha256::digest(self.text(engine).as_bytes());
        digest.iter().fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
    }

    fn file(&self) -> String {
        format!("{:04}_{}", self.number, self.name)
    }
}

/// Where a database stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// No table at all.
    Empty,
    /// This many of the known migrations are applied.
    At(usize),
}

/// Compares what the database says was applied with what this program knows.
pub(super) async fn state(tx: &mut Tx<'_>, known: &[Migration]) -> Result<State> {
    let tables = dialect::tables(tx).await?;
    if !tables.iter().any(|t| t == "schema_migration") {
        return if tables.is_empty() {
            Ok(State::Empty)
        } else {
            Err(StoreError::migration("the database holds tables, but it is not a Socle database: name another one"))
        };
    }
    let applied: Vec<(i64, String, String)> = tx.all(APPLIED, &[], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).await?;
    for (index, (number, name, checksum)) in applied.iter().enumerate() {
        let Some(migration) = known.get(index) else {
            return Err(StoreError::migration(format!("migration {number:04}_{name} is unknown to this program: the database was used by a newer version")));
        };
        if migration.number != *number || migration.name != name {
            return Err(StoreError::migration(format!("migration {number:04}_{name} was applied where this program expects {}", migration.file())));
        }
        if migration.checksum(tx.engine()) != *checksum {
            return Err(StoreError::migration(format!("migration {} was changed after it was applied", migration.file())));
        }
    }
    Ok(State::At(applied.len()))
}

/// Applies the next migration, if any is left, and returns its name. The caller commits.
pub(super) async fn step(tx: &mut Tx<'_>, known: &[Migration], now: SystemTime) -> Result<Option<String>> {
    let done = match state(tx, known).await? {
        State::Empty => {
            tx.batch(TABLE).await?;
            0
        }
        State::At(done) => done,
    };
    let Some(next) = known.get(done) else {
        return Ok(None);
    };
    let engine = tx.engine();
    tx.batch(next.text(engine)).await.map_err(|e| match e {
        StoreError::Other { why } => StoreError::migration(format!("migration {} failed: {why}", next.file())),
        other => other,
    })?;
    if engine == Engine::Sqlite
        && let Some(first) = dialect::dangling(tx).await?.first()
    {
        return Err(StoreError::migration(format!("migration {} would break the data: {first}", next.file())));
    }
    let micros = now.duration_since(UNIX_EPOCH).map_or(0, |d| d.as_micros() as i64);
    let args = [next.number.into(), next.name.into(), next.checksum(engine).into(), micros.into()];
    tx.execute(RECORD, &args).await?;
    Ok(Some(next.file()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn migrations_are_numbered_without_a_gap() {
        for (index, migration) in MIGRATIONS.iter().enumerate() {
            assert_eq!(migration.number, index as i64 + 1);
        }
    }

    #[test]
    fn every_migration_file_is_embedded_and_both_folders_hold_the_same_names() {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations");
        let expected: Vec<String> = MIGRATIONS.iter().map(|m| format!("{}.sql", m.file())).collect();
        for engine in ["sqlite", "postgres"] {
            let mut names: Vec<String> =
                std::fs::read_dir(format!("{root}/{engine}")).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
            names.sort();
            assert_eq!(names, expected, "{engine}");
        }
    }
}
