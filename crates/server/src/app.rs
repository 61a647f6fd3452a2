//! What every request can reach.

use std::sync::Arc;
use std::time::Duration;

use domain::date::Day;
use domain::framework::Framework;
use domain::glossary::Glossary;
use formats::content::People;
use store::{Store, frameworks};

use crate::clock::{Clock, Entropy};
use crate::config::Config;
use crate::gate::Gate;
use crate::http::Limits;
use crate::observe::{Metrics, Readiness};
use crate::render::{Lang, Renderer, Texts};
use crate::secret::PlaceKey;
use crate::service::catalogue::Shelves;
use crate::service::content::{self, Checked, CurrentEdition, CurrentEditions, Editions, Files, Library, check, publish_all, wholly_expired};
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
    /// Where the content that came with the program is read.
    pub files: Files,
    /// The items among it, read when the workshop first asks.
    pub shipped: std::sync::OnceLock<crate::service::workshop::Shipped>,
    /// What is taught and listed: modules, training offers, the glossary.
    pub library: Library,
    /// Every training offer that is public.
    pub shelves: Shelves,
    /// Trades, settings and regions.
    pub people: People,
    /// Templates and texts.
    pub renderer: Renderer,
    /// Rung when a mail waits, so that it leaves at once.
    pub mail_waits: tokio::sync::Notify,
    /// How often one may ask.
    pub(crate) limits: Limits,
    /// The doors before what is dear.
    pub gates: Gates,
    /// What makes places of the audit log unreadable.
    pub(crate) place_key: PlaceKey,
    /// What is counted.
    pub metrics: Metrics,
    /// Whether people should be sent here.
    pub readiness: Readiness,
}

/// The doors before what is dear. Each is a queue of its own: nobody who answers stands in any of them.
#[derive(Debug)]
pub struct Gates {
    /// Passwords: argon2id takes 19 MiB and some 20 ms of a processor each.
    pub passwords: Gate,
    /// Printed documents.
    pub documents: Gate,
    /// Exports of everything about a person.
    pub exports: Gate,
}

impl Gates {
    /// Half of the processors stay for those who answer.
    fn new() -> Self {
        let half = std::thread::available_parallelism().map_or(1, |n| n.get().div_ceil(2));
        Self {
            passwords: Gate::new(half, 400, Duration::from_secs(15)),
            documents: Gate::new(half, 50, Duration::from_secs(20)),
            exports: Gate::new(half, 50, Duration::from_secs(20)),
        }
    }
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
        let mut checked = checked(files, &store).await?;
        let library = std::mem::take(&mut checked.library);
        let people = checked.people.take().ok_or_else(|| Failure::Broken("framework/trades.toml cannot be read".into()))?;
        for domain in wholly_expired(&checked, Day::of(clock.now())) {
            tracing::warn!(domain, "every source of a domain is to be read again: its questions are asked all the same");
        }
        let current = simulated(files, publish_all(&store, checked, &clock, &entropy).await?);
        let texts = Texts::new().map_err(|e| Failure::Broken(e.to_string()))?;
        let renderer = Renderer::new(Arc::new(texts)).map_err(|e| Failure::Broken(e.to_string()))?;
        let mail_waits = tokio::sync::Notify::new();
        let (limits, gates) = (Limits::new(config.allowance), Gates::new());
        let place_key = PlaceKey::of(&config, &entropy).map_err(Failure::Broken)?;
        let metrics = Metrics::new(&store);
        let shelves = Shelves::new(&library, &people, &current.positioning.edition.framework, Day::of(clock.now()));
        let (readiness, editions) = (Readiness::default(), Editions::new(current));
        Ok(Arc::new(Self {
            config,
            store,
            clock,
            entropy,
            editions,
            files: files.clone(),
            shipped: std::sync::OnceLock::new(),
            library,
            shelves,
            people,
            renderer,
            mail_waits,
            limits,
            gates,
            place_key,
            metrics,
            readiness,
        }))
    }
}

impl App {
    /// The acronyms as they are explained in a language.
    pub const fn glossary(&self, lang: Lang) -> &Glossary {
        match lang {
            Lang::Fr => &self.library.french,
            Lang::En => &self.library.english,
        }
    }

    /// Makes the edition anew from the content and the newest publication: new sessions begin with it, those under way keep theirs.
    ///
    /// # Errors
    /// The content has defects, or the store could not: then new sessions begin with the edition of before.
    pub async fn republish(&self) -> Result<()> {
        let checked = checked(&self.files, &self.store).await?;
        let current = simulated(&self.files, publish_all(&self.store, checked, &self.clock, &self.entropy).await?);
        let (positioning, certification) = (&current.positioning, &current.certification);
        tracing::info!(
            edition = positioning.digest,
            exams = certification.digest,
            items = positioning.edition.pool.len(),
            "new sessions begin with this edition"
        );
        self.editions.replace_all(current);
        Ok(())
    }
}

/// The editions, that of positioning with what a simulation found of it: read once, not for every reader of the page on the method.
fn simulated(files: &Files, current: CurrentEditions) -> CurrentEditions {
    let CurrentEditions { positioning, certification } = current;
    let simulated = content::simulated(files, &positioning.digest).map(Arc::new);
    let simulated_exams = content::simulated_exams(files, &certification.digest).map(Arc::new);
    CurrentEditions { positioning: CurrentEdition { simulated, ..positioning }, certification: CurrentEdition { simulated_exams, ..certification } }
}

/// The content, checked against the official framework where one was imported.
///
/// # Errors
/// The store's, or what is stored cannot be read.
pub async fn checked(files: &Files, store: &Store) -> Result<Checked> {
    let imported = imported_framework(store).await?;
    Ok(check(files, imported.as_ref()))
}

/// The official text that was imported last, if any.
///
/// # Errors
/// The store's, or what is stored cannot be read.
pub async fn imported_framework(store: &Store) -> Result<Option<Framework>> {
    let latest = store.read(|tx| Box::pin(frameworks::latest(tx))).await?;
    Ok(latest.map(|row| serde_json::from_str(&row.body)).transpose()?)
}
