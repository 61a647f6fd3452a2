//! Double clicks, two tabs, lost replies: nothing is lost and nothing is there twice.

use domain::refusal::Refusal;
use domain::session::{Command, Status};
use psychometrics::random::Random;
use serde_json::{Value, json};
use server::service::Failure;
use server::service::assess::{Submission, command, submit_answer};

use crate::answering::{Way, answer_to, play_api};
use crate::browser::Reply;
use crate::harness::SECOND;
use crate::responses::{as_form, by_lot, inside, right_answer, slip, task};

const AT_ONCE: usize = 20;

on_both! {
    async fn twenty_times_the_same_answer_at_once_is_one_answer(app) {
        let (api, session, _) = app.api().begin().await;
        let response = json!(right_answer(&inside(app, &session).await));
        let mut posts = tokio::task::JoinSet::new();
        for _ in 0..AT_ONCE {
            let (api, session, response) = (api.clone(), session.clone(), response.clone());
            posts.spawn(async move { api.answer(&session, 1, &response).await });
        }
        let replies: Vec<Value> = posts.join_all().await.into_iter().map(|r| r.is(200).json()).collect();
        assert_eq!(replies.iter().filter(|r| r["again"] == false).count(), 1, "one of them was the first");
        for reply in &replies {
            assert_eq!(reply["next"], replies[0]["next"], "and all are told the same");
        }
        assert_eq!(app.rows().await["answer"], 1);
        assert_eq!(inside(app, &session).await.state.seq(), 2);
    }
}

on_both! {
    async fn twenty_times_the_same_form_at_once_is_one_answer(app) {
        let mut browser = app.browser();
        let session = browser.begin("whole").await;
        let mut fields = as_form(&task(app, &session).await, &right_answer(&inside(app, &session).await));
        fields.push(("seq".into(), "1".into()));
        let mut posts = tokio::task::JoinSet::new();
        for _ in 0..AT_ONCE {
            let (mut browser, session, fields) = (browser.clone(), session.clone(), fields.clone());
            posts.spawn(async move {
                let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
                browser.post(&format!("/positionnement/{session}/reponse"), &fields).await
            });
        }
        for reply in posts.join_all().await {
            assert_eq!(reply.is(303).location(), format!("/positionnement/{session}"));
        }
        assert_eq!(app.rows().await["answer"], 1);
    }
}

on_both! {
    async fn of_two_tabs_with_different_answers_the_first_counts(app) {
        let mut browser = app.browser();
        let session = browser.begin("whole").await;
        let mut random = Random::new(1, 1);
        let inside_now = inside(app, &session).await;
        let (first, second) = (slip(&inside_now, &mut random), right_answer(&inside_now));
        assert_ne!(first, second);
        let shown = task(app, &session).await;
        let mut send = async |response: &domain::item::Response| {
            let mut fields = as_form(&shown, response);
            fields.push(("seq".into(), "1".into()));
            let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
            browser.post(&format!("/positionnement/{session}/reponse"), &fields).await
        };
        send(&first).await.is(303);
        let rows = app.rows().await;
        let late = send(&second).await.is(303);
        assert!(late.headers.get_all("set-cookie").iter().any(|c| c.to_str().is_ok_and(|c| c.contains("notice-already-answered"))), "and the second is told so");
        assert_eq!(app.rows().await, rows);
        let quiet = send(&first).await.is(303);
        assert!(!quiet.headers.contains_key("set-cookie"), "the same answer again goes on quietly");
        let told = app.app.store.read(move |tx| Box::pin(async move { store::answers::all_of(tx, session.parse().expect("an id")).await })).await.expect("answers");
        assert_eq!(told.len(), 1);
        assert_eq!(serde_json::from_str::<Value>(told[0].response.as_deref().expect("an answer")).expect("JSON"), json!(first));
    }
}

on_both! {
    async fn different_answers_at_once_leave_one(app) {
        let (api, session, _) = app.api().begin().await;
        let mut random = Random::new(7, 1);
        let task = task(app, &session).await;
        let mut posts = tokio::task::JoinSet::new();
        for n in 0..AT_ONCE {
            let response = if n % 4 == 0 { Value::Null } else { json!(by_lot(&task, &mut random)) };
            let (api, session) = (api.clone(), session.clone());
            posts.spawn(async move { api.answer(&session, 1, &response).await });
        }
        let replies: Vec<Reply> = posts.join_all().await;
        let firsts = replies.iter().filter(|r| r.status == 200 && r.json()["again"] == false).count();
        assert_eq!(firsts, 1);
        for reply in replies.iter().filter(|r| r.status != 200) {
            assert_eq!(reply.clone().is(409).code(), "already-answered");
        }
        assert_eq!(app.rows().await["answer"], 1);
    }
}

on_both! {
    async fn answers_out_of_order_and_after_the_end_write_nothing(app) {
        let (api, session, _) = app.api().begin().await;
        let rows = app.rows().await;
        for seq in [2_u64, 7, 4_294_967_295] {
            assert_eq!(api.answer(&session, seq, &json!(null)).await.is(409).code(), "out-of-order", "{seq}");
        }
        assert!(["out-of-order", "already-answered"].contains(&api.answer(&session, 0, &json!(null)).await.is(409).code().as_str()));
        assert_eq!(app.rows().await, rows);
        let sent = play_api(app, &api, &session, Way::Lot, 1).await;
        let rows = app.rows().await;
        let last = sent.len() as u64;
        assert_eq!(api.answer(&session, last + 1, &json!(null)).await.is(409).code(), "session-closed");
        assert_eq!(api.get(&format!("/api/v1/sessions/{session}/item")).await.is(409).code(), "session-closed");
        let reply = api.answer(&session, last, &sent[sent.len() - 1]).await.is(200).json();
        assert_eq!((&reply["again"], &reply["finished"]), (&json!(true), &json!(true)), "the last reply may have been lost, too");
        api.post(&format!("/api/v1/sessions/{session}/finish"), &json!({})).await.is(200);
        assert_eq!(app.rows().await, rows);
    }
}

/// A reply without the word that tells a retry from the first time.
fn but_for_again(reply: &Reply) -> String {
    reply.text().replace("\"again\":true", "\"again\":false")
}

on_both! {
    async fn a_lost_reply_comes_again_byte_for_byte(app) {
        let api = app.api();
        let path = "/api/v1/sessions";
        let begun = api.post_keyed(path, "debut-1", &json!({ "kind": "positioning" })).await.is(201);
        let again = api.post_keyed(path, "debut-1", &json!({ "kind": "positioning" })).await.is(200);
        assert_eq!(begun.text(), again.text());
        assert_eq!(app.rows().await["session"], 1);
        let (token, session) = (begun.json()["token"].as_str().expect("a token").to_owned(), begun.json()["id"].as_str().expect("a name").to_owned());
        let api = api.bearing(&token);
        let path = format!("/api/v1/sessions/{session}/answers");
        let mut random = Random::new(3, 3);
        let mut sent: Vec<(String, Value, Reply)> = Vec::new();
        loop {
            let seq = sent.len() + 1;
            let response = answer_to(app, &session, Way::Lot, &mut random).await;
            let (key, body) = (format!("reponse-{seq}"), json!({ "seq": seq, "response": response }));
            app.advance(15 * SECOND);
            let reply = api.post_keyed(&path, &key, &body).await.is(200);
            let rows = app.rows().await;
            let retried = api.post_keyed(&path, &key, &body).await.is(200);
            assert_eq!(but_for_again(&retried), reply.text());
            assert_eq!(retried.json()["again"], true);
            assert_eq!(app.rows().await, rows);
            let over = reply.json()["finished"] == true;
            sent.push((key, body, reply));
            if over {
                break;
            }
        }
        // long afterwards, every one of them still
        for (key, body, reply) in &sent {
            assert_eq!(but_for_again(&api.post_keyed(&path, key, body).await.is(200)), reply.text());
        }
    }
}

on_both! {
    async fn a_key_serves_for_one_request(app) {
        let api = app.api();
        api.post_keyed("/api/v1/sessions", "clef", &json!({ "kind": "positioning" })).await.is(201);
        let other = json!({ "kind": "positioning", "pace": "bites" });
        assert_eq!(api.post_keyed("/api/v1/sessions", "clef", &other).await.is(422).code(), "idempotency-reused");
        let (api, session, _) = api.begin().await;
        let path = format!("/api/v1/sessions/{session}/answers");
        api.post_keyed(&path, "a", &json!({ "seq": 1, "response": null })).await.is(200);
        let response = json!(by_lot(&task(app, &session).await, &mut Random::new(1, 1)));
        let rows = app.rows().await;
        assert_eq!(api.post_keyed(&path, "a", &json!({ "seq": 2, "response": response })).await.is(422).code(), "idempotency-reused");
        let no_such_question = json!({ "seq": 3, "response": null });
        assert_eq!(api.post_keyed(&path, "a", &no_such_question).await.is(422).code(), "idempotency-reused", "that comes before what is wrong with it");
        assert_eq!(api.post_keyed(&path, "a", &json!({ "seq": 1, "response": { "kind": "short-answer", "text": "x" } })).await.is(422).code(), "idempotency-reused");
        let long = "x".repeat(201);
        for key in ["", long.as_str(), "é"] {
            assert_eq!(api.post_keyed(&path, key, &json!({ "seq": 2, "response": null })).await.is(400).code(), "malformed", "{key}");
        }
        assert_eq!(app.rows().await, rows);
        // another session's keys are its own
        let (other, second, _) = app.api().begin().await;
        other.post_keyed(&format!("/api/v1/sessions/{second}/answers"), "a", &json!({ "seq": 1, "response": null })).await.is(200);
    }
}

on_both! {
    async fn twenty_starts_with_one_key_at_once_are_one_session(app) {
        let mut posts = tokio::task::JoinSet::new();
        for _ in 0..AT_ONCE {
            let api = app.api();
            posts.spawn(async move { api.post_keyed("/api/v1/sessions", "0f8c5e1e", &json!({ "kind": "positioning" })).await });
        }
        let replies = posts.join_all().await;
        let first = replies[0].json();
        for reply in &replies {
            assert!([200, 201].contains(&reply.status.as_u16()), "{}: {}", reply.status, reply.text());
            assert_eq!(reply.json(), first, "everybody is given the same session and token");
        }
        assert_eq!(replies.iter().filter(|r| r.status == 201).count(), 1);
        assert_eq!(app.rows().await["session"], 1);
    }
}

on_both! {
    async fn a_double_click_on_start_is_one_session(app) {
        let mut browser = app.browser();
        let before = browser.begin("whole").await;
        browser.post(&format!("/positionnement/{before}/terminer"), &[]).await.is(303);
        app.advance(SECOND);
        let mut posts = tokio::task::JoinSet::new();
        for _ in 0..AT_ONCE {
            let mut browser = browser.clone();
            posts.spawn(async move { browser.begin("whole").await });
        }
        let sessions = posts.join_all().await;
        assert!(sessions.iter().all(|s| *s == sessions[0]), "{sessions:?}");
        assert_ne!(sessions[0], before);
        assert_eq!(app.rows().await["session"], 2);
    }
}

on_both! {
    async fn an_answer_that_crosses_the_end_does_not_open_the_session_again(app) {
        let (api, session, _) = app.api().begin().await;
        api.answer(&session, 1, &json!(null)).await.is(200);
        // two requests read the session at the same moment: one ends it, the other answers
        let (one, other) = (inside(app, &session).await, inside(app, &session).await);
        command(&app.app, one, Command::Finish).await.expect("ended");
        let late = submit_answer(&app.app, other, Submission { seq: 2, response: None, key: None }).await;
        assert!(matches!(late, Err(Failure::Refused(Refusal::SessionClosed))), "{late:?}");
        let after = inside(app, &session).await;
        assert_eq!(after.state.status, Status::Finished);
        assert!(after.row.finished_at.is_some());
        assert_eq!(app.rows().await["answer"], 1);
        api.get(&format!("/api/v1/sessions/{session}/result")).await.is(200);
        // and so for a pause
        let (api, session, _) = app.api().begin().await;
        let (one, other) = (inside(app, &session).await, inside(app, &session).await);
        command(&app.app, one, Command::Finish).await.expect("ended");
        let late = command(&app.app, other, Command::Pause).await;
        assert!(matches!(late, Err(Failure::Refused(Refusal::SessionClosed))), "{late:?}");
        api.get(&format!("/api/v1/sessions/{session}/result")).await.is(200);
    }
}

on_both! {
    async fn an_end_that_crosses_an_answer_keeps_the_answer(app) {
        let (api, session, _) = app.api().begin().await;
        let (one, other) = (inside(app, &session).await, inside(app, &session).await);
        submit_answer(&app.app, one, Submission { seq: 1, response: None, key: None }).await.expect("answered");
        let done = command(&app.app, other, Command::Finish).await.expect("ended");
        assert_eq!(done.state.answers.len(), 1);
        assert_eq!(api.get(&format!("/api/v1/sessions/{session}/result")).await.is(200).json()["answered"], 1);
    }
}

on_both! {
    async fn everything_at_once_leaves_a_session_that_replays(app) {
        let (api, session, _) = app.api().begin().await;
        for round in 1..=6_u64 {
            let seq = u64::from(inside(app, &session).await.state.seq());
            let response = json!(right_answer(&inside(app, &session).await));
            app.advance(10 * SECOND);
            let mut posts = tokio::task::JoinSet::new();
            for n in 0..8 {
                let (api, session, response) = (api.clone(), session.clone(), response.clone());
                posts.spawn(async move {
                    match n % 4 {
                        0 => api.get(&format!("/api/v1/sessions/{session}/item")).await,
                        1 if round == 6 => api.post(&format!("/api/v1/sessions/{session}/finish"), &json!({})).await,
                        2 => api.answer(&session, seq, &json!(null)).await,
                        _ => api.answer(&session, seq, &response).await,
                    }
                });
            }
            for reply in posts.join_all().await {
                assert!(reply.status.as_u16() < 500, "{}: {}", reply.asked, reply.text());
            }
        }
        api.post(&format!("/api/v1/sessions/{session}/finish"), &json!({})).await.is(200);
        let replayed = server::service::assess::replay_session(&app.app.store, &app.app.editions, session.parse().expect("an id")).await.expect("replayed");
        assert!(replayed.is_exact() && replayed.recorded.is_some(), "{:?}", replayed.differences);
    }
}
