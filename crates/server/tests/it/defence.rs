//! What every reply carries, who is let in, and how often.

use std::net::Ipv4Addr;
use std::sync::Arc;
use std::time::Duration;

use axum::http::{HeaderMap, Method};
use axum::routing::get;
use serde_json::json;

use crate::answering::{Way, finished};
use crate::browser::Reply;
use crate::harness::{Home, PATIENCE, TestApp, root};

/// The templates of every route, read from where they are declared: a new one is met without anybody thinking of it.
fn templates() -> Vec<String> {
    let mut found = Vec::new();
    for file in ["web/mod.rs", "api/mod.rs"] {
        let text = std::fs::read_to_string(root().join("crates/server/src").join(file)).expect("a source");
        found.extend(text.split(".route(\"").skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned));
    }
    assert!(found.len() > 40 && found.iter().any(|t| t == "/api/v1/sessions"), "{found:?}");
    found
}

/// An address of a template: each name in braces stands for something that does not exist.
fn address(template: &str) -> String {
    template.split('/').map(|part| if part.starts_with('{') { "x" } else { part }).collect::<Vec<_>>().join("/")
}

#[track_caller]
fn is_dressed(what: &str, headers: &HeaderMap, over_tls: bool) {
    let one = |name: &str| {
        let values: Vec<_> = headers.get_all(name).iter().collect();
        assert_eq!(values.len(), 1, "{what}: {name}: {values:?}");
        values[0].to_str().expect("text").to_owned()
    };
    let policy = one("content-security-policy");
    for rule in ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'", "script-src 'self'", "style-src 'self'"] {
        assert!(policy.split("; ").any(|r| r == rule), "{what}: {rule} is not in {policy}");
    }
    assert!(!policy.contains("unsafe") && !policy.contains('*') && !policy.contains("http"), "{what}: {policy}");
    assert_eq!(one("x-content-type-options"), "nosniff", "{what}");
    assert_eq!(one("x-frame-options"), "DENY", "{what}");
    assert_eq!(one("referrer-policy"), "same-origin", "{what}");
    assert_eq!(one("cross-origin-opener-policy"), "same-origin", "{what}");
    assert_eq!(one("cross-origin-resource-policy"), "same-origin", "{what}");
    let permissions = one("permissions-policy");
    for device in ["camera=()", "microphone=()", "geolocation=()", "usb=()", "payment=()"] {
        assert!(permissions.split(", ").any(|p| p == device), "{what}: {permissions}");
    }
    assert_eq!(headers.contains_key("strict-transport-security"), over_tls, "{what}");
    one("cache-control");
    for told in ["server", "x-powered-by"] {
        assert!(!headers.contains_key(told), "{what}: {told}");
    }
    // what is published as open data is anybody's to read, from any page; nobody is known there
    let is_open = ["/api/v1/offers", "/api/v1/coverage", "/formations/couverture."].iter().any(|open| what.contains(open));
    assert!(is_open || !headers.contains_key("access-control-allow-origin"), "{what}: another site may read it");
    for cookie in headers.get_all("set-cookie") {
        let cookie = cookie.to_str().expect("text");
        assert_eq!(cookie.contains("; Secure"), over_tls, "{what}: {cookie}");
        assert!(cookie.contains("; SameSite=Lax") && cookie.contains("; Path=/") && !cookie.contains("Domain"), "{what}: {cookie}");
    }
}

/// Every route in every way, and every kind of reply.
async fn every_reply(app: &TestApp) -> Vec<(String, Reply)> {
    let mut replies = Vec::new();
    let mut browser = app.browser();
    let session = finished(app, &mut browser, Way::Lot, 1).await;
    let api = app.api();
    for template in templates() {
        let path = address(&template);
        for method in [Method::GET, Method::HEAD, Method::POST, Method::PUT, Method::OPTIONS] {
            replies.push((format!("{method} {path}"), api.raw(method, &path, &[], Vec::new()).await));
        }
        replies.push((format!("GET {path}, known"), browser.clone().get(&path).await));
    }
    for (path, status) in [
        ("/", 200),
        (&*format!("/resultat/{session}"), 200),
        (&*format!("/resultat/{session}/corrige"), 200),
        (&*format!("/resultat/{session}.pdf"), 200),
        ("/compte/export", 200),
        ("/nulle-part", 404),
        ("/api/nulle-part", 404),
        ("/assets/nulle-part.css", 404),
        ("/%FF", 400),
        ("/api/%FF", 400),
        ("/preferences", 405),
        ("/panne", 500),
        ("/api/panne", 500),
    ] {
        replies.push((path.to_owned(), browser.get(path).await.is(status)));
    }
    let home = browser.get("/").await.text();
    let style =
        home.split("href=\"").find_map(|rest| rest.split('"').next().filter(|path| path.contains(".css"))).expect("a style sheet").replace("&#x2f;", "/");
    replies.push((style.clone(), browser.get(&style).await.is(200)));
    replies.push(("a cookie".into(), browser.post("/preferences", &[("lang", "en"), ("theme", "dark")]).await.is(303)));
    replies.push(("a new visitor".into(), app.browser().post("/positionnement", &[]).await.is(303)));
    replies.push(("another site".into(), browser.post_with("/preferences", &[], &[("sec-fetch-site", "cross-site")]).await.is(403)));
    replies.push(("too much".into(), browser.post("/vous", &[("trade", &"x".repeat(70_000))]).await.is(413)));
    replies.push(("a session".into(), api.post("/api/v1/sessions", &json!({ "kind": "positioning" })).await.is(201)));
    replies.push(("the end".into(), browser.post("/deconnexion", &[]).await.is(303)));
    replies
}

/// The program with two routes that fail, inside everything that stands around the others.
async fn with_failures(home: Home, base_url: &str) -> TestApp {
    let base_url = base_url.to_owned();
    let mut app = TestApp::with(home, |config| config.base_url = base_url).await;
    let broken = axum::Router::new().route("/panne", get(panics)).route("/api/panne", get(panics));
    let whole = server::router::routes().merge(broken);
    app.router = server::router::around(whole, Arc::clone(&app.app), PATIENCE);
    app
}

async fn panics() -> &'static str {
    panic!("what a handler never should do")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_kind_of_reply_of_every_route_carries_the_headers_of_defence() {
    for (base_url, over_tls) in [("http://socle.example", false), ("https://socle.example", true)] {
        let app = with_failures(Home::folder(), base_url).await;
        for (what, reply) in every_reply(&app).await {
            is_dressed(&what, &reply.headers, over_tls);
            assert!(reply.status.as_u16() < 500 || what.contains("panne"), "{what}: {}", reply.status);
        }
        app.finish().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_panic_is_told_in_the_way_and_the_language_of_whoever_asked() {
    let app = with_failures(Home::folder(), "http://socle.example").await;
    let page = app.browser().get("/panne").await.is(500);
    assert_eq!(page.code(), "internal");
    assert!(page.plain().contains("vos réponses enregistrées") || page.plain().contains("Vos réponses enregistrées"), "{}", page.plain());
    let english = app.browser().speaking("en").get("/panne").await.is(500).plain();
    assert!(english.contains("saved answers are safe"), "{english}");
    let problem = app.api().get("/api/panne").await.is(500);
    assert_eq!((problem.headers["content-type"].as_bytes(), &*problem.code()), (&b"application/problem+json"[..], "internal"));
    assert_eq!(problem.json()["incident"].as_str().map(str::len), Some(8), "the log has the rest under it");
    for reply in [page, problem] {
        assert!(!reply.text().contains("never should"), "what went wrong is not told to visitors");
    }
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_that_does_not_end_is_given_up_and_told() {
    let mut app = TestApp::on(Home::folder()).await;
    let stuck = axum::Router::new().route("/coince", get(std::future::pending::<&'static str>)).route("/api/coince", get(std::future::pending::<&'static str>));
    app.router = server::router::around(stuck, Arc::clone(&app.app), Duration::from_millis(50));
    let page = app.browser().get("/coince").await.is(503);
    let problem = app.api().get("/api/coince").await.is(503);
    for reply in [&page, &problem] {
        assert_eq!((reply.code().as_str(), reply.headers["retry-after"].as_bytes()), ("unavailable", &b"5"[..]));
        is_dressed(&reply.asked, &reply.headers, false);
    }
    app.finish().await;
}

on_both! {
    async fn no_request_that_only_looks_changes_anything(app) {
        let mut browser = app.browser();
        let session = finished(app, &mut browser, Way::Lot, 1).await;
        let open = browser.begin("whole").await;
        let before = app.rows().await;
        let api = app.api().bearing(&browser.token());
        for template in templates() {
            // what is taken away is noted
            if template == "/compte/export" {
                continue;
            }
            for id in [&session, &open] {
                let path = template.replace("{id}", id);
                for reply in [browser.clone().get(&address(&path)).await, api.get(&address(&path)).await] {
                    assert!(reply.headers.get_all("set-cookie").iter().all(|c| c.to_str().is_ok_and(|c| c.starts_with("notice="))), "{path}");
                }
            }
        }
        assert_eq!(app.rows().await, before);
    }
}

on_both! {
    async fn pages_of_other_sites_reach_the_api_no_more_than_the_forms(app) {
        let api = app.api();
        let before = app.rows().await;
        let start = json!({ "kind": "positioning" }).to_string().into_bytes();
        for headers in [&[("sec-fetch-site", "cross-site")][..], &[("sec-fetch-site", "same-site")], &[("origin", "https://evil.example")], &[("origin", "null")], &[("origin", "\u{e9}")]] {
            for path in ["/api/v1/sessions", "/api/v1/logins"] {
                // as a page elsewhere can send it without asking first
                let plain = [headers, &[("host", "socle.example")]].concat();
                assert_eq!(api.raw(Method::POST, path, &plain, start.clone()).await.is(403).code(), "forbidden-origin", "{headers:?}");
            }
        }
        assert_eq!(app.rows().await, before);
        // a cookie is not looked at: with one and without a token, nobody is anybody
        let mut browser = app.browser();
        let session = browser.begin("whole").await;
        let cookie = format!("socle={}", browser.token());
        assert_eq!(api.raw(Method::GET, &format!("/api/v1/sessions/{session}"), &[("cookie", &cookie)], Vec::new()).await.is(401).code(), "unauthorised");
        for headers in [&[("sec-fetch-site", "same-origin")][..], &[("origin", "http://socle.example")], &[]] {
            api.raw(Method::POST, "/api/v1/sessions", headers, start.clone()).await.is(201);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn over_tls_a_page_that_came_without_is_not_ours() {
    let app = TestApp::with(Home::folder(), |config| config.base_url = "https://socle.example".into()).await;
    let mut browser = app.browser();
    browser.post_with("/preferences", &[], &[("origin", "http://socle.example")]).await.is(403);
    browser.post_with("/preferences", &[], &[("origin", "https://socle.example")]).await.is(303);
    // where it is reached by another name
    browser.post_with("/preferences", &[], &[("origin", "https://autre.example")]).await.is(403);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn over_tls_the_cookie_cannot_be_planted_from_a_neighbouring_site() {
    let app = TestApp::with(Home::folder(), |config| config.base_url = "https://socle.example".into()).await;
    let mut browser = app.browser();
    browser.begin("whole").await;
    let token = browser.cookies.get("__Host-socle").cloned().expect("a name that browsers hold to this host");
    assert!(!browser.cookies.contains_key("socle"));
    browser.get("/compte").await.is(200);
    let mut planted = app.browser();
    planted.cookies.insert("socle".into(), token);
    planted.get("/compte").await.is(303);
    browser.post("/deconnexion", &[]).await.is(303);
    assert!(!browser.cookies.contains_key("__Host-socle"));
    app.finish().await;
}

/// With so many times the limits of production.
async fn limited(times: f64) -> TestApp {
    TestApp::with(Home::folder(), |config| config.allowance = times).await
}

/// Asks until it is told to wait; gives how often it was heard, and the refusal.
async fn until_refused(at_most: usize, mut ask: impl AsyncFnMut() -> Reply) -> (usize, Reply) {
    for n in 0..at_most {
        let reply = ask().await;
        if reply.status == 429 {
            return (n, reply);
        }
    }
    panic!("{at_most} requests were heard");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_asks_too_often_waits_and_nobody_beside_them_does() {
    let app = limited(1.0).await;
    let place = Ipv4Addr::new(192, 0, 2, 7);
    let mut learner = app.browser().at(place);
    let session = learner.begin("whole").await;
    learner.get("/").await.is(200);
    let mut greedy = app.browser().at(place);
    greedy.begin("whole").await;
    greedy.get("/").await.is(200);
    // small and quick to make: nothing but the limits counts here
    let (heard, refused) = until_refused(3000, async || greedy.get("/nulle-part").await).await;
    assert!(heard >= 200, "{heard}");
    assert_eq!(refused.code(), "too-many-requests");
    let wait: u64 = refused.headers["retry-after"].to_str().expect("text").parse().expect("seconds");
    assert!((1..=10).contains(&wait), "{wait}");
    // meanwhile some of the allowance may have come back
    let mut english = greedy.clone().speaking("en");
    let (_, refused) = until_refused(3000, async || english.get("/nulle-part").await).await;
    assert!(refused.plain().contains("wait a few seconds"));
    // the API says it in its own way, of the same person
    let (own, path) = (app.api().bearing(&greedy.token()), format!("/api/v1/sessions/{session}"));
    let (_, api) = until_refused(3000, async || own.get(&path).await).await;
    assert_eq!((api.headers["content-type"].as_bytes(), &*api.code()), (&b"application/problem+json"[..], "too-many-requests"));
    // others of the same place, known or new, notice nothing; and a health probe never does
    learner.get(&format!("/positionnement/{session}")).await.is(200);
    app.browser().at(place).begin("whole").await;
    for _ in 0..3 {
        greedy.get("/sante").await.is(200);
    }
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_made_up_token_has_no_allowance_of_its_own() {
    // a tenth, so that what comes back meanwhile is little even where a request takes long
    let app = limited(0.1).await;
    let place = Ipv4Addr::new(192, 0, 2, 9);
    let mut learner = app.browser().at(place);
    let session = learner.begin("whole").await;
    learner.get("/").await.is(200);
    let mut invented = 0;
    // a start is dear enough that a place has only so many; a form of another site is refused after it was counted
    let steal = async || {
        invented += 1;
        let mut thief = app.browser().at(place);
        thief.cookies.insert("socle".into(), format!("made-up-{invented}"));
        thief.post_with("/positionnement", &[], &[("sec-fetch-site", "cross-site")]).await
    };
    // the place pays for every one of them
    until_refused(10_000, steal).await;
    // whoever is known there goes on, in all that they do
    learner.get(&format!("/positionnement/{session}")).await.is(200);
    assert_ne!(learner.post("/positionnement", &[]).await.status, 429);
    // and elsewhere everything is as it was
    app.browser().at(Ipv4Addr::new(192, 0, 2, 10)).begin("whole").await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_to_report_a_weakness_is_said_and_does_not_expire_unnoticed() {
    let app = TestApp::with(Home::folder(), |config| config.base_url = "https://socle.example".into()).await;
    let reply = app.browser().get("/.well-known/security.txt").await.is(200);
    assert_eq!(reply.headers["content-type"], "text/plain; charset=utf-8");
    let text = reply.text();
    let field = |name: &str| text.lines().find_map(|l| l.strip_prefix(&format!("{name}: "))).unwrap_or_else(|| panic!("no {name} in {text}")).to_owned();
    assert_eq!(field("Contact"), "mailto:contact@socle.example");
    assert_eq!(field("Canonical"), "https://socle.example/.well-known/security.txt");
    let expires: jiff::Timestamp = field("Expires").parse().expect("a moment");
    let days = (expires.as_microsecond() - crate::harness::NOW) / (24 * 3600 * 1_000_000);
    assert!((150..365).contains(&days), "{days}");
    app.finish().await;
}
