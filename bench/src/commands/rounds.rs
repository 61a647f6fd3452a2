//! `bench rounds`: kill -9 at random instants under load, start again, and look every acknowledged answer up.

use std::cell::{Cell, RefCell};
use std::path::PathBuf;
use std::rc::Rc;
use std::time::{Duration, Instant};

use psychometrics::random::Random;
use tokio::time::sleep;

use super::learners::mode;
use crate::arguments::Arguments;
use crate::learners::ledger::{Ledger, Session};
use crate::learners::life::School;
use crate::learners::play::play;
use crate::learners::postgres::Postgres;
use crate::learners::report::{list, percentiles, verdict_text};
use crate::learners::server::{Server, Settings, free_address};
use crate::learners::verify::{self, Verdict};

/// The stream of the instants, which no learner has.
const INSTANTS: u64 = u64::MAX;
/// Between two words to who waits.
const WORD: u32 = 50;

/// Who is killed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Victim {
    Server,
    Database,
}

struct Rounds {
    count: u32,
    longest: Duration,
    victim: Victim,
    settings: Settings,
    database: String,
    postgres: Option<Postgres>,
    random: Random,
    /// Microseconds from the kill to the first reply of the server that came after; of a database, until it can be asked.
    back: Vec<u32>,
    verdict: Verdict,
}

/// Plays, kills, starts again, verifies.
pub fn run(mut arguments: Arguments) -> Result<(), String> {
    let program = arguments.required::<PathBuf>("server")?;
    let (count, seed) = (arguments.option("count", 20_u32)?, arguments.option("seed", 1_u64)?);
    let engine = arguments.option("engine", "sqlite".to_owned())?;
    let victim = match arguments.option("victim", "server".to_owned())?.as_str() {
        "server" => Victim::Server,
        "database" if engine == "postgres" => Victim::Database,
        other => return Err(format!("--victim: \"{other}\" is neither server nor, with --engine postgres, database")),
    };
    let mode = mode(&arguments.option("mode", "api".to_owned())?)?;
    let learners = arguments.option("learners", 32_usize)?;
    let longest = Duration::from_millis(arguments.option("longest", 800_u64)?);
    arguments.finish()?;
    let folder = tempfile::tempdir().map_err(|e| e.to_string())?;
    let postgres = match engine.as_str() {
        "sqlite" => None,
        "postgres" => Some(Postgres::start(folder.path())?),
        other => return Err(format!("--engine: \"{other}\" is neither sqlite nor postgres")),
    };
    let data = folder.path().join("data");
    std::fs::create_dir(&data).map_err(|e| e.to_string())?;
    let url = postgres.as_ref().map(|p| p.url("socle"));
    let database = url.clone().unwrap_or_else(|| data.join("socle.db").to_string_lossy().into_owned());
    let settings = Settings { program, data, database: url, address: free_address()?, hasty: true };
    let school = Rc::new(School {
        address: settings.address,
        mode,
        gzip: false,
        think: Duration::ZERO,
        seed,
        stubborn: true,
        over: Cell::new(false),
        under_way: Cell::new(0),
        ledger: RefCell::new(Ledger::default()),
    });
    let random = Random::new(seed, INSTANTS);
    let mut rounds = Rounds { count, longest, victim, settings, database, postgres, random, back: Vec::new(), verdict: Verdict::default() };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|e| e.to_string())?;
    let begun = Instant::now();
    let everything = runtime.block_on(rounds.all(&school, learners))?;
    let ledger = school.ledger.take();
    let back = percentiles(&mut rounds.back);
    println!("{count} rounds of kill -9 in {:.0} s, {engine}, {learners} learners without think time", begun.elapsed().as_secs_f64());
    println!("Back after ms: p50 {:.0}, p95 {:.0}, max {:.0}", back.p50, back.p95, back.max);
    println!("Sent again after it was recorded: {}. Seen by learners: {}", ledger.again, list(&ledger.errors));
    print!("After each round. {}At the end. {}", verdict_text(&rounds.verdict), verdict_text(&everything));
    if rounds.verdict.is_sound() && everything.is_sound() { Ok(()) } else { Err("the answers are not as they must be".to_owned()) }
}

impl Rounds {
    async fn all(&mut self, school: &Rc<School>, learners: usize) -> Result<Verdict, String> {
        let server = Server::start(&self.settings).await?;
        // boxed: what the learners do meanwhile makes it large
        let conduct = Box::pin(async {
            let mut server = server;
            for round in 1..=self.count {
                server = self.round(school, server).await?;
                if round % WORD == 0 {
                    eprintln!("{round} rounds, {} answers acknowledged", school.ledger.borrow().sessions.values().map(|s| s.answers.len()).sum::<usize>());
                }
                if !self.verdict.is_sound() {
                    break;
                }
            }
            Ok::<_, String>(server)
        });
        play(school, learners, Duration::ZERO, conduct).await?.stop().await?;
        let known: Vec<(u128, Session)> = school.ledger.borrow().sessions.iter().map(|(id, s)| (*id, s.clone())).collect();
        let store = verify::open(&self.database).await?;
        let verdict = verify::everything(&store, &known, 0).await?;
        store.close().await.map_err(|e| e.to_string())?;
        Ok(verdict)
    }

    async fn round(&mut self, school: &School, mut server: Server) -> Result<Server, String> {
        sleep(self.longest.mul_f64(self.random.uniform())).await;
        if server.has_ended() {
            return Err(format!("the server ended by itself:\n{}", server.last_words()));
        }
        let killed = Instant::now();
        let (touched, again) = if let (Victim::Database, Some(postgres)) = (self.victim, &self.postgres) {
            postgres.kill();
            let touched = touched(school);
            postgres.serve()?;
            (touched, server)
        } else {
            server.kill();
            (touched(school), Server::start(&self.settings).await?)
        };
        self.back.push(u32::try_from(killed.elapsed().as_micros()).unwrap_or(u32::MAX));
        self.look(&touched).await?;
        Ok(again)
    }

    /// What was acknowledged before the kill is there, while learners go on.
    async fn look(&mut self, touched: &[(u128, Session)]) -> Result<(), String> {
        // opened and closed each time: a connection that stayed would spare the next server its recovery
        let store = verify::open(&self.database).await?;
        self.verdict.add(verify::sessions(&store, touched, true).await?);
        store.close().await.map_err(|e| e.to_string())
    }
}

/// Sessions in which something was sent since the last time.
fn touched(school: &School) -> Vec<(u128, Session)> {
    let mut ledger = school.ledger.borrow_mut();
    let touched = ledger.sessions.iter_mut().filter(|(_, session)| session.touched);
    touched
        .map(|(id, session)| {
            session.touched = false;
            (*id, session.clone())
        })
        .collect()
}
