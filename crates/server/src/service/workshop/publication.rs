//! From what was decided about items to a bank that people meet: a publication, frozen, and the edition made of it.
//!
//! Decisions wait ([`store::standings`]) until somebody publishes them all. A single one that cannot wait, a wrong key, is published
//! alone, on top of the newest publication.

use std::collections::BTreeMap;

use domain::item::Item;
use domain::workshop::{Change, Learned, Publication, Published, Standing};
use store::audit::{self, Line};
use store::{StoreError, calibrations, certification_rules, editions, publications, standings, workshop};
use uuid::Uuid;

use crate::app::App;
use crate::secret::hex;
use crate::service::content::{compose, newest, written};
use crate::service::{Failure, Result};

/// A publication that was put together and not published.
#[derive(Debug, Clone)]
pub struct Proposed {
    /// What it says.
    pub publication: Publication,
    /// Texts of the workshop that it names.
    pub texts: BTreeMap<String, Item>,
    /// Number of the newest publication, from which it was made; 0 when there was none.
    pub after: i64,
}

/// What all decisions together would make of the bank.
///
/// # Errors
/// The store's, or what is stored cannot be read.
pub async fn proposed(app: &App) -> Result<Proposed> {
    let decisions = app.store.read(|tx| Box::pin(standings::all(tx))).await?;
    let (newest, before) = newest(&app.store).await?;
    let mut proposed = Proposed { publication: Publication::default(), texts: BTreeMap::new(), after: newest.map_or(0, |newest| newest.number) };
    for decision in &decisions {
        let (published, text) = published(app, decision, before.of(&decision.item_id)).await?;
        proposed.texts.extend(text.map(|text| (published.id.clone(), text)));
        proposed.publication.put(published);
    }
    Ok(proposed)
}

/// What one decision would make of the bank, whatever else waits.
///
/// # Errors
/// The store's, or what is stored cannot be read.
pub async fn decided(app: &App, decision: &standings::Standing) -> Result<Proposed> {
    let (newest, mut publication) = newest(&app.store).await?;
    let (published, text) = published(app, decision, publication.of(&decision.item_id)).await?;
    let texts = text.map(|text| (published.id.clone(), text)).into_iter().collect();
    publication.put(published);
    Ok(Proposed { publication, texts, after: newest.map_or(0, |newest| newest.number) })
}

/// An item as a publication takes it, with the text of the workshop that it names.
async fn published(app: &App, decision: &standings::Standing, before: Option<&Published>) -> Result<(Published, Option<Item>)> {
    let id = decision.item_id.clone();
    let standing = Standing::parse(&decision.standing).ok_or_else(|| Failure::Broken(format!("{id}: standing {}", decision.standing)))?;
    let revisions = {
        let id = id.clone();
        app.store.read(move |tx| Box::pin(async move { workshop::revisions(tx, &id).await })).await?
    };
    let text = match decision.revision {
        None => None,
        Some(number) => {
            let revision = revisions.iter().find(|one| one.revision == number).ok_or_else(|| Failure::Broken(format!("{id}: revision {number}")))?;
            Some(formats::content::item(&revision.body).map_err(|defect| Failure::Broken(format!("{id}: revision {number}: {defect:?}")))?)
        }
    };
    let hash = text.as_ref().map(written).transpose()?.map(|(hash, _)| hex(&hash));
    // what was learned of a text is true of another only if the words alone differ
    let since = before.and_then(|before| before.revision).unwrap_or(0);
    let words_only = decision.revision.is_none_or(|now| {
        revisions.iter().filter(|one| one.revision > since && one.revision <= now && one.author_id.is_some()).all(|one| one.change == Change::Wording.code())
    });
    let learned = before.and_then(|before| before.learned.clone()).filter(|_| words_only);
    let learned = learned.map(|learned| Learned { hash: hash.clone().unwrap_or(learned.hash), ..learned });
    Ok((Published { id, standing, revision: decision.revision, hash, learned }, text))
}

/// Publishes: new sessions begin with the edition made of it, those under way keep theirs. `also` are decisions that are kept in the
/// same transaction, `lines` what the audit log says of it. Returns the publication's identifier.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody else published meanwhile: nothing was written, put it together again. `Broken` when no edition can
/// be made of it: nothing was written either.
pub async fn publish(app: &App, proposed: &Proposed, note: &str, by: Option<Uuid>, also: Vec<standings::Standing>, lines: Vec<Line>) -> Result<Uuid> {
    publish_with(app, proposed, note, by, Decisions { put: also, forgotten: Vec::new() }, lines).await
}

/// [`publish`] what a calibration learned: it is approved in the same transaction.
///
/// # Errors
/// As [`publish`]; a conflict too when the calibration no longer waits for a decision.
pub async fn publish_calibrated(
    app: &App,
    proposed: &Proposed,
    by: Option<Uuid>,
    also: Vec<standings::Standing>,
    lines: Vec<Line>,
    calibration: Uuid,
) -> Result<Uuid> {
    publish_also(app, proposed, "", by, Decisions { put: also, forgotten: Vec::new() }, lines, Some(calibration)).await
}

/// Decisions that change together with a publication.
#[derive(Debug, Clone, Default)]
pub struct Decisions {
    /// Taken now.
    pub put: Vec<standings::Standing>,
    /// Items about which nothing is decided any more.
    pub forgotten: Vec<String>,
}

/// [`publish`], with decisions that are taken back, too.
///
/// # Errors
/// As [`publish`].
pub async fn publish_with(app: &App, proposed: &Proposed, note: &str, by: Option<Uuid>, also: Decisions, lines: Vec<Line>) -> Result<Uuid> {
    publish_also(app, proposed, note, by, also, lines, None).await
}

async fn publish_also(
    app: &App,
    proposed: &Proposed,
    note: &str,
    by: Option<Uuid>,
    also: Decisions,
    lines: Vec<Line>,
    calibration: Option<Uuid>,
) -> Result<Uuid> {
    let checked = crate::app::checked(&app.files, &app.store).await?;
    // tried before it is written, so that no publication exists of which no edition can be made
    compose(checked, &proposed.publication, proposed.texts.clone())?;
    let now = app.clock.now();
    let versions: Vec<editions::ItemVersion> = proposed
        .texts
        .values()
        .map(|item| {
            let (hash, body) = written(item)?;
            Ok(editions::ItemVersion { hash, item_id: item.id.clone(), version: i64::from(item.version), body, added_at: now })
        })
        .collect::<Result<_>>()?;
    let row = publications::Publication {
        id: app.entropy.id(now),
        number: proposed.after + 1,
        at: now,
        body: serde_json::to_string(&proposed.publication)?,
        note: note.to_owned(),
        published_by: by,
    };
    let id = row.id;
    app.store
        .write(move |tx| {
            Box::pin(async move {
                for version in &versions {
                    editions::put_item_version(tx, version).await?;
                }
                for standing in &also.put {
                    standings::put(tx, standing).await?;
                }
                for item in &also.forgotten {
                    standings::forget(tx, item).await?;
                }
                for line in &lines {
                    audit::add(tx, line).await?;
                }
                publications::insert(tx, &row).await?;
                if let Some(calibration) = calibration
                    && !calibrations::decide(tx, calibration, "approved", by, now, Some(row.id)).await?
                {
                    return Err(StoreError::Conflict { what: "calibration(status)".into() });
                }
                Ok(())
            })
        })
        .await?;
    app.republish().await?;
    Ok(id)
}

/// Takes the newest publication and the newest rules of certification, where another server made some since this one's editions. Says whether
/// there were any.
///
/// # Errors
/// The store's, or no edition can be made of it: then new sessions begin with the edition of before.
pub async fn catch_up(app: &App) -> Result<bool> {
    let (publication, rules) = app
        .store
        .read(|tx| Box::pin(async move { Ok::<_, StoreError>((publications::latest_id(tx).await?, certification_rules::newest(tx).await?)) }))
        .await
        .map_err(Failure::from)?;
    let current = app.editions.certification();
    if publication == current.publication && rules.map(|rules| rules.id) == current.rules {
        return Ok(false);
    }
    app.republish().await?;
    Ok(true)
}
