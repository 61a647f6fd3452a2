//! Writing: a text is begun, saved, sent to its review, taken back, deleted. Nothing that somebody wrote is written over.
//!
//! Whatever is pressed twice is done once: the same text of the same person is the same revision.

use domain::access::{Authorised, EnterWorkshop, Role, WriteItems};
use domain::refusal::Refusal;
use domain::text::fold;
use domain::workshop::{Change, Stage, Step, Verdict, next_stage};
use formats::sheet;
use store::workshop::{self, Revision, WorkshopItem};
use store::{StoreError, Tx, standings};
use uuid::Uuid;

use super::bank::{Summary, summary};
use super::findings::findings;
use super::news::tell_reviewers;
use super::review::load;
use super::shipped::{ShippedItem, shipped};
use crate::app::App;
use crate::service::{Failure, Result};

/// The longest text that is kept, in bytes: a simulator of the bank has 12,000.
pub const LONGEST_TEXT: usize = 200_000;
/// The longest note, in characters.
const LONGEST_NOTE: usize = 1_000;
/// Names tried for a new item, before its author is asked for another.
const NAMES: usize = 200;

/// A text that somebody opens.
#[derive(Debug, Clone)]
pub struct OpenText {
    /// The item.
    pub summary: Summary,
    /// Its newest text.
    pub body: String,
    /// Who saved that text, when, and what they said; nothing for the text that came with the program.
    pub saved: Option<Revision>,
    /// Whether a text of it was ever approved.
    pub was_approved: bool,
}

/// The newest text of an item.
///
/// # Errors
/// [`Refusal::NotFound`].
pub async fn open_text(app: &App, proof: &Authorised<EnterWorkshop>, item_id: &str) -> Result<OpenText> {
    let summary = summary(app, proof, item_id).await?.ok_or(Refusal::NotFound)?;
    let id = item_id.to_owned();
    let saved = app
        .store
        .read(move |tx| {
            let id = id.clone();
            Box::pin(async move {
                let Some(row) = workshop::by_id(tx, &id).await? else { return Ok(None) };
                let reviews = store::reviews::of_item(tx, &id).await?;
                let was_approved = reviews.iter().any(|r| r.verdict == Verdict::Approve.code());
                Ok::<_, StoreError>(workshop::revision(tx, &id, row.revision).await?.map(|revision| (revision, was_approved)))
            })
        })
        .await?;
    if let Some((revision, was_approved)) = saved {
        return Ok(OpenText { summary, body: revision.body.clone(), saved: Some(revision), was_approved });
    }
    let text = text_of(app, item_id).ok_or(Refusal::NotFound)?;
    Ok(OpenText { summary, body: text, saved: None, was_approved: true })
}

/// The text of an item that the workshop has none of: the file that came with the program.
fn text_of(app: &App, item_id: &str) -> Option<String> {
    shipped(app).get(item_id).map(|s| s.text.clone())
}

/// A text to keep.
#[derive(Debug, Clone)]
pub struct Save {
    /// The item.
    pub item_id: String,
    /// Number of the text that its author had before them; 0 for the one that came with the program.
    pub base: i64,
    /// What they wrote.
    pub body: String,
    /// What kind of change they say it is.
    pub change: Change,
    /// What they say of it.
    pub note: String,
}

pub(super) fn row_of(item_id: &str, body: &str, before: Option<&WorkshopItem>, author: Uuid, now: i64) -> WorkshopItem {
    let head = sheet::head(body);
    let words = head.as_ref().map(|h| fold(&h.words));
    let keep = |new: Option<String>, old: Option<&String>| new.or_else(|| old.cloned()).unwrap_or_default();
    let (title, objective, kind, language) =
        head.map(|h| (h.title, h.objective, h.kind, h.language)).map_or((None, None, None, None), |(t, o, k, l)| (Some(t), Some(o), Some(k), Some(l)));
    WorkshopItem {
        item_id: item_id.to_owned(),
        stage: Stage::Draft.code().to_owned(),
        revision: before.map_or(1, |b| b.revision),
        title: keep(title, before.map(|b| &b.title)),
        objective: keep(objective, before.map(|b| &b.objective)),
        kind: keep(kind, before.map(|b| &b.kind)),
        language: keep(language, before.map(|b| &b.language)),
        search: keep(words, before.map(|b| &b.search)),
        author_id: before.map_or(Some(author), |b| b.author_id),
        created_at: before.map_or(now, |b| b.created_at),
        updated_at: now,
    }
}

/// What somebody typed besides the text, as it is kept.
fn note_of(typed: &str) -> String {
    let plain: String = typed.replace("\r\n", "\n").chars().filter(|c| *c == '\n' || !c.is_control()).take(LONGEST_NOTE).collect();
    plain.trim().to_owned()
}

fn checked_size(body: &str) -> Result<()> {
    if body.len() > LONGEST_TEXT || body.contains('\0') { Err(Refusal::TooLarge.into()) } else { Ok(()) }
}

/// Keeps the next text of an item. The first of an item that came with the program keeps that one too, as number 1. Returns the number
/// of the newest text, which is the one before when nothing in it changed.
///
/// # Errors
/// [`Refusal::TextChanged`] when somebody saved another meanwhile, [`Refusal::NotFound`], [`Refusal::TooLarge`].
pub async fn save(app: &App, by: &Authorised<WriteItems>, wanted: Save) -> Result<i64> {
    checked_size(&wanted.body)?;
    let (now, author) = (app.clock.now(), Uuid::from_u128(by.object().person));
    let first = shipped(app).get(&wanted.item_id).cloned();
    let save = Save { note: note_of(&wanted.note), ..wanted };
    app.store
        .write(move |tx| {
            let (save, first) = (save.clone(), first.clone());
            Box::pin(async move { keep(tx, &save, first.as_ref(), author, now).await })
        })
        .await
}

async fn keep(tx: &mut Tx<'_>, save: &Save, first: Option<&ShippedItem>, author: Uuid, now: i64) -> Result<i64> {
    let Some(row) = workshop::by_id(tx, &save.item_id).await? else {
        let first = first.filter(|_| save.base == 0).ok_or(Refusal::NotFound)?;
        return keep_first(tx, save, first, author, now).await;
    };
    let newest = workshop::revision(tx, &save.item_id, row.revision).await?;
    if newest.as_ref().is_some_and(|n| n.body == save.body && (row.revision == save.base || n.author_id == Some(author))) {
        return Ok(row.revision);
    }
    let dossier = load(tx, &save.item_id).await?;
    let stage = next_stage(&dossier.text(), &Step::Save, author.as_u128())?;
    // a text is the next version of the one that was approved
    let body = if row.stage == Stage::Approved.code() { next_version(&save.body, newest.as_ref().map(|n| n.body.as_str())) } else { save.body.clone() };
    let told = WorkshopItem { stage: stage.code().to_owned(), revision: save.base, ..row_of(&save.item_id, &body, Some(&row), author, now) };
    if !workshop::save(tx, &told).await? {
        return Err(Refusal::TextChanged.into());
    }
    workshop::add_revision(tx, &revision(save, save.base + 1, body, author, now)).await?;
    Ok(save.base + 1)
}

async fn keep_first(tx: &mut Tx<'_>, save: &Save, first: &ShippedItem, author: Uuid, now: i64) -> Result<i64> {
    if first.text == save.body {
        return Ok(0);
    }
    let body = next_version(&save.body, Some(&first.text));
    let row = WorkshopItem { revision: 2, ..row_of(&save.item_id, &body, None, author, now) };
    match workshop::insert(tx, &row).await {
        Err(StoreError::Conflict { .. }) => return Err(Refusal::TextChanged.into()),
        other => other?,
    }
    let shipped = Revision {
        item_id: save.item_id.clone(),
        revision: 1,
        body: first.text.clone(),
        change: Change::First.code().to_owned(),
        note: String::new(),
        author_id: None,
        at: now,
    };
    workshop::add_revision(tx, &shipped).await?;
    workshop::add_revision(tx, &revision(save, 2, body, author, now)).await?;
    Ok(2)
}

fn revision(save: &Save, number: i64, body: String, author: Uuid, now: i64) -> Revision {
    let change = if number == 1 { Change::First } else { save.change };
    Revision {
        item_id: save.item_id.clone(),
        revision: number,
        body,
        change: change.code().to_owned(),
        note: save.note.clone(),
        author_id: Some(author),
        at: now,
    }
}

/// The text with the version after that of the one before, unless it has a later one already.
pub(super) fn next_version(body: &str, before: Option<&str>) -> String {
    let version = |text: &str| formats::content::item(text).ok().map(|item| item.version);
    match (version(body), before.and_then(version)) {
        (Some(now), Some(before)) if now <= before => sheet::versioned(body, before + 1),
        _ => body.to_owned(),
    }
}

/// Begins an item under this name, or the next that is free. Returns its name.
///
/// # Errors
/// [`Refusal::NameTaken`] when no name like it is free, [`Refusal::TooLarge`].
pub async fn begin(app: &App, by: &Authorised<WriteItems>, name: &str, body: &str, note: &str) -> Result<String> {
    checked_size(body)?;
    let (now, author) = (app.clock.now(), Uuid::from_u128(by.object().person));
    let taken: Vec<String> = shipped(app).keys().cloned().chain(app.editions.current().edition.pool.iter().map(|p| p.item.id.clone())).collect();
    let (name, body, note) = (formats::exchange::slug(name), body.to_owned(), note_of(note));
    app.store
        .write(move |tx| {
            let (name, body, note, taken) = (name.clone(), body.clone(), note.clone(), taken.clone());
            Box::pin(async move {
                for n in 1..=NAMES {
                    let id = if n == 1 { name.clone() } else { format!("{name}-{n}") };
                    if taken.contains(&id) {
                        continue;
                    }
                    let named = sheet::named(&body, &id);
                    if workshop::by_id(tx, &id).await?.is_some() {
                        let first = workshop::revision(tx, &id, 1).await?;
                        if first.is_some_and(|f| f.author_id == Some(author) && f.body == named) {
                            return Ok(id);
                        }
                        continue;
                    }
                    workshop::insert(tx, &row_of(&id, &named, None, author, now)).await?;
                    let save = Save { item_id: id.clone(), base: 0, body: named.clone(), change: Change::First, note };
                    workshop::add_revision(tx, &revision(&save, 1, named, author, now)).await?;
                    return Ok::<_, Failure>(id);
                }
                Err(Refusal::NameTaken.into())
            })
        })
        .await
}

/// Asks for a review of the text of this number.
///
/// # Errors
/// [`Refusal::TextHasDefects`], [`Refusal::WrongStage`], [`Refusal::TextChanged`], [`Refusal::NotFound`].
pub async fn submit(app: &App, proof: &Authorised<EnterWorkshop>, by: &Authorised<WriteItems>, item_id: &str, number: i64) -> Result<()> {
    let open = open_text(app, proof, item_id).await?;
    let known: Vec<String> = app.store.read(|tx| Box::pin(workshop::all(tx))).await?.into_iter().map(|row| row.item_id).collect();
    let has_defects =
        formats::content::item(&open.body).map_or(true, |item| item.id != item_id || !findings(app, &item, |id| known.iter().any(|k| k == id)).is_empty());
    if has_defects && open.summary.stage == Some(Stage::Draft) {
        return Err(Refusal::TextHasDefects.into());
    }
    step(app, by, item_id, number, Step::Submit).await
}

/// Takes a text back from its review.
///
/// # Errors
/// [`Refusal::WrongStage`], [`Refusal::TextChanged`], [`Refusal::NotFound`].
pub async fn withdraw(app: &App, by: &Authorised<WriteItems>, item_id: &str, number: i64) -> Result<()> {
    step(app, by, item_id, number, Step::Withdraw).await
}

async fn step(app: &App, by: &Authorised<WriteItems>, item_id: &str, number: i64, step: Step) -> Result<()> {
    let (id, now, who) = (item_id.to_owned(), app.clock.now(), by.object().person);
    let wanted = if step == Step::Submit { Stage::Review } else { Stage::Draft };
    app.store
        .write(move |tx| {
            let (id, step) = (id.clone(), step.clone());
            Box::pin(async move {
                let dossier = load(tx, &id).await?;
                let text = dossier.text();
                if text.revision != number {
                    return Err(Refusal::TextChanged.into());
                }
                if text.stage == wanted {
                    return Ok(());
                }
                let stage = next_stage(&text, &step, who)?;
                if !workshop::set_stage(tx, &id, number, text.stage.code(), stage.code(), now).await? {
                    return Err(Refusal::TextChanged.into());
                }
                if step == Step::Submit {
                    tell_reviewers(tx, Uuid::from_u128(who), now).await?;
                }
                Ok::<_, Failure>(())
            })
        })
        .await
}

/// Whether somebody may delete an item: it is a draft of theirs (an administrator: of anybody's) that nobody ever approved or met.
pub fn may_delete(by: &Authorised<WriteItems>, open: &OpenText) -> bool {
    let member = by.object();
    let is_mine = open.summary.author == Some(Uuid::from_u128(member.person)) || member.roles.has(Role::Administrator);
    is_mine && !open.was_approved && !open.summary.is_shipped && open.summary.standing.is_none() && open.summary.stage == Some(Stage::Draft)
}

/// Deletes a draft, for good. What is gone already is gone.
///
/// # Errors
/// [`Refusal::WrongStage`] when it is no such draft any more, [`Refusal::TextChanged`].
pub async fn delete(app: &App, proof: &Authorised<EnterWorkshop>, by: &Authorised<WriteItems>, item_id: &str, number: i64) -> Result<()> {
    let open = match open_text(app, proof, item_id).await {
        Err(Failure::Refused(Refusal::NotFound)) => return Ok(()),
        other => other?,
    };
    if !may_delete(by, &open) {
        return Err(Refusal::WrongStage.into());
    }
    let id = item_id.to_owned();
    app.store
        .write(move |tx| {
            let id = id.clone();
            Box::pin(async move {
                if standings::by_item(tx, &id).await?.is_some() {
                    return Err(Refusal::WrongStage.into());
                }
                if workshop::delete(tx, &id, number).await? { Ok::<_, Failure>(()) } else { Err(Refusal::TextChanged.into()) }
            })
        })
        .await
}
