//! A copy that is taken while people answer holds every answer that was acknowledged before, and can prove it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use serde_json::{Value, json};

use crate::harness::{Home, eventually, root};
use crate::process::{Server, answer, run, said, socle};

/// An answer that the server said was on disk.
#[derive(Debug, Clone)]
struct Acknowledged {
    session: String,
    token: String,
    seq: u64,
    response: Value,
}

/// Where the tools of PostgreSQL are: on the path, or where Debian puts them.
pub fn postgres_tool(name: &str) -> PathBuf {
    let on_path = std::env::var_os("PATH").map(|path| std::env::split_paths(&path).map(|folder| folder.join(name)).collect::<Vec<_>>()).unwrap_or_default();
    let debian = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten().map(|version| version.path().join("bin").join(name));
    // the newest dumps what the older ones hold
    let mut debian: Vec<PathBuf> = debian.filter(|tool| tool.exists()).collect();
    debian.sort();
    debian.pop().or_else(|| on_path.into_iter().find(|tool| tool.exists())).unwrap_or_else(|| panic!("{name} is not there: it comes with PostgreSQL"))
}

/// Learners who begin and answer until they are told to stop; gives what was acknowledged in the end, in the order of each learner.
struct Load<'s> {
    server: &'s Server,
    stop: AtomicBool,
    /// How many answers were acknowledged.
    count: AtomicUsize,
    all: Mutex<Vec<Acknowledged>>,
}

impl<'s> Load<'s> {
    fn new(server: &'s Server) -> Self {
        Self { server, stop: AtomicBool::new(false), count: AtomicUsize::new(0), all: Mutex::default() }
    }

    fn learn(&self) {
        while !self.stop.load(Ordering::SeqCst) {
            let (status, started) = self.server.ask("POST", "/api/v1/sessions", None, Some(&json!({ "kind": "positioning" }))).expect("a session");
            assert_eq!(status, 201, "{started}");
            let text = |name: &str| started[name].as_str().expect("text").to_owned();
            let (session, token) = (text("id"), text("token"));
            let path = format!("/api/v1/sessions/{session}/answers");
            let mut item = started["item"].clone();
            for seq in 1..=40 {
                let response = answer(&item);
                let (status, reply) = self.server.ask("POST", &path, Some(&token), Some(&json!({ "seq": seq, "response": response }))).expect("a reply");
                assert_eq!(status, 200, "{reply}");
                self.all.lock().expect("a list").push(Acknowledged { session: session.clone(), token: token.clone(), seq, response });
                self.count.fetch_add(1, Ordering::SeqCst);
                if reply["finished"] == true || self.stop.load(Ordering::SeqCst) {
                    break;
                }
                item = reply["next"]["item"].clone();
            }
        }
    }

    fn acknowledged(&self) -> Vec<Acknowledged> {
        self.all.lock().expect("a list").clone()
    }

    fn answered(&self, more_than: usize) -> Option<()> {
        (self.count.load(Ordering::SeqCst) > more_than).then_some(())
    }
}

/// Each is told again as the one that was recorded.
fn assert_there(server: &Server, acknowledged: &[Acknowledged]) {
    for Acknowledged { session, token, seq, response } in acknowledged {
        let body = json!({ "seq": seq, "response": response });
        let (status, reply) = server.ask("POST", &format!("/api/v1/sessions/{session}/answers"), Some(token), Some(&body)).expect("a reply");
        assert_eq!((status, &reply["again"]), (200, &json!(true)), "answer {seq} of {session}: {reply}");
    }
}

/// How often a copy is taken until somebody was answered meanwhile.
const COPIES: usize = 20;

/// Runs `take` in the middle of the load, until somebody was answered while it ran; gives what was acknowledged before it began.
fn while_people_answer(server: &Server, mut take: impl FnMut() + Send) -> Vec<Acknowledged> {
    let load = Load::new(server);
    std::thread::scope(|scope| {
        let learners: Vec<_> = (0..4).map(|_| scope.spawn(|| load.learn())).collect();
        let taken = scope.spawn(|| {
            // a multi-threaded wait of its own: the test's runtime is not needed for it
            let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime");
            runtime.block_on(eventually("people answer", || load.answered(60)));
            let (mut before, mut during) = (Vec::new(), 0);
            for _ in 0..COPIES {
                before = load.acknowledged();
                take();
                during = load.count.load(Ordering::SeqCst);
                if during > before.len() {
                    break;
                }
            }
            runtime.block_on(eventually("people go on", || load.answered(during + 5)));
            load.stop.store(true, Ordering::SeqCst);
            assert!(during > before.len(), "nobody was answered while any of {COPIES} copies was taken");
            before
        });
        for learner in learners {
            learner.join().expect("a learner");
        }
        taken.join().expect("a copy")
    })
}

fn ok(command: &mut Command) -> String {
    let output = run(command);
    assert!(output.status.success(), "{command:?}: {}", said(&output));
    said(&output)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_copy_taken_under_load_restores_elsewhere_with_every_answer_acknowledged_before() {
    let (home, fresh, copies) = (Home::folder(), Home::folder(), Home::folder());
    let server = Server::start(&home);
    let folder = copies.path().to_str().expect("a path");
    let before = while_people_answer(&server, || {
        empty(copies.path());
        ok(socle(&home).args(["db", "backup", "--keep", "2", "--verify", folder]));
    });
    drop(server);
    let copy = the_only_file(copies.path());
    let told = ok(socle(&fresh).args(["db", "restore", "--replay", "40"]).arg(&copy));
    assert!(told.contains("au bit près") && told.contains(&format!("{:04}_", store::MIGRATIONS.len())), "{told}");
    let restored = Server::start(&fresh);
    assert_there(&restored, &before);
    drop(restored);
    assert!(ok(socle(&fresh).args(["db", "verify"])).contains("au bit près"));
    assert!(!fresh.path().read_dir().expect("a folder").flatten().any(|entry| entry.file_name().to_string_lossy().starts_with(".verify")));
}

/// Takes away the copy of an earlier try.
fn empty(folder: &Path) {
    for entry in folder.read_dir().expect("a folder").flatten() {
        std::fs::remove_file(entry.path()).expect("removed");
    }
}

fn the_only_file(folder: &Path) -> PathBuf {
    let files: Vec<PathBuf> = folder.read_dir().expect("a folder").flatten().map(|entry| entry.path()).collect();
    assert_eq!(files.len(), 1, "{files:?}");
    files[0].clone()
}

/// A few sessions, and a copy of them.
fn with_a_copy() -> (Home, PathBuf) {
    let home = Home::folder();
    let server = Server::start(&home);
    let load = Load::new(&server);
    std::thread::scope(|scope| {
        let learner = scope.spawn(|| load.learn());
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime");
        runtime.block_on(eventually("somebody answers", || load.answered(20)));
        load.stop.store(true, Ordering::SeqCst);
        learner.join().expect("a learner");
    });
    drop(server);
    let copy = home.path().join("copie.db");
    ok(socle(&home).args(["db", "backup"]).arg(&copy));
    (home, copy)
}

#[test]
fn a_copy_whose_sessions_replay_to_something_else_is_not_put_back() {
    let (home, copy) = with_a_copy();
    // an answer whose points were changed, by somebody who knew how
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let tampered = home.path().join("falsifiee.db");
    std::fs::copy(&copy, &tampered).expect("copied");
    runtime.block_on(async {
        let store = store::Store::open_sqlite(&tampered).await.expect("opened");
        let changed = store.write(|tx| Box::pin(tx.execute("UPDATE answer SET category = 1 - category WHERE seq = 2 AND category < 2", &[]))).await;
        assert!(changed.expect("changed") > 0);
        store.close().await.expect("closed");
    });
    let before = std::fs::read(home.path().join("socle.db")).expect("the database");
    let refused = run(socle(&home).args(["db", "restore"]).arg(&tampered));
    assert!(!refused.status.success() && said(&refused).contains("--anyway"), "{}", said(&refused));
    assert_eq!(std::fs::read(home.path().join("socle.db")).expect("the database"), before, "nothing was touched");
    assert!(!run(socle(&home).args(["db", "verify"]).arg(&tampered)).status.success());
    assert!(ok(socle(&home).args(["db", "restore", "--anyway"]).arg(&tampered)).contains("before-restore"));
    ok(socle(&home).args(["db", "restore"]).arg(&copy));
}

#[test]
fn what_is_no_copy_is_refused_and_the_database_stays() {
    let (home, copy) = with_a_copy();
    let database = home.path().join("socle.db");
    let before = std::fs::read(&database).expect("the database");
    let mut bytes = std::fs::read(&copy).expect("the copy");
    bytes.truncate(bytes.len() * 2 / 3);
    let (cut, text) = (home.path().join("coupee.db"), home.path().join("notes.db"));
    std::fs::write(&cut, bytes).expect("written");
    std::fs::write(&text, "ce n’est pas une base").expect("written");
    for file in [&cut, &text, &home.path().join("absente.db")] {
        let refused = run(socle(&home).args(["db", "restore"]).arg(file));
        assert!(!refused.status.success(), "{}", said(&refused));
        assert_eq!(std::fs::read(&database).expect("the database"), before);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn postgres_is_dumped_under_load_and_restored_by_the_scripts_of_deploy() {
    let Some(home) = Home::schema() else { return };
    let copies = Home::folder();
    home.prepare().await;
    let server = Server::start(&home);
    let script = |name: &str, home: &Home| {
        let (server, schema) = home.server_and_schema();
        let mut command = Command::new(root().join("deploy").join(name));
        let tools = postgres_tool("pg_dump").parent().expect("a folder").to_owned();
        let path = std::env::join_paths([tools].into_iter().chain(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()))).expect("a path");
        command.env("PATH", path).env("SOCLE", env!("CARGO_BIN_EXE_socle")).env("SOCLE_DATABASE_URL", server).env("SOCLE_SCHEMA", schema);
        command.env("LC_ALL", "fr_FR.UTF-8");
        command
    };
    let before = while_people_answer(&server, || {
        empty(copies.path());
        ok(script("backup-postgres.sh", &home).arg(copies.path()).env("KEEP", "2"));
    });
    drop(server);
    let dump = the_only_file(copies.path());
    // as on a machine that was lost
    home.prepare().await;
    let told = ok(script("restore-postgres.sh", &home).arg(&dump));
    assert!(told.contains("au bit près"), "{told}");
    // a database that holds something is not written over by mistake
    let again = run(script("restore-postgres.sh", &home).arg(&dump));
    assert!(!again.status.success() && said(&again).contains("--replace"), "{}", said(&again));
    let restored = Server::start(&home);
    assert_there(&restored, &before);
    drop(restored);
    ok(script("restore-postgres.sh", &home).args(["--replace"]).arg(&dump));
    home.finish().await;
}
