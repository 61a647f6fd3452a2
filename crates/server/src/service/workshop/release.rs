//! Publishing what was decided: what would change, what is thin about it, doing it, and going back.

use std::collections::BTreeMap;

use domain::access::{Authorised, GovernBank};
use domain::bank::Edition;
use domain::date::Day;
use domain::item::Item;
use domain::refusal::Refusal;
use domain::workshop::{Publication, Published, Standing};
use store::{StoreError, people, publications, standings};
use uuid::Uuid;

use super::compare::{Comparison, compare_items};
use super::publication::{Decisions, Proposed, proposed, publish_with};
use super::review::clean;
use crate::app::{App, checked};
use crate::service::audit::{Act, By, Origin, line};
use crate::service::content::{ABILITIES, Counted, INFORMATION, PER_DOMAIN, PER_OBJECTIVE, compose, coverage, newest, texts};
use crate::service::{Failure, Result};

/// Publications in the list.
const LISTED: i64 = 50;

/// A bank that waits to be published.
#[derive(Debug)]
pub struct Release {
    /// What it is made of.
    pub proposed: Proposed,
    /// What would change for people.
    pub changes: Vec<ItemChange>,
    /// What is thin about it.
    pub warnings: Vec<Warning>,
    /// Questions of the present edition, and of the next.
    pub sizes: (usize, usize),
}

/// What would change about one question.
#[derive(Debug, Clone)]
pub struct ItemChange {
    /// Its name.
    pub item_id: String,
    /// Its title from then on.
    pub title: String,
    /// `fr` or `en`.
    pub language: String,
    /// How people meet it today; nothing when they do not.
    pub before: Option<Standing>,
    /// How they would.
    pub after: Option<Standing>,
    /// What its text would differ in; nothing when it stays or is new.
    pub text: Option<Comparison>,
    /// Why, as whoever decided said.
    pub note: String,
}

/// What is thin or stale about a bank.
#[derive(Debug, Clone, PartialEq)]
pub enum Warning {
    /// A domain with few counted items: its short name, and how many.
    ThinDomain(String, usize),
    /// An objective with few counted items: its code, and how many.
    ThinObjective(String, usize),
    /// A domain that tells little at an ability: its short name, the ability, the information.
    Uninformed(String, f64, f64),
    /// An item that names one that gives it away and that the bank does not hold.
    EnemyMissing(String, String),
    /// An item whose source is no longer trusted.
    Expired(String),
}

/// What all decisions together would make of the bank.
///
/// # Errors
/// The store's, or no edition can be made of it.
pub async fn release(app: &App, _: &Authorised<GovernBank>) -> Result<Release> {
    let proposed = proposed(app).await?;
    let decisions = app.store.read(|tx| Box::pin(standings::all(tx))).await?;
    let (_, before) = newest(&app.store).await?;
    let (edition, _) = compose(checked(&app.files, &app.store).await?, &proposed.publication, proposed.texts.clone())?;
    let current = app.editions.current().edition;
    let note = |id: &str| decisions.iter().find(|d| d.item_id == id).map(|d| d.note.clone()).unwrap_or_default();
    let mut names: Vec<&String> = current.pool.iter().chain(&edition.pool).map(|p| &p.item.id).collect();
    names.sort_unstable();
    names.dedup();
    let changes = names.into_iter().filter_map(|id| change(id, (&current, &before), (&edition, &proposed.publication), note(id))).collect();
    let warnings = warnings(&edition, Day::of(app.clock.now()));
    Ok(Release { changes, warnings, sizes: (current.pool.len(), edition.pool.len()), proposed })
}

/// What is different about one question, if anything.
fn change(id: &str, before: (&Edition, &Publication), after: (&Edition, &Publication), note: String) -> Option<ItemChange> {
    let text = |edition: &Edition| edition.place(id).map(|at| edition.pool[at].clone());
    let (old, new) = (text(before.0), text(after.0));
    let met = |is_drawn: bool, publication: &Publication| is_drawn.then(|| publication.of(id).map_or(Standing::Provisional, |p| p.standing));
    let standings = (met(old.is_some(), before.1), met(new.is_some(), after.1));
    let comparison = match (&old, &new) {
        (Some(old), Some(new)) if old.hash != new.hash => Some(compare_items(&old.item, &new.item)),
        _ => None,
    };
    if standings.0 == standings.1 && comparison.is_none() {
        return None;
    }
    // an item that leaves says how it is taken instead
    let after = standings.1.or_else(|| after.1.of(id).map(|p| p.standing));
    let (title, language) = new.or(old).map(|p| (p.item.title, p.item.language)).unwrap_or_default();
    Some(ItemChange { item_id: id.to_owned(), title, language, before: standings.0, after, text: comparison, note })
}

fn warnings(edition: &Edition, today: Day) -> Vec<Warning> {
    let counted = edition.pool.iter().filter(|p| p.standing.is_counted());
    let counted: Vec<Counted<'_>> = counted.map(|p| Counted { item: &p.item, parameters: p.parameters.clone() }).collect();
    let covered = coverage(&counted, &edition.framework, today);
    let mut found = Vec::new();
    for domain in covered.domains {
        if domain.items < PER_DOMAIN {
            found.push(Warning::ThinDomain(domain.short.clone(), domain.items));
        }
        let little = ABILITIES.into_iter().zip(domain.information).filter(|(_, information)| *information < INFORMATION);
        found.extend(little.map(|(ability, information)| Warning::Uninformed(domain.short.clone(), ability, information)));
    }
    let thin = covered.objectives.into_iter().filter(|objective| objective.items < PER_OBJECTIVE);
    found.extend(thin.map(|objective| Warning::ThinObjective(objective.code, objective.items)));
    for held in &edition.pool {
        let missing = held.item.enemies.iter().filter(|enemy| edition.place(enemy).is_none());
        found.extend(missing.map(|enemy| Warning::EnemyMissing(held.item.id.clone(), enemy.clone())));
        if held.item.source.has_expired(today) {
            found.push(Warning::Expired(held.item.id.clone()));
        }
    }
    found
}

/// Publishes all decisions. `after` is the number of the publication that was the newest when they were looked at.
///
/// # Errors
/// [`Refusal::TextChanged`] when somebody else published meanwhile; [`Refusal::ReasonMissing`] without a note.
pub async fn release_all(app: &App, by: &Authorised<GovernBank>, after: i64, note: &str, origin: &Origin<'_>) -> Result<Uuid> {
    let proposed = proposed(app).await?;
    if proposed.after != after {
        return Err(Refusal::TextChanged.into());
    }
    send(app, by, &proposed, note, Decisions::default(), origin).await
}

async fn send(app: &App, by: &Authorised<GovernBank>, proposed: &Proposed, note: &str, also: Decisions, origin: &Origin<'_>) -> Result<Uuid> {
    let (who, note) = (Uuid::from_u128(by.object().person), clean(note)?);
    if note.is_empty() {
        return Err(Refusal::ReasonMissing.into());
    }
    let number = (proposed.after + 1).to_string();
    let line = line(app, Act::BankPublished, By::Workshop, Some(who), Some(number), origin);
    match publish_with(app, proposed, &note, Some(who), also, vec![line]).await {
        Err(Failure::Store(StoreError::Conflict { .. })) => Err(Refusal::TextChanged.into()),
        other => other,
    }
}

/// A publication of the past, or the present one.
#[derive(Debug, Clone)]
pub struct Past {
    /// The publication.
    pub row: publications::Publication,
    /// What it says.
    pub publication: Publication,
    /// Address of whoever made it; nothing when they are gone.
    pub by: Option<String>,
    /// How many questions it takes otherwise than the one before.
    pub changed: usize,
}

/// The newest publications, the newest first.
///
/// # Errors
/// The store's.
pub async fn past(app: &App, _: &Authorised<GovernBank>) -> Result<Vec<Past>> {
    let read = app.store.read(|tx| {
        Box::pin(async move {
            let rows = publications::list(tx, LISTED + 1).await?;
            let mut found = Vec::with_capacity(rows.len());
            for row in rows {
                let by = match row.published_by {
                    Some(id) => people::by_id(tx, id).await?.and_then(|p| p.email),
                    None => None,
                };
                found.push((row, by));
            }
            Ok::<_, StoreError>(found)
        })
    });
    let mut all = Vec::new();
    for (row, by) in read.await? {
        let publication: Publication = serde_json::from_str(&row.body)?;
        all.push(Past { row, publication, by, changed: 0 });
    }
    let first = Publication::default();
    let changed: Vec<usize> = (0..all.len()).map(|n| differing(&all[n].publication, all.get(n + 1).map_or(&first, |past| &past.publication))).collect();
    for (past, changed) in all.iter_mut().zip(changed) {
        past.changed = changed;
    }
    all.truncate(LISTED as usize);
    Ok(all)
}

/// How many questions two publications take differently.
fn differing(one: &Publication, other: &Publication) -> usize {
    let mut names: Vec<&str> = one.items.iter().chain(&other.items).map(|item| item.id.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    names.into_iter().filter(|id| one.of(id) != other.of(id)).count()
}

/// Publishes what an earlier publication said, as a new one; what was decided since is what it said, too.
///
/// # Errors
/// [`Refusal::NotFound`], and as [`release_all`].
pub async fn go_back(app: &App, by: &Authorised<GovernBank>, to: Uuid, after: i64, origin: &Origin<'_>, note: &str) -> Result<Uuid> {
    let row = app.store.read(move |tx| Box::pin(publications::by_id(tx, to))).await?.ok_or(Refusal::NotFound)?;
    let publication: Publication = serde_json::from_str(&row.body)?;
    let (newest, _) = newest(&app.store).await?;
    let number = newest.map_or(0, |newest| newest.number);
    if number != after {
        return Err(Refusal::TextChanged.into());
    }
    let decisions = app.store.read(|tx| Box::pin(standings::all(tx))).await?;
    let who = Uuid::from_u128(by.object().person);
    let put = |item: &Published| standings::Standing {
        item_id: item.id.clone(),
        standing: item.standing.code().to_owned(),
        // how it stood before it was suspended is not in a publication: by what is known of it
        before: (item.standing == Standing::Suspended)
            .then(|| if item.learned.is_some() { Standing::Calibrated } else { Standing::Provisional }.code().to_owned()),
        revision: item.revision,
        note: note.to_owned(),
        decided_by: Some(who),
        at: app.clock.now(),
    };
    let also = Decisions {
        put: publication.items.iter().map(put).collect(),
        forgotten: decisions.into_iter().map(|d| d.item_id).filter(|id| publication.of(id).is_none()).collect(),
    };
    let texts: BTreeMap<String, Item> = texts(&app.store, &publication).await?;
    send(app, by, &Proposed { publication, texts, after: number }, note, also, origin).await
}
