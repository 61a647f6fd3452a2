//! Taking a list over, some hundred offers at a time, so that nobody waits for it.
//!
//! Each step says in its own transaction how far it is, if nobody stopped the list and nobody else writes it. A server that was killed leaves its lease
//! to run out: another one, or the same when it is back, judges the rows that are left anew and goes on.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use domain::blueprint::SECOND;
use domain::catalogue::lifecycle::{Act as Deed, Stage};
use domain::catalogue::offer::{Offer, Status};
use domain::refusal::Refusal;
use store::offer_imports::{self, Step};
use store::offers::{self, Event};
use store::{Tx, audit, leases};
use uuid::Uuid;

use super::dossier::{Done, Dossier, New, begun, moved, number_until_free};
use super::import::{Kept, Known, ListRow, Owner, State, Verdict, aside, judge, state};
use crate::app::App;
use crate::service::audit::{Act, By, Origin, line};
use crate::service::{Failure, Result};

/// Rows of one transaction.
const AT_ONCE: usize = 100;
/// One server writes lists.
const LEASE: &str = "offer-lists";
/// For how long it has that to itself after each step.
const HELD: i64 = 30 * SECOND;
/// How often the rows that are left are judged anew because somebody changed an offer meanwhile.
const TRIES: usize = 5;
/// Lists that are gone on with at once.
const TAKEN: i64 = 4;

/// Begins to take a list over, or goes on with one that was stopped. It is written to its end after this returns; the handle says when. Pressed twice, it
/// is begun once.
///
/// # Errors
/// [`Refusal::NotFound`].
pub async fn start(app: &Arc<App>, owner: Owner, id: Uuid, origin: &Origin<'_>) -> Result<Option<tokio::task::JoinHandle<()>>> {
    let (was, _) = state(app, owner, id).await?;
    let (done, all) = match was {
        State::Read => (0, 0),
        State::Stopped(done, all) => (done, all),
        State::Running(..) | State::Done => return Ok(None),
    };
    let by = if owner.organisation.is_some() { By::Organisation } else { By::Referencer };
    let noted = line(app, Act::OffersImported, by, owner.person, Some(id.to_string()), origin);
    let step = Step { id, was: was.stored(), is: State::Running(done, all).stored(), rows: None, done_at: None };
    let begun = app.store.write(move |tx| {
        let (step, noted) = (step.clone(), noted.clone());
        Box::pin(async move {
            let begun = offer_imports::step(tx, &step).await?;
            if begun {
                audit::add(tx, &noted).await?;
            }
            Ok::<_, Failure>(begun)
        })
    });
    if !begun.await? {
        return Ok(None);
    }
    let app = Arc::clone(app);
    Ok(Some(tokio::spawn(async move {
        if let Err(error) = catch_up(&app).await {
            tracing::warn!(import = %id, %error, "a list of offers waits to be written");
        }
    })))
}

/// Stops one. What was written stays written.
///
/// # Errors
/// [`Refusal::NotFound`].
pub async fn stop(app: &App, owner: Owner, id: Uuid) -> Result<()> {
    state(app, owner, id).await?;
    app.store.write(move |tx| Box::pin(offer_imports::stop(tx, id))).await?;
    super::refresh(app).await
}

/// Writes the lists that are to be written, unless another server does.
///
/// # Errors
/// The store's.
pub async fn catch_up(app: &App) -> Result<()> {
    let holder = app.entropy.id(app.clock.now());
    let mut is_ours = false;
    while let Some(id) = app.store.read(|tx| Box::pin(offer_imports::running(tx, TAKEN))).await?.first().copied() {
        let now = app.clock.now();
        if !app.store.write(move |tx| Box::pin(async move { leases::take(tx, LEASE, holder, now + HELD, now).await })).await? {
            return Ok(());
        }
        is_ours = true;
        match (Writer { app, id, holder }).write().await {
            Ok(()) => {}
            // the store is away: it is gone on with later
            Err(error @ Failure::Store(_)) => return Err(error),
            Err(error) => {
                tracing::warn!(import = %id, %error, "a list of offers could not be written to its end");
                app.store.write(move |tx| Box::pin(offer_imports::stop(tx, id))).await?;
            }
        }
    }
    if is_ours {
        // the next one need not wait until it has run out
        let now = app.clock.now();
        app.store.write(move |tx| Box::pin(async move { leases::take(tx, LEASE, holder, now - 1, now).await })).await?;
    }
    Ok(())
}

struct Writer<'a> {
    app: &'a App,
    id: Uuid,
    holder: Uuid,
}

/// What one transaction writes: offers with the revision that each takes the place of, and what is said of them.
#[derive(Debug, Clone, Default)]
struct Chunk {
    offers: Vec<(offers::Offer, Option<i64>)>,
    events: Vec<Event>,
}

/// Why a transaction was undone.
enum Halt {
    /// Somebody stopped the list, or writes it in our place.
    Lost,
    /// Somebody changed an offer since it was read.
    Stale,
    Failed(Failure),
}

impl<E: Into<Failure>> From<E> for Halt {
    fn from(error: E) -> Self {
        match error.into() {
            Failure::Refused(Refusal::OfferStage) => Self::Stale,
            Failure::Store(error) if error.is_conflict() => Self::Stale,
            failure => Self::Failed(failure),
        }
    }
}

impl Writer<'_> {
    async fn write(&self) -> Result<()> {
        for _ in 0..TRIES {
            match self.steps().await {
                Ok(()) | Err(Halt::Lost) => return super::refresh(self.app).await,
                Err(Halt::Stale) => {}
                Err(Halt::Failed(failure)) => return Err(failure),
            }
        }
        Err(Failure::Broken("the offers changed under every try".into()))
    }

    /// Every step from where the list stands, and the end.
    async fn steps(&self) -> Result<(), Halt> {
        let id = self.id;
        let Some(list) = self.app.store.read(move |tx| Box::pin(offer_imports::load(tx, id))).await? else { return Err(Halt::Lost) };
        let State::Running(from, _) = State::of(&list.status) else { return Err(Halt::Lost) };
        // who sent the list wrote it, whoever says that it is taken over: nobody checks their own
        let owner = Owner { organisation: list.organisation_id, person: list.made_by };
        let (known, kept) = (Known::load(self.app, owner).await?, Kept::read(list.rows).await?);
        let mut names = Names { taken: known.names(), numbers: BTreeMap::new() };
        let (rows, stored) = aside(move || judged(&known, kept, from)).await?;
        let at = |place: usize| State::Running(place, rows.len()).stored();
        self.step(Chunk::default(), Step { id, was: list.status, is: at(from), rows: Some(stored), done_at: None }).await?;
        let mut place = from;
        for chunk in rows[from..].chunks(AT_ONCE) {
            let next = place + chunk.len();
            let chunk = self.prepared(owner, chunk, &mut names).await?;
            self.step(chunk, Step { id, was: at(place), is: at(next), rows: None, done_at: None }).await?;
            place = next;
        }
        let done = Step { id, was: at(place), is: State::Done.stored(), rows: None, done_at: Some(self.app.clock.now()) };
        self.step(Chunk::default(), done).await
    }

    async fn step(&self, chunk: Chunk, step: Step) -> Result<(), Halt> {
        let (holder, now) = (self.holder, self.app.clock.now());
        self.app
            .store
            .write(move |tx| {
                let (chunk, step) = (chunk.clone(), step.clone());
                Box::pin(async move {
                    leases::take(tx, LEASE, holder, now + HELD, now).await?;
                    written(tx, &chunk, &step).await
                })
            })
            .await
    }

    /// What some rows become.
    async fn prepared(&self, owner: Owner, rows: &[ListRow], names: &mut Names) -> Result<Chunk, Halt> {
        let slugs: Vec<String> = rows.iter().filter(|row| row.verdict == Verdict::Changed).map(|row| row.offer.id.clone()).collect();
        let there: Vec<offers::Offer> = self
            .app
            .store
            .read(move |tx| {
                let slugs = slugs.clone();
                Box::pin(async move {
                    let mut there = Vec::new();
                    for slug in &slugs {
                        there.extend(offers::by_slug(tx, slug).await?);
                    }
                    Ok::<_, Failure>(there)
                })
            })
            .await?;
        let mut there: BTreeMap<String, offers::Offer> = there.into_iter().map(|row| (row.slug.clone(), row)).collect();
        let mut chunk = Chunk::default();
        for row in rows.iter().filter(|row| row.verdict.is_taken()) {
            match there.remove(&row.offer.id).filter(|_| row.verdict == Verdict::Changed) {
                Some(before) => self.change(owner, row, before, &mut chunk)?,
                None => self.add(owner, row, names, &mut chunk)?,
            }
        }
        Ok(chunk)
    }

    /// Changes an offer; that of an organisation goes to the team at once.
    fn change(&self, owner: Owner, row: &ListRow, before: offers::Offer, chunk: &mut Chunk) -> Result<()> {
        let before = Dossier::of(before)?;
        let seen = before.row.revision;
        let act = |deed, text| Done { deed, by: owner.party(), person: owner.person, note: "", text };
        let text = Offer { status: Status::ToBeChecked, ..row.offer.clone() };
        let (mut after, event) = moved(self.app, &before, &act(Deed::Changed, Some(text)))?;
        chunk.events.push(event);
        if owner.organisation.is_some() {
            let (sent, event) = moved(self.app, &after, &act(Deed::Proposed, None))?;
            chunk.events.push(event);
            after = sent;
        }
        chunk.offers.push((after.row, Some(seen)));
        Ok(())
    }

    /// A new offer, or one of the program that is taken over.
    fn add(&self, owner: Owner, row: &ListRow, names: &mut Names, chunk: &mut Chunk) -> Result<()> {
        let is_taken_over = row.verdict == Verdict::Changed;
        let new = New {
            id: self.app.entropy.id(self.app.clock.now()),
            organisation: owner.organisation,
            origin: if is_taken_over { "shipped" } else { "imported" },
            // an organisation's list waits for the team; the team's own is shown, and waits for a second person
            stage: if owner.organisation.is_some() { Stage::Proposed } else { Stage::ToBeChecked },
            text: Offer { id: if is_taken_over { row.offer.id.clone() } else { names.free(&row.offer.id) }, status: Status::ToBeChecked, ..row.offer.clone() },
            person: owner.person,
            deed: Deed::Imported,
        };
        let (dossier, event) = begun(self.app, &new)?;
        chunk.offers.push((dossier.row, None));
        chunk.events.push(event);
        Ok(())
    }
}

/// The rows as they are now: those from a place on are judged anew, since somebody may have been here meanwhile. And as they are kept.
fn judged(known: &Known, mut kept: Kept, from: usize) -> Result<(Vec<ListRow>, String)> {
    let from = from.min(kept.rows.len());
    let rest = &mut kept.rows[from..];
    rest.iter_mut().filter(|row| row.verdict != Verdict::Faulty).for_each(|row| row.verdict = Verdict::New);
    judge(known, rest);
    let stored = serde_json::to_string(&kept)?;
    Ok((kept.rows, stored))
}

/// Names in addresses: those that are taken, and how far each was numbered.
struct Names {
    taken: BTreeSet<String>,
    numbers: BTreeMap<String, u32>,
}

impl Names {
    fn free(&mut self, wanted: &str) -> String {
        let from = self.numbers.get(wanted).map_or(1, |number| number + 1);
        let (free, number) = number_until_free(wanted, from, |slug| self.taken.contains(slug));
        self.numbers.insert(wanted.to_owned(), number);
        self.taken.insert(free.clone());
        free
    }
}

async fn written(tx: &mut Tx<'_>, chunk: &Chunk, step: &Step) -> Result<(), Halt> {
    if !offer_imports::step(tx, step).await? {
        return Err(Halt::Lost);
    }
    for (row, seen) in &chunk.offers {
        match seen {
            None => offers::insert(tx, row).await?,
            Some(seen) if offers::save(tx, row, *seen).await? => {}
            Some(_) => return Err(Halt::Stale),
        }
    }
    for event in &chunk.events {
        offers::insert_event(tx, event).await?;
    }
    Ok(())
}
