//! Adding finished sessions to the sums of their items.
//!
//! A job does it, some seconds after a session is over, and not the request that ends it: nobody waits for statistics, and a hundred sessions at once
//! cost the database a tenth of what one by one would. A session that is not in the sums says so itself (`folded_at`), so that there is no
//! watermark that a late commit could slip under; it is marked in the transaction that adds it, so that it is added once however many servers
//! there are and whenever one is killed. Sessions from before this column wait like the others: that is the backfill.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::bank::Edition;
use domain::evidence::{Circumstances, ItemSums, Line, fold};
use formats::content::People;
use store::answers::{self, Answer};
use store::evidence::{self, Choice, Statistic, Waiting};
use store::{Store, StoreError};
use uuid::Uuid;

use crate::service::archive::Month;
use crate::service::content::Editions;
use crate::service::{Failure, Result};

/// Sessions in one transaction. On SQLite every other write waits meanwhile: some tens of milliseconds.
const AT_ONCE: i64 = 60;

/// What was added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Folded {
    /// Sessions, those without an answer to add included.
    pub sessions: u64,
    /// Answers.
    pub answers: u64,
}

/// How many finished sessions are not yet in the sums.
///
/// # Errors
/// The store's.
pub async fn waiting(store: &Store) -> Result<i64> {
    Ok(store.read(|tx| Box::pin(evidence::count_waiting(tx))).await?)
}

/// Adds the sessions that have waited longest; nothing when none waits.
///
/// A session whose answers left for the archive before they were added, or cannot be read, is marked without them: the others must not wait for it.
///
/// # Errors
/// The store's; a conflict when another server added one of them, or somebody erased it, meanwhile: nothing was added then.
pub async fn fold_waiting(store: &Store, editions: &Editions, people: &People, now: i64) -> Result<Folded> {
    let mut sessions = Vec::new();
    for (row, log) in read(store).await? {
        let edition = editions.get(store, row.edition_id).await?;
        let lines = lines(&edition, &log).unwrap_or_else(|why| {
            tracing::warn!(session = %row.id, why, "its answers are not added to the statistics of their items");
            Vec::new()
        });
        sessions.push((row.id, edition, lines, circumstances(&row, people)));
    }
    if sessions.is_empty() {
        return Ok(Folded::default());
    }
    let folded = Folded { sessions: sessions.len() as u64, answers: sessions.iter().map(|(_, _, lines, _)| lines.len() as u64).sum() };
    let mut ids: Vec<Uuid> = sessions.iter().map(|(id, ..)| *id).collect();
    ids.sort_unstable();
    let (statistics, choices) = tokio::task::spawn_blocking(move || rows(&sessions)).await.map_err(|e| Failure::Broken(e.to_string()))?;
    let write = Arc::new((ids, statistics, choices));
    store
        .write(move |tx| {
            let write = Arc::clone(&write);
            Box::pin(async move { evidence::add(tx, &write.0, &write.1, &write.2, now).await })
        })
        .await?;
    Ok(folded)
}

async fn read(store: &Store) -> Result<Vec<(Waiting, Vec<Answer>)>, StoreError> {
    store
        .read(|tx| {
            Box::pin(async move {
                let mut sessions = Vec::new();
                for row in evidence::waiting(tx, AT_ONCE).await? {
                    let log = answers::all_of(tx, row.id).await?;
                    sessions.push((row, log));
                }
                Ok(sessions)
            })
        })
        .await
}

fn circumstances(row: &Waiting, people: &People) -> Circumstances {
    let family = |trade: &String| people.trades.iter().find(|named| named.id == *trade).and_then(|named| named.family.clone());
    let month = Month::of(row.finished_at).map_or_else(String::new, |month| month.to_string());
    Circumstances { month, trade: row.trade.as_ref().and_then(family), setting: row.setting.clone() }
}

/// Answers as the rules read them, or why they cannot be read. A question that was set aside has none.
pub(in crate::service) fn lines(edition: &Edition, log: &[Answer]) -> std::result::Result<Vec<Line>, String> {
    let line = |answer: &Answer| {
        let place = edition.place(&answer.item_id).ok_or_else(|| format!("item {} is not in its edition", answer.item_id))?;
        let response = answer.response.as_deref().map(serde_json::from_str).transpose().map_err(|e| e.to_string())?;
        Ok(Line {
            item: u16::try_from(place).map_err(|e| e.to_string())?,
            won: u8::try_from(answer.category).map_err(|e| e.to_string())?,
            shown: serde_json::from_str(&answer.shown).map_err(|e| e.to_string())?,
            response,
            elapsed: answer.elapsed,
        })
    };
    log.iter().filter(|answer| answer.category != answers::ASIDE).map(line).collect()
}

fn rows(sessions: &[(Uuid, Arc<Edition>, Vec<Line>, Circumstances)]) -> (Vec<Statistic>, Vec<Choice>) {
    let mut sums: BTreeMap<Vec<u8>, ItemSums> = BTreeMap::new();
    for (_, edition, lines, circumstances) in sessions {
        fold(edition, lines, circumstances, &mut sums);
    }
    let (mut statistics, mut choices) = (Vec::new(), Vec::new());
    for (item_hash, item) in sums {
        for ((slice, bin), sums) in &item.slices {
            let (kind, value) = slice.stored();
            statistics.push(Statistic {
                item_hash: item_hash.clone(),
                kind: kind.to_owned(),
                value: value.to_owned(),
                bin: i64::from(*bin),
                sums: sums.to_array(),
            });
        }
        for (class, sums) in item.choices {
            choices.push(Choice { item_hash: item_hash.clone(), class, answers: sums.answers, ability: sums.ability });
        }
    }
    (statistics, choices)
}
