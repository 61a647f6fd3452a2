//! The store's own figures, looked up when somebody asks.

use std::fmt;

use prometheus_client::collector::Collector;
use prometheus_client::encoding::{DescriptorEncoder, EncodeMetric, MetricEncoder};
use prometheus_client::metrics::MetricType;
use prometheus_client::metrics::counter::ConstCounter;
use prometheus_client::metrics::gauge::ConstGauge;
use prometheus_client::registry::Unit;
use store::{Distribution, Store};

use super::metrics::seconds;

/// One store.
pub(super) struct Storage(Store);

impl Storage {
    pub(super) fn new(store: Store) -> Self {
        Self(store)
    }
}

impl fmt::Debug for Storage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Storage").field(&self.0.engine()).finish()
    }
}

impl Collector for Storage {
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> fmt::Result {
        let figures = self.0.figures();
        let mut told =
            |name: &str, help: &str, unit: Option<&Unit>, metric: &dyn Written| metric.write(encoder.encode_descriptor(name, help, unit, metric.kind())?);
        let group = Shares { of: &figures.group_sizes, scale: |writes| writes as f64 };
        let commit = Shares { of: &figures.commit_times, scale: seconds };
        let wait = Shares { of: &figures.waits, scale: seconds };
        told("store_group_size", "Writes that one commit carried", None, &group)?;
        told("store_commit", "Time of a commit, down to the disk", Some(&Unit::Seconds), &commit)?;
        told("store_wait", "Time from asking for a transaction to its first statement", Some(&Unit::Seconds), &wait)?;
        told("store_busy", "Callers sent away because too much was waiting", None, &ConstCounter::new(figures.busy))?;
        told("store_slow", "Statements and commits slower than SOCLE_SLOW_MS", None, &ConstCounter::new(figures.slow))?;
        told("store_writes_waiting", "Writes that wait for the writer or for a group", None, &gauge(figures.writes_waiting))?;
        told("store_reads_waiting", "Callers that wait for a reader or a connection", None, &gauge(figures.reads_waiting))?;
        told("store_connections_most", "Connections at most", None, &gauge(figures.connections.most))?;
        told("store_connections_open", "Connections open", None, &gauge(figures.connections.open))?;
        told("store_connections_idle", "Connections open with nothing to do (PostgreSQL)", None, &gauge(figures.connections.idle))
    }
}

fn gauge(value: u64) -> ConstGauge<i64> {
    ConstGauge::new(i64::try_from(value).unwrap_or(i64::MAX))
}

/// `EncodeMetric` as an object.
trait Written {
    fn write(&self, encoder: MetricEncoder<'_>) -> fmt::Result;
    fn kind(&self) -> MetricType;
}

impl<M: EncodeMetric> Written for M {
    fn write(&self, encoder: MetricEncoder<'_>) -> fmt::Result {
        self.encode(encoder)
    }

    fn kind(&self) -> MetricType {
        self.metric_type()
    }
}

/// A distribution as a histogram.
struct Shares<'d> {
    of: &'d Distribution,
    scale: fn(u64) -> f64,
}

impl EncodeMetric for Shares<'_> {
    fn encode(&self, mut encoder: MetricEncoder<'_>) -> fmt::Result {
        let bounds = self.of.bounds.iter().map(|bound| (self.scale)(*bound)).chain([f64::MAX]);
        let buckets: Vec<(f64, u64)> = bounds.zip(self.of.counts.iter().copied()).collect();
        encoder.encode_histogram::<[(&str, &str); 0]>((self.scale)(self.of.sum), self.of.counts.iter().sum(), &buckets, None)
    }

    fn metric_type(&self) -> MetricType {
        MetricType::Histogram
    }
}
