//! What every command can be told.

use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;
use store::Store;

use crate::observe::{DEFAULT_FILTER, Format};
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
    /// A file of settings, `key = value`. Without this option `/etc/socle/socle.toml` is read when it is there.
    #[arg(long, env = "SOCLE_CONFIG", value_name = "FILE", global = true)]
    pub(super) config: Option<PathBuf>,
    /// What the log says, in the notation of `tracing`; `server::access=info` adds a line for each request.
    #[arg(long, env = "SOCLE_LOG", default_value = DEFAULT_FILTER, global = true)]
    pub(super) log: String,
    /// How the log is written: lines to be read, or JSON to be collected.
    #[arg(long, env = "SOCLE_LOG_FORMAT", value_enum, default_value_t = Format::Text, global = true)]
    pub(super) log_format: Format,
    /// A statement of the database that takes longer than so many milliseconds is named in the log.
    #[arg(long, env = "SOCLE_SLOW_MS", value_name = "MS", default_value_t = 200, global = true)]
    pub(super) slow_ms: u32,
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
            return Store::open_with(url, &self.store_options()).await.map_err(|e| e.to_string());
        }
        private_folder(&self.data).map_err(|e| format!("{}: {e}", self.data.display()))?;
        let file = self.file();
        let path = file.to_str().ok_or_else(|| format!("{}: UTF-8", file.display()))?;
        Store::open_with(path, &self.store_options()).await.map_err(|e| e.to_string())
    }

    fn store_options(&self) -> store::Options {
        store::Options { slow: Duration::from_millis(self.slow_ms.into()), ..store::Options::default() }
    }

    /// Opens the database only to look at it, beside a server that may be running.
    pub(super) async fn reader(&self) -> Result<Store, String> {
        match &self.database_url {
            Some(url) => Store::open_postgres_reader(url).await.map_err(|e| e.to_string()),
            None => Store::open_sqlite_reader(self.file()).await.map_err(|e| format!("{}: {e}", self.file().display())),
        }
    }
}

/// Makes a folder for its owner alone, where there is none: it will hold personal data.
pub(super) fn private_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
