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
    /// How many times the usual allowance of requests everybody has; 0 for no limit at all.
    pub allowance: f64,
    /// The file of the secret under which the audit log digests places; none for `socle.key` of the data folder.
    pub key_file: Option<PathBuf>,
    /// How the Caisse des Dépôts knows the certifier.
    pub cpf: Cpf,
    /// Whether the links of offers are looked at: only where the server may reach the network.
    pub links: bool,
}

/// How the Caisse des Dépôts knows a certifier; empty where nothing is sent to it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cpf {
    /// `idClient`, 8 characters.
    pub client: String,
    /// `idContrat`.
    pub contract: String,
    /// The certification in the national registers: `RS…` or `RNCP…`.
    pub code: String,
}

impl Config {
    /// Settings of a test.
    #[cfg(test)]
    pub(crate) fn example() -> Self {
        Self {
            data: PathBuf::from("data"),
            database_url: None,
            base_url: "http://socle.example".into(),
            smtp_url: None,
            mail_from: "Socle <socle@socle.example>".into(),
            publisher: "Essai".into(),
            host: "Ici".into(),
            contact: "contact@socle.example".into(),
            behind_proxy: false,
            allowance: 1.0,
            key_file: None,
            cpf: Cpf::default(),
            links: false,
        }
    }

    /// The database as the store takes it.
    pub fn database(&self) -> String {
        self.database_url.clone().unwrap_or_else(|| self.data.join("socle.db").to_string_lossy().into_owned())
    }

    /// Whether cookies may travel over plain HTTP: only where the address is plain HTTP.
    pub fn secure_cookies(&self) -> bool {
        self.base_url.starts_with("https://")
    }
}
