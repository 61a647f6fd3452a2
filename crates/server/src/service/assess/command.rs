//! Pausing, resuming and ending a session.

use domain::session::{self, Command, Event};
use store::StoreError;

use super::open::{OpenSession, reopen};
use super::submit_answer::write;
use crate::app::App;
use crate::service::{Failure, Result};

/// Carries out a command other than an answer; one that changes nothing writes nothing.
///
/// # Errors
/// The rules say no, or the store could not.
pub async fn command(app: &App, mut open: OpenSession, command: Command) -> Result<OpenSession> {
    for _ in 0..4 {
        let now = app.clock.now();
        let events: Vec<Event> = session::decide(&open.state, command.clone(), &open.context(now))?;
        if events.is_empty() {
            return Ok(open);
        }
        let mut state = open.state.clone();
        for event in events {
            state.apply(event);
        }
        match write(app, &open, &state, None, now).await {
            Ok(()) => return Ok(OpenSession { state, ..open }),
            Err(Failure::Store(StoreError::Conflict { .. })) => open = reopen(app, open.proof).await?,
            Err(other) => return Err(other),
        }
    }
    Err(StoreError::Busy.into())
}
