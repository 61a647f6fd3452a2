//! What was measured, for people and for programs.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Serialize;

use super::ceilings::Ceiling;
use super::verify::Verdict;
use crate::table::table;

/// Times in milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Percentiles {
    /// Half were faster.
    pub p50: f64,
    /// All but one in twenty.
    pub p95: f64,
    /// All but one in a hundred.
    pub p99: f64,
    /// The slowest.
    pub max: f64,
}

/// The exact percentiles (nearest rank) of times in microseconds; sorts them. Zeros for none.
pub fn percentiles(micros: &mut [u32]) -> Percentiles {
    micros.sort_unstable();
    let at = |share: f64| {
        let rank = (share * micros.len() as f64).ceil() as usize;
        micros.get(rank.saturating_sub(1)).map_or(0.0, |m| f64::from(*m) / 1000.0)
    };
    Percentiles { p50: at(0.50), p95: at(0.95), p99: at(0.99), max: at(1.0) }
}

/// One kind of request.
#[derive(Clone, Debug, Serialize)]
pub struct Request {
    /// Its name.
    pub kind: &'static str,
    /// How many.
    pub count: usize,
    /// How long they took.
    pub milliseconds: Percentiles,
    /// Mean size of a body as it travelled.
    pub bytes: f64,
}

/// Processor microseconds for one durable answer, everything else that learners ask for in the meantime included.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct PerAnswer {
    /// The server, in its program.
    pub server_user: f64,
    /// The server, in the kernel.
    pub server_system: f64,
    /// The processes of the database; absent when they are not ours to see.
    pub database: Option<f64>,
    /// The generator.
    pub generator: f64,
    /// KiB that the server sends to the disk.
    pub server_written_kib: f64,
}

/// The server's memory, MiB resident.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Memory {
    /// Before the first learner.
    pub idle: f64,
    /// At the end.
    pub end: f64,
    /// At its highest since the process began.
    pub peak: f64,
}

/// Everything of one run.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// `api` or `page`.
    pub mode: &'static str,
    /// `SQLite` or `PostgreSQL`.
    pub engine: &'static str,
    /// Learners at once.
    pub learners: usize,
    /// Mean seconds between question and answer.
    pub think: f64,
    /// Seconds within which they began.
    pub start_within: f64,
    /// Seconds measured.
    pub seconds: f64,
    /// Whether replies came compressed.
    pub gzip: bool,
    /// Milliseconds from the start of the server to its first reply.
    pub ready_ms: Option<f64>,
    /// Durable answers a second.
    pub answers_per_second: f64,
    /// Durable answers within the window.
    pub answers: u64,
    /// Results reached within the window.
    pub results: u64,
    /// Processor time of an answer.
    pub cpu_micros: PerAnswer,
    /// The server's memory.
    pub memory_mib: Option<Memory>,
    /// By kind.
    pub requests: Vec<Request>,
    /// By kind and what it was.
    pub errors: BTreeMap<String, u64>,
    /// Kept connections that the server had closed.
    pub reconnections: u64,
    /// What the database says afterwards.
    pub verdict: Option<Verdict>,
    /// Measured beside it.
    pub ceilings: Vec<Ceiling>,
}

impl Report {
    /// As text.
    pub fn text(&self) -> String {
        let mut text = format!(
            "{} {}, {} learners, think {} s, start within {} s, {:.1} s measured{}\n",
            self.engine,
            self.mode,
            self.learners,
            self.think,
            self.start_within,
            self.seconds,
            if self.gzip { ", gzip" } else { "" }
        );
        let _ = writeln!(text, "{:.0} durable answers/s ({} answers, {} results)\n", self.answers_per_second, self.answers, self.results);
        let rows: Vec<Vec<String>> =
            self.requests.iter().map(|r| row(&[r.kind.to_owned(), r.count.to_string()], r.milliseconds, &[format!("{:.0}", r.bytes)])).collect();
        text.push_str(&table(&["request", "count", "p50 ms", "p95 ms", "p99 ms", "max ms", "bytes"], &rows));
        let cpu = &self.cpu_micros;
        let database = cpu.database.map_or_else(|| "not seen".to_owned(), |d| format!("{d:.0}"));
        let _ = writeln!(
            text,
            "\nCPU µs an answer: server {:.0} (user {:.0}, system {:.0}), database {database}, generator {:.0}; server writes {:.1} KiB an answer",
            cpu.server_user + cpu.server_system,
            cpu.server_user,
            cpu.server_system,
            cpu.generator,
            cpu.server_written_kib,
        );
        if let (Some(memory), Some(ready)) = (&self.memory_mib, self.ready_ms) {
            let _ = writeln!(text, "Server: ready after {ready:.0} ms; memory MiB idle {:.0}, end {:.0}, peak {:.0}", memory.idle, memory.end, memory.peak);
        }
        let _ = writeln!(text, "Errors: {}; connections opened again: {}", list(&self.errors), self.reconnections);
        match &self.verdict {
            Some(verdict) => text.push_str(&verdict_text(verdict)),
            None => text.push_str("Not verified: --database says where the answers are.\n"),
        }
        if !self.ceilings.is_empty() {
            let rows: Vec<Vec<String>> = self
                .ceilings
                .iter()
                .map(|c| {
                    let cells = [c.what.clone(), format!("{:.0}", c.per_second), format!("{:.2}", self.answers_per_second / c.per_second)];
                    let cpu = [format!("{:.0}", c.cpu_micros), format!("{:.0}", c.database_cpu_micros), format!("{:.0}", c.generator_cpu_micros)];
                    row(&cells, c.milliseconds, &cpu)
                })
                .collect();
            let head = ["ceiling", "a second", "answers / it", "p50 ms", "p95 ms", "p99 ms", "max ms", "CPU µs", "database µs", "generator µs"];
            let _ = write!(text, "\n{}", table(&head, &rows));
        }
        text
    }
}

/// What verification found, in one line.
pub fn verdict_text(verdict: &Verdict) -> String {
    format!(
        "{}: {} acknowledged, {} found in {} sessions ({} of them without an acknowledgement); lost {}, altered {}, doubled {}, never sent {}, torn {}{}\n",
        if verdict.is_sound() { "Verified" } else { "NOT SOUND" },
        verdict.acknowledged,
        verdict.found,
        verdict.sessions,
        verdict.open,
        verdict.lost,
        verdict.altered,
        verdict.doubled,
        verdict.invented,
        verdict.torn,
        if verdict.damage.is_empty() { String::new() } else { format!("; damage: {}", verdict.damage.join("; ")) },
    )
}

/// What went wrong, in one line.
pub fn list(errors: &BTreeMap<String, u64>) -> String {
    if errors.is_empty() { "none".to_owned() } else { errors.iter().map(|(what, n)| format!("{what} × {n}")).collect::<Vec<_>>().join(", ") }
}

fn row(before: &[String], times: Percentiles, after: &[String]) -> Vec<String> {
    let times = [times.p50, times.p95, times.p99, times.max].map(|ms| format!("{ms:.1}"));
    before.iter().chain(&times).chain(after).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_times_that_were_measured() {
        let mut micros: Vec<u32> = (1..=200).rev().map(|n| n * 1000).collect();
        assert_eq!(percentiles(&mut micros), Percentiles { p50: 100.0, p95: 190.0, p99: 198.0, max: 200.0 });
        assert_eq!(percentiles(&mut []), Percentiles::default());
        assert!((percentiles(&mut [7000]).p50 - 7.0).abs() < 1e-12);
    }
}
