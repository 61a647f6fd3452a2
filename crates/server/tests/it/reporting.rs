//! What learners report: kept once, read without their name, answered.

use domain::report::LONGEST;
use serde_json::json;
use store::{mails, reports};
use uuid::Uuid;

use crate::account::give_address;
use crate::answering::{Way, finished, main_of, play_api, send_form};
use crate::browser::Browser;
use crate::harness::{SECOND, TestApp};
use crate::responses::{as_form, by_lot, inside, task};

const SECRET: &str = "lea.petit@ehpad.example";

async fn all(app: &TestApp) -> Vec<reports::Report> {
    app.app.store.read(|tx| Box::pin(async move { reports::list(tx, &reports::Filter::default(), (i64::MAX, Uuid::max()), 100).await })).await.expect("reports")
}

async fn report(browser: &mut Browser, session: &str, seq: u32, kind: &str, text: &str) {
    let fields = [("report-kind", kind), ("report-text", text), ("report-answer", "1")];
    browser.post(&format!("/resultat/{session}/signaler/{seq}"), &fields).await.is(303);
}

on_both! {
    async fn a_report_is_kept_once_however_often_it_is_sent(app) {
        let mut browser = app.browser();
        let session = finished(app, &mut browser, Way::Lot, 1).await;
        let form = format!("/resultat/{session}/signaler/1");
        let corrected = browser.get(&format!("/resultat/{session}/corrige")).await.is(200).text();
        assert!(corrected.contains(&form), "{corrected}");
        let page = browser.get(&form).await.is(200).text();
        assert!(!page.contains("report-answer"), "without an address there is nowhere to answer to");
        for _ in 0..2 {
            report(&mut browser, &session, 1, "wrong", "Ce n’est pas juste.\r\nVoir l’arrêté.").await;
        }
        let corrected = browser.get(&format!("/resultat/{session}/corrige")).await.is(200).plain();
        assert!(corrected.contains("Vous avez signalé cette question"), "{corrected}");
        let kept = all(app).await;
        assert_eq!(kept.len(), 1);
        let first = &kept[0];
        assert_eq!((first.kind.as_str(), first.body.as_str(), first.wants_answer), ("wrong", "Ce n’est pas juste.\nVoir l’arrêté.", false));
        let open = inside(app, &session).await;
        let answer = app.app.store.read(move |tx| Box::pin(store::answers::at(tx, open.row.id, 1))).await.expect("read").expect("an answer");
        assert_eq!((first.item_id.as_str(), &first.item_hash), (answer.item_id.as_str(), &answer.item_hash), "on the version that was shown");
        report(&mut browser, &session, 1, "other", "Autre chose encore.").await;
        assert_eq!(all(app).await.len(), 2, "other words are another report");
    }
}

on_both! {
    async fn what_was_typed_stays_when_a_report_is_refused(app) {
        let mut browser = app.browser();
        let session = finished(app, &mut browser, Way::Lot, 1).await;
        let form = format!("/resultat/{session}/signaler/2");
        let typed = "Un texte & des \"guillemets\"";
        let page = browser.post(&form, &[("report-text", typed)]).await.is(422).text();
        assert!(page.contains("Un texte &amp; des &quot;guillemets&quot;") && page.contains("e-report-kind"), "{page}");
        browser.post(&form, &[("report-kind", "other"), ("report-text", " \n")]).await.is(422);
        browser.post(&form, &[("report-kind", "wrong"), ("report-text", &"é".repeat(LONGEST + 1))]).await.is(422);
        assert!(all(app).await.is_empty());
        browser.get(&format!("/resultat/{session}/signaler/0")).await.is(404);
        browser.post(&format!("/resultat/{session}/signaler/99"), &[("report-kind", "wrong")]).await.is(404);
        app.browser().get(&form).await.is(401);
        app.browser().post(&form, &[("report-kind", "wrong")]).await.is(401);
        let mut stranger = app.browser();
        stranger.begin("whole").await;
        stranger.get(&form).await.is(403);
        stranger.post(&form, &[("report-kind", "wrong")]).await.is(403);
        report(&mut browser, &session, 2, "wrong", &"é".repeat(LONGEST)).await;
        for n in 0..40 {
            let _ = browser.post(&form, &[("report-kind", "other"), ("report-text", &n.to_string())]).await;
        }
        browser.post(&form, &[("report-kind", "other"), ("report-text", "encore")]).await.is(429);
        assert!(all(app).await.len() < 21);
    }
}

on_both! {
    async fn a_report_from_the_question_on_the_table_keeps_the_answer_under_way(app) {
        let mut browser = app.browser();
        let session = browser.begin("whole").await;
        for seed in 0..6 {
            let mut random = psychometrics::random::Random::new(seed, 3);
            let before = browser.get(&format!("/positionnement/{session}")).await.is(200).text();
            let open = inside(app, &session).await;
            let shown = task(app, &session).await;
            let answer = by_lot(&shown, &mut random);
            let mut fields = as_form(&shown, &answer);
            let seq = open.state.seq().to_string();
            fields.push(("seq".into(), seq.clone()));
            let typed: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
            let path = format!("/positionnement/{session}/signaler");
            let form = browser.post(&path, &[&typed[..], &[("act", "report")]].concat()).await.is(200).text();
            for (name, value) in &typed {
                assert!(form.contains(&format!("type=\"hidden\" name=\"{name}\"")), "{name}={value}: {form}");
            }
            assert!(!form.contains("value=\"wrong\""), "nobody can say so before the answer is known");
            let back = browser.post(&path, &[&typed[..], &[("report-act", "back")]].concat()).await.is(200).text();
            let refused = browser.post(&format!("/positionnement/{session}/reponse"), &[&typed[..1], &[("seq", seq.as_str()), ("act", "answer")]].concat()).await;
            let thanked = browser.post(&path, &[&typed[..], &[("report-act", "send"), ("report-kind", "unclear"), ("report-text", "?")]].concat()).await;
            if refused.status == 303 {
                thanked.is(303);
                continue;
            }
            let thanked = thanked.is(200).text();
            assert!(thanked.contains("Merci"), "{thanked}");
            // what was typed stands in the form again: the page differs from the fresh one, and the answer is taken as it was
            assert_ne!(main_of(&before), main_of(&back));
            assert_eq!(inside(app, &session).await.state.seq().to_string(), seq, "nothing was answered");
            send_form(app, &mut browser, &session, Some(&answer)).await.is(303);
        }
        assert!(!all(app).await.is_empty());
    }
}

on_both! {
    async fn a_program_reports_with_the_token_of_its_session(app) {
        let (api, session, _) = app.api().begin().await;
        let path = format!("/api/v1/sessions/{session}/reports");
        play_api(app, &api, &session, Way::Lot, 1).await;
        let said = json!({ "seq": 1, "kind": "outdated", "text": "2019 ?" });
        let first = api.post(&path, &said).await.is(201).json();
        let second = api.post(&path, &said).await.is(201).json();
        assert_eq!(first, second);
        assert_eq!(all(app).await.len(), 1);
        assert_eq!(api.post(&path, &json!({ "seq": 1, "kind": "odd" })).await.is(422).code(), "report-kind-missing");
        assert_eq!(api.post(&path, &json!({ "seq": 1, "kind": "wrong", "text": "x".repeat(1001) })).await.is(422).code(), "text-too-long");
        assert_eq!(api.post(&path, &json!({ "seq": 77, "kind": "wrong" })).await.is(404).code(), "not-found");
        assert_eq!(app.api().post(&path, &said).await.is(401).code(), "unauthorised");
    }
}

on_both! {
    async fn the_team_answers_without_ever_seeing_who_asked(app) {
        let mut learner = app.browser();
        let session = finished(app, &mut learner, Way::Lot, 1).await;
        give_address(app, &mut learner, SECRET).await;
        assert!(learner.get(&format!("/resultat/{session}/signaler/3")).await.is(200).text().contains("report-answer"));
        report(&mut learner, &session, 3, "outdated", "=HYPERLINK(\"x\")").await;
        let id = all(app).await[0].id;
        let one = format!("/atelier/signalements/{id}");

        for path in ["/atelier/signalements", "/atelier/signalements.csv", one.as_str()] {
            learner.get(path).await.is(403);
            app.browser().get(path).await.is(303);
        }
        learner.post(&one, &[("act", "answer"), ("answer", "Oui.")]).await.is(403);
        let mut author = app.member("auteur@socle.example", "author").await;
        author.get(&one).await.is(200);
        author.post(&one, &[("act", "answer"), ("answer", "Oui.")]).await.is(403);
        assert_eq!(all(app).await[0].status, "open");

        let mut reviewer = app.member("relectrice@socle.example", "reviewer").await;
        let list = reviewer.get("/atelier/signalements").await.is(200).text();
        assert!(list.contains(&one), "{list}");
        let table = reviewer.get("/atelier/signalements.csv?etat=all").await.is(200).text();
        assert!(table.contains(";\"'=HYPERLINK(\"\"x\"\")\";"), "{table}");
        for page in [&list, &table, &reviewer.get(&one).await.is(200).text()] {
            assert!(!page.contains(SECRET), "{page}");
        }
        reviewer.post(&one, &[("act", "answer"), ("answer", " ")]).await.is(422);
        assert!(reviewer.post(&one, &[("act", "close"), ("reason", "")]).await.is(422).text().contains("e-reason"));
        for _ in 0..2 {
            reviewer.post(&one, &[("act", "answer"), ("answer", "C’est corrigé, merci.")]).await.is(303);
        }
        let mut other = app.member("admin@socle.example", "administrator").await;
        let told = other.post(&one, &[("act", "close"), ("reason", "doublon")]).await.is(409).text();
        assert!(told.contains("C’est corrigé, merci.") && told.contains("doublon"), "what stands and what was typed: {told}");
        // whoever looked for their link in the outbox has taken what waited for this moment
        app.advance(SECOND);
        let now = app.app.clock.now();
        let waiting = app.app.store.write(move |tx| Box::pin(mails::claim(tx, now, now + 1, 50))).await.expect("mails");
        let answers: Vec<_> = waiting.iter().filter(|m| m.mail.body_text.contains("C’est corrigé, merci.")).collect();
        assert_eq!(answers.len(), 1, "one mail, to whoever asked for it");
        assert_eq!(answers[0].mail.recipient, SECRET);
        let corrected = learner.get(&format!("/resultat/{session}/corrige")).await.is(200).plain();
        assert!(corrected.contains("C’est corrigé, merci."), "{corrected}");

        other.post(&one, &[("act", "reopen")]).await.is(303);
        assert_eq!(all(app).await[0].status, "open");
        other.post(&one, &[("act", "close"), ("reason", "doublon")]).await.is(303);
        let corrected = learner.get(&format!("/resultat/{session}/corrige")).await.is(200).plain();
        assert!(!corrected.contains("doublon") && corrected.contains("L’équipe l’a lue."), "{corrected}");
        other.get("/atelier/signalements/1").await.is(404);
        other.post(&format!("/atelier/signalements/{}", Uuid::now_v7()), &[("act", "reopen")]).await.is(404);
    }
}

on_both! {
    async fn reports_are_found_by_status_kind_item_and_words_page_by_page(app) {
        let session = Uuid::now_v7();
        let rows: Vec<reports::Report> = (0..120_i64)
            .map(|n| reports::Report {
                id: Uuid::now_v7(), item_id: format!("item-{}", n % 3), item_hash: session.as_bytes().to_vec(), person_id: None,
                kind: if n % 2 == 0 { "wrong" } else { "unclear" }.into(), body: format!("Numéro {n}"), search: domain::text::fold(&format!("Numéro {n}")),
                language: "fr".into(), wants_answer: false, status: if n < 100 { "open" } else { "closed" }.into(), at: 1_000 + n, answer: None,
                answered_at: None, answered_by: None,
            })
            .collect();
        app.app.store.write(move |tx| { let rows = rows.clone(); Box::pin(async move { for row in &rows { reports::add(tx, row).await?; } Ok::<_, store::StoreError>(()) }) }).await.expect("kept");
        let mut reviewer = app.member("relectrice@socle.example", "reviewer").await;
        let mut seen = std::collections::BTreeSet::new();
        let mut next = Some("/atelier/signalements?etat=open".to_owned());
        let mut pages = 0;
        while let Some(path) = next {
            let page = reviewer.get(&path).await.is(200).text();
            for (n, _) in page.match_indices("Numéro ") {
                let number: String = page[n + "Numéro ".len()..].chars().take_while(char::is_ascii_digit).collect();
                assert!(seen.insert(number.clone()), "{number} twice");
            }
            pages += 1;
            next = page.split("href=\"").filter_map(|p| p.split('"').next()).find(|p| p.contains("avant=")).map(crate::browser::plain);
        }
        assert_eq!((seen.len(), pages), (100, 2));
        let count = async |reviewer: &mut Browser, query: &str| reviewer.get(&format!("/atelier/signalements?{query}")).await.is(200).text().matches("report-row-head").count();
        assert_eq!(count(&mut reviewer, "etat=closed").await, 20);
        assert_eq!(count(&mut reviewer, "etat=closed&genre=wrong").await, 10);
        assert_eq!(count(&mut reviewer, "etat=all&question=item-1&genre=wrong&q=NUMERO").await, 20);
        assert_eq!(count(&mut reviewer, "etat=all&q=num%C3%A9ro+7").await, 11);
        assert_eq!(count(&mut reviewer, "etat=all&q=num%25ro").await, 0, "no pattern of theirs");
        assert_eq!(count(&mut reviewer, "etat=%00&q=%00&avant=x.y").await, 50, "a mangled link still leads somewhere");
    }
}

on_both! {
    async fn reports_are_in_the_export_of_their_person_and_stay_without_a_name(app) {
        let mut learner = app.browser();
        let session = finished(app, &mut learner, Way::Lot, 1).await;
        report(&mut learner, &session, 1, "other", "Une remarque à moi.").await;
        let export = learner.get("/compte/export").await.is(200).text();
        assert!(export.contains("Une remarque à moi."), "{export}");
        // somebody who turns out to be known brings their reports along
        let mut known = app.browser();
        known.begin("whole").await;
        let person = give_address(app, &mut known, SECRET).await;
        give_address(app, &mut learner, SECRET).await;
        assert_eq!(all(app).await[0].person_id.map(|p| p.to_string()), Some(person));
        learner.post("/compte/effacer", &[("word", "effacer")]).await.is(303);
        let kept = all(app).await;
        assert_eq!((kept.len(), kept[0].person_id), (1, None));
        assert_eq!(kept[0].body, "Une remarque à moi.");
    }
}
