//! What whoever runs the server sees of it: probes, figures, and a log that holds nothing about anybody.

use std::io::{BufRead as _, BufReader, Write};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::body::Body;
use axum::http::{Method, Request};
use serde_json::{Value, json};
use server::observe::{Format, Standing, metrics_router, subscriber};
use store::Options;
use tower::util::ServiceExt as _;

use crate::answering::{Way, finished, play_api};
use crate::browser::Api;
use crate::harness::{Home, NOW, SECOND, TestApp, eventually, patient, root};
use crate::process::{Server, socle};

/// What `/metrics` says.
async fn figures(app: &TestApp) -> String {
    let request = Request::get("/metrics").body(Body::empty()).expect("a request");
    let reply = metrics_router(Arc::clone(&app.app)).oneshot(request).await.expect("a reply");
    assert_eq!(reply.status(), 200);
    let bytes = axum::body::to_bytes(reply.into_body(), usize::MAX).await.expect("a body");
    String::from_utf8(bytes.to_vec()).expect("text")
}

/// The value of a line of the figures, without its fraction.
#[track_caller]
fn value(figures: &str, name: &str) -> i64 {
    let found = figures.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' ')).unwrap_or_else(|| panic!("no {name} in\n{figures}"));
    found.parse::<f64>().unwrap_or_else(|e| panic!("{name}: {e}")) as i64
}

fn commits(app: &TestApp) -> u64 {
    app.app.store.figures().commit_times.counts.iter().sum()
}

/// Looks until the server says that it is ready, a second of its clock later each time: a row that this machine writes too slowly is none
/// for a probe. Gives the commits before the look that was good.
async fn until_ready(app: &TestApp) -> u64 {
    loop {
        let before = commits(app);
        match app.app.readiness.of(&app.app).await {
            Standing::Ready => return before,
            Standing::Database if app.app.clock.now() < NOW + 3600 * SECOND => app.advance(SECOND),
            other => panic!("{other:?}"),
        }
    }
}

on_both! {
    async fn a_server_is_ready_until_it_is_asked_to_stop_and_serves_all_the_same(app) {
        let mut browser = app.browser();
        assert_eq!(browser.get("/healthz").await.is(200).text(), "ok");
        until_ready(app).await;
        assert_eq!(browser.get("/readyz").await.is(200).text(), "ready");
        app.app.readiness.drain();
        assert_eq!(browser.get("/readyz").await.is(503).text(), "draining");
        browser.get("/healthz").await.is(200);
        let session = browser.begin("whole").await;
        browser.get(&format!("/positionnement/{session}")).await.is(200);
        assert_eq!(value(&figures(app).await, "socle_draining"), 1);
    }
}

on_both! {
    async fn a_server_whose_database_takes_no_write_is_not_ready_within_a_second(app) {
        let mut browser = app.browser();
        until_ready(app).await;
        app.app.store.close().await.expect("closed");
        browser.get("/readyz").await.is(200);
        app.advance(SECOND);
        assert_eq!(browser.get("/readyz").await.is(503).text(), "database");
        browser.get("/healthz").await.is(200);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_that_can_be_read_but_not_written_is_not_ready() {
    let app = TestApp::on(Home::folder()).await;
    until_ready(&app).await;
    // as when its disk was mounted again to be read only
    let _ = app.app.store.write(|tx| Box::pin(tx.all("PRAGMA query_only = ON", &[], |_| Ok(())))).await;
    app.advance(SECOND);
    assert_eq!(app.app.readiness.of(&app.app).await, Standing::Database);
    assert_eq!(app.browser().get("/sante").await.is(200).text(), "ok", "it can be read");
    app.finish().await;
}

on_both! {
    async fn however_many_probes_ask_the_database_is_written_to_once_a_second(app) {
        for _ in 0..2 {
            let before = until_ready(app).await;
            for _ in 0..20 {
                assert_eq!(app.app.readiness.of(&app.app).await, Standing::Ready);
            }
            assert_eq!(commits(app), before + 1);
            app.advance(SECOND);
        }
    }
}

on_both! {
    async fn what_happens_is_counted(app) {
        let mut browser = app.browser();
        let session = finished(app, &mut browser, Way::Lot, 3).await;
        let (api, played, started) = app.api().begin().await;
        let answers = play_api(app, &api, &played, Way::Lot, 4).await.len();
        // told again, and refused: neither is an answer more
        api.answer(&played, 1, &json!(null)).await;
        api.answer(&played, 99, &json!(null)).await;
        let _ = started;
        browser.get("/resultat/00000000-0000-0000-0000-000000000000").await.is(404);
        browser.get("/nulle-part").await.is(404);
        browser.post("/connexion", &[("email", "personne@ch-nord.example"), ("password", "une phrase fausse"), ("mode", "password")]).await.is(401);
        let figures = figures(app).await;
        let rows = app.rows().await;
        assert_eq!(value(&figures, "socle_answers_recorded_total"), rows["answer"]);
        assert!(rows["answer"] > answers as i64);
        assert_eq!(value(&figures, "socle_sessions_begun_total"), 2);
        assert_eq!(value(&figures, "socle_sessions_finished_total"), 2);
        assert_eq!(value(&figures, "socle_refusals_total{code=\"credentials-wrong\"}"), 1, "a refusal beside a form, too");
        assert_eq!(value(&figures, "socle_refusals_total{code=\"session-not-found\"}"), 1);
        assert_eq!(value(&figures, "socle_http_requests_total{route=\"/api/v1/sessions/{id}/answers\",method=\"POST\",status=\"2xx\"}") as usize, answers);
        assert_eq!(value(&figures, "socle_http_requests_total{route=\"unknown\",method=\"GET\",status=\"4xx\"}"), 1);
        assert_eq!(value(&figures, "socle_http_requests_in_flight"), 0);
        assert_eq!(value(&figures, "socle_gate_inside{gate=\"passwords\"}") + value(&figures, "socle_gate_waiting{gate=\"documents\"}"), 0);
        assert_eq!(value(&figures, "socle_incidents_total"), 0);
        let duration = "socle_http_request_duration_seconds_count{route=\"/positionnement/{id}/reponse\",method=\"POST\"}";
        assert_eq!(value(&figures, duration), rows["answer"] - answers as i64);
        assert!(value(&figures, "process_resident_memory_bytes") > 1_000_000 && value(&figures, "process_cpu_seconds_total") >= 0);
        assert!(!figures.contains(&session) && !figures.contains(&played), "no session is a label");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_visitors_invent_is_one_label() {
    let app = TestApp::on(Home::folder()).await;
    for n in 0..50 {
        let method = Method::from_bytes(format!("METHODE{n}").as_bytes()).expect("a method");
        app.api().raw(method, &format!("/rien/{n}?q={n}"), &[], Vec::new()).await;
        app.api().raw(Method::GET, &format!("/api/v1/sessions/{n}"), &[], Vec::new()).await;
    }
    let figures = figures(&app).await;
    let series: Vec<&str> = figures.lines().filter(|line| line.starts_with("socle_http_requests_total")).collect();
    assert_eq!(series.len(), 2, "{series:#?}");
    assert_eq!(value(&figures, "socle_http_requests_total{route=\"unknown\",method=\"other\",status=\"4xx\"}"), 50);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_public_port_tells_no_figures() {
    let app = TestApp::on(Home::folder()).await;
    app.browser().get("/metrics").await.is(404);
    app.finish().await;
}

/// Names of figures in an expression of the board.
fn names(expression: &str) -> Vec<String> {
    let words = expression.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
    words.filter(|word| word.starts_with("socle_") || word.starts_with("process_")).map(str::to_owned).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_figure_on_the_board_exists() {
    let app = TestApp::on(Home::folder()).await;
    let mut browser = app.browser();
    finished(&app, &mut browser, Way::Lot, 3).await;
    browser.get("/nulle-part").await.is(404);
    let figures = figures(&app).await;
    let told: Vec<&str> = figures.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split(['{', ' ']).next()).collect();
    let board = std::fs::read_to_string(root().join("docs/guide/grafana.json")).expect("the board");
    let board: Value = serde_json::from_str(&board).expect("JSON");
    assert!(board["schemaVersion"].as_u64().is_some_and(|version| version >= 39), "Grafana 10 and later");
    let panels = board["panels"].as_array().expect("panels");
    let mut asked = Vec::new();
    for panel in panels {
        let title = panel["title"].as_str().unwrap_or_default();
        assert!(!title.is_empty() && panel["gridPos"]["w"].is_u64(), "{panel}");
        for target in panel["targets"].as_array().expect("targets") {
            let names = names(target["expr"].as_str().expect("an expression"));
            assert!(!names.is_empty(), "{title}");
            asked.extend(names);
        }
    }
    let missing: Vec<&String> = asked.iter().filter(|name| !told.contains(&name.as_str())).collect();
    assert_eq!(missing, Vec::<&String>::new(), "the board asks for what the server does not tell");
    // and what is counted for people to see is shown
    for name in ["socle_answers_recorded_total", "socle_refusals_total", "socle_mails_waiting", "socle_store_commit_seconds_bucket", "socle_incidents_total"] {
        assert!(asked.iter().any(|asked| asked == name), "{name} is on no panel");
    }
    app.finish().await;
}

/// Where the log of the tests goes.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().expect("the log")).into_owned()
    }
}

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("the log").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Every name, address, token and answer of a walk; none may be in the log.
#[derive(Default)]
struct Secrets(Vec<(&'static str, String)>);

impl Secrets {
    fn add(&mut self, what: &'static str, secret: impl Into<String>) {
        let secret = secret.into();
        assert!(secret.len() > 5, "{what}: « {secret} » would be found anywhere");
        self.0.push((what, secret));
    }
}

/// The first mail that was written for the administrator, whole.
async fn mail_in_folder(app: &TestApp) -> String {
    let folder = app.app.config.data.join("mail");
    let look = || {
        let entry = std::fs::read_dir(&folder).ok()?.flatten().find(|entry| entry.path().extension().is_some_and(|e| e == "eml"))?;
        std::fs::read_to_string(entry.path()).ok().filter(|text| text.trim_end().ends_with("--"))
    };
    eventually("a mail is written", look).await
}

/// A day in the life of a server: pages, API, mails, mistakes, and a failure.
async fn walk(app: &TestApp, secrets: &mut Secrets) {
    let mut browser = app.browser();
    browser.place = "198.51.100.77".parse().expect("an address");
    secrets.add("network address", "198.51.100.77");
    secrets.add("browser", "Firefox/145");
    let session = finished(app, &mut browser, Way::Lot, 5).await;
    secrets.add("session", &session);
    secrets.add("cookie", browser.token());
    let address = "zenobie.quatrefages@ch-nord.example";
    secrets.add("address", "quatrefages");
    browser.post("/compte/email", &[("email", address), ("session", &session)]).await.is(200);
    let mail = mail_in_folder(app).await.replace("=\r\n", "").replace("=3D", "=");
    let link = crate::account::path_of_link(&mail);
    secrets.add("sign-in link", link.rsplit('/').next().expect("a token"));
    browser.get(&link).await.is(200);
    browser.post(&link, &[]).await.is(303);
    browser.get(&link).await;
    secrets.add("cookie after signing in", browser.token());
    let password = "sept girafes sous la pluie";
    secrets.add("password", "girafes");
    browser.post("/compte/mot-de-passe", &[("password", password)]).await.is(303);
    browser.post("/connexion", &[("email", address), ("password", "huit girafes sous la pluie"), ("mode", "password")]).await.is(401);
    browser.post("/vous", &[("trade", "metier-invente-zinzolin"), ("setting", "x"), ("region", "y")]).await;
    secrets.add("a choice that does not exist", "zinzolin");
    let shared = browser.post(&format!("/resultat/{session}/partages"), &[]).await.is(200).plain();
    let shared = shared.split("/partage/").nth(1).expect("a share link").split(['"', '<', ' ', '\n']).next().expect("a token").to_owned();
    secrets.add("share link", &shared);
    browser.get(&format!("/partage/{shared}")).await.is(200);
    browser.get(&format!("/partage/{shared}x")).await;
    browser.get("/compte/export").await.is(200);

    let (api, played, started) = app.api().begin().await;
    secrets.add("session over the API", &played);
    secrets.add("bearer token", started["token"].as_str().expect("a token"));
    let strange = json!({ "seq": 1, "response": { "kind": "short-answer", "text": "une réponse vermillonne" } });
    secrets.add("an answer that was refused", "vermillonne");
    api.post_keyed(&format!("/api/v1/sessions/{played}/answers"), "cle-d-idempotence-1234", &strange).await;
    secrets.add("idempotency key", "cle-d-idempotence-1234");
    for answer in play_api(app, &api, &played, Way::Lot, 6).await {
        // shorter ones are in every log: {"kind":"short-answer"…} is at least this long
        if !answer.is_null() {
            secrets.add("an answer", answer.to_string());
        }
    }
    api.get(&format!("/api/v1/sessions/{played}/result")).await.is(200);
    app.api().post("/api/v1/logins", &json!({ "email": address, "password": password })).await.is(201);
    app.api().raw(Method::POST, "/api/v1/sessions", &[], b"{\"kind\": \"amarante-pas-du-json".to_vec()).await.is(400);
    secrets.add("a body that cannot be read", "amarante");

    // the database goes away: whoever comes now is told a reference, and the log has it
    app.app.store.close().await.expect("closed");
    browser.get(&format!("/resultat/{session}")).await.is(503);
    let failed: Api = api.clone();
    let told = failed.get(&format!("/api/v1/sessions/{played}")).await.is(503).json();
    secrets.0.push(("INCIDENT", told["incident"].as_str().expect("a reference").to_owned()));
}

/// The log of this whole test program from here on. Other tests write to it, too: nothing is asked of what is theirs.
fn log() -> &'static Log {
    static LOG: std::sync::OnceLock<Log> = std::sync::OnceLock::new();
    LOG.get_or_init(|| {
        let log = Log::default();
        let to = log.clone();
        let made = subscriber("info,server=trace,store=trace,server::access=trace", Format::Json, false, move || to.clone()).expect("a filter");
        tracing::subscriber::set_global_default(made).expect("nobody else sets one");
        log
    })
}

async fn the_log_holds_nothing_about_anybody(home: Home) {
    let log = log();
    home.prepare().await;
    // every statement and every commit is slow here, and therefore named
    let app = TestApp::opened(home, &Options { slow: Duration::ZERO, ..patient() }, |_| {}).await;
    server::jobs::spawn(&app.app);
    let mut secrets = Secrets::default();
    walk(&app, &mut secrets).await;
    let incident = secrets.0.pop().expect("the last").1;
    let text = log.text();
    for (what, secret) in &secrets.0 {
        if let Some(line) = text.lines().find(|line| line.contains(secret.as_str()) || line.contains(&secret.replace('"', "\\\""))) {
            panic!("{what} « {secret} » is in the log: {line}");
        }
    }
    // and yet it says what happened: the template of the route, the statement without its values, the reference
    let said = |parts: &[&str]| assert!(text.lines().any(|line| parts.iter().all(|part| line.contains(part))), "{parts:?}");
    said(&["slow statement", "INSERT INTO answer", "$1", "ran_ms", "waited_ms"]);
    said(&["slow commit"]);
    said(&["\"route\":\"/partage/{token}\"", "\"status\":200", "server::access"]);
    said(&[&incident, "request failed", "\"route\":\"/api/v1/sessions/{id}\"", "WARN"]);
    said(&[&incident, "a request failed", "ERROR"]);
    assert!(text.lines().all(|line| serde_json::from_str::<Value>(line).is_ok()), "each line is an object");
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_log_holds_nothing_about_anybody_on_sqlite() {
    the_log_holds_nothing_about_anybody(Home::folder()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_log_holds_nothing_about_anybody_on_postgres() {
    if let Some(home) = Home::schema() {
        the_log_holds_nothing_about_anybody(home).await;
    }
}

#[test]
fn each_request_is_logged_only_where_that_was_asked_for() {
    let lines = |filter: &str| {
        let log = Log::default();
        let to = log.clone();
        let made = subscriber(filter, Format::Text, false, move || to.clone()).expect("a filter");
        tracing::subscriber::with_default(made, || {
            tracing::info!(target: "server::access", route = "/", "request");
            tracing::warn!(target: "server::access", route = "/lente", "slow request");
            tracing::info!(target: "server::jobs", "purged");
        });
        log.text().lines().count()
    };
    assert_eq!(lines(server::observe::DEFAULT_FILTER), 2);
    assert_eq!(lines("server=info"), 2);
    assert_eq!(lines("warn,server::access=info"), 2);
    assert_eq!(lines("info,server::access=info"), 3);
    assert_eq!(lines("info,server::access=off"), 1);
    assert!(subscriber("server==", Format::Text, false, std::io::sink).is_err());
}

fn terminate(server: &Server) {
    assert!(Command::new("kill").arg("-TERM").arg(server.child.id().to_string()).status().expect("kill").success());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_is_asked_to_stop_says_so_to_probes_at_once_and_serves_until_the_time_is_over() {
    let home = Home::folder();
    let mut server = Server::told(&home, &["--drain", "3000"]);
    let status = |path: &str| server.ask("GET", path, None, None).map(|(status, _)| status);
    eventually("it is ready", || (status("/readyz") == Some(200)).then_some(())).await;
    terminate(&server);
    eventually("the probe is told", || (status("/readyz") == Some(503)).then_some(())).await;
    assert_eq!((status("/healthz"), status("/")), (Some(200), Some(200)));
    assert_eq!(server.ask("POST", "/api/v1/sessions", None, Some(&json!({ "kind": "positioning" }))).expect("a session").0, 201);
    // asked once more it hurries, and ends well: nothing is left to fold into the database
    terminate(&server);
    let ended = eventually("it ends", || server.child.try_wait().expect("looked at")).await;
    assert!(ended.success(), "{ended}");
    assert!(!home.path().join("socle.db-wal").exists());
}

#[test]
fn figures_are_told_on_a_listener_of_their_own() {
    let home = Home::folder();
    let mut command = socle(&home);
    command.args(["serve", "--listen", "127.0.0.1:0", "--metrics-listen", "127.0.0.1:0"]).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the server starts");
    let lines = BufReader::new(child.stderr.take().expect("its log")).lines();
    let line = lines.map(|line| line.expect("text")).find(|line| line.contains("figures for Prometheus")).expect("the log says where");
    let address = line.rsplit("address=").next().expect("an address").trim().parse().unwrap_or_else(|e| panic!("{line}: {e}"));
    let server = Server { child, address };
    assert_eq!(server.ask("GET", "/metrics", None, None).expect("figures").0, 200);
    assert_eq!(server.ask("GET", "/", None, None).expect("no page").0, 404);
}
