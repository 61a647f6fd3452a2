//! Files of people on their way in: one is written at a time, by one writer, and what nobody goes on with is forgotten.

use crate::harness::*;
use crate::institutions::organisation;
use store::imports::{self, Import, Step};
use store::{StoreError, organisations};
use uuid::Uuid;

fn file(n: u128, organisation: Uuid, at: i64) -> Import {
    Import {
        id: Uuid::from_u128(n),
        organisation_id: organisation,
        started_by: None,
        name: format!("{n}.csv"),
        mapping: "{}".into(),
        status: String::new(),
        line_count: 3,
        progress: 0,
        report: String::new(),
        created_at: at,
        alive_at: at,
        settled_at: None,
    }
}

/// An organisation with files, each read and mapped.
async fn mapped(db: &Db, organisation_id: Uuid, files: &[u128]) {
    let files: Vec<Import> = files.iter().map(|n| file(*n, organisation_id, NOW)).collect();
    db.store
        .write(move |tx| {
            let files = files.clone();
            Box::pin(async move {
                organisations::insert(tx, &organisation(organisation_id, None)).await?;
                for file in &files {
                    imports::insert(tx, file, b"a;b").await?;
                    assert!(!imports::start(tx, file.id, "{}", 3, NOW + 1).await?, "its columns are not said yet");
                    assert!(imports::map(tx, file.id, "{}", NOW).await?);
                }
                Ok::<_, StoreError>(())
            })
        })
        .await
        .unwrap();
}

async fn start(db: &Db, n: u128, now: i64) -> store::Result<bool> {
    db.store.write(move |tx| Box::pin(async move { imports::start(tx, Uuid::from_u128(n), "{}", 3, now).await })).await
}

fn step(n: u128, was_alive_at: i64, now: i64) -> Step {
    Step { id: Uuid::from_u128(n), was_alive_at, now, progress: 1, report: "{}".into() }
}

async fn goes_on(db: &Db, step: Step) -> bool {
    db.store
        .write(move |tx| {
            let step = step.clone();
            Box::pin(async move { imports::step(tx, &step).await })
        })
        .await
        .unwrap()
}

on_both! {
    async fn an_organisation_writes_one_file_at_a_time(db) {
        let (here, there) = (Uuid::from_u128(1), Uuid::from_u128(2));
        mapped(db, here, &[10, 11]).await;
        mapped(db, there, &[20]).await;
        assert!(start(db, 10, NOW).await.unwrap());
        assert!(!start(db, 10, NOW).await.unwrap(), "pressed twice");
        assert!(start(db, 11, NOW).await.unwrap_err().is_conflict(), "another one waits");
        assert!(start(db, 20, NOW).await.unwrap(), "elsewhere one may write meanwhile");
        let settled = db.store.write(|tx| Box::pin(async move { imports::settle(tx, &step(10, NOW, NOW + 1), "done", Some(b"x")).await }));
        assert!(settled.await.unwrap());
        assert!(start(db, 11, NOW).await.unwrap());
    }
}

on_both! {
    async fn of_two_who_write_a_file_one_goes_on(db) {
        mapped(db, Uuid::from_u128(1), &[10]).await;
        start(db, 10, NOW).await.unwrap();
        assert_eq!(db.store.read(|tx| Box::pin(imports::silent(tx, NOW, 9))).await.unwrap().len(), 0, "it was alive right now");
        assert_eq!(db.store.read(|tx| Box::pin(imports::silent(tx, NOW + 1, 9))).await.unwrap().len(), 1);
        assert!(goes_on(db, step(10, NOW, NOW + 1)).await);
        assert!(!goes_on(db, step(10, NOW, NOW + 2)).await, "somebody was faster");
        assert!(goes_on(db, step(10, NOW + 1, NOW + 3)).await);
        let given_up = db.store.write(|tx| Box::pin(async move { imports::give_up(tx, Uuid::from_u128(10), NOW + 4).await }));
        assert!(given_up.await.unwrap());
        assert!(!goes_on(db, step(10, NOW + 3, NOW + 5)).await, "given up meanwhile");
        let row = db.store.read(|tx| Box::pin(imports::load(tx, Uuid::from_u128(10)))).await.unwrap().unwrap();
        assert_eq!((row.status.as_str(), row.settled_at, row.progress), ("cancelled", Some(NOW + 4), 1));
        assert_eq!(db.store.read(|tx| Box::pin(imports::body(tx, Uuid::from_u128(10)))).await.unwrap(), None);
    }
}

on_both! {
    async fn files_that_nobody_goes_on_with_are_forgotten_and_those_being_written_are_not(db) {
        mapped(db, Uuid::from_u128(1), &[10, 11]).await;
        mapped(db, Uuid::from_u128(2), &[20]).await;
        mapped(db, Uuid::from_u128(3), &[30]).await;
        start(db, 10, NOW).await.unwrap();
        start(db, 20, NOW).await.unwrap();
        let settled = db.store.write(|tx| Box::pin(async move { imports::settle(tx, &step(20, NOW, NOW + 1), "done", Some(b"x")).await }));
        assert!(settled.await.unwrap());
        let forget = |before: i64| db.store.write(move |tx| Box::pin(async move { imports::forget(tx, before, 100).await }));
        assert_eq!(forget(NOW).await.unwrap(), 0);
        assert_eq!(forget(NOW + 9).await.unwrap(), 3, "two that wait, and what was kept of the one that is written");
        let left = |n: u128| db.store.read(move |tx| Box::pin(imports::load(tx, Uuid::from_u128(n))));
        for (n, is_there) in [(10, true), (11, false), (20, true), (30, false)] {
            assert_eq!(left(n).await.unwrap().is_some(), is_there, "{n}");
        }
        assert_eq!(db.store.read(|tx| Box::pin(imports::body(tx, Uuid::from_u128(20)))).await.unwrap(), None);
        assert_eq!(db.store.read(|tx| Box::pin(imports::body(tx, Uuid::from_u128(10)))).await.unwrap().as_deref(), Some(&b"a;b"[..]));
    }
}
