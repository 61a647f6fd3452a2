//! During an exam: no page tells an answer, and nobody reads of a candidate what they have no right to read.

use psychometrics::random::Random;

use crate::browser::Browser;
use crate::exam_room::{Room, room};
use crate::harness::{SECOND, TestApp};
use crate::responses::inside;
use crate::secrecy::{tells_nothing, words};

/// Every page on which something of the first candidate could be looked for.
async fn pages(app: &TestApp, room: &Room) -> Vec<String> {
    let (exam, candidate, session) = (room.exam.id, room.candidates[0].id, room.session(app, 0).await);
    let jury = format!("/certificateur/sessions/{exam}");
    vec![
        "/examen".into(),
        "/examen/signaler".into(),
        "/examen/remettre".into(),
        "/surveillance".into(),
        room.seat(0),
        "/surveillance/pv".into(),
        "/surveillance/cloturer".into(),
        format!("/surveillance/depuis/{exam}"),
        "/certification".into(),
        format!("/certification/{candidate}"),
        "/certificateur".into(),
        jury.clone(),
        format!("{jury}/passages/1"),
        format!("{jury}/questions"),
        format!("{jury}/pv.csv"),
        "/certificateur/registre".into(),
        "/certificateur/registre.csv".into(),
        "/verifier".into(),
        format!("/positionnement/{session}"),
        format!("/resultat/{session}"),
        format!("/resultat/{session}/corrige"),
        format!("/api/v1/sessions/{session}"),
        format!("/api/v1/sessions/{session}/result"),
    ]
}

/// The names of candidates that this browser meets on these pages.
async fn met(browser: &mut Browser, pages: &[String]) -> Vec<&'static str> {
    let mut met = Vec::new();
    for path in pages {
        let text = browser.get(path).await.text();
        met.extend(["NOM000", "NOM001", "NOM002"].into_iter().filter(|name| text.contains(name)));
    }
    met.sort_unstable();
    met.dedup();
    met
}

on_both! {
    async fn nobody_reads_of_a_candidate_what_they_have_no_right_to_read(app) {
        let here = room(app, 3).await;
        let elsewhere = room(app, 1).await;
        let mut invigilator = here.invigilator(app).await;
        let mut first = here.begun(app, &mut invigilator, 0).await;
        let mut second = here.begun(app, &mut invigilator, 1).await;
        let pages = pages(app, &here).await;
        assert_eq!(met(&mut invigilator, &pages).await, ["NOM000", "NOM001", "NOM002"], "who watches sees the room: the names are looked for where they are");
        assert_eq!(met(&mut first, &pages).await, ["NOM000"]);
        assert_eq!(met(&mut second, &pages).await, ["NOM001"], "a candidate sees no other");
        let mut of_another_room = elsewhere.invigilator(app).await;
        assert_eq!(met(&mut of_another_room, &pages).await, ["NOM000"], "their own candidate has the same name, and no other is seen");
        let nobody: [&str; 0] = [];
        assert_eq!(met(&mut app.browser(), &pages).await, nobody);
        let team = [("a@socle.example", ""), ("b@socle.example", "author reviewer administrator"), ("c@socle.example", "juror"), ("d@socle.example", "certifier")];
        for (email, roles) in team {
            let mut member = app.member(email, roles).await;
            assert_eq!(met(&mut member, &pages).await, nobody, "{roles:?}");
        }
    }
}

on_both! {
    async fn no_question_of_an_exam_tells_its_answer(app) {
        let room = room(app, 1).await;
        let mut invigilator = room.invigilator(app).await;
        let mut browser = room.begun(app, &mut invigilator, 0).await;
        let mut random = Random::new(7, 7);
        let mut seen = 0;
        while room.sitting(app, 0).await.status == "running" {
            let open = inside(app, &room.session(app, 0).await).await;
            let state = room.state(app, 0).await;
            let Some(current) = state.current.as_ref() else { break };
            let pooled = &open.edition.pool[usize::from(current.item)];
            for path in ["/examen", "/examen/signaler", "/examen/remettre"] {
                let page = browser.get(path).await.is(200).text();
                tells_nothing(pooled, &words(&page), path);
                assert!(!page.contains(&pooled.item.id), "{path} names the item: {}", pooled.item.id);
            }
            let board = invigilator.get("/surveillance").await.is(200).text();
            assert!(!board.contains(&pooled.item.id) && !words(&board).contains(&pooled.item.title), "the board names the item: {}", pooled.item.id);
            seen += 1;
            app.advance(20 * SECOND);
            room.answer(app, &mut browser, 0, &mut random).await.is(303);
        }
        assert!(seen >= 32, "{seen} questions were looked at");
    }
}
