//! `bench rolling`: several servers on one database, behind a balancer, restarted in turn while learners answer. Nobody may notice.

use std::cell::{Cell, RefCell};
use std::path::PathBuf;
use std::rc::Rc;
use std::time::{Duration, Instant};

use tokio::time::sleep;

use super::learners::{mode, seconds};
use crate::arguments::Arguments;
use crate::learners::balancer::{Balancer, says_when_it_is_ready};
use crate::learners::ledger::{Ledger, Session};
use crate::learners::life::{Mode, School};
use crate::learners::play::play;
use crate::learners::port::Port;
use crate::learners::postgres::Postgres;
use crate::learners::report::{list, percentiles, verdict_text};
use crate::learners::server::{Server, Settings};
use crate::learners::verify;

/// All servers serve this long before the next one is stopped.
const BETWEEN: Duration = Duration::from_millis(500);

/// What was asked.
struct Asked {
    program: PathBuf,
    servers: usize,
    restarts: usize,
    drain: u16,
    mode: Mode,
    learners: usize,
    think: Duration,
    seed: u64,
}

/// Plays, restarts, verifies.
pub fn run(mut arguments: Arguments) -> Result<(), String> {
    let asked = Asked {
        program: arguments.required("server")?,
        servers: arguments.option("servers", 2_usize)?,
        restarts: arguments.option("restarts", 10_usize)?,
        drain: arguments.option("drain", 2_u16)?,
        mode: mode(&arguments.option("mode", "api".to_owned())?)?,
        learners: arguments.option("learners", 32_usize)?,
        think: seconds("think", arguments.option("think", 0.0)?)?,
        seed: arguments.option("seed", 1_u64)?,
    };
    let postgres = arguments.option("postgres", "temporary".to_owned())?;
    arguments.finish()?;
    if asked.servers < 2 {
        return Err("--servers: one server cannot be restarted without anybody noticing".to_owned());
    }
    let folder = tempfile::tempdir().map_err(|e| e.to_string())?;
    let own = if postgres == "temporary" { Some(Postgres::start(folder.path())?) } else { None };
    let database = own.as_ref().map_or(postgres, |own| own.url("socle"));
    let mut all = Vec::new();
    for number in 0..asked.servers {
        let data = folder.path().join(format!("data-{number}"));
        std::fs::create_dir(&data).map_err(|e| e.to_string())?;
        all.push(Settings { program: asked.program.clone(), data, database: Some(database.clone()), port: Port::any()?, hasty: true, drain: asked.drain });
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|e| e.to_string())?;
    runtime.block_on(roll(&asked, &all, &database))
}

async fn roll(asked: &Asked, all: &[Settings], database: &str) -> Result<(), String> {
    let mut servers = Vec::new();
    for settings in all {
        servers.push(Some(Server::start(settings).await?));
    }
    let before = {
        let store = verify::open(database).await?;
        let before = verify::count(&store).await?;
        store.close().await.map_err(|e| e.to_string())?;
        before
    };
    let addresses: Vec<_> = all.iter().map(|settings| settings.port.address).collect();
    let balancer = Balancer::start(&addresses).await?;
    for place in 0..all.len() {
        balancer.until_ready(place).await;
    }
    let says_so = says_when_it_is_ready(addresses[0]).await;
    let school = Rc::new(School {
        address: balancer.address,
        mode: asked.mode,
        gzip: false,
        think: asked.think,
        seed: asked.seed,
        stubborn: false,
        over: Cell::new(false),
        under_way: Cell::new(0),
        ledger: RefCell::new(Ledger { measuring: true, ..Ledger::default() }),
    });
    let begun = Instant::now();
    let conduct = Box::pin(async {
        let mut away = Vec::new();
        for restart in 0..asked.restarts {
            sleep(BETWEEN).await;
            let place = restart % all.len();
            let stopped = Instant::now();
            if !says_so {
                // one that cannot say that it is about to end is sent nobody any more first, for as long as another would drain
                balancer.set_aside(place, true);
                sleep(Duration::from_secs(asked.drain.into())).await;
            }
            if let Some(server) = servers[place].take() {
                server.stop().await?;
            }
            servers[place] = Some(Server::start(&all[place]).await?);
            balancer.set_aside(place, false);
            balancer.until_ready(place).await;
            away.push(u32::try_from(stopped.elapsed().as_micros()).unwrap_or(u32::MAX));
        }
        sleep(BETWEEN).await;
        Ok::<_, String>(away)
    });
    let mut away = play(&school, asked.learners, Duration::ZERO, conduct).await?;
    for server in servers.into_iter().flatten() {
        server.stop().await?;
    }
    let ledger = school.ledger.take();
    let known: Vec<(u128, Session)> = ledger.sessions.into_iter().collect();
    let store = verify::open(database).await?;
    let verdict = verify::everything(&store, &known, before).await?;
    store.close().await.map_err(|e| e.to_string())?;
    let away = percentiles(&mut away);
    let how = if says_so { "each says itself that it is leaving" } else { "each is set aside before it is told" };
    println!(
        "{} restarts in {:.0} s, {} servers on one PostgreSQL, {} learners; {how}",
        asked.restarts,
        begun.elapsed().as_secs_f64(),
        asked.servers,
        asked.learners
    );
    println!("Away ms: p50 {:.0}, max {:.0}. Connections closed between two requests: {}", away.p50, away.max, ledger.reconnections);
    for (kind, mut seen) in ledger.kinds {
        let times = percentiles(&mut seen.micros);
        println!("{kind}: {} replies, ms p50 {:.1}, p99 {:.1}, max {:.0}", seen.micros.len(), times.p50, times.p99, times.max);
    }
    println!("Failed: {}", list(&ledger.errors));
    print!("{}", verdict_text(&verdict));
    if !verdict.is_sound() {
        return Err("the answers are not as they must be".to_owned());
    }
    if !ledger.errors.is_empty() {
        return Err("somebody noticed a restart".to_owned());
    }
    if ledger.acknowledged == 0 { Err("not one answer was recorded".to_owned()) } else { Ok(()) }
}
