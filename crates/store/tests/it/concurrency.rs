//! Many at once: nothing lost, nothing twice, nobody disturbed by a neighbour.

use crate::harness::*;
use std::collections::BTreeSet;
use store::sessions::NewState;
use store::{StoreError, Tx, answers, mail_links, people, sessions, throttles};
use uuid::Uuid;

#[derive(Debug, PartialEq)]
enum Submit {
    Stale,
    Store(StoreError),
}

impl From<StoreError> for Submit {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// The shape of the use case: load, decide, append, save.
async fn submit(tx: &mut Tx<'_>, id: Uuid, key: String) -> Result<i64, Submit> {
    let before = sessions::load(tx, id).await?.ok_or(Submit::Stale)?;
    let seq = before.seq + 1;
    let mut new = answer(id, seq);
    new.idempotency_key = Some(key);
    answers::append(tx, &new).await?;
    let mut state = before.state;
    state.extend_from_slice(&seq.to_le_bytes());
    let saved = sessions::save_state(
        tx,
        &NewState { id, expected_seq: before.seq, new_seq: seq, status: "open", state: &state, updated_at: NOW + seq, finished_at: None },
    )
    .await?;
    if saved { Ok(seq) } else { Err(Submit::Stale) }
}

on_both! {
    async fn sixty_four_people_answer_twenty_times_and_every_answer_is_kept_once(db) {
        let tasks: Vec<_> = (0..64).map(|_| {
            let store = db.store.clone();
            tokio::spawn(async move {
                let (_, id) = store.write(|tx| Box::pin(begin(tx, None))).await.unwrap();
                for seq in 1..=20 {
                    let done = store.write(move |tx| Box::pin(submit(tx, id, format!("{seq}")))).await;
                    assert_eq!(done, Ok(seq));
                    // The same click again: the key says no, and changes nothing.
                    let again = store.write(move |tx| Box::pin(submit(tx, id, format!("{seq}")))).await.unwrap_err();
                    let Submit::Store(error) = again else { panic!("{again:?}") };
                    assert!(error.is_conflict_on("answer", "idempotency_key"), "{error:?}");
                }
                id
            })
        }).collect();
        for task in tasks {
            let id = task.await.unwrap();
            let (session, answers) = db.store.read::<_, StoreError, _>(move |tx| Box::pin(async move {
                Ok((sessions::load(tx, id).await?.unwrap(), answers::all_of(tx, id).await?))
            })).await.unwrap();
            assert_eq!(session.seq, 20);
            assert_eq!(session.state.len(), 3 + 20 * 8);
            assert!(answers.iter().map(|a| a.seq).eq(1..=20));
        }
        let count = "SELECT COUNT(*) FROM answer";
        let all: i64 = db.store.read(move |tx| Box::pin(tx.one(count, &[], |row| row.get(0)))).await.unwrap();
        assert_eq!(all, 64 * 20);
    }
}

on_both! {
    async fn eight_tabs_on_one_session_never_overwrite_each_other(db) {
        let (_, id) = db.within(|tx| Box::pin(begin(tx, None))).await;
        let tabs: Vec<_> = (0..8).map(|tab| {
            let store = db.store.clone();
            tokio::spawn(async move {
                let mut mine = Vec::new();
                while mine.len() < 10 {
                    let key = format!("{tab}-{}", mine.len());
                    match store.write(move |tx| Box::pin(submit(tx, id, key))).await {
                        Ok(seq) => mine.push(seq),
                        Err(Submit::Stale) => {}
                        Err(Submit::Store(error)) => assert!(error.is_conflict_on("answer", "seq"), "{error:?}"),
                    }
                }
                mine
            })
        }).collect();
        let mut taken = BTreeSet::new();
        for tab in tabs {
            for seq in tab.await.unwrap() {
                assert!(taken.insert(seq), "place {seq} was given twice");
            }
        }
        assert!(taken.into_iter().eq(1..=80));
        let session = db.within(move |tx| Box::pin(sessions::load(tx, id))).await.unwrap();
        assert_eq!(session.state.len(), 3 + 80 * 8, "the state holds every answer");
    }
}

on_both! {
    async fn a_conflict_or_a_panic_does_not_spoil_its_neighbours(db) {
        db.within(|tx| Box::pin(async move { people::insert(tx, &person(Some("taken@b.fr"))).await })).await;
        let tasks: Vec<_> = (0..150_i64).map(|n| {
            let store = db.store.clone();
            tokio::spawn(async move {
                let outcome: store::Result<i64> = store.write(move |tx| Box::pin(async move {
                    let hits = throttles::hit(tx, b"k", n).await?;
                    match n % 3 {
                        0 => Ok(hits),
                        1 => {
                            people::insert(tx, &person(Some("taken@b.fr"))).await?;
                            Ok(hits)
                        }
                        _ => panic!("on purpose"),
                    }
                })).await;
                match n % 3 {
                    0 => assert_eq!(outcome, Ok(1)),
                    1 => assert!(outcome.unwrap_err().is_conflict()),
                    _ => assert!(outcome.unwrap_err().to_string().contains("on purpose")),
                }
            })
        }).collect();
        for task in tasks {
            task.await.unwrap();
        }
        let windows: Vec<i64> = db.store.read(|tx| Box::pin(
            tx.all(r#"SELECT "window" FROM throttle ORDER BY 1"#, &[], |row| row.get(0))
        )).await.unwrap();
        assert!(windows.into_iter().eq((0..150).step_by(3)));
    }
}

on_both! {
    async fn of_many_who_take_a_link_at_once_one_gets_it(db) {
        db.within(|tx| Box::pin(async move {
            let who = person(None);
            people::insert(tx, &who).await?;
            mail_links::insert(tx, &link(who.id, "token")).await
        })).await;
        let tasks: Vec<_> = (0..16).map(|_| {
            let store = db.store.clone();
            tokio::spawn(async move {
                store.write(|tx| Box::pin(mail_links::take(tx, b"token", "login", NOW))).await.unwrap()
            })
        }).collect();
        let mut got = 0;
        for task in tasks {
            got += usize::from(task.await.unwrap().is_some());
        }
        assert_eq!(got, 1);
    }
}

on_both! {
    async fn hits_at_once_are_all_counted(db) {
        let tasks: Vec<_> = (0..50).map(|_| {
            let store = db.store.clone();
            tokio::spawn(async move { store.write(|tx| Box::pin(throttles::hit(tx, b"k", 0))).await.unwrap() })
        }).collect();
        let mut counts = BTreeSet::new();
        for task in tasks {
            counts.insert(task.await.unwrap());
        }
        assert!(counts.into_iter().eq(1..=50));
    }
}

on_both! {
    async fn a_session_begun_while_its_person_is_merged_is_never_lost(db) {
        for _ in 0..10 {
            let (known, _) = db.within(|tx| Box::pin(begin(tx, None))).await;
            let (visitor, first) = db.within(|tx| Box::pin(begin(tx, None))).await;
            let edition = db.within(move |tx| Box::pin(sessions::load(tx, first))).await.unwrap().edition_id;
            let store = db.store.clone();
            let merging = tokio::spawn(async move {
                store.write(move |tx| Box::pin(people::merge(tx, visitor, known))).await
            });
            let mut begun = vec![first];
            for _ in 0..10 {
                let next = session(Some(visitor), edition);
                let id = next.id;
                match db.store.write(move |tx| Box::pin(async move { sessions::insert(tx, &next).await })).await {
                    Ok(()) => begun.push(id),
                    Err(error) => assert!(error.is_conflict(), "{error:?}"),
                }
            }
            merging.await.unwrap().unwrap();
            for id in begun {
                let found = db.within(move |tx| Box::pin(sessions::load(tx, id))).await;
                assert_eq!(found.map(|s| s.person_id), Some(Some(known)));
            }
        }
    }
}

on_both! {
    async fn a_caller_who_leaves_disturbs_nobody(db) {
        for n in 0..20 {
            let store = db.store.clone();
            let leaving = tokio::spawn(async move {
                store.write(move |tx| Box::pin(throttles::hit(tx, b"left", n))).await
            });
            tokio::task::yield_now().await;
            leaving.abort();
            assert_eq!(db.within(move |tx| Box::pin(throttles::hit(tx, b"stayed", n))).await, 1);
        }
    }
}
