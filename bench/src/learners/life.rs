//! What every learner does, whichever way they come: ask, wait, think, try again.

use std::cell::{Cell, RefCell};
use std::net::SocketAddr;
use std::rc::Rc;
use std::time::{Duration, Instant};

use psychometrics::random::Random;
use tokio::time::sleep;

use super::client::{Client, Head, Trouble};
use super::ledger::Ledger;

/// How often a request is sent again before this person gives up.
const TRIES: u32 = 50;
/// Before a request is sent again.
const PAUSE: Duration = Duration::from_millis(50);
/// Statuses after which the same request is sent again: the database is away, its disk is full, or too many came.
const COME_BACK: [u16; 3] = [503, 507, 429];

/// How learners come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Programs of learners, over the JSON API.
    Api,
    /// Browsers of learners, over the pages.
    Page,
}

/// What all learners share.
#[derive(Debug)]
pub struct School {
    /// Where the server listens.
    pub address: SocketAddr,
    /// How learners come.
    pub mode: Mode,
    /// Whether replies may come compressed.
    pub gzip: bool,
    /// The mean time between a question and its answer, exponential; zero to answer at once.
    pub think: Duration,
    /// Where their randomness begins.
    pub seed: u64,
    /// Whether a request that finds no server is sent again until there is one.
    pub stubborn: bool,
    /// Nobody begins anything new.
    pub over: Cell<bool>,
    /// Requests under way.
    pub under_way: Cell<usize>,
    /// What they note.
    pub ledger: RefCell<Ledger>,
}

/// Why a learner's time with a session ended before its result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// The measurement is over.
    Over,
    /// The server did something that was not expected; it is in the ledger.
    Refused,
}

/// One learner: a connection, and randomness of their own.
#[derive(Debug)]
pub struct Life {
    /// What is shared.
    pub school: Rc<School>,
    /// The connection.
    pub client: Client,
    /// Theirs alone.
    pub random: Random,
    request: Vec<u8>,
}

impl Life {
    /// The learner of this number.
    pub fn new(school: Rc<School>, number: u64) -> Self {
        let client = Client::new(school.address);
        let random = Random::new(school.seed, number);
        Self { school, client, random, request: Vec::new() }
    }

    /// Sends a request until it has a reply of one of these statuses, and notes how long that one took.
    /// `headers` are whole lines.
    pub async fn ask(&mut self, kind: &'static str, method: &str, path: &str, headers: &str, body: &str, wanted: &[u16]) -> Result<Head, Ended> {
        if self.school.over.get() {
            return Err(Ended::Over);
        }
        self.request.clear();
        let gzip = if self.school.gzip { "Accept-Encoding: gzip\r\n" } else { "" };
        for part in [method, " ", path, " HTTP/1.1\r\nHost: learners\r\n", gzip, headers] {
            self.request.extend_from_slice(part.as_bytes());
        }
        if method == "POST" {
            self.request.extend_from_slice(format!("Content-Length: {}\r\n", body.len()).as_bytes());
        }
        self.request.extend_from_slice(b"\r\n");
        self.request.extend_from_slice(body.as_bytes());
        let school = Rc::clone(&self.school);
        school.under_way.set(school.under_way.get() + 1);
        let outcome = self.repeat(kind, wanted).await;
        school.under_way.set(school.under_way.get() - 1);
        outcome
    }

    async fn repeat(&mut self, kind: &'static str, wanted: &[u16]) -> Result<Head, Ended> {
        let mut tries = 0;
        while tries < TRIES || self.school.stubborn {
            tries += 1;
            let begun = Instant::now();
            let outcome = self.client.exchange(&self.request).await;
            let micros = u32::try_from(begun.elapsed().as_micros()).unwrap_or(u32::MAX);
            if let Some(end) = self.judge(kind, outcome, micros, wanted) {
                return end;
            }
            // What is under way is brought to its end, even when all is over: its outcome would stay open otherwise.
            sleep(PAUSE).await;
            if self.school.over.get() && !self.school.stubborn {
                return Err(Ended::Over);
            }
        }
        Err(Ended::Refused)
    }

    /// What a reply means; nothing when the request is to be sent again.
    fn judge(&mut self, kind: &'static str, outcome: Result<Head, Trouble>, micros: u32, wanted: &[u16]) -> Option<Result<Head, Ended>> {
        let mut ledger = self.school.ledger.borrow_mut();
        ledger.reconnections += std::mem::take(&mut self.client.reconnections);
        match outcome {
            Ok(head) if wanted.contains(&head.status) => {
                ledger.note(kind, micros, head.wire);
                Some(Ok(head))
            }
            Ok(head) if COME_BACK.contains(&head.status) => {
                ledger.wrong(format!("{kind}: {}", head.status));
                None
            }
            Ok(head) => {
                let problem = serde_json::from_slice::<serde_json::Value>(self.client.body()).ok();
                let code = problem.as_ref().and_then(|p| p["code"].as_str()).unwrap_or_default();
                ledger.wrong(format!("{kind}: {} {code}", head.status).trim_end().to_owned());
                Some(Err(Ended::Refused))
            }
            Err(trouble) => {
                ledger.wrong(format!("{kind}: {}", trouble.name()));
                None
            }
        }
    }

    /// Notes what was not expected, and ends this session.
    pub fn refuse(&self, what: &str) -> Ended {
        self.school.ledger.borrow_mut().wrong(what.to_owned());
        Ended::Refused
    }

    /// Reads the question and thinks.
    pub async fn think(&mut self) {
        let mean = self.school.think.as_secs_f64();
        if mean > 0.0 {
            // 1 - u is in (0, 1]: the logarithm is finite
            sleep(Duration::from_secs_f64(-mean * (1.0 - self.random.uniform()).ln())).await;
        }
    }

    /// A key that nobody guesses, for a request.
    pub fn key(&mut self) -> u128 {
        (u128::from(self.random.next_u64()) << 64) | u128::from(self.random.next_u64())
    }
}
