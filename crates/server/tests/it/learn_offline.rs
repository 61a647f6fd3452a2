//! Modules without a network: what a device keeps, what it sends when it is back, and films.

use domain::learning::module::{Module, Step};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::account::give_address;
use crate::browser::{Browser, Reply};
use crate::harness::TestApp;

const ID: &str = "partir-leger";
const RUN: &str = "7c9a2f0e-3a5b-4c1d-9e8f-1a2b3c4d5e6f";

fn module(app: &TestApp) -> &Module {
    app.app.library.module(ID).expect("a module that is shipped")
}

fn field(name: &str, value: &str) -> Value {
    json!([name, value])
}

/// A module as a device gets it.
async fn contents(browser: &mut Browser) -> Value {
    browser.get(&format!("/progresser/modules/{ID}/hors-ligne.json")).await.is(200).json()
}

/// Everything that is done in the module, in its order; every question is answered with this option.
fn deeds(app: &TestApp, contents: &Value, choice: &str) -> Vec<Value> {
    let mut deeds = Vec::new();
    for (i, step) in module(app).steps.iter().enumerate() {
        let mut done = |fields: Vec<Value>| deeds.push(json!({"step": i + 1, "part": contents["steps"][i], "fields": fields}));
        match step {
            Step::Question(_) => done(vec![field("act", "answer"), field("seed", "0"), field("choice", choice)]),
            Step::Cards(cards) => {
                for card in 0..cards.cards.len() {
                    done(vec![field("act", "grade"), field("card", &card.to_string()), field("grade", "good")]);
                }
            }
            Step::Practice(_) => done(vec![field("act", "finish"), field("gesture", "Demain, je demande.")]),
            _ => done(vec![field("act", "continue")]),
        }
    }
    deeds
}

fn sending(run: &str, contents: &Value, deeds: Vec<Value>) -> Value {
    json!({"run": run, "version": contents["version"], "owner": "", "since": 600_000, "deeds": Value::Array(deeds)})
}

async fn send(browser: &mut Browser, body: &Value) -> Reply {
    browser.post_raw(&format!("/progresser/modules/{ID}/synchroniser"), "application/json", body.to_string().into_bytes(), &[]).await
}

async fn owner(browser: &mut Browser) -> String {
    let html = browser.get(&format!("/progresser/modules/{ID}")).await.is(200).text();
    let at = html.find("data-owner=\"").expect("a part that keeps") + "data-owner=\"".len();
    html[at..].split('"').next().expect("a value").to_owned()
}

fn outcomes(told: &Value) -> Vec<&str> {
    told["outcomes"].as_array().expect("outcomes").iter().map(|one| one.as_str().expect("a word")).collect()
}

on_both! {
    async fn a_module_followed_without_a_network_is_one_run_however_often_it_is_sent(app) {
        let mut phone = app.browser();
        let kept = contents(&mut phone).await;
        assert!(phone.cookies.is_empty(), "keeping a module makes nobody of its reader");
        let all = deeds(app, &kept, "1");
        // the first half went out, its reply was lost; then everything was sent, twice
        send(&mut phone, &sending(RUN, &kept, all[..4].to_vec())).await.is(200);
        let told = send(&mut phone, &sending(RUN, &kept, all.clone())).await.is(200).json();
        assert_eq!(told["state"], "done");
        assert_eq!(told["is_finished"], true);
        assert_eq!(told["next"], format!("/progresser/modules/{ID}/fin"));
        assert!(outcomes(&told)[4..].iter().all(|one| *one == "first"), "{told}");
        let once = app.rows().await;
        let again = send(&mut phone, &sending(RUN, &kept, all)).await.is(200).json();
        assert!(outcomes(&again).iter().all(|one| *one == "same"), "{again}");
        assert_eq!(app.rows().await, once, "sent again, it changes nothing");
        let (questions, cards) = (module(app).items().count() as i64, module(app).cards().count() as i64);
        assert_eq!((once["module_run"], once["practice_answer"], once["memory"]), (1, questions, questions + cards));
        phone.get(&format!("/progresser/modules/{ID}/fin")).await.is(200);
    }
}

on_both! {
    async fn of_two_devices_without_a_network_the_first_answer_counts_and_the_second_is_told(app) {
        let mut phone = app.browser();
        phone.post("/progresser/modules/une-adresse-se-lit-par-la-fin", &[]).await.is(303);
        let mut tablet = app.browser();
        tablet.cookies = phone.cookies.clone();
        let kept = contents(&mut phone).await;
        send(&mut phone, &sending(RUN, &kept, deeds(app, &kept, "1"))).await.is(200);
        let before = app.rows().await;
        let told = send(&mut tablet, &sending("00000000-0000-4000-8000-000000000001", &kept, deeds(app, &kept, "2"))).await.is(200).json();
        let questions: Vec<usize> = kept["steps"].as_array().unwrap().iter().enumerate().filter(|(_, step)| step["item"].is_array()).map(|(i, _)| i).collect();
        assert_eq!(outcomes(&told).iter().filter(|one| **one == "other").count(), questions.len(), "{told}");
        assert_eq!(told["is_finished"], true);
        assert_eq!(app.rows().await, before, "no second run, no second answer");
        // what is begun after that is another run
        let later = json!({"since": 0, "run": "00000000-0000-4000-8000-000000000002", "version": kept["version"], "owner": "", "deeds": [deeds(app, &kept, "2")[0]]});
        app.advance(1_000_000);
        send(&mut tablet, &later).await.is(200);
        assert_eq!(app.rows().await["module_run"], before["module_run"] + 1);
    }
}

on_both! {
    async fn what_somebody_did_becomes_nobody_elses_without_their_word(app) {
        let mut first = app.browser();
        first.post(&format!("/progresser/modules/{ID}"), &[]).await.is(303);
        give_address(app, &mut first, "claire.dupuis@chu.test").await;
        let mine = owner(&mut first).await;
        assert_eq!(mine.len(), 16);
        let kept = contents(&mut first).await;
        let mut body = sending(RUN, &kept, deeds(app, &kept, "1"));
        body["owner"] = json!(mine);
        // signed out meanwhile: it waits on the device
        let mut nobody = app.browser();
        assert_eq!(send(&mut nobody, &body).await.is(401).json()["state"], "signed-out");
        // a colleague at the same computer
        let mut colleague = app.browser();
        colleague.post("/progresser/modules/une-adresse-se-lit-par-la-fin", &[]).await.is(303);
        let before = app.rows().await;
        assert_eq!(send(&mut colleague, &body).await.is(409).json()["state"], "somebody-else");
        assert_eq!(app.rows().await, before);
        assert_eq!(send(&mut first, &body).await.is(200).json()["is_finished"], true);
        // the colleague says that they are theirs: then they have a run of their own, and not that of somebody else
        body["mine"] = json!(true);
        assert_eq!(send(&mut colleague, &body).await.is(200).json()["is_finished"], true);
        let after = app.rows().await;
        assert_eq!(after["module_run"], before["module_run"] + 1);
        assert_eq!(after["practice_answer"], 2 * module(app).items().count() as i64);
    }
}

on_both! {
    async fn an_answer_to_another_text_is_not_counted_and_an_empty_one_is_asked_again(app) {
        let mut phone = app.browser();
        let kept = contents(&mut phone).await;
        let mut all = deeds(app, &kept, "1");
        let questions: Vec<usize> = all.iter().enumerate().filter(|(_, deed)| deed["part"]["item"].is_array()).map(|(i, _)| i).collect();
        let [one, other] = questions[..] else { panic!("two questions") };
        all[one]["part"]["item"][1] = json!(99);
        all[other]["fields"] = json!([["act", "answer"], ["seed", "0"]]);
        let told = send(&mut phone, &sending(RUN, &kept, all.clone())).await.is(200).json();
        assert_eq!((outcomes(&told)[one], outcomes(&told)[other], &told["is_finished"]), ("changed", "refused", &json!(false)));
        assert_eq!(told["next"], format!("/progresser/modules/{ID}/{}#etape", all[one]["step"]));
        assert_eq!(app.rows().await["practice_answer"], 0);
        // a copy of an older version: answers and cards are found by their names, pages are to be read again
        let mut old = sending("00000000-0000-4000-8000-000000000003", &kept, deeds(app, &kept, "1"));
        old["version"] = json!(0);
        let mut tablet = app.browser();
        let told = send(&mut tablet, &old).await.is(200).json();
        assert_eq!((&told["is_changed"], &told["is_finished"]), (&json!(true), &json!(false)));
        assert_eq!(outcomes(&told)[one], "first");
        assert_eq!(outcomes(&told)[0], "changed");
    }
}

on_both! {
    async fn a_device_with_a_wrong_clock_and_one_that_sends_nonsense_do_no_harm(app) {
        let mut phone = app.browser();
        let kept = contents(&mut phone).await;
        for (n, since) in [i64::MIN, -5, i64::MAX].into_iter().enumerate() {
            let mut body = sending(&Uuid::from_u128(n as u128 + 10).to_string(), &kept, deeds(app, &kept, "1"));
            body["since"] = json!(since);
            app.advance(1_000_000);
            assert_eq!(send(&mut phone, &body).await.is(200).json()["state"], "done");
        }
        let rows = app.rows().await;
        let good = sending(RUN, &kept, deeds(app, &kept, "1"));
        for spoil in [json!({"run": "x"}), json!({"deeds": 3}), json!({"since": "hier"}), json!({"extra": 1})] {
            let mut body = good.clone();
            for (key, value) in spoil.as_object().unwrap() {
                body[key] = value.clone();
            }
            assert_eq!(send(&mut phone, &body).await.is(400).json()["state"], "malformed");
        }
        let many = vec![good["deeds"][0].clone(); 201];
        assert_eq!(send(&mut phone, &sending(RUN, &kept, many)).await.is(400).json()["state"], "malformed");
        let odd = json!([{"step": 0, "fields": [["act", "continue"]]}, {"step": 999, "fields": [["act", "finish"]]}, {"step": 1, "fields": []}]);
        let told = send(&mut phone, &sending("00000000-0000-4000-8000-000000000009", &kept, odd.as_array().unwrap().clone())).await.is(200).json();
        assert_eq!(outcomes(&told), ["changed", "changed", "changed"]);
        assert_eq!(app.rows().await["practice_answer"], rows["practice_answer"]);
        phone.post_raw("/progresser/modules/nulle-part/synchroniser", "application/json", good.to_string().into_bytes(), &[]).await.is(404);
    }
}

on_both! {
    async fn what_a_device_keeps_names_nobody_and_holds_no_key(app) {
        let mut reader = app.browser();
        let kept = contents(&mut reader).await;
        let pages: Vec<String> = kept["pages"].as_array().unwrap().iter().map(|page| page.as_str().unwrap().to_owned()).collect();
        assert!(pages.len() > module(app).steps.len() + module(app).cards().count());
        let put = |item: &str| server::service::learn::question::put(&app.app, item, 0, 0).expect("in the bank");
        let explanations: Vec<String> = module(app).items().map(|item| put(item).item().explanation.chars().take(30).collect()).collect();
        for page in pages {
            let text = reader.get(&page).await.is(200).plain();
            assert!(explanations.iter().all(|explanation| !text.contains(explanation.as_str())), "{page} says what is right");
        }
        assert!(reader.cookies.is_empty());
        let worker = reader.get("/service-worker.js").await.is(200);
        assert_eq!(worker.headers["cache-control"], "no-cache");
        assert!(worker.headers["content-type"].to_str().unwrap().starts_with("text/javascript"));
        // and whoever signs out leaves none of it to the next one
        reader.post(&format!("/progresser/modules/{ID}"), &[]).await.is(303);
        let out = reader.post("/deconnexion", &[]).await.is(303);
        assert_eq!(out.headers["clear-site-data"], "\"storage\"");
    }
}

on_both! {
    async fn a_film_is_sent_whole_or_in_parts_and_kept_under_the_name_of_what_is_in_it(app) {
        let mut reader = app.browser();
        let base = "/progresser/modules/une-adresse-se-lit-par-la-fin";
        let film = app.app.library.films.get("une-adresse-se-lit-par-la-fin", "lire-une-adresse.webm").expect("a film").clone();
        let path = format!("{base}/films/lire-une-adresse.webm");
        let whole = reader.get(&path).await.is(200);
        assert_eq!(whole.body.len(), film.bytes);
        assert_eq!(whole.headers["content-type"], "video/webm");
        assert_eq!(whole.headers["accept-ranges"], "bytes");
        assert_eq!(whole.headers["cache-control"], "public, max-age=3600");
        let named = reader.get(&format!("{path}?v={}", film.digest)).await.is(200);
        assert_eq!(named.headers["cache-control"], "public, max-age=31536000, immutable");
        let tag = whole.headers["etag"].to_str().unwrap().to_owned();
        let part = reader.get_with(&path, &[("range", "bytes=1000-1999")]).await.is(206);
        assert_eq!(part.headers["content-range"], format!("bytes 1000-1999/{}", film.bytes));
        assert_eq!(part.body[..], whole.body[1000..2000]);
        reader.get_with(&path, &[("range", "bytes=99999999-")]).await.is(416);
        reader.get_with(&path, &[("range", "bytes=0-9"), ("if-range", "\"another\"")]).await.is(200);
        reader.get_with(&path, &[("if-none-match", &tag)]).await.is(304);
        assert!(reader.get(&format!("{base}/films/lire-une-adresse.vtt")).await.is(200).text().starts_with("WEBVTT"));
        for elsewhere in ["lire-une-adresse.toml", "une-adresse-se-lit-par-la-fin.toml", "commencer-une-seance-video.webm", "..%2F..%2FLISEZMOI.md", "%2Fetc%2Fpasswd"] {
            reader.get(&format!("{base}/films/{elsewhere}")).await.is(404);
        }
        let step = app.app.library.module("une-adresse-se-lit-par-la-fin").unwrap().steps.iter().position(|step| matches!(step, Step::Video(_))).unwrap();
        let page = reader.get(&format!("{base}/{}", step + 1)).await.is(200).text();
        assert!(page.contains(&format!("lire-une-adresse.webm?v={}", film.digest)) && page.contains("kind=\"captions\"") && page.contains("#t="));
        assert!(!page.contains("autoplay"));
        assert!(page.contains("preload=\"none\""));
    }
}
