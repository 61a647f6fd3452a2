//! Running a calibration: from the answers in the database to a proposal that waits for a decision.
//!
//! One runs at a time. It says every few seconds that it runs and how far it is; one that has not said so for a while was killed with its server, and
//! another can be started. Nothing it does changes what people meet.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::time::Duration;

use domain::access::{Authorised, GovernBank};
use domain::blueprint::SECOND;
use domain::calibration::{Answer, Material, Progress, Proposal, Settings, Taken, calibrate};
use domain::refusal::Refusal;
use store::calibrations;
use store::evidence::{self, Taken as Row};
use store::{Store, audit};
use uuid::Uuid;

use crate::app::App;
use crate::clock::Clock;
use crate::service::audit::{Act, By, Origin, line};
use crate::service::content::CurrentEdition;
use crate::service::{Failure, Result};

/// Sessions that are learned from, at the most: the last ones. With a bank of four hundred items that is a thousand answers each.
const MOST: i64 = 20_000;
/// Sessions read at once.
const PAGE: usize = 500;
/// Sessions below which nothing is learned.
const FEWEST: usize = 50;
/// Between two words that it runs.
const WORD: Duration = Duration::from_secs(3);
/// After so long without a word it runs no more.
pub(super) const SILENT: i64 = 60 * SECOND;

/// Where a calibration stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// It runs.
    Running,
    /// Its server was stopped: start another.
    Interrupted,
    /// It waits for a decision.
    Proposed,
    /// It went into a publication.
    Approved,
    /// Somebody decided against it.
    Refused,
    /// Somebody stopped it.
    Cancelled,
    /// It could not; the note says why.
    Failed,
}

impl Status {
    /// The stable word by which it is stored; its name is `calibration-status-` and this in the locales.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Interrupted => "interrupted",
            Self::Proposed => "proposed",
            Self::Approved => "approved",
            Self::Refused => "refused",
            Self::Cancelled => "cancelled",
            Self::Failed => "failed",
        }
    }

    fn of(row: &calibrations::Calibration, now: i64) -> Self {
        match row.status.as_str() {
            "running" if row.alive_at < now - SILENT => Self::Interrupted,
            "running" => Self::Running,
            "proposed" => Self::Proposed,
            "approved" => Self::Approved,
            "refused" => Self::Refused,
            "cancelled" => Self::Cancelled,
            "failed" => Self::Failed,
            _ => Self::Interrupted,
        }
    }
}

/// A calibration as it is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Calibration {
    /// Its name.
    pub id: Uuid,
    /// Where it stands.
    pub status: Status,
    /// How much is done, 0 to 1.
    pub progress: f64,
    /// What it proposes.
    pub proposal: Option<Proposal>,
    /// What its starter said, or why it failed.
    pub note: String,
    /// Who started it; nobody on the command line.
    pub started_by: Option<Uuid>,
    /// When, microseconds UTC.
    pub started_at: i64,
    /// Who decided.
    pub decided_by: Option<Uuid>,
    /// When.
    pub decided_at: Option<i64>,
    /// The publication it went into.
    pub publication: Option<Uuid>,
}

impl Calibration {
    fn of(row: calibrations::Calibration, now: i64) -> Result<Self> {
        Ok(Self {
            id: row.id,
            status: Status::of(&row, now),
            progress: row.progress as f64 / 1000.0,
            proposal: row.body.as_deref().map(serde_json::from_str).transpose()?,
            note: row.note,
            started_by: row.started_by,
            started_at: row.started_at,
            decided_by: row.decided_by,
            decided_at: row.decided_at,
            publication: row.publication_id,
        })
    }
}

/// Calibrations, the newest first, at most so many.
///
/// # Errors
/// The store's.
pub async fn list(store: &Store, at_most: i64, now: i64) -> Result<Vec<Calibration>> {
    let rows = store.read(move |tx| Box::pin(calibrations::list(tx, at_most))).await?;
    rows.into_iter().map(|row| Calibration::of(row, now)).collect()
}

/// One of them.
///
/// # Errors
/// [`Refusal::NotFound`], or the store's.
pub async fn by_id(store: &Store, id: Uuid, now: i64) -> Result<Calibration> {
    let row = store.read(move |tx| Box::pin(calibrations::by_id(tx, id))).await?.ok_or(Refusal::NotFound)?;
    Calibration::of(row, now)
}

/// Starts a calibration of the bank of today. It goes on after this returns; look at it with [`by_id`].
///
/// # Errors
/// [`Refusal::TooFewAnswers`], [`Refusal::CalibrationRunning`], or the store's.
pub async fn start(app: &Arc<App>, proof: &Authorised<GovernBank>, origin: &Origin<'_>, note: &str) -> Result<Uuid> {
    if finished(&app.store, FEWEST as i64).await?.len() < FEWEST {
        return Err(Refusal::TooFewAnswers.into());
    }
    let by = Uuid::from_u128(proof.object().person);
    let now = app.clock.now();
    let id = app.entropy.id(now);
    let (note, line) = (note.to_owned(), line(app, Act::CalibrationStarted, By::Administrator, Some(by), Some(id.to_string()), origin));
    let started = app.store.write(move |tx| {
        Box::pin(async move {
            let started = calibrations::start(tx, id, &note, Some(by), now, now - SILENT).await?;
            if started {
                audit::add(tx, &line).await?;
            }
            Ok::<_, Failure>(started)
        })
    });
    if !started.await? {
        return Err(Refusal::CalibrationRunning.into());
    }
    let app = Arc::clone(app);
    tokio::spawn(async move { run(&app.store, &app.clock, &app.editions.current(), id).await });
    Ok(id)
}

/// Stops a calibration that runs. What it found so far is lost.
///
/// # Errors
/// [`Refusal::NotFound`] when it does not run, or the store's.
pub async fn cancel(app: &App, _proof: &Authorised<GovernBank>, id: Uuid) -> Result<()> {
    let now = app.clock.now();
    let ended = app.store.write(move |tx| Box::pin(async move { calibrations::end(tx, id, Status::Cancelled.code(), None, "", now).await })).await?;
    if ended { Ok(()) } else { Err(Refusal::NotFound.into()) }
}

/// Calibrates here and now, on the command line, and keeps the proposal under this identifier, or nowhere. `told` hears how much is done, 0 to 1.
///
/// # Errors
/// [`Refusal::TooFewAnswers`], [`Refusal::CalibrationRunning`], or the store's.
pub async fn calibrate_now(
    store: &Store,
    clock: &Clock,
    current: &CurrentEdition,
    keep: Option<Uuid>,
    told: impl Fn(f64) + Send + 'static,
) -> Result<Proposal> {
    let Some(id) = keep else {
        return propose(store, current, move |share| {
            told(share);
            ControlFlow::Continue(())
        })
        .await?
        .ok_or_else(|| Failure::Broken("stopped".into()));
    };
    let now = clock.now();
    let started = store.write(move |tx| Box::pin(async move { calibrations::start(tx, id, "", None, now, now - SILENT).await })).await?;
    if !started {
        return Err(Refusal::CalibrationRunning.into());
    }
    run_told(store, clock, current, id, told).await?.ok_or_else(|| Failure::Broken("stopped".into()))
}

/// Runs what was started, to its end, whatever that is.
async fn run(store: &Store, clock: &Clock, current: &CurrentEdition, id: Uuid) {
    if let Err(error) = run_told(store, clock, current, id, |_| ()).await {
        tracing::warn!(calibration = %id, %error, "a calibration ended");
    }
}

async fn run_told(store: &Store, clock: &Clock, current: &CurrentEdition, id: Uuid, told: impl Fn(f64) + Send + 'static) -> Result<Option<Proposal>> {
    let (done, stop) = (Arc::new(AtomicI64::new(0)), Arc::new(AtomicBool::new(false)));
    let proposing = {
        let (done, stop) = (Arc::clone(&done), Arc::clone(&stop));
        propose(store, current, move |share| {
            done.store((share * 1000.0) as i64, Ordering::Relaxed);
            told(share);
            if stop.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })
    };
    let word = async {
        loop {
            tokio::time::sleep(WORD).await;
            let (progress, now) = (done.load(Ordering::Relaxed), clock.now());
            match store.write(move |tx| Box::pin(async move { calibrations::alive(tx, id, progress, now).await })).await {
                // somebody cancelled it, or took it for dead
                Ok(false) => stop.store(true, Ordering::Relaxed),
                Ok(true) => {}
                Err(error) => tracing::warn!(calibration = %id, %error, "its progress was not kept"),
            }
        }
    };
    let outcome = tokio::select! { outcome = proposing => outcome, () = word => unreachable!("it has no end") };
    let now = clock.now();
    let (status, body, note) = match &outcome {
        Ok(Some(proposal)) => (Status::Proposed, Some(serde_json::to_string(proposal)?), String::new()),
        Ok(None) => (Status::Cancelled, None, String::new()),
        Err(error) => (Status::Failed, None, error.to_string()),
    };
    store.write(move |tx| Box::pin(async move { calibrations::end(tx, id, status.code(), body.as_deref(), &note, now).await })).await?;
    outcome
}

/// Reads the answers, learns from them, and says what would change. None when `told` stopped it.
async fn propose(store: &Store, current: &CurrentEdition, told: impl Fn(f64) -> ControlFlow<()> + Send + 'static) -> Result<Option<Proposal>> {
    let rows = finished(store, MOST).await?;
    if rows.len() < FEWEST {
        return Err(Refusal::TooFewAnswers.into());
    }
    let span = (rows.iter().map(|r| r.finished_at).min().unwrap_or_default(), rows.iter().map(|r| r.finished_at).max().unwrap_or_default());
    let sessions = taken(store, current, &rows).await?;
    let (edition, digest) = (Arc::clone(&current.edition), current.digest.clone());
    let work = move || {
        let material = Material { edition: &edition, digest: &digest, span };
        calibrate(&material, &sessions, &Settings::default(), &mut |progress| told(share(progress)))
    };
    tokio::task::spawn_blocking(work).await.map_err(|e| Failure::Broken(e.to_string()))
}

/// How much is done: nobody knows how many rounds it takes, and each brings it some way nearer.
fn share(progress: Progress) -> f64 {
    let within = progress.sessions as f64 / progress.of.max(1) as f64;
    let rounds = f64::from(progress.round - 1) + within;
    rounds / (rounds + 3.0)
}

async fn finished(store: &Store, most: i64) -> Result<Vec<Row>> {
    Ok(store.read(move |tx| Box::pin(evidence::finished(tx, most))).await?)
}

/// The answers of these sessions to items whose text is that of today. An answer to another text says nothing of this one.
async fn taken(store: &Store, current: &CurrentEdition, rows: &[Row]) -> Result<Vec<Taken>> {
    let places: BTreeMap<&[u8], u16> = current.edition.pool.iter().zip(0..).map(|(pooled, place)| (pooled.hash.as_slice(), place)).collect();
    let of: BTreeMap<Uuid, usize> = rows.iter().enumerate().map(|(i, row)| (row.id, i)).collect();
    let ids: Vec<Uuid> = of.keys().copied().collect();
    let mut sessions = vec![Taken::new(); rows.len()];
    let mut after = Uuid::nil();
    for page in ids.chunks(PAGE) {
        let Some(last) = page.last().copied() else { continue };
        let first = after;
        let answers = store.read(move |tx| Box::pin(evidence::answers_between(tx, first, last))).await?;
        for (session, hash, category) in answers {
            let (Some(at), Some(place), Ok(won)) = (of.get(&session), places.get(hash.as_slice()), u8::try_from(category)) else { continue };
            sessions[*at].push(Answer { item: *place, won, counts: current.edition.counts(*place) });
        }
        after = last;
    }
    // in the order in which they ended, so that a sample is the latest
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by_key(|i| (rows[*i].finished_at, rows[*i].id));
    Ok(order.into_iter().map(|i| std::mem::take(&mut sessions[i])).filter(|session| !session.is_empty()).collect())
}
