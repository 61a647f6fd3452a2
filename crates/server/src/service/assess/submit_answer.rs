//! Answering: scored, logged, estimated, and the next question chosen, in one step that happens once.
//!
//! The decision is computed outside the transaction, on the state as read; the transaction then holds it to that state:
//! the log's key (session, seq) and the condition on the state row both say no when another request was first. Nobody is
//! told "recorded" before the commit is on disk.

use domain::item::Response;
use domain::refusal::Refusal;
use domain::session::{self, Command, Ending, Event, State, Status};
use store::recordings::Recording;
use store::{StoreError, answers, participations, results, sessions};

use super::open::{OpenSession, Question, presentation, reopen};
use crate::app::App;
use crate::service::{Failure, Result};

/// An answer on its way in.
#[derive(Debug, Clone)]
pub struct Submission {
    /// Which question, from 1.
    pub seq: u32,
    /// The answer; none is "I don't know".
    pub response: Option<Response>,
    /// The key under which a retry is recognised.
    pub key: Option<String>,
}

/// What comes after an answer.
#[derive(Debug, Clone)]
pub enum Next {
    /// A question.
    Question(Box<Question>),
    /// The result.
    Finished,
}

/// An answer that is on disk.
#[derive(Debug, Clone)]
pub struct Answered {
    /// Whether it was there already, from this very request or the same answer sent twice.
    pub again: bool,
    /// Whether a pause begins here.
    pub paused: bool,
    /// What comes next.
    pub next: Next,
}

/// How often a lost race is run again before giving up.
const TRIES: usize = 4;

/// Takes an answer.
///
/// # Errors
/// The rules say no, or the store could not; then nothing was recorded.
pub async fn submit_answer(app: &App, mut open: OpenSession, submission: Submission) -> Result<Answered> {
    for _ in 0..TRIES {
        if submission.seq < open.state.seq() {
            return already(app, &open, &submission).await;
        }
        let now = app.clock.now();
        let command = Command::Answer { seq: submission.seq, response: submission.response.clone() };
        let events = match session::decide(&open.state, command, &open.context(now)) {
            Ok(events) => events,
            Err(refusal) => {
                // that the key served before says more than what is wrong with the answer
                refuse_reused(app, &open, &submission).await?;
                return Err(refusal.into());
            }
        };
        match record(app, &open, events, submission.key.as_deref(), now).await {
            Ok(after) => {
                let paused = after.status == Status::Paused;
                let next = next(&OpenSession { state: after, ..open });
                return Ok(Answered { again: false, paused, next });
            }
            Err(Failure::Store(conflict @ StoreError::Conflict { .. })) => {
                if conflict.is_conflict_on("answer", "idempotency_key") {
                    refuse_reused(app, &open, &submission).await?;
                }
                open = reopen(app, open.proof).await?;
            }
            Err(other) => return Err(other),
        }
    }
    Err(StoreError::Busy.into())
}

fn next(open: &OpenSession) -> Next {
    open.question().map_or(Next::Finished, |q| Next::Question(Box::new(q)))
}

/// A key that served for another question of this session. Asked only once something has been refused: the log's unique key has
/// the last word, so an answer that is taken needs no question beforehand.
async fn refuse_reused(app: &App, open: &OpenSession, submission: &Submission) -> Result<()> {
    let Some(key) = submission.key.clone() else { return Ok(()) };
    let id = open.row.id;
    let before = app.store.read_once(move |tx| Box::pin(async move { answers::by_idempotency_key(tx, id, &key).await })).await?;
    match before {
        Some(answer) if answer.seq != i64::from(submission.seq) => Err(Refusal::IdempotencyReused.into()),
        _ => Ok(()),
    }
}

/// The question has its answer: the same one again is answered as the first time, another one is refused.
async fn already(app: &App, open: &OpenSession, submission: &Submission) -> Result<Answered> {
    let (id, seq) = (open.row.id, i64::from(submission.seq));
    let (recorded, following) =
        app.store.read(move |tx| Box::pin(async move { Ok::<_, StoreError>((answers::at(tx, id, seq).await?, answers::at(tx, id, seq + 1).await?)) })).await?;
    let recorded = recorded.ok_or(Refusal::OutOfOrder)?;
    let response = submission.response.as_ref().map(serde_json::to_string).transpose()?;
    let same_key = submission.key.is_some() && submission.key == recorded.idempotency_key;
    if recorded.response != response {
        return Err(if same_key { Refusal::IdempotencyReused } else { Refusal::AlreadyAnswered }.into());
    }
    if submission.key.is_some() && recorded.idempotency_key.is_some() && !same_key {
        return Err(Refusal::AlreadyAnswered.into());
    }
    let next = match following {
        None => next(open),
        Some(following) => {
            let item = open.edition.place(&following.item_id).ok_or_else(|| Failure::Broken(format!("item {} is not in the edition", following.item_id)))?;
            let shown = serde_json::from_str(&following.shown)?;
            Next::Question(Box::new(Question { seq: submission.seq + 1, presentation: presentation(&open.edition, item, &shown) }))
        }
    };
    Ok(Answered { again: true, paused: open.state.status == Status::Paused, next })
}

/// Writes what was decided: the answer to the log, the state, and the result when it is the last one.
async fn record(app: &App, open: &OpenSession, events: Vec<Event>, key: Option<&str>, now: i64) -> Result<State> {
    let mut state = open.state.clone();
    let shown = open.state.current.as_ref().map(|c| c.shown.clone()).unwrap_or_default();
    let mut answer = None;
    for event in events {
        if let Event::Answered { seq, item, ref response, score, elapsed } = event {
            let pooled = &open.edition.pool[usize::from(item)];
            answer = Some(answers::Answer {
                session_id: open.row.id,
                seq: i64::from(seq),
                item_id: pooled.item.id.clone(),
                item_hash: pooled.hash.clone(),
                parameters: serde_json::to_string(&pooled.parameters)?,
                shown: serde_json::to_string(&shown)?,
                response: response.as_ref().map(serde_json::to_string).transpose()?,
                category: i64::from(score.won),
                categories: i64::from(score.points) + 1,
                elapsed,
                at: now,
                idempotency_key: key.map(str::to_owned),
            });
        }
        state.apply(event);
    }
    write(app, open, &state, answer, now).await?;
    Ok(state)
}

/// Whole or not at all: the answer, the state held to the one that was read, the result.
pub(super) async fn write(app: &App, open: &OpenSession, state: &State, answer: Option<answers::Answer>, now: i64) -> Result<()> {
    let id = open.row.id;
    let expected_seq = i64::from(open.state.seq());
    let body = state.to_bytes();
    let finished = state.status == Status::Finished;
    let result = if finished {
        let profile = domain::profile::profile_within(&open.edition, &state.scope, &state.answers, state.active, state.ending.unwrap_or(Ending::Asked));
        Some(serde_json::to_string(&profile)?)
    } else {
        None
    };
    let (status, new_seq) = (state.status.as_str(), i64::from(state.seq()));
    if let Some(answer) = answer {
        let recording = Recording { answer, expected_seq, new_seq, status: status.to_owned(), state: body, result };
        app.store.record(recording).await?;
        app.metrics.answers.inc();
        if finished {
            app.metrics.sessions_finished.inc();
        }
        return Ok(());
    }
    let result = result.map(|body| results::SessionResult { session_id: id, body, at: now });
    app.store
        .write(move |tx| {
            Box::pin(async move {
                let new = sessions::NewState { id, expected_seq, new_seq, status, state: &body, updated_at: now, finished_at: finished.then_some(now) };
                if !sessions::save_state(tx, &new).await? {
                    return Err(StoreError::Conflict { what: "session(seq)".into() });
                }
                if let Some(result) = &result {
                    results::insert(tx, result).await?;
                    participations::finish(tx, id, now).await?;
                }
                Ok(())
            })
        })
        .await?;
    if finished {
        app.metrics.sessions_finished.inc();
    }
    Ok(())
}
