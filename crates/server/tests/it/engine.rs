//! Questions that are tried out, questions in English, questions whose source is out of date: as people meet them.

use std::collections::BTreeSet;

use domain::bank::Standing;
use domain::item::{Item, Shown};
use domain::language::Language;
use domain::workshop::{self, Publication, Published};
use psychometrics::random::Random;
use serde_json::{Value, json};
use server::service::assess::replay_session;
use server::service::content::{Checked, Editions, Files, check, publish};
use store::publications;
use uuid::Uuid;

use crate::answering::{Way, main_of, play_api, play_pages};
use crate::harness::{MINUTE, SECOND, TestApp};
use crate::responses::inside;
use crate::secrecy::{person_of, put};

/// From now on sessions begin with what this makes of the shipped content. It names the items that are tried out.
async fn adopt(app: &TestApp, change: impl FnOnce(&mut Checked) -> Vec<String>) {
    let mut checked = check(&Files::Embedded, None);
    let mut publication = Publication::default();
    for id in change(&mut checked) {
        publication.put(Published { id, standing: workshop::Standing::Pretest, revision: None, hash: None, learned: None });
    }
    let store = &app.app.store;
    let newest = store.read(|tx| Box::pin(publications::latest(tx))).await.expect("read");
    let row = publications::Publication {
        id: Uuid::now_v7(),
        number: newest.map_or(1, |newest| newest.number + 1),
        at: app.app.clock.now(),
        body: serde_json::to_string(&publication).expect("JSON"),
        note: String::new(),
        published_by: None,
    };
    store.write(move |tx| Box::pin(async move { publications::insert(tx, &row).await })).await.expect("published");
    let current = publish(store, checked, &app.app.clock, &app.app.entropy).await.expect("an edition");
    app.app.editions.replace(current);
}

/// Half of the questions are tried out, of one item in six from the given one on.
fn try_out(checked: &mut Checked, from: usize) -> Vec<String> {
    checked.blueprint.as_mut().expect("a blueprint").selection.pretest = 0.5;
    checked.items.iter().skip(from).step_by(6).map(|item| item.id.clone()).collect()
}

/// An English version of one item in so many.
fn translate(checked: &mut Checked, every: usize) -> Vec<String> {
    let english = |item: &Item| Item { id: format!("{}-en", item.id), language: "en".into(), translates: Some(item.id.clone()), ..item.clone() };
    checked.items.retain(|item| item.language == "fr");
    checked.items.extend(checked.items.iter().step_by(every).map(english).collect::<Vec<_>>());
    Vec::new()
}

/// How many answers of a session count, and how many do not.
async fn told_apart(app: &TestApp, session: &str) -> (usize, usize) {
    let open = inside(app, session).await;
    let counted = open.state.answers.iter().filter(|a| open.edition.pool[usize::from(a.item)].standing == Standing::Counted).count();
    (counted, open.state.answers.len() - counted)
}

async fn replays(app: &TestApp, session: &str) -> bool {
    let id: Uuid = session.parse().expect("an id");
    replay_session(&app.app.store, &Editions::empty(), id).await.expect("replayed").is_exact()
}

on_both! {
    async fn a_question_that_is_tried_out_never_counts_and_is_told_afterwards(app) {
        const TOLD: &str = "Question à l’essai";
        adopt(app, |checked| try_out(checked, 0)).await;
        let (api, by_program, _) = app.api().begin().await;
        play_api(app, &api, &by_program, Way::Lot, 3).await;
        let (counted, tried) = told_apart(app, &by_program).await;
        assert!(tried >= 2, "{tried} tried out");
        let standing = api.get(&format!("/api/v1/sessions/{by_program}")).await.is(200).json();
        assert_eq!(standing["answered"], counted + tried);
        let result = api.get(&format!("/api/v1/sessions/{by_program}/result")).await.is(200).json();
        assert_eq!(result["answered"], counted);
        for part in ["domains", "competences"] {
            let sum: u64 = result[part].as_array().expect("a list").iter().map(|d| d["answered"].as_u64().expect("a number")).sum();
            assert_eq!(sum, counted as u64, "{part}");
        }
        assert!(replays(app, &by_program).await);

        let mut browser = app.browser();
        let session = browser.begin("whole").await;
        play_pages(app, &mut browser, &session, Way::Lot, 4).await;
        let (counted, tried) = told_apart(app, &session).await;
        assert!(tried >= 2, "{tried} tried out");
        let all = browser.get(&format!("/resultat/{session}/corrige")).await.is(200).plain();
        assert_eq!(all.matches("<article").count(), counted + tried);
        assert_eq!(all.matches(TOLD).count(), tried);
        let profile = browser.get(&format!("/resultat/{session}")).await.is(200).plain();
        assert!(main_of(&profile).contains(&format!("{counted}\u{a0}questions")) || main_of(&profile).contains(&format!("{counted} questions")), "{profile}");
        // of what was missed, what counts
        let missed = browser.get(&format!("/resultat/{session}/corrige?manquees=1")).await.is(200).plain();
        assert_eq!(missed.matches(TOLD).count(), 0);
        assert!(replays(app, &session).await);
    }
}

on_both! {
    async fn nothing_tells_a_question_that_is_tried_out_before_the_end(app) {
        // the same two items, one tried out and one counted, and the other way round
        let mut browser = app.browser();
        browser.begin("whole").await;
        let person = person_of(&mut browser).await;
        let api = app.api().bearing(&browser.token());
        let mut seen: Vec<Vec<(Value, String)>> = Vec::new();
        let mut standings = BTreeSet::new();
        for from in [0, 1] {
            adopt(app, |checked| try_out(checked, from)).await;
            let edition = app.app.editions.current().edition;
            let names: Vec<String> = check(&Files::Embedded, None).items.iter().take(8).map(|item| item.id.clone()).collect();
            let mut of_edition = Vec::new();
            for name in &names {
                let place = edition.place(name).expect("a place");
                standings.insert((name.clone(), edition.pool[place].standing == Standing::Pretest));
                let shown = Shown::draw(&edition.pool[place].item.interaction, &mut Random::new(place as u64, 9));
                let id = put(app, person, place, shown).await.to_string();
                let mut reply = api.get(&format!("/api/v1/sessions/{id}/item")).await.is(200).json();
                let mut standing = api.get(&format!("/api/v1/sessions/{id}")).await.is(200).json();
                let page = main_of(&browser.get(&format!("/positionnement/{id}")).await.is(200).text()).replace(&id, "SESSION");
                // whoever answers is told as much: so many questions, and every domain a little better known
                let answered = api.answer(&id, 1, &Value::Null).await.is(200).json();
                let after = api.get(&format!("/api/v1/sessions/{id}")).await.is(200).json();
                assert_eq!(after["answered"], 1);
                assert!(after["certainty"].as_array().expect("domains").iter().all(|c| c.as_f64().is_some_and(|c| c > 0.0)), "{name}: {after}");
                let keys = |value: &Value| value.as_object().expect("an object").keys().cloned().collect::<Vec<_>>();
                reply["keys"] = json!([keys(&answered), keys(&after)]);
                standing["id"] = Value::Null;
                reply["standing"] = standing;
                reply["after"] = after["certainty"].clone();
                of_edition.push((reply, page));
            }
            seen.push(of_edition);
        }
        assert_eq!(seen[0], seen[1]);
        let both = standings.iter().filter(|(name, tried)| *tried && standings.contains(&(name.clone(), false))).count();
        assert!(both >= 3, "{standings:?}");
    }
}

on_both! {
    async fn an_english_session_begins_in_english_and_a_french_one_stays_french(app) {
        adopt(app, |checked| translate(checked, 16)).await;
        let edition = app.app.editions.current().edition;
        let english = edition.pool.iter().filter(|p| p.language == Language::En).count();
        assert!(english >= 20);
        // the page says how many, and lets one choose
        let mut reader = app.browser().speaking("en");
        let home = reader.get("/").await.is(200).plain();
        assert!(home.contains(&format!("{english} questions exist in English")), "{home}");
        assert!(home.contains("The others come in French") && home.contains("name=\"language\" value=\"fr\""));
        let french_home = app.browser().get("/").await.is(200).plain();
        assert!(!french_home.contains("name=\"language\""));
        let languages = async |session: &str| -> Vec<Language> {
            inside(app, session).await.state.answers.iter().map(|a| edition.pool[usize::from(a.item)].language).collect()
        };
        let session = reader.begin("whole").await;
        let page = reader.get(&format!("/positionnement/{session}")).await.is(200).text();
        assert!(!main_of(&page).contains("lang=\"fr\"><p>"), "an English question on an English page says no other language");
        play_pages(app, &mut reader, &session, Way::Lot, 5).await;
        let asked = languages(&session).await;
        assert!(asked[0] == Language::En && asked.iter().filter(|l| **l == Language::En).count() >= 8, "{asked:?}");
        assert!(replays(app, &session).await);
        // who met a question does not meet its translation
        let open = inside(app, &session).await;
        reader.post("/vous", &[("act", "skip")]).await.is(303);
        let second = reader.begin("whole").await;
        let avoid: BTreeSet<u16> = inside(app, &second).await.state.avoid.into_iter().collect();
        let met = edition.with_translations(open.state.answers.iter().map(|a| usize::from(a.item)));
        assert_eq!(avoid, met.iter().map(|place| *place as u16).collect());
        assert!(avoid.len() > open.state.answers.len());

        // an English page, and French chosen on it
        let mut chooser = app.browser().speaking("en");
        let to = chooser.post("/positionnement", &[("pace", "whole"), ("language", "fr")]).await.is(303).location();
        let session = to.strip_prefix("/positionnement/").expect("a session").to_owned();
        let page = chooser.get(&to).await.is(200).text();
        assert!(main_of(&page).contains("lang=\"fr\""));
        play_pages(app, &mut chooser, &session, Way::Lot, 6).await;
        assert!(languages(&session).await.iter().all(|l| *l == Language::Fr));
        // a French page
        let mut browser = app.browser();
        let session = browser.begin("whole").await;
        play_pages(app, &mut browser, &session, Way::Lot, 7).await;
        assert!(languages(&session).await.iter().all(|l| *l == Language::Fr));
    }
}

on_both! {
    async fn a_program_says_the_language_or_means_that_of_its_errors(app) {
        adopt(app, |checked| translate(checked, 16)).await;
        let begin = async |language: &'static str, body: Value| {
            let mut api = app.api();
            api.language = language;
            let started = api.post("/api/v1/sessions", &body).await.is(201).json();
            let api = api.bearing(started["token"].as_str().expect("a token"));
            let standing = api.get(&format!("/api/v1/sessions/{}", started["id"].as_str().expect("an id"))).await.is(200).json();
            (started["item"]["language"].clone(), standing["language"].clone())
        };
        let said = |language: &str| json!({ "kind": "positioning", "language": language });
        assert_eq!(begin("fr", json!({ "kind": "positioning" })).await, (json!("fr"), json!("fr")));
        assert_eq!(begin("en", json!({ "kind": "positioning" })).await, (json!("en"), json!("en")));
        assert_eq!(begin("fr", said("en")).await, (json!("en"), json!("en")));
        assert_eq!(begin("en", said("fr")).await, (json!("fr"), json!("fr")));
        let refused = app.api().post("/api/v1/sessions", &said("de")).await.is(400);
        assert_eq!(refused.code(), "malformed");
        // the same request twice is one session, another language under the same key is another request
        let again = async |language: &str| app.api().post_keyed("/api/v1/sessions", "one-key-for-all", &said(language)).await;
        let first = again("en").await.is(201).json();
        assert_eq!(again("en").await.is(200).json(), first);
        assert_eq!(again("fr").await.is(422).code(), "idempotency-reused");
    }
}

on_both! {
    async fn a_question_leaves_when_its_source_is_out_of_date_and_not_before_a_session_ends(app) {
        // the tests begin on 18 November 2026: that month ends in twelve days
        adopt(app, |checked| {
            for (n, item) in checked.items.iter_mut().enumerate() {
                item.source.review_by = Some(if n % 2 == 0 { "2026-11" } else { "2030-01" }.into());
            }
            Vec::new()
        })
        .await;
        let edition = app.app.editions.current().edition;
        let old = async |session: &str| {
            let state = inside(app, session).await.state;
            state.answers.iter().filter(|a| edition.pool[usize::from(a.item)].item.source.review_by.as_deref() == Some("2026-11")).count()
        };
        let mut browser = app.browser();
        let session = browser.begin("whole").await;
        let month = edition.pool.iter().map(|p| p.fresh_until).min().expect("a date");
        app.advance(month - 1 - app.app.clock.now());
        let (api, last_day, _) = app.api().begin().await;
        app.advance(1);
        let (next, first_day, _) = app.api().begin().await;
        app.advance(MINUTE);
        play_api(app, &next, &first_day, Way::Lot, 8).await;
        assert_eq!(old(&first_day).await, 0, "begun on the first day after");
        play_api(app, &api, &last_day, Way::Lot, 8).await;
        assert!(old(&last_day).await > 2, "begun on the last day, it keeps its rule");
        app.advance(40 * 24 * 3600 * SECOND);
        play_pages(app, &mut browser, &session, Way::Lot, 9).await;
        assert!(old(&session).await > 2, "begun before, it keeps its rule");
        for session in [&session, &last_day, &first_day] {
            assert!(replays(app, session).await);
        }
    }
}
