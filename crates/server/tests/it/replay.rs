//! What was recorded on one engine is played again on the other, bit for bit.

use domain::item::{Response, Shown};
use server::service::assess::{Replayed, replay_session};
use server::service::content::Editions;
use store::{Store, StoreError, answers, editions, results, sessions};
use uuid::Uuid;

use crate::answering::{Way, finished, play_api, send_form};
use crate::harness::{Home, TestApp, patient};
use crate::responses::inside;

/// A session with all it needs to be understood.
#[derive(Debug, Clone)]
struct Recorded {
    edition: editions::Edition,
    items: Vec<editions::ItemVersion>,
    session: sessions::Session,
    answers: Vec<answers::Answer>,
    result: Option<results::SessionResult>,
}

async fn take(store: &Store, session: &str) -> Recorded {
    let id: Uuid = session.parse().expect("an id");
    store
        .read(move |tx| {
            Box::pin(async move {
                let session = sessions::load(tx, id).await?.expect("the session");
                let edition = editions::by_id(tx, session.edition_id).await?.expect("its edition");
                let body: serde_json::Value = serde_json::from_str(&edition.body).expect("JSON");
                let mut items = Vec::new();
                for item in body["items"].as_array().expect("items") {
                    let hash = server::secret::unhex(item["hash"].as_str().expect("a digest")).expect("hexadecimal");
                    items.push(editions::item_version(tx, &hash).await?.expect("its text"));
                }
                let (answers, result) = (answers::all_of(tx, id).await?, results::of_session(tx, id).await?);
                Ok::<_, StoreError>(Recorded { edition, items, session, answers, result })
            })
        })
        .await
        .expect("recorded")
}

async fn put(store: &Store, recorded: &Recorded) {
    let mut recorded = recorded.clone();
    recorded.session.person_id = None;
    store
        .write(move |tx| {
            Box::pin(async move {
                for item in &recorded.items {
                    editions::put_item_version(tx, item).await?;
                }
                recorded.session.edition_id = editions::insert_if_new(tx, &recorded.edition).await?;
                sessions::insert(tx, &recorded.session).await?;
                for answer in &recorded.answers {
                    answers::append(tx, answer).await?;
                }
                if let Some(result) = &recorded.result {
                    results::insert(tx, result).await?;
                }
                Ok::<_, StoreError>(())
            })
        })
        .await
        .expect("copied");
}

async fn replayed(store: &Store, recorded: &Recorded) -> Replayed {
    replay_session(store, &Editions::empty(), recorded.session.id).await.expect("replayed")
}

/// Records sessions of every sort.
async fn record(app: &TestApp) -> Vec<Recorded> {
    let mut browser = app.browser();
    let mut names = vec![finished(app, &mut browser, Way::Lot, 1).await, finished(app, &mut browser, Way::Key, 2).await];
    // one that avoids what was met before, in bites, ended early
    let bites = browser.begin("bites").await;
    for _ in 0..9 {
        app.advance(80 * crate::harness::SECOND);
        send_form(app, &mut browser, &bites, None).await.is(303);
        browser.post(&format!("/positionnement/{bites}/reprendre"), &[]).await.is(303);
    }
    browser.post(&format!("/positionnement/{bites}/terminer"), &[]).await.is(303);
    names.push(bites);
    for seed in 10..14 {
        let (api, session, _) = app.api().begin().await;
        play_api(app, &api, &session, Way::Lot, seed).await;
        names.push(session);
    }
    // one under way
    let open = browser.begin("whole").await;
    send_form(app, &mut browser, &open, None).await.is(303);
    names.push(open);
    let mut all = Vec::new();
    for name in &names {
        all.push(take(&app.app.store, name).await);
    }
    all
}

async fn copied_sessions_replay_exactly(from: Home, to: Home) {
    let app = TestApp::on(from).await;
    let recorded = record(&app).await;
    to.prepare().await;
    let other = Store::open_with(&to.database(), &patient()).await.expect("the other store");
    for session in &recorded {
        put(&other, session).await;
        let there = replayed(&other, session).await;
        assert!(there.is_exact(), "{:?}", there.differences);
        assert_eq!(there.recorded.is_some(), session.result.is_some());
        assert_eq!(there.answers, session.answers.len());
        let here = replayed(&app.app.store, session).await;
        assert_eq!(here.profile, there.profile);
        for (a, b) in here.profile.domains.iter().zip(&there.profile.domains) {
            assert_eq!(a.estimate.to_bits(), b.estimate.to_bits());
            assert_eq!(a.standard_error.to_bits(), b.standard_error.to_bits());
        }
    }
    other.close().await.expect("closed");
    app.finish().await;
    to.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sessions_of_sqlite_replay_exactly_on_postgres() {
    if let Some(schema) = Home::schema() {
        copied_sessions_replay_exactly(Home::folder(), schema).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sessions_of_postgres_replay_exactly_on_sqlite() {
    if let Some(schema) = Home::schema() {
        copied_sessions_replay_exactly(schema, Home::folder()).await;
    }
}

async fn tampering_is_found(home: Home) {
    let app = TestApp::on(Home::folder()).await;
    let mut browser = app.browser();
    let name = finished(&app, &mut browser, Way::Lot, 21).await;
    let original = take(&app.app.store, &name).await;
    home.prepare().await;
    let other = Store::open_with(&home.database(), &patient()).await.expect("the other store");
    let mut n = 0;
    let mut tampered = |change: &dyn Fn(&mut Recorded)| {
        n += 1;
        let mut copy = original.clone();
        copy.session.id = Uuid::from_u128(n);
        copy.session.token_hash = None;
        copy.answers.iter_mut().for_each(|a| a.session_id = Uuid::from_u128(n));
        copy.result.iter_mut().for_each(|r| r.session_id = Uuid::from_u128(n));
        change(&mut copy);
        copy
    };
    let untouched = tampered(&|_| {});
    let better = tampered(&|r| r.answers[3].category = (r.answers[3].category + 1) % r.answers[3].categories);
    let forgotten = tampered(&|r| {
        let answer = r.answers.iter_mut().find(|a| a.response.is_some() && a.category > 0).expect("a right answer");
        answer.response = None;
    });
    let swapped = tampered(&|r| r.answers[2].item_id = r.answers[8].item_id.clone());
    let shown = tampered(&|r| {
        let orders = |a: &answers::Answer| serde_json::from_str::<Shown>(&a.shown).expect("an order");
        let answer = r.answers.iter_mut().find(|a| orders(a).0.first().is_some_and(|o| o.len() > 2)).expect("a list");
        let mut order = orders(answer);
        order.0[0].rotate_left(1);
        answer.shown = serde_json::to_string(&order).expect("JSON");
    });
    let kind = tampered(&|r| r.answers[1].response = Some(serde_json::to_string(&Response::ShortAnswer { text: String::new() }).expect("JSON")));
    let result = tampered(&|r| {
        let row = r.result.as_mut().expect("a result");
        let mut body: serde_json::Value = serde_json::from_str(&row.body).expect("JSON");
        let estimate = body["domains"][0]["estimate"].as_f64().expect("a number");
        body["domains"][0]["estimate"] = serde_json::json!(f64::from_bits(estimate.to_bits() + 1));
        row.body = body.to_string();
    });
    let seed = tampered(&|r| r.session.seed ^= 1);
    for (what, recorded, exact) in [
        ("nothing", untouched, true),
        ("the points", better, false),
        ("an answer", forgotten, false),
        ("an item", swapped, false),
        ("an order", shown, false),
        ("the kind of an answer", kind, false),
        ("the last bit of an estimate", result, false),
        ("the seed", seed, false),
    ] {
        put(&other, &recorded).await;
        let replayed = replayed(&other, &recorded).await;
        assert_eq!(replayed.is_exact(), exact, "{what}: {:?}", replayed.differences);
    }
    other.close().await.expect("closed");
    app.finish().await;
    home.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_changed_answer_is_found_on_sqlite() {
    Box::pin(tampering_is_found(Home::folder())).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_changed_answer_is_found_on_postgres() {
    if let Some(schema) = Home::schema() {
        Box::pin(tampering_is_found(schema)).await;
    }
}

on_both! {
    async fn a_session_begun_when_states_were_json_goes_on(app) {
        let (api, session, _) = app.api().begin().await;
        api.answer(&session, 1, &serde_json::json!(null)).await.is(200);
        let before = inside(app, &session).await;
        let (id, json) = (before.row.id, serde_json::to_vec(&before.state).expect("JSON"));
        let saved = app.app.store.write(move |tx| Box::pin(async move {
            let old = sessions::NewState { id, expected_seq: 2, new_seq: 2, status: "open", state: &json, updated_at: 0, finished_at: None };
            sessions::save_state(tx, &old).await
        })).await;
        assert_eq!(saved, Ok(true));
        assert_eq!(inside(app, &session).await.state, before.state);
        api.answer(&session, 2, &serde_json::json!(null)).await.is(200);
        let after = inside(app, &session).await;
        assert_eq!((after.state.seq(), after.row.state[0]), (3, 1), "the next answer writes the bytes of today");
        let replayed = replay_session(&app.app.store, &app.app.editions, id).await.expect("replayed");
        assert!(replayed.is_exact() && replayed.answers == 2, "{replayed:?}");
    }
}
