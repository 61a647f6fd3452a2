//! The schema is the one the program knows, or the store does not open.

use crate::harness::*;
use store::{Engine, MIGRATIONS, Migration, Options, Store, StoreError, throttles};

const NEXT: i64 = MIGRATIONS.len() as i64 + 1;

const NEXT_STEP: Migration = Migration {
    number: NEXT,
    name: "more",
    sqlite: "CREATE TABLE more (id INTEGER PRIMARY KEY) STRICT; CREATE INDEX more_id ON more (id);",
    postgres: "CREATE TABLE more (id BIGINT PRIMARY KEY); CREATE INDEX more_id ON more (id);",
};

/// Fails at its second statement, after its first has changed something.
const BROKEN_STEP: Migration = Migration {
    number: NEXT,
    name: "broken",
    sqlite: "CREATE TABLE half (id INTEGER) STRICT; SELECT nonsense;",
    postgres: "CREATE TABLE half (id BIGINT); SELECT nonsense;",
};

fn options(step: Migration) -> Options {
    let migrations: Vec<Migration> = MIGRATIONS.iter().copied().chain([step]).collect();
    Options { migrations: migrations.leak(), ..patient() }
}

async fn refused(db: &Db, options: &Options) -> String {
    match Store::open_with(&db.url, options).await {
        Ok(_) => panic!("this should have been refused"),
        Err(StoreError::Migration { why }) => why,
        Err(other) => panic!("{other:?}"),
    }
}

on_both! {
    async fn a_new_migration_is_applied_once_and_what_was_there_stays(db) {
        db.within(|tx| Box::pin(throttles::hit(tx, b"k", 0))).await;
        db.store.close().await.unwrap();
        for round in 2..=3 {
            let store = Store::open_with(&db.url, &options(NEXT_STEP)).await.unwrap();
            store.read(|tx| Box::pin(tx.all("SELECT id FROM more", &[], |row| row.get::<i64>(0)))).await.unwrap();
            let hits = store.write(|tx| Box::pin(throttles::hit(tx, b"k", 0))).await;
            assert_eq!(hits, Ok(round));
            let rows: Vec<(i64, String)> = store.read(|tx| Box::pin(
                tx.all("SELECT number, name FROM schema_migration ORDER BY number", &[], |row| Ok((row.get(0)?, row.get(1)?)))
            )).await.unwrap();
            let mut expected: Vec<(i64, String)> = MIGRATIONS.iter().map(|m| (m.number, m.name.to_owned())).collect();
            expected.push((NEXT, "more".into()));
            assert_eq!(rows, expected);
            store.close().await.unwrap();
        }
        // The older program does not touch what a newer one has made.
        let why = refused(db, &patient()).await;
        assert!(why.contains(&format!("{NEXT:04}_more is unknown")), "{why}");
        if db.engine() == Engine::Sqlite {
            let error = Store::open_sqlite_reader(&db.url).await.err().unwrap();
            assert!(matches!(error, StoreError::Migration { .. }), "{error:?}");
        }
    }
}

on_both! {
    async fn a_migration_that_fails_leaves_nothing_behind(db) {
        db.store.close().await.unwrap();
        let why = refused(db, &options(BROKEN_STEP)).await;
        assert!(why.contains(&format!("{NEXT:04}_broken failed")), "{why}");
        let store = Store::open_with(&db.url, &options(NEXT_STEP)).await.unwrap();
        let error = store.write(|tx| Box::pin(tx.prepare("SELECT id FROM half"))).await.unwrap_err();
        assert!(matches!(error, StoreError::Other { .. }), "{error:?}");
        store.close().await.unwrap();
    }
}

on_both! {
    async fn a_migration_changed_after_the_fact_is_refused(db) {
        db.within(|tx| Box::pin(tx.execute("UPDATE schema_migration SET checksum = 'x'", &[]))).await;
        db.store.close().await.unwrap();
        let why = refused(db, &patient()).await;
        assert!(why.contains("0001_start was changed"), "{why}");
    }
}

on_both! {
    async fn a_migration_of_another_name_or_number_is_refused(db) {
        db.within(|tx| Box::pin(tx.execute("UPDATE schema_migration SET name = 'begin'", &[]))).await;
        db.store.close().await.unwrap();
        let why = refused(db, &patient()).await;
        assert!(why.contains("0001_begin was applied where this program expects 0001_start"), "{why}");
    }
}

on_both! {
    async fn tables_of_another_program_are_left_alone(db) {
        db.within(|tx| Box::pin(tx.execute("DROP TABLE schema_migration", &[]))).await;
        db.store.close().await.unwrap();
        let why = refused(db, &patient()).await;
        assert!(why.contains("not a Socle database"), "{why}");
    }
}

#[tokio::test]
async fn a_sqlite_file_is_copied_before_it_is_migrated() {
    let db = Db::sqlite().await;
    db.within(|tx| Box::pin(throttles::hit(tx, b"k", 0))).await;
    db.store.close().await.unwrap();
    let copies = || -> Vec<_> {
        std::fs::read_dir(db.folder())
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.to_str().unwrap().contains(&format!(".before-{NEXT:04}.")))
            .collect()
    };
    Store::open(&db.url).await.unwrap().close().await.unwrap();
    assert_eq!(copies().len(), 0, "nothing to migrate, nothing to copy");
    let store = Store::open_with(&db.url, &options(NEXT_STEP)).await.unwrap();
    store.close().await.unwrap();
    let [copy] = &copies()[..] else { panic!("one copy was meant") };
    let before = Store::open_sqlite(copy).await.unwrap();
    assert_eq!(before.write(|tx| Box::pin(throttles::hit(tx, b"k", 0))).await, Ok(2));
    before.close().await.unwrap();
}

#[tokio::test]
async fn rebuilding_a_sqlite_table_does_not_delete_what_refers_to_it() {
    const REBUILD: Migration = Migration {
        number: NEXT,
        name: "rebuild",
        sqlite: "CREATE TABLE new (id BLOB NOT NULL PRIMARY KEY, hash BLOB NOT NULL UNIQUE, body TEXT NOT NULL, created_at INTEGER NOT NULL) STRICT;
            INSERT INTO new SELECT id, hash, body, created_at FROM edition; DROP TABLE edition; ALTER TABLE new RENAME TO edition;",
        postgres: "",
    };
    const CARELESS: Migration = Migration { number: NEXT, name: "careless", sqlite: "DELETE FROM edition;", postgres: "" };
    let db = Db::sqlite().await;
    let (_, id) = db.within(|tx| Box::pin(begin(tx, None))).await;
    db.store.close().await.unwrap();
    let why = refused(&db, &options(CARELESS)).await;
    assert!(why.contains("would break the data"), "{why}");
    let store = Store::open_with(&db.url, &options(REBUILD)).await.unwrap();
    let kept = store.read(move |tx| Box::pin(store::sessions::load(tx, id))).await.unwrap();
    assert!(kept.is_some());
    // And foreign keys hold again afterwards.
    let error = store.write(|tx| Box::pin(tx.execute("DELETE FROM edition", &[]))).await.unwrap_err();
    assert!(error.is_conflict(), "{error:?}");
    store.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn servers_that_start_together_on_postgres_migrate_once() {
    let Some(db) = Db::postgres().await else {
        return;
    };
    let opening: Vec<_> = (0..6)
        .map(|_| {
            let url = db.url.clone();
            tokio::spawn(async move { Store::open_with(&url, &options(NEXT_STEP)).await })
        })
        .collect();
    for task in opening {
        task.await.unwrap().unwrap().close().await.unwrap();
    }
    db.finish().await;
}
