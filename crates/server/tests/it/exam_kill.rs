//! An exam of two hundred candidates at once, and everything that can be killed killed: the server in the middle of what it does, at every step; the
//! connections to its database; browsers that vanish. No answer that was acknowledged is lost, none is scored twice, and the clock is right.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, RwLock};
use std::time::Instant;

use psychometrics::random::Random;
use serde_json::{Value, json};
use server::service::assess::replay_session;
use server::service::content::Editions;
use store::{Store, StoreError, answers, candidates, exams, results, sessions, sittings};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use uuid::Uuid;

use crate::browser::form;
use crate::exam_room::{Room, room};
use crate::harness::{Home, TestApp, eventually_found, patient};
use crate::process::Server;

const CANDIDATES: usize = 200;
/// Questions that each answers before handing in; one of twenty goes on to the end.
const QUESTIONS: usize = 6;
const TO_THE_END: usize = 20;
/// One of so many loses its browser on the way.
const VANISHES: usize = 10;

/// What came back over the line.
struct Heard {
    status: u16,
    head: String,
    body: String,
}

/// A browser on the line, one connection for each request.
struct Line {
    server: Arc<RwLock<SocketAddr>>,
    cookies: BTreeMap<String, String>,
}

impl Line {
    fn new(server: &Arc<RwLock<SocketAddr>>) -> Self {
        Self { server: Arc::clone(server), cookies: BTreeMap::new() }
    }

    /// One request; none when the line broke before the whole reply was there.
    async fn once(&mut self, method: &str, path: &str, fields: &[(&str, &str)]) -> Option<Heard> {
        let address = *self.server.read().expect("an address");
        let mut stream = TcpStream::connect(address).await.ok()?;
        let body = form(fields);
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = format!(
            "{method} {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\nsec-fetch-site: same-origin\r\ncookie: {}\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}",
            cookies.join("; "),
            body.len()
        );
        stream.write_all(request.as_bytes()).await.ok()?;
        let mut reply = Vec::new();
        stream.read_to_end(&mut reply).await.ok()?;
        let reply = String::from_utf8(reply).ok()?;
        let (head, body) = reply.split_once("\r\n\r\n")?;
        let status: u16 = head.split(' ').nth(1)?.parse().ok()?;
        let length = head.lines().find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length: ")?.trim().parse::<usize>().ok());
        if length.is_some_and(|length| length != body.len()) {
            return None;
        }
        self.keep(head);
        Some(Heard { status, head: head.to_owned(), body: body.to_owned() })
    }

    fn keep(&mut self, head: &str) {
        for line in head.lines().filter_map(|line| line.split_once(": ").filter(|(name, _)| name.eq_ignore_ascii_case("set-cookie")).map(|(_, value)| value)) {
            let (name, rest) = line.split_once('=').expect("a cookie has a value");
            let value = rest.split(';').next().unwrap_or_default();
            if rest.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }

    /// The same request until it is answered, as somebody does before a page that does not load; a server that is not ready says 503.
    async fn ask(&mut self, method: &str, path: &str, fields: &[(&str, &str)]) -> Heard {
        let what = format!("{method} {path} was answered");
        eventually_found(&what, async || self.once(method, path, fields).await.filter(|heard| heard.status != 503 && heard.status != 500)).await
    }
}

/// What all candidates share.
struct Hall {
    server: Arc<RwLock<SocketAddr>>,
    number: String,
    start_code: String,
    entered: AtomicUsize,
    begun: AtomicUsize,
    acknowledged: AtomicUsize,
    done: AtomicUsize,
}

/// What a candidate was told is recorded: the response of each question.
type Acknowledged = Vec<Value>;

/// The part of a page after `mark` and before `end`.
fn between<'p>(page: &'p str, mark: &str, end: &str) -> Option<&'p str> {
    page.split_once(mark)?.1.split_once(end).map(|(part, _)| part)
}

/// Comes in, and waits for an invigilator where another browser was here before.
async fn come_in(hall: &Hall, line: &mut Line, code: &str) {
    let heard = line.ask("POST", "/examen", &[("number", &hall.number), ("code", code)]).await;
    assert_eq!(heard.status, 303, "{}", heard.body);
    let name = "an invigilator let the browser in";
    eventually_found(name, async || {
        let page = line.ask("GET", "/examen", &[]).await.body;
        if page.contains("name=\"code\"") {
            // the reply that named this browser was lost with the server
            line.ask("POST", "/examen", &[("number", &hall.number), ("code", code)]).await;
        }
        (page.contains("name=\"start\"") || page.contains("name=\"seq\"")).then_some(())
    })
    .await;
}

/// A response to the question of a page, with the fields that say it.
fn response(page: &str, random: &mut Random) -> (Value, Vec<(String, String)>) {
    let values = |name: &str| -> Vec<String> {
        page.split(&format!("name=\"{name}\" value=\"")).skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
    };
    let (single, several) = (values("choice"), values("choices"));
    if !single.is_empty() {
        let choice = single[random.below(single.len() as u64) as usize].clone();
        return (json!({ "kind": "single-choice", "choice": choice }), vec![("choice".into(), choice), ("act".into(), "answer".into())]);
    }
    if !several.is_empty() {
        let choice = several[random.below(several.len() as u64) as usize].clone();
        return (json!({ "kind": "multiple-choice", "choices": [choice] }), vec![("choices".into(), choice), ("act".into(), "answer".into())]);
    }
    (Value::Null, vec![("act".into(), "dont-know".into())])
}

/// One candidate, from the door to the end.
async fn candidate(hall: Arc<Hall>, n: usize, code: String) -> Acknowledged {
    let mut line = Line::new(&hall.server);
    let mut random = Random::new(77, n as u64);
    come_in(&hall, &mut line, &code).await;
    hall.entered.fetch_add(1, Ordering::SeqCst);
    let before = Instant::now();
    let mut page = eventually_found("the exam begins", async || {
        line.ask("POST", "/examen/commencer", &[("start", &hall.start_code)]).await;
        Some(line.ask("GET", "/examen", &[]).await.body).filter(|page| page.contains("name=\"seq\""))
    })
    .await;
    let begun = Instant::now();
    hall.begun.fetch_add(1, Ordering::SeqCst);
    let mut acknowledged = Acknowledged::new();
    while let Some(seq) = between(&page, "name=\"seq\" value=\"", "\"") {
        assert_eq!(seq.parse::<usize>().expect("a number"), acknowledged.len() + 1, "the question after the last one that was acknowledged");
        if acknowledged.len() == QUESTIONS && !n.is_multiple_of(TO_THE_END) {
            break;
        }
        let (said, mut fields) = response(&page, &mut random);
        fields.push(("seq".into(), seq.to_owned()));
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let heard = line.ask("POST", "/examen/reponse", &fields).await;
        assert_eq!(heard.status, 303, "{}", heard.body);
        assert!(!heard.head.contains("notice-already-answered"), "an answer of candidate {n} was taken for another one");
        acknowledged.push(said);
        hall.acknowledged.fetch_add(1, Ordering::SeqCst);
        if acknowledged.len() == QUESTIONS / 2 && n % VANISHES == 1 {
            line = Line::new(&hall.server);
            come_in(&hall, &mut line, &code).await;
        }
        page = line.ask("GET", "/examen", &[]).await.body;
    }
    if !n.is_multiple_of(TO_THE_END) {
        right_clock(&mut line, before, begun).await;
        line.ask("POST", "/examen/remettre", &[]).await;
    }
    let end = line.ask("GET", "/examen", &[]).await.body;
    assert!(end.contains("Votre copie est rendue") || end.contains("C’est terminé"), "{end}");
    hall.done.fetch_add(1, Ordering::SeqCst);
    acknowledged
}

/// The clock that the server tells is the hour less what has passed since the first question was put, however often it died meanwhile.
async fn right_clock(line: &mut Line, before: Instant, begun: Instant) {
    let least = begun.elapsed().as_secs();
    let told: Value = serde_json::from_str(&line.ask("POST", "/examen/signe", &[("sign", "here")]).await.body).expect("JSON");
    let most = before.elapsed().as_secs() + 1;
    let passed = 3600 - told["seconds"].as_i64().expect("a number");
    assert!((least.cast_signed()..=most.cast_signed() + 1).contains(&passed), "{passed} s, between {least} and {most}");
}

/// Lets in every browser that asks, until all are done.
async fn invigilator(hall: Arc<Hall>, code: String) {
    let mut line = Line::new(&hall.server);
    eventually_found("the invigilator comes in", async || {
        line.ask("POST", "/surveillance", &[("number", &hall.number), ("code", &code), ("name", "Nadia Morel")]).await;
        line.cookies.contains_key("socle_watch").then_some(())
    })
    .await;
    eventually_found("everybody is done", async || {
        let board = line.ask("GET", "/surveillance", &[]).await.body;
        let asks = between(&board, "class=\"watch-asks\"", "</section>").unwrap_or_default();
        for seat in asks.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            line.ask("POST", seat, &[("act", "move")]).await;
        }
        (hall.done.load(Ordering::SeqCst) == CANDIDATES).then_some(())
    })
    .await;
}

/// Everybody's identity is checked, the exam is open; the program that prepared it has gone.
async fn prepared(home: Home) -> (TestApp, Room) {
    let app = TestApp::on(home).await;
    let room = room(&app, CANDIDATES as u64).await;
    let (exam, invigilator, now) = (room.exam.id, Uuid::now_v7(), app.app.clock.now());
    app.app
        .store
        .write(move |tx| {
            Box::pin(async move {
                exams::begin(tx, exam, "BCDF", now).await?;
                for candidate in candidates::of_exam(tx, exam).await? {
                    candidates::check_in(tx, candidate.id, invigilator, "identity-card", now).await?;
                }
                Ok::<_, StoreError>(())
            })
        })
        .await
        .expect("prepared");
    app.app.store.close().await.expect("closed");
    (app, room)
}

/// Waits until so many of something have come.
async fn reached(what: &str, count: &AtomicUsize, wanted: usize) {
    eventually_found(what, async || (count.load(Ordering::SeqCst) >= wanted).then_some(())).await;
}

async fn two_hundred_candidates_and_everything_dies(home: Home) {
    let started = Instant::now();
    let (app, room) = prepared(home).await;
    let mut server = Server::told(app.home(), &["--allowance", "0"]);
    let hall = Arc::new(Hall {
        server: Arc::new(RwLock::new(server.address)),
        number: room.exam.number.clone(),
        start_code: "BCDF".into(),
        entered: AtomicUsize::new(0),
        begun: AtomicUsize::new(0),
        acknowledged: AtomicUsize::new(0),
        done: AtomicUsize::new(0),
    });
    let watching = tokio::task::spawn_local(invigilator(Arc::clone(&hall), room.watch_code.clone()));
    let acknowledged: Arc<Mutex<BTreeMap<usize, Acknowledged>>> = Arc::default();
    let mut at_work = tokio::task::JoinSet::new();
    for (n, one) in room.candidates.iter().enumerate() {
        let (hall, code, acknowledged) = (Arc::clone(&hall), one.code.clone(), Arc::clone(&acknowledged));
        at_work.spawn_local(async move {
            let mine = candidate(hall, n, code).await;
            acknowledged.lock().expect("a list").insert(n, mine);
        });
    }
    // at the door, at the first question, and three times among the answers
    let all = CANDIDATES * QUESTIONS;
    let moments: [(&str, &AtomicUsize, usize); 5] = [
        ("some are in", &hall.entered, CANDIDATES / 4),
        ("some have begun", &hall.begun, CANDIDATES / 2),
        ("a quarter was answered", &hall.acknowledged, all / 4),
        ("half was answered", &hall.acknowledged, all / 2),
        ("most was answered", &hall.acknowledged, all * 4 / 5),
    ];
    for (what, count, wanted) in moments {
        reached(what, count, wanted).await;
        cut(app.home()).await;
        reached("it goes on after the cut", &hall.entered, 1).await;
        server.kill();
        server = Server::told(app.home(), &["--allowance", "0"]);
        *hall.server.write().expect("an address") = server.address;
    }
    while let Some(one) = at_work.join_next().await {
        one.expect("a candidate came to the end");
    }
    watching.await.expect("the invigilator too");
    server.kill();
    let acknowledged = std::mem::take(&mut *acknowledged.lock().expect("a list"));
    proved(&app, &room, &acknowledged).await;
    eprintln!("{CANDIDATES} candidates, {} answers, 5 kills: {:?}", hall.acknowledged.load(Ordering::SeqCst), started.elapsed());
    app.forget().await;
}

/// Cuts every connection of the server to its PostgreSQL; a file has none.
async fn cut(home: &Home) {
    if home.database_url().is_none() {
        return;
    }
    let (address, schema) = home.server_and_schema();
    let sql = format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '{schema}'");
    let sql: &'static str = Box::leak(sql.into_boxed_str());
    let store = Store::open_with(address, &store::Options { connections: 1, ..patient() }).await.expect("PostgreSQL answers");
    store.write(move |tx| Box::pin(tx.execute(sql, &[]))).await.expect("cut");
    store.close().await.expect("closed");
}

/// What is on disk is what everybody was told, once.
async fn proved(app: &TestApp, room: &Room, acknowledged: &BTreeMap<usize, Acknowledged>) {
    let store = Store::open_with(&app.home().database(), &patient()).await.expect("the store opens");
    let editions = Editions::empty();
    assert_eq!(acknowledged.len(), CANDIDATES);
    for (n, told) in acknowledged {
        let candidate = room.candidates[*n].id;
        let read = store.read(move |tx| {
            Box::pin(async move {
                let sittings = sittings::of_candidate(tx, candidate).await?;
                let id = sittings[0].session_id.expect("it began");
                let result = results::of_session(tx, id).await?;
                let session = sessions::load(tx, id).await?.expect("a session");
                let events = sittings::events(tx, sittings[0].id).await?;
                Ok::<_, StoreError>((sittings, session, answers::all_of(tx, id).await?, result, events))
            })
        });
        let (sittings, session, log, result, events) = read.await.expect("read");
        assert_eq!(sittings.len(), 1, "candidate {n} sat once");
        assert_eq!(sittings[0].status, "ended", "candidate {n}");
        assert_eq!(log.iter().map(|line| line.seq).collect::<Vec<_>>(), (1..=told.len() as i64).collect::<Vec<_>>(), "candidate {n}: none lost, none twice");
        for (line, said) in log.iter().zip(told) {
            let recorded: Value = line.response.as_deref().map_or(Value::Null, |text| serde_json::from_str(text).expect("JSON"));
            assert_eq!(recorded, *said, "candidate {n}, question {}", line.seq);
        }
        assert!(result.is_some() && session.finished_at.is_some(), "candidate {n} has one result");
        for kind in ["began", "ended"] {
            assert_eq!(events.iter().filter(|event| event.kind == kind).count(), 1, "candidate {n}: {kind} once");
        }
        let replayed = replay_session(&store, &editions, session.id).await.expect("it replays");
        assert!(replayed.is_exact() && replayed.answers == told.len(), "candidate {n}: {:?}", replayed.differences);
    }
    store.close().await.expect("closed");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_acknowledged_answer_of_two_hundred_is_lost_and_none_counts_twice_on_sqlite() {
    Box::pin(tokio::task::LocalSet::new().run_until(two_hundred_candidates_and_everything_dies(Home::folder()))).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_acknowledged_answer_of_two_hundred_is_lost_and_none_counts_twice_on_postgres() {
    if let Some(home) = Home::schema() {
        Box::pin(tokio::task::LocalSet::new().run_until(two_hundred_candidates_and_everything_dies(home))).await;
    }
}
