//! What the process uses of its machine, under the names that every board knows.
//!
//! Read from `/proc` when somebody asks; elsewhere than on Linux only the start is known.

use std::fmt;
use std::fs;
use std::time::{SystemTime, UNIX_EPOCH};

use prometheus_client::collector::Collector;
use prometheus_client::encoding::{DescriptorEncoder, EncodeMetric};
use prometheus_client::metrics::counter::ConstCounter;
use prometheus_client::metrics::gauge::ConstGauge;
use prometheus_client::registry::Unit;

/// `/proc/self/stat` counts processor time in hundredths of a second: `USER_HZ` is 100 in the interface of Linux.
const TICKS_A_SECOND: f64 = 100.0;

/// This process, since it began.
#[derive(Debug)]
pub(super) struct Process {
    began: f64,
}

impl Process {
    pub(super) fn new() -> Self {
        Self { began: SystemTime::now().duration_since(UNIX_EPOCH).map_or(0.0, |d| d.as_secs_f64()) }
    }
}

impl Collector for Process {
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> fmt::Result {
        let mut told = |name: &str, help: &str, unit: Option<&Unit>, value: f64| {
            let value = ConstGauge::new(value);
            value.encode(encoder.encode_descriptor(name, help, unit, value.metric_type())?)
        };
        told("process_start_time", "When the process began, in seconds since 1970", Some(&Unit::Seconds), self.began)?;
        if let Some(bytes) = resident() {
            told("process_resident_memory", "Memory in use", Some(&Unit::Bytes), bytes)?;
        }
        if let Some(threads) = status("Threads:") {
            told("process_threads", "Threads", None, threads)?;
        }
        if let Ok(open) = fs::read_dir("/proc/self/fd") {
            told("process_open_fds", "Open files and connections", None, open.count() as f64)?;
        }
        if let Some(most) = most_files() {
            told("process_max_fds", "Files and connections that may be open", None, most)?;
        }
        if let Some(used) = processor() {
            let used = ConstCounter::new(used);
            used.encode(encoder.encode_descriptor("process_cpu", "Processor time used", Some(&Unit::Seconds), used.metric_type())?)?;
        }
        Ok(())
    }
}

fn resident() -> Option<f64> {
    status("VmRSS:").map(|kilobytes| kilobytes * 1024.0)
}

/// The number after this word in `/proc/self/status`.
fn status(word: &str) -> Option<f64> {
    let text = fs::read_to_string("/proc/self/status").ok()?;
    text.lines().find_map(|line| line.strip_prefix(word))?.split_whitespace().next()?.parse().ok()
}

/// Seconds of processor, of all threads, for the program and for the system on its behalf.
fn processor() -> Option<f64> {
    let text = fs::read_to_string("/proc/self/stat").ok()?;
    // the name of the program stands in parentheses and may hold anything, also parentheses
    let (_, fields) = text.rsplit_once(") ")?;
    let mut fields = fields.split(' ').skip(11).map_while(|field| field.parse::<f64>().ok());
    Some((fields.next()? + fields.next()?) / TICKS_A_SECOND)
}

fn most_files() -> Option<f64> {
    let text = fs::read_to_string("/proc/self/limits").ok()?;
    text.lines().find_map(|line| line.strip_prefix("Max open files"))?.split_whitespace().next()?.parse().ok()
}
