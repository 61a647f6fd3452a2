//! A copy of an installation is whole and true, or it is not made.

use crate::harness::*;
use crate::institutions;
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use store::copy::{Copied, Copying, Kind, Stopped, TABLES, Told, copy};
use store::{
    Engine, Result, Store, Tx, answers, audit, calibrations, editions, evidence, frameworks, idempotency, leases, logins, mail_links, mails, maintenance,
    organisations, people, publications, reports, results, reviews, sessions, shares, standings, throttles, workshop, workshop_mails,
};
use uuid::Uuid;

fn quietly() -> Copying {
    Copying { replace: false, cancelled: Arc::default(), tell: Arc::new(|_| ()) }
}

/// Something in every table, and values at their extremes.
async fn fill(tx: &mut Tx<'_>) -> Result<Uuid> {
    let (someone, session) = begin(tx, Some("Zoé.O'Neil+a@exämple.org")).await?;
    let edition = sessions::load(tx, session).await?.unwrap().edition_id;
    let oldest = people::Person { id: Uuid::nil(), created_at: i64::MIN, last_seen_at: i64::MAX, ..person(None) };
    let last = people::Person { id: Uuid::max(), locale: String::new(), ..person(None) };
    for person in [&oldest, &last] {
        people::insert(tx, person).await?;
    }
    logins::insert(
        tx,
        &logins::Login { token_hash: vec![0; 32], device: "\u{1F469}\u{200D}\u{2695}\u{FE0F} \u{feff}\\N\t\r\n'\";--".into(), ..login(someone, "a") },
    )
    .await?;
    logins::insert(tx, &logins::Login { token_hash: Vec::new(), ..login(someone, "b") }).await?;
    mail_links::insert(tx, &link(someone, "link")).await?;
    for window in [i64::MIN, -1, 0, i64::MAX] {
        throttles::hit(tx, b"k\0\xff", window).await?;
    }
    frameworks::insert(tx, &frameworks::FrameworkImport { version: "é".into(), body: "x".repeat(3_000_000), imported_at: 1 }).await?;
    let version = editions::ItemVersion { hash: vec![0xff; 32], item_id: "i".into(), version: i64::MAX, body: "{}".into(), added_at: 0 };
    editions::put_item_version(tx, &version).await?;
    let seeded =
        sessions::Session { seed: i64::MIN, state: (0..=255).cycle().take(100_000).collect(), token_hash: Some(vec![0]), ..self::session(None, edition) };
    sessions::insert(tx, &seeded).await?;
    // more than a chunk, and a key in two columns that a chunk ends between
    for seq in 1..=1203 {
        let odd = seq % 2 == 1;
        answers::append(
            tx,
            &answers::Answer { response: odd.then(|| "\u{1}".into()), idempotency_key: odd.then(|| format!("k{seq}")), ..answer(session, seq) },
        )
        .await?;
    }
    results::insert(tx, &results::SessionResult { session_id: session, body: r#"{"é":1e-308}"#.into(), at: NOW }).await?;
    let share =
        shares::Share { id: Uuid::now_v7(), session_id: session, token_hash: vec![1], created_at: NOW, revoked_at: None, views: 3, last_viewed_at: Some(NOW) };
    shares::insert(tx, &share).await?;
    mails::enqueue(tx, &mail(Some(someone), "a@b.fr", NOW)).await?;
    let gone = audit::Line {
        id: Uuid::now_v7(),
        at: NOW,
        kind: "signed-in".into(),
        actor: "person".into(),
        person_id: Some(someone),
        object: None,
        place: Some(vec![7]),
    };
    audit::add(tx, &gone).await?;
    fill_workshop(tx, someone).await?;
    institutions::fill(tx, [someone, last.id], session).await?;
    // an order that a language's collation would not give
    for key in ["a", "B", "é", "_", ""] {
        let remembered = idempotency::Remembered { scope: b"s".to_vec(), key: key.into(), request_hash: vec![9], session_id: session, created_at: NOW };
        idempotency::remember(tx, &remembered).await?;
    }
    Ok(session)
}

/// The same for what the workshop keeps.
async fn fill_workshop(tx: &mut Tx<'_>, someone: Uuid) -> Result<()> {
    let (one, id) = (|| "one".to_owned(), Uuid::now_v7);
    people::set_roles(tx, someone, "", "author administrator").await?;
    let (title, body) = ("Été \u{1F469}".to_owned(), "id = \"one\"\r\n".repeat(20_000));
    let item = workshop::WorkshopItem {
        item_id: one(),
        stage: "draft".into(),
        revision: 1,
        title,
        objective: "D1.01".into(),
        kind: "number".into(),
        language: "fr".into(),
        search: "ete".into(),
        author_id: None,
        created_at: NOW,
        updated_at: i64::MAX,
    };
    workshop::insert(tx, &item).await?;
    let revision = workshop::Revision { item_id: one(), revision: 1, body, change: "first".into(), note: String::new(), author_id: Some(someone), at: NOW };
    workshop::add_revision(tx, &revision).await?;
    let review = reviews::Review { id: id(), item_id: one(), revision: 1, reviewer_id: Some(someone), verdict: "approve".into(), note: "é".into(), at: NOW };
    reviews::add(tx, &review).await?;
    let remark = reviews::Remark {
        id: id(),
        item_id: one(),
        revision: 1,
        author_id: None,
        body: "?".into(),
        at: NOW,
        resolved_at: Some(NOW),
        resolved_by: Some(someone),
    };
    reviews::add_remark(tx, &remark).await?;
    let standing = standings::Standing {
        item_id: one(),
        standing: "suspended".into(),
        before: Some("pretest".into()),
        revision: Some(1),
        note: String::new(),
        decided_by: Some(someone),
        at: NOW,
    };
    standings::put(tx, &standing).await?;
    workshop_mails::want(tx, someone, false, NOW).await?;
    let publication = publications::Publication { id: id(), number: 1, at: NOW, body: "{}".into(), note: "n".into(), published_by: Some(someone) };
    publications::insert(tx, &publication).await?;
    let report = reports::Report {
        id: id(),
        item_id: one(),
        item_hash: vec![0, 255],
        person_id: Some(someone),
        kind: "wrong".into(),
        body: "Non.".into(),
        search: "one non".into(),
        language: "fr".into(),
        wants_answer: true,
        status: "open".into(),
        at: NOW,
        answer: None,
        answered_at: None,
        answered_by: None,
    };
    reports::add(tx, &report).await?;
    let sums = evidence::Statistic {
        item_hash: vec![0, 255],
        kind: "trade".into(),
        value: "é".into(),
        bin: 7,
        sums: [i64::MIN, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, i64::MAX],
    };
    let choice = evidence::Choice { item_hash: vec![0, 255], class: "a>é".into(), answers: 1, ability: i64::MIN };
    evidence::add(tx, &[], &[sums], &[choice], NOW).await?;
    leases::take(tx, "evidence", someone, NOW, NOW).await?;
    let calibration = id();
    calibrations::start(tx, calibration, "n", Some(someone), NOW, NOW).await?;
    calibrations::end(tx, calibration, "proposed", Some("{}"), "n", NOW).await?;
    calibrations::decide(tx, calibration, "approved", Some(someone), NOW, Some(publication.id)).await.map(drop)
}

/// Everything that is said of a session, and of whoever it belongs to.
async fn story(store: &Store, id: Uuid) -> (sessions::Session, Vec<answers::Answer>, Option<results::SessionResult>, Option<people::Person>) {
    let read = store.read(move |tx| {
        Box::pin(async move {
            let session = sessions::load(tx, id).await?.unwrap();
            let person = people::by_id(tx, session.person_id.unwrap()).await?;
            Ok::<_, store::StoreError>((session, answers::all_of(tx, id).await?, results::of_session(tx, id).await?, person))
        })
    });
    read.await.unwrap()
}

async fn rows(store: &Store) -> Vec<(&'static str, i64)> {
    let counts = store.read(|tx| Box::pin(maintenance::counts(tx))).await.unwrap();
    counts.into_iter().filter(|(table, _)| *table != "schema_migration").collect()
}

async fn arrives(from: &Db, to: &Db) -> Copied {
    let session = from.within(|tx| Box::pin(fill(tx))).await;
    let copied = copy(&from.store, &to.store, &quietly()).await.unwrap();
    assert_eq!(copied.changed, []);
    assert_eq!(rows(&to.store).await, rows(&from.store).await);
    assert!(copied.tables.iter().all(|(_, content)| content.rows > 0), "a table was left out of this test: {:?}", copied.tables);
    assert_eq!(story(&to.store, session).await, story(&from.store, session).await);
    let there = to.within(|tx| Box::pin(async move { Ok((people::by_id(tx, Uuid::nil()).await?, throttles::hit(tx, b"k\0\xff", i64::MIN).await?)) })).await;
    assert_eq!((there.0.unwrap().created_at, there.1), (i64::MIN, 2), "and it goes on there");
    copied
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everything_arrives_from_either_engine_in_either() {
    let (a, b) = (Db::sqlite().await, Db::sqlite().await);
    arrives(&a, &b).await;
    a.finish().await;
    b.finish().await;
    if let (Some(there), Some(elsewhere)) = (Db::postgres().await, Db::postgres().await) {
        let (from, back) = (Db::sqlite().await, Db::sqlite().await);
        let copied = arrives(&from, &there).await;
        // the hit that went on there is taken along
        let again = copy(&there.store, &back.store, &quietly()).await.unwrap();
        let differing = copied.tables.iter().zip(&again.tables).filter(|(a, b)| a != b).map(|(a, _)| a.0);
        assert_eq!(differing.collect::<Vec<_>>(), ["throttle"]);
        let elsewhere_too = copy(&there.store, &elsewhere.store, &quietly()).await.unwrap();
        assert_eq!(elsewhere_too.tables, again.tables, "one digest for one content, whatever the engine");
        for db in [from, back, there, elsewhere] {
            db.finish().await;
        }
    }
}

on_both! {
    async fn every_table_and_every_column_is_copied_as_what_it_is(db) {
        let schema = match db.engine() {
            Engine::Sqlite => "SELECT m.name, c.name, c.type FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'",
            Engine::Postgres => "SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT), CAST(data_type AS TEXT) FROM information_schema.columns WHERE table_schema = current_schema()",
        };
        let found: BTreeSet<(String, String, String)> = db.within(move |tx| Box::pin(tx.all(schema, &[], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))))
            .await.into_iter().filter(|(table, ..)| table != "schema_migration").collect();
        let engine = db.engine();
        let written = move |kind: Kind| match (engine, kind) {
            (Engine::Sqlite, Kind::Id | Kind::Blob) => "BLOB",
            (Engine::Sqlite, Kind::Int | Kind::Bool) => "INTEGER",
            (Engine::Sqlite, Kind::Text) => "TEXT",
            (Engine::Sqlite, Kind::Real) => "REAL",
            (Engine::Postgres, Kind::Id) => "uuid",
            (Engine::Postgres, Kind::Blob) => "bytea",
            (Engine::Postgres, Kind::Text) => "text",
            (Engine::Postgres, Kind::Int) => "bigint",
            (Engine::Postgres, Kind::Bool) => "boolean",
            (Engine::Postgres, Kind::Real) => "double precision",
        };
        let copied: BTreeSet<(String, String, String)> = TABLES.iter()
            .flat_map(|table| table.columns.iter().map(move |(column, kind)| (table.name.to_owned(), (*column).to_owned(), written(*kind).to_owned())))
            .collect();
        assert_eq!(copied, found, "copy::TABLES and the migrations say different things");
    }
}

on_both! {
    async fn a_target_that_holds_something_is_refused_and_replaced_only_when_told_so(db) {
        let source = Db::sqlite().await;
        source.within(|tx| Box::pin(fill(tx))).await;
        let theirs = db.within(|tx| Box::pin(async move { begin(tx, Some("there@before.fr")).await })).await.1;
        assert_eq!(copy(&source.store, &db.store, &quietly()).await, Err(Stopped::NotEmpty { table: "person" }));
        assert!(db.within(move |tx| Box::pin(sessions::load(tx, theirs))).await.is_some(), "nothing of theirs is gone");
        copy(&source.store, &db.store, &Copying { replace: true, ..quietly() }).await.unwrap();
        assert!(db.within(move |tx| Box::pin(sessions::load(tx, theirs))).await.is_none());
        assert_eq!(rows(&db.store).await, rows(&source.store).await);
        source.finish().await;
    }
}

on_both! {
    async fn a_group_that_was_made_after_its_hospitals_arrives(db) {
        // each chunk of hospitals is written before the group that they name
        let group = institutions::organisation(Uuid::max(), None);
        let hospitals: Vec<_> = (1..=1203).map(|n| institutions::organisation(Uuid::from_u128(n), Some(group.id))).collect();
        let source = Db::sqlite().await;
        source.within(move |tx| Box::pin(async move {
            organisations::insert(tx, &group).await?;
            organisations::insert_all(tx, &hospitals).await
        })).await;
        copy(&source.store, &db.store, &quietly()).await.unwrap();
        assert_eq!(db.within(|tx| Box::pin(organisations::children(tx, Uuid::max()))).await.len(), 1203);
        let dangling = db.refused(|tx| Box::pin(async move { organisations::insert(tx, &institutions::organisation(Uuid::nil(), Some(Uuid::from_u128(9999)))).await })).await;
        assert!(dangling.is_conflict(), "what names nothing is refused as before: {dangling:?}");
        source.finish().await;
    }
}

on_both! {
    async fn one_that_is_stopped_in_the_middle_leaves_nothing_and_can_be_made_again(db) {
        let source = Db::sqlite().await;
        source.within(|tx| Box::pin(fill(tx))).await;
        let cancelled = Arc::new(AtomicBool::new(false));
        let stop = Arc::clone(&cancelled);
        let tell = move |told| {
            if let Told::Copied("answer", _) = told {
                stop.store(true, Ordering::Relaxed);
            }
        };
        let copying = Copying { replace: false, cancelled, tell: Arc::new(tell) };
        assert_eq!(copy(&source.store, &db.store, &copying).await, Err(Stopped::Cancelled));
        assert!(rows(&db.store).await.iter().all(|(_, count)| *count == 0));
        copy(&source.store, &db.store, &quietly()).await.unwrap();
        source.finish().await;
    }
}

on_both! {
    async fn one_that_is_stopped_while_it_is_compared_says_that_it_was_not(db) {
        let source = Db::sqlite().await;
        source.within(|tx| Box::pin(fill(tx))).await;
        let cancelled = Arc::new(AtomicBool::new(false));
        let stop = Arc::clone(&cancelled);
        let tell = move |told| stop.store(matches!(told, Told::Verified(..)), Ordering::Relaxed);
        let copying = Copying { replace: false, cancelled, tell: Arc::new(tell) };
        let stopped = copy(&source.store, &db.store, &copying).await;
        assert_eq!(stopped, Err(Stopped::NotVerified { why: "asked to stop".into() }));
        source.finish().await;
    }
}

on_both! {
    async fn a_text_that_the_other_engine_cannot_hold_is_named_and_nothing_is_copied(db) {
        let source = Db::sqlite().await;
        source.within(|tx| Box::pin(async move {
            tx.execute("INSERT INTO framework_import VALUES ('good', 'x', 1), ('v\"1', CAST(x'610062' AS TEXT), 1)", &[]).await
        })).await;
        let stopped = copy(&source.store, &db.store, &quietly()).await.unwrap_err();
        assert_eq!(stopped.to_string(), "framework_import.body of row v\"1: a text with the character NUL");
        assert!(rows(&db.store).await.iter().all(|(_, count)| *count == 0));
        for (value, why) in [("CAST(x'ff' AS TEXT)", "unexpected column"), ("'x'", "")] {
            let sql: &'static str = format!("UPDATE framework_import SET body = {value}").leak();
            source.within(move |tx| Box::pin(tx.execute(sql, &[]))).await;
            let copied = copy(&source.store, &db.store, &quietly()).await;
            assert_eq!(copied.is_ok(), why.is_empty(), "{copied:?}");
            assert!(copied.err().is_none_or(|stopped| stopped.to_string().contains(why)));
        }
        source.finish().await;
    }
}

/// Runs something once, when the copy is there and before it is read back.
fn before_it_is_verified(then: impl FnOnce() + Send + 'static) -> Copying {
    let then = Mutex::new(Some(then));
    let tell = move |told| {
        if matches!(told, Told::Verifies(_))
            && let Some(then) = then.lock().unwrap().take()
        {
            then();
        }
    };
    Copying { tell: Arc::new(tell), ..quietly() }
}

/// Writes from a thread of its own, and waits until that is done.
fn write(store: &Store, sql: &'static str) -> impl FnOnce() + Send + 'static {
    let (store, runtime) = (store.clone(), tokio::runtime::Handle::current());
    move || {
        let (done, wait) = mpsc::channel();
        runtime.spawn(async move { done.send(store.write(move |tx| Box::pin(tx.execute(sql, &[]))).await) });
        assert_eq!(wait.recv().unwrap(), Ok(1));
    }
}

on_both! {
    async fn a_source_that_is_written_to_meanwhile_is_copied_as_it_was_and_said_to_have_changed(db) {
        let source = Db::sqlite().await;
        let session = source.within(|tx| Box::pin(fill(tx))).await;
        let before = story(&source.store, session).await;
        let copying = before_it_is_verified(write(&source.store, "DELETE FROM answer WHERE seq = 7"));
        let copied = copy(&source.store, &db.store, &copying).await.unwrap();
        assert_eq!(copied.changed, [("answer", -1)]);
        assert_eq!(story(&db.store, session).await, before);
        source.finish().await;
    }
}

on_both! {
    async fn a_target_that_is_not_what_was_sent_is_found_out(db) {
        let source = Db::sqlite().await;
        source.within(|tx| Box::pin(fill(tx))).await;
        let copying = before_it_is_verified(write(&db.store, "UPDATE answer SET elapsed = elapsed + 1 WHERE seq = 1203"));
        let stopped = copy(&source.store, &db.store, &copying).await.unwrap_err();
        assert!(matches!(stopped, Stopped::Differs { table: "answer", sent, found } if sent.rows == found.rows), "{stopped:?}");
        source.finish().await;
    }
}
