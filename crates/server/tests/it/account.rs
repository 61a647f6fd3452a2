//! Addresses, passwords, devices: keeping what one did, and coming back to it.

use std::net::Ipv4Addr;

use serde_json::json;
use store::mails;

use crate::answering::{Way, finished, send_form};
use crate::browser::Browser;
use crate::harness::{MINUTE, TestApp};

/// The link in the newest mail that waits, as its path.
pub async fn link_in_mail(app: &TestApp, recipient: &str) -> String {
    let now = app.app.clock.now();
    let waiting = app.app.store.write(move |tx| Box::pin(mails::claim(tx, now, now, 50))).await.expect("mails");
    let mail = waiting.iter().rfind(|m| m.mail.recipient == recipient).unwrap_or_else(|| panic!("no mail to {recipient}"));
    path_of_link(&mail.mail.body_text)
}

/// The path of the sign-in link in a text.
pub fn path_of_link(text: &str) -> String {
    let link = text.split_whitespace().find(|w| w.contains("/connexion/lien/")).unwrap_or_else(|| panic!("no link in {text}"));
    let at = link.find("/connexion/lien/").expect("a path");
    link[at..].to_owned()
}

/// Keeps what this browser did under an address, by the link that is sent there; gives the person's id.
pub async fn give_address(app: &TestApp, browser: &mut Browser, email: &str) -> String {
    browser.post("/compte/email", &[("email", email)]).await.is(200);
    let link = link_in_mail(app, email).await;
    browser.get(&link).await.is(200);
    browser.post(&link, &[]).await.is(303);
    let export = browser.get("/compte/export").await.is(200).json();
    assert_eq!(export["person"]["email"], email);
    export["person"]["id"].as_str().expect("an id").to_owned()
}

const PASSWORD: &str = "trois lits, deux oreillers";

on_both! {
    async fn a_password_signs_in_and_only_that_password(app) {
        let mut browser = app.browser();
        let session = finished(app, &mut browser, Way::Lot, 1).await;
        give_address(app, &mut browser, "Lea.Petit@ehpad.example").await;
        browser.post("/compte/mot-de-passe", &[("password", "court")]).await.is(422);
        browser.post("/compte/mot-de-passe", &[("password", "lea.petit@ehpad.example")]).await.is(422);
        browser.post("/compte/mot-de-passe", &[("password", PASSWORD)]).await.is(303);

        let mut second = app.browser();
        second.post("/connexion", &[("act", "password"), ("email", "lea.petit@ehpad.example"), ("password", "deux lits, trois oreillers")]).await.is(401);
        second.post("/connexion", &[("act", "password"), ("email", "personne@ehpad.example"), ("password", PASSWORD)]).await.is(401);
        second.post("/connexion", &[("act", "password"), ("email", "lea.petit@"), ("password", PASSWORD)]).await.is(422);
        assert!(second.cookies.is_empty());
        let to = second.post("/connexion", &[("act", "password"), ("email", " LEA.PETIT@ehpad.example "), ("password", PASSWORD)]).await.is(303).location();
        assert_eq!(to, "/compte");
        second.get(&format!("/resultat/{session}")).await.is(200);

        // changing it needs the old one, and signs other devices out
        second.post("/compte/mot-de-passe", &[("current", "faux"), ("password", "cinq poules et un coq")]).await.is(401);
        second.post("/compte/mot-de-passe", &[("current", PASSWORD), ("password", "cinq poules et un coq")]).await.is(303);
        assert_eq!(browser.get("/compte").await.is(303).location(), "/connexion?back=/compte", "the other device is signed out");
        second.get("/compte").await.is(200);
    }
}

on_both! {
    async fn a_password_cannot_be_tried_for_long(app) {
        let mut owner = app.browser();
        owner.begin("whole").await;
        give_address(app, &mut owner, "cible@ehpad.example").await;
        owner.post("/compte/mot-de-passe", &[("password", PASSWORD)]).await.is(303);
        let mut refused = 0;
        for n in 0..12_u8 {
            // from a new place each time: the account is what is guarded
            let mut thief = app.browser().at(Ipv4Addr::new(10, 0, 0, n));
            let reply = thief.post("/connexion", &[("act", "password"), ("email", "cible@ehpad.example"), ("password", &format!("essai numéro {n} !!"))]).await;
            match reply.status.as_u16() {
                401 => {}
                429 => refused += 1,
                other => panic!("{other}: {}", reply.text()),
            }
        }
        assert!(refused >= 3, "{refused}");
        let mut thief = app.browser();
        let fields = [("act", "password"), ("email", "cible@ehpad.example"), ("password", PASSWORD)];
        thief.post("/connexion", &fields).await.is(429);
        let api = app.api();
        assert_eq!(api.post("/api/v1/logins", &json!({ "email": "cible@ehpad.example", "password": PASSWORD })).await.is(429).code(), "too-many-attempts");
        app.advance(16 * MINUTE);
        thief.post("/connexion", &fields).await.is(303);
    }
}

on_both! {
    async fn whoever_knows_the_password_signs_in_as_often_as_they_need(app) {
        let mut owner = app.browser();
        owner.begin("whole").await;
        give_address(app, &mut owner, "poste.partage@ehpad.example").await;
        owner.post("/compte/mot-de-passe", &[("password", PASSWORD)]).await.is(303);
        let fields = |password: &'static str| [("act", "password"), ("email", "poste.partage@ehpad.example"), ("password", password)];
        for _ in 0..7 {
            app.browser().post("/connexion", &fields("ce n’est pas celui-là")).await.is(401);
        }
        for _ in 0..12 {
            app.browser().post("/connexion", &fields(PASSWORD)).await.is(303);
        }
        // a right one takes back itself, not the wrong ones before it
        app.browser().post("/connexion", &fields("ni celui-ci non plus")).await.is(401);
        app.browser().post("/connexion", &fields(PASSWORD)).await.is(429);
    }
}

on_both! {
    async fn one_place_cannot_try_the_passwords_of_many(app) {
        let mut refused = 0;
        for n in 0..210 {
            let mut thief = app.browser().at(Ipv4Addr::new(192, 0, 2, 7));
            let fields = [("act", "password"), ("email", &*format!("p{n}@ehpad.example")), ("password", PASSWORD)];
            refused += u32::from(thief.post("/connexion", &fields).await.status == 429);
        }
        assert_eq!(refused, 10, "two hundred wrong ones are a school that mistypes; more is not");
        let mut elsewhere = app.browser().at(Ipv4Addr::new(192, 0, 2, 8));
        elsewhere.post("/connexion", &[("act", "password"), ("email", "x@ehpad.example"), ("password", PASSWORD)]).await.is(401);
    }
}

on_both! {
    async fn links_cannot_be_asked_for_without_end(app) {
        let mut browser = app.browser();
        browser.begin("whole").await;
        let mut statuses = Vec::new();
        for _ in 0..6 {
            statuses.push(browser.post("/compte/email", &[("email", "victime@ehpad.example")]).await.status.as_u16());
        }
        assert_eq!(statuses, [200, 200, 200, 200, 429, 429]);
        assert_eq!(app.rows().await["mail"], 4);
    }
}

on_both! {
    async fn a_session_goes_on_on_another_device_by_its_link(app) {
        let mut ward = app.browser();
        let session = ward.begin("whole").await;
        send_form(app, &mut ward, &session, None).await.is(303);
        let page = ward.post("/compte/autre-appareil", &[]).await.is(200).plain();
        assert!(page.contains("<svg"), "a code to be scanned");
        let token = page.split("/connexion/lien/").nth(1).expect("a link").split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_')).next().expect("its token");
        let link = format!("/connexion/lien/{token}");
        let mut phone = app.browser();
        phone.get(&link).await.is(200);
        assert!(phone.cookies.is_empty(), "looking at a link signs nobody in");
        phone.post(&link, &[]).await.is(303);
        send_form(app, &mut phone, &session, None).await.is(303);
        // the ward still can, too, and sees where it stands now
        assert!(ward.get(&format!("/positionnement/{session}")).await.is(200).text().contains("name=\"seq\" value=\"3\""));
        app.browser().post(&link, &[]).await.is(410);
        // a device that was lost is signed out from the other
        let account = phone.get("/compte").await.is(200).plain();
        let devices: Vec<&str> = account.split("/compte/appareils/").skip(1).filter_map(|p| p.split('/').next()).collect();
        assert!(!devices.is_empty(), "{account}");
        for device in &devices {
            phone.post(&format!("/compte/appareils/{device}/deconnecter"), &[]).await;
        }
        assert_eq!(ward.get("/compte").await.is(303).location(), "/connexion?back=/compte");
    }
}

on_both! {
    async fn a_link_on_a_screen_ends_after_half_an_hour(app) {
        let mut browser = app.browser();
        browser.begin("whole").await;
        let page = browser.post("/compte/autre-appareil", &[]).await.is(200).plain();
        let link = path_of_link(&page.replace(['"', '<', '>'], " "));
        app.advance(31 * MINUTE);
        let mut late = app.browser();
        late.get(&link).await.is(410);
        late.post(&link, &[]).await.is(410);
        assert!(late.cookies.is_empty());
    }
}

on_both! {
    async fn signing_out_ends_this_device_only(app) {
        let mut first = app.browser();
        first.begin("whole").await;
        give_address(app, &mut first, "ici@la.example").await;
        first.post("/compte/mot-de-passe", &[("password", PASSWORD)]).await.is(303);
        let mut second = app.browser();
        second.post("/connexion", &[("act", "password"), ("email", "ici@la.example"), ("password", PASSWORD)]).await.is(303);
        let stolen = second.clone();
        second.post("/deconnexion", &[]).await.is(303);
        assert!(!second.cookies.contains_key("socle"));
        let mut thief = stolen;
        thief.get("/compte").await.is(303);
        first.get("/compte").await.is(200);
    }
}

on_both! {
    async fn what_was_done_without_an_account_comes_along(app) {
        let mut known = app.browser();
        known.begin("whole").await;
        give_address(app, &mut known, "revient@clinique.example").await;
        // weeks later, on a new device, first a whole session, then the address
        let mut fresh = app.browser();
        let session = finished(app, &mut fresh, Way::Lot, 3).await;
        fresh.post("/compte/email", &[("email", "Revient@Clinique.example")]).await.is(200);
        let link = link_in_mail(app, "Revient@Clinique.example").await;
        fresh.post(&link, &[]).await.is(303);
        fresh.get(&format!("/resultat/{session}")).await.is(200);
        known.get(&format!("/resultat/{session}")).await.is(200);
        assert_eq!(app.rows().await["person"], 1, "one person, not two");
    }
}

on_both! {
    async fn an_api_login_opens_the_account_and_nothing_else(app) {
        let mut browser = app.browser();
        let session = finished(app, &mut browser, Way::Lot, 4).await;
        give_address(app, &mut browser, "api@clinique.example").await;
        browser.post("/compte/mot-de-passe", &[("password", PASSWORD)]).await.is(303);
        let reply = app.api().post("/api/v1/logins", &json!({ "email": "api@clinique.example", "password": PASSWORD })).await.is(201).json();
        let api = app.api().bearing(reply["token"].as_str().expect("a token"));
        api.get(&format!("/api/v1/sessions/{session}/result")).await.is(200);
        assert_eq!(app.api().post("/api/v1/logins", &json!({ "email": "api@clinique.example", "password": "faux mot" })).await.is(401).code(), "credentials-wrong");
        assert_eq!(app.api().bearing("n'importe").get(&format!("/api/v1/sessions/{session}")).await.is(401).code(), "unauthorised");
    }
}

on_both! {
    async fn no_link_made_before_an_address_was_proved_serves_after_it(app) {
        let mut stranger = app.browser();
        stranger.begin("whole").await;
        stranger.post("/compte/email", &[("email", "intrus@ailleurs.example")]).await.is(200);
        let by_mail = link_in_mail(app, "intrus@ailleurs.example").await;
        let page = stranger.post("/compte/autre-appareil", &[]).await.is(200).plain();
        let on_screen = path_of_link(&page.replace(['"', '<', '>'], " "));
        app.advance(MINUTE);
        stranger.post("/compte/email", &[("email", "victime@ehpad.example")]).await.is(200);
        let proof = link_in_mail(app, "victime@ehpad.example").await;

        let mut victim = app.browser();
        victim.post(&proof, &[]).await.is(303);
        for earlier in [by_mail, on_screen] {
            app.browser().post(&earlier, &[]).await.is(410);
        }
        assert_eq!(stranger.get("/compte").await.is(303).location(), "/connexion?back=/compte");
        assert_eq!(victim.get("/compte/export").await.is(200).json()["person"]["email"], "victime@ehpad.example");
    }
}
