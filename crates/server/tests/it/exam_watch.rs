//! Watching an exam: one browser at a time, pauses, minutes, breakdowns, reports, and the end of it.

use psychometrics::random::Random;
use store::exam_reports;

use crate::exam_room::{Room, room, send};
use crate::harness::{MINUTE, SECOND, TestApp};

on_both! {
    async fn another_browser_waits_for_an_invigilator_and_then_the_first_is_out(app) {
        let room = room(app, 1).await;
        let mut invigilator = room.invigilator(app).await;
        // before anybody was let in, the last browser that came is the one
        let mut stranger = room.knock(app, 0).await;
        let mut first = room.begun(app, &mut invigilator, 0).await;
        assert!(stranger.get("/examen").await.plain().contains("autre poste"));
        let mut random = Random::new(1, 1);
        room.answer(app, &mut first, 0, &mut random).await.is(303);
        let mut second = room.knock(app, 0).await;
        assert!(second.get("/examen").await.is(200).plain().contains("attend un accord"));
        for path in ["/examen/reponse", "/examen/remettre", "/examen/signaler"] {
            second.post(path, &[("seq", "2"), ("act", "dont-know"), ("kind", "other")]).await.is(303);
        }
        assert_eq!((room.log(app, 0).await.len(), room.sitting(app, 0).await.status.as_str()), (1, "running"), "who waits does nothing");
        assert!(invigilator.get("/surveillance").await.plain().contains("demande à continuer sur un autre poste"));
        // refused, and asked again
        room.act(&mut invigilator, 0, &[("act", "refuse")]).await.is(303);
        assert!(second.get("/examen").await.plain().contains("autre poste"));
        room.answer(app, &mut first, 0, &mut random).await.is(303);
        room.knock_with(&mut second, 0).await.is(303);
        let late = room.form(app, 0, &mut random).await;
        room.act(&mut invigilator, 0, &[("act", "move")]).await.is(303);
        // the first is out at this moment, with whatever it still sends
        send(&mut first, &late).await.is(303);
        assert_eq!(room.log(app, 0).await.len(), 2);
        assert!(first.get("/examen").await.plain().contains("autre poste"));
        room.answer(app, &mut second, 0, &mut random).await.is(303);
        assert_eq!(room.log(app, 0).await.len(), 3);
        let events = room.events(app, 0).await;
        for kind in ["device-asked", "device-refused", "moved"] {
            assert!(events.iter().any(|event| event == kind), "{kind}: {events:?}");
        }
    }
}

on_both! {
    async fn a_pause_stops_the_clock_of_one_or_of_all_and_no_answer_is_lost_by_it(app) {
        let room = room(app, 3).await;
        let mut invigilator = room.invigilator(app).await;
        let mut browsers = Vec::new();
        for n in 0..3 {
            browsers.push(room.begun(app, &mut invigilator, n).await);
        }
        let mut random = Random::new(2, 2);
        app.advance(10 * MINUTE);
        room.act(&mut invigilator, 0, &[("act", "pause"), ("reason", "Malaise")]).await.is(303);
        room.act(&mut invigilator, 0, &[("act", "pause")]).await.is(303);
        let fields = room.form(app, 0, &mut random).await;
        app.advance(5 * MINUTE);
        let refused = send(&mut browsers[0], &fields).await;
        assert_eq!(refused.status, 409);
        assert!(refused.text().contains("name=\"seq\""), "what was filled in is still there");
        assert_eq!([room.left(app, 0).await, room.left(app, 1).await], [50 * 60, 45 * 60]);
        room.act(&mut invigilator, 0, &[("act", "resume")]).await.is(303);
        send(&mut browsers[0], &fields).await.is(303);
        assert_eq!(room.log(app, 0).await.len(), 1);
        // everybody
        invigilator.post("/surveillance/tous", &[("act", "pause")]).await.is(303);
        app.advance(60 * MINUTE);
        let left = [room.left(app, 0).await, room.left(app, 1).await, room.left(app, 2).await];
        assert_eq!(left, [50 * 60, 45 * 60, 45 * 60]);
        assert!(browsers[1].get("/examen").await.plain().contains("Le temps est arrêté"));
        invigilator.post("/surveillance/tous", &[("act", "resume")]).await.is(303);
        room.answer(app, &mut browsers[1], 1, &mut random).await.is(303);
        // an alert within a pause: each holds the clock for itself
        browsers[2].post("/examen/signaler", &[("seq", "1"), ("kind", "other")]).await.is(303);
        room.act(&mut invigilator, 2, &[("act", "pause")]).await.is(303);
        room.act(&mut invigilator, 2, &[("act", "keep")]).await.is(303);
        app.advance(MINUTE);
        assert_eq!(room.left(app, 2).await, 45 * 60);
        room.act(&mut invigilator, 2, &[("act", "resume")]).await.is(303);
        app.advance(MINUTE);
        assert_eq!(room.left(app, 2).await, 44 * 60);
    }
}

on_both! {
    async fn minutes_are_given_once_however_often_one_clicks(app) {
        let room = room(app, 2).await;
        let mut invigilator = room.invigilator(app).await;
        for n in 0..2 {
            room.begun(app, &mut invigilator, n).await;
        }
        let revision = room.sitting(app, 0).await.revision.to_string();
        let fields = [("act", "extend"), ("minutes", "10"), ("reason", "Coupure"), ("revision", revision.as_str())];
        room.act(&mut invigilator, 0, &fields).await.is(303);
        assert_eq!(room.act(&mut invigilator, 0, &fields).await.status, 409);
        assert_eq!(room.left(app, 0).await, 70 * 60);
        for (minutes, reason) in [("dix", "Coupure"), ("10", " "), ("0", "Coupure"), ("500", "Coupure")] {
            let revision = room.sitting(app, 0).await.revision.to_string();
            let refused = room.act(&mut invigilator, 0, &[("act", "extend"), ("minutes", minutes), ("reason", reason), ("revision", &revision)]).await;
            assert_eq!(refused.status, 422, "{minutes} {reason}");
        }
        app.advance(SECOND);
        let seen = app.app.clock.now().to_string();
        let fields = [("act", "extend"), ("minutes", "5"), ("reason", "Évacuation"), ("seen", seen.as_str())];
        app.advance(SECOND);
        for _ in 0..2 {
            invigilator.post("/surveillance/tous", &fields).await.is(303);
        }
        assert_eq!([room.left(app, 0).await, room.left(app, 1).await], [75 * 60 - 2, 65 * 60 - 2]);
        let sitting = room.sitting(app, 0).await;
        assert_eq!(sitting.ends_at, sitting.started_at.map(|at| at + 75 * MINUTE));
    }
}

on_both! {
    async fn a_breakdown_costs_no_attempt_and_enough_answers_are_decided_on(app) {
        let room = room(app, 2).await;
        let mut invigilator = room.invigilator(app).await;
        let mut browser = room.begun(app, &mut invigilator, 0).await;
        let mut random = Random::new(3, 3);
        room.answer(app, &mut browser, 0, &mut random).await.is(303);
        assert_eq!(room.act(&mut invigilator, 0, &[("act", "fail"), ("reason", "")]).await.status, 422, "a reason is wanted");
        room.act(&mut invigilator, 0, &[("act", "fail"), ("reason", "Poste en panne")]).await.is(303);
        let void = room.sitting(app, 0).await;
        assert_eq!((void.status.as_str(), void.ending.as_deref()), ("void", Some("technical")));
        assert!(browser.get("/examen").await.plain().contains("ne vous coûte aucun essai"));
        // the candidate sits again, at once
        let again = room.begun(app, &mut invigilator, 0).await;
        drop(again);
        let sittings = room.sittings(app, 0).await;
        assert_eq!(sittings.iter().map(|sitting| sitting.status.as_str()).collect::<Vec<_>>(), ["void", "running"]);
        assert_ne!(sittings[0].number, sittings[1].number);
        // after enough answers there is something to decide on
        let mut other = room.begun(app, &mut invigilator, 1).await;
        for _ in 0..30 {
            app.advance(5 * SECOND);
            room.answer(app, &mut other, 1, &mut random).await.is(303);
        }
        room.act(&mut invigilator, 1, &[("act", "fail"), ("reason", "Coupure de courant")]).await.is(303);
        let ended = room.sitting(app, 1).await;
        assert_eq!((ended.status.as_str(), ended.ending.as_deref()), ("ended", Some("technical")));
        // ended by an invigilator is another thing
        room.act(&mut invigilator, 0, &[("act", "end"), ("reason", "Départ")]).await.is(303);
        assert_eq!(room.sitting(app, 0).await.ending.as_deref(), Some("invigilator"));
        assert_eq!(room.act(&mut invigilator, 0, &[("act", "pause")]).await.status, 409);
    }
}

on_both! {
    async fn leaving_the_page_is_noted_and_a_silent_browser_is_seen(app) {
        let room = room(app, 1).await;
        let mut invigilator = room.invigilator(app).await;
        let mut browser = room.begun(app, &mut invigilator, 0).await;
        let told = browser.post("/examen/signe", &[("sign", "left")]).await.is(200).json();
        assert_eq!((told["state"].as_str(), told["seq"].as_u64(), told["seconds"].as_i64()), (Some("running"), Some(1), Some(3600)));
        browser.post("/examen/signe", &[("sign", "left")]).await.is(200);
        app.advance(20 * SECOND);
        assert!(invigilator.get("/surveillance").await.plain().contains("autre fenêtre"));
        browser.post("/examen/signe", &[("sign", "returned")]).await.is(200);
        browser.post("/examen/signe", &[("sign", "here")]).await.is(200);
        assert!(invigilator.get("/surveillance").await.plain().contains("connecté"));
        assert!(invigilator.get(&room.seat(0)).await.plain().contains("20 s"));
        app.advance(2 * MINUTE);
        assert!(invigilator.get("/surveillance").await.plain().contains("sans nouvelles"));
        let left = room.events(app, 0).await.into_iter().filter(|event| event == "left" || event == "returned").collect::<Vec<_>>();
        assert_eq!(left, ["left", "returned"]);
        assert_eq!(app.browser().post("/examen/signe", &[("sign", "here")]).await.status, 409, "nobody");
    }
}

async fn report(app: &TestApp, room: &Room) -> Vec<exam_reports::ExamReport> {
    let id = room.exam.id;
    app.app.store.read(move |tx| Box::pin(exam_reports::of_exam(tx, id))).await.expect("read")
}

on_both! {
    async fn incidents_and_frauds_are_two_documents_and_what_is_signed_stays(app) {
        let room = room(app, 1).await;
        let mut invigilator = room.invigilator(app).await;
        room.begun(app, &mut invigilator, 0).await;
        let page = invigilator.get("/surveillance/pv/nouveau?genre=fraud").await.is(200).text();
        let at = page.split("action=\"/surveillance/pv/").nth(1).and_then(|rest| rest.split('"').next()).expect("a form").to_owned();
        let path = format!("/surveillance/pv/{at}");
        let sitting = room.sitting(app, 0).await.id.to_string();
        let fraud = |sitting: &str, category: &str, act: &str| {
            [("kind", "fraud"), ("category", category), ("body", "Un téléphone allumé."), ("time", "14:05"), ("sitting", sitting), ("act", act)]
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
        };
        for (sitting, category) in [("", "phone"), (sitting.as_str(), "network"), (sitting.as_str(), "")] {
            let fields = fraud(sitting, category, "keep");
            let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
            let refused = invigilator.post(&path, &fields).await;
            assert_eq!(refused.status, 422, "{sitting} {category}");
            assert!(refused.plain().contains("Un téléphone allumé."), "what was typed is kept");
        }
        let fields = fraud(&sitting, "phone", "keep");
        let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        invigilator.post(&path, &fields).await.is(303);
        invigilator.post(&path, &fields).await.is(303);
        assert_eq!(report(app, &room).await.len(), 1, "a double click keeps one");
        // an exam is not closed over a draft
        room.act(&mut invigilator, 0, &[("act", "end"), ("reason", "Fin")]).await.is(303);
        assert_eq!(invigilator.post("/surveillance/cloturer", &[]).await.is(303).location(), "/surveillance/cloturer");
        assert!(invigilator.get("/surveillance/cloturer").await.plain().contains("n’est pas signé"));
        let signed = [fields.as_slice(), &[("revision", "1")]].concat();
        let signed: Vec<(&str, &str)> = signed.into_iter().map(|(n, v)| if n == "act" { (n, "file") } else { (n, v) }).collect();
        invigilator.post(&path, &signed).await.is(303);
        let filed = report(app, &room).await.remove(0);
        assert_eq!((filed.status.as_str(), filed.kind.as_str(), filed.author.as_str()), ("filed", "fraud", "Nadia Morel"));
        // signed, it is neither changed nor thrown away
        assert_eq!(invigilator.post(&path, &signed).await.status, 409);
        assert_eq!(invigilator.post(&path, &[("act", "discard")]).await.status, 409);
        assert_eq!(report(app, &room).await, [filed]);
        // another exam does not see it
        let other = crate::exam_room::room(app, 0).await;
        let mut elsewhere = other.invigilator(app).await;
        assert_eq!(elsewhere.get(&path).await.status, 404);
        assert_eq!(elsewhere.get(&room.seat(0)).await.status, 404);
        for act in ["pause", "end", "admit"] {
            assert_eq!(room.act(&mut elsewhere, 0, &[("act", act), ("reason", "x"), ("document", "passport")]).await.status, 404, "{act}");
        }
        assert_eq!(invigilator.post("/surveillance/cloturer", &[]).await.is(303).location(), "/surveillance");
    }
}

on_both! {
    async fn an_exam_is_closed_once_nobody_is_at_work_and_tells_who_was_not_there(app) {
        let room = room(app, 3).await;
        let mut invigilator = room.invigilator(app).await;
        let mut browser = room.begun(app, &mut invigilator, 0).await;
        room.knock(app, 1).await;
        room.admit(&mut invigilator, 1).await;
        assert_eq!(invigilator.post("/surveillance/cloturer", &[]).await.is(303).location(), "/surveillance/cloturer");
        let left = invigilator.get("/surveillance/cloturer").await.is(200).plain();
        assert!(left.contains("NOM000") && left.contains("pas encore être close"), "{left}");
        browser.post("/examen/remettre", &[]).await.is(303);
        let ready = invigilator.get("/surveillance/cloturer").await.plain();
        assert!(ready.contains("NOM001") && ready.contains("NOM002"), "{ready}");
        assert_eq!(invigilator.post("/surveillance/cloturer", &[]).await.is(303).location(), "/surveillance");
        let id = room.exam.id;
        let (exam, candidates) = app.app.store.read(move |tx| Box::pin(async move {
            Ok::<_, store::StoreError>((store::exams::load(tx, id).await?, store::candidates::of_exam(tx, id).await?))
        })).await.expect("read");
        assert_eq!(exam.expect("an exam").status, "finished");
        assert_eq!(candidates.iter().map(|one| one.status.as_str()).collect::<Vec<_>>(), ["present", "present", "absent"]);
        assert_eq!(room.sitting(app, 1).await.status, "void");
        // nobody comes in any more; what was closed by mistake is opened again
        let over = room.knock_with(&mut app.browser(), 2).await.is(409).plain();
        assert!(over.contains("Cette session est terminée"), "{over}");
        invigilator.post("/surveillance/rouvrir", &[]).await.is(303);
        room.knock(app, 1).await;
        assert_eq!(room.sitting(app, 1).await.status, "waiting", "a new one");
    }
}

on_both! {
    async fn a_board_opens_to_its_code_and_to_its_centre_and_to_nobody_else(app) {
        let room = room(app, 1).await;
        let number = room.exam.number.clone();
        let mut stranger = app.browser();
        for path in ["/surveillance/pv", "/surveillance/cloturer", &room.seat(0)] {
            assert_eq!(stranger.get(path).await.is(303).location(), "/surveillance");
        }
        let refused = stranger.post("/surveillance", &[("number", &number), ("code", "BCDF-GHJK"), ("name", "X")]).await;
        assert_eq!(refused.status, 422);
        let nameless = stranger.post("/surveillance", &[("number", &number), ("code", &room.watch_code), ("name", " ")]).await;
        assert_eq!(nameless.status, 422);
        assert!(!stranger.cookies.contains_key("socle_watch"));
        // a candidate's browser watches nothing, an invigilator's answers nothing
        let mut candidate = room.knock(app, 0).await;
        candidate.cookies.insert("socle_watch".into(), candidate.cookies["socle_exam"].clone());
        assert!(candidate.get("/surveillance").await.is(200).text().contains("name=\"code\""));
        // tries are counted
        for _ in 0..60 {
            stranger.post("/surveillance", &[("number", &number), ("code", "BCDF-GHJK"), ("name", "X")]).await;
        }
        assert_eq!(stranger.post("/surveillance", &[("number", &number), ("code", &room.watch_code), ("name", "X")]).await.status, 429);
        // of the centre: without a code
        let (mut trainer, person) = app.of_the_team("formatrice@ifsi.example", "").await;
        let organisation = app.organisation(person).await;
        let path = format!("/surveillance/depuis/{}", room.exam.id);
        assert_eq!(trainer.get(&path).await.status, 404, "the exam of another centre does not exist");
        let mut row = room.exam.clone();
        row.id = app.app.entropy.id(app.app.clock.now());
        row.number = "BCDFGH".into();
        row.organisation_id = Some(organisation);
        let path = format!("/surveillance/depuis/{}", row.id);
        app.app.store.write(move |tx| { let row = row.clone(); Box::pin(async move { store::exams::insert(tx, &row).await }) }).await.expect("an exam");
        assert!(trainer.get(&path).await.is(200).plain().contains("BCD FGH"));
        trainer.post(&path, &[("name", "Nadia Morel")]).await.is(303);
        assert!(trainer.get("/surveillance").await.is(200).plain().contains("Nadia Morel"));
        trainer.post("/surveillance/quitter", &[]).await.is(303);
        assert!(trainer.get("/surveillance").await.is(200).text().contains("name=\"code\""));
    }
}
