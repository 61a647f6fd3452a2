//! PostgreSQL: answers that wait are recorded together, by one statement.
//!
//! While a group is on its way to the disk the next one gathers, so that a group is as large as the load makes it, and a lone answer
//! waits for nobody. What a group cannot do for one of its recordings (its session is in somebody else's hands, or is not where it was
//! expected; the statement failed) is given back to be done alone, where the reason is found. A group whose connection broke goes
//! again, whole: what of it is on disk already is no longer where it was expected.

use super::Options;
use super::outage::Outage;
use super::watch::Watch;
use crate::dialect;
use crate::error::{Result, StoreError};
use crate::recordings::Recording;
use deadpool_postgres::{Object, Pool, Status};
use std::collections::VecDeque;
use std::collections::btree_map::{BTreeMap, Entry};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::{Semaphore, oneshot};
use tokio_postgres::types::ToSql;
use uuid::Uuid;

/// How many groups are on their way at once, each on its connection.
pub(super) const GROUPS: usize = 2;
/// The most recordings in one statement.
const LARGEST_GROUP: usize = 64;

/// What became of a recording.
pub(super) enum Grouped {
    /// It is on disk.
    Recorded,
    /// Its idempotency key served before; nothing of it was written.
    KeyTaken,
    /// Not known to be on disk: to be tried alone. Because it holds its session to a number, trying twice records it once.
    Alone(Box<Recording>),
}

pub(super) struct Groups {
    shared: Arc<Shared>,
    patience: Duration,
}

struct Shared {
    pool: Pool,
    outage: Arc<Outage>,
    watch: Arc<Watch>,
    places: Semaphore,
    queue: Mutex<Queue>,
}

#[derive(Default)]
struct Queue {
    waiting: VecDeque<Waiting>,
    carriers: usize,
}

struct Waiting {
    recording: Recording,
    answer: oneshot::Sender<Grouped>,
}

impl Groups {
    pub(super) fn new(pool: Pool, options: &Options, outage: Arc<Outage>, watch: Arc<Watch>) -> Self {
        let shared = Shared { pool, outage, watch, places: Semaphore::new(options.queue.max(1)), queue: Mutex::default() };
        Self { shared: Arc::new(shared), patience: options.patience }
    }

    /// Waits for a place in the queue, then for the commit.
    pub(super) async fn record(&self, recording: Recording) -> Result<Grouped> {
        let place = tokio::time::timeout(self.patience, self.shared.places.acquire()).await;
        let _place = place
            .map_err(|_| {
                self.shared.watch.refused();
                StoreError::Busy
            })?
            .map_err(|_| StoreError::closed())?;
        let (answer, wait) = oneshot::channel();
        let is_carried = {
            let mut queue = self.shared.queue();
            queue.waiting.push_back(Waiting { recording, answer });
            queue.carriers == GROUPS
        };
        if !is_carried && let Some(carrier) = Carrier::begin(&self.shared) {
            // In a task of its own: a caller who leaves must not take the others along.
            tokio::spawn(carrier.carry());
        }
        wait.await.map_err(|_| StoreError::closed())
    }

    /// Recordings that no group has taken yet.
    pub(super) fn waiting(&self) -> usize {
        self.shared.queue().waiting.len()
    }

    pub(super) fn status(&self) -> Status {
        self.shared.pool.status()
    }

    pub(super) fn close(&self) {
        self.shared.places.close();
        self.shared.pool.close();
    }
}

impl Shared {
    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Takes group after group until nobody waits.
struct Carrier {
    shared: Arc<Shared>,
    is_done: bool,
}

impl Carrier {
    fn begin(shared: &Arc<Shared>) -> Option<Self> {
        let mut queue = shared.queue();
        if queue.carriers >= GROUPS {
            return None;
        }
        queue.carriers += 1;
        Some(Self { shared: Arc::clone(shared), is_done: false })
    }

    async fn carry(mut self) {
        while let Some(group) = self.next() {
            send(&self.shared, group).await;
        }
    }

    /// Whoever waits, in the order of their sessions; a session once, or one statement would meet it twice.
    fn next(&mut self) -> Option<Vec<Waiting>> {
        let mut queue = self.shared.queue();
        let (mut group, mut later) = (BTreeMap::new(), VecDeque::new());
        while group.len() < LARGEST_GROUP
            && let Some(waiting) = queue.waiting.pop_front()
        {
            if waiting.answer.is_closed() {
                // Whoever gave up waiting is not worth a transaction.
                continue;
            }
            match group.entry(waiting.recording.answer.session_id) {
                Entry::Vacant(place) => {
                    place.insert(waiting);
                }
                Entry::Occupied(_) => later.push_back(waiting),
            }
        }
        while let Some(waiting) = later.pop_back() {
            queue.waiting.push_front(waiting);
        }
        if group.is_empty() {
            // Under the lock in which nobody was found: whoever comes next begins another carrier.
            queue.carriers -= 1;
            self.is_done = true;
            return None;
        }
        Some(group.into_values().collect())
    }
}

impl Drop for Carrier {
    fn drop(&mut self) {
        if !self.is_done {
            self.shared.queue().carriers -= 1;
        }
    }
}

/// Sends a group and tells each of its members; all of them go on alone when it fails.
async fn send(shared: &Shared, group: Vec<Waiting>) {
    let mut wait = shared.outage.wait();
    let held = loop {
        match try_to_send(shared, &group).await {
            Err(StoreError::Unavailable { .. }) if !shared.pool.is_closed() && wait.again(&shared.outage).await => {}
            held => break held,
        }
    };
    if held.is_ok() {
        shared.outage.over();
    }
    let held = held.unwrap_or_else(|error| {
        tracing::warn!(%error, answers = group.len(), "a group of answers is recorded one by one");
        BTreeMap::new()
    });
    for Waiting { recording, answer } in group {
        // An error means that the caller has left.
        let _ = answer.send(match held.get(&recording.answer.session_id) {
            Some(true) => Grouped::Recorded,
            Some(false) => Grouped::KeyTaken,
            None => Grouped::Alone(Box::new(recording)),
        });
    }
}

async fn try_to_send(shared: &Shared, group: &[Waiting]) -> Result<BTreeMap<Uuid, bool>> {
    let client = shared.pool.get().await.map_err(|e| StoreError::pool(&e))?;
    let begun = Instant::now();
    let held = statement(&client, group).await;
    if held.is_ok() {
        shared.watch.committed(group.len(), begun.elapsed());
    }
    if matches!(held, Err(StoreError::Unavailable { .. })) {
        drop(Object::take(client));
    }
    held
}

/// The sessions that were held, and whether their answer was logged. The driver gives the rows only once the server is ready for the
/// next statement, which it is after the commit.
async fn statement(client: &Object, group: &[Waiting]) -> Result<BTreeMap<Uuid, bool>> {
    let pg = |e: tokio_postgres::Error| StoreError::postgres(&e);
    let statement = client.prepare_cached(dialect::POSTGRES_RECORD).await.map_err(pg)?;
    macro_rules! column {
        ($of:ident => $value:expr) => {
            group.iter().map(|Waiting { recording: $of, .. }| $value).collect::<Vec<_>>()
        };
    }
    let args: [&(dyn ToSql + Sync); 17] = [
        &column!(r => r.answer.session_id),
        &column!(r => r.answer.seq),
        &column!(r => r.answer.item_id.as_str()),
        &column!(r => r.answer.item_hash.as_slice()),
        &column!(r => r.answer.parameters.as_str()),
        &column!(r => r.answer.shown.as_str()),
        &column!(r => r.answer.response.as_deref()),
        &column!(r => r.answer.category),
        &column!(r => r.answer.categories),
        &column!(r => r.answer.elapsed),
        &column!(r => r.answer.at),
        &column!(r => r.answer.idempotency_key.as_deref()),
        &column!(r => r.expected_seq),
        &column!(r => r.new_seq),
        &column!(r => r.status.as_str()),
        &column!(r => r.state.as_slice()),
        &column!(r => r.result.as_deref()),
    ];
    let rows = client.query(&statement, &args).await.map_err(pg)?;
    rows.iter().map(|row| Ok((row.try_get(0).map_err(pg)?, row.try_get(1).map_err(pg)?))).collect()
}
