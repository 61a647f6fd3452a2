//! A grown installation is one that could have been lived: whole, repeatable, and kept apart from other people.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};

use server::service::assess::replay_session;
use server::service::demo::{Grow, Grown, Refused, grow};
use store::answers::Answer;
use store::sessions::Session;
use store::{StoreError, answers, bulk, people, sessions};
use uuid::Uuid;

use crate::harness::{NOW, TestApp};

/// A small crowd, with few different sessions.
pub const CROWD: Grow = Grow { people: 60, seed: 7, until: NOW, distinct: 12, also: false };

pub async fn grown(app: &TestApp, asked: &Grow) -> Grown {
    let edition = app.app.editions.current();
    grow(&app.app.store, &edition, &app.app.people, asked, &AtomicBool::new(false), |_| ()).await.expect("grown")
}

/// Every session of everybody, with its log.
pub async fn sessions_of_all(app: &TestApp) -> BTreeMap<Uuid, (Session, Vec<Answer>)> {
    let all = app.app.store.read(|tx| {
        Box::pin(async move {
            let mut all = BTreeMap::new();
            for person in bulk::people_after(tx, Uuid::nil(), 100_000).await? {
                for summary in sessions::list_of_person(tx, person, None, 100).await? {
                    let session = sessions::load(tx, summary.id).await?.expect("it is in the list");
                    all.insert(summary.id, (session, answers::all_of(tx, summary.id).await?));
                }
            }
            Ok::<_, StoreError>(all)
        })
    });
    all.await.expect("read")
}

on_both! {
    async fn every_grown_session_is_whole_and_replays_to_the_bit(app) {
        let grown = grown(app, &CROWD).await;
        assert_eq!(grown.progress.visits, grown.progress.of);
        let all = sessions_of_all(app).await;
        assert_eq!((all.len() as u64, app.rows().await["person"]), (grown.progress.of, 60));
        let (mut finished, mut open, mut replayed) = (0, 0, 0);
        for (id, (session, log)) in &all {
            assert_eq!(session.seq, log.len() as i64 + 1, "the state is where the log is");
            assert!(log.iter().all(|a| a.at > session.started_at && a.at <= session.updated_at && a.at < NOW));
            if session.finished_at.is_some() { finished += 1 } else { open += 1 }
            if replayed < 12 {
                replayed += 1;
                let again = replay_session(&app.app.store, &app.app.editions, *id).await.expect("replayed");
                assert!(again.is_exact(), "{:?}", again.differences);
                assert_eq!(again.recorded.is_some(), session.finished_at.is_some());
            }
        }
        assert!(finished > 0 && open > 0, "{finished} finished, {open} open");
        let rows = app.rows().await;
        assert_eq!(rows["result"], finished);
        assert_eq!(rows["answer"] as u64, grown.progress.answers);
        assert!(rows["login"] > 0 && rows["share"] > 0, "{rows:?}");
    }
}

on_both! {
    async fn the_same_words_add_nobody_twice_and_other_words_add_others(app) {
        grown(app, &CROWD).await;
        let rows = app.rows().await;
        let again = grown(app, &CROWD).await;
        assert_eq!((again.before, again.progress.answers), (again.progress.of, 0));
        assert_eq!(app.rows().await, rows);
        grown(app, &Grow { seed: 8, ..CROWD }).await;
        assert_eq!(app.rows().await["person"], 120);
    }
}

on_both! {
    async fn what_was_stopped_goes_on_where_it_stood(app) {
        let asked = Grow { people: 600, distinct: 1, ..CROWD };
        let (edition, stop) = (app.app.editions.current(), AtomicBool::new(false));
        let stopped = grow(&app.app.store, &edition, &app.app.people, &asked, &stop, |at| stop.store(at.visits > 0, Ordering::SeqCst)).await.expect("begun");
        assert!(stopped.progress.visits > 0 && stopped.progress.visits < stopped.progress.of, "{stopped:?}");
        assert_eq!(sessions_of_all(app).await.len() as u64, stopped.progress.visits);
        let rest = grown(app, &asked).await;
        assert_eq!((rest.before, rest.progress.visits), (stopped.progress.visits, stopped.progress.of));
        assert_eq!((sessions_of_all(app).await.len() as u64, app.rows().await["person"]), (rest.progress.of, 600));
    }
}

on_both! {
    async fn a_crowd_stays_away_from_other_people_unless_it_is_let_in(app) {
        app.browser().post("/positionnement", &[("pace", "whole")]).await;
        let before = app.rows().await;
        let edition = app.app.editions.current();
        let refused = grow(&app.app.store, &edition, &app.app.people, &CROWD, &AtomicBool::new(false), |_| ()).await;
        assert!(matches!(refused, Err(Refused::Others)), "{refused:?}");
        assert_eq!(app.rows().await, before);
        grown(app, &Grow { also: true, ..CROWD }).await;
        assert_eq!(app.rows().await["person"], 61);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_databases_are_given_the_same_people() {
    let mut crowds = Vec::new();
    for _ in 0..2 {
        let app = TestApp::on(crate::harness::Home::folder()).await;
        grown(&app, &CROWD).await;
        let people = app.app.store.read(|tx| {
            Box::pin(async move {
                let mut all = Vec::new();
                for id in bulk::people_after(tx, Uuid::nil(), 1000).await? {
                    all.extend(people::by_id(tx, id).await?);
                }
                Ok::<_, StoreError>(all)
            })
        });
        let people = people.await.expect("people");
        // the edition's name is drawn with the database: everything else is the same
        let sessions =
            sessions_of_all(&app).await.into_values().map(|(session, log)| (Session { edition_id: Uuid::nil(), ..session }, log)).collect::<Vec<_>>();
        crowds.push((people, sessions));
        app.finish().await;
    }
    assert!(crowds[0] == crowds[1]);
}
