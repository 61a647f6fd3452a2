//! What only a server can do to us.

use crate::harness::*;
use crate::recording::recording;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU32, Ordering};
use std::time::{Duration, Instant};
use store::{Options, Result, Store, StoreError, Tx, throttles};

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

/// Counts a hit, and the first time loses its connection after that.
async fn hit_on_the_second_try(tx: &mut Tx<'_>, tries: &AtomicU32) -> Result<i64> {
    let hits = throttles::hit(tx, b"k", 0).await?;
    if tries.fetch_add(1, Ordering::Relaxed) == 0 {
        tx.execute("SELECT pg_terminate_backend(pg_backend_pid())", &[]).await?;
    }
    Ok(hits)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_connection_lost_inside_a_transaction_is_another_try_and_the_work_is_done_once() {
    let Some(db) = Db::postgres().await else {
        return;
    };
    let tries = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&tries);
    let hits = db.store.write(move |tx| Box::pin(async move { hit_on_the_second_try(tx, &counted).await })).await;
    assert_eq!((hits, tries.load(Ordering::Relaxed)), (Ok(1), 2));
    let tries = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&tries);
    let error = db.store.write_unrepeated(move |tx| Box::pin(async move { hit_on_the_second_try(tx, &counted).await })).await.unwrap_err();
    assert!(matches!(error, StoreError::Unavailable { .. }), "{error:?}");
    assert_eq!(tries.load(Ordering::Relaxed), 1, "what cannot be run twice is not");
    assert_eq!(db.within(|tx| Box::pin(throttles::hit(tx, b"k", 0))).await, 2);
    db.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restart_of_the_server_is_waited_out_and_nothing_is_lost_or_done_twice() {
    if postgres_server().is_none() {
        return;
    }
    let cluster = Cluster::start();
    let store = Store::open_with(&cluster.url, &patient()).await.unwrap();
    let session = store.write(|tx| Box::pin(async move { begin(tx, Some("a@b.fr")).await })).await.unwrap().1;
    let (hits, answers, over) = (Arc::new(AtomicI64::new(0)), Arc::new(AtomicI64::new(0)), Arc::new(AtomicBool::new(false)));
    let hitting = tokio::spawn({
        let (store, hits, over) = (store.clone(), Arc::clone(&hits), Arc::clone(&over));
        async move {
            while !over.load(Ordering::Relaxed) {
                let hit = store.write(|tx| Box::pin(throttles::hit(tx, b"k", 0))).await;
                assert_eq!(hit, Ok(hits.fetch_add(1, Ordering::Relaxed) + 1));
                assert!(store.read(|tx| Box::pin(store::people::by_email_folded(tx, "a@b.fr"))).await.unwrap().is_some());
            }
        }
    });
    let answering = tokio::spawn({
        let (store, answers, over) = (store.clone(), Arc::clone(&answers), Arc::clone(&over));
        async move {
            while !over.load(Ordering::Relaxed) {
                let seq = answers.fetch_add(1, Ordering::Relaxed) + 1;
                // a conflict says that it was there already when it was tried again
                let recorded = store.record(recording(session, seq)).await;
                assert!(recorded.as_ref().map_or_else(|error| error.is_conflict_on("session", "seq"), |()| true), "{recorded:?}");
                assert!(store.read_once(move |tx| Box::pin(store::sessions::load(tx, session))).await.unwrap().is_some_and(|s| s.seq == seq));
            }
        }
    });
    for _ in 0..3 {
        let before = (hits.load(Ordering::Relaxed), answers.load(Ordering::Relaxed));
        until("both go on", async || {
            let go_on = hits.load(Ordering::Relaxed) >= before.0 + 5 && answers.load(Ordering::Relaxed) >= before.1 + 5;
            go_on || hitting.is_finished() || answering.is_finished()
        })
        .await;
        let cluster = cluster.clone();
        tokio::task::spawn_blocking(move || cluster.control(&["-m", "fast", "restart"])).await.unwrap();
    }
    over.store(true, Ordering::Relaxed);
    hitting.await.unwrap();
    answering.await.unwrap();
    store.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_stays_away_is_unavailable_after_the_patience_and_then_at_once() {
    if postgres_server().is_none() {
        return;
    }
    let cluster = Cluster::start();
    let patience = Duration::from_millis(700);
    let store = Store::open_with(&cluster.url, &Options { outage: patience, ..patient() }).await.unwrap();
    let session = store.write(|tx| Box::pin(async move { begin(tx, None).await })).await.unwrap().1;
    cluster.control(&["-m", "fast", "stop"]);
    let begun = Instant::now();
    let (hit, recorded) = tokio::join!(store.write(|tx| Box::pin(throttles::hit(tx, b"k", 0))), store.record(recording(session, 1)));
    assert!(matches!(hit, Err(StoreError::Unavailable { .. })), "{hit:?}");
    assert!(matches!(recorded, Err(StoreError::Unavailable { .. })), "{recorded:?}");
    let waited = begun.elapsed();
    assert!(waited >= patience / 2, "gave up after {waited:?}");
    // so many that their patience together would be six minutes: no machine is that slow for as many refusals
    let begun = Instant::now();
    for _ in 0..500 {
        assert!(store.read_once(move |tx| Box::pin(store::sessions::load(tx, session))).await.is_err());
    }
    assert!(begun.elapsed() < patience * 250, "each waits anew: {:?}", begun.elapsed());
    cluster.control(&["-m", "fast", "start"]);
    assert_eq!(store.record(recording(session, 1)).await, Ok(()), "and it goes on by itself");
    store.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_pool_in_full_use_answers_busy() {
    let options = Options { connections: 1, patience: Duration::from_millis(50), ..patient() };
    let Some(db) = Db::postgres_with(&options).await else {
        return;
    };
    let (entered, inside) = tokio::sync::oneshot::channel();
    let (release, held) = tokio::sync::oneshot::channel::<()>();
    let store = db.store.clone();
    let slow = tokio::spawn(async move {
        store
            .write_unrepeated(move |tx| {
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
        let store = Store::open_with(&url, &patient()).await.unwrap();
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
