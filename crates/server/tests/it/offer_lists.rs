//! What an organisation writes is its own until it is sent; lists are written aside, to their end, by one.

use server::service::catalogue::take_over;
use store::offer_imports::{self, Step};
use store::{leases, offers};
use uuid::Uuid;

use crate::harness::{SECOND, TestApp};
use crate::referencing::{act, decide, hidden, proposed, row, send_file, with};

fn table(rows: &[&str]) -> Vec<u8> {
    let head = "identifiant;titre;organisme;métiers;résumé;adresse de la formation\r\n";
    format!("{head}{}\r\n", rows.join("\r\n")).into_bytes()
}

async fn status(app: &TestApp, id: Uuid) -> String {
    app.app.store.read(move |tx| Box::pin(offer_imports::load(tx, id))).await.expect("the store").expect("a list").status
}

fn id_of(path: &str) -> Uuid {
    Uuid::try_parse(path.rsplit('/').next().unwrap_or_default()).expect("an identifier")
}

on_both! {
    async fn what_an_organisation_writes_is_read_by_nobody_until_it_is_sent(app) {
        let (mut manager, person) = app.of_the_team("chef@tilleuls.example", "").await;
        let (mut first, _) = app.of_the_team("une@socle.example", "referencer").await;
        let (mut second, _) = app.of_the_team("deux@socle.example", "referencer").await;
        let (mut rival, other) = app.of_the_team("rival@ormes.example", "").await;
        let (_, id, path) = proposed(app, &mut manager, person).await;
        let slug = row(app, id).await.slug;
        let organisation = app.organisation(other).await;
        let lists = format!("/pilotage/{organisation}/formations/listes");
        let same = format!("{slug};Atelier messagerie sécurisée;EHPAD Les Tilleuls;infirmier;Une autre phrase.;https://ormes.example.fr");
        let unnamed = ";Atelier messagerie sécurisée;EHPAD Les Tilleuls;infirmier;Une autre phrase.;https://ormes.example.fr";

        // the team's list, and lists of others, say nothing of a draft
        assert!(!first.get("/referencement/formations").await.is(200).plain().contains("messagerie sécurisée"));
        for (browser, lists) in [(&mut rival, lists.as_str()), (&mut first, "/referencement/listes")] {
            let told = send_file(browser, lists, "f.csv", &table(&[unnamed])).await.is(303).location();
            assert!(browser.get(&told).await.is(200).plain().contains("nouvelle"), "a title that nobody knows is new");
            let told = send_file(browser, lists, "f.csv", &table(&[&same])).await.is(303).location();
            assert!(browser.get(&told).await.is(200).plain().contains("que vous ne tenez pas"), "a name is taken, and that is all");
        }

        // checked, then changed: the change is a draft again
        act(&mut manager, &path, "envoyer").await.is(303);
        decide(&mut first, &slug, "verifier", "").await.is(303);
        let seen = row(app, id).await.revision.to_string();
        let text = id.to_string();
        let changed = with(&text, &[("vu", &seen), ("title", "Le meilleur atelier de France")]);
        manager.post(&format!("{path}/modifier"), &changed).await.is(303);
        for page in [format!("/referencement/formations/{slug}"), format!("/referencement/formations/{slug}/modifier"), "/referencement/formations".into()] {
            let page = second.get(&page).await.is(200).plain();
            assert!(page.contains("Atelier messagerie sécurisée") && !page.contains("meilleur atelier"), "{page}");
        }
        for page in [format!("/formations/{slug}"), format!("/formations/{slug}/signaler"), format!("/avis/formation/{slug}")] {
            let page = app.browser().get(&page).await.is(200).plain();
            assert!(page.contains("Atelier messagerie sécurisée") && !page.contains("meilleur atelier"), "{page}");
        }
        assert!(manager.get(&path).await.is(200).plain().contains("meilleur atelier"));

        // a change with holes that was taken out does not come back as it is
        let seen = row(app, id).await.revision.to_string();
        let bare = [("id", text.as_str()), ("vu", &seen), ("title", "Le meilleur atelier de France"), ("organisation", "EHPAD Les Tilleuls")];
        manager.post(&format!("{path}/modifier"), &bare).await.is(303);
        act(&mut manager, &path, "retirer").await.is(303);
        decide(&mut second, &slug, "rouvrir", "").await.is(422);
        app.browser().get(&format!("/formations/{slug}")).await.is(404);
    }
}

on_both! {
    async fn one_offer_that_cannot_change_keeps_no_list_from_being_written(app) {
        let (mut manager, person) = app.of_the_team("chef@tilleuls.example", "").await;
        let (mut first, _) = app.of_the_team("une@socle.example", "referencer").await;
        let (organisation, id, path) = proposed(app, &mut manager, person).await;
        let slug = row(app, id).await.slug;
        act(&mut manager, &path, "envoyer").await.is(303);
        let waits = format!("{slug};Atelier messagerie sécurisée;EHPAD Les Tilleuls;infirmier;Changée.;https://tilleuls.example.fr");
        let new = ";Journée identité;EHPAD Les Tilleuls;infirmier;Reconnaître chacun.;https://tilleuls.example.fr/identite";
        let lists = format!("/pilotage/{organisation}/formations/listes");
        let list = send_file(&mut manager, &lists, "f.csv", &table(&[&waits, new])).await.is(303).location();
        assert!(manager.get(&list).await.is(200).plain().contains("ne peut pas changer en ce moment"));
        manager.post(&list, &[("decision", "reprendre")]).await.is(303);
        assert_eq!((status(app, id_of(&list)).await.as_str(), app.rows().await["offer"]), ("done", 2));
        assert!(row(app, id).await.body.contains("sans rien laisser fuir"), "what waits is as it was sent");
        let known = app.app.store.read(|tx| Box::pin(offers::titles(tx))).await.expect("the store");
        let (name, _) = known.into_iter().find(|(_, title)| title == "Journée identité").expect("it was added");
        app.browser().get(&format!("/formations/{name}")).await.is(404);
        assert!(first.get("/referencement").await.is(200).plain().contains("Journée identité"), "a list waits for the team like anything else");

        // once it is checked, a list changes it, and the team reads the change
        decide(&mut first, &slug, "verifier", "").await.is(303);
        let list = send_file(&mut manager, &lists, "f.csv", &table(&[&waits])).await.is(303).location();
        manager.post(&list, &[("decision", "reprendre")]).await.is(303);
        let changed = row(app, id).await;
        assert_eq!((changed.status.as_str(), changed.work_status.as_deref()), ("checked", Some("proposed")));
        assert!(first.get(&format!("/referencement/formations/{slug}")).await.is(200).plain().contains("Changée."));
    }
}

on_both! {
    async fn who_sent_a_list_wrote_it_whoever_takes_it_over(app) {
        let (mut first, _) = app.of_the_team("une@socle.example", "referencer").await;
        let (mut second, _) = app.of_the_team("deux@socle.example", "referencer").await;
        let new = "journee-identite;Journée identité;EHPAD Les Tilleuls;infirmier;Reconnaître chacun.;https://tilleuls.example.fr/identite";
        let list = send_file(&mut first, "/referencement/listes", "f.csv", &table(&[new])).await.is(303).location();
        second.post(&list, &[("decision", "reprendre")]).await.is(303);
        decide(&mut first, "journee-identite", "verifier", "").await.is(403);
        decide(&mut second, "journee-identite", "verifier", "").await.is(303);
    }
}

on_both! {
    async fn a_list_is_stopped_gone_on_with_and_survives_a_server_that_was_killed(app) {
        let (mut team, _) = app.of_the_team("une@socle.example", "referencer").await;
        let rows: Vec<String> = (0..250).map(|n| format!(";Journée {n};Institut;infirmier;Une phrase.;https://institut.example.fr/{n}")).collect();
        let bytes = table(&rows.iter().map(String::as_str).collect::<Vec<_>>());
        let path = send_file(&mut team, "/referencement/listes", "f.csv", &bytes).await.is(303).location();
        let id = id_of(&path);
        let set = async |was: &str, is: &str| {
            let step = Step { id, was: was.into(), is: is.into(), rows: None, done_at: None };
            let done = app.app.store.write(move |tx| {
                let step = step.clone();
                Box::pin(async move { offer_imports::step(tx, &step).await })
            });
            assert!(done.await.expect("the store"), "{was}");
        };
        // another server wrote a hundred rows, as far as its words go, and says no more: its lease holds for a while
        set("read", "running 100/250").await;
        let (other, now) = (Uuid::now_v7(), app.app.clock.now());
        let held = app.app.store.write(move |tx| Box::pin(async move { leases::take(tx, "offer-lists", other, now + 30 * SECOND, now).await }));
        assert!(held.await.expect("the store"));
        take_over::catch_up(&app.app).await.expect("nothing to do");
        assert_eq!(app.rows().await["offer"], 0, "it is the other's");
        let page = team.get(&path).await.is(200).text();
        assert!(page.contains("data-while=\"running\"") && page.contains("100 lignes sur 250"), "{page}");
        team.post(&path, &[("decision", "abandonner")]).await.is(409);

        team.post(&path, &[("decision", "arreter")]).await.is(303);
        assert_eq!(status(app, id).await, "stopped 100/250");
        assert!(team.get(&path).await.is(200).plain().contains("arrêtée après 100 lignes sur 250"));
        set("stopped 100/250", "running 100/250").await;
        app.advance(31 * SECOND);
        take_over::catch_up(&app.app).await.expect("it goes on");
        assert_eq!((status(app, id).await.as_str(), app.rows().await["offer"]), ("done", 150), "from where it was, once");
        team.post(&path, &[("decision", "reprendre")]).await.is(303);
        assert_eq!(app.rows().await["offer"], 150);
        let all = app.app.store.read(|tx| Box::pin(offers::titles(tx))).await.expect("the store");
        assert!(all.iter().any(|(_, title)| title == "Journée 249") && all.iter().all(|(_, title)| title != "Journée 99"));
        assert_eq!(hidden(&team.get("/referencement/formations/journee-249-institut").await.is(200).text(), "vu"), "1");
    }
}
