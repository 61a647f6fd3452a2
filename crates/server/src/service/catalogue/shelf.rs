//! The shelf in memory: made at the start, made anew when an offer changed here or on another server, and when the day changes.

use std::collections::BTreeSet;
use std::sync::{Arc, PoisonError, RwLock};

use domain::catalogue::offer::Offer;
use domain::catalogue::shelf::{Entry, Known, Link, Rating, Shelf, Standing, Vocabulary};
use domain::date::Day;
use domain::framework::Framework;
use domain::glossary::Term;
use domain::learner::also_called;
use formats::content::{Named, People};
use store::offer_shelf::{self as rows, Public};
use tokio::sync::Mutex;

use crate::app::App;
use crate::service::catalogue::links;
use crate::service::catalogue::ratings::{self, Kind};
use crate::service::content::Library;
use crate::service::{Failure, Result};

/// The shelf that readers read, and what it was made from.
#[derive(Debug)]
pub struct Shelves {
    held: RwLock<Held>,
    /// Whoever makes it anew: of two at once, the one who read less must not be the last to put it there.
    making: Mutex<()>,
}

#[derive(Debug)]
struct Held {
    shelf: Arc<Shelf>,
    stamp: Stamp,
}

/// What tells whether a shelf is still what the database holds.
type Stamp = (i64, i64);

/// What a shelf is made of beside the offers themselves.
struct Parts {
    vocabulary: Vocabulary,
    glossary: Vec<Term>,
}

impl Shelves {
    /// The shelf of a program that has read nothing of its database yet.
    pub fn new(library: &Library, people: &People, framework: &Framework, today: Day) -> Self {
        let parts = parts(library, people, framework);
        let shelf = made(library.offers.iter().cloned().map(Entry::shipped).collect(), parts, today);
        Self { held: RwLock::new(Held { shelf: Arc::new(shelf), stamp: (0, 0) }), making: Mutex::new(()) }
    }

    /// What is on it now.
    pub fn current(&self) -> Arc<Shelf> {
        Arc::clone(&self.held.read().unwrap_or_else(PoisonError::into_inner).shelf)
    }

    fn stamp(&self) -> Stamp {
        self.held.read().unwrap_or_else(PoisonError::into_inner).stamp
    }

    fn replace(&self, shelf: Shelf, stamp: Stamp) {
        *self.held.write().unwrap_or_else(PoisonError::into_inner) = Held { shelf: Arc::new(shelf), stamp };
    }
}

impl App {
    /// Every offer that is public.
    pub fn shelf(&self) -> Arc<Shelf> {
        self.shelves.current()
    }
}

/// Makes the shelf anew from what is shipped and what is stored.
///
/// # Errors
/// The store's, or an offer that is stored cannot be read: then the shelf of before stays.
pub async fn refresh(app: &App) -> Result<()> {
    let _one = app.shelves.making.lock().await;
    let (entries, stamp) = read(app).await?;
    let (today, parts) = (Day::of(app.clock.now()), parts(&app.library, &app.people, &app.editions.current().edition.framework));
    // thousands of texts are folded and counted: not among those who answer
    let shelf = tokio::task::spawn_blocking(move || made(entries, parts, today)).await.map_err(|error| Failure::Broken(error.to_string()))?;
    app.shelves.replace(shelf, stamp);
    Ok(())
}

/// Makes it anew if another server changed an offer, or another day has begun.
///
/// # Errors
/// As [`refresh`].
pub async fn catch_up(app: &App) -> Result<bool> {
    let is_of_today = app.shelf().today() == Day::of(app.clock.now());
    if is_of_today && stored(app).await? == app.shelves.stamp() {
        return Ok(false);
    }
    refresh(app).await?;
    Ok(true)
}

async fn stored(app: &App) -> Result<Stamp> {
    Ok(app.store.read(|tx| Box::pin(rows::stamp(tx))).await?)
}

/// Every public offer: what is shipped, and what is stored in its place or beside it.
async fn read(app: &App) -> Result<(Vec<Entry>, Stamp)> {
    // the stamp first: what changes meanwhile is read again at the next look
    let stamp = stored(app).await?;
    let stored = app.store.read(|tx| Box::pin(rows::every(tx))).await?;
    let (today, broken) = (Day::of(app.clock.now()), links::broken(app).await?);
    let means = ratings::means(app, Kind::Offer).await?;
    let taken: BTreeSet<&str> = stored.iter().map(|row| row.slug.as_str()).collect();
    let shipped = app.library.offers.iter().filter(|offer| !taken.contains(offer.id.as_str()));
    let mut entries: Vec<Entry> = shipped.cloned().map(Entry::shipped).collect();
    for row in stored.into_iter().filter(|row| row.status != "withdrawn") {
        let slug = row.slug.clone();
        match entry(row, today) {
            Ok(entry) => entries.push(entry),
            // one text that cannot be read takes no other offer away
            Err(error) => tracing::error!(slug, %error, "an offer cannot be read"),
        }
    }
    for entry in &mut entries {
        let slug = &entry.offer.id;
        entry.rating = means.get(slug).map(|mean| Rating { mean: mean.mean, count: u32::try_from(mean.count).unwrap_or(u32::MAX) });
        entry.link = broken.get(slug).map_or(Link::Unknown, |since| Link::Broken { since: Day::of(*since) });
    }
    Ok((entries, stamp))
}

/// An offer that is stored, as it stands on the shelf of a day.
fn entry(row: Public, today: Day) -> Result<Entry> {
    let offer: Offer = serde_json::from_str(&row.body)?;
    let expires_on = row.expires_on.map(Day::numbered);
    let standing = match row.status.as_str() {
        "checked" if expires_on.is_some_and(|last| last < today) => Standing::Expired,
        "checked" => Standing::Checked,
        _ => Standing::ToBeChecked,
    };
    Ok(Entry {
        // its name is that of its row, which is unique
        offer: Offer { id: row.slug, ..offer },
        standing,
        checked_on: row.checked_on.map(Day::numbered),
        expires_on,
        organisation_id: row.organisation_id.map(|id| id.as_u128()),
        revision: row.revision,
        updated_at: row.updated_at,
        link: Link::Unknown,
        rating: None,
    })
}

fn made(entries: Vec<Entry>, parts: Parts, today: Day) -> Shelf {
    Shelf::new(entries, parts.vocabulary, &parts.glossary, today)
}

fn parts(library: &Library, people: &People, framework: &Framework) -> Parts {
    let named = |named: &Named| Known { id: named.id.clone(), names: format!("{} {}", named.name, named.english.as_deref().unwrap_or_default()) };
    // a trade is found by what it is called on a ward too
    let trade = |trade: &Named| {
        let Known { id, names } = named(trade);
        let called: Vec<&str> = also_called(&id).collect();
        Known { names: format!("{names} {}", called.join(" ")), id }
    };
    let domain = |domain: &domain::framework::Domain| Known { id: domain.slug.clone(), names: format!("{} {}", domain.name, domain.english) };
    let vocabulary = Vocabulary {
        domains: framework.domains.iter().map(domain).collect(),
        trades: people.trades.iter().map(trade).collect(),
        regions: people.regions.iter().map(named).collect(),
    };
    Parts { vocabulary, glossary: library.french.terms().iter().chain(library.english.terms()).cloned().collect() }
}
