//! Lists that leave hold everybody once, whatever their number, and nothing that a program would run.

use formats::table::read;
use store::learners::{self, Learner};
use uuid::Uuid;

use crate::harness::TestApp;
use crate::steer_world::World;

/// More than two parts of a list that leaves.
const MANY: u128 = 1203;

async fn crowd(app: &TestApp, organisation: Uuid) {
    let now = app.app.clock.now();
    let learner = move |n: u128| Learner {
        id: Uuid::from_u128(n),
        organisation_id: organisation,
        person_id: None,
        given_name: "=1+1".into(),
        // several of one name, as there are
        family_name: format!("Nom {:03}", n % 400),
        birth_date: None,
        email: None,
        email_folded: None,
        external_id: Some(format!("N{n:05}")),
        trade: Some("infirmier".into()),
        school: None,
        diploma: None,
        regime: None,
        unit_id: None,
        sort_name: format!("nom {:03}", n % 400),
        search: String::new(),
        source: "import".into(),
        token_hash: None,
        arrived_on: None,
        left_on: None,
        created_at: now,
        updated_at: now,
    };
    let all: Vec<Learner> = (1..=MANY).map(learner).collect();
    app.app.store.write(move |tx| Box::pin(async move { learners::insert_all(tx, &all).await })).await.expect("a crowd");
}

on_both! {
    async fn a_list_of_participants_leaves_whole_as_csv_and_as_a_workbook(app) {
        let world = Box::pin(World::new(app)).await;
        crowd(app, world.ours.organisation).await;
        let path = world.ours.path("/pilotage/{organisation}/campagnes/{campaign}/participants");
        let mut trainer = world.ours.trainer.browser.clone();
        for end in ["csv", "xlsx"] {
            let reply = trainer.get(&format!("{path}.{end}")).await.is(200);
            let name = reply.headers["content-disposition"].to_str().expect("a name").to_owned();
            assert_eq!(name, format!("attachment; filename=\"socle-participants-acanthe.{end}\""));
            let table = read(&reply.body, None).expect("a table");
            let rows: Vec<Vec<String>> = table.lines.iter().map(|line| line.cells().map(str::to_owned).collect()).collect();
            assert_eq!(rows[0][..3], ["Nom", "Prénom", "Identifiant"], "{end}");
            assert_eq!(rows.len() as u128, MANY + 2, "{end}: the heads, the crowd, and somebody who took part");
            let mut numbers: Vec<&str> = rows[1..].iter().map(|row| row[2].as_str()).collect();
            numbers.sort_unstable();
            numbers.dedup();
            assert_eq!(numbers.len() as u128, MANY + 1, "{end}: everybody once");
            let mine = rows.iter().find(|row| row[0] == "Acanthe").expect("who took part");
            assert_eq!(mine[3..7], ["Service Acanthe", "Infirmier, infirmière", "Terminé", "1"], "{end}");
            let text = String::from_utf8_lossy(&reply.body);
            assert!(end != "csv" || text.contains(";'=1+1;") && text.starts_with('\u{feff}'), "a formula is words");
        }
        let mut english = world.ours.manager.browser.clone().speaking("en");
        let told = english.get(&format!("{path}.csv")).await.is(200).text();
        assert!(told.contains("Family name;Given name") && told.contains("Not begun"), "{}", told.lines().next().unwrap_or_default());
    }
}

on_both! {
    async fn without_names_there_is_no_list(app) {
        let world = Box::pin(World::new(app)).await;
        let campaign: Uuid = world.ours.named["campaign"].parse().expect("a name");
        app.app
            .store
            .write(move |tx| Box::pin(async move {
                let found = store::campaigns::load(tx, campaign).await?.expect("a campaign");
                let anonymous = store::campaigns::Campaign { id: Uuid::from_u128(7), code: "SANSNOM".into(), is_anonymous: 1, ..found };
                store::campaigns::insert(tx, &anonymous).await
            }))
            .await
            .expect("an anonymous one");
        let mut manager = world.ours.manager.browser.clone();
        for end in ["csv", "xlsx"] {
            let path = format!("/pilotage/{}/campagnes/{}/participants.{end}", world.ours.organisation, Uuid::from_u128(7));
            assert_eq!(manager.get(&path).await.is(404).code(), "not-found");
        }
    }
}
