//! The result of a finished session, and of those before it.

use domain::profile::{Change, Profile, changes};
use domain::refusal::Refusal;
use store::results;
use uuid::Uuid;

use super::open::OpenSession;
use crate::app::App;
use crate::service::Result;

/// A result with its date.
#[derive(Debug, Clone)]
pub struct Finished {
    /// The session.
    pub session: Uuid,
    /// When it ended, microseconds UTC.
    pub at: i64,
    /// What it says.
    pub profile: Profile,
}

/// The result of a session.
///
/// # Errors
/// [`Refusal::NotFound`] while the session is not over.
pub async fn result(app: &App, open: &OpenSession) -> Result<Finished> {
    let id = open.row.id;
    let row = app.store.read(move |tx| Box::pin(results::of_session(tx, id))).await?.ok_or(Refusal::NotFound)?;
    Ok(Finished { session: id, at: row.at, profile: serde_json::from_str(&row.body)? })
}

/// All results of a person, oldest first, and for the given session what changed since each of its domains was last assessed.
///
/// # Errors
/// The store's.
pub async fn history(app: &App, person: Uuid, session: Option<Uuid>) -> Result<(Vec<Finished>, Vec<Change>)> {
    let rows = app.store.read(move |tx| Box::pin(results::list_of_person(tx, person))).await?;
    let mut all = rows
        .into_iter()
        .map(|row| Ok(Finished { session: row.session_id, at: row.at, profile: serde_json::from_str(&row.body)? }))
        .collect::<Result<Vec<_>>>()?;
    all.sort_by_key(|f| (f.at, f.session));
    let at = session.and_then(|s| all.iter().position(|f| f.session == s));
    let since = at.map(|at| since_last_time(&all[..at], &all[at].profile)).unwrap_or_default();
    Ok((all, since))
}

/// What changed in each domain since it was last assessed: results of a campaign may speak of some domains only.
fn since_last_time(before: &[Finished], profile: &Profile) -> Vec<Change> {
    let mut found: Vec<Change> = Vec::new();
    for earlier in before.iter().rev() {
        let newer = changes(&earlier.profile, profile).into_iter().filter(|change| !found.iter().any(|known| known.code == change.code));
        found.extend(newer.collect::<Vec<_>>());
    }
    found
}
