//! Tokens that change when what they open changes, passwords that cost the same whoever they are tried on, and doors that stay narrow.

use std::net::Ipv4Addr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use serde_json::json;
use store::mails;

use crate::account::{give_address, link_in_mail, path_of_link};
use crate::answering::{Way, answer_to, finished};
use crate::browser::{Browser, Reply};
use crate::harness::{MINUTE, SECOND, TestApp, eventually};
use psychometrics::random::Random;

const PASSWORD: &str = "trois lits, deux oreillers";

/// Somebody with an address and a password.
async fn known(app: &TestApp, email: &str) -> Browser {
    let mut browser = app.browser();
    browser.begin("whole").await;
    give_address(app, &mut browser, email).await;
    browser.post("/compte/mot-de-passe", &[("password", PASSWORD)]).await.is(303);
    browser
}

/// Whether a browser with this token alone is recognised.
async fn opens(app: &TestApp, token: &str) -> bool {
    let mut thief = app.browser();
    thief.cookies.insert("socle".into(), token.to_owned());
    thief.get("/compte").await.status == 200
}

async fn sign_in(browser: &mut Browser, email: &str, password: &str) -> Reply {
    browser.post("/connexion", &[("act", "password"), ("email", email), ("password", password)]).await
}

on_both! {
    async fn a_token_from_before_a_sign_in_opens_nothing_of_the_account(app) {
        // somebody prepares a browser and keeps its token
        let mut ward = app.browser();
        ward.begin("whole").await;
        let planted = ward.token();
        // its next user proves an address there
        give_address(app, &mut ward, "lea@ehpad.example").await;
        let proved = ward.token();
        assert_ne!(proved, planted, "proving an address gives a new token");
        assert!(!opens(app, &planted).await && opens(app, &proved).await);
        // chooses a password
        ward.post("/compte/mot-de-passe", &[("password", PASSWORD)]).await.is(303);
        let chosen = ward.token();
        assert_ne!(chosen, proved, "setting a password gives a new token");
        assert!(!opens(app, &proved).await && opens(app, &chosen).await);
        // and signs in once more, by password and by link
        sign_in(&mut ward, "lea@ehpad.example", PASSWORD).await.is(303);
        let signed = ward.token();
        assert_ne!(signed, chosen, "signing in gives a new token");
        assert!(!opens(app, &chosen).await && opens(app, &signed).await, "and the one that this browser had is dead");
        ward.post("/connexion", &[("act", "link"), ("email", "lea@ehpad.example")]).await.is(200);
        let link = link_in_mail(app, "lea@ehpad.example").await;
        ward.post(&link, &[]).await.is(303);
        assert!(!opens(app, &signed).await && opens(app, &ward.token()).await);
        assert_eq!(app.rows().await["login"], 1, "nothing is left behind");
    }
}

on_both! {
    async fn signing_in_elsewhere_leaves_other_devices_alone(app) {
        let first = known(app, "deux@ehpad.example").await;
        let mut second = app.browser();
        sign_in(&mut second, "deux@ehpad.example", PASSWORD).await.is(303);
        assert!(opens(app, &first.token()).await && opens(app, &second.token()).await);
        // somebody else signs in on the first: the account that was open there is no more
        let other = known(app, "autre@ehpad.example").await;
        let before = first.token();
        let mut first = first;
        sign_in(&mut first, "autre@ehpad.example", PASSWORD).await.is(303);
        assert!(!opens(app, &before).await && opens(app, &second.token()).await && opens(app, &other.token()).await);
        assert_eq!(first.get("/compte/export").await.json()["person"]["email"], "autre@ehpad.example");
    }
}

on_both! {
    async fn a_new_password_ends_every_token_and_link_and_is_told(app) {
        let mut owner = known(app, "vol@ehpad.example").await;
        app.advance(16 * MINUTE);
        let thief = owner.token();
        let page = owner.post("/compte/autre-appareil", &[]).await.is(200).plain();
        let on_screen = path_of_link(&page.replace(['"', '<', '>'], " "));
        owner.post("/compte/mot-de-passe", &[("current", PASSWORD), ("password", "cinq poules et un coq")]).await.is(303);
        assert!(!opens(app, &thief).await);
        app.browser().post(&on_screen, &[]).await.is(410);
        let told = newest_mail(app, "vol@ehpad.example").await;
        assert!(told.contains("mot de passe") && told.contains("contact@socle.example") && !told.contains("/connexion/lien/"), "{told}");
    }
}

async fn newest_mail(app: &TestApp, to: &str) -> String {
    let now = app.app.clock.now();
    let waiting = app.app.store.write(move |tx| Box::pin(mails::claim(tx, now, now, 50))).await.expect("mails");
    let newest = waiting.into_iter().filter(|m| m.mail.recipient == to).max_by_key(|m| m.mail.id).unwrap_or_else(|| panic!("no mail to {to}"));
    format!("{}\n{}", newest.mail.subject, newest.mail.body_text)
}

on_both! {
    async fn another_address_ends_every_token_and_the_old_one_is_told(app) {
        let mut owner = known(app, "avant@ehpad.example").await;
        app.advance(MINUTE);
        let kept = owner.token();
        owner.post("/compte/email", &[("email", "apres@ehpad.example")]).await.is(200);
        assert!(opens(app, &kept).await, "asking changes nothing yet");
        let link = link_in_mail(app, "apres@ehpad.example").await;
        let mut mailbox = app.browser();
        mailbox.post(&link, &[]).await.is(303);
        assert!(!opens(app, &kept).await && opens(app, &mailbox.token()).await);
        assert_eq!(mailbox.get("/compte/export").await.json()["person"]["email"], "apres@ehpad.example");
        let told = newest_mail(app, "avant@ehpad.example").await;
        assert!(told.contains("autre adresse") && told.contains("contact@socle.example"), "{told}");
    }
}

on_both! {
    async fn a_wrong_password_costs_and_says_the_same_whoever_it_is_tried_on(app) {
        known(app, "connue@ehpad.example").await;
        let mut without = app.browser();
        without.begin("whole").await;
        give_address(app, &mut without, "sans@ehpad.example").await;
        app.advance(16 * MINUTE);
        let mut told = Vec::new();
        for email in ["connue@ehpad.example", "sans@ehpad.example", "inconnue@ehpad.example"] {
            let (hashed, lines) = (app.app.gates.passwords.passed(), app.rows().await["audit"]);
            let mut thief = app.browser();
            let page = sign_in(&mut thief, email, "un autre mot de passe").await.is(401);
            assert_eq!(app.app.gates.passwords.passed(), hashed + 1, "{email}: one hash");
            assert_eq!(app.rows().await["audit"], lines + 1, "{email}: one line");
            assert!(thief.cookies.is_empty());
            let api = app.api().post("/api/v1/logins", &json!({ "email": email, "password": "un autre mot de passe" })).await.is(401);
            told.push((page.plain().replace(email, "…"), api.text()));
        }
        assert!(told.windows(2).all(|pair| pair[0] == pair[1]), "the same words");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_hundred_who_sign_in_at_once_neither_fill_the_memory_nor_delay_an_answer() {
    let app = Arc::new(TestApp::on(crate::harness::Home::folder()).await);
    let mut learner = app.browser();
    let session = learner.begin("whole").await;
    let api = app.api().bearing(&learner.token());
    let gate = &app.app.gates.passwords;
    // every door is held from here: nobody gets in before they are let go, however fast this machine is
    let mut held = Vec::new();
    for _ in 0..gate.at_once() {
        held.push(gate.enter().await.expect("a free door"));
    }
    let crowd: Vec<_> = (0..200_u8)
        .map(|n| {
            let mut browser = app.browser().at(Ipv4Addr::new(198, 51, 100, n));
            tokio::spawn(async move { sign_in(&mut browser, &format!("p{n}@ehpad.example"), PASSWORD).await.status.as_u16() })
        })
        .collect();
    eventually("a crowd waits", || (gate.waiting() > 0).then_some(())).await;
    // nobody but the door counts what is inside: it is looked at all the time while people answer
    let (most, over) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicBool::new(false)));
    let watch = {
        let (app, most, over) = (Arc::clone(&app), Arc::clone(&most), Arc::clone(&over));
        std::thread::spawn(move || {
            while !over.load(Ordering::SeqCst) {
                most.fetch_max(app.app.gates.passwords.inside(), Ordering::SeqCst);
                std::thread::yield_now();
            }
        })
    };
    let mut random = Random::new(3, 3);
    for seq in 1..=10 {
        let response = json!(answer_to(&app, &session, Way::Lot, &mut random).await);
        app.advance(20 * SECOND);
        api.answer(&session, seq, &response).await.is(200);
    }
    assert_eq!((gate.inside(), gate.passed()), (gate.at_once(), gate.at_once() as u64), "no door was open while ten answers were recorded");
    drop(held);
    let mut statuses = Vec::new();
    for one in crowd {
        statuses.push(one.await.expect("it ends"));
    }
    over.store(true, Ordering::SeqCst);
    watch.join().expect("it ends");
    assert!(most.load(Ordering::SeqCst) <= gate.at_once(), "{most:?}");
    // on a machine that is busy with other things, some were asked to come back
    assert!(statuses.iter().all(|status| matches!(status, 401 | 503)), "{statuses:?}");
    let let_in = gate.passed() - gate.at_once() as u64;
    assert_eq!(statuses.iter().filter(|status| **status == 401).count() as u64, let_in, "who came in was told: {statuses:?}");
    assert_eq!((gate.inside(), gate.waiting()), (0, 0));
    sign_in(&mut app.browser(), "apres@ehpad.example", PASSWORD).await.is(401);
    Arc::into_inner(app).expect("nobody else has it").finish().await;
}

on_both! {
    async fn a_class_can_sign_in_from_one_address(app) {
        known(app, "classe@ehpad.example").await;
        // right passwords count neither against the account nor against the place, however many there are
        let place = Ipv4Addr::new(192, 0, 2, 30);
        for _ in 0..30 {
            sign_in(&mut app.browser().at(place), "classe@ehpad.example", PASSWORD).await.is(303);
        }
        let tries: i64 = app.app.store.read(move |tx| Box::pin(tx.one("SELECT CAST(COALESCE(SUM(hits), 0) AS BIGINT) FROM throttle", &[], |row| row.get(0)))).await.expect("a sum");
        // what remains is of the link
        assert_eq!(tries, of_links(), "{tries}");
    }
}

/// Counted when the account was made: one link, for its address, its asker and its place.
const fn of_links() -> i64 {
    3
}

on_both! {
    async fn a_link_that_a_scanner_opens_still_serves_its_reader(app) {
        let mut reader = app.browser();
        finished(app, &mut reader, Way::Lot, 1).await;
        reader.post("/compte/email", &[("email", "scan@ch.example")]).await.is(200);
        let link = link_in_mail(app, "scan@ch.example").await;
        let scanner = app.api();
        for method in [axum::http::Method::GET, axum::http::Method::HEAD, axum::http::Method::OPTIONS] {
            scanner.raw(method, &link, &[], Vec::new()).await;
        }
        // one that presses buttons comes from elsewhere
        assert_eq!(scanner.raw(axum::http::Method::POST, &link, &[("sec-fetch-site", "cross-site")], Vec::new()).await.status, 403);
        reader.post(&link, &[]).await.is(303);
        app.browser().post(&link, &[]).await.is(410);
    }
}

on_both! {
    async fn a_link_says_whose_account_it_opens_and_what_goes_into_it_before_anything_happens(app) {
        let mut attacker = known(app, "attaque@ailleurs.example").await;
        app.advance(MINUTE);
        let page = attacker.post("/compte/autre-appareil", &[]).await.is(200).plain();
        let on_screen = path_of_link(&page.replace(['"', '<', '>'], " "));
        let mut victim = app.browser();
        victim.begin("whole").await;
        let before = app.rows().await;
        let told = victim.get(&on_screen).await.is(200).plain();
        assert!(told.contains("attaque@ailleurs.example") && told.contains("sera rangé dans celui-ci"), "{told}");
        assert_eq!(app.rows().await, before);
        // where nothing was done yet, nothing is said of it
        let told = app.browser().get(&on_screen).await.is(200).plain();
        assert!(told.contains("attaque@ailleurs.example") && !told.contains("sera rangé"), "{told}");
    }
}
