//! `bench rounds`: trouble at random instants under load, again and again: processes killed, a database restarted, disks that are
//! full or fail. Every acknowledged answer is looked up after each round, and all of them at the end.

use std::cell::{Cell, RefCell};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, Instant};

use psychometrics::random::Random;
use tokio::time::{sleep, timeout};

use super::learners::mode;
use crate::arguments::Arguments;
use crate::learners::disk::Disk;
use crate::learners::ledger::{Ledger, Session};
use crate::learners::life::School;
use crate::learners::play::play;
use crate::learners::port::Port;
use crate::learners::postgres::Postgres;
use crate::learners::process;
use crate::learners::report::{list, percentiles, verdict_text};
use crate::learners::server::{Server, Settings};
use crate::learners::verify::{self, Verdict};
use crate::table::table;

/// The stream of the instants, which no learner has.
const INSTANTS: u64 = u64::MAX;
/// Between two words to who waits.
const WORD: u32 = 50;
/// If no answer is acknowledged for so long after the trouble is over, none will be. How long it takes is measured.
const BACK: Duration = Duration::from_mins(5);

/// What happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trouble {
    /// The server is killed, and started again.
    KillServer,
    /// All processes of `PostgreSQL` are killed, and started again; the server stays.
    KillDatabase,
    /// `PostgreSQL` is restarted as an administrator does; nobody may notice.
    RestartDatabase,
    /// The disk of the database has no room for a while; the server stays.
    Full,
    /// The disk of the database fails and is mended; whoever had it open is started again.
    ReadOnly,
}

impl Trouble {
    fn read(trouble: &str, victim: &str, engine: &str) -> Result<Self, String> {
        match (trouble, victim, engine) {
            ("kill", "server", _) => Ok(Self::KillServer),
            ("kill", "database", "postgres") => Ok(Self::KillDatabase),
            ("restart", "server" | "database", "postgres") => Ok(Self::RestartDatabase),
            ("full", "server", _) => Ok(Self::Full),
            ("read-only", "server", _) => Ok(Self::ReadOnly),
            _ => Err(format!("--trouble {trouble} --victim {victim} --engine {engine} is not known here")),
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::KillServer => "kill -9 of the server",
            Self::KillDatabase => "kill -9 of PostgreSQL",
            Self::RestartDatabase => "restart of PostgreSQL",
            Self::Full => "disk full",
            Self::ReadOnly => "disk fails",
        }
    }
}

struct Rounds {
    count: u32,
    longest: Duration,
    trouble: Trouble,
    settings: Settings,
    database: String,
    postgres: Option<Arc<Postgres>>,
    disk: Option<Arc<Disk>>,
    random: Random,
    /// The longest that a restart of the database took.
    longest_restart: Duration,
    /// Microseconds from the end of the trouble (of a kill, from the kill) to the next answer that was acknowledged.
    back: Vec<u32>,
    verdict: Verdict,
}

/// Plays, makes trouble, verifies.
pub fn run(mut arguments: Arguments) -> Result<(), String> {
    let program = arguments.required::<PathBuf>("server")?;
    let (count, seed) = (arguments.option("count", 20_u32)?, arguments.option("seed", 1_u64)?);
    let engine = arguments.option("engine", "sqlite".to_owned())?;
    let (trouble, victim) = (arguments.option("trouble", "kill".to_owned())?, arguments.option("victim", "server".to_owned())?);
    let trouble = Trouble::read(&trouble, &victim, &engine)?;
    let mode = mode(&arguments.option("mode", "api".to_owned())?)?;
    let learners = arguments.option("learners", 32_usize)?;
    let longest = Duration::from_millis(arguments.option("longest", 800_u64)?);
    arguments.finish()?;
    let folder = tempfile::tempdir().map_err(|e| e.to_string())?;
    // declared before who stands on it, and so unmounted after them
    let (disk, home) = home(folder.path(), trouble)?;
    let postgres = match engine.as_str() {
        "sqlite" => None,
        "postgres" => Some(Arc::new(Postgres::start(&home)?)),
        other => return Err(format!("--engine: \"{other}\" is neither sqlite nor postgres")),
    };
    let data = if postgres.is_some() { folder.path().join("data") } else { home.join("data") };
    std::fs::create_dir(&data).map_err(|e| e.to_string())?;
    let url = postgres.as_ref().map(|p| p.url("socle"));
    let database = url.clone().unwrap_or_else(|| data.join("socle.db").to_string_lossy().into_owned());
    let settings = Settings { program, data, database: url, port: Port::any()?, hasty: true, drain: 0 };
    let school = Rc::new(School {
        address: settings.port.address,
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
    let mut rounds = Rounds {
        count,
        longest,
        trouble,
        settings,
        database,
        postgres,
        disk,
        random,
        longest_restart: Duration::ZERO,
        back: Vec::new(),
        verdict: Verdict::default(),
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|e| e.to_string())?;
    let begun = Instant::now();
    let everything = runtime.block_on(rounds.all(&school, learners))?;
    let seconds = begun.elapsed().as_secs_f64();
    rounds.report(&school.ledger.take(), &everything, &engine, learners, seconds)
}

/// Where the database lives: on a disk of its own where that one will fail.
fn home(folder: &Path, trouble: Trouble) -> Result<(Option<Arc<Disk>>, PathBuf), String> {
    let mount = folder.join("disk");
    let disk = match trouble {
        Trouble::Full | Trouble::ReadOnly => {
            std::fs::create_dir(&mount).map_err(|e| e.to_string())?;
            // whoever the database runs as must be able to pass
            std::fs::set_permissions(folder, std::os::unix::fs::PermissionsExt::from_mode(0o755)).map_err(|e| e.to_string())?;
            if trouble == Trouble::Full { Disk::in_memory(&mount)? } else { Disk::in_a_file(&mount)? }
        }
        Trouble::KillServer | Trouble::KillDatabase | Trouble::RestartDatabase => return Ok((None, folder.to_owned())),
    };
    Ok((Some(Arc::new(disk)), mount))
}

/// Runs what waits for other programs, while learners go on.
async fn aside<T: Send + 'static>(what: impl FnOnce() -> Result<T, String> + Send + 'static) -> Result<T, String> {
    tokio::task::spawn_blocking(what).await.map_err(|e| e.to_string())?
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
                    eprintln!("{round} rounds, {} answers acknowledged", school.ledger.borrow().acknowledged);
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

    /// A moment, of which nobody knows how long it is.
    async fn moment(&mut self) {
        sleep(self.longest.mul_f64(self.random.uniform())).await;
    }

    async fn round(&mut self, school: &School, mut server: Server) -> Result<Server, String> {
        self.moment().await;
        if server.has_ended() {
            return Err(format!("the server ended by itself:\n{}", server.last_words()));
        }
        let (touched, since, mut server) = match self.trouble {
            Trouble::KillServer => {
                let since = Instant::now();
                server.kill();
                (touched(school), since, Server::start(&self.settings).await?)
            }
            Trouble::KillDatabase => {
                let since = Instant::now();
                let postgres = self.postgres()?;
                aside(move || {
                    postgres.kill();
                    Ok(())
                })
                .await?;
                let (touched, postgres) = (touched(school), self.postgres()?);
                aside(move || postgres.serve()).await?;
                (touched, since, server)
            }
            Trouble::RestartDatabase => {
                let (postgres, begun) = (self.postgres()?, Instant::now());
                aside(move || postgres.restart()).await?;
                self.longest_restart = self.longest_restart.max(begun.elapsed());
                (touched(school), Instant::now(), server)
            }
            Trouble::Full => self.fill_and_free(school, server).await?,
            Trouble::ReadOnly => self.fail_and_mend(school, server).await?,
        };
        self.until_back(school, &mut server).await?;
        self.back.push(u32::try_from(since.elapsed().as_micros()).unwrap_or(u32::MAX));
        self.look(&touched).await?;
        Ok(server)
    }

    async fn fill_and_free(&mut self, school: &School, server: Server) -> Result<(Vec<(u128, Session)>, Instant, Server), String> {
        let (disk, postgres, server_pid) = (self.disk()?, self.postgres.clone(), server.pid());
        aside(move || disk.fill(&held(postgres.as_deref(), server_pid))).await?;
        self.moment().await;
        let (touched, disk) = (touched(school), self.disk()?);
        aside(move || disk.free()).await?;
        let since = Instant::now();
        if let Some(postgres) = self.postgres.clone() {
            // its log does without room no better than ours, and ends it
            aside(move || postgres.ensure_it_serves()).await?;
        }
        Ok((touched, since, server))
    }

    async fn fail_and_mend(&mut self, school: &School, mut server: Server) -> Result<(Vec<(u128, Session)>, Instant, Server), String> {
        let (disk, postgres, server_pid) = (self.disk()?, self.postgres.clone(), server.pid());
        aside(move || disk.fail(&held(postgres.as_deref(), server_pid))).await?;
        self.moment().await;
        if server.has_ended() {
            return Err(format!("the server ended when its disk failed:\n{}", server.last_words()));
        }
        let (touched, disk) = (touched(school), self.disk()?);
        // a file system that has failed is taken back only once nobody has it open
        if let Some(postgres) = self.postgres.clone() {
            aside(move || {
                postgres.kill();
                disk.mend()?;
                postgres.ensure_it_serves()
            })
            .await?;
            return Ok((touched, Instant::now(), server));
        }
        server.kill();
        aside(move || disk.mend()).await?;
        Ok((touched, Instant::now(), Server::start(&self.settings).await?))
    }

    /// Waits for the next answer that is acknowledged.
    async fn until_back(&self, school: &School, server: &mut Server) -> Result<(), String> {
        let before = school.ledger.borrow().acknowledged;
        let next = async {
            while school.ledger.borrow().acknowledged == before {
                sleep(Duration::from_millis(1)).await;
            }
        };
        match timeout(BACK, next).await {
            Ok(()) => Ok(()),
            Err(_) if server.has_ended() => Err(format!("the server ended by itself:\n{}", server.last_words())),
            Err(_) => Err(format!("no answer is acknowledged any more: {}\n{}", list(&school.ledger.borrow().errors), server.last_words())),
        }
    }

    /// What was acknowledged before is there, while learners go on.
    async fn look(&mut self, touched: &[(u128, Session)]) -> Result<(), String> {
        // opened and closed each time: a connection that stayed would spare the next server its recovery
        let store = verify::open(&self.database).await?;
        self.verdict.add(verify::sessions(&store, touched, true).await?);
        store.close().await.map_err(|e| e.to_string())
    }

    fn postgres(&self) -> Result<Arc<Postgres>, String> {
        self.postgres.clone().ok_or_else(|| "this trouble is PostgreSQL's".to_owned())
    }

    fn disk(&self) -> Result<Arc<Disk>, String> {
        self.disk.clone().ok_or_else(|| "this trouble is a disk's".to_owned())
    }

    /// Says what was seen, with a line for the table of bench/README.md.
    fn report(&mut self, ledger: &Ledger, everything: &Verdict, engine: &str, learners: usize, seconds: f64) -> Result<(), String> {
        let back = percentiles(&mut self.back);
        println!("{} rounds ({}) in {seconds:.0} s, {engine}, {learners} learners without think time", self.count, self.trouble.words());
        println!("Sent again after it was recorded: {}. Seen by learners: {}", ledger.again, list(&ledger.errors));
        print!("After each round. {}At the end. {}", verdict_text(&self.verdict), verdict_text(everything));
        let lost = [everything.lost, everything.doubled, everything.altered + everything.invented + everything.torn].map(|n| n.to_string());
        let times = [back.p50, back.p95, back.max].map(|ms| format!("{ms:.0}"));
        let row =
            [vec![format!("{engine}: {}", self.trouble.words()), self.count.to_string(), everything.acknowledged.to_string()], lost.to_vec(), times.to_vec()];
        let head = ["trouble", "rounds", "acknowledged", "lost", "doubled", "otherwise wrong", "back ms p50", "p95", "max"];
        print!("\n{}", table(&head, &[row.concat()]));
        if !self.verdict.is_sound() || !everything.is_sound() {
            return Err("the answers are not as they must be".to_owned());
        }
        if self.trouble == Trouble::RestartDatabase && !ledger.errors.is_empty() {
            // what a server promises holds for restarts that are over while it waits; the machine was slower than that
            let promised = store::Options::default().outage;
            let excused = self.longest_restart >= promised && ledger.errors.keys().all(|what| what.ends_with(": 503"));
            if !excused {
                return Err("somebody noticed a restart of the database".to_owned());
            }
            println!("A restart took {:.1} s, longer than the {} s that a server waits.", self.longest_restart.as_secs_f64(), promised.as_secs());
        }
        if ledger.acknowledged == 0 { Err("not one answer was recorded".to_owned()) } else { Ok(()) }
    }
}

/// Whoever writes to the disk of the database, held where they are.
fn held(postgres: Option<&Postgres>, server: u32) -> Vec<u32> {
    if let Some(postgres) = postgres {
        return postgres.held();
    }
    process::hold(&[server]);
    vec![server]
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
