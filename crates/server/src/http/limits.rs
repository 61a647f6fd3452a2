//! How often one may ask: by person, by place, by what a request costs.
//!
//! A person is the bearer of a token that was recognised here within the last hours; a place is an IPv4 address or an IPv6 /64.
//! Each has an allowance for each [`Class`] of routes. That of a place is high enough for a school of 3,000 people behind one
//! address who begin within five seconds; what is left for an abuser behind such an address is a load that two cores do not feel.
//! Strangers and known people of one place do not share an allowance: whoever floods a school's address without a token keeps others
//! there from beginning, and nobody there from going on.
//!
//! Each server counts alone and in memory only: N servers allow N times as much. What must hold across them and over restarts,
//! tries at passwords and links by mail, is counted in the database (`service/account/throttle.rs`).
//!
//! The crate `governor` was looked at: one quota for each of its limiters, a map that grows with every key that an attacker
//! invents until somebody sweeps it, ten crates. This is the same algorithm (GCRA, ITU-T I.371) in a table of a fixed size.

use std::hash::{BuildHasher, RandomState};
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::http::Method;

/// What a request costs us, and whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Class {
    /// A file of the asset build.
    Asset,
    /// A page, or a look at the API.
    Page,
    /// An answer, or another step of a session.
    Answer,
    /// The start of a session.
    Start,
    /// A sign-in, a link by mail, a password.
    SignIn,
    /// What costs a hundred pages: a printed document, an export.
    Dear,
}

/// So many at once, and so many a second after that.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Budget {
    burst: f64,
    per_second: f64,
}

const fn budget(burst: f64, per_second: f64) -> Budget {
    Budget { burst, per_second }
}

impl Class {
    const ALL: [Self; 6] = [Self::Asset, Self::Page, Self::Answer, Self::Start, Self::SignIn, Self::Dear];

    /// The class of a request, by its route's template; none for what watches over us, which is never limited.
    pub(crate) fn of(method: &Method, template: &str, path: &str) -> Option<Self> {
        let reads = matches!(*method, Method::GET | Method::HEAD);
        Some(match template {
            "/sante" | "/healthz" | "/readyz" | "/metrics" => return None,
            "/robots.txt" | "/assets/{*path}" | "/.well-known/security.txt" => Self::Asset,
            "/compte/export" | "/compte/effacer" => Self::Dear,
            "/resultat/{id}" if path.ends_with(".pdf") => Self::Dear,
            "/positionnement" | "/api/v1/sessions" if !reads => Self::Start,
            "/connexion" | "/connexion/lien/{token}" | "/compte/email" | "/compte/mot-de-passe" | "/compte/autre-appareil" | "/api/v1/logins" if !reads => {
                Self::SignIn
            }
            _ if reads => Self::Page,
            _ => Self::Answer,
        })
    }

    /// Allowances of a person and of a place.
    ///
    /// A school is 3,000 people. It begins within 5 s: a first page, a start, a question, and on the way back from the start the
    /// notice of where to go, hence 4 pages, 1 start and 1 answer each, and some 8 files when no browser has them yet. The bursts
    /// of a place are that, doubled. Then a person answers every 30 s at the fastest sustained pace that was seen: 100 answers and
    /// 100 pages a second, which the rates of a place allow five times and more.
    const fn budgets(self) -> (Budget, Budget) {
        match self {
            Self::Asset => (budget(400.0, 20.0), budget(60_000.0, 4_000.0)),
            Self::Page => (budget(240.0, 8.0), budget(24_000.0, 1_000.0)),
            Self::Answer => (budget(120.0, 4.0), budget(12_000.0, 600.0)),
            Self::Start => (budget(20.0, 0.2), budget(6_000.0, 20.0)),
            Self::SignIn => (budget(30.0, 0.2), budget(6_000.0, 10.0)),
            Self::Dear => (budget(12.0, 0.1), budget(600.0, 5.0)),
        }
    }
}

/// Whose request it is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asker<'r> {
    /// The token it shows, whatever that is worth.
    pub(crate) token: Option<&'r str>,
    /// Its network, as [`super::request::network`] cuts it.
    pub(crate) place: Option<IpAddr>,
}

/// A token is known for as long after it was last recognised.
const KNOWN: Duration = Duration::from_hours(3);

/// What everybody has used up of their allowances.
#[derive(Debug)]
pub(crate) struct Limits {
    table: Table,
    hasher: RandomState,
    origin: Instant,
    /// For each class, of a person and of a place.
    allowances: [[Allowance; 2]; 6],
    is_on: bool,
}

impl Limits {
    /// Allowances `times` what the table of budgets says; without any limit when `times` is 0.
    pub(crate) fn new(times: f64) -> Self {
        let allowances = Class::ALL.map(|class| {
            let (person, place) = class.budgets();
            [Allowance::of(person, times), Allowance::of(place, times)]
        });
        Self { table: Table::new(), hasher: RandomState::new(), origin: Instant::now(), allowances, is_on: times > 0.0 }
    }

    /// Takes one request out of the allowances of whoever asks.
    ///
    /// # Errors
    /// How long to wait before the next.
    pub(crate) fn take(&self, class: Class, asker: Asker<'_>) -> Result<(), Duration> {
        self.take_at(class, asker, self.now())
    }

    fn take_at(&self, class: Class, asker: Asker<'_>, now: u64) -> Result<(), Duration> {
        if !self.is_on {
            return Ok(());
        }
        let [person, place] = &self.allowances[class as usize];
        let known = asker.token.is_some_and(|token| self.table.is_after(self.hasher.hash_one(("known", token)), now));
        // a made-up token has an allowance of its own for the asking: it counts for nothing, and its place pays
        if let Some(token) = asker.token.filter(|_| known) {
            self.table.take(self.hasher.hash_one((class, token)), person, now)?;
        }
        self.table.take(self.hasher.hash_one((class, asker.place, known)), place, now)
    }

    /// Notes that a token was recognised: its bearer has an allowance of their own from now on.
    pub(crate) fn know(&self, token: &str) {
        if self.is_on {
            self.table.set(self.hasher.hash_one(("known", token)), self.now().saturating_add(nanos(KNOWN)));
        }
    }

    /// Nanoseconds since the start, on a clock that nobody sets.
    fn now(&self) -> u64 {
        nanos(self.origin.elapsed())
    }
}

fn nanos(duration: Duration) -> u64 {
    u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX)
}

/// A budget in the terms of the algorithm, nanoseconds.
#[derive(Debug, Clone, Copy)]
struct Allowance {
    /// What one request costs.
    each: u64,
    /// How far ahead of the clock one may get.
    ahead: u64,
}

impl Allowance {
    fn of(budget: Budget, times: f64) -> Self {
        let each = 1e9 / (budget.per_second * times).max(1e-9);
        Self { each: each as u64, ahead: (each * (budget.burst * times - 1.0).max(0.0)) as u64 }
    }
}

/// Entries in a row of the table.
const WAYS: usize = 8;
/// Rows: with eight entries of sixteen bytes, half a megabyte for 32,768 entries.
const ROWS: usize = 4096;

/// For each key, the moment until which it has used its allowance up. The key is a keyed hash: nobody can aim at an entry.
///
/// When a row is full, the entry goes that has the least to remember. Whoever invents keys to push others out is held by their
/// place first.
#[derive(Debug)]
struct Table(Box<[Mutex<[Entry; WAYS]>]>);

#[derive(Debug, Clone, Copy, Default)]
struct Entry {
    key: u64,
    until: u64,
}

impl Table {
    fn new() -> Self {
        Self((0..ROWS).map(|_| Mutex::default()).collect())
    }

    fn with<T>(&self, key: u64, act: impl FnOnce(&mut Entry) -> T) -> T {
        let mut row = self.0[key as usize % ROWS].lock().unwrap_or_else(PoisonError::into_inner);
        let place = row.iter().position(|e| e.key == key).unwrap_or_else(|| {
            let oldest = (0..WAYS).min_by_key(|place| row[*place].until).unwrap_or_default();
            row[oldest] = Entry { key, until: 0 };
            oldest
        });
        act(&mut row[place])
    }

    fn take(&self, key: u64, allowance: &Allowance, now: u64) -> Result<(), Duration> {
        self.with(key, |entry| {
            let until = entry.until.max(now);
            let ahead = until - now;
            if ahead > allowance.ahead {
                return Err(Duration::from_nanos(ahead - allowance.ahead));
            }
            entry.until = until.saturating_add(allowance.each);
            Ok(())
        })
    }

    fn set(&self, key: u64, until: u64) {
        self.with(key, |entry| entry.until = until);
    }

    /// Whether a moment that was set is still to come. Asking leaves no entry behind.
    fn is_after(&self, key: u64, now: u64) -> bool {
        let row = self.0[key as usize % ROWS].lock().unwrap_or_else(PoisonError::into_inner);
        row.iter().any(|e| e.key == key && e.until > now)
    }
}
