//! Links that rot: each address of a public offer is looked at every fortnight, politely, and what was found is kept.

use std::collections::{BTreeMap, BTreeSet};

use domain::catalogue::link::{Outcome, Record};
use domain::catalogue::offer::Offer;
use store::link_checks::{self, LinkCheck};
use store::{Store, StoreError, offers};

use crate::app::App;
use crate::probe::{Found, Probe};
use crate::service::Result;

/// Addresses of one round.
const AT_ONCE: usize = 20;
/// Addresses that must have been asked before "nobody answers" is taken for our own network being down.
const TOO_MANY: usize = 5;

/// An address to be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// Name of the offer.
    pub slug: String,
    /// Its address.
    pub url: String,
    /// What is known of it.
    record: Record,
}

/// What came of one address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Looked {
    /// Name of the offer.
    pub slug: String,
    /// Its address.
    pub url: String,
    /// What was found.
    pub found: Found,
}

/// The addresses of every public offer: of the content, and of what took its place.
async fn addresses(store: &Store, shipped: &[Offer]) -> Result<BTreeMap<String, String>> {
    let taken: BTreeSet<String> = store.read(|tx| Box::pin(offers::titles(tx))).await?.into_iter().map(|(slug, _)| slug).collect();
    let of = |offer: &Offer| Some((offer.id.clone(), offer.link()?.to_owned()));
    let mut all: BTreeMap<String, String> = shipped.iter().filter(|offer| !taken.contains(&offer.id)).filter_map(of).collect();
    let mut after = String::new();
    loop {
        let from = after.clone();
        let page = store
            .read(move |tx| {
                let from = from.clone();
                Box::pin(async move { offers::bodies(tx, &from, 500).await })
            })
            .await?;
        let Some((last, _)) = page.last() else { return Ok(all) };
        after.clone_from(last);
        for (slug, body) in page {
            let offer: Offer = serde_json::from_str(&body)?;
            all.extend(offer.link().map(|link| (slug, link.to_owned())));
        }
    }
}

/// Addresses that are to be looked at now, those that wait longest first: one of each site. What is known of offers that are gone is forgotten.
///
/// # Errors
/// The store's.
pub async fn due(store: &Store, shipped: &[Offer], now: i64, at_most: usize) -> Result<Vec<Due>> {
    let addresses = addresses(store, shipped).await?;
    let known: BTreeMap<String, LinkCheck> =
        store.read(|tx| Box::pin(link_checks::all(tx))).await?.into_iter().map(|check| (check.slug.clone(), check)).collect();
    for slug in known.keys().filter(|slug| !addresses.contains_key(*slug)) {
        let slug = slug.clone();
        store
            .write(move |tx| {
                let slug = slug.clone();
                Box::pin(async move { link_checks::forget(tx, &slug).await })
            })
            .await?;
    }
    let record = |slug: &str, url: &str| match known.get(slug) {
        // another address is another link
        Some(check) if check.url == url => Record { failures: check.failures, failing_since: check.failing_since, next_at: check.next_at },
        _ => Record::default(),
    };
    let mut due: Vec<Due> =
        addresses.into_iter().map(|(slug, url)| Due { record: record(&slug, &url), slug, url }).filter(|due| due.record.next_at <= now).collect();
    due.sort_by(|a, b| (a.record.next_at, &a.slug).cmp(&(b.record.next_at, &b.slug)));
    let mut sites = BTreeSet::new();
    due.retain(|due| sites.insert(site(&due.url).to_owned()));
    due.truncate(at_most);
    Ok(due)
}

fn site(url: &str) -> &str {
    url.split_once("://").map_or("", |(_, rest)| rest.split(['/', '?', '#', ':']).next().unwrap_or_default())
}

/// Looks at the addresses that are due, one after the other, and keeps what was found. Returns what was found.
///
/// # Errors
/// The store's.
pub async fn look_at_links(app: &App, probe: &Probe) -> Result<Vec<Looked>> {
    round(&app.store, &app.library.offers, probe, app.clock.now(), AT_ONCE).await
}

/// One round over at most so many addresses. Where none of several answers, our own network is taken to be down, and nothing is kept.
///
/// # Errors
/// The store's.
pub async fn round(store: &Store, shipped: &[Offer], probe: &Probe, now: i64, at_most: usize) -> Result<Vec<Looked>> {
    let mut looked = Vec::new();
    for due in due(store, shipped, now, at_most).await? {
        let found = probe.look(&due.url).await;
        looked.push((due, found));
    }
    let silent = |found: &Found| found.outcome == Outcome::Failing && found.status.is_none();
    if looked.len() >= TOO_MANY && looked.iter().all(|(_, found)| silent(found)) {
        tracing::warn!(addresses = looked.len(), "no site answers: this server does not seem to reach the network, and no link is said to be broken");
        return Ok(Vec::new());
    }
    let rows: Vec<LinkCheck> = looked.iter().map(|(due, found)| kept(due, found, now)).collect();
    let done: Result<(), StoreError> = store
        .write(move |tx| {
            let rows = rows.clone();
            Box::pin(async move {
                for row in &rows {
                    link_checks::keep(tx, row).await?;
                }
                Ok(())
            })
        })
        .await;
    done?;
    Ok(looked.into_iter().map(|(due, found)| Looked { slug: due.slug, url: due.url, found }).collect())
}

fn kept(due: &Due, found: &Found, now: i64) -> LinkCheck {
    // the same address is always asked at the same hour of its fortnight, and a thousand are not asked in one
    let spread = f64::from(due.slug.bytes().fold(0_u32, |sum, b| sum.wrapping_mul(31).wrapping_add(u32::from(b))) % 1_000) / 1_000.0;
    let record = due.record.after(found.outcome, now, spread);
    LinkCheck {
        slug: due.slug.clone(),
        url: due.url.clone(),
        outcome: found.outcome.code().to_owned(),
        status: found.status.map(i64::from),
        moved_to: found.moved_to.clone(),
        failures: record.failures,
        failing_since: record.failing_since,
        checked_at: now,
        next_at: record.next_at,
    }
}

/// Offers whose link people are told not to follow, each with since when it fails.
///
/// # Errors
/// The store's.
pub async fn broken(app: &App) -> Result<BTreeMap<String, i64>> {
    let (rows, now) = (app.store.read(|tx| Box::pin(link_checks::failing(tx, 100_000))).await?, app.clock.now());
    let record = |row: &LinkCheck| Record { failures: row.failures, failing_since: row.failing_since, next_at: row.next_at };
    Ok(rows.into_iter().filter(|row| record(row).is_broken(now)).filter_map(|row| Some((row.slug, row.failing_since?))).collect())
}
