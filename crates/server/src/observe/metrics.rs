//! Figures of the program: what is counted where it happens, and what is looked up when somebody asks.
//!
//! No label holds a value that visitors choose: routes are those of the router, codes those of `Refusal`.

use std::fmt;
use std::time::Duration;

use axum::http::StatusCode;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};
use store::Store;

use super::process::Process;
use super::storage::Storage;
use crate::app::App;
use crate::http::Refused;

/// Upper bounds of durations of requests, in seconds: an answer takes a millisecond, a page may take a hundred, ten seconds is lost.
const DURATIONS: [f64; 13] = [0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];
/// A database that does not count its mails in this time leaves the figure as it was.
const PATIENCE: Duration = Duration::from_secs(1);

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Request {
    route: String,
    method: &'static str,
    status: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Route {
    route: String,
    method: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Build {
    version: &'static str,
    engine: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Door {
    gate: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Code {
    code: &'static str,
}

/// The figures of one program at work.
pub struct Metrics {
    registry: Registry,
    requests: Family<Request, Counter>,
    durations: Family<Route, Histogram, fn() -> Histogram>,
    in_flight: Gauge,
    refusals: Family<Code, Counter>,
    incidents: Counter,
    mails_waiting: Gauge,
    draining: Gauge,
    /// Who is inside the doors before what is dear, and who waits there.
    inside: Family<Door, Gauge>,
    waiting: Family<Door, Gauge>,
    /// Answers that are on disk.
    pub answers: Counter,
    /// Sessions begun, not counting a retry.
    pub sessions_begun: Counter,
    /// Sessions that came to their end.
    pub sessions_finished: Counter,
    /// Mails that a relay took, or that were written to the folder.
    pub mails_sent: Counter,
    /// Tries to send a mail that failed.
    pub mails_failed: Counter,
}

impl fmt::Debug for Metrics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Metrics").finish_non_exhaustive()
    }
}

fn durations() -> Histogram {
    Histogram::new(DURATIONS)
}

/// So many microseconds, as seconds.
pub(super) fn seconds(microseconds: u64) -> f64 {
    microseconds as f64 / 1e6
}

impl Metrics {
    /// Figures that begin at nothing.
    pub fn new(store: &Store) -> Self {
        let mut metrics = Self {
            registry: Registry::default(),
            requests: Family::default(),
            durations: Family::new_with_constructor(durations),
            in_flight: Gauge::default(),
            refusals: Family::default(),
            incidents: Counter::default(),
            mails_waiting: Gauge::default(),
            draining: Gauge::default(),
            inside: Family::default(),
            waiting: Family::default(),
            answers: Counter::default(),
            sessions_begun: Counter::default(),
            sessions_finished: Counter::default(),
            mails_sent: Counter::default(),
            mails_failed: Counter::default(),
        };
        metrics.register(store);
        metrics
    }

    fn register(&mut self, store: &Store) {
        let mut registry = Registry::default();
        // a gauge that is 1, as older collectors know no other kind of statement
        let build = Family::<Build, Gauge>::default();
        build.get_or_create(&Build { version: env!("CARGO_PKG_VERSION"), engine: store.engine().name() }).set(1);
        registry.register_collector(Box::new(Process::new()));
        let ours = registry.sub_registry_with_prefix("socle");
        ours.register("build_info", "Version of the program and engine of its database", build);
        ours.register("http_requests", "Requests answered, by template of the route, method and class of the status", self.requests.clone());
        ours.register_with_unit("http_request_duration", "Time from a request to its answer", Unit::Seconds, self.durations.clone());
        ours.register("http_requests_in_flight", "Requests that are being answered", self.in_flight.clone());
        ours.register("refusals", "Refusals told to somebody, by code", self.refusals.clone());
        ours.register("incidents", "Requests that failed through our fault and were given a reference", self.incidents.clone());
        ours.register("answers_recorded", "Answers recorded on disk", self.answers.clone());
        ours.register("sessions_begun", "Sessions begun", self.sessions_begun.clone());
        ours.register("sessions_finished", "Sessions that came to their end", self.sessions_finished.clone());
        ours.register("mails_waiting", "Mails in the outbox that have not left", self.mails_waiting.clone());
        ours.register("mails_sent", "Mails that left", self.mails_sent.clone());
        ours.register("mails_failed", "Tries to send a mail that failed", self.mails_failed.clone());
        ours.register("gate_inside", "Passwords digested, documents printed, exports written at this moment", self.inside.clone());
        ours.register("gate_waiting", "Those who wait for one of these", self.waiting.clone());
        ours.register("draining", "1 once the server was asked to stop", self.draining.clone());
        ours.register_collector(Box::new(Storage::new(store.clone())));
        self.registry = registry;
    }

    /// A request is being answered, until this is dropped.
    pub(super) fn in_flight(&self) -> Held {
        Held::one(&self.in_flight)
    }

    /// A request was answered.
    pub(super) fn request(&self, route: &str, method: &'static str, status: StatusCode, took: Duration) {
        self.requests.get_or_create(&Request { route: route.to_owned(), method, status: class(status) }).inc();
        self.durations.get_or_create(&Route { route: route.to_owned(), method }).observe(took.as_secs_f64());
    }

    /// Somebody was told a refusal.
    pub(super) fn refused(&self, refused: &Refused) {
        self.refusals.get_or_create(&Code { code: refused.code }).inc();
        if refused.incident.is_some() {
            self.incidents.inc();
        }
    }

    /// Everything, as text.
    ///
    /// # Errors
    /// Something cannot be written; it is a mistake in the program.
    pub async fn told(&self, app: &App) -> Result<String, fmt::Error> {
        let pending = app.store.read(|tx| Box::pin(store::mails::pending(tx)));
        if let Ok(Ok(waiting)) = tokio::time::timeout(PATIENCE, pending).await {
            self.mails_waiting.set(waiting);
        }
        let gates = &app.gates;
        for (gate, door) in [("passwords", &gates.passwords), ("documents", &gates.documents), ("exports", &gates.exports)] {
            self.inside.get_or_create(&Door { gate }).set(door.inside() as i64);
            self.waiting.get_or_create(&Door { gate }).set(door.waiting() as i64);
        }
        self.draining.set(i64::from(app.readiness.is_draining()));
        let mut text = String::with_capacity(64 * 1024);
        encode(&mut text, &self.registry)?;
        Ok(text)
    }
}

/// A status by its first digit.
fn class(status: StatusCode) -> &'static str {
    match status.as_u16() / 100 {
        1 => "1xx",
        2 => "2xx",
        3 => "3xx",
        4 => "4xx",
        _ => "5xx",
    }
}

/// One more in flight, until it is dropped: also when whoever asked has left.
#[derive(Debug)]
pub(super) struct Held(Gauge);

impl Held {
    fn one(gauge: &Gauge) -> Self {
        gauge.inc();
        Self(gauge.clone())
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.0.dec();
    }
}
