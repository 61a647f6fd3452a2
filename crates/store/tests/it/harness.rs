//! A fresh database per test, and the rows that most tests need.

use futures_util::future::BoxFuture;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use store::{Engine, Options, Result, Store, StoreError, Tx};
use tempfile::TempDir;
use uuid::Uuid;

/// A moment in November 2026, microseconds UTC.
pub const NOW: i64 = 1_795_000_000_000_000;
pub const SECOND: i64 = 1_000_000;

/// Declares one test for each engine from one text.
macro_rules! on_both {
    ($(#[$meta:meta])* async fn $name:ident($db:ident) $body:block) => {
        mod $name {
            use super::*;

            async fn check($db: &crate::harness::Db) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                let db = crate::harness::Db::sqlite().await;
                check(&db).await;
                db.finish().await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                if let Some(db) = crate::harness::Db::postgres().await {
                    check(&db).await;
                    db.finish().await;
                }
            }
        }
    };
}

/// How long a test waits for what must come, before it says that it did not. No test takes so long, and a machine may stop for a while.
pub const PATIENCE: Duration = Duration::from_mins(5);

/// A store that waits: what is slow here is the machine. What the limits of a store do has tests that set them.
pub fn patient() -> Options {
    Options { patience: PATIENCE, outage: PATIENCE, ..Options::default() }
}

/// Looks again and again until it holds.
pub async fn until(what: &str, mut holds: impl AsyncFnMut() -> bool) {
    let begun = Instant::now();
    while !holds().await {
        assert!(begun.elapsed() < PATIENCE, "{PATIENCE:?} passed before {what}");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

pub struct Db {
    pub store: Store,
    /// What opens this very database again.
    pub url: String,
    home: Home,
}

enum Home {
    Folder(TempDir),
    Schema { server: String, name: String },
}

impl Db {
    pub async fn sqlite() -> Self {
        Self::sqlite_with(&patient()).await
    }

    pub async fn sqlite_with(options: &Options) -> Self {
        let folder = TempDir::new().unwrap();
        let url = folder.path().join("socle.db").to_str().unwrap().to_owned();
        let store = Store::open_with(&url, options).await.unwrap();
        let home = Home::Folder(folder);
        Self { store, url, home }
    }

    /// `None` only when the run was told to leave PostgreSQL out.
    pub async fn postgres() -> Option<Self> {
        Self::postgres_with(&patient()).await
    }

    pub async fn postgres_with(options: &Options) -> Option<Self> {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let server = postgres_server()?;
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("test_{}_{count}", std::process::id());
        statement(&server, &format!("DROP SCHEMA IF EXISTS {name} CASCADE")).await;
        statement(&server, &format!("CREATE SCHEMA {name}")).await;
        let mark = if server.contains('?') { '&' } else { '?' };
        let url = format!("{server}{mark}application_name={name}&options=-c%20search_path%3D{name}");
        let begun = Instant::now();
        let store = loop {
            match Store::open_with(&url, options).await {
                // it is there: a connection took longer than a test allows that is about impatience
                Err(StoreError::Unavailable { .. }) if options.patience < PATIENCE && begun.elapsed() < PATIENCE => {}
                opened => break opened.unwrap(),
            }
        };
        let home = Home::Schema { server, name };
        Some(Self { store, url, home })
    }

    pub fn engine(&self) -> Engine {
        self.store.engine()
    }

    /// The folder of a SQLite database.
    pub fn folder(&self) -> PathBuf {
        match &self.home {
            Home::Folder(folder) => folder.path().to_owned(),
            Home::Schema { .. } => panic!("PostgreSQL has no folder"),
        }
    }

    /// How many statements wait for a lock in this PostgreSQL database.
    pub async fn waiting_for_locks(&self) -> i64 {
        let sql = "SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND application_name = current_setting('application_name')";
        self.store.read_once(move |tx| Box::pin(tx.one(sql, &[], |row| row.get(0)))).await.unwrap()
    }

    /// How the connections of this PostgreSQL database call themselves.
    pub fn application(&self) -> &str {
        match &self.home {
            Home::Schema { name, .. } => name,
            Home::Folder(_) => panic!("SQLite has no connections"),
        }
    }

    /// Runs `work`, which asserts inside, in one committed transaction.
    pub async fn within<T, F>(&self, work: F) -> T
    where
        T: Send + 'static,
        F: for<'t, 'c> FnOnce(&'t mut Tx<'c>) -> BoxFuture<'t, Result<T>> + Clone + Send + 'static,
    {
        self.store.write(work).await.unwrap()
    }

    /// Runs `work` and gives back what it refused with.
    pub async fn refused<T, F>(&self, work: F) -> StoreError
    where
        T: Send + 'static,
        F: for<'t, 'c> FnOnce(&'t mut Tx<'c>) -> BoxFuture<'t, Result<T>> + Clone + Send + 'static,
    {
        match self.store.write(work).await {
            Ok(_) => panic!("this should have been refused"),
            Err(error) => error,
        }
    }

    /// Takes the database away. A test that failed leaves its schema to be looked at.
    pub async fn finish(self) {
        self.store.close().await.unwrap();
        if let Home::Schema { server, name } = self.home {
            statement(&server, &format!("DROP SCHEMA {name} CASCADE")).await;
        }
    }
}

/// The address of the server, or `None` when the run was told to do without.
pub fn postgres_server() -> Option<String> {
    if let Ok(server) = std::env::var("SOCLE_TEST_POSTGRES") {
        return Some(server);
    }
    assert!(
        std::env::var("SOCLE_TEST_SQLITE_ONLY").is_ok_and(|v| v == "1"),
        "SOCLE_TEST_POSTGRES is not set: give the address of a PostgreSQL to test on, \
         such as postgres://postgres@/postgres?host=/tmp&port=5544, \
         or set SOCLE_TEST_SQLITE_ONLY=1 to leave that half out knowingly"
    );
    None
}

/// Runs a statement on the server itself, outside any store.
pub async fn statement(server: &str, sql: &str) {
    let (client, connection) = tokio_postgres::connect(server, tokio_postgres::NoTls).await.unwrap();
    let connection = tokio::spawn(connection);
    client.batch_execute(sql).await.unwrap();
    drop(client);
    connection.await.unwrap().unwrap();
}

pub fn hash(text: &str) -> Vec<u8> {
    text.as_bytes().to_vec()
}

pub fn person(email: Option<&str>) -> store::people::Person {
    store::people::Person {
        id: Uuid::now_v7(),
        email: email.map(str::to_owned),
        email_folded: email.map(str::to_lowercase),
        email_verified_at: None,
        password_hash: None,
        profile: store::people::Profile::default(),
        locale: "fr".into(),
        created_at: NOW,
        last_seen_at: NOW,
        roles: String::new(),
    }
}

pub fn login(person: Uuid, token: &str) -> store::logins::Login {
    store::logins::Login {
        token_hash: hash(token),
        person_id: person,
        device: "Firefox, Linux".into(),
        created_at: NOW,
        last_used_at: NOW,
        expires_at: NOW + 100 * SECOND,
    }
}

pub fn link(person: Uuid, token: &str) -> store::mail_links::MailLink {
    store::mail_links::MailLink {
        token_hash: hash(token),
        person_id: person,
        purpose: "login".into(),
        email: None,
        created_at: NOW,
        expires_at: NOW + 100 * SECOND,
        used_at: None,
    }
}

pub fn edition() -> store::editions::Edition {
    store::editions::Edition { id: Uuid::now_v7(), hash: hash("edition"), body: r#"{"items":[]}"#.into(), created_at: NOW }
}

pub fn session(person: Option<Uuid>, edition: Uuid) -> store::sessions::Session {
    store::sessions::Session {
        id: Uuid::now_v7(),
        person_id: person,
        kind: "positioning".into(),
        edition_id: edition,
        seed: -42,
        token_hash: None,
        seq: 0,
        status: "open".into(),
        state: vec![0, 255, 7],
        started_at: NOW,
        updated_at: NOW,
        finished_at: None,
    }
}

pub fn answer(session: Uuid, seq: i64) -> store::answers::Answer {
    store::answers::Answer {
        session_id: session,
        seq,
        item_id: format!("item-{seq}"),
        item_hash: hash("item"),
        parameters: r#"{"a":1.1,"b":-0.3}"#.into(),
        shown: r#"{"order":[2,0,1]}"#.into(),
        response: Some(r#"["é"]"#.into()),
        category: 1,
        categories: 2,
        elapsed: 12 * SECOND,
        at: NOW + seq,
        idempotency_key: Some(format!("key-{seq}")),
    }
}

pub fn mail(person: Option<Uuid>, recipient: &str, next_at: i64) -> store::mails::NewMail {
    store::mails::NewMail {
        id: Uuid::now_v7(),
        person_id: person,
        recipient: recipient.into(),
        subject: "Votre lien".into(),
        body_text: "Bonjour".into(),
        body_html: "<p>Bonjour</p>".into(),
        next_at,
        created_at: NOW,
    }
}

/// Adds a person and a session of theirs; returns both identifiers.
pub async fn begin(tx: &mut Tx<'_>, email: Option<&str>) -> Result<(Uuid, Uuid)> {
    let who = person(email);
    store::people::insert(tx, &who).await?;
    let edition = store::editions::insert_if_new(tx, &edition()).await?;
    let session = session(Some(who.id), edition);
    store::sessions::insert(tx, &session).await?;
    Ok((who.id, session.id))
}

/// A PostgreSQL of one test's own, which may be stopped. Ended when the last handle is dropped.
#[derive(Clone)]
pub struct Cluster {
    pub url: String,
    home: Arc<ClusterHome>,
}

struct ClusterHome {
    folder: TempDir,
    programs: PathBuf,
}

impl Cluster {
    pub fn start() -> Self {
        let programs = newest_programs();
        let folder = TempDir::new().unwrap();
        if is_root() {
            // PostgreSQL refuses to run as root
            ran(Command::new("chmod").arg("755").arg(folder.path()));
            ran(Command::new("install").args(["-d", "-o", "postgres"]).arg(folder.path().join("data")));
        }
        let url = format!("postgres://postgres@/postgres?host={}", folder.path().join("data").display());
        let home = ClusterHome { folder, programs };
        ran(home.command("initdb").args(["-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C", "-D"]).arg(home.data()));
        let cluster = Self { url, home: Arc::new(home) };
        cluster.control(&["start"]);
        cluster
    }

    /// Runs `pg_ctl` to its end.
    pub fn control(&self, what: &[&str]) {
        self.home.control(what);
    }
}

impl ClusterHome {
    fn data(&self) -> PathBuf {
        self.folder.path().join("data").join("cluster")
    }

    fn control(&self, what: &[&str]) {
        let options = format!("-k {} -c listen_addresses= -c fsync=off", self.folder.path().join("data").display());
        let mut command = self.command("pg_ctl");
        command.arg("-D").arg(self.data()).args(["-w", "-t", "600", "-s", "-o", &options, "-l"]).arg(self.folder.path().join("data").join("log")).args(what);
        ran(&mut command);
    }

    fn command(&self, program: &str) -> Command {
        let program = self.programs.join(program);
        let mut command = if is_root() {
            let mut command = Command::new("setpriv");
            command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups", "--"]).arg(program);
            command
        } else {
            Command::new(program)
        };
        command.current_dir("/").stdin(Stdio::null()).stdout(Stdio::null());
        command
    }
}

impl Drop for ClusterHome {
    fn drop(&mut self) {
        let _ = self.command("pg_ctl").arg("-D").arg(self.data()).args(["-m", "immediate", "-w", "stop"]).stderr(Stdio::null()).status();
    }
}

fn is_root() -> bool {
    std::os::unix::fs::MetadataExt::uid(&std::fs::metadata("/proc/self").unwrap()) == 0
}

fn newest_programs() -> PathBuf {
    let versions = std::fs::read_dir("/usr/lib/postgresql").expect("PostgreSQL is installed under /usr/lib/postgresql").flatten();
    let newest: Option<u32> = versions.filter_map(|entry| entry.file_name().to_str()?.parse().ok()).max();
    PathBuf::from(format!("/usr/lib/postgresql/{}/bin", newest.unwrap()))
}

fn ran(command: &mut Command) {
    let status = command.status().unwrap_or_else(|e| panic!("{command:?}: {e}"));
    assert!(status.success(), "{command:?}: {status}");
}
