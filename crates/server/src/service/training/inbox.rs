//! What waits for somebody who keeps the hours.

use domain::access::{Authorised, KeepHours};
use domain::date::Day;
use domain::training::Pace;

use super::ledger::registry;
use super::lesson::lessons;
use crate::app::App;
use crate::service::Result;

/// How much waits, of each kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Waiting {
    /// Trainings claimed, to accept or refuse.
    pub claimed: usize,
    /// Learners who are late, or whose last day is over.
    pub late: usize,
    /// Learners who have all their hours and no attestation.
    pub to_attest: usize,
    /// Lessons that are over and whose list is open.
    pub open_lists: usize,
}

/// What waits in an organisation. Nobody who left is counted.
///
/// # Errors
/// The store's.
pub async fn inbox(app: &App, by: &Authorised<KeepHours>) -> Result<Waiting> {
    let now = app.clock.now();
    let today = Day::of(now).number();
    let registry = registry(app, by).await?;
    let lessons = lessons(app, by).await?;
    let here = || registry.rows.iter().filter(|row| row.learner.left_on.is_none_or(|left| left >= today));
    Ok(Waiting {
        claimed: registry.claimed,
        late: here().filter(|row| matches!(row.pace, Pace::Late { .. } | Pace::Over)).count(),
        to_attest: here().filter(|row| row.pace == Pace::Whole && row.attestation.is_none()).count(),
        open_lists: lessons.iter().filter(|l| l.lesson.closed_at.is_none() && l.lesson.starts_at + l.lesson.minutes * 60_000_000 < now).count(),
    })
}
