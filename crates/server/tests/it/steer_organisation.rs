//! An organisation from its making to its end: its team, its group, its memo, its keys, what waits.

use store::{invitations, learners, members, organisations};
use uuid::Uuid;

use crate::browser::Browser;
use crate::harness::{MINUTE, TestApp};

const DAY: i64 = 24 * 60 * MINUTE;

/// A form that makes an organisation.
fn named(name: &str) -> Vec<(&str, &str)> {
    vec![("kind", "care-home"), ("name", name), ("finess", ""), ("siret", ""), ("region", ""), ("group", "")]
}

/// The form with some fields typed otherwise.
fn with<'a>(mut fields: Vec<(&'a str, &'a str)>, changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    for (name, value) in changes {
        fields.retain(|(field, _)| field != name);
        fields.push((name, value));
    }
    fields
}

async fn made(browser: &mut Browser, name: &str) -> Uuid {
    let to = browser.post("/pilotage/nouveau", &named(name)).await.is(303).location();
    to.trim_start_matches("/pilotage/").parse().expect("an organisation")
}

async fn post_of(app: &TestApp, organisation: Uuid, person: Uuid) -> Option<String> {
    app.app.store.read(move |tx| Box::pin(members::role(tx, organisation, person))).await.expect("a role")
}

/// The link in the last mail that waits for somebody.
async fn link(app: &TestApp, recipient: &str) -> String {
    let now = app.app.clock.now();
    let mails = app.app.store.write(move |tx| Box::pin(store::mails::claim(tx, now, now, 50))).await.expect("mails");
    let body = mails.iter().rev().find(|m| m.mail.recipient == recipient).map(|m| m.mail.body_text.clone()).expect("a mail");
    let start = body.find("http://socle.example/invitations/").expect("a link") + "http://socle.example".len();
    body[start..].split_whitespace().next().expect("a link").to_owned()
}

on_both! {
    async fn an_organisation_is_made_in_one_form_and_kept_as_typed_when_it_is_wrong(app) {
        let mut nobody = app.browser();
        assert_eq!(nobody.get("/pilotage").await.is(303).location(), "/connexion?back=%2Fpilotage");
        nobody.post("/pilotage/nouveau", &named("Tilleuls")).await.is(401);
        let (mut ana, id) = app.of_the_team("ana@socle.example", "").await;
        assert!(!ana.get("/").await.plain().contains("href=\"/pilotage\""), "the header says nothing to whoever has no post");
        assert!(ana.get("/pilotage").await.is(200).plain().contains("Un nom suffit"));

        for (field, value, code) in [
            ("name", "  ", "name-missing"),
            ("siret", "12345678901234", "siret-invalid"),
            ("finess", "12", "finess-invalid"),
            ("kind", "circus", "response-unknown-option"),
            ("region", "99", "response-unknown-option"),
        ] {
            let page = ana.post("/pilotage/nouveau", &with(named("EHPAD d’Aÿ"), &[(field, value)])).await.is(422);
            assert!(page.text().contains(&format!("id=\"e-{field}\"")), "{field}: {code}");
            assert!(field == "name" || page.plain().contains("EHPAD d’Aÿ"), "what was typed is kept");
        }
        let typed = with(named("  EHPAD   Les Tilleuls "), &[("finess", "350 002 812"), ("siret", "120 027 016 00563"), ("region", "53")]);
        let to = ana.post("/pilotage/nouveau", &typed).await.is(303).location();
        let page = ana.get(&to).await.is(200).plain();
        assert!(page.contains("EHPAD Les Tilleuls") && page.contains("Votre établissement est créé"), "{page}");
        assert!(page.contains("Votre liste de personnes est vide") && page.contains("Aucune campagne"), "what waits, to begin with");
        assert!(page.contains("href=\"/pilotage\""), "the header leads there now");
        for (number, value) in [("finess", "350002812"), ("siret", "12002701600563")] {
            let again = ana.post("/pilotage/nouveau", &with(named("Encore"), &[(number, value)])).await.is(409);
            assert!(again.text().contains(&format!("id=\"e-{number}\"")));
        }
        let organisation: Uuid = to.trim_start_matches("/pilotage/").parse().expect("an identifier");
        assert_eq!(post_of(app, organisation, id).await.as_deref(), Some("manager"));
        let kept = app.app.store.read(move |tx| Box::pin(organisations::load(tx, organisation))).await.expect("read").expect("there");
        assert_eq!((kept.name.as_str(), kept.finess.as_deref(), kept.siret.as_deref()), ("EHPAD Les Tilleuls", Some("350002812"), Some("12002701600563")));

        let settings = format!("{to}/reglages");
        ana.post(&settings, &with(named("Résidence des Tilleuls"), &[("finess", "350002812")])).await.is(303);
        assert!(ana.get(&settings).await.is(200).plain().contains("Résidence des Tilleuls"));
        let mut stranger = app.member("bob@socle.example", "").await;
        for path in ["", "/reglages", "/personnes", "/reglages/equipe", "/reglages/memo"] {
            stranger.get(&format!("{to}{path}")).await.is(404);
        }
        stranger.post(&settings, &named("À moi")).await.is(404);
    }
}

on_both! {
    async fn whoever_is_invited_joins_once_with_the_address_that_was_invited(app) {
        let (mut ana, _) = app.of_the_team("ana@socle.example", "").await;
        let organisation = made(&mut ana, "Les Tilleuls").await;
        let team = format!("/pilotage/{organisation}/reglages/equipe");
        for (email, status) in [("pas une adresse", 422), ("ana@socle.example", 409), ("Lea@Socle.example", 303), ("lea@socle.example", 303)] {
            ana.post(&team, &[("email", email), ("post", "trainer")]).await.is(status);
        }
        let open = app.app.store.read(move |tx| Box::pin(invitations::open_of_organisation(tx, organisation))).await.expect("read");
        assert_eq!(open.len(), 1, "the second replaces the first");
        assert!(ana.get(&team).await.is(200).plain().contains("Invitations en attente"));
        let to = link(app, "lea@socle.example").await;

        let mut nobody = app.browser();
        let page = nobody.get(&to).await.is(200).plain();
        assert!(page.contains("Les Tilleuls") && page.contains("lea@socle.example") && page.contains("/connexion?back="), "{page}");
        let (mut bob, bobs) = app.of_the_team("bob@socle.example", "").await;
        assert!(bob.get(&to).await.is(200).plain().contains("vous êtes connecté avec"), "a mail that was passed on opens nothing");
        assert_eq!(bob.post(&format!("{to}/accepter"), &[]).await.is(403).code(), "invitation-for-another");
        assert_eq!(post_of(app, organisation, bobs).await, None);
        // by its identifier it is there for its address only
        bob.get(&format!("/invitations/{}", open[0].id)).await.is(404);

        let (mut lea, leas) = app.of_the_team("lea@socle.example", "").await;
        assert!(lea.get("/pilotage").await.is(200).plain().contains("Une invitation vous attend"));
        lea.get(&format!("/invitations/{}", open[0].id)).await.is(200);
        for _ in 0..2 {
            // the double click does it once
            assert_eq!(lea.post(&format!("{to}/accepter"), &[]).await.is(303).location(), format!("/pilotage/{organisation}"));
        }
        assert_eq!(post_of(app, organisation, leas).await.as_deref(), Some("trainer"));
        assert!(lea.get(&to).await.is(200).plain().contains("déjà servi"));
        lea.get(&format!("/pilotage/{organisation}")).await.is(200);
        // a trainer sees the team and changes nothing of it
        let seen = lea.get(&team).await.is(200).plain();
        assert!(seen.contains("ana@socle.example") && !seen.contains("Inviter quelqu’un"));
        lea.post(&team, &[("email", "bob@socle.example"), ("post", "manager")]).await.is(403);
        lea.post(&format!("{team}/{leas}/role"), &[("post", "manager")]).await.is(403);
        for path in ["groupe", "cles", "fermer"] {
            lea.get(&format!("/pilotage/{organisation}/reglages/{path}")).await.is(403);
        }

        // declined, withdrawn, too old
        ana.post(&team, &[("email", "bob@socle.example"), ("post", "manager")]).await.is(303);
        let to = link(app, "bob@socle.example").await;
        bob.post(&format!("{to}/refuser"), &[]).await.is(303);
        assert_eq!(bob.post(&format!("{to}/accepter"), &[]).await.is(410).code(), "invitation-over");
        ana.post(&team, &[("email", "bob@socle.example"), ("post", "manager")]).await.is(303);
        let to = link(app, "bob@socle.example").await;
        let open = app.app.store.read(move |tx| Box::pin(invitations::open_of_organisation(tx, organisation))).await.expect("read");
        ana.post(&format!("/pilotage/{organisation}/reglages/invitations/{}/retirer", open[0].id), &[]).await.is(303);
        assert_eq!(bob.post(&format!("{to}/accepter"), &[]).await.is(410).code(), "invitation-over");
        ana.post(&team, &[("email", "bob@socle.example"), ("post", "manager")]).await.is(303);
        let to = link(app, "bob@socle.example").await;
        app.advance(12 * DAY);
        assert!(ana.get(&format!("/pilotage/{organisation}")).await.is(200).plain().contains("arrive à son terme"));
        app.advance(2 * DAY);
        assert!(ana.get(&format!("/pilotage/{organisation}")).await.is(200).plain().contains("restée sans réponse"));
        assert_eq!(bob.post(&format!("{to}/accepter"), &[]).await.is(410).code(), "invitation-over");
        assert_eq!(post_of(app, organisation, bobs).await, None);
    }
}

on_both! {
    async fn somebody_always_manages_an_organisation(app) {
        let (mut ana, anas) = app.of_the_team("ana@socle.example", "").await;
        let organisation = made(&mut ana, "Les Tilleuls").await;
        let team = format!("/pilotage/{organisation}/reglages/equipe");
        let page = ana.get(&format!("{team}/quitter")).await.is(200).plain();
        assert!(page.contains("À savoir") && page.contains("est vide"), "the memo is asked for: {page}");
        ana.post(&format!("{team}/quitter"), &[]).await.is(409);
        ana.post(&format!("{team}/{anas}/role"), &[("post", "trainer")]).await.is(409);
        ana.post("/compte/effacer", &[("word", "EFFACER")]).await.is(409);
        let (mut bob, bobs) = app.of_the_team("bob@socle.example", "").await;
        app.post(organisation, bobs, "trainer").await;
        ana.post(&format!("{team}/quitter"), &[]).await.is(409);
        ana.post(&format!("{team}/{bobs}/role"), &[("post", "manager")]).await.is(303);
        // each takes the other out at the same moment
        let (out_bob, out_ana) = (format!("{team}/{bobs}/retirer"), format!("{team}/{anas}/retirer"));
        let (one, two) = tokio::join!(ana.post(&out_bob, &[]), bob.post(&out_ana, &[]));
        let left = [post_of(app, organisation, anas).await, post_of(app, organisation, bobs).await];
        assert_eq!(left.iter().flatten().count(), 1, "{left:?}: {} {}", one.status, two.status);
        let lines = app.app.store.read(|tx| Box::pin(store::audit::list(tx, (i64::MIN, Uuid::nil()), 100))).await.expect("lines");
        let mut kinds: Vec<&str> = lines.iter().map(|l| l.kind.as_str()).filter(|kind| kind.starts_with("member") || kind.starts_with("organisation")).collect();
        kinds.sort_unstable();
        assert_eq!(kinds, ["member-changed", "member-removed", "organisation-made"]);
    }
}

on_both! {
    async fn whoever_manages_a_group_manages_what_belongs_to_it_and_its_trainers_do_not(app) {
        let (mut ana, _) = app.of_the_team("ana@socle.example", "").await;
        let group = made(&mut ana, "GHT").await;
        let (mut tom, toms) = app.of_the_team("tom@socle.example", "").await;
        app.post(group, toms, "trainer").await;
        let (mut bob, bobs) = app.of_the_team("bob@socle.example", "").await;
        let school = made(&mut bob, "IFSI").await;
        // bob manages one of them only
        bob.post(&format!("/pilotage/{school}/reglages/groupe"), &[("group", &group.to_string())]).await.is(404);
        ana.get(&format!("/pilotage/{school}")).await.is(404);
        app.post(group, bobs, "manager").await;
        assert!(bob.get(&format!("/pilotage/{school}/reglages/groupe")).await.is(200).plain().contains("GHT"));
        bob.post(&format!("/pilotage/{school}/reglages/groupe"), &[("group", &group.to_string())]).await.is(303);
        assert_eq!(bob.post(&format!("/pilotage/{group}/reglages/groupe"), &[("group", &school.to_string())]).await.status, 422, "not in a ring");
        ana.get(&format!("/pilotage/{school}")).await.is(200);
        tom.get(&format!("/pilotage/{school}")).await.is(404);
        // one that is made below it
        ana.get(&format!("/pilotage/nouveau?groupe={group}")).await.is(200);
        let text = group.to_string();
        ana.post("/pilotage/nouveau", &with(named("EHPAD"), &[("group", &text)])).await.is(303);
        tom.post("/pilotage/nouveau", &with(named("Le mien"), &[("group", &text)])).await.is(403);
        let below = ana.get(&format!("/pilotage/{group}/reglages/groupe")).await.is(200).plain();
        assert!(below.contains("IFSI") && below.contains("EHPAD"), "{below}");
        // a group that holds others is not closed; what leaves it stands alone, with somebody who manages it
        ana.post(&format!("/pilotage/{group}/reglages/fermer"), &[("name", "GHT")]).await.is(409);
        app.app.store.write(move |tx| Box::pin(members::remove(tx, school, bobs))).await.expect("gone");
        assert_eq!(ana.post(&format!("/pilotage/{school}/reglages/groupe/quitter"), &[]).await.status, 409, "nobody would manage it");
        app.post(school, bobs, "manager").await;
        bob.post(&format!("/pilotage/{school}/reglages/groupe/quitter"), &[]).await.is(303);
        ana.get(&format!("/pilotage/{school}")).await.is(404);
        // deeper than five levels is refused
        let mut parent = group.to_string();
        for depth in 2..=5 {
            let to = ana.post("/pilotage/nouveau", &with(named("Niveau"), &[("group", &parent)])).await.is(303).location();
            to.trim_start_matches("/pilotage/").clone_into(&mut parent);
            assert!(depth <= 5);
        }
        ana.post("/pilotage/nouveau", &with(named("Trop bas"), &[("group", &parent)])).await.is(422);
    }
}

on_both! {
    async fn a_memo_a_key_and_the_end(app) {
        let (mut ana, _) = app.of_the_team("ana@socle.example", "").await;
        let organisation = made(&mut ana, "Les Tilleuls").await;
        let base = format!("/pilotage/{organisation}/reglages");
        ana.post(&format!("{base}/memo"), &[("kept", ""), ("memo", "La liste vient\r\nde la paie.")]).await.is(303);
        let second = ana.post(&format!("{base}/memo"), &[("kept", ""), ("memo", "Autre")]).await.is(409).plain();
        assert!(second.contains("Autre") && second.contains("de la paie"), "both texts are shown: {second}");
        ana.post(&format!("{base}/memo"), &[("kept", "La liste vient\r\nde la paie."), ("memo", "Autre")]).await.is(303);
        let long = "a".repeat(20_001);
        ana.post(&format!("{base}/memo"), &[("kept", "Autre"), ("memo", &long)]).await.is(422);

        ana.post(&format!("{base}/cles"), &[("name", " ")]).await.is(422);
        let page = ana.post(&format!("{base}/cles"), &[("name", "Paie")]).await.is(200).text();
        let key = page.split("id=\"f-made\" readonly value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a key").to_owned();
        assert!(!ana.get(&format!("{base}/cles")).await.is(200).text().contains(&key), "it is shown once");
        let api = app.api().bearing(&key);
        api.get(&format!("/api/v1/organisations/{organisation}")).await.is(200);
        let keys = app.app.store.read(move |tx| Box::pin(store::organisation_keys::of_organisation(tx, organisation))).await.expect("keys");
        ana.post(&format!("{base}/cles/{}/retirer", keys[0].id), &[]).await.is(303);
        assert_eq!(api.get(&format!("/api/v1/organisations/{organisation}")).await.status, 401);

        app.learner(organisation, "Petit", "Léo").await;
        let page = ana.get(&format!("{base}/fermer")).await.is(200).plain();
        assert!(page.contains("Une personne de la liste"), "{page}");
        ana.post(&format!("{base}/fermer"), &[("name", "Les Tilleul")]).await.is(422);
        assert_eq!(ana.post(&format!("{base}/fermer"), &[("name", " les tilleuls ")]).await.is(303).location(), "/pilotage");
        ana.get(&format!("/pilotage/{organisation}")).await.is(404);
        let rows = app.rows().await;
        assert_eq!(["organisation", "member", "learner", "organisation_key"].map(|table| rows[table]), [0; 4]);
        ana.post("/compte/effacer", &[("word", "EFFACER")]).await.is(303);
    }
}

on_both! {
    async fn what_waits_is_told_to_whoever_can_do_it(app) {
        let (mut ana, anas) = app.of_the_team("ana@socle.example", "").await;
        let organisation = app.organisation(anas).await;
        let learner = app.learner(organisation, "Petit", "Léo").await;
        let now = app.app.clock.now();
        let day = now / DAY;
        app.app
            .store
            .write(move |tx| {
                Box::pin(async move {
                    let cohort = store::cohorts::Cohort {
                        id: Uuid::now_v7(),
                        organisation_id: organisation,
                        name: "IDE 2023".into(),
                        name_folded: "ide 2023".into(),
                        starts_on: None,
                        ends_on: Some(day + 30),
                        ects: 0,
                        created_at: now,
                    };
                    store::cohorts::insert(tx, &cohort).await?;
                    store::cohorts::add(tx, cohort.id, learner).await
                })
            })
            .await
            .expect("a cohort");
        let told = ana.get(&format!("/pilotage/{organisation}")).await.is(200).plain();
        assert!(told.contains("IDE 2023") && told.contains("une personne n’a pas encore d’attestation"), "{told}");
        assert!(!told.contains("liste de personnes est vide") && told.contains("Aucune campagne n’est lancée"));
        // whoever left needs none
        app.app.store.write(move |tx| Box::pin(learners::set_left(tx, organisation, learner, Some(day), now))).await.expect("gone");
        assert!(!ana.get(&format!("/pilotage/{organisation}")).await.is(200).plain().contains("IDE 2023"));
    }
}
