//! Editions, frameworks, sessions, answers, results, shares, retried requests.

use crate::harness::*;
use store::frameworks::{FrameworkImport, FrameworkSummary};
use store::idempotency::Remembered;
use store::sessions::{NewState, Session};
use store::{answers, editions, frameworks, idempotency, results, sessions, shares};
use uuid::Uuid;

on_both! {
    async fn an_edition_is_kept_once_by_its_hash(db) {
        db.within(|tx| Box::pin(async move {
            assert_eq!(editions::latest(tx).await?, None);
            let first = edition();
            assert_eq!(editions::insert_if_new(tx, &first).await?, first.id);
            assert_eq!(editions::insert_if_new(tx, &edition()).await?, first.id);
            let second = editions::Edition { hash: hash("second"), created_at: NOW + 1, ..edition() };
            assert_eq!(editions::insert_if_new(tx, &second).await?, second.id);
            assert_eq!(editions::by_id(tx, first.id).await?.as_ref(), Some(&first));
            assert_eq!(editions::by_hash(tx, b"edition").await?, Some(first));
            assert_eq!(editions::by_hash(tx, b"none").await?, None);
            assert_eq!(editions::by_id(tx, Uuid::now_v7()).await?, None);
            assert_eq!(editions::latest(tx).await?, Some(second));
            Ok(())
        })).await;
    }
}

on_both! {
    async fn an_item_version_is_kept_once_by_its_hash(db) {
        db.within(|tx| Box::pin(async move {
            let item = editions::ItemVersion {
                hash: hash("v1"), item_id: "mail-01".into(), version: 1, body: "{}".into(), added_at: NOW,
            };
            assert!(editions::put_item_version(tx, &item).await?);
            assert!(!editions::put_item_version(tx, &item).await?);
            let next = editions::ItemVersion { hash: hash("v2"), version: 2, ..item.clone() };
            assert!(editions::put_item_version(tx, &next).await?);
            assert_eq!(editions::item_version(tx, b"v1").await?, Some(item));
            assert_eq!(editions::item_version(tx, b"v3").await?, None);
            Ok(())
        })).await;
    }
}

on_both! {
    async fn frameworks_are_listed_the_last_imported_first(db) {
        let import = |version: &str, imported_at| FrameworkImport {
            version: version.into(), body: r#"{"é":1}"#.into(), imported_at,
        };
        let (old, new) = (import("2025", NOW), import("2026", NOW + 1));
        let again = old.clone();
        db.within(move |tx| Box::pin(async move {
            assert_eq!(frameworks::latest(tx).await?, None);
            frameworks::insert(tx, &new).await?;
            frameworks::insert(tx, &old).await?;
            assert_eq!(frameworks::latest(tx).await?, Some(new));
            let summary = |version: &str, imported_at| FrameworkSummary { version: version.into(), imported_at };
            assert_eq!(frameworks::list(tx).await?, [summary("2026", NOW + 1), summary("2025", NOW)]);
            Ok(())
        })).await;
        let error = db.refused(move |tx| Box::pin(async move { frameworks::insert(tx, &again).await })).await;
        assert!(error.is_conflict_on("framework_import", "version"), "{error:?}");
    }
}

on_both! {
    async fn a_session_is_found_again_as_it_was(db) {
        db.within(|tx| Box::pin(async move {
            let (who, _) = begin(tx, None).await?;
            let edition = editions::latest(tx).await?.unwrap().id;
            let with_token = Session { token_hash: Some(hash("token")), ..session(None, edition) };
            sessions::insert(tx, &with_token).await?;
            let finished = Session {
                seed: i64::MIN, seq: i64::MAX, finished_at: Some(NOW + 2), state: vec![], ..session(Some(who), edition)
            };
            sessions::insert(tx, &finished).await?;
            assert_eq!(sessions::load(tx, finished.id).await?, Some(finished));
            assert_eq!(sessions::load(tx, Uuid::now_v7()).await?, None);
            assert_eq!(sessions::by_token_hash(tx, b"token").await?, Some(with_token));
            assert_eq!(sessions::by_token_hash(tx, b"other").await?, None);
            Ok(())
        })).await;
    }
}

on_both! {
    async fn a_session_needs_an_edition_and_its_own_token(db) {
        let error = db.refused(|tx| Box::pin(async move {
            sessions::insert(tx, &session(None, Uuid::now_v7())).await
        })).await;
        assert_eq!(error, store::StoreError::Conflict { what: "foreign key".into() });
        let error = db.refused(|tx| Box::pin(async move {
            let edition = editions::insert_if_new(tx, &edition()).await?;
            for _ in 0..2 {
                sessions::insert(tx, &Session { token_hash: Some(hash("t")), ..session(None, edition) }).await?;
            }
            Ok(())
        })).await;
        assert!(error.is_conflict_on("session", "token_hash"), "{error:?}");
    }
}

on_both! {
    async fn a_state_is_saved_only_over_the_one_it_came_from(db) {
        db.within(|tx| Box::pin(async move {
            let (_, id) = begin(tx, None).await?;
            let mut new = NewState {
                id, expected_seq: 0, new_seq: 1, status: "open", state: b"one", updated_at: NOW + 1, finished_at: None,
            };
            assert!(sessions::save_state(tx, &new).await?);
            assert!(!sessions::save_state(tx, &new).await?, "the state has moved on");
            new = NewState { expected_seq: 1, new_seq: 2, status: "done", state: b"two", finished_at: Some(NOW + 2), ..new };
            assert!(sessions::save_state(tx, &new).await?);
            let found = sessions::load(tx, id).await?.unwrap();
            assert_eq!(
                (found.seq, found.status.as_str(), found.state.as_slice(), found.updated_at, found.finished_at),
                (2, "done", b"two".as_slice(), NOW + 1, Some(NOW + 2)),
            );
            let again = NewState { expected_seq: 2, status: "open", finished_at: None, ..new.clone() };
            assert!(!sessions::save_state(tx, &again).await?, "what is over does not begin again");
            assert!(!sessions::save_state(tx, &NewState { id: Uuid::now_v7(), expected_seq: 2, ..new }).await?);
            Ok(())
        })).await;
    }
}

on_both! {
    async fn sessions_are_listed_newest_first_page_by_page(db) {
        db.within(|tx| Box::pin(async move {
            let (who, first) = begin(tx, None).await?;
            let edition = editions::latest(tx).await?.unwrap().id;
            let mut expected = vec![first];
            for n in 1..=4 {
                // Two begin in the same microsecond: the identifier decides.
                let next = Session {
                    started_at: NOW + n / 2,
                    finished_at: (n == 4).then_some(NOW + 9),
                    ..session(Some(who), edition)
                };
                sessions::insert(tx, &next).await?;
                expected.push(next.id);
            }
            sessions::insert(tx, &session(None, edition)).await?;
            expected.reverse();
            let mut found = Vec::new();
            let mut before = None;
            loop {
                let page = sessions::list_of_person(tx, who, before, 2).await?;
                let Some(last) = page.last() else { break };
                before = Some((last.started_at, last.id));
                found.extend(page.iter().map(|s| s.id));
            }
            assert_eq!(found, expected);
            let open: Vec<Uuid> = sessions::open_of_person(tx, who).await?.iter().map(|s| s.id).collect();
            assert_eq!(open, expected[1..]);
            assert!(sessions::delete(tx, first).await?);
            assert!(!sessions::delete(tx, first).await?);
            Ok(())
        })).await;
    }
}

on_both! {
    async fn answers_come_back_in_order_and_as_they_were(db) {
        db.within(|tx| Box::pin(async move {
            let (who, id) = begin(tx, None).await?;
            let (_, other) = begin(tx, None).await?;
            let passed = answers::Answer { response: None, idempotency_key: None, ..answer(id, 2) };
            for answer in [&answer(id, 3), &passed, &answer(id, 1), &answer(other, 1)] {
                answers::append(tx, answer).await?;
            }
            let expected = [answer(id, 1), passed.clone(), answer(id, 3)];
            assert_eq!(answers::all_of(tx, id).await?, expected);
            assert_eq!(answers::export_of_person(tx, who).await?, expected);
            assert_eq!(answers::at(tx, id, 2).await?, Some(passed));
            assert_eq!(answers::at(tx, id, 4).await?, None);
            assert_eq!(answers::by_idempotency_key(tx, id, "key-3").await?, Some(answer(id, 3)));
            assert_eq!(answers::by_idempotency_key(tx, id, "key-2").await?, None);
            assert_eq!(answers::by_idempotency_key(tx, other, "key-3").await?, None);
            Ok(())
        })).await;
    }
}

on_both! {
    async fn a_place_and_a_key_are_taken_once(db) {
        let id = db.within(|tx| Box::pin(async move {
            let (_, id) = begin(tx, None).await?;
            answers::append(tx, &answer(id, 1)).await?;
            // Answers without a key do not stand in each other's way.
            for seq in [2, 3] {
                answers::append(tx, &answers::Answer { idempotency_key: None, ..answer(id, seq) }).await?;
            }
            Ok(id)
        })).await;
        let place = answers::Answer { idempotency_key: None, ..answer(id, 1) };
        let error = db.refused(move |tx| Box::pin(async move { answers::append(tx, &place).await })).await;
        assert_eq!(error, store::StoreError::Conflict { what: "answer(session_id, seq)".into() });
        let key = answers::Answer { seq: 4, ..answer(id, 1) };
        let error = db.refused(move |tx| Box::pin(async move { answers::append(tx, &key).await })).await;
        assert_eq!(error, store::StoreError::Conflict { what: "answer(session_id, idempotency_key)".into() });
        let orphan = answer(Uuid::now_v7(), 1);
        let error = db.refused(move |tx| Box::pin(async move { answers::append(tx, &orphan).await })).await;
        assert_eq!(error, store::StoreError::Conflict { what: "foreign key".into() });
    }
}

on_both! {
    async fn a_session_has_one_result(db) {
        let result = |session_id, at| results::SessionResult { session_id, body: r#"{"theta":0.4}"#.into(), at };
        let id = db.within(move |tx| Box::pin(async move {
            let (who, id) = begin(tx, None).await?;
            let edition = editions::latest(tx).await?.unwrap().id;
            let later = session(Some(who), edition);
            sessions::insert(tx, &later).await?;
            assert_eq!(results::of_session(tx, id).await?, None);
            results::insert(tx, &result(id, NOW)).await?;
            results::insert(tx, &result(later.id, NOW + 1)).await?;
            assert_eq!(results::of_session(tx, id).await?, Some(result(id, NOW)));
            assert_eq!(results::list_of_person(tx, who).await?, [result(later.id, NOW + 1), result(id, NOW)]);
            Ok(id)
        })).await;
        let error = db.refused(move |tx| Box::pin(async move { results::insert(tx, &result(id, NOW)).await })).await;
        assert!(error.is_conflict_on("result", "session_id"), "{error:?}");
    }
}

on_both! {
    async fn a_share_is_seen_until_its_owner_takes_it_back(db) {
        db.within(|tx| Box::pin(async move {
            let (who, id) = begin(tx, None).await?;
            let (stranger, _) = begin(tx, None).await?;
            let share = shares::Share {
                id: Uuid::now_v7(), session_id: id, token_hash: hash("share"), created_at: NOW,
                revoked_at: None, views: 0, last_viewed_at: None,
            };
            shares::insert(tx, &share).await?;
            let newer = shares::Share { id: Uuid::now_v7(), token_hash: hash("newer"), created_at: NOW + 1, ..share.clone() };
            shares::insert(tx, &newer).await?;
            assert_eq!(shares::by_token_hash(tx, b"share").await?.as_ref(), Some(&share));
            shares::seen(tx, share.id, NOW + 1).await?;
            shares::seen(tx, share.id, NOW + 2).await?;
            let seen = shares::by_token_hash(tx, b"share").await?.unwrap();
            assert_eq!((seen.views, seen.last_viewed_at), (2, Some(NOW + 2)));

            assert!(!shares::revoke(tx, share.id, stranger, NOW + 3).await?, "not theirs to take back");
            assert!(shares::revoke(tx, share.id, who, NOW + 3).await?);
            assert!(!shares::revoke(tx, share.id, who, NOW + 4).await?);
            assert_eq!(shares::by_token_hash(tx, b"share").await?, None);
            shares::seen(tx, share.id, NOW + 5).await?;
            let list = shares::list_of_session(tx, id).await?;
            assert_eq!(list, [newer, shares::Share { revoked_at: Some(NOW + 3), ..seen }]);
            Ok(())
        })).await;
    }
}

on_both! {
    async fn a_retried_request_finds_what_it_began(db) {
        db.within(|tx| Box::pin(async move {
            let (_, id) = begin(tx, None).await?;
            let request = Remembered {
                scope: hash("visitor"), key: "key".into(), request_hash: hash("body"), session_id: id, created_at: NOW,
            };
            assert!(idempotency::remember(tx, &request).await?);
            assert!(!idempotency::remember(tx, &Remembered { request_hash: hash("x"), ..request.clone() }).await?);
            assert!(idempotency::remember(tx, &Remembered { scope: hash("other"), ..request.clone() }).await?);
            assert_eq!(idempotency::find(tx, b"visitor", "key").await?, Some(request));
            assert_eq!(idempotency::find(tx, b"visitor", "other").await?, None);
            sessions::delete(tx, id).await?;
            assert_eq!(idempotency::find(tx, b"visitor", "key").await?, None);
            Ok(())
        })).await;
    }
}
