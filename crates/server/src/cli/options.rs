//! What every command can be told.

use std::path::PathBuf;

use clap::Args;
use store::Store;

use crate::service::content::Files;

/// Options of all commands; each can stand in the environment.
#[derive(Debug, Args)]
#[command(next_help_heading = "Installation")]
pub(super) struct Options {
    /// Folder of the embedded database, its backups and undelivered mail.
    #[arg(long, env = "SOCLE_DATA", default_value = "data", global = true)]
    pub(super) data: PathBuf,
    /// A PostgreSQL address (`postgres://…`) instead of the embedded database.
    #[arg(long, env = "SOCLE_DATABASE_URL", hide_env_values = true, global = true)]
    pub(super) database_url: Option<String>,
    /// A content folder instead of the copy inside the program.
    #[arg(long, env = "SOCLE_CONTENT", global = true)]
    pub(super) content: Option<PathBuf>,
}

impl Options {
    /// Where content is read from.
    pub(super) fn files(&self) -> Files {
        self.content.clone().map_or(Files::Embedded, Files::Folder)
    }

    /// The database file.
    pub(super) fn file(&self) -> PathBuf {
        self.data.join("socle.db")
    }

    /// Opens the database, creating it when there is none.
    pub(super) async fn store(&self) -> Result<Store, String> {
        if let Some(url) = &self.database_url {
            return Store::open_postgres(url).await.map_err(|e| e.to_string());
        }
        std::fs::create_dir_all(&self.data).map_err(|e| format!("{}: {e}", self.data.display()))?;
        Store::open_sqlite(self.file()).await.map_err(|e| e.to_string())
    }

    /// Opens the database only to look at it, beside a server that may be running.
    pub(super) async fn reader(&self) -> Result<Store, String> {
        match &self.database_url {
            Some(url) => Store::open_postgres(url).await.map_err(|e| e.to_string()),
            None => Store::open_sqlite_reader(self.file()).await.map_err(|e| format!("{}: {e}", self.file().display())),
        }
    }
}
