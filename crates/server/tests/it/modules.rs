//! Following a module: by anybody, on any device, recorded once.

use domain::access::{Actor, Authorised, Learn};
use domain::learning::module::{Module, Step};
use serde_json::Value;
use store::module_runs;
use uuid::Uuid;

use crate::account::give_address;
use crate::browser::Browser;
use crate::harness::{MINUTE, TestApp};

fn proof_of(person: Uuid) -> Authorised<Learn> {
    server::service::learn::plan::learner(&Actor::Person(person.as_u128())).expect("somebody")
}

const ID: &str = "partir-leger";

fn module(app: &TestApp) -> &Module {
    app.app.library.module(ID).expect("a module that is shipped")
}

fn page(step: usize) -> String {
    format!("/progresser/modules/{ID}/{}", step + 1)
}

/// The fields of a right or a wrong answer to the question of a step, as it is shown in this order.
fn fields_of(app: &TestApp, step: usize, seed: &str, is_right: bool) -> Vec<(String, String)> {
    let Step::Question(asked) = &module(app).steps[step] else { panic!("step {step} asks nothing") };
    let put = server::service::learn::question::put(&app.app, &asked.item, seed.parse().expect("a seed"), step as i64).expect("it is in the bank");
    let options = match put.presentation().task {
        domain::item::Task::SingleChoice { options } => options,
        other => panic!("another kind: {other:?}"),
    };
    let wins = |id: &str| {
        let response = domain::item::Response::SingleChoice { choice: id.to_owned() };
        put.judge(Some(response), 0).expect("an option").score.is_full() == is_right
    };
    let choice = options.into_iter().map(|option| option.id).find(|id| wins(id)).expect("such an option");
    vec![("act".into(), "answer".into()), ("seed".into(), seed.to_owned()), ("choice".into(), choice)]
}

fn seed_in(html: &str) -> String {
    let at = html.find("name=\"seed\" value=\"").expect("a form with its order") + "name=\"seed\" value=\"".len();
    html[at..].split('"').next().expect("a value").to_owned()
}

async fn post(browser: &mut Browser, path: &str, fields: &[(String, String)]) -> crate::browser::Reply {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post(path, &fields).await
}

/// Goes through a step as somebody does who reads it.
async fn do_step(app: &TestApp, browser: &mut Browser, step: usize) {
    match &module(app).steps[step] {
        Step::Question(_) => {
            let html = browser.get(&page(step)).await.is(200).text();
            let fields = fields_of(app, step, &seed_in(&html), true);
            let to = post(browser, &page(step), &fields).await.is(303).location();
            assert_eq!(to, page(step));
        }
        Step::Cards(cards) => {
            for card in 0..cards.cards.len() {
                let number = card.to_string();
                browser.post(&page(step), &[("act", "grade"), ("card", &number), ("grade", "good")]).await.is(303);
            }
        }
        Step::Practice(_) => {
            browser.post(&page(step), &[("act", "finish"), ("gesture", "Demain, je relis.")]).await.is(303);
        }
        _ => {
            let to = browser.post(&page(step), &[("act", "continue")]).await.is(303).location();
            assert!(to.starts_with(&page(step + 1)), "{to}");
        }
    }
}

async fn do_all(app: &TestApp, browser: &mut Browser) {
    browser.post(&format!("/progresser/modules/{ID}"), &[]).await.is(303);
    for step in 0..module(app).steps.len() {
        do_step(app, browser, step).await;
    }
}

async fn export(browser: &mut Browser) -> Value {
    browser.get("/compte/export").await.is(200).json()["learning"].clone()
}

on_both! {
    async fn anybody_reads_a_module_and_only_what_is_to_be_remembered_makes_somebody_of_them(app) {
        let mut reader = app.browser();
        let before = app.rows().await;
        reader.get("/progresser/modules").await.is(200);
        reader.get(&format!("/progresser/modules/{ID}")).await.is(200);
        for step in 0..module(app).steps.len() {
            reader.get(&page(step)).await.is(200);
        }
        reader.get(&format!("/progresser/modules/{ID}/imprimer")).await.is(200);
        reader.get("/progresser/patients").await.is(200);
        reader.get("/progresser/formateurs").await.is(200);
        reader.get("/progresser/modules/personne").await.is(404);
        reader.get(&format!("/progresser/modules/{ID}/99")).await.is(404);
        assert_eq!(reader.get(&format!("/progresser/modules/{ID}/fin")).await.is(303).location(), format!("/progresser/modules/{ID}"));
        assert_eq!(app.rows().await, before, "reading writes nothing");
        assert!(reader.cookies.is_empty());
        // a form that says nothing makes nobody either
        reader.post(&page(2), &[("act", "answer")]).await.is(422);
        reader.post(&page(0), &[("act", "nonsense")]).await;
        assert_eq!(app.rows().await["person"], before["person"]);
        reader.post(&format!("/progresser/modules/{ID}"), &[]).await.is(303);
        assert_eq!(app.rows().await["module_run"], 1);
    }
}

on_both! {
    async fn a_module_is_followed_to_its_end_and_what_was_done_twice_is_kept_once(app) {
        let mut browser = app.browser();
        let to = browser.post(&format!("/progresser/modules/{ID}"), &[]).await.is(303).location();
        assert_eq!(to, page(0));
        browser.post(&format!("/progresser/modules/{ID}"), &[]).await.is(303);
        assert_eq!(app.rows().await["module_run"], 1, "a double click begins one");
        for step in 0..module(app).steps.len() {
            do_step(app, &mut browser, step).await;
            do_step_again(app, &mut browser, step).await;
        }
        let end = browser.get(&format!("/progresser/modules/{ID}/fin")).await.is(200).text();
        assert!(end.contains("Demain, je relis."));
        let rows = app.rows().await;
        let (questions, cards) = (module(app).items().count() as i64, module(app).cards().count() as i64);
        assert_eq!((rows["module_run"], rows["practice_answer"], rows["memory_recall"], rows["memory"]), (1, questions, questions + cards, questions + cards));
        let learned = export(&mut browser).await;
        assert_eq!(learned["modules"][0]["what_i_will_do"], "Demain, je relis.");
        assert!(learned["modules"][0]["finished_at"].is_string());
        assert!(learned["answers"].as_array().expect("answers").iter().all(|answer| answer["points"] == answer["points_possible"]));
        // done again, it is another run; met again, its questions say so
        browser.post(&format!("/progresser/modules/{ID}/recommencer"), &[]).await.is(303);
        do_all(app, &mut browser).await;
        assert_eq!(app.rows().await["module_run"], 2);
    }
}

/// The same step once more: a second click, the back button, another tab.
async fn do_step_again(app: &TestApp, browser: &mut Browser, step: usize) {
    match &module(app).steps[step] {
        Step::Question(_) => {
            let other = fields_of(app, step, "99", false);
            post(browser, &page(step), &other).await.is(303);
        }
        Step::Cards(_) => {
            browser.post(&page(step), &[("act", "grade"), ("card", "0"), ("grade", "again")]).await.is(303);
        }
        Step::Practice(_) => {
            browser.post(&page(step), &[("act", "finish"), ("gesture", "Autre chose.")]).await.is(303);
        }
        _ => {
            browser.post(&page(step), &[("act", "continue")]).await.is(303);
        }
    }
}

on_both! {
    async fn one_goes_on_where_one_was_and_nothing_is_skipped(app) {
        let mut browser = app.browser();
        // a step further on, opened from a link, leads to the first that is not done
        let to = browser.post(&page(1), &[("act", "continue")]).await.is(303).location();
        assert!(to.starts_with(&page(0)), "{to}");
        do_step(app, &mut browser, 0).await;
        do_step(app, &mut browser, 1).await;
        let last = page(module(app).steps.len() - 1);
        let to = browser.post(&last, &[("act", "finish"), ("gesture", "Demain, au vestiaire.")]).await.is(303).location();
        assert!(to.starts_with(&page(2)), "the end waits for the rest: {to}");
        assert!(browser.get(&last).await.is(200).text().contains("Demain, au vestiaire."), "what was typed waits too");
        assert_eq!(browser.get(&format!("/progresser/modules/{ID}/fin")).await.is(303).location(), page(2));
        let to = browser.post(&format!("/progresser/modules/{ID}"), &[]).await.is(303).location();
        assert!(to.starts_with(&page(2)), "{to}");
        let list = browser.get("/progresser/modules").await.is(200).text();
        assert!(list.contains("À reprendre"));
        // a question is not passed by without an answer
        let to = browser.post(&page(2), &[("act", "continue")]).await.is(303).location();
        assert!(to.starts_with(&page(2)), "{to}");
        browser.post(&page(2), &[("act", "dont-know"), ("seed", "5")]).await.is(303);
        let html = browser.get(&page(2)).await.is(200).text();
        assert!(html.contains("Vous ne saviez pas") && html.contains("id=\"corrige\""));
    }
}

on_both! {
    async fn the_key_of_a_question_stays_until_its_answer_and_a_second_try_leaves_no_trace(app) {
        let mut browser = app.browser();
        browser.post(&format!("/progresser/modules/{ID}"), &[]).await.is(303);
        let html = browser.get(&page(2)).await.is(200).text();
        let Step::Question(asked) = &module(app).steps[2] else { panic!("a question") };
        let put = server::service::learn::question::put(&app.app, &asked.item, 0, 2).expect("in the bank");
        let key = &put.item().explanation;
        assert!(!html.contains(&server::render::typeset(key)[..40]), "no explanation before the answer");
        // a try is refused to whoever has not answered
        let tried = fields_of(app, 2, &seed_in(&html), true);
        let tried: Vec<(String, String)> = tried.into_iter().map(|(name, value)| if name == "act" { (name, "try".into()) } else { (name, value) }).collect();
        post(&mut browser, &page(2), &tried).await.is(303);
        assert_eq!(app.rows().await["practice_answer"], 0);
        // what was filled in stays after a refusal, and nothing was recorded
        browser.post(&page(2), &[("act", "answer"), ("seed", "12")]).await.is(422);
        assert_eq!(app.rows().await["practice_answer"], 0);
        let wrong = fields_of(app, 2, &seed_in(&html), false);
        post(&mut browser, &page(2), &wrong).await.is(303);
        let before = app.rows().await;
        let html = post(&mut browser, &page(2), &tried).await.is(200).text();
        assert!(html.contains("n’a laissé aucune trace") && html.contains("outcome-right"));
        assert_eq!(app.rows().await, before);
        assert!(browser.get(&page(2)).await.is(200).text().contains("outcome-wrong"), "the first answer is the one that is kept");
    }
}

on_both! {
    async fn what_a_visitor_learned_is_theirs_once_they_sign_in_and_leaves_with_them(app) {
        let mut phone = app.browser();
        do_all(app, &mut phone).await;
        give_address(app, &mut phone, "lea@ehpad.example").await;
        let mut ward = app.browser();
        ward.post(&format!("/progresser/modules/{ID}"), &[]).await.is(303);
        do_step(app, &mut ward, 0).await;
        give_address(app, &mut ward, "lea@ehpad.example").await;
        let learned = export(&mut ward).await;
        assert_eq!(learned["modules"].as_array().expect("runs").len(), 2);
        assert_eq!(app.rows().await["person"], 1);
        let person: Uuid = ward.get("/compte/export").await.json()["person"]["id"].as_str().expect("an id").parse().expect("a UUID");
        let met = app.app.store.read(move |tx| Box::pin(store::answers::items_of_person(tx, person, 0))).await.expect("items");
        assert!(module(app).items().all(|item| met.iter().any(|known| known == item)), "what was met in a module is not asked in a positioning: {met:?}");
        ward.post("/compte/effacer", &[("word", "EFFACER")]).await.is(303);
        let rows = app.rows().await;
        assert_eq!((rows["person"], rows["module_run"], rows["practice_answer"], rows["memory"], rows["memory_recall"]), (0, 0, 0, 0, 0));
    }
}

on_both! {
    async fn a_module_that_changed_is_begun_again_and_what_was_done_stays_done(app) {
        let mut browser = app.browser();
        browser.post(&format!("/progresser/modules/{ID}"), &[]).await.is(303);
        do_step(app, &mut browser, 0).await;
        let person: Uuid = browser.get("/compte/export").await.json()["person"]["id"].as_str().expect("an id").parse().expect("a UUID");
        let run = app.app.store.read(move |tx| Box::pin(module_runs::current(tx, person, ID))).await.expect("read").expect("a run");
        // the run is of a text before this one
        let older = module_runs::ModuleRun { id: app.app.entropy.id(app.app.clock.now()), version: 0, ..run.clone() };
        app.app
            .store
            .write(move |tx| {
                let (older, run) = (older.clone(), run.id);
                Box::pin(async move {
                    module_runs::leave(tx, run).await?;
                    module_runs::insert(tx, &older).await
                })
            })
            .await
            .expect("written");
        app.advance(MINUTE);
        let to = browser.post(&format!("/progresser/modules/{ID}"), &[]).await.is(303).location();
        assert!(to.starts_with(&page(0)), "{to}");
        do_all(app, &mut browser).await;
        let learned = export(&mut browser).await;
        assert_eq!(learned["modules"].as_array().expect("runs").len(), 1);
        assert_eq!(learned["modules"][0]["version"], 1);
    }
}

on_both! {
    async fn modules_are_searched_without_accents_and_narrowed_by_address(app) {
        let mut browser = app.browser();
        let count = async |browser: &mut Browser, query: &str| {
            let html = browser.get(&format!("/progresser/modules?{query}")).await.is(200).text();
            html.matches("class=\"module-card\"").count()
        };
        assert_eq!(count(&mut browser, "").await, 20);
        let (last, left) = (app.app.library.modules.len().div_ceil(20), (app.app.library.modules.len() - 1) % 20 + 1);
        assert_eq!(count(&mut browser, &format!("page={last}")).await, left);
        assert_eq!(count(&mut browser, "page=999").await, left, "past the end is the end");
        let found = count(&mut browser, "q=PREPARER+votre+sac+telephone").await;
        assert_eq!(found, 1);
        assert_eq!(count(&mut browser, "public=patients").await, app.app.library.modules.iter().filter(|m| m.audience == domain::learning::module::Audience::Patients).count());
        assert_eq!(count(&mut browser, "q=xyzzy").await, 0);
        assert_eq!(count(&mut browser, "etat=done").await, 0);
        assert_eq!(count(&mut browser, "minutes=abc&ordre=%00&page=-1&domaine=rien").await, 0);
    }
}

on_both! {
    async fn minutes_of_modules_are_seen_by_whoever_studied_and_count_once_they_are_declared_and_accepted(app) {
        let mut browser = app.browser();
        do_all(app, &mut browser).await;
        let person: Uuid = give_address(app, &mut browser, "lea@ifsi.example").await.parse().expect("a UUID");
        let manager = app.someone("cadre@ifsi.example").await;
        let organisation = app.organisation(manager).await;
        let learner = app.learner(organisation, "Petit", "Léa").await;
        let now = app.app.clock.now();
        app.app.store.write(move |tx| Box::pin(store::learners::link(tx, learner, person, now))).await.expect("linked");
        let html = browser.get("/mes-heures").await.is(200).text();
        assert!(html.contains("Mes modules") && html.contains("Déclarer"), "{html}");
        assert_eq!(app.rows().await["training"], 0, "an organisation learns nothing of it by itself");
        // the declaration is filled in, sent as any other, and waits to be accepted
        app.advance(MINUTE);
        let html = browser.get("/mes-heures?modules=1").await.is(200).text();
        let value = |name: &str| {
            let at = html.find(&format!("name=\"{name}\"")).unwrap_or_else(|| panic!("no field {name}"));
            let from = html[at..].find("value=\"").expect("a value") + at + "value=\"".len();
            html[from..].split('"').next().expect("a value").to_owned()
        };
        let minutes = module(app).minutes;
        let domain = server::service::learn::hours::studied(&app.app, &proof_of(person)).await.expect("modules").remove(0).domain;
        assert_eq!(value(&format!("heures-{domain}")), format!("0 h {minutes:02}"));
        let sent = [
            ("brouillon", value("brouillon")),
            ("organisation", organisation.to_string()),
            ("titre", value("titre")),
            ("nature", "online".to_owned()),
            ("organisme", value("organisme")),
            ("jour", value("jour")),
            ("preuve", "Partir léger".to_owned()),
        ];
        let mut sent: Vec<(&str, &str)> = sent.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let (field, hours) = (format!("heures-{domain}"), format!("0 h {minutes:02}"));
        sent.push((&field, &hours));
        browser.post("/mes-heures/formations", &sent).await.is(303);
        assert_eq!(app.rows().await["training"], 1);
        assert!(browser.get("/mes-heures").await.is(200).text().contains("Vous avez déclaré tous vos modules terminés"));
        // done again it adds nothing
        browser.post(&format!("/progresser/modules/{ID}/recommencer"), &[]).await.is(303);
        do_all(app, &mut browser).await;
        assert_eq!(server::service::learn::hours::studied(&app.app, &proof_of(person)).await.expect("modules").len(), 1);
    }
}
