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
            "/healthz" | "/readyz" | "/metrics" => return None,
            _ if template.starts_with("/sante") => return None,
            "/robots.txt" | "/assets/{*path}" | "/.well-known/security.txt" => Self::Asset,
            "/compte/export"
            | "/compte/effacer"
            | "/atelier/signalements.csv"
            | "/atelier/calibrage/{id}/questions.csv"
            | "/certificateur/registre.csv"
            | "/referencement/formations.csv"
            | "/formations/liste.csv"
            | "/formations/liste.xlsx"
            | "/formations/liste.json"
            // signed anew for whoever asks
            | "/certificats/liste/{number}" => Self::Dear,
            // ten thousand rows are read and judged
            "/referencement/listes" | "/pilotage/{organisation}/formations/listes" if !reads => Self::Dear,
            _ if reads && template.starts_with("/pilotage/") && [".csv", ".xlsx", ".pdf", ".zip"].iter().any(|end| path.ends_with(end)) => Self::Dear,
            "/resultat/{id}" | "/mes-heures/attestations/{number}" | "/certificats/{file}" if path.rsplit_once('.').is_some_and(|(_, end)| end == "pdf") => {
                Self::Dear
            }
            "/positionnement" | "/api/v1/sessions" | "/examen/commencer" if !reads => Self::Start,
            "/connexion"
            | "/connexion/lien/{token}"
            | "/compte/email"
            | "/compte/mot-de-passe"
            | "/compte/autre-appareil"
            | "/api/v1/logins"
            | "/presence"
            | "/attestation/{number}"
            | "/verifier/{number}"
            | "/examen"
            | "/surveillance"
            | "/formations/{slug}/signaler"
            | "/avis/{kind}/{subject}/signaler/{rating}"
                if !reads =>
            {
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

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: u64 = 1_000_000_000;

    const SCHOOL: Option<IpAddr> = Some(IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 7)));

    /// The class of a request to one of our routes.
    fn class(method: &Method, template: &str) -> Class {
        Class::of(method, template, template).expect("it is counted")
    }

    impl Limits {
        fn know_at(&self, token: &str, now: u64) {
            self.table.set(self.hasher.hash_one(("known", token)), now + nanos(KNOWN));
        }
    }

    #[test]
    fn a_school_of_three_thousand_begins_within_five_seconds_by_page_and_by_api() {
        let limits = Limits::new(1.0);
        for person in 0..3_000_u64 {
            let now = person * 5 * SECOND / 3_000;
            let take = |class: Class, token: Option<&str>, now: u64| {
                let asker = Asker { token, place: SCHOOL };
                limits.take_at(class, asker, now).unwrap_or_else(|wait| panic!("person {person} waits {wait:?} for {class:?}"));
            };
            // by page: the first page with its files, the start, the question, an answer, the next question
            take(class(&Method::GET, "/"), None, now);
            for _ in 0..8 {
                take(class(&Method::GET, "/assets/{*path}"), None, now);
            }
            take(class(&Method::POST, "/positionnement"), None, now);
            let token = format!("page {person}");
            take(class(&Method::GET, "/positionnement/{id}"), Some(&token), now);
            limits.know_at(&token, now);
            take(class(&Method::POST, "/positionnement/{id}/reponse"), Some(&token), now);
            take(class(&Method::GET, "/positionnement/{id}"), Some(&token), now);
            // and, in the same school, by the API
            take(class(&Method::POST, "/api/v1/sessions"), None, now);
            let token = format!("api {person}");
            take(class(&Method::POST, "/api/v1/sessions/{id}/answers"), Some(&token), now);
            limits.know_at(&token, now);
        }
        // then each goes on, an answer every 15 seconds, for ten minutes
        for round in 1..=40 {
            for person in 0..3_000_u64 {
                let (now, token) = (round * 15 * SECOND + person * SECOND / 300, format!("page {person}"));
                for class in [class(&Method::POST, "/positionnement/{id}/reponse"), class(&Method::GET, "/positionnement/{id}")] {
                    let taken = limits.take_at(class, Asker { token: Some(&token), place: SCHOOL }, now);
                    assert_eq!(taken, Ok(()), "round {round}, person {person}, {class:?}");
                }
            }
        }
    }

    #[test]
    fn an_abuser_behind_the_schools_address_is_held_and_keeps_nobody_from_going_on() {
        let limits = Limits::new(1.0);
        limits.know_at("learner", 0);
        let (mut heard, answer) = (0, class(&Method::POST, "/positionnement/{id}/reponse"));
        // ten seconds of a hundred thousand requests each, with a token invented for each
        for n in 0..1_000_000_u64 {
            let token = format!("{n}");
            heard += u64::from(limits.take_at(Class::Page, Asker { token: Some(&token), place: SCHOOL }, n * SECOND / 100_000).is_ok());
        }
        assert!((30_000..40_000).contains(&heard), "the burst of a place and its rate: {heard}");
        for class in [Class::Page, answer] {
            assert_eq!(limits.take_at(class, Asker { token: Some("learner"), place: SCHOOL }, 10 * SECOND), Ok(()), "{class:?}");
        }
        let stranger = Asker { token: None, place: SCHOOL };
        let wait = (0..10).find_map(|_| limits.take_at(Class::Page, stranger, 10 * SECOND).err()).expect("strangers of this place wait");
        assert!(wait < Duration::from_secs(1), "{wait:?}");
        assert_eq!(limits.take_at(Class::Page, Asker { token: None, place: "192.0.2.8".parse().ok() }, 10 * SECOND), Ok(()), "others do not");
    }

    #[test]
    fn a_person_has_a_burst_and_then_a_rate_and_is_told_when() {
        let limits = Limits::new(1.0);
        limits.know_at("t", 0);
        let asker = Asker { token: Some("t"), place: SCHOOL };
        let (person, _) = Class::Start.budgets();
        let heard = (0..100).take_while(|_| limits.take_at(Class::Start, asker, SECOND).is_ok()).count();
        assert_eq!(heard, person.burst as usize);
        let wait = limits.take_at(Class::Start, asker, SECOND).expect_err("no more");
        assert!(wait <= Duration::from_secs(5), "one in five seconds: {wait:?}");
        let then = SECOND + nanos(wait);
        assert_eq!(limits.take_at(Class::Start, asker, then), Ok(()), "what was said holds");
        assert!(limits.take_at(Class::Start, asker, then).is_err());
        // one class does not use up another, and a long rest gives the whole burst back and no more
        assert_eq!(limits.take_at(Class::Answer, asker, then), Ok(()));
        let later = then + 3600 * SECOND;
        assert_eq!((0..100).take_while(|_| limits.take_at(Class::Start, asker, later).is_ok()).count(), person.burst as usize);
    }

    #[test]
    fn more_or_less_can_be_allowed_or_everything() {
        let asker = Asker { token: None, place: SCHOOL };
        let heard = |times: f64| {
            let limits = Limits::new(times);
            (0..20_000).take_while(|_| limits.take_at(Class::Start, asker, 0).is_ok()).count()
        };
        assert_eq!([heard(0.5), heard(1.0), heard(2.0), heard(0.0)], [3_000, 6_000, 12_000, 20_000]);
    }

    #[test]
    fn the_table_has_one_size_and_forgets_who_has_least_to_remember() {
        let table = Table::new();
        let allowance = Allowance { each: 10, ahead: 0 };
        // one row: nine keys for eight entries
        let key = |n: u64| 5 + n * ROWS as u64;
        for n in 0..8 {
            table.set(key(n), 1000 + n);
        }
        assert_eq!(table.take(key(8), &allowance, 0), Ok(()));
        assert!(!table.is_after(key(0), 0), "the one that was soonest free");
        assert!((1..8).all(|n| table.is_after(key(n), 0)));
        assert!(table.take(key(8), &allowance, 0).is_err());
    }

    #[test]
    fn what_watches_over_us_is_never_limited_and_everything_else_is() {
        for template in ["/sante", "/healthz", "/readyz"] {
            assert_eq!(Class::of(&Method::GET, template, template), None);
        }
        for (method, template, path, class) in [
            (Method::GET, "/resultat/{id}", "/resultat/0.pdf", Class::Dear),
            (Method::GET, "/resultat/{id}", "/resultat/0", Class::Page),
            (Method::GET, "/compte/export", "/compte/export", Class::Dear),
            (Method::POST, "/connexion", "/connexion", Class::SignIn),
            (Method::GET, "/connexion", "/connexion", Class::Page),
            (Method::POST, "/positionnement", "/positionnement", Class::Start),
            (Method::POST, "/formations/{slug}/signaler", "/formations/du/signaler", Class::SignIn),
            (Method::GET, "/formations/{slug}/signaler", "/formations/du/signaler", Class::Page),
            (Method::POST, "/avis/{kind}/{subject}/signaler/{rating}", "/avis/formation/du/signaler/0", Class::SignIn),
            (Method::GET, "/formations/liste.csv", "/formations/liste.csv", Class::Dear),
            (Method::POST, "/referencement/listes", "/referencement/listes", Class::Dear),
            (Method::POST, "", "/nulle-part", Class::Answer),
            (Method::GET, "", "/nulle-part", Class::Page),
        ] {
            assert_eq!(Class::of(&method, template, path), Some(class), "{method} {path}");
        }
    }
}
