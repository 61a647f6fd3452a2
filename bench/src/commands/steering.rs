//! `bench steering`: every page of results, list and export of a large organisation, beside those of a small one and a page without a
//! database, all asked in turn of one server.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use serde::Deserialize;
use sha2::{Digest, Sha256};
use store::logins::{self, Login};
use store::{Store, StoreError, releases};
use uuid::Uuid;

use crate::arguments::Arguments;
use crate::learners::client::Client;
use crate::learners::port::Port;
use crate::learners::process;
use crate::learners::report::percentiles;
use crate::learners::server::{Server, Settings};
use crate::table::table;

/// Pages and requests: what they are called, and their path in an organisation.
const ASKED: &[(&str, &str)] = &[
    ("inbox", "/pilotage/{o}"),
    ("people", "/pilotage/{o}/personnes"),
    ("people, searched", "/pilotage/{o}/personnes?q=mar"),
    ("campaigns", "/pilotage/{o}/campagnes"),
    ("campaign: wall-chart", "/pilotage/{o}/campagnes/{c}"),
    ("campaign: participants", "/pilotage/{o}/campagnes/{c}/participants"),
    ("results", "/pilotage/{o}/campagnes/{c}/resultats"),
    ("results by unit", "/pilotage/{o}/campagnes/{c}/resultats/services"),
    ("results by trade", "/pilotage/{o}/campagnes/{c}/resultats/metiers"),
    ("show now, and its price", "/pilotage/{o}/campagnes/{c}/resultats/montrer"),
    ("questions", "/pilotage/{o}/campagnes/{c}/questions"),
    ("hours and budget", "/pilotage/{o}/campagnes/{c}/budget"),
    ("results of the organisation", "/pilotage/{o}/resultats"),
    ("who was able to take part", "/pilotage/{o}/acces"),
    ("ledger of the 28 hours", "/pilotage/{o}/heures"),
    ("API: results", "/api/v1/organisations/{o}/campaigns/{c}/results"),
    ("API: questions", "/api/v1/organisations/{o}/campaigns/{c}/questions"),
    ("API: results of the organisation", "/api/v1/organisations/{o}/results"),
    ("API: 100 participants", "/api/v1/organisations/{o}/campaigns/{c}/participants"),
    ("API: 100 learners", "/api/v1/organisations/{o}/learners"),
];

/// What leaves in one piece, asked a few times only.
const EXPORTED: &[(&str, &str)] = &[
    ("participants, CSV", "/pilotage/{o}/campagnes/{c}/participants.csv"),
    ("participants, XLSX", "/pilotage/{o}/campagnes/{c}/participants.xlsx"),
    ("results, CSV", "/pilotage/{o}/campagnes/{c}/resultats.csv"),
    ("results, XLSX", "/pilotage/{o}/campagnes/{c}/resultats.xlsx"),
    ("questions, CSV", "/pilotage/{o}/campagnes/{c}/questions.csv"),
];

/// The job that makes results looks every twenty seconds.
const PATIENCE: Duration = Duration::from_mins(30);

/// As `socle demo institution` prints it.
#[derive(Debug, Clone, Deserialize)]
struct Institution {
    organisation: Uuid,
    manager: Uuid,
    campaigns: [Uuid; 2],
    participations: u64,
    answers: u64,
}

/// Measures and reports.
pub fn run(mut arguments: Arguments) -> Result<(), String> {
    let program = arguments.required::<PathBuf>("server")?;
    let data = arguments.required::<PathBuf>("data")?;
    let large = arguments.required::<PathBuf>("large")?;
    let small = arguments.required::<PathBuf>("small")?;
    let postgres = arguments.option("postgres", String::new())?;
    let samples = arguments.option("samples", 60_usize)?;
    arguments.finish()?;
    let both = [institution(&large)?, institution(&small)?];
    let url = Some(postgres).filter(|p| !p.is_empty());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|e| e.to_string())?;
    runtime.block_on(measure(&program, &data, url, &both, samples))
}

fn institution(path: &Path) -> Result<Institution, String> {
    let text = fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    serde_json::from_str(&text).map_err(|e| format!("{}: {e}", path.display()))
}

async fn measure(program: &Path, data: &Path, url: Option<String>, both: &[Institution; 2], samples: usize) -> Result<(), String> {
    let database = url.clone().unwrap_or_else(|| data.join("socle.db").to_string_lossy().into_owned());
    let settings = Settings { program: program.to_owned(), data: data.to_owned(), database: url, port: Port::any()?, hasty: true, drain: 0 };
    // the first start migrates
    Server::start(&settings).await?.stop().await?;
    let store = Store::open(&database).await.map_err(|e| e.to_string())?;
    let tokens = [let_in(&store, &both[0]).await?, let_in(&store, &both[1]).await?];
    // a file has one server at a time, and beside it only who reads
    store.close().await.map_err(|e| e.to_string())?;
    let server = Server::start(&settings).await?;
    let reader = if settings.database.is_some() { Store::open_postgres_reader(&database).await } else { Store::open_sqlite_reader(&database).await };
    let store = reader.map_err(|e| e.to_string())?;
    let made = results_are_made(&store, both).await?;
    println!(
        "{:?}, results of {} and of {} sittings ({} and {} answers)",
        store.engine(),
        both[0].participations,
        both[1].participations,
        both[0].answers,
        both[1].answers
    );
    if made > Duration::from_secs(1) {
        println!("made by the job of the server within {:.0} s of its start", made.as_secs_f64());
    }
    store.close().await.map_err(|e| e.to_string())?;
    let mut client = Client::new(server.address());
    pages(&mut client, both, &tokens, samples).await?;
    exports(&mut client, &server, both, &tokens).await?;
    server.stop().await
}

/// A login of the organisation's manager; what their cookie says.
async fn let_in(store: &Store, institution: &Institution) -> Result<String, String> {
    let token = format!("{}{}", Uuid::now_v7().simple(), Uuid::now_v7().simple());
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_err(|e| e.to_string())?.as_micros() as i64;
    let login = Login {
        token_hash: Sha256::digest(token.as_bytes()).to_vec(),
        person_id: institution.manager,
        device: "bench steering".into(),
        created_at: now,
        last_used_at: now,
        expires_at: now + 24 * 3600 * 1_000_000,
    };
    store.write(move |tx| Box::pin(async move { logins::insert(tx, &login).await })).await.map_err(|e: StoreError| e.to_string())?;
    Ok(token)
}

/// Waits until every finished sitting is measured and nothing more is released; how long that was.
async fn results_are_made(store: &Store, both: &[Institution; 2]) -> Result<Duration, String> {
    let begun = Instant::now();
    let mut last = Vec::new();
    while begun.elapsed() < PATIENCE {
        let ids: Vec<Uuid> = both.iter().flat_map(|one| one.campaigns).collect();
        let counted = store.read(move |tx| {
            let ids = ids.clone();
            Box::pin(async move {
                let mut counts = Vec::new();
                for id in ids {
                    counts.push(releases::count(tx, id).await?);
                }
                Ok::<_, StoreError>(counts)
            })
        });
        let counts = counted.await.map_err(|e| e.to_string())?;
        let settled = counts.iter().all(|c| c.measured == c.finished && c.released + 9 >= c.measured);
        if settled {
            return Ok(begun.elapsed());
        }
        last = counts;
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    Err(format!("results were not made: {last:?}"))
}

fn path(template: &str, of: &Institution) -> String {
    template.replace("{o}", &of.organisation.to_string()).replace("{c}", &of.campaigns[1].to_string())
}

/// Asks once: microseconds, and bytes of the body.
async fn ask(client: &mut Client, path: &str, token: &str) -> Result<(u32, usize), String> {
    let who = if path.starts_with("/api/") { format!("Authorization: Bearer {token}") } else { format!("Cookie: socle={token}") };
    let request = format!("GET {path} HTTP/1.1\r\nHost: bench\r\nAccept-Language: fr\r\n{who}\r\n\r\n");
    let begun = Instant::now();
    let head = client.exchange(request.as_bytes()).await.map_err(|e| format!("{path}: {}", e.name()))?;
    let micros = u32::try_from(begun.elapsed().as_micros()).unwrap_or(u32::MAX);
    if head.status == 200 { Ok((micros, client.body().len())) } else { Err(format!("{path}: {}", head.status)) }
}

async fn pages(client: &mut Client, both: &[Institution; 2], tokens: &[String; 2], samples: usize) -> Result<(), String> {
    let mut times: BTreeMap<(usize, usize), Vec<u32>> = BTreeMap::new();
    let mut health = Vec::new();
    let mut bytes = vec![0; ASKED.len()];
    // two rounds to warm up
    for round in 0..samples + 2 {
        let micros = ask(client, "/sante", "none").await?.0;
        if round >= 2 {
            health.push(micros);
        }
        for (place, (_, template)) in ASKED.iter().enumerate() {
            for (which, institution) in both.iter().enumerate() {
                let (micros, body) = ask(client, &path(template, institution), &tokens[which]).await?;
                if round >= 2 {
                    times.entry((place, which)).or_default().push(micros);
                }
                if which == 0 {
                    bytes[place] = body;
                }
            }
        }
    }
    let health = percentiles(&mut health);
    println!("\na page that reads nothing (/sante): {:.2} ms, 95 % below {:.2} ms\n", health.p50, health.p95);
    let row = |(place, (name, _)): (usize, &(&str, &str))| {
        let mut of = |which| percentiles(times.get_mut(&(place, which)).unwrap_or(&mut Vec::new()));
        let (large, small) = (of(0), of(1));
        vec![
            (*name).to_owned(),
            format!("{:.1}", large.p50),
            format!("{:.1}", large.p95),
            format!("{:.1}", small.p50),
            format!("{:.1}", large.p50 / small.p50),
            format!("{:.0}", bytes[place] as f64 / 1000.0),
        ]
    };
    let rows: Vec<Vec<String>> = ASKED.iter().enumerate().map(row).collect();
    println!("{}", table(&["", "large, ms", "95 % below", "small, ms", "large / small", "kB"], &rows));
    Ok(())
}

async fn exports(client: &mut Client, server: &Server, both: &[Institution; 2], tokens: &[String; 2]) -> Result<(), String> {
    let mut rows = Vec::new();
    for (name, template) in EXPORTED {
        let (small, _) = ask(client, &path(template, &both[1]), &tokens[1]).await?;
        let before = process::memory(server.pid()).1;
        let (mut micros, mut bytes) = (Vec::new(), 0);
        for _ in 0..5 {
            let (one, body) = ask(client, &path(template, &both[0]), &tokens[0]).await?;
            micros.push(one);
            bytes = body;
        }
        let after = process::memory(server.pid()).1;
        let large = percentiles(&mut micros);
        rows.push(vec![
            (*name).to_owned(),
            format!("{:.0}", large.p50),
            format!("{:.0}", f64::from(small) / 1000.0),
            format!("{:.0}", bytes as f64 / 1000.0),
            format!("{before:.1}"),
            format!("{:+.1}", after - before),
        ]);
    }
    println!("{}", table(&["", "large, ms", "small, ms", "kB", "memory at its highest before, MiB", "after five"], &rows));
    Ok(())
}
