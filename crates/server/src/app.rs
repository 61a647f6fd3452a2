//! What every request can reach.

use std::sync::Arc;

use domain::framework::Framework;
use formats::content::People;
use store::{Store, frameworks};

use crate::clock::{Clock, Entropy};
use crate::config::Config;
use crate::observe::{Metrics, Readiness};
use crate::render::{Renderer, Texts};
use crate::service::content::{Editions, Files, Simulated, check, publish, simulated};
use crate::service::{Failure, Result};

/// The program at work: settings, store, content, clock, chance, texts.
pub struct App {
    /// Settings.
    pub config: Config,
    /// The database.
    pub store: Store,
    /// Time.
    pub clock: Clock,
    /// Chance.
    pub entropy: Entropy,
    /// Content that sessions are drawn from.
    pub editions: Editions,
    /// What a simulation found of the current edition.
    pub simulated: Option<Simulated>,
    /// Trades, settings and regions.
    pub people: People,
    /// Templates and texts.
    pub renderer: Renderer,
    /// Rung when a mail waits, so that it leaves at once.
    pub mail_waits: tokio::sync::Notify,
    /// What is counted.
    pub metrics: Metrics,
    /// Whether people should be sent here.
    pub readiness: Readiness,
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App").finish_non_exhaustive()
    }
}

impl App {
    /// Publishes the content and puts everything together.
    ///
    /// # Errors
    /// The content has defects, or the store could not.
    pub async fn new(config: Config, store: Store, files: &Files, clock: Clock, entropy: Entropy) -> Result<Arc<Self>> {
        let imported = imported_framework(&store).await?;
        let mut checked = check(files, imported.as_ref());
        let people = checked.people.take().ok_or_else(|| Failure::Broken("framework/trades.toml cannot be read".into()))?;
        let current = publish(&store, checked, &clock, &entropy).await?;
        let simulated = simulated(files, &current.digest);
        let texts = Texts::new().map_err(|e| Failure::Broken(e.to_string()))?;
        let renderer = Renderer::new(Arc::new(texts)).map_err(|e| Failure::Broken(e.to_string()))?;
        let mail_waits = tokio::sync::Notify::new();
        let metrics = Metrics::new(&store);
        let readiness = Readiness::default();
        let editions = Editions::new(current);
        Ok(Arc::new(Self { config, store, clock, entropy, editions, simulated, people, renderer, mail_waits, metrics, readiness }))
    }
}

/// The official text that was imported last, if any.
///
/// # Errors
/// The store's, or what is stored cannot be read.
pub async fn imported_framework(store: &Store) -> Result<Option<Framework>> {
    let latest = store.read(|tx| Box::pin(frameworks::latest(tx))).await?;
    Ok(latest.map(|row| serde_json::from_str(&row.body)).transpose()?)
}
