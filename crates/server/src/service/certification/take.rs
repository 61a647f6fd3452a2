//! Taking an exam: beginning, answering, saying that a question cannot be answered, handing in.

use std::sync::atomic::{AtomicBool, Ordering};

use domain::certification::codes::read_start_code;
use domain::certification::sitting::{AlertKind, AlertStatus, Door, EventKind, Status, may_begin, read_words};
use domain::certification::{ExamStatus, extra_seconds};
use domain::item::{Presentation, Response, present};
use domain::language::Language;
use domain::refusal::Refusal;
use domain::session::{self, Command, Event, Pace, Plan, Scope};
use serde_json::json;
use store::exam_alerts::ExamAlert;
use store::sessions::{self, Session};
use store::{StoreError, answers, sittings};

use super::door::Desk;
use super::sitting::{By, Change, Run, Sat, Told, change, load};
use crate::app::App;
use crate::service::account::attempt;
use crate::service::assess::first;
use crate::service::{Failure, Result};

/// The kind of a session that is a sitting of an exam.
pub const CERTIFICATION: &str = "certification";
/// Items met within this time are not asked again: a year.
const FORGET: i64 = 365 * 24 * 3600 * domain::blueprint::SECOND;
/// Wrong codes of the board that one candidate may type in a quarter of an hour.
const TRIES_AT_THE_BOARD: i64 = 20;
/// Characters of what a candidate says of a question.
const LONGEST_ALERT: usize = 500;
/// How old the last sign of a browser may be before another one is written down.
const STALE: i64 = 10 * domain::blueprint::SECOND;

/// The question on the table.
#[derive(Debug, Clone)]
pub struct Question {
    /// Its number in the log, from 1, sent back with the answer.
    pub seq: u32,
    /// Its number as the candidate counts.
    pub position: u32,
    /// Questions at the most.
    pub of: u32,
    /// Time left, microseconds.
    pub remaining: i64,
    /// Whether the clock runs.
    pub is_running: bool,
    /// What is shown.
    pub presentation: Presentation,
    /// Where its domain stands in the framework.
    pub domain: usize,
}

impl Run {
    /// The question on the table; none when the sitting is over.
    pub fn question(&self, now: i64) -> Option<Question> {
        let current = self.state.current.as_ref()?;
        let pooled = &self.edition.pool[usize::from(current.item)];
        Some(Question {
            seq: self.state.seq(),
            position: self.state.position(),
            of: crate::service::assess::questions_at_most(&self.edition),
            remaining: self.state.remaining(&self.edition, now),
            is_running: self.state.status == session::Status::Open,
            presentation: present(&pooled.item, &current.shown),
            domain: pooled.domain,
        })
    }
}

/// Begins a sitting with its first question. One that has begun goes on.
///
/// # Errors
/// The exam is not open, nobody checked the identity, the code is not the one on the board.
pub async fn begin(app: &App, desk: Desk, typed: &str) -> Result<Desk> {
    let sat = &desk.sat;
    match sat.status()? {
        Status::Waiting => {}
        Status::Running | Status::Paused => return Ok(desk),
        Status::Ended | Status::Void => return Err(Refusal::SittingOver.into()),
    }
    let is_code_right = sat.exam.start_code.is_some() && read_start_code(typed) == sat.exam.start_code;
    if !is_code_right && sat.exam.start_code.is_some() {
        attempt(app, "exam-board", &sat.sitting.id.to_string(), TRIES_AT_THE_BOARD).await?;
    }
    let door = Door { is_exam_running: sat.exam.status == ExamStatus::Running.code(), is_admitted: sat.candidate.checked_in_at.is_some(), is_code_right };
    may_begin(door)?;
    let (session, ends_at, extra) = drawn(app, sat).await?;
    let (id, now) = (sat.sitting.id, session.started_at);
    let told = Told::new(EventKind::Began, json!({ "extra": extra }), None).row(app, id, now);
    let begun = app.store.write(move |tx| {
        let (session, told) = (session.clone(), told.clone());
        Box::pin(async move {
            sessions::insert(tx, &session).await?;
            if !sittings::begin(tx, id, session.id, now, ends_at).await? {
                return Err(StoreError::Conflict { what: "sitting(session_id)".into() });
            }
            sittings::insert_event(tx, &told).await
        })
    });
    match begun.await {
        Ok(()) => {
            app.metrics.sessions_begun.inc();
        }
        // a double click: the first one began it
        Err(StoreError::Conflict { .. }) => {}
        Err(other) => return Err(other.into()),
    }
    let sat = load(app, &desk.by()).await?.ok_or(Refusal::ExamDeviceOut)?;
    if sat.run.is_none() { Err(StoreError::Busy.into()) } else { Ok(desk.after(sat)) }
}

/// A session with its first question, not written yet; when its time is over, and how many seconds were granted.
async fn drawn(app: &App, sat: &Sat) -> Result<(Session, Option<i64>, u32)> {
    let current = app.editions.certification();
    let edition = &current.edition;
    let now = app.clock.now();
    let avoid = met(app, sat, now - FORGET).await?;
    let places = avoid.iter().filter_map(|item| edition.place(item));
    let avoid = edition.with_translations(places).into_iter().map(|place| place as u16).collect();
    let extra = extra_seconds(edition.blueprint.stopping.seconds, sat.extra_percent);
    let language = Language::parse(&sat.candidate.language).unwrap_or_default();
    let plan = Plan { pace: Pace::Whole, language, avoid, scope: Scope::default(), extra };
    // reached through its sitting, and by nobody's account or token
    let (row, state) = first(app, &current, plan, CERTIFICATION, None);
    let ends_at = state.deadline(edition);
    Ok((row, ends_at, extra))
}

/// Items that the same person met since a time: in sessions of their account, in exams of their account, in exams under their name and birth date.
async fn met(app: &App, sat: &Sat, since: i64) -> Result<Vec<String>> {
    let candidate = sat.candidate.clone();
    let met = app.store.read(move |tx| {
        let candidate = candidate.clone();
        Box::pin(async move {
            let mut met = sittings::met_by_name(tx, &candidate.sort_name, &candidate.birth_date, since).await?;
            if let Some(person) = candidate.person_id {
                met.extend(answers::items_of_person(tx, person, since).await?);
                met.extend(sittings::met_by_person(tx, person, since).await?);
            }
            Ok::<_, StoreError>(met)
        })
    });
    let mut met = met.await?;
    met.sort();
    met.dedup();
    Ok(met)
}

/// Takes an answer; none is "I don't know". The same answer again is taken as the first time.
///
/// # Errors
/// The rules say no: the clock stands, the time is over, the question has another answer, the answer does not fit it. Then nothing was taken.
pub async fn answer(app: &App, desk: Desk, seq: u32, response: Option<Response>) -> Result<Desk> {
    let run = desk.sat.run()?;
    if seq < run.state.seq() {
        already(app, run, seq, response.as_ref()).await?;
        return Ok(desk);
    }
    let is_mine = AtomicBool::new(false);
    let taken = change(app, desk.by(), |sat, now| {
        let run = sat.run()?;
        is_mine.store(seq >= run.state.seq(), Ordering::Relaxed);
        if seq < run.state.seq() {
            return Ok(None);
        }
        under_way(sat)?;
        let events = session::decide(&run.state, Command::Answer { seq, response: response.clone() }, &run.context(now))?;
        Ok(Some((events, Change::default())))
    });
    let sat = taken.await?;
    let run = sat.run()?;
    if !is_mine.load(Ordering::Relaxed) {
        // another request was first: with this very answer, or with another one
        already(app, run, seq, response.as_ref()).await?;
    } else if run.state.seq() <= seq {
        // it ended instead
        return Err(Refusal::ExamTimeUp.into());
    }
    Ok(desk.after(sat))
}

/// The question has an answer: it is this one, or the refusal says that it is another.
async fn already(app: &App, run: &Run, seq: u32, response: Option<&Response>) -> Result<()> {
    let (id, seq) = (run.row.id, i64::from(seq));
    let recorded = app.store.read(move |tx| Box::pin(async move { answers::at(tx, id, seq).await })).await?.ok_or(Refusal::OutOfOrder)?;
    let same = recorded.category >= 0 && recorded.response == response.map(serde_json::to_string).transpose()?;
    if same { Ok(()) } else { Err(Refusal::AlreadyAnswered.into()) }
}

/// What was to be done at a question that has its answer.
///
/// # Errors
/// The store's, or what is stored cannot be read.
pub async fn question_at(app: &App, desk: &Desk, seq: u32) -> Result<Option<domain::item::Task>> {
    let run = desk.sat.run()?;
    let id = run.row.id;
    let Some(answer) = app.store.read(move |tx| Box::pin(async move { answers::at(tx, id, i64::from(seq)).await })).await? else { return Ok(None) };
    let Some(item) = run.edition.place(&answer.item_id) else { return Ok(None) };
    Ok(Some(present(&run.edition.pool[item].item, &serde_json::from_str(&answer.shown)?).task))
}

fn under_way(sat: &Sat) -> Result<()> {
    match sat.status()? {
        Status::Running => Ok(()),
        Status::Paused => Err(Refusal::ExamPaused.into()),
        Status::Waiting => Err(Refusal::ExamNotBegun.into()),
        Status::Ended | Status::Void if sat.sitting.ending.as_deref() == Some("time") => Err(Refusal::ExamTimeUp.into()),
        Status::Ended | Status::Void => Err(Refusal::SittingOver.into()),
    }
}

/// Says that the question on the table cannot be answered: its clock stands until somebody comes. One that waits already waits on.
///
/// # Errors
/// The kind was not chosen, the words are too many, the question is another one by now.
pub async fn alert(app: &App, desk: Desk, seq: u32, kind: &str, words: &str) -> Result<Desk> {
    let kind = AlertKind::parse(kind).ok_or(Refusal::ReportKindMissing)?;
    let words = read_words(words, LONGEST_ALERT, false)?;
    let raised = change(app, desk.by(), |sat, now| {
        if sat.alert.is_some() {
            return Ok(None);
        }
        under_way(sat)?;
        let run = sat.run()?;
        let current = run.state.current.as_ref().filter(|_| run.state.seq() == seq).ok_or(Refusal::AlreadyAnswered)?;
        let pooled = &run.edition.pool[usize::from(current.item)];
        let alert = ExamAlert {
            id: app.entropy.id(now),
            sitting_id: sat.sitting.id,
            seq: i64::from(seq),
            item_id: pooled.item.id.clone(),
            item_hash: pooled.hash.clone(),
            kind: kind.code().to_owned(),
            body: words.clone(),
            status: AlertStatus::Open.code().to_owned(),
            raised_at: now,
            settled_at: None,
            invigilator_id: None,
        };
        let events = session::decide(&run.state, Command::Pause, &run.context(now))?;
        let told = vec![Told::new(EventKind::Alerted, json!({ "seq": seq, "kind": kind.code() }), None)];
        Ok(Some((events, Change { raised: Some(alert), told, ..Change::default() })))
    });
    let sat = raised.await?;
    Ok(desk.after(sat))
}

/// Takes the alert back: the clock runs again, unless an invigilator stopped it too.
///
/// # Errors
/// The store's.
pub async fn withdraw_alert(app: &App, desk: Desk) -> Result<Desk> {
    let withdrawn = change(app, desk.by(), |sat, now| {
        let Some(alert) = &sat.alert else { return Ok(None) };
        let run = sat.run()?;
        let events = if sat.status()? == Status::Running { session::decide(&run.state, Command::Resume, &run.context(now))? } else { Vec::new() };
        let told = vec![Told::new(EventKind::Withdrawn, json!({ "seq": alert.seq }), None)];
        Ok(Some((events, Change { settled: Some((AlertStatus::Withdrawn, None)), told, ..Change::default() })))
    });
    let sat = withdrawn.await?;
    Ok(desk.after(sat))
}

/// Hands in before everything was asked.
///
/// # Errors
/// The clock stands, or the store could not.
pub async fn hand_in(app: &App, desk: Desk) -> Result<Desk> {
    let handed = change(app, desk.by(), |sat, now| {
        if sat.status()?.is_over() {
            return Ok(None);
        }
        under_way(sat)?;
        let run = sat.run()?;
        let events: Vec<Event> = session::decide(&run.state, Command::Finish, &run.context(now))?;
        Ok(Some((events, Change::default())))
    });
    let sat = handed.await?;
    Ok(desk.after(sat))
}

/// What a browser says of itself, every now and then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// It is there.
    Here,
    /// Another page or program is in front.
    Left,
    /// The page is in front again.
    Returned,
}

/// Notes a sign of a candidate's browser.
///
/// # Errors
/// The store's.
pub async fn heard(app: &App, desk: &Desk, sign: Sign) -> Result<()> {
    let (id, now) = (desk.sat.sitting.id, app.clock.now());
    let away = desk.sat.sitting.away_since.map_or(0, |since| (now - since).max(0) / domain::blueprint::SECOND);
    let left = Told::new(EventKind::Left, json!({}), None).row(app, id, now);
    let returned = Told::new(EventKind::Returned, json!({ "seconds": away }), None).row(app, id, now);
    let noted = app.store.write(move |tx| {
        let (left, returned) = (left.clone(), returned.clone());
        Box::pin(async move {
            let event = match sign {
                Sign::Here => return sittings::seen(tx, id, now, now - STALE).await,
                Sign::Left => sittings::left(tx, id, now).await?.then_some(left),
                Sign::Returned => sittings::returned(tx, id, now).await?.then_some(returned),
            };
            match event {
                Some(event) => sittings::insert_event(tx, &event).await,
                None => Ok(()),
            }
        })
    });
    Ok(noted.await?)
}

/// Ends what ran out of time and has nobody there to see it. Returns how many ended.
///
/// # Errors
/// The store's.
pub async fn end_overdue(app: &App) -> Result<usize> {
    let now = app.clock.now();
    let due = app.store.read(move |tx| Box::pin(sittings::due(tx, now, AT_ONCE))).await?;
    let mut ended = 0;
    for sitting in due {
        match load(app, &By::Name(sitting.id)).await {
            Ok(Some(sat)) if sat.status()?.is_over() => ended += 1,
            Ok(_) => {}
            // the others shall not wait for one that cannot be read
            Err(error @ Failure::Broken(_)) => tracing::error!(%error, sitting = %sitting.id, "a sitting cannot be ended"),
            Err(other) => return Err(other),
        }
    }
    Ok(ended)
}

/// Sittings that are ended in one look.
const AT_ONCE: i64 = 500;
