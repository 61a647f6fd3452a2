//! The imported versions of the competence framework.

use crate::{Result, Row, Tx};

statements! {
    INSERT = "INSERT INTO framework_import (version, body, imported_at) VALUES ($1, $2, $3)";
    LATEST = "SELECT version, body, imported_at FROM framework_import ORDER BY imported_at DESC, version DESC LIMIT 1";
    LIST = "SELECT version, imported_at FROM framework_import ORDER BY imported_at DESC, version DESC";
}

/// One imported version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrameworkImport {
    /// Its own name for itself, unique.
    pub version: String,
    /// JSON.
    pub body: String,
    /// Microseconds UTC.
    pub imported_at: i64,
}

/// A version as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrameworkSummary {
    /// Its own name for itself.
    pub version: String,
    /// Microseconds UTC.
    pub imported_at: i64,
}

fn read(row: &Row<'_>) -> Result<FrameworkImport> {
    Ok(FrameworkImport { version: row.get(0)?, body: row.get(1)?, imported_at: row.get(2)? })
}

/// Keeps a version. `Conflict` on `framework_import(version)` when it is there already.
pub async fn insert(tx: &mut Tx<'_>, framework: &FrameworkImport) -> Result<()> {
    let args = [framework.version.as_str().into(), framework.body.as_str().into(), framework.imported_at.into()];
    tx.execute(INSERT, &args).await.map(drop)
}

/// The version imported last.
pub async fn latest(tx: &mut Tx<'_>) -> Result<Option<FrameworkImport>> {
    tx.optional(LATEST, &[], read).await
}

/// Every version, the last imported first, without its body.
pub async fn list(tx: &mut Tx<'_>) -> Result<Vec<FrameworkSummary>> {
    tx.all(LIST, &[], |row| Ok(FrameworkSummary { version: row.get(0)?, imported_at: row.get(1)? })).await
}
