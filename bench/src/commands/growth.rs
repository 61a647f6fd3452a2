//! `bench growth`: every page, request and statement on an installation of some size, and beside it one measured before.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};
use store::{Store, StoreError, maintenance};

use crate::arguments::Arguments;
use crate::growth::requests::{self, Round};
use crate::growth::{Times, cold, sample, statements};
use crate::learners::port::Port;
use crate::learners::process;
use crate::learners::report::percentiles;
use crate::learners::server::{Server, Settings};
use crate::table::table;

/// Milliseconds: half were faster; all but one in twenty were.
type Pair = (f64, f64);

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Report {
    engine: String,
    rows: BTreeMap<String, i64>,
    bytes: i64,
    start_ms: f64,
    start_cold_ms: Option<f64>,
    memory_mib: f64,
    warm: BTreeMap<String, Pair>,
    cold: BTreeMap<String, Pair>,
    statements: BTreeMap<String, Pair>,
    whole: BTreeMap<String, f64>,
}

/// Measures, reports, compares.
pub fn run(mut arguments: Arguments) -> Result<(), String> {
    let program = arguments.required::<PathBuf>("server")?;
    let data = arguments.required::<PathBuf>("data")?;
    let postgres = arguments.option("postgres", String::new())?;
    let count = arguments.option("samples", 60_usize)?;
    let files = arguments.option("cold", String::new())?;
    let backup = arguments.option("backup", false)?;
    let against = arguments.option("against", String::new())?;
    let json = arguments.option("json", String::new())?;
    arguments.finish()?;
    let before: Option<Report> = if against.is_empty() { None } else { Some(read(Path::new(&against))?) };
    let place =
        Place { backup, program, data, url: Some(postgres).filter(|p| !p.is_empty()), files: Some(PathBuf::from(files)).filter(|f| f.as_os_str() != "") };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|e| e.to_string())?;
    let report = runtime.block_on(measure(&place, count))?;
    println!("{}", text(&report, before.as_ref()));
    if !json.is_empty() {
        fs::write(&json, serde_json::to_string_pretty(&report).map_err(|e| e.to_string())?).map_err(|e| format!("{json}: {e}"))?;
    }
    Ok(())
}

fn read(path: &Path) -> Result<Report, String> {
    let text = fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    serde_json::from_str(&text).map_err(|e| format!("{}: {e}", path.display()))
}

struct Place {
    /// Whether there is room for a second copy.
    backup: bool,
    program: PathBuf,
    data: PathBuf,
    url: Option<String>,
    files: Option<PathBuf>,
}

impl Place {
    async fn store(&self) -> Result<Store, String> {
        let database = self.url.clone().unwrap_or_else(|| self.data.join("socle.db").to_string_lossy().into_owned());
        Store::open(&database).await.map_err(|e| e.to_string())
    }

    async fn server(&self) -> Result<Server, String> {
        let settings =
            Settings { program: self.program.clone(), data: self.data.clone(), database: self.url.clone(), port: Port::any()?, hasty: true, drain: 0 };
        Server::start(&settings).await
    }

    fn forget(&self) -> Result<(), String> {
        self.files.as_deref().map_or(Ok(()), |files| cold::forget(files).map_err(|e| e.to_string()))
    }
}

async fn measure(place: &Place, count: usize) -> Result<Report, String> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_err(|e| e.to_string())?.as_micros() as i64;
    let mut report = Report::default();
    // half of the people are erased at the end
    let store = place.store().await?;
    report.engine = format!("{:?}", store.engine());
    let samples = sample::draw(&store, count * 2, now.unsigned_abs(), now).await?;
    let (kept, erased) = samples.split_at(samples.len() / 2);
    store.close().await.map_err(|e| e.to_string())?;
    // the first start may migrate and purge; the second is the one that counts
    place.server().await?.stop().await?;
    if place.files.is_some() {
        place.forget()?;
        let server = place.server().await?;
        report.start_cold_ms = Some(server.ready_after.as_secs_f64() * 1000.0);
        server.stop().await?;
    }
    let server = place.server().await?;
    report.start_ms = server.ready_after.as_secs_f64() * 1000.0;
    let address = server.address();
    if let Some(files) = &place.files {
        report.cold = pairs(requests::times(address, &kept[..kept.len().min(20)], Round { cold: Some(files), links: 8, ..Round::default() }).await?);
    }
    // once to warm up, not counted
    requests::times(address, &kept[kept.len().min(20)..], Round { whole: 2, ..Round::default() }).await?;
    let mut warm = requests::times(address, &kept[kept.len().min(20)..], Round { whole: 8, links: 15, ..Round::default() }).await?;
    for (what, mut micros) in requests::times(address, erased, Round { erase: true, ..Round::default() }).await? {
        warm.entry(what).or_default().append(&mut micros);
    }
    report.warm = pairs(warm);
    report.memory_mib = process::memory(server.pid()).1;
    server.stop().await?;
    let store = place.store().await?;
    report.statements = pairs(statements::times(&store, kept, now).await?);
    let begun = Instant::now();
    let counts = store.read(|tx| Box::pin(maintenance::counts(tx))).await.map_err(|e: StoreError| e.to_string())?;
    report.whole.insert("doctor: every table counted, s".into(), begun.elapsed().as_secs_f64());
    report.rows = counts.into_iter().map(|(table, rows)| (table.to_owned(), rows)).collect();
    report.bytes = store.read(|tx| Box::pin(maintenance::size(tx))).await.map_err(|e: StoreError| e.to_string())?;
    if place.url.is_none() && place.backup {
        let copy = place.data.join("bench-growth-backup.db");
        let begun = Instant::now();
        let outcome = store.backup(&copy).await;
        report.whole.insert("backup and its check, s".into(), begun.elapsed().as_secs_f64());
        let _ = fs::remove_file(&copy);
        outcome.map_err(|e| e.to_string())?;
    }
    store.close().await.map_err(|e| e.to_string())?;
    Ok(report)
}

fn pairs(times: Times) -> BTreeMap<String, Pair> {
    let pair = |mut micros: Vec<u32>| {
        let all = percentiles(&mut micros);
        (all.p50, all.p95)
    };
    times.into_iter().map(|(what, micros)| (what.to_owned(), pair(micros))).collect()
}

fn text(report: &Report, before: Option<&Report>) -> String {
    use std::fmt::Write;
    let rows = |r: &Report, table: &str| r.rows.get(table).copied().unwrap_or_default();
    let (people, answers) = (rows(report, "person"), rows(report, "answer"));
    let per = |many: i64| report.bytes as f64 / many.max(1) as f64;
    let mut text = format!(
        "{}, {people} people, {answers} answers, {:.2} GB: {:.0} bytes an answer, {:.0} a person, everything included\nstart {:.0} ms{}; memory at its highest {:.0} MiB\n",
        report.engine,
        report.bytes as f64 / 1e9,
        per(answers),
        per(people),
        report.start_ms,
        report.start_cold_ms.map_or_else(String::new, |ms| format!(", cold {ms:.0} ms")),
        report.memory_mib,
    );
    for (what, seconds) in &report.whole {
        let then = before.and_then(|b| b.whole.get(what)).map_or_else(String::new, |s| format!(" (against {s:.2})"));
        let _ = writeln!(text, "{what}: {seconds:.2}{then}");
    }
    let none = BTreeMap::new();
    for (name, now, then) in [
        ("warm, ms", &report.warm, before.map_or(&none, |b| &b.warm)),
        ("cold, ms", &report.cold, before.map_or(&none, |b| &b.cold)),
        ("statement, ms", &report.statements, before.map_or(&none, |b| &b.statements)),
    ] {
        if now.is_empty() {
            continue;
        }
        let line = |(what, (p50, p95)): (&String, &Pair)| {
            let [then50, then95, ratio] = then
                .get(what)
                .map_or_else(|| ["", "", ""].map(str::to_owned), |(a, b)| [format!("{a:.2}"), format!("{b:.2}"), format!("{:.2}", p50 / a.max(0.001))]);
            vec![what.clone(), then50, then95, format!("{p50:.2}"), format!("{p95:.2}"), ratio]
        };
        text.push('\n');
        text.push_str(&table(&[name, "before p50", "before p95", "p50", "p95", "ratio of p50"], &now.iter().map(line).collect::<Vec<_>>()));
    }
    text
}
