//! The team: given by address, taken back after a question, never left without anybody who can give it.

use store::{Store, people};
use uuid::Uuid;

use crate::harness::{Home, NOW, TestApp};
use crate::process::{run, said, socle};

async fn roles(app: &TestApp, id: Uuid) -> String {
    app.app.store.read(move |tx| Box::pin(people::by_id(tx, id))).await.expect("read").expect("a person").roles
}

on_both! {
    async fn a_role_is_given_by_address_told_by_mail_and_taken_back_after_a_question(app) {
        let (mut chief, _) = app.of_the_team("chef@socle.example", "administrator").await;
        let (mut other, id) = app.of_the_team("lea@socle.example", "").await;
        other.get("/atelier").await.is(403);
        for (email, status) in [("personne@socle.example", 422), ("pas une adresse", 422), ("Lea@Socle.example ", 303), ("lea@socle.example", 303)] {
            chief.post("/atelier/equipe", &[("email", email), ("role", "reviewer")]).await.is(status);
        }
        chief.post("/atelier/equipe", &[("email", "lea@socle.example"), ("role", "janitor")]).await.is(422);
        assert_eq!(roles(app, id).await, "reviewer");
        other.get("/atelier").await.is(200);
        let now = app.app.clock.now();
        let sent = app.app.store.write(move |tx| Box::pin(store::mails::claim(tx, now, now, 50))).await.expect("mails");
        let told: Vec<&str> = sent.iter().filter(|m| m.mail.recipient == "lea@socle.example").map(|m| m.mail.body_text.as_str()).collect();
        assert!(told.len() == 1 && told[0].contains("relecteur ou relectrice"), "one mail, and none for what was so already: {told:?}");

        assert!(chief.get("/atelier/equipe?q=lea").await.is(200).plain().contains("lea@socle.example"));
        assert!(!chief.get("/atelier/equipe?q=zoe&page=99").await.is(200).plain().contains("lea@socle.example"));
        let back = format!("/atelier/equipe/{id}/reviewer/retirer");
        assert!(chief.get(&back).await.is(200).plain().contains("n’aura plus ce rôle"));
        chief.post(&back, &[]).await.is(303);
        chief.post(&back, &[]).await.is(303);
        assert_eq!(roles(app, id).await, "");
        other.get("/atelier").await.is(403);
        let lines = app.app.store.read(|tx| Box::pin(store::audit::list(tx, (i64::MIN, Uuid::nil()), 100))).await.expect("lines");
        let mut kinds: Vec<&str> = lines.iter().filter(|l| l.person_id == Some(id)).map(|l| l.kind.as_str()).collect();
        // both at one moment of a clock that stands still
        kinds.sort_unstable();
        assert_eq!(kinds, ["role-granted", "role-revoked"]);
    }
}

on_both! {
    async fn somebody_always_administers(app) {
        let (mut one, first) = app.of_the_team("un@socle.example", "administrator").await;
        let back = |id: Uuid| format!("/atelier/equipe/{id}/administrator/retirer");
        assert!(one.post(&back(first), &[]).await.is(409).plain().contains("dernière personne qui administre"));
        one.post("/compte/effacer", &[("word", "EFFACER")]).await.is(409);
        let (mut two, second) = app.of_the_team("deux@socle.example", "administrator").await;
        // each takes it from the other at the same moment
        let (one_takes, two_takes) = (back(second), back(first));
        let (a, b) = tokio::join!(one.post(&one_takes, &[]), two.post(&two_takes, &[]));
        let left = [roles(app, first).await, roles(app, second).await];
        assert_eq!(left.iter().filter(|roles| *roles == "administrator").count(), 1, "{left:?}");
        assert!([a, b].iter().any(|reply| reply.status == 303));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_command_line_makes_the_first_administrator() {
    for home in [Some(Home::folder()), Home::schema()].into_iter().flatten() {
        home.prepare().await;
        let store = Store::open(&home.database()).await.expect("a database");
        let lea = people::Person {
            id: Uuid::now_v7(),
            email: Some("lea@socle.example".into()),
            email_folded: Some("lea@socle.example".into()),
            email_verified_at: Some(NOW),
            password_hash: None,
            profile: people::Profile::default(),
            locale: "fr".into(),
            created_at: NOW,
            last_seen_at: NOW,
            roles: String::new(),
        };
        store.write(move |tx| Box::pin(async move { people::insert(tx, &lea).await })).await.expect("an account");
        store.close().await.expect("closed");
        let people = |arguments: &[&str]| run(socle(&home).arg("people").args(arguments));
        let empty = people(&["list"]);
        assert!(empty.status.success() && said(&empty).contains("socle people grant"), "{}", said(&empty));
        for (arguments, told) in [
            (["grant", "personne@socle.example", "author"], "Aucun compte ne porte cette adresse"),
            (["grant", "lea", "author"], "adresse"),
            (["grant", "lea@socle.example", "king"], "administrator"),
            (["revoke", "personne@socle.example", "author"], "Aucun compte"),
        ] {
            let refused = people(&arguments);
            assert!(!refused.status.success() && said(&refused).contains(told), "{arguments:?}: {}", said(&refused));
        }
        for told in ["a désormais ce rôle", "avait déjà ce rôle"] {
            let given = people(&["grant", "LEA@socle.example", "administrator"]);
            assert!(given.status.success() && said(&given).contains(told), "{}", said(&given));
        }
        assert!(said(&people(&["list"])).contains("lea@socle.example\tadministrator"));
        let last = people(&["revoke", "lea@socle.example", "administrator"]);
        assert!(!last.status.success() && said(&last).contains("dernière personne qui administre"), "{}", said(&last));
        assert!(people(&["grant", "lea@socle.example", "author"]).status.success());
        assert!(people(&["revoke", "lea@socle.example", "author"]).status.success());
        let noted = said(&run(socle(&home).args(["audit", "--csv"])));
        assert_eq!((noted.matches(",role-granted,administrator,").count(), noted.matches(",role-revoked,administrator,").count()), (2, 1), "{noted}");
        home.finish().await;
    }
}
