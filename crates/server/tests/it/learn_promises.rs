//! What learning promises its people: what is theirs stays theirs, what they met is not asked in a measurement, and luck is no knowledge.

use std::collections::BTreeSet;

use domain::access::{Actor, Authorised, Learn};
use domain::item::{Response, Shown};
use domain::refusal::Refusal;
use serde_json::{Value, json};
use server::service::Failure;
use server::service::account::recognise;
use server::service::learn::run::{self, Begun, Deed};
use server::service::learn::{plan, question};
use store::module_runs::{self, ModuleRun};
use store::practice_answers::{self, PracticeAnswer};
use store::{answers, claims};
use uuid::Uuid;

use crate::answering::{Way, finished};
use crate::browser::Browser;
use crate::harness::{MINUTE, TestApp};
use crate::responses::as_form;

const ID: &str = "partir-leger";
const NAME: &str = "7c9a2f0e-3a5b-4c1d-9e8f-1a2b3c4d5e6f";
const DAY: i64 = 24 * 60 * MINUTE;

async fn person_of(app: &TestApp, browser: &Browser) -> Uuid {
    recognise(&app.app, &browser.token()).await.expect("the store").expect("somebody").person.id
}

fn learner(person: Uuid) -> Authorised<Learn> {
    plan::learner(&Actor::Person(person.as_u128())).expect("somebody")
}

async fn current(app: &TestApp, person: Uuid) -> ModuleRun {
    app.app.store.read(move |tx| Box::pin(module_runs::current(tx, person, ID))).await.expect("the store").expect("a run")
}

async fn sent(browser: &mut Browser, version: u32, deeds: Value) -> Value {
    let body = json!({"run": NAME, "version": version, "owner": "", "since": 0, "deeds": deeds}).to_string();
    browser.post_raw(&format!("/progresser/modules/{ID}/synchroniser"), "application/json", body.into_bytes(), &[]).await.is(200).json()
}

/// Says « I know this » and answers its first two questions, right or wrong.
async fn says(app: &TestApp, browser: &mut Browser, code: &str, is_right: bool) {
    let home = format!("/progresser/je-sais/{code}");
    browser.post(&home, &[]).await.is(303);
    let person = person_of(app, browser).await;
    let row = app.app.store.read(move |tx| Box::pin(claims::of_person(tx, person))).await.expect("the store").pop().expect("a claim");
    let items: Vec<String> = serde_json::from_str(&row.questions).expect("names");
    for (n, item) in items.iter().take(2).enumerate() {
        let put = question::put(&app.app, item, row.seed, n as i64).expect("it is in the edition");
        let mut fields = as_form(&put.presentation().task, &crate::responses::key_of(&put));
        fields.push(("seed".into(), put.seed.to_string()));
        fields.push(("act".into(), if is_right { "answer" } else { "dont-know" }.into()));
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        browser.post(&format!("{home}/{}", n + 1), &fields).await.is(303);
    }
}

async fn claims_of(app: &TestApp) -> i64 {
    app.rows().await["claim"]
}

on_both! {
    async fn what_two_wrong_answers_did_not_bear_out_rests_a_month_and_what_was_borne_out_stays(app) {
        let code = app.app.library.module(ID).expect("shipped").objective.clone();
        let home = format!("/progresser/je-sais/{code}");
        let mut browser = app.browser();
        says(app, &mut browser, &code, false).await;
        let page = browser.get(&home).await.is(200).text();
        assert!(page.contains("à partir du") && !page.contains("data-once"), "it says from when on, and offers no other try: {page}");
        // nobody tries until luck helps, however they ask
        for _ in 0..3 {
            browser.post(&home, &[]).await.is(422);
        }
        app.advance(29 * DAY);
        browser.post(&home, &[]).await.is(422);
        assert_eq!(claims_of(app).await, 1);
        app.advance(2 * DAY);
        assert!(browser.get(&home).await.is(200).plain().contains("Répondre de nouveau"));
        says(app, &mut browser, &code, true).await;
        assert_eq!(claims_of(app).await, 2);
        assert!(browser.get(&home).await.is(200).plain().contains("Deux réponses justes"));
        // an old form, another tab: what was borne out is not put in doubt again
        browser.post(&home, &[]).await.is(303);
        assert_eq!(claims_of(app).await, 2);
        assert!(browser.get(&home).await.is(200).plain().contains("Deux réponses justes"));
    }
}

on_both! {
    async fn nobody_reaches_the_run_of_somebody_else_whatever_their_device_says(app) {
        let module = app.app.library.module(ID).expect("shipped");
        let (mut first, mut other) = (app.browser(), app.browser());
        let read = json!([{"step": 1, "fields": [["act", "continue"]]}]);
        sent(&mut first, module.version, read.clone()).await;
        let (owner, own) = (person_of(app, &first).await, current(app, person_of(app, &first).await).await);
        // the same name, and the very name under which it is kept
        sent(&mut other, module.version, read).await;
        let thief = person_of(app, &other).await;
        assert_ne!(current(app, thief).await.id, own.id);
        let begun = run::begin(&app.app, &learner(thief), module, Some(Begun { id: own.id, seed: 0 })).await.expect("a run");
        assert_eq!((begun.person_id, begun.id), (thief, current(app, thief).await.id), "of their own");
        assert_eq!(current(app, owner).await, own);
        let refused = run::act(&app.app, &learner(thief), module, own.id, 1, Deed::Read).await;
        assert!(matches!(refused, Err(Failure::Refused(Refusal::NotFound))), "{refused:?}");
        let refused = run::traces(&app.app, &learner(thief), &own).await;
        assert!(matches!(refused, Err(Failure::Refused(Refusal::NotYours))), "{refused:?}");
        // left by its owner, its answers are under its name still: it is nobody else's name
        first.post(&format!("/progresser/modules/{ID}/recommencer"), &[]).await.is(303);
        sent(&mut other, module.version, json!([{"step": 2, "fields": [["act", "continue"]]}])).await;
        assert_ne!(current(app, thief).await.id, own.id);
    }
}

on_both! {
    async fn a_device_that_kept_an_older_text_goes_on_in_a_run_of_the_new_one(app) {
        let module = app.app.library.module(ID).expect("shipped");
        let mut phone = app.browser();
        sent(&mut phone, module.version, json!([{"step": 1, "fields": [["act", "continue"]]}])).await;
        let person = person_of(app, &phone).await;
        let run = current(app, person).await;
        let older = ModuleRun { version: 0, ..run.clone() };
        let rewritten = app.app.store.write(move |tx| {
            let older = older.clone();
            Box::pin(async move {
                module_runs::leave(tx, older.id).await?;
                module_runs::insert(tx, &older).await
            })
        });
        assert!(rewritten.await.expect("written"));
        // its steps are no longer those: what is done now is done in a run of today's text, in which no older answer stands in the way
        sent(&mut phone, module.version, json!([{"step": 2, "fields": [["act", "continue"]]}])).await;
        let now = current(app, person).await;
        assert_eq!((now.version, now.step), (i64::from(module.version), 0));
        assert_ne!(now.id, run.id);
    }
}

on_both! {
    async fn what_fits_nothing_of_today_makes_nobody_and_begins_nothing(app) {
        let before = app.rows().await;
        let told = sent(&mut app.browser(), 0, json!([{"step": 1, "fields": [["act", "continue"]]}])).await;
        assert_eq!((&told["state"], &told["outcomes"], &told["is_changed"]), (&json!("done"), &json!(["changed"]), &json!(true)));
        assert_eq!(app.rows().await, before);
    }
}

/// Somebody answered these while learning, wrong or right.
async fn met(app: &TestApp, person: Uuid, items: &BTreeSet<String>, is_right: bool) {
    let now = app.app.clock.now();
    for item in items {
        let put = question::put(&app.app, item, 0, 0).expect("it is in the edition");
        let row = PracticeAnswer {
            source_id: app.app.entropy.id(now),
            place: 0,
            person_id: person,
            source: "module".into(),
            item_id: put.item().id.clone(),
            parameters: "{}".into(),
            shown: serde_json::to_string(&Shown(Vec::new())).expect("written"),
            response: serde_json::to_string(&None::<Response>).expect("written"),
            won: if is_right { i64::from(put.item().interaction.points()) } else { 0 },
            points: i64::from(put.item().interaction.points()),
            met: 0,
            at: now,
        };
        app.app
            .store
            .write(move |tx| {
                let row = row.clone();
                Box::pin(async move { practice_answers::insert(tx, &row).await })
            })
            .await
            .expect("written");
    }
}

on_both! {
    async fn what_was_met_while_learning_is_not_asked_in_a_positioning(app) {
        let asked = async |session: &str| -> BTreeSet<String> {
            let id: Uuid = session.parse().expect("a session");
            let rows = app.app.store.read(move |tx| Box::pin(answers::all_of(tx, id))).await.expect("the store");
            rows.into_iter().map(|row| row.item_id).collect()
        };
        // what a stranger is asked is what whoever met it in a module is not
        let mut stranger = app.browser();
        let theirs = asked(&finished(app, &mut stranger, Way::Key, 7).await).await;
        let mut browser = app.browser();
        browser.post(&format!("/progresser/modules/{ID}"), &[]).await.is(303);
        let person = person_of(app, &browser).await;
        met(app, person, &theirs, false).await;
        let mine = asked(&finished(app, &mut browser, Way::Key, 7).await).await;
        assert!(mine.len() > 10 && theirs.len() > 10, "{} and {}", mine.len(), theirs.len());
        assert_eq!(mine.intersection(&theirs).collect::<Vec<_>>(), Vec::<&String>::new());
    }
}

on_both! {
    async fn pages_of_modules_may_be_kept_by_anybody_until_somebody_is_known(app) {
        let mut browser = app.browser();
        let heads = |reply: &crate::browser::Reply| {
            let said = |name: &str| reply.headers.get_all(name).iter().map(|value| value.to_str().expect("text").to_owned()).collect::<Vec<_>>().join(", ");
            (said("cache-control"), said("vary"))
        };
        let pages = ["/progresser/modules".into(), format!("/progresser/modules/{ID}"), format!("/progresser/modules/{ID}/imprimer"), "/progresser/patients".into()];
        for page in &pages {
            let reply = browser.get(page).await.is(200);
            let (kept, vary) = heads(&reply);
            assert_eq!(kept, "public, max-age=300", "{page}");
            assert!(vary.contains("Cookie") && vary.contains("Accept-Language"), "{page}: {vary}");
            assert!(reply.headers.get("set-cookie").is_none() && !reply.text().contains("name=\"robots\"") || page.ends_with("imprimer"), "{page}");
        }
        // what is done there is nobody else's: neither it, nor a refusal, nor a step is kept
        assert_eq!(heads(&browser.get(&format!("/progresser/modules/{ID}/1")).await.is(200)).0, "no-store");
        assert_eq!(heads(&browser.get("/progresser/modules/nul").await.is(404)).0, "no-store");
        browser.post(&format!("/progresser/modules/{ID}"), &[]).await.is(303);
        for page in &pages {
            assert_eq!(heads(&browser.get(page).await.is(200)).0, "no-store", "{page}");
        }
    }
}

on_both! {
    async fn the_list_of_modules_is_taken_away_as_it_is_narrowed(app) {
        let mut browser = app.browser();
        let page = browser.get("/progresser/modules?minutes=4&ordre=titre").await.is(200).text().replace("&#x2f;", "/").replace("&amp;", "&");
        let address = page.split('"').find(|part| part.starts_with("/progresser/modules.csv")).expect("a link").to_owned();
        assert_eq!(address, "/progresser/modules.csv?minutes=4&ordre=titre");
        let reply = browser.get(&address).await.is(200);
        assert_eq!(&reply.body[..3], b"\xef\xbb\xbf");
        let text = reply.text();
        let short = app.app.library.modules.iter().filter(|module| module.minutes <= 4).count();
        assert!(short > 0);
        assert_eq!(text.trim_end().split("\r\n").count(), short + 1, "{text}");
        assert!(text.contains("http://socle.example/progresser/modules/"));
        assert!(browser.cookies.is_empty());
        let all = browser.speaking("en").get("/progresser/modules.csv").await.is(200).text();
        assert!(all.contains("Title;") && all.trim_end().split("\r\n").count() == app.app.library.modules.len() + 1);
    }
}

on_both! {
    async fn everything_that_somebody_learned_is_in_their_export(app) {
        let mut browser = app.browser();
        finished(app, &mut browser, Way::Lot, 3).await;
        browser.post("/progresser/revoir", &[]).await.is(303);
        browser.post("/progresser/objectif", &[("objectif", "expert"), ("minutes", "5")]).await.is(303);
        let learned = browser.get("/compte/export").await.is(200).json()["learning"].clone();
        let round = &learned["rounds"][0];
        assert!(round["began_at"].is_string() && round["finished_at"].is_null() && !round["of"].as_array().expect("what was drawn").is_empty(), "{learned}");
        assert_eq!((&learned["plan"]["level"], &learned["plan"]["reminders_stopped_at"]), (&json!("expert"), &Value::Null));
    }
}

on_both! {
    async fn a_reason_never_promises_what_its_own_figures_deny_and_names_a_french_title_as_such(app) {
        let mut browser = app.browser().speaking("en");
        // nothing known: far below the level, one module moves no figure
        let session = browser.begin("whole").await;
        crate::answering::play_pages(app, &mut browser, &session, Way::Lot, 3).await;
        browser.post("/progresser/objectif", &[("objectif", "expert"), ("minutes", "8")]).await.is(303);
        let page = browser.get("/progresser").await.is(200).text();
        assert!(!page.contains("under 1%; with this module, about under 1%") && page.contains("It will take several modules"), "{page}");
        let prepares: Vec<&str> = page.split("Prepares “").skip(1).collect();
        assert!(prepares.iter().all(|rest| rest.starts_with("<span lang=\"fr\">")), "{page}");
    }
}

on_both! {
    async fn what_modules_are_expected_to_bring_is_not_told_as_a_level_that_is_held(app) {
        let mut browser = app.browser();
        finished(app, &mut browser, Way::Key, 3).await;
        let lead = async |browser: &mut Browser| browser.get("/progresser").await.is(200).plain();
        assert!(lead(&mut browser).await.contains("Vous tenez le niveau"), "every answer was right");
        // somebody whose answers were not, and who answered everything right since, with notes and colleagues
        let mut other = app.browser();
        finished(app, &mut other, Way::Lot, 3).await;
        let before = lead(&mut other).await;
        assert!(!before.contains("Vous tenez le niveau") && !before.contains("vous devriez tenir"), "{before}");
        app.advance(DAY);
        let all = app.app.editions.current().edition.pool.iter().map(|item| item.item.id.clone()).collect();
        met(app, person_of(app, &other).await, &all, true).await;
        let after = lead(&mut other).await;
        assert!(!after.contains("Vous tenez le niveau") && after.contains("vous devriez tenir"), "nothing was measured: {after}");
    }
}
