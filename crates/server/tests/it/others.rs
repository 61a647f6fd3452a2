//! What is somebody else's stays theirs, and forms of other sites change nothing.

use axum::http::Method;
use serde_json::json;

use crate::answering::{Way, finished};
use crate::harness::TestApp;

on_both! {
    async fn two_accounts_cannot_see_or_touch_each_other(app) {
        let mut anne = app.browser();
        let done = finished(app, &mut anne, Way::Lot, 1).await;
        anne.post("/vous", &[("act", "skip")]).await.is(303);
        let open = anne.begin("whole").await;
        let page = anne.post(&format!("/resultat/{done}/partages"), &[]).await.is(200).plain();
        let share = page.split("action=\"/partages/").nth(1).and_then(|p| p.split('/').next()).expect("a share").to_owned();
        let mut bob = app.browser();
        bob.begin("whole").await;
        let before = app.rows().await;

        let get = ["/positionnement/{}", "/positionnement/{}/pause", "/positionnement/{}/terminer", "/resultat/{}", "/resultat/{}/corrige", "/resultat/{}/pdf"];
        let post = ["/positionnement/{}/reponse", "/positionnement/{}/reprendre", "/positionnement/{}/terminer", "/resultat/{}/partages"];
        let mut nobody = app.browser();
        for session in [&done, &open] {
            for path in get.map(|p| p.replace("{}", session)) {
                let bobs = bob.get(&path).await;
                assert!([403, 404].contains(&bobs.status.as_u16()), "{path}: {}", bobs.status);
                let nobodys = nobody.get(&path).await;
                assert!([401, 404].contains(&nobodys.status.as_u16()), "{path}: {}", nobodys.status);
            }
            for path in post.map(|p| p.replace("{}", session)) {
                let fields = [("seq", "1"), ("act", "dont-know")];
                assert_eq!(bob.post(&path, &fields).await.is(403).code(), "not-yours", "{path}");
                assert_eq!(nobody.post(&path, &fields).await.is(401).code(), "unauthorised", "{path}");
            }
        }
        bob.post(&format!("/partages/{share}/revoquer"), &[]).await.is(404);
        let device = server::secret::hex(&server::secret::token_digest(&anne.token()));
        bob.post(&format!("/compte/appareils/{device}/deconnecter"), &[]).await.is(404);
        anne.get("/compte").await.is(200);
        // a list that is asked to go on from somebody else's session shows one's own
        let listed = bob.get(&format!("/compte?avant={open}")).await.is(200).plain();
        for session in [&done, &open] {
            assert!(!listed.contains(&format!("/positionnement/{session}")) && !listed.contains(&format!("/resultat/{session}")), "{listed}");
        }

        let api = app.api().bearing(&bob.token());
        let (token_of_a_session, other, _) = app.api().begin().await;
        for api in [&api, &token_of_a_session] {
            for path in ["", "/item", "/result"] {
                assert_eq!(api.get(&format!("/api/v1/sessions/{open}{path}")).await.is(403).code(), "not-yours", "{path}");
            }
            assert_eq!(api.answer(&open, 1, &json!(null)).await.is(403).code(), "not-yours");
            assert_eq!(api.post(&format!("/api/v1/sessions/{open}/finish"), &json!({})).await.is(403).code(), "not-yours");
        }
        assert_eq!(api.get(&format!("/api/v1/sessions/{other}")).await.is(403).code(), "not-yours");
        let mut after = app.rows().await;
        after.insert("session", after["session"] - 1); // the one that the API began above
        assert_eq!(after, before);
    }
}

on_both! {
    async fn a_session_token_opens_its_session_and_no_account(app) {
        let (api, session, _) = app.api().begin().await;
        api.get(&format!("/api/v1/sessions/{session}")).await.is(200);
        assert_eq!(api.post("/api/v1/sessions", &json!({ "kind": "positioning" })).await.is(401).code(), "unauthorised");
        // not in a cookie either
        let mut browser = app.browser();
        browser.cookies.insert("socle".into(), api.token.clone().expect("a token"));
        browser.get(&format!("/positionnement/{session}")).await.is(401);
        assert_eq!(browser.get("/compte").await.is(303).location(), "/connexion?back=/compte");
        for wrong in ["", "x", &"y".repeat(200), "é"] {
            browser.cookies.insert("socle".into(), wrong.to_owned());
            browser.get("/").await.is(200);
            browser.get(&format!("/positionnement/{session}")).await.is(401);
        }
    }
}

async fn posts_of(app: &TestApp) -> Vec<String> {
    let mut browser = app.browser();
    let session = finished(app, &mut browser, Way::Lot, 2).await;
    let mut paths: Vec<String> = [
        "/preferences",
        "/positionnement",
        "/vous",
        "/compte/email",
        "/compte/mot-de-passe",
        "/deconnexion",
        "/compte/autre-appareil",
        "/compte/effacer",
        "/connexion",
        "/connexion/lien/x",
        "/partages/x/revoquer",
        "/compte/appareils/x/deconnecter",
    ]
    .map(str::to_owned)
    .to_vec();
    paths.extend(["reponse", "reprendre", "terminer"].map(|p| format!("/positionnement/{session}/{p}")));
    paths.push(format!("/resultat/{session}/partages"));
    paths
}

on_both! {
    async fn forms_of_other_sites_change_nothing(app) {
        let paths = posts_of(app).await;
        let mut browser = app.browser();
        browser.begin("whole").await;
        let before = app.rows().await;
        let strangers: [&[(&str, &str)]; 5] = [
            &[("sec-fetch-site", "cross-site")],
            &[("sec-fetch-site", "same-site")],
            &[("origin", "https://evil.example")],
            &[("origin", "null")],
            &[("sec-fetch-site", "cross-site"), ("origin", "http://socle.example")],
        ];
        for path in &paths {
            for headers in strangers {
                let kept = browser.cookies.clone();
                let reply = browser.post_with(path, &[("act", "skip"), ("word", "EFFACER"), ("lang", "en")], headers).await.is(403);
                assert_eq!(reply.code(), "forbidden-origin", "{path}");
                assert_eq!(browser.cookies, kept, "{path}");
            }
        }
        assert_eq!(app.rows().await, before);
        // our own site is let through, whichever way the browser says so
        for headers in [&[("sec-fetch-site", "same-origin")][..], &[("origin", "http://socle.example")], &[]] {
            browser.post_with("/preferences", &[("lang", "fr")], headers).await.is(303);
        }
    }
}

on_both! {
    async fn what_does_not_exist_is_said_with_its_code(app) {
        let mut browser = app.browser();
        browser.begin("whole").await;
        let api = app.api().bearing(&browser.token());
        for id in ["00000000-0000-0000-0000-000000000000", "pas-un-uuid", "%00", "%0A", "%E2%82%AC", "1'%20OR%20'1'='1", "..%2F..%2Fetc%2Fpasswd"] {
            for path in [format!("/positionnement/{id}"), format!("/resultat/{id}"), format!("/resultat/{id}/corrige"), format!("/positionnement/{id}/terminer")] {
                assert_eq!(browser.get(&path).await.is(404).code(), "session-not-found", "{path}");
            }
            for path in ["", "/item", "/result"] {
                assert_eq!(api.get(&format!("/api/v1/sessions/{id}{path}")).await.is(404).code(), "session-not-found", "{id}");
            }
            assert_eq!(api.answer(id, 1, &json!(null)).await.is(404).code(), "session-not-found", "{id}");
            assert_eq!(browser.get(&format!("/partage/{id}")).await.is(404).code(), "not-found", "{id}");
            browser.get(&format!("/connexion/lien/{id}")).await.is(410);
            browser.post(&format!("/partages/{id}/revoquer"), &[]).await.is(404);
            browser.post(&format!("/compte/appareils/{id}/deconnecter"), &[]).await.is(404);
            let again = browser.get(&format!("/positionnement/{id}/reponse")).await;
            assert!(again.status.as_u16() < 500, "{id}: {}", again.status);
        }
        for method in [Method::DELETE, Method::PUT, Method::PATCH] {
            let reply = api.raw(method.clone(), "/api/v1/sessions", &[], Vec::new()).await.is(405);
            assert_eq!(reply.code(), "method-not-allowed", "{method}");
        }
        assert_eq!(api.get("/api/v1/nulle-part").await.is(404).code(), "not-found");
        assert_eq!(browser.get("/preferences").await.is(405).code(), "method-not-allowed");
    }
}
