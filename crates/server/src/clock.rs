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
            Self::System => machine() + moved(),
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

fn machine() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| i64::try_from(d.as_micros()).unwrap_or(i64::MAX))
}

/// How far a browser journey has moved the machine's clock: microseconds, in the file that `SOCLE_TEST_CLOCK` names, so that a week is played in a
/// minute. A binary that is built for use does not know of it.
#[cfg(debug_assertions)]
fn moved() -> i64 {
    static FILE: std::sync::OnceLock<Option<std::path::PathBuf>> = std::sync::OnceLock::new();
    let file = FILE.get_or_init(|| std::env::var_os("SOCLE_TEST_CLOCK").map(Into::into));
    let text = file.as_ref().and_then(|file| std::fs::read_to_string(file).ok());
    text.and_then(|text| text.trim().parse().ok()).unwrap_or_default()
}

#[cfg(not(debug_assertions))]
const fn moved() -> i64 {
    0
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
