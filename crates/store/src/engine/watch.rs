//! What an engine sees of its own work: counts that cost an atomic addition each, and a line in the log for what took too long.
//!
//! Statements are logged as they stand in the source, with their `$1`: never with a value.

use super::Engine;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::{Duration, Instant};

/// Upper bounds of the buckets of times, in microseconds: 100 µs to 10 s.
const TIMES: &[u64] = &[100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000, 5_000_000, 10_000_000];
/// Upper bounds of the buckets of group sizes, in writes.
const SIZES: &[u64] = &[1, 2, 4, 8, 16, 32, 64, 128, 256];

/// What the store has done since it was opened, and what waits now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figures {
    /// Which engine.
    pub engine: Engine,
    /// Writes that one commit carried.
    pub group_sizes: Distribution,
    /// Microseconds that a commit took: on SQLite the `COMMIT` of a group; on PostgreSQL that of a transaction, or the one statement
    /// that records a group of answers.
    pub commit_times: Distribution,
    /// Microseconds that a transaction waited before its first statement: for the writer, a reader or a connection.
    pub waits: Distribution,
    /// Callers who were told [`StoreError::Busy`](crate::StoreError::Busy) because they had waited too long for a place.
    pub busy: u64,
    /// Statements and commits that took longer than [`Options::slow`](crate::Options::slow).
    pub slow: u64,
    /// Writes that wait now: for SQLite's writer, or for a group of PostgreSQL.
    pub writes_waiting: u64,
    /// Reads that wait now for a reader of SQLite; on PostgreSQL everybody who waits for a connection.
    pub reads_waiting: u64,
    /// SQLite: threads that read. PostgreSQL: connections, open and idle, of all pools.
    pub connections: Connections,
}

/// How many connections there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Connections {
    /// At most.
    pub most: u64,
    /// Open now.
    pub open: u64,
    /// Open, with nothing to do. SQLite does not say: 0.
    pub idle: u64,
}

/// Counts by size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Distribution {
    /// The upper bound of each bucket, ascending; a value equal to a bound is in its bucket.
    pub bounds: &'static [u64],
    /// How many values fell into each bucket, and last how many were above every bound.
    pub counts: Vec<u64>,
    /// The sum of all values.
    pub sum: u64,
}

/// A [`Distribution`] in the making.
struct Spread {
    bounds: &'static [u64],
    counts: Box<[AtomicU64]>,
    sum: AtomicU64,
}

impl Spread {
    fn new(bounds: &'static [u64]) -> Self {
        Self { bounds, counts: (0..=bounds.len()).map(|_| AtomicU64::new(0)).collect(), sum: AtomicU64::new(0) }
    }

    fn add(&self, value: u64) {
        let bucket = self.bounds.partition_point(|bound| *bound < value);
        self.counts[bucket].fetch_add(1, Relaxed);
        self.sum.fetch_add(value, Relaxed);
    }

    fn taken(&self) -> Distribution {
        Distribution { bounds: self.bounds, counts: self.counts.iter().map(|n| n.load(Relaxed)).collect(), sum: self.sum.load(Relaxed) }
    }
}

/// Shared by everything that works for one store.
pub(crate) struct Watch {
    engine: Engine,
    slow: Duration,
    group_sizes: Spread,
    commit_times: Spread,
    waits: Spread,
    busy: AtomicU64,
    slow_ones: AtomicU64,
}

/// A transaction under watch.
pub(crate) struct Watched {
    watch: Arc<Watch>,
    /// Before its first statement.
    waited: Duration,
}

impl Watch {
    pub(super) fn new(engine: Engine, slow: Duration) -> Arc<Self> {
        Arc::new(Self {
            engine,
            slow,
            group_sizes: Spread::new(SIZES),
            commit_times: Spread::new(TIMES),
            waits: Spread::new(TIMES),
            busy: AtomicU64::new(0),
            slow_ones: AtomicU64::new(0),
        })
    }

    /// A transaction begins that was asked for at `asked`.
    pub(super) fn begin(self: &Arc<Self>, asked: Instant) -> Watched {
        let waited = asked.elapsed();
        self.waits.add(micros(waited));
        Watched { watch: Arc::clone(self), waited }
    }

    /// A commit carried so many writes.
    pub(super) fn committed(&self, writes: usize, took: Duration) {
        self.group_sizes.add(writes as u64);
        self.commit_times.add(micros(took));
        if took >= self.slow {
            self.slow_ones.fetch_add(1, Relaxed);
            tracing::warn!(engine = self.engine.name(), ran_ms = millis(took), writes, "slow commit");
        }
    }

    /// Somebody was sent away because too much was waiting.
    pub(super) fn refused(&self) {
        self.busy.fetch_add(1, Relaxed);
    }

    /// What was counted; what waits now is for the engine to say.
    pub(super) fn figures(&self) -> Figures {
        Figures {
            engine: self.engine,
            group_sizes: self.group_sizes.taken(),
            commit_times: self.commit_times.taken(),
            waits: self.waits.taken(),
            busy: self.busy.load(Relaxed),
            slow: self.slow_ones.load(Relaxed),
            writes_waiting: 0,
            reads_waiting: 0,
            connections: Connections::default(),
        }
    }
}

impl Watched {
    /// A statement ended that began at `begun`.
    pub(super) fn ran(&self, sql: &str, begun: Instant) {
        let ran = begun.elapsed();
        if ran >= self.watch.slow {
            self.watch.slow_ones.fetch_add(1, Relaxed);
            tracing::warn!(engine = self.watch.engine.name(), ran_ms = millis(ran), waited_ms = millis(self.waited), sql = %one_line(sql), "slow statement");
        }
    }
}

/// A statement of several lines as one.
fn one_line(sql: &str) -> String {
    sql.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn micros(time: Duration) -> u64 {
    u64::try_from(time.as_micros()).unwrap_or(u64::MAX)
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_counted_in_the_first_bucket_that_holds_it() {
        let spread = Spread::new(&[1, 4]);
        for value in [0, 1, 2, 4, 5, 900] {
            spread.add(value);
        }
        assert_eq!(spread.taken(), Distribution { bounds: &[1, 4], counts: vec![2, 2, 2], sum: 912 });
    }
}
