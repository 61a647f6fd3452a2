//! The jury: it decides by numbers and not by names, two people for whatever is not the rule, and everything is published at once.

use domain::certification::jury::DecisionKind;
use store::{audit, certificates, decisions, deliberations};
use uuid::Uuid;

use crate::browser::{Browser, Reply};
use crate::harness::{MINUTE, TestApp};
use crate::jury_world::{Court, answers, close};

async fn cases(app: &TestApp, exam: Uuid) -> Vec<deliberations::Case> {
    app.app.store.read(move |tx| Box::pin(async move { deliberations::cases(tx, exam).await })).await.expect("sittings")
}

/// Kinds, outcomes and levels of the decisions on a sitting.
async fn decided(app: &TestApp, exam: Uuid, number: i64) -> Vec<(String, String, i64)> {
    let id = cases(app, exam).await.into_iter().find(|case| case.number == number).expect("a sitting").id;
    let all = app.app.store.read(move |tx| Box::pin(async move { decisions::of_sitting(tx, id).await })).await.expect("decisions");
    all.into_iter().map(|d| (d.kind, d.outcome, d.level)).collect()
}

async fn kinds(app: &TestApp) -> Vec<String> {
    let lines = app.app.store.read(|tx| Box::pin(audit::list(tx, (i64::MIN, Uuid::nil()), 1000))).await.expect("lines");
    lines.into_iter().map(|l| l.kind).collect()
}

/// The certificate of a sitting that holds.
async fn certificate(app: &TestApp, exam: Uuid, number: i64) -> Option<certificates::Certificate> {
    let id = cases(app, exam).await.into_iter().find(|case| case.number == number).expect("a sitting").id;
    let found = app.app.store.read(move |tx| Box::pin(async move { server::service::certification::certificates::of_sitting(tx, id).await }));
    found.await.expect("a certificate or none")
}

/// Where the proposal that was just made is.
fn proposal(reply: Reply) -> String {
    reply.is(303).location()
}

async fn last_proposal(member: &mut Browser) -> String {
    let page = member.get("/certificateur").await.is(200).text();
    let at = page.split("href=\"/certificateur/propositions/").nth(1).expect("a proposal");
    format!("/certificateur/propositions/{}", at.split('"').next().expect("its name"))
}

const WHY: &str = "Coupure de courant pendant huit minutes, notée au procès-verbal.";

on_both! {
    async fn a_jury_decides_by_numbers_and_everything_is_published_at_once(app) {
        let mut court = Court::new(app).await;
        let (mut zoe, person) = app.of_the_team("zoe@candidats.example", "").await;
        let strong = court.sat(app, 2, "Martin", Some(person), 32).await;
        court.sat(app, 1, "Durand", None, 0).await;
        court.sat_so(app, 3, "Petit", None, &answers(app, 4)[..4], ("void", "technical")).await;
        let border = close(app, true);
        court.sat(app, 4, "Moreau", None, border).await;
        let report = court.fraud(app).await;
        // before publication nothing is said, to anybody
        assert!(zoe.get(&format!("/certification/{strong}")).await.is(200).plain().contains("Le jury l’examine"));

        let path = court.path("");
        let page = court.one.get(&path).await.is(200).text();
        for name in ["Martin", "Durand", "Petit", "Moreau", "Zoé"] {
            assert!(!page.contains(name), "the jury sees a name: {name}");
        }
        assert_eq!(decided(app, court.exam, 3).await, [("rule".into(), "void".into(), 0)]);
        assert_eq!(decided(app, court.exam, 1).await, [("rule".into(), "refused".into(), 0)]);
        assert_eq!(decided(app, court.exam, 2).await[0].1, "certified");
        // asked again it decides nothing twice
        assert_eq!(server::service::certification::decide::decide_all(&app.app).await.expect("decided"), 0);

        // a close call and a fraud wait for somebody
        court.one.post(&path, &[("act", "confirm")]).await.is(409);
        court.one.post(&court.path("/passages/4"), &[("act", "look"), ("words", "non")]).await.is(422);
        court.one.post(&court.path("/passages/4"), &[("act", "look"), ("words", "Rien dans les événements ne met le résultat en cause.")]).await.is(303);
        court.one.post(&path, &[("act", "confirm")]).await.is(409);
        court.one.post(&court.path(&format!("/rapports/{report}")), &[("words", "Sans suite : personne ne l’a consulté.")]).await.is(303);
        court.one.post(&court.path(&format!("/rapports/{report}")), &[("words", "Sans suite : personne ne l’a consulté.")]).await.is(409);
        court.one.post(&path, &[("act", "publish")]).await.is(403);
        court.chief.post(&path, &[("act", "publish")]).await.is(409);
        court.one.post(&path, &[("act", "confirm")]).await.is(303);
        court.one.post(&path, &[("act", "confirm")]).await.is(409);
        assert!(certificate(app, court.exam, 2).await.is_none(), "nothing is issued before publication");

        court.chief.post(&path, &[("act", "publish")]).await.is(303);
        court.chief.post(&path, &[("act", "publish")]).await.is(409);
        let issued = certificate(app, court.exam, 2).await.expect("certified");
        assert_eq!((issued.family_name.as_str(), issued.person_id, issued.revoked_at), ("Martin", Some(person), None));
        assert!(certificate(app, court.exam, 1).await.is_none());
        assert!(certificate(app, court.exam, 3).await.is_none());
        assert!(certificate(app, court.exam, 4).await.is_some());
        let waiting = app.app.store.read(|tx| Box::pin(store::mails::pending(tx))).await.expect("mails");
        assert_eq!(waiting, 4, "one letter for each candidate");

        let page = zoe.get(&format!("/certification/{strong}")).await.is(200);
        let text = page.plain();
        assert!(text.contains("Vous êtes certifié·e") && text.contains(&issued.number) || page.text().contains(&issued.number), "{text}");
        let (mut stranger, _) = app.of_the_team("autre@candidats.example", "").await;
        for member in [&mut stranger, &mut court.one, &mut court.chief] {
            member.get(&format!("/certification/{strong}")).await.is(404);
        }
        assert!(app.browser().get(&format!("/certification/{strong}")).await.is(303).location().starts_with("/connexion"));
        for act in ["sitting-examined", "exam-report-examined", "exam-decided", "exam-published"] {
            assert!(kinds(app).await.iter().any(|kind| kind == act), "{act}");
        }
        let minutes = court.two.get(&court.path("/pv.csv")).await.is(200).text();
        assert!(minutes.contains("Certifié, niveau") && !minutes.contains("Martin"), "{minutes}");
        let printed = court.two.get(&court.path("/pv.pdf")).await.is(200);
        assert!(printed.body.starts_with(b"%PDF-1.7"));
    }
}

on_both! {
    async fn another_decision_takes_two_people_and_nobody_seconds_their_own(app) {
        let mut court = Court::new(app).await;
        court.sat(app, 1, "Durand", None, 0).await;
        let case = court.path("/passages/1");
        court.one.get(&case).await.is(200);
        court.one.post(&case, &[("act", "propose"), ("outcome", "certified"), ("level", "1"), ("reason", "non")]).await.is(422);
        court.one.post(&case, &[("act", "propose"), ("outcome", "refused"), ("level", "1"), ("reason", WHY)]).await.is(409);
        court.one.post(&case, &[("act", "propose"), ("outcome", "void"), ("level", "1"), ("reason", WHY)]).await.is(303);
        court.two.post(&case, &[("act", "propose"), ("outcome", "certified"), ("level", "1"), ("reason", WHY)]).await.is(409);
        court.two.post(&court.path(""), &[("act", "confirm")]).await.is(409);
        let proposal = last_proposal(&mut court.two).await;
        court.one.post(&proposal, &[("act", "adopt"), ("note", "")]).await.is(403);
        court.one.post(&proposal, &[("act", "refuse"), ("note", "Je me ravise tout à fait.")]).await.is(403);
        court.two.post(&proposal, &[("act", "withdraw")]).await.is(403);
        assert_eq!(decided(app, court.exam, 1).await.len(), 1, "nothing changes before the second person");
        court.two.post(&proposal, &[("act", "adopt"), ("note", "Vu le procès-verbal.")]).await.is(303);
        court.chief.post(&proposal, &[("act", "refuse"), ("note", "Trop tard, je le crains.")]).await.is(409);
        assert_eq!(decided(app, court.exam, 1).await, [("rule".into(), "refused".into(), 0), ("jury".into(), "void".into(), 0)]);

        // refused, or taken back: nothing changes
        court.two.post(&case, &[("act", "propose"), ("outcome", "certified"), ("level", "3"), ("reason", WHY)]).await.is(303);
        let proposal = last_proposal(&mut court.one).await;
        court.one.post(&proposal, &[("act", "refuse"), ("note", "")]).await.is(422);
        court.one.post(&proposal, &[("act", "refuse"), ("note", "Rien ne permet de l’affirmer.")]).await.is(303);
        court.two.post(&case, &[("act", "propose"), ("outcome", "certified"), ("level", "3"), ("reason", WHY)]).await.is(303);
        let proposal = last_proposal(&mut court.one).await;
        court.two.post(&proposal, &[("act", "withdraw")]).await.is(303);
        assert_eq!(decided(app, court.exam, 1).await.len(), 2);
        court.publish().await;
        assert!(certificate(app, court.exam, 1).await.is_none());
        for act in ["certification-proposed", "certification-adopted", "certification-refused", "certification-withdrawn"] {
            assert!(kinds(app).await.iter().any(|kind| kind == act), "{act}");
        }
    }
}

on_both! {
    async fn a_question_is_neutralised_for_all_and_nobody_loses_unless_two_people_say_so(app) {
        let mut court = Court::new(app).await;
        // just certified by what they got right, just not certified by what they got wrong
        let (up, down) = (close(app, false), close(app, true));
        court.sat(app, 1, "Durand", None, up).await;
        court.sat(app, 2, "Martin", None, down).await;
        for number in [1, 2] {
            court.one.get(&court.path("")).await.is(200);
            let words = [("act", "look"), ("words", "Rien ne met ce résultat en cause.")];
            court.one.post(&court.path(&format!("/passages/{number}")), &words).await.is(303);
        }
        court.publish().await;
        let before = certificate(app, court.exam, 2).await.expect("certified");
        assert!(certificate(app, court.exam, 1).await.is_none());
        // a question that the second got right: without it the rule may take the certificate away
        let edition = app.app.editions.certification().edition;
        let of = |number: usize| edition.pool[usize::from(answers(app, 1)[number].item)].item.id.clone();
        let won = of(down - 1);
        let path = court.path(&format!("/questions/{won}"));
        assert!(court.one.get(&court.path("/questions")).await.is(200).text().contains(&won));
        let effects = court.one.get(&path).await.is(200).plain();
        assert!(effects.contains("personnes ont eu cette question"), "{effects}");
        court.one.post(&path, &[("scope", "here"), ("reason", "non")]).await.is(422);
        let there = proposal(court.one.post(&path, &[("scope", "here"), ("reason", "Deux réponses sont justes.")]).await);
        court.one.post(&there, &[("act", "adopt"), ("note", "")]).await.is(403);
        court.two.post(&there, &[("act", "adopt"), ("note", "")]).await.is(303);
        let after = decided(app, court.exam, 2).await;
        assert_eq!(after.last().expect("decided").0, "rescoring");
        assert_eq!(after.last().expect("decided").1, "certified", "nobody loses by it");
        assert_eq!(certificate(app, court.exam, 2).await.map(|c| c.number), Some(before.number.clone()), "the certificate stays as it is");
        // it counts for nobody already
        court.one.post(&path, &[("scope", "here"), ("reason", "Deux réponses sont justes.")]).await.is(409);

        // with everything they got right taken out, and two people who say that losses hold
        let mut lost = false;
        for number in (0..down - 1).rev() {
            let path = court.path(&format!("/questions/{}", of(number)));
            let there = proposal(court.one.post(&path, &[("scope", "everywhere"), ("losses", "1"), ("reason", "La question était fausse.")]).await);
            court.two.post(&there, &[("act", "adopt"), ("note", "")]).await.is(303);
            if certificate(app, court.exam, 2).await.is_none() {
                lost = true;
                break;
            }
        }
        assert!(lost, "whoever has nothing right any more is not certified");
        let revoked = app
            .app
            .store
            .read(move |tx| {
                let number = before.number.clone();
                Box::pin(async move { certificates::by_number(tx, &number).await })
            })
            .await
            .expect("read")
            .expect("it is still there");
        assert!(revoked.revoked_at.is_some());
        assert_eq!(decided(app, court.exam, 2).await.last().expect("decided").1, "refused");
    }
}

on_both! {
    async fn an_appeal_is_made_once_in_time_and_answered_by_somebody_else(app) {
        let mut court = Court::new(app).await;
        let (mut zoe, person) = app.of_the_team("zoe@candidats.example", "").await;
        let mine = court.sat(app, 1, "Martin", Some(person), 0).await;
        let (mut noe, other) = app.of_the_team("noe@candidats.example", "").await;
        let late = court.sat(app, 2, "Petit", Some(other), 0).await;
        let appeal = format!("/certification/{mine}/recours");
        zoe.post(&appeal, &[("words", "La question ne s’affichait pas.")]).await.is(404);
        court.publish().await;
        zoe.post(&appeal, &[("words", "non")]).await.is(422);
        noe.post(&appeal, &[("words", "La question ne s’affichait pas.")]).await.is(404);
        zoe.post(&appeal, &[("words", "La question ne s’affichait pas.")]).await.is(303);
        zoe.post(&appeal, &[("words", "La question ne s’affichait pas.")]).await.is(409);
        let list = court.two.get("/certificateur/recours").await.is(200).text();
        let at = list.split("href=\"/certificateur/recours/").nth(1).expect("an appeal").split('"').next().expect("its name");
        let path = format!("/certificateur/recours/{at}");
        let page = court.two.get(&path).await.is(200).text();
        assert!(page.contains("La question ne s’affichait pas.") && !page.contains("Martin"));
        // who confirmed has no part in the answer
        let asked = [("act", "uphold"), ("outcome", "certified"), ("level", "1"), ("reason", "Le recours est fondé : la question manquait.")];
        court.one.post(&path, &asked).await.is(403);
        court.one.post(&path, &[("act", "dismiss"), ("words", "Nous avons tout revu.")]).await.is(403);
        court.two.post(&path, &asked).await.is(303);
        let proposal = last_proposal(&mut court.chief).await;
        court.one.post(&proposal, &[("act", "adopt"), ("note", "")]).await.is(403);
        court.chief.post(&proposal, &[("act", "adopt"), ("note", "")]).await.is(303);
        assert_eq!(decided(app, court.exam, 1).await.last(), Some(&(DecisionKind::Appeal.code().to_owned(), "certified".to_owned(), 1)));
        assert!(certificate(app, court.exam, 1).await.is_some());
        let page = zoe.get(&format!("/certification/{mine}")).await.is(200).plain();
        assert!(page.contains("Le recours est fondé") && page.contains("Vous êtes certifié·e"), "{page}");
        court.two.post(&path, &[("act", "dismiss"), ("words", "Nous avons tout revu.")]).await.is(409);

        app.advance(62 * 24 * 60 * MINUTE);
        noe.post(&format!("/certification/{late}/recours"), &[("words", "Je ne comprends pas ma décision.")]).await.is(409);
        assert!(noe.get(&format!("/certification/{late}")).await.is(200).plain().contains("Le délai de recours est passé"));
    }
}

on_both! {
    async fn whoever_has_no_part_in_certification_finds_nothing_there(app) {
        let court = Court::new(app).await;
        let item = app.app.editions.certification().edition.pool[0].item.id.clone();
        let nobody = Uuid::nil();
        let paths = [
            "/certificateur".to_owned(),
            court.path(""),
            court.path("/passages/1"),
            court.path("/questions"),
            court.path(&format!("/questions/{item}")),
            court.path("/pv.csv"),
            court.path("/pv.pdf"),
            format!("/certificateur/propositions/{nobody}"),
            "/certificateur/recours".to_owned(),
            format!("/certificateur/recours/{nobody}"),
            "/certificateur/seuils".to_owned(),
            "/certificateur/seuils/etudes".to_owned(),
            format!("/certificateur/seuils/etudes/{nobody}"),
            format!("/certificateur/seuils/etudes/{nobody}/juger"),
            format!("/certificateur/seuils/etudes/{nobody}/juger/1"),
        ];
        let mut administrator = app.member("admin@socle.example", "administrator author reviewer").await;
        for path in &paths {
            assert!(app.browser().get(path).await.is(303).location().starts_with("/connexion"), "{path}");
            administrator.get(path).await.is(404);
        }
        for path in paths.iter().filter(|path| ![".csv", ".pdf"].iter().any(|end| path.ends_with(end))) {
            let reply = administrator.post(path, &[("act", "confirm"), ("reason", "Sans raison aucune.")]).await;
            assert!(matches!(reply.status.as_u16(), 404 | 405), "{path}: {}", reply.status);
        }
    }
}
