//! Certificates: issued once, verified by a verifier that is not ours, revoked by two people, on paper for who may have it; and keys.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use server::service::certification::certificates::{self, Award, Band, Issued, Why};
use server::service::{Failure, certification};
use store::candidates::Candidate;
use store::exams::Exam;
use store::sittings::Sitting;
use uuid::Uuid;

use crate::browser::Browser;
use crate::harness::{Home, TestApp, root};
use crate::process::{run, said, socle};

/// An award for a sitting that is there: an exam, a candidate, their sitting, straight in the store.
pub async fn awarded(app: &TestApp, name: &str, person: Option<Uuid>, civil: &str) -> Award {
    let now = app.app.clock.now();
    let id = || app.app.entropy.id(now);
    let (exam, candidate, sitting) = (id(), id(), id());
    let tag = exam.simple().to_string();
    let exam_row = Exam {
        number: tag[20..].to_owned(),
        centre_name: "IFSI Nord".into(),
        place: "Salle 1".into(),
        seats: 12,
        status: "decided".into(),
        ..Exam::blank(exam, now)
    };
    let candidate_row = Candidate {
        person_id: person,
        code: tag[20..].to_owned(),
        family_name: name.to_owned(),
        given_name: "Awa".into(),
        birth_date: "2001-02-03".into(),
        civil: civil.to_owned(),
        sort_name: name.to_lowercase(),
        status: "present".into(),
        language: "fr".into(),
        ..Candidate::blank(candidate, exam, now)
    };
    let sitting_row = Sitting {
        number: 1,
        status: "ended".into(),
        started_at: Some(now),
        ended_at: Some(now),
        ending: Some("complete".into()),
        ..Sitting::blank(sitting, &candidate_row, now)
    };
    app.app
        .store
        .write(move |tx| {
            let rows = (exam_row.clone(), candidate_row.clone(), sitting_row.clone());
            Box::pin(async move {
                store::exams::insert(tx, &rows.0).await?;
                store::candidates::insert(tx, &rows.1).await?;
                store::sittings::insert(tx, &rows.2).await
            })
        })
        .await
        .expect("a sitting");
    Award {
        sitting_id: sitting,
        person_id: person,
        family_name: name.to_owned(),
        given_name: "Awa".into(),
        birth_date: "2001-02-03".into(),
        level: 2,
        probability: 0.87,
        domains: vec![Band { code: "1".into(), name: "Données de santé".into(), lowest: 1, highest: 2 }],
        edition: "5f3a".into(),
        rules: "1".into(),
        exam_on: "2026-11-16".into(),
        centre: "IFSI Nord".into(),
        valid_until: None,
    }
}

/// Issues certificates, all in one transaction.
pub async fn issue(app: &TestApp, awards: &[Award]) -> Vec<Issued> {
    let signer = certificates::signer(&app.app).await.expect("a key");
    let awards = awards.to_vec();
    app.app
        .store
        .write(move |tx| {
            let (signer, awards) = (signer.clone(), awards.clone());
            Box::pin(async move {
                let mut issued = Vec::new();
                for award in &awards {
                    issued.push(certificates::issue(tx, &signer, award).await?);
                }
                Ok::<_, Failure>(issued)
            })
        })
        .await
        .expect("issued")
}

async fn revoke(app: &TestApp, number: &str, why: Why) {
    let (number, now) = (number.to_owned(), app.app.clock.now());
    let revoked = app.app.store.write(move |tx| {
        let number = number.clone();
        Box::pin(async move { certificates::revoke_in(tx, now, &number, why).await })
    });
    assert!(revoked.await.expect("the store"), "it held until now");
}

/// What a stranger's browser is told at an address of ours.
async fn public(app: &TestApp, path: &str) -> Value {
    app.browser().get(path).await.is(200).json()
}

/// Everything that a verifier may fetch: the document of the keys, and the first list.
async fn documents(app: &TestApp) -> BTreeMap<String, Value> {
    let list = public(app, "/certificats/liste/1").await;
    BTreeMap::from([
        ("socle.example/.well-known/did.json".to_owned(), public(app, "/.well-known/did.json").await),
        ("http://socle.example/certificats/liste/1".to_owned(), list),
    ])
}

/// Has cases judged by the independent verifier (`e2e/verify.mjs`).
fn judged(app: &TestApp, documents: &BTreeMap<String, Value>, cases: &[Value]) -> Vec<Value> {
    let script = root().join("e2e/verify.mjs");
    assert!(root().join("e2e/node_modules/@digitalbazaar/vc").exists(), "the independent verifier is not there: run `npm ci` in e2e");
    let now = formats::credential::moment(app.app.clock.now() + 1_000_000);
    let input = json!({ "documents": documents, "now": now, "cases": cases }).to_string();
    let mut node = Command::new("node").arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("node runs");
    node.stdin.take().expect("an input").write_all(input.as_bytes()).expect("written");
    let output = node.wait_with_output().expect("node ends");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    serde_json::from_str(&text).unwrap_or_else(|e| panic!("{e}: {text} {}", String::from_utf8_lossy(&output.stderr)))
}

async fn credential(app: &TestApp, number: &str) -> Value {
    public(app, &format!("/certificats/{number}.json")).await
}

async fn token(app: &TestApp, number: &str) -> String {
    app.browser().get(&format!("/certificats/{number}.jwt")).await.is(200).text()
}

/// The same document with one letter of the text at a place changed.
fn changed(document: &Value, place: &str) -> Value {
    let mut other = document.clone();
    let text = other.pointer_mut(place).unwrap_or_else(|| panic!("{place} is not there"));
    let said = text.as_str().expect("text").to_owned();
    let first = said.chars().next().expect("a letter");
    let letter = if first == 'b' { 'c' } else { 'b' };
    *text = Value::String(format!("{letter}{}", &said[first.len_utf8()..]));
    other
}

on_both! {
    async fn an_independent_verifier_takes_a_certificate_and_nothing_that_was_changed_or_revoked(app) {
        let awards = [awarded(app, "D’Été-Diop", None, "{}").await, awarded(app, "Martin", None, "{}").await];
        let [one, two] = &issue(app, &awards).await[..] else { panic!("two") };
        revoke(app, &two.number, Why::Fraud).await;
        let documents = documents(app).await;
        let (good, gone, jwt) = (credential(app, &one.number).await, credential(app, &two.number).await, token(app, &one.number).await);
        let places = [
            "/credentialSubject/identifier/0/identityHash",
            "/credentialSubject/result/0/value",
            "/credentialSubject/licenseNumber",
            "/credentialSubject/achievement/name",
            "/credentialStatus/statusListIndex",
            "/name",
            "/validFrom",
            "/proof/created",
        ];
        let mut cases = vec![json!({ "credential": good }), json!({ "credential": gone }), json!({ "jwt": jwt })];
        cases.extend(places.iter().map(|place| json!({ "credential": changed(&good, place) })));
        let mut letters: Vec<char> = jwt.chars().collect();
        let middle = letters.len() / 2;
        letters[middle] = if letters[middle] == 'A' { 'B' } else { 'A' };
        cases.push(json!({ "jwt": letters.iter().collect::<String>() }));
        let told = judged(app, &documents, &cases);
        assert_eq!(told[0], json!({ "verified": true, "revoked": false, "error": null }), "{good:#}");
        assert_eq!((&told[1]["verified"], &told[1]["revoked"]), (&json!(true), &json!(true)), "{}", told[1]);
        assert_eq!(told[2]["verified"], true, "{}", told[2]);
        assert_eq!(told[2]["claims"]["credentialSubject"], good["credentialSubject"], "the token says the same");
        for (place, result) in places.iter().zip(&told[3..]) {
            assert_eq!(result["verified"], false, "{place} can be changed: {result}");
        }
        assert_eq!(told.last().expect("the last")["verified"], false, "a letter of the token can be changed");

        // somebody else's list does not do
        let mut others = documents.clone();
        let list = others.get_mut("http://socle.example/certificats/liste/1").expect("the list");
        list["credentialSubject"]["encodedList"] = json!("uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA");
        assert_eq!(judged(app, &others, &[json!({ "credential": gone })])[0]["verified"], false, "a list that was changed is believed");
    }
}

on_both! {
    async fn a_sitting_has_one_certificate_however_often_results_are_published(app) {
        let award = awarded(app, "Diop", None, "{}").await;
        let first = issue(app, std::slice::from_ref(&award)).await;
        let twice = vec![award.clone(), award.clone()];
        let (a, b) = tokio::join!(issue(app, &twice), issue(app, &twice));
        for again in a.iter().chain(&b) {
            assert_eq!((&again.number, again.is_new), (&first[0].number, false));
        }
        revoke(app, &first[0].number, Why::Replaced).await;
        let next = issue(app, std::slice::from_ref(&award)).await;
        assert!(next[0].is_new && next[0].number != first[0].number, "what was revoked makes room for another");
    }
}

on_both! {
    async fn whoever_holds_the_number_sees_whose_it_is_and_only_who_knows_the_day_gets_the_paper(app) {
        let (mut holder, person) = app.of_the_team("awa@socle.example", "").await;
        // the account was said after the award was made, as happens with whoever confirms late
        let award = Award { person_id: None, ..awarded(app, "Diop", Some(person), "{}").await };
        let number = issue(app, &[award]).await.remove(0).number;
        let mut stranger = app.browser();
        let page = stranger.get(&format!("/verifier/{}", number.to_lowercase().replace('-', ""))).await.is(200).plain();
        for seen in ["Awa Diop", "Avancé", "authentique et valable", &number] {
            assert!(page.contains(seen), "{seen}");
        }
        for hidden in ["2001", "Données de santé", "IFSI Nord", "0,87"] {
            assert!(!page.contains(hidden), "{hidden} is nobody's business");
        }
        let credential = credential(app, &number).await.to_string();
        let hosted = public(app, &format!("/certificats/{number}-2.0.json")).await.to_string();
        for hidden in ["2001-02-03", "Données de santé", "IFSI Nord"] {
            assert!(!credential.contains(hidden) && !hosted.contains(hidden), "{hidden}");
        }
        assert!(!hosted.contains("Diop"), "a hosted badge names nobody in clear");
        let pdf = format!("/certificats/{number}.pdf");
        stranger.get(&pdf).await.is(404);
        app.member("autre@socle.example", "administrator").await.get(&pdf).await.is(404);
        assert!(holder.get(&pdf).await.is(200).body.starts_with(b"%PDF-1.7"));
        let day = |day: &'static str| [("naissance", day)];
        let path = format!("/verifier/{number}");
        assert!(stranger.post(&path, &day("2001-02-04")).await.is(422).plain().contains("Ce n’est pas la date de naissance"));
        assert!(stranger.post(&path, &day("2001-02-03")).await.is(200).body.starts_with(b"%PDF-1.7"));
        for _ in 0..6 {
            stranger.post(&path, &day("1999-01-01")).await;
        }
        stranger.post(&path, &day("2001-02-03")).await.is(429);
        assert_eq!(stranger.get("/verifier/BCDF-BCDF-BCDF").await.is(404).code_or_page(), "not-found");
        assert_eq!(stranger.get(&format!("/verifier?numero={number}")).await.is(303).location(), path);
        revoke(app, &number, Why::Mistake).await;
        assert!(stranger.get(&path).await.is(200).plain().contains("révoqué"));
        assert_eq!(stranger.get(&format!("/certificats/{number}-2.0.json")).await.is(410).json()["revoked"], true);
    }
}

trait CodeOrPage {
    fn code_or_page(&self) -> String;
}

impl CodeOrPage for crate::browser::Reply {
    /// The code of a refusal that a page of its own tells.
    fn code_or_page(&self) -> String {
        if self.plain().contains("Aucun certificat ne porte le numéro") { "not-found".into() } else { self.code() }
    }
}

async fn state_of(browser: &mut Browser, number: &str) -> String {
    browser.get(&format!("/verifier/{number}")).await.is(200).plain()
}

on_both! {
    async fn a_certificate_is_revoked_by_two_people_and_by_nobody_else(app) {
        let award = awarded(app, "Diop", None, "{}").await;
        let number = issue(app, &[award]).await.remove(0).number;
        let path = format!("/certificateur/registre/{number}");
        let settle = format!("{path}/decision");
        let (mut one, mut two) = (app.member("un@socle.example", "certifier").await, app.member("deux@socle.example", "certifier").await);
        let fields = [("pourquoi", "fraud"), ("motif", "Identité usurpée, établie par le centre.")];
        for (email, roles) in [("a@socle.example", "juror"), ("b@socle.example", "administrator author reviewer"), ("c@socle.example", "")] {
            let mut other = app.member(email, roles).await;
            for status in [other.get(&path).await.status, other.post(&path, &fields).await.status, other.get("/certificateur/cpf").await.status] {
                assert!(matches!(status.as_u16(), 403 | 404), "{roles}: {status}");
            }
        }
        assert!(one.post(&path, &[("pourquoi", "fraud"), ("motif", " ")]).await.is(422).plain().contains("Il manque une explication"));
        one.post(&path, &fields).await.is(303);
        two.post(&path, &fields).await.is(409);
        let waiting = one.post(&settle, &[("decision", "revoquer")]).await.is(403).plain();
        assert!(waiting.contains("une autre personne du certificateur doit décider"));
        assert!(state_of(&mut app.browser(), &number).await.contains("authentique et valable"), "nothing happened yet");
        two.post(&settle, &[("decision", "revoquer")]).await.is(303);
        two.post(&settle, &[("decision", "revoquer")]).await.is(409);
        let page = state_of(&mut app.browser(), &number).await;
        assert!(page.contains("révoqué le") && page.contains("Une fraude a été établie") && !page.contains("usurpée"), "{page}");
        assert!(one.get("/certificateur/registre?q=diop&etat=revoked").await.is(200).plain().contains(&number));
        assert!(!one.get("/certificateur/registre?q=dupond").await.is(200).plain().contains(&number));
        let table = one.get("/certificateur/registre.csv?q=diop").await.is(200).text();
        assert!(table.starts_with('\u{feff}') && table.contains(&number) && table.contains("Fraude établie"), "{table}");
        let lines = app.app.store.read(|tx| Box::pin(store::audit::list(tx, (i64::MIN, Uuid::nil()), 200))).await.expect("lines");
        assert_eq!(lines.iter().filter(|l| l.kind == "certificate-revoked").count(), 1);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_new_key_signs_from_now_on_and_what_the_old_one_signed_still_verifies() {
    for home in [Some(Home::folder()), Home::schema()].into_iter().flatten() {
        let app = TestApp::on(home).await;
        let before = issue(&app, &[awarded(&app, "Avant", None, "{}").await]).await.remove(0).number;
        // the command runs beside a server on PostgreSQL; an embedded database has one writer, so there it is called
        let named = certification::keys::rotate_by_command(&app.app.store, &app.app.config.data, None).await.expect("a new key");
        let after = issue(&app, &[awarded(&app, "Après", None, "{}").await]).await.remove(0).number;
        let (old, new) = (credential(&app, &before).await, credential(&app, &after).await);
        assert_ne!(old["proof"]["verificationMethod"], new["proof"]["verificationMethod"]);
        assert!(new["proof"]["verificationMethod"].as_str().is_some_and(|m| m.ends_with(&named)));
        let cases = [json!({ "credential": old }), json!({ "credential": new }), json!({ "jwt": token(&app, &before).await })];
        for result in judged(&app, &documents(&app).await, &cases) {
            assert_eq!(result["verified"], true, "{result}");
        }
        let listed = run(socle(app.home()).args(["keys", "list"]));
        let text = said(&listed);
        assert!(listed.status.success() && text.contains(&named) && text.contains("retirée") && text.contains("en service"), "{text}");
        let rows = app.app.store.read(|tx| Box::pin(store::signing_keys::all(tx))).await.expect("keys");
        assert_eq!(rows.len(), 2);
        assert!(
            rows.iter().all(|row| formats::credential::SigningKey::of_seed(&row.secret).is_none_or(|k| k.public()[..] != row.public[..])),
            "a secret lies open"
        );
        app.finish().await;
    }
}
