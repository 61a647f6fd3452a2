//! Whatever is sent: a clear answer with a stable code, in the language of whoever asked, and nothing written.

use std::collections::BTreeMap;

use axum::http::Method;
use domain::item::{Gap, Interaction, Response, Shown};
use domain::refusal::Refusal;
use psychometrics::random::Random;
use serde_json::{Value, json};
use server::render::{Lang, Texts};

use crate::answering::{Way, finished};
use crate::browser::{Api, Reply, plain};
use crate::responses::{as_form, by_lot, task};

/// What somebody might put into any field.
fn nasty() -> Vec<String> {
    let mut all: Vec<String> = [
        "'; DROP TABLE person; --",
        "1 OR 1=1",
        "$1",
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "{{ 7*7 }}",
        "{% raw %}",
        "../../etc/passwd",
        "%00",
        "\0",
        "a\0b",
        "\u{202e}etirw",
        "\u{feff}",
        "🏥👩🏽‍⚕️",
        "e\u{301}",
        "\u{10ffff}",
        "-1",
        "0",
        "01",
        "+1",
        "1e309",
        "NaN",
        "99999999999999999999",
        "1,5",
        " ",
        "\t",
        "\r\nSet-Cookie: socle=x",
        "null",
        "true",
        "[]",
        "{}",
        "ﬁ",
        "ß",
        "İ",
        "/\0",
        "/\t/evil.example",
        "/\u{7f}",
        "/é",
        "/\r\n/evil.example",
    ]
    .map(str::to_owned)
    .to_vec();
    all.push("é".repeat(8_000));
    all
}

/// Holds a refusal to its sentence.
fn is_said(reply: &Reply, language: Lang) {
    let texts = Texts::new().expect("texts");
    let code = reply.code();
    let sentence = texts.find(language, &format!("refusal-{code}"), &[]).unwrap_or_else(|| panic!("no sentence for {code}"));
    let (text, sentence) = (reply.plain(), plain(&sentence));
    assert!(text.contains(&sentence) || text.contains(&json!(sentence).to_string()), "{}: « {sentence} » is not said: {}", reply.asked, reply.text());
}

fn is_a_problem(reply: &Reply, language: Lang) {
    assert!((400..500).contains(&reply.status.as_u16()), "{}: {} {}", reply.asked, reply.status, reply.text());
    assert_eq!(reply.headers["content-type"], "application/problem+json", "{}", reply.asked);
    let body = reply.json();
    assert_eq!(body["status"], reply.status.as_u16());
    assert!(Refusal::ALL.iter().any(|r| body["code"] == r.code()), "{body}");
    is_said(reply, language);
}

fn speaking(api: &Api, language: Lang) -> Api {
    let mut api = api.clone();
    api.language = language.code();
    api
}

on_both! {
    async fn bodies_that_cannot_be_read_are_refused_in_both_languages(app) {
        let (api, session, _) = app.api().begin().await;
        let rows = app.rows().await;
        let answers = format!("/api/v1/sessions/{session}/answers");
        let mut bodies: Vec<Vec<u8>> = [
            "", "{", "[]", "null", "\"\"", "42", "{\"seq\":1", "{\"seq\":1,}", "{\"seq\":1}", "{\"response\":null}", "{\"seq\":1,\"response\":null,\"won\":9}", "{\"seq\":1,\"seq\":1,\"response\":null}",
            "{'seq':1}", "{\"seq\":01,\"response\":null}", "{\"seq\":NaN,\"response\":null}", "{\"seq\":1,\"response\":1e400}", "<xml/>", "seq=1&response=", "{\"seq\":1,\"response\":null} x", "\u{feff}{\"seq\":1,\"response\":null}",
        ]
        .map(|b| b.as_bytes().to_vec())
        .to_vec();
        bodies.push(b"{\"seq\":1,\"response\":\"\xff\xfe\"}".to_vec());
        bodies.push(vec![0; 100]);
        bodies.push([b"{\"seq\":1,\"response\":".to_vec(), b"[".repeat(20_000), b"]".repeat(20_000), b"}".to_vec()].concat());
        for language in Lang::ALL {
            let api = speaking(&api, language);
            for body in &bodies {
                let reply = api.raw(Method::POST, &answers, &[], body.clone()).await;
                is_a_problem(&reply, language);
                assert!(["malformed", "response-shape"].contains(&reply.code().as_str()), "{}: {}", String::from_utf8_lossy(body), reply.text());
            }
            for body in ["", "{", "[]", "{\"kind\":1}", "{\"kind\":null}", "{}", "{\"kind\":\"positioning\",\"pace\":\"never\"}", "{\"kind\":\"positioning\",\"seed\":1}"] {
                let reply = speaking(&app.api(), language).raw(Method::POST, "/api/v1/sessions", &[], body.into()).await;
                is_a_problem(&reply, language);
                assert_eq!(reply.code(), "malformed", "{body}");
            }
            let reply = speaking(&app.api(), language).post("/api/v1/sessions", &json!({ "kind": "certification" })).await;
            is_a_problem(&reply, language);
            assert_eq!(reply.clone().is(422).code(), "kind-unknown");
        }
        assert_eq!(app.rows().await, rows);
    }
}

on_both! {
    async fn a_field_of_another_type_is_refused(app) {
        let (api, session, _) = app.api().begin().await;
        let mut random = Random::new(5, 5);
        let answers = format!("/api/v1/sessions/{session}/answers");
        for round in 0..14_u64 {
            let right = json!(by_lot(&task(app, &session).await, &mut random));
            let rows = app.rows().await;
            let seq = round + 1;
            for wrong in [json!(true), json!("1"), json!(-1), json!(1.5), json!([1]), json!({}), Value::Null] {
                let reply = api.post(&answers, &json!({ "seq": wrong, "response": right })).await;
                is_a_problem(&reply, Lang::Fr);
                assert_eq!(reply.clone().is(400).code(), "malformed", "seq {wrong}");
            }
            for wrong in [json!(true), json!("1"), json!(3), json!([]), json!({}), json!({ "kind": 3 }), json!({ "kind": "devinette" })] {
                is_a_problem(&api.post(&answers, &json!({ "seq": seq, "response": wrong })).await.is(422), Lang::Fr);
            }
            // every field of this answer, as everything it is not
            let fields = right.as_object().expect("fields").keys().cloned().collect::<Vec<_>>();
            for field in fields {
                for wrong in [Value::Null, json!(true), json!(-7), json!("x\0y"), json!([null]), json!([[]]), json!({ "a": {} }), json!({ "1": 1 }), json!([1, "1"])] {
                    let mut response = right.clone();
                    if (field == "unit" && wrong.is_null()) || response[&field] == wrong {
                        continue;
                    }
                    // words are taken as they come where words are asked for, and a number where a number is
                    if (field == "text" && wrong.is_string()) || (field == "value" && wrong.is_number()) {
                        continue;
                    }
                    response[&field] = wrong.clone();
                    let reply = api.post(&answers, &json!({ "seq": seq, "response": response })).await;
                    is_a_problem(&reply, Lang::Fr);
                }
                let mut without = right.clone();
                without.as_object_mut().expect("fields").remove(&field);
                if field != "unit" {
                    is_a_problem(&api.post(&answers, &json!({ "seq": seq, "response": without })).await.is(422), Lang::Fr);
                }
            }
            let mut more = right.clone();
            more["correct"] = json!(true);
            is_a_problem(&api.post(&answers, &json!({ "seq": seq, "response": more })).await.is(422), Lang::Fr);
            assert_eq!(app.rows().await, rows);
            api.answer(&session, seq, &right).await.is(200);
        }
    }
}

on_both! {
    async fn a_megabyte_is_too_large_everywhere(app) {
        let (api, session, _) = app.api().begin().await;
        let mut browser = app.browser();
        let own = finished(app, &mut browser, Way::Lot, 1).await;
        let rows = app.rows().await;
        let megabyte = "x".repeat(1 << 20);
        for language in Lang::ALL {
            let api = speaking(&api, language);
            let reply = api.answer(&session, 1, &json!({ "kind": "short-answer", "text": megabyte })).await.is(413);
            is_a_problem(&reply, language);
            assert_eq!(reply.code(), "too-large");
            for path in ["/api/v1/sessions", "/api/v1/logins"] {
                assert_eq!(api.post(path, &json!({ "kind": megabyte })).await.is(413).code(), "too-large", "{path}");
            }
            browser.language = language.code();
            for path in [format!("/positionnement/{own}/reponse"), "/vous".into(), "/connexion".into(), "/compte/email".into(), "/compte/mot-de-passe".into(), "/compte/effacer".into(), "/preferences".into()] {
                let reply = browser.post(&path, &[("email", &megabyte), ("back", "/")]).await.is(413);
                assert_eq!(reply.code(), "too-large", "{path}");
                is_said(&reply, language);
            }
        }
        assert_eq!(app.rows().await, rows);
    }
}

on_both! {
    async fn a_choice_that_was_not_offered_is_refused(app) {
        let mut browser = app.browser();
        let session = browser.begin("whole").await;
        let api = app.api().bearing(&browser.token());
        let mut random = Random::new(11, 4);
        for seq in 1..=12_u64 {
            let shown = task(app, &session).await;
            let right = by_lot(&shown, &mut random);
            // where words are asked for, they are an answer: see the next test
            let words = matches!(right, Response::ShortAnswer { .. } | Response::Gaps { .. } | Response::Number { .. } | Response::Simulator { .. });
            let (name, _) = as_form(&shown, &right).swap_remove(0);
            // a rank may be written in more ways than one; a name of something shown has one
            let is_taken = |value: &str| value.parse::<u32>().is_ok_and(|n| name.starts_with("position-") || n.to_string() == value);
            for value in nasty().iter().filter(|value| !words && !is_taken(value)) {
                let rows = app.rows().await;
                let mut fields = as_form(&shown, &right);
                fields[0].1.clone_from(value);
                // with one of several boxes left empty, the others would be an answer
                fields.retain(|(n, _)| *n == name || !matches!(right, Response::MultipleChoice { .. } | Response::HotText { .. }));
                fields.push(("seq".into(), seq.to_string()));
                let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
                let reply = browser.post(&format!("/positionnement/{session}/reponse"), &fields).await.is(422);
                assert!(!reply.text().contains("<script>alert") && !reply.text().contains("<img src=x"), "{}", reply.text());
                assert_eq!(app.rows().await, rows, "{name}={value:.40}");
            }
            api.answer(&session, seq, &json!(right)).await.is(200);
        }
    }
}

on_both! {
    async fn typed_words_are_kept_as_they_came_and_shown_harmless(app) {
        let mut browser = app.browser();
        browser.begin("whole").await;
        let person = crate::secrecy::person_of(&mut browser).await;
        let api = app.api().bearing(&browser.token());
        let edition = app.app.editions.current().edition;
        let of_kind = |kind: &str| edition.pool.iter().position(|p| p.item.interaction.kind() == kind).expect("one of each kind");
        let typed_gap = edition.pool.iter().position(|p| matches!(&p.item.interaction, Interaction::Gaps(x) if x.gaps.iter().any(|g| g.options.is_empty()))).expect("a gap to type in");
        for place in [of_kind("short-answer"), typed_gap] {
            for value in nasty() {
                let shown = Shown::draw(&edition.pool[place].item.interaction, &mut Random::new(1, 1));
                let session = crate::secrecy::put(app, person, place, shown).await.to_string();
                let response = match &edition.pool[place].item.interaction {
                    Interaction::Gaps(x) => {
                        let fill = |g: &Gap| if g.options.is_empty() { value.clone() } else { "1".to_owned() };
                        json!({ "kind": "gaps", "gaps": x.gaps.iter().enumerate().map(|(i, g)| ((i + 1).to_string(), fill(g))).collect::<BTreeMap<_, _>>() })
                    }
                    _ => json!({ "kind": "short-answer", "text": value }),
                };
                let reply = api.answer(&session, 1, &response).await;
                if value.trim().is_empty() {
                    is_a_problem(&reply.is(422), Lang::Fr);
                    continue;
                }
                reply.is(200);
                browser.post(&format!("/positionnement/{session}/terminer"), &[]).await.is(303);
                let id = session.parse().expect("an id");
                let kept = app.app.store.read(move |tx| Box::pin(store::answers::all_of(tx, id))).await.expect("answers");
                assert_eq!(serde_json::from_str::<Value>(kept[0].response.as_deref().expect("an answer")).expect("JSON"), response);
                let page = browser.get(&format!("/resultat/{session}/corrige")).await.is(200).text();
                assert!(!page.contains("<script>alert") && !page.contains("<img src=x"), "what was typed is markup now");
                let replayed = server::service::assess::replay_session(&app.app.store, &app.app.editions, id).await.expect("replayed");
                assert!(replayed.differences.iter().all(|d| d.what == "item" || d.what == "shown"), "{value:.40}: {:?}", replayed.differences);
            }
        }
    }
}

on_both! {
    async fn whatever_is_typed_into_a_form_is_refused_without_a_trace(app) {
        let mut browser = app.browser();
        let session = finished(app, &mut browser, Way::Lot, 2).await;
        crate::account::give_address(app, &mut browser, "essai@clinique.example").await;
        let token = browser.token();
        let forms: [(&str, &[&str]); 8] = [
            ("/vous", &["trade", "setting", "region", "back"]),
            ("/compte/email", &["email", "session"]),
            ("/compte/mot-de-passe", &["current"]),
            ("/compte/effacer", &["word"]),
            ("/connexion", &["email", "password", "back", "act"]),
            ("/preferences", &["lang", "theme", "back"]),
            ("/partages/x/revoquer", &["back"]),
            ("/positionnement", &["pace"]),
        ];
        for (path, fields) in forms {
            for field in fields {
                for (n, value) in nasty().iter().enumerate() {
                    browser.language = Lang::ALL[n % 2].code();
                    // tries are counted by the quarter of an hour
                    app.advance(16 * crate::harness::MINUTE);
                    let rows = app.rows_kept().await;
                    let mut form = vec![(*field, value.as_str())];
                    match (path, *field) {
                        ("/vous", "back") => form.push(("act", "skip")),
                        ("/connexion", "password") => form.extend([("act", "password"), ("email", "essai@clinique.example")]),
                        ("/connexion", "back") => form.extend([("act", "password"), ("email", "x")]),
                        ("/compte/email", "session") => form.push(("email", "x")),
                        ("/compte/mot-de-passe", _) => form.push(("password", "court")),
                        _ => {}
                    }
                    let reply = browser.post(path, &form).await;
                    let what = format!("{path} {field}={value:.60} ({n})");
                    assert!(reply.status.as_u16() < 500, "{what}: {} {}", reply.status, reply.text());
                    assert!(!reply.text().contains("<script>alert") && !reply.text().contains("<img src=x"), "{what}: {}", reply.text());
                    if let Some(to) = reply.headers.get("location") {
                        let to = to.to_str().unwrap_or_else(|_| panic!("{what}: a location that is no text"));
                        assert!(to.starts_with('/') && !to.starts_with("//") && !to.contains(['\t', '\\']), "{what}: leads to {to:?}");
                    }
                    assert_eq!(reply.headers.get_all("set-cookie").iter().filter(|c| c.to_str().is_ok_and(|c| c.starts_with("socle="))).count(), 0, "{what}");
                    if path != "/positionnement" {
                        assert_eq!(app.rows_kept().await, rows, "{what}");
                    }
                }
            }
        }
        browser.language = "fr";
        assert_eq!(browser.token(), token);
        browser.get(&format!("/resultat/{session}")).await.is(200);
        assert_eq!(app.rows().await["person"], 1);
    }
}

on_both! {
    async fn queries_and_cookies_may_hold_anything(app) {
        let mut browser = app.browser();
        let session = finished(app, &mut browser, Way::Lot, 3).await;
        let paths = [
            "/vous?back=a&back=b", "/vous?back=%FF", "/vous?%00", "/connexion?back=%0d%0aSet-Cookie:x", "/compte?avant=x&avant=y", "/compte?avant=%00", "/?a=%", "/methode?%F0%9F", "/connexion?back",
        ];
        for path in paths {
            let reply = browser.get(path).await;
            assert!([200, 303, 400].contains(&reply.status.as_u16()), "{path}: {} {}", reply.status, reply.text());
            if reply.status == 400 {
                assert_eq!(reply.code(), "malformed", "{path}");
                is_said(&reply, Lang::Fr);
            }
        }
        for query in ["domaine=%00", "domaine=a&domaine=b", "manquees=%FF", "domaine=<script>alert(1)</script>"] {
            let reply = browser.get(&format!("/resultat/{session}/corrige?{}", query.replace('<', "%3C").replace('>', "%3E"))).await;
            assert!([200, 400].contains(&reply.status.as_u16()), "{query}: {}", reply.status);
            if reply.status == 400 {
                assert_eq!(reply.code(), "malformed", "{query}");
            }
            assert!(!reply.text().contains("<script>alert"), "{query}");
        }
        for path in ["/positionnement/%FF", "/resultat/%C3%28", "/partage/%FF", "/connexion/lien/%FE", "/api/v1/sessions/%FF", "/api/v1/sessions/%FF/item"] {
            let reply = browser.get(path).await;
            assert!((400..500).contains(&reply.status.as_u16()), "{path}: {}", reply.status);
            assert!(["malformed", "not-found", "session-not-found", "link-expired", "unauthorised"].contains(&reply.code().as_str()), "{path}: {}", reply.text());
        }
        for (name, value) in [("socle", "../.."), ("lang", "<x>"), ("theme", "\u{7f}x"), ("notice", "<script>"), ("notice", "notice-nulle-part")] {
            let mut odd = app.browser();
            odd.cookies.insert(name.into(), value.chars().filter(|c| !c.is_control()).collect());
            assert!(!odd.get("/").await.is(200).text().contains("<script>"), "{name}={value}");
        }
    }
}

on_both! {
    async fn forms_that_cannot_be_read_are_refused_in_both_languages(app) {
        let mut browser = app.browser();
        let session = browser.begin("whole").await;
        let rows = app.rows().await;
        let path = format!("/positionnement/{session}/reponse");
        for language in Lang::ALL {
            browser.language = language.code();
            let same = [("sec-fetch-site", "same-origin")];
            for (kind, body) in [("application/json", "{}"), ("text/plain", "seq=1"), ("multipart/form-data; boundary=x", "--x--"), ("", "")] {
                let reply = browser.post_raw(&path, kind, body.into(), &same).await;
                assert!((400..500).contains(&reply.status.as_u16()), "{kind}: {}", reply.status);
                assert_eq!(reply.code(), "malformed", "{kind}");
                is_said(&reply, language);
            }
            for seq in ["", "x", "-1", "1.0", "99999999999999999999"] {
                let reply = browser.post(&path, &[("seq", seq), ("act", "dont-know")]).await.is(400);
                assert_eq!(reply.code(), "malformed", "{seq}");
                is_said(&reply, language);
            }
            // half a percent sign, bytes that are no text: read as well as may be, never a fault of ours
            for body in [&b"seq=%"[..], b"seq=%FF&act=%C3%28", b"\xff\xfe=\xff", b"&&&==&", b"seq=1&seq=2&act=dont-know&seq="] {
                let reply = browser.post_raw(&path, "application/x-www-form-urlencoded", body.to_vec(), &same).await;
                assert!(reply.status.as_u16() < 500, "{}", reply.status);
            }
        }
        assert!(app.rows().await["answer"] - rows["answer"] <= 1);
    }
}
