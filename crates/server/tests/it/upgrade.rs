//! What an earlier version left behind is opened, migrated, gone on with and replayed.
//!
//! The databases are in `fixtures/upgrade`, which says how they were made.

use std::io::Read as _;
use std::io::Write as _;
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use server::service::assess::replay_session;
use server::service::content::Editions;
use store::{MIGRATIONS, maintenance};

use crate::harness::{Home, SECOND, TestApp, patient, root};
use crate::process::answer;

/// The name under which the schema was dumped.
const SCHEMA: &str = "socle_of_before";
/// The server of before lived some days after the clock of the tests.
const DAYS: i64 = 30 * 24 * 3600 * SECOND;

fn fixture(name: &str) -> Vec<u8> {
    let path = root().join("crates/server/tests/fixtures/upgrade").join(name);
    std::fs::read(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn unpacked(name: &str) -> Vec<u8> {
    let mut plain = Vec::new();
    flate2::read::GzDecoder::new(fixture(name).as_slice()).read_to_end(&mut plain).expect("a gzip stream");
    plain
}

/// What was told by the server of before, of one engine.
fn told(engine: &str) -> Value {
    let told: Value = serde_json::from_slice(&fixture("sessions.json")).expect("JSON");
    told[engine].clone()
}

/// Everything that was told once is told again, the same; a later version may say more.
#[track_caller]
fn assert_still_told(before: &Value, now: &Value, place: &str) {
    match (before, now) {
        (Value::Object(before), Value::Object(now)) => {
            for (name, value) in before {
                assert_still_told(value, now.get(name).unwrap_or(&Value::Null), &format!("{place}.{name}"));
            }
        }
        (Value::Array(before), Value::Array(now)) if before.len() == now.len() => {
            for (n, (before, now)) in before.iter().zip(now).enumerate() {
                assert_still_told(before, now, &format!("{place}[{n}]"));
            }
        }
        _ => assert_eq!(before, now, "{place}"),
    }
}

/// The promises, on a home that holds a database of before.
async fn an_installation_of_before_goes_on(home: Home, told: Value) {
    let app = TestApp::opened(home, &patient(), |_| {}).await;
    app.advance(DAYS);
    assert_eq!(app.rows().await["schema_migration"], MIGRATIONS.len() as i64);

    // a result is told as it was, number for number
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    let (done, open) = (&told["finished"], &told["open"]);
    let (done_name, open_name) = (text(&done["id"]), text(&open["id"]));
    let now = app.api().bearing(&text(&done["token"])).get(&format!("/api/v1/sessions/{done_name}/result")).await.is(200).json();
    assert_still_told(&done["result"], &now, "result");

    // the session that was under way goes on where it was, to its end
    let api = app.api().bearing(&text(&open["token"]));
    let mut question = api.get(&format!("/api/v1/sessions/{open_name}/item")).await.is(200).json();
    assert_eq!(question["seq"].as_u64(), open["answered"].as_u64().map(|n| n + 1));
    let mut finished = false;
    for _ in 0..40 {
        app.advance(20 * SECOND);
        let seq = question["seq"].as_u64().expect("a number");
        let reply = api.answer(&open_name, seq, &answer(&question["item"])).await.is(200).json();
        finished = reply["finished"] == json!(true);
        if finished {
            break;
        }
        question = reply["next"].clone();
    }
    assert!(finished, "a session without end");
    api.get(&format!("/api/v1/sessions/{open_name}/result")).await.is(200);

    // people sign in with their passwords and find what they did
    let mut browser = app.browser();
    let signing = [("email", "camille.roux@demo.socle.test"), ("password", "trois lits, deux oreillers"), ("mode", "password")];
    browser.post("/connexion", &signing).await.is(303);
    browser.get("/compte").await.is(200);

    // every session, of before and of now, replays to the bit
    let all = app.app.store.read(|tx| Box::pin(maintenance::some_sessions(tx, 100))).await.expect("sessions");
    assert!(all.len() >= 5, "{all:?}");
    for session in all {
        let replayed = replay_session(&app.app.store, &Editions::empty(), session).await.expect("replayed");
        assert!(replayed.is_exact(), "{session}: {:?}", replayed.differences);
        assert!(replayed.answers > 0);
    }
    // and new ones begin with the questions of today
    let (api, session, _) = app.api().begin().await;
    api.answer(&session, 1, &json!(null)).await.is(200);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_installation_of_before_goes_on_on_sqlite() {
    let home = Home::folder();
    std::fs::write(home.path().join("socle.db"), unpacked("sqlite.db.gz")).expect("written");
    an_installation_of_before_goes_on(home, told("sqlite")).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_installation_of_before_goes_on_on_postgres() {
    let Some(home) = Home::schema() else { return };
    home.prepare().await;
    let dump = String::from_utf8(unpacked("postgres.sql.gz")).expect("text");
    let (server, schema) = home.server_and_schema();
    // the schema is there already, empty
    let dump = dump.replace(&format!("CREATE SCHEMA {SCHEMA};"), "").replace(SCHEMA, schema);
    let psql = crate::backup::postgres_tool("psql");
    let mut psql =
        Command::new(psql).args(["--quiet", "--no-psqlrc", "-v", "ON_ERROR_STOP=1", server]).stdin(Stdio::piped()).stdout(Stdio::null()).spawn().expect("psql");
    psql.stdin.take().expect("its input").write_all(dump.as_bytes()).expect("read");
    assert!(psql.wait().expect("an end").success());
    an_installation_of_before_goes_on(home, told("postgres")).await;
}
