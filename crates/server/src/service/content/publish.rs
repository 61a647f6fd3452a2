//! Publishing: the checked content becomes an edition, frozen and named by its digest.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, PoisonError, RwLock};

use domain::bank::{Edition, Entry, Parameters, PoolItem, Standing};
use domain::blueprint::Blueprint;
use domain::framework::Framework;
use domain::item::Item;
use serde::{Deserialize, Serialize};
use store::{Store, editions};
use uuid::Uuid;

use super::check::Checked;
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
}

/// Puts the edition of the checked content into the store, unless it is there already.
///
/// # Errors
/// The content has defects, or the store could not.
pub async fn publish(store: &Store, checked: Checked, clock: &Clock, entropy: &Entropy) -> Result<CurrentEdition> {
    if let Some(defect) = checked.defects.first() {
        return Err(Failure::Broken(format!("{}:{}: {} {} ({} defects)", defect.file, defect.line, defect.code, defect.detail, checked.defects.len())));
    }
    let (Some(framework), Some(blueprint)) = (checked.framework, checked.blueprint) else {
        return Err(Failure::Broken("no framework or no blueprint".into()));
    };
    let now = clock.now();
    let (entries, bodies): (Vec<Entry>, Vec<String>) = entries(checked.items, &checked.tried_out)?.into_iter().unzip();
    let version = |(entry, body): (&Entry, String)| editions::ItemVersion {
        hash: entry.hash.clone(),
        item_id: entry.item.id.clone(),
        version: i64::from(entry.item.version),
        body,
        added_at: now,
    };
    let versions: Vec<editions::ItemVersion> = entries.iter().zip(bodies).map(version).collect();
    let edition = Edition::new(framework, blueprint, entries).map_err(Failure::Broken)?;
    let body = body_of(&edition)?;
    let hash = digest(body.as_bytes());
    let new = editions::Edition { id: entropy.id(now), hash: hash.clone(), body, created_at: now };
    let known = {
        let hash = new.hash.clone();
        store.read(move |tx| Box::pin(async move { editions::by_hash(tx, &hash).await })).await?
    };
    let id = match known {
        Some(known) => known.id,
        None => {
            store
                .write(move |tx| {
                    Box::pin(async move {
                        for version in &versions {
                            editions::put_item_version(tx, version).await?;
                        }
                        editions::insert_if_new(tx, &new).await
                    })
                })
                .await?
        }
    };
    Ok(CurrentEdition { id, digest: hex(&hash), edition: Arc::new(edition) })
}

/// Items of the content as an edition takes them: each with the digest of its text and its author's parameters, and tried out if it is named so.
///
/// # Errors
/// An item cannot be written.
pub fn entries(items: Vec<Item>, tried_out: &BTreeSet<String>) -> Result<Vec<(Entry, String)>> {
    items
        .into_iter()
        .map(|item| {
            let body = serde_json::to_string(&item)?;
            let standing = if tried_out.contains(&item.id) { Standing::Pretest } else { Standing::Counted };
            Ok((Entry { item, hash: digest(body.as_bytes()), parameters: None, standing }, body))
        })
        .collect()
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
    current: RwLock<Option<CurrentEdition>>,
    known: RwLock<BTreeMap<Uuid, Arc<Edition>>>,
}

impl Editions {
    /// With the current one only.
    pub fn new(current: CurrentEdition) -> Self {
        let known = BTreeMap::from([(current.id, Arc::clone(&current.edition))]);
        Self { current: RwLock::new(Some(current)), known: RwLock::new(known) }
    }

    /// From now on new sessions begin with this one; those under way keep theirs.
    pub fn adopt(&self, current: CurrentEdition) {
        self.known.write().unwrap_or_else(PoisonError::into_inner).insert(current.id, Arc::clone(&current.edition));
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Some(current);
    }

    /// With none: for whoever only looks at older sessions.
    pub fn empty() -> Self {
        Self { current: RwLock::new(None), known: RwLock::default() }
    }

    /// The edition that new sessions begin with.
    ///
    /// # Panics
    /// There is none: only a server starts sessions, and it has published one before it serves.
    pub fn current(&self) -> CurrentEdition {
        self.current.read().unwrap_or_else(PoisonError::into_inner).clone().expect("a server has published its content")
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
