//! Time and randomness, handed to whoever needs them, so that tests can hold both still.

use std::sync::Mutex;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use psychometrics::random::Random;
use uuid::Uuid;

/// Where the time comes from.
#[derive(Debug)]
pub enum Clock {
    /// The machine's.
    System,
    /// A test's: microseconds UTC.
    Fixed(AtomicI64),
}

impl Clock {
    /// Microseconds UTC.
    pub fn now(&self) -> i64 {
        match self {
            Self::System => SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| i64::try_from(d.as_micros()).unwrap_or(i64::MAX)),
            Self::Fixed(at) => at.load(Ordering::SeqCst),
        }
    }

    /// Moves a test's clock; the machine's takes no orders.
    pub fn advance(&self, microseconds: i64) {
        if let Self::Fixed(at) = self {
            at.fetch_add(microseconds, Ordering::SeqCst);
        }
    }
}

/// Where randomness comes from.
#[derive(Debug)]
pub enum Entropy {
    /// The operating system.
    System,
    /// A test's generator.
    Seeded(Box<Mutex<Random>>),
}

impl Entropy {
    /// Random bytes.
    ///
    /// # Panics
    /// The operating system has no randomness to give: nothing safe can go on then.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        match self {
            Self::System => getrandom::fill(&mut bytes).expect("the operating system gives random bytes"),
            Self::Seeded(random) => {
                let mut random = random.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
                for chunk in bytes.chunks_mut(8) {
                    let drawn = random.next_u64().to_le_bytes();
                    chunk.copy_from_slice(&drawn[..chunk.len()]);
                }
            }
        }
        bytes
    }

    /// A version 7 identifier of that time.
    pub fn id(&self, now: i64) -> Uuid {
        let milliseconds = u64::try_from(now / 1000).unwrap_or_default();
        uuid::Builder::from_unix_timestamp_millis(milliseconds, &self.bytes()).into_uuid()
    }
}
