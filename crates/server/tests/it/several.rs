//! Several servers on one PostgreSQL are as one: whatever one has done the other knows, and what both do at once is done once.

use std::collections::BTreeSet;
use std::sync::atomic::AtomicI64;
use std::sync::{Arc, Mutex};

use axum::Router;
use psychometrics::random::Random;
use serde_json::{Value, json};
use server::app::App;
use server::clock::{Clock, Entropy};
use server::jobs::{self, purge::purge};
use server::service::content::Files;
use store::{Options, Store, StoreError, answers, mail_links, mails, people, throttles};
use uuid::Uuid;

use crate::account::{give_address, link_in_mail};
use crate::answering::{Way, answer_to, main_of, send_form};
use crate::browser::{Api, Browser};
use crate::harness::{Home, MINUTE, NOW, PATIENCE, SECOND, TestApp, patient};
use crate::mail::post_office;

/// Another server on the database of the first, with chance of its own.
struct Other {
    app: Arc<App>,
    router: Router,
}

impl Other {
    async fn beside(first: &TestApp, seed: u64) -> Self {
        let config = first.app.config.clone();
        let store = Store::open_with(&config.database(), &patient()).await.expect("the same database");
        let entropy = Entropy::Seeded(Box::new(Mutex::new(Random::new(seed, 7))));
        let clock = Clock::Fixed(AtomicI64::new(first.app.clock.now()));
        let app = App::new(config, store, &Files::Embedded, clock, entropy).await.expect("another server starts");
        let router = server::router::around(server::router::routes(), Arc::clone(&app), PATIENCE);
        Self { app, router }
    }

    /// The same browser, whose next request comes here.
    fn takes(&self, browser: &Browser) -> Browser {
        let mut here = Browser::new(self.router.clone());
        here.cookies = browser.cookies.clone();
        here
    }

    fn api(&self) -> Api {
        Api::new(self.router.clone())
    }

    async fn close(self) {
        self.app.store.close().await.expect("closed");
    }
}

/// Two servers on a fresh PostgreSQL; none when the run was told to leave it out.
async fn two() -> Option<(TestApp, Other)> {
    let first = TestApp::on(Home::schema()?).await;
    let other = Other::beside(&first, 99).await;
    Some((first, other))
}

async fn log(app: &TestApp, session: &str) -> Vec<answers::Answer> {
    let id: Uuid = session.parse().expect("an id");
    app.app.store.read(move |tx| Box::pin(answers::all_of(tx, id))).await.expect("its answers")
}

/// What was chosen, shown and answered, whoever did it.
fn told(log: &[answers::Answer]) -> Vec<(String, String, Option<String>, i64)> {
    log.iter().map(|a| (a.item_id.clone(), a.shown.clone(), a.response.clone(), a.category)).collect()
}

/// Plays a session on pages, each answer on the next server; what the result page says.
async fn play(app: &TestApp, others: &[&Other]) -> (Vec<answers::Answer>, String) {
    let mut browser = app.browser();
    let session = browser.begin("whole").await;
    let mut random = Random::new(3, 3);
    for turn in 0..60 {
        let response = answer_to(app, &session, Way::Lot, &mut random).await;
        app.advance(20 * SECOND);
        for other in others {
            other.app.clock.advance(20 * SECOND);
        }
        let mut here = match others.get(turn % (others.len() + 1)) {
            Some(other) => other.takes(&browser),
            None => browser.clone(),
        };
        let to = send_form(app, &mut here, &session, response.as_ref()).await.is(303).location();
        browser.cookies = here.cookies;
        if to != format!("/positionnement/{session}") {
            let page = browser.get(&format!("/resultat/{session}")).await.is(200).text();
            return (log(app, &session).await, main_of(&page).to_owned());
        }
    }
    panic!("a session without end");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_session_that_hops_at_every_answer_is_the_one_it_would_have_been_on_one_server() {
    let Some((first, second)) = two().await else { return };
    let third = Other::beside(&first, 100).await;
    let hopped = play(&first, &[&second, &third]).await;
    let alone = TestApp::on(Home::schema().expect("PostgreSQL")).await;
    let stayed = play(&alone, &[]).await;
    assert!(hopped.0.len() > 5);
    assert_eq!(told(&hopped.0), told(&stayed.0), "the same choice of questions, in the same order, worth the same");
    assert_eq!(hopped.1, stayed.1, "the same result");
    alone.finish().await;
    third.close().await;
    second.close().await;
    first.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_program_may_speak_to_another_server_each_time_and_its_keys_hold_on_all() {
    let Some((first, second)) = two().await else { return };
    let start = json!({ "kind": "positioning" });
    let (a, b) = (first.api(), second.api());
    let (one, two) = tokio::join!(a.post_keyed("/api/v1/sessions", "start-1", &start), b.post_keyed("/api/v1/sessions", "start-1", &start));
    let statuses = BTreeSet::from([one.status.as_u16(), two.status.as_u16()]);
    assert_eq!(statuses, BTreeSet::from([200, 201]), "one began it, the other found it: {} {}", one.text(), two.text());
    let (one, two) = (one.json(), two.json());
    assert_eq!((&one["id"], &one["token"]), (&two["id"], &two["token"]));
    let (session, token) = (one["id"].as_str().expect("a name").to_owned(), one["token"].as_str().expect("a token").to_owned());
    let servers = [a.bearing(&token), b.bearing(&token)];
    let path = format!("/api/v1/sessions/{session}/answers");
    let mut random = Random::new(5, 5);
    let mut sent = 0;
    for seq in 1..=60 {
        let body = json!({ "seq": seq, "response": answer_to(&first, &session, Way::Lot, &mut random).await });
        let key = format!("answer-{seq}");
        let (here, there) = (&servers[seq % 2], &servers[(seq + 1) % 2]);
        let reply = here.post_keyed(&path, &key, &body).await.is(200).json();
        assert_eq!(reply["again"], false);
        let again = there.post_keyed(&path, &key, &body).await.is(200).json();
        assert_eq!((&again["again"], &again["next"]), (&json!(true), &reply["next"]));
        let reused = there.post_keyed(&path, &key, &json!({ "seq": seq + 1, "response": null })).await;
        sent = seq;
        if reply["finished"] == true {
            break;
        }
        assert_eq!(reused.is(422).code(), "idempotency-reused");
    }
    assert_eq!(log(&first, &session).await.len(), sent);
    for server in &servers {
        server.get(&format!("/api/v1/sessions/{session}/result")).await.is(200);
    }
    assert_eq!(first.rows().await["session"], 1);
    second.close().await;
    first.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_servers_that_take_the_same_number_at_once_one_records_it() {
    let Some((first, second)) = two().await else { return };
    let (api, session, _) = first.api().begin().await;
    let there = second.api().bearing(api.token.as_deref().expect("a token"));
    let mut random = Random::new(1, 1);
    for seq in 1..=6 {
        // the same answer from everywhere, and among them one who answers otherwise
        let response = json!(answer_to(&first, &session, Way::Key, &mut random).await);
        let mut posts = tokio::task::JoinSet::new();
        for n in 0..8 {
            let (server, session) = (if n % 2 == 0 { api.clone() } else { there.clone() }, session.clone());
            let response = if n == 5 { Value::Null } else { response.clone() };
            posts.spawn(async move { server.answer(&session, seq, &response).await });
        }
        let replies = posts.join_all().await;
        let first_ones = replies.iter().filter(|r| r.status == 200 && r.json()["again"] == false).count();
        assert_eq!(first_ones, 1);
        assert!(replies.iter().all(|r| r.status == 200 || r.code() == "already-answered"));
    }
    let log = log(&first, &session).await;
    assert_eq!(log.iter().map(|a| a.seq).collect::<Vec<_>>(), [1, 2, 3, 4, 5, 6]);
    second.close().await;
    first.finish().await;
}

fn letter(to: &str) -> mails::NewMail {
    mails::NewMail {
        id: Uuid::now_v7(),
        person_id: None,
        recipient: to.into(),
        subject: "Votre lien".into(),
        body_text: "Bonjour".into(),
        body_html: "<p>Bonjour</p>".into(),
        next_at: NOW - 1,
        created_at: NOW,
    }
}

async fn enqueue(app: &TestApp, letters: Vec<mails::NewMail>) {
    let written = app.app.store.write(move |tx| {
        Box::pin(async move {
            for letter in &letters {
                mails::enqueue(tx, letter).await?;
            }
            Ok::<_, StoreError>(())
        })
    });
    written.await.expect("written");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn three_servers_send_each_of_two_hundred_mails_once() {
    const MAILS: usize = 200;
    let Some(home) = Home::schema() else { return };
    let (office, mut arrived) = post_office(0).await;
    let first = TestApp::with(home, |config| config.smtp_url = Some(office)).await;
    let others = [Other::beside(&first, 99).await, Other::beside(&first, 100).await];
    let letters: Vec<_> = (0..MAILS).map(|n| letter(&format!("p{n}@ch.example"))).collect();
    enqueue(&first, letters).await;
    jobs::spawn(&first.app);
    for other in &others {
        jobs::spawn(&other.app);
    }
    let mut recipients = BTreeSet::new();
    while recipients.len() < MAILS {
        let mail = tokio::time::timeout(PATIENCE, arrived.recv()).await.expect("it leaves").expect("the office is open");
        assert!(recipients.insert(mail.to.clone()), "{} got it twice", mail.to);
    }
    // every mail is noted as sent before anybody looks for another: none is on its way any more
    let store = first.app.store.clone();
    while store.read(|tx| Box::pin(mails::pending(tx))).await.expect("counted") > 0 {
        tokio::task::yield_now().await;
    }
    assert!(arrived.try_recv().is_err(), "one was sent twice");
    for other in others {
        other.close().await;
    }
    first.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_killed_server_had_claimed_is_sent_by_another_once_the_claim_has_expired() {
    let Some(home) = Home::schema() else { return };
    let (office, mut arrived) = post_office(0).await;
    let first = TestApp::with(home, |config| config.smtp_url = Some(office)).await;
    let other = Other::beside(&first, 99).await;
    enqueue(&first, vec![letter("a@ch.example"), letter("b@ch.example")]).await;
    // a server takes both, and is killed
    let taken = first.app.store.write(|tx| Box::pin(mails::claim(tx, NOW, NOW + MINUTE, 20))).await.expect("claimed");
    assert_eq!(taken.len(), 2);
    let nobody = other.app.store.write(|tx| Box::pin(mails::claim(tx, NOW + MINUTE, NOW + MINUTE, 20))).await.expect("claimed");
    assert_eq!(nobody, [], "they are its own until then");
    other.app.clock.advance(MINUTE + 1);
    jobs::spawn(&other.app);
    let mut recipients = BTreeSet::new();
    for _ in 0..2 {
        recipients.insert(tokio::time::timeout(PATIENCE, arrived.recv()).await.expect("it leaves").expect("the office is open").to);
    }
    assert_eq!(recipients.len(), 2);
    other.close().await;
    first.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_purge_on_every_server_at_once_forgets_everything_and_fails_nowhere() {
    const OF_EACH: usize = 1300;
    let Some((first, second)) = two().await else { return };
    let filled = first.app.store.write(|tx| {
        Box::pin(async move {
            for n in 0..OF_EACH {
                let gone = people::Person {
                    id: Uuid::now_v7(),
                    email: None,
                    email_folded: None,
                    email_verified_at: None,
                    password_hash: None,
                    profile: people::Profile::default(),
                    locale: "fr".into(),
                    created_at: 0,
                    last_seen_at: n as i64,
                    roles: String::new(),
                };
                people::insert(tx, &gone).await?;
                let token_hash = n.to_be_bytes().to_vec();
                let link = mail_links::MailLink {
                    token_hash,
                    person_id: gone.id,
                    purpose: "mail".into(),
                    email: None,
                    created_at: 0,
                    expires_at: n as i64,
                    used_at: None,
                };
                mail_links::insert(tx, &link).await?;
                throttles::hit(tx, b"k", n as i64).await?;
                mails::enqueue(tx, &mails::NewMail { created_at: n as i64, ..letter("a@b.example") }).await?;
            }
            for mail in mails::claim(tx, NOW, NOW, OF_EACH as i64).await? {
                mails::failed(tx, mail.mail.id, None, "no").await?;
            }
            Ok::<_, StoreError>(())
        })
    });
    filled.await.expect("filled");
    let kept = first.browser().begin("whole").await;
    let mut purges = tokio::task::JoinSet::new();
    for n in 0..6 {
        let app = Arc::clone(if n % 2 == 0 { &first.app } else { &second.app });
        purges.spawn(async move { purge(&app).await });
    }
    for purged in purges.join_all().await {
        assert_eq!(purged, Ok(()));
    }
    let rows = first.rows().await;
    assert_eq!((rows["person"], rows["session"], rows["mail_link"], rows["throttle"], rows["mail"]), (1, 1, 0, 0, 0), "{rows:?}");
    assert!(log(&first, &kept).await.is_empty());
    second.close().await;
    first.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn servers_that_start_at_the_same_moment_publish_one_edition() {
    let Some(home) = Home::schema() else { return };
    let first = TestApp::on(home).await;
    // as if nobody had published yet
    let nothing = first.app.store.write(|tx| {
        Box::pin(async move {
            tx.execute("DELETE FROM edition", &[]).await?;
            tx.execute("DELETE FROM item_version", &[]).await
        })
    });
    let items = nothing.await.expect("emptied");
    let (a, b, c) = tokio::join!(Other::beside(&first, 1), Other::beside(&first, 2), Other::beside(&first, 3));
    let rows = first.rows().await;
    // one of positionings, one of exams, each published once
    assert_eq!((rows["edition"], rows["item_version"]), (2, items.cast_signed()));
    assert_eq!(a.app.editions.certification().id, c.app.editions.certification().id);
    assert_eq!(a.app.editions.current().id, b.app.editions.current().id);
    assert_eq!(b.app.editions.current().id, c.app.editions.current().id);
    // what began on one goes on on the other
    let mut browser = Browser::new(a.router.clone());
    let session = browser.begin("whole").await;
    c.takes(&browser).get(&format!("/positionnement/{session}")).await.is(200);
    for other in [a, b, c] {
        other.close().await;
    }
    first.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_somebody_changes_on_one_server_holds_on_the_other_at_once() {
    const PASSWORD: &str = "trois lits, deux oreillers";
    let Some((first, second)) = two().await else { return };
    let mut browser = first.browser();
    browser.begin("whole").await;
    give_address(&first, &mut browser, "lea.petit@ehpad.example").await;
    assert!(second.takes(&browser).get("/compte").await.is(200).text().contains("lea.petit@ehpad.example"));
    browser.post("/compte/mot-de-passe", &[("password", PASSWORD)]).await.is(303);
    let mut elsewhere = Browser::new(second.router.clone());
    let sign_in = [("act", "password"), ("email", "lea.petit@ehpad.example"), ("password", PASSWORD)];
    elsewhere.post("/connexion", &sign_in).await.is(303);
    // a device signed out on one is out on the other
    let mut here = first.browser();
    here.cookies = elsewhere.cookies.clone();
    here.post("/deconnexion", &[]).await.is(303);
    assert_eq!(elsewhere.get("/compte").await.is(303).location(), "/connexion?back=/compte");
    // and tries are counted together
    let mut statuses = Vec::new();
    for n in 0..6 {
        let mut anyone = if n % 2 == 0 { first.browser() } else { Browser::new(second.router.clone()) };
        statuses.push(anyone.post("/connexion", &[("act", "link"), ("email", "cible@ehpad.example")]).await.status.as_u16());
    }
    assert_eq!(statuses, [200, 200, 200, 200, 429, 429]);
    second.close().await;
    first.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_who_prove_one_address_at_the_same_moment_the_later_is_told_and_gets_in_afterwards() {
    const EMAIL: &str = "jo@chu.example";
    let Some((first, second)) = two().await else { return };
    let mut browser = second.takes(&first.browser());
    browser.begin("whole").await;
    browser.post("/compte/email", &[("email", EMAIL)]).await.is(200);
    assert!(browser.get("/compte").await.is(200).text().contains(EMAIL), "the page says where a link waits");
    let link = link_in_mail(&first, EMAIL).await;
    let somebody = first.browser().begin("whole").await;
    let person = {
        let id: Uuid = somebody.parse().expect("an id");
        first.app.store.read(move |tx| Box::pin(store::sessions::load(tx, id))).await.expect("read").and_then(|s| s.person_id).expect("a person")
    };
    // somebody else is proving it, and has not finished
    let (entered, inside) = tokio::sync::oneshot::channel();
    let (finish, wait) = tokio::sync::oneshot::channel::<()>();
    let store = first.app.store.clone();
    let proving = tokio::spawn(async move {
        let work = store.write_unrepeated(move |tx| {
            Box::pin(async move {
                // for as long as this machine needs
                tx.execute("SET LOCAL idle_in_transaction_session_timeout = 0", &[]).await?;
                people::set_email(tx, person, EMAIL, EMAIL, Some(NOW)).await?;
                entered.send(()).expect("somebody waits");
                wait.await.expect("to go on");
                Ok::<_, StoreError>(())
            })
        });
        work.await
    });
    inside.await.expect("it has begun");
    let following = tokio::spawn({
        let (mut browser, link) = (browser.clone(), link.clone());
        async move { browser.post(&link, &[]).await }
    });
    let lock = "SELECT COUNT(*) FROM pg_stat_activity
        WHERE wait_event_type = 'Lock' AND query LIKE 'UPDATE person%' AND application_name = current_setting('application_name')";
    let watch = Store::open_with(&first.app.config.database(), &Options { connections: 1, ..patient() }).await.expect("a look");
    while watch.read_once(move |tx| Box::pin(tx.one(lock, &[], |row| row.get::<i64>(0)))).await.expect("looked") == 0 {
        tokio::task::yield_now().await;
    }
    finish.send(()).expect("it goes on");
    proving.await.expect("it ends").expect("proved");
    let told = following.await.expect("it ends").is(409);
    assert_eq!(told.code(), "email-taken");
    // the link was not used up: it leads to the account that is there now
    browser.post(&link, &[]).await.is(303);
    assert!(browser.get("/compte").await.is(200).text().contains(EMAIL));
    watch.close().await.expect("closed");
    second.close().await;
    first.finish().await;
}
