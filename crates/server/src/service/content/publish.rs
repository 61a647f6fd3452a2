//! Publishing: the checked content, and what the workshop published beside it, become an edition, frozen and named by its digest.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use domain::bank::{Edition, Entry, Parameters, PoolItem, Standing};
use domain::blueprint::Blueprint;
use domain::certification::Rules;
use domain::framework::Framework;
use domain::item::Item;
use domain::workshop::{self, Publication, Published};
use serde::{Deserialize, Serialize};
use store::{Store, certification_rules, editions, publications};
use uuid::Uuid;

use super::check::Checked;
use super::simulated::{Simulated, SimulatedExams};
use crate::clock::{Clock, Entropy};
use crate::secret::{digest, hex, unhex};
use crate::service::{Failure, Result};

/// An edition as it is stored: items by digest, so that a text that did not change is kept once.
#[derive(Serialize, Deserialize)]
struct Stored {
    framework: Framework,
    blueprint: Blueprint,
    items: Vec<StoredItem>,
}

#[derive(Serialize, Deserialize)]
struct StoredItem {
    id: String,
    version: u32,
    hash: String,
    parameters: Parameters,
    /// Not written for what every item was before there was another standing: editions keep their digest.
    #[serde(default, skip_serializing_if = "Standing::is_counted")]
    standing: Standing,
}

/// The edition that new sessions begin with.
#[derive(Debug, Clone)]
pub struct CurrentEdition {
    /// Its name in the store.
    pub id: Uuid,
    /// Its digest, in hexadecimal.
    pub digest: String,
    /// The edition.
    pub edition: Arc<Edition>,
    /// The publication of the workshop that went into it, if there was one.
    pub publication: Option<Uuid>,
    /// The row of the adopted rules of certification that went into it, if there was one; none in that of positioning.
    pub rules: Option<Uuid>,
    /// What a simulation found of this very edition, where one was made.
    pub simulated: Option<Arc<Simulated>>,
    /// The same of an edition for exams.
    pub simulated_exams: Option<Arc<SimulatedExams>>,
}

/// The editions that begin today, each made of the same items.
#[derive(Debug, Clone)]
pub struct CurrentEditions {
    /// For sessions of whoever wants to know where they stand.
    pub positioning: CurrentEdition,
    /// For exams, under the rules that were adopted last.
    pub certification: CurrentEdition,
}

/// Puts the editions of the checked content and the newest publication into the store, unless they are there already.
///
/// # Errors
/// The content has defects, or the store could not.
pub async fn publish_all(store: &Store, checked: Checked, clock: &Clock, entropy: &Entropy) -> Result<CurrentEditions> {
    let Found { mut positioning, mut certification, bodies } = found(store, checked).await?;
    let unknown: Vec<&mut Composed> = [&mut positioning, &mut certification].into_iter().filter(|composed| composed.current.id.is_nil()).collect();
    if !unknown.is_empty() {
        let now = clock.now();
        let version = |(item, body): (&PoolItem, String)| editions::ItemVersion {
            hash: item.hash.clone(),
            item_id: item.item.id.clone(),
            version: i64::from(item.item.version),
            body,
            added_at: now,
        };
        // the pools hold the same texts in the same order
        let versions: Vec<editions::ItemVersion> = unknown[0].current.edition.pool.iter().zip(bodies).map(version).collect();
        let new = |composed: &Composed| {
            let body = composed.body.clone();
            editions::Edition { id: entropy.id(now), hash: digest(body.as_bytes()), body, created_at: now }
        };
        let rows: Vec<editions::Edition> = unknown.iter().map(|composed| new(composed)).collect();
        let write = store.write(move |tx| {
            Box::pin(async move {
                for version in &versions {
                    editions::put_item_version(tx, version).await?;
                }
                let mut ids = Vec::with_capacity(rows.len());
                for row in &rows {
                    ids.push(editions::insert_if_new(tx, row).await?);
                }
                Ok::<_, Failure>(ids)
            })
        });
        for (composed, id) in unknown.into_iter().zip(write.await?) {
            composed.current.id = id;
        }
    }
    Ok(CurrentEditions { positioning: positioning.current, certification: certification.current })
}

/// [`publish_all`], for whoever needs that of positioning only.
///
/// # Errors
/// As [`publish_all`].
pub async fn publish(store: &Store, checked: Checked, clock: &Clock, entropy: &Entropy) -> Result<CurrentEdition> {
    Ok(publish_all(store, checked, clock, entropy).await?.positioning)
}

/// The edition that [`publish`] would make, without a word to the store: for whoever only looks. Its name is nil where the store does not have it.
///
/// # Errors
/// As [`publish`].
pub async fn unpublished(store: &Store, checked: Checked) -> Result<CurrentEdition> {
    Ok(found(store, checked).await?.positioning.current)
}

/// An edition under the name that the store has for it, or nil, and its text.
struct Composed {
    current: CurrentEdition,
    body: String,
}

/// The editions, and the texts of their items in the order of their pools.
struct Found {
    positioning: Composed,
    certification: Composed,
    bodies: Vec<String>,
}

/// The editions of the checked content and the newest publication.
async fn found(store: &Store, mut checked: Checked) -> Result<Found> {
    let (newest, publication) = newest(store).await?;
    let texts = texts(store, &publication).await?;
    let mut exam = checked.exam.take().ok_or_else(|| Failure::Broken("no blueprint of the exam".into()))?;
    let adopted = adopted(store).await?;
    if let Some((_, rules)) = &adopted {
        rules.apply(&mut exam);
    }
    let (edition, bodies) = compose(checked, &publication, texts)?;
    let publication = newest.map(|newest| newest.id);
    let for_exams = edition.under(exam).map_err(Failure::Broken)?;
    let positioning = composed(store, edition, publication, None).await?;
    let certification = composed(store, for_exams, publication, adopted.map(|(id, _)| id)).await?;
    Ok(Found { positioning, certification, bodies })
}

async fn composed(store: &Store, edition: Edition, publication: Option<Uuid>, rules: Option<Uuid>) -> Result<Composed> {
    let body = body_of(&edition)?;
    let hash = digest(body.as_bytes());
    let name = hex(&hash);
    let known = store.read(move |tx| Box::pin(async move { editions::by_hash(tx, &hash).await })).await?;
    let id = known.map_or_else(Uuid::nil, |known| known.id);
    Ok(Composed { current: CurrentEdition { id, digest: name, edition: Arc::new(edition), publication, rules, simulated: None, simulated_exams: None }, body })
}

/// The rules of certification that were adopted last, with the name of their row; none while those of the blueprint hold.
async fn adopted(store: &Store) -> Result<Option<(Uuid, Rules)>> {
    let Some(row) = store.read(|tx| Box::pin(certification_rules::newest(tx))).await? else { return Ok(None) };
    let rules: Rules = serde_json::from_str(&row.body)?;
    match rules.faults().first() {
        Some(fault) => Err(Failure::Broken(format!("the rules of certification number {}: {fault}", row.number))),
        None => Ok(Some((row.id, rules))),
    }
}

/// The edition of the checked content and a publication with its texts, and the text of each of its items, in the order of its pool.
///
/// # Errors
/// The content has defects, or something does not fit together.
pub(crate) fn compose(checked: Checked, publication: &Publication, texts: BTreeMap<String, Item>) -> Result<(Edition, Vec<String>)> {
    if let Some(defect) = checked.defects.first() {
        return Err(Failure::Broken(format!("{}:{}: {} {} ({} defects)", defect.file, defect.line, defect.code, defect.detail, checked.defects.len())));
    }
    let (Some(framework), Some(blueprint)) = (checked.framework, checked.blueprint) else {
        return Err(Failure::Broken("no framework or no blueprint".into()));
    };
    let mut items = with_texts(checked.items, publication, texts, &framework);
    items.sort_by(|a, b| a.id.cmp(&b.id));
    let (entries, bodies) = entries(items, publication)?.into_iter().unzip();
    Ok((Edition::new(framework, blueprint, entries).map_err(Failure::Broken)?, bodies))
}

/// The newest publication, and what it says; nothing when there was none.
pub(crate) async fn newest(store: &Store) -> Result<(Option<publications::Publication>, Publication)> {
    match store.read(|tx| Box::pin(publications::latest(tx))).await? {
        Some(row) => {
            let publication = serde_json::from_str(&row.body)?;
            Ok((Some(row), publication))
        }
        None => Ok((None, Publication::default())),
    }
}

/// The texts of the workshop that a publication names, by item.
pub(crate) async fn texts(store: &Store, publication: &Publication) -> Result<BTreeMap<String, Item>> {
    let named = publication.items.iter().filter(|item| item.standing.is_drawn());
    let hashes: Vec<(String, Vec<u8>)> = named.filter_map(|item| Some((item.id.clone(), unhex(item.hash.as_deref()?)?))).collect();
    let bodies = store
        .read(move |tx| {
            Box::pin(async move {
                let mut bodies = Vec::with_capacity(hashes.len());
                for (id, hash) in hashes {
                    let version =
                        editions::item_version(tx, &hash).await?.ok_or_else(|| Failure::Broken(format!("the published text of {id} is not stored")))?;
                    bodies.push((id, version.body));
                }
                Ok::<_, Failure>(bodies)
            })
        })
        .await?;
    bodies.into_iter().map(|(id, body)| Ok((id, serde_json::from_str(&body)?))).collect()
}

/// The items that are drawn: those of the content and those of the workshop, each with the text that was published last.
///
/// An item that no longer fits, because another version of the program came with another framework, is left out: a server that does
/// not start would help nobody.
fn with_texts(shipped: Vec<Item>, publication: &Publication, mut texts: BTreeMap<String, Item>, framework: &Framework) -> Vec<Item> {
    let is_drawn = |id: &str| publication.of(id).is_none_or(|published| published.standing.is_drawn());
    texts.retain(|id, _| is_drawn(id));
    let mut items: Vec<Item> = shipped.into_iter().filter(|item| is_drawn(&item.id)).map(|item| texts.remove(&item.id).unwrap_or(item)).collect();
    items.extend(texts.into_values());
    items.retain(|item| {
        let fits = framework.place_of(&item.objective).is_some();
        if !fits {
            tracing::warn!(item = item.id, objective = item.objective, "left out: its objective is not in the framework");
        }
        fits
    });
    items
}

/// Items as an edition takes them: each with the digest of its text, and with what was learned of that very text.
///
/// # Errors
/// An item cannot be written.
pub fn entries(items: Vec<Item>, publication: &Publication) -> Result<Vec<(Entry, String)>> {
    items
        .into_iter()
        .map(|item| {
            let (hash, body) = written(&item)?;
            let published = publication.of(&item.id);
            let learned = published.filter(|published| published.standing.is_counted()).and_then(|published| learned(published, &hash));
            let is_tried_out = published.is_some_and(|published| published.standing == workshop::Standing::Pretest);
            let standing = if is_tried_out { Standing::Pretest } else { Standing::Counted };
            Ok((Entry { item, hash, parameters: learned, standing }, body))
        })
        .collect()
}

/// The digest by which the store names the text of an item, and that text.
///
/// # Errors
/// The item cannot be written.
pub(crate) fn written(item: &Item) -> Result<(Vec<u8>, String)> {
    let body = serde_json::to_string(item)?;
    Ok((digest(body.as_bytes()), body))
}

/// What was learned of an item, if it is of the text with this digest.
fn learned(published: &Published, hash: &[u8]) -> Option<Parameters> {
    published.learned.as_ref().filter(|learned| learned.hash == hex(hash)).map(|learned| learned.parameters.clone())
}

fn body_of(edition: &Edition) -> Result<String> {
    let item = |p: &PoolItem| StoredItem {
        id: p.item.id.clone(),
        version: p.item.version,
        hash: hex(&p.hash),
        parameters: p.parameters.clone(),
        standing: p.standing,
    };
    let stored = Stored { framework: edition.framework.clone(), blueprint: edition.blueprint.clone(), items: edition.pool.iter().map(item).collect() };
    Ok(serde_json::to_string(&stored)?)
}

/// The digest that names an edition, so that a report can say of which it speaks.
///
/// # Errors
/// The edition cannot be written.
pub fn edition_digest(edition: &Edition) -> Result<String> {
    Ok(hex(&digest(body_of(edition)?.as_bytes())))
}

/// Editions in memory: the current one, and those that older sessions began with.
#[derive(Debug)]
pub struct Editions {
    current: RwLock<Option<CurrentEditions>>,
    known: RwLock<BTreeMap<Uuid, Arc<Edition>>>,
    /// The digest of the edition of exams that is simulated here, or was.
    foreseeing: Mutex<Option<String>>,
}

impl Editions {
    /// With the current ones only.
    pub fn new(current: CurrentEditions) -> Self {
        let editions = Self::empty();
        editions.replace_all(current);
        editions
    }

    /// With none: for whoever only looks at older sessions.
    pub fn empty() -> Self {
        Self { current: RwLock::new(None), known: RwLock::default(), foreseeing: Mutex::default() }
    }

    /// The edition that new sessions begin with.
    ///
    /// # Panics
    /// There is none: only a server starts sessions, and it has published one before it serves.
    pub fn current(&self) -> CurrentEdition {
        self.all().positioning
    }

    /// The edition that new exams begin with.
    ///
    /// # Panics
    /// As [`current`](Self::current).
    pub fn certification(&self) -> CurrentEdition {
        self.all().certification
    }

    fn all(&self) -> CurrentEditions {
        self.current.read().unwrap_or_else(PoisonError::into_inner).clone().expect("a server has published its content")
    }

    /// New sessions and new exams begin with these from now on. What was found of an edition stays with it.
    pub fn replace_all(&self, mut current: CurrentEditions) {
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        for one in [&current.positioning, &current.certification] {
            known.insert(one.id, Arc::clone(&one.edition));
        }
        drop(known);
        let mut now = self.current.write().unwrap_or_else(PoisonError::into_inner);
        let before = now.take().map(|before| before.certification).filter(|before| before.digest == current.certification.digest);
        current.certification.simulated_exams = current.certification.simulated_exams.or(before.and_then(|before| before.simulated_exams));
        *now = Some(current);
    }

    /// Whether nobody simulates the edition of exams of this digest yet; from now on somebody does.
    pub(crate) fn begins_to_foresee(&self, digest: &str) -> bool {
        let mut foreseeing = self.foreseeing.lock().unwrap_or_else(PoisonError::into_inner);
        let is_new = foreseeing.as_deref() != Some(digest);
        *foreseeing = Some(digest.to_owned());
        is_new
    }

    /// What was found of an edition of exams, if it is still that of now.
    pub(crate) fn foreseen(&self, found: SimulatedExams) {
        let mut now = self.current.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(current) = now.as_mut().filter(|current| current.certification.digest == found.edition) {
            current.certification.simulated_exams = Some(Arc::new(found));
        }
    }

    /// New sessions begin with this one from now on; exams with that of before.
    pub fn replace(&self, positioning: CurrentEdition) {
        self.replace_all(CurrentEditions { positioning, ..self.all() });
    }

    /// An edition by its name, from memory or from the store.
    ///
    /// # Errors
    /// It is not in the store, or what is stored cannot be read.
    pub async fn get(&self, store: &Store, id: Uuid) -> Result<Arc<Edition>> {
        if let Some(edition) = self.known.read().unwrap_or_else(PoisonError::into_inner).get(&id) {
            return Ok(Arc::clone(edition));
        }
        let edition = Arc::new(load(store, id).await?);
        self.known.write().unwrap_or_else(PoisonError::into_inner).insert(id, Arc::clone(&edition));
        Ok(edition)
    }
}

/// Reads an edition back from the store.
async fn load(store: &Store, id: Uuid) -> Result<Edition> {
    let (stored, bodies) = store
        .read(move |tx| {
            Box::pin(async move {
                let row = editions::by_id(tx, id).await?.ok_or_else(|| Failure::Broken(format!("edition {id} is not stored")))?;
                let stored: Stored = serde_json::from_str(&row.body)?;
                let mut bodies = Vec::with_capacity(stored.items.len());
                for item in &stored.items {
                    let hash = unhex(&item.hash).ok_or_else(|| Failure::Broken(format!("item {}: digest", item.id)))?;
                    let version =
                        editions::item_version(tx, &hash).await?.ok_or_else(|| Failure::Broken(format!("item {} of edition {id} is not stored", item.id)))?;
                    bodies.push((hash, version.body));
                }
                Ok::<_, Failure>((stored, bodies))
            })
        })
        .await?;
    let mut entries = Vec::with_capacity(bodies.len());
    for (stored, (hash, body)) in stored.items.into_iter().zip(bodies) {
        let item: Item = serde_json::from_str(&body)?;
        entries.push(Entry { item, hash, parameters: Some(stored.parameters), standing: stored.standing });
    }
    Edition::new(stored.framework, stored.blueprint, entries).map_err(Failure::Broken)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `before.json` beside the tests of `domain`: what the program of 22 November 2026 had stored.
    #[test]
    fn an_edition_of_before_is_read_and_named_as_it_was() {
        let before: serde_json::Value = serde_json::from_str(include_str!("../../../../domain/tests/it/before.json")).expect("JSON");
        let body = before["edition"].as_str().expect("the text of an edition");
        let stored: Stored = serde_json::from_str(body).expect("the edition is read");
        let mut items: Vec<Item> =
            before["items"].as_array().expect("items").iter().map(|i| serde_json::from_str(i.as_str().expect("a text")).expect("an item")).collect();
        items.sort_by(|a, b| a.id.cmp(&b.id));
        let entry = |(stored, item): (StoredItem, Item)| {
            assert_eq!(stored.standing, Standing::Counted);
            Entry { hash: unhex(&stored.hash).expect("hexadecimal"), item, parameters: Some(stored.parameters), standing: stored.standing }
        };
        let entries = stored.items.into_iter().zip(items).map(entry).collect();
        let edition = Edition::new(stored.framework, stored.blueprint, entries).expect("an edition");
        assert_eq!(body_of(&edition).expect("written"), body);
    }
}
