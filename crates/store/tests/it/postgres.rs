//! What only a server can do to us.

use crate::harness::*;
use std::time::Duration;
use store::{Options, Store, StoreError, throttles};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn broken_connections_are_replaced_without_the_caller_noticing() {
    let Some(db) = Db::postgres().await else {
        return;
    };
    let server = postgres_server().unwrap();
    for round in 1..=5 {
        // Several connections lie in the pool…
        let tasks: Vec<_> = (0..8)
            .map(|n| {
                let store = db.store.clone();
                tokio::spawn(async move { store.write(move |tx| Box::pin(throttles::hit(tx, b"k", n))).await })
            })
            .collect();
        for task in tasks {
            assert_eq!(task.await.unwrap(), Ok(2 * round - 1));
        }
        // …and an administrator ends them all, as a restart of the server would.
        let application = db.application();
        statement(&server, &format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '{application}'")).await;
        for n in 0..8 {
            let hits = db.store.write(move |tx| Box::pin(throttles::hit(tx, b"k", n))).await;
            assert_eq!(hits, Ok(2 * round));
        }
    }
    db.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_connection_lost_inside_a_transaction_is_unavailable_and_the_next_works() {
    let Some(db) = Db::postgres().await else {
        return;
    };
    let error = db
        .refused(|tx| {
            Box::pin(async move {
                throttles::hit(tx, b"k", 0).await?;
                tx.execute("SELECT pg_terminate_backend(pg_backend_pid())", &[]).await
            })
        })
        .await;
    assert!(matches!(error, StoreError::Unavailable { .. }), "{error:?}");
    assert_eq!(db.within(|tx| Box::pin(throttles::hit(tx, b"k", 0))).await, 1);
    db.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_pool_in_full_use_answers_busy() {
    let options = Options { connections: 1, patience: Duration::from_millis(50), ..Options::default() };
    let Some(db) = Db::postgres_with(&options).await else {
        return;
    };
    let (entered, inside) = tokio::sync::oneshot::channel();
    let (release, held) = tokio::sync::oneshot::channel::<()>();
    let store = db.store.clone();
    let slow = tokio::spawn(async move {
        store
            .write(move |tx| {
                Box::pin(async move {
                    entered.send(()).unwrap();
                    held.await.unwrap();
                    throttles::hit(tx, b"k", 0).await
                })
            })
            .await
    });
    inside.await.unwrap();
    assert_eq!(db.refused(|tx| Box::pin(throttles::hit(tx, b"k", 0))).await, StoreError::Busy);
    assert_eq!(db.store.figures().busy, 1);
    release.send(()).unwrap();
    assert_eq!(slow.await.unwrap(), Ok(1));
    db.finish().await;
}

#[tokio::test]
async fn a_write_is_acknowledged_only_when_it_is_on_disk() {
    let Some(db) = Db::postgres().await else {
        return;
    };
    for (user_wants, held) in [("off", "on"), ("local", "on"), ("remote_apply", "remote_apply")] {
        let url = format!("{}%20-c%20synchronous_commit%3D{user_wants}", db.url);
        let store = Store::open(&url).await.unwrap();
        let found: String = store.read(|tx| Box::pin(tx.one("SELECT current_setting('synchronous_commit')", &[], |row| row.get(0)))).await.unwrap();
        assert_eq!(found, held);
        store.close().await.unwrap();
    }
    db.finish().await;
}

#[tokio::test]
async fn a_server_that_is_not_there_is_unavailable() {
    let folder = tempfile::TempDir::new().unwrap();
    let url = format!("postgres://postgres@/socle?host={}&port=5999", folder.path().display());
    let error = Store::open(&url).await.err().unwrap();
    assert!(matches!(error, StoreError::Unavailable { .. }), "{error:?}");
    let error = Store::open("postgres://host:not-a-port/x").await.err().unwrap();
    assert!(matches!(error, StoreError::Other { .. }), "{error:?}");
}
