//! An answer and the state it leads to: whole or not at all, once, whoever else is in the same group.

use crate::harness::*;
use store::recordings::Recording;
use store::{StoreError, answers, results, sessions};
use uuid::Uuid;

/// The recording that brings a session from `seq - 1` to `seq`.
pub fn recording(session: Uuid, seq: i64) -> Recording {
    Recording { answer: answer(session, seq), expected_seq: seq - 1, new_seq: seq, status: "open".into(), state: seq.to_le_bytes().to_vec(), result: None }
}

async fn begun(db: &Db, count: usize) -> Vec<Uuid> {
    let mut ids = Vec::new();
    for _ in 0..count {
        ids.push(db.within(|tx| Box::pin(begin(tx, None))).await.1);
    }
    ids
}

async fn stored(db: &Db, id: Uuid) -> (sessions::Session, Vec<answers::Answer>) {
    let read =
        db.store.read::<_, StoreError, _>(move |tx| Box::pin(async move { Ok((sessions::load(tx, id).await?.unwrap(), answers::all_of(tx, id).await?)) }));
    read.await.unwrap()
}

on_both! {
    async fn a_hundred_people_answer_at_once_and_everything_is_recorded_once(db) {
        let tasks: Vec<_> = begun(db, 100).await.into_iter().map(|id| {
            let store = db.store.clone();
            tokio::spawn(async move {
                for seq in 1..=10 {
                    assert_eq!(store.record(recording(id, seq)).await, Ok(()));
                    // the same click again
                    let again = store.record(recording(id, seq)).await.unwrap_err();
                    assert!(again.is_conflict_on("session", "seq"), "{again:?}");
                }
                id
            })
        }).collect();
        for task in tasks {
            let id = task.await.unwrap();
            let (session, log) = stored(db, id).await;
            assert_eq!(log, (1..=10).map(|seq| answer(id, seq)).collect::<Vec<_>>(), "every column is where it belongs");
            assert_eq!((session.seq, session.updated_at, session.finished_at), (10, NOW + 10, None));
            assert_eq!(session.state, 10_i64.to_le_bytes());
        }
    }
}

on_both! {
    async fn the_last_answer_ends_the_session_with_its_result(db) {
        let id = begun(db, 1).await[0];
        let mut without_key = answer(id, 1);
        (without_key.idempotency_key, without_key.response) = (None, None);
        let last = Recording { answer: without_key.clone(), status: "finished".into(), result: Some("{}".into()), ..recording(id, 1) };
        db.store.record(last).await.unwrap();
        let (session, log) = stored(db, id).await;
        assert_eq!((session.status.as_str(), session.finished_at), ("finished", Some(NOW + 1)));
        assert_eq!(log, [without_key]);
        let result = db.within(move |tx| Box::pin(results::of_session(tx, id))).await.unwrap();
        assert_eq!((result.body.as_str(), result.at), ("{}", NOW + 1));
        let after = db.store.record(recording(id, 2)).await.unwrap_err();
        assert!(after.is_conflict_on("session", "seq"), "{after:?}");
    }
}

on_both! {
    async fn what_is_wrong_with_one_does_not_touch_its_neighbours(db) {
        let ids = begun(db, 60).await;
        for id in &ids {
            db.store.record(recording(*id, 1)).await.unwrap();
        }
        let tasks: Vec<_> = ids.iter().copied().enumerate().map(|(n, id)| {
            let store = db.store.clone();
            tokio::spawn(async move {
                let mut next = recording(id, 2);
                match n % 4 {
                    0 => assert_eq!(store.record(next).await, Ok(())),
                    1 => {
                        next.answer.idempotency_key = Some("key-1".into());
                        let error = store.record(next).await.unwrap_err();
                        assert!(error.is_conflict_on("answer", "idempotency_key"), "{error:?}");
                    }
                    2 => {
                        next.answer.response = Some("\0".into());
                        assert!(matches!(store.record(next).await, Err(StoreError::Other { .. })));
                    }
                    _ => {
                        next.answer.session_id = Uuid::now_v7();
                        let error = store.record(next).await.unwrap_err();
                        assert!(error.is_conflict_on("session", "seq"), "{error:?}");
                    }
                }
            })
        }).collect();
        for task in tasks {
            task.await.unwrap();
        }
        for (n, id) in ids.into_iter().enumerate() {
            let (session, log) = stored(db, id).await;
            let reached = if n % 4 == 0 { 2 } else { 1 };
            assert_eq!((session.seq, log.len() as i64), (reached, reached), "both or neither");
            assert_eq!(session.state, reached.to_le_bytes());
        }
    }
}

on_both! {
    async fn of_two_tabs_one_records_and_the_state_is_the_one_of_its_answer(db) {
        let id = begun(db, 1).await[0];
        for seq in 1..=25 {
            let tabs: Vec<_> = (0..4).map(|tab| {
                let store = db.store.clone();
                tokio::spawn(async move {
                    let mut mine = recording(id, seq);
                    mine.answer.response = Some(format!("{tab}"));
                    mine.answer.idempotency_key = Some(format!("{tab}-{seq}"));
                    mine.state = format!("{tab}").into_bytes();
                    store.record(mine).await.map(|()| tab)
                })
            }).collect();
            let mut winners = Vec::new();
            for tab in tabs {
                match tab.await.unwrap() {
                    Ok(tab) => winners.push(tab.to_string()),
                    Err(error) => assert!(error.is_conflict(), "{error:?}"),
                }
            }
            let (session, log) = stored(db, id).await;
            assert_eq!(winners.len(), 1);
            assert_eq!(session.seq, seq);
            assert_eq!(session.state, winners[0].as_bytes());
            assert_eq!(log.last().unwrap().response.as_ref(), Some(&winners[0]));
        }
    }
}

on_both! {
    async fn a_caller_who_leaves_disturbs_nobody_in_the_group(db) {
        let ids = begun(db, 20).await;
        for (left, stays) in ids.iter().zip(ids.iter().rev()).take(10) {
            let (store, left) = (db.store.clone(), *left);
            let leaving = tokio::spawn(async move { store.record(recording(left, 1)).await });
            tokio::task::yield_now().await;
            leaving.abort();
            assert_eq!(db.store.record(recording(*stays, 1)).await, Ok(()));
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_session_in_other_hands_keeps_only_its_own_answer_waiting() {
    let Some(db) = Db::postgres().await else {
        return;
    };
    let ids = begun(&db, 5).await;
    let held = [ids[0], ids[1], ids[2]];
    let (entered, inside) = tokio::sync::oneshot::channel();
    let (release, wait) = tokio::sync::oneshot::channel::<()>();
    let store = db.store.clone();
    let holder = tokio::spawn(async move {
        store
            .write_unrepeated(move |tx| {
                Box::pin(async move {
                    // for as long as this machine needs
                    tx.execute("SET LOCAL idle_in_transaction_session_timeout = 0", &[]).await?;
                    for id in held {
                        let same = sessions::NewState { id, expected_seq: 0, new_seq: 0, status: "paused", state: b"p", updated_at: NOW, finished_at: None };
                        assert!(sessions::save_state(tx, &same).await?);
                    }
                    entered.send(()).unwrap();
                    wait.await.unwrap();
                    Ok::<_, StoreError>(())
                })
            })
            .await
    });
    inside.await.unwrap();
    let mut waiting = Vec::new();
    for (n, id) in held.into_iter().enumerate() {
        // one after the other, so that each would hold up a group of its own
        let store = db.store.clone();
        waiting.push(tokio::spawn(async move { store.record(recording(id, 1)).await }));
        for seq in 1..=5 {
            for id in &ids[3..] {
                let recorded = db.store.record(recording(*id, n as i64 * 5 + seq));
                assert_eq!(tokio::time::timeout(PATIENCE, recorded).await, Ok(Ok(())));
            }
        }
    }
    assert!(waiting.iter().all(|task| !task.is_finished()));
    release.send(()).unwrap();
    holder.await.unwrap().unwrap();
    for (task, id) in waiting.into_iter().zip(held) {
        assert_eq!(task.await.unwrap(), Ok(()), "the state was saved under the same number meanwhile");
        assert_eq!(stored(&db, id).await.0.state, 1_i64.to_le_bytes());
    }
    db.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn answers_that_wait_share_a_transaction() {
    let Some(db) = Db::postgres().await else {
        return;
    };
    let ids = begun(&db, 60).await;
    let record = |id: Uuid| {
        let store = db.store.clone();
        tokio::spawn(async move { store.record(recording(id, 1)).await })
    };
    // nothing reaches the log for now: the first two are on their way, each alone, and everybody else waits
    let (holder, connection) = tokio_postgres::connect(&db.url, tokio_postgres::NoTls).await.unwrap();
    let connection = tokio::spawn(connection);
    holder.batch_execute("BEGIN; LOCK TABLE answer IN EXCLUSIVE MODE").await.unwrap();
    let mut tasks = Vec::new();
    for (before, id) in ids[..2].iter().enumerate() {
        tasks.push(record(*id));
        until("it is on its way", async || db.waiting_for_locks().await == before as i64 + 1).await;
    }
    tasks.extend(ids[2..].iter().map(|id| record(*id)));
    until("everybody waits", async || db.store.figures().writes_waiting == 58).await;
    holder.batch_execute("COMMIT").await.unwrap();
    for task in tasks {
        assert_eq!(task.await.unwrap(), Ok(()));
    }
    // the transaction that made a row is the row's `xmin`
    let sql = "SELECT COUNT(DISTINCT CAST(xmin AS TEXT)) FROM answer";
    let transactions: i64 = db.store.read_once(move |tx| Box::pin(tx.one(sql, &[], |row| row.get(0)))).await.unwrap();
    assert_eq!(transactions, 3, "two alone, and those who waited together");
    drop(holder);
    connection.await.unwrap().unwrap();
    db.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn connections_that_broke_are_replaced_and_the_answer_is_recorded() {
    let Some(db) = Db::postgres().await else {
        return;
    };
    let server = postgres_server().unwrap();
    let id = begun(&db, 1).await[0];
    for seq in 1..=4 {
        assert_eq!(db.store.record(recording(id, seq)).await, Ok(()));
        let application = db.application();
        statement(&server, &format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '{application}'")).await;
        let found = db.store.read_once(move |tx| Box::pin(sessions::load(tx, id))).await.unwrap();
        assert_eq!(found.map(|session| session.seq), Some(seq));
        statement(&server, &format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '{application}'")).await;
    }
    db.finish().await;
}

on_both! {
    async fn a_single_read_sees_what_was_written_and_a_second_one_is_refused(db) {
        let id = begun(db, 1).await[0];
        db.store.record(recording(id, 1)).await.unwrap();
        let seen = db.store.read_once(move |tx| Box::pin(sessions::load(tx, id))).await.unwrap();
        assert_eq!(seen.map(|session| session.seq), Some(1));
        let twice = db.store.read_once::<_, StoreError, _>(move |tx| Box::pin(async move {
            sessions::load(tx, id).await?;
            sessions::load(tx, id).await
        })).await;
        assert!(matches!(twice, Err(StoreError::Other { .. })), "{twice:?}");
        let panicked = db.store.read_once::<(), StoreError, _>(move |_| Box::pin(async move { panic!("on purpose") })).await;
        assert!(panicked.unwrap_err().to_string().contains("on purpose"));
    }
}
