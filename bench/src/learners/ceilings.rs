//! What the machine gives at best, measured beside the learners: an empty handler, and a bare group commit.

use std::cell::Cell;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::rc::Rc;
use std::time::{Duration, Instant};

use serde::Serialize;
use store::recordings::Recording;
use store::{Store, StoreError, answers, sessions};
use tokio::task::LocalSet;
use tokio::time::sleep;
use uuid::Uuid;

use super::client::Client;
use super::process::{Processor, processor};
use super::report::{Percentiles, percentiles};
use crate::usage::cpu_seconds;

/// A ceiling, as measured.
#[derive(Clone, Debug, Serialize)]
pub struct Ceiling {
    /// What was done, again and again.
    pub what: String,
    /// How often a second.
    pub per_second: f64,
    /// Processor microseconds each: the server's, or the store's with its caller.
    pub cpu_micros: f64,
    /// The database processes' on top.
    pub database_cpu_micros: f64,
    /// The generator's on top.
    pub generator_cpu_micros: f64,
    /// How long each took.
    pub milliseconds: Percentiles,
}

/// A process of ours that is killed when dropped.
struct Handler(Child);

impl Drop for Handler {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// An empty handler that gives `bytes`, asked by as many connections as there were learners.
pub fn page(bytes: usize, connections: usize, time: Duration) -> Result<Ceiling, String> {
    let own = std::env::current_exe().map_err(|e| e.to_string())?;
    let child = Command::new(own).args(["ceiling-page", "--bytes", &bytes.to_string()]).stdout(Stdio::piped()).spawn();
    let mut handler = Handler(child.map_err(|e| e.to_string())?);
    let mut line = String::new();
    BufReader::new(handler.0.stdout.take().ok_or("no output")?).read_line(&mut line).map_err(|e| e.to_string())?;
    let address = line.trim().parse().map_err(|e| format!("{line}: {e}"))?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|e| e.to_string())?;
    let (over, failed) = (Rc::new(Cell::new(false)), Rc::new(Cell::new(0_u64)));
    let micros = Rc::new(std::cell::RefCell::new(Vec::new()));
    let tasks = LocalSet::new();
    for _ in 0..connections {
        let (over, failed, micros) = (Rc::clone(&over), Rc::clone(&failed), Rc::clone(&micros));
        tasks.spawn_local(async move {
            let mut client = Client::new(address);
            while !over.get() {
                let begun = Instant::now();
                if client.exchange(b"GET / HTTP/1.1\r\nHost: learners\r\n\r\n").await.is_ok() {
                    micros.borrow_mut().push(u32::try_from(begun.elapsed().as_micros()).unwrap_or(u32::MAX));
                } else {
                    failed.set(failed.get() + 1);
                    sleep(Duration::from_millis(20)).await;
                }
            }
        });
    }
    let pid = handler.0.id();
    let (took, cpu, own) = runtime.block_on(tasks.run_until(async {
        sleep(Duration::from_millis(500)).await;
        micros.borrow_mut().clear();
        let (begun, before, own) = (Instant::now(), processor(pid), cpu_seconds());
        sleep(time).await;
        let readings = (begun.elapsed().as_secs_f64(), processor(pid).since(before), cpu_seconds() - own);
        over.set(true);
        readings
    }));
    let mut micros = micros.take();
    let each = micros.len().max(1) as f64;
    if failed.get() > 0 || micros.is_empty() {
        return Err(format!("the empty handler failed {} times", failed.get()));
    }
    Ok(Ceiling {
        what: format!("an empty handler gives {bytes} bytes"),
        per_second: each / took,
        cpu_micros: cpu.seconds() / each * 1e6,
        database_cpu_micros: 0.0,
        generator_cpu_micros: own / each * 1e6,
        milliseconds: percentiles(&mut micros),
    })
}

/// A bare group commit of the row of an answer, and of the answer with its session's state, in the database that the
/// learners have filled. No server may have it open.
pub fn commit(database: &str, known: &[Uuid], writers: usize, time: Duration, database_cpu: impl Fn() -> Processor) -> Result<Vec<Ceiling>, String> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(|e| e.to_string())?;
    runtime.block_on(async {
        let store = Store::open(database).await.map_err(|e| e.to_string())?;
        let mut ceilings = Vec::new();
        for with_state in [false, true] {
            let rows = unfinished(&store, known.to_vec(), writers).await?;
            let (before, own, begun) = (database_cpu(), cpu_seconds(), Instant::now());
            let tasks: Vec<_> =
                rows.into_iter().map(|(session, answer)| tokio::spawn(write(store.clone(), session, answer, with_state, begun + time))).collect();
            let mut micros = Vec::new();
            for task in tasks {
                micros.extend(task.await.map_err(|e| e.to_string())?.map_err(|e| e.to_string())?);
            }
            let (took, each) = (begun.elapsed().as_secs_f64(), micros.len().max(1) as f64);
            ceilings.push(Ceiling {
                what: format!("{writers} writers commit {}", if with_state { "an answer and its session's state" } else { "an answer" }),
                per_second: each / took,
                cpu_micros: (cpu_seconds() - own) / each * 1e6,
                database_cpu_micros: database_cpu().since(before).seconds() / each * 1e6,
                generator_cpu_micros: 0.0,
                milliseconds: percentiles(&mut micros),
            });
        }
        store.close().await.map_err(|e| e.to_string())?;
        Ok(ceilings)
    })
}

/// As many sessions under way, each with the last of its answers. Where there are too few, copies are begun.
async fn unfinished(store: &Store, known: Vec<Uuid>, wanted: usize) -> Result<Vec<(sessions::Session, answers::Answer)>, String> {
    let rows = store.write(move |tx| {
        Box::pin(async move {
            let (mut rows, mut model) = (Vec::new(), None);
            for id in known {
                if rows.len() == wanted {
                    break;
                }
                let Some(session) = sessions::load(tx, id).await? else { continue };
                let Some(answer) = answers::all_of(tx, id).await?.pop() else { continue };
                if session.finished_at.is_none() {
                    rows.push((session, answer));
                } else {
                    model = Some((session, answer));
                }
            }
            if let Some((session, answer)) = rows.first().cloned().or(model) {
                while rows.len() < wanted {
                    let id = Uuid::now_v7();
                    let session = sessions::Session { id, token_hash: None, finished_at: None, ..session.clone() };
                    sessions::insert(tx, &session).await?;
                    rows.push((session, answers::Answer { session_id: id, ..answer.clone() }));
                }
            }
            Ok::<_, StoreError>(rows)
        })
    });
    let rows = rows.await.map_err(|e| e.to_string())?;
    if rows.is_empty() { Err("no answer was recorded: there is no row to commit".to_owned()) } else { Ok(rows) }
}

/// One writer, who waits for each commit before the next row.
async fn write(store: Store, mut session: sessions::Session, mut answer: answers::Answer, with_state: bool, end: Instant) -> Result<Vec<u32>, StoreError> {
    let mut micros = Vec::new();
    while Instant::now() < end {
        let begun = Instant::now();
        answer.seq += 1;
        answer.idempotency_key = Some(Uuid::now_v7().simple().to_string());
        let (row, before) = (answer.clone(), session.clone());
        if with_state {
            let (expected_seq, status, state) = (before.seq, before.status, before.state);
            store.record(Recording { answer: row, expected_seq, new_seq: expected_seq + 1, status, state, result: None }).await?;
        } else {
            store.write(move |tx| Box::pin(async move { answers::append(tx, &row).await })).await?;
        }
        session.seq += i64::from(with_state);
        micros.push(u32::try_from(begun.elapsed().as_micros()).unwrap_or(u32::MAX));
    }
    Ok(micros)
}
