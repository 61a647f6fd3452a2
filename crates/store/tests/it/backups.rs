//! A backup is whole, and going back to it loses nothing unsaid.

use crate::harness::*;
use store::{MIGRATIONS, Migration, Options, Store, StoreError, throttles};

async fn hit(store: &Store) -> i64 {
    store.write(|tx| Box::pin(throttles::hit(tx, b"k", 0))).await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_taken_under_load_is_whole_and_restores() {
    let db = Db::sqlite().await;
    let copy = db.folder().join("copy.db");
    let busy = {
        let store = db.store.clone();
        tokio::spawn(async move {
            for n in 0..300 {
                store.write(move |tx| Box::pin(throttles::hit(tx, b"load", n))).await.unwrap();
            }
        })
    };
    assert_eq!(hit(&db.store).await, 1);
    db.store.backup(&copy).await.unwrap();
    busy.await.unwrap();
    assert_eq!(hit(&db.store).await, 2);

    let error = Store::restore(&copy, &db.url).await.unwrap_err();
    assert!(matches!(error, StoreError::InUse { .. }), "{error:?}");
    db.store.close().await.unwrap();
    let kept = Store::restore(&copy, &db.url).await.unwrap().unwrap();

    let restored = Store::open(&db.url).await.unwrap();
    assert_eq!(hit(&restored).await, 2, "as it was at the backup");
    restored.close().await.unwrap();
    let replaced = Store::open_sqlite(&kept).await.unwrap();
    assert_eq!(hit(&replaced).await, 3, "what was replaced is kept");
    replaced.close().await.unwrap();
}

#[tokio::test]
async fn a_backup_does_not_replace_a_file() {
    let db = Db::sqlite().await;
    let path = db.folder().join("precious.txt");
    std::fs::write(&path, "precious").unwrap();
    let error = db.store.backup(&path).await.unwrap_err();
    assert!(error.to_string().contains("already exists"), "{error}");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "precious");
}

#[tokio::test]
async fn a_backup_restores_to_a_new_place() {
    let db = Db::sqlite().await;
    hit(&db.store).await;
    let (copy, place) = (db.folder().join("copy.db"), db.folder().join("new.db"));
    db.store.backup(&copy).await.unwrap();
    assert_eq!(Store::restore(&copy, &place).await, Ok(None));
    let restored = Store::open_sqlite(&place).await.unwrap();
    assert_eq!(hit(&restored).await, 2);
    restored.close().await.unwrap();
}

#[tokio::test]
async fn a_damaged_backup_is_refused_and_a_damaged_database_is_replaced_but_kept() {
    let db = Db::sqlite().await;
    hit(&db.store).await;
    let (copy, bad) = (db.folder().join("copy.db"), db.folder().join("bad.db"));
    db.store.backup(&copy).await.unwrap();
    db.store.close().await.unwrap();
    let mut bytes = std::fs::read(&copy).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..].fill(0x5a);
    std::fs::write(&bad, &bytes).unwrap();
    let error = Store::restore(&bad, &db.url).await.unwrap_err();
    assert!(matches!(error, StoreError::Corrupt { .. }), "{error:?}");
    let again = Store::open(&db.url).await.unwrap();
    assert_eq!(hit(&again).await, 2, "the database is untouched");
    again.close().await.unwrap();

    std::fs::copy(&bad, &db.url).unwrap();
    let kept = Store::restore(&copy, &db.url).await.unwrap().unwrap();
    assert_eq!(std::fs::read(kept).unwrap(), bytes);
    let again = Store::open(&db.url).await.unwrap();
    assert_eq!(hit(&again).await, 2);
    again.close().await.unwrap();
}

#[tokio::test]
async fn a_restore_never_goes_back_to_an_older_schema_or_to_an_unknown_one() {
    // The newer program is played by a file with a migration that this one does not have.
    let newer: Vec<Migration> = MIGRATIONS
        .iter()
        .copied()
        .chain([Migration { number: MIGRATIONS.len() as i64 + 1, name: "newer", sqlite: "CREATE TABLE newer (id INTEGER) STRICT;", postgres: "" }])
        .collect();
    let options = Options { migrations: newer.leak(), ..patient() };
    let old = Db::sqlite().await;
    let new = Db::sqlite_with(&options).await;
    let (old_copy, new_copy) = (old.folder().join("old"), old.folder().join("new"));
    old.store.backup(&old_copy).await.unwrap();
    new.store.backup(&new_copy).await.unwrap();
    old.store.close().await.unwrap();
    new.store.close().await.unwrap();
    for (from, to) in [(&old_copy, &new.url), (&new_copy, &old.url)] {
        let error = Store::restore(from, to).await.unwrap_err();
        assert!(matches!(error, StoreError::Migration { .. }), "{error:?}");
    }
    Store::open(&old.url).await.unwrap().close().await.unwrap();
    Store::open_with(&new.url, &options).await.unwrap().close().await.unwrap();
}

#[tokio::test]
async fn postgres_names_its_own_tool() {
    let Some(db) = Db::postgres().await else {
        return;
    };
    let error = db.store.backup("/tmp/never").await.unwrap_err();
    assert!(error.to_string().contains("pg_dump"), "{error}");
    db.finish().await;
}
