//! What can be set from outside, and what holds when nothing is.

use std::path::PathBuf;

/// The settings of a server.
#[derive(Debug, Clone)]
pub struct Config {
    /// Folder of the embedded database, its backups and undelivered mail.
    pub data: PathBuf,
    /// A PostgreSQL address; none for the embedded database.
    pub database_url: Option<String>,
    /// Address under which people reach the server, without a final slash; in mails and links.
    pub base_url: String,
    /// `smtp://user:password@host:port` or `smtps://…`; none writes mails to `data/mail`.
    pub smtp_url: Option<String>,
    /// Sender of the mails.
    pub mail_from: String,
    /// Who runs this installation, on the legal pages.
    pub publisher: String,
    /// Who hosts it.
    pub host: String,
    /// Where to write to them.
    pub contact: String,
    /// Whether a reverse proxy tells where requests come from.
    pub behind_proxy: bool,
}

impl Config {
    /// The database as the store takes it.
    pub fn database(&self) -> String {
        self.database_url.clone().unwrap_or_else(|| self.data.join("socle.db").to_string_lossy().into_owned())
    }

    /// Whether cookies may travel over plain HTTP: only where the address is plain HTTP.
    pub fn secure_cookies(&self) -> bool {
        self.base_url.starts_with("https://")
    }
}
