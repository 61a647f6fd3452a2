//! A session, opened by somebody who may.

use std::sync::Arc;

use domain::access::{Actor, Authorised, Ownership, UseSession, may};
use domain::bank::Edition;
use domain::item::{Presentation, Shown, Task, present};
use domain::refusal::Refusal;
use domain::session::{self, Choice, Context, Scope, State, Status};
use store::answers;
use store::sessions::{self, Session, SessionSummary};
use uuid::Uuid;

use crate::app::App;
use crate::service::{Failure, Result};

/// A session with its state and edition, and the proof that the asker may use it. Only [`open`] makes one.
#[derive(Debug, Clone)]
pub struct OpenSession {
    /// As stored.
    pub row: Session,
    /// Where it stands.
    pub state: State,
    /// What it is drawn from.
    pub edition: Arc<Edition>,
    /// The proof.
    pub proof: Authorised<UseSession>,
}

/// The question on the table.
#[derive(Debug, Clone)]
pub struct Question {
    /// Its number, from 1.
    pub seq: u32,
    /// What is shown.
    pub presentation: Presentation,
}

/// How far a session is.
#[derive(Debug, Clone)]
pub struct Standing {
    /// Questions answered, whether they count or are tried out.
    pub answered: u32,
    /// Questions at the most, of both sorts.
    pub longest: u32,
    /// Time counted, in microseconds.
    pub active: i64,
    /// For each domain, the share of the initial uncertainty that is gone, 0 to 1.
    pub certainty: Vec<f64>,
    /// For each domain, whether it is assessed.
    pub assessed: Vec<bool>,
}

impl OpenSession {
    /// What the rules look at besides the state.
    pub fn context(&self, now: i64) -> Context<'_> {
        Context { now, seed: self.row.seed.cast_unsigned(), edition: &self.edition, choice: Choice::Adaptive }
    }

    /// The question on the table; none when the session is over.
    pub fn question(&self) -> Option<Question> {
        let current = self.state.current.as_ref()?;
        Some(Question { seq: self.state.seq(), presentation: presentation(&self.edition, usize::from(current.item), &current.shown) })
    }

    /// How far it is. Nothing of it tells a question that counts from one that is tried out.
    pub fn standing(&self) -> Standing {
        Standing {
            answered: self.state.answers.len() as u32,
            longest: questions_of(&self.edition, &self.state.scope),
            active: self.state.active,
            certainty: session::certainty(&self.edition, &self.state.answers),
            assessed: self.state.scope.domains(&self.edition.framework),
        }
    }

    /// Whether it is over.
    pub fn is_finished(&self) -> bool {
        self.state.status == Status::Finished
    }
}

/// Questions of a session of this edition at the most, those that are tried out among them.
pub fn questions_at_most(edition: &Edition) -> u32 {
    questions_of(edition, &Scope::default())
}

/// The same of a session of this scope.
pub fn questions_of(edition: &Edition, scope: &Scope) -> u32 {
    let limits = scope.limits(edition);
    limits.longest + limits.tried_out
}

/// A question of the pool as it was shown.
pub(super) fn presentation(edition: &Edition, item: usize, shown: &Shown) -> Presentation {
    present(&edition.pool[item].item, shown)
}

/// Opens a session for somebody who may use it.
///
/// # Errors
/// It does not exist, or is somebody else's.
pub async fn open(app: &App, actor: &Actor, id: Uuid) -> Result<OpenSession> {
    let row = app.store.read_once(move |tx| Box::pin(sessions::load(tx, id))).await?.ok_or(Refusal::SessionNotFound)?;
    open_row(app, actor, row).await
}

/// Opens a session whose row was just read, to recognise its token, for somebody who may use it.
///
/// # Errors
/// It is somebody else's.
pub async fn open_row(app: &App, actor: &Actor, row: Session) -> Result<OpenSession> {
    let proof = may::<UseSession>(actor, Ownership { session: row.id.as_u128(), person: row.person_id.map(|p| p.as_u128()) })?;
    assemble(app, row, proof).await
}

/// Reads a session again, with the proof at hand.
pub(super) async fn reopen(app: &App, proof: Authorised<UseSession>) -> Result<OpenSession> {
    let id = Uuid::from_u128(proof.object().session);
    let row = app.store.read_once(move |tx| Box::pin(sessions::load(tx, id))).await?.ok_or(Refusal::SessionNotFound)?;
    assemble(app, row, proof).await
}

async fn assemble(app: &App, row: Session, proof: Authorised<UseSession>) -> Result<OpenSession> {
    let state = state_of(&row)?;
    let edition = app.editions.get(&app.store, row.edition_id).await?;
    Ok(OpenSession { row, state, edition, proof })
}

/// The state of a session. Before version 1 of its bytes it was JSON, and a session begun then goes on.
pub(in crate::service) fn state_of(row: &Session) -> Result<State> {
    let read = match row.state.first() {
        Some(b'{') => serde_json::from_slice(&row.state).map_err(|e| e.to_string()),
        _ => State::from_bytes(&row.state).map_err(|e| e.to_string()),
    };
    read.map_err(|why| Failure::Broken(format!("session {}: {why}", row.id)))
}

/// Sessions of a person that are not over, newest first.
///
/// # Errors
/// The store's.
pub async fn open_of(app: &App, person: Uuid) -> Result<Vec<SessionSummary>> {
    Ok(app.store.read(move |tx| Box::pin(sessions::open_of_person(tx, person))).await?)
}

/// Sessions of a person, newest first, after the given one.
///
/// # Errors
/// The store's.
pub async fn list_of(app: &App, person: Uuid, before: Option<(i64, Uuid)>, limit: i64) -> Result<Vec<SessionSummary>> {
    Ok(app.store.read(move |tx| Box::pin(sessions::list_of_person(tx, person, before, limit))).await?)
}

/// What was to be done at a question that has its answer.
///
/// # Errors
/// The store's, or what is stored cannot be read.
pub async fn question_at(app: &App, open: &OpenSession, seq: u32) -> Result<Option<Task>> {
    let id = open.row.id;
    let Some(answer) = app.store.read(move |tx| Box::pin(answers::at(tx, id, i64::from(seq)))).await? else { return Ok(None) };
    let Some(item) = open.edition.place(&answer.item_id) else { return Ok(None) };
    let shown: Shown = serde_json::from_str(&answer.shown)?;
    Ok(Some(presentation(&open.edition, item, &shown).task))
}
