//! The program at work on a fresh database, with a clock that stands still and chance that is seeded.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use axum::Router;
use psychometrics::random::Random;
use server::app::App;
use server::clock::{Clock, Entropy};
use server::config::{Config, Cpf};
use server::service::account::arrive;
use server::service::content::Files;
use store::maintenance::counts;
use store::{Options, Store, learners, members, organisations, people};
use tempfile::TempDir;
use uuid::Uuid;

use crate::browser::{Api, Browser};

/// A moment in November 2026, microseconds UTC.
pub const NOW: i64 = 1_795_000_000_000_000;
pub const SECOND: i64 = 1_000_000;
pub const MINUTE: i64 = 60 * SECOND;

/// How long a test waits for what must come, before it says that it did not. No test takes so long, and a machine may stop for a while.
pub const PATIENCE: Duration = Duration::from_mins(5);

/// A store that waits: what is slow here is the machine. What the limits of a store do has tests of the store.
pub fn patient() -> Options {
    Options { patience: PATIENCE, outage: PATIENCE, ..Options::default() }
}

/// Declares one test for each engine from one text.
macro_rules! on_both {
    ($(#[$meta:meta])* async fn $name:ident($app:ident) $body:block) => {
        $(#[$meta])*
        async fn $name($app: &crate::harness::TestApp) $body

        mod $name {
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                let app = crate::harness::TestApp::on(crate::harness::Home::folder()).await;
                super::$name(&app).await;
                app.finish().await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                if let Some(home) = crate::harness::Home::schema() {
                    let app = crate::harness::TestApp::on(home).await;
                    super::$name(&app).await;
                    app.finish().await;
                }
            }
        }
    };
}

/// Where a database lives while a test runs.
pub struct Home {
    folder: TempDir,
    schema: Option<(String, String)>,
}

impl Home {
    /// A folder, for SQLite.
    pub fn folder() -> Self {
        Self { folder: TempDir::new().expect("a temporary folder"), schema: None }
    }

    /// A schema of its own in PostgreSQL; `None` only when the run was told to leave PostgreSQL out.
    pub fn schema() -> Option<Self> {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let Ok(server) = std::env::var("SOCLE_TEST_POSTGRES") else {
            assert!(
                std::env::var("SOCLE_TEST_SQLITE_ONLY").is_ok_and(|v| v == "1"),
                "SOCLE_TEST_POSTGRES is not set: give the address of a PostgreSQL to test on, \
                 or set SOCLE_TEST_SQLITE_ONLY=1 to leave that half out knowingly"
            );
            return None;
        };
        let name = format!("server_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        Some(Self { schema: Some((server, name)), ..Self::folder() })
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// A PostgreSQL address that leads into the schema.
    pub fn database_url(&self) -> Option<String> {
        let (server, name) = self.schema.as_ref()?;
        let mark = if server.contains('?') { '&' } else { '?' };
        Some(format!("{server}{mark}application_name={name}&options=-c%20search_path%3D{name}"))
    }

    pub fn database(&self) -> String {
        self.database_url().unwrap_or_else(|| self.folder.path().join("socle.db").to_string_lossy().into_owned())
    }

    /// The server and the name of the schema in it, for tools that are given both.
    pub fn server_and_schema(&self) -> (&str, &str) {
        self.schema.as_ref().map(|(server, name)| (server.as_str(), name.as_str())).expect("a PostgreSQL")
    }

    /// Makes what a store needs to open here.
    pub async fn prepare(&self) {
        if let Some((server, name)) = &self.schema {
            statement(server, &format!("DROP SCHEMA IF EXISTS {name} CASCADE")).await;
            statement(server, &format!("CREATE SCHEMA {name}")).await;
        }
    }

    /// Takes it away. A test that failed leaves its schema to be looked at.
    pub async fn finish(self) {
        if let Some((server, name)) = &self.schema {
            statement(server, &format!("DROP SCHEMA {name} CASCADE")).await;
        }
    }
}

/// Runs a statement on the server itself, outside any schema of a test.
async fn statement(server: &str, sql: &str) {
    let sql: &'static str = Box::leak(sql.to_owned().into_boxed_str());
    let store = Store::open_with(server, &Options { connections: 1, ..patient() }).await.expect("PostgreSQL answers");
    store.write(move |tx| Box::pin(tx.execute(sql, &[]))).await.expect("the statement runs");
    store.close().await.expect("and the connection ends");
}

/// The program, with its router and its home.
pub struct TestApp {
    pub app: Arc<App>,
    pub router: Router,
    home: Home,
}

impl TestApp {
    /// On a fresh database, with the content that is shipped.
    pub async fn on(home: Home) -> Self {
        Self::with(home, |_| {}).await
    }

    /// The same, with other settings.
    pub async fn with(home: Home, change: impl FnOnce(&mut Config)) -> Self {
        home.prepare().await;
        Self::opened(home, &patient(), change).await
    }

    /// On what its home holds already.
    pub async fn opened(home: Home, options: &Options, change: impl FnOnce(&mut Config)) -> Self {
        let mut config = Config {
            data: home.path().to_owned(),
            database_url: home.database_url(),
            base_url: "http://socle.example".into(),
            smtp_url: None,
            mail_from: "Socle <socle@socle.example>".into(),
            publisher: "Essai".into(),
            host: "Ici".into(),
            contact: "contact@socle.example".into(),
            behind_proxy: false,
            // tests ask faster than people; what holds people back has tests of its own
            allowance: 0.0,
            key_file: None,
            cpf: Cpf { client: "03BHY312".into(), contract: "MCFCER000775".into(), code: "RS5286".into() },
            links: false,
        };
        change(&mut config);
        let store = Store::open_with(&config.database(), options).await.expect("the store opens");
        let (clock, entropy) = (Clock::Fixed(AtomicI64::new(NOW)), Entropy::Seeded(Box::new(Mutex::new(Random::new(2026, 1)))));
        let app = App::new(config, store, &Files::Embedded, clock, entropy).await.expect("the program starts");
        // as `server::router::router`, but for how long a request may take: that has a test of its own
        let router = server::router::around(server::router::routes(), Arc::clone(&app), PATIENCE);
        Self { app, router, home }
    }

    /// Where its database lives.
    pub fn home(&self) -> &Home {
        &self.home
    }

    /// Somebody's browser, with no cookie yet.
    pub fn browser(&self) -> Browser {
        Browser::new(self.router.clone())
    }

    /// A program that calls the API.
    pub fn api(&self) -> Api {
        Api::new(self.router.clone())
    }

    /// Lets time pass.
    pub fn advance(&self, microseconds: i64) {
        self.app.clock.advance(microseconds);
    }

    /// Somebody who has this address, straight in the store.
    pub async fn someone(&self, email: &'static str) -> Uuid {
        let now = self.app.clock.now();
        let id = self.app.entropy.id(now);
        let person = people::Person {
            id,
            email: Some(email.to_owned()),
            email_folded: Some(email.to_owned()),
            email_verified_at: Some(now),
            password_hash: None,
            profile: people::Profile::default(),
            locale: "fr".to_owned(),
            created_at: now,
            last_seen_at: now,
            roles: String::new(),
        };
        self.app.store.write(move |tx| Box::pin(async move { people::insert(tx, &person).await })).await.expect("a person");
        id
    }

    /// Somebody of the team with these roles, signed in, and who they are.
    pub async fn of_the_team(&self, email: &'static str, roles: &'static str) -> (Browser, Uuid) {
        let (id, token) = arrive(&self.app, "fr", "Firefox, Linux").await.expect("somebody");
        let now = self.app.clock.now();
        self.app
            .store
            .write(move |tx| {
                Box::pin(async move {
                    people::set_email(tx, id, email, email, Some(now)).await?;
                    people::set_roles(tx, id, "", roles).await
                })
            })
            .await
            .expect("an account");
        let mut browser = self.browser();
        browser.cookies.insert("socle".into(), token.as_str().to_owned());
        (browser, id)
    }

    /// The same, where only their browser matters.
    pub async fn member(&self, email: &'static str, roles: &'static str) -> Browser {
        self.of_the_team(email, roles).await.0
    }

    /// An organisation that this person manages, straight in the store.
    pub async fn organisation(&self, manager: Uuid) -> Uuid {
        let now = self.app.clock.now();
        let id = self.app.entropy.id(now);
        let row = organisations::Organisation {
            kind: "care-home".to_owned(),
            name: "EHPAD Les Tilleuls".to_owned(),
            search: "ehpad les tilleuls".to_owned(),
            created_by: Some(manager),
            ..organisations::Organisation::blank(id, now)
        };
        self.app.store.write(move |tx| Box::pin(async move { organisations::insert(tx, &row.clone()).await })).await.expect("an organisation");
        self.post(id, manager, "manager").await;
        id
    }

    /// Gives somebody a post in an organisation: `manager`, `trainer`.
    pub async fn post(&self, organisation: Uuid, person: Uuid, role: &'static str) {
        let since = self.app.clock.now();
        let member = members::Member { organisation_id: organisation, person_id: person, role: role.to_owned(), since };
        self.app.store.write(move |tx| Box::pin(async move { members::insert(tx, &member.clone()).await })).await.expect("a post");
    }

    /// Somebody the organisation trains, straight in the store.
    pub async fn learner(&self, organisation: Uuid, family_name: &str, given_name: &str) -> Uuid {
        let now = self.app.clock.now();
        let id = self.app.entropy.id(now);
        let row = learners::Learner {
            given_name: given_name.to_owned(),
            family_name: family_name.to_owned(),
            sort_name: domain::organisation::sort_name(family_name, given_name),
            search: domain::organisation::searched(family_name, given_name, &[]),
            ..learners::Learner::blank(id, organisation, "hand", now)
        };
        self.app.store.write(move |tx| Box::pin(async move { learners::insert(tx, &row.clone()).await })).await.expect("a learner");
        id
    }

    /// Rows of every table.
    pub async fn rows(&self) -> BTreeMap<&'static str, i64> {
        self.app.store.read(|tx| Box::pin(counts(tx))).await.expect("rows are counted").into_iter().collect()
    }

    /// Rows of every table but the counted tries and the audit log: a refused password counts and is noted, and must.
    pub async fn rows_kept(&self) -> BTreeMap<&'static str, i64> {
        let mut rows = self.rows().await;
        rows.remove("throttle");
        rows.remove("audit");
        rows
    }

    pub async fn finish(self) {
        self.app.store.close().await.expect("the store closes");
        self.home.finish().await;
    }

    /// The same where the store was closed before, so that a process of its own could have the database.
    pub async fn forget(self) {
        self.home.finish().await;
    }
}

/// The root of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the repository is there")
}

/// Waits until `look` sees something.
pub async fn eventually<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(seen) = look() {
            return seen;
        }
        assert!(begun.elapsed() < PATIENCE, "{PATIENCE:?} passed before {what}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// [`eventually`] where looking waits for something itself; two minutes, because what is waited for computes.
pub async fn eventually_found<T>(what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
    for _ in 0..2400 {
        if let Some(seen) = look().await {
            return seen;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("two minutes passed before {what}")
}
