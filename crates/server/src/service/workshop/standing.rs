//! Where a question stands in the bank, what may be decided about it, and deciding.
//!
//! A decision waits for the next publication, but for one: a question that is suspended, because its key is wrong, leaves the drawing at once.

use domain::access::{Authorised, EnterWorkshop, GovernBank, ReviewItems};
use domain::refusal::Refusal;
use domain::workshop::{Change, Decision, Place, Published, Stage, Standing, next_standing};
use store::{StoreError, Tx, audit, standings, workshop};
use uuid::Uuid;

use super::publication::{decided, publish};
use super::review::clean;
use super::shipped::shipped;
use crate::app::App;
use crate::service::audit::{Act, By, Origin, line};
use crate::service::content::newest;
use crate::service::{Failure, Result};

/// Tries at a publication while others publish, too.
const TRIES: usize = 5;

/// Everything that is decided by somebody, not found by a calibration.
const DECISIONS: [Decision; 5] = [Decision::TryOut, Decision::Replace, Decision::Suspend, Decision::Restore, Decision::Retire];

/// Where a question stands.
#[derive(Debug, Clone)]
pub struct StandingOf {
    /// As the rules look at it.
    pub place: Place,
    /// What was decided, with who and why; nothing for a question that is as it came.
    pub decided: Option<standings::Standing>,
    /// What the newest publication says of it.
    pub published: Option<Published>,
    /// Number of its newest text in the workshop.
    pub newest: Option<i64>,
    /// What may be decided now.
    pub ways: Vec<Decision>,
}

impl StandingOf {
    /// Whether what was decided is not what people meet yet.
    pub fn waits(&self) -> bool {
        self.decided.as_ref().is_some_and(|decided| {
            self.published.as_ref().is_none_or(|published| published.standing.code() != decided.standing || published.revision != decided.revision)
        })
    }
}

/// Where a question stands; as if nothing were known of it where nothing is.
///
/// # Errors
/// [`Refusal::NotFound`].
pub async fn standing_of(app: &App, _: &Authorised<EnterWorkshop>, item_id: &str) -> Result<StandingOf> {
    let (id, is_shipped) = (item_id.to_owned(), is_shipped(app, item_id));
    let read = app.store.read(move |tx| {
        let id = id.clone();
        Box::pin(async move { known(tx, &id, is_shipped).await })
    });
    let (place, decided, newest_text) = read.await?;
    let (_, publication) = newest(&app.store).await?;
    let ways = DECISIONS.into_iter().filter(|way| next_standing(&place, *way).is_ok()).collect();
    Ok(StandingOf { place, decided, published: publication.of(item_id).cloned(), newest: newest_text, ways })
}

/// Whether a question is drawn without anybody having decided so.
fn is_shipped(app: &App, item_id: &str) -> bool {
    shipped(app).contains_key(item_id)
}

async fn known(tx: &mut Tx<'_>, id: &str, is_shipped: bool) -> Result<(Place, Option<standings::Standing>, Option<i64>)> {
    let (row, decided) = (workshop::by_id(tx, id).await?, standings::by_item(tx, id).await?);
    if row.is_none() && decided.is_none() && !is_shipped {
        return Err(Refusal::NotFound.into());
    }
    let standing = match &decided {
        Some(decided) => Standing::parse(&decided.standing),
        None => is_shipped.then_some(Standing::Provisional),
    };
    let drawn = decided.as_ref().and_then(|d| d.revision).unwrap_or_default();
    let since = workshop::revisions(tx, id).await?.into_iter().filter(|text| text.revision > drawn && text.author_id.is_some()).collect::<Vec<_>>();
    let place = Place {
        standing,
        approved: row.as_ref().is_some_and(|row| row.stage == Stage::Approved.code()),
        wording_only: !since.is_empty() && since.iter().all(|text| text.change == Change::Wording.code()),
        before: decided.as_ref().and_then(|d| d.before.as_deref()).and_then(Standing::parse),
    };
    Ok((place, decided, row.map(|row| row.revision)))
}

/// What stands in the place of a decision once this one is taken.
fn after(
    place: Place,
    decided: Option<&standings::Standing>,
    newest: Option<i64>,
    decision: Decision,
) -> Result<(Standing, Option<Standing>, Option<i64>), Refusal> {
    let standing = next_standing(&place, decision)?;
    let kept = decided.and_then(|d| d.revision);
    let revision = if matches!(decision, Decision::TryOut | Decision::Replace) { newest } else { kept };
    Ok((standing, if decision == Decision::Suspend { place.standing } else { None }, revision))
}

/// Takes a question out of the drawing at once: new sessions do not meet it, those under way keep their edition. Done already is done.
///
/// # Errors
/// [`Refusal::ReasonMissing`], [`Refusal::WrongStanding`] when it is not drawn, [`Refusal::NotFound`].
pub async fn suspend(app: &App, by: &Authorised<ReviewItems>, item_id: &str, reason: &str, origin: &Origin<'_>) -> Result<()> {
    let (who, reason) = (Uuid::from_u128(by.object().person), clean(reason)?);
    if reason.is_empty() {
        return Err(Refusal::ReasonMissing.into());
    }
    for _ in 0..TRIES {
        let (id, is_shipped) = (item_id.to_owned(), is_shipped(app, item_id));
        let read = app.store.read(move |tx| {
            let id = id.clone();
            Box::pin(async move { known(tx, &id, is_shipped).await })
        });
        let (place, kept, newest) = read.await?;
        if place.standing == Some(Standing::Suspended) {
            return Ok(());
        }
        let (standing, before, revision) = after(place, kept.as_ref(), newest, Decision::Suspend)?;
        let decision = standings::Standing {
            item_id: item_id.to_owned(),
            standing: standing.code().to_owned(),
            before: before.map(|b| b.code().to_owned()),
            revision,
            note: reason.clone(),
            decided_by: Some(who),
            at: app.clock.now(),
        };
        let proposed = decided(app, &decision).await?;
        let line = line(app, Act::ItemSuspended, By::Workshop, Some(who), Some(item_id.to_owned()), origin);
        match publish(app, &proposed, &reason, Some(who), vec![decision], vec![line]).await {
            Err(Failure::Store(StoreError::Conflict { .. })) => {}
            other => return other.map(drop),
        }
    }
    Err(StoreError::Busy.into())
}

/// What somebody decides about a question, for the next publication.
#[derive(Debug, Clone)]
pub struct Decided {
    /// The question.
    pub item_id: String,
    /// What.
    pub decision: Decision,
    /// The number of the newest text that they saw, where the decision is about a text.
    pub newest: Option<i64>,
    /// Why.
    pub note: String,
}

/// Decides about a question. It waits for the next publication. Decided already is decided.
///
/// # Errors
/// What [`next_standing`] says, [`Refusal::TextChanged`] when there is a newer text than the one that was seen, [`Refusal::NotFound`].
pub async fn decide(app: &App, by: &Authorised<GovernBank>, decided: Decided, origin: &Origin<'_>) -> Result<()> {
    let (who, note, now) = (Uuid::from_u128(by.object().person), clean(&decided.note)?, app.clock.now());
    let is_shipped = is_shipped(app, &decided.item_id);
    let act = (decided.decision == Decision::Retire).then_some(Act::ItemRetired);
    let line = act.map(|act| line(app, act, By::Workshop, Some(who), Some(decided.item_id.clone()), origin));
    app.store
        .write(move |tx| {
            let (decided, note, line) = (decided.clone(), note.clone(), line.clone());
            Box::pin(async move {
                let (place, kept, newest) = known(tx, &decided.item_id, is_shipped).await?;
                let is_about_a_text = matches!(decided.decision, Decision::TryOut | Decision::Replace);
                if is_about_a_text && decided.newest != newest {
                    return Err(Refusal::TextChanged.into());
                }
                let was = (decided.decision == Decision::Retire && place.standing == Some(Standing::Retired))
                    || (decided.decision == Decision::TryOut
                        && place.standing == Some(Standing::Pretest)
                        && kept.as_ref().is_some_and(|k| k.revision == newest));
                if was {
                    return Ok(());
                }
                let (standing, before, revision) = after(place, kept.as_ref(), newest, decided.decision)?;
                let row = standings::Standing {
                    item_id: decided.item_id,
                    standing: standing.code().to_owned(),
                    before: before.map(|b| b.code().to_owned()),
                    revision,
                    note,
                    decided_by: Some(who),
                    at: now,
                };
                standings::put(tx, &row).await?;
                if let Some(line) = &line {
                    audit::add(tx, line).await?;
                }
                Ok::<_, Failure>(())
            })
        })
        .await
}
