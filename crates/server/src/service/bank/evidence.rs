//! What the answers say of the items of the bank, read from the sums.

use std::collections::BTreeMap;

use domain::bank::PoolItem;
use domain::evidence::{ChoiceSums, ItemEvidence, ItemSums, Judged, Slice, Sums, judge};
use store::Store;
use store::evidence::{self, Choice, Statistic};

use crate::service::content::CurrentEdition;
use crate::service::{Failure, Result};

/// Every item that is drawn today, in order of its name.
///
/// # Errors
/// The store's.
pub async fn of_bank(store: &Store, current: &CurrentEdition) -> Result<Vec<ItemEvidence>> {
    let (statistics, choices) = store.read(|tx| Box::pin(evidence::of_all(tx))).await?;
    let edition = current.edition.clone();
    let judged = tokio::task::spawn_blocking(move || {
        let mut sums = gathered(statistics, choices);
        edition.pool.iter().map(|pooled| of(pooled, &sums.remove(&pooled.hash).unwrap_or_default())).collect()
    });
    judged.await.map_err(|e| Failure::Broken(e.to_string()))
}

/// One item that is drawn today; none when there is none of that name.
///
/// # Errors
/// The store's.
pub async fn of_item(store: &Store, current: &CurrentEdition, id: &str) -> Result<Option<ItemEvidence>> {
    let Some(place) = current.edition.place(id) else { return Ok(None) };
    let pooled = &current.edition.pool[place];
    let hash = pooled.hash.clone();
    let (statistics, choices) = store.read(move |tx| Box::pin(async move { evidence::of_item(tx, &hash).await })).await?;
    Ok(Some(of(pooled, &gathered(statistics, choices).remove(&pooled.hash).unwrap_or_default())))
}

fn of(pooled: &PoolItem, sums: &ItemSums) -> ItemEvidence {
    judge(Judged { item: &pooled.item, parameters: &pooled.parameters, domain: pooled.domain }, sums)
}

/// The rows of each item; those of a kind that this version does not know are passed over.
fn gathered(statistics: Vec<Statistic>, choices: Vec<Choice>) -> BTreeMap<Vec<u8>, ItemSums> {
    let mut all: BTreeMap<Vec<u8>, ItemSums> = BTreeMap::new();
    for row in statistics {
        if let (Some(slice), Ok(bin)) = (Slice::from_stored(&row.kind, &row.value), u8::try_from(row.bin)) {
            all.entry(row.item_hash).or_default().slices.insert((slice, bin), Sums::from_array(row.sums));
        }
    }
    for row in choices {
        all.entry(row.item_hash).or_default().choices.insert(row.class, ChoiceSums { answers: row.answers, ability: row.ability });
    }
    all
}
