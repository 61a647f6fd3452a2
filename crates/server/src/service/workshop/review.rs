//! Reviewing: the texts of a question with what was said of them, verdicts, and the discussion.
//!
//! Whatever is pressed twice is done once: a verdict that was given stands, and a remark carries the name that the page gave it.

use std::collections::{BTreeMap, BTreeSet};

use domain::access::{Authorised, EnterWorkshop, ReviewItems};
use domain::item::{Item, faults};
use domain::refusal::Refusal;
use domain::workshop::{Stage, Step, Text, Verdict, next_stage};
use store::reviews::{self, Remark, Review};
use store::workshop::{self, Revision, WorkshopItem};
use store::{StoreError, Tx, audit, people, standings};
use uuid::Uuid;

use super::checklist::with_checks;
use super::news::tell;
use crate::app::App;
use crate::service::audit::{Act, By, Origin, line};
use crate::service::{Failure, Result};

/// The longest remark or reason, in characters: a page of text.
const LONGEST: usize = 4000;

/// A question in the making with everything that was said of it.
#[derive(Debug, Clone)]
pub struct Dossier {
    /// Where it stands.
    pub row: WorkshopItem,
    /// Every text, the oldest first.
    pub revisions: Vec<Revision>,
    /// Every verdict, the oldest first.
    pub reviews: Vec<Review>,
    /// Every remark, the oldest first.
    pub remarks: Vec<Remark>,
    /// Addresses of whoever takes part and is still there.
    pub names: BTreeMap<Uuid, String>,
}

impl Dossier {
    /// The text of this number.
    pub fn revision(&self, number: i64) -> Option<&Revision> {
        self.revisions.iter().find(|r| r.revision == number)
    }

    /// The newest text.
    pub fn newest(&self) -> Option<&Revision> {
        self.revision(self.row.revision)
    }

    /// The newest text as the rules look at it.
    pub fn text(&self) -> Text {
        let approved = self.reviews.iter().filter(|r| r.verdict == Verdict::Approve.code()).map(|r| r.revision).max().unwrap_or_default();
        Text {
            revision: self.row.revision,
            stage: Stage::parse(&self.row.stage).unwrap_or(Stage::Draft),
            writers: self.revisions.iter().filter(|r| r.revision > approved).filter_map(|r| r.author_id).map(|id| id.as_u128()).collect(),
            defects: self.newest().map_or(1, |r| defects(&r.body)),
        }
    }

    /// Who is told of what is said of this question: who wrote it or talks about it.
    fn circle(&self) -> BTreeSet<Uuid> {
        let writers = self.revisions.iter().filter_map(|r| r.author_id);
        let talkers = self.remarks.iter().filter_map(|r| r.author_id).chain(self.reviews.iter().filter_map(|r| r.reviewer_id));
        writers.chain(talkers).chain(self.row.author_id).collect()
    }
}

/// The item of a text; what cannot be read yet is none.
pub fn item_of(body: &str) -> Option<Item> {
    formats::content::item(body).ok()
}

fn defects(body: &str) -> usize {
    item_of(body).map_or(1, |item| faults(&item).len())
}

/// Everything about a question in the making.
///
/// # Errors
/// [`Refusal::NotFound`]: the workshop has no text of it.
pub async fn dossier(app: &App, _: &Authorised<EnterWorkshop>, item_id: &str) -> Result<Dossier> {
    let id = item_id.to_owned();
    app.store
        .read(move |tx| {
            let id = id.clone();
            Box::pin(async move { load(tx, &id).await })
        })
        .await
}

pub(super) async fn load(tx: &mut Tx<'_>, id: &str) -> Result<Dossier> {
    let row = workshop::by_id(tx, id).await?.ok_or(Refusal::NotFound)?;
    let (revisions, reviews, remarks) = (workshop::revisions(tx, id).await?, reviews::of_item(tx, id).await?, reviews::remarks(tx, id).await?);
    let mut dossier = Dossier { row, revisions, reviews, remarks, names: BTreeMap::new() };
    let settlers: Vec<Uuid> = dossier.remarks.iter().filter_map(|r| r.resolved_by).collect();
    let decider = standings::by_item(tx, id).await?.and_then(|decided| decided.decided_by);
    for id in dossier.circle().into_iter().chain(settlers).chain(decider) {
        if let Some(email) = people::by_id(tx, id).await?.and_then(|p| p.email) {
            dossier.names.insert(id, email);
        }
    }
    Ok(dossier)
}

/// A judgement of one text.
#[derive(Debug, Clone)]
pub struct Judgement {
    /// The question.
    pub item_id: String,
    /// The number of the text that was read.
    pub revision: i64,
    /// What is decided.
    pub verdict: Verdict,
    /// Why.
    pub reason: String,
    /// What was looked at, of [`CHECKS`](super::CHECKS).
    pub checked: Vec<String>,
}

/// Judges a text. Gives where it stands now.
///
/// # Errors
/// What [`next_stage`] says; [`Refusal::TextChanged`] when another text is the newest by now, [`Refusal::NotFound`].
pub async fn judge(app: &App, by: &Authorised<ReviewItems>, judgement: Judgement, origin: &Origin<'_>) -> Result<Stage> {
    let who = by.object().person;
    let now = app.clock.now();
    let reason = clean(&judgement.reason)?;
    let review = Review {
        id: app.entropy.id(now),
        item_id: judgement.item_id,
        revision: judgement.revision,
        reviewer_id: Some(Uuid::from_u128(who)),
        verdict: judgement.verdict.code().to_owned(),
        note: with_checks(&reason, &judgement.checked),
        at: now,
    };
    let object = format!("{} {}", review.item_id, review.revision);
    let line = (judgement.verdict == Verdict::Approve).then(|| line(app, Act::TextApproved, By::Workshop, review.reviewer_id, Some(object), origin));
    let step = Step::Judge { verdict: judgement.verdict, note: reason };
    app.store
        .write(move |tx| {
            let (review, line, step) = (review.clone(), line.clone(), step.clone());
            Box::pin(async move {
                let dossier = load(tx, &review.item_id).await?;
                if dossier.row.revision != review.revision {
                    return Err(Refusal::TextChanged.into());
                }
                let text = dossier.text();
                if let Some(last) = dossier.reviews.iter().rfind(|r| r.revision == review.revision)
                    && text.stage != Stage::Review
                    && (last.reviewer_id, &last.verdict) == (review.reviewer_id, &review.verdict)
                {
                    return Ok(text.stage);
                }
                let stage = next_stage(&text, &step, who)?;
                if !workshop::set_stage(tx, &review.item_id, review.revision, text.stage.code(), stage.code(), now).await? {
                    return Err(Refusal::TextChanged.into());
                }
                reviews::add(tx, &review).await?;
                if let Some(line) = &line {
                    audit::add(tx, line).await?;
                }
                tell(tx, dossier.circle(), review.reviewer_id, now).await?;
                Ok::<_, Failure>(stage)
            })
        })
        .await
}

/// Says something about a question. `name` is what the page called this remark, so that a double click says it once.
///
/// # Errors
/// [`Refusal::ReasonMissing`] when nothing was said, [`Refusal::TooLarge`], [`Refusal::NotFound`].
pub async fn remark(app: &App, by: &Authorised<EnterWorkshop>, item_id: &str, name: Uuid, said: &str) -> Result<()> {
    let now = app.clock.now();
    let author = Uuid::from_u128(by.object().person);
    let (item_id, body) = (item_id.to_owned(), clean(said)?);
    if body.is_empty() {
        return Err(Refusal::ReasonMissing.into());
    }
    let written = app
        .store
        .write(move |tx| {
            let (item_id, body) = (item_id.clone(), body.clone());
            Box::pin(async move {
                let dossier = load(tx, &item_id).await?;
                let revision = dossier.row.revision;
                let remark = Remark { id: name, item_id, revision, author_id: Some(author), body, at: now, resolved_at: None, resolved_by: None };
                reviews::add_remark(tx, &remark).await?;
                tell(tx, dossier.circle(), Some(author), now).await
            })
        })
        .await;
    match written {
        Err(Failure::Store(StoreError::Conflict { .. })) => Ok(()),
        other => other,
    }
}

/// Settles a remark, or opens it again. What is so already stays so.
///
/// # Errors
/// The store's.
pub async fn settle(app: &App, by: &Authorised<EnterWorkshop>, item_id: &str, remark: Uuid, settled: bool) -> Result<()> {
    let (item_id, by, now) = (item_id.to_owned(), Uuid::from_u128(by.object().person), app.clock.now());
    app.store
        .write(move |tx| {
            let item_id = item_id.clone();
            Box::pin(async move {
                if settled {
                    reviews::resolve(tx, remark, &item_id, now, by).await?;
                } else {
                    reviews::reopen(tx, remark, &item_id).await?;
                }
                Ok(())
            })
        })
        .await
}

/// What somebody typed, as it is kept: lines as a Unix system ends them, nothing that cannot be seen.
///
/// # Errors
/// [`Refusal::TooLarge`].
pub(super) fn clean(typed: &str) -> Result<String, Refusal> {
    let lines = typed.replace("\r\n", "\n").replace('\r', "\n");
    let seen: String = lines.chars().filter(|c| *c == '\n' || !c.is_control()).collect();
    let seen = seen.trim();
    if seen.chars().count() > LONGEST { Err(Refusal::TooLarge) } else { Ok(seen.to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_kept_without_what_cannot_be_seen() {
        assert_eq!(clean(" un\r\ndeux\u{0}\u{7} \n").as_deref(), Ok("un\ndeux"));
        assert_eq!(clean(&"é".repeat(LONGEST)).map(|s| s.len()), Ok(LONGEST * 2));
        assert_eq!(clean(&"é".repeat(LONGEST + 1)), Err(Refusal::TooLarge));
    }
}
