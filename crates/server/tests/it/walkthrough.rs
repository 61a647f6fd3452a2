//! Journeys through the pages, from the first click to being forgotten.

use serde_json::Value;

use crate::answering::{Way, finished, main_of, play_pages, send_form};
use crate::harness::{MINUTE, SECOND};
use crate::responses::inside;

on_both! {
    async fn a_visitor_answers_everything_and_sees_a_profile(app) {
        let mut browser = app.browser();
        let home = browser.get("/").await.is(200).plain();
        assert!(home.contains("action=\"/positionnement\""), "{home}");
        assert!(browser.cookies.is_empty(), "looking around leaves no trace");
        let session = browser.begin("whole").await;
        let (to, answered) = play_pages(app, &mut browser, &session, Way::Lot, 1).await;
        assert_eq!(to, format!("/vous?back=/resultat/{session}"), "who one is, is asked once at the end");
        let rules = &app.app.editions.current().edition.blueprint.stopping;
        assert!((rules.shortest as usize..=rules.longest as usize).contains(&answered), "{answered} answers");
        browser.get(&to).await.is(200);
        let result = browser.post_and_follow("/vous", &[("back", &format!("/resultat/{session}")), ("act", "skip")]).await.is(200).plain();
        for domain in &app.app.editions.current().edition.framework.domains {
            assert!(result.contains(&domain.short) || result.contains(&domain.name), "{}", domain.name);
        }
        assert!(result.contains("<svg"), "a picture");
        assert!(result.contains("<table"), "and a table");
        // asked once: the next session leads straight to its result
        let second = browser.begin("whole").await;
        assert_ne!(second, session);
        let (to, _) = play_pages(app, &mut browser, &second, Way::Lot, 2).await;
        assert_eq!(to, format!("/resultat/{second}"));
        assert!(browser.get(&to).await.is(200).plain().contains(&format!("/resultat/{session}")) || browser.get("/compte").await.is(200).plain().contains(&session), "the first one is still found");
    }
}

on_both! {
    async fn right_answers_lead_to_the_highest_levels(app) {
        let mut browser = app.browser();
        let session = finished(app, &mut browser, Way::Key, 3).await;
        let api = app.api().bearing(&browser.token());
        let result = api.get(&format!("/api/v1/sessions/{session}/result")).await.is(200).json();
        for domain in result["domains"].as_array().expect("domains") {
            assert!(domain["estimate"].as_f64().expect("a number") > 0.6, "{domain}");
            let sum: f64 = domain["level_probabilities"].as_array().expect("four").iter().filter_map(Value::as_f64).sum();
            assert!((sum - 1.0).abs() < 1e-9, "{domain}");
            let (low, high) = (domain["interval"][0].as_f64().expect("low"), domain["interval"][1].as_f64().expect("high"));
            assert!(low < domain["estimate"].as_f64().expect("a number") && domain["estimate"].as_f64().expect("a number") < high);
        }
    }
}

on_both! {
    async fn a_session_can_be_left_and_gone_on_with(app) {
        let mut browser = app.browser();
        let session = browser.begin("whole").await;
        send_form(app, &mut browser, &session, None).await.is(303);
        let question = browser.get(&format!("/positionnement/{session}")).await.is(200).plain();
        app.advance(30 * SECOND);
        let to = browser.post(&format!("/positionnement/{session}/pause"), &[]).await.is(303).location();
        assert_eq!(to, format!("/positionnement/{session}/pause"));
        browser.get(&to).await.is(200);
        assert_eq!(browser.get(&format!("/positionnement/{session}")).await.is(303).location(), to, "a paused session shows its pause");
        app.advance(3 * 24 * 60 * MINUTE);
        let to = browser.post(&format!("/positionnement/{session}/reprendre"), &[]).await.is(303).location();
        let again = browser.get(&to).await.is(200).plain();
        assert_eq!(main_of(&question), main_of(&again), "the same question, in the same order");
        assert_eq!(inside(app, &session).await.state.active, 0, "three days of pause are no time of work");
        let home = browser.get("/").await.is(200).plain();
        assert!(home.contains(&format!("/positionnement/{session}")), "the first page leads back to it");
    }
}

on_both! {
    async fn bites_end_by_themselves_and_lead_to_the_pause(app) {
        let mut browser = app.browser();
        let session = browser.begin("bites").await;
        let bite = i64::from(app.app.editions.current().edition.blueprint.stopping.bite_seconds) * SECOND;
        let mut spent = 0;
        loop {
            app.advance(100 * SECOND);
            spent += 100 * SECOND;
            let to = send_form(app, &mut browser, &session, None).await.is(303).location();
            if spent >= bite {
                assert_eq!(to, format!("/positionnement/{session}/pause?bouchee=1"));
                break;
            }
            assert_eq!(to, format!("/positionnement/{session}"));
        }
        browser.get(&format!("/positionnement/{session}/pause?bouchee=1")).await.is(200);
        browser.post(&format!("/positionnement/{session}/reprendre"), &[]).await.is(303);
        assert_eq!(inside(app, &session).await.state.bite, 0);
    }
}

on_both! {
    async fn a_session_can_be_ended_early_and_is_told_as_such(app) {
        let mut browser = app.browser();
        let session = browser.begin("whole").await;
        for _ in 0..3 {
            send_form(app, &mut browser, &session, None).await.is(303);
        }
        browser.get(&format!("/positionnement/{session}/terminer")).await.is(200);
        let to = browser.post(&format!("/positionnement/{session}/terminer"), &[]).await.is(303).location();
        assert_eq!(to, format!("/vous?back=/resultat/{session}"));
        browser.get(&format!("/resultat/{session}")).await.is(200);
        // a second click, the back button, an old tab: all lead to the result, nothing changes
        let rows = app.rows().await;
        for path in ["terminer", "reprendre"] {
            let to = browser.post(&format!("/positionnement/{session}/{path}"), &[]).await.is(303).location();
            assert_eq!(to, format!("/resultat/{session}"), "{path}");
        }
        let to = browser.post(&format!("/positionnement/{session}/reponse"), &[("seq", "4"), ("act", "dont-know")]).await.is(303).location();
        assert_eq!(to, format!("/resultat/{session}"));
        assert_eq!(app.rows().await, rows);
    }
}

on_both! {
    async fn ended_before_the_first_answer_a_session_still_has_a_result(app) {
        let mut browser = app.browser();
        let session = browser.begin("whole").await;
        browser.post(&format!("/positionnement/{session}/terminer"), &[]).await.is(303);
        browser.get(&format!("/resultat/{session}")).await.is(200);
        browser.get(&format!("/resultat/{session}/corrige")).await.is(200);
    }
}

on_both! {
    async fn who_one_is_can_be_said_refused_and_changed(app) {
        let mut browser = app.browser();
        assert_eq!(browser.get("/vous").await.is(303).location(), "/", "nobody is nobody");
        browser.begin("whole").await;
        let person = |exported: Value| exported["person"].clone();
        let to = browser.post("/vous", &[("trade", "infirmier"), ("setting", "ehpad"), ("region", "53"), ("back", "/compte")]).await.is(303).location();
        assert_eq!(to, "/compte");
        let said = person(browser.get("/compte/export").await.is(200).json());
        assert_eq!((&said["trade"], &said["setting"], &said["region"]), (&"infirmier".into(), &"ehpad".into(), &"53".into()));
        assert!(said["asked_at"].is_string());
        // « - » is: I would rather not say
        browser.post("/vous", &[("trade", "-"), ("setting", "ehpad"), ("region", "")]).await.is(303);
        let said = person(browser.get("/compte/export").await.is(200).json());
        assert_eq!((&said["trade"], &said["setting"]), (&Value::Null, &"ehpad".into()));
        // what is not in the lists is refused, and nothing changes
        browser.post("/vous", &[("trade", "astronaute"), ("setting", ""), ("region", "")]).await.is(422);
        assert_eq!(person(browser.get("/compte/export").await.is(200).json())["setting"], "ehpad");
        // back leads nowhere outside
        for back in ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"] {
            assert_eq!(browser.post("/vous", &[("act", "skip"), ("back", back)]).await.is(303).location(), "/", "{back}");
        }
    }
}

on_both! {
    async fn the_review_shows_every_answer_with_its_source(app) {
        let mut browser = app.browser();
        let session = browser.begin("whole").await;
        assert_eq!(
            browser.get(&format!("/resultat/{session}/corrige")).await.is(303).location(),
            format!("/positionnement/{session}"),
            "nothing is said before the end"
        );
        let (_, answered) = play_pages(app, &mut browser, &session, Way::Lot, 5).await;
        let page = browser.get(&format!("/resultat/{session}/corrige")).await.is(200).plain();
        let inside = inside(app, &session).await;
        assert_eq!(inside.state.answers.len(), answered);
        for scored in &inside.state.answers {
            let item = &inside.edition.pool[usize::from(scored.item)].item;
            let title = item.title.split([' ', '\'', '’']).max_by_key(|w| w.len()).expect("a word");
            assert!(page.contains(title), "{} is not in the review", item.id);
        }
        let slug = &inside.edition.framework.domains[1].slug;
        let narrowed = browser.get(&format!("/resultat/{session}/corrige?domaine={slug}&manquees=1")).await.is(200).plain();
        assert!(narrowed.len() < page.len());
        browser.get(&format!("/resultat/{session}/corrige?domaine=nulle-part")).await.is(200);
    }
}

on_both! {
    async fn a_shared_result_shows_no_owner_and_dies_when_it_is_taken_back(app) {
        let mut owner = app.browser();
        let session = finished(app, &mut owner, Way::Lot, 6).await;
        let id = crate::account::give_address(app, &mut owner, "nadia.belkacem@clinique.example").await;
        let page = owner.post(&format!("/resultat/{session}/partages"), &[]).await.is(200).plain();
        let token = page.split("http://socle.example/partage/").nth(1).expect("the link").split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_')).next().expect("its token");
        let path = format!("/partage/{token}");
        let mut guest = app.browser();
        let shared = guest.get(&path).await.is(200).plain();
        assert!(guest.cookies.is_empty());
        for of_the_owner in ["nadia", "clinique.example", &session, &id, "/corrige", "/partages", "/compte/export", "/compte/effacer", "revoquer"] {
            assert!(!main_of(&shared).contains(of_the_owner), "a guest sees « {of_the_owner} »");
        }
        assert!(!shared.contains("nadia") && !shared.contains(&session));
        assert!(shared.contains("<svg"));
        // the owner sees that it was looked at, and takes it back
        let export = owner.get("/compte/export").await.is(200).json();
        assert_eq!(export["sessions"][0]["shared_links"][0]["views"], 1);
        let page = owner.get(&format!("/resultat/{session}")).await.is(200).plain();
        let revoke = page.split("action=\"/partages/").nth(1).expect("a form to revoke").split('"').next().expect("its address");
        // nobody else can
        let mut other = app.browser();
        other.begin("whole").await;
        other.post(&format!("/partages/{revoke}"), &[]).await.is(404);
        guest.get(&path).await.is(200);
        owner.post(&format!("/partages/{revoke}"), &[("back", "/compte")]).await.is(303);
        assert_eq!(guest.get(&path).await.is(404).code(), "not-found");
        owner.post(&format!("/partages/{revoke}"), &[]).await.is(404);
    }
}

on_both! {
    async fn the_export_holds_every_answer(app) {
        let mut browser = app.browser();
        let session = browser.begin("whole").await;
        let api = app.api().bearing(&browser.token());
        let sent = crate::answering::play_api(app, &api, &session, Way::Lot, 7).await;
        let second = browser.begin("whole").await;
        send_form(app, &mut browser, &second, None).await.is(303);
        let reply = browser.get("/compte/export").await.is(200);
        assert!(reply.headers["content-disposition"].to_str().expect("text").starts_with("attachment"));
        let export = reply.json();
        let of = |id: &str| export["sessions"].as_array().expect("sessions").iter().find(|s| s["id"] == id).expect("the session").clone();
        let (first, open) = (of(&session), of(&second));
        let answers = first["answers"].as_array().expect("answers");
        assert_eq!(answers.len(), sent.len());
        for (n, (answer, sent)) in answers.iter().zip(&sent).enumerate() {
            assert_eq!(answer["seq"], n + 1);
            assert_eq!(&answer["response"], sent);
            assert!(answer["item"].is_string() && answer["answered_at"].is_string() && answer["points_possible"].as_i64() >= answer["points"].as_i64());
        }
        assert_eq!(first["result"]["domains"].as_array().map(Vec::len), Some(5));
        assert_eq!(open["answers"].as_array().map(Vec::len), Some(1));
        assert!(open["result"].is_null() && open["finished_at"].is_null());
        assert_eq!(export["devices"].as_array().map(Vec::len), Some(1));
    }
}

on_both! {
    async fn being_forgotten_leaves_no_row_in_any_table(app) {
        let mut other = app.browser();
        finished(app, &mut other, Way::Lot, 8).await;
        let before = app.rows_kept().await;

        let mut browser = app.browser();
        let session = finished(app, &mut browser, Way::Lot, 9).await;
        crate::account::give_address(app, &mut browser, "zoe.martin@village.example").await;
        browser.post("/compte/mot-de-passe", &[("password", "quatre chats sur un toit")]).await.is(303);
        browser.post("/vous", &[("trade", "infirmier"), ("setting", ""), ("region", "")]).await.is(303);
        browser.post(&format!("/resultat/{session}/partages"), &[]).await.is(200);
        browser.post("/compte/autre-appareil", &[]).await.is(200);
        browser.begin("bites").await;
        let keyed = app.api().bearing(&browser.token());
        keyed.post_keyed("/api/v1/sessions", "clef-1", &serde_json::json!({ "kind": "positioning" })).await.is(201);
        let during = app.rows_kept().await;
        for table in ["person", "login", "mail_link", "session", "answer", "result", "share", "mail", "idempotency"] {
            assert!(during[table] > before[table], "{table} holds nothing of this person: {during:?}");
        }

        let rows = app.rows_kept().await;
        browser.post("/compte/effacer", &[("word", "efface")]).await.is(422);
        browser.post("/compte/effacer", &[]).await.is(422);
        assert_eq!(app.rows_kept().await, rows, "another word erases nothing");
        browser.get("/compte/effacer").await.is(200);
        assert_eq!(browser.post("/compte/effacer", &[("word", " effacer ")]).await.is(303).location(), "/");
        assert_eq!(app.rows_kept().await, before);
        assert!(!browser.cookies.contains_key("socle"));
        assert_eq!(keyed.get(&format!("/api/v1/sessions/{session}")).await.is(401).code(), "unauthorised");
        // and the other person still has everything
        assert!(other.get("/compte").await.is(200).plain().contains("/resultat/"));
    }
}

on_both! {
    async fn every_page_that_needs_nobody_answers_in_both_languages(app) {
        for language in ["fr", "en"] {
            let mut browser = app.browser().speaking(language);
            for path in ["/", "/connexion", "/referentiel", "/methode", "/donnees-personnelles", "/accessibilite", "/mentions-legales", "/styleguide"] {
                let reply = browser.get(path).await.is(200);
                assert!(reply.text().contains(&format!("<html lang=\"{language}\"")), "{path} in {language}");
                assert!(reply.headers["content-security-policy"].to_str().expect("text").contains("default-src 'none'"), "{path}");
                assert_eq!(reply.headers["cache-control"], "no-store", "{path}");
            }
            browser.get("/sante").await.is(200);
            browser.get("/robots.txt").await.is(200);
            assert_eq!(browser.get("/nulle-part").await.is(404).code(), "not-found");
            assert_eq!(browser.get("/positionnement").await.is(303).location(), "/");
        }
    }
}

on_both! {
    async fn language_and_theme_are_kept_when_chosen(app) {
        let mut browser = app.browser();
        browser.post("/preferences", &[("lang", "en"), ("theme", "dark"), ("back", "/methode")]).await.is(303);
        let page = browser.get("/methode").await.is(200).plain();
        assert!(page.contains("<html lang=\"en\""));
        browser.post("/preferences", &[("lang", "xx"), ("theme", "neon"), ("back", "/")]).await.is(303);
        assert!(browser.get("/").await.is(200).plain().contains("<html lang=\"en\""), "what is unknown changes nothing");
    }
}
