//! How long a database that is away is waited for.
//!
//! The time runs from the first failure that anybody met, not from each caller's own: a restart costs nobody an error, and a database
//! that stays away is answered at once, not by thousands who all wait.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Before the third try, and the longest between two. The second follows at once, whatever the clock says: that a connection broke
/// long ago is learnt by its next user, and says nothing of the database.
const FIRST_PAUSE: Duration = Duration::from_millis(5);
const LONGEST_PAUSE: Duration = Duration::from_millis(100);

/// What everybody knows of the database being away.
pub(super) struct Outage {
    patience: Duration,
    since: Mutex<Option<Instant>>,
}

impl Outage {
    pub(super) fn new(patience: Duration) -> Self {
        Self { patience, since: Mutex::default() }
    }

    /// For somebody who is about to ask.
    pub(super) fn wait(&self) -> Wait {
        Wait { pause: None, latest: Instant::now() + self.patience }
    }

    /// The database has answered.
    pub(super) fn over(&self) {
        let mut since = self.since();
        if since.take().is_some() {
            tracing::info!("the database answers again");
        }
    }

    /// Notes a failure; when waiting ends that began with the first one.
    fn ends(&self) -> Instant {
        *self.since().get_or_insert_with(Instant::now) + self.patience
    }

    fn since(&self) -> MutexGuard<'_, Option<Instant>> {
        self.since.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One caller's patience.
pub(super) struct Wait {
    /// None before the first failure.
    pause: Option<Duration>,
    /// Their own limit, for a database that comes and goes.
    latest: Instant,
}

impl Wait {
    /// Waits a moment after a failure; `false` when that is no longer worth it.
    pub(super) async fn again(&mut self, outage: &Outage) -> bool {
        let ends = outage.ends().min(self.latest);
        let Some(pause) = self.pause.replace(self.pause.map_or(FIRST_PAUSE, |pause| (pause * 2).min(LONGEST_PAUSE))) else {
            return true;
        };
        if Instant::now() + pause >= ends {
            return false;
        }
        tokio::time::sleep(pause).await;
        true
    }
}
