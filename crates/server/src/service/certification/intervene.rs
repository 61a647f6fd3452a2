//! What an invigilator does to a sitting: stops and starts its clock, gives time, lets another browser go on, settles an alert, ends it.

use std::collections::BTreeSet;

use domain::certification::sitting::{Act, AlertStatus, EventKind, Status, may as may_do, read_minutes, read_words};
use domain::refusal::Refusal;
use domain::session::{self, Command};
use serde_json::json;
use store::sessions::{self, NewState};
use store::{StoreError, sittings};
use uuid::Uuid;

use super::sitting::{By, Change, Sat, Told, change, load};
use super::watch::{Watching, board, is_held};
use crate::app::App;
use crate::service::audit::{self, Origin, line};
use crate::service::{Failure, Result};

/// Characters of a reason.
const LONGEST_REASON: usize = 500;

/// A sitting of the exam that is watched, with what is needed to act on it.
///
/// # Errors
/// [`Refusal::NotFound`]: it is none of this exam's.
pub async fn sat(app: &App, watching: &Watching, sitting: Uuid) -> Result<Sat> {
    let sat = load(app, &By::Name(sitting)).await?;
    Ok(sat.filter(|sat| sat.sitting.exam_id == watching.exam.id).ok_or(Refusal::NotFound)?)
}

/// What happened during a sitting, oldest first.
///
/// # Errors
/// It is none of this exam's.
pub async fn history(app: &App, watching: &Watching, sitting: Uuid) -> Result<Vec<sittings::Event>> {
    sat(app, watching, sitting).await?;
    Ok(app.store.read(move |tx| Box::pin(sittings::events(tx, sitting))).await?)
}

fn mine(sat: &Sat, watching: &Watching, act: Act) -> Result<Status> {
    if sat.sitting.exam_id != watching.exam.id {
        return Err(Refusal::NotFound.into());
    }
    let status = sat.status()?;
    may_do(status, act)?;
    Ok(status)
}

fn reasoned(typed: &str, wanted: bool) -> Result<String> {
    Ok(read_words(typed, LONGEST_REASON, wanted)?)
}

/// Stops the clock of a sitting. One that stands stays as it is.
///
/// # Errors
/// It has not begun, or is over.
pub async fn pause(app: &App, watching: &Watching, sitting: Uuid, reason: &str) -> Result<()> {
    is_held(watching)?;
    let reason = reasoned(reason, false)?;
    let paused = change(app, By::Name(sitting), |sat, now| {
        if mine(sat, watching, Act::Pause)? == Status::Paused {
            return Ok(None);
        }
        let run = sat.run()?;
        let events = session::decide(&run.state, Command::Pause, &run.context(now))?;
        let told = vec![Told::new(EventKind::Paused, json!({ "reason": reason }), Some(watching.by()))];
        Ok(Some((events, Change { status: Some(Status::Paused), told, ..Change::default() })))
    });
    paused.await.map(drop)
}

/// Lets the clock run again, unless an alert waits.
///
/// # Errors
/// It has not begun, or is over.
pub async fn resume(app: &App, watching: &Watching, sitting: Uuid) -> Result<()> {
    is_held(watching)?;
    let resumed = change(app, By::Name(sitting), |sat, now| {
        if mine(sat, watching, Act::Resume)? == Status::Running {
            return Ok(None);
        }
        let run = sat.run()?;
        let events = if sat.alert.is_none() { session::decide(&run.state, Command::Resume, &run.context(now))? } else { Vec::new() };
        let told = vec![Told::new(EventKind::Resumed, json!({}), Some(watching.by()))];
        Ok(Some((events, Change { status: Some(Status::Running), told, ..Change::default() })))
    });
    resumed.await.map(drop)
}

/// Gives more time to a sitting as it was seen: a second click gives nothing.
///
/// # Errors
/// It has not begun, or is over; the minutes are none; no reason was given; something changed since it was seen.
pub async fn extend(app: &App, watching: &Watching, sitting: Uuid, seen: i64, time: &Given) -> Result<()> {
    is_held(watching)?;
    let (seconds, reason) = time.read()?;
    let extended = change(app, By::Name(sitting), |sat, now| {
        let status = mine(sat, watching, Act::Extend)?;
        if sat.sitting.revision != seen {
            return Err(Refusal::RecordChanged.into());
        }
        let run = sat.run()?;
        let events = session::decide(&run.state, Command::Extend { seconds }, &run.context(now))?;
        let told = vec![Told::new(EventKind::Extended, json!({ "seconds": seconds, "reason": reason }), Some(watching.by()))];
        Ok(Some((events, Change { status: Some(status), told, ..Change::default() })))
    });
    extended.await.map(drop)
}

/// Time that is given, as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Given {
    /// How many minutes.
    pub minutes: String,
    /// Why.
    pub reason: String,
}

impl Given {
    fn read(&self) -> Result<(u32, String)> {
        Ok((read_minutes(&self.minutes)? * 60, reasoned(&self.reason, true)?))
    }
}

/// What is done to everybody at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum All {
    /// Stop every clock that runs.
    Pause,
    /// Let every clock run that an invigilator stopped.
    Resume,
    /// Give everybody more time who has begun and was given none since this moment (microseconds UTC): a second click gives nothing.
    Extend(Given, i64),
}

/// Does to everybody what can be done to them; who has not begun or is over is left alone. Returns to how many.
///
/// # Errors
/// The minutes are none, or no reason was given where one is wanted.
pub async fn for_all(app: &App, watching: &Watching, all: &All) -> Result<usize> {
    is_held(watching)?;
    let mut given = BTreeSet::new();
    if let All::Extend(time, since) = all {
        time.read()?;
        let exam = watching.exam.id;
        let events = app.store.read(move |tx| Box::pin(sittings::events_of_exam(tx, exam))).await?;
        given.extend(events.iter().filter(|event| event.kind == EventKind::Extended.code() && event.at > *since).map(|event| event.sitting_id));
    }
    let mut done = 0;
    for seat in Box::pin(board(app, &watching.proof)).await?.seats {
        let Some((sitting, status)) = seat.sitting.zip(seat.status) else { continue };
        let acted = match all {
            All::Pause if status == Status::Running => pause(app, watching, sitting.id, "").await,
            All::Resume if status == Status::Paused => resume(app, watching, sitting.id).await,
            All::Extend(time, _) if status.is_under_way() && !given.contains(&sitting.id) => extend(app, watching, sitting.id, sitting.revision, time).await,
            _ => continue,
        };
        match acted {
            Ok(()) => done += 1,
            // it ended, or something else was done to it, meanwhile
            Err(Failure::Refused(_)) => {}
            Err(other) => return Err(other),
        }
    }
    Ok(done)
}

/// Lets the browser that asks go on, and puts the first one out at that moment; or refuses it.
///
/// # Errors
/// None asks, or the sitting is over.
pub async fn settle_device(app: &App, watching: &Watching, sitting: Uuid, is_let_in: bool) -> Result<()> {
    is_held(watching)?;
    let sat = sat(app, watching, sitting).await?;
    mine(&sat, watching, Act::SettleDevice)?;
    let now = app.clock.now();
    let kind = if is_let_in { EventKind::Moved } else { EventKind::DeviceRefused };
    let event = Told::new(kind, json!({ "device": sat.sitting.next_device }), Some(watching.by())).row(app, sitting, now);
    let session = sat.run.as_ref().map(|run| run.row.clone()).filter(|row| row.finished_at.is_none());
    app.store
        .write(move |tx| {
            let (event, session) = (event.clone(), session.clone());
            Box::pin(async move {
                let held = if is_let_in { sittings::move_device(tx, sitting, now).await? } else { sittings::refuse_device(tx, sitting).await? };
                if !held {
                    return Err(Refusal::RecordChanged.into());
                }
                if let Some(row) = session.filter(|_| is_let_in) {
                    // an answer of the first browser that is on its way finds another number, looks again, and finds itself out
                    let (id, status, state) = (row.id, row.status.as_str(), row.state.as_slice());
                    let new = NewState { id, expected_seq: row.seq, new_seq: row.seq + 1, status, state, updated_at: row.updated_at, finished_at: None };
                    if !sessions::save_state(tx, &new).await? {
                        return Err(StoreError::Busy.into());
                    }
                }
                Ok::<_, Failure>(sittings::insert_event(tx, &event).await?)
            })
        })
        .await
}

/// Settles an alert: the question is set aside and another one comes, or the candidate goes on with it. The clock runs again, unless an invigilator
/// stopped it too.
///
/// # Errors
/// No alert waits.
pub async fn settle_alert(app: &App, watching: &Watching, sitting: Uuid, is_set_aside: bool) -> Result<()> {
    is_held(watching)?;
    let settled = change(app, By::Name(sitting), |sat, now| {
        let status = mine(sat, watching, Act::SettleAlert)?;
        let alert = sat.alert.as_ref().ok_or(Refusal::RecordChanged)?;
        let seq = u32::try_from(alert.seq).map_err(|e| Failure::Broken(e.to_string()))?;
        let mut state = sat.run()?.state.clone();
        let context = sat.run()?.context(now);
        let mut events = Vec::new();
        if is_set_aside {
            events = session::decide(&state, Command::SetAside { seq }, &context)?;
            for event in &events {
                state.apply(event.clone());
            }
        }
        if status == Status::Running && state.status != session::Status::Finished {
            events.extend(session::decide(&state, Command::Resume, &context)?);
        }
        let (word, kind) = if is_set_aside { (AlertStatus::Frozen, EventKind::Frozen) } else { (AlertStatus::Kept, EventKind::Kept) };
        let told = vec![Told::new(kind, json!({ "seq": seq }), Some(watching.by()))];
        Ok(Some((events, Change { settled: Some((word, Some(watching.by()))), told, ..Change::default() })))
    });
    settled.await.map(drop)
}

/// Ends a sitting: for a reason, or because it broke down, which costs no attempt.
///
/// # Errors
/// It has not begun, or is over; no reason was given.
pub async fn end(app: &App, watching: &Watching, sitting: Uuid, reason: &str, has_failed: bool, origin: &Origin<'_>) -> Result<()> {
    is_held(watching)?;
    let reason = reasoned(reason, true)?;
    let ended = change(app, By::Name(sitting), |sat, now| {
        mine(sat, watching, if has_failed { Act::Fail } else { Act::End })?;
        let run = sat.run()?;
        let events = session::decide(&run.state, Command::End { ending: session::Ending::Stopped }, &run.context(now))?;
        let ending = if has_failed { "technical" } else { "invigilator" };
        let told = vec![Told::new(EventKind::Ended, json!({ "ending": ending, "reason": reason }), Some(watching.by()))];
        let act = if has_failed { audit::Act::SittingFailed } else { audit::Act::SittingEnded };
        let noted = Some(line(app, act, audit::By::Invigilator, watching.invigilator.person_id, Some(sitting.to_string()), origin));
        Ok(Some((events, Change { has_failed, told, noted, ..Change::default() })))
    });
    ended.await.map(drop)
}
