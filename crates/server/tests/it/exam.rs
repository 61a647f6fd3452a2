//! Taking an exam: from the door to the end, in one browser, by a clock that nothing stops but an invigilator or an alert.

use psychometrics::random::Random;
use server::jobs::purge::purge;
use server::service::assess::replay_session;
use server::service::certification::take::end_overdue;

use crate::exam_room::{room, send};
use crate::harness::{MINUTE, SECOND};
use crate::responses::inside;

on_both! {
    async fn an_exam_is_taken_from_the_door_to_the_end(app) {
        let room = room(app, 2).await;
        let mut invigilator = room.invigilator(app).await;
        let mut browser = app.browser();
        browser.get("/examen").await.is(200);
        let wrong = browser.post("/examen", &[("number", &room.exam.number), ("code", "BBBB0000")]).await.is(422).plain();
        assert!(wrong.contains("ne vont pas ensemble") && wrong.contains("BBBB0000"), "what was typed is kept");
        room.knock_with(&mut browser, 0).await.is(303);
        // step by step: the exam is not open, the identity is not checked, the code is wrong
        assert!(browser.get("/examen").await.is(200).plain().contains("Présentez votre pièce"));
        assert_eq!(browser.post("/examen/commencer", &[("start", "BCDF")]).await.status, 409);
        room.admit(&mut invigilator, 0).await;
        invigilator.post("/surveillance/ouvrir", &[]).await.is(303);
        let code = room.board_code(app).await;
        let other: String = code.chars().rev().collect::<String>() + "B";
        assert_eq!(browser.post("/examen/commencer", &[("start", &other)]).await.status, 422);
        assert!(room.sitting(app, 0).await.session_id.is_none());
        browser.post("/examen/commencer", &[("start", &code.to_lowercase())]).await.is(303);
        // again: nothing begins twice
        browser.post("/examen/commencer", &[("start", &code)]).await.is(303);
        assert_eq!(app.rows().await["session"], 1);
        let page = browser.get("/examen").await.is(200).plain();
        assert!(page.contains("60 min restantes"), "{page}");
        let mut random = Random::new(4, 4);
        for _ in 0..60 {
            app.advance(30 * SECOND);
            let to = room.answer(app, &mut browser, 0, &mut random).await.is(303).location();
            assert_eq!(to, "/examen");
            if room.sitting(app, 0).await.status != "running" {
                break;
            }
        }
        let (sitting, state, log) = (room.sitting(app, 0).await, room.state(app, 0).await, room.log(app, 0).await);
        assert_eq!((sitting.status.as_str(), sitting.ending.as_deref(), sitting.ends_at), ("ended", Some("complete"), None));
        let open = inside(app, &room.session(app, 0).await).await;
        assert_eq!(state.counted(&open.edition), open.edition.blueprint.stopping.longest);
        assert_eq!(log.iter().map(|line| line.seq).collect::<Vec<_>>(), (1..=log.len() as i64).collect::<Vec<_>>());
        assert!(browser.get("/examen").await.is(200).plain().contains("C’est terminé"));
        // what was recorded is what the rules give, bit for bit
        let replayed = replay_session(&app.app.store, &app.app.editions, sitting.session_id.expect("a session")).await.expect("it replays");
        assert!(replayed.is_exact(), "{:?}", replayed.differences);
        assert!(replayed.recorded.is_some());
        // leaving the computer leaves nothing in it
        browser.post("/examen/quitter", &[]).await.is(303);
        assert!(!browser.cookies.contains_key("socle_exam"));
    }
}

on_both! {
    async fn the_same_answer_again_is_quiet_and_another_one_changes_nothing(app) {
        let room = room(app, 1).await;
        let mut invigilator = room.invigilator(app).await;
        let mut browser = room.begun(app, &mut invigilator, 0).await;
        let mut random = Random::new(1, 1);
        let first = room.form(app, 0, &mut random).await;
        // a double click, from the same page, at once
        let (mut twin, fields) = (browser.clone(), first.clone());
        let (one, two) = tokio::join!(send(&mut browser, &first), send(&mut twin, &fields));
        assert_eq!((one.is(303).location(), two.is(303).location()), ("/examen".into(), "/examen".into()));
        assert_eq!(room.log(app, 0).await.len(), 1);
        assert!(!browser.get("/examen").await.plain().contains("déjà enregistrée"));
        // "I don't know" to what has an answer comes too late, and is told
        let late = browser.post("/examen/reponse", &[("seq", "1"), ("act", "dont-know")]).await.is(303);
        assert_eq!(late.location(), "/examen");
        assert!(browser.get("/examen").await.plain().contains("déjà enregistrée"));
        let log = room.log(app, 0).await;
        assert_eq!(log.len(), 1);
        assert!(log[0].response.is_some());
        // nothing chosen: said on the page, and nothing is taken
        let nothing = browser.post("/examen/reponse", &[("seq", "2"), ("act", "answer")]).await;
        assert_eq!(nothing.status, 422);
        assert_eq!(room.log(app, 0).await.len(), 1);
    }
}

on_both! {
    async fn time_is_over_for_whoever_is_there_and_for_whoever_is_gone(app) {
        let room = room(app, 4).await;
        let mut invigilator = room.invigilator(app).await;
        let mut here = room.begun(app, &mut invigilator, 0).await;
        let mut late = room.begun(app, &mut invigilator, 1).await;
        let _gone = room.begun(app, &mut invigilator, 2).await;
        let mut looking = room.begun(app, &mut invigilator, 3).await;
        let began = room.sitting(app, 0).await.started_at.expect("a time");
        assert_eq!(room.sitting(app, 0).await.ends_at, Some(began + 60 * MINUTE));
        let mut random = Random::new(2, 2);
        let on_time = room.form(app, 0, &mut random).await;
        let too_late = room.form(app, 1, &mut random).await;
        // the line is slow: within the grace an answer is taken
        app.advance(60 * MINUTE + 8 * SECOND);
        send(&mut here, &on_time).await.is(303);
        assert_eq!(room.log(app, 0).await.len(), 1);
        assert_eq!(room.sitting(app, 0).await.ending.as_deref(), Some("time"));
        // beyond it none
        app.advance(4 * SECOND);
        send(&mut late, &too_late).await.is(303);
        assert_eq!(room.log(app, 1).await.len(), 0);
        assert!(late.get("/examen").await.plain().contains("Le temps est écoulé"));
        // a look ends it too, and so does the job for whoever is gone; it ended when its time was over, not when somebody looked
        app.advance(30 * MINUTE);
        assert!(looking.get("/examen").await.plain().contains("Le temps est écoulé"));
        assert_eq!(end_overdue(&app.app).await.expect("ended"), 1);
        assert_eq!(end_overdue(&app.app).await.expect("nothing is left"), 0);
        for n in 1..4 {
            let sitting = room.sitting(app, n).await;
            assert_eq!((sitting.status.as_str(), sitting.ending.as_deref()), ("ended", Some("time")), "{n}");
            assert!((sitting.ended_at.expect("a time") - sitting.started_at.expect("a time") - 60 * MINUTE).abs() < SECOND, "{n}");
        }
    }
}

on_both! {
    async fn extra_time_is_counted_from_the_first_question(app) {
        let room = room(app, 1).await;
        let row = store::accommodations::Accommodation {
            candidate_id: room.candidates[0].id,
            extra_percent: 33,
            needs: "Près d’une fenêtre".into(),
            document: "Décision du 3 mai".into(),
            granted_by: None,
            granted_at: app.app.clock.now(),
        };
        app.app.store.write(move |tx| { let row = row.clone(); Box::pin(async move { store::accommodations::insert(tx, &row).await }) }).await.expect("granted");
        let mut invigilator = room.invigilator(app).await;
        let mut browser = room.begun(app, &mut invigilator, 0).await;
        // a third more of sixty minutes, rounded up to the minute
        assert_eq!(room.left(app, 0).await, 80 * 60);
        assert!(browser.get("/examen").await.plain().contains("80 min restantes"));
        assert!(invigilator.get(&room.seat(0)).await.plain().contains("Près d’une fenêtre"));
    }
}

on_both! {
    async fn an_alert_stops_the_clock_and_freezes_the_question_and_not_the_exam(app) {
        let room = room(app, 2).await;
        let mut invigilator = room.invigilator(app).await;
        let mut browser = room.begun(app, &mut invigilator, 0).await;
        let mut random = Random::new(3, 3);
        room.answer(app, &mut browser, 0, &mut random).await.is(303);
        app.advance(5 * MINUTE);
        let frozen = room.form(app, 0, &mut random).await;
        let item = room.state(app, 0).await.current.expect("a question").item;
        assert_eq!(browser.post("/examen/signaler", &[("seq", "2"), ("kind", "")]).await.status, 422);
        browser.post("/examen/signaler", &[("seq", "2"), ("kind", "display"), ("words", "L’image reste blanche")]).await.is(303);
        // twice is once
        browser.post("/examen/signaler", &[("seq", "2"), ("kind", "display")]).await.is(303);
        assert_eq!(room.alerts(app).await.len(), 1);
        let waiting = browser.get("/examen").await.is(200).plain();
        assert!(waiting.contains("Votre signalement est parti") && !waiting.contains("name=\"seq\""), "the question is hidden meanwhile");
        let before = room.left(app, 0).await;
        app.advance(20 * MINUTE);
        assert_eq!(room.left(app, 0).await, before, "the clock stands");
        assert_eq!(end_overdue(&app.app).await.expect("nothing"), 0);
        let board = invigilator.get("/surveillance").await.is(200).plain();
        assert!(board.contains("signale un problème à la question 2"), "{board}");
        assert!(invigilator.get(&room.seat(0)).await.plain().contains("L’image reste blanche"));
        room.act(&mut invigilator, 0, &[("act", "freeze")]).await.is(303);
        // the time spent on it is given back, another question is on the table, and an answer to the frozen one counts for nothing
        assert_eq!(room.left(app, 0).await, 60 * 60);
        let state = room.state(app, 0).await;
        assert_eq!((state.seq(), state.position()), (3, 2));
        assert!(state.current.as_ref().is_some_and(|current| current.item != item));
        send(&mut browser, &frozen).await.is(303);
        let log = room.log(app, 0).await;
        assert_eq!((log.len(), log[1].category, log[1].response.as_deref()), (2, -1, None));
        assert_eq!(room.alerts(app).await[0].status, "frozen");
        // a second click is told, and changes nothing
        assert_eq!(room.act(&mut invigilator, 0, &[("act", "freeze")]).await.status, 409);
        room.answer(app, &mut browser, 0, &mut random).await.is(303);
        // one that is kept, one that is taken back
        for (seq, settle) in [("4", true), ("4", false)] {
            app.advance(MINUTE);
            browser.post("/examen/signaler", &[("seq", seq), ("kind", "wording")]).await.is(303);
            let left = room.left(app, 0).await;
            app.advance(MINUTE);
            if settle {
                room.act(&mut invigilator, 0, &[("act", "keep")]).await.is(303);
            } else {
                browser.post("/examen/signaler/retirer", &[]).await.is(303);
            }
            assert_eq!(room.left(app, 0).await, left);
        }
        let words: Vec<String> = room.alerts(app).await.into_iter().map(|alert| alert.status).collect();
        assert_eq!(words, ["frozen", "kept", "withdrawn"]);
        room.answer(app, &mut browser, 0, &mut random).await.is(303);
        assert_eq!(room.log(app, 0).await.len(), 4);
    }
}

on_both! {
    async fn handing_in_ends_it_with_what_was_answered(app) {
        let room = room(app, 1).await;
        let mut invigilator = room.invigilator(app).await;
        let mut browser = room.begun(app, &mut invigilator, 0).await;
        let mut random = Random::new(5, 5);
        room.answer(app, &mut browser, 0, &mut random).await.is(303);
        assert!(browser.get("/examen/remettre").await.is(200).plain().contains("Une réponse est enregistrée"));
        browser.post("/examen/remettre", &[]).await.is(303);
        browser.post("/examen/remettre", &[]).await.is(303);
        let sitting = room.sitting(app, 0).await;
        assert_eq!((sitting.status.as_str(), sitting.ending.as_deref()), ("ended", Some("candidate")));
        let form = [("seq", "2"), ("act", "dont-know")];
        assert_eq!(browser.post("/examen/reponse", &form).await.is(303).location(), "/examen");
        assert_eq!(room.log(app, 0).await.len(), 1);
        assert!(browser.get("/examen").await.plain().contains("Votre copie est rendue"));
    }
}

on_both! {
    async fn what_somebody_met_within_the_year_is_not_asked_again(app) {
        let (first, second) = (room(app, 1).await, room(app, 1).await);
        let mut random = Random::new(6, 6);
        let mut met = Vec::new();
        for room in [&first, &second] {
            let mut invigilator = room.invigilator(app).await;
            let mut browser = room.begun(app, &mut invigilator, 0).await;
            while room.sitting(app, 0).await.status == "running" {
                app.advance(10 * SECOND);
                room.answer(app, &mut browser, 0, &mut random).await.is(303);
            }
            met.push(room.log(app, 0).await.into_iter().map(|line| line.item_id).collect::<std::collections::BTreeSet<_>>());
        }
        assert!(met[0].len() > 30 && met[1].len() > 30, "{} and {}", met[0].len(), met[1].len());
        assert_eq!(met[0].intersection(&met[1]).collect::<Vec<_>>(), Vec::<&String>::new(), "the same name and birth date is the same person");
    }
}

on_both! {
    async fn an_exam_belongs_to_its_sitting_and_is_opened_and_purged_by_nobody(app) {
        let room = room(app, 1).await;
        let mut invigilator = room.invigilator(app).await;
        let mut browser = room.begun(app, &mut invigilator, 0).await;
        let session = room.session(app, 0).await;
        for path in ["/positionnement", "/resultat"] {
            assert_eq!(browser.get(&format!("{path}/{session}")).await.status, 401, "{path}: no page opens it");
        }
        for end in ["", "/item", "/result"] {
            assert_ne!(app.api().bearing(&browser.cookies["socle_exam"]).get(&format!("/api/v1/sessions/{session}{end}")).await.status, 200, "{end}");
        }
        // what nobody owns is forgotten after a year: this is owned by its sitting
        app.advance(900 * 24 * 60 * MINUTE);
        purge(&app.app).await.expect("purged");
        assert_eq!(app.rows().await["session"], 1);
        assert_eq!(room.sitting(app, 0).await.session_id.map(|id| id.to_string()), Some(session));
    }
}
