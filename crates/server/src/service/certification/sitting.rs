//! A sitting as it stands, and the one way in which it changes.
//!
//! The session of a sitting is a row of the engine; its number rises with every change, so that whoever decided on what has changed since is told
//! (`session(seq)`) and decides anew. An ordinary answer touches nothing else and goes through [`store::Store::record`] with those of everybody; whatever
//! moves the clock, or ends the sitting, is one transaction over session, sitting and what is told of it.

use std::sync::Arc;

use domain::bank::Edition;
use domain::certification::sitting::{AlertStatus, Ending, EventKind, Status, after_failure};
use domain::refusal::Refusal;
use domain::session::{self, Choice, Command, Context, Event, Scored, State};
use serde_json::{Value, json};
use store::accommodations;
use store::answers::{self, Answer};
use store::audit;
use store::candidates::{self, Candidate};
use store::exam_alerts::{self, ExamAlert};
use store::exams::{self, Exam};
use store::recordings::Recording;
use store::results::{self, SessionResult};
use store::sessions::{self, NewState, Session};
use store::sittings::{self, Sitting};
use store::{StoreError, Tx};
use uuid::Uuid;

use crate::app::App;
use crate::service::assess::state_of;
use crate::service::{Failure, Result};

/// How often a lost race is run again before giving up.
const TRIES: usize = 6;

/// Questions and answers of a sitting that has begun.
#[derive(Debug, Clone)]
pub struct Run {
    /// As stored.
    pub row: Session,
    /// Where it stands.
    pub state: State,
    /// What it is drawn from.
    pub edition: Arc<Edition>,
}

impl Run {
    /// What the rules look at besides the state.
    pub(super) fn context(&self, now: i64) -> Context<'_> {
        Context { now, seed: self.row.seed.cast_unsigned(), edition: &self.edition, choice: Choice::Adaptive }
    }
}

/// A sitting with everything that is known of it.
#[derive(Debug, Clone)]
pub struct Sat {
    /// As stored.
    pub sitting: Sitting,
    /// Its exam.
    pub exam: Exam,
    /// Whose it is.
    pub candidate: Candidate,
    /// The alert that waits, if any.
    pub alert: Option<ExamAlert>,
    /// Extra time that was granted, in percent.
    pub extra_percent: i64,
    /// Once it has begun.
    pub run: Option<Run>,
}

impl Sat {
    /// Where it stands.
    ///
    /// # Errors
    /// What is stored is no word of ours.
    pub fn status(&self) -> Result<Status> {
        Status::parse(&self.sitting.status).ok_or_else(|| Failure::Broken(format!("sitting {}: status {}", self.sitting.id, self.sitting.status)))
    }

    /// Its questions.
    ///
    /// # Errors
    /// [`Refusal::ExamNotBegun`].
    pub(super) fn run(&self) -> Result<&Run> {
        Ok(self.run.as_ref().ok_or(Refusal::ExamNotBegun)?)
    }
}

/// By what a sitting is found.
#[derive(Debug, Clone)]
pub(super) enum By {
    /// The browser in which it goes on: the digest of its token.
    Device(Vec<u8>),
    /// Its name.
    Name(Uuid),
}

/// Reads a sitting, and ends it when its time is over: no clock depends on anything that runs.
pub(super) async fn load(app: &App, by: &By) -> Result<Option<Sat>> {
    for _ in 0..TRIES {
        // on the heap: these futures are large, and every page holds one
        let Some(sat) = Box::pin(read(app, by)).await? else { return Ok(None) };
        let now = app.clock.now();
        match &sat.run {
            Some(run) if sat.status()? == Status::Running && run.state.is_overdue(&run.edition, now) => {
                let events = session::decide(&run.state, Command::End { ending: session::Ending::Time }, &run.context(now))?;
                match Box::pin(write(app, &sat, events, Change::default(), now)).await {
                    Ok(_) | Err(Failure::Store(StoreError::Conflict { .. })) => {}
                    Err(other) => return Err(other),
                }
            }
            _ => return Ok(Some(sat)),
        }
    }
    Err(StoreError::Busy.into())
}

async fn read(app: &App, by: &By) -> Result<Option<Sat>> {
    let by = by.clone();
    let found = app.store.read(move |tx| {
        let by = by.clone();
        Box::pin(async move {
            let sitting = match by {
                By::Device(hash) => sittings::by_device(tx, &hash).await?,
                By::Name(id) => sittings::load(tx, id).await?,
            };
            let Some(sitting) = sitting else { return Ok(None) };
            let exam = exams::load(tx, sitting.exam_id).await?;
            let candidate = candidates::load(tx, sitting.candidate_id).await?;
            let alert = exam_alerts::open_of_sitting(tx, sitting.id).await?;
            let extra = accommodations::of_candidate(tx, sitting.candidate_id).await?.map_or(0, |a| a.extra_percent);
            let session = match sitting.session_id {
                Some(session) => sessions::load(tx, session).await?,
                None => None,
            };
            Ok::<_, Failure>(exam.zip(candidate).map(|(exam, candidate)| (sitting, exam, candidate, alert, extra, session)))
        })
    });
    let Some((sitting, exam, candidate, alert, extra_percent, session)) = found.await? else { return Ok(None) };
    let run = match session {
        Some(row) => Some(run_of(app, row).await?),
        None => None,
    };
    Ok(Some(Sat { sitting, exam, candidate, alert, extra_percent, run }))
}

/// A session's row with what it says.
pub(super) async fn run_of(app: &App, row: Session) -> Result<Run> {
    let state = state_of(&row)?;
    let edition = app.editions.get(&app.store, row.edition_id).await?;
    Ok(Run { row, state, edition })
}

/// What goes with a change of a session into one transaction.
#[derive(Debug, Clone, Default)]
pub(super) struct Change {
    /// Where the sitting stands from now on, unless it ends here.
    pub(super) status: Option<Status>,
    /// It broke down: how the sitting ends, whatever its session says.
    pub(super) has_failed: bool,
    /// What is told of it, and who did it.
    pub(super) told: Vec<Told>,
    /// An alert that begins to wait.
    pub(super) raised: Option<ExamAlert>,
    /// What became of the alert that waited, and who said so.
    pub(super) settled: Option<(AlertStatus, Option<Uuid>)>,
    /// A line of the audit log.
    pub(super) noted: Option<audit::Line>,
}

/// Something to be told of a sitting.
#[derive(Debug, Clone)]
pub(super) struct Told {
    /// What happened.
    pub(super) kind: EventKind,
    /// What is to be known besides.
    pub(super) detail: Value,
    /// The invigilator who did it.
    pub(super) by: Option<Uuid>,
}

impl Told {
    pub(super) fn new(kind: EventKind, detail: Value, by: Option<Uuid>) -> Self {
        Self { kind, detail, by }
    }

    /// As a row.
    pub(super) fn row(&self, app: &App, sitting: Uuid, now: i64) -> sittings::Event {
        let Self { kind, detail, by } = self;
        sittings::Event { id: app.entropy.id(now), sitting_id: sitting, kind: kind.code().to_owned(), detail: detail.to_string(), invigilator_id: *by, at: now }
    }
}

/// Changes a sitting as `decide` says on what is read, again when it has changed meanwhile. `None` says that nothing is to be done.
pub(super) async fn change<F>(app: &App, by: By, decide: F) -> Result<Sat>
where
    F: Fn(&Sat, i64) -> Result<Option<(Vec<Event>, Change)>>,
{
    for _ in 0..TRIES {
        let sat = Box::pin(load(app, &by)).await?.ok_or(Refusal::ExamDeviceOut)?;
        let now = app.clock.now();
        let Some((events, change)) = decide(&sat, now)? else { return Ok(sat) };
        match Box::pin(write(app, &sat, events, change, now)).await {
            Ok(after) => return Ok(after),
            Err(Failure::Store(StoreError::Conflict { .. })) => {}
            Err(other) => return Err(other),
        }
    }
    Err(StoreError::Busy.into())
}

/// A row of the log for what was answered or set aside.
fn line(run: &Run, event: &Event, now: i64) -> Result<Option<Answer>> {
    let (seq, item, response, category, categories, elapsed) = match event {
        Event::Answered { seq, item, response, score, elapsed } => {
            (*seq, *item, response.as_ref(), i64::from(score.won), i64::from(score.points) + 1, *elapsed)
        }
        Event::SetAside { seq, item, spent } => {
            let points = run.edition.pool[usize::from(*item)].item.interaction.points();
            (*seq, *item, None, -1, i64::from(points) + 1, *spent)
        }
        _ => return Ok(None),
    };
    let shown = run.state.current.as_ref().map(|current| current.shown.clone()).unwrap_or_default();
    let pooled = &run.edition.pool[usize::from(item)];
    Ok(Some(Answer {
        session_id: run.row.id,
        seq: i64::from(seq),
        item_id: pooled.item.id.clone(),
        item_hash: pooled.hash.clone(),
        parameters: serde_json::to_string(&pooled.parameters)?,
        shown: serde_json::to_string(&shown)?,
        response: response.map(serde_json::to_string).transpose()?,
        category,
        categories,
        elapsed,
        at: now,
        idempotency_key: None,
    }))
}

/// Everything that one change writes.
#[derive(Clone)]
struct Writing {
    sitting: Sitting,
    session: Session,
    expected_seq: i64,
    answer: Option<Answer>,
    result: Option<SessionResult>,
    ending: Option<(Status, Ending)>,
    status: Status,
    told: Vec<sittings::Event>,
    raised: Option<ExamAlert>,
    settled: Option<(Uuid, AlertStatus, Option<Uuid>)>,
    noted: Option<audit::Line>,
}

/// Writes what was decided: whole, on the rows that were read, or not at all.
async fn write(app: &App, sat: &Sat, events: Vec<Event>, change: Change, now: i64) -> Result<Sat> {
    let run = sat.run()?;
    let before = sat.status()?;
    let (mut state, mut answer) = (run.state.clone(), None);
    for event in events {
        answer = line(run, &event, now)?.or(answer);
        state.apply(event);
    }
    let is_plain = change.status.is_none() && change.told.is_empty() && change.raised.is_none() && change.settled.is_none();
    let finished = state.status == session::Status::Finished;
    let ended_at = match state.ending {
        // nobody may have been there when it happened
        Some(session::Ending::Time) => run.state.deadline(&run.edition).map_or(now, |deadline| deadline.min(now)),
        _ => now,
    };
    let row = Session {
        seq: run.row.seq + 1,
        status: state.status.as_str().to_owned(),
        state: state.to_bytes(),
        updated_at: now,
        finished_at: finished.then_some(ended_at),
        ..run.row.clone()
    };
    let mut after = sat.clone();
    if let (Some(answer), true, false) = (&answer, is_plain, finished) {
        let recording = Recording {
            answer: answer.clone(),
            expected_seq: run.row.seq,
            new_seq: row.seq,
            status: row.status.clone(),
            state: row.state.clone(),
            result: None,
        };
        app.store.record(recording).await?;
    } else {
        let ending = finished.then(|| ending(&state, &run.edition, change.has_failed));
        let status = ending.map_or(change.status.unwrap_or(before), |(status, _)| status);
        let result = finished.then(|| result(&state, run, ended_at)).transpose()?;
        let settled = change.settled.or_else(|| finished.then_some((AlertStatus::Lapsed, None)));
        let mut told: Vec<sittings::Event> = change.told.iter().map(|told| told.row(app, sat.sitting.id, now)).collect();
        if let Some((_, why)) = ending
            && !change.told.iter().any(|told| told.kind == EventKind::Ended)
        {
            told.push(Told::new(EventKind::Ended, json!({ "ending": why.code() }), None).row(app, sat.sitting.id, ended_at));
        }
        status.code().clone_into(&mut after.sitting.status);
        after.sitting.ends_at = state.deadline(&run.edition);
        after.sitting.ended_at = finished.then_some(ended_at);
        after.sitting.ending = ending.map(|(_, why)| why.code().to_owned());
        let writing = Writing {
            sitting: after.sitting.clone(),
            session: row.clone(),
            expected_seq: run.row.seq,
            answer: answer.clone(),
            result,
            ending,
            status,
            told,
            raised: change.raised.clone(),
            settled: settled.zip(sat.alert.as_ref()).map(|((status, by), alert)| (alert.id, status, by)),
            noted: change.noted.clone(),
        };
        after.alert = if writing.settled.is_some() { None } else { change.raised.or(after.alert) };
        app.store.write(move |tx| Box::pin(written(tx, writing.clone()))).await?;
        after.sitting.revision += 1;
    }
    if answer.is_some() {
        app.metrics.answers.inc();
    }
    if finished {
        app.metrics.sessions_finished.inc();
    }
    after.run = Some(Run { row, state, edition: Arc::clone(&run.edition) });
    Ok(after)
}

async fn written(tx: &mut Tx<'_>, writing: Writing) -> Result<(), StoreError> {
    let Writing { sitting, session, expected_seq, answer, result, ending, status, told, raised, settled, noted } = writing;
    let changed = |what: &str| StoreError::Conflict { what: what.into() };
    let new = NewState {
        id: session.id,
        expected_seq,
        new_seq: session.seq,
        status: &session.status,
        state: &session.state,
        updated_at: session.updated_at,
        finished_at: session.finished_at,
    };
    if !sessions::save_state(tx, &new).await? {
        return Err(changed("session(seq)"));
    }
    if let Some(answer) = &answer {
        answers::append(tx, answer).await?;
    }
    if let Some(result) = &result {
        results::insert(tx, result).await?;
    }
    if let Some((id, status, by)) = settled
        && !exam_alerts::settle(tx, id, status.code(), session.updated_at, by).await?
    {
        return Err(changed("exam_alert(status)"));
    }
    if let Some(alert) = &raised {
        exam_alerts::insert(tx, alert).await?;
    }
    let held = match ending {
        Some((_, why)) => sittings::end(tx, sitting.id, sitting.revision, status.code(), sitting.ended_at.unwrap_or(session.updated_at), why.code()).await?,
        None => sittings::set_clock(tx, sitting.id, sitting.revision, status.code(), sitting.ends_at).await?,
    };
    if !held {
        return Err(changed("sitting(revision)"));
    }
    for event in &told {
        sittings::insert_event(tx, event).await?;
    }
    if let Some(line) = &noted {
        audit::add(tx, line).await?;
    }
    Ok(())
}

/// How the sitting ends whose session has.
fn ending(state: &State, edition: &Edition, has_failed: bool) -> (Status, Ending) {
    if has_failed {
        let least = edition.blueprint.exam.as_ref().map_or(0, |exam| exam.least_answers);
        return (after_failure(state.counted(edition), least), Ending::Technical);
    }
    (Status::Ended, Ending::of(state.ending.unwrap_or(session::Ending::Asked)))
}

/// What the answers say, kept as for every session that is over.
fn result(state: &State, run: &Run, at: i64) -> Result<SessionResult> {
    let ending = state.ending.unwrap_or(session::Ending::Asked);
    let counted: &[Scored] = &state.answers;
    let profile = domain::profile::profile_within(&run.edition, &state.scope, counted, state.active, ending);
    Ok(SessionResult { session_id: run.row.id, body: serde_json::to_string(&profile)?, at })
}
