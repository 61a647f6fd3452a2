//! The people of an organisation, by hand: added, found, changed, gone and back; its units and cohorts.

use store::learners;
use uuid::Uuid;

use crate::browser::Browser;
use crate::harness::TestApp;

/// Identifiers in the paths of a page that begin so.
fn identifiers(page: &str, begins: &str) -> Vec<Uuid> {
    page.split(begins).skip(1).filter_map(|rest| rest.get(..36)?.parse().ok()).collect()
}

async fn unit(browser: &mut Browser, base: &str, name: &str) -> Uuid {
    browser.post(&format!("{base}/reglages/services"), &[("name", name)]).await.is(303);
    let page = browser.get(&format!("{base}/reglages/services")).await.is(200).plain();
    let at = page.find(&format!("<strong>{name}</strong>")).expect("the unit is listed");
    identifiers(&page[at..], "personnes?service=")[0]
}

async fn row(app: &TestApp, id: Uuid) -> learners::Learner {
    app.app.store.read(move |tx| Box::pin(learners::load(tx, id))).await.expect("read").expect("a learner")
}

on_both! {
    async fn a_person_is_added_by_hand_and_found_again(app) {
        let (mut ana, anas) = app.of_the_team("ana@socle.example", "").await;
        let organisation = app.organisation(anas).await;
        let base = format!("/pilotage/{organisation}");
        assert!(ana.get(&format!("{base}/personnes")).await.is(200).plain().contains("Personne n’est encore dans votre liste"));
        let ward = unit(&mut ana, &base, "Urgences").await;
        let text = ward.to_string();
        let new = format!("{base}/personnes/ajouter");
        let refused = ana
            .post(&new, &[("family_name", ""), ("given_name", "Zoé"), ("email", "zoe@"), ("birth_date", "2031-01-01"), ("trade", "astronaute"), ("unit", "x")])
            .await
            .is(422)
            .text();
        for field in ["family_name", "email", "birth_date", "trade"] {
            assert!(refused.contains(&format!("id=\"e-{field}\"")), "{field}");
        }
        assert!(refused.contains("value=\"Zoé\""), "what was typed is kept");
        let fields = [
            ("family_name", "Lefèvre"), ("given_name", "Zoé"), ("email", "Zoe@IFSI.example"), ("external_id", "22-0417"), ("birth_date", "2006-02-28"),
            ("trade", "infirmier"), ("unit", text.as_str()), ("arrived_on", "2026-09-01"),
        ];
        ana.post(&new, &fields).await.is(303);
        // the double click: the number says that they are there
        assert!(ana.post(&new, &fields).await.is(409).text().contains("id=\"e-external_id\""));
        app.learner(organisation, "Petit", "Léo").await;
        let list = |query: &str| format!("{base}/personnes{query}");
        for (query, sees, misses) in [
            ("?q=zoe+lefevre", "Lefèvre", "Petit"),
            ("?q=22-0417", "Lefèvre", "Petit"),
            ("?q=IFSI.example", "Lefèvre", "Petit"),
            (&format!("?service={ward}") as &str, "Lefèvre", "Petit"),
            ("?metier=infirmier", "Lefèvre", "Petit"),
            ("?q=petit", "Petit", "Lefèvre"),
            ("?service=nothing", "Personne ne correspond", "<strong>Petit"),
            ("?q=100%25", "Personne ne correspond", "<strong>Petit"),
        ] {
            let page = ana.get(&list(query)).await.is(200).plain();
            let rows = page.split("role=\"status\"").nth(1).expect("the list");
            assert!(rows.contains(sees) && !rows.contains(misses), "{query}: {rows}");
        }
        let page = ana.get(&list("?ordre=backwards")).await.is(200).plain();
        assert!(page.find("<strong>Petit").expect("Petit") < page.find("<strong>Lefèvre").expect("Lefèvre"));
        // somebody else's organisation lends neither its units nor its people
        let (mut bob, bobs) = app.of_the_team("bob@socle.example", "").await;
        let other = app.organisation(bobs).await;
        bob.post(&format!("/pilotage/{other}/personnes/ajouter"), &[("family_name", "A"), ("given_name", "B"), ("unit", &text)]).await.is(404);
        assert_eq!(app.rows().await["learner"], 2);
    }
}

on_both! {
    async fn whoever_leaves_keeps_their_history_and_comes_back(app) {
        let (mut ana, anas) = app.of_the_team("ana@socle.example", "").await;
        let organisation = app.organisation(anas).await;
        let base = format!("/pilotage/{organisation}");
        let (ward, kitchen) = (unit(&mut ana, &base, "Urgences").await, unit(&mut ana, &base, "Cuisine").await);
        ana.post(&format!("{base}/personnes/ajouter"), &[("family_name", "Petit"), ("given_name", "Léo"), ("arrived_on", "2026-09-01")]).await.is(303);
        let id = identifiers(&ana.get(&format!("{base}/personnes")).await.is(200).plain(), &format!("href=\"{base}/personnes/"))
            .into_iter()
            .next()
            .expect("somebody");
        let path = format!("{base}/personnes/{id}");
        let read_at = |page: &str| page.split("name=\"read_at\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a time").to_owned();
        let form = ana.get(&format!("{path}/modifier")).await.is(200).plain();
        let first = read_at(&form);
        let change = |at: &str, unit: &Uuid, name: &str| {
            vec![
                ("read_at".to_owned(), at.to_owned()), ("family_name".into(), name.to_owned()), ("given_name".into(), "Léo".into()), ("unit".into(), unit.to_string()),
                ("arrived_on".into(), "2026-09-01".into()),
            ]
        };
        let fields = |owned: &[(String, String)]| -> Vec<(String, String)> { owned.to_vec() };
        let sent = fields(&change(&first, &ward, "Petit"));
        let sent: Vec<(&str, &str)> = sent.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        ana.post(&format!("{path}/modifier"), &sent).await.is(303);
        // the second tab still has what was there before
        let late = fields(&change(&first, &kitchen, "Petit-Lent"));
        let late: Vec<(&str, &str)> = late.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        let told = ana.post(&format!("{path}/modifier"), &late).await.is(409).plain();
        assert!(told.contains("modifiée entre-temps") && told.contains("Petit-Lent"));
        let again = fields(&change(&read_at(&told), &kitchen, "Petit-Lent"));
        let again: Vec<(&str, &str)> = again.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        ana.post(&format!("{path}/modifier"), &again).await.is(303);
        let page = ana.get(&path).await.is(200).plain();
        assert!(page.contains("Service : Urgences") && page.contains("Service : Cuisine") && page.contains("Ajout à la liste"), "{page}");

        for (day, status) in [("2026-13-01", 422), ("", 422), ("2026-08-31", 422), ("2026-11-20", 303), ("2026-11-20", 303)] {
            ana.post(&format!("{path}/depart"), &[("left_on", day)]).await.is(status);
        }
        assert_eq!(row(app, id).await.left_on, Some(20_777));
        assert!(ana.get(&format!("{base}/personnes")).await.is(200).plain().contains("Personne ne correspond"));
        assert!(ana.get(&format!("{base}/personnes?etat=left")).await.is(200).plain().contains("Petit-Lent"));
        ana.post(&format!("{path}/retour"), &[]).await.is(303);
        assert_eq!(row(app, id).await.left_on, None);
        let history = app.app.store.read(move |tx| Box::pin(learners::history(tx, id, 10))).await.expect("history");
        let mut kinds: Vec<&str> = history.iter().map(|change| change.kind.as_str()).collect();
        kinds.sort_unstable();
        assert_eq!(kinds, ["arrived", "left", "moved", "moved", "returned"], "each once");

        // erasing is for whoever signs, and asked first
        let toms = app.someone("tom@socle.example").await;
        app.post(organisation, toms, "trainer").await;
        let (mut lea, leas) = app.of_the_team("lea@socle.example", "").await;
        app.post(organisation, leas, "trainer").await;
        lea.get(&format!("{path}/effacer")).await.is(403);
        lea.post(&format!("{path}/effacer"), &[]).await.is(403);
        assert!(ana.get(&format!("{path}/effacer")).await.is(200).plain().contains("notez plutôt son départ"));
        ana.post(&format!("{path}/effacer"), &[]).await.is(303);
        ana.get(&path).await.is(404);
        assert_eq!(app.rows().await["learner_change"], 0);
        let (mut bob, bobs) = app.of_the_team("bob@socle.example", "").await;
        let other = app.organisation(bobs).await;
        let theirs = app.learner(organisation, "Autre", "Ida").await;
        for end in ["", "/modifier", "/effacer"] {
            bob.get(&format!("/pilotage/{other}/personnes/{theirs}{end}")).await.is(404);
        }
        bob.post(&format!("/pilotage/{other}/personnes/{theirs}/depart"), &[("left_on", "2026-11-20")]).await.is(404);
        bob.post(&format!("/pilotage/{other}/personnes/{theirs}/effacer"), &[]).await.is(303);
        assert_eq!(row(app, theirs).await.left_on, None);
    }
}

on_both! {
    async fn units_and_cohorts_are_kept_by_name_and_let_their_people_go(app) {
        let (mut ana, anas) = app.of_the_team("ana@socle.example", "").await;
        let organisation = app.organisation(anas).await;
        let base = format!("/pilotage/{organisation}");
        let ward = unit(&mut ana, &base, "Urgences").await;
        let units = format!("{base}/reglages/services");
        for (name, status) in [(" ", 422), (" urgencés ", 409)] {
            ana.post(&units, &[("name", name)]).await.is(status);
        }
        unit(&mut ana, &base, "Cuisine").await;
        let renamed = ana.post(&format!("{units}/{ward}"), &[("name", "CUISINE")]).await.is(409).text();
        assert!(renamed.contains(&format!("id=\"e-name-{ward}\"")) && renamed.contains("value=\"CUISINE\""));
        ana.post(&format!("{units}/{ward}"), &[("name", "SAU")]).await.is(303);
        let learner = app.learner(organisation, "Petit", "Léo").await;
        app.app
            .store
            .write(move |tx| {
                Box::pin(async move {
                    let row = learners::load(tx, learner).await?.expect("there");
                    let at = row.updated_at;
                    learners::update(tx, &learners::Learner { unit_id: Some(ward), ..row }, at).await
                })
            })
            .await
            .expect("moved");
        assert!(ana.get(&format!("{units}/{ward}/supprimer")).await.is(200).plain().contains("La personne qui en fait partie reste"));
        ana.post(&format!("{units}/{ward}/supprimer"), &[]).await.is(303);
        ana.post(&format!("{units}/{ward}/supprimer"), &[]).await.is(303);
        assert_eq!(row(app, learner).await.unit_id, None);

        let cohorts = format!("{base}/reglages/promotions");
        let wrong = [("name", ""), ("starts_on", "2026-09-01"), ("ends_on", "2026-08-01"), ("ects", "deux")];
        let page = ana.post(&cohorts, &wrong).await.is(422).text();
        for field in ["name", "ends_on", "ects"] {
            assert!(page.contains(&format!("id=\"e-{field}\"")), "{field}");
        }
        ana.post(&cohorts, &[("name", "IDE 2026"), ("starts_on", "2026-09-01"), ("ends_on", "2029-07-15"), ("ects", "2,5")]).await.is(303);
        ana.post(&cohorts, &[("name", "ide 2026")]).await.is(409);
        let page = ana.get(&cohorts).await.is(200).plain();
        assert!(page.contains("2,5 ECTS"), "{page}");
        let cohort = identifiers(&page, "personnes?promotion=")[0];
        assert!(ana.get(&format!("{cohorts}/{cohort}")).await.is(200).plain().contains("value=\"2,5\""));
        ana.post(&format!("{cohorts}/{cohort}"), &[("name", "IDE 2026-2029"), ("starts_on", ""), ("ends_on", ""), ("ects", "")]).await.is(303);
        let (mut bob, bobs) = app.of_the_team("bob@socle.example", "").await;
        let other = app.organisation(bobs).await;
        bob.post(&format!("/pilotage/{other}/reglages/promotions/{cohort}"), &[("name", "À moi")]).await.is(404);
        bob.post(&format!("/pilotage/{other}/reglages/promotions/{cohort}/supprimer"), &[]).await.is(303);
        assert!(ana.get(&cohorts).await.is(200).plain().contains("IDE 2026-2029"));
        ana.post(&format!("{cohorts}/{cohort}/supprimer"), &[]).await.is(303);
        assert_eq!(app.rows().await["cohort"], 0);
    }
}

on_both! {
    async fn a_long_list_is_walked_page_by_page(app) {
        let (mut ana, anas) = app.of_the_team("ana@socle.example", "").await;
        let organisation = app.organisation(anas).await;
        for n in 0..120 {
            app.learner(organisation, &format!("Nom{:03}", (n * 77) % 120), "X").await;
        }
        for order in ["name", "backwards", "newest"] {
            let (mut path, mut seen, mut pages) = (format!("/pilotage/{organisation}/personnes?ordre={order}"), Vec::new(), 0);
            loop {
                let page = ana.get(&path).await.is(200).plain();
                seen.extend(page.split("<strong>Nom").skip(1).map(|rest| rest[..3].to_owned()));
                pages += 1;
                let next = page.split("<a href=\"").filter(|part| part.contains("Page suivante")).last().and_then(|part| part.split('"').next()).map(str::to_owned);
                match next {
                    Some(next) => path = next,
                    None => break,
                }
            }
            assert_eq!((pages, seen.len()), (3, 120), "{order}");
            let mut once = seen.clone();
            once.sort();
            once.dedup();
            assert_eq!(once.len(), 120, "{order}");
            assert!(order != "name" || seen == once);
        }
        // a page after somebody who is nobody begins again
        ana.get(&format!("/pilotage/{organisation}/personnes?apres={}", Uuid::nil())).await.is(200);
    }
}
