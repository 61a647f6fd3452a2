//! `bench learners`: people who are positioned over HTTP, what they wait for, what it costs, and whether it is all there.

use std::cell::{Cell, RefCell};
use std::fs;
use std::net::ToSocketAddrs;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::{Duration, Instant};

use tokio::time::sleep;
use uuid::Uuid;

use crate::arguments::Arguments;
use crate::learners::ceilings;
use crate::learners::ledger::{Ledger, Session};
use crate::learners::life::{Mode, School};
use crate::learners::play::play;
use crate::learners::port::Port;
use crate::learners::postgres::Postgres;
use crate::learners::process::{self, Processor};
use crate::learners::report::{Memory, PerAnswer, Report, Request, percentiles};
use crate::learners::server::{Server, Settings};
use crate::learners::verify;
use crate::usage::cpu_seconds;

/// Each ceiling is measured for this long.
const CEILING: Duration = Duration::from_secs(5);
/// Seconds between two answers below which nobody has read anything: the usual limits on how often one may ask are for people.
const FASTEST_READER: f64 = 5.0;
/// How often the server's memory is looked at.
const LOOK: Duration = Duration::from_millis(250);

/// What was asked.
struct Asked {
    mode: Mode,
    learners: usize,
    window: Duration,
    warm_up: Duration,
    think: f64,
    start_within: f64,
    seed: u64,
    gzip: bool,
    ceilings: bool,
}

/// Where the answers go.
struct Place {
    server: Option<Server>,
    address: std::net::SocketAddr,
    /// As the store opens it; none when it is not known.
    database: Option<String>,
    postgres: Option<Postgres>,
}

/// Plays, reports, verifies.
pub fn run(mut arguments: Arguments) -> Result<(), String> {
    let think = arguments.option("think", 0.0_f64)?;
    let mode = mode(&arguments.option("mode", "api".to_owned())?)?;
    let asked = Asked {
        mode,
        learners: arguments.option("learners", 128_usize)?,
        window: seconds("seconds", arguments.option("seconds", 10.0)?)?,
        warm_up: seconds("warm-up", arguments.option("warm-up", if think > 0.0 { 0.0 } else { 1.0 })?)?,
        think: seconds("think", think)?.as_secs_f64(),
        start_within: seconds("start-within", arguments.option("start-within", if think > 0.0 { 5.0 } else { 0.0 })?)?.as_secs_f64(),
        seed: arguments.option("seed", 1)?,
        gzip: arguments.option("gzip", mode == Mode::Page)?,
        ceilings: arguments.option("ceilings", false)?,
    };
    let json = arguments.option("json", String::new())?;
    let url = arguments.option("url", String::new())?;
    let postgres = arguments.option("postgres", String::new())?;
    let folder = tempfile::tempdir().map_err(|e| e.to_string())?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|e| e.to_string())?;
    let mut place = if url.is_empty() {
        let program = arguments.required::<PathBuf>("server")?;
        arguments.finish()?;
        runtime.block_on(start(program, &postgres, folder.path(), asked.think < FASTEST_READER))?
    } else {
        let database = Some(arguments.option("database", String::new())?).filter(|d| !d.is_empty());
        arguments.finish()?;
        Place { server: None, address: address_of(&url)?, database, postgres: None }
    };
    let (mut report, known) = runtime.block_on(measure(&asked, &mut place))?;
    if asked.ceilings {
        add_ceilings(&mut report, &asked, &place, &known)?;
    }
    println!("{}", report.text());
    if !json.is_empty() {
        fs::write(&json, serde_json::to_string_pretty(&report).map_err(|e| e.to_string())?).map_err(|e| format!("{json}: {e}"))?;
    }
    if report.answers == 0 {
        return Err("not one answer was recorded".to_owned());
    }
    if report.verdict.is_some_and(|verdict| !verdict.is_sound()) { Err("the answers are not as they must be".to_owned()) } else { Ok(()) }
}

/// How learners come.
pub fn mode(word: &str) -> Result<Mode, String> {
    match word {
        "api" => Ok(Mode::Api),
        "page" => Ok(Mode::Page),
        other => Err(format!("--mode: \"{other}\" is neither api nor page")),
    }
}

/// A number of seconds.
pub fn seconds(name: &str, value: f64) -> Result<Duration, String> {
    Duration::try_from_secs_f64(value).map_err(|_| format!("--{name}: {value} is no number of seconds"))
}

fn address_of(url: &str) -> Result<std::net::SocketAddr, String> {
    let place = url.strip_prefix("http://").unwrap_or(url).trim_end_matches('/');
    place.to_socket_addrs().ok().and_then(|mut all| all.next()).ok_or_else(|| format!("--url: \"{url}\" is no http://HOST:PORT"))
}

async fn start(program: PathBuf, postgres: &str, folder: &Path, hasty: bool) -> Result<Place, String> {
    let own = if postgres == "temporary" { Some(Postgres::start(folder)?) } else { None };
    let data = folder.join("data");
    fs::create_dir(&data).map_err(|e| e.to_string())?;
    let url = own.as_ref().map(|p| p.url("socle")).or_else(|| Some(postgres.to_owned()).filter(|p| !p.is_empty()));
    let port = Port::any()?;
    let address = port.address;
    let server = Server::start(&Settings { program, data: data.clone(), database: url.clone(), port, hasty, drain: 0 }).await?;
    let database = url.unwrap_or_else(|| data.join("socle.db").to_string_lossy().into_owned());
    Ok(Place { server: Some(server), address, database: Some(database), postgres: own })
}

impl Place {
    fn database_cpu(&self) -> Processor {
        self.postgres.as_ref().map_or_else(Processor::default, |p| process::processor_of_family(p.pid()))
    }

    fn engine(&self) -> &'static str {
        match &self.database {
            Some(database) if database.starts_with("postgres") => "PostgreSQL",
            Some(_) => "SQLite",
            None => "unknown engine",
        }
    }
}

async fn measure(asked: &Asked, place: &mut Place) -> Result<(Report, Vec<(u128, Session)>), String> {
    let school = Rc::new(School {
        address: place.address,
        mode: asked.mode,
        gzip: asked.gzip,
        think: Duration::from_secs_f64(asked.think),
        seed: asked.seed,
        stubborn: false,
        over: Cell::new(false),
        under_way: Cell::new(0),
        ledger: RefCell::new(Ledger::default()),
    });
    let before = match &place.database {
        Some(database) => {
            let store = verify::open(database).await?;
            let count = verify::count(&store).await?;
            store.close().await.map_err(|e| e.to_string())?;
            count
        }
        None => 0,
    };
    let pid = place.server.as_ref().map(Server::pid);
    let idle = pid.map_or(0.0, |pid| process::memory(pid).0);
    let conduct = async {
        sleep(asked.warm_up).await;
        school.ledger.borrow_mut().measuring = true;
        let reading = || (pid.map(process::processor).unwrap_or_default(), place.database_cpu(), cpu_seconds(), pid.map_or(0.0, process::written));
        let (begun, first) = (Instant::now(), reading());
        while begun.elapsed() < asked.window {
            sleep(LOOK.min(asked.window.saturating_sub(begun.elapsed()))).await;
        }
        let (took, last) = (begun.elapsed().as_secs_f64(), reading());
        school.ledger.borrow_mut().measuring = false;
        let (_, end, peak) = pid.map_or((0, 0.0, 0.0), |pid| (pid, process::memory(pid).0, process::memory(pid).1));
        (took, first, last, Memory { idle, end, peak })
    };
    let (took, first, last, memory) = play(&school, asked.learners, Duration::from_secs_f64(asked.start_within), conduct).await;
    let ledger = school.ledger.take();
    let ready = place.server.as_ref().map(|s| s.ready_after);
    if let Some(mut server) = place.server.take() {
        if server.has_ended() {
            return Err(format!("the server ended by itself:\n{}", server.last_words()));
        }
        server.stop().await?;
    }
    let known: Vec<(u128, Session)> = ledger.sessions.into_iter().collect();
    let verdict = match &place.database {
        Some(database) => {
            let store = verify::open(database).await?;
            let verdict = verify::everything(&store, &known, before).await?;
            store.close().await.map_err(|e| e.to_string())?;
            Some(verdict)
        }
        None => None,
    };
    let each = ledger.answers.max(1) as f64;
    let server = last.0.since(first.0);
    let requests = ledger.kinds.into_iter().map(|(kind, mut seen)| Request {
        kind,
        count: seen.micros.len(),
        bytes: seen.wire as f64 / seen.micros.len().max(1) as f64,
        milliseconds: percentiles(&mut seen.micros),
    });
    let report = Report {
        mode: if asked.mode == Mode::Api { "api" } else { "page" },
        engine: place.engine(),
        learners: asked.learners,
        think: asked.think,
        start_within: asked.start_within,
        seconds: took,
        gzip: asked.gzip,
        ready_ms: ready.map(|r| r.as_secs_f64() * 1000.0),
        answers_per_second: ledger.answers as f64 / took,
        answers: ledger.answers,
        results: ledger.results,
        cpu_micros: PerAnswer {
            server_user: server.user / each * 1e6,
            server_system: server.system / each * 1e6,
            database: match (&place.postgres, place.engine()) {
                (Some(_), _) => Some(last.1.since(first.1).seconds() / each * 1e6),
                (None, "SQLite") => Some(0.0),
                _ => None,
            },
            generator: (last.2 - first.2) / each * 1e6,
            server_written_kib: (last.3 - first.3) / each / 1024.0,
        },
        memory_mib: pid.map(|_| memory),
        requests: requests.collect(),
        errors: ledger.errors,
        reconnections: ledger.reconnections,
        verdict,
        ceilings: Vec::new(),
    };
    Ok((report, known))
}

/// The ceilings of this very run: bytes of its pages, rows of its database.
fn add_ceilings(report: &mut Report, asked: &Asked, place: &Place, known: &[(u128, Session)]) -> Result<(), String> {
    let page = report.requests.iter().find(|r| r.kind == if asked.mode == Mode::Api { "answer" } else { "question" });
    let bytes = page.map_or(0, |r| r.bytes as usize);
    report.ceilings.push(ceilings::page(bytes, asked.learners, CEILING)?);
    if let Some(database) = &place.database {
        // the last sessions are those under way
        let mut ids: Vec<Uuid> = known.iter().map(|(id, _)| Uuid::from_u128(*id)).collect();
        ids.reverse();
        report.ceilings.extend(ceilings::commit(database, &ids, asked.learners.min(128), CEILING, || place.database_cpu())?);
    }
    Ok(())
}
