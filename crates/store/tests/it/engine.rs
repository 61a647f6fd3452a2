//! Transactions: all or nothing, alike on both engines.

use crate::harness::*;
use std::time::Duration;
use store::{Options, Store, StoreError, Value, logins, people, throttles};
use tempfile::TempDir;
use uuid::Uuid;

/// A use case's own "no".
#[derive(Debug, PartialEq)]
enum Refusal {
    NotToday,
    Store(StoreError),
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

on_both! {
    async fn a_read_sees_every_write_that_returned(db) {
        for n in 1..=50 {
            db.within(|tx| Box::pin(throttles::hit(tx, b"k", 0))).await;
            let found: i64 = db.store.read(|tx| Box::pin(tx.one("SELECT hits FROM throttle", &[], |row| row.get(0)))).await.unwrap();
            assert_eq!(found, n);
        }
    }
}

on_both! {
    async fn a_refusal_of_the_use_case_rolls_back_and_comes_back_as_it_is(db) {
        let outcome: Result<(), Refusal> = db.store.write(|tx| Box::pin(async move {
            throttles::hit(tx, b"k", 0).await?;
            Err(Refusal::NotToday)
        })).await;
        assert_eq!(outcome, Err(Refusal::NotToday));
        assert_eq!(db.within(|tx| Box::pin(throttles::hit(tx, b"k", 0))).await, 1);
    }
}

on_both! {
    async fn a_read_cannot_write(db) {
        let error = db.store.read(|tx| Box::pin(throttles::hit(tx, b"k", 0))).await.unwrap_err();
        assert_eq!(error, StoreError::ReadOnly);
    }
}

on_both! {
    async fn nothing_is_committed_after_a_failed_statement_even_if_it_was_ignored(db) {
        let who = person(Some("a@b.fr"));
        let twice = who.clone();
        let error = db.refused(move |tx| Box::pin(async move {
            people::insert(tx, &twice).await?;
            let first = people::insert(tx, &twice).await.unwrap_err();
            let second = people::insert(tx, &person(None)).await.unwrap_err();
            assert_eq!(first, second);
            Ok(())
        })).await;
        assert!(error.is_conflict(), "{error:?}");
        assert_eq!(db.within(move |tx| Box::pin(people::by_id(tx, who.id))).await, None);
    }
}

on_both! {
    async fn a_panic_is_an_error_of_its_caller_alone(db) {
        for _ in 0..40 {
            let error = db.refused::<(), _>(|tx| Box::pin(async move {
                throttles::hit(tx, b"k", 0).await?;
                panic!("on purpose")
            })).await;
            assert!(error.to_string().contains("panicked: on purpose"), "{error}");
            let error = db.store.read::<(), StoreError, _>(|_| panic!("at once")).await.unwrap_err();
            assert!(error.to_string().contains("panicked: at once"), "{error}");
        }
        assert_eq!(db.within(|tx| Box::pin(throttles::hit(tx, b"k", 0))).await, 1);
    }
}

on_both! {
    async fn what_one_engine_cannot_hold_neither_takes(db) {
        let error = db.refused(|tx| Box::pin(async move {
            let mut who = person(None);
            who.locale = "f\0r".into();
            people::insert(tx, &who).await
        })).await;
        assert!(matches!(error, StoreError::Other { .. }), "{error:?}");
        let error = db.refused(|tx| Box::pin(async move {
            tx.execute("DELETE FROM throttle WHERE hits > $1", &[Value::Real(f64::NAN)]).await
        })).await;
        assert!(matches!(error, StoreError::Other { .. }), "{error:?}");
    }
}

on_both! {
    async fn one_row_is_one_row(db) {
        db.within(|tx| Box::pin(async move {
            throttles::hit(tx, b"a", 0).await?;
            throttles::hit(tx, b"b", 0).await
        })).await;
        let several = db.refused(|tx| Box::pin(tx.optional("SELECT hits FROM throttle", &[], |row| row.get::<i64>(0)))).await;
        assert!(several.to_string().contains("2 rows"), "{several}");
        let none = db.refused(|tx| Box::pin(tx.one("SELECT hits FROM throttle WHERE hits > 5", &[], |row| row.get::<i64>(0)))).await;
        assert!(none.to_string().contains("no row"), "{none}");
    }
}

on_both! {
    async fn every_kind_of_value_comes_back_as_it_went_in(db) {
        db.within(|tx| Box::pin(async move {
            let who = person(None);
            people::insert(tx, &who).await?;
            logins::insert(tx, &login(who.id, "\u{0}\u{7f}")).await?;
            tx.one(
                "SELECT person_id, token_hash, device, created_at, created_at = last_used_at, CAST($1 AS DOUBLE PRECISION), CAST(NULL AS TEXT)
                 FROM login WHERE (1 = 1) = $2",
                &[Value::Real(0.1), Value::Bool(true)],
                |row| {
                    assert_eq!(row.get::<Uuid>(0)?, who.id);
                    assert_eq!(row.get::<Vec<u8>>(1)?, b"\x00\x7f");
                    assert_eq!(row.get::<String>(2)?, "Firefox, Linux");
                    assert_eq!(row.get::<Option<i64>>(3)?, Some(NOW));
                    assert!(row.get::<bool>(4)?);
                    assert_eq!(row.get::<f64>(5)?.to_bits(), 0.1_f64.to_bits());
                    assert_eq!(row.get::<Option<String>>(6)?, None);
                    assert!(row.get::<String>(6).is_err(), "NULL is not a text");
                    assert!(row.get::<i64>(2).is_err(), "a text is not a number");
                    assert!(row.get::<i64>(7).is_err(), "there is no such column");
                    Ok(())
                },
            ).await
        })).await;
    }
}

on_both! {
    async fn a_closed_store_says_so(db) {
        db.store.close().await.unwrap();
        db.store.close().await.unwrap();
        let error = db.refused(|tx| Box::pin(throttles::hit(tx, b"k", 0))).await;
        assert!(matches!(error, StoreError::Unavailable { .. }), "{error:?}");
        let error = db.store.read(|tx| Box::pin(people::by_id(tx, Uuid::nil()))).await.unwrap_err();
        assert!(matches!(error, StoreError::Unavailable { .. }), "{error:?}");
    }
}

on_both! {
    async fn a_database_that_was_closed_opens_again_with_everything_in_it(db) {
        db.within(|tx| Box::pin(throttles::hit(tx, b"k", 0))).await;
        db.store.close().await.unwrap();
        let again = Store::open_with(&db.url, &patient()).await.unwrap();
        let hits = again.write(|tx| Box::pin(throttles::hit(tx, b"k", 0))).await.unwrap();
        assert_eq!(hits, 2);
        again.close().await.unwrap();
    }
}

#[tokio::test]
async fn closing_folds_the_log_into_the_file() {
    let db = Db::sqlite().await;
    db.within(|tx| Box::pin(throttles::hit(tx, b"k", 0))).await;
    let log = db.folder().join("socle.db-wal");
    assert!(log.metadata().unwrap().len() > 0);
    db.store.close().await.unwrap();
    assert!(!log.exists());
}

#[tokio::test]
async fn a_second_server_on_one_file_is_refused_and_a_reader_is_not() {
    let db = Db::sqlite().await;
    db.within(|tx| Box::pin(throttles::hit(tx, b"k", 0))).await;
    let error = Store::open(&db.url).await.err().unwrap();
    assert!(matches!(error, StoreError::InUse { .. }), "{error:?}");
    #[cfg(unix)]
    {
        let link = db.folder().join("link.db");
        std::os::unix::fs::symlink(&db.url, &link).unwrap();
        let error = Store::open_sqlite(&link).await.err().unwrap();
        assert!(matches!(error, StoreError::InUse { .. }), "by another name: {error:?}");
    }

    let reader = Store::open_sqlite_reader(&db.url).await.unwrap();
    let count = "SELECT COUNT(*) FROM throttle";
    let found: i64 = reader.read(move |tx| Box::pin(tx.one(count, &[], |row| row.get(0)))).await.unwrap();
    assert_eq!(found, 1);
    let error = reader.write(|tx| Box::pin(throttles::hit(tx, b"k", 0))).await.unwrap_err();
    assert_eq!(error, StoreError::ReadOnly);
    reader.close().await.unwrap();

    db.store.close().await.unwrap();
    Store::open(&db.url).await.unwrap().close().await.unwrap();
}

#[tokio::test]
async fn a_reader_creates_nothing() {
    let folder = TempDir::new().unwrap();
    let error = Store::open_sqlite_reader(folder.path().join("none.db")).await.err().unwrap();
    assert!(matches!(error, StoreError::Unavailable { .. }), "{error:?}");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    for path in [":memory:", "", "/"] {
        assert!(Store::open_sqlite(path).await.is_err(), "{path:?}");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn the_file_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let db = Db::sqlite().await;
    db.within(|tx| Box::pin(throttles::hit(tx, b"k", 0))).await;
    db.store.backup(db.folder().join("copy.db")).await.unwrap();
    for entry in std::fs::read_dir(db.folder()).unwrap() {
        let entry = entry.unwrap();
        let mode = entry.metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{}", entry.path().display());
    }
}

#[tokio::test]
async fn what_is_no_database_is_refused_untouched() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("notes.db");
    let text = "These are not the tables you are looking for.\n".repeat(100);
    std::fs::write(&path, &text).unwrap();
    let error = Store::open_sqlite(&path).await.err().unwrap();
    assert!(matches!(error, StoreError::Corrupt { .. }), "{error:?}");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
}

#[tokio::test]
async fn a_closure_that_waits_for_something_else_is_refused() {
    let db = Db::sqlite().await;
    let error = db
        .refused(|tx| {
            Box::pin(async move {
                throttles::hit(tx, b"k", 0).await?;
                std::future::pending::<()>().await;
                Ok(())
            })
        })
        .await;
    assert!(error.to_string().contains("waited for something"), "{error}");
    assert_eq!(db.within(|tx| Box::pin(throttles::hit(tx, b"k", 0))).await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_queue_answers_busy_and_recovers() {
    let options = Options { queue: 1, patience: Duration::from_millis(50), ..patient() };
    let db = Db::sqlite_with(&options).await;
    let (entered, inside) = tokio::sync::oneshot::channel();
    let (release, held) = std::sync::mpsc::channel::<()>();
    let store = db.store.clone();
    let slow = tokio::spawn(async move {
        store
            .write_unrepeated(move |tx| {
                Box::pin(async move {
                    entered.send(()).unwrap();
                    held.recv().unwrap();
                    throttles::hit(tx, b"k", 0).await
                })
            })
            .await
    });
    inside.await.unwrap();
    // The queue has one place: of three more, one waits there and two are refused.
    let waiting: Vec<_> = (0..3)
        .map(|_| {
            let store = db.store.clone();
            tokio::spawn(async move { store.write(|tx| Box::pin(throttles::hit(tx, b"k", 0))).await })
        })
        .collect();
    let mut busy = 0;
    let mut waiting = waiting.into_iter().collect::<futures_util::stream::FuturesUnordered<_>>();
    for _ in 0..2 {
        let answer = futures_util::StreamExt::next(&mut waiting).await.unwrap().unwrap();
        assert_eq!(answer, Err(StoreError::Busy));
        busy += 1;
    }
    assert_eq!(busy, 2);
    let figures = db.store.figures();
    assert_eq!((figures.busy, figures.writes_waiting), (2, 1));
    release.send(()).unwrap();
    assert_eq!(slow.await.unwrap(), Ok(1));
    assert_eq!(futures_util::StreamExt::next(&mut waiting).await.unwrap().unwrap(), Ok(2));
}

/// Stands for a full disk: SQLite may not grow its file.
async fn fill(store: &Store, full: bool) {
    let sql = if full { "PRAGMA max_page_count = 1" } else { "PRAGMA max_page_count = 1000000" };
    store.write(move |tx| Box::pin(tx.one(sql, &[], |row| row.get::<i64>(0)))).await.unwrap();
}

async fn write_much(store: &Store) -> store::Result<()> {
    store
        .write(|tx| {
            Box::pin(async move {
                let mut who = person(None);
                who.locale = "x".repeat(100_000);
                people::insert(tx, &who).await
            })
        })
        .await
}

#[tokio::test]
async fn a_full_disk_is_told_apart_and_passes() {
    let db = Db::sqlite().await;
    write_much(&db.store).await.unwrap();
    fill(&db.store, true).await;
    assert_eq!(write_much(&db.store).await, Err(StoreError::Full));
    let found: i64 = db.store.read(|tx| Box::pin(tx.one("SELECT COUNT(*) FROM person", &[], |row| row.get(0)))).await.unwrap();
    assert_eq!(found, 1, "reading goes on, and nothing was half written");
    fill(&db.store, false).await;
    assert_eq!(write_much(&db.store).await, Ok(()));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_was_told_ok_on_a_full_disk_is_on_it() {
    let db = Db::sqlite().await;
    fill(&db.store, true).await;
    let tasks: Vec<_> = (0..60_i64)
        .map(|n| {
            let store = db.store.clone();
            tokio::spawn(async move {
                if n % 3 == 0 {
                    assert_eq!(write_much(&store).await, Err(StoreError::Full));
                    return None;
                }
                store.write(move |tx| Box::pin(throttles::hit(tx, b"k", n))).await.ok().map(|_| n)
            })
        })
        .collect();
    let mut kept = Vec::new();
    for task in tasks {
        kept.extend(task.await.unwrap());
    }
    let found: Vec<i64> = db.store.read(|tx| Box::pin(tx.all(r#"SELECT "window" FROM throttle ORDER BY 1"#, &[], |row| row.get(0)))).await.unwrap();
    assert_eq!(found, kept);
}

#[tokio::test]
async fn a_read_only_disk_is_told_apart() {
    let db = Db::sqlite().await;
    db.within(|tx| Box::pin(async move { tx.execute("PRAGMA query_only = ON", &[]).await })).await;
    assert_eq!(write_much(&db.store).await, Err(StoreError::ReadOnly));
    assert_eq!(write_much(&db.store).await, Err(StoreError::ReadOnly));
}
