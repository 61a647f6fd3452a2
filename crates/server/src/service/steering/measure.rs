//! Measuring finished sittings: what each adds to the sums.

use domain::steering::Measure;
use store::answers;
use store::releases::{self, Unmeasured};
use store::results;
use store::{Store, StoreError};

use crate::service::Result;
use crate::service::bank::lines;
use crate::service::content::Editions;

/// Sittings read and written at once.
const AT_ONCE: i64 = 60;

/// Whether a sitting waits to be measured.
///
/// # Errors
/// The store's.
pub async fn waits(store: &Store) -> Result<bool> {
    Ok(store.read(|tx| Box::pin(releases::any_unmeasured(tx))).await?)
}

/// Measures the sittings that have waited longest, and says how many: nothing when none waits. A sitting whose session was erased, or cannot be read, is
/// marked without a measure: the others must not wait for it.
///
/// # Errors
/// The store's.
pub async fn measure_waiting(store: &Store, editions: &Editions, now: i64) -> Result<usize> {
    let waiting = store.read(|tx| Box::pin(releases::unmeasured(tx, AT_ONCE))).await?;
    let mut measures = Vec::with_capacity(waiting.len());
    for sitting in waiting {
        let measure = measure(store, editions, &sitting).await?;
        measures.push((sitting.id, measure.map(|measure| measure.to_bytes())));
    }
    let count = measures.len();
    if count > 0 {
        store
            .write(move |tx| {
                let measures = measures.clone();
                Box::pin(async move {
                    for (id, measure) in &measures {
                        releases::measured(tx, *id, measure.as_deref(), now).await?;
                    }
                    Ok::<_, StoreError>(())
                })
            })
            .await?;
    }
    Ok(count)
}

async fn measure(store: &Store, editions: &Editions, sitting: &Unmeasured) -> Result<Option<Measure>> {
    let Some((session, edition)) = sitting.session else { return Ok(None) };
    let read =
        store.read(move |tx| Box::pin(async move { Ok::<_, StoreError>((results::of_session(tx, session).await?, answers::all_of(tx, session).await?)) }));
    let (Some(result), log) = read.await? else { return Ok(None) };
    let edition = editions.get(store, edition).await?;
    // a person answers a question once in the sums of a campaign, however often they take it
    let log = if sitting.sitting == 1 { log } else { Vec::new() };
    let scope: Vec<&str> = sitting.competences.split_whitespace().collect();
    let parsed = serde_json::from_str(&result.body).map_err(|error| error.to_string());
    match parsed.and_then(|profile| Ok((profile, lines(&edition, &log)?))) {
        Ok((profile, lines)) => Ok(Some(Measure::of(&profile, &edition, &lines, &scope))),
        Err(why) => {
            tracing::warn!(participation = %sitting.id, why, "its result is not added to those of its campaign");
            Ok(None)
        }
    }
}
