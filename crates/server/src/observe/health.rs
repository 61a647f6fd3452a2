//! Whether this server should be sent people now.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use domain::blueprint::SECOND;
use store::maintenance;
use tokio::sync::Mutex;

use crate::app::App;

/// For how long a look at the database holds, in microseconds: however many probes ask, one write a second.
const HOLDS: i64 = SECOND;
/// A database that takes longer than this for one row is of no use to anybody who waits.
const PATIENCE: Duration = Duration::from_secs(2);

/// What a probe is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Send people.
    Ready,
    /// It was asked to stop: it still answers, but send people elsewhere.
    Draining,
    /// The database does not take a write: it is away, full, read-only, or too slow.
    Database,
}

/// Readiness, remembered for a second. That the schema is migrated goes without saying: no server opens its port for
/// people before it is.
#[derive(Debug, Default)]
pub struct Readiness {
    draining: AtomicBool,
    looked: Mutex<Option<Look>>,
}

#[derive(Debug, Clone, Copy)]
struct Look {
    at: i64,
    takes_writes: bool,
}

impl Readiness {
    /// From now on people go elsewhere; whoever comes all the same is served.
    pub fn drain(&self) {
        self.draining.store(true, Ordering::Relaxed);
    }

    /// Whether the server was asked to stop.
    pub fn is_draining(&self) -> bool {
        self.draining.load(Ordering::Relaxed)
    }

    /// Whether people should be sent here. Probes that come together wait for one look.
    pub async fn of(&self, app: &App) -> Standing {
        if self.is_draining() {
            return Standing::Draining;
        }
        let mut looked = self.looked.lock().await;
        let now = app.clock.now();
        let look = match *looked {
            // a clock that was set back makes no look last longer
            Some(look) if (now - look.at).unsigned_abs() < HOLDS.unsigned_abs() => look,
            _ => Look { at: now, takes_writes: takes_writes(app).await },
        };
        *looked = Some(look);
        if look.takes_writes { Standing::Ready } else { Standing::Database }
    }
}

/// A row that is written as it was, down to the disk.
async fn takes_writes(app: &App) -> bool {
    let write = app.store.write(|tx| Box::pin(maintenance::rewrite(tx)));
    match tokio::time::timeout(PATIENCE, write).await {
        Ok(Ok(())) => true,
        Ok(Err(error)) => {
            tracing::warn!(%error, "not ready: the database takes no write");
            false
        }
        Err(_) => {
            tracing::warn!(seconds = PATIENCE.as_secs(), "not ready: the database takes longer than this for one row");
            false
        }
    }
}
