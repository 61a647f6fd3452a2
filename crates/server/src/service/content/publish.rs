//! Publishing: the checked content becomes an edition, frozen and named by its digest.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use domain::bank::{Edition, Entry, Parameters};
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
}

/// The edition that new sessions begin with.
#[derive(Debug, Clone)]
pub struct CurrentEdition {
    /// Its name in the store.
    pub id: Uuid,
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
    let mut versions = Vec::with_capacity(checked.items.len());
    let mut entries = Vec::with_capacity(checked.items.len());
    let now = clock.now();
    for item in checked.items {
        let body = serde_json::to_string(&item)?;
        let hash = digest(body.as_bytes());
        versions.push(editions::ItemVersion { hash: hash.clone(), item_id: item.id.clone(), version: i64::from(item.version), body, added_at: now });
        entries.push(Entry { item, hash, parameters: None });
    }
    let edition = Edition::new(framework, blueprint, entries).map_err(Failure::Broken)?;
    let stored = Stored {
        framework: edition.framework.clone(),
        blueprint: edition.blueprint.clone(),
        items: edition
            .pool
            .iter()
            .map(|p| StoredItem { id: p.item.id.clone(), version: p.item.version, hash: hex(&p.hash), parameters: p.parameters.clone() })
            .collect(),
    };
    let body = serde_json::to_string(&stored)?;
    let new = editions::Edition { id: entropy.id(now), hash: digest(body.as_bytes()), body, created_at: now };
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
    Ok(CurrentEdition { id, edition: Arc::new(edition) })
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
        entries.push(Entry { item, hash, parameters: Some(stored.parameters) });
    }
    Edition::new(stored.framework, stored.blueprint, entries).map_err(Failure::Broken)
}
